"""What the commands for cohorts share: the cohort's file, its learners' results, and how much of names is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import click

from roadmap_sync.cli.output import say
from roadmap_sync.cli.registry import WITH_REPOSITORY, provider
from roadmap_sync.cli.session import SUFFIXES, Session, library, reading_setup
from roadmap_sync.cohort.definition import Cohort, Names, read_cohort
from roadmap_sync.cohort.gathering import Gathering
from roadmap_sync.cohort.overview import Overview, overview
from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError, UsageError
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.tracker.repositories import Repositories

FOLDER = "cohorts"

file = click.argument("file", required=False, type=click.Path(path_type=Path), metavar="[FILE]")


def cohort_paths(session: Session) -> tuple[Path, ...]:
    """The files of `cohorts/`, sorted, as paths below the working folder."""
    there = session.folder / FOLDER
    found = sorted(path for path in there.glob("*") if path.suffix in SUFFIXES) if there.is_dir() else []
    return tuple(path.relative_to(session.folder) for path in found)


def cohort_path(session: Session, named: Path | None) -> Path:
    """The file named, else the only one of `cohorts/`. Raises UsageError."""
    if named:
        return named
    found = cohort_paths(session)
    if len(found) != 1:
        what = f"there is no cohort in {FOLDER}/" if not found else f"which of the {len(found)} cohorts in {FOLDER}/?"
        raise UsageError(what, "Write one with `roadmap-sync cohort init`, or name its file.")
    return found[0]


def load_cohort(session: Session, named: Path | None) -> Cohort:
    """The cohort of a file. Raises UsageError, InvalidRoadmapError."""
    path = cohort_path(session, named)
    try:
        return read_cohort((session.folder / path).read_bytes(), str(path))
    except OSError as error:
        raise RoadmapSyncError(f"can't read {path}: {error.strerror}", "Check the path.") from error
    except InvalidRoadmapError as error:
        raise (_without_names(error) if in_actions(session) else error) from None


def repositories(session: Session) -> Repositories:
    """Who reads the learners' repositories: GitHub, or with `--tracker local` the folders here. Raises UsageError."""
    chosen = provider(session.tracker or WITH_REPOSITORY)
    if chosen.repositories is None:
        raise UsageError(f"{chosen.title} reads no other repositories", "Take another --tracker.")
    return chosen.repositories(reading_setup(session))


def look(session: Session, cohort: Cohort) -> Overview:
    """The look at a cohort today. Raises UsageError, TrackerError."""
    today = session.day or session.now.date()
    readings = Gathering(cohort, repositories(session), today).readings()
    return overview(cohort, readings, today, titles(session, cohort))


def titles(session: Session, cohort: Cohort) -> Mapping[str, str]:
    """The titles of the curriculum's phases by id; none, with a message, where it can't be read."""
    try:
        roadmap = load_text(
            f"extends: {cohort.curriculum}\n", str(session.folder / f"{cohort.id}.yaml"), library(session)
        )
    except InvalidRoadmapError as error:
        say(f"Phases have no titles: {error.problems[0].what}.")
        return {}
    return {phase.id: phase.title for phase in roadmap.phases}


def names_in(session: Session, cohort: Cohort, *, published: bool) -> Names:
    """How much of the names may be seen: a teacher's own terminal shows all, logs and what is published do not."""
    return cohort.names if published or in_actions(session) else Names.SHOWN


def in_actions(session: Session) -> bool:
    """Whether others may read along."""
    return session.env.get("GITHUB_ACTIONS") == "true"


def server_of(session: Session) -> str:
    """Where repositories are shown to people; "" for folders."""
    return "" if session.tracker == "local" else session.env.get("GITHUB_SERVER_URL") or "https://github.com"


def _without_names(error: InvalidRoadmapError) -> InvalidRoadmapError:
    """The problems without what they quote of the file: logs are read by others."""
    quoted = re.compile(r"`[^`]*`|“[^”]*”|'[^']*'")
    return InvalidRoadmapError(
        tuple(
            replace(problem, what=quoted.sub("`…`", problem.what), hint="See the line.") for problem in error.problems
        )
    )
