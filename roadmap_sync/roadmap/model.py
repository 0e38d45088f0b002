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

from roadmap_sync.errors import Position
from roadmap_sync.roadmap.curriculum import ADDRESS, WITHOUT, CurriculumFile
from roadmap_sync.roadmap.fields import key, unwritten
from roadmap_sync.roadmap.goals import Checkpoint, Criterion, Frequency, Goal, Habit, Measured, Metric, Skill
from roadmap_sync.roadmap.review import Question, Review
from roadmap_sync.roadmap.strings import (
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
from roadmap_sync.roadmap.timespans import DayOff, Effort, Lasts, When

__all__ = [
    "NOWHERE",
    "OPTIONAL",
    "BoardSettings",
    "Checkpoint",
    "CommitsFrom",
    "Criterion",
    "EntryPoint",
    "Frequency",
    "Goal",
    "Habit",
    "IssueTypes",
    "Item",
    "Measured",
    "Metric",
    "Option",
    "Phase",
    "Project",
    "Publish",
    "Resource",
    "Roadmap",
    "Section",
    "Skill",
    "StatusOptions",
    "Tag",
    "Track",
]

NOWHERE = Position("")
OPTIONAL = "optional"  # the tag whose items do not count unless the file says so


class Track(StrEnum):
    """What becomes an issue."""

    ITEMS = "items"
    SECTIONS = "sections"


class CommitsFrom(StrEnum):
    """Where commits are counted."""

    REPOSITORY = "repository"
    ACCOUNT = "account"


class Publish(StrEnum):
    """What a report publishes for others to read."""

    NONE = "none"
    SUMMARY = "summary"
    ITEMS = "items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to learn from; a bare text is its title, a bare address title and link."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What it is called.", form=TITLE)
    url: str = key("Where it is: an address that begins with https:// or http://.", "", form=URL)
    note: str = key("What to use of it.", "", example="chapters 1-9", form=PROSE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: a label on issues, and whether what carries it counts; a bare text is the label."""

    shorthand: ClassVar[str] = "label"

    id: str = unwritten("")
    label: str = key("The label's name on GitHub; default: the tag itself.", "", example="core skill", form=LABEL)
    color: str = key("The label's colour as six hex digits.", "", example="0e8a16", form=COLOR)
    description: str = key("The label's description on GitHub.", "", form=LABEL_DESCRIPTION)
    counts: bool = key(
        "Whether items with this tag count in the percentage; the tag `optional` does not unless told.",
        True,  # noqa: FBT003
    )
    was: tuple[str, ...] = key(
        "Former names of the tag: its label is renamed instead of a new one created.", (), form=LABEL
    )
    place: Position = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A step of an item: a box in its issue, ticked by the learner; a bare text is its title."""

    shorthand: ClassVar[str] = "title"
    single: ClassVar[bool] = True

    title: str = key("What is done.")
    done: bool = key("Its box is ticked when the issue is made; afterwards the issue says.", False)  # noqa: FBT003


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to learn or do: an issue, sub-issue of its section's; a bare text is its title."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What is learned or done: the issue's title.", form=TITLE)
    id: str = key("Its name in references and issue bodies, for ever; default: made of the title.", "", form=ID)
    tags: tuple[str, ...] = key("Tags of its own, as labels; without any it has its section's.", (), form=LABEL)
    kind: str = key(
        "`topic` (default), `practice`, `project`, `demo`, `reading` or another word: a label and a board value.",
        "",
        form=LABEL,
    )
    effort: Effort | None = key("Hours, a number or a range: its weight in the percentage.", None, example="4h")
    when: When | None = key("When, instead of its share of the section's time.", None, example="day 3")
    done: bool = key("Done before the issue exists: it is closed once it is made; afterwards the issue says.", False)  # noqa: FBT003
    depends_on: tuple[str, ...] = key("What comes first: blocked-by on GitHub.", (), example=["other-item"])
    why: str = key("Why it matters; stands in the issue.", "", form=PROSE)
    note: str = key("A note; stands in the issue.", "", form=PROSE)
    tasks: tuple[Task, ...] = key("A task list in the issue; ticks are the learner's.", (), example=["read", "write"])
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    check_yourself: tuple[Question, ...] = key("Questions to ask oneself; `review` asks them again.", ())
    think_about: tuple[str, ...] = key("What to keep in mind.", ())
    placeholder: bool = key("Still to be decided: shown, not counted.", False)  # noqa: FBT003
    assign: tuple[str, ...] = key("Whose it is when its issue is made; default: its section's.", (), form=LOGIN)
    was: tuple[str, ...] = key("Former ids: its issue is found again after the id changed.", (), form=ID)
    place: Position = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Item):
    """A milestone project: everything an item has, and what it proves; an issue in the phase's milestone."""

    proves: tuple[str, ...] = key("What it proves that one knows.", ())
    build: tuple[str, ...] = key("What to build.", ())
    able_to: tuple[str, ...] = key("What it can do in the end.", ())
    same_as: str = key("The item or project that is the same work under another name: one issue for both.", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of several alternatives of a section; its items are sub-issues of the section's issue."""

    title: str = key("The alternative.", form=TITLE)
    id: str = key("Its name in references; default: made of the title.", "", form=ID)
    tags: tuple[str, ...] = key("Tags its items inherit.", (), form=LABEL)
    effort: Effort | None = key("Hours, shared among its items; default: the section's.", None, example="20-25h")
    why: str = key("When to choose it.", "", form=PROSE)
    items: tuple[Item, ...] = key("What it holds.", ())
    was: tuple[str, ...] = key("Former ids: its items' issues are found again after the id changed.", (), form=ID)
    place: Position = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a phase: an issue with its items as sub-issues, closed by itself when all of them are done."""

    title: str = key("The section's name: the issue's title.", form=TITLE)
    id: str = key("Its name in references and issue bodies, for ever; default: made of the title.", "", form=ID)
    when: When | None = key("When, from start to target date.", None, example="weeks 1-2")
    lasts: Lasts | None = key(
        "How long, instead of `when`: after what it depends on, or the section before.", None, example="2 weeks"
    )
    effort: Effort | None = key("Hours, shared among its items.", None, example="20-25h")
    goal: str = key("What it is for; stands in the issue.", "", form=PROSE)
    why: str = key("Why it matters; stands in the issue.", "", form=PROSE)
    note: str = key("A note; stands in the issue.", "", form=PROSE)
    tags: tuple[str, ...] = key("Tags for items that have none of their own.", (), form=LABEL)
    kind: str = key("The kind of its items.", "", example="practice", form=LABEL)
    depends_on: tuple[str, ...] = key("What comes first: blocked-by on GitHub.", (), example=["other-section"])
    items: tuple[Item, ...] = key("What it holds; at most 100 with those of its options.", ())
    choose: int = key("With `options`: how many of them count; default: 1.", 0, bounds=(1, 100))
    options: tuple[Option, ...] = key("Alternatives: those most done count, the others fall away.", ())
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    check_yourself: tuple[Question, ...] = key("Questions to ask oneself; `review` asks them again.", ())
    think_about: tuple[str, ...] = key("What to keep in mind.", ())
    assign: tuple[str, ...] = key("Whose its issues are when they are made; default: the phase's.", (), form=LOGIN)
    was: tuple[str, ...] = key("Former ids: its issues are found again after the id changed.", (), form=ID)
    place: Position = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A stretch of the roadmap: a milestone with a due date."""

    title: str = key("The phase's name: the milestone's title.", form=TITLE)
    id: str = key("Its name in references and issue bodies, for ever; default: made of the title.", "", form=ID)
    group: str = key("The year or stage it belongs to: a row above its phases in the report.", "", example="Year 1")
    goal: str = key("What it is for.", "", form=PROSE)
    why: str = key("Why it matters.", "", form=PROSE)
    note: str = key("A note.", "", form=PROSE)
    when: When | None = key("When; phases may overlap.", None, example="weeks 1-6")
    lasts: Lasts | None = key(
        "How long, instead of `when`: after what it depends on, or after the phase before.", None, example="4-6 weeks"
    )
    effort: Effort | None = key("Hours; sections' own override it.", None, example="60-80h")
    depends_on: tuple[str, ...] = key(
        "Phases that come first: for dates and what is next.", (), example=["other-phase"]
    )
    done_when: tuple[Criterion, ...] = key("Success criteria: one issue with a box each.", ())
    tags: tuple[str, ...] = key("Tags for items that have none, nor their section.", (), form=LABEL)
    items: tuple[Item, ...] = key("Items without a section.", ())
    sections: tuple[Section, ...] = key("Its parts.", ())
    projects: tuple[Project, ...] = key("Milestone projects.", ())
    resources: tuple[Resource, ...] = key("Where to learn it.", ())
    check_yourself: tuple[Question, ...] = key("Questions to ask oneself; `review` asks them again.", ())
    assign: tuple[str, ...] = key("Whose its issues are when they are made; default: the roadmap's.", (), form=LOGIN)
    was: tuple[str, ...] = key(
        "Former ids: its milestone and issues are found again after the id changed.", (), form=ID
    )
    place: Position = unwritten(NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint:
    """For those who know things already: what they may leave out."""

    id: str = key("Its name in `entry`; default: made of the title.", "", form=ID)
    title: str = key("Whom it is for.", form=TITLE)
    skip: tuple[str, ...] = key("Phases, sections or items to leave out.", (), example=["python"])


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusOptions:
    """The options of a board's Status, where their words do not tell."""

    todo: str = key("Not begun; default: what means the same, or `Todo`.", "", example="Backlog")
    in_progress: str = key("Begun; default: what means the same, or `In Progress`.", "", example="Doing")
    done: str = key("Done; default: what means the same, or `Done`.", "", example="Shipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardSettings:
    """The project board; a bare text is its title, `true` all defaults, `false` no board."""

    shorthand: ClassVar[str] = "title"
    switch: ClassVar[bool] = True

    title: str = key("Its title; default: the roadmap's.", "", form=TITLE)
    status: StatusOptions | None = key(
        "What the board's field Status calls the three states; default: known by their words.", None
    )
    owner: str = key("The user or organisation it belongs to; default: the repository's owner.", "", form=LOGIN)
    number: int = key("An existing board, by the number in its address.", 0)
    template: int = key("Copy this board of the same owner: views and workflows come along.", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueTypes:
    """An organization's issue types for what the roadmap makes; a type is set where the organization has it."""

    section: str = key("The type of sections' issues; default: none.", "", example="Epic")
    item: str = key("The type of items' issues; default: none.", "", example="Task")
    project: str = key("The type of projects' issues; default: none.", "", example="Feature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roadmap:
    """A whole roadmap: one file."""

    title: str = key("The roadmap's name.", form=TITLE)
    phases: tuple[Phase, ...] = key("Its phases, in order.")
    id: str = key("Part of every key, so not changed lightly; default: the file's name.", "", form=ID)
    summary: str = key("What it is about; stands in the report.", "", form=PROSE)
    repository: str = key(
        "Whose issues; default: the repository it lives in.", "", example="owner/name", form=REPOSITORY
    )
    active: bool = key("`false`: always validated, but synced and reported only when named on the command line.", True)  # noqa: FBT003
    start: date | None = key("The first day; without it there are no dates.", None, example="2026-01-05")
    timezone: str = key("Whose days and weeks: those of the learner.", "UTC", example="Europe/Prague", form=TIMEZONE)
    pace: Effort | None = key("Hours a week, or a name from `paces`.", None, names="paces", example="part-time")
    paces: Mapping[str, Effort] = key("Named paces, hours a week.", dict, example={"part-time": "10-15"})
    holidays: tuple[DayOff, ...] = key(
        "Days off: days, ranges of days, and the public holidays of a country (`CZ`) or a part of one (`DE-BY`).",
        (),
        example=["CZ", "2026-07-01..2026-07-14", "2026-12-24"],
    )
    label: str = key("The label that all issues of the roadmap carry.", "roadmap", form=LABEL)
    trust: tuple[str, ...] = key(
        'Logins of further people whose marks in issues count; "name[bot]", quoted, for an App.', (), form=LOGIN
    )
    track: Track = key(
        "`items`: an issue an item. `sections`: an issue a section, its items a task list in it.", Track.ITEMS
    )
    author: tuple[str, ...] = key(
        "Whose commits count: logins or mail addresses; default: the repository's owner.", (), form=AUTHOR
    )
    commits_from: CommitsFrom = key(
        "`repository`, or `account` for all public work of that login.", CommitsFrom.REPOSITORY
    )
    board: BoardSettings | None = key("The project board; default: one with the roadmap's title. `false`: none.", None)
    types: IssueTypes | None = key("Issue types of the organization, by name; default: none.", None)
    assign: tuple[str, ...] = key(
        "Logins whose issues all are when they are made; afterwards assignees are people's.", (), form=LOGIN
    )
    entry_points: tuple[EntryPoint, ...] = key("What may be left out by those who know it.", ())
    entry: str = key("The entry point chosen: what it skips makes no issues and does not count.", "")
    tags: Mapping[str, Tag] = key("Tags by their names; with this section, others are an error.", dict)
    projects: tuple[Project, ...] = key("Projects of the whole, without a milestone.", ())
    done_when: tuple[Criterion, ...] = key("Success criteria of the whole: one issue.", ())
    habits: tuple[Habit, ...] = key("What is done again and again.", ())
    goals: tuple[Goal, ...] = key("What is reached by a day.", ())
    checkpoints: tuple[Checkpoint, ...] = key("What one should be by when.", ())
    skills: tuple[Skill, ...] = key("Skills with levels in the report.", ())
    review: Review | None = key("Spaced review of the questions in `check_yourself`; default: none.", None)
    resources: tuple[Resource, ...] = key("Where to learn.", ())
    principles: tuple[str, ...] = key("Rules to live by.", ())
    avoid: tuple[str, ...] = key("What not to spend time on.", ())
    notes: tuple[str, ...] = key("Prose to keep: shown in the report's last fold.", (), form=PROSE)
    was: tuple[str, ...] = key("Former ids: everything is found again after the id changed.", (), form=ID)
    extends: str = key(
        "The curriculum that this roadmap follows: a file of a repository at a branch, tag or commit, or a path from"
        " this file. This file then holds what is the learner's own.",
        "",
        example="acme/curriculum/roadmaps/ai-engineer.yaml@v3",
        form=ADDRESS,
    )
    without: tuple[str, ...] = key(
        "With `extends`: what is left out of the curriculum, by key.", (), example=["frontend"], form=WITHOUT
    )
    publish: Publish | None = key(
        "What `.github/roadmap/ID.json` tells: `none`, `summary`, or `items` with the keys that are done; default:"
        " `none`, with `extends` `summary`.",
        None,
    )
    curricula: tuple[CurriculumFile, ...] = unwritten(())
    pace_name: str = unwritten("")
    place: Position = unwritten(NOWHERE)

    @property
    def published(self) -> Publish:
        """What its report publishes."""
        return self.publish or (Publish.SUMMARY if self.curricula else Publish.NONE)
