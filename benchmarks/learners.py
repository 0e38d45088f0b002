"""Simulated learners of ten kinds, who live through a roadmap day by day."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.roadmap.timespans import DateRange

SIZES = (20, 50, 120, 400)
"""Items of a roadmap."""
HOURS_A_WEEK = 8.0
"""What the learner means to do; how it goes is the kind's."""
MOST_DAYS = 5_000
"""A life is followed for so long at most."""


@dataclass(frozen=True, slots=True)
class Life:
    """What a learner finished on which day, in estimated hours, and the days off that were announced."""

    start: date
    done: tuple[tuple[date, float], ...]
    holidays: tuple[DateRange, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How a learner goes about it.

    `share(t)` is how much of the usual hours is done at `t`, which is time by the plan (1: the planned end). `spread`
    is the standard deviation of a week's hours by their mean, `off` the chance of a week off, `rough` the standard
    deviation of the logarithm of an item's true hours by its estimate.
    """

    share: Callable[[float], float] = lambda _: 1.0
    spread: float = 0.4
    off: float = 0.1
    rough: float = 0.3
    holidays: str = ""


def _burnt_out(t: float) -> float:
    """A quarter of the plan is done with zeal, a tenth of it is lost, the rest is taken more slowly."""
    return 1.2 if t < 0.25 else 0.0 if t < 0.35 else 0.8  # noqa: PLR2004 - shares of the plan


KINDS: Mapping[str, Kind] = {
    "steady": Kind(spread=0.3, off=0.05),
    "usual": Kind(spread=0.6, off=0.2),
    "bursty": Kind(spread=1.2, off=0.35),
    "holidays announced": Kind(holidays="announced"),
    "holidays not announced": Kind(holidays="silent"),
    "slowing": Kind(share=lambda t: max(0.4, 1.0 - 0.6 * t)),
    "speeding": Kind(share=lambda t: min(1.6, 0.6 + 1.0 * t)),
    "late start": Kind(share=lambda t: 0.15 if t < 0.1 else 1.0),  # noqa: PLR2004 - a tenth of the plan
    "burn-out and back": Kind(share=_burnt_out),
    "rough estimates": Kind(rough=0.9),
}


def live(kind: Kind, size: int, dice: random.Random) -> Life:
    """A whole life; it begins on any day of the week and has a habit of certain days."""
    start = date(2024, 1, 1) + timedelta(days=dice.randrange(364))
    items = [dice.choice((1.0, 2.0, 3.0, 4.0, 6.0, 8.0)) for _ in range(size)]
    planned_days = 7 * sum(items) / HOURS_A_WEEK
    holidays = tuple(_holidays(start, dice)) if kind.holidays else ()
    free = {
        range_.start + timedelta(days=n) for range_ in holidays for n in range((range_.end - range_.start).days + 1)
    }
    hours = _hours(kind, start, planned_days, free, dice)
    return Life(
        start, tuple(_finished(items, hours, kind.rough, dice)), holidays if kind.holidays == "announced" else ()
    )


def _holidays(start: date, dice: random.Random) -> Iterator[DateRange]:
    """Two weeks off, every two to four months."""
    day = start
    while (day - start).days < MOST_DAYS:
        day += timedelta(days=dice.randrange(60, 120))
        yield DateRange(day, day + timedelta(days=13))


def _hours(
    kind: Kind, start: date, planned_days: float, free: set[date], dice: random.Random
) -> Iterator[tuple[date, float]]:
    """Hours of every day: a week's are drawn first, then spread over the days that the learner has for it."""
    habit = sorted(dice.sample(range(7), dice.choice((2, 3, 5, 7))))
    amount = 0.0
    for number in range(MOST_DAYS):
        day = start + timedelta(days=number)
        if number == 0 or day.weekday() == 0:
            amount = 0.0 if dice.random() < kind.off else dice.gammavariate(1 / kind.spread**2, kind.spread**2)
            amount *= HOURS_A_WEEK / (1 - kind.off) * kind.share(number / planned_days)
        if day.weekday() in habit and day not in free:
            yield day, amount / len(habit)


def _finished(
    items: list[float], hours: Iterator[tuple[date, float]], rough: float, dice: random.Random
) -> Iterator[tuple[date, float]]:
    """Items one after the other; what counts is the estimate, what it takes is the truth."""
    day, at_hand = date.min, 0.0
    for estimate in items:
        needed = estimate * math.exp(dice.gauss(-(rough**2) / 2, rough))
        while at_hand < needed:
            found = next(hours, None)
            if found is None:
                return
            day, at_hand = found[0], at_hand + found[1]
        at_hand -= needed
        yield day, estimate
