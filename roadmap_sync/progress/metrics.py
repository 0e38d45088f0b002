"""What the tool can count for criteria, habits and goals, in a window of the learner's days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never

from roadmap_sync.progress.model import Work, WorkStatus
from roadmap_sync.progress.pace import runs_of
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.roadmap.goals import Metric, measure_words
from roadmap_sync.schedule.workdays import monday, moved

DAYS_KNOWN = timedelta(weeks=52)
"""Before the Monday this long before that of `as_of`, commits may be known by the week only."""


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Days from `first` to `last`, both inside; None is without end. `undated`: work done on unknown days is in it."""

    first: date | None = None
    last: date | None = None
    undated: bool = False

    def __contains__(self, day: date) -> bool:
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


def count(snapshot: Snapshot, metric: Metric, window: DayWindow, works: Iterable[Work]) -> float | None:
    """The number of it in the window; `works` is the work looked at. None where the tracker does not know."""
    match metric:
        case Metric.COMMITS | Metric.ACTIVE_DAYS | Metric.LONGEST_STREAK:
            return _of_activity(snapshot, metric, window)
        case Metric.ITEMS | Metric.PROJECTS | Metric.HOURS:
            return _of_work(metric, tuple(_done(works, window)))
        case Metric.STARS:
            return snapshot.activity.stars
        case Metric.RELEASES:
            return _days_in(snapshot.activity.releases, window)
        case Metric.PULL_REQUESTS:
            return _days_in(snapshot.activity.pull_requests, window)
        case _:
            assert_never(metric)


def evidence(metric: Metric, value: float | None, least: float) -> str:
    """``34 of 30 commits``."""
    wanted = measure_words(metric, least)
    return f"{wanted}: the number is not known here" if value is None else f"{value:g} of {wanted}"


def _of_activity(snapshot: Snapshot, metric: Metric, window: DayWindow) -> int:
    if metric is Metric.COMMITS:
        return _commits(snapshot, window)
    days = [day for day in snapshot.active_days if day in window]
    return len(days) if metric is Metric.ACTIVE_DAYS else max(runs_of(days), default=0)


def _of_work(metric: Metric, done: Sequence[Work]) -> float:
    if metric is Metric.HOURS:
        return round(sum(work.hours or 0.0 for work in done), 1)
    return sum(work.project for work in done) if metric is Metric.PROJECTS else len(done)


def _done(works: Iterable[Work], window: DayWindow) -> Iterable[Work]:
    """Finished work of the window, optional work too: it was done."""
    for work in works:
        if work.mark is WorkStatus.DONE and not work.same_as:
            day = work.done_on
            if (day in window) if day else window.undated:
                yield work


def _days_in(days: tuple[date, ...] | None, window: DayWindow) -> int | None:
    return None if days is None else sum(day in window for day in days)


def _commits(snapshot: Snapshot, window: DayWindow) -> int:
    """Commits by the day where these are known, by the week before: a week belongs where its Thursday is."""
    by_day, by_week = snapshot.activity.commits_by_day, snapshot.activity.commits_by_week
    known = moved(monday(snapshot.as_of), -DAYS_KNOWN.days)
    days = sum(number for day, number in by_day.items() if day >= known and day in window)
    weeks = sum(number for day, number in by_week.items() if day < known and moved(day, 3) in window)
    return days + weeks
