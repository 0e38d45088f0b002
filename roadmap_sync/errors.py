"""The errors of roadmap-sync: one base class, shown without a traceback, and problems with a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


def visible(name: str) -> str:
    """A file's name as it can be shown: control characters and those that turn the direction of text are escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where something stands in a file: lines and columns count from 1; 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``file:line:column``, or the file alone."""
        file = visible(self.file)
        return f"{file}:{self.line}:{self.column}" if self.line else file


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the input: where, which rule it breaks, and what to do instead."""

    where: Position
    what: str
    hint: str = ""
    warning: bool = False

    def __str__(self) -> str:
        """``file:line:column: rule. what to do``."""
        what = f"warning: {self.what}" if self.warning else self.what
        return f"{self.where}: {what}" + (f". {self.hint}" if self.hint else "")


def errors_among(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that are no mere warnings, in their order."""
    return tuple(problem for problem in problems if not problem.warning)


class RoadmapSyncError(Exception):
    """Anything that ends a command with exit code 1 and a message instead of a traceback.

    `message` says what is wrong, `hint` what to do about it.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """The message, and the way out on a line of its own."""
        return self.message + (f"\n{self.hint}" if self.hint else "")


class InvalidRoadmapError(RoadmapSyncError):
    """One or more roadmap files break the format; `problems` has all of them, sorted by place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UnsafePlanError(RoadmapSyncError):
    """A plan would change more than the damage limit allows."""


class TrackerError(RoadmapSyncError):
    """The tracker refused, is unreachable, or is not what was expected."""


class LockedError(TrackerError):
    """Another run holds the lock."""


class UsageError(RoadmapSyncError):
    """What was typed can't be carried out (exit code 2)."""
