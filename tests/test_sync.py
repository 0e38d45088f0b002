"""A run: a lock when something is made, read again under it, stopped at any point, failing only where it must."""

from dataclasses import replace

import pytest

from roadmap_sync.errors import LockedError, UnsafePlanError
from roadmap_sync.sync import Result, RunLimits, current_plan, sync
from roadmap_sync.tracker.steps import Block, CreateIssue, PutLabel, PutMilestone, SetState
from tests.memory import MemoryWorld
from tests.worlds import told

ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: P
        sections:
          - title: S
            items: [A, B]
          - title: T
            items: [{title: C, depends_on: a}, {title: D, done: true}]
      - title: Q
        items: [E]
    """


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(ROADMAP)


@pytest.fixture
def synced(world) -> MemoryWorld:
    world.sync()
    world.tracker.locks = 0
    world.tracker.reads.clear()
    world.tracker.seen.clear()
    return world


def run(world: MemoryWorld, **limits: object) -> Result:
    return sync(world.tracker, world.wanted, RunLimits(**limits))


def made(world: MemoryWorld) -> set[str]:
    return {issue.key for issue in world.tracker.issues.values()}


def test_a_run_that_creates_takes_the_lock_once(world):
    run(world)
    assert world.tracker.locks == 1


def test_a_run_with_nothing_to_do_reads_once_and_takes_no_lock(synced):
    assert run(synced).plan.changes == ()
    assert (synced.tracker.locks, synced.tracker.reads, synced.tracker.seen) == (0, [False], [])


def test_a_run_that_only_changes_takes_no_lock(synced):
    synced.edit("title: Q", "title: Q\n    goal: More")
    run(synced)
    assert (synced.tracker.locks, synced.tracker.reads) == (0, [False])


def test_a_run_that_makes_a_milestone_alone_takes_the_lock(synced):
    synced.text += "  - title: R\n"
    run(synced)
    assert synced.tracker.locks == 1


def test_under_the_lock_everything_is_read_again_and_planned_anew(world):
    other = MemoryWorld(ROADMAP)
    other.tracker = world.tracker

    def somebody_was_faster() -> None:
        world.tracker.in_lock = lambda: None
        run(other)

    world.tracker.in_lock = somebody_was_faster
    result = run(world)
    assert result.plan.changes == ()
    assert len(world.tracker.issues) == 7
    assert world.tracker.reads[-1] is True


def test_a_lock_held_by_another_run_stops_before_anything_is_written(world):
    def held() -> None:
        raise LockedError("held")

    world.tracker.in_lock = held
    with pytest.raises(LockedError):
        run(world)
    assert world.tracker.seen == []


def test_who_says_no_has_nothing_written(world):
    asked = []
    result = sync(world.tracker, world.wanted, RunLimits(), confirm=lambda plan: bool(asked.append(plan)))
    assert (len(asked), world.tracker.seen, result.done) == (1, [], 0)
    assert result.left == len(result.plan.changes)


def test_nobody_is_asked_where_there_is_nothing_to_do(synced):
    sync(synced.tracker, synced.wanted, RunLimits(), confirm=lambda _: pytest.fail("asked"))


def test_at_most_so_many_issues_are_made_and_their_parents_first(world):
    result = run(world, max_creates=3)
    assert made(world) == {"r/p/s", "r/p/t", "r/q/e"}
    assert (bool(result.left), result.failed) == (True, ())


@pytest.mark.parametrize("limit", range(1, 7))
def test_limited_runs_end_where_one_run_ends(world, limit):
    for _ in range(20):
        if not run(world, max_creates=limit).left:
            break
    whole = MemoryWorld(ROADMAP)
    whole.sync()
    assert world.plan().changes == ()
    assert {issue.key: (issue.title, issue.state, issue.labels) for issue in world.found.issues} == {
        issue.key: (issue.title, issue.state, issue.labels) for issue in whole.found.issues
    }


def test_none_may_be_made_at_all(world):
    result = run(world, max_creates=0)
    assert made(world) == set()
    assert result.left > 7
    assert len(world.tracker.milestones) == 2


@pytest.mark.parametrize("asked", range(1, 9))
def test_a_run_stops_between_groups_when_asked_to_and_the_next_goes_on(world, asked):
    answers = iter([*[False] * (asked - 1), *[True] * 20])
    result = run(world, should_stop=lambda: next(answers))
    assert result.failed == ()
    assert result.done == len(world.tracker.seen)
    world.sync()
    assert world.plan().changes == ()
    assert len(world.tracker.issues) == 7


def test_a_failure_takes_along_only_what_builds_on_it(world):
    world.tracker.fails = lambda step: "no" if isinstance(step, CreateIssue) and step.issue.key == "r/p/s" else ""
    result = run(world)
    assert [outcome.error for outcome in result.failed] == ["no"]
    assert made(world) == {"r/p/t", "r/p/t/c", "r/p/t/d", "r/q/e"}
    assert result.left == 3  # two items, and what c waits for
    world.tracker.fails = lambda _: ""
    world.sync()
    assert world.plan().changes == ()


def test_without_its_milestone_no_issue_is_made(world):
    world.tracker.fails = lambda step: "no" if isinstance(step, PutMilestone) and step.milestone.key == "r/p" else ""
    run(world)
    assert made(world) == {"r/q/e"}


def test_without_its_label_no_issue_is_made(world):
    world.edit("[E]", "[E, {title: F, tags: [core]}]")
    world.tracker.fails = lambda step: "no" if isinstance(step, PutLabel) and step.label.name == "core" else ""
    result = run(world)
    assert "r/q/e" in made(world)
    assert "r/q/f" not in made(world)
    assert len(result.failed) == 1


def test_a_colour_that_cannot_be_set_holds_up_nothing(synced):
    synced.tracker.labels["roadmap"] = replace(synced.tracker.labels["roadmap"], color="000000")
    synced.tracker.fails = lambda step: "no" if isinstance(step, PutLabel) else ""
    synced.edit("[E]", "[E, F]")
    run(synced)
    assert "r/q/f" in made(synced)


@pytest.mark.parametrize("kind", [Block, SetState])
def test_small_failures_are_made_good_by_the_next_run(world, kind):
    world.tracker.fails = lambda step: "no" if isinstance(step, kind) else ""
    assert run(world).failed
    world.tracker.fails = lambda _: ""
    world.sync()
    assert world.plan().changes == ()


def test_every_outcome_is_told_as_it_lands(world):
    told_: list[tuple[int, int]] = []
    result = sync(
        world.tracker, world.wanted, RunLimits(), watch=lambda _, through, total: told_.append((through, total))
    )
    assert [through for through, _ in told_] == list(range(1, result.done + 1))
    assert {total for _, total in told_} == {result.done}


def test_plan_shows_what_sync_then_does(world):
    shown = current_plan(world.tracker, world.wanted)
    assert run(world).plan == shown


def test_plan_reads_everything_only_where_something_would_be_made(synced):
    current_plan(synced.tracker, synced.wanted)
    assert synced.tracker.reads == [False]
    synced.edit("[E]", "[E, F]")
    current_plan(synced.tracker, synced.wanted)
    assert synced.tracker.reads == [False, False, True]


ITEMS = [f"Item {number}" for number in range(40)]


def large(items: list[str], more: str = "") -> MemoryWorld:
    return MemoryWorld(f"id: r\ntitle: T\nphases: [{{title: P, items: {items}}}]\n{more}")


@pytest.mark.parametrize(("dropped", "stops"), [(10, False), (12, False), (13, True)])
def test_the_damage_limit_is_more_than_ten_and_more_than_30_percent(dropped, stops):
    world = large(ITEMS)  # 40 issues and a milestone: 12.3
    world.sync()
    world.text = large(ITEMS[dropped:]).text
    if stops:
        with pytest.raises(UnsafePlanError, match="13 of 41"):
            run(world, prune=True)
        assert run(world, prune=True, force=True).done
    else:
        assert run(world, prune=True).done


def test_ten_of_few_are_no_damage():
    world = large(ITEMS[:11])
    world.sync()
    world.text = large(ITEMS[:1]).text
    assert run(world, prune=True).done


def test_retires_that_are_not_carried_out_are_no_damage():
    world = large(ITEMS)
    world.sync()
    world.text = large(ITEMS[:3]).text
    assert run(world).failed == ()


def retitled(word: str) -> str:
    return str([{"title": f"{title}{word}", "id": title.lower().replace(" ", "-")} for title in ITEMS])


def test_new_titles_are_damage_and_new_texts_labels_and_dates_are_not():
    world = large(ITEMS)
    world.sync()
    world.text = f"id: r\ntitle: T\nphases: [{{title: P, items: {retitled('!')}}}]"
    with pytest.raises(UnsafePlanError, match="40 of 41"):
        run(world)
    harmless = [{"title": title, "why": "Because", "tags": ["core"]} for title in ITEMS]
    world.text = f"id: r\ntitle: T\nstart: 2026-02-02\nphases: [{{title: P, when: week 1, items: {harmless}}}]"
    assert len(told(world.plan().changes)) > 40
    assert run(world).done


def test_new_parents_and_milestones_are_damage():
    world = large(ITEMS)
    world.sync()
    world.text = f"id: r\ntitle: T\nphases: [{{title: P, sections: [{{title: S, items: {ITEMS}}}]}}]"
    with pytest.raises(UnsafePlanError):
        run(world)
    world.text = f"id: r\ntitle: T\nphases: [{{title: P}}, {{title: Q, items: {ITEMS}}}]"
    with pytest.raises(UnsafePlanError, match="--force"):
        run(world)


@pytest.mark.parametrize("lost", ["milestone", "parent"])
def test_putting_back_what_was_lost_is_no_damage(lost):
    world = large(ITEMS)
    sections = f"id: r\ntitle: T\nphases: [{{title: P, sections: [{{title: S, items: {ITEMS}}}]}}]"
    world.text = sections if lost == "parent" else world.text
    world.sync()
    memory = world.tracker
    for name, issue in memory.issues.items():
        memory.issues[name] = replace(issue, **{lost: ""})
    if lost == "milestone":
        memory.milestones.clear()
    assert run(world).failed == ()
    assert told(world.plan().changes) == []


def test_a_new_id_of_the_roadmap_is_no_damage():
    world = large(ITEMS)
    world.sync()
    world.text = large(ITEMS, "was: r").text.replace("id: r", "id: other")
    assert run(world).done


def test_creates_are_no_damage():
    world = large(ITEMS[:1])
    world.sync()
    world.text = large(ITEMS).text
    assert run(world).done
