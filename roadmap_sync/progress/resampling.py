"""How many weeks the rest takes: the learner's own weeks, resampled into many futures.

The method is the bootstrap (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979) over whole weeks, each
future built on a Bayesian bootstrap of the weeks seen (D. B. Rubin, "The Bayesian Bootstrap", 1981), so that a short
history gives a wide range. Past weeks say nothing of a change that goes on: where a trend is seen, the range becomes
wider. It is looked for by a permutation test (R. A. Fisher, "The Design of Experiments", 1935). How well the dates hold
is measured by `benchmarks/forecast.py`.
"""

from __future__ import annotations

import hashlib
import math
import random
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean

DRAWS = 1_000
LIKELY, SAFE = 0.50, 0.85
HORIZON = 520
"""Weeks that a future is followed at most."""
DRIFT = 0.8
"""How far the pace may change for those who have become slower: standard deviation of its logarithm."""
RECENT, FEWEST_FOR_TREND = 8, 12
"""Weeks that stand for the pace after a trend, and those that it takes to see one."""
PERMUTATIONS = 200
CHANCE = 0.45
"""A trend is a slope that chance alone would bring less often than this. So lenient, since a false alarm only widens
the range, and a strict test sees few of those who slow down."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of each coming week is free of announced holidays, from 0 to 1; after the last one, all of it."""

    shares: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Range:
    """Weeks until the rest is done, fractions of a week included; infinite beyond the horizon."""

    likely: float
    safe: float


def weeks_range(sample: Sequence[float], left: float, capacity: Capacity, *, draws: int = DRAWS) -> Range:
    """The likely and the safe number of weeks; a trend in the sample moves one end outwards, never inwards."""
    found = weeks_needed(sample, left, capacity, draws=draws)
    likely, safe, recent = quantile(found, LIKELY), quantile(found, SAFE), sample[-RECENT:]
    slope = trend(sample)
    if slope > 0:
        likely = min(likely, quantile(weeks_needed(recent, left, capacity, draws=draws), LIKELY))
    elif slope < 0:
        drifting = weeks_needed(sample, left, capacity, draws=draws, drift=DRIFT)
        slower = weeks_needed(recent, left, capacity, draws=draws, drift=DRIFT)
        safe = max(safe, quantile(drifting, SAFE), quantile(slower, SAFE))
    return Range(likely, safe)


def weeks_needed(
    sample: Sequence[float], left: float, capacity: Capacity, *, draws: int = DRAWS, drift: float = 0.0
) -> list[float]:
    """Weeks until `left` is done in each of many futures, sorted; infinite beyond the horizon.

    `drift` is how far the pace may change. The seed comes from the numbers themselves: equal histories give equal
    futures.
    """
    rng, mean = _dice("futures", tuple(sample), left, capacity.shares), fmean(sample)
    ahead = left / mean if mean else HORIZON
    changed = (left * math.exp(rng.gauss(0.0, drift)) for _ in range(draws))
    return sorted(_future(sample, work, capacity, rng, ahead) for work in changed)


def quantile(sorted_weeks: Sequence[float], share: float) -> float:
    """The number that so large a share of the futures does not exceed."""
    return sorted_weeks[min(len(sorted_weeks) - 1, math.ceil(share * len(sorted_weeks)) - 1)]


def trend(sample: Sequence[float]) -> int:
    """1 where the weeks become fuller, -1 where they become emptier, 0 where neither is seen.

    The last eight have to differ from those before in the direction of the slope, and the slope has to be `CHANCE`'s.
    """
    if len(sample) < FEWEST_FOR_TREND:
        return 0
    seen = _slope(sample)
    sign = 1 if seen > 0 else -1
    if sign * (fmean(sample[-RECENT:]) - fmean(sample[:-RECENT])) <= _TINY:  # equal weeks, however sums are rounded
        return 0
    rng, shuffled = _dice("trend", tuple(sample)), list(sample)
    as_far = 0
    for _ in range(PERMUTATIONS):
        rng.shuffle(shuffled)
        as_far += sign * _slope(shuffled) >= sign * seen - _TINY
    return sign if as_far / PERMUTATIONS < CHANCE else 0


def _slope(sample: Sequence[float]) -> float:
    """The slope of the least-squares line, but for a factor that is the same for all orders of a sample."""
    middle = (len(sample) - 1) / 2
    return sum((number - middle) * amount for number, amount in enumerate(sample))


def _dice(*numbers: object) -> random.Random:
    return random.Random(hashlib.sha256(repr(numbers).encode()).digest())  # noqa: S311 - dice, no secrets


def _future(sample: Sequence[float], left: float, capacity: Capacity, rng: random.Random, ahead: float) -> float:
    """One future: how likely each past week is to come again is drawn first, then the weeks.

    Inside its last week the work is taken as spread evenly.
    """
    chances = list(accumulate(rng.expovariate(1.0) for _ in sample))
    done, week = 0.0, 0
    for share in capacity.shares:
        amount = share * rng.choices(sample, cum_weights=chances)[0]
        if done + amount >= left:
            return week + (left - done) / amount
        done, week = done + amount, week + 1
    while week < HORIZON:
        # `ahead` is infinite where the weeks brought next to nothing.
        number = math.ceil(min(HORIZON - week, ahead * 1.3 + 2))
        sums = list(accumulate(rng.choices(sample, cum_weights=chances, k=number), initial=done))
        if sums[-1] >= left:
            last = bisect_left(sums, left)
            return week + last - 1 + (left - sums[last - 1]) / (sums[last] - sums[last - 1])
        done, week = sums[-1], week + number
    return math.inf
