"""Short ways to say in tests what was found in a tracker and what came of it; keys are below the roadmap ``r``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from roadmap_sync.progress.measure import measure
from roadmap_sync.progress.model import Progress, Work
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import Facts, Issue, IssueState, Milestone, State
from tests.building import ROADMAP, START

_FACTS = {"status", "spent", "closed_times", "skipped_times", "reopened_times", "created_at", "url"}


def day(number: int) -> date:
    """The day of that number of a roadmap that starts on 2026-01-05, a Monday."""
    return START + timedelta(days=number - 1)


def noon(when: date | datetime | int) -> datetime:
    """That moment, or noon UTC of that day."""
    if isinstance(when, int):
        when = day(when)
    return when if isinstance(when, datetime) else datetime.combine(when, time(12), UTC)


def issue(
    key: str, state: IssueState = IssueState.OPEN, closed: date | datetime | int | None = None, **more: Any
) -> Issue:
    facts = {name: more.pop(name) for name in _FACTS & more.keys()}
    number = sum(map(ord, key))
    at = noon(closed) if closed is not None else None
    found = Facts(id=key, number=number, closed_at=at, **{"url": f"https://example.org/{number}"} | facts)
    return Issue(key=keys.join(ROADMAP, key), title=key, state=state, found=found, **more)


def done(key: str, on: date | datetime | int = 1, **more: Any) -> Issue:
    return issue(key, IssueState.COMPLETED, on, **more)


def skipped(key: str, on: date | datetime | int = 1, **more: Any) -> Issue:
    return issue(key, IssueState.NOT_PLANNED, on, **more)


def begun(key: str) -> Issue:
    return issue(key, status="In Progress")


def commits(days: Mapping[int, int] | None = None, **more: Any) -> Activity:
    """Commits by number of day."""
    by_day = {day(number): count for number, count in (days or {}).items()}
    by_week: dict[date, int] = {}
    for one, count in by_day.items():
        monday = one - timedelta(days=one.weekday())
        by_week[monday] = by_week.get(monday, 0) + count
    return Activity(commits_by_day=by_day, commits_by_week=by_week, **more)


def measured(
    roadmap: Roadmap,
    *issues: Issue,
    today: int | date = 1,
    activity: Activity | None = None,
    milestones: tuple[Milestone, ...] = (),
) -> Progress:
    when = day(today) if isinstance(today, int) else today
    return measure(roadmap, State(issues=issues, milestones=milestones), activity or Activity(), when)


def work(progress: Progress, key: str) -> Work:
    return next(one for one in progress.work if one.key == keys.join(ROADMAP, key))


def titles(works: tuple[Work, ...]) -> list[str]:
    return [one.title for one in works]
