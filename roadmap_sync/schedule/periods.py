"""Periods of the calendar: weeks from Monday, months and quarters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.roadmap.goals import Frequency

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_NAMES = {
    Frequency.WEEK: re.compile(r"([1-9][0-9]{3})-W([0-9]{2})"),
    Frequency.MONTH: re.compile(r"([1-9][0-9]{3})-([0-9]{2})"),
    Frequency.QUARTER: re.compile(r"([1-9][0-9]{3})-Q([1-4])"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A week (from Monday), month or quarter: its name in keys, its first and last day."""

    every: Frequency
    name: str
    first: date
    last: date

    @property
    def leaf(self) -> str:
        """Its part of a check-in's key: ``week/2026-W05``."""
        return f"{self.every}/{self.name}"


def period(every: Frequency, day: date) -> Period:
    """The period in which `day` lies; a daily habit is checked by the week."""
    match every:
        case Frequency.DAY | Frequency.WEEK:
            monday = day - timedelta(days=day.weekday())
            year, week, _ = day.isocalendar()
            return Period(Frequency.WEEK, f"{year}-W{week:02}", monday, monday + timedelta(days=6))
        case Frequency.MONTH:
            return Period(every, f"{day:%Y-%m}", day.replace(day=1), _month_end(day.year, day.month))
        case Frequency.QUARTER:
            quarter = (day.month - 1) // 3 + 1
            first = date(day.year, 3 * quarter - 2, 1)
            return Period(every, f"{day.year}-Q{quarter}", first, _month_end(day.year, 3 * quarter))


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def named(every: Frequency, name: str) -> Period | None:
    """The period of that name (``2026-W05``, ``2026-05``, ``2026-Q2``), None where there is none."""
    found = _NAMES[every].fullmatch(name) if every in _NAMES else None
    if found is None:
        return None
    year, number = int(found[1]), int(found[2])
    try:
        match every:
            case Frequency.WEEK:
                day = date.fromisocalendar(year, number, 1)
            case Frequency.MONTH:
                day = date(year, number, 1)
            case _:
                day = date(year, 3 * number - 2, 1)
    except ValueError:
        return None
    return period(every, day)
