"""A folder with an embedded tracker, and roadmaps synced into it: the stage for tests of plan and sync."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from textwrap import dedent

from roadmap_sync.desired.issues import Desired, combine, desired_state
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.plan.changes import Change, Create, Plan, Retire, Update, kind_of, name_of, subject
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.sync import Result, RunLimits, current_plan, sync
from roadmap_sync.tracker.state import Issue, State

DAY = date(2026, 1, 7)


class World:
    """One folder on one day; `text` is what the roadmap file says now."""

    def __init__(self, folder: Path, text: str = "", *, today: date = DAY) -> None:
        self.today = today
        self.tracker = LocalTracker(folder, now=lambda: datetime.combine(self.today, time(12), UTC))
        self.texts = {"r.yaml": dedent(text)}

    @property
    def text(self) -> str:
        return self.texts["r.yaml"]

    @text.setter
    def text(self, text: str) -> None:
        self.texts["r.yaml"] = dedent(text)

    def edit(self, old: str, new: str) -> World:
        assert old in self.text, old
        self.text = self.text.replace(old, new)
        return self

    def wanted(self, _observed: State | None = None) -> Desired:
        roadmaps = [load_text(text, name) for name, text in self.texts.items()]
        return combine(desired_state(roadmap, self.today, board=False) for roadmap in roadmaps)

    def plan(self, *, prune: bool = False) -> Plan:
        return current_plan(self.tracker, self.wanted, prune=prune)

    def sync(self, *, prune: bool = False, force: bool = False, max_creates: int | None = None) -> Result:
        result = sync(self.tracker, self.wanted, RunLimits(prune=prune, force=force, max_creates=max_creates))
        assert not result.failed, result.failed
        return result

    @property
    def found(self) -> State:
        return managed_part(self.tracker.read(), self.wanted())

    def issue(self, key: str) -> Issue:
        return next(issue for issue in self.found.issues if issue.key == key)

    def number(self, key: str) -> int:
        issue = self.issue(key)
        assert issue.found
        return issue.found.number

    def body(self, key: str) -> str:
        issue = self.issue(key)
        assert issue.found
        return issue.found.body

    def close(self, *keys: str) -> None:
        for key in keys:
            self.tracker.close(self.number(key))


def told(changes: Sequence[Change]) -> list[str]:
    """Changes in short: ``+ issue r/p/a``, ``~ issue r/p/a title``, ``- issue r/p/a``."""
    return [_told(change) for change in changes]


def _told(change: Change) -> str:
    thing = subject(change)
    name = f"{kind_of(thing)} {name_of(thing)}"
    match change:
        case Create():
            return f"+ {name}"
        case Update():
            return f"~ {name} {','.join(change.fields)}"
        case Retire():
            return f"- {name}"
