"""What roadmaps want of a tracker, and how far they are by what is read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from roadmap_sync.cli.registry import provider
from roadmap_sync.cli.results import done_before
from roadmap_sync.cli.session import SUFFIXES, Session, library, load, other_ids, roadmap_paths
from roadmap_sync.cli.trackers import setup_of
from roadmap_sync.desired.issues import Desired, combine, desired_state, without
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.progress.measure import measure
from roadmap_sync.progress.model import Progress
from roadmap_sync.progress.questions import wanted_review
from roadmap_sync.progress.snapshot import take_snapshot
from roadmap_sync.progress.verdicts import met
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.roadmap.model import CommitsFrom, Roadmap
from roadmap_sync.sync import Wanted
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.state import DoneBefore, State


@dataclass(slots=True)
class TrackedRoadmaps:
    """What the roadmaps want, given what was read: criteria that the tool judges depend on the progress found."""

    session: Session
    roadmaps: tuple[Roadmap, ...]
    tracker: Tracker
    board: bool = True
    recreate: bool = False
    _done_before: Mapping[str, DoneBefore] | None = None
    _activity: dict[str, Activity] | None = None
    _elsewhere: frozenset[str] | None = None

    def __call__(self, observed: State) -> Desired:
        """Everything wanted today."""
        plain = self._all({}, {})
        judged = [roadmap for roadmap in self.roadmaps if _judges(roadmap)]
        reviewed = [roadmap for roadmap in self.roadmaps if roadmap.review]
        if not judged and not reviewed:
            return plain
        found = managed_part(observed, plain)
        reached = {roadmap.id: met(self._progress(roadmap, found).criteria, roadmap.id) for roadmap in judged}
        return self._all(reached, {roadmap.id: self._review(roadmap, found) for roadmap in reviewed})

    def _review(self, roadmap: Roadmap, found: State) -> str | None:
        today = self.session.today(roadmap)
        return wanted_review(take_snapshot(roadmap, found, Activity(), today), today)

    def _all(self, met: Mapping[str, Mapping[str, Mapping[str, str]]], reviews: Mapping[str, str | None]) -> Desired:
        with_board = self.board and self.tracker.capabilities.boards
        if self._elsewhere is None:
            self._elsewhere = other_ids(self.session, self.roadmaps)
        parts = (
            desired_state(
                roadmap,
                self.session.today(roadmap),
                met=met.get(roadmap.id),
                review=reviews.get(roadmap.id),
                board=with_board,
            )
            for roadmap in self.roadmaps
        )
        whole = without(combine(parts, self._elsewhere), self.tracker.unsupported_fields)
        if self._done_before is None:
            self._done_before = done_before(self.session.folder, self.roadmaps)
        return replace(whole, done_before=self._done_before, recreate=self.recreate)

    def _progress(self, roadmap: Roadmap, found: State) -> Progress:
        return measure(roadmap, found, self.activity(roadmap), self.session.today(roadmap))

    def activity(self, roadmap: Roadmap) -> Activity:
        """The activity of one roadmap, read once."""
        self._activity = self._activity or {}
        if roadmap.id not in self._activity:
            of_account = roadmap.commits_from is CommitsFrom.ACCOUNT
            self._activity[roadmap.id] = self.tracker.activity(
                roadmap.author, ZoneInfo(roadmap.timezone), roadmap.start, account=of_account
            )
        return self._activity[roadmap.id]

    def found(self) -> State:
        """What of it is in the tracker now."""
        plain = self._all({}, {})
        found = managed_part(self.tracker.read(), plain)
        # What lost its label alone is not lost.
        return managed_part(self.tracker.read(everything=True), plain) if found.lost else found

    def progress(self, found: State | None = None) -> tuple[Progress, ...]:
        """How far every roadmap is: by what was found, else read now."""
        state = self.found() if found is None else found
        return tuple(self._progress(roadmap, state) for roadmap in self.roadmaps)


def _judges(roadmap: Roadmap) -> bool:
    lists = [roadmap.done_when, *(phase.done_when for phase in roadmap.phases)]
    return any(criterion.measure for criteria in lists for criterion in criteria)


def within(session: Session, minutes: float | None, asked: Callable[[], bool]) -> Session:
    """The session of a run that ends when asked to, or when its time budget is used up."""
    if minutes is None:
        return replace(session, should_stop=asked)
    end = session.clock() + timedelta(minutes=minutes)
    return replace(session, should_stop=lambda: asked() or session.clock() >= end, deadline=end)


def carried_over(session: Session, wanted: TrackedRoadmaps, source: str) -> Wanted:
    """What is wanted, with what the tracker `source` says on top for issues that are created again."""
    from roadmap_sync.plan.carryover import carry_over  # noqa: PLC0415 - only with --progress-from

    other = provider(source).open(setup_of(session, wanted.roadmaps, ""))
    own = TrackedRoadmaps(session, wanted.roadmaps, other)
    observed = other.read()
    found = managed_part(observed, own(observed))
    return lambda observed_there: carry_over(wanted(observed_there), found, observed_there)


def named(session: Session, name: str) -> Roadmap:
    """The roadmap of that id or file; one that has no file any more is known by its id alone."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        return load(session, [path])[0]
    roadmaps, _ = check_files(list(roadmap_paths(session.folder)), library(session))
    gone = Roadmap(id=name, title=name, phases=(), tags={}, paces={})
    return next((roadmap for roadmap in roadmaps if roadmap.id == name), gone)
