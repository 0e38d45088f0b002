"""A plan as a value: what would be created, updated and retired, and what is to be said about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from roadmap_sync.tracker.state import Board, Card, Issue, Label, Milestone, State

Thing = Label | Milestone | Issue | Board | Card


def kind_of(thing: Thing) -> str:
    """The word for it in plans: label, milestone, issue, board or card."""
    return type(thing).__name__.lower()


def name_of(thing: Thing) -> str:
    """What it is known by: its key, or a label's name."""
    match thing:
        case Label():
            return thing.name
        case Board():
            return thing.roadmap
        case Milestone() | Issue() | Card():
            return thing.key


def differing(before: object, after: object, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the named fields that differ, sorted."""
    return tuple(sorted(name for name in names if getattr(before, name) != getattr(after, name)))


def compared(thing: object) -> tuple[str, ...]:
    """The names of a value's fields that count for ``==``."""
    return tuple(one.name for one in fields(thing) if one.compare)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Create:
    """Something wanted is not there. `after_sibling`: where an issue is to stand under its parent, if not last."""

    thing: Thing
    after_sibling: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Something is there and differs in `fields` (sorted names). `note` says why it was found under another name.

    An issue's fields: title, region, labels, milestone, parent, blocked_by, state, order; `key` where it was renamed,
    moved or adopted. `after_sibling` goes with "order": the key that it should follow under its parent, "" for first.
    `leaves_first`: it leaves its parent before any other issue finds its own.
    """

    before: Thing
    after: Thing
    fields: tuple[str, ...]
    note: str = ""
    after_sibling: str = ""
    leaves_first: bool = False


@dataclass(frozen=True, slots=True)
class Retire:
    """An issue of ours that the roadmap no longer names. Carried out only with `--prune`."""

    before: Issue
    after: Issue


Change = Create | Update | Retire


def subject(change: Change) -> Thing:
    """What the change is about, as it will be."""
    return change.thing if isinstance(change, Create) else change.after


class NoticeKind(StrEnum):
    """What a notice is about."""

    HELD = "held"
    DOUBLED = "doubled"
    STRANGER = "stranger"
    RENAMED = "renamed"
    ADOPTED = "adopted"
    TITLE_TAKEN = "title_taken"
    BOARD = "board"
    LABEL = "label"
    TYPE = "type"
    LOST = "lost"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell besides the changes; `url` is where to look."""

    kind: NoticeKind
    key: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What sync would do, in an order in which it can be done.

    `found` is what was read, in the roadmap's terms (issues by key); `existing` counts our issues and milestones
    there; `prune` says whether retires are to be carried out. `origins` has the curriculum by the key of what comes
    from one, `label_origins` by a label's casefolded name, `curricula` has all of them as people read them.
    """

    changes: tuple[Change, ...]
    notices: tuple[Notice, ...] = ()
    found: State = field(default_factory=State)
    existing: int = 0
    prune: bool = False
    origins: Mapping[str, str] = field(default_factory=dict)
    label_origins: Mapping[str, str] = field(default_factory=dict)
    curricula: tuple[str, ...] = ()

    @property
    def to_apply(self) -> tuple[Change, ...]:
        """The changes that sync carries out: all, but retires only with `prune`."""
        return tuple(change for change in self.changes if self.prune or not isinstance(change, Retire))

    def summary(self) -> Mapping[str, int]:
        """How many changes of each action."""
        counts = {"create": 0, "update": 0, "retire": 0}
        for change in self.changes:
            counts[type(change).__name__.lower()] += 1
        return counts
