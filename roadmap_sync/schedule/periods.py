"""Periods of the calendar: weeks from Monday, months and quarters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.roadmap.goals import Every

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True, slots=True)
class Period:
    """A week (from Monday), month or quarter: its name in keys, its first and last day."""

    every: Every
    name: str
    first: date
    last: date

    @property
    def leaf(self) -> str:
        """Its part of a check-in's key: ``week/2026-W05``."""
        return f"{self.every}/{self.name}"


def period(every: Every, day: date) -> Period:
    """The period in which `day` lies; a daily habit is checked by the week."""
    match every:
        case Every.DAY | Every.WEEK:
            monday = day - timedelta(days=day.weekday())
            year, week, _ = day.isocalendar()
            return Period(Every.WEEK, f"{year}-W{week:02}", monday, monday + timedelta(days=6))
        case Every.MONTH:
            return Period(every, f"{day:%Y-%m}", day.replace(day=1), _month_end(day.year, day.month))
        case Every.QUARTER:
            quarter = (day.month - 1) // 3 + 1
            first = date(day.year, 3 * quarter - 2, 1)
            return Period(every, f"{day.year}-Q{quarter}", first, _month_end(day.year, 3 * quarter))


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
