"""Where a report goes: the working tree, a commit over the API, or a pull request."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.cli.session import GITHUB, Session
from roadmap_sync.cli.tracking import Place
from roadmap_sync.errors import RoadmapSyncError, UsageError
from roadmap_sync.progress import Progress
from roadmap_sync.render.publication import FOLDER, publication


@dataclass(frozen=True, slots=True)
class Target:
    """What to write, and how."""

    readme: Path
    check: bool = False
    commit: bool = False
    pull_request: bool = False


def publish(session: Session, place: Place, progresses: Sequence[Progress], target: Target) -> tuple[str, ...]:
    """Write the report; returns the paths that changed (or would, with `check`)."""
    if target.commit or target.pull_request:
        if place.name != GITHUB:
            raise UsageError("--commit and --pull-request write to GitHub", "Leave them out with the embedded tracker.")
        from roadmap_sync.cli.github_publishing import publish_there  # noqa: PLC0415 - PyGithub only where it is used

        return publish_there(place, progresses, target)
    readme = target.readme if not target.readme.is_absolute() else _below(session.folder, target.readme)
    there = _there(session.folder, readme)
    made = publication(progresses, readme.as_posix(), there)
    if not target.check:
        for path in made.changed:
            write(session.folder / path, made.texts[path])
    return made.changed


def write(path: Path, text: str) -> None:
    """Write a whole file or nothing: beside it first, then in its place. Raises RoadmapSyncError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise RoadmapSyncError(f"can't write {path}: {error.strerror}") from error


def read(path: Path) -> str:
    """A file's text with its line ends as they are. Raises RoadmapSyncError where it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise RoadmapSyncError(f"{path} is not UTF-8 (byte {error.start})", "Save it as UTF-8 first.") from error
    except OSError as error:
        raise RoadmapSyncError(f"can't read {path}: {error.strerror}") from error


def _there(folder: Path, readme: Path) -> dict[str, str]:
    paths = [readme, *(Path(FOLDER) / path.name for path in sorted((folder / FOLDER).glob("*.svg")))]
    return {path.as_posix(): read(folder / path) for path in paths if (folder / path).exists()}


def _below(folder: Path, readme: Path) -> Path:
    try:
        return readme.relative_to(folder)
    except ValueError:
        raise UsageError(f"--readme {readme} is outside {folder}", "Name a file of this folder.") from None
