"""Review issues: the questions that are due, the boxes under each, and the answers that the boxes give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.goals import Frequency
from roadmap_sync.roadmap.review import Question
from roadmap_sync.schedule.periods import Period, named
from roadmap_sync.text import link, plain
from roadmap_sync.tracker.checkboxes import box_line, boxes


class ReviewAnswer(StrEnum):
    """How well a question was answered, the worst first."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


MEANINGS: Mapping[ReviewAnswer, str] = {
    ReviewAnswer.AGAIN: "not remembered, or wrong",
    ReviewAnswer.HARD: "remembered with much effort",
    ReviewAnswer.GOOD: "remembered",
    ReviewAnswer.EASY: "remembered at once",
}


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A question that a review issue asks, and where it comes from: a title and the web address, "" for none."""

    question: Question
    source: str
    url: str = ""


def review_key(roadmap_id: str, span: Period) -> str:
    """``roadmap/~review/week/2026-W05``."""
    return keys.join(roadmap_id, keys.REVIEW, span.leaf)


def review_period(key: str) -> Period | None:
    """The period of a review issue's key; None where the key is no review's."""
    parts = key.split("/")
    if len(parts) != 4 or parts[1] != keys.REVIEW or parts[2] not in {Frequency.WEEK, Frequency.MONTH}:  # noqa: PLR2004 - roadmap, ~review, week, name
        return None
    return named(Frequency(parts[2]), parts[3])


def review_title(title: str, span: Period) -> str:
    """The title of a review issue."""
    return f"Review {span.name}: {title}"


def review_region(span: Period, due: Sequence[DueQuestion]) -> str:
    """The region of a review issue: each question with its four boxes."""
    return "\n\n".join([_intro(span), *(_question(number, one) for number, one in enumerate(due, 1))])


def answers(region: str) -> dict[str, ReviewAnswer | None]:
    """By the key of each question that a review issue asks: the answer ticked, of several the worst, or None."""
    found: dict[str, ReviewAnswer | None] = {}
    for box in boxes(region):
        question, _, word = box.id.rpartition(":")
        if question and word in _WORDS:
            known = found.setdefault(question, None)
            if box.ticked:
                answer = ReviewAnswer(word)
                found[question] = min(answer, known, key=_ORDER.index) if known else answer
    return found


def answer_box(question: str, answer: ReviewAnswer) -> str:
    """The hidden id of a box: question and answer, since the four texts repeat."""
    return f"{question}:{answer.value}"


_ORDER = tuple(ReviewAnswer)
_WORDS = frozenset(answer.value for answer in ReviewAnswer)


def _intro(span: Period) -> str:
    meanings = ", ".join(f"*{answer.value}*: {meaning}" for answer, meaning in MEANINGS.items())
    return (
        f"Answer from memory, look it up, then tick how it went ({meanings}; of two ticks the worse counts).\n\n"
        f"From {span.first} to {span.last}. It closes by itself when the {span.every} is over; a question without a "
        "tick stays due."
    )


def _question(number: int, due: DueQuestion) -> str:
    source = link(due.source, due.url) if due.url else plain(due.source)
    return "\n".join([f"**{number}.** {plain(due.question.question)}", f"From {source}", "", *_boxes(due.question)])


def _boxes(question: Question) -> Iterator[str]:
    for answer in ReviewAnswer:
        yield box_line(answer.value, box_id=answer_box(question.key, answer))
