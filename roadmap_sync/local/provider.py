"""The embedded tracker as a kind of tracker: opened with a folder, without a repository."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from roadmap_sync.errors import TrackerError
from roadmap_sync.local.repositories import FolderRepositories
from roadmap_sync.local.store import file_in, opened_to_read
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.text import line
from roadmap_sync.tracker.provider import Check, CheckLevel, Provider, Setup


def open_tracker(setup: Setup) -> LocalTracker:
    """The tracker of the working folder; its file is made by the first run that writes."""
    return LocalTracker(setup.folder, now=setup.moment)


def _examine(setup: Setup) -> Iterator[Check]:
    """That it is used at all is what people who meant GitHub have to know."""
    file = file_in(setup.folder)
    yield Check(
        CheckLevel.OK, "tracker", f"no repository: the embedded tracker, {file}", "--repo OWNER/NAME for GitHub."
    )
    yield _integrity(file)


def _integrity(file: Path) -> Check:
    """What SQLite's own check of the whole file says."""
    try:
        with opened_to_read(file) as db:
            if db is None:
                return Check(CheckLevel.OK, "file", "there is none yet: the first sync makes it")
            found = [row[0] for row in db.execute("PRAGMA integrity_check(3)")]
    except TrackerError as error:
        return Check(CheckLevel.ERROR, "file", error.message, f"{error.hint}.")
    if found == ["ok"]:
        return Check(CheckLevel.OK, "file", "whole, as SQLite checks it")
    return Check(CheckLevel.ERROR, "file", f"{file} is damaged: {line('; '.join(found))}", "Put a copy of it back.")


PROVIDER = Provider(
    title="embedded",
    open=open_tracker,
    examine=_examine,
    repositories=lambda setup: FolderRepositories(setup.folder),
)
