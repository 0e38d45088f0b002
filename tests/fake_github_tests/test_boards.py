"""Boards that behave as GitHub's: fields, options with identities, cards, workflows, the archive."""

import pytest

READ = """
query($i: ID!) { node(id: $i) { ... on ProjectV2 {
  fields(first: 30) { nodes { __typename ... on ProjectV2FieldCommon { id name dataType }
    ... on ProjectV2SingleSelectField { options { id name color description } } } }
  items(first: 50) { nodes { id isArchived type content { ... on Issue { title } }
    fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { name optionId } } } }
  views(first: 5) { nodes { name layout number } } workflows(first: 10) { nodes { name enabled } } } } }
"""
UPDATE = "mutation($f: ID!, $o: [ProjectV2SingleSelectFieldOptionInput!]) {"
UPDATE += " updateProjectV2Field(input: {fieldId: $f, singleSelectOptions: $o}) {"
UPDATE += " projectV2Field { ... on ProjectV2SingleSelectField { id options { id name } } } } }"
SET = "mutation($input: UpdateProjectV2ItemFieldValueInput!) { updateProjectV2ItemFieldValue(input: $input)"
SET += " { projectV2Item { id } } }"


@pytest.fixture
def board(github, repo):
    return github.add_project("ada", "Board")


@pytest.fixture
def ada(github):
    return github.as_user("ada")


def test_a_new_board_has_a_view_a_status_and_two_workflows_switched_on(github, client):
    owner = github.add_user("ada").id
    document = 'mutation($o: ID!) { createProjectV2(input: {ownerId: $o, title: "Mine"}) { projectV2 { id number } } }'
    made = client.data(document, o=owner)["createProjectV2"]["projectV2"]
    shown = client.data(READ, i=made["id"])["node"]
    status = next(field for field in shown["fields"]["nodes"] if field["name"] == "Status")
    assert [option["name"] for option in status["options"]] == ["Todo", "In Progress", "Done"]
    assert {"Title", "Assignees", "Milestone", "Repository"} <= {field["name"] for field in shown["fields"]["nodes"]}
    assert shown["views"]["nodes"] == [{"name": "View 1", "layout": "TABLE_LAYOUT", "number": 1}]
    enabled = {each["name"] for each in shown["workflows"]["nodes"] if each["enabled"]}
    assert enabled == {"Item closed", "Pull request merged"}


def test_a_closed_issue_moves_its_card_to_done_and_stays_there_when_reopened(github, client, ada, repo, board):
    issue = ada.open_issue(repo, "T")
    item = ada.add_card(board, issue)
    assert item.text("Status") is None
    ada.move_card(board, issue, "In Progress")
    ada.close(issue)
    assert item.text("Status") == "Done"
    value = item.values[board.field("Status").id]
    assert value.creator.login == "github-project-automation"
    ada.reopen(issue)
    assert item.text("Status") == "Done"
    [shown] = client.data(READ, i=board.id)["node"]["items"]["nodes"]
    assert shown["fieldValueByName"]["name"] == "Done"


def test_a_card_moved_to_done_closes_its_issue_only_where_that_workflow_is_on(ada, repo, board):
    issue = ada.open_issue(repo, "T")
    ada.add_card(board, issue)
    ada.move_card(board, issue, "Done")
    assert issue.state == "OPEN"
    ada.move_card(board, issue, "Todo")
    board.workflow("Auto-close issue").enabled = True
    ada.move_card(board, issue, "Done")
    assert issue.state == "CLOSED"


def test_options_sent_without_their_ids_are_new_ones_and_values_are_gone(client, ada, repo, board):
    issue = ada.open_issue(repo, "T")
    item = ada.add_card(board, issue)
    ada.move_card(board, issue, "Todo")
    status = board.field("Status")
    kept = [
        {"id": each.id, "name": each.name.upper(), "color": each.color, "description": ""} for each in status.options
    ]
    client.data(UPDATE, f=status.id, o=kept)
    assert item.text("Status") == "TODO"
    for option in kept:
        del option["id"]
    client.data(UPDATE, f=status.id, o=kept)
    assert item.text("Status") is None


def test_an_empty_list_of_options_is_ignored_and_a_foreign_id_is_refused(client, board):
    status = board.field("Status")
    before = list(status.options)
    client.data(UPDATE, f=status.id, o=[])
    assert status.options == before
    foreign = [{"id": "00000000", "name": "X", "color": "RED", "description": ""}]
    assert client.kinds(UPDATE, f=status.id, o=foreign) == ["UNPROCESSABLE"]
    assert client.ask(UPDATE, f=status.id, o=[{"name": "X", "color": "RED"}])["errors"]
    assert status.options == before


@pytest.mark.parametrize("name", ["Status", "status", "Title", "Milestone", "Created"])
def test_a_field_of_a_taken_or_reserved_name_is_refused(client, board, name):
    document = "mutation($p: ID!, $n: String!) { createProjectV2Field(input: {projectId: $p, name: $n, dataType: TEXT})"
    document += " { projectV2Field { ... on ProjectV2Field { id } } } }"
    assert client.kinds(document, p=board.id, n=name) == ["UNPROCESSABLE"]
    assert client.kinds(document, p=board.id, n="Mine") == []
    assert client.kinds(document, p=board.id, n="mine") == ["UNPROCESSABLE"]


@pytest.fixture
def fields(client, board):
    create = "mutation($input: CreateProjectV2FieldInput!) { createProjectV2Field(input: $input)"
    create += " { projectV2Field { ... on ProjectV2FieldCommon { id } } } }"

    def made(name, kind, **more):
        given = {"projectId": board.id, "name": name, "dataType": kind, **more}
        return client.data(create, input=given)["createProjectV2Field"]["projectV2Field"]["id"]

    iterations = [{"title": "One", "startDate": "2026-03-02", "duration": 7}]
    return {
        "text": made("Text", "TEXT"),
        "number": made("Hours", "NUMBER"),
        "date": made("Start", "DATE"),
        "iterationId": made(
            "Sprint",
            "ITERATION",
            iterationConfiguration={"duration": 7, "startDate": "2026-03-02", "iterations": iterations},
        ),
    }


def test_values_of_every_kind_can_be_set_read_and_cleared(client, ada, repo, board, fields):
    item = ada.add_card(board, ada.open_issue(repo, "T"))
    iteration = board.field("Sprint").iterations[0].id
    values = {"text": "words", "number": 2.5, "date": "2026-04-01", "iterationId": iteration}
    for kind, value in values.items():
        given = {"projectId": board.id, "itemId": item.id, "fieldId": fields[kind], "value": {kind: value}}
        client.data(SET, input=given)
    read = "query($i: ID!) { node(id: $i) { ... on ProjectV2Item { fieldValues(first: 20) { nodes { __typename"
    read += " ... on ProjectV2ItemFieldTextValue { text } ... on ProjectV2ItemFieldNumberValue { number }"
    read += " ... on ProjectV2ItemFieldDateValue { date } ... on ProjectV2ItemFieldIterationValue { title iterationId }"
    read += " } } } } }"
    nodes = client.data(read, i=item.id)["node"]["fieldValues"]["nodes"]
    assert {"__typename": "ProjectV2ItemFieldTextValue", "text": "words"} in nodes
    assert {"__typename": "ProjectV2ItemFieldNumberValue", "number": 2.5} in nodes
    assert {"__typename": "ProjectV2ItemFieldDateValue", "date": "2026-04-01"} in nodes
    sprint = {"__typename": "ProjectV2ItemFieldIterationValue", "title": "One", "iterationId": iteration}
    assert sprint in nodes
    clear = "mutation($input: ClearProjectV2ItemFieldValueInput!) { clearProjectV2ItemFieldValue(input: $input)"
    clear += " { projectV2Item { id } } }"
    client.data(clear, input={"projectId": board.id, "itemId": item.id, "fieldId": fields["date"]})
    assert item.text("Start") is None


def test_a_value_that_does_not_fit_its_field_is_refused(client, ada, repo, board, fields):
    item = ada.add_card(board, ada.open_issue(repo, "T"))
    base = {"projectId": board.id, "itemId": item.id}
    wrong = [
        {"fieldId": fields["text"], "value": {"number": 1.0}},
        {"fieldId": fields["text"], "value": {"text": "a", "number": 1.0}},
        {"fieldId": board.field("Status").id, "value": {"singleSelectOptionId": ""}},
        {"fieldId": board.field("Milestone").id, "value": {"text": "M"}},
    ]
    for given in wrong:
        assert client.kinds(SET, input={**base, **given}) == ["UNPROCESSABLE"], given
    assert client.ask(SET, input={**base, "fieldId": fields["date"], "value": {"date": "soon"}})["errors"]
    assert item.values == {}


def test_an_issue_has_one_card_on_a_board_however_often_it_is_added(client, ada, repo, board):
    issue = ada.open_issue(repo, "T")
    add = "mutation($p: ID!, $c: ID!) { addProjectV2ItemById(input: {projectId: $p, contentId: $c}) { item { id } } }"
    first = client.data(add, p=board.id, c=issue.id)
    assert client.data(add, p=board.id, c=issue.id) == first
    assert len(board.items) == 1


def test_an_archived_card_is_hidden_on_the_board_but_not_on_its_issue(client, ada, repo, board):
    issue = ada.open_issue(repo, "T")
    item = ada.add_card(board, issue)
    given = {"p": board.id, "i": item.id}
    change = "mutation($p: ID!, $i: ID!) { %s(input: {projectId: $p, itemId: $i}) { item { isArchived } } }"
    client.data(change % "archiveProjectV2Item", **given)
    assert client.data(READ, i=board.id)["node"]["items"]["nodes"] == []
    read = "query($i: ID!) { node(id: $i) { ... on Issue { projectItems(first: 5%s) { nodes { isArchived } } } } }"
    assert client.data(read % "", i=issue.id)["node"]["projectItems"]["nodes"] == [{"isArchived": True}]
    assert client.data(read % ", includeArchived: false", i=issue.id)["node"]["projectItems"]["nodes"] == []
    client.data(change % "unarchiveProjectV2Item", **given)
    assert len(client.data(READ, i=board.id)["node"]["items"]["nodes"]) == 1


def test_cards_stand_where_they_are_moved_and_go_when_they_are_deleted(client, ada, repo, board):
    one, two, three = (ada.add_card(board, ada.open_issue(repo, title)) for title in ("1", "2", "3"))
    move = "mutation($p: ID!, $i: ID!, $a: ID) { updateProjectV2ItemPosition(input: {projectId: $p, itemId: $i,"
    move += " afterId: $a})"
    move += " { items(first: 9) { nodes { id } } } }"
    client.data(move, p=board.id, i=three.id, a=None)
    client.data(move, p=board.id, i=one.id, a=two.id)
    assert [item.content.title for item in board.items] == ["3", "2", "1"]
    gone = "mutation($p: ID!, $i: ID!) { deleteProjectV2Item(input: {projectId: $p, itemId: $i}) { deletedItemId } }"
    assert client.data(gone, p=board.id, i=two.id)["deleteProjectV2Item"]["deletedItemId"] == two.id
    assert repo.issue("2").items == []


def test_a_copy_has_fields_and_views_and_workflows_but_no_cards(github, client, ada, repo, board, fields):
    ada.add_card(board, ada.open_issue(repo, "T"))
    board.workflow("Item reopened").enabled = True
    document = 'mutation($p: ID!, $o: ID!) { copyProjectV2(input: {projectId: $p, ownerId: $o, title: "Copy"}) {'
    document += " projectV2 { id } } }"
    client.data(document, p=board.id, o=github.add_user("ada").id)
    copy = github.projects[-1]
    assert [field.name for field in copy.fields] == [field.name for field in board.fields]
    assert copy.workflow("Item reopened").enabled
    assert copy.items == []
    assert copy.number == board.number + 1


def test_views_are_made_by_rest_with_the_owners_number(github, client, board, fields):
    user = github.add_user("ada")
    status = board.field("Status").database_id
    body = {"name": "By status", "layout": "board", "filter": "is:open", "group_by": [status]}
    made = client.rest("POST", f"/users/{user.database_id}/projectsV2/{board.number}/views", body)
    assert made.status_code == 201
    assert made.json()["group_by"] == [status]
    assert [view.name for view in board.views] == ["View 1", "By status"]
    assert client.rest("POST", f"/users/ada/projectsV2/{board.number}/views", body).status_code == 404
    listed = client.rest("GET", f"/users/ada/projectsV2/{board.number}/fields?per_page=3")
    assert [field["name"] for field in listed.json()] == ["Title", "Assignees", "Status"]
    assert client.rest("GET", listed.links["next"]["url"]).json()[0]["name"] == "Labels"


def test_an_organisations_board_belongs_to_its_members(github, client_of):
    github.add_organization("club", members=("member",))
    board = github.add_project("club", "Ours")
    member, stranger = client_of(github.token(user="member")), client_of(github.token("no_push"))
    document = '{ organization(login: "club") { projectV2(number: 1) { title } } }'
    assert member.data(document)["organization"]["projectV2"]["title"] == "Ours"
    assert stranger.kinds(document) == ["NOT_FOUND"]
    board.public = True
    assert stranger.data(document)["organization"]["projectV2"]["title"] == "Ours"
    change = 'mutation($p: ID!) { updateProjectV2(input: {projectId: $p, title: "X"}) { projectV2 { id } } }'
    assert stranger.kinds(change, p=board.id) == ["FORBIDDEN"]
    assert member.rest("GET", "/orgs/club/projectsV2").json()[0]["title"] == "Ours"


def test_a_board_is_linked_to_repositories_of_its_owner_only(github, client, repo, board):
    link = "mutation($p: ID!, $r: ID!) { linkProjectV2ToRepository(input: {projectId: $p, repositoryId: $r})"
    link += " { repository { projectsV2(first: 5) { nodes { title } } } } }"
    linked = client.data(link, p=board.id, r=repo.id)["linkProjectV2ToRepository"]["repository"]
    assert linked["projectsV2"]["nodes"] == [{"title": "Board"}]
    other = github.add_repository("bob/other")
    github.add_collaborator(other, "ada")
    assert client.kinds(link, p=board.id, r=other.id) == ["UNPROCESSABLE"]


def test_rest_adds_cards_and_sets_several_values_at_once(client, ada, repo, board, fields):
    issue = ada.open_issue(repo, "T")
    path = f"/users/ada/projectsV2/{board.number}"
    made = client.rest("POST", f"{path}/items", {"type": "Issue", "id": issue.database_id})
    assert made.status_code == 201
    named = {"type": "Issue", "owner": "ada", "repo": "road", "number": issue.number}
    assert client.rest("POST", f"{path}/items", named).json()["id"] == made.json()["id"]
    status, hours = board.field("Status"), board.field("Hours")
    values = [{"id": status.database_id, "value": status.options[0].id}, {"id": hours.database_id, "value": 2}]
    own = f"{path}/items/{made.json()['id']}"
    assert client.rest("PATCH", own, {"fields": values}).status_code == 200
    [item] = board.items
    assert (item.text("Status"), item.text("Hours")) == ("Todo", 2)
    cleared = client.rest("PATCH", own, {"fields": [{"id": hours.database_id, "value": None}]}).json()
    assert cleared["fields"][0]["value"] is None
    [listed] = client.rest("GET", f"{path}/items").json()
    assert (listed["content"]["title"], [field["name"] for field in listed["fields"]]) == ("T", ["Title"])
    asked = client.rest("GET", f"{own}?fields={status.database_id}").json()
    assert asked["fields"][0]["value"] == "Todo"
    assert client.rest("DELETE", own).status_code == 204
    assert issue.items == []


def test_rest_adds_fields_of_every_simple_kind(client, board):
    path = f"/users/ada/projectsV2/{board.number}/fields"
    made = client.rest("POST", path, {"name": "Hours", "data_type": "number"})
    assert (made.status_code, made.json()["data_type"]) == (201, "number")
    options = [{"name": "One", "color": "RED", "description": ""}]
    given = {"name": "Kind", "data_type": "single_select", "single_select_options": options}
    assert client.rest("POST", path, given).json()["options"][0]["name"]["raw"] == "One"
    assert client.rest("POST", path, {"name": "Status", "data_type": "text"}).status_code == 422


def test_adding_an_issue_whose_card_is_archived_gives_that_card(ada, repo, board):
    issue = ada.open_issue(repo, "T")
    item = ada.add_card(board, issue)
    ada.archive_card(board, issue)
    assert ada.add_card(board, issue) is item
    assert item.archived
