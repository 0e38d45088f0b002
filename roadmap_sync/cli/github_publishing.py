"""A report published over GitHub's API: one signed commit, or a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath

from roadmap_sync.cli.github_place import GitHubPlace
from roadmap_sync.cli.show import say
from roadmap_sync.gh.publisher import Message
from roadmap_sync.progress.model import Progress
from roadmap_sync.render.publication import publication

MESSAGE = Message("Update the progress report", "Made by roadmap-sync from the issues and commits.")


def publish_there(
    place: GitHubPlace, progresses: Sequence[Progress], readme: PurePath, *, pull_request: bool
) -> tuple[str, ...]:
    """Write README and pictures where they differ; returns the paths. Raises TrackerError."""

    def made(there: Mapping[str, str]) -> Mapping[str, str]:
        return publication(progresses, readme.as_posix(), there, links=place.links()).texts

    publisher = place.publisher
    published = publisher.pull_request(made, MESSAGE) if pull_request else publisher.commit(made, MESSAGE)
    if published.url:
        say(f"Published: {published.url}")
    return published.paths
