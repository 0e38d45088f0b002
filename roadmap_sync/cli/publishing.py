"""Where a report goes: the working tree, a commit over the API, or a pull request."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.cli.session import GITHUB, Session
from roadmap_sync.cli.tracking import Place
from roadmap_sync.errors import RoadmapSyncError, UsageError
from roadmap_sync.progress.model import Progress
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
        return _published(place, progresses, target, _below(session.folder, target.readme))
    readme = _below(session.folder, target.readme)
    there = _there(session.folder, readme)
    made = publication(progresses, readme.as_posix(), there, links=place.links())
    if not target.check:
        for path in made.changed:
            write(session.folder / path, made.texts[path])
    return made.changed


def _published(place: Place, progresses: Sequence[Progress], target: Target, readme: Path) -> tuple[str, ...]:
    from roadmap_sync.cli.github_place import GitHubPlace  # noqa: PLC0415 - PyGithub only where it is used
    from roadmap_sync.cli.github_publishing import publish_there  # noqa: PLC0415

    if target.check:
        raise UsageError("--check goes with the working tree", "Leave out --commit and --pull-request.")
    assert isinstance(place, GitHubPlace)  # noqa: S101 - for the type checker: its name says so
    return publish_there(place, progresses, readme, pull_request=target.pull_request)


def write(path: Path, text: str) -> None:
    """Write a whole file or nothing: beside it first, then in its place, with its rights. Raises RoadmapSyncError."""
    real = path.resolve()  # a link stays one
    beside = real.with_name(f".{real.name}.{os.getpid()}.new")
    try:
        real.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(text.encode())
        if real.exists():
            shutil.copymode(real, beside)
        beside.replace(real)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise RoadmapSyncError(f"can't write {path}: {error.strerror}", "Check who may write there.") from error


def read(path: Path) -> str:
    """A file's text with its line ends as they are. Raises RoadmapSyncError where it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise RoadmapSyncError(f"{path} is not UTF-8 (byte {error.start})", "Save it as UTF-8 first.") from error
    except OSError as error:
        raise RoadmapSyncError(f"can't read {path}: {error.strerror}", "Check the path.") from error


def _there(folder: Path, readme: Path) -> dict[str, str]:
    paths = [readme, *(Path(FOLDER) / path.name for path in sorted((folder / FOLDER).glob("*.*")))]
    return {path.as_posix(): read(folder / path) for path in paths if (folder / path).exists()}


def _below(folder: Path, readme: Path) -> Path:
    """The path below the working folder. Raises UsageError for one outside."""
    whole = Path(os.path.normpath(folder / readme))
    if not whole.is_relative_to(folder):
        raise UsageError(f"--readme {readme} is outside {folder}", "Name a file of this folder.")
    return whole.relative_to(folder)
