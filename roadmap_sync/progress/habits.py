"""Habits: kept or not, period by period, by measure or by the boxes of check-in issues."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from roadmap_sync.desired.checklists import checkin_key, habit_id
from roadmap_sync.progress.item_status import closed_out
from roadmap_sync.progress.metrics import Window, count, evidence
from roadmap_sync.progress.model import Verdict
from roadmap_sync.progress.snapshot import Ledger
from roadmap_sync.roadmap.goals import Every, Habit
from roadmap_sync.schedule.periods import Period, period
from roadmap_sync.schedule.workdays import Workdays
from roadmap_sync.tracker.checkboxes import boxes

LOOKED_AT = {Every.DAY: 30, Every.WEEK: 12, Every.MONTH: 12, Every.QUARTER: 8}
"""How many of the last finished periods a verdict is about."""


def habits(ledger: Ledger) -> tuple[Verdict, ...]:
    """A verdict for each habit: met while the running period is kept, or else the last finished one was."""
    return tuple(_verdict(ledger, habit) for habit in ledger.roadmap.habits)


def _verdict(ledger: Ledger, habit: Habit) -> Verdict:
    past = _past(ledger, habit)
    running = _span(habit.every, ledger.as_of)
    alive = not (habit.until and habit.until < running.first)
    now = _kept(ledger, habit, running) if alive else None
    url = _checkin_url(ledger, running) if not habit.measure and alive else ""
    words = [_count(past, habit.every)] if past else []
    if alive and (so_far := _so_far(ledger, habit, running, now)):
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


def _count(past: Sequence[bool], every: Every) -> str:
    """``7 of the last 9 weeks``."""
    return f"{sum(past)} of the last {len(past)} {every}s" if len(past) > 1 else f"{sum(past)} of 1 {every}"


def _past(ledger: Ledger, habit: Habit) -> list[bool]:
    """Whether each of the last finished periods was kept, oldest first.

    Left out unless kept: periods that the habit covers in part, days off throughout, and by-hand periods of which
    nobody can tell: without a check-in issue, or with one closed as not planned.
    """
    holidays = Workdays.without(ledger.days_off)
    found: list[bool] = []
    for span in _finished(ledger, habit):
        kept = _kept(ledger, habit, span)
        whole = not (habit.until and habit.until < span.last) and span.first >= _since(ledger, habit)
        if kept or (kept is not None and whole and holidays.count(span.first, span.last)):
            found.append(bool(kept))
        if len(found) == LOOKED_AT[habit.every]:
            break
    return found[::-1]


def _since(ledger: Ledger, habit: Habit) -> date:
    return habit.since or ledger.roadmap.start or min(ledger.active_days, default=ledger.as_of)


def _finished(ledger: Ledger, habit: Habit) -> Iterator[Period]:
    """Finished periods that the habit covers, newest first."""
    span = _span(habit.every, ledger.as_of)
    since = _since(ledger, habit)
    while span.first > since and span.first > date.min:
        span = _span(habit.every, span.first - timedelta(days=1))
        if not (habit.until and habit.until < span.first):
            yield span


def _span(every: Every, day: date) -> Period:
    """The period of a habit in which `day` lies; a day is one of its own."""
    return Period(every, day.isoformat(), day, day) if every is Every.DAY else period(every, day)


def _kept(ledger: Ledger, habit: Habit, span: Period) -> bool | None:
    """Whether the habit was kept then; None where nobody can tell."""
    if habit.measure:
        metric, least = habit.measure
        value = count(ledger, metric, Window(span.first, span.last), ledger.work)
        return None if value is None else value >= least
    issue = ledger.found.get(checkin_key(ledger.roadmap.id, period(habit.every, span.first)))
    if issue is None or closed_out(issue):
        return None
    box = habit_id(habit, span.first.weekday() if habit.every is Every.DAY else None)
    return any(found.ticked for found in boxes(issue.region) if found.id == box)


def _so_far(ledger: Ledger, habit: Habit, span: Period, kept: bool | None) -> str:  # noqa: FBT001 - a fact
    """The running period in words."""
    name = "today" if habit.every is Every.DAY else f"this {habit.every}"
    if habit.measure:
        metric, least = habit.measure
        return f"{name} {evidence(metric, count(ledger, metric, Window(span.first, span.last), ledger.work), least)}"
    return f"{name} ticked" if kept else ""


def _checkin_url(ledger: Ledger, span: Period) -> str:
    issue = ledger.found.get(checkin_key(ledger.roadmap.id, period(span.every, span.first)))
    return issue.found.url if issue and issue.found else ""
