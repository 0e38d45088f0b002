"""Reading and writing whole files of text, with errors that say what to do."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from roadmap_sync.errors import RoadmapSyncError


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
