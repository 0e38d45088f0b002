"""Commits over time, files with their hashes, branches that must be where a writer thinks they are."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta

import pytest

START = datetime(2026, 1, 5, 12, tzinfo=UTC)
COMMIT = "mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input)"
COMMIT += " { commit { oid message } ref { name } } }"


def encoded(text):
    return b64encode(text.encode()).decode()


def count(client, arguments):
    document = '{ repository(owner: "ada", name: "road") { defaultBranchRef { target { ... on Commit {'
    document += " history%s { totalCount } } } } } }"
    answer = client.data(document % (f"({arguments})" if arguments else ""))
    return answer["repository"]["defaultBranchRef"]["target"]["history"]["totalCount"]


@pytest.fixture
def weeks(github, repo):
    ada, bob = github.as_user("ada"), github.as_user("bob")
    for week in range(4):
        ada.commit(repo, {f"week{week}.md": "x"}, at=START + timedelta(weeks=week))
    bob.commit(repo, {".github/roadmap/progress.svg": "x"}, at=START + timedelta(weeks=1, hours=1))
    return repo


def test_history_counts_by_time_author_and_path(github, client, weeks):
    assert count(client, "") == 6
    assert count(client, 'since: "2026-01-12T00:00:00Z", until: "2026-01-18T23:59:59Z"') == 2
    assert count(client, f'author: {{id: "{github.add_user("bob").id}"}}') == 1
    assert count(client, 'author: {emails: ["ADA@example.com"]}') == 4
    assert count(client, 'path: ".github/roadmap"') == 1
    assert count(client, 'since: "2026-01-12T12:00:00Z", until: "2026-01-12T12:00:00Z"') == 1
    document = '{ repository(owner: "ada", name: "road") { object(expression: "HEAD") { ... on Commit {'
    assert client.ask(document + ' history(since: "week") { totalCount } } } } }')["errors"]


def test_an_id_wins_over_addresses(github, client, weeks):
    both = f'author: {{id: "{github.add_user("bob").id}", emails: ["ada@example.com"]}}'
    assert count(client, both) == 1


def test_rest_lists_the_same_commits_newest_first(client, weeks):
    listed = client.rest("GET", "/repos/ada/road/commits?author=ada&since=2026-01-13T00:00:00Z").json()
    dates = [each["commit"]["author"]["date"] for each in listed]
    assert dates[-2:] == ["2026-01-26T12:00:00Z", "2026-01-19T12:00:00Z"]
    assert all(each["author"]["login"] == "ada" for each in listed)


def test_a_commit_of_an_unknown_address_belongs_to_nobody(github, client, repo):
    github.add_commit(repo, "who@else.where", at=START)
    github.add_commit(repo, "ADA@example.com", at=START)
    shown = client.rest("GET", "/repos/ada/road/commits").json()
    assert [each["author"] and each["author"]["login"] for each in shown] == ["ada", None, "ada"]
    assert shown[1]["commit"]["author"]["email"] == "who@else.where"


def test_releases_and_stars_can_be_read(github, client, repo):
    github.as_user("ada").release(repo, "v1", "Notes")
    repo.stargazers = 7
    document = '{ repository(owner: "ada", name: "road") { stargazerCount latestRelease { tagName description }'
    document += ' releases(first: 3) { totalCount } ref(qualifiedName: "refs/tags/v1") { name } } }'
    shown = client.data(document)["repository"]
    assert shown["stargazerCount"] == client.rest("GET", "/repos/ada/road").json()["stargazers_count"] == 7
    assert shown["latestRelease"] == {"tagName": "v1", "description": "Notes"}
    assert (shown["releases"]["totalCount"], shown["ref"]) == (1, {"name": "v1"})
    assert client.rest("GET", "/repos/ada/road/releases").json()[0]["name"] == "v1"


def test_an_empty_repository_has_no_branch_and_refuses_to_list_commits(github, client_of):
    github.add_repository("ada/bare", empty=True)
    client = client_of(github.token(user="ada"))
    document = '{ repository(owner: "ada", name: "bare") { isEmpty defaultBranchRef { name } object(expression:'
    document += ' "HEAD:README.md") { oid } } }'
    assert client.data(document)["repository"] == {"isEmpty": True, "defaultBranchRef": None, "object": None}
    assert client.rest("GET", "/repos/ada/bare/commits").status_code == 409
    assert client.rest("GET", "/repos/ada/bare/contents/README.md").status_code == 404
    body = {"message": "First", "content": encoded("hello")}
    assert client.rest("PUT", "/repos/ada/bare/contents/README.md", body).status_code == 201
    assert client.data(document)["repository"]["defaultBranchRef"] == {"name": "main"}


def test_a_commit_on_a_branch_needs_to_know_where_the_branch_is(client, repo):
    head = repo.head.oid
    given = {
        "branch": {"repositoryNameWithOwner": "ada/road", "branchName": "main"},
        "expectedHeadOid": head,
        "message": {"headline": "Report", "body": "More"},
        "fileChanges": {
            "additions": [{"path": "a/b.md", "contents": encoded("é")}],
            "deletions": [{"path": "README.md"}],
        },
    }
    made = client.data(COMMIT, input=given)["createCommitOnBranch"]
    assert made["commit"] == {"oid": repo.head.oid, "message": "Report\n\nMore"}
    assert repo.files == {"a/b.md": "é"}
    assert repo.head.signed
    assert repo.head.author.login == "ada"
    again = client.ask(COMMIT, input=given)
    assert again["errors"][0]["type"] == "STALE_DATA"
    assert head in again["errors"][0]["message"]
    assert len(repo.commits) == 2


def test_a_commit_on_a_branch_that_is_not_there_is_refused(client, repo):
    given = {
        "branch": {"repositoryNameWithOwner": "ada/road", "branchName": "other"},
        "expectedHeadOid": repo.head.oid,
        "message": {"headline": "X"},
    }
    assert client.kinds(COMMIT, input=given) == ["NOT_FOUND"]
    broken = {"fileChanges": {"additions": [{"path": "x", "contents": "no base64!"}]}}
    assert client.ask(COMMIT, input={**given, **broken})["errors"]


def test_a_file_is_replaced_only_by_who_knows_its_hash(client, repo):
    path = "/repos/ada/road/contents/README.md"
    body = {"message": "M", "content": encoded("new")}
    assert client.rest("PUT", path, body).status_code == 422
    assert client.rest("PUT", path, {**body, "sha": "0" * 40}).status_code == 409
    sha = client.rest("GET", path).json()["sha"]
    changed = client.rest("PUT", path, {**body, "sha": sha})
    assert changed.status_code == 200
    assert repo.files["README.md"] == "new"
    gone = {"message": "M", "sha": changed.json()["content"]["sha"]}
    assert client.rest("DELETE", path, gone).status_code == 200
    assert client.rest("GET", path).status_code == 404


def test_a_folder_lists_what_is_in_it(github, client, repo):
    github.as_user("ada").commit(repo, {"docs/a.md": "a", "docs/deep/b.md": "b"})
    listed = client.rest("GET", "/repos/ada/road/contents/docs").json()
    assert [(each["type"], each["path"]) for each in listed] == [("file", "docs/a.md"), ("dir", "docs/deep")]


def test_the_readme_of_a_branch_can_be_read_as_a_blob(github, client, repo):
    document = '{ repository(owner: "ada", name: "road") { object(expression: "main:README.md") { ... on Blob {'
    document += " text oid } } } }"
    blob = client.data(document)["repository"]["object"]
    assert blob["text"] == "# road\n"
    assert blob["oid"] == client.rest("GET", "/repos/ada/road/readme").json()["sha"]


def test_a_protected_branch_takes_changes_by_pull_request_only(client, repo):
    repo.protected["main"] = {}
    body = {"message": "M", "content": encoded("x")}
    assert client.rest("PUT", "/repos/ada/road/contents/x.md", body).status_code == 422
    assert client.rest("GET", "/repos/ada/road/branches/main").json()["protected"] is True
    assert client.rest("GET", "/repos/ada/road/branches/main/protection").status_code == 200
    ref = {"ref": "refs/heads/report", "sha": repo.head.oid}
    assert client.rest("POST", "/repos/ada/road/git/refs", ref).status_code == 201
    assert client.rest("PUT", "/repos/ada/road/contents/x.md", {**body, "branch": "report"}).status_code == 201
    pull = client.rest("POST", "/repos/ada/road/pulls", {"title": "T", "head": "report", "base": "main"})
    assert pull.json()["changed_files"] == 1
    again = client.rest("POST", "/repos/ada/road/pulls", {"title": "T", "head": "report", "base": "main"})
    assert again.status_code == 422
    assert client.rest("PUT", "/repos/ada/road/pulls/1/merge", {}).json()["merged"] is True
    assert "x.md" in repo.files


CLOSER = "query($i: ID!) { node(id: $i) { ... on Issue { state timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {"
CLOSER += " nodes { ... on ClosedEvent { closer { __typename } } } } } } }"


def closer(client, issue):
    shown = client.data(CLOSER, i=issue.id)["node"]
    return [event["closer"]["__typename"] for event in shown["timelineItems"]["nodes"]]


def test_a_merge_closes_what_its_text_says(github, client, repo):
    ada = github.as_user("ada")
    issue = ada.open_issue(repo, "T")
    pull = ada.open_pull(repo, "Work", f"Fixes #{issue.number}")
    assert client.rest("PUT", f"/repos/ada/road/pulls/{pull.number}/merge", {}).status_code == 200
    assert issue.state == "CLOSED"
    assert closer(client, issue) == ["PullRequest"]


def test_a_commit_on_the_default_branch_closes_what_its_message_says(github, client, repo):
    ada = github.as_user("ada")
    issue, other = ada.open_issue(repo, "T"), ada.open_issue(repo, "U")
    body = {"message": "Closes #1, see #2", "content": encoded("x")}
    client.rest("POST", "/repos/ada/road/git/refs", {"ref": "refs/heads/side", "sha": repo.head.oid})
    assert client.rest("PUT", "/repos/ada/road/contents/x.md", {**body, "branch": "side"}).status_code == 201
    assert issue.state == "OPEN"
    assert client.rest("PUT", "/repos/ada/road/contents/x.md", body).status_code == 201
    assert (issue.state, other.state) == ("CLOSED", "OPEN")
    assert closer(client, issue) == ["Commit"]


def test_a_year_of_contributions_is_all_that_can_be_asked_for(github, client, weeks):
    document = 'query($f: DateTime!, $t: DateTime!) { user(login: "ada") { contributionsCollection(from: $f, to:'
    document += " $t) { totalCommitContributions } } }"
    span = client.data(document, f="2026-01-01T00:00:00Z", t="2026-02-01T00:00:00Z")
    assert span["user"]["contributionsCollection"]["totalCommitContributions"] == 4
    assert client.ask(document, f="2024-01-01T00:00:00Z", t="2026-01-01T00:00:00Z")["errors"]


def test_workflows_are_the_files_of_their_folder_and_can_be_switched(github, client, repo):
    github.as_user("ada").commit(repo, {".github/workflows/roadmap.yml": "on: push"})
    listed = client.rest("GET", "/repos/ada/road/actions/workflows").json()
    assert [(each["path"], each["state"]) for each in listed["workflows"]] == [
        (".github/workflows/roadmap.yml", "active")
    ]
    assert client.rest("PUT", "/repos/ada/road/actions/workflows/roadmap.yml/disable").status_code == 204
    assert client.rest("GET", "/repos/ada/road/actions/workflows/roadmap.yml").json()["state"] == "disabled_manually"
    assert client.rest("PUT", "/repos/ada/road/actions/workflows/roadmap.yml/enable").status_code == 204
