"""Boards: every item a card, values from the roadmap, Status after the issue; everything that people made stays."""

from dataclasses import replace

import pytest

from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.plan.marking import chosen, mark_steps, markable
from roadmap_sync.tracker.state import Board, BoardField, Card, FieldType, IssueState
from roadmap_sync.tracker.steps import ArchiveCard, PutCard, PutField
from tests.memory import MemoryWorld
from tests.worlds import told

ROADMAP = """
    id: r
    title: Learning
    start: 2026-01-05
    phases:
      - title: P
        when: weeks 1-2
        sections:
          - title: S
            items: [{title: A, effort: 3h, tags: [core]}, B]
        projects: [{title: X, tags: [extra]}]
        done_when: [Can explain it]
    """
A = "r/p/s/a"


@pytest.fixture
def world() -> MemoryWorld:
    made = MemoryWorld(ROADMAP, board=True)
    made.sync()
    return made


def name_of(world: MemoryWorld, key: str = A) -> str:
    return f"{world.id(key)} r"


def card(world: MemoryWorld, key: str = A) -> Card:
    return world.tracker.cards[name_of(world, key)]


def put(world: MemoryWorld, key: str = A, *, archived: bool = False, **values: object) -> None:
    there = card(world, key)
    kept = {name: value for name, value in {**there.values, **values}.items() if value is not None}
    world.tracker.cards[name_of(world, key)] = replace(there, values=kept, archived=archived)


def change_board(world: MemoryWorld, **changed: object) -> None:
    world.tracker.boards["r"] = replace(world.tracker.boards["r"], **changed)


def field(name: str, kind: FieldType = FieldType.SELECT, *options: str) -> BoardField:
    return BoardField(name=name, type=kind, options=options)


def board_changes(world: MemoryWorld, *, prune: bool = False) -> list[str]:
    return [change for change in told(world.plan(prune=prune).changes) if "board" in change or "card" in change]


def settled(world: MemoryWorld) -> MemoryWorld:
    world.sync()
    assert world.plan().changes == ()
    return world


def test_the_first_sync_makes_the_board_its_fields_and_a_card_for_all_work(world):
    board = world.tracker.boards["r"]
    assert (board.title, [field.name for field in board.fields]) == (
        "Learning",
        ["Status", "Start", "Target", "Effort", "Kind", "Priority"],
    )
    assert {world.tracker.issues[card.key].key for card in world.tracker.cards.values()} == {A, "r/p/s/b", "r/p/x"}
    assert world.plan().changes == ()


def test_a_card_has_dates_hours_kind_priority_and_status(world):
    values = {name: str(value) for name, value in card(world).values.items()}
    assert values == {
        "Start": "2026-01-05",
        "Target": values["Target"],
        "Effort": "3.0",
        "Kind": "topic",
        "Priority": "core",
        "Status": "Todo",
    }
    assert card(world, "r/p/x").values["Kind"] == "project"


def test_only_values_that_differ_are_written(world):
    put(world, Effort=5.0)
    assert board_changes(world) == [f"~ card {A} Effort"]
    world.tracker.seen.clear()
    settled(world)
    (step,) = world.tracker.seen
    assert isinstance(step, PutCard)
    assert step.values == (("Effort", 3.0),)


def test_a_value_that_the_roadmap_no_longer_gives_is_cleared(world):
    world.edit("tags: [core]", "tags: [extra]").edit("effort: 3h, ", "")
    settled(world)
    assert "Effort" not in card(world).values
    assert card(world).values["Priority"] == "extra"


@pytest.mark.parametrize("status", ["Todo", "In Progress", "Waiting"])
def test_a_closed_issue_is_done_whatever_its_status_was(world, status):
    put(world, Status=status)
    world.finish(A)
    assert board_changes(world) == [f"~ card {A} Status"]
    settled(world)
    assert card(world).values["Status"] == "Done"


def test_a_skipped_issue_is_done_too(world):
    world.tracker.close(world.id(A), IssueState.NOT_PLANNED)
    settled(world)
    assert card(world).values["Status"] == "Done"


def test_a_reopened_issue_is_back_in_todo(world):
    world.finish(A)
    settled(world)
    world.tracker.reopen(world.id(A))
    settled(world)
    assert card(world).values["Status"] == "Todo"


@pytest.mark.parametrize("status", ["In Progress", "Waiting"])
def test_the_status_that_people_gave_an_open_issue_stays(world, status):
    put(world, Status=status)
    assert world.plan().changes == ()


def test_a_status_that_somebody_cleared_is_todo_again(world):
    put(world, Status=None)
    assert board_changes(world) == [f"~ card {A} Status"]


def test_an_issue_made_done_gets_a_card_that_is_done():
    world = MemoryWorld(ROADMAP.replace("title: A,", "title: A, done: true,"), board=True)
    settled(world)
    assert card(world).values["Status"] == "Done"


def own_board(*fields: BoardField) -> MemoryWorld:
    world = MemoryWorld(ROADMAP, board=True)
    world.tracker.boards["r"] = Board(roadmap="r", title="Mine", id="PVT", linked=True, fields=fields)
    return world


def test_a_board_that_people_have_keeps_its_fields_and_options():
    mine = field("Mood", FieldType.SELECT, "good", "bad")
    status = field("Status", FieldType.SELECT, "todo", "Review", "done")
    world = settled(own_board(status, mine))
    fields = {field.name: field.options for field in world.tracker.boards["r"].fields}
    assert fields["Status"] == ("todo", "Review", "done", "In Progress")
    assert fields["Mood"] == ("good", "bad")


def test_values_are_spelled_as_the_board_spells_them():
    fields = (
        field("status", FieldType.SELECT, "todo", "in progress", "DONE"),
        field("PRIORITY", FieldType.SELECT, "Core"),
    )
    world = settled(own_board(*fields, field("effort", FieldType.NUMBER)))
    assert card(world).values["status"] == "todo"
    assert card(world).values["PRIORITY"] == "Core"
    assert card(world).values["effort"] == 3
    world.finish(A)
    settled(world)
    assert card(world).values["status"] == "DONE"


def test_a_field_that_people_use_for_something_else_is_left_alone():
    world = settled(own_board(field("Effort", FieldType.OTHER), field("Start", FieldType.SELECT, "now", "later")))
    assert {"Effort", "Start"}.isdisjoint(card(world).values)
    put(world, Effort="a lot", Start="now")
    assert world.plan().changes == ()
    world.edit("effort: 3h", "effort: 4h")
    settled(world)
    assert card(world).values["Effort"] == "a lot"


def test_a_priority_of_people_stays_where_the_roadmap_has_no_tags():
    text = ROADMAP.replace(", tags: [core]", "").replace(", tags: [extra]", "")
    world = MemoryWorld(text, board=True)
    world.tracker.boards["r"] = Board(
        roadmap="r", title="Mine", id="PVT", linked=True, fields=(field("Priority", FieldType.SELECT, "high"),)
    )
    settled(world)
    put(world, Priority="high")
    assert world.plan().changes == ()


def test_values_of_peoples_own_fields_stay(world):
    change_board(world, fields=(*world.tracker.boards["r"].fields, field("Mood", FieldType.SELECT, "good")))
    put(world, Mood="good")
    world.finish(A)
    settled(world)
    assert card(world).values["Mood"] == "good"


def test_a_field_or_option_that_somebody_deleted_is_made_again(world):
    fields = [one for one in world.tracker.boards["r"].fields if one.name != "Effort"]
    fields = [replace(one, options=("core",)) if one.name == "Priority" else one for one in fields]
    change_board(world, fields=tuple(fields))
    put(world, Effort=None)
    put(world, "r/p/x", Priority=None)
    assert board_changes(world)[0] == "~ board r field Effort,field Priority"
    settled(world)


def test_options_that_tags_no_longer_name_stay(world):
    world.edit("tags: [extra]", "tags: [core]")
    settled(world)
    fields = {field.name: field.options for field in world.tracker.boards["r"].fields}
    assert fields["Priority"] == ("core", "extra")


def test_a_board_that_is_not_linked_is_linked_once(world):
    change_board(world, linked=False)
    assert board_changes(world) == ["~ board r linked"]
    settled(world)


def test_cards_of_retired_items_are_archived_and_brought_back(world):
    world.edit("}, B]", "}]")
    assert "~ card r/p/s/b archived" not in board_changes(world)
    assert "~ card r/p/s/b archived" in board_changes(world, prune=True)
    world.sync(prune=True)
    assert card(world, "r/p/s/b").archived
    assert world.plan(prune=True).changes == ()
    world.edit("}]\n", "}, B]\n")
    world.sync(prune=True)
    assert not card(world, "r/p/s/b").archived
    assert card(world, "r/p/s/b").values["Status"] == "Todo"
    assert world.plan(prune=True).changes == ()


def test_a_card_comes_back_before_its_values_are_set(world):
    world.edit("}, B]", "}]").sync(prune=True)
    world.edit("}]\n", "}, B]\n")
    world.tracker.seen.clear()
    world.sync()
    kinds = [type(step) for step in world.tracker.seen if isinstance(step, (PutCard, ArchiveCard))]
    assert kinds == sorted(kinds, key=lambda kind: kind is PutCard)
    assert ArchiveCard in kinds


def test_a_card_that_people_archived_stays_in_the_archive_untouched(world):
    put(world, archived=True)
    world.finish(A)
    assert board_changes(world) == []


def test_a_card_that_people_took_off_the_board_is_put_back(world):
    del world.tracker.cards[name_of(world)]
    assert board_changes(world) == [f"+ card {A}"]


def test_cards_of_issues_that_are_not_ours_are_left_alone(world):
    theirs = world.tracker.open_issue("Mine", "", ["roadmap"])
    world.tracker.cards["theirs"] = Card(key=theirs, roadmap="r", values={"Status": "Todo"}, id="theirs")
    assert world.plan(prune=True).changes == ()


def test_a_board_with_a_problem_is_told_and_leaves_everything_else_alone(world):
    change_board(world, problem="the token may not touch it")
    world.edit("}, B]", "}, B, C]")
    plan = world.plan(prune=True)
    assert told(plan.changes) == ["+ issue r/p/s/c"]
    assert [(notice.kind, "may not touch" in notice.text) for notice in plan.notices] == [(NoticeKind.BOARD, True)]
    settled(world)


def test_a_retired_item_on_a_board_with_a_problem_is_retired_all_the_same(world):
    change_board(world, problem="closed")
    world.edit("}, B]", "}]")
    assert told(world.plan(prune=True).changes) == ["- issue r/p/s/b"]
    world.sync(prune=True)
    assert not card(world, "r/p/s/b").archived


def test_a_board_that_cannot_be_made_takes_only_its_cards_along():
    world = MemoryWorld(ROADMAP, board=True)
    world.tracker.fails = lambda step: "no" if type(step).__name__ == "PutBoard" else ""
    with pytest.raises(AssertionError):
        world.sync()
    assert len(world.tracker.issues) == 5
    assert not [step for step in world.tracker.seen if isinstance(step, (PutField, PutCard))]
    world.tracker.fails = lambda _: ""
    settled(world)


def test_where_sections_are_tracked_they_are_the_cards():
    world = settled(MemoryWorld(ROADMAP + "track: sections\n", board=True))
    assert {world.tracker.issues[card.key].key for card in world.tracker.cards.values()} == {"r/p/s", "r/p/x"}


def test_each_roadmap_has_its_own_board():
    world = MemoryWorld(ROADMAP, board=True)
    world.texts["q.yaml"] = world.text.replace("id: r", "id: q").replace("Learning", "Other")
    settled(world)
    assert {name: board.title for name, board in world.tracker.boards.items()} == {"r": "Learning", "q": "Other"}
    assert {card.roadmap for card in world.tracker.cards.values()} == {"r", "q"}


def test_a_roadmap_that_wants_no_board_gets_none():
    world = settled(MemoryWorld(ROADMAP + "board: false\n", board=True))
    assert (world.tracker.boards, world.tracker.cards) == ({}, {})


TEMPLATE = ("🆕 New", "📋 Backlog", "🏗 In progress", "✅ Done")


def with_status(options: tuple[str, ...], text: str = ROADMAP) -> MemoryWorld:
    made = MemoryWorld(text, board=True)
    made.tracker.boards["r"] = Board(
        roadmap="r", title="Learning", id="B r", linked=True, fields=(field("Status", FieldType.SELECT, *options),)
    )
    made.sync()
    return made


@pytest.mark.parametrize("options", [TEMPLATE, ("Backlog", "Doing", "Done"), ("Offen", "In Arbeit", "Fertig")])
def test_options_of_other_words_are_used_and_none_is_added_beside_them(options):
    world = with_status(options)
    *_, todo, doing, done = options
    assert world.tracker.boards["r"].fields[0].options == options
    assert card(world).values["Status"] == todo
    assert world.plan().changes == ()
    put(world, Status=doing)
    assert world.plan().changes == ()
    world.finish(A)
    world.sync()
    assert card(world).values["Status"] == done
    world.tracker.reopen(world.id(A))
    world.sync()
    assert card(world).values["Status"] == todo
    assert world.plan().changes == ()


def test_a_status_that_no_word_tells_of_stays_while_the_issue_is_open():
    world = with_status(TEMPLATE)
    put(world, Status="🆕 New")
    assert world.plan().changes == ()


def test_the_file_names_the_options_where_words_do_not_tell():
    text = ROADMAP.replace("start:", "board: {status: {todo: One, in_progress: Two, done: Three}}\n    start:")
    world = with_status(("One", "Two", "Three"), text)
    assert world.tracker.boards["r"].fields[0].options == ("One", "Two", "Three")
    world.finish(A)
    world.sync()
    assert card(world).values["Status"] == "Three"


def test_an_option_that_the_file_names_is_added_where_the_board_lacks_it():
    world = with_status(TEMPLATE, ROADMAP.replace("start:", "board: {status: {done: Shipped}}\n    start:"))
    assert world.tracker.boards["r"].fields[0].options == (*TEMPLATE, "Shipped")


def test_start_sets_the_option_that_means_begun():
    world = with_status(TEMPLATE)
    desired, found = world.wanted(), world.found
    (mark,) = chosen([A], markable(found, desired), desired)
    (step,) = mark_steps("start", mark, found, desired, keeps_reason=True)
    assert isinstance(step, PutCard)
    assert step.values == (("Status", "🏗 In progress"),)


@pytest.mark.parametrize(
    ("said", "means"), [("🏗 In progress", "In Progress"), ("Fertig", "Done"), ("👀 In review", "👀 In review")]
)
def test_what_a_board_says_reads_as_our_own_words(world, said, means):
    name = world.id(A)
    world.tracker.change(name, found=replace(world.tracker.issues[name].found, status=said))
    assert world.issue(A).found.status == means
