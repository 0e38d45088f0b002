"""Every limit of the table: what is at it is taken, one more is refused, and then nothing is changed."""

import pytest

from roadmap_sync import limits
from tests.fake_github.refusal import Refused

CREATE = "mutation($i: CreateIssueInput!) { createIssue(input: $i) { issue { id } } }"
FIELD = "mutation($i: CreateProjectV2FieldInput!) { createProjectV2Field(input: $i)"
FIELD += " { projectV2Field { ... on ProjectV2FieldCommon { id } } } }"
BLOCK = "mutation($i: ID!, $j: ID!) { addBlockedBy(input: {issueId: $i, blockingIssueId: $j}) { issue { id } } }"
ADD = "mutation($p: ID!, $c: ID!) { addProjectV2ItemById(input: {projectId: $p, contentId: $c}) { item { id } } }"
LABEL = "mutation($i: CreateLabelInput!) { createLabel(input: $i) { label { id } } }"


@pytest.fixture
def ada(github):
    return github.as_user("ada")


@pytest.mark.parametrize(("what", "limit"), [("title", limits.TITLE), ("body", limits.BODY)])
def test_an_issues_texts_have_a_length(client, repo, what, limit):
    given = {"repositoryId": repo.id, "title": "T"}
    assert client.kinds(CREATE, i={**given, what: "x" * limit.most}) == []
    assert client.kinds(CREATE, i={**given, what: "x" * (limit.most + 1)}) == ["UNPROCESSABLE"]
    assert len(repo.issues) == 1


def test_a_milestones_title_has_a_length(client, repo):
    path = "/repos/ada/road/milestones"
    assert client.rest("POST", path, {"title": "x" * limits.TITLE.most}).status_code == 201
    assert client.rest("POST", path, {"title": "y" * (limits.TITLE.most + 1)}).status_code == 422
    assert len(repo.milestones) == 1


def test_a_comment_has_a_length(client, ada, repo):
    issue = ada.open_issue(repo, "T")
    path = f"/repos/ada/road/issues/{issue.number}/comments"
    assert client.rest("POST", path, {"body": "x" * limits.BODY.most}).status_code == 201
    assert client.rest("POST", path, {"body": "x" * (limits.BODY.most + 1)}).status_code == 422
    assert len(issue.comments) == 1


@pytest.mark.parametrize(("what", "limit"), [("name", limits.LABEL_NAME), ("description", limits.LABEL_DESCRIPTION)])
def test_a_labels_texts_have_a_length(client, repo, what, limit):
    given = {"repositoryId": repo.id, "name": "L", "color": "ededed"}
    before = len(repo.labels)
    assert client.kinds(LABEL, i={**given, what: "x" * limit.most}) == []
    assert client.kinds(LABEL, i={**given, "name": "M", what: "y" * (limit.most + 1)}) == ["UNPROCESSABLE"]
    assert len(repo.labels) == before + 1


def test_an_issue_has_a_number_of_labels(ada, repo):
    issue = ada.open_issue(repo, "T", labels=[f"l{number}" for number in range(limits.LABELS.most)])
    with pytest.raises(Refused):
        ada.label(issue, "one more")
    assert len(issue.labels) == limits.LABELS.most


def test_an_issue_has_a_number_of_assignees(github, client, ada, repo):
    logins = [f"p{number}" for number in range(limits.ASSIGNEES.most + 1)]
    for login in logins:
        github.add_collaborator(repo, login, "WRITE")
    issue = ada.open_issue(repo, "T")
    path = f"/repos/ada/road/issues/{issue.number}/assignees"
    assert client.rest("POST", path, {"assignees": logins[:-1]}).status_code == 201
    assert client.rest("POST", path, {"assignees": logins[-1:]}).status_code == 422
    assert len(issue.assignees) == limits.ASSIGNEES.most


@pytest.mark.parametrize("waits", [True, False])
def test_an_issue_waits_for_a_number_of_others_and_as_many_wait_for_it(client, ada, repo, waits):
    one = ada.open_issue(repo, "One")
    for number in range(limits.BLOCKERS.most + 1):
        other = ada.open_issue(repo, f"B{number}")
        pair = {"i": one.id, "j": other.id} if waits else {"i": other.id, "j": one.id}
        assert client.kinds(BLOCK, **pair) == ([] if number < limits.BLOCKERS.most else ["UNPROCESSABLE"])
    assert len(one.blocked_by if waits else one.blocking) == limits.BLOCKERS.most


def test_a_select_field_has_a_number_of_options(github, client, repo):
    board = github.add_project("ada", "B")
    options = [{"name": f"o{n}", "color": "GRAY", "description": ""} for n in range(limits.OPTIONS.most + 1)]
    given = {"projectId": board.id, "name": "Kind", "dataType": "SINGLE_SELECT"}
    assert client.kinds(FIELD, i={**given, "singleSelectOptions": options}) == ["UNPROCESSABLE"]
    assert client.kinds(FIELD, i={**given, "singleSelectOptions": options[1:]}) == []


def test_a_board_has_a_number_of_fields(github, client, repo):
    board = github.add_project("ada", "B")
    given = {"projectId": board.id, "dataType": "TEXT"}
    for number in range(limits.FIELDS.most - len(board.fields)):
        assert client.kinds(FIELD, i={**given, "name": f"F{number}"}) == []
    assert client.kinds(FIELD, i={**given, "name": "One more"}) == ["UNPROCESSABLE"]
    assert len(board.fields) == limits.FIELDS.most


def test_a_board_has_a_number_of_items_without_the_archived_ones(github, client, ada, repo):
    board = github.add_project("ada", "B")
    first, late = ada.open_issue(repo, "First"), ada.open_issue(repo, "Late")
    card = ada.add_card(board, first)
    board.items += [card] * (limits.CARDS.most - 1)
    assert client.kinds(ADD, p=board.id, c=late.id) == ["UNPROCESSABLE"]
    board.items.pop()
    assert client.kinds(ADD, p=board.id, c=late.id) == []
    card.archived = True
    assert client.kinds(ADD, p=board.id, c=ada.open_issue(repo, "Later").id) == []
