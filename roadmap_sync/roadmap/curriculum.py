"""Curricula: the roadmap file that another one extends, where it is, and whoever can read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from typing import Final, Protocol

from roadmap_sync.errors import RoadmapSyncError
from roadmap_sync.roadmap.strings import Form, FormError

MAX_CHAIN: Final = 3
"""How many curricula may stand above a roadmap: one, the one it extends, and one more."""

_SUFFIXES: Final = (".yaml", ".yml")
_REMOTE = re.compile(
    r"^(?P<repository>[A-Za-z0-9][A-Za-z0-9_-]{0,99}/(?!\.{1,2}/)[A-Za-z0-9._-]{1,100})/(?P<path>[^@]+)@(?P<ref>[^@]+)$"
)
# What git refuses in the name of a branch or tag, and what would make a revision of it: https://git-scm.com/docs/git-check-ref-format
_BAD_REF = re.compile(r"[\s~^:?*\[\\\x00-\x1f\x7f]|\.\.|@\{|//|^[-/.]|[/.]$|\.lock$")
_FORMS: Final = "Write owner/name/path/to/file.yaml@v3, or a path to a file here."


@dataclass(frozen=True, slots=True)
class Address:
    """Where a curriculum is: a file of a repository at a branch, tag or commit; without a repository, a file here."""

    path: str
    repository: str = ""
    ref: str = ""

    def __str__(self) -> str:
        """As it is written after ``extends:``."""
        return f"{self.repository}/{self.path}@{self.ref}" if self.repository else self.path

    @property
    def link(self) -> str:
        """What results are found by: repository and path, whatever the branch, tag or commit; "" for a file here."""
        return f"{self.repository}/{self.path}" if self.repository else ""

    def relative(self, other: Address) -> Address:
        """Another address as it is meant in the file at this one: a path is one of the same repository and commit."""
        if other.repository:
            return other
        folder = PurePosixPath(self.path).parent.as_posix()
        return Address(normpath(f"{folder}/{other.path}"), self.repository, self.ref)


@dataclass(frozen=True, slots=True)
class CurriculumFile:
    """A curriculum's file as it was read, and the commit that was read; `private` as its repository is.

    `old` says why it is not the newest: the last reading counts where a curriculum can't be read now.
    """

    address: Address
    text: str
    commit: str = ""
    private: bool = False
    old: str = ""

    @property
    def pinned(self) -> Address:
        """The address at the very commit."""
        return Address(self.address.path, self.address.repository, self.commit or self.address.ref)


class Library(Protocol):
    """Reads curricula."""

    def read(self, address: Address) -> CurriculumFile:
        """The file at an address. Raises CurriculumError where neither it nor its last reading can be had."""
        ...


class CurriculumError(RoadmapSyncError):
    """A curriculum can't be read: it is never taken for an empty one."""


@dataclass(frozen=True, slots=True)
class FolderLibrary:
    """The curricula that are files of a working tree; `folder` is its top, which nothing is read outside of.

    `remote` reads those of repositories.
    """

    folder: Path = Path()
    remote: Library | None = None

    def read(self, address: Address) -> CurriculumFile:
        """The file. Raises CurriculumError."""
        if address.repository and self.remote:
            return self.remote.read(address)
        if address.repository:
            hint = "Run a command that reads GitHub once: it keeps what it read."
            raise CurriculumError(f"{address} was never read here", hint)
        try:
            top, path = self.folder.resolve(), (self.folder / address.path).resolve()
            if not path.is_relative_to(top):
                raise CurriculumError(f"{address} is outside this folder", "Name a file of the same working tree.")
            # Where the roadmap was named by its whole path, that of the curriculum is known below the folder alone.
            below = PurePosixPath(address.path).is_absolute()
            shown = Address(path.relative_to(top).as_posix()) if below else address
            return CurriculumFile(shown, path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise CurriculumError(f"{address} is not UTF-8 (byte {error.start})", "Save it as UTF-8.") from None
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise CurriculumError(f"{address} can't be read: {reason}", "Check the path.") from None


def parse_address(text: str) -> Address:
    """The address that a text after ``extends:`` names. Raises FormError."""
    cleaned = " ".join(text.split())
    found = _REMOTE.match(cleaned)
    path = normpath(found["path"] if found else cleaned)
    if "@" in cleaned and not found:
        raise FormError("is no address of a file in a repository", _FORMS)
    if not path.endswith(_SUFFIXES) or path.startswith("/") or "\\" in path or ":" in path or not path.isprintable():
        raise FormError("must name a YAML file", _FORMS)
    if not found:
        return Address(path)
    if path.startswith("../") or _BAD_REF.search(found["ref"]):
        raise FormError("names no file of that repository", _FORMS)
    return Address(path, found["repository"], found["ref"])


def _check_address(text: str) -> None:
    parse_address(text)


ADDRESS: Final = Form("the address of a roadmap file", limit=500, check=_check_address)
WITHOUT: Final = Form(
    "a key",
    r"^[^\s/~A-Z]+(?:/[^\s/~A-Z]+){0,3}$",
    300,
    hint="Write the ids from the phase down: `phase`, `phase/section`, `phase/section/item`.",
)
