"""Sections close when all that counts in them is done or skipped, and only what we closed is ever reopened by us."""

import pytest

from roadmap_sync.progress.measure import measure
from roadmap_sync.progress.model import WorkStatus
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.region import wrap
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import CreateIssue
from tests.memory import MemoryWorld
from tests.worlds import told

DONE, SKIPPED, OPEN = IssueState.COMPLETED, IssueState.NOT_PLANNED, IssueState.OPEN
ROADMAP = """
    id: r
    title: Learning
    tags: {extra: {counts: false}}
    phases:
      - title: P
        sections:
          - title: S
            items: [A, B, {title: C, tags: [extra]}]
    """
CHOICE = """
    id: r
    title: Learning
    phases:
      - title: P
        sections:
          - title: S
            items: [Common]
            choose: 1
            options:
              - {title: One, items: [A, B]}
              - {title: Two, items: [C, D]}
              - {title: Three, items: [E, F]}
    """
SECTION = "r/p/s"


def synced(text: str) -> MemoryWorld:
    world = MemoryWorld(text)
    world.sync()
    return world


@pytest.fixture
def world() -> MemoryWorld:
    return synced(ROADMAP)


def state(world: MemoryWorld, key: str = SECTION) -> IssueState:
    return world.raw(key).state


def put(world: MemoryWorld, states: dict[str, IssueState]) -> MemoryWorld:
    for key, wanted in states.items():
        world.tracker.close(world.id(f"{SECTION}/{key}"), wanted)
    return world


def settle(world: MemoryWorld) -> IssueState:
    world.sync()
    assert world.plan().to_apply == ()
    return state(world)


@pytest.mark.parametrize(
    ("states", "closed"),
    [
        ({"a": DONE}, False),
        ({"a": DONE, "c": DONE}, False),
        ({"a": DONE, "b": DONE}, True),
        ({"a": DONE, "b": SKIPPED}, True),
        ({"a": SKIPPED, "b": SKIPPED}, True),
    ],
)
def test_what_counts_decides_and_skipped_is_out_of_it(world, states, *, closed):
    assert (settle(put(world, states)) is DONE) is closed


def test_a_section_that_we_closed_follows_its_items_to_and_fro(world):
    for _ in range(3):
        assert settle(put(world, {"a": DONE, "b": DONE})) is DONE
        assert settle(put(world, {"b": OPEN})) is OPEN


def test_new_work_in_a_section_that_we_closed_reopens_it(world):
    settle(put(world, {"a": DONE, "b": DONE}))
    world.edit("[A, B,", "[A, B, D,")
    assert settle(world) is OPEN


def test_new_optional_work_does_not_reopen_a_section(world):
    settle(put(world, {"a": DONE, "b": DONE}))
    world.edit("[A, B,", "[A, B, {title: D, tags: [extra]},")
    assert settle(world) is DONE


@pytest.mark.parametrize("by_hand", [DONE, SKIPPED])
def test_a_section_closed_by_hand_stays_closed_whatever_becomes_of_its_items(world, by_hand):
    world.tracker.close(world.id(SECTION), by_hand)
    for states in ({"a": DONE}, {"a": DONE, "b": DONE}, {"a": OPEN}):
        assert settle(put(world, states)) is by_hand


def test_a_section_that_a_person_reopened_and_closed_again_is_theirs(world):
    settle(put(world, {"a": DONE, "b": DONE}))
    world.tracker.reopen(world.id(SECTION))
    assert settle(world) is OPEN
    world.tracker.close(world.id(SECTION))
    assert settle(put(world, {"b": OPEN})) is DONE


def test_a_section_reopened_by_hand_closes_again_once_there_is_something_new_to_close_it_for(world):
    settle(put(world, {"a": DONE, "b": DONE}))
    world.tracker.reopen(world.id(SECTION))
    assert settle(world) is OPEN
    settle(put(world, {"a": OPEN}))
    assert settle(put(world, {"a": DONE})) is DONE


def test_a_section_made_with_everything_done_is_closed_even_if_the_first_run_was_cut_off():
    world = MemoryWorld(ROADMAP.replace("[A, B,", "[{title: A, done: true}, {title: B, done: true},"))
    world.tracker.fails = lambda step: "" if not world.tracker.issues or isinstance(step, CreateIssue) else "killed"
    with pytest.raises(AssertionError, match="killed"):
        world.sync()
    world.tracker.fails = lambda _: ""
    assert state(world) is OPEN
    assert settle(world) is DONE


def test_a_retired_section_that_returns_with_everything_done_still_follows_its_items(world):
    text = world.text
    put(world, {"a": DONE, "b": DONE})
    world.text = "id: r\ntitle: Learning\nphases: [{title: P, items: [Z]}]"
    world.sync(prune=True)
    assert state(world) is SKIPPED
    world.text = text
    assert settle(world) is DONE
    assert settle(put(world, {"b": OPEN})) is OPEN


def test_an_empty_section_is_never_closed():
    assert settle(synced(ROADMAP.replace("items: [A, B, {title: C, tags: [extra]}]", "goal: Look around"))) is OPEN


def test_a_held_item_does_not_keep_its_section_open():
    world = MemoryWorld(ROADMAP)
    world.tracker.open_issue("B", wrap("r/p/s/b", ""), ["roadmap"], author="mallory", trusted=False)
    world.sync()
    assert settle(put(world, {"a": DONE})) is DONE


def test_a_section_whose_items_are_all_held_stays_open():
    world = MemoryWorld(ROADMAP)
    for key in ("a", "b", "c"):
        world.tracker.open_issue(key, wrap(f"r/p/s/{key}", ""), ["roadmap"], author="mallory", trusted=False)
    world.sync()
    assert settle(world) is OPEN


def test_retired_items_no_longer_keep_a_section_open(world):
    put(world, {"a": DONE})
    world.edit("[A, B,", "[A,")
    assert settle(world) is DONE


CHOICES = {
    "one whole option": ({"common": DONE, "two/c": DONE, "two/d": DONE}, True),
    "half of two": ({"common": DONE, "one/a": DONE, "two/c": DONE}, False),
    "without what all must do": ({"two/c": DONE, "two/d": DONE}, False),
    "skipped work leaves the share": ({"common": DONE, "one/a": DONE, "two/c": DONE, "two/d": SKIPPED}, True),
    "options skipped throughout rank last": (
        {"common": DONE, "one/a": SKIPPED, "one/b": SKIPPED, "two/c": SKIPPED, "two/d": SKIPPED},
        False,
    ),
    "the first counts where all are equal": ({"common": DONE, "one/a": DONE, "one/b": DONE, "two/c": DONE}, True),
}


@pytest.mark.parametrize(("states", "closed"), CHOICES.values(), ids=list(CHOICES))
def test_alternatives_close_a_section_exactly_where_the_report_calls_it_done(states, *, closed):
    world = synced(CHOICE)
    assert (settle(put(world, states)) is DONE) is closed
    progress = measure(load_text(world.text, "r.yaml"), world.found, Activity(), world.today)
    counted = [work for work in progress.work if work.counts]
    assert all(work.mark is WorkStatus.DONE for work in counted) is closed


def test_two_may_be_chosen():
    world = synced(CHOICE.replace("choose: 1", "choose: 2"))
    put(world, {"common": DONE, "one/a": DONE, "one/b": DONE})
    assert settle(world) is OPEN
    assert settle(put(world, {"three/e": DONE, "three/f": DONE})) is DONE


def test_tracked_by_section_ticked_boxes_close_and_reopen_it():
    world = synced(ROADMAP + "track: sections\n")
    name = world.id(SECTION)
    world.tracker.tick(name, "a")
    assert settle(world) is OPEN
    world.tracker.tick(name, "b")
    assert settle(world) is DONE
    world.tracker.tick(name, "a", on=False)
    assert settle(world) is OPEN


def test_tracked_by_section_a_box_that_is_gone_but_ticked_decides_nothing():
    world = synced(ROADMAP + "track: sections\n")
    world.tracker.tick(world.id(SECTION), "a")
    world.edit("[A, B,", "[B,")
    assert settle(world) is OPEN
    assert "- [x] ~~A~~" in world.raw(SECTION).found.body
    world.tracker.tick(world.id(SECTION), "b")
    assert settle(world) is DONE


def test_tracked_by_section_alternatives_count_as_they_do_by_item():
    world = synced(CHOICE + "track: sections\n")
    for box in ("common", "two/c", "two/d"):
        world.tracker.tick(world.id(SECTION), box)
    assert settle(world) is DONE


def test_tracked_by_section_what_the_file_calls_done_is_ticked_and_closed_from_the_start():
    world = MemoryWorld(
        ROADMAP.replace("[A, B,", "[{title: A, done: true}, {title: B, done: true},") + "track: sections\n"
    )
    world.sync()
    assert settle(world) is DONE


def test_done_in_the_file_closes_what_was_never_closed(world):
    world.edit("[A,", "[{title: A, done: true},")
    assert told(world.plan().changes) == ["~ issue r/p/s/a state"]
    settle(world)
    assert state(world, "r/p/s/a") is DONE


@pytest.mark.parametrize("first", [DONE, SKIPPED])
def test_done_in_the_file_leaves_alone_what_people_reopened(world, first):
    put(world, {"a": first})
    put(world, {"a": OPEN})
    world.edit("[A,", "[{title: A, done: true},")
    assert world.plan().changes == ()


def test_done_in_the_file_leaves_a_skipped_issue_skipped(world):
    put(world, {"a": SKIPPED})
    world.edit("[A,", "[{title: A, done: true},")
    assert world.plan().changes == ()


def test_done_taken_out_of_the_file_reopens_nothing():
    world = synced(ROADMAP.replace("[A,", "[{title: A, done: true},"))
    world.edit("{title: A, done: true}", "A")
    assert world.plan().changes == ()
    assert state(world, "r/p/s/a") is DONE
