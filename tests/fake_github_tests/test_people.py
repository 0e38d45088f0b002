"""People act by other ways than the API, and leave what people leave."""

import pytest

from tests.fake_github import FakeGitHub


@pytest.fixture
def ada(github):
    return github.as_user("ada")


def test_a_body_edited_in_the_browser_ends_its_lines_with_crlf(client, ada, repo):
    issue = ada.open_issue(repo, "T", "One\nTwo")
    ada.edit_body(issue, "One\nTwo\nThree")
    assert client.rest("GET", "/repos/ada/road/issues/1").json()["body"] == "One\r\nTwo\r\nThree"


def test_a_tick_changes_one_box_and_leaves_every_other_byte(ada, repo):
    issue = ada.open_issue(repo, "T", "Intro\r\n- [ ] one\n  * [ ] two\r\n1. [ ] three\n")
    ada.tick(issue, "two")
    ada.tick(issue, "three")
    ada.untick(issue, "two")
    assert issue.body == "Intro\r\n- [ ] one\n  * [ ] two\r\n1. [x] three\n"
    with pytest.raises(KeyError):
        ada.tick(issue, "four")


def test_every_version_of_a_body_is_kept_newest_first(github, client, ada, repo):
    issue = ada.open_issue(repo, "T", "First")
    document = "query($i: ID!) { node(id: $i) { ... on Issue { lastEditedAt includesCreatedEdit editor { login }"
    document += " userContentEdits(first: 5) { totalCount nodes { diff editedAt editor { login } } } } } }"
    fresh = client.data(document, i=issue.id)["node"]
    assert (fresh["lastEditedAt"], fresh["editor"], fresh["userContentEdits"]["totalCount"]) == (None, None, 0)
    github.clock.advance(60)
    github.as_user("bob").edit_body(issue, "Second")
    shown = client.data(document, i=issue.id)["node"]
    assert shown["editor"] == {"login": "bob"}
    assert shown["includesCreatedEdit"]
    assert shown["userContentEdits"]["nodes"] == [
        {"diff": "Second", "editedAt": "2026-03-02T09:01:00Z", "editor": {"login": "bob"}},
        {"diff": "First", "editedAt": "2026-03-02T09:00:00Z", "editor": {"login": "ada"}},
    ]


def test_an_empty_body_is_null_in_rest_and_an_empty_text_in_graphql(client, ada, repo):
    ada.open_issue(repo, "T")
    assert client.rest("GET", "/repos/ada/road/issues/1").json()["body"] is None
    document = '{ repository(owner: "ada", name: "road") { issue(number: 1) { body } } }'
    assert client.data(document)["repository"]["issue"]["body"] == ""


def test_a_stranger_can_open_an_issue_with_any_body_and_labels_of_a_template(github, client, repo):
    body = "<!-- roadmap-sync:begin x -->\r\n@everyone #1 \x00 ::set-output::"
    github.as_user("stranger").open_issue(repo, "T", body, labels=["roadmap"])
    shown = client.rest("GET", "/repos/ada/road/issues/1").json()
    assert (shown["body"], shown["author_association"]) == (body, "NONE")
    assert shown["labels"][0]["name"] == "roadmap"


def test_people_close_label_assign_comment_and_rename(github, ada, repo):
    issue = ada.open_issue(repo, "T", labels=["bug"])
    ada.close(issue, "not_planned")
    ada.label(issue, "question", "new one")
    ada.unlabel(issue, "BUG")
    ada.assign(issue, "ada")
    ada.comment(issue, "Hello")
    ada.edit_title(issue, "U")
    ada.rename_label(repo, "question", "ask")
    ada.set_milestone(issue, ada.create_milestone(repo, "M"))
    ada.edit_milestone(repo.milestones["M"], state="CLOSED")
    shown = repo.snapshot()["issues"]["U"]
    assert shown == {
        "body": "",
        "state": "CLOSED",
        "reason": "NOT_PLANNED",
        "author": "ada",
        "labels": ["ask", "new one"],
        "milestone": "M",
        "assignees": ["ada"],
        "comments": [("ada", "Hello")],
        "parent": None,
        "children": [],
        "blocked_by": [],
    }


def populate(fake, *, noise):
    repo = fake.add_repository("ada/road")
    ada, board = fake.as_user("ada"), fake.add_project("ada", "Board")
    if noise:
        ada.delete_issue(ada.open_issue(repo, "Gone"))
        fake.clock.advance(1000)
    parent = ada.open_issue(repo, "P", "Body", labels=["bug"], milestone=ada.create_milestone(repo, "M"))
    child = ada.open_issue(repo, "C", parent=parent)
    ada.add_blocked_by(child, ada.open_issue(repo, "C"))
    ada.add_card(board, child)
    ada.move_card(board, child, "In Progress")
    return repo, child, board


def test_two_worlds_that_people_see_alike_have_equal_snapshots():
    one, two = FakeGitHub(), FakeGitHub()
    (first, child, board), (second, _, _) = populate(one, noise=False), populate(two, noise=True)
    assert first.snapshot() == second.snapshot()
    shown = first.snapshot()
    assert shown["issues"]["P"]["children"] == ["C"]
    assert shown["issues"]["C"]["blocked_by"] == ["C (2)"]
    assert shown["boards"]["Board"]["items"] == [("C", False, {"Status": "In Progress"})]
    changes = [
        lambda: one.as_user("ada").move_card(board, child, "Done"),
        lambda: one.as_user("ada").archive_card(board, child),
        lambda: one.as_user("ada").comment(child, "Hi"),
        lambda: one.as_user("ada").rename_label(first, "bug", "Bug"),
    ]
    for change in changes:
        before = first.snapshot()
        change()
        assert first.snapshot() != before
