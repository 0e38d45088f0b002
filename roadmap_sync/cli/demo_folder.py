"""The folder of the demo: a repository, a roadmap and the embedded tracker, where weeks are played."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from roadmap_sync.cli.demo_learner import ActionKind, LearnerAction, tasks, ticked, week
from roadmap_sync.cli.files import write
from roadmap_sync.cli.publishing import Target, publish
from roadmap_sync.cli.session import Session, load
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.desired.checklists import checkin_key, checkins_due, criteria_lines, goal_ids
from roadmap_sync.errors import RoadmapSyncError
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.render import report_html
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.schedule.scheduler import by_date
from roadmap_sync.sync import Result, RunLimits, sync
from roadmap_sync.tracker.checkboxes import boxes
from roadmap_sync.tracker.state import Issue, IssueState, Status

AUTHOR = ("Ada Learner", "ada@example.org")
ALONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
"""Whoever runs the demo: its repository knows nothing of their signing keys and hooks."""
HOURS = 10.0
"""What the learner of a roadmap without a pace has for it a week."""

PAGE = "report.html"


class DemoFolder:
    """One demo: the folder `place` with the roadmap in `file`."""

    def __init__(self, place: Path, file: Path) -> None:
        self.place = place
        self.file = file
        self.counts: Counter[ActionKind] = Counter()
        self.ticks = 0
        self._session = Session(place, {}, datetime.now(UTC), tracker="local")
        self.roadmap = self._loaded()
        self.start = _monday_from(self.roadmap.start or date(2026, 1, 5))
        self._hours = self.roadmap.pace.middle if self.roadmap.pace else HOURS
        self._todo = tasks(outline(self.roadmap), hours=self._hours)
        self._carried = 0.0
        self._git("init", "--quiet")

    def edited(self) -> None:
        """Read the roadmap again."""
        self.roadmap = self._loaded()

    def sync(self, day: date) -> Result:
        """Sync on that day. Raises RoadmapSyncError where a step failed."""
        wanting = self._wanting(day)
        result = sync(wanting.tracker, wanting, RunLimits())
        if result.failed:
            raise RoadmapSyncError(f"the demo's sync failed: {result.failed[0].error}")
        return result

    def report(self, day: date) -> tuple[str, ...]:
        """Write the report of that day, and as a page for a browser; returns the paths written."""
        wanting = self._wanting(day)
        progress = wanting.progress()
        write(wanting.session.folder / PAGE, report_html.page(progress))
        return publish(wanting.session, wanting.tracker, progress, Target(Path("README.md")))

    def commit(self, text: str, day: date) -> None:
        """Commit all files."""
        self._git("add", "--all", at=_noon(day))
        self._git("commit", "--quiet", "-m", text, at=_noon(day))

    def play(self, monday: date) -> None:
        """One week of the learner: work, commits, notes of time, and on Sunday ticks."""
        tracker = self._wanting(monday).tracker
        assert isinstance(tracker, LocalTracker)  # noqa: S101 - for the type checker: a demo has no other
        issues = {issue.key: issue for issue in tracker.read().issues}
        played = week(self._todo, monday, hours=self._hours, seed=self.roadmap.id, carried=self._carried)
        for action in played.actions:
            self._do(tracker, issues[action.key], action)
            self.counts[action.kind] += 1
        finished = {action.key for action in played.actions if action.kind in {ActionKind.FINISH, ActionKind.SKIP}}
        self._todo = tuple(task for task in self._todo if task.key not in finished)
        self._carried = played.carried
        self._tick(tracker, issues, monday)

    def _tick(self, tracker: LocalTracker, issues: Mapping[str, Issue], monday: date) -> None:
        sunday = monday + timedelta(days=6)
        for key, wanted in self._boxes(sunday):
            issue = issues.get(key)
            if issue is None or issue.found is None:
                continue
            unticked = [box for box in boxes(issue.region) if wanted is None or box.id in wanted]
            for box in ticked(unticked, seed=f"{key} {monday}"):
                tracker.tick(issue.found.number, box.id, at=_noon(sunday))
                self.ticks += 1

    def _boxes(self, sunday: date) -> Iterator[tuple[str, frozenset[str] | None]]:
        """What can be ticked by hand that Sunday: keys of issues and ids in them (None: all)."""
        roadmap = self.roadmap
        for span in checkins_due(roadmap, sunday):
            yield checkin_key(roadmap.id, span), None
        left = {task.key.split("/")[1] for task in self._todo}
        for phase in roadmap.phases:
            if phase.id not in left:
                by_hand = frozenset(line.id for line in criteria_lines(phase.done_when) if not line.judged)
                yield keys.join(roadmap.id, phase.id, keys.CRITERIA), by_hand
        manual = zip((goal for goal in roadmap.goals if not goal.measure), goal_ids(roadmap.goals), strict=True)
        days = ((by_date(goal.by, roadmap), box) for goal, box in manual)
        week_before = sunday - timedelta(days=7)
        due = frozenset(box for day, box in days if day and week_before < day <= sunday)
        yield keys.join(roadmap.id, keys.GOALS), due

    def _do(self, tracker: LocalTracker, issue: Issue, action: LearnerAction) -> None:
        number = issue.found.number if issue.found else 0
        match action.kind:
            case ActionKind.START:
                tracker.set_status(number, Status.IN_PROGRESS, at=action.at)
            case ActionKind.FINISH:
                tracker.close(number, IssueState.COMPLETED, at=action.at)
            case ActionKind.SKIP:
                tracker.close(number, IssueState.NOT_PLANNED, at=action.at)
            case ActionKind.REOPEN:
                tracker.reopen(number, at=action.at)
            case ActionKind.SPENT:
                tracker.comment(number, action.text, at=action.at)
            case ActionKind.COMMIT:
                self._git("commit", "--quiet", "--allow-empty", "-m", action.text, at=action.at)

    def _wanting(self, day: date) -> TrackedRoadmaps:
        session = replace(self._session, day=day)
        return TrackedRoadmaps(session, (self.roadmap,), LocalTracker(self.place, now=session.moment))

    def _loaded(self) -> Roadmap:
        # The file may name its author by a login; here everything is the demo learner's.
        return replace(load(self._session, [self.file])[0], author=())

    def _git(self, *arguments: str, at: datetime | None = None) -> None:
        name, mail = AUTHOR
        who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _who(name, mail, at)}
        env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | ALONE | who
        try:
            subprocess.run(  # noqa: S603 - fixed words and our own texts, no shell
                ["git", "-C", str(self.place), *arguments],  # noqa: S607 - git from PATH, as people run it
                env=env,
                check=True,
                capture_output=True,
                timeout=60,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise RoadmapSyncError(f"the demo needs git: {error}", "Install git, then run it again.") from error


def _who(name: str, mail: str, at: datetime | None) -> list[tuple[str, str]]:
    return [("NAME", name), ("EMAIL", mail), *([("DATE", at.isoformat())] if at else [])]


def _monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
