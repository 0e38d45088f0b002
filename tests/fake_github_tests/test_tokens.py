"""Tokens with different rights, and what each may not do."""

import pytest

VIEWER = "{ viewer { login } }"
BOARDS = '{ user(login: "ada") { projectsV2(first: 5) { nodes { title } } } }'


@pytest.fixture
def board(github, repo):
    return github.add_project("ada", "Board")


def test_a_bad_token_is_refused_everywhere(github, repo, client_of):
    client = client_of(github.token("bad"))
    assert client.rest("GET", "/repos/ada/road").status_code == 401
    refused = client.rest("POST", "/graphql", {"query": VIEWER})
    assert (refused.status_code, refused.json()["message"]) == (401, "Bad credentials")
    assert client_of("made-up").rest("GET", "/user").status_code == 401


def test_without_a_token_public_things_can_be_read_sixty_times_an_hour(repo, client_of):
    response = client_of("").rest("GET", "/repos/ada/road")
    assert response.status_code == 200
    assert response.headers["X-RateLimit-Limit"] == "60"
    assert client_of("").rest("POST", "/repos/ada/road/issues", {"title": "T"}).status_code in {401, 403}


def test_a_classic_token_says_its_scopes(github, repo, client_of):
    response = client_of(github.token(scopes={"repo", "read:project"})).rest("GET", "/user")
    assert response.headers["X-OAuth-Scopes"] == "read:project, repo"
    assert "X-OAuth-Scopes" not in client_of(github.token("fine_grained")).rest("GET", "/user").headers


def test_a_classic_token_without_project_is_told_which_scope_it_lacks(github, board, client_of):
    client = client_of(github.token(scopes={"repo"}))
    answer = client.ask(BOARDS)
    assert "data" not in answer
    assert answer["errors"][0]["type"] == "INSUFFICIENT_SCOPES"
    assert "read:project" in answer["errors"][0]["message"]
    create = 'mutation($o: ID!) { createProjectV2(input: {ownerId: $o, title: "X"}) { projectV2 { id } } }'
    assert client.kinds(create, o=board.owner.id) == ["INSUFFICIENT_SCOPES"]
    assert len(github.projects) == 1


def test_a_classic_token_that_may_read_boards_may_not_change_them(github, board, client_of):
    client = client_of(github.token(scopes={"repo", "read:project"}))
    assert client.data(BOARDS)["user"]["projectsV2"]["nodes"] == [{"title": "Board"}]
    change = 'mutation($p: ID!) { updateProjectV2(input: {projectId: $p, title: "X"}) { projectV2 { id } } }'
    assert client.kinds(change, p=board.id) == ["INSUFFICIENT_SCOPES"]
    assert board.title == "Board"


def test_a_classic_token_without_repo_may_only_read_what_is_public(github, repo, client_of):
    github.add_repository("ada/secret", private=True)
    client = client_of(github.token(scopes=set()))
    assert client.rest("GET", "/repos/ada/road").status_code == 200
    assert client.rest("GET", "/repos/ada/secret").status_code == 404
    assert client.rest("POST", "/repos/ada/road/labels", {"name": "x", "color": "ffffff"}).status_code == 403


def test_without_push_rights_labels_and_milestone_are_dropped_without_a_word(github, repo, client_of):
    github.as_user("ada").create_milestone(repo, "M")
    client = client_of(github.token("no_push"))
    body = {"title": "T", "body": "B", "labels": ["bug", "new"], "milestone": 1, "assignees": ["stranger"]}
    made = client.rest("POST", "/repos/ada/road/issues", body)
    assert made.status_code == 201
    shown = made.json()
    assert (shown["title"], shown["labels"], shown["milestone"], shown["assignees"]) == ("T", [], None, [])
    given = {"repositoryId": repo.id, "title": "G", "labelIds": [repo.labels["bug"].id]}
    client.data("mutation($i: CreateIssueInput!) { createIssue(input: $i) { issue { id } } }", i=given)
    assert repo.issue("G").labels == []
    assert "new" not in repo.labels


def test_without_push_rights_one_may_edit_ones_own_issue_and_nobody_elses(github, repo, client_of):
    theirs = github.as_user("ada").open_issue(repo, "Theirs")
    client = client_of(github.token("no_push"))
    own = client.rest("POST", "/repos/ada/road/issues", {"title": "Own"}).json()["number"]
    assert client.rest("PATCH", f"/repos/ada/road/issues/{own}", {"title": "New"}).status_code == 200
    assert client.rest("PATCH", f"/repos/ada/road/issues/{own}", {"labels": ["bug"]}).json()["labels"] == []
    assert client.rest("PATCH", f"/repos/ada/road/issues/{theirs.number}", {"title": "X"}).status_code == 403
    close = "mutation($i: ID!) { closeIssue(input: {issueId: $i}) { issue { id } } }"
    answer = client.ask(close, i=theirs.id)
    assert answer["errors"][0]["type"] == "FORBIDDEN"
    assert "`CloseIssue`" in answer["errors"][0]["message"]
    assert theirs.state == "OPEN"
    assert client.rest("PUT", "/repos/ada/road/contents/x", {"message": "m", "content": "eA=="}).status_code == 403


def test_a_fine_grained_token_that_only_reads_may_not_write(github, repo, client_of):
    client = client_of(github.token("fine_grained", read_only=True))
    refused = client.rest("POST", "/repos/ada/road/issues", {"title": "T"})
    assert refused.status_code == 403
    assert refused.json()["message"] == "Resource not accessible by personal access token"
    assert client.rest("GET", "/repos/ada/road/issues").json() == []
    assert repo.issues == []


def test_a_fine_grained_token_reaches_organisations_boards_but_no_persons(github, board, client_of):
    github.add_organization("club", members=("ada",))
    github.add_project("club", "Ours")
    client = client_of(github.token("fine_grained", user="ada"))
    assert client.data(BOARDS)["user"]["projectsV2"]["nodes"] == []
    assert client.kinds('{ user(login: "ada") { projectV2(number: 1) { id } } }') == ["NOT_FOUND"]
    assert client.rest("GET", "/orgs/club/projectsV2").json()[0]["title"] == "Ours"


def test_a_fine_grained_token_reaches_its_repositories_only(github, repo, client_of):
    github.add_repository("ada/secret", private=True)
    github.add_repository("ada/other")
    client = client_of(github.token("fine_grained", repositories=("ada/road",)))
    assert client.rest("GET", "/repos/ada/secret").status_code == 404
    assert client.rest("POST", "/repos/ada/other/issues", {"title": "T"}).status_code == 403
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "T"}).status_code == 201


def test_the_actions_token_is_the_bot_with_a_thousand_points_and_no_boards(github, board, repo, client_of):
    client = client_of(github.token("actions"))
    answer = client.data("{ viewer { login } rateLimit { limit } }")
    assert answer == {"viewer": {"login": "github-actions[bot]"}, "rateLimit": {"limit": 1000}}
    assert client.rest("GET", "/user").status_code == 403
    assert client.kinds(BOARDS) == ["FORBIDDEN"]
    made = client.rest("POST", "/repos/ada/road/issues", {"title": "T", "labels": ["bug"]}).json()
    assert (made["user"]["login"], made["user"]["type"]) == ("github-actions[bot]", "Bot")
    assert [label["name"] for label in made["labels"]] == ["bug"]
    github.as_user("ada").add_card(board, repo.issue("T"))
    document = (
        '{ repository(owner: "ada", name: "road") { viewerPermission issue(number: 1) { author { __typename login }'
    )
    document += " viewerDidAuthor projectItems(first: 5) { totalCount } } } }"
    shown = client.data(document)["repository"]
    assert shown["viewerPermission"] is None
    assert shown["issue"]["author"] == {"__typename": "Bot", "login": "github-actions"}
    assert shown["issue"]["projectItems"]["totalCount"] == 0


def test_the_actions_token_may_only_what_its_permissions_say(github, repo, client_of):
    client = client_of(github.token("actions", permissions={"issues": "write", "metadata": "read"}))
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "T"}).status_code == 201
    refused = client.rest("PUT", "/repos/ada/road/contents/x", {"message": "m", "content": "eA=="})
    assert (refused.status_code, refused.json()["message"]) == (403, "Resource not accessible by integration")
    repo.actions_may_open_pulls = False
    full = client_of(github.token("actions"))
    github.as_user("ada").open_pull(repo, "T")
    body = {"title": "T", "head": "branch-2", "base": "main"}
    assert "not permitted" in full.rest("POST", "/repos/ada/road/pulls", body).json()["message"]


def test_workflow_files_need_a_right_of_their_own(github, repo, client_of):
    body = {"message": "m", "content": "eA=="}
    path = "/repos/ada/road/contents/.github/workflows/x.yml"
    assert client_of(github.token(scopes={"repo"})).rest("PUT", path, body).status_code == 403
    assert client_of(github.token(scopes={"repo", "workflow"})).rest("PUT", path, body).status_code == 201


@pytest.mark.parametrize(
    ("role", "labels", "makes"), [("TRIAGE", ["bug"], 403), ("WRITE", ["bug"], 201), ("READ", [], 403)]
)
def test_a_collaborator_may_what_their_role_says(github, repo, client_of, role, labels, makes):
    github.add_collaborator(repo, "friend", role)
    client = client_of(github.token(user="friend"))
    made = client.rest("POST", "/repos/ada/road/issues", {"title": "T", "labels": ["bug"]}).json()
    assert [label["name"] for label in made["labels"]] == labels
    assert client.rest("POST", "/repos/ada/road/labels", {"name": "x", "color": "ffffff"}).status_code == makes
    permissions = client.rest("GET", "/repos/ada/road").json()["permissions"]
    assert permissions["push"] is (role == "WRITE")
