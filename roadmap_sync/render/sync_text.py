"""What a sync did, in words and as a document."""

from __future__ import annotations

from typing import Any

from roadmap_sync.apply import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    Outcome,
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
from roadmap_sync.render.wording import count
from roadmap_sync.sync import Result
from roadmap_sync.text import line


def summary(result: Result) -> str:
    """One or two lines: what was done, what failed, what is left, what waits for --prune."""
    counts = result.plan.summary()
    if not result.plan.changes:
        return "Nothing to do: the tracker agrees with the roadmap."
    parts = []
    if result.plan.to_apply:
        retired = f", {counts['retire']} to retire" if result.plan.prune else ""
        planned = f"{counts['create']} to create, {counts['update']} to update{retired}"
        parts.append(f"{planned}: {count(result.done, 'step')} done")
    if result.failed:
        parts.append(f"{len(result.failed)} failed")
    if result.left:
        parts.append(f"{result.left} left for the next run")
    waiting = counts["retire"] if not result.plan.prune else 0
    if waiting:
        parts.append(f"{count(waiting, 'issue')} no longer in the roadmap left alone (--prune closes them)")
    return "; ".join(parts).capitalize() + "."


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
            return f"place {step.key} under {step.parent or 'nothing'}"
        case Block():
            return f"{step.key} blocked by {step.blocker}"
        case SetState():
            return f"{step.state.replace('_', ' ')}: {step.key}"
        case PutBoard():
            return f"board {step.board.title!r}"
        case PutField():
            return f"board field {step.field.name!r}"
        case PutCard() | ArchiveCard():
            return f"card of {step.card.key}"


def document(result: Result, tracker: str) -> dict[str, Any]:
    """The result of `sync --json`."""
    return {
        "version": 1,
        "tracker": tracker,
        "planned": dict(result.plan.summary()),
        "done": result.done,
        "failed": [{"step": words(outcome.step), "error": outcome.error} for outcome in result.failed],
        "left": result.left,
    }
