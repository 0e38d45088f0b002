"""Days that can be worked on, and steps through the calendar that stop at its ends instead of failing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

from roadmap_sync.roadmap.timespans import DateRange, Unit

# Far behind any roadmap, and far from the ends of what `date` can say: a day more or a week less is still a day.
_FIRST, _LAST = date(1800, 1, 1), date(2999, 12, 31)


def moved(day: date, days: int) -> date:
    """`day` moved by whole days, at most to the ends of the calendar: from the year 1800 to 2999."""
    return date.fromordinal(max(_FIRST.toordinal(), min(day.toordinal() + days, _LAST.toordinal())))


def advanced(day: date, count: int, unit: Unit) -> date:
    """`day` moved on by calendar units; a month from the 31st is the last day of a shorter month."""
    match unit:
        case Unit.DAY:
            return moved(day, count)
        case Unit.WEEK:
            return moved(day, 7 * count)
        case Unit.MONTH | Unit.YEAR:
            from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only where months are moved

            months = count if unit is Unit.MONTH else 12 * count
            try:
                return min(day + relativedelta(months=months), _LAST)
            except (OverflowError, ValueError):  # past the year 9999
                return _LAST


def monday(day: date) -> date:
    """The first day of the week that `day` is in."""
    return moved(day, -day.weekday())


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar without days off; `off` holds their ordinals as sorted, disjoint ranges, both ends inside."""

    off: tuple[tuple[int, int], ...] = ()

    @classmethod
    def without(cls, holidays: Iterable[DateRange]) -> Self:
        """All days but these."""
        merged: list[tuple[int, int]] = []
        for low, high in sorted((days.start.toordinal(), days.end.toordinal()) for days in holidays):
            if merged and low <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
            else:
                merged.append((low, high))
        return cls(tuple(merged))

    def nth(self, day: date, number: int) -> date:
        """The workday that is `number` workdays after the first one from `day` on."""
        first = day.toordinal()
        at = first + number
        for low, high in self.off:
            if low > at:
                break
            if high >= first:
                at += high - max(low, first) + 1
        return date.fromordinal(min(at, _LAST.toordinal()))

    def count(self, first: date, last: date) -> int:
        """How many workdays there are from `first` to `last`, both inside; 0 where `last` is earlier."""
        low, high = first.toordinal(), last.toordinal()
        lost = sum(max(min(end, high) - max(begin, low) + 1, 0) for begin, end in self.off)
        return max(high - low + 1, 0) - (lost if high >= low else 0)


EVERY_DAY = Workdays()
