"""What a tracker can be asked: read its state, keep other runs out, carry out steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

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


class Tracker(Protocol):
    """A place that holds issues: GitHub, or the embedded tracker."""

    @property
    def name(self) -> str:
        """``github`` or ``local``."""
        ...

    @property
    def place(self) -> str:
        """What the first line of output says: the repository, or the file."""
        ...

    def read(self, *, everything: bool = False) -> State:
        """What stands there, referring by the tracker's own ids; reads only.

        Issues that carry one of our labels; with `everything` also those without, where marks may stand whose label
        somebody took off: asked for before anything is created.
        """
        ...

    def lock(self) -> AbstractContextManager[None]:
        """Keep other runs that create out; raises LockedError."""
        ...

    def writer(self, found: State) -> Writer:
        """A writer that knows the ids of what `found` (a State in the roadmap's terms) holds."""
        ...

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:
        """How many requests and about how many minutes the groups of steps would take."""
        ...
