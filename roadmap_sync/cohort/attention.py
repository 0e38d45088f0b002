"""Who needs a look: rules over one result, each said in words beside the learner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadmap_sync.cohort.result import LearnerResult, PhaseResult

DAYS = 14
"""Behind or silent for longer than this, or a result that is older."""


class Reason(StrEnum):
    """Why a teacher looks at a learner."""

    NOT_RUNNING = "not running"
    BEHIND = "behind"
    SILENT = "silent"
    STUCK = "stuck"


RULES = (
    f"behind the plan by more than {DAYS} days",
    f"silent (no commit, nothing closed) for more than {DAYS} days",
    "stuck: in one phase for longer than its plan allows",
    f"not running: the result is older than {DAYS} days, so nothing is known",
)
"""The rules as the page says them."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One reason, with its number of days; `phase` is the one that a learner is stuck in."""

    reason: Reason
    days: int
    phase: str = ""


def is_running(result: LearnerResult, day: date) -> bool:
    """Whether the report was written lately; a finished roadmap needs no report any more."""
    return result.is_finished or (day - result.as_of).days <= DAYS


def signs(result: LearnerResult, day: date, start: date | None = None) -> tuple[Sign, ...]:
    """Why this learner needs a look on `day`, the worst first; `start` is the day from which silence counts."""
    if result.is_finished:
        return ()
    if not is_running(result, day):
        return (Sign(Reason.NOT_RUNNING, (day - result.as_of).days),)
    return tuple(_signs(result, day, start))


def _signs(result: LearnerResult, day: date, start: date | None) -> Iterator[Sign]:
    if result.days_ahead is not None and result.days_ahead < -DAYS:
        yield Sign(Reason.BEHIND, -result.days_ahead)
    last = max((heard for heard in (result.last_activity, start or result.start) if heard), default=None)
    if last and (day - last).days > DAYS:
        yield Sign(Reason.SILENT, (day - last).days)
    phases = {phase.id: phase for phase in result.phases}
    stuck = [phase for name in result.current if (phase := phases.get(name)) and is_stuck(phase, day)]
    if stuck:
        worst = max(stuck, key=lambda phase: days_over(phase, day))
        yield Sign(Reason.STUCK, days_over(worst, day), worst.id)


def is_stuck(phase: PhaseResult, day: date) -> bool:
    """Whether it was begun longer ago than its plan is long, and is not finished."""
    return not phase.is_finished and days_over(phase, day) > 0


def days_over(phase: PhaseResult, day: date) -> int:
    """By how many days the phase has lasted longer than planned; 0 where it was not begun or has no dates."""
    if not (phase.began_on and phase.start and phase.target):
        return 0
    return max(0, (day - phase.began_on).days - (phase.target - phase.start).days)
