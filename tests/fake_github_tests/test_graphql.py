"""GraphQL is GitHub's own: what its schema refuses is refused, and a document of mutations is no transaction."""

import pytest

CREATE = "mutation($r: ID!) { %s }"
ISSUE = 'createIssue(input: {repositoryId: $r, title: "%s"}) { issue { number } }'


def creations(**titles: str) -> str:
    return CREATE % " ".join(f"{alias}: {ISSUE % title}" for alias, title in titles.items())


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("{ viewer { logins } }", "undefinedField"),
        ("{ viewer { login(first: 1) } }", "argumentNotAccepted"),
        ("{ viewer { ... on Nobody { id } } }", "undefinedType"),
        ("query($x: ID!) { viewer { login } }", "variableNotUsed"),
        ("{ node(id: $x) { id } }", "variableNotDefined"),
        ("query($x: Int!) { node(id: $x) { id } }", "variableMismatch"),
    ],
)
def test_a_document_that_the_schema_refuses_is_refused_in_githubs_words(client, document, code):
    answer = client.ask(document)
    assert "data" not in answer
    assert answer["errors"][0]["extensions"]["code"] == code


@pytest.mark.parametrize(
    "document",
    [
        '{ repository(owner: "ada", name: "road") { issues(first: 1, states: [OPENED]) { totalCount } } }',
        '{ node(id: "x") { ... on Issue { ... on Label { id } } } }',
        'mutation { createIssue(input: {repositoryId: "R", title: "T", labels: ["bug"]}) { issue { id } } }',
        "{ viewer { login ",
    ],
)
def test_wrong_enum_values_fragments_and_input_fields_are_refused(client, repo, document):
    answer = client.ask(document)
    assert answer["errors"]
    assert not answer.get("data")
    assert repo.issues == []


def test_variables_are_checked_against_their_types(client, repo):
    document = "mutation($input: CreateIssueInput!) { createIssue(input: $input) { issue { id } } }"
    wrong = {"repositoryId": repo.id, "title": "T", "labels": ["bug"]}
    assert "labels" in client.ask(document, input=wrong)["errors"][0]["message"]
    assert client.ask(document, input={"repositoryId": repo.id})["errors"]
    assert repo.issues == []


def test_a_field_the_fake_does_not_cover_is_a_loud_failure_never_a_null(github, client):
    response = client.rest("POST", "/graphql", {"query": "{ viewer { bio } }"})
    assert response.status_code == 501
    assert "User.bio" in response.json()["message"]
    assert any("User.bio" in violation for violation in github.violations)
    github.violations.clear()


def test_an_argument_the_fake_does_not_heed_is_a_loud_failure_too(github, client, repo):
    document = (
        'mutation($r: ID!) { createIssue(input: {repositoryId: $r, title: "T", issueTemplate: "x"}) { issue { id } } }'
    )
    assert client.rest("POST", "/graphql", {"query": document, "variables": {"r": repo.id}}).status_code == 501
    github.violations.clear()


def test_mutations_of_a_document_run_in_order_and_one_that_fails_leaves_the_others(client, repo):
    answer = client.ask(creations(a="First", b=" ", c="Third"), r=repo.id)
    assert [issue.title for issue in repo.issues] == ["First", "Third"]
    assert answer["data"]["a"]["issue"]["number"] == 1
    assert answer["data"]["b"] is None
    assert answer["data"]["c"]["issue"]["number"] == 2
    [error] = answer["errors"]
    assert error["path"] == ["b"]
    assert error["type"] == "UNPROCESSABLE"


def test_a_missing_node_is_a_typed_error_beside_the_data(client):
    answer = client.ask('{ viewer { login } repository(owner: "ada", name: "none") { id } }')
    assert answer["data"] == {"viewer": {"login": "ada"}, "repository": None}
    assert answer["errors"][0]["type"] == "NOT_FOUND"
    assert answer["errors"][0]["path"] == ["repository"]


def test_a_list_must_say_how_many_and_not_more_than_a_hundred(client, repo):
    issues = '{ repository(owner: "ada", name: "road") { issues%s { nodes { id } } } }'
    assert client.kinds(issues % "") == ["MISSING_PAGINATION_BOUNDARIES"]
    assert client.kinds(issues % "(first: 101)") == ["EXCESSIVE_PAGINATION"]
    assert client.kinds(issues % "(first: 100)") == []
    counted = client.data('{ repository(owner: "ada", name: "road") { issues { totalCount } } }')
    assert counted["repository"]["issues"]["totalCount"] == 0


def test_more_than_half_a_million_nodes_are_refused(client):
    inner = "labels(first: 100) { nodes { issues(first: 100) { nodes { comments(first: 51) { nodes { id } } } } } }"
    document = '{ repository(owner: "ada", name: "road") { %s } }' % inner
    assert client.kinds(document) == ["MAX_NODE_LIMIT_EXCEEDED"]


def test_points_are_a_hundredth_of_the_requests_that_the_lists_need(github, client, repo):
    inner = "issues(first: 50) { nodes { labels(first: 20) { nodes { id } } assignees(first: 10) { nodes { id } }"
    inner += " blockedBy(first: 20) { nodes { id } } projectItems(first: 5) { nodes { id } } } }"
    client.data('{ repository(owner: "ada", name: "road") { %s } rateLimit { cost nodeCount } }' % inner)
    assert github.log[-1].points == 2
    assert github.log[-1].nodes == 50 + 50 * 55


def test_pages_follow_each_other_without_gap_or_overlap_while_issues_are_opened(github, client, repo):
    ada = github.as_user("ada")
    for number in range(7):
        ada.open_issue(repo, f"Issue {number}")
    document = (
        'query($after: String) { repository(owner: "ada", name: "road") { issues(first: 3, after: $after) {'
        " nodes { title } pageInfo { hasNextPage endCursor } totalCount } } }"
    )
    seen, after = [], None
    while True:
        found = client.data(document, after=after)["repository"]["issues"]
        seen += [issue["title"] for issue in found["nodes"]]
        ada.open_issue(repo, f"Late {len(seen)}") if len(seen) == 3 else None
        if not found["pageInfo"]["hasNextPage"]:
            break
        after = found["pageInfo"]["endCursor"]
    assert seen == [*(f"Issue {number}" for number in range(7)), "Late 3"]


def test_a_cursor_of_somebody_elses_making_is_refused(client):
    document = '{ repository(owner: "ada", name: "road") { issues(first: 3, after: "x") { nodes { id } } } }'
    assert client.kinds(document) == ["VALIDATION"]


def test_issue_ids_no_longer_fit_an_int(github, client, repo):
    issue = github.as_user("ada").open_issue(repo, "T")
    shown = client.data("query($i: ID!) { node(id: $i) { ... on Issue { databaseId fullDatabaseId } } }", i=issue.id)
    assert shown["node"] == {"databaseId": None, "fullDatabaseId": str(issue.database_id)}
    assert client.rest("GET", "/repos/ada/road/issues/1").json()["id"] == issue.database_id


def test_several_nodes_are_found_at_once_and_missing_ones_leave_a_hole(github, client, repo):
    issue = github.as_user("ada").open_issue(repo, "T")
    answer = client.ask("query($i: [ID!]!) { nodes(ids: $i) { id } }", i=[issue.id, "I_nothing"])
    assert answer["data"]["nodes"] == [{"id": issue.id}, None]
    assert answer["errors"][0]["path"] == ["nodes", 1]


def test_graphql_needs_a_token(client_of, repo):
    assert client_of("").rest("POST", "/graphql", {"query": "{ viewer { login } }"}).status_code == 401


def test_an_enterprise_servers_addresses_work_too(github, client):
    assert client.rest("GET", "/api/v3/user").json()["login"] == "ada"
    assert client.rest("GET", "/api/v3/repos/ada/road").json()["url"] == f"{github.url}/api/v3/repos/ada/road"
    given = {"query": "{ viewer { login } }"}
    assert client.rest("POST", "/api/graphql", given).json() == {"data": {"viewer": {"login": "ada"}}}


def test_what_was_made_in_the_same_second_is_still_in_order(client, repo):
    for name in ("one", "two", "three"):
        client.rest("POST", "/repos/ada/road/labels", {"name": name, "color": "ffffff"})
    document = (
        '{ repository(owner: "ada", name: "road") { labels(first: 3, orderBy: {field: CREATED_AT, direction: %s}) {'
    )
    document += " nodes { name } } } }"
    newest = client.data(document % "DESC")["repository"]["labels"]["nodes"]
    assert [label["name"] for label in newest] == ["three", "two", "one"]
    oldest = client.data(document % "ASC")["repository"]["labels"]["nodes"]
    assert oldest[0]["name"] == "bug"
