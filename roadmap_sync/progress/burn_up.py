"""The plan against what was done: days ahead or behind, and the burn-up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate

from roadmap_sync.progress.model import Point, WorkStatus
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.schedule.workdays import moved

WEEK = 7
_TINY = 1e-9


class Curve:
    """A sum that grows on days: how much there is by the end of a day."""

    def __init__(self, steps: Iterable[tuple[date, float]]) -> None:
        """`steps` are (day, what is added), in any order."""
        found = sorted(steps)
        self.days: Sequence[date] = [day for day, _ in found]
        self._sums = [0.0, *accumulate(weight for _, weight in found)]

    def at(self, day: date) -> float:
        """The sum by the end of `day`."""
        return self._sums[bisect_right(self.days, day)]

    def reaches(self, amount: float) -> date:
        """The first day by whose end there is at least `amount`, at the latest the last one."""
        position = next((index for index, found in enumerate(self._sums[1:]) if found >= amount - _TINY), -1)
        return self.days[position]

    def exceeds(self, amount: float) -> date | None:
        """The first day by whose end there is more than `amount`; None where there never is."""
        return next((day for day, found in zip(self.days, self._sums[1:], strict=True) if found > amount + _TINY), None)


def days_ahead(snapshot: Snapshot) -> int | None:
    """Days between `as_of` and the day for which the plan has what is done now; negative: behind. None without dates.

    Work is planned for its target date. Behind counts from the first day whose target was missed; on the day itself
    nobody is behind yet. Once all is done, it is the last day of work that is compared.
    """
    dated = [(work, work.target) for work in snapshot.work if work.counts and work.target]
    if not dated:
        return None
    plan = Curve((target, snapshot.weight(work)) for work, target in dated)
    finished = [work for work, _ in dated if work.mark is WorkStatus.DONE]
    done, day = sum(snapshot.weight(work) for work in finished), snapshot.as_of
    if len(finished) == len(dated):
        day = min(day, max((work.done_on for work in finished if work.done_on), default=day))
    if done > plan.at(day) + _TINY:
        return (plan.reaches(done) - day).days
    missed = plan.exceeds(done)
    return (missed - day).days if missed and missed < day else 0


def burn_up(snapshot: Snapshot) -> tuple[Point, ...]:
    """Plan and work done, a point a week from the start on, one for `as_of`, and one for the last day planned.

    Work without a day of its own (done before the first sync, or only ticked) is there from the first point on. What
    is done is known up to `as_of` only; without dates there is no plan.
    """
    counted = [work for work in snapshot.work if work.counts]
    plan = Curve((work.target, snapshot.weight(work)) for work in counted if work.target)
    done = [work for work in counted if work.mark is WorkStatus.DONE]
    actual = Curve((work.done_on or date.min, snapshot.weight(work)) for work in done)
    known = [*plan.days[-1:], *(day for day in actual.days if day > date.min)]
    starts = [snapshot.roadmap.start] if snapshot.roadmap.start else [*known[:2], snapshot.as_of]
    first, last = min(starts), max([snapshot.as_of, *known])
    total = sum(snapshot.weight(work) for work in counted)
    return tuple(
        Point(
            day=day,
            planned=plan.at(day) if plan.days else None,
            done=actual.at(day) if day <= snapshot.as_of else None,
            total=total,
        )
        for day in _days(first, last, snapshot.as_of)
    )


def _days(first: date, last: date, as_of: date) -> Sequence[date]:
    days = {as_of, last} if as_of >= first else {last}
    day = first
    while day < last:
        days.add(day)
        day = moved(day, WEEK)
    return sorted(days)
