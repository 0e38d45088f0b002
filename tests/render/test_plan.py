"""The plan as people and programs read it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from roadmap_sync.plan.changes import Change, Create, Notice, NoticeKind, Plan, Retire, Update
from roadmap_sync.render import plan_json, plan_markdown, plan_text
from roadmap_sync.tracker.state import Board, BoardField, Card, Facts, FieldType, Issue, IssueState, Label, Milestone
from tests.render.page import seen

LABEL = Label(name="roadmap", color="0e8a16")
PHASE = Milestone(key="r/python", title="Python Foundation", due=date(2026, 2, 1))
ITEM = Issue(key="r/python/errors", title="Error handling", labels=frozenset({"roadmap", "core"}), milestone="r/python")
OLD = Issue(
    key="r/python/errors",
    title="Errors",
    labels=frozenset({"roadmap", "draft"}),
    milestone="r/python",
    region="one\ntwo",
    found=Facts(id="1", number=12, url="https://github.com/o/r/issues/12"),
)
NEW = Issue(key=OLD.key, title="Error handling", labels=ITEM.labels, milestone="", region="one\nthree", found=OLD.found)
GONE = Issue(key="r/python/old", title="Old item", found=Facts(id="2", number=13))
CHANGES: tuple[Change, ...] = (
    Create(Card(key="r/python/errors", roadmap="r")),
    Create(ITEM),
    Update(OLD, NEW, ("labels", "milestone", "region", "title"), note="renamed from “Errors”"),
    Retire(GONE, GONE),
    Create(LABEL),
    Create(PHASE),
)
HELD = Notice(
    NoticeKind.HELD, "r/python/x", "an issue of a stranger carries our mark", "https://github.com/o/r/issues/9"
)
PLAN = Plan(CHANGES, notices=(HELD,))


def test_the_plan_is_grouped_and_ends_in_a_line_that_counts() -> None:
    assert plan_text.render(PLAN, requests=31, minutes=3.2) == (
        "Labels\n"
        "  + roadmap\n"
        "\n"
        "Milestones\n"
        "  + Python Foundation  (due 2026-02-01)\n"
        "\n"
        "Issues\n"
        "  + Error handling\n"
        "  ~ #12 Error handling\n"
        "      labels: +core, −draft\n"
        "      milestone: r/python → none\n"
        "      our text: 1 line in, 1 out\n"
        "      title: Errors → “Error handling”\n"
        "      renamed from “Errors”\n"
        "  - #13 Old item  (no longer in the roadmap)\n"
        "\n"
        "Cards\n"
        "  + 1 card, one for each issue that is not on the board yet\n"
        "\n"
        "Notices\n"
        "  ! held r/python/x: an issue of a stranger carries our mark (https://github.com/o/r/issues/9)\n"
        "\n"
        "Plan: 4 to create, 1 to update, 1 to retire. About 31 requests, 4 minutes. "
        "What would be retired stays as it is without --prune.\n"
    )


def test_an_empty_plan_says_that_there_is_nothing_to_do() -> None:
    assert plan_text.render(Plan(())) == "Nothing to do: the tracker agrees with the roadmap.\n"


def test_with_prune_the_plan_says_what_becomes_of_retired_issues() -> None:
    shown = plan_text.render(Plan(CHANGES, prune=True))
    assert "- #13 Old item  (closed as not planned)" in shown
    assert "--prune" not in shown


def test_colour_only_when_told() -> None:
    assert "\x1b[" not in plan_text.render(PLAN)
    assert "\x1b[32m+\x1b[0m roadmap" in plan_text.render(PLAN, color=True)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "under a minute"), (1, "under a minute"), (1.5, "2 minutes"), (125, "2 h 5 min")]
)
def test_durations_are_rounded_up(minutes: float, words: str) -> None:
    assert plan_text.duration(minutes) == words


def test_cards_fields_and_moves_are_told_apart() -> None:
    before = Card(key="r/a", roadmap="r", values={"Status": "Todo", "Effort": 4.0})
    after = Card(key="r/a", roadmap="r", values={"Status": "Done", "Target": date(2026, 2, 1)})
    order = Update(OLD, OLD, ("order",), after_sibling="r/python/b")
    moved = Update(OLD, Issue(key="r/backend/errors", title="Errors"), ("blocked_by", "key", "parent"), note="moved")
    field = BoardField(name="Effort", type=FieldType.NUMBER)
    board = Update(Board(roadmap="r", title="B"), Board(roadmap="r", title="B", fields=(field,)), ("fields",))
    closed = Update(OLD, Issue(key=OLD.key, title="Errors", state=IssueState.COMPLETED), ("state",))
    card = Update(before, after, ("Effort", "Status", "Target"))
    renamed = Update(OLD, OLD, ("key",), note="was r/python/mistakes")
    shown = plan_text.render(Plan((card, order, moved, board, closed, renamed)))
    for part in (
        "Effort: 4.0 → none\n      Status: Todo → Done\n      Target: none → 2026-02-01",
        "order: behind r/python/b",
        "key: r/python/errors → r/backend/errors",
        "fields: none → Effort",
        "state: open → completed",
        "Errors\n      was r/python/mistakes",
    ):
        assert part in shown, part


def test_a_rename_that_stands_with_its_change_is_not_told_again():
    renamed = Update(OLD, replace(OLD, key="r/python/new"), ("key",), note="was r/python/mistakes")
    told = Notice(NoticeKind.RENAMED, "r/python/new", "New: found as r/python/mistakes")
    other = Notice(NoticeKind.RENAMED, "r/python", "Python: found as r/snakes")
    text = plan_text.render(Plan((renamed,), notices=(told, other)))
    assert text.count("r/python/mistakes") == 1
    assert "Python: found as r/snakes" in text


def test_done_items_are_created_and_said_to_be_done() -> None:
    done = Issue(key="r/a", title="A", state=IssueState.COMPLETED)
    assert "+ A  (done already)" in plan_text.render(Plan((Create(done),)))


def test_hostile_titles_stay_on_their_line() -> None:
    evil = Issue(key="r/a", title="a\x1b[31m\n::error::b\u202e")
    shown = plan_text.render(Plan((Create(evil),)))
    assert "\x1b" not in shown
    assert "  + a [31m ::error::b\n" in shown


def test_the_document_has_the_promised_keys() -> None:
    document = plan_json.document(PLAN, "github", 31, 3.17)
    assert document["version"] == 1
    assert document["tracker"] == "github"
    assert document["summary"] == {"create": 4, "update": 1, "retire": 1}
    assert document["estimate"] == {"requests": 31, "minutes": 3.2}
    assert document["changes"][0] == {
        "action": "create",
        "kind": "label",
        "key": "roadmap",
        "title": "roadmap",
        "fields": [],
    }
    update = next(change for change in document["changes"] if change["action"] == "update")
    assert update["fields"] == ["labels", "milestone", "region", "title"]
    assert (update["number"], update["url"], update["kind"]) == (12, "https://github.com/o/r/issues/12", "issue")
    assert document["notices"][0]["kind"] == "held"
    assert json.loads(json.dumps(document)) == document


def test_same_plan_same_bytes() -> None:
    assert plan_text.render(PLAN) == plan_text.render(Plan(CHANGES, notices=(HELD,)))
    assert plan_json.document(PLAN, "local", 0, 0) == plan_json.document(Plan(CHANGES, notices=(HELD,)), "local", 0, 0)


def test_a_comment_can_be_found_again_and_folds_the_changes() -> None:
    comment = plan_markdown.render_comment(PLAN, place="owner/name", requests=31, minutes=3)
    assert comment.startswith(plan_markdown.COMMENT_MARK + "\n")
    page = seen(comment)
    assert "Roadmap plan for owner/name" in page.text
    assert "4 to create, 1 to update, 1 to retire" in page.text
    assert page.elements.count("details") == 1
    assert "+ Error handling\n! #12 Error handling\n    labels: +core, −draft\n" in comment


def test_a_comment_without_changes_has_no_fold() -> None:
    assert "<details>" not in plan_markdown.render_comment(Plan(()))


def test_a_long_plan_is_cut_to_what_a_comment_takes_and_says_so() -> None:
    many = tuple(Create(Issue(key=f"r/{number}", title="Ünicode " * 20)) for number in range(2_000))
    comment = plan_markdown.render_comment(Plan(many))
    assert len(comment.encode()) < plan_markdown.LIMIT
    assert "more lines" in comment


def test_hostile_titles_do_not_break_out_of_a_comment() -> None:
    evil = Issue(key="r/a", title="``` </details> <!-- roadmap-sync:plan --> @bob")
    notice = Notice(NoticeKind.STRANGER, "r/a", "@bob #1 <b>x</b>", "https://github.com/x/y/issues/1")
    comment = plan_markdown.render_comment(Plan((Create(evil),), notices=(notice,)), place="@o/r")
    page = seen(comment)
    assert page.comments == ["roadmap-sync:plan"]
    assert "b" not in page.elements
    assert page.links == []
    assert "@bob" not in comment.split("```")[0]


SAME = {
    "a field that is new": (Board(roadmap="r", title="B"), "field Kind", "field Kind: new"),
    "options that are new": (
        Board(roadmap="r", title="B", fields=(BoardField(name="kind", type=FieldType.SELECT, options=("a", "B")),)),
        "field Kind",
        "field Kind: +c",
    ),
    "a title that reads alike": (Board(roadmap="r", title="B"), "title", "title: other letters or blanks"),
    "what neither has": (Board(roadmap="r", title="B"), "template_of", "template_of: other letters or blanks"),
}


@pytest.mark.parametrize(("before", "name", "said"), SAME.values(), ids=list(SAME))
def test_no_line_says_that_something_becomes_what_it_is(before: Board, name: str, said: str) -> None:
    kind = BoardField(name="Kind", type=FieldType.SELECT, options=("A", "b", "c"))
    shown = plan_text.render(Plan((Update(before, Board(roadmap="r", title="B", fields=(kind,)), (name,)),)))
    assert said in shown
    assert "none → none" not in shown


def test_however_many_strangers_there_are_the_notices_are_few_and_say_how_many_are_left_out():
    notices = tuple(Notice(NoticeKind.STRANGER, f"key/{number}", "x" * 200) for number in range(5_000))
    plan = Plan(changes=(), notices=notices)
    for text in (plan_text.render(plan), plan_markdown.render_comment(plan)):
        assert len(text) < 30_000
        assert "and 4950 more notices" in text


def test_a_comment_fits_github_and_one_variable_however_much_there_is_to_say():
    notices = tuple(Notice(NoticeKind.STRANGER, f"key/{number}", "字" * 200) for number in range(500))
    issues = tuple(Create(Issue(key=f"r/{number}", title="題" * 200)) for number in range(500))
    shown = plan_markdown.render_comment(Plan(changes=issues, notices=notices))
    assert len(shown) < 65_536
    assert len(shown.encode()) < 128 * 1024
    assert shown.rstrip().endswith("</details>")
    assert "more lines" in shown
