"""The look at a cohort: who stands first and why, phases, ranges, and what this week brought."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap_sync.cohort.attention import Reason
from roadmap_sync.cohort.result import LearnerResult
from tests.cohort.building import MONDAY, TODAY, look, phase, result


def reasons(made: LearnerResult, today: date = TODAY, **more: object) -> list[tuple[Reason, int]]:
    (row,) = look(made, today=today, **more).rows
    return [(sign.reason, sign.days) for sign in row.signs]


def test_who_is_on_plan_and_active_needs_no_look() -> None:
    assert reasons(result()) == []


@pytest.mark.parametrize(("days", "found"), [(-14, []), (-15, [(Reason.BEHIND, 15)]), (40, [])])
def test_behind_is_more_than_two_weeks(days: int, found: list[object]) -> None:
    assert reasons(result(days_ahead=days)) == found


def test_silent_is_more_than_two_weeks_without_activity() -> None:
    assert reasons(result(last_activity=MONDAY - timedelta(days=14))) == []
    assert reasons(result(last_activity=MONDAY - timedelta(days=15))) == [(Reason.SILENT, 15)]


def test_silence_counts_from_the_start_of_the_learner_or_the_cohort() -> None:
    silent = result(0, last_activity=None, start=None)
    assert reasons(silent) == []
    assert reasons(silent, start=date(2026, 1, 5)) == [(Reason.SILENT, 56)]
    assert reasons(silent, start=date(2026, 3, 1)) == []


def test_stuck_is_longer_in_a_phase_than_its_plan() -> None:
    planned = {"start": date(2026, 1, 5), "target": date(2026, 1, 18)}
    begun = phase("python", 4, began_on=date(2026, 2, 1), **planned)
    assert reasons(result(4, phases=(begun,))) == [(Reason.STUCK, 16)]
    late = phase("python", 4, began_on=date(2026, 2, 20), **planned)
    assert reasons(result(4, phases=(late,))) == []
    dateless = phase("python", 4, began_on=date(2025, 2, 1))
    assert reasons(result(4, phases=(dateless,))) == []


def test_a_result_of_more_than_two_weeks_ago_is_not_running_and_its_days_are_not_used() -> None:
    old = result(as_of=MONDAY - timedelta(days=15), days_ahead=-60)
    assert reasons(old) == [(Reason.NOT_RUNNING, 15)]
    (row,) = look(old).rows
    assert row.days_ahead is None


def test_who_has_finished_needs_no_look_however_long_ago() -> None:
    assert reasons(result(30, as_of=date(2025, 1, 6), last_activity=date(2025, 1, 6))) == []


def test_those_who_need_a_look_stand_first() -> None:
    shown = look(
        result(30),
        result(days_ahead=5),
        result(),
        "it is private or not there",
        result(as_of=date(2026, 1, 1)),
        result(days_ahead=-20),
        result(days_ahead=-30),
        result(days_ahead=-20, last_activity=date(2026, 2, 1)),
    )
    assert [row.learner.shown for row in shown.rows] == [f"learner-{number}" for number in (7, 6, 5, 4, 3, 2, 1, 0)]


def test_the_day_moves_weekly_while_nothing_is_new() -> None:
    quiet = result(as_of=date(2026, 2, 23))
    assert [look(quiet, today=TODAY + timedelta(days=days)).day for days in (0, 3, 4)] == [
        MONDAY,
        MONDAY,
        date(2026, 3, 9),
    ]


def test_phases_say_how_many_began_finished_and_are_stuck() -> None:
    stuck = phase("web", 1, began_on=date(2026, 1, 1), start=date(2026, 1, 5), target=date(2026, 1, 9))
    shown = look(result(0), result(12), result(30), result(11, phases=(phase("python", 10), stuck)))
    rows = [(row.title, row.learners, row.begun, row.finished, row.stuck) for row in shown.phases]
    assert rows == [("Python", 4, 3, 3, 0), ("Web", 4, 3, 1, 1), ("Ship it", 3, 1, 1, 0)]


def test_ranges_and_places_hold_everybody_once() -> None:
    shown = look(result(0), result(2), result(29), result(30), "gone")
    assert shown.ranges == (2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)
    assert shown.places == (("python", 2), ("web", 0), ("ship", 1), ("", 1))


def test_changes_are_those_of_this_week_against_the_last() -> None:
    fresh = result(
        10, phases=(phase("python", 10, began_on=date(2026, 1, 6), finished_on=MONDAY), phase("web", 1, began_on=TODAY))
    )
    old_week = result(weeks=())
    shown = look(fresh, old_week)
    assert (shown.changes.done, shown.changes.done_before, shown.changes.active) == (2, 3, 1)
    assert (shown.changes.begun, shown.changes.finished) == ({"web": 1}, {"python": 1})


def test_what_the_most_are_working_on_leaves_out_those_not_running() -> None:
    shown = look(result(12), result(13), result(2), result(2, as_of=date(2026, 1, 1)))
    assert shown.working_on == (("web", 2), ("python", 1))
