"""From a plan to steps in an order that can be carried out, through a Writer that may batch them."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Board, BoardField, Card, Issue, IssueState, Label, Milestone, Value


@dataclass(frozen=True, slots=True)
class PutLabel:
    """Make a label, or change `before` into it."""

    label: Label
    before: Label | None = None


@dataclass(frozen=True, slots=True)
class PutMilestone:
    """Make a milestone, or change `before` into it (title, due, our region of its description)."""

    milestone: Milestone
    before: Milestone | None = None


@dataclass(frozen=True, slots=True)
class CreateIssue:
    """Make an open issue with title, region, labels, milestone, parent; on `boards` (roadmap ids) at once if it can."""

    issue: Issue
    boards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditIssue:
    """Change those of title, region, labels, milestone, type that stand in `fields`.

    The region is merged with the body as it is at the moment of writing (`region.rewrite`), so that ticks survive.
    Labels: what `before` has and `issue` has not is removed, the reverse added, others stay. With "state" in `fields`
    the issue is closed as completed, or reopened, in the same stroke as the region is written. With "region", `ticks`
    names boxes, by hidden id, that a person ticks (or not) in that stroke.
    """

    issue: Issue
    before: Issue
    fields: frozenset[str]
    ticks: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class SetParent:
    """Hang an issue under another, or under none (`parent` = "")."""

    key: str
    parent: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class PlaceAfter:
    """Put an issue right behind a sibling under their parent; `sibling` = "" puts it first."""

    key: str
    parent: str
    sibling: str


@dataclass(frozen=True, slots=True)
class Block:
    """Add (or take away) the dependency: `key` is blocked by `blocker`."""

    key: str
    blocker: str
    add: bool = True


@dataclass(frozen=True, slots=True)
class SetState:
    """Close with a reason, or reopen."""

    key: str
    state: IssueState


@dataclass(frozen=True, slots=True)
class PutBoard:
    """Find or make the board, link it to the repository."""

    board: Board
    before: Board | None = None


@dataclass(frozen=True, slots=True)
class PutField:
    """Make a field of a board, or add the options that it lacks (all others kept, with their ids)."""

    roadmap: str
    field: BoardField
    before: BoardField | None = None


@dataclass(frozen=True, slots=True)
class PutCard:
    """Put an issue on the board where it is not yet, and set `values` (None clears)."""

    card: Card
    values: tuple[tuple[str, Value | None], ...]
    before: Card | None = None


@dataclass(frozen=True, slots=True)
class ArchiveCard:
    """Archive a card, or bring it back."""

    card: Card
    archived: bool = True


Step = (
    PutLabel
    | PutMilestone
    | CreateIssue
    | EditIssue
    | SetParent
    | PlaceAfter
    | Block
    | SetState
    | PutBoard
    | PutField
    | PutCard
    | ArchiveCard
)


def forgets_card(before: Issue, after: Issue) -> bool:
    """Whether an edit takes away our word that the issue's card is archived."""
    return (
        region_annotations.read(before.region).card_archived and not region_annotations.read(after.region).card_archived
    )


def makes(step: Step) -> set[str]:  # noqa: PLR0911 - a case a step
    """Names that the step makes stand in the tracker, in the terms of `needs`."""
    match step:
        case CreateIssue():
            return {step.issue.key}
        case PutLabel() if step.before is None or _label(step.before.name) != _label(step.label.name):
            return {_label(step.label.name)}
        case PutMilestone(before=None):
            return {step.milestone.key}
        case PutBoard():
            return {f"board {step.board.roadmap}"}
        # The word goes before its card, and is gone after it.
        case EditIssue() if forgets_card(step.issue, step.before):
            return {f"word of {step.issue.key}"}
        case ArchiveCard(archived=False):
            return {f"card {step.card.key}"}
        case _:
            return set()


def _label(name: str) -> str:
    return f"label {name.casefold()}"


def needs(step: Step) -> set[str]:  # noqa: C901, PLR0911 - a case a step
    """Keys that must stand in the tracker before the step can be carried out."""
    match step:
        case CreateIssue():
            return {step.issue.parent, step.issue.milestone, *map(_label, step.issue.labels)} - {""}
        case EditIssue():
            milestone = {step.issue.milestone} if "milestone" in step.fields else set()
            labels = step.issue.labels - step.before.labels if "labels" in step.fields else ()
            card = {f"card {step.issue.key}"} if forgets_card(step.before, step.issue) else set()
            return {step.issue.key, *milestone, *map(_label, labels), *card} - {""}
        case SetParent():
            return {step.key, step.parent} - {""}
        case PlaceAfter():
            return {step.key, step.parent, step.sibling} - {""}
        case Block():
            return {step.key, step.blocker}
        case SetState():
            return {step.key}
        case PutCard():
            return {step.card.key, f"board {step.card.roadmap}"}
        case ArchiveCard():
            word = {f"word of {step.card.key}"} if step.archived else set()
            return {step.card.key, f"board {step.card.roadmap}", *word}
        case PutField():
            return {f"board {step.roadmap}"}
        case PutLabel() | PutMilestone() | PutBoard():
            return set()
