"""When it will be finished: a range of dates from the learner's own weeks."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from roadmap_sync.progress.model import Forecast, PartProgress, Work, WorkStatus
from roadmap_sync.progress.pace import WEEK, Week, finished_weeks
from roadmap_sync.progress.resampling import HORIZON, Capacity, weeks_range
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.schedule.workdays import Workdays, moved

FEWEST_WEEKS = 4
FEWEST_WITH_WORK = 2
SAMPLE_WEEKS = 52


def forecasts(snapshot: Snapshot, phases: Sequence[PartProgress], current: Iterable[str]) -> tuple[Forecast, ...]:
    """The first phase in progress and the whole; nothing once all is done or where nothing counts."""
    if snapshot.tally.finished or not snapshot.tally.total:
        return ()
    found = []
    in_progress = frozenset(current)
    phase = next((part for part in phases if part.key in in_progress and part.tally.total), None)
    if phase and len(phases) > 1:
        found.append(_forecast(snapshot, phase.title, _left(snapshot, snapshot.under(phase.key)), phase.target))
    left = _left(snapshot, snapshot.work)
    targets = [work.target for work in snapshot.work if work.counts]
    dated = [target for target in targets if target]
    # Ongoing work has no day: the day planned for the rest would be no match for a forecast of it all.
    target = max(dated) if len(dated) == len(targets) else None
    return (*found, _forecast(snapshot, snapshot.roadmap.title, left, target))


def sample_of(weeks: Sequence[Week]) -> tuple[float, ...]:
    """What the last weeks brought: idle ones as they came, but no idle week of which half or more was announced.

    The week in which it began is left out unless it began on a Monday: part of a week says little of a whole one.
    """
    kept = (week for week in weeks if week.whole and (week.active or week.workdays > WEEK / 2))
    return tuple(week.weight for week in kept)[-SAMPLE_WEEKS:]


def capacity(as_of: date, days: Workdays, last: date) -> Capacity:
    """The weeks from the day after `as_of` to the last announced holiday."""
    count = min(math.ceil((last - as_of).days / WEEK), HORIZON)
    firsts = (moved(as_of, 1 + WEEK * number) for number in range(count))
    return Capacity(tuple(days.count(first, moved(first, WEEK - 1)) / WEEK for first in firsts))


def enough(sample: Sequence[float]) -> bool:
    """Whether anything can be said."""
    return not _too_little(sample)


def _forecast(snapshot: Snapshot, title: str, left: float, target: date | None) -> Forecast:
    sample = sample_of(finished_weeks(snapshot))
    if reason := _too_little(sample):
        return Forecast(title=title, target=target, reason=reason)
    last = max((holiday.end for holiday in snapshot.days_off), default=snapshot.as_of)
    found = weeks_range(sample, left, capacity(snapshot.as_of, Workdays.without(snapshot.days_off), last))
    likely, safe = _day(snapshot.as_of, found.likely), _day(snapshot.as_of, found.safe)
    years = f"more than {HORIZON // 52} years"
    reason = "" if safe else f"at this pace {years}" if not likely else f"15 of 100 futures take {years}"
    return Forecast(title=title, likely=likely, safe=safe, target=target, reason=reason)


def _left(snapshot: Snapshot, works: Iterable[Work]) -> float:
    left = sum(snapshot.weight(work) for work in works if work.counts and work.mark is not WorkStatus.DONE)
    return left - 1e-9  # sums of tenths of hours may fall short of each other by a hair


def _too_little(sample: Sequence[float]) -> str:
    """Why nothing can be said yet, or ""."""
    if len(sample) < FEWEST_WEEKS:
        return f"no forecast yet: it takes {FEWEST_WEEKS} weeks, {len(sample)} are over"
    if sum(1 for done in sample if done) < FEWEST_WITH_WORK:
        return f"no forecast yet: it takes {FEWEST_WITH_WORK} weeks with finished work"
    return ""


def _day(as_of: date, weeks: float) -> date | None:
    return None if math.isinf(weeks) else moved(as_of, math.ceil(WEEK * weeks))
