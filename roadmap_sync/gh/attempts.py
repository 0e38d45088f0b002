"""Trying again: the one loop that waits between attempts, and how many mutations an attempt sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_sync.gh.timing import Timing


@dataclass(frozen=True, slots=True)
class Attempt:
    """One pass of the loop; `number` counts from 0."""

    number: int
    is_last: bool


def attempts(timing: Timing, waits: Sequence[float], why: str) -> Iterator[Attempt]:
    """A first attempt, then one more after each of `waits` (seconds); `why` is told to whoever waits.

    The caller leaves the loop once it has an answer; there is no wait after the last attempt. Raises StoppedError when
    the run is asked to stop during a wait.
    """
    yield Attempt(0, is_last=not waits)
    for number, _ in enumerate(pauses(timing, waits, why), start=1):
        yield Attempt(number, is_last=number == len(waits))


def pauses(timing: Timing, waits: Sequence[float], why: str) -> Iterator[None]:
    """Wait for each of `waits` (seconds) in turn, and hand over after each. Raises StoppedError."""
    for seconds in waits:
        timing.wait(seconds, why)
        yield


@dataclass(slots=True)
class BatchSize:
    """How much goes into one request: half of it when the server can't do so much, twice as much again when it can."""

    most: int
    least: int = 1
    now: int = 0

    def __post_init__(self) -> None:
        """Begin with the most."""
        self.now = self.now or self.most

    @property
    def is_smallest(self) -> bool:
        """Whether it can't shrink any further."""
        return self.now <= self.least

    def shrink(self) -> None:
        """Half as many, but no fewer than the least."""
        self.now = max(self.least, self.now // 2)

    def grow(self) -> None:
        """Twice as many, up to the most."""
        self.now = min(self.most, self.now * 2)
