"""A result: what the report of one roadmap publishes about its learner, in numbers, days and ids alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

FOLDER: Final = ".github/roadmap"
"""Where a result lies in a learner's repository, beside the pictures of the report."""
VERSION: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCurriculum:
    """A link of the chain of curricula: repository and path, and the commit that was read."""

    source: str
    commit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseResult:
    """A phase: planned days, the first day that anything of it was done, the last one once all is done."""

    id: str
    done: int
    total: int
    percent: float
    start: date | None = None
    target: date | None = None
    began_on: date | None = None
    finished_on: date | None = None

    @property
    def is_finished(self) -> bool:
        """Whether all that counts is done."""
        return 0 < self.total == self.done

    @property
    def has_begun(self) -> bool:
        """Whether anything is done."""
        return self.done > 0 or self.began_on is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekResult:
    """How many items were finished in the week that begins on a Monday."""

    monday: date
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnerResult:
    """How far a learner is as of a day; `own_*` is the part that only the learner's own file has.

    `days_ahead` is negative when behind, None without dates. `weeks` are that of `as_of` and the one before. `phases`
    are the curriculum's (all, where there is none); `items` are the keys done, below the roadmap, with their days,
    where the learner publishes them, `issues` the numbers of their issues.
    """

    roadmap: str
    curricula: tuple[FollowedCurriculum, ...] = ()
    as_of: date
    start: date | None = None
    percent: float = 0.0
    by_hours: bool = False
    done: int = 0
    total: int = 0
    hours_done: float = 0.0
    hours_total: float = 0.0
    own_done: int = 0
    own_total: int = 0
    phases: tuple[PhaseResult, ...] = ()
    current: tuple[str, ...] = ()
    weeks: tuple[WeekResult, ...] = ()
    last_activity: date | None = None
    days_ahead: int | None = None
    forecast: date | None = None
    items: Mapping[str, date | None] | None = field(default=None)
    issues: Mapping[str, int] | None = field(default=None)

    @property
    def is_finished(self) -> bool:
        """Whether all that counts is done."""
        return 0 < self.total == self.done
