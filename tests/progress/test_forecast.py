"""Forecasts: when it will be finished, and when nothing can be said."""

from __future__ import annotations

import math
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.progress.forecast import sample_of
from roadmap_sync.progress.pace import Week
from roadmap_sync.progress.resampling import HORIZON, Capacity, quantile, trend, weeks_needed, weeks_range
from tests.building import item, phase, roadmap
from tests.tracking import commits, day, done, measured

PLAN = roadmap(
    phase("A", items=[item(f"i{number}", effort="2h") for number in range(30)]),
    phase("B", items=[item(f"j{number}", effort="2h") for number in range(30)]),
)


def weekly(per_week: list[int]):
    weeks = [number for number, count in enumerate(per_week) for _ in range(count)]
    return [done(f"a/i{index}", 7 * week + 3) for index, week in enumerate(weeks)]


def forecast(per_week: list[int], *, today: int | None = None, plan=PLAN, **more):
    return measured(plan, *weekly(per_week), today=today or 7 * len(per_week) + 1, **more).forecasts


def test_a_steady_learner_is_told_a_date_for_the_phase_and_for_the_whole():
    phase_a, whole = forecast([3] * 6)
    assert (phase_a.title, whole.title) == ("A", "A roadmap")
    assert phase_a.likely == phase_a.safe == day(43) + timedelta(weeks=4)
    assert whole.likely == day(43) + timedelta(weeks=14)
    assert not whole.reason


def test_a_fitful_learner_is_told_a_range():
    _, whole = forecast([0, 6, 0, 1, 8, 0, 2])
    assert whole.likely < whole.safe


def test_the_same_history_gives_the_same_forecast():
    assert forecast([1, 2, 0, 4, 3]) == forecast([1, 2, 0, 4, 3])


def test_before_four_weeks_are_over_nothing_is_said():
    _, whole = forecast([3, 3, 3])
    assert (whole.likely, whole.safe) == (None, None)
    assert whole.reason == "no forecast yet: it takes 4 weeks, 3 are over"
    assert forecast([])[1].reason == "no forecast yet: it takes 4 weeks, 0 are over"


def test_weeks_in_which_nothing_was_finished_tell_nothing():
    reason = forecast([3], today=50, activity=commits({50: 1}))[1].reason
    assert reason == "no forecast yet: it takes 2 weeks with finished work"


def test_the_running_week_is_no_week_of_the_sample():
    assert forecast([3, 3, 3, 9], today=25)[1].reason


def test_weeks_off_are_taken_as_they_come():
    without, with_weeks_off = forecast([4] * 6)[1], forecast([4, 0, 4, 0, 4, 0])[1]
    assert with_weeks_off.likely > without.likely


def test_announced_holidays_behind_us_do_not_slow_the_forecast():
    off = roadmap(*PLAN.phases, holidays=["2026-01-12..2026-01-25"])
    announced, idle = forecast([4, 0, 0, 4, 4, 4], plan=off)[1], forecast([4, 0, 0, 4, 4, 4])[1]
    assert announced.likely < idle.likely


def test_announced_holidays_ahead_of_us_push_the_forecast():
    first = day(44)
    off = roadmap(*PLAN.phases, holidays=[f"{first}..{first + timedelta(days=27)}"])
    assert forecast([3] * 6, plan=off)[1].likely == forecast([3] * 6)[1].likely + timedelta(weeks=4)


def test_one_phase_alone_has_one_forecast():
    alone = roadmap(PLAN.phases[0])
    assert [one.title for one in forecast([3] * 5, plan=alone)] == ["A roadmap"]


def test_what_is_finished_has_no_forecast():
    small = roadmap(phase("A", items=["i0", "i1"]))
    assert forecast([1, 1], today=60, plan=small) == ()
    assert forecast([], plan=roadmap(phase("A"))) == ()


def test_the_target_of_the_plan_stands_beside_the_forecast():
    plan = roadmap(phase("A", when="weeks 1-2", items=["i0"]), phase("B", when="weeks 3-4", items=["x"]))
    assert [one.target for one in forecast([], plan=plan)] == [day(14), day(28)]


def test_where_some_work_has_no_day_no_planned_day_stands_beside_the_whole():
    plan = roadmap(phase("A", when="weeks 1-2", items=["i0"]), phase("B", when="ongoing", items=["x"]))
    assert [one.target for one in forecast([], plan=plan)] == [day(14), None]


def test_a_pace_of_many_years_is_said_so():
    large = roadmap(phase("A", items=[f"i{number}" for number in range(10)]), phase("B", effort="1h"))
    slow = roadmap(large.phases[0], phase("B", items=[f"j{number}" for number in range(2_000)]))
    whole = forecast([1, 0, 1, 0, 1], plan=slow)[1]
    assert (whole.likely, whole.safe, whole.reason) == (None, None, "at this pace more than 10 years")


def test_an_idle_week_counts_and_a_mostly_announced_one_does_not():
    weeks = [
        Week(monday=day(1), weight=5, active=True),
        Week(monday=day(8)),
        Week(monday=day(15), workdays=3),
        Week(monday=day(22), weight=2, active=True, workdays=0),
    ]
    assert sample_of(weeks) == (5, 0.0, 2)


def test_nothing_ever_finished_takes_for_ever():
    assert set(weeks_needed([0.0, 0.0], 5.0, Capacity(), draws=5)) == {math.inf}


def test_a_quantile_is_a_number_that_so_many_futures_do_not_exceed():
    assert [quantile(range(1, 101), share) for share in (0.01, 0.5, 0.85, 1.0)] == [1, 50, 85, 100]
    assert quantile([7], 0.5) == 7


amounts = st.lists(st.floats(0, 20), min_size=4, max_size=12)


@settings(max_examples=50, deadline=None)
@given(amounts, st.floats(0.1, 200))
def test_no_future_is_faster_than_the_best_week_again_and_again(sample, left):
    fastest = left / max(sample) if max(sample) else math.inf
    found = weeks_needed(sample, left, Capacity(), draws=20)
    assert found == sorted(found)
    assert all(fastest - 1e-6 <= weeks for weeks in found)
    assert all(weeks <= HORIZON or math.isinf(weeks) for weeks in found)


def test_more_work_takes_more_weeks_to_the_part_of_a_week():
    weeks = [weeks_needed([10.0] * 4, left, Capacity(), draws=5)[0] for left in (1.0, 10.0, 11.0, 95.0)]
    assert weeks == pytest.approx([0.1, 1, 1.1, 9.5])


def test_a_date_lies_inside_the_last_week_not_at_its_end():
    plan = roadmap(phase("A", items=[item(f"i{number}", effort="2h") for number in range(22)]))
    (whole,) = forecast([3] * 6, plan=plan)
    assert whole.likely == day(43) + timedelta(days=10)  # 4 of 3 a week: a week and a third


def test_a_first_week_that_began_after_its_monday_is_left_out_of_the_sample():
    weeks = [Week(monday=day(1), weight=1, active=True, whole=False), Week(monday=day(8), weight=5, active=True)]
    assert sample_of(weeks) == (5,)


def test_a_start_on_a_thursday_does_not_slow_the_forecast():
    begun = [done(f"a/i{number}", 5) for number in range(1)]
    later = [done(f"a/i{1 + number}", 8 + 7 * (number // 3)) for number in range(12)]
    plan = roadmap(*PLAN.phases, start=day(4))
    assert measured(plan, *begun, *later, today=36).forecasts[1].likely == day(36) + timedelta(days=7 * 47 / 3 + 1)


def test_becoming_slower_is_a_trend_and_moves_the_safe_date_alone():
    slowing = [10.0] * 8 + [8.0, 7.0, 6.0, 5.0, 4.0, 4.0, 3.0, 3.0]
    plain = weeks_needed(slowing, 100, Capacity())
    found = weeks_range(slowing, 100, Capacity())
    assert trend(slowing) == -1
    assert found.likely == quantile(plain, 0.5)
    assert found.safe > quantile(plain, 0.85)


def test_becoming_faster_is_a_trend_and_moves_the_likely_date_alone():
    speeding = ([10.0] * 8 + [8.0, 7.0, 6.0, 5.0, 4.0, 4.0, 3.0, 3.0])[::-1]
    plain = weeks_needed(speeding, 100, Capacity())
    found = weeks_range(speeding, 100, Capacity())
    assert trend(speeding) == 1
    assert found.likely < quantile(plain, 0.5)
    assert found.safe == quantile(plain, 0.85)


@pytest.mark.parametrize("weeks", [[5.0] * 30, [0.0] * 30, [10.0, 1.0] * 5])
def test_equal_weeks_and_few_weeks_are_no_trend(weeks):
    assert trend(weeks) == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0, 20), min_size=12, max_size=20), st.floats(1, 100))
def test_a_trend_never_narrows_the_range(sample, left):
    plain = weeks_needed(sample, left, Capacity(), draws=50)
    found = weeks_range(sample, left, Capacity(), draws=50)
    assert found.likely <= quantile(plain, 0.5)
    assert found.safe >= quantile(plain, 0.85)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_holidays_take_their_share_of_the_weeks(share):
    found = weeks_needed([10.0] * 4, 40.0, Capacity((share,) * 4), draws=5)
    assert found[0] == 8 - 8 * share / 2
