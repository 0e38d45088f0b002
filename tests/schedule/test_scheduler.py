"""Dates: when phases, sections and items begin and end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap_sync.roadmap.model import EntryPoint
from roadmap_sync.roadmap.timespans import By
from roadmap_sync.schedule.scheduler import Dates, by_date, schedule
from tests.building import START, item, laid_out, option, phase, project, roadmap, section


def day(number: int) -> date:
    """The day of that number of a roadmap that starts on 2026-01-05, a Monday."""
    return START + timedelta(days=number - 1)


def dated(*phases, **more):
    """Dates by keys without the roadmap's id."""
    return {key.removeprefix("r/"): found for key, found in schedule(laid_out(*phases, **more)).items()}


def days(first: int, last: int) -> Dates:
    return Dates(day(first), day(last))


def test_without_a_start_nothing_has_dates():
    found = dated(phase("A", when="weeks 1-4", items=["a"]), phase("B", lasts="2 weeks"), start=None, pace="10h")
    assert set(found.values()) == {Dates()}


def test_without_a_start_days_of_the_calendar_still_hold():
    found = dated(phase("A", when="2026-03-02..2026-03-08", items=["a"]), phase("B", lasts="2 weeks"), start=None)
    assert found["a"] == Dates(date(2026, 3, 2), date(2026, 3, 8))
    assert found["b"] == Dates(date(2026, 3, 9), date(2026, 3, 22))


def test_without_any_hint_of_time_there_are_no_dates():
    assert set(dated(phase("A", items=["a", "b"]), phase("B")).values()) == {Dates()}


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("week 1", date(2026, 1, 5), date(2026, 1, 11)),
        ("weeks 2-3", date(2026, 1, 12), date(2026, 1, 25)),
        ("day 3", date(2026, 1, 7), date(2026, 1, 7)),
        ("days 1-5", date(2026, 1, 5), date(2026, 1, 9)),
        ("months 0-3", date(2026, 1, 5), date(2026, 4, 4)),
        ("months 1-3", date(2026, 1, 5), date(2026, 4, 4)),
        ("months 3-6", date(2026, 3, 5), date(2026, 7, 4)),
        ("year 2", date(2027, 1, 5), date(2028, 1, 4)),
        ("2026-02-01..2026-02-14", date(2026, 2, 1), date(2026, 2, 14)),
        ("2026-02-01", date(2026, 2, 1), date(2026, 2, 1)),
    ],
)
def test_a_time_counts_from_the_start_with_both_ends_inside(when, first, last):
    assert dated(phase("A", when=when))["a"] == Dates(first, last)


def test_months_from_the_31st_end_with_shorter_months():
    found = dated(phase("A", when="month 1"), phase("B", when="month 2"), start=date(2026, 1, 31))
    assert found["a"] == Dates(date(2026, 1, 31), date(2026, 2, 27))
    assert found["b"] == Dates(date(2026, 2, 28), date(2026, 3, 30))


def test_phases_may_overlap():
    found = dated(phase("A", when="months 1-2"), phase("B", when="months 2-3"))
    assert found["b"].start < found["a"].target


def test_a_range_of_weeks_lasts_its_middle_after_the_phase_before():
    found = dated(phase("A", when="week 1"), phase("B", lasts="4-6 weeks"), phase("C", lasts="10 days"))
    assert found["b"] == days(8, 7 + 35)
    assert found["c"] == days(43, 52)


def test_months_last_as_long_as_the_calendar_says():
    found = dated(phase("A", lasts="1 month"), phase("B", lasts="1-2 months"), phase("C", lasts="1 year"))
    assert found["a"].target == date(2026, 2, 4)
    assert found["b"] == Dates(date(2026, 2, 5), date(2026, 3, 19))
    assert found["c"] == Dates(date(2026, 3, 20), date(2027, 3, 19))


def test_a_duration_starts_after_what_it_depends_on_beside_the_phase_before():
    found = dated(phase("A", lasts="1 week"), phase("B", lasts="3 weeks"), phase("C", lasts="1 week", depends_on=["a"]))
    assert found["c"] == days(8, 14)


def test_a_phase_may_depend_on_one_that_stands_below_it():
    found = dated(phase("A", lasts="1 week", depends_on=["b"]), phase("B", lasts="2 weeks"))
    assert (found["b"], found["a"]) == (days(1, 14), days(15, 21))


def test_hours_take_as_long_as_the_pace_says():
    found = dated(phase("A", effort="20h"), phase("B", effort="25-35h"), pace="10-20h")
    assert found["a"] == days(1, 10)  # 20 hours at 15 a week are 9.3 days
    assert found["b"] == days(11, 24)


def test_hours_without_a_pace_give_no_dates():
    assert dated(phase("A", effort="20h"))["a"] == Dates()


def test_the_hours_of_projects_come_on_top_of_the_phase_and_stand_at_its_end():
    found = dated(phase("A", effort="20h", items=["x", "y"], projects=[project("p", effort="10h")]), pace="10h")
    assert found["a"] == days(1, 21)
    assert found["a/p"] == days(15, 21)


def test_parts_share_their_phase_in_proportion_to_their_hours():
    parts = [section("x", effort="30h", items=["i"]), section("y", effort="10h", items=["j"])]
    found = dated(phase("A", when="weeks 1-4", sections=parts))
    assert (found["a/x"], found["a/y"]) == (days(1, 21), days(22, 28))
    assert (found["a/x/i"], found["a/y/j"]) == (found["a/x"], found["a/y"])


def test_parts_of_unknown_hours_share_evenly():
    found = dated(phase("A", when="weeks 1-2", items=["x", "y"]))
    assert (found["a/x"], found["a/y"]) == (days(1, 7), days(8, 14))


def test_parts_of_unknown_hours_share_by_the_work_inside():
    parts = [section("x", items=list("abc")), section("y", items=["d"])]
    found = dated(phase("A", when="weeks 1-4", sections=parts))
    assert (found["a/x"], found["a/y"]) == (days(1, 21), days(22, 28))


def test_more_items_than_days_share_days_in_order():
    found = dated(phase("A", when="days 1-2", items=list("abcd")))
    assert [found[f"a/{name}"] for name in "abcd"] == [days(1, 1), days(1, 1), days(2, 2), days(2, 2)]


@pytest.mark.parametrize("when", ["days 1-5", "week 1"])
def test_five_items_of_a_week_are_one_a_day(when):
    found = dated(phase("A", sections=[section("Lessons", when=when, items=list("abcde"))]))
    assert [found[f"a/lessons/{name}"] for name in "abcde"] == [days(n, n) for n in range(1, 6)]


def test_three_items_of_a_week_share_it():
    found = dated(phase("A", sections=[section("Lessons", when="week 1", items=list("abc"))]))
    assert [found[f"a/lessons/{name}"] for name in "abc"] == [days(1, 2), days(3, 5), days(6, 7)]


def test_a_phase_without_a_time_takes_the_span_of_its_sections():
    parts = [section("x", when="weeks 3-4"), section("y", when="weeks 1-2"), section("z", when="week 6")]
    assert dated(phase("A", sections=parts))["a"] == days(1, 42)


def test_a_section_without_a_time_takes_the_span_of_its_items():
    items = [item("i", when="day 3"), item("j", when="days 5-9")]
    assert dated(phase("A", when="weeks 1-4", sections=[section("x", items=items)]))["a/x"] == days(3, 9)


def test_a_time_of_its_own_wins_over_the_share_and_over_holidays():
    inner = section("x", items=[item("i", when="day 20"), item("j")])
    found = dated(phase("A", when="weeks 1-2", sections=[inner]), holidays=["2026-01-05..2026-02-28"])
    assert found["a/x/i"] == days(20, 20)
    assert found["a"] == days(1, 14)


def test_sections_without_a_time_fill_the_gaps_between_those_with_one():
    parts = [section("x"), section("y", when="week 2"), section("z")]
    found = dated(phase("A", when="weeks 1-4", sections=parts))
    assert (found["a/x"], found["a/y"], found["a/z"]) == (days(1, 7), days(8, 14), days(15, 28))


def test_a_project_takes_the_last_days_of_a_phase_that_its_sections_fill():
    parts = [section("x", when="weeks 1-2"), section("y", when="weeks 3-4")]
    full = phase("A", when="weeks 1-4", sections=parts, projects=[project("p", effort="10h"), project("q")])
    found = dated(full, pace="20h")
    assert found["a/p"].start == day(25)
    assert found["a/q"].target == day(28)


def test_a_project_of_unknown_hours_takes_the_last_week():
    full = phase("A", sections=[section("x", when="weeks 1-4")], projects=[project("p")])
    assert dated(full)["a/p"] == days(22, 28)


def test_a_project_of_the_whole_comes_after_the_last_phase():
    found = dated(phase("A", when="weeks 1-2"), projects=(project("Capstone", effort="10h"),), pace="10h")
    assert found["capstone"] == days(15, 21)


def test_durations_inside_a_phase_hold_and_the_rest_share_what_is_left():
    parts = [section("x", lasts="1 week"), section("y"), section("z", lasts="1 week")]
    found = dated(phase("A", when="weeks 1-4", sections=parts))
    assert (found["a/x"], found["a/y"], found["a/z"]) == (days(1, 7), days(8, 21), days(22, 28))


def test_a_duration_inside_a_phase_may_run_beside_its_neighbour():
    parts = [section("x", lasts="1 week"), section("y", lasts="2 weeks", depends_on=["a/x"])]
    parts.append(section("z", lasts="2 weeks", depends_on=["a/x"]))
    found = dated(phase("A", when="weeks 1-4", sections=parts))
    assert found["a/y"] == found["a/z"] == days(8, 21)


def test_what_is_needed_comes_first_whatever_the_order():
    items = [item("x", depends_on=["a/y"]), item("y")]
    found = dated(phase("A", when="weeks 1-2", items=items))
    assert found["a/y"].target < found["a/x"].start


def test_an_item_of_another_section_that_is_needed_brings_its_section_forward():
    parts = [section("x", items=[item("i", depends_on=["a/y/j"])]), section("y", items=["j"])]
    found = dated(phase("A", when="weeks 1-2", sections=parts))
    assert found["a/y"].target < found["a/x"].start


def test_dependencies_in_a_circle_of_sections_do_no_harm():
    one = section("x", items=[item("i", depends_on=["a/y/j"]), item("k")])
    two = section("y", items=[item("j"), item("l", depends_on=["a/x/k"])])
    found = dated(phase("A", when="weeks 1-2", sections=[one, two]))
    assert found["a/x"].start == day(1)


def test_holidays_push_what_is_scheduled_by_hours_or_duration():
    found = dated(
        phase("A", lasts="1 week"),
        phase("B", effort="10h"),
        pace="10h",
        holidays=["2026-01-07..2026-01-08", "2026-01-14"],
    )
    assert found["a"] == days(1, 9)
    assert found["b"] == days(11, 17)


def test_items_of_a_derived_phase_keep_holidays_free():
    found = dated(phase("A", lasts="4 days", items=list("abcd")), holidays=["2026-01-06..2026-01-07"])
    assert [found[f"a/{name}"] for name in "abcd"] == [days(n, n) for n in (1, 4, 5, 6)]


def test_holidays_do_not_move_a_time_of_its_own():
    found = dated(phase("A", when="week 1", items=list("abcde")), holidays=["2026-01-07"])
    assert found["a/c"] == days(3, 3)


def test_what_is_ongoing_has_no_end_and_holds_nothing_up():
    found = dated(phase("A", when="week 1"), phase("B", when="ongoing", items=["x"]), phase("C", lasts="1 week"))
    assert found["b"] == found["b/x"] == Dates(day(8), None)
    assert found["c"] == days(8, 14)


def test_something_ongoing_inside_a_phase_starts_in_its_turn():
    items = [item("x"), item("y", when="ongoing"), item("z")]
    found = dated(phase("A", when="weeks 1-2", items=items))
    assert found["a/y"] == Dates(day(8), None)
    assert found["a/z"] == days(8, 14)


def test_alternatives_run_side_by_side():
    choice = section("Cloud", choose=1, effort="10h", options=[option("X", items=["i", "j"]), option("Y", items=["k"])])
    found = dated(phase("A", sections=[choice]), pace="10h")
    assert found["a/cloud/x"] == found["a/cloud/y"] == found["a/cloud/y/k"] == found["a/cloud"] == days(1, 7)
    assert found["a/cloud/x/i"].target < found["a/cloud/x/j"].start


def test_two_alternatives_of_three_take_twice_as_long():
    choice = section("Cloud", choose=2, options=[option(name, effort="10h", items=[name]) for name in "XYZ"])
    assert dated(phase("A", sections=[choice]), pace="10h")["a/cloud"] == days(1, 14)


def test_the_same_work_named_twice_has_the_same_dates_and_takes_its_time_once():
    first = phase("A", when="week 1", items=[item("x", when="day 2")])
    second = phase("B", effort="10h", projects=[project("p", same_as="a/x", effort="90h")])
    found = dated(first, second, pace="10h")
    assert found["b/p"] == days(2, 2)
    assert found["b"] == days(8, 14)


def test_what_the_entry_point_skips_takes_no_time():
    known = (EntryPoint(id="known", title="Knows A", skip=("r/a",)),)
    found = dated(phase("A", lasts="4 weeks"), phase("B", lasts="1 week"), entry_points=known, entry="known")
    assert found == {"b": days(1, 7)}


@pytest.mark.parametrize(
    "more", [{"lasts": "5000 years"}, {"effort": "100000h"}, {"when": "years 1-5000"}, {"when": "months 4000-5000"}]
)
def test_what_would_take_for_ever_ends_with_the_calendar_and_is_no_error(more):
    phases = [phase(f"P{number}", items=["x"], **more) for number in range(4)]
    found = dated(*phases, pace="0.1h", start=date(2190, 1, 31), holidays=["2198-01-01..2199-12-31"])
    assert all(dates.start <= dates.target for dates in found.values())


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("month 12", date(2027, 1, 4)),
        ("week 8", date(2026, 3, 1)),
        ("day 30", date(2026, 2, 3)),
        ("year 1", date(2027, 1, 4)),
        ("2026-12-31", date(2026, 12, 31)),
    ],
)
def test_a_deadline_is_the_last_day_of_its_unit(by, expected):
    assert by_date(By.parse(by), roadmap()) == expected


def test_a_relative_deadline_needs_a_start():
    assert by_date(By.parse("month 12"), roadmap(start=None)) is None
    assert by_date(By.parse("2026-12-31"), roadmap(start=None)) == date(2026, 12, 31)
    assert by_date(None, roadmap()) is None
