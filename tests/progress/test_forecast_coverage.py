"""Forecasts keep their word: against simulated learners whose true pace is known."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from roadmap_sync.progress.resampling import LIKELY, SAFE, Capacity, quantile, weeks_needed

HISTORIES = 500
ITEM = 4.0
"""Hours of an item: work shows only once an item is finished."""
TRUE_PACE = 10.0
"""Hours in a week of work."""


def learner(dice: random.Random, *, weeks_off: float, spread: float) -> Iterator[float]:
    """Hours finished week by week: some weeks off, the others around the true pace, in whole items."""
    begun = 0.0
    while True:
        if dice.random() >= weeks_off:
            begun += dice.gammavariate(1 / spread**2, TRUE_PACE * spread**2)
        finished = begun // ITEM * ITEM
        begun -= finished
        yield finished


@pytest.mark.parametrize(
    ("weeks_off", "spread", "seen", "left"),
    [(0.05, 0.3, 6, 80), (0.2, 0.6, 8, 120), (0.35, 0.6, 12, 60), (0.2, 1.0, 5, 60)],
    ids=["steady", "usual", "many weeks off", "fitful and new"],
)
def test_the_safe_date_covers_at_least_80_of_100_learners_and_the_likely_one_about_half(weeks_off, spread, seen, left):
    safe = likely = 0
    for number in range(HISTORIES):
        weeks = learner(random.Random(number), weeks_off=weeks_off, spread=spread)
        past = [next(weeks) for _ in range(seen)]
        truth, done = 0, 0.0
        while done < left:
            done += next(weeks)
            truth += 1
        found = weeks_needed(past, left, Capacity(), draws=100)
        safe += truth <= quantile(found, SAFE)
        likely += truth <= quantile(found, LIKELY)
    assert safe >= 0.80 * HISTORIES
    assert 0.40 * HISTORIES <= likely <= 0.80 * HISTORIES
