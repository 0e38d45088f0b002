"""Whole runs against the fake GitHub: a roadmap of 74 things, a tracker on the fake's clock, a sync."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from roadmap_sync.desired.board import wanted_board
from roadmap_sync.desired.issues import desired_state
from roadmap_sync.gh.tracker import GitHubTracker, Settings
from roadmap_sync.roadmap.model import Roadmap, Tag
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.sync import Result, RunLimits, current_plan, sync
from tests.building import item, phase, roadmap, section
from tests.fake_github import FakeGitHub, Repository

TODAY = date(2026, 3, 2)
WEEKS, TASKS = 4, 8


def weeks(*, weeks_a_phase: int = WEEKS, done: tuple[str, ...] = (), **more: Any) -> Roadmap:
    """Two phases of weeks of eight tasks, each task of a week waiting for the one before: 74 things with four weeks.

    `titles` gives some tasks another title; `done` are titles of tasks that are done before. `filled` gives all that
    a board has fields for: dates and a tag besides hours and kind.
    """
    filled = more.pop("filled", False)
    tags = ["core"] if filled else []
    if filled:
        more |= {"pace": "10h", "tags": {"core": Tag()}}
    titles = more.pop("titles", {})
    phases = []
    for number in (1, 2):
        sections = []
        for week in range(1, weeks_a_phase + 1):
            tasks = []
            for task in range(1, TASKS + 1):
                before = [f"phase-{number}/week-{number}-{week}/task-{number}-{week}-{task - 1}"] if task > 1 else []
                title = f"Task {number}-{week}-{task}"
                more_of_it = {"id": f"task-{number}-{week}-{task}", "effort": "2h", "tags": tags, "done": title in done}
                tasks.append(item(titles.get(title, title), depends_on=before, **more_of_it))
            sections.append(section(f"Week {number}-{week}", items=tasks))
        phases.append(phase(f"Phase {number}", sections=sections))
    return roadmap(*phases, title="Weeks", id="r", start=TODAY, **more)


@dataclass
class Run:
    """A repository on a fake, and whoever syncs to it."""

    gh: FakeGitHub
    repo: Repository
    token: str
    said: list[str] = field(default_factory=list)
    unfinished: list[Any] = field(default_factory=list)

    def tracker(self, plan: Roadmap | None = None, **settings: Any) -> GitHubTracker:
        """A tracker on the fake's clock, without pacing unless asked for."""
        should_stop: Callable[[], bool] = settings.pop("should_stop", lambda: False)
        deadline: datetime | None = settings.pop("deadline", None)
        wanted = wanted_board(outline(plan)) if plan else None
        return GitHubTracker(
            Settings(
                **{
                    "repository": self.repo.full_name,
                    "token": self.token,
                    "api_url": self.gh.url,
                    "write_interval": 0.0,
                    "boards": (wanted,) if wanted else (),
                }
                | settings
            ),
            say=self.said.append,
            clock=self.gh.clock.now,
            sleep=self.gh.clock.advance,
            should_stop=should_stop,
            deadline=deadline,
        )

    def sync(self, plan: Roadmap, *, limits: RunLimits = RunLimits(), day: date = TODAY, **settings: Any) -> Result:  # noqa: B008
        """One sync, from a new process as it were."""
        tracker = self.tracker(plan, **settings)
        try:
            return sync(tracker, lambda _: desired_state(plan, day), limits)
        finally:
            tracker.close()

    def changes(self, plan: Roadmap, *, day: date = TODAY, **settings: Any) -> tuple[Any, ...]:
        """What a plan would change now."""
        tracker = self.tracker(plan, **settings)
        try:
            return current_plan(tracker, lambda _: desired_state(plan, day)).changes
        finally:
            tracker.close()


def start(gh: FakeGitHub, name: str = "ada/roadmap", *, kind: str = "classic", **settings: Any) -> Run:
    """A new repository with a token of its owner's."""
    repo = gh.add_repository(name, **settings)
    return Run(gh, repo, gh.token(kind))
