"""What a tracker can be asked: read its state, keep other runs out, carry out steps; and what not every one can do.

A new tracker derives from `Tracker` and writes `name`, `place`, `read` and `writer`; all the rest has a default that
says "can't". `provider.py` is how it is offered to the commands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from zoneinfo import ZoneInfo

from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.publishing import Publisher
from roadmap_sync.tracker.state import State
from roadmap_sync.tracker.steps import Step


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a step: done (`error` = ""), or why not. `number` and `url` are a created issue's."""

    step: Step
    error: str = ""
    number: int = 0
    url: str = ""

    @property
    def ok(self) -> bool:
        """Whether it was carried out."""
        return not self.error


class Writer(Protocol):
    """Carries out steps. Steps name things by key; a writer knows the tracker's ids from what was read and made."""

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Carry out independent steps of one kind, in order, batched as it sees fit; an outcome each, as it lands."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a tracker can do beside issues, labels and milestones; commands ask this, never the tracker's name.

    `boards`: it has project boards. `keeps_close_reason`: what is closed keeps its reason, so that another one takes
    reopening first. `publishing`: it has a `publisher`. `deletion` tells how a person deletes for good what `remove`
    closed; `creation_notice` is a word of warning before many issues are created, "" where nobody is notified.
    """

    boards: bool = False
    keeps_close_reason: bool = False
    publishing: bool = False
    deletion: str = ""
    creation_notice: str = ""


class Tracker(Protocol):
    """A place that holds issues: GitHub, the embedded tracker, or another. What is not overridden can't be done."""

    @property
    def name(self) -> str:
        """The name that ``--tracker`` knows it by, such as ``github``."""
        ...

    @property
    def place(self) -> str:
        """What the first line of output says: the repository, or the file."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return Capabilities()

    @property
    def unsupported_fields(self) -> frozenset[str]:
        """Fields of an issue that it does not have: "blocked_by", "parent", "type"; known after a reading."""
        return frozenset()

    @property
    def is_private(self) -> bool:
        """Whether what is published there is surely seen by nobody but those who may see the repository."""
        return False

    def read(self, *, everything: bool = False) -> State:
        """What stands there, referring by the tracker's own ids; reads only.

        Issues that carry one of our labels; with `everything` also those without, where marks may stand whose label
        somebody took off: asked for before anything is created.
        """
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Keep other runs that create out; raises LockedError. One that has no lock lets everybody in."""
        return nullcontext()

    def tidy(self) -> None:
        """Take away what killed runs left behind; part of every sync, of no plan."""
        return

    def whereabouts(self, number: int) -> str:  # noqa: ARG002 - for those that override
        """What became of an issue that is not found any more, in words; "" where nothing is known."""
        return ""

    def writer(self, found: State) -> Writer:
        """A writer that knows the ids of what `found` (a State in the roadmap's terms) holds."""
        ...

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:  # noqa: ARG002 - for those that override
        """How many requests and about how many minutes the groups of steps would take."""
        return 0, 0.0

    def activity(
        self,
        authors: Sequence[str],  # noqa: ARG002 - all for those that override
        zone: ZoneInfo,  # noqa: ARG002
        since: date | None,  # noqa: ARG002
        *,
        account: bool = False,  # noqa: ARG002
    ) -> Activity:
        """Commits of these authors since a day, in a zone, and the rest; reads only.

        `account`: those of the authors' whole account, not of this repository alone.
        """
        return Activity()

    def links(self) -> Mapping[str, str]:
        """Names and addresses for the last line of a report."""
        return {}

    def publisher(self, branch: str = "") -> Publisher:
        """Writes files to where the tracker keeps them; asked for only with the capability `publishing`.

        `branch` is the one that pull requests come from; each kind of them has its own.
        """
        raise NotImplementedError(f"{self.name} publishes nothing")
