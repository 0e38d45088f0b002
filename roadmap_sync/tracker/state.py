"""What stands in a tracker: the same types for what is wanted and what is found, so that ``==`` is the diff.

Wanted values refer to each other by key. Found ones, as a reader hands them over, refer by the tracker's own ids;
`identity.managed_part` turns them into keys, after deciding whom to trust. What only the tracker knows stands in
`found` (or another field with ``compare=False``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Value = str | float | date

IN_PROGRESS_LABEL = "in progress"
"""The label that says the same as the board's status, for those without a board; people's, as the status is."""
LOCK_PREFIX = "roadmap-sync lock"
"""Labels whose names begin so are locks of runs, no part of a roadmap."""


class IssueState(StrEnum):
    """Open, or closed and why. GitHub's DUPLICATE reads as NOT_PLANNED, a missing reason as COMPLETED."""

    OPEN = "open"
    COMPLETED = "completed"
    NOT_PLANNED = "not_planned"


class Status(StrEnum):
    """The board's Status, or what stands for it on the embedded tracker."""

    TODO = "Todo"
    IN_PROGRESS = "In Progress"
    DONE = "Done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label; names are unique without regard to case. `color` is six lower-case hex digits."""

    name: str
    color: str
    description: str = ""
    was: tuple[str, ...] = field(default=(), compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A phase. `region` is what stands between our marks in its description; `due` is a day, no time.

    As read: `key` is that of the mark or "", `body` the whole description, `id` what issues refer to.
    """

    key: str
    title: str
    due: date | None = None
    region: str = ""
    body: str = field(default="", compare=False)
    id: str = field(default="", compare=False)
    number: int = field(default=0, compare=False)
    open: bool = field(default=True, compare=False)
    url: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What only the tracker knows of an issue; times are UTC.

    `closed_times` are all its closings, `skipped_times` those of them as not planned or duplicate. `closings` counts
    how often it was closed in its life; `author_trusted` is the tracker's word on its author: owner, member,
    collaborator, the viewer, or the bot github-actions; `author_sure` says that it is none of the members and
    collaborators, `author_app` that it is an App and no person. `position` is its place among its parent's children.
    `spent` are notes of time spent: (when, hours), from trusted authors. `children` and `blocking` count all of its
    sub-issues and of the issues that wait for it, whoever's.
    """

    id: str
    number: int
    url: str = ""
    body: str = ""
    author: str = ""
    author_trusted: bool = True
    author_sure: bool = True
    author_app: bool = False
    created_at: datetime | None = None
    closed_at: datetime | None = None
    updated_at: datetime | None = None
    closings: int = 0
    closed_times: tuple[datetime, ...] = ()
    skipped_times: tuple[datetime, ...] = ()
    reopened_times: tuple[datetime, ...] = ()
    assignees: tuple[str, ...] = ()
    status: str = ""
    position: int = 0
    children: int = 0
    blocking: int = 0
    spent: tuple[tuple[datetime, float], ...] = ()


class IssueRole(StrEnum):
    """What an issue stands for."""

    SECTION = "section"
    ITEM = "item"
    PROJECT = "project"
    CRITERIA = "criteria"
    CHECKIN = "checkin"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue. `region` is the text between our marks, normal as `region.normal` makes it.

    `labels` are the managed ones in what is wanted, all of them as read. `done` is the file's `done: true`.
    `type` is an organization's issue type by name, `assign` whose a new issue is.
    """

    key: str
    title: str
    region: str = ""
    labels: frozenset[str] = frozenset()
    milestone: str = ""
    parent: str = ""
    blocked_by: frozenset[str] = frozenset()
    state: IssueState = IssueState.OPEN
    role: IssueRole = field(default=IssueRole.ITEM, compare=False)
    type: str = ""
    done: bool = field(default=False, compare=False)
    assign: tuple[str, ...] = field(default=(), compare=False)
    found: Facts | None = field(default=None, compare=False)


class FieldType(StrEnum):
    """The types of board fields that we make; OTHER is any that we don't."""

    DATE = "DATE"
    NUMBER = "NUMBER"
    SELECT = "SINGLE_SELECT"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardField:
    """A field of the board; `options` are wanted names in order, found ones map to their ids in `ids`."""

    name: str
    type: FieldType
    options: tuple[str, ...] = ()
    id: str = field(default="", compare=False)
    ids: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A project board of `roadmap` (its id). As wanted: where to find or how to make it; as read: what it has.

    `marks` are what it is known by, today's first, none where the file names its number; `marked` says that it carries
    one. `size` counts its cards.
    """

    roadmap: str
    title: str
    owner: str = ""
    number: int = field(default=0, compare=False)
    template: int = field(default=0, compare=False)
    fields: tuple[BoardField, ...] = field(default=(), compare=False)
    description: str = field(default="", compare=False)
    id: str = field(default="", compare=False)
    url: str = field(default="", compare=False)
    linked: bool = field(default=False, compare=False)
    marks: tuple[str, ...] = field(default=(), compare=False)
    marked: bool = field(default=True, compare=False)
    size: int = field(default=0, compare=False)
    problem: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An issue on a board: values by field name (Status among them). As read, `key` is the issue's tracker id.

    `partial`: the token may not see all of its values.
    """

    key: str
    roadmap: str
    values: Mapping[str, Value] = field(default_factory=dict)
    archived: bool = False
    id: str = field(default="", compare=False)
    partial: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class DoneBefore:
    """What a published result says of work that is done: the learner's day, and its issue's number; 0: not known."""

    day: date | None = None
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything, wanted or found. Issues are in the order of the roadmap, or of their creation as read.

    `types` are the issue types that there are. `held` are keys that a stranger's issue claims: nothing is made or
    counted there. `lost` is work that was done and whose issue is gone, by key.
    """

    labels: tuple[Label, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    issues: tuple[Issue, ...] = ()
    boards: tuple[Board, ...] = ()
    cards: tuple[Card, ...] = ()
    types: tuple[str, ...] = ()
    held: frozenset[str] = field(default=frozenset(), compare=False)
    lost: Mapping[str, DoneBefore] = field(default_factory=dict, compare=False)


def is_lock(label: Label) -> bool:
    """Whether a label is a lock."""
    return label.name.casefold().startswith(LOCK_PREFIX)
