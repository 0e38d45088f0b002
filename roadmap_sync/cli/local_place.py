"""The embedded tracker with the commits of the folder's repository."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from roadmap_sync.local.activity import git_activity
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.activity import Activity


class LocalPlace(LocalTracker):
    """The tracker of a folder; its commits are those of the repository that the folder belongs to."""

    lacks: frozenset[str] = frozenset()

    def __init__(self, folder: Path, *, now: Callable[[], datetime]) -> None:
        super().__init__(folder, now=now)
        self._folder = folder

    def activity(self, roadmap: Roadmap, zone: ZoneInfo) -> Activity:
        """Commits from `git log`."""
        return git_activity(self._folder, authors=roadmap.author, zone=zone, since=roadmap.start)

    def links(self) -> Mapping[str, str]:
        """None: there is nothing to open in a browser."""
        return {}
