"""When it will be finished: a range of dates from the learner's own weeks, resampled.

The method is the bootstrap (B. Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979) over whole weeks, each
future built on a Bayesian bootstrap of the weeks seen (D. B. Rubin, "The Bayesian Bootstrap", 1981), so that a short
history gives a wide range.
"""

from __future__ import annotations

import hashlib
import math
import random
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from roadmap_sync.progress.model import Forecast, Mark, Part, Work
from roadmap_sync.progress.pace import WEEK, Week, finished_weeks
from roadmap_sync.progress.snapshot import Ledger
from roadmap_sync.schedule.workdays import Workdays, moved

DRAWS = 1_000
LIKELY, SAFE = 0.50, 0.85
FEWEST_WEEKS = 4
FEWEST_WITH_WORK = 2
SAMPLE_WEEKS = 52
HORIZON = 520
"""Weeks that a future is followed at most."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How much of each coming week is free of announced holidays, from 0 to 1; after the last one, all of it."""

    shares: tuple[float, ...] = ()


def forecasts(ledger: Ledger, phases: Sequence[Part], current: Iterable[str]) -> tuple[Forecast, ...]:
    """The first phase in progress and the whole; nothing once all is done or where nothing counts."""
    if ledger.tally.finished or not ledger.tally.total:
        return ()
    found = []
    in_progress = frozenset(current)
    phase = next((part for part in phases if part.key in in_progress and part.tally.total), None)
    if phase and len(phases) > 1:
        found.append(_forecast(ledger, phase.title, _left(ledger, ledger.under(phase.key)), phase.target))
    left = _left(ledger, ledger.work)
    targets = [work.target for work in ledger.work if work.counts]
    dated = [target for target in targets if target]
    # Ongoing work has no day: the day planned for the rest would be no match for a forecast of it all.
    target = max(dated) if len(dated) == len(targets) else None
    return (*found, _forecast(ledger, ledger.roadmap.title, left, target))


def sample_of(weeks: Sequence[Week]) -> tuple[float, ...]:
    """What the last weeks brought: idle ones as they came, but no idle week of which half or more was announced."""
    kept = (week for week in weeks if week.active or week.workdays > WEEK / 2)
    return tuple(week.weight for week in kept)[-SAMPLE_WEEKS:]


def weeks_needed(sample: Sequence[float], left: float, capacity: Capacity, *, draws: int = DRAWS) -> list[float]:
    """Weeks until `left` is done in each of many futures, sorted; infinite beyond the horizon.

    The seed comes from the numbers themselves: equal histories give equal futures.
    """
    text = repr((tuple(sample), left, capacity.shares))
    rng = random.Random(hashlib.sha256(text.encode()).digest())  # noqa: S311 - dice, no secrets
    mean = sum(sample) / len(sample)
    return sorted(_future(sample, left, capacity, rng, ahead=left / mean if mean else HORIZON) for _ in range(draws))


def quantile(sorted_weeks: Sequence[float], share: float) -> float:
    """The number that so large a share of the futures does not exceed."""
    return sorted_weeks[min(len(sorted_weeks) - 1, math.ceil(share * len(sorted_weeks)) - 1)]


def _future(sample: Sequence[float], left: float, capacity: Capacity, rng: random.Random, ahead: float) -> float:
    """One future: how likely each past week is to come again is drawn first, then the weeks."""
    chances = list(accumulate(rng.expovariate(1.0) for _ in sample))
    done, week = 0.0, 0
    for share in capacity.shares:
        done += share * rng.choices(sample, cum_weights=chances)[0]
        week += 1
        if done >= left:
            return week
    while week < HORIZON:
        number = math.ceil(
            min(HORIZON - week, ahead * 1.3 + 2)
        )  # `ahead` is infinite where weeks brought next to nothing
        sums = list(accumulate(rng.choices(sample, cum_weights=chances, k=number), initial=done))
        if sums[-1] >= left:
            return week + bisect_left(sums, left)
        done, week = sums[-1], week + number
    return math.inf


def _forecast(ledger: Ledger, title: str, left: float, target: date | None) -> Forecast:
    weeks = finished_weeks(ledger)
    sample = sample_of(weeks)
    if reason := _too_little(sample):
        return Forecast(title=title, target=target, reason=reason)
    found = weeks_needed(sample, left, _capacity(ledger))
    likely, safe = (_day(ledger.as_of, quantile(found, share)) for share in (LIKELY, SAFE))
    years = f"more than {HORIZON // 52} years"
    reason = "" if safe else f"at this pace {years}" if not likely else f"15 of 100 futures take {years}"
    return Forecast(title=title, likely=likely, safe=safe, target=target, reason=reason)


def _left(ledger: Ledger, works: Iterable[Work]) -> float:
    left = sum(ledger.weight(work) for work in works if work.counts and work.mark is not Mark.DONE)
    return left - 1e-9  # sums of tenths of hours may fall short of each other by a hair


def _too_little(sample: Sequence[float]) -> str:
    """Why nothing can be said yet, or ""."""
    if len(sample) < FEWEST_WEEKS:
        return f"no forecast yet: it takes {FEWEST_WEEKS} weeks, {len(sample)} are over"
    if sum(1 for done in sample if done) < FEWEST_WITH_WORK:
        return f"no forecast yet: it takes {FEWEST_WITH_WORK} weeks with finished work"
    return ""


def _capacity(ledger: Ledger) -> Capacity:
    """The weeks from the day after `as_of` to the last announced holiday."""
    days = Workdays.without(ledger.days_off)
    last = max((holiday.end for holiday in ledger.days_off), default=ledger.as_of)
    count = min(math.ceil((last - ledger.as_of).days / WEEK), HORIZON)
    firsts = (moved(ledger.as_of, 1 + WEEK * number) for number in range(count))
    return Capacity(tuple(days.count(first, moved(first, WEEK - 1)) / WEEK for first in firsts))


def _day(as_of: date, weeks: float) -> date | None:
    return None if math.isinf(weeks) else moved(as_of, WEEK * int(weeks))
