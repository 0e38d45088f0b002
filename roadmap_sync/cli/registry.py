"""The trackers that there are: another one is its package and a line in `TRACKERS`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # `--help` imports this module: it must stay cheap
    from roadmap_sync.tracker.provider import Provider

TRACKERS = {
    "github": "roadmap_sync.gh.provider",
    "local": "roadmap_sync.local.provider",
}
"""By the name that ``--tracker`` takes: the module whose ``PROVIDER`` it is, imported only when it is used."""
WITH_REPOSITORY, WITHOUT_REPOSITORY = "github", "local"
"""The tracker of a folder with a repository on GitHub and of one without, where none is named."""


def provider(name: str) -> Provider:
    """The kind of tracker of that name; KeyError for one that is not registered."""
    from roadmap_sync.tracker.provider import Provider  # noqa: PLC0415

    found = import_module(TRACKERS[name]).PROVIDER
    assert isinstance(found, Provider)  # noqa: S101 - for the type checker
    return found
