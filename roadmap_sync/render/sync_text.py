"""What a sync did, in words and as a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Literal, assert_never

from roadmap_sync.plan.changes import Change, Create, Retire, Update, kind_of, subject
from roadmap_sync.render import plan_json
from roadmap_sync.render.formatting import count
from roadmap_sync.sync import Result
from roadmap_sync.text import line
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutField,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
)


def summary(result: Result) -> str:
    """A line: what was done, or how far it came; and what waits for --prune."""
    plan = result.plan
    if not plan.changes:
        return "Nothing to do: the tracker agrees with the roadmap."
    waiting = "" if plan.prune else _waiting(plan.summary()["retire"])
    if not plan.to_apply:
        return f"Nothing to do, but {waiting}"
    if result.failed or result.left:
        total = result.done + len(result.failed) + result.left
        parts = [f"{result.done} of {count(total, 'step')} done"]
        parts += [f"{len(result.failed)} failed"] if result.failed else []
        parts += [f"{result.left} left for the next run"] if result.left else []
    else:
        parts = [f"Done: {'; '.join(_counted(plan.to_apply))}"]
    return f"{'; '.join(parts)}." + (f" {waiting}" if waiting else "")


def _counted(changes: Sequence[Change]) -> Iterator[str]:
    """``created 7 labels, 8 milestones, 250 issues``, then what was updated and retired."""
    by_verb: dict[str, Counter[str]] = {verb: Counter() for verb in ("created", "updated", "retired")}
    for change in changes:
        by_verb[_past_tense(change)][kind_of(subject(change))] += 1
    for verb, kinds in by_verb.items():
        if kinds:
            yield f"{verb} {', '.join(count(amount, kind) for kind, amount in kinds.items())}"


def _past_tense(change: Change) -> Literal["created", "updated", "retired"]:
    match change:
        case Create():
            return "created"
        case Update():
            return "updated"
        case Retire():
            return "retired"
        case _:
            assert_never(change)


def _waiting(amount: int) -> str:
    if not amount:
        return ""
    is_, them = ("is", "it") if amount == 1 else ("are", "them")
    return f"{count(amount, 'issue')} {is_} no longer in the roadmap and left alone; --prune closes {them}."


def failure(outcome: Outcome) -> str:
    """One step that failed, and why."""
    return line(f"Failed: {words(outcome.step)}: {outcome.error}")


def words(step: Step) -> str:  # noqa: C901, PLR0911 - a case a step
    """A step in words."""
    match step:
        case PutLabel():
            return f"label {step.label.name!r}"
        case PutMilestone():
            return f"milestone {step.milestone.title!r}"
        case CreateIssue():
            return f"create {step.issue.key}"
        case EditIssue():
            return f"edit {step.issue.key}"
        case SetParent() | PlaceAfter():
            return f"place {step.key}" + (f" under {step.parent}" if step.parent else "")
        case Block():
            return f"{step.key} {'' if step.add else 'no longer '}blocked by {step.blocker}"
        case SetState():
            return f"{_verb(step.state)} {step.key}"
        case PutBoard():
            return f"board {step.board.title!r}"
        case PutField():
            return f"board field {step.field.name!r}"
        case PutCard() | ArchiveCard():
            return f"card of {step.card.key}"
        case _:
            assert_never(step)


def _verb(state: IssueState) -> str:
    match state:
        case IssueState.OPEN:
            return "reopen"
        case IssueState.COMPLETED:
            return "close"
        case IssueState.NOT_PLANNED:
            return "close as not planned"
        case _:
            assert_never(state)


def document(result: Result, tracker: str) -> dict[str, Any]:
    """The result of `sync --json`."""
    return {
        "version": 1,
        "tracker": tracker,
        "planned": dict(result.plan.summary()),
        "done": result.done,
        "failed": [{"step": words(outcome.step), "error": outcome.error} for outcome in result.failed],
        "left": result.left,
        "notices": [plan_json.notice(notice) for notice in result.plan.notices],
    }
