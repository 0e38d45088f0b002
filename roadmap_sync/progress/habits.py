"""Habits: kept or not, period by period, by measure or by the boxes of check-in issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from roadmap_sync.desired.checklists import checkin_key, habit_id
from roadmap_sync.progress.item_status import closed_out
from roadmap_sync.progress.metrics import DayWindow, count, evidence
from roadmap_sync.progress.model import Verdict
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.roadmap.goals import Frequency, Habit
from roadmap_sync.schedule.periods import Period, period
from roadmap_sync.schedule.workdays import Workdays
from roadmap_sync.tracker.checkboxes import boxes

LOOKED_AT = {Frequency.DAY: 30, Frequency.WEEK: 12, Frequency.MONTH: 12, Frequency.QUARTER: 8}
"""How many of the last finished periods a verdict is about."""


def habits(snapshot: Snapshot) -> tuple[Verdict, ...]:
    """A verdict for each habit: met while the running period is kept, or else the last finished one was."""
    return tuple(_verdict(snapshot, habit) for habit in snapshot.roadmap.habits)


def _verdict(snapshot: Snapshot, habit: Habit) -> Verdict:
    past = _past(snapshot, habit)
    running = _span(habit.every, snapshot.as_of)
    alive = not (habit.until and habit.until < running.first)
    now = _kept(snapshot, habit, running) if alive else None
    url = _checkin_url(snapshot, running) if not habit.measure and alive else ""
    words = [_count(past, habit.every)] if past else []
    if alive and (so_far := _so_far(snapshot, habit, running, now)):
        words.append(so_far)
    return Verdict(
        title=habit.title,
        met=True if now else past[-1] if past else None,
        evidence="; ".join(words),
        manual=not habit.measure,
        value=sum(past) if past else None,
        least=len(past) if past else None,
        every=habit.every.value,
        url=url,
    )


def _count(past: Sequence[bool], every: Frequency) -> str:
    """``7 of the last 9 weeks``."""
    return f"{sum(past)} of the last {len(past)} {every}s" if len(past) > 1 else f"{sum(past)} of 1 {every}"


def _past(snapshot: Snapshot, habit: Habit) -> list[bool]:
    """Whether each of the last finished periods was kept, oldest first.

    Left out unless kept: periods that the habit covers in part, days off throughout, and by-hand periods of which
    nobody can tell: without a check-in issue, or with one closed as not planned.
    """
    holidays = Workdays.without(snapshot.days_off)
    found: list[bool] = []
    for span in _finished(snapshot, habit):
        kept = _kept(snapshot, habit, span)
        whole = not (habit.until and habit.until < span.last) and span.first >= _since(snapshot, habit)
        if kept or (kept is not None and whole and holidays.count(span.first, span.last)):
            found.append(bool(kept))
        if len(found) == LOOKED_AT[habit.every]:
            break
    return found[::-1]


def _since(snapshot: Snapshot, habit: Habit) -> date:
    return habit.since or snapshot.roadmap.start or min(snapshot.active_days, default=snapshot.as_of)


def _finished(snapshot: Snapshot, habit: Habit) -> Iterator[Period]:
    """Finished periods that the habit covers, newest first."""
    span = _span(habit.every, snapshot.as_of)
    since = _since(snapshot, habit)
    while span.first > since and span.first > date.min:
        span = _span(habit.every, span.first - timedelta(days=1))
        if not (habit.until and habit.until < span.first):
            yield span


def _span(every: Frequency, day: date) -> Period:
    """The period of a habit in which `day` lies; a day is one of its own."""
    return Period(every, day.isoformat(), day, day) if every is Frequency.DAY else period(every, day)


def _kept(snapshot: Snapshot, habit: Habit, span: Period) -> bool | None:
    """Whether the habit was kept then; None where nobody can tell."""
    if habit.measure:
        metric, least = habit.measure
        value = count(snapshot, metric, DayWindow(span.first, span.last), snapshot.work)
        return None if value is None else value >= least
    issue = snapshot.found.get(checkin_key(snapshot.roadmap.id, period(habit.every, span.first)))
    if issue is None or closed_out(issue):
        return None
    box = habit_id(habit, span.first.weekday() if habit.every is Frequency.DAY else None)
    return any(found.ticked for found in boxes(issue.region) if found.id == box)


def _so_far(snapshot: Snapshot, habit: Habit, span: Period, kept: bool | None) -> str:  # noqa: FBT001 - a fact
    """The running period in words."""
    name = "today" if habit.every is Frequency.DAY else f"this {habit.every}"
    if habit.measure:
        metric, least = habit.measure
        number = count(snapshot, metric, DayWindow(span.first, span.last), snapshot.work)
        return f"{name} {evidence(metric, number, least)}"
    return f"{name} ticked" if kept else ""


def _checkin_url(snapshot: Snapshot, span: Period) -> str:
    issue = snapshot.found.get(checkin_key(snapshot.roadmap.id, period(span.every, span.first)))
    return issue.found.url if issue and issue.found else ""
