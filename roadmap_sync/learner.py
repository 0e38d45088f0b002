"""A simulated learner for the demo: what somebody does in a week, decided from a seed, the same every time."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from roadmap_sync.outline import Entry
from roadmap_sync.ticks import Box

TASK_HOURS = 1.5
"""Hours of a piece of work that names none."""


class Deed(StrEnum):
    """What a learner does."""

    START = "start"
    FINISH = "finish"
    SKIP = "skip"
    REOPEN = "reopen"
    COMMIT = "commit"
    SPENT = "spent"


@dataclass(frozen=True, slots=True, order=True)
class Action:
    """Something done at a moment (UTC) with a piece of work; `text` is a commit's headline or a comment."""

    at: datetime
    deed: Deed
    key: str
    text: str = ""


def week(work: Sequence[Entry], monday: date, *, hours: float, seed: str) -> tuple[Action, ...]:
    """A week from `monday`: works through `work` in its order for about `hours`, on four to six days, with commits.

    One piece in twenty is skipped where it does not count, one in thirty reopened and finished again two days later.
    """
    chance = random.Random(hashlib.sha256(f"{seed} {monday}".encode()).hexdigest())  # noqa: S311 - a demo, no secret
    budget = hours * chance.choice((0.3, 0.8, 0.9, 1.0, 1.0, 1.1, 1.3))
    days = sorted(chance.sample(range(7), chance.randint(4, 6)))
    return tuple(sorted(_actions(list(work), [monday + timedelta(days=day) for day in days], budget, chance)))


def _actions(work: list[Entry], days: Sequence[date], budget: float, chance: random.Random) -> Iterator[Action]:
    spent = 0.0
    for entry in work:
        cost = entry.hours or TASK_HOURS
        if spent + cost > budget:
            if budget:
                yield Action(_moment(days[-1], 20, chance), Deed.START, entry.key)
            return
        at = _moment(days[min(int(len(days) * spent / budget), len(days) - 1)], 17, chance)
        spent += cost
        if not entry.counts and chance.random() < 0.5:  # noqa: PLR2004 - a coin
            yield Action(at, Deed.SKIP, entry.key)
            continue
        yield Action(at - timedelta(minutes=50), Deed.START, entry.key)
        for part in range(chance.choice((1, 1, 2, 3))):
            yield Action(at - timedelta(minutes=40 - 10 * part), Deed.COMMIT, entry.key, f"Work on {entry.title}")
        yield Action(at, Deed.FINISH, entry.key)
        if chance.random() < 0.3:  # noqa: PLR2004 - now and then
            hours = max(0.5, round(2 * cost * chance.uniform(0.7, 1.5)) / 2)
            yield Action(at + timedelta(minutes=1), Deed.SPENT, entry.key, f"/spent {hours:g}h")
        if chance.random() < 1 / 30:
            yield Action(at + timedelta(hours=20), Deed.REOPEN, entry.key)
            yield Action(at + timedelta(hours=44), Deed.FINISH, entry.key)


def _moment(day: date, hour: int, chance: random.Random) -> datetime:
    return datetime.combine(day, time(hour, chance.randint(0, 59), chance.randint(0, 59)), UTC)


def ticked(found: Sequence[Box], *, seed: str) -> tuple[Box, ...]:
    """The boxes of a check-in that the learner ticks this time: about two of three."""
    chance = random.Random(hashlib.sha256(seed.encode()).hexdigest())  # noqa: S311 - a demo, no secret
    return tuple(box for box in found if not box.ticked and chance.random() < 0.67)  # noqa: PLR2004 - two of three
