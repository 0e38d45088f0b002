"""The calendar: which day a report is for, streaks, pace, days ahead, burn-up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap_sync.tracker.activity import Activity
from tests.building import item, phase, project, roadmap
from tests.tracking import begun, commits, day, done, measured, noon, skipped

PLAN = roadmap(phase("A", items=[f"i{number}" for number in range(20)]))


class TestAsOf:
    def test_a_report_is_for_the_start_of_the_week_while_nothing_happens(self):
        assert {measured(PLAN, done("a/i0", 2), today=number).as_of for number in range(15, 22)} == {day(15)}

    def test_a_closed_item_moves_it_on(self):
        assert measured(PLAN, done("a/i0", 17), today=20).as_of == day(17)

    def test_a_commit_moves_it_on(self):
        assert measured(PLAN, activity=commits({18: 2}), today=20).as_of == day(18)

    def test_a_day_without_commits_does_not(self):
        assert measured(PLAN, activity=commits({18: 0}), today=20).as_of == day(15)

    def test_a_clock_ahead_of_ours_does_not_take_it_past_today(self):
        assert measured(PLAN, done("a/i0", 25), today=20).as_of == day(15)

    def test_the_day_is_the_learners(self):
        plan = roadmap(phase("A", items=["x"]), timezone="Pacific/Auckland")
        evening = datetime(2026, 1, 7, 12, 30, tzinfo=UTC)
        assert measured(plan, done("a/x", evening), today=5).as_of == date(2026, 1, 8)


class TestStreak:
    def test_days_with_a_commit_or_a_closed_item_are_active(self):
        streak = measured(PLAN, done("a/i0", 3), activity=commits({1: 1, 2: 4, 9: 1}), today=9).streak
        assert (streak.active_days, streak.longest, streak.current, streak.last_active) == (4, 3, 1, day(9))

    def test_a_streak_lives_through_the_next_day(self):
        assert measured(PLAN, activity=commits({6: 1, 7: 1}), today=8).streak.current == 2

    def test_a_streak_ends_after_a_day_without(self):
        streak = measured(PLAN, activity=commits({5: 1, 6: 1}), today=8).streak
        assert (streak.current, streak.longest) == (0, 2)

    def test_skipping_is_no_activity_but_what_was_done_and_reopened_was(self):
        again = begun("a/i1")
        closed = type(again.found)(id="2", number=2, closed_times=(noon(4),), reopened_times=(noon(5),))
        reopened = type(again)(key=again.key, title="i1", found=closed)
        found = measured(PLAN, skipped("a/i0", 2), reopened, today=7)
        assert found.closings_by_day == {day(4): 1}
        assert found.streak.active_days == 1

    def test_an_item_closed_twice_a_day_is_one_closing(self):
        found = measured(PLAN, done("a/i0", 4, closed_times=(noon(4), noon(4) + timedelta(hours=1))), today=7)
        assert found.closings_by_day == {day(4): 1}

    def test_a_late_evening_belongs_to_the_learners_day(self):
        plan = roadmap(phase("A", items=["x", "y"]), timezone="America/New_York")
        late = done("a/x", datetime(2026, 1, 7, 3, 0, tzinfo=UTC))
        found = measured(plan, late, done("a/y", datetime(2026, 1, 7, 23, 0, tzinfo=UTC)), today=7)
        assert found.streak.longest == 2

    def test_nothing_yet_is_no_streak(self):
        streak = measured(PLAN).streak
        assert (streak.current, streak.longest, streak.last_active) == (0, 0, None)


class TestPace:
    WORK = roadmap(phase("A", items=[item(f"i{number}", effort="3h") for number in range(40)]), pace="10h")

    def closed(self, per_week: list[int]):
        """So many items closed on the Wednesday of each week."""
        weeks = [number for number, count in enumerate(per_week) for _ in range(count)]
        return [done(f"a/i{index}", 7 * week + 3) for index, week in enumerate(weeks)]

    def test_velocity_is_an_average_week(self):
        pace = measured(self.WORK, *self.closed([1, 2, 3]), today=22).pace
        assert (pace.items_a_week, pace.hours_a_week, pace.weeks, pace.planned_hours_a_week) == (2.0, 6.0, 3, 10.0)

    def test_weeks_off_are_left_out(self):
        assert measured(self.WORK, *self.closed([2, 0, 0, 4]), today=29).pace.items_a_week == 3.0

    def test_a_week_with_commits_alone_is_a_week_of_work(self):
        pace = measured(self.WORK, *self.closed([2]), activity=commits({8: 1}), today=15).pace
        assert (pace.items_a_week, pace.weeks) == (1.0, 2)

    def test_commits_before_the_start_are_no_work_on_the_roadmap(self):
        pace = measured(self.WORK, *self.closed([2]), activity=commits({-20: 5}), today=8).pace
        assert (pace.items_a_week, pace.weeks) == (2.0, 1)

    def test_only_the_last_eight_weeks_of_work_count(self):
        pace = measured(self.WORK, *self.closed([16, *[1] * 8]), today=64).pace
        assert (pace.items_a_week, pace.weeks) == (1.0, 8)

    def test_the_running_week_counts_only_while_there_is_no_other(self):
        assert measured(self.WORK, *self.closed([2]), today=4).pace.items_a_week == 2.0
        assert measured(self.WORK, *self.closed([2, 9]), today=11).pace.items_a_week == 2.0

    def test_before_any_work_the_pace_is_the_planned_one_alone(self):
        pace = measured(self.WORK).pace
        assert (pace.weeks, pace.hours_a_week, pace.planned_hours_a_week) == (0, 0.0, 10.0)


class TestDaysAhead:
    """Four items, due at the ends of weeks 1 to 4."""

    WORK = roadmap(phase("A", items=[item(f"i{number}", when=f"week {number}") for number in range(1, 5)]))

    def ahead(self, finished: int, today: int, on: int = 1) -> int | None:
        return measured(self.WORK, *(done(f"a/i{n + 1}", on) for n in range(finished)), today=today).days_ahead

    def test_whoever_has_done_what_is_due_is_on_time(self):
        assert self.ahead(0, today=1) == 0
        assert self.ahead(1, today=8, on=8) == 0
        assert self.ahead(2, today=15, on=14) == 0

    def test_on_the_day_itself_nobody_is_behind(self):
        assert self.ahead(1, today=14, on=14) == 0

    def test_behind_counts_from_the_target_that_was_missed(self):
        assert self.ahead(0, today=8) == -1
        assert self.ahead(1, today=22) == 14 - 22

    def test_ahead_counts_to_the_target_already_met(self):
        assert self.ahead(2, today=3, on=3) == 14 - 3

    def test_once_all_is_done_the_last_day_of_work_is_compared(self):
        assert self.ahead(4, today=100, on=21) == 7

    def test_hours_weigh_where_every_item_has_them(self):
        items = [item("x", when="week 1", effort="1h"), item("y", when="week 2", effort="9h")]
        plan = roadmap(phase("A", items=items))
        assert measured(plan, done("a/y", 8), today=8).days_ahead == 14 - 8

    def test_without_dates_nobody_is_ahead_or_behind(self):
        assert measured(PLAN, done("a/i0")).days_ahead is None

    def test_what_does_not_count_makes_nobody_late(self):
        late = item("x", when="week 1", tags=["optional"])
        plan = roadmap(phase("A", items=[late, item("y", when="week 3")]))
        assert measured(plan, today=15).days_ahead == 0


class TestBurnUp:
    WORK = roadmap(phase("A", items=[item("x", when="week 1"), item("y", when="weeks 2-3"), item("z", when="week 4")]))

    def test_plan_and_work_grow_week_by_week(self):
        points = measured(self.WORK, done("a/x", 5), done("a/y", 16), today=17).burn_up
        assert [point.day for point in points] == [day(number) for number in (1, 8, 15, 16, 22, 28)]
        assert [point.planned for point in points] == [0, 1, 1, 1, 2, 3]
        assert [point.done for point in points] == [0, 1, 1, 2, None, None]
        assert {point.total for point in points} == {3}

    def test_what_was_done_on_no_known_day_is_there_from_the_start(self):
        known = roadmap(phase("A", when="weeks 1-2", items=[item("x", done=True), item("y")]))
        first = done("a/x", noon(8), created_at=noon(8))
        assert measured(known, first, today=8).burn_up[0].done == 1

    def test_without_dates_there_is_no_plan(self):
        points = measured(PLAN, done("a/i0", 2), done("a/i1", 16), today=16).burn_up
        assert {point.planned for point in points} == {None}
        assert points[-1].done == 2

    def test_work_beyond_the_plan_is_drawn_to_its_day(self):
        points = measured(self.WORK, done("a/x", 50), today=51).burn_up
        assert (points[-1].day, points[-1].planned, points[-1].done) == (day(50), 3, 1)

    def test_an_empty_roadmap_has_a_burn_up_of_nothing(self):
        assert {point.total for point in measured(roadmap(phase("A"))).burn_up} == {0}


class TestCommits:
    def test_all_commits_since_the_start_are_counted_and_the_last_year_is_shown(self):
        activity = Activity(
            commits_by_day={day(1): 3, day(500): 2, day(501): 0},
            commits_by_week={day(1): 3, day(498): 2},
            source="git log",
        )
        found = measured(PLAN, activity=activity, today=501)
        assert (found.commits, found.commits_source) == (5, "git log")
        assert found.commits_by_day == {day(500): 2}


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2020, 2, 29), date(2400, 1, 1)])
def test_any_day_will_do(today):
    found = measured(roadmap(phase("A", when="week 1", items=["x"], projects=[project("p")])), today=today)
    assert found.as_of <= today
