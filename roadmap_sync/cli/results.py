"""What earlier reports published in the working tree: which work is done, for issues that are gone since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from roadmap_sync.cohort.result import FOLDER, LearnerResult
from roadmap_sync.cohort.result_json import MAX_BYTES, ResultError, parse
from roadmap_sync.plan.changes import Notice, NoticeKind, Plan
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Publish, Roadmap
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.state import DoneBefore


def done_before(folder: Path, roadmaps: Iterable[Roadmap]) -> Mapping[str, DoneBefore]:
    """What the results of roadmaps with `publish: items` call done, by key; a file that can't be used tells nothing."""
    found: dict[str, DoneBefore] = {}
    for roadmap in roadmaps:
        for name in (*reversed(roadmap.was), roadmap.id) if roadmap.published is Publish.ITEMS else ():
            result = _result(folder / FOLDER / f"{name}.json")
            for key, day in (result.items or {}).items() if result and result.roadmap == name else ():
                number = (result.issues or {}).get(key, 0) if result else 0
                found[keys.join(name, key)] = DoneBefore(day, number)
    return found


def _result(path: Path) -> LearnerResult | None:
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        return parse(path.read_bytes().decode())
    except (OSError, ValueError, ResultError):
        return None


def with_places(plan: Plan, tracker: Tracker) -> Plan:
    """The plan, saying of what is lost where it went, where the tracker tells."""
    return replace(plan, notices=tuple(_placed(notice, plan, tracker) for notice in plan.notices))


def _placed(notice: Notice, plan: Plan, tracker: Tracker) -> Notice:
    lost = plan.found.lost.get(notice.key) if notice.kind is NoticeKind.LOST else None
    place = tracker.whereabouts(lost.number) if lost and lost.number else ""
    return replace(notice, text=f"{notice.text} ({place})") if place else notice
