"""REST is GitHub's own: only its routes, its parameters, its bodies, its shapes."""

import pytest

from tests.fake_github.rest.check import answer_problems, shape
from tests.fake_github.rest.openapi import as_json_schema, description, match
from tests.fake_github.rest.router import ROUTES


def test_a_route_that_github_does_not_have_is_a_404_and_fails_the_test(github, client):
    assert client.rest("GET", "/repos/ada/road/roadmaps").status_code == 404
    assert "knows no such route" in github.violations[0]
    github.violations.clear()


def test_a_route_that_github_has_and_the_fake_lacks_says_so_loudly(github, client):
    assert client.rest("GET", "/repos/ada/road/topics").status_code == 501
    assert "/topics" in github.violations[0]
    github.violations.clear()


def test_a_parameter_that_github_would_ignore_fails_the_test(github, client):
    assert client.rest("GET", "/repos/ada/road/issues?per_pag=5").status_code == 200
    assert client.rest("POST", "/repos/ada/road/issues", {"title": "T", "parent": 1}).status_code == 201
    assert ["per_pag" in github.violations[0], "parent" in github.violations[1]] == [True, True]
    github.violations.clear()


def test_a_parameter_that_the_fake_does_not_heed_fails_the_test(github, client):
    client.rest("GET", "/repos/ada/road/issues?mentioned=bob")
    assert "mentioned" in github.violations[0]
    github.violations.clear()


@pytest.mark.parametrize(
    "body", [{}, {"title": None}, {"title": "T", "labels": "bug"}, {"title": "T", "body": 5}, {"title": ["T"]}]
)
def test_a_body_of_a_wrong_shape_is_refused(client, repo, body):
    response = client.rest("POST", "/repos/ada/road/issues", body)
    assert response.status_code == 422
    assert repo.issues == []


def test_a_body_that_is_no_json_is_a_bad_request(client):
    address = f"{client.fake.url}/repos/ada/road/issues"
    headers = {"Authorization": f"Bearer {client.token}"}
    response = client.session.post(address, data="{", headers=headers, timeout=5)
    assert (response.status_code, response.json()["message"]) == (400, "Problems parsing JSON")


def test_a_value_that_is_not_among_the_allowed_ones_is_refused(client):
    assert client.rest("GET", "/repos/ada/road/issues?state=opened").status_code == 422


def test_lists_are_open_thirty_a_page_and_at_most_a_hundred(github, client, repo):
    ada = github.as_user("ada")
    for number in range(105):
        ada.open_issue(repo, str(number))
    ada.close(repo.issues[0])
    first = client.rest("GET", "/repos/ada/road/issues")
    assert len(first.json()) == 30
    assert first.links["last"]["url"].endswith("page=4")
    assert len(client.rest("GET", "/repos/ada/road/issues?per_page=1000&state=all").json()) == 100
    seen, following = [], f"{github.url}/repos/ada/road/issues?per_page=50&state=all&direction=asc"
    while following:
        page = client.rest("GET", following)
        seen += [issue["title"] for issue in page.json()]
        following = page.links.get("next", {}).get("url")
    assert seen == [str(number) for number in range(105)]


def test_issues_are_listed_by_label_milestone_creator_assignee_and_time(github, client, repo):
    ada, bob = github.as_user("ada"), github.as_user("bob")
    both = ada.open_issue(repo, "Both", labels=["bug", "question"], milestone=ada.create_milestone(repo, "M"))
    ada.assign(both, "ada")
    github.clock.advance(3600)
    bob.open_issue(repo, "One", labels=["Bug"])

    def titles(query):
        return [issue["title"] for issue in client.rest("GET", f"/repos/ada/road/issues?{query}").json()]

    assert titles("labels=bug") == ["One", "Both"]
    assert titles("labels=BUG,question") == ["Both"]
    assert titles("milestone=1") == titles("milestone=*") == titles("assignee=ada") == ["Both"]
    assert titles("milestone=none") == titles("creator=bob") == titles("assignee=none") == ["One"]
    assert titles("since=2026-03-02T09:30:00Z") == ["One"]


def test_labels_that_are_not_there_are_made_when_an_issue_names_them(client, repo):
    made = client.rest("POST", "/repos/ada/road/issues", {"title": "T", "labels": ["new", "BUG"]})
    assert [label["name"] for label in made.json()["labels"]] == ["new", "bug"]
    assert "new" in repo.labels


def test_comments_can_be_written_changed_and_deleted(client, repo):
    client.rest("POST", "/repos/ada/road/issues", {"title": "T"})
    made = client.rest("POST", "/repos/ada/road/issues/1/comments", {"body": "Hello"}).json()
    path = f"/repos/ada/road/issues/comments/{made['id']}"
    assert client.rest("PATCH", path, {"body": "Changed"}).json()["body"] == "Changed"
    assert [each["body"] for each in client.rest("GET", "/repos/ada/road/issues/1/comments").json()] == ["Changed"]
    assert client.rest("DELETE", path).status_code == 204
    assert client.rest("GET", path).status_code == 404


def test_every_route_of_ours_is_one_of_githubs():
    unknown = [route for route in ROUTES if route not in description().operations]
    assert unknown == []


def test_words_of_a_path_win_over_places():
    assert match("GET", "/repos/o/r/issues/comments").template == "/repos/{owner}/{repo}/issues/comments"
    assert match("GET", "/repos/o/r/contents/a/b/c.md").places["path"] == "a/b/c.md"
    assert match("DELETE", "/repos/o/r/labels/type%2Fbug").places["name"] == "type/bug"
    assert match("GET", "/nowhere") is None


def test_nullable_becomes_a_type():
    assert as_json_schema({"type": "string", "nullable": True, "description": "x"}) == {"type": ["string", "null"]}
    assert as_json_schema({"$ref": "#/x", "nullable": True}) == {"anyOf": [{"$ref": "#/x"}, {"type": "null"}]}
    named = {"type": "object", "properties": {"title": {"type": "string"}, "description": {"type": "string"}}}
    assert as_json_schema(named) == named


READ = [
    ("GET", "/repos/{owner}/{repo}/issues/{issue_number}"),
    ("GET", "/repos/{owner}/{repo}/issues"),
    ("GET", "/repos/{owner}/{repo}"),
    ("GET", "/repos/{owner}/{repo}/labels"),
    ("GET", "/repos/{owner}/{repo}/milestones"),
    ("GET", "/repos/{owner}/{repo}/milestones/{milestone_number}"),
    ("GET", "/repos/{owner}/{repo}/commits"),
    ("GET", "/repos/{owner}/{repo}/pulls/{pull_number}"),
    ("GET", "/repos/{owner}/{repo}/pulls"),
    ("GET", "/repos/{owner}/{repo}/branches/{branch}"),
    ("GET", "/repos/{owner}/{repo}/git/ref/{ref}"),
    ("GET", "/repos/{owner}/{repo}/actions/workflows"),
    ("GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments"),
    ("GET", "/users/{username}/projectsV2"),
    ("GET", "/users/{username}/projectsV2/{project_number}/fields"),
    ("GET", "/user"),
]


def ours(client, template):
    names = {"owner": "ada", "repo": "road", "username": "ada", "issue_number": 1, "milestone_number": 1}
    names |= {"pull_number": 2, "project_number": 1, "branch": "main", "ref": "heads/main"}
    return client.rest("GET", template.format(**names)).json()


def keys(value, path=""):
    """Every path of keys in a value, lists stepped through."""
    if isinstance(value, list):
        return {found for each in value for found in keys(each, path)}
    if isinstance(value, dict):
        inner = {found for key, each in value.items() for found in keys(each, f"{path}/{key}")}
        return inner | {f"{path}/{key}" for key in value}
    return set()


@pytest.fixture
def full(github, client, repo):
    ada = github.as_user("ada")
    issue = ada.open_issue(repo, "T", "Body", labels=["bug"], milestone=ada.create_milestone(repo, "M"))
    ada.assign(issue, "ada")
    ada.comment(issue, "Hello")
    ada.open_pull(repo, "P")
    ada.commit(repo, {".github/workflows/x.yml": "on: push"})
    github.add_project("ada", "Board")
    return client


@pytest.mark.parametrize("route", READ, ids=lambda route: route[1])
def test_our_answers_are_made_as_githubs_examples_are(full, route):
    operation = description().operations[route]
    answer = ours(full, route[1])
    assert answer_problems(operation, 200, answer) == []
    [example, *_] = operation.examples[200]
    required = {key for key in keys(example) if key.count("/") == 1}
    mine = {key for key in keys(answer) if key.count("/") == 1}
    assert len(required & mine) >= 0.7 * len(required), sorted(required - mine)


@pytest.mark.parametrize("route", READ, ids=lambda route: route[1])
def test_a_value_of_another_type_than_githubs_would_be_noticed(full, route):
    operation = description().operations[route]
    answer = ours(full, route[1])
    broken = answer[0] if isinstance(answer, list) else answer
    key = next(key for key in ("id", "ref", "name", "workflows", "sha") if key in broken)
    broken[key] = {"wrong": True}
    assert answer_problems(operation, 200, answer)


def test_a_shape_tells_types_apart_but_not_values():
    assert shape({"a": 1, "b": ["x"]}) == shape({"b": ["y", "z"], "a": 2})
    assert shape({"a": 1}) != shape({"a": "1"})
    assert shape([{"a": 1}]) != shape([{"a": 1}, {"a": None}])
