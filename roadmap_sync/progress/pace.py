"""How regularly the learner works: weeks of work, pace and streaks, in the learner's days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.progress.model import Pace, Streak, WorkStatus
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.schedule.workdays import Workdays, monday, moved

WEEK = 7
RECENT_WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week from its Monday: what was finished in it, by the estimates.

    `weight` is what counts in percent, in hours or items; `workdays` are its days but for announced holidays. The first
    week is not `whole` where it began after its Monday.
    """

    monday: date
    hours: float = 0.0
    items: int = 0
    weight: float = 0.0
    active: bool = False
    workdays: int = WEEK
    whole: bool = True


def weeks(snapshot: Snapshot) -> tuple[Week, ...]:
    """All weeks from the first with any activity to that of `as_of`, idle ones included.

    Commits before the roadmap's start are no work on it.
    """
    start = snapshot.roadmap.start or date.min
    days = {day for day in snapshot.active_days if day >= start or day in snapshot.closings}
    if not days:
        return ()
    holidays = Workdays.without(snapshot.days_off)
    done: dict[date, list[tuple[float, float]]] = {}
    for work in snapshot.work:
        if work.mark is WorkStatus.DONE and work.done_on and not work.same_as:
            entry = (work.hours or 0.0, snapshot.weight(work) if work.counts else 0.0)
            done.setdefault(monday(work.done_on), []).append(entry)
    active = {monday(day) for day in days}
    found = []
    day, last = min(active), monday(snapshot.as_of)
    began = start if start > date.min else min(days)
    while day <= last:
        finished = done.get(day, [])
        found.append(
            Week(
                monday=day,
                hours=sum(hours for hours, _ in finished),
                items=len(finished),
                weight=sum(weight for _, weight in finished),
                active=day in active,
                workdays=holidays.count(day, moved(day, WEEK - 1)),
                whole=began <= day or began > moved(day, WEEK - 1),
            )
        )
        day = moved(day, WEEK)
    return tuple(found)


def finished_weeks(snapshot: Snapshot) -> tuple[Week, ...]:
    """The weeks that are over by `as_of`; the week of `as_of` is, on its Sunday."""
    return tuple(week for week in weeks(snapshot) if moved(week.monday, WEEK - 1) <= snapshot.as_of)


def pace(snapshot: Snapshot) -> Pace:
    """Velocity: what was finished in the last eight weeks of work, an average week.

    Weeks off are left out: those without a single active day, announced as holidays or not. It says how fast the
    learner is when learning; how often they do is in the forecast, which resamples idle weeks as they came. While no
    week is over yet, the running one stands for a week.
    """
    planned = snapshot.roadmap.pace.middle if snapshot.roadmap.pace else None
    active = [week for week in finished_weeks(snapshot) if week.active][-RECENT_WEEKS:]
    active = active or [week for week in weeks(snapshot) if week.active][-1:]
    if not active:
        return Pace(planned_hours_a_week=planned)
    return Pace(
        hours_a_week=sum(week.hours for week in active) / len(active),
        items_a_week=sum(week.items for week in active) / len(active),
        weeks=len(active),
        planned_hours_a_week=planned,
    )


def streak(snapshot: Snapshot) -> Streak:
    """Active days in a row; the current ones end on `as_of` or the day before."""
    days = snapshot.active_days
    runs = runs_of(days)
    last = max(days, default=None)
    alive = last is not None and (snapshot.as_of - last).days <= 1
    return Streak(
        current=runs[-1] if alive else 0, longest=max(runs, default=0), active_days=len(days), last_active=last
    )


def runs_of(days: Iterable[date]) -> tuple[int, ...]:
    """Lengths of the stretches of days in a row, in order."""
    runs: list[int] = []
    before: date | None = None
    for day in sorted(days):
        if before and day - before == timedelta(days=1):
            runs[-1] += 1
        else:
            runs.append(1)
        before = day
    return tuple(runs)
