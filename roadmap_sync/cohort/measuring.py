"""From the progress of a roadmap to the result that its report publishes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from roadmap_sync.cohort.result import FollowedCurriculum, LearnerResult, PhaseResult, WeekResult
from roadmap_sync.progress.model import PartProgress, Progress, Work, WorkStatus
from roadmap_sync.roadmap.model import Publish
from roadmap_sync.roadmap.origins import curriculum_keys
from roadmap_sync.schedule.workdays import monday, moved


def result_of(progress: Progress) -> LearnerResult | None:
    """What is published of a roadmap; None where its author wants nothing published."""
    roadmap, tally = progress.roadmap, progress.tally
    if roadmap.published is Publish.NONE:
        return None
    with_items = roadmap.published is Publish.ITEMS
    shared = curriculum_keys(roadmap)
    counted = [work for work in progress.work if work.counts]
    own = [work for work in counted if roadmap.curricula and work.key not in shared]
    # The ids of phases that only this learner has tell what they are about.
    phases = [part for part in progress.phases if with_items or not roadmap.curricula or part.key in shared]
    named = {part.key for part in phases}
    return LearnerResult(
        roadmap=roadmap.id,
        curricula=tuple(
            FollowedCurriculum(source=source.address.link or source.address.path, commit=source.commit)
            for source in roadmap.curricula
        ),
        as_of=progress.as_of,
        start=progress.start,
        percent=round(tally.percent, 2),
        by_hours=tally.by_hours,
        done=tally.done,
        total=tally.total,
        hours_done=round(tally.hours_done, 2),
        hours_total=round(tally.hours_total, 2),
        own_done=_done(own),
        own_total=len(own),
        phases=tuple(_phases(phases, counted, roadmap.id)),
        current=tuple(_below(key, roadmap.id) for key in progress.current if key in named),
        weeks=tuple(_weeks(counted, progress.as_of)),
        last_activity=progress.streak.last_active,
        days_ahead=progress.days_ahead,
        forecast=progress.forecasts[-1].likely if progress.forecasts else None,  # the last one is of the whole
        items=_items(counted, roadmap.id) if with_items else None,
        issues=_issues(counted, roadmap.id) if with_items else None,
    )


def _phases(parts: Iterable[PartProgress], counted: Iterable[Work], root: str) -> Iterator[PhaseResult]:
    first: dict[str, date] = {}
    for work in counted:
        if work.done_on:
            first[work.phase] = min(work.done_on, first.get(work.phase, work.done_on))
    for part in parts:
        yield PhaseResult(
            id=_below(part.key, root),
            done=part.tally.done,
            total=part.tally.total,
            percent=round(part.tally.percent, 2),
            start=part.start,
            target=part.target,
            began_on=first.get(part.key),
            finished_on=part.finished_on,
        )


def _weeks(counted: Iterable[Work], as_of: date) -> Iterator[WeekResult]:
    days = [monday(work.done_on) for work in counted if work.done_on]
    for first in (monday(as_of), moved(monday(as_of), -7)):
        yield WeekResult(monday=first, done=days.count(first))


def _items(counted: Iterable[Work], root: str) -> Mapping[str, date | None]:
    return {_below(work.key, root): work.done_on for work in counted if work.mark is WorkStatus.DONE}


def _issues(counted: Iterable[Work], root: str) -> Mapping[str, int]:
    return {_below(work.key, root): work.number for work in counted if work.mark is WorkStatus.DONE and work.number}


def _done(works: Iterable[Work]) -> int:
    return sum(work.mark is WorkStatus.DONE for work in works)


def _below(key: str, root: str) -> str:
    return key.removeprefix(f"{root}/")
