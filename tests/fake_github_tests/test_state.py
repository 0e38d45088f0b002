"""State that behaves as GitHub's: labels, milestones, numbers, what becomes of issues and repositories."""

from datetime import UTC, datetime

import pytest


@pytest.fixture
def ada(github):
    return github.as_user("ada")


def test_a_repository_begins_with_nine_labels_and_one_commit(repo):
    assert len(repo.labels) == 9
    assert {"bug", "good first issue", "wontfix"} <= set(repo.labels)
    assert [commit.message for commit in repo.commits] == ["Initial commit"]
    assert repo.files == {"README.md": "# road\n"}


def test_a_label_whose_name_differs_only_in_case_is_refused_in_both_languages(client, repo):
    response = client.rest("POST", "/repos/ada/road/labels", {"name": "BUG", "color": "ffffff"})
    assert response.status_code == 422
    assert response.json()["errors"] == [{"resource": "Label", "code": "already_exists", "field": "name"}]
    document = (
        'mutation($r: ID!) { createLabel(input: {repositoryId: $r, name: "Bug", color: "ffffff"}) { label { id } } }'
    )
    assert client.kinds(document, r=repo.id) == ["UNPROCESSABLE"]
    assert len(repo.labels) == 9


@pytest.mark.parametrize(
    "wrong", [{"color": "#ffffff"}, {"color": "fff"}, {"name": "x" * 51}, {"description": "x" * 101}, {"name": " "}]
)
def test_a_label_of_a_wrong_colour_or_size_is_refused(client, repo, wrong):
    body = {"name": "new", "color": "ffffff", **wrong}
    assert client.rest("POST", "/repos/ada/road/labels", body).status_code == 422
    assert len(repo.labels) == 9


def test_a_deleted_label_comes_off_every_issue(client, ada, repo):
    issue = ada.open_issue(repo, "T", labels=["bug", "question"])
    assert client.rest("DELETE", "/repos/ada/road/labels/BUG").status_code == 204
    assert [label.name for label in issue.labels] == ["question"]


def test_a_new_name_of_a_label_shows_on_its_issues(client, ada, repo):
    issue = ada.open_issue(repo, "T", labels=["bug"])
    assert client.rest("PATCH", "/repos/ada/road/labels/bug", {"new_name": "type/bug"}).status_code == 200
    assert issue.has_label("type/bug")
    assert client.rest("GET", "/repos/ada/road/labels/type%2Fbug").json()["name"] == "type/bug"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("2026-05-10T12:00:00Z", "2026-05-10T07:00:00Z"),
        ("2026-05-10T00:00:00Z", "2026-05-09T07:00:00Z"),
        ("2026-05-10T06:59:59Z", "2026-05-09T07:00:00Z"),
        ("2026-05-10T07:00:00Z", "2026-05-10T07:00:00Z"),
        ("2026-01-10T12:00:00Z", "2026-01-10T08:00:00Z"),
        ("2026-01-10T07:30:00Z", "2026-01-09T08:00:00Z"),
        ("2026-05-10T23:00:00-07:00", "2026-05-10T07:00:00Z"),
    ],
)
def test_a_due_date_is_floored_to_the_midnight_of_california(client, repo, sent, kept):
    body = {"title": "M", "due_on": sent}
    assert client.rest("POST", "/repos/ada/road/milestones", body).json()["due_on"] == kept


def test_milestones_are_unique_by_title_and_listed_open_by_default(client, repo):
    assert client.rest("POST", "/repos/ada/road/milestones", {"title": "M"}).status_code == 201
    taken = client.rest("POST", "/repos/ada/road/milestones", {"title": "M"})
    assert taken.status_code == 422
    assert taken.json()["errors"][0]["code"] == "already_exists"
    assert client.rest("PATCH", "/repos/ada/road/milestones/1", {"state": "closed"}).json()["closed_at"]
    assert client.rest("GET", "/repos/ada/road/milestones").json() == []
    assert len(client.rest("GET", "/repos/ada/road/milestones?state=all").json()) == 1
    assert client.rest("PATCH", "/repos/ada/road/milestones/1", {"due_on": None}).json()["due_on"] is None


def test_a_milestone_counts_its_issues_and_deleting_it_leaves_them_without(client, ada, repo):
    milestone = ada.create_milestone(repo, "M", datetime(2026, 5, 1, 12, tzinfo=UTC))
    issues = [ada.open_issue(repo, title, milestone=milestone) for title in "ABC"]
    ada.close(issues[0])
    asked = "{ openIssueCount closedIssueCount progressPercentage dueOn }"
    shown = client.data('{ repository(owner: "ada", name: "road") { milestone(number: 1) %s } }' % asked)
    found = shown["repository"]["milestone"]
    assert (found["openIssueCount"], found["closedIssueCount"]) == (2, 1)
    assert found["progressPercentage"] == pytest.approx(100 / 3)
    assert client.rest("DELETE", "/repos/ada/road/milestones/1").status_code == 204
    assert [issue.milestone for issue in issues] == [None, None, None]


def test_issues_and_pull_requests_share_their_numbers(client, ada, repo):
    ada.open_issue(repo, "One")
    pull = ada.open_pull(repo, "Two")
    ada.open_issue(repo, "Three")
    assert pull.number == 2
    listed = client.rest("GET", "/repos/ada/road/issues").json()
    assert [("pull_request" in each, each["number"]) for each in listed] == [(False, 3), (True, 2), (False, 1)]
    document = '{ repository(owner: "ada", name: "road") { issues(first: 9) { nodes { number } } } }'
    assert client.data(document)["repository"]["issues"]["nodes"] == [{"number": 1}, {"number": 3}]
    document = '{ repository(owner: "ada", name: "road") { issue(number: 2) { id } } }'
    assert client.kinds(document) == ["NOT_FOUND"]


@pytest.mark.parametrize(("title", "body"), [("", ""), ("x" * 257, ""), ("T", "x" * 65_537)])
def test_titles_and_bodies_of_a_wrong_size_are_refused_in_both_languages(client, repo, title, body):
    document = "mutation($input: CreateIssueInput!) { createIssue(input: $input) { issue { id } } }"
    given = {"repositoryId": repo.id, "title": title, "body": body}
    assert client.kinds(document, input=given) == ["UNPROCESSABLE"]
    response = client.rest("POST", "/repos/ada/road/issues", {"title": title, "body": body})
    assert response.status_code == 422
    assert repo.issues == []
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "x" * 256, "body": "x" * 65_536}).status_code == 201


def test_one_create_carries_labels_milestone_parent_assignees_and_board_at_once(github, client, ada, repo):
    board, parent = github.add_project("ada", "Board"), ada.open_issue(repo, "P")
    milestone = ada.create_milestone(repo, "M")
    given = {
        "repositoryId": repo.id,
        "title": "T",
        "labelIds": [repo.labels["bug"].id],
        "milestoneId": milestone.id,
        "parentIssueId": parent.id,
        "assigneeIds": [github.add_user("ada").id],
        "projectV2Ids": [board.id],
    }
    client.data("mutation($input: CreateIssueInput!) { createIssue(input: $input) { issue { id } } }", input=given)
    issue = repo.issue("T")
    assert [label.name for label in issue.labels] == ["bug"]
    assert (issue.milestone, issue.parent, issue.assignees) == (milestone, parent, [github.add_user("ada")])
    assert board.items[0].content is issue


def test_lists_of_an_update_replace_null_clears_and_what_is_absent_stays(github, client, ada, repo):
    issue = ada.open_issue(repo, "T", "Body", labels=["bug", "question"], milestone=ada.create_milestone(repo, "M"))
    update = "mutation($input: UpdateIssueInput!) { updateIssue(input: $input) { issue { id } } }"
    client.data(update, input={"id": issue.id, "title": "New"})
    assert (issue.title, issue.body, len(issue.labels)) == ("New", "Body", 2)
    client.data(update, input={"id": issue.id, "labelIds": [repo.labels["bug"].id], "milestoneId": None})
    assert [label.name for label in issue.labels] == ["bug"]
    assert issue.milestone is None


def test_a_reason_counts_only_with_a_change_of_state_in_rest(client, ada, repo):
    issue = ada.open_issue(repo, "T")
    client.rest("PATCH", "/repos/ada/road/issues/1", {"state": "closed", "state_reason": "not_planned"})
    client.rest("PATCH", "/repos/ada/road/issues/1", {"state_reason": "completed"})
    assert (issue.state, issue.state_reason) == ("CLOSED", "NOT_PLANNED")
    shown = client.rest("PATCH", "/repos/ada/road/issues/1", {"state": "open"}).json()
    assert (shown["state"], shown["state_reason"], shown["closed_at"]) == ("open", "reopened", None)


def test_the_timeline_tells_who_closed_and_reopened(github, client, ada, repo):
    issue = ada.open_issue(repo, "T")
    ada.close(issue)
    github.clock.advance(60)
    github.as_user("bob").reopen(issue)
    kinds = "timelineItems(first: 9, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) { nodes { __typename ... on ClosedEvent"
    kinds += " { actor { login } stateReason closer { __typename } } ... on ReopenedEvent { actor { login } } } }"
    found = client.data("query($i: ID!) { node(id: $i) { ... on Issue { %s } } }" % kinds, i=issue.id)
    first, second = found["node"]["timelineItems"]["nodes"]
    assert first == {
        "__typename": "ClosedEvent",
        "actor": {"login": "ada"},
        "stateReason": "COMPLETED",
        "closer": None,
    }
    assert second == {"__typename": "ReopenedEvent", "actor": {"login": "bob"}}


def test_a_deleted_issue_is_gone_for_good(client, ada, repo):
    parent = ada.open_issue(repo, "P")
    child = ada.open_issue(repo, "C", parent=parent)
    ada.delete_issue(child)
    assert client.rest("GET", "/repos/ada/road/issues/2").status_code == 410
    assert client.rest("PATCH", "/repos/ada/road/issues/2", {"title": "X"}).status_code == 410
    assert client.kinds('{ repository(owner: "ada", name: "road") { issue(number: 2) { id } } }') == ["NOT_FOUND"]
    assert client.kinds("query($i: ID!) { node(id: $i) { id } }", i=child.id) == ["NOT_FOUND"]
    assert parent.children == []
    assert ada.open_issue(repo, "Next").number == 3


def test_a_transferred_issue_leaves_a_redirect_behind(github, client, ada, repo):
    issue = ada.open_issue(repo, "T", "Body", labels=["bug", "only here"])
    old_id = issue.id
    ada.transfer_issue(issue, github.add_repository("ada/other"))
    response = client.rest("GET", "/repos/ada/road/issues/1", allow_redirects=False)
    assert response.status_code == 301
    followed = client.rest("GET", response.headers["Location"]).json()
    assert followed["url"] == f"{github.url}/repos/ada/other/issues/1"
    assert [label["name"] for label in followed["labels"]] == ["bug"]
    assert client.kinds("query($i: ID!) { node(id: $i) { id } }", i=old_id) == ["NOT_FOUND"]


def test_a_renamed_repository_redirects_reads_and_writes_apart(github, client, ada, repo):
    ada.open_issue(repo, "T")
    ada.rename_repository(repo, "path")
    read = client.rest("GET", "/repos/ada/road/issues?state=all", allow_redirects=False)
    assert read.status_code == 301
    assert "state" not in read.headers["Location"]
    assert client.rest("GET", read.headers["Location"]).json()[0]["title"] == "T"
    write = client.rest("POST", "/repos/ada/road/issues", {"title": "New"}, allow_redirects=False)
    assert write.status_code == 307
    assert client.rest("POST", write.headers["Location"], {"title": "New"}).status_code == 201
    document = '{ repository(owner: "ada", name: "road"%s) { nameWithOwner } }'
    assert client.data(document % "")["repository"]["nameWithOwner"] == "ada/path"
    assert client.kinds(document % ", followRenames: false") == ["NOT_FOUND"]
    assert client.rest("GET", "/repos/ada/path").json()["full_name"] == "ada/path"


def test_issues_switched_off_are_gone(github, client_of):
    github.add_repository("ada/quiet", has_issues=False)
    client = client_of(github.token(user="ada"))
    assert client.rest("POST", "/repos/ada/quiet/issues", {"title": "T"}).status_code == 410


def test_an_archived_repository_can_only_be_read(github, client_of):
    repo = github.add_repository("ada/old", archived=True)
    client = client_of(github.token(user="ada"))
    assert client.rest("GET", "/repos/ada/old").json()["archived"] is True
    assert client.rest("POST", "/repos/ada/old/issues", {"title": "T"}).status_code == 403
    assert repo.issues == []


def test_a_private_repository_does_not_exist_for_strangers(github, client_of):
    github.add_repository("ada/secret", private=True)
    ada, stranger = client_of(github.token(user="ada")), client_of(github.token("no_push"))
    assert ada.rest("GET", "/repos/ada/secret").json()["private"] is True
    assert stranger.rest("GET", "/repos/ada/secret").status_code == 404
    assert stranger.kinds('{ repository(owner: "ada", name: "secret") { id } }') == ["NOT_FOUND"]
    assert client_of("").rest("GET", "/repos/ada/secret").status_code == 404


@pytest.mark.parametrize(
    ("role", "association"), [("owner", "OWNER"), ("member", "MEMBER"), ("friend", "COLLABORATOR"), ("else", "NONE")]
)
def test_who_somebody_is_to_a_repository_shows_on_their_issues(github, client_of, role, association):
    organization = github.add_organization("club", members=("member",))
    repo = github.add_repository("owner/road" if role == "owner" else f"{organization.login}/road")
    github.add_collaborator(repo, "friend")
    github.as_user(role).open_issue(repo, "T")
    client = client_of(github.token(user="member"))
    shown = client.rest("GET", f"/repos/{repo.full_name}/issues/1").json()
    assert shown["author_association"] == association
