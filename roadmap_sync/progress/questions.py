"""The questions in review: those of what is finished, with the answers given so far and the day they are due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from roadmap_sync.desired.reviews import DueQuestion, answers, review_key, review_period, review_region
from roadmap_sync.progress.item_status import day_of
from roadmap_sync.progress.memory import GivenAnswer, Memory, remember
from roadmap_sync.progress.model import WorkStatus
from roadmap_sync.progress.snapshot import Snapshot, tally
from roadmap_sync.roadmap.goals import Frequency
from roadmap_sync.roadmap.model import Option, Roadmap
from roadmap_sync.roadmap.outline import OutlineEntry
from roadmap_sync.roadmap.review import Question
from roadmap_sync.schedule.periods import Period, period
from roadmap_sync.tracker.state import Issue, IssueState

FIRST_AFTER = timedelta(days=3)
"""From the finish of what a question belongs to until it is asked first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewQuestion:
    """A question in review: where it comes from, when that was finished, what is remembered, the day it is due.

    `memory` is None until it was answered once.
    """

    question: Question
    entry: OutlineEntry
    url: str
    finished: date
    due: date
    memory: Memory | None = None

    @property
    def known_on(self) -> date:
        """The day on which it was last learned or reviewed."""
        return max(self.finished, self.memory.reviewed) if self.memory else self.finished


def review_questions(snapshot: Snapshot, today: date) -> tuple[ReviewQuestion, ...]:
    """All questions in review on `today`, the longest due first; nothing where the roadmap has no `review`.

    A question that several elements ask is asked for the one that was finished first.
    """
    review = snapshot.roadmap.review
    if review is None:
        return ()
    given = given_answers(snapshot.found.values(), today)
    found: dict[str, ReviewQuestion] = {}
    for entry in snapshot.outline.entries:
        day = finished_on(snapshot, entry) if _asked_by(entry) else None
        for question in _asked_by(entry) if day else ():
            assert day is not None  # noqa: S101 - for the type checker: none are asked without
            reviews = _reviews_of(question, given)
            memory = remember(reviews, review.retention)
            due = max(memory.due, day + FIRST_AFTER) if memory else day + FIRST_AFTER
            one = ReviewQuestion(
                question=question, entry=entry, url=_url(snapshot, entry), finished=day, due=due, memory=memory
            )
            other = found.get(question.key)
            if other is None or day < other.finished:
                found[question.key] = one
    return tuple(sorted(found.values(), key=lambda one: one.due))


def wanted_review(snapshot: Snapshot, today: date) -> str | None:
    """The region of the review issue of today's period; None where there is none and nothing is due.

    What an issue asks is fixed when it is made: one that is there is wanted as it stands.
    """
    review = snapshot.roadmap.review
    if review is None:
        return None
    span = review_span(snapshot.roadmap, today)
    found = snapshot.found.get(review_key(snapshot.roadmap.id, span))
    if found is not None:
        return found.region
    due = due_now(review_questions(snapshot, today), span, today)[: review.questions]
    return review_region(span, [DueQuestion(one.question, one.entry.title, one.url) for one in due]) if due else None


def due_now(questions: Iterable[ReviewQuestion], span: Period, today: date) -> Sequence[ReviewQuestion]:
    """What a review issue made on `today` asks: all that is due by the end of its period, for which it counts.

    What was learned within the period waits for its own day, so that nothing is asked on the day it was learned.
    """
    return [one for one in questions if one.due <= today or (one.due <= span.last and one.known_on < span.first)]


def review_span(roadmap: Roadmap, day: date) -> Period:
    """The review period of a day; of a week where the roadmap has no `review`."""
    return period(Frequency(roadmap.review.every.value) if roadmap.review else Frequency.WEEK, day)


def given_answers(issues: Iterable[Issue], today: date) -> Mapping[str, Sequence[GivenAnswer]]:
    """By the key of the question: the answers in closed review issues, each for the last day of its period.

    An open issue whose period is over counts too: the next sync closes it. One closed as not planned never counts.
    """
    given: dict[str, list[GivenAnswer]] = {}
    for issue in issues:
        span = review_period(issue.key)
        if span is None or not (issue.state is IssueState.COMPLETED or (_is_open(issue) and span.last < today)):
            continue
        for question, answer in answers(issue.region).items():
            if answer is not None:
                given.setdefault(question, []).append((span.last, answer))
    return given


def finished_on(snapshot: Snapshot, entry: OutlineEntry) -> date | None:
    """The day on which an item, section or phase was finished; None where it is not.

    Skipped, reopened and fallen-away work is not. What was done on a day that nobody knows (before the first sync, or
    by a tick) counts from the day its issue was made.
    """
    if entry.is_work:
        work = snapshot.by_key[entry.key]
        if work.mark is not WorkStatus.DONE or work.fallen:
            return None
        return work.done_on or _made_on(snapshot, entry.same_as or entry.key, entry.section)
    works = snapshot.under(entry.key)
    sums, issue = tally(works), snapshot.found.get(entry.key)
    if sums.total:
        days = [work.done_on or _made_on(snapshot, work.key, work.section) for work in works if work.counts]
        return max(days) if sums.finished and not _is_skipped(issue) else None
    closed = issue is not None and issue.state is IssueState.COMPLETED and issue.found and issue.found.closed_at
    return day_of(closed, ZoneInfo(snapshot.roadmap.timezone)) if closed else None


def _asked_by(entry: OutlineEntry) -> tuple[Question, ...]:
    return () if isinstance(entry.value, Option) else entry.value.check_yourself


def _reviews_of(question: Question, given: Mapping[str, Sequence[GivenAnswer]]) -> Iterator[GivenAnswer]:
    """Its answers, also those from before it had an id."""
    for name in dict.fromkeys((question.key, question.text_key)):
        yield from given.get(name, ())


def _made_on(snapshot: Snapshot, *candidates: str) -> date:
    """The day on which the first of these issues was made; the roadmap's start where none is known."""
    for key in candidates:
        issue = snapshot.found.get(key)
        if issue and issue.found and issue.found.created_at:
            return day_of(issue.found.created_at, ZoneInfo(snapshot.roadmap.timezone))
    return snapshot.roadmap.start or date.min


def _is_open(issue: Issue) -> bool:
    return issue.state is IssueState.OPEN


def _is_skipped(issue: Issue | None) -> bool:
    return issue is not None and issue.state is IssueState.NOT_PLANNED


def _url(snapshot: Snapshot, entry: OutlineEntry) -> str:
    if entry.is_work:
        return snapshot.by_key[entry.key].url
    issue = snapshot.found.get(entry.key)
    return issue.found.url if issue and issue.found else snapshot.milestones.get(entry.key, (0, ""))[1]
