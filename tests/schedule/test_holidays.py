from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.timespans import DateRange, PublicHolidays
from roadmap_sync.schedule.holidays import days_off
from roadmap_sync.schedule.workdays import Workdays


def roadmap(holidays: str) -> Roadmap:
    return load_text(
        f"""
        id: r
        title: R
        start: 2026-12-21
        holidays: {holidays}
        phases: [{{title: P, items: [A]}}]
        """,
        "r.yaml",
    )


def off(holidays: str) -> set[date]:
    found = roadmap(holidays)
    return {days.start for days in days_off(found.holidays, found.start)}


def test_a_country_stands_for_its_public_holidays():
    assert date(2026, 12, 24) in off("[CZ]")
    assert date(2026, 12, 24) not in off("[DE]")


def test_a_part_of_a_country_adds_the_holidays_of_that_part():
    epiphany = date(2027, 1, 6)
    assert epiphany in off("[DE-BY]")
    assert epiphany not in off("[DE]")


def test_days_and_countries_may_stand_together():
    assert off("[CZ, 2026-12-28]") == off("[CZ]") | {date(2026, 12, 28)}


def test_public_holidays_reach_from_the_year_before_the_start_to_ten_years_after_it():
    years = {day.year for day in off("[CZ]")}
    assert (min(years), max(years)) == (2025, 2036)


def test_public_holidays_at_the_end_of_the_calendar_are_no_error():
    days_off((PublicHolidays("CZ"),), date(9999, 6, 1))


def test_without_a_first_day_public_holidays_give_nothing_and_days_stay():
    announced = (PublicHolidays("CZ"), DateRange(date(2026, 12, 28), date(2026, 12, 28)))
    assert days_off(announced, None) == announced[1:]


def test_work_is_not_planned_on_public_holidays():
    found = roadmap("[CZ]")
    workdays = Workdays.without(days_off(found.holidays, found.start))
    assert workdays.count(date(2026, 12, 21), date(2026, 12, 27)) == 4  # the 24th, 25th and 26th are off


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[XX]", "no public holidays are known for 'XX'"),
        ("[DE-XX]", "DE has no part 'XX'"),
        ("[Germany]", "is no day, no range of days and no country"),
        ("[2026-13-01]", "is no date"),
    ],
)
def test_what_is_no_day_off_is_refused_with_the_way_out(written, said):
    with pytest.raises(InvalidRoadmapError) as caught:
        roadmap(written)
    assert said in str(caught.value)


def test_the_library_is_not_loaded_where_no_country_is_named():
    code = (
        "import sys; from roadmap_sync.roadmap.loader import load_text;"
        "load_text('title: R\\nholidays: [2026-12-24]\\nphases: [{title: P, items: [A]}]', 'r.yaml');"
        "print('holidays' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"
