"""Reading and writing whole files of text, with errors that say what to do."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from roadmap_sync.errors import RoadmapSyncError, UsageError, visible

_GIT = ".git"


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
        raise RoadmapSyncError(
            f"can't write {visible(str(path))}: {error.strerror}", "Check who may write there."
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def inside(folder: Path, path: Path) -> Path:
    """The file that `path`, below the working folder, really is, with all links followed.

    A repository may hold links that somebody else made. Raises UsageError where they lead out of the folder, or into
    `.git`, where a written file could become a command.
    """
    whole = Path(os.path.normpath(folder / path))
    ground = folder.resolve()
    try:
        real = whole.resolve()
    except (OSError, RuntimeError):  # the latter before Python 3.13
        real = whole
    if real.is_symlink():
        raise UsageError(f"{path} is a circle of links", "Take the link away.")
    if not real.is_relative_to(ground):
        why = "is outside" if whole == real else f"leads to {real}, outside"
        raise UsageError(f"{path} {why} {folder}", "Name a file of this folder, or take the link away.")
    if _GIT in map(str.casefold, (*whole.relative_to(folder).parts, *real.relative_to(ground).parts)):
        raise UsageError(f"{path} is in .git", "Name a file of the working tree.")
    return real


def write_inside(folder: Path, path: Path, text: str) -> None:
    """Write a file of the working folder, as `write` does. Raises UsageError where a link leads out of the folder."""
    write(inside(folder, path), text)


def read(path: Path) -> str:
    """A file's text with its line ends as they are. Raises RoadmapSyncError where it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise RoadmapSyncError(
            f"{visible(str(path))} is not UTF-8 (byte {error.start})", "Save it as UTF-8 first."
        ) from error
    except OSError as error:
        raise RoadmapSyncError(f"can't read {visible(str(path))}: {error.strerror}", "Check the path.") from error
