"""A simulated learner for the demo: what somebody does in a week, decided from a seed, the same every time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from roadmap_sync.roadmap.outline import Completion, Outline, OutlineEntry, dropped_options
from roadmap_sync.schedule.scheduler import Dates, schedule
from roadmap_sync.tracker.checkboxes import Box

TASK_HOURS = 1.5
"""Hours of a piece of work where neither hours nor dates say more."""


class ActionKind(StrEnum):
    """What a learner does."""

    START = "start"
    FINISH = "finish"
    SKIP = "skip"
    REOPEN = "reopen"
    COMMIT = "commit"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class StudyTask:
    """A piece of work as the learner sees it: what it takes in hours, and whether it counts."""

    key: str
    title: str
    hours: float
    counts: bool


@dataclass(frozen=True, slots=True, order=True)
class LearnerAction:
    """Something done at a moment (UTC) with a piece of work; `text` is a commit's subject line or a comment."""

    at: datetime
    kind: ActionKind
    key: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class LearnerWeek:
    """What was done, in order, and the hours that went into the first piece of work left over."""

    actions: tuple[LearnerAction, ...]
    carried: float


def tasks(laid: Outline, *, hours: float) -> tuple[StudyTask, ...]:
    """What there is to do at `hours` a week, in the roadmap's order.

    Left out: what is done already, placeholders, other names of something, and all alternatives but the first. Work
    without hours takes an equal share of the time that its phase's dates leave.
    """
    away = dropped_options(laid, lambda _: Completion.OPEN)
    work = [one for one in laid.work if not one.same_as and one.option not in away]
    dates = schedule(laid)
    by_phase: dict[str, list[OutlineEntry]] = {}
    for one in work:
        by_phase.setdefault(one.phase, []).append(one)
    shares = {phase: _share(inside, dates, hours) for phase, inside in by_phase.items()}
    return tuple(
        StudyTask(one.key, one.title, one.hours or shares[one.phase], one.counts)
        for one in work
        if not getattr(one.value, "done", False) and not getattr(one.value, "placeholder", False)
    )


def _share(work: Sequence[OutlineEntry], dates: Mapping[str, Dates], hours: float) -> float:
    """The hours of each piece of a phase that has none of its own."""
    days = [day for one in work for day in (dates[one.key].start, dates[one.key].target) if day]
    known = [one.hours for one in work if one.hours]
    left = (max(days) - min(days)).days / 7 * hours - sum(known) if days else 0.0
    return max(left / max(len(work) - len(known), 1), TASK_HOURS)


def week(work: Sequence[StudyTask], monday: date, *, hours: float, seed: str, carried: float = 0.0) -> LearnerWeek:
    """A week from `monday`: works through `work` in its order for about `hours`, on four to six days, with commits.

    `carried` hours went into the first piece before. One piece in two is skipped where it does not count; one in thirty
    is reopened and finished again a day later.
    """
    chance = random.Random(hashlib.sha256(f"{seed} {monday}".encode()).hexdigest())  # noqa: S311 - a demo, no secret
    budget = hours * chance.choice((0.3, 0.8, 0.9, 1.0, 1.0, 1.1, 1.3))
    days = [monday + timedelta(days=day) for day in sorted(chance.sample(range(7), chance.randint(4, 6)))]
    actions: list[LearnerAction] = []
    spent = 0.0
    for task in work:
        cost = max(task.hours - carried, 0.0)
        left = days[min(int(len(days) * spent / budget), len(days) - 1) :]
        if spent + cost > budget:
            actions += _begun(task, left, chance)
            return LearnerWeek(tuple(sorted(actions)), carried + budget - spent)
        spent, carried = spent + cost, 0.0
        day = days[min(int(len(days) * spent / budget), len(days) - 1)]
        actions += _finished(task, _moment(day, 17, chance), chance)
    return LearnerWeek(tuple(sorted(actions)), 0.0)


def _begun(task: StudyTask, days: Sequence[date], chance: random.Random) -> Iterator[LearnerAction]:
    yield LearnerAction(_moment(days[0], 19, chance), ActionKind.START, task.key)
    for day in days:
        if chance.random() < 0.5:  # noqa: PLR2004 - a coin
            yield LearnerAction(_moment(day, 20, chance), ActionKind.COMMIT, task.key, f"Work on {task.title}")


def _finished(task: StudyTask, at: datetime, chance: random.Random) -> Iterator[LearnerAction]:
    if not task.counts and chance.random() < 0.5:  # noqa: PLR2004 - a coin
        yield LearnerAction(at, ActionKind.SKIP, task.key)
        return
    yield LearnerAction(at - timedelta(minutes=50), ActionKind.START, task.key)
    for part in range(chance.choice((1, 1, 2, 3))):
        yield LearnerAction(
            at - timedelta(minutes=40 - 10 * part), ActionKind.COMMIT, task.key, f"Work on {task.title}"
        )
    yield LearnerAction(at, ActionKind.FINISH, task.key)
    if chance.random() < 0.3:  # noqa: PLR2004 - now and then
        hours = max(0.5, round(2 * task.hours * chance.uniform(0.7, 1.5)) / 2)
        yield LearnerAction(at + timedelta(minutes=1), ActionKind.SPENT, task.key, f"/spent {hours:g}h")
    if chance.random() < 1 / 30:
        yield LearnerAction(at + timedelta(hours=20), ActionKind.REOPEN, task.key)
        yield LearnerAction(at + timedelta(hours=44), ActionKind.FINISH, task.key)


def _moment(day: date, hour: int, chance: random.Random) -> datetime:
    return datetime.combine(day, time(hour, chance.randint(0, 59), chance.randint(0, 59)), UTC)


def ticked(found: Sequence[Box], *, seed: str) -> tuple[Box, ...]:
    """The open boxes that the learner ticks this time: about two of three."""
    chance = random.Random(hashlib.sha256(seed.encode()).hexdigest())  # noqa: S311 - a demo, no secret
    return tuple(box for box in found if not box.ticked and chance.random() < 0.67)  # noqa: PLR2004 - two of three
