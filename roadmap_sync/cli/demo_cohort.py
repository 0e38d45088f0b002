"""The demo of a cohort: twelve simulated learners of six kinds in folders of their own, and the teacher's page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from roadmap_sync.cli.cohort_publishing import CohortTarget, publish_cohort
from roadmap_sync.cli.cohort_reading import load_cohort
from roadmap_sync.cli.files import write
from roadmap_sync.cli.output import meter
from roadmap_sync.cli.publishing import Target, publish
from roadmap_sync.cli.session import Session, load
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.errors import RoadmapSyncError
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.sync import RunLimits, sync
from roadmap_sync.tracker.state import IssueState

START: Final = date(2026, 1, 5)
WEEKS: Final = 10
TODAY: Final = START + timedelta(weeks=WEEKS, days=-1)
COHORT: Final = Path("cohorts/python.yaml")
_FILE: Final = "curricula/python.yaml"
_TOPICS: Final = {
    "First steps": ("Setup", "Variables", "Conditions", "Loops", "Functions", "Lists", "Dictionaries", "Files"),
    "Programs": ("Modules", "Errors", "Classes", "Tests", "Packages", "Logging", "Command line", "Dates"),
    "Data": ("CSV", "JSON", "SQL", "Requests", "Tables", "Plots", "Cleaning", "Notebooks"),
    "A product": ("Idea", "Sketch", "Interface", "Storage", "Deployment", "Monitoring", "Users", "Talk"),
}


@dataclass(frozen=True, slots=True)
class LearnerKind:
    """How somebody learns: how many items are done after so many weeks."""

    name: str
    done: Callable[[float], float]


KINDS: Final = (
    LearnerKind("steady", lambda weeks: 2 * weeks),
    LearnerKind("fast", lambda weeks: 2.8 * weeks),
    LearnerKind("behind", lambda weeks: 0.9 * weeks),
    LearnerKind("silent", lambda weeks: 2 * min(weeks, 6.5)),
    LearnerKind("restarted", lambda weeks: 2 * min(weeks, 2) + 3 * max(0.0, weeks - 7)),
    LearnerKind("finished", lambda weeks: 3.8 * weeks),
)
LEARNERS: Final = (
    *("Ada Brook", "Ben Castle", "Cleo Dunn", "Dario Engel", "Esma Fuchs", "Finn Grey"),
    *("Greta Hill", "Hugo Iver", "Iris Jung", "Jona Klein", "Kira Lund", "Leo Moor"),
)


def play_cohort(place: Path) -> tuple[str, ...]:
    """Play ten weeks of all twelve below `place`; returns the paths that the teacher's report wrote."""
    with meter("Learning") as show:
        for number, name in enumerate(LEARNERS):
            kind = KINDS[number % len(KINDS)]
            _play(place / _folder(name), kind, 1.0 if number < len(KINDS) else 0.93)
            show(f"{name}, {kind.name}", number + 1, len(LEARNERS))
    write(place / _FILE, curriculum())
    write(place / COHORT, _cohort())
    write(place / "README.md", "# Python, winter 2026\n")
    teacher = Session(place, {}, _noon(TODAY), day=TODAY, tracker="local")
    return publish_cohort(teacher, load_cohort(teacher, COHORT), CohortTarget(Path("README.md"), Path("public")))[1]


def curriculum() -> str:
    """Thirty-two items in four phases of four weeks."""
    lines = ["title: Python in sixteen weeks", "phases:"]
    for number, (title, topics) in enumerate(_TOPICS.items()):
        lines.append(f"  - title: {title}\n    when: weeks {4 * number + 1}-{4 * number + 4}")
        for half in (0, 1):
            weeks = f"weeks {4 * number + 2 * half + 1}-{4 * number + 2 * half + 2}"
            lines.append("    sections:" if not half else "")
            lines.append(
                f"      - {{title: Part {half + 1}, when: {weeks}, items: [{', '.join(topics[4 * half :][:4])}]}}"
            )
    return "\n".join(line for line in lines if line) + "\n"


def _play(place: Path, kind: LearnerKind, pace: float) -> None:
    """One learner: the sync of the first day, what is done in the weeks, and the report that publishes it."""
    write(place / _FILE, curriculum())
    write(place / "roadmaps/python.yaml", f"extends: ../{_FILE}\nstart: {START}\n")
    run = Session(place, {}, _noon(TODAY), day=START, tracker="local")
    roadmaps = load(run, [place / "roadmaps/python.yaml"])
    tracker = LocalTracker(place, now=run.moment)
    if sync(tracker, TrackedRoadmaps(run, roadmaps, tracker), RunLimits()).failed:
        raise RoadmapSyncError("the demo's sync failed")
    numbers = {issue.key: issue.found.number for issue in tracker.read().issues if issue.found}
    for key, day in _closings([entry.key for entry in outline(roadmaps[0]).work], kind, pace).items():
        tracker.close(numbers[key], IssueState.COMPLETED, at=_noon(day))
    last = replace(run, day=TODAY)
    wanted = TrackedRoadmaps(last, roadmaps, LocalTracker(place, now=last.moment))
    publish(last, wanted.tracker, wanted.progress(), Target(Path("README.md")))


def _closings(keys: list[str], kind: LearnerKind, pace: float) -> Mapping[str, date]:
    """The day that each item is done, for those that are."""
    found: dict[str, date] = {}
    for day in range(7 * WEEKS):
        done = min(int(pace * kind.done((day + 1) / 7)), len(keys))
        for key in keys[len(found) : done]:
            found[key] = START + timedelta(days=day)
    return found


def _cohort() -> str:
    rows = "".join(f"  - {{repository: {_folder(name)}, name: {name}}}\n" for name in LEARNERS)
    return f"title: Python, winter 2026\ncurriculum: {_FILE}\nstart: {START}\nlearners:\n{rows}"


def _folder(name: str) -> str:
    return f"class/{name.partition(' ')[0].lower()}"


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
