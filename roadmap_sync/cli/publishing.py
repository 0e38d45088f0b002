"""Where a report goes: the working tree, a commit over the API, or a pull request."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from roadmap_sync.cli.files import inside, read, write_inside
from roadmap_sync.cli.output import say
from roadmap_sync.cli.session import Session
from roadmap_sync.cohort.result import FOLDER
from roadmap_sync.errors import UsageError
from roadmap_sync.progress.model import Progress
from roadmap_sync.render.publication import publication
from roadmap_sync.roadmap.kept import FOLDER as KEPT
from roadmap_sync.roadmap.model import Publish
from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.publishing import Message

MESSAGE = Message("Update the progress report", "Made by roadmap-sync from the issues and commits.")


@dataclass(frozen=True, slots=True)
class Target:
    """What to write, and how."""

    readme: Path
    check: bool = False
    commit: bool = False
    pull_request: bool = False


def publish(session: Session, tracker: Tracker, progresses: Sequence[Progress], target: Target) -> tuple[str, ...]:
    """Write the report; returns the paths that changed (or would, with `check`). Raises UsageError, TrackerError."""
    if target.commit or target.pull_request:
        if not tracker.capabilities.publishing:
            raise UsageError("--commit and --pull-request write to GitHub", "Leave them out with the embedded tracker.")
        return _published(session, tracker, progresses, target)
    readme = below(session.folder, target.readme)
    there = _there(session.folder, readme)
    made = publication(progresses, readme.as_posix(), there, links=tracker.links(), private=tracker.is_private)
    if not target.check:
        for path in made.changed:
            write_inside(session.folder, Path(path), made.texts[path])
    return made.changed


def tell_what_is_public(progresses: Sequence[Progress]) -> None:
    """What a result tells, for those who did not ask for it in so many words."""
    for progress in progresses:
        match progress.roadmap.published:
            case Publish.SUMMARY:
                what = "numbers and days, no titles"
            case Publish.ITEMS:
                what = "numbers and days, and the keys of what is done"
            case _:
                continue
        say(f"Result: {FOLDER}/{progress.roadmap.id}.json, seen by all who see the repository, has {what}.")


def _published(session: Session, tracker: Tracker, progresses: Sequence[Progress], target: Target) -> tuple[str, ...]:
    if target.check:
        raise UsageError("--check goes with the working tree", "Leave out --commit and --pull-request.")

    readme = below(session.folder, target.readme).as_posix()
    # A commit would put a file in the place of a link, so the file that it leads to is written: pictures are found from
    # the link, where GitHub shows the text.
    real = inside(session.folder, target.readme).relative_to(session.folder.resolve()).as_posix()

    def make(there: Mapping[str, str]) -> Mapping[str, str]:
        known = {readme if path == real else path: text for path, text in there.items()}
        made = publication(progresses, readme, known, links=tracker.links(), private=tracker.is_private)
        return {real if path == readme else path: text for path, text in made.texts.items()}

    publisher = tracker.publisher()
    published = publisher.pull_request(make, MESSAGE) if target.pull_request else publisher.commit(make, MESSAGE)
    if published.url:
        say(f"Published: {published.url}")
    return published.paths


def _there(folder: Path, readme: Path) -> dict[str, str]:
    below = sorted((*(folder / FOLDER).glob("*.*"), *(folder / FOLDER / KEPT).glob("*.yaml")))
    paths = [readme, *(path.relative_to(folder) for path in below)]
    return {path.as_posix(): read(inside(folder, path)) for path in paths if (folder / path).exists()}


def below(folder: Path, readme: Path) -> Path:
    """The path below the working folder. Raises UsageError for one outside, or in `.git`."""
    inside(folder, readme)
    return Path(os.path.normpath(folder / readme)).relative_to(folder)
