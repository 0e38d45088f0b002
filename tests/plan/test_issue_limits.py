"""Dependencies, labels and texts within GitHub's limits, whatever people have put on an issue besides."""

from __future__ import annotations

import pytest

from roadmap_sync.limits import BLOCKED, BLOCKERS, BODY, CARDS, FIELDS, LABELS, OPTIONS
from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.tracker.state import BoardField, FieldType
from tests.memory import MemoryWorld

HEAD = "id: r\ntitle: R\nphases:\n  - title: P\n    sections:\n"


def section(title: str, items: list[str]) -> str:
    return f"      - title: {title}\n        items:\n" + "".join(f"          - {item}\n" for item in items)


def names(letter: str, count: int) -> list[str]:
    return [f"{letter}{number}" for number in range(count)]


def waiting(count: int) -> str:
    """An item in the second section that waits for some of its own and for `count` of the first section's."""
    own, first = names("b", 5), names("a", count)
    last = f"{{title: Last, depends_on: [{', '.join([*first, *own])}]}}"
    return HEAD + section("One", first) + section("Two", [*own, last])


def waited_for(count: int) -> str:
    others = [f"{{title: {name}, depends_on: [first]}}" for name in names("a", count)]
    near = [f"{{title: {name}, depends_on: [first]}}" for name in names("b", 5)]
    return HEAD + section("One", others) + section("Two", ["First", *near])


def told(world: MemoryWorld) -> list[str]:
    return [notice.text for notice in world.plan().notices if notice.kind is NoticeKind.LIMIT]


def settled(world: MemoryWorld) -> MemoryWorld:
    world.sync()
    assert world.plan().to_apply == ()
    for issue in world.tracker.issues.values():
        assert len(issue.blocked_by) <= BLOCKERS.most
        assert sum(issue.found.id in other.blocked_by for other in world.tracker.issues.values()) <= BLOCKED.most
        assert len(issue.labels) <= LABELS.most
        assert len(issue.found.body) <= BODY.most
    return world


LAST, FIRST = "r/p/two/last", "r/p/two/first"


def test_of_sixty_five_blockers_those_of_the_same_section_stay_then_the_first_ones():
    world = settled(MemoryWorld(waiting(60)))
    kept = {f"r/p/one/a{n}" for n in range(45)} | {f"r/p/two/b{n}" for n in range(5)}
    assert world.issue(LAST).blocked_by == kept
    assert world.body(LAST).count("\n- a") == 15
    assert "15 of 65 dependencies" in told(world)[0]


def test_peoples_own_blockers_stay():
    world = settled(MemoryWorld(waiting(45)))
    assert told(world) == []
    mine = {world.tracker.open_issue(f"Mine {n}") for n in range(7)}
    ours = world.raw(LAST).blocked_by
    world.tracker.change(world.id(LAST), blocked_by=frozenset([*sorted(ours)[:43], *mine]))
    settled(world)
    assert mine <= world.raw(LAST).blocked_by
    assert len(world.raw(LAST).blocked_by) == 50
    assert world.body(LAST).count("\n- a") == 7


def test_of_sixty_five_that_wait_for_one_the_nearest_and_first_are_kept():
    world = settled(MemoryWorld(waited_for(60)))
    blocked = {issue.key for issue in world.found.issues if FIRST in issue.blocked_by}
    assert blocked == {f"r/p/one/a{n}" for n in range(45)} | {f"r/p/two/b{n}" for n in range(5)}
    assert "- First" in world.body("r/p/one/a59")
    assert "- First" not in world.body("r/p/one/a0")


def test_what_people_let_wait_for_one_of_ours_takes_places_too():
    world = settled(MemoryWorld(waited_for(40)))
    for number in range(3):
        mine = world.tracker.open_issue(f"Mine {number}")
        world.tracker.change(mine, blocked_by=frozenset({world.id(FIRST)}))
    world.text = waited_for(44)
    settled(world)
    assert len([issue for issue in world.found.issues if FIRST in issue.blocked_by]) == 47


def tagged(count: int) -> str:
    return HEAD + section("One", [f"{{title: A, kind: demo, tags: [{', '.join(names('t', count))}]}}"])


def test_beyond_a_hundred_labels_the_last_tags_are_left_out():
    world = settled(MemoryWorld(tagged(120)))
    labels = world.raw("r/p/one/a").labels
    assert labels == {"roadmap", *names("t", 99)}
    assert "t119" in told(world)[0]


def test_peoples_own_labels_stay_beside_ours():
    world = settled(MemoryWorld(tagged(90)))
    for name in names("mine ", 20):
        world.tracker.label(world.id("r/p/one/a"), name)
    world.tracker.label(world.id("r/p/one/a"), "t0", on=False)
    for name in names("t", 20):
        world.tracker.label(world.id("r/p/one/a"), name, on=False)
    settled(world)
    assert {*names("mine ", 20), "roadmap", "t0"} <= world.raw("r/p/one/a").labels


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("own", [1_000, 40_000, 64_000])
def test_a_text_is_cut_so_that_what_people_wrote_has_room(own, ending):
    notes = "".join(f"              line {number}\n" for number in range(4_000))
    text = HEAD + f"      - title: One\n        note: |\n{notes}"[: 19_900 + len(HEAD)] + "\n        items: [A]\n"
    more = "        why: |\n" + "".join(f"              why {number}\n" for number in range(1_300))
    goal = "        goal: |\n" + "".join(f"              goal {number}\n" for number in range(1_200))
    world = settled(MemoryWorld(text + more + goal))
    mine = ending.join(["My own words"] * (own // (12 + len(ending))))
    world.tracker.write_body(world.id("r/p/one"), mine + ending + world.body("r/p/one").replace("\n", ending))
    world.edit("why 0\n", "why not\n")
    settled(world)
    assert world.body("r/p/one").startswith(mine)
    assert ("*Cut here" in world.body("r/p/one")) is (own > 1_000)


def kinds(count: int, often: str = "k55") -> str:
    items = [f"{{title: i{n}, kind: k{n}}}" for n in range(count)]
    items += [f"{{title: more{n}, kind: {often}}}" for n in range(3)]
    return "board: true\n" + HEAD + section("One", items)


def options(world: MemoryWorld, name: str = "Kind") -> tuple[str, ...]:
    return next(field.options for field in world.tracker.boards["r"].fields if field.name == name)


def values(world: MemoryWorld, key: str, name: str = "Kind") -> object:
    (card,) = [card for card in world.tracker.cards.values() if card.key == world.id(key)]
    return card.values.get(name)


@pytest.mark.parametrize("count", [50, 51, 60])
def test_beyond_fifty_options_the_least_used_share_one(count):
    world = settled(MemoryWorld(kinds(count, often="k49"), board=True))
    assert len(options(world)) == 50
    assert ("Other" in options(world)) is (count > 50)
    assert values(world, "r/p/one/more0") == "k49"
    assert (values(world, f"r/p/one/i{count - 1}") == "Other") is (count > 50)
    assert bool(told(world)) is (count > 50)


def test_options_of_people_stay_and_take_their_places():
    world = MemoryWorld(HEAD + section("One", ["A"]), board=True)
    world.sync()
    field = next(field for field in world.tracker.boards["r"].fields if field.name == "Kind")
    mine = tuple(names("mine ", 47))
    fields = tuple(
        BoardField(name="Kind", type=FieldType.SELECT, options=(*field.options, *mine)) if one is field else one
        for one in world.tracker.boards["r"].fields
    )
    world.tracker.boards["r"] = type(world.tracker.boards["r"])(
        roadmap="r", title="R", id="B r", linked=True, fields=fields
    )
    world.text = kinds(6, often="k5")
    settled(world)
    assert options(world) == ("topic", *mine, "k5", "Other")


def test_a_board_without_a_free_option_leaves_the_value_empty():
    world = MemoryWorld(HEAD + section("One", ["A"]), board=True)
    world.sync()
    full = BoardField(name="Kind", type=FieldType.SELECT, options=tuple(names("mine ", OPTIONS.most)))
    board = world.tracker.boards["r"]
    fields = tuple(full if field.name == "Kind" else field for field in board.fields)
    world.tracker.boards["r"] = type(board)(roadmap="r", title="R", id="B r", linked=True, fields=fields)
    world.text = kinds(2, often="k1")
    settled(world)
    assert values(world, "r/p/one/i0") is None
    assert options(world) == full.options


def test_fields_that_have_no_place_on_a_board_are_left_out():
    world = MemoryWorld(HEAD + section("One", ["{title: A, effort: 2h}"]), board=True)
    world.sync()
    board = world.tracker.boards["r"]
    kept = [field for field in board.fields if field.name in {"Status", "Start", "Target"}]
    own = [BoardField(name=name, type=FieldType.OTHER) for name in names("mine ", FIELDS.most - 4)]
    world.tracker.boards["r"] = type(board)(roadmap="r", title="R", id="B r", linked=True, fields=(*kept, *own))
    settled(world)
    assert [field.name for field in world.tracker.boards["r"].fields][-1] == "Effort"
    assert "without Kind" in told(world)[0]


@pytest.mark.parametrize(("size", "cards"), [(CARDS.most - 2, 2), (CARDS.most - 1, 1), (CARDS.most, 0)])
def test_a_full_board_gets_no_more_cards(size, cards):
    world = MemoryWorld(HEAD + section("One", ["A", "B"]), board=True)
    status = BoardField(name="Status", type=FieldType.SELECT, options=("Todo", "In Progress", "Done"))
    board = world.wanted().state.boards[0]
    world.tracker.boards["r"] = type(board)(
        roadmap="r", title="R", id="B r", linked=True, fields=(status, *board.fields[1:]), size=size
    )
    assert len([change for change in world.plan().changes if "Card" in type(change.thing).__name__]) == cards
    assert bool(told(world)) is (cards < 2)
