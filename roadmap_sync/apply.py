"""From a plan to steps in an order that can be carried out, through a Writer that may batch them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from roadmap_sync.state import Board, BoardField, Card, Issue, IssueState, Label, Milestone, State, Value


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
    """Change those of title, region, labels, milestone that stand in `fields`.

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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step: done (`error` = ""), or why not. `number` and `url` are a created issue's."""

    step: Step
    error: str = ""
    number: int = 0
    url: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was carried out."""
        return not self.error


class Writer(Protocol):
    """Carries out steps. Steps name things by key; a writer knows the tracker's ids from what was read and made."""

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Carry out independent steps of one kind, in order, batched as it sees fit; an outcome each, as it lands."""
        ...


class Tracker(Protocol):
    """A place that holds issues: GitHub, or the embedded tracker."""

    @property
    def name(self) -> str:
        """``github`` or ``local``."""
        ...

    @property
    def place(self) -> str:
        """What the first line of output says: the repository, or the file."""
        ...

    def read(self, *, everything: bool = False) -> State:
        """What stands there, referring by the tracker's own ids; reads only.

        Issues that carry one of our labels; with `everything` also those without, where marks may stand whose label
        somebody took off: asked for before anything is created.
        """
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Keep other runs that create out; raises LockedError."""
        ...

    def writer(self, found: State) -> Writer:
        """A writer that knows the ids of what `found` (a State in the roadmap's terms) holds."""
        ...

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:
        """How many requests and about how many minutes the groups of steps would take."""
        ...
