"""`roadmap-sync review`: the questions that are due, asked in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.output import result, say
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.desired.reviews import MEANINGS, ReviewAnswer, answer_box, answers, review_key, review_period
from roadmap_sync.errors import UsageError
from roadmap_sync.plan.changes import Plan, name_of, subject
from roadmap_sync.progress.questions import review_span
from roadmap_sync.render.sync_text import failure
from roadmap_sync.roadmap.model import Option, Roadmap
from roadmap_sync.roadmap.scopes import things
from roadmap_sync.sync import RunLimits, sync
from roadmap_sync.text import line
from roadmap_sync.tracker.protocol import Outcome, Writer
from roadmap_sync.tracker.state import Issue, IssueState
from roadmap_sync.tracker.steps import EditIssue, SetState, Step

STOP = "q"
_KEYS = {str(number): answer for number, answer in enumerate(ReviewAnswer, 1)}


@click.command("review")
@options.files
@options.tracking
def review_command(files: tuple[Path, ...], *, today: date | None, repo: str | None, tracker_name: str | None) -> int:
    """Ask the questions that are due: answer from memory, look it up, say how it went.

    Each answer is ticked at once in the period's review issue, which is made where it is missing: stop at any time with
    q, and go on later. Where nobody is at a terminal, the questions are printed.

    \b
    Example:  roadmap-sync review
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    roadmaps = tuple(roadmap for roadmap in load(run, files) if roadmap.review)
    if not roadmaps:
        raise UsageError("no roadmap here has reviews", "Write `review: true` into the roadmap file.")
    tracker = open_tracker(run, roadmaps, boards=False)
    wanting = TrackedRoadmaps(run, roadmaps, tracker, board=False)
    made = sync(tracker, wanting, RunLimits(), part=_reviews_alone)
    failed = [*made.failed]
    found = wanting.found()
    issues = {issue.key: issue for issue in found.issues}
    for roadmap in roadmaps:
        issue = issues.get(review_key(roadmap.id, review_span(roadmap, run.today(roadmap))))
        open_one = _open_review(roadmap, issue)
        if open_one is None:
            result(f"{line(roadmap.title)}: nothing to review now.")
        elif not sys.stdin.isatty():
            result(_listed(open_one))
        else:
            failed += _ask(open_one, tracker.writer(found))
    for outcome in failed:
        say(failure(outcome), style="red")
    return FAILED if failed else OK


def _reviews_alone(plan: Plan) -> Plan:
    """The part of a plan that is about review issues."""
    return replace(plan, changes=tuple(one for one in plan.changes if review_period(name_of(subject(one)))))


@dataclass(frozen=True, slots=True)
class _OpenReview:
    """A review issue with questions to answer: their keys and texts. `others` says that the file has lost some."""

    roadmap: Roadmap
    issue: Issue
    left: Sequence[tuple[str, str]]
    others: bool


def _open_review(roadmap: Roadmap, issue: Issue | None) -> _OpenReview | None:
    if issue is None or issue.state is not IssueState.OPEN:
        return None
    texts = dict(_texts(roadmap))
    unanswered = [key for key, answer in answers(issue.region).items() if answer is None]
    left = [(key, texts[key]) for key in unanswered if key in texts]
    return _OpenReview(roadmap, issue, left, len(left) < len(unanswered)) if left else None


def _texts(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """The questions of a file by every key that an issue may know them by."""
    for _, thing in things(roadmap):
        for question in () if isinstance(thing, Option) else thing.check_yourself:
            yield question.text_key, line(question.question)
            yield question.key, line(question.question)


def _listed(review: _OpenReview) -> str:
    address = review.issue.found.url if review.issue.found else ""
    where = f"Tick the answers in {address}" if address else "Answer them with `roadmap-sync review` in a terminal"
    questions = (f"  {number}. {text}" for number, (_, text) in enumerate(review.left, 1))
    return "\n".join([f"{line(review.roadmap.title)}: {len(review.left)} to review. {where}.", *questions])


def _ask(review: _OpenReview, writer: Writer) -> Iterator[Outcome]:
    """Ask one question after the other; gives the outcomes that failed. All answered: the issue is closed."""
    say(f"{line(review.roadmap.title)}: {len(review.left)} to review, q stops. Keys:")
    for key, meant in _KEYS.items():
        say(f"   {key}  {meant.value:<6} {MEANINGS[meant]}")
    for number, (key, text) in enumerate(review.left, 1):
        say(f"\n{number}. {text}\n   Enter once you have answered it for yourself.")
        answer = None if _pressed("\r\n ") == STOP else _answered()
        if answer is None:
            result(f"Answered {number - 1} of {len(review.left)}; the rest stays due.")
            return
        say(f"   {answer.value}")
        tick = ((answer_box(key, answer), True),)
        yield from _failed(writer, EditIssue(review.issue, review.issue, frozenset({"region"}), tick))
    if not review.others:
        yield from _failed(writer, SetState(review.issue.key, IssueState.COMPLETED))
    result(f"Answered all {len(review.left)}.")


def _answered() -> ReviewAnswer | None:
    """How it went, by one of four keys; None to stop."""
    say("   How did it go?  " + "  ".join(f"{key} {answer.value}" for key, answer in _KEYS.items()))
    return _KEYS.get(_pressed("".join(_KEYS)))


def _pressed(expected: str) -> str:
    """The next key that is one of these, or q."""
    while True:
        key = click.getchar()
        if key and key in expected + STOP:
            return key


def _failed(writer: Writer, step: Step) -> Iterator[Outcome]:
    return (outcome for outcome in writer.write([step]) if not outcome.ok)
