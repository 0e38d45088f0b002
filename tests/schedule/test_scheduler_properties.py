"""What holds for the dates of any roadmap."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import Outline, OutlineLevel, outline
from roadmap_sync.roadmap.timespans import DateRange
from roadmap_sync.schedule.scheduler import days_of, schedule
from roadmap_sync.schedule.workdays import EVERY_DAY, Workdays
from tests.generating import roadmaps

few = settings(max_examples=40, deadline=None)


def own_days(laid: Outline, key: str) -> DateRange | None:
    value = laid.by_key[key].value
    return days_of(getattr(value, "when", None), laid.roadmap.start)


@few
@given(roadmaps())
def test_every_key_has_dates_and_none_ends_before_it_starts(found: Roadmap):
    laid = outline(found)
    dates = schedule(laid)
    assert set(dates) == set(laid.by_key)
    assert all(one.start <= one.target for one in dates.values() if one.start and one.target)
    assert all(one.start for one in dates.values() if one.target)


@few
@given(roadmaps())
def test_a_time_of_its_own_always_wins(found: Roadmap):
    laid = outline(found)
    for key, dates in schedule(laid).items():
        if own := own_days(laid, key):
            assert (dates.start, dates.target) == (own.start, own.end)


@few
@given(roadmaps())
def test_parts_lie_inside_what_has_derived_dates(found: Roadmap):
    laid = outline(found)
    dates = schedule(laid)
    for key, part in dates.items():
        around = dates.get(keys.parent(key))
        if around and around.target and part.target and not own_days(laid, keys.parent(key)):
            assert around.start <= part.start
            assert part.target <= around.target


@few
@given(roadmaps(explicit=False))
def test_what_is_derived_comes_after_what_it_depends_on(found: Roadmap):
    laid = outline(found)
    dates = schedule(laid)
    for entry in laid.entries:
        needs = () if entry.level is OutlineLevel.OPTION else entry.value.depends_on
        for key in needs:
            needed = laid.by_key[key]
            nested = f"{key}/".startswith(f"{entry.key}/") or f"{entry.key}/".startswith(f"{key}/")
            if nested or (needed.option and needed.section == entry.section):  # alternatives run side by side
                continue
            if dates[key].target and dates[entry.key].start:
                assert dates[key].target <= dates[entry.key].start


@few
@given(roadmaps(explicit=False))
def test_nothing_derived_begins_before_the_start_or_on_a_holiday(found: Roadmap):
    for dates in schedule(outline(found)).values():
        if dates.start:
            assert dates.start >= found.start
            assert not any(dates.start in off or dates.target in off for off in found.holidays)


ranges = st.builds(
    lambda first, length: DateRange(first, first + timedelta(days=length)),
    st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    st.integers(0, 20),
)


@given(st.lists(ranges, max_size=5), st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(0, 60))
def test_counting_workdays_undoes_stepping_through_them(holidays, first, number):
    days = Workdays.without(holidays)
    reached = days.nth(first, number)
    assert days.count(first, reached) == number + 1
    assert not any(reached in off for off in holidays)


@given(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.integers(0, 60))
def test_without_holidays_every_day_is_a_workday(first, number):
    assert EVERY_DAY.nth(first, number) == first + timedelta(days=number)
