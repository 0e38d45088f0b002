"""How well an answer is remembered, and when it is due again: the scheduler FSRS, replayed over the answers given.

FSRS-6 by the library `fsrs` with its default parameters (J. Ye, "A Stochastic Shortest Path Algorithm for Optimizing
Spaced Repetition Scheduling", KDD 2022; https://github.com/open-spaced-repetition). Without fuzz and without learning
or relearning steps, so that intervals are whole days and the same answers always give the same days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from roadmap_sync.desired.reviews import ReviewAnswer

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GivenAnswer = tuple[date, ReviewAnswer]
"""The day that a review counts for, and its answer."""
_WORST_FIRST = tuple(ReviewAnswer)


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS makes of the answers to one question: the day it is due again, and the last answer with its day."""

    due: date
    reviewed: date
    answer: ReviewAnswer
    retention: float
    _card: Card

    def retrievability(self, day: date) -> float:
        """How likely the answer is remembered on `day`, from 0 to 1; on the day of the review itself 1."""
        return float(_scheduler(self.retention).get_card_retrievability(self._card, _moment(day)))


def remember(reviews: Iterable[GivenAnswer], retention: float) -> Memory | None:
    """Replay the answers to one question in the order of their days; None without any.

    `retention` is how likely an answer is to be remembered on its due day, from 0.7 to 0.97.
    """
    ordered = sorted(reviews, key=lambda review: (review[0], _WORST_FIRST.index(review[1])))
    if not ordered:
        return None
    from fsrs import Card, Rating  # noqa: PLC0415 - only where something is reviewed

    # An id and a day given: without them the library takes both from the clock.
    card = Card(card_id=0, due=_moment(ordered[0][0]))
    for day, answer in ordered:
        rating = Rating(1 + _WORST_FIRST.index(answer))
        card, _ = _scheduler(retention).review_card(card, rating, _moment(day))
    reviewed, answer = ordered[-1]
    return Memory(card.due.date(), reviewed, answer, retention, card)


@cache
def _scheduler(retention: float) -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415 - only where something is reviewed

    return Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
