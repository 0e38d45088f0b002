"""From start, pace and what the file says about time to the dates of every element; the same on whatever day it runs.

A time of its own always wins. What has none follows what it depends on or what stands before it, for as long as its
hours take at the pace, days off left out; inside a span of days, parts share it in order, in proportion to their hours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import Outline
from roadmap_sync.roadmap.timespans import By, DateRange, Lasts, Ongoing, Span, Unit, When
from roadmap_sync.schedule.breakdown import TimedElement, ordered, stretches
from roadmap_sync.schedule.holidays import days_off
from roadmap_sync.schedule.workdays import EVERY_DAY, Workdays, advanced, moved

WEEK = 7
LESSONS = range(5, WEEK + 1)
"""As many items in a section of one week are one a day, from the week's first day on."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The first and the last day of something, both inside; None where they can't be known."""

    start: date | None = None
    target: date | None = None


@dataclass(frozen=True, slots=True)
class _Days:
    """Known dates."""

    start: date
    target: date

    def around(self, other: _Days | None) -> _Days:
        """The shortest stretch that holds both."""
        return _Days(min(self.start, other.start), max(self.target, other.target)) if other else self


def schedule(outline: Outline) -> Mapping[str, Dates]:
    """Start and target date of every key of the outline.

    Without a start of the roadmap only what has dates of its own (``2026-01-05..2026-02-15``) is dated.
    """
    table = _Timetable(outline.roadmap)
    table.chain(stretches(outline), outline.roadmap.start)
    found = {entry.key: table.dates.get(entry.key, Dates()) for entry in outline.entries}
    return found | {entry.key: found.get(entry.same_as, Dates()) for entry in outline.entries if entry.same_as}


def by_date(by: By | None, roadmap: Roadmap) -> date | None:
    """The last day for something: as written, or the last day of that week or month of the roadmap."""
    if by is None or by.unit is None or roadmap.start is None:
        return by.day if by else None
    return moved(advanced(roadmap.start, by.number, by.unit), -1)


def days_of(when: When | None, start: date | None) -> DateRange | None:
    """The days that a time in the file means, counted from the roadmap's `start`; None for ongoing or unknown."""
    match when:
        case DateRange():
            return when
        case Span() if start:
            first = advanced(start, max(when.first - 1, 0), when.unit)
            return DateRange(first, max(first, moved(advanced(start, when.last, when.unit), -1)))
        case _:
            return None


def _length(lasts: Lasts, start: date) -> int:
    """Days that a duration takes from `start`, by its middle; half a month is 15 days."""
    middle = (lasts.low + lasts.high) / 2
    match lasts.unit:
        case Unit.DAY | Unit.WEEK:
            return max(1, round(middle * (WEEK if lasts.unit is Unit.WEEK else 1)))
        case Unit.MONTH | Unit.YEAR:
            rest, whole = math.modf(middle * (12 if lasts.unit is Unit.YEAR else 1))
            return max(1, (advanced(start, int(whole), Unit.MONTH) - start).days + round(rest * 30))


class _Timetable:
    """Dates being worked out, a parent before its parts."""

    def __init__(self, roadmap: Roadmap) -> None:
        self.start = roadmap.start
        self.pace = roadmap.pace.middle if roadmap.pace else 0.0
        self.workdays = Workdays.without(days_off(roadmap.holidays, roadmap.start))
        self.dates: dict[str, Dates] = {}

    def chain(self, around: TimedElement, begin: date | None) -> _Days | None:
        """Date the parts of what has no time of its own, one after another; gives the days from first to last."""
        at, extent, undated = begin, None, []
        for part in ordered(around.parts):
            found = self._settle(part, self._begin(part, begin, at))
            if found:
                at, extent = moved(found.target, 1), found.around(extent)
            elif part.key not in self.dates:
                undated.append(part)
        for part in undated if extent else ():
            # A phase without any hint of its length has no dates: the whole roadmap's would say nothing.
            if extent and (around.key or part.project):
                self._place(part, self._tail(extent, extent.target, [part]) if part.project else extent, self.workdays)
        return extent

    def _begin(self, part: TimedElement, begin: date | None, at: date | None) -> date | None:
        """After all that it needs; a duration with dependencies does not wait for what stands before it."""
        beside = part.lasts and self._latest(part.depends_on)
        needed = self._latest(part.needs)
        first = begin if beside else at
        if needed is None:
            return first
        return moved(needed, 1) if first is None else max(first, moved(needed, 1))

    def _latest(self, keys: Iterable[str]) -> date | None:
        return max((found.target for key in keys if (found := self.dates.get(key)) and found.target), default=None)

    def _settle(self, part: TimedElement, begin: date | None) -> _Days | None:
        """Date something that no span around it limits."""
        if pinned := self._pinned(part):
            return self._place(part, pinned, EVERY_DAY)
        if isinstance(part.when, Ongoing):
            self._leave_open(part, begin)
            return None
        length = self._own_length(part, begin) if begin else None
        if begin is None or length is None:
            found = self.chain(part, begin)
            return self._note(part, found) if found else None
        first = self.workdays.nth(begin, 0)
        return self._place(part, _Days(first, self.workdays.nth(first, length - 1)), self.workdays)

    def _own_length(self, part: TimedElement, begin: date) -> int | None:
        """Workdays from `begin`: as told, or what its hours take at the pace; None where its parts must say."""
        if part.lasts:
            return _length(part.lasts, begin)
        if part.told or part.hours is None or not self.pace:
            return None
        return max(1, math.ceil(min(part.hours / self.pace * WEEK, date.max.toordinal())))

    def _pinned(self, part: TimedElement) -> _Days | None:
        """Days by explicit times: its own, or those of all its parts."""
        if found := days_of(part.when, self.start):
            return _Days(found.start, found.end)
        if part.lasts or part.when or not part.parts:
            return None
        extent = None
        for inner in part.parts:
            if not (days := self._pinned(inner)):
                return None
            extent = days.around(extent)
        return extent

    def _leave_open(self, part: TimedElement, begin: date | None) -> None:
        """Date what has no end; its parts have none either unless they are told."""
        self.dates[part.key] = Dates(begin, None)
        for inner in part.parts:
            if pinned := self._pinned(inner):
                self._place(inner, pinned, EVERY_DAY)
            else:
                self._leave_open(inner, begin)

    def _note(self, part: TimedElement, days: _Days) -> _Days:
        self.dates[part.key] = Dates(days.start, days.target)
        return days

    def _place(self, part: TimedElement, days: _Days, workdays: Workdays) -> _Days:
        """Give it these days and its parts their share; parts with times of their own may widen derived days."""
        self._note(part, days)
        extent = self._share_out(part, days, workdays)
        return days if days_of(part.when, self.start) else self._note(part, days.around(extent))

    def _share_out(self, around: TimedElement, days: _Days, workdays: Workdays) -> _Days | None:
        if around.alternatives:
            extent = None
            for part in around.parts:
                extent = self._place(part, days, workdays).around(extent)
            return extent
        if _is_week_of_lessons(around):
            days = _Days(days.start, moved(days.start, len(around.parts) - 1))
        waiting: list[TimedElement] = []
        at, extent = days.start, None
        for part in ordered(around.parts):
            if pinned := self._pinned(part):
                extent = self._fill(waiting, self._space(waiting, at, moved(pinned.start, -1), days), workdays, extent)
                extent = self._place(part, pinned, EVERY_DAY).around(extent)
                at, waiting = max(at, moved(pinned.target, 1)), []
            else:
                waiting.append(part)
        return self._fill(waiting, self._space(waiting, at, days.target, days), workdays, extent)

    def _space(self, parts: Sequence[TimedElement], first: date, last: date, around: _Days) -> _Days:
        """The days between two fixed neighbours; where they leave none, or too few for projects, days before `last`."""
        last = max(last, around.start)
        tail = self._tail(around, last, parts)
        if first > last:
            return tail
        return _Days(min(first, tail.start), last) if all(part.project for part in parts) else _Days(first, last)

    def _tail(self, around: _Days, last: date, parts: Sequence[TimedElement]) -> _Days:
        """The last days of a stretch, as many as the hours of `parts` take, or a week where these are unknown."""
        hours = [part.hours for part in parts if part.hours is not None]
        needed = math.ceil(sum(hours) / self.pace * WEEK) if hours and self.pace else WEEK
        return _Days(max(around.start, moved(last, 1 - max(1, needed))), last)

    def _fill(
        self, parts: Sequence[TimedElement], space: _Days, workdays: Workdays, extent: _Days | None
    ) -> _Days | None:
        """Lay parts through `space` in order: durations as told, the rest in proportion to hours."""
        count = workdays.count(space.start, space.target)
        if not count:
            workdays, count = EVERY_DAY, EVERY_DAY.count(space.start, space.target)
        lengths = self._lengths(parts, space.start, count)
        count = max(count, round(sum(lengths[part.key] for part in parts if part.lasts)))
        position = 0.0
        for part in parts:
            first = min(round(position), count - 1)
            if isinstance(part.when, Ongoing):
                self._leave_open(part, workdays.nth(space.start, first))
                continue
            if part.lasts and self._latest(part.depends_on) and (needed := self._latest(part.needs)):
                first = workdays.count(space.start, needed)
                position = max(position, first + lengths[part.key])
                last = first + round(lengths[part.key]) - 1
                count = max(count, last + 1)
            else:
                position += lengths[part.key]
                last = max(first, min(round(position), count) - 1)
            days = _Days(workdays.nth(space.start, first), workdays.nth(space.start, last))
            extent = self._place(part, days, workdays).around(extent)
        return extent

    def _lengths(self, parts: Sequence[TimedElement], start: date, count: int) -> dict[str, float]:
        """Days of each part: as told, or its share of what these leave; unknown hours count by the work inside."""
        told = {part.key: float(_length(part.lasts, start)) for part in parts if part.lasts}
        free = [part for part in parts if not part.lasts and not isinstance(part.when, Ongoing)]
        known = [(part.hours, part.size) for part in free if part.hours is not None]
        each = sum(hours for hours, _ in known) / sum(size for _, size in known) if known else 1.0
        weights = {part.key: each * part.size if part.hours is None else part.hours for part in free}
        total, left = sum(weights.values()), max(count - sum(told.values()), 0.0)
        even = left / len(free) if free else 0.0
        return told | {key: left * weight / total if total else even for key, weight in weights.items()}


def _is_week_of_lessons(around: TimedElement) -> bool:
    """Whether it is a section of one week whose items are a lesson a day."""
    one_week = isinstance(around.when, Span) and around.when.unit is Unit.WEEK and around.when.first == around.when.last
    plain = all(not (part.parts or part.told) for part in around.parts)
    return one_week and plain and len(around.parts) in LESSONS and len({part.hours for part in around.parts}) == 1
