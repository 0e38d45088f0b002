"""What leaves the file is retired with `--prune`, comes back when it returns, and is never deleted."""

import pytest

from roadmap_sync.plan.removal import removal_plan
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import EditIssue, SetState
from tests.memory import MemoryWorld
from tests.worlds import DAY, told

ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: P
        sections:
          - title: S
            items: [A, B]
          - title: T
            items: [C]
    """
KEY = "r/p/s/b"


@pytest.fixture
def world() -> MemoryWorld:
    made = MemoryWorld(ROADMAP)
    made.sync()
    return made


def without(world: MemoryWorld) -> MemoryWorld:
    return world.edit("[A, B]", "[A]")


def back(world: MemoryWorld) -> MemoryWorld:
    return world.edit("[A]", "[A, B]")


def state(world: MemoryWorld, key: str = KEY) -> IssueState:
    return world.raw(key).state


def word(world: MemoryWorld, key: str = KEY) -> region_annotations.Retirement | None:
    return region_annotations.read(world.raw(key).region).retired


def cut_off_after(world: MemoryWorld, kind: type) -> None:
    """Sync, but whatever comes after steps of that kind fails."""
    through = False

    def fails(step: object) -> str:
        nonlocal through
        through = through or isinstance(step, kind)
        return "" if isinstance(step, kind) or not through else "killed"

    world.tracker.fails = fails
    with pytest.raises(AssertionError, match="killed"):
        world.sync(prune=True)
    world.tracker.fails = lambda _: ""


def test_an_open_issue_gets_the_word_and_is_closed_as_not_planned(world):
    without(world).sync(prune=True)
    assert state(world) is IssueState.NOT_PLANNED
    assert word(world) == region_annotations.Retirement(was_open=True, closings=0)
    assert world.plan(prune=True).changes == ()


@pytest.mark.parametrize("closed", [IssueState.COMPLETED, IssueState.NOT_PLANNED])
def test_a_closed_issue_only_gets_the_word(world, closed):
    world.tracker.close(world.id(KEY), closed)
    without(world).sync(prune=True)
    assert state(world) is closed
    assert word(world) == region_annotations.Retirement(was_open=False, closings=1)
    assert world.plan(prune=True).changes == ()


def test_what_retiring_closed_is_reopened_when_the_item_returns(world):
    without(world).sync(prune=True)
    back(world).sync()
    assert state(world) is IssueState.OPEN
    assert word(world) is None
    assert world.plan().changes == ()


@pytest.mark.parametrize("closed", [IssueState.COMPLETED, IssueState.NOT_PLANNED])
def test_what_a_person_closed_before_stays_closed_when_the_item_returns(world, closed):
    world.tracker.close(world.id(KEY), closed)
    without(world).sync(prune=True)
    back(world).sync()
    assert state(world) is closed
    assert world.plan().changes == ()


def test_what_a_person_reopened_and_finished_meanwhile_stays_closed_when_the_item_returns(world):
    without(world).sync(prune=True)
    world.tracker.reopen(world.id(KEY))
    assert world.plan(prune=True).changes == ()
    world.tracker.close(world.id(KEY))
    back(world).sync()
    assert state(world) is IssueState.COMPLETED


def test_retiring_again_and_again_always_comes_back(world):
    for _ in range(3):
        without(world).sync(prune=True)
        assert state(world) is IssueState.NOT_PLANNED
        back(world).sync(prune=True)
        assert state(world) is IssueState.OPEN
    assert world.plan(prune=True).changes == ()


def test_cut_off_between_word_and_closing_the_next_run_closes(world):
    without(world)
    cut_off_after(world, EditIssue)
    assert (state(world), word(world)) == (IssueState.OPEN, region_annotations.Retirement(was_open=True, closings=0))
    assert told(world.plan(prune=True).changes) == [f"- issue {KEY}"]
    world.sync(prune=True)
    assert state(world) is IssueState.NOT_PLANNED
    assert world.plan(prune=True).changes == ()


def test_cut_off_between_word_and_closing_a_returning_item_loses_the_word(world):
    without(world)
    cut_off_after(world, EditIssue)
    back(world).sync()
    assert (state(world), word(world)) == (IssueState.OPEN, None)
    assert world.plan().changes == ()


def test_cut_off_between_word_and_closing_what_a_person_finishes_stays_finished(world):
    without(world)
    cut_off_after(world, EditIssue)
    world.tracker.close(world.id(KEY))
    assert world.plan(prune=True).changes == ()
    back(world).sync()
    assert state(world) is IssueState.COMPLETED


def test_reopening_a_returned_item_and_taking_away_its_word_is_one_step(world):
    without(world).sync(prune=True)
    world.tracker.seen.clear()
    back(world).sync()
    (edit,) = [step for step in world.tracker.seen if isinstance(step, EditIssue)]
    assert {"region", "state"} <= edit.fields
    assert not [step for step in world.tracker.seen if isinstance(step, SetState)]


def test_notes_ticks_and_labels_of_a_retired_issue_stay(world):
    name = world.id(KEY)
    world.tracker.write_body(name, world.raw(KEY).found.body + "\nMine")
    world.tracker.label(name, "mine")
    without(world).sync(prune=True)
    assert world.tracker.issues[name].found.body.endswith("\nMine")
    assert world.tracker.issues[name].labels == {"roadmap", "mine"}


def test_a_section_that_leaves_takes_its_items_with_it(world):
    world.edit("      - title: T\n        items: [C]\n", "")
    assert told(world.plan().changes) == ["- issue r/p/t", "- issue r/p/t/c"]
    world.sync(prune=True)
    assert (state(world, "r/p/t"), state(world, "r/p/t/c")) == (IssueState.NOT_PLANNED, IssueState.NOT_PLANNED)
    assert world.raw("r/p/t/c").parent == world.id("r/p/t")
    world.text = ROADMAP.replace("\n    ", "\n")
    world.sync(prune=True)
    assert (state(world, "r/p/t"), state(world, "r/p/t/c")) == (IssueState.OPEN, IssueState.OPEN)
    assert world.plan(prune=True).changes == ()


def test_a_section_all_done_when_it_left_is_closed_when_it_returns(world):
    world.finish("r/p/t/c")
    world.sync()
    assert state(world, "r/p/t") is IssueState.COMPLETED
    world.edit("      - title: T\n        items: [C]\n", "")
    world.sync(prune=True)
    world.text = ROADMAP.replace("\n    ", "\n")
    world.sync(prune=True)
    assert (state(world, "r/p/t"), state(world, "r/p/t/c")) == (IssueState.COMPLETED, IssueState.COMPLETED)
    assert world.plan(prune=True).changes == ()


def test_an_item_whose_work_was_done_while_its_section_was_retired_closes_the_section_on_return(world):
    world.edit("      - title: T\n        items: [C]\n", "")
    world.sync(prune=True)
    world.tracker.reopen(world.id("r/p/t/c"))
    world.finish("r/p/t/c")
    world.text = ROADMAP.replace("\n    ", "\n")
    world.sync(prune=True)
    assert state(world, "r/p/t") is IssueState.COMPLETED
    assert world.plan(prune=True).changes == ()


def test_what_the_chosen_entry_point_leaves_out_is_retired_and_comes_back(world):
    world.text += "entry_points: [{id: known, title: For those who know, skip: [p/t]}]\nentry: known\n"
    assert told(world.plan().changes) == ["- issue r/p/t", "- issue r/p/t/c"]
    world.sync(prune=True)
    world.edit("entry: known\n", "")
    world.sync(prune=True)
    assert state(world, "r/p/t/c") is IssueState.OPEN


def test_removing_a_roadmap_retires_all_of_it_and_only_it(world):
    world.texts["q.yaml"] = world.text.replace("id: r", "id: q").replace("Learning", "Other")
    world.sync()
    wanted = load_text(world.text, "r.yaml")
    plan = removal_plan(wanted, world.tracker.read(), DAY)
    assert told(plan.changes) == [f"- issue {key}" for key in ("r/p/s", "r/p/s/a", KEY, "r/p/t", "r/p/t/c")]


def test_after_a_removal_the_file_brings_everything_back(world):
    text = world.text
    world.text = "id: r\ntitle: Learning\nphases: [{title: Empty}]"
    world.sync(prune=True)
    world.text = text
    world.sync(prune=True)
    assert {issue.state for issue in world.tracker.issues.values()} == {IssueState.OPEN}
    assert len(world.tracker.issues) == 5


def test_retired_words_stand_in_the_region_unseen_by_readers(world):
    without(world).sync(prune=True)
    assert "<!-- retired open 0 -->\n<!-- roadmap-sync:end -->" in world.raw(KEY).found.body
