"""Habits and criteria: a check-in a period, closed when it ends; criteria judged with evidence."""

from datetime import date

import pytest

from roadmap_sync.desired.checklists import checkins_due
from roadmap_sync.desired.issues import Desired, desired_state
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Frequency
from roadmap_sync.schedule.periods import period
from roadmap_sync.tracker.state import IssueState, State
from tests.memory import MemoryWorld
from tests.worlds import told

HABITS = """
    id: r
    title: Learning
    phases: [{title: P, items: [A]}]
    habits:
      - {title: Code, every: day}
      - {title: Dev log, every: week}
      - {title: Look back, every: month}
      - {title: Talk to somebody, every: quarter}
    """


@pytest.fixture
def world() -> MemoryWorld:
    made = MemoryWorld(HABITS, today=date(2026, 3, 29))
    made.sync()
    return made


def on(world: MemoryWorld, day: date) -> list[str]:
    world.today = day
    return [change.replace("issue r/~checkin/", "") for change in told(world.plan().changes)]


@pytest.mark.parametrize(
    ("every", "day", "name", "first", "last"),
    [
        (Frequency.DAY, "2026-01-07", "2026-W02", "2026-01-05", "2026-01-11"),
        (Frequency.WEEK, "2027-01-03", "2026-W53", "2026-12-28", "2027-01-03"),
        (Frequency.WEEK, "2024-12-31", "2025-W01", "2024-12-30", "2025-01-05"),
        (Frequency.MONTH, "2026-02-28", "2026-02", "2026-02-01", "2026-02-28"),
        (Frequency.MONTH, "2026-12-01", "2026-12", "2026-12-01", "2026-12-31"),
        (Frequency.QUARTER, "2026-12-31", "2026-Q4", "2026-10-01", "2026-12-31"),
        (Frequency.QUARTER, "2026-01-01", "2026-Q1", "2026-01-01", "2026-03-31"),
    ],
)
def test_periods_have_names_and_days(every, day, name, first, last):
    found = period(every, date.fromisoformat(day))
    assert (found.name, str(found.first), str(found.last)) == (name, first, last)


def test_there_is_one_check_in_a_week_a_month_and_a_quarter(world):
    assert {issue.key for issue in world.found.issues} == {
        "r/p/a",
        "r/~checkin/week/2026-W13",
        "r/~checkin/month/2026-03",
        "r/~checkin/quarter/2026-Q1",
    }
    boxes = world.issue("r/~checkin/week/2026-W13").region
    assert boxes.count("- [ ] Code: ") == 7
    assert boxes.count("- [ ] Dev log") == 1


def test_the_next_day_of_a_period_changes_nothing():
    world = MemoryWorld(HABITS, today=date(2026, 3, 23))
    world.sync()
    assert on(world, date(2026, 3, 29)) == []


def test_a_new_week_closes_the_last_one_and_opens_its_own(world):
    assert on(world, date(2026, 3, 30)) == ["+ week/2026-W14", "~ week/2026-W13 state"]


def test_a_new_quarter_is_a_new_month_too(world):
    assert on(world, date(2026, 4, 1)) == [
        "+ week/2026-W14",
        "+ month/2026-04",
        "+ quarter/2026-Q2",
        "~ month/2026-03 state",
        "~ quarter/2026-Q1 state",
        "~ week/2026-W13 state",
    ]


def test_the_turn_of_the_year_closes_what_was(world):
    world.today = date(2026, 12, 31)
    world.sync()
    changes = on(world, date(2027, 1, 4))
    assert {"~ week/2026-W53 state", "~ month/2026-12 state", "~ quarter/2026-Q4 state"} <= {*changes}
    assert not [change for change in changes if change.startswith("-")]


def test_weeks_that_nobody_synced_are_not_made_up(world):
    world.today = date(2026, 5, 20)
    world.sync()
    weeks = {issue.key for issue in world.found.issues if "/week/" in issue.key}
    assert weeks == {"r/~checkin/week/2026-W13", "r/~checkin/week/2026-W21"}
    assert world.plan().changes == ()


def test_ticks_of_a_past_week_stay_and_it_is_closed_once(world):
    name = world.id("r/~checkin/week/2026-W13")
    world.tracker.tick(name, "dev-log")
    world.today = date(2026, 3, 30)
    world.sync()
    assert world.tracker.issues[name].state is IssueState.COMPLETED
    assert "- [x] Dev log" in world.tracker.issues[name].region
    world.tracker.reopen(name)
    world.tracker.close(name, IssueState.NOT_PLANNED)
    assert world.plan(prune=True).changes == ()


def test_a_habit_that_is_gone_leaves_its_ticks_in_the_running_check_in(world):
    name = world.id("r/~checkin/week/2026-W13")
    world.tracker.tick(name, "dev-log")
    world.edit("  - {title: Dev log, every: week}\n", "")
    world.sync()
    assert "- [x] ~~Dev log~~" in world.tracker.issues[name].region
    assert world.plan().changes == ()


def test_without_habits_the_running_check_in_is_retired_and_past_ones_stay(world):
    world.today = date(2026, 3, 30)
    world.sync()
    world.text = world.text[: world.text.index("habits:")]
    assert on(world, date(2026, 3, 31)) == ["- month/2026-03", "- quarter/2026-Q1", "- week/2026-W14"]


def test_before_the_start_there_is_no_check_in():
    roadmap = load_text(MemoryWorld(HABITS).text + "start: 2026-04-06\n", "r.yaml")
    assert checkins_due(roadmap, date(2026, 4, 5)) == ()
    assert [span.leaf for span in checkins_due(roadmap, date(2026, 4, 6))] == [
        "week/2026-W15",
        "month/2026-04",
        "quarter/2026-Q2",
    ]


def test_habits_have_their_own_first_and_last_days():
    habit = "{title: Log, every: week, since: 2026-01-12, until: 2026-01-20}"
    text = f"id: r\ntitle: T\nphases: [{{title: P}}]\nhabits: [{habit}]"
    roadmap = load_text(text, "r.yaml")
    due = [day for day in (4, 11, 12, 20, 25, 26) if checkins_due(roadmap, date(2026, 1, day))]
    assert due == [12, 20, 25]


CRITERIA = """
    id: r
    title: Learning
    phases: [{title: P, items: [A], done_when: [{commits: 30}, Can explain it]}]
    """


def judged(world: MemoryWorld, evidence: str | None) -> None:
    """From now on the tool finds the first criterion reached with that evidence, or not reached."""
    roadmap = load_text(world.text, "r.yaml")

    def wanted(_observed: State | None = None) -> Desired:
        met = {"r/p/~done-when": {"30-commits": evidence}} if evidence else {}
        return desired_state(roadmap, world.today, board=False, met=met)

    world.wanted = wanted


def test_a_criterion_that_the_tool_judges_is_ticked_with_its_evidence_and_not_written_again():
    world = MemoryWorld(CRITERIA)
    world.sync()
    judged(world, "31 commits on main")
    assert told(world.plan().changes) == ["~ issue r/p/~done-when region"]
    world.sync()
    assert "- [x] 30 commits — 31 commits on main <!-- id:30-commits judged -->" in world.issue("r/p/~done-when").region
    judged(world, "45 commits on main")
    assert world.plan().changes == ()


def test_a_criterion_that_is_no_longer_reached_loses_its_tick():
    world = MemoryWorld(CRITERIA)
    judged(world, "31 commits")
    world.sync()
    judged(world, None)
    assert told(world.plan().changes) == ["~ issue r/p/~done-when region"]


def test_people_cannot_tick_what_the_tool_judges_but_all_else():
    world = MemoryWorld(CRITERIA)
    world.sync()
    name = world.id("r/p/~done-when")
    world.tracker.tick(name, "30-commits")
    world.tracker.tick(name, "can-explain-it")
    assert told(world.plan().changes) == ["~ issue r/p/~done-when region"]
    world.sync()
    region = world.tracker.issues[name].region
    assert "- [ ] 30 commits" in region
    assert "- [x] Can explain it" in region


def test_evidence_cannot_break_out_of_its_line():
    world = MemoryWorld(CRITERIA)
    judged(world, "by @mallory\n<!-- roadmap-sync:end -->\n# fixes #1")
    world.sync()
    body = world.issue("r/p/~done-when").found.body
    assert body.count("<!-- roadmap-sync:end -->") == 1
    assert "@mallory" not in body
    assert world.plan().changes == ()


def test_the_issue_of_criteria_is_closed_and_reopened_by_people_alone():
    world = MemoryWorld(CRITERIA)
    world.sync()
    world.finish("r/p/~done-when")
    assert world.plan().changes == ()
    world.tracker.reopen(world.id("r/p/~done-when"))
    assert world.plan().changes == ()
