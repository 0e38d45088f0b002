"""Measuring: from the roadmap, the issues, the commits and the day to everything that a report shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date

from roadmap_sync.progress.burn_up import burn_up, days_ahead
from roadmap_sync.progress.forecast import forecasts
from roadmap_sync.progress.habits import habits
from roadmap_sync.progress.item_status import closed_out
from roadmap_sync.progress.model import PartProgress, Progress, WorkStatus
from roadmap_sync.progress.next_up import blocked, current_phases, next_up, recent
from roadmap_sync.progress.pace import pace, streak
from roadmap_sync.progress.questions import review_questions
from roadmap_sync.progress.retention import retention
from roadmap_sync.progress.snapshot import Snapshot, take_snapshot, tally
from roadmap_sync.progress.verdicts import checkpoints, criteria, goals, skills
from roadmap_sync.roadmap.model import Phase, Roadmap
from roadmap_sync.roadmap.outline import OutlineEntry, OutlineLevel
from roadmap_sync.roadmap.timespans import Ongoing
from roadmap_sync.schedule.workdays import monday, moved
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import State

YEAR = 52
"""Weeks of commits to show before the running one."""
_NO_FACT = frozenset({"as_of", "facts", "burn_up"})


def measure(roadmap: Roadmap, found: State, activity: Activity, today: date) -> Progress:
    """Everything about one roadmap.

    `found` is what stands in the tracker in the roadmap's terms (`identity.managed_part`), `today` the learner's day.
    Numbers that move with the calendar are for `Progress.as_of`: the later of the last activity and the start of the
    week, so that a report changes at most weekly while nothing happens. Times become days of the roadmap's time zone.
    """
    base = take_snapshot(roadmap, found, activity, today)
    phases = tuple(_phases(base))
    current = current_phases(base, phases)
    targets = [part.target for part in phases] + [work.target for work in base.work]
    questions = review_questions(base, today)
    spent = [work for work in base.work if work.mark is WorkStatus.DONE and work.spent is not None and work.hours]
    progress = Progress(
        roadmap=roadmap,
        as_of=base.as_of,
        tally=base.tally,
        phases=phases,
        work=base.work,
        current=current,
        next_up=next_up(base, current),
        blocked=blocked(base),
        recent=recent(base),
        days_ahead=days_ahead(base),
        start=min((part.start for part in phases if part.start), default=roadmap.start),
        target=max((target for target in targets if target), default=None),
        pace=pace(base),
        streak=streak(base),
        criteria=criteria(base),
        habits=habits(base),
        goals=goals(base),
        checkpoints=checkpoints(base),
        skills=skills(base, questions),
        retention=retention(base, questions),
        forecasts=forecasts(base, phases, current),
        burn_up=burn_up(base),
        closings_by_day=base.closings,
        commits_by_day=_last_year(base),
        commits=activity.commits,
        commits_source=activity.source,
        spent_hours=sum(work.spent or 0.0 for work in spent) if spent else None,
        spent_estimate=sum(work.hours or 0.0 for work in spent) if spent else None,
    )
    return replace(progress, facts=facts(progress))


def facts(progress: Progress) -> tuple[str, ...]:
    """A line for every fact shown, long ones as a digest; they change exactly when something besides the date does.

    The burn-up is left out: it follows from the work and its dates, and moves with the day.
    """
    return tuple(
        f"{field.name}: {_short(repr(getattr(progress, field.name)))}"
        for field in fields(progress)
        if field.name not in _NO_FACT
    )


def _short(text: str) -> str:
    return text if len(text) <= 64 else hashlib.sha256(text.encode()).hexdigest()  # noqa: PLR2004 - a digest's length


def _last_year(base: Snapshot) -> dict[date, int]:
    first = moved(monday(base.as_of), -7 * YEAR)
    days = sorted(base.activity.commits_by_day.items())
    return {day: number for day, number in days if number and first <= day <= base.as_of}


def _phases(base: Snapshot) -> Iterator[PartProgress]:
    sections: dict[str, list[PartProgress]] = {}
    for entry in base.outline.entries:
        if entry.level is OutlineLevel.SECTION:
            sections.setdefault(entry.phase, []).append(_part(base, entry))
    for entry in base.outline.entries:
        if entry.level is OutlineLevel.PHASE:
            yield replace(_part(base, entry), sections=tuple(sections.get(entry.key, ())))


def _part(base: Snapshot, entry: OutlineEntry) -> PartProgress:
    works, dates, issue = base.under(entry.key), base.dates[entry.key], base.found.get(entry.key)
    sums = tally(works)
    number, url = base.milestones.get(entry.key, (0, ""))
    if issue and issue.found:
        number, url = issue.found.number, issue.found.url
    done = [work.done_on for work in works if work.counts and work.done_on]
    value = entry.value
    return PartProgress(
        key=entry.key,
        title=entry.title,
        tally=sums,
        group=value.group if isinstance(value, Phase) else "",
        start=dates.start,
        target=dates.target,
        finished_on=max(done, default=None) if sums.finished else None,
        ongoing=isinstance(getattr(value, "when", None), Ongoing),
        number=number,
        url=url,
        closed_out=closed_out(issue),
    )
