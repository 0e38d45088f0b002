"""The tracker of a session, and what is read from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from roadmap_sync.cli.session import (
    GITHUB,
    LOCAL,
    SUFFIXES,
    Session,
    load,
    origin,
    other_ids,
    repository,
    roadmap_paths,
)
from roadmap_sync.cli.show import say
from roadmap_sync.desired.issues import Desired, combine, desired_state, without
from roadmap_sync.errors import UsageError
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.progress.measure import measure
from roadmap_sync.progress.model import Progress
from roadmap_sync.progress.verdicts import met
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import Wanted
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.state import State


class Place(Tracker, Protocol):
    """A tracker together with what happens beside its issues."""

    def activity(self, roadmap: Roadmap, zone: ZoneInfo) -> Activity:
        """Commits and the rest for one roadmap; reads only."""
        ...

    @property
    def lacks(self) -> frozenset[str]:
        """What an older server does not have: "blocked_by", "parent"; known after a reading."""
        ...

    def links(self) -> Mapping[str, str]:
        """Names and addresses for the foot of a report."""
        ...


def open_place(session: Session, roadmaps: Sequence[Roadmap], *, comments: bool = False, boards: bool = True) -> Place:
    """GitHub or the embedded tracker, and the first line of output that says which. Raises UsageError.

    `comments`: also read those of issues, for notes of time spent, which only a report needs. `boards`: ask for them.
    """
    name = repository(session, roadmaps) if session.tracker != LOCAL else ""
    if session.tracker == GITHUB and not name:
        raise UsageError("which repository?", "Say it with --repo OWNER/NAME, or run where `origin` is on GitHub.")
    if name:
        roadmaps = roadmaps if boards else [replace(roadmap, board=None) for roadmap in roadmaps]
        place = _github(session, roadmaps, name, comments=comments)
    else:
        place = _local(session)
    say(f"Tracker: {'GitHub' if name else 'embedded'}, {place.place}{'' if name else _why_embedded(session)}")
    return place


def _why_embedded(session: Session) -> str:
    """Why it is not GitHub, where there is a remote that one might have meant."""
    remote = origin(session) if session.tracker != LOCAL else None
    return f" (the remote origin is on {remote.host}, not on GitHub)" if remote and remote.host else ""


def _local(session: Session) -> Place:
    from roadmap_sync.cli.local_place import LocalPlace  # noqa: PLC0415 - SQLite only where it is used

    return LocalPlace(session.folder, now=session.moment)


def _github(session: Session, roadmaps: Sequence[Roadmap], name: str, *, comments: bool) -> Place:
    if not session.token:
        raise UsageError(
            f"no token for {name}",
            "Set GITHUB_TOKEN or GH_TOKEN, or work without GitHub: --tracker local.",
        )
    from roadmap_sync.cli.github_place import open_github  # noqa: PLC0415 - PyGithub only where it is used

    return open_github(session, roadmaps, name, comments=comments)


@dataclass(slots=True)
class Wanting:
    """What the roadmaps want, given what was read: criteria that the tool judges hang on how things stand."""

    session: Session
    roadmaps: tuple[Roadmap, ...]
    place: Place
    board: bool = True
    _activity: dict[str, Activity] | None = None
    _elsewhere: frozenset[str] | None = None

    def __call__(self, observed: State) -> Desired:
        """Everything wanted today."""
        plain = self._all({})
        judged = [roadmap for roadmap in self.roadmaps if _judges(roadmap)]
        if not judged:
            return plain
        found = managed_part(observed, plain)
        reached = {roadmap.id: met(self._progress(roadmap, found).criteria, roadmap.id) for roadmap in judged}
        return self._all(reached)

    def _all(self, met: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Desired:
        with_board = self.board and self.place.name == GITHUB
        if self._elsewhere is None:
            self._elsewhere = other_ids(self.session, self.roadmaps)
        parts = (
            desired_state(roadmap, self.session.today(roadmap), met=met.get(roadmap.id), board=with_board)
            for roadmap in self.roadmaps
        )
        return without(combine(parts, self._elsewhere), self.place.lacks)

    def _progress(self, roadmap: Roadmap, found: State) -> Progress:
        return measure(roadmap, found, self.activity(roadmap), self.session.today(roadmap))

    def activity(self, roadmap: Roadmap) -> Activity:
        """The activity of one roadmap, read once."""
        self._activity = self._activity or {}
        if roadmap.id not in self._activity:
            self._activity[roadmap.id] = self.place.activity(roadmap, ZoneInfo(roadmap.timezone))
        return self._activity[roadmap.id]

    def found(self) -> State:
        """What of it is in the tracker now."""
        return managed_part(self.place.read(), self._all({}))

    def progress(self, found: State | None = None) -> tuple[Progress, ...]:
        """How far every roadmap is: by what was found, else read now."""
        state = self.found() if found is None else found
        return tuple(self._progress(roadmap, state) for roadmap in self.roadmaps)


def _judges(roadmap: Roadmap) -> bool:
    lists = [roadmap.done_when, *(phase.done_when for phase in roadmap.phases)]
    return any(criterion.measure for criteria in lists for criterion in criteria)


def stopper(session: Session, minutes: float | None) -> Callable[[], bool]:
    """Whether the time budget is used up."""
    if minutes is None:
        return lambda: False
    end = session.clock() + timedelta(minutes=minutes)
    return lambda: session.clock() >= end


def carried_over(session: Session, wanted: Wanting) -> Wanted:
    """What is wanted, with what the embedded tracker of this folder says on top for issues that are made anew."""
    from roadmap_sync.plan.carryover import carry_over  # noqa: PLC0415 - only with --progress-from

    local = _local(session)
    own = Wanting(session, wanted.roadmaps, local)
    observed = local.read()
    found = managed_part(observed, own(observed))
    return lambda observed_there: carry_over(wanted(observed_there), found, observed_there)


def named(session: Session, name: str) -> Roadmap:
    """The roadmap of that id or file; one that has no file any more is known by its id alone."""
    path = Path(name)
    if path.suffix in SUFFIXES:
        return load(session, [path])[0]
    roadmaps, _ = check_files(list(roadmap_paths(session.folder)))
    gone = Roadmap(id=name, title=name, phases=(), tags={}, paces={})
    return next((roadmap for roadmap in roadmaps if roadmap.id == name), gone)
