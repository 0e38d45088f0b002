"""Questions to ask oneself, and how they are asked again: the keys `check_yourself` and `review`."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from roadmap_sync.roadmap.fields import key
from roadmap_sync.roadmap.strings import ID


class ReviewFrequency(StrEnum):
    """How often a review issue is made."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to ask oneself; a bare text is the question."""

    shorthand: ClassVar[str] = "question"
    single: ClassVar[bool] = True

    question: str = key("What is asked.", example="Can you write a decorator without looking it up?")
    id: str = key(
        "Its name in reviews: with one, its history is kept when the text changes; default: made of the text.",
        "",
        form=ID,
    )

    @property
    def key(self) -> str:
        """What reviews know it by: its id, or a hash of its text; never the key of the item, which may move."""
        return self.id or self.text_key

    @property
    def text_key(self) -> str:
        """The key that its text alone gives; no id can be equal to it, since an id has no ``~``."""
        return f"~{hashlib.sha256(self.question.encode()).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Spaced review: what was learned is asked again before it is forgotten; `true` all defaults, `false` none."""

    switch: ClassVar[bool] = True

    every: ReviewFrequency = key("How often a review issue is made: `week` or `month`.", ReviewFrequency.WEEK)
    questions: int = key("How many questions it lists at most.", 5, bounds=(1, 50))
    retention: float = key(
        "How likely an answer is to be remembered on the day it is due; more means more reviews.",
        0.9,
        bounds=(0.7, 0.97),
    )
