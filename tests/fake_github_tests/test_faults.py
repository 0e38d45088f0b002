"""Faults by rule: before or after the effect, with every way that a network and a server fail."""

import time

import pytest
import requests

CREATE = 'mutation Make($r: ID!) { a: createIssue(input: {repositoryId: $r, title: "A"}) { issue { id } }'
CREATE += ' b: createIssue(input: {repositoryId: $r, title: "B"}) { issue { id } } }'
ISSUES = "/repos/{owner}/{repo}/issues"


def make(client, title="T"):
    return client.rest("POST", "/repos/ada/road/issues", {"title": title})


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
def test_a_status_comes_before_or_after_the_write_took_effect(github, client, repo, when, made):
    github.faults.add(f"POST {ISSUES}", kind="status", status=502, when=when)
    assert make(client).status_code == 502
    assert len(repo.issues) == made
    assert make(client).status_code == 201
    github.faults.assert_all_struck()


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 2)])
def test_a_connection_is_cut_before_or_after_the_write_took_effect(github, client, repo, when, made):
    github.faults.add("createIssue", kind="cut", when=when)
    with pytest.raises(requests.ConnectionError):
        client.ask(CREATE, r=repo.id)
    assert len(repo.issues) == made
    assert make(client).status_code == 201


def test_json_can_end_in_the_middle(github, client, repo):
    github.faults.add("POST /repos/ada/road/issues", kind="cut_json")
    with pytest.raises(requests.RequestException):
        make(client)
    assert len(repo.issues) == 1


def test_a_page_for_people_can_come_where_json_is_expected(github, client, repo):
    github.faults.add(kind="html", status=504)
    response = make(client)
    assert response.status_code == 504
    assert response.text.startswith("<!DOCTYPE html>")
    assert repo.issues == []


def test_an_answer_can_be_slower_than_the_client_waits(github, client, repo):
    github.faults.add(kind="slow", seconds=0.3)
    begun = time.monotonic()
    with pytest.raises(requests.ReadTimeout):
        requests.post(
            f"{github.url}/repos/ada/road/issues",
            json={"title": "T"},
            headers={"Authorization": f"Bearer {client.token}"},
            timeout=0.1,
        )
    assert time.monotonic() - begun < 0.3
    assert len(repo.issues) == 1


@pytest.mark.parametrize(("status", "retry_after"), [(403, None), (403, 30), (429, None), (429, 30)])
def test_a_secondary_limit_may_say_how_long_to_wait_or_not(github, client, repo, status, retry_after):
    github.faults.add(kind="secondary", status=status, retry_after=retry_after)
    response = make(client)
    assert response.status_code == status
    assert response.headers.get("Retry-After") == (str(retry_after) if retry_after else None)
    assert "secondary rate limit" in response.json()["message"]
    assert repo.issues == []


def test_the_primary_limit_is_a_200_in_graphql_and_a_403_in_rest(github, client, repo):
    github.faults.add(kind="rate_limited", times=2)
    answer = client.ask("{ viewer { login } }")
    assert answer["errors"][0]["type"] == "RATE_LIMITED"
    response = make(client)
    assert (response.status_code, response.headers["X-RateLimit-Remaining"]) == (403, "0")
    assert make(client).status_code == 201


@pytest.mark.parametrize(("alias", "left"), [("a", ["B"]), ("b", ["A"]), (0, ["B"]), (1, ["A"])])
def test_one_alias_of_a_document_fails_alone(github, client, repo, alias, left):
    github.faults.add("Make", kind="alias", alias=alias)
    answer = client.ask(CREATE, r=repo.id)
    assert [issue.title for issue in repo.issues] == left
    assert answer["errors"][0]["path"] == [alias if isinstance(alias, str) else "ab"[alias]]


def test_an_alias_may_fail_after_its_effect(github, client, repo):
    github.faults.add(kind="alias", alias="b", when="after", error_type="RESOURCE_LIMITS_EXCEEDED")
    client.data("{ viewer { login } }")
    answer = client.ask(CREATE, r=repo.id)
    assert answer["data"]["b"] is None
    assert answer["errors"][0]["type"] == "RESOURCE_LIMITS_EXCEEDED"
    assert [issue.title for issue in repo.issues] == ["A", "B"]


def test_what_is_fresh_is_not_found_for_a_while(github, client, repo):
    old = github.as_user("ada").open_issue(repo, "Old")
    board = github.add_project("ada", "Board")
    github.faults.add("addProjectV2ItemById", kind="not_found_fresh", times=2)
    new = github.as_user("ada").open_issue(repo, "New")
    add = "mutation($p: ID!, $c: ID!) { addProjectV2ItemById(input: {projectId: $p, contentId: $c}) { item { id } } }"
    assert client.kinds(add, p=board.id, c=old.id) == []
    assert client.kinds(add, p=board.id, c=new.id) == ["NOT_FOUND"]
    assert client.kinds(add, p=board.id, c=new.id) == ["NOT_FOUND"]
    assert client.kinds(add, p=board.id, c=new.id) == []


def test_a_fresh_issue_is_a_404_in_rest_too(github, client, repo):
    github.faults.add(f"GET {ISSUES}/{{issue_number}}", kind="not_found_fresh")
    make(client)
    assert client.rest("GET", "/repos/ada/road/issues/1").status_code == 404
    assert client.rest("GET", "/repos/ada/road/issues/1").status_code == 200


def test_a_stale_list_leaves_out_what_is_new(github, client, repo):
    make(client, "Old")
    github.faults.add(kind="stale_list", times=2)
    make(client, "New")
    document = '{ repository(owner: "ada", name: "road") { issues(first: 5) { nodes { title } } } }'
    shown = client.data(document)["repository"]["issues"]["nodes"]
    assert shown == [{"title": "Old"}]
    assert [each["title"] for each in client.rest("GET", "/repos/ada/road/issues").json()] == ["Old"]
    assert len(client.data(document)["repository"]["issues"]["nodes"]) == 2


def test_after_a_kill_nothing_gets_through_until_the_rules_are_cleared(github, client, repo):
    killed = []
    github.faults.add(f"POST {ISSUES}", kind="kill", when="after", call=lambda: killed.append(True))
    with pytest.raises(requests.ConnectionError):
        make(client)
    with pytest.raises(requests.ConnectionError):
        client.rest("GET", "/user")
    assert killed == [True]
    assert len(repo.issues) == 1
    github.faults.clear()
    assert client.rest("GET", "/user").status_code == 200


def test_somebody_can_act_at_the_very_moment_of_a_request(github, client, repo):
    issue = github.as_user("ada").open_issue(repo, "T", "- [ ] box")
    github.faults.add("updateIssue", kind="do", call=lambda: github.as_user("ada").tick(issue, "box"))
    document = (
        'mutation($i: ID!) { updateIssue(input: {id: $i, body: "Mine"}) { issue { userContentEdits(first: 3) { nodes'
    )
    document += " { diff editor { login } } } } } }"
    edits = client.data(document, i=issue.id)["updateIssue"]["issue"]["userContentEdits"]["nodes"]
    assert [edit["diff"] for edit in edits] == ["Mine", "- [x] box", "- [ ] box"]


def test_a_rule_may_mean_the_nth_request_or_any_that_a_function_picks(github, client, repo):
    github.faults.add(3, kind="status", status=500)
    github.faults.add(lambda entry: entry.bytes_in > 1000, kind="status", status=413)
    assert [client.rest("GET", "/user").status_code for _ in range(4)] == [200, 200, 500, 200]
    assert make(client, "x" * 1000).status_code == 413
    github.faults.assert_all_struck()


def test_a_rule_that_never_struck_is_told(github):
    github.faults.add("nobodyAsksThis", kind="cut")
    with pytest.raises(AssertionError, match="never struck"):
        github.faults.assert_all_struck()
    with pytest.raises(ValueError, match="no fault"):
        github.faults.add(kind="earthquake")
