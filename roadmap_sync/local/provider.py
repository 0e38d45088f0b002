"""The embedded tracker as a kind of tracker: opened with a folder, without a repository."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_sync.local.repositories import FolderRepositories
from roadmap_sync.local.store import file_in
from roadmap_sync.local.tracker import LocalTracker
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


PROVIDER = Provider(
    title="embedded",
    open=open_tracker,
    examine=_examine,
    repositories=lambda setup: FolderRepositories(setup.folder),
)
