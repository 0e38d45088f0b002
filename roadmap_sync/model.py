"""The roadmap as its author wrote it: frozen values, one class an element of the file.

These classes are the only definition of the format: `load` reads files by their annotations, `schema` prints the JSON
Schema from them, and `docs/format.md` is generated from the texts given here with `key`. A class's `shorthand` is the
key that a bare text stands for; with `switch`, true and false stand for the class and for None. After loading every
`id` is filled in, and every reference (`depends_on`, `same_as`, `skip`) is a full key from the roadmap's id down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from roadmap_sync.aims import Checkpoint, Criterion, Every, Goal, Habit, Measured, Metric, Skill
from roadmap_sync.definition import key, unwritten
from roadmap_sync.errors import Place
from roadmap_sync.form import (
    AUTHOR,
    COLOR,
    ID,
    LABEL,
    LABEL_DESCRIPTION,
    LOGIN,
    PROSE,
    REPOSITORY,
    TIMEZONE,
    TITLE,
    URL,
)
from roadmap_sync.span import DateRange, Effort, Lasts, When

__all__ = [
    "NOWHERE",
    "OPTIONAL",
    "Board",
    "Checkpoint",
    "CommitsFrom",
    "Criterion",
    "EntryPoint",
    "Every",
    "Goal",
    "Habit",
    "Item",
    "Measured",
    "Metric",
    "Option",
    "Phase",
    "Project",
    "Resource",
    "Roadmap",
    "Section",
    "Skill",
    "Tag",
    "Track",
]

NOWHERE = Place("")
OPTIONAL = "optional"  # the tag whose items do not count unless the file says so


class Track(StrEnum):
    """What becomes an issue."""

    ITEMS = "items"
    SECTIONS = "sections"


class CommitsFrom(StrEnum):
    """Where commits are counted."""

    REPOSITORY = "repository"
    ACCOUNT = "account"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to learn from."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What it is called.", form=TITLE)
    url: str = key("Where it is (https).", "", form=URL)
    note: str = key("What to use of it.", "", example="chapters 1-9", form=PROSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: a label on issues, and whether what carries it counts."""

    shorthand: ClassVar[str] = "label"

    id: str = unwritten("")
    label: str = key("The label's name; default: the tag.", "", form=LABEL)
    color: str = key("The label's colour, six hex digits.", "", example="0e8a16", form=COLOR)
    description: str = key("The label's description.", "", form=LABEL_DESCRIPTION)
    counts: bool = key("Whether items with this tag count in the percentage (`optional` does not unless told).", True)  # noqa: FBT003
    was: tuple[str, ...] = key("Former ids: the label is renamed instead of made anew.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to learn or do: an issue. A project has a few keys more."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What is learned or done; the issue's title (at most 256 characters).", form=TITLE)
    id: str = key("Known by this for ever; default: made of the title.", "", form=ID)
    tags: tuple[str, ...] = key("Tags of its own; without any it has its section's.", (), form=LABEL)
    kind: str = key(
        "`topic` (default), `practice`, `project`, `demo`, `reading` ...: a label and a board value.",
        "",
        form=LABEL,
    )
    effort: Effort | None = key("Hours, a number or a range.", None, example="4h")
    when: When | None = key("When, instead of the share of its section.", None, example="day 3")
    done: bool = key("Done already when the issue is first made; afterwards the issue says.", False)  # noqa: FBT003
    depends_on: tuple[str, ...] = key("What comes first: becomes blocked-by.", ())
    why: str = key("Why it matters.", "", form=PROSE)
    note: str = key("A note in the issue.", "", form=PROSE)
    tasks: tuple[str, ...] = key("A task list in the issue; ticks are the learner's.", ())
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    check_yourself: tuple[str, ...] = key("Questions to ask oneself.", ())
    think_about: tuple[str, ...] = key("What to keep in mind.", ())
    placeholder: bool = key("Still to be decided: shown, not counted.", False)  # noqa: FBT003
    was: tuple[str, ...] = key("Former ids: found again after a rename.", (), form=ID)
    place: Place = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Item):
    """A milestone project: everything an item has, and what it proves."""

    proves: tuple[str, ...] = key("What it proves.", ())
    build: tuple[str, ...] = key("What to build.", ())
    able_to: tuple[str, ...] = key("What one can do with it in the end.", ())
    same_as: str = key("The same work as this item or project, named twice: one issue.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several alternatives of a section."""

    title: str = key("The alternative.", form=TITLE)
    id: str = key("Default: made of the title.", "", form=ID)
    tags: tuple[str, ...] = key("Tags its items inherit.", (), form=LABEL)
    effort: Effort | None = key("Hours, shared among its items; default: the section's.", None)
    why: str = key("When to choose it.", "", form=PROSE)
    items: tuple[Item, ...] = key("What it holds.", ())
    was: tuple[str, ...] = key("Former ids.", (), form=ID)
    place: Place = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a phase: an issue with its items as sub-issues."""

    title: str = key("The section's name; the issue's title.", form=TITLE)
    id: str = key("Known by this for ever; default: made of the title.", "", form=ID)
    when: When | None = key("When.", None, example="weeks 1-2")
    lasts: Lasts | None = key("How long, instead of `when`.", None, example="2 weeks")
    effort: Effort | None = key("Hours, shared among its items.", None, example="20-25h")
    goal: str = key("What it is for.", "", form=PROSE)
    why: str = key("Why it matters.", "", form=PROSE)
    note: str = key("A note in the issue.", "", form=PROSE)
    tags: tuple[str, ...] = key("Tags for items that have none.", (), form=LABEL)
    kind: str = key("The kind of its items.", "", form=LABEL)
    depends_on: tuple[str, ...] = key("What comes first: becomes blocked-by.", ())
    items: tuple[Item, ...] = key("What it holds.", ())
    choose: int = key("With `options`: how many of them count; default: 1.", 0, bounds=(1, 100))
    options: tuple[Option, ...] = key("Alternatives.", ())
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    check_yourself: tuple[str, ...] = key("Questions to ask oneself.", ())
    think_about: tuple[str, ...] = key("What to keep in mind.", ())
    was: tuple[str, ...] = key("Former ids: found again after a rename.", (), form=ID)
    place: Place = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the roadmap: a milestone."""

    title: str = key("The phase's name; the milestone's title.", form=TITLE)
    id: str = key("Known by this for ever; default: made of the title.", "", form=ID)
    group: str = key("Years or stages that phases are gathered in.", "", example="Year 1")
    goal: str = key("What it is for.", "", form=PROSE)
    why: str = key("Why it matters.", "", form=PROSE)
    note: str = key("A note.", "", form=PROSE)
    when: When | None = key("When; phases may overlap.", None, example="weeks 1-6")
    lasts: Lasts | None = key("How long, instead of `when`: after what it depends on, or after the phase before.", None)
    effort: Effort | None = key("Hours; sections' own override it.", None, example="60-80h")
    depends_on: tuple[str, ...] = key("Phases that come first (dates and what next only).", ())
    done_when: tuple[Criterion, ...] = key("Success criteria: one issue.", ())
    tags: tuple[str, ...] = key("Tags for items that have none, nor their section.", (), form=LABEL)
    items: tuple[Item, ...] = key("Items without a section.", ())
    sections: tuple[Section, ...] = key("Its parts.", ())
    projects: tuple[Project, ...] = key("Milestone projects.", ())
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    was: tuple[str, ...] = key("Former ids: found again after a rename.", (), form=ID)
    place: Place = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint:
    """For those who know things already: what they may leave out."""

    id: str = key("Named by `entry`; default: made of the title.", "", form=ID)
    title: str = key("Who it is for.", form=TITLE)
    skip: tuple[str, ...] = key("Phases, sections or items to leave out.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The project board."""

    shorthand: ClassVar[str] = "title"
    switch: ClassVar[bool] = True

    title: str = key("Its title; default: the roadmap's.", "", form=TITLE)
    owner: str = key("Who owns it; default: the repository's owner.", "", form=LOGIN)
    number: int = key("An existing board, by its number.", 0)
    template: int = key("Copy this board of the same owner: views and workflows come along.", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """A whole roadmap: one file."""

    title: str = key("The roadmap's name.", form=TITLE)
    phases: tuple[Phase, ...] = key("Its phases, in order.")
    id: str = key("Part of every key; default: the file's name.", "", form=ID)
    summary: str = key("What it is about.", "", form=PROSE)
    repository: str = key(
        "Whose issues: owner/name; default: where it lives.", "", example="owner/name", form=REPOSITORY
    )
    active: bool = key("false: validated always, synced and reported only when named on the command line.", True)  # noqa: FBT003
    start: date | None = key("The first day; no start, no dates.", None, example="2026-01-05")
    timezone: str = key("Days, weeks and streaks are the learner's.", "UTC", example="Europe/Prague", form=TIMEZONE)
    pace: Effort | None = key("A name from `paces`, or hours a week.", None, names="paces", example="part-time")
    paces: Mapping[str, Effort] = key("Named paces, hours a week.", dict, example={"part-time": "10-15"})
    holidays: tuple[DateRange, ...] = key("Days and ranges of days off.", ())
    label: str = key("Our label.", "roadmap", form=LABEL)
    trust: tuple[str, ...] = key("Further people whose marks count: logins.", (), form=LOGIN)
    track: Track = key("items: an issue an item. sections: an issue a section, its items a task list.", Track.ITEMS)
    author: tuple[str, ...] = key(
        "Whose commits count: logins or mail addresses; default: the repository's owner.", (), form=AUTHOR
    )
    commits_from: CommitsFrom = key("repository, or account: all public work of that login.", CommitsFrom.REPOSITORY)
    board: Board | None = key("The project board; false: none.", None)
    entry_points: tuple[EntryPoint, ...] = key("What may be left out by those who know it.", ())
    entry: str = key("The entry point chosen.", "")
    tags: Mapping[str, Tag] = key("Tags by id; with this section given, others are an error.", dict, form=LABEL)
    projects: tuple[Project, ...] = key("Projects of the whole (no milestone).", ())
    done_when: tuple[Criterion, ...] = key("Success criteria of the whole: one issue.", ())
    habits: tuple[Habit, ...] = key("What is done again and again.", ())
    goals: tuple[Goal, ...] = key("What is reached by a day.", ())
    checkpoints: tuple[Checkpoint, ...] = key("What one should be by when.", ())
    skills: tuple[Skill, ...] = key("Levels in the report.", ())
    resources: tuple[Resource, ...] = key("Where to learn.", ())
    principles: tuple[str, ...] = key("Rules to live by.", ())
    avoid: tuple[str, ...] = key("What not to spend time on.", ())
    notes: tuple[str, ...] = key("Prose to keep: shown in the report's last fold.", (), form=PROSE)
    was: tuple[str, ...] = key("Former ids of the roadmap.", (), form=ID)
    pace_name: str = unwritten("")
    place: Place = unwritten(NOWHERE)
