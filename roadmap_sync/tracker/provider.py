"""How a tracker is offered to the commands: what it is opened with, and what it says of its own condition.

A package that brings a tracker has a module with a `Provider` named ``PROVIDER``; `cli/registry.py` names that module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from roadmap_sync.tracker.protocol import Tracker
from roadmap_sync.tracker.repositories import Repositories
from roadmap_sync.tracker.state import Board


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What a tracker is opened with.

    `folder` is the working folder, `env` the environment, `repository` OWNER/NAME or "". `labels` are the roadmaps'
    own, `boards` those that they want. `comments`: read those of issues, for notes of time spent; `types`: read issue
    types. `moment` gives the time of what is written, `clock` the real one; both with their zone. `say` shows a line
    to the user, `should_stop` tells that a run is to end, `deadline` when its time is over. Neither `env` nor `token`
    is ever shown.
    """

    folder: Path
    env: Mapping[str, str] = field(repr=False)
    repository: str
    token: str = field(repr=False)
    labels: tuple[str, ...]
    boards: tuple[Board, ...]
    comments: bool
    types: bool
    moment: Callable[[], datetime]
    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    say: Callable[[str], None]
    should_stop: Callable[[], bool]
    deadline: datetime | None = None


class CheckLevel(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of `doctor`: what was looked at, how it is, and what to do about it."""

    level: CheckLevel
    name: str
    text: str
    way_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A kind of tracker: `title` as people read it, how to open one, and the checks that `doctor` shows of it.

    `needs_repository`: it can't be opened without OWNER/NAME. `open` raises UsageError for settings that it can't work
    with; `examine` reads only. `repositories` reads files of other repositories, where the kind of tracker can.
    """

    title: str
    open: Callable[[Setup], Tracker]
    examine: Callable[[Setup], Iterable[Check]] = lambda _setup: ()
    needs_repository: bool = False
    repositories: Callable[[Setup], Repositories] | None = None
