"""What is remembered of the questions in review, as of the report's day: the whole, the weakest topics, the phases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from roadmap_sync.desired.reviews import ReviewAnswer, review_key
from roadmap_sync.progress.model import Retention, Topic
from roadmap_sync.progress.questions import ReviewQuestion, review_span
from roadmap_sync.progress.snapshot import Snapshot, tally
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Option
from roadmap_sync.roadmap.outline import OutlineLevel
from roadmap_sync.tracker.state import IssueState

WEAKEST = 5
"""Topics that a report names."""


def retention(snapshot: Snapshot, questions: Sequence[ReviewQuestion]) -> Retention | None:
    """The numbers of spaced review; None where the roadmap has none.

    Remembered is a question whose last answer was not "again". Due are those of the period in which `as_of` lies.
    """
    review = snapshot.roadmap.review
    if review is None:
        return None
    span = review_span(snapshot.roadmap, snapshot.as_of)
    issue = snapshot.found.get(review_key(snapshot.roadmap.id, span))
    answered = [one.memory for one in questions if one.memory]
    return Retention(
        remembered=sum(memory.answer is not ReviewAnswer.AGAIN for memory in answered),
        answered=len(answered),
        total=len(questions),
        due=sum(one.due <= span.last for one in questions),
        every=review.every.value,
        weakest=_weakest(snapshot, questions),
        phases=_phases(snapshot, questions),
        url=issue.found.url if issue and issue.found and issue.state is IssueState.OPEN else "",
    )


def remembered_share(snapshot: Snapshot, questions: Iterable[ReviewQuestion], key: str) -> float:
    """How much of all questions below a phase or section is remembered, from 0 to 1; what was never answered is not."""
    asked = {
        question.key
        for entry in snapshot.outline.entries
        if _is_below(entry.key, key) and not isinstance(entry.value, Option)
        for question in entry.value.check_yourself
    }
    kept = [_strength(snapshot, one) for one in questions if one.memory and one.question.key in asked]
    return sum(kept) / len(asked) if asked else 0.0


def _weakest(snapshot: Snapshot, questions: Iterable[ReviewQuestion]) -> tuple[Topic, ...]:
    """The sections, or phases where a question belongs to none, of which least is remembered."""
    topics: dict[str, list[float]] = {}
    for one in questions:
        if one.memory:
            own = one.entry.key if one.entry.level in {OutlineLevel.SECTION, OutlineLevel.PHASE} else ""
            topic = own or one.entry.section or one.entry.phase or snapshot.roadmap.id
            topics.setdefault(topic, []).append(_strength(snapshot, one))
    found = sorted((_mean(shares), key, len(shares)) for key, shares in topics.items())
    return tuple(_topic(snapshot, key, share, count) for share, key, count in found[:WEAKEST])


def _topic(snapshot: Snapshot, key: str, share: float, answered: int) -> Topic:
    entry = snapshot.outline.by_key.get(key)
    above = snapshot.outline.by_key.get(entry.phase) if entry else None
    title = entry.title if entry else snapshot.roadmap.title
    return Topic(title=title, phase=above.title if above else "", share=share, answered=answered)


def _phases(snapshot: Snapshot, questions: Sequence[ReviewQuestion]) -> Mapping[str, float]:
    """By the key of each finished phase: the mean share remembered of its questions that were answered."""
    found = {}
    for entry in snapshot.outline.entries:
        if entry.level is OutlineLevel.PHASE and tally(snapshot.under(entry.key)).finished:
            kept = [_strength(snapshot, one) for one in questions if one.memory and _is_below(one.entry.key, entry.key)]
            if kept:
                found[entry.key] = _mean(kept)
    return found


def _strength(snapshot: Snapshot, question: ReviewQuestion) -> float:
    return question.memory.retrievability(snapshot.as_of) if question.memory else 0.0


def _mean(shares: Sequence[float]) -> float:
    return round(sum(shares) / len(shares), 2)


def _is_below(key: str, above: str) -> bool:
    return keys.rebase(key, above, "") != key
