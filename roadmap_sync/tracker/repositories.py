"""Reading files of many repositories at once: what is asked for, and what is found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

MAX_FILE_BYTES: Final = 1_000_000
"""Of a file: what is larger is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedFiles:
    """Files of a repository at a branch, tag or commit ("" for the default branch), and a folder to be listed."""

    repository: str
    ref: str = ""
    paths: tuple[str, ...] = ()
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFiles:
    """What is there: `texts` by path, the names in the folder with their sizes in bytes, the commit that was read.

    `repository` is its present name. `problem` says why nothing could be read at all; `refused` has by path why a file
    could not be; a file that is in neither is not there.
    """

    repository: str
    problem: str = ""
    private: bool = False
    commit: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, int] = field(default_factory=dict)


class Repositories(Protocol):
    """Reads files of repositories."""

    def read(self, wanted: Sequence[WantedFiles]) -> Sequence[FoundFiles]:
        """What is found, in the order asked for. Raises TrackerError where nothing can be asked at all."""
        ...

    def names(self, owner: str) -> Sequence[str]:
        """OWNER/NAME of all repositories of a user or organisation. Raises TrackerError."""
        ...
