"""Writing files of a report to where a tracker keeps them: the types that commands and trackers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

Make = Callable[[Mapping[str, str]], Mapping[str, str]]
"""From the texts that are there, by path, to those that are to be there; empty where nothing is to change."""


@dataclass(frozen=True, slots=True)
class Message:
    """Words of a commit or a pull request: neither ``@`` nor closing keywords, which would act."""

    headline: str
    body: str = ""

    def __post_init__(self) -> None:
        """Refuse what notifies people."""
        if "@" in self.headline + self.body:
            raise ValueError("a commit's message must not mention anybody")


@dataclass(frozen=True, slots=True)
class Published:
    """Which paths were written, and where to look; nothing of both where nothing was to change."""

    paths: tuple[str, ...] = ()
    url: str = ""


class Publisher(Protocol):
    """Writes files into the repository that a tracker belongs to, without a working tree."""

    def commit(self, make: Make, message: Message) -> Published:
        """One commit on the default branch. Raises TrackerError."""
        ...

    def pull_request(self, make: Make, message: Message) -> Published:
        """A pull request, the same one each time. Raises TrackerError."""
        ...
