"""The look at a whole cohort: a row a learner, phases across it, how far they are, what changed this week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap_sync.cohort.attention import Reason, Sign, is_running, is_stuck, signs
from roadmap_sync.cohort.definition import Cohort, Learner
from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.result import LearnerResult, PhaseResult
from roadmap_sync.schedule.workdays import monday, moved

RANGES = 11
"""Of progress: 0–9 %, 10–19 % ... 90–99 %, and 100 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A learner on the page; without a `result` a `problem` says why. `week` is what was done in this week."""

    learner: Learner
    result: LearnerResult | None = None
    problem: str = ""
    signs: tuple[Sign, ...] = ()
    week: int = 0

    @property
    def days_ahead(self) -> int | None:
        """Days ahead or behind, None also where the result is too old to say."""
        stale = any(sign.reason is Reason.NOT_RUNNING for sign in self.signs)
        return None if self.result is None or stale else self.result.days_ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseRow:
    """A phase across the cohort: how many have it, have begun, finished it, are stuck in it."""

    id: str
    title: str
    learners: int
    begun: int
    finished: int
    stuck: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What this week brought, and what the last one did: items done, learners active, phases begun and finished."""

    done: int
    done_before: int
    active: int
    begun: Mapping[str, int]
    finished: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything that is shown of a cohort.

    `day` is the day that it is for: the later of the newest result and the start of the week. `ranges` has how many
    learners are in each range of progress, `places` how many are in which phase by now ("" for all done), `working_on`
    the phases that most are in. `titles` are those of the curriculum's phases.
    """

    cohort: Cohort
    day: date
    rows: tuple[Row, ...]
    phases: tuple[PhaseRow, ...]
    ranges: tuple[int, ...]
    places: tuple[tuple[str, int], ...]
    working_on: tuple[tuple[str, int], ...]
    changes: Changes
    titles: Mapping[str, str]

    @property
    def read(self) -> int:
        """How many results could be read."""
        return sum(row.result is not None for row in self.rows)

    @property
    def unread(self) -> int:
        """How many could not."""
        return len(self.rows) - self.read


def overview(cohort: Cohort, readings: Iterable[Reading], today: date, titles: Mapping[str, str]) -> Overview:
    """The look on `today`, the teacher's day; `titles` of the curriculum's phases by id, in order, where known."""
    listed = tuple(readings)
    results = [reading.result for reading in listed if reading.result]
    day = max([monday(today), *(min(result.as_of, today) for result in results)])
    order = _order(results, titles)
    running = [result for result in results if is_running(result, day)]
    return Overview(
        cohort=cohort,
        day=day,
        rows=tuple(sorted((_row(reading, cohort, day) for reading in listed), key=_first_who_need_a_look)),
        phases=tuple(_phase_row(name, order[name], results, day) for name in order),
        ranges=_ranges(results),
        places=_places(results, order),
        working_on=_working_on(running, order),
        changes=_changes(running, day, order),
        titles=order,
    )


def range_of(percent: float) -> int:
    """The number of its range of progress, from 0 to 10."""
    return min(int(percent // 10), RANGES - 1)


def _row(reading: Reading, cohort: Cohort, day: date) -> Row:
    result, learner = reading.result, reading.learner
    if result is None:
        return Row(learner=learner, problem=reading.problem)
    found = signs(result, day, learner.start or cohort.start)
    return Row(learner=learner, result=result, signs=found, week=_done_in(result, monday(day)))


def _first_who_need_a_look(row: Row) -> tuple[int, int, int, str]:
    """Most reasons first, then most days; then those not running, those not read, the others, the finished."""
    name = row.learner.shown.casefold()
    if row.result is None:
        return (2, 0, 0, name)
    if row.signs:
        rank = 1 if row.signs[0].reason is Reason.NOT_RUNNING else 0
        return (rank, -len(row.signs), -max(sign.days for sign in row.signs), name)
    return (4 if row.result.is_finished else 3, 0, row.result.days_ahead or 0, name)


def _order(results: Sequence[LearnerResult], titles: Mapping[str, str]) -> Mapping[str, str]:
    """The phases by id with their titles: the curriculum's, else those that more than one learner has."""
    if titles:
        return titles
    often = Counter(phase.id for result in results for phase in result.phases)
    least = 2 if len(results) > 1 else 1
    order = [phase.id for result in sorted(results, key=lambda one: -len(one.phases)) for phase in result.phases]
    return {name: name for name in dict.fromkeys(order) if often[name] >= least}


def _phase_row(name: str, title: str, results: Sequence[LearnerResult], day: date) -> PhaseRow:
    there = [phase for result in results if (phase := _phase(result, name)) and phase.total]
    return PhaseRow(
        id=name,
        title=title,
        learners=len(there),
        begun=sum(phase.has_begun for phase in there),
        finished=sum(phase.is_finished for phase in there),
        stuck=sum(is_stuck(phase, day) for phase in there),
    )


def _phase(result: LearnerResult, name: str) -> PhaseResult | None:
    return next((phase for phase in result.phases if phase.id == name), None)


def _ranges(results: Iterable[LearnerResult]) -> tuple[int, ...]:
    found = Counter(range_of(result.percent) for result in results)
    return tuple(found[number] for number in range(RANGES))


def _places(results: Sequence[LearnerResult], order: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    found = Counter(_place(result, order) for result in results)
    return tuple((name, found[name]) for name in (*order, ""))


def _place(result: LearnerResult, order: Mapping[str, str]) -> str:
    """The first phase that a learner has not finished, "" for none: each learner is in one place."""
    open_phases = {phase.id for phase in result.phases if phase.total and not phase.is_finished}
    return next((name for name in order if name in open_phases), "")


def _working_on(results: Iterable[LearnerResult], order: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    found = Counter(name for result in results for name in {*result.current} if name in order)
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], [*order].index(pair[0]))))


def _changes(results: Sequence[LearnerResult], day: date, order: Mapping[str, str]) -> Changes:
    first = monday(day)
    before = moved(first, -7)
    phases = [phase for result in results for phase in result.phases if phase.id in order]
    begun = Counter(phase.id for phase in phases if phase.began_on and phase.began_on >= first)
    finished = Counter(phase.id for phase in phases if phase.finished_on and phase.finished_on >= first)
    return Changes(
        done=sum(_done_in(result, first) for result in results),
        done_before=sum(_done_in(result, before) for result in results),
        active=sum(bool(_done_in(result, first)) for result in results),
        begun={name: begun[name] for name in order if begun[name]},
        finished={name: finished[name] for name in order if finished[name]},
    )


def _done_in(result: LearnerResult, first: date) -> int:
    return sum(week.done for week in result.weeks if week.monday == first)
