"""Announced days off as ranges of days; the public holidays of a country come from the library `holidays`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from roadmap_sync.roadmap.timespans import DateRange, DayOff, PublicHolidays

# Laws change: a list of public holidays further ahead than this is a guess, and no roadmap of months reaches there.
_YEARS_AHEAD = 10


def days_off(announced: Iterable[DayOff], first: date | None) -> tuple[DateRange, ...]:
    """The days off as ranges, in the order they were announced.

    Public holidays are those from the year before `first` (the start of the roadmap, or of its activity) to ten years
    after it; without a `first` nothing has a date, and they give none.
    """
    return tuple(days for one in announced for days in _ranges(one, first))


def _ranges(announced: DayOff, first: date | None) -> Iterator[DateRange]:
    match announced:
        case DateRange():
            yield announced
        case PublicHolidays() if first:
            yield from _public(announced, first.year)
        case PublicHolidays():
            return


@cache
def _public(announced: PublicHolidays, year: int) -> tuple[DateRange, ...]:
    import holidays  # noqa: PLC0415 - only where a roadmap names a country

    years = range(max(year - 1, date.min.year), min(year + _YEARS_AHEAD, date.max.year) + 1)
    days = holidays.country_holidays(announced.country, subdiv=announced.part or None, years=years)
    return tuple(DateRange(day, day) for day in sorted(days))
