"""How issues hang together: parents with children in an order, dependencies without a circle."""

import pytest

from tests.fake_github.refusal import Refused

MUTATE = "mutation($i: ID!, $j: ID!) { %s }"
ADD_CHILD = MUTATE % "addSubIssue(input: {issueId: $i, subIssueId: $j}) { issue { id } subIssue { parent { id } } }"
BLOCK = MUTATE % "addBlockedBy(input: {issueId: $i, blockingIssueId: $j}) { issue { id } blockingIssue { id } }"


@pytest.fixture
def ada(github):
    return github.as_user("ada")


def test_an_issue_has_one_parent_until_another_replaces_it(client, ada, repo):
    child, first, second = (ada.open_issue(repo, title) for title in ("C", "P", "Q"))
    assert client.kinds(ADD_CHILD, i=first.id, j=child.id) == []
    refused = client.ask(ADD_CHILD, i=second.id, j=child.id)
    assert refused["errors"][0]["message"] == "Sub issue may only have one parent"
    assert client.ask(ADD_CHILD, i=first.id, j=child.id)["errors"][0]["message"].endswith("duplicate sub-issues")
    body = {"sub_issue_id": child.database_id, "replace_parent": True}
    assert client.rest("POST", f"/repos/ada/road/issues/{second.number}/sub_issues", body).status_code == 201
    assert child.parent is second
    assert first.children == []


def test_a_parent_has_at_most_a_hundred_children(client, ada, repo):
    parent = ada.open_issue(repo, "P")
    for number in range(100):
        ada.open_issue(repo, f"C{number}", parent=parent)
    late = ada.open_issue(repo, "Late")
    assert "more than 100" in client.ask(ADD_CHILD, i=parent.id, j=late.id)["errors"][0]["message"]
    document = 'mutation($r: ID!, $p: ID!) { createIssue(input: {repositoryId: $r, title: "X", parentIssueId:'
    document += " $p}) { issue { id } } }"
    assert client.kinds(document, r=repo.id, p=parent.id) == ["UNPROCESSABLE"]
    assert repo.issues[-1] is late


def test_sub_issues_nest_eight_levels_deep_and_never_in_a_circle(client, ada, repo):
    line = [ada.open_issue(repo, "0")]
    for depth in range(1, 9):
        line.append(ada.open_issue(repo, str(depth), parent=line[-1]))
    ninth = ada.open_issue(repo, "9")
    assert "8 layers" in client.ask(ADD_CHILD, i=line[-1].id, j=ninth.id)["errors"][0]["message"]
    assert client.kinds(ADD_CHILD, i=line[3].id, j=line[0].id) == ["UNPROCESSABLE"]
    assert client.kinds(ADD_CHILD, i=ninth.id, j=ninth.id) == ["UNPROCESSABLE"]


def test_children_keep_the_order_they_are_moved_into(client, ada, repo):
    parent = ada.open_issue(repo, "P")
    one, two, three = (ada.open_issue(repo, title, parent=parent) for title in ("1", "2", "3"))
    move = (
        "mutation($p: ID!, $c: ID!, $a: ID) { reprioritizeSubIssue(input: {issueId: $p, subIssueId: $c, afterId: $a})"
    )
    move += " { issue { subIssues(first: 5) { nodes { title } } subIssuesSummary { total completed } } } }"
    moved = client.data(move, p=parent.id, c=one.id, a=three.id)["reprioritizeSubIssue"]["issue"]
    assert [child["title"] for child in moved["subIssues"]["nodes"]] == ["2", "3", "1"]
    body = {"sub_issue_id": three.database_id, "before_id": two.database_id}
    assert client.rest("PATCH", "/repos/ada/road/issues/1/sub_issues/priority", body).status_code == 200
    assert [child.title for child in parent.children] == ["3", "2", "1"]
    assert client.kinds(move, p=parent.id, c=one.id, a=None) == ["UNPROCESSABLE"]


def test_a_sub_issue_may_live_in_another_repository_of_the_same_owner_only(github, client, ada, repo):
    parent = ada.open_issue(repo, "P")
    near = ada.open_issue(github.add_repository("ada/other"), "Near")
    far = github.as_user("bob").open_issue(github.add_repository("bob/other"), "Far")
    assert client.kinds(ADD_CHILD, i=parent.id, j=near.id) == []
    assert client.kinds(ADD_CHILD, i=parent.id, j=far.id) == ["UNPROCESSABLE"]


def test_dependencies_go_one_way_and_never_in_a_circle(client, ada, repo):
    a, b, c = (ada.open_issue(repo, title) for title in "abc")
    assert client.kinds(BLOCK, i=b.id, j=a.id) == []
    assert client.kinds(BLOCK, i=c.id, j=b.id) == []
    assert client.kinds(BLOCK, i=a.id, j=c.id) == ["UNPROCESSABLE"]
    assert client.kinds(BLOCK, i=a.id, j=a.id) == ["UNPROCESSABLE"]
    assert client.kinds(BLOCK, i=b.id, j=a.id) == ["UNPROCESSABLE"]
    ada.close(a)
    document = "query($i: ID!) { node(id: $i) { ... on Issue { issueDependenciesSummary { blockedBy"
    document += " totalBlockedBy blocking } } } }"
    summary = client.data(document, i=b.id)["node"]["issueDependenciesSummary"]
    assert summary == {"blockedBy": 0, "totalBlockedBy": 1, "blocking": 1}


def test_rest_takes_database_ids_for_dependencies_and_answers_with_the_blocked_issue(client, ada, repo):
    blocked, blocker = ada.open_issue(repo, "blocked"), ada.open_issue(repo, "blocker")
    path = "/repos/ada/road/issues/1/dependencies"
    assert client.rest("POST", f"{path}/blocked_by", {"issue_id": blocker.number}).status_code == 404
    made = client.rest("POST", f"{path}/blocked_by", {"issue_id": blocker.database_id})
    assert (made.status_code, made.json()["title"]) == (201, "blocked")
    assert [each["title"] for each in client.rest("GET", f"{path}/blocked_by").json()] == ["blocker"]
    assert blocker.blocking == [blocked]
    assert client.rest("DELETE", f"{path}/blocked_by/{blocker.database_id}").status_code == 200
    assert blocked.blocked_by == []


def test_an_issue_waits_for_at_most_fifty_others(ada, repo):
    issue = ada.open_issue(repo, "T")
    for number in range(50):
        ada.add_blocked_by(issue, ada.open_issue(repo, str(number)))
    with pytest.raises(Refused, match="50"):
        ada.add_blocked_by(issue, ada.open_issue(repo, "late"))
