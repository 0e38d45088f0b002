"""Aims of a roadmap: success criteria, habits, goals, checkpoints and skills, and what the tool can judge by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from roadmap_sync.roadmap.fields import key
from roadmap_sync.roadmap.strings import TITLE
from roadmap_sync.roadmap.timespans import By


class Frequency(StrEnum):
    """The period of a habit."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Metric(StrEnum):
    """What the tool can count by itself; the number beside it is "at least"."""

    COMMITS = "commits"
    ACTIVE_DAYS = "active_days"
    LONGEST_STREAK = "longest_streak"
    ITEMS = "items"
    PROJECTS = "projects"
    HOURS = "hours"
    STARS = "stars"
    RELEASES = "releases"
    PULL_REQUESTS = "pull_requests"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a criterion, habit or goal may be judged by; at most one."""

    commits: float | None = key("At least this many commits of the learner.", None, example=30)
    active_days: float | None = key("At least this many days with a commit or a closed issue.", None)
    longest_streak: float | None = key("At least this many active days in a row.", None)
    items: float | None = key("At least this many items done.", None)
    projects: float | None = key("At least this many projects done.", None)
    hours: float | None = key("At least this many hours of finished work, by the roadmap's estimates.", None)
    stars: float | None = key("At least this many stars on the repository.", None)
    releases: float | None = key("At least this many releases of the repository.", None)
    pull_requests: float | None = key("At least this many merged pull requests of the learner.", None)

    @property
    def measure(self) -> tuple[Metric, float] | None:
        """The metric and its threshold, or None where a person judges."""
        found = ((metric, getattr(self, metric.value)) for metric in Metric)
        return next(((metric, least) for metric, least in found if least is not None), None)


def measure_words(metric: Metric, number: float) -> str:
    """``30 commits``."""
    one, many = _nouns(metric)
    return f"{number:g} {one if number == 1 else many}"


def _nouns(metric: Metric) -> tuple[str, str]:  # noqa: PLR0911 - a case a metric
    match metric:
        case Metric.COMMITS:
            return "commit", "commits"
        case Metric.ACTIVE_DAYS:
            return "active day", "active days"
        case Metric.LONGEST_STREAK:
            return "active day in a row", "active days in a row"
        case Metric.ITEMS:
            return "item done", "items done"
        case Metric.PROJECTS:
            return "project done", "projects done"
        case Metric.HOURS:
            return "hour of work done", "hours of work done"
        case Metric.STARS:
            return "star", "stars"
        case Metric.RELEASES:
            return "release", "releases"
        case Metric.PULL_REQUESTS:
            return "merged pull request", "merged pull requests"


def words(measured: Measured, title: str) -> str:
    """The title, or the measure in words where there is none."""
    return title or (measure_words(*measured.measure) if measured.measure else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Measured):
    """A success criterion: ticked by the learner, or judged by the tool where it has a measure."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What can be done then; a measured one may go without.", "", form=TITLE)
    since: date | None = key("Count from this day; default: the start of the phase or roadmap.", None)
    until: date | None = key("Count to this day; default: the end of the phase, or today.", None)
    done: bool = key("Its box is ticked when its issue is made; afterwards the issue says.", False)  # noqa: FBT003


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit(Measured):
    """Something done again and again: judged where it has a measure, else ticked in a check-in issue."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What is done.", form=TITLE)
    every: Frequency = key("How often.", Frequency.WEEK)
    since: date | None = key("Counts from this day; default: the roadmap's start.", None)
    until: date | None = key("Counts to this day; default: without end.", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal(Measured):
    """Something reached by a day."""

    shorthand: ClassVar[str] = "title"

    title: str = key("What is reached.", form=TITLE)
    by: By | None = key("The last day for it: `month 12`, `week 8`, or a date.", None, example="month 12")
    since: date | None = key("Count from this day; default: the roadmap's start.", None)
    until: date | None = key("Count to this day; default: `by`.", None)
    done: bool = key("Its box is ticked when its issue is made; afterwards the issue says.", False)  # noqa: FBT003


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What one should be by when."""

    title: str = key("What one is then.", example="Junior AI engineer", form=TITLE)
    by: By | None = key("By when.", None, example="month 6")
    skills: tuple[str, ...] = key("What one knows then.", ())
    able_to: tuple[str, ...] = key("What one can build or do then.", ())
    titles: tuple[str, ...] = key("Job titles that fit then.", ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skill:
    """A skill with a level in the report, computed from finished work."""

    title: str = key("The skill.", form=TITLE)
    target: int = key("The level aimed at, in stars of 5.", 5, bounds=(1, 5))
    sources: tuple[str, ...] = key(
        "What raises it: `phase:ID`, `section:PHASE/ID`, `tag:ID`; with `review` also what is remembered: "
        "`review:PHASE` or `review:PHASE/ID`.",
        (),
        name="from",
        example=["phase:python", "tag:core"],
    )
