"""How far the learner is: pure numbers from the roadmap, the issues and the commits, for the report to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from roadmap_sync.roadmap.model import Roadmap


class WorkStatus(StrEnum):
    """How an item stands."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An item or project: how it stands, whether it counts now, its hours, its dates (learner's days), its issue.

    `counts` is final: tags, placeholder, skipped work, skipped sections and fallen-away alternatives are decided.
    `spent` is the hours noted by hand (None: none noted). `blocked_by` are keys not done yet. `fallen` work belongs to
    an alternative that was not chosen; `same_as` work is another name of that key and never counts. Work done before
    the first sync, or only ticked, has no day: `done_on` is None.
    """

    key: str
    title: str
    mark: WorkStatus
    counts: bool
    hours: float | None = None
    start: date | None = None
    target: date | None = None
    done_on: date | None = None
    reopened: int = 0
    spent: float | None = None
    phase: str = ""
    section: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    project: bool = False
    optional: bool = False
    placeholder: bool = False
    blocked_by: tuple[str, ...] = ()
    number: int = 0
    url: str = ""
    option: str = ""
    fallen: bool = False
    same_as: str = ""
    done_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Still to be finished, by itself: neither done, skipped, fallen away, nor another name of something."""
        return self.mark in {WorkStatus.TODO, WorkStatus.IN_PROGRESS} and not self.fallen and not self.same_as


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Sums over what counts; hours are by the roadmap's estimates. `skipped` and `optional_*` are outside `total`.

    `by_hours`: every item that counts has hours above zero.
    """

    done: int = 0
    in_progress: int = 0
    total: int = 0
    skipped: int = 0
    hours_done: float = 0.0
    hours_total: float = 0.0
    optional_done: int = 0
    optional_total: int = 0
    by_hours: bool = False

    @property
    def percent(self) -> float:
        """Done of total, by hours where every item has them, else by count; 100 where nothing is left, 0 of nothing."""
        done, total = (self.hours_done, self.hours_total) if self.by_hours else (self.done, self.total)
        if self.done == self.total:
            return 100.0 if self.total else 0.0
        return 100.0 * done / total if total else 0.0

    @property
    def finished(self) -> bool:
        """Whether all that counts is done."""
        return 0 < self.total == self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class PartProgress:
    """A phase or section with its tally and dates; `closed_out` says that a person closed its issue as not planned."""

    key: str
    title: str
    tally: Tally
    group: str = ""
    start: date | None = None
    target: date | None = None
    finished_on: date | None = None
    ongoing: bool = False
    number: int = 0
    url: str = ""
    sections: tuple[PartProgress, ...] = ()
    closed_out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A criterion, habit or goal, judged or ticked. `evidence` is words like "34 of 30 commits".

    `met` is None while it can't be said yet (a goal whose day has not come and that is not reached, a habit without
    a finished period, a number that the tracker does not know). `value`/`least` are the numbers where it is measured,
    of a habit the periods kept and looked at; `manual` says a person ticks it. `id` is that of a criterion's box.
    """

    title: str
    met: bool | None
    evidence: str = ""
    manual: bool = False
    value: float | None = None
    least: float | None = None
    phase: str = ""
    every: str = ""
    by: date | None = None
    url: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointProgress:
    """A checkpoint: when it is due and how much of the work planned until then is done (percent by hours or count)."""

    title: str
    by: date | None
    percent: float | None
    skills: tuple[str, ...] = ()
    able_to: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillLevel:
    """Stars of a skill: `level` of `target`, from `done` of `total` finished work that raises it."""

    title: str
    level: int
    target: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A section, or a phase for what belongs to none: how much of its answered questions is remembered, 0 to 1."""

    title: str
    phase: str
    share: float
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """Spaced review: of `total` questions in review `answered` at least once, `remembered` the last time, `due` now.

    `phases` has, by the key of a finished phase, how much of it is remembered, 0 to 1; `url` is the open review's.
    """

    remembered: int = 0
    answered: int = 0
    total: int = 0
    due: int = 0
    every: str = "week"
    weakest: tuple[Topic, ...] = ()
    phases: Mapping[str, float] = field(default_factory=dict)
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Velocity over the last weeks, weeks off left out: hours and items a week, over `weeks` weeks."""

    hours_a_week: float = 0.0
    items_a_week: float = 0.0
    weeks: int = 0
    planned_hours_a_week: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Streak:
    """Active days in a row (a day with a commit of the learner or a closed item), in the learner's zone."""

    current: int = 0
    longest: int = 0
    active_days: int = 0
    last_active: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When it will be finished: half of the simulated futures by `likely`, 85 of 100 by `safe`; else why not said."""

    title: str
    likely: date | None = None
    safe: date | None = None
    target: date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the burn-up: a day and work in hours or items (the unit of `Progress.by_hours`)."""

    day: date
    planned: float | None = None
    done: float | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Everything a report shows of one roadmap.

    `as_of` is the day that calendar numbers are for. `next_up` fits the hours left this week; `blocked` are (work,
    titles of what blocks it). `days_ahead` is negative when behind, None without dates.
    """

    roadmap: Roadmap
    as_of: date
    tally: Tally
    phases: tuple[PartProgress, ...]
    work: tuple[Work, ...]
    current: tuple[str, ...] = ()
    next_up: tuple[Work, ...] = ()
    blocked: tuple[tuple[Work, tuple[str, ...]], ...] = ()
    recent: tuple[Work, ...] = ()
    days_ahead: int | None = None
    start: date | None = None
    target: date | None = None
    pace: Pace = field(default_factory=Pace)
    streak: Streak = field(default_factory=Streak)
    criteria: tuple[Verdict, ...] = ()
    habits: tuple[Verdict, ...] = ()
    goals: tuple[Verdict, ...] = ()
    checkpoints: tuple[CheckpointProgress, ...] = ()
    skills: tuple[SkillLevel, ...] = ()
    retention: Retention | None = None
    forecasts: tuple[Forecast, ...] = ()
    burn_up: tuple[Point, ...] = ()
    closings_by_day: Mapping[date, int] = field(default_factory=dict)
    commits_by_day: Mapping[date, int] = field(default_factory=dict)
    commits: int = 0
    commits_source: str = ""
    spent_hours: float | None = None
    spent_estimate: float | None = None
    facts: tuple[str, ...] = ()
