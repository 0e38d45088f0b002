"""The clock and the waits of this package: each wait says its reason and its end, and stops when asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from roadmap_sync.gh.failure import StoppedError

_SAID_FROM = 5.0  # seconds: shorter waits are nobody's concern
_MINUTES_FROM = 120  # seconds: longer waits are told in minutes
_NAP = 1.0  # seconds between two questions whether to stop


def _nothing() -> None:
    """Do nothing while waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """`clock` gives the time in UTC, `sleep` takes seconds, `say` a line for the person who waits.

    `meanwhile` is called every second of a wait: it may keep up what must not end before the wait does. `deadline` is
    the end of the time that was given: a wait that would outlast it is not begun.
    """

    clock: Callable[[], datetime]
    sleep: Callable[[float], None]
    say: Callable[[str], None]
    should_stop: Callable[[], bool]
    meanwhile: Callable[[], None] = _nothing
    deadline: datetime | None = None

    def wait(self, seconds: float, why: str) -> None:
        """Let so many seconds pass. Raises StoppedError when asked to stop meanwhile, or past the deadline."""
        if self.deadline and self.clock() + timedelta(seconds=seconds) > self.deadline:
            text = f"The time budget ends before the wait of {_words(seconds)} would: {why}"
            raise StoppedError(text, "Run the same command again to go on.")
        if is_told(seconds):
            until = self.clock() + timedelta(seconds=seconds)
            self.say(f"{why}: waiting until {until:%H:%M:%S} UTC ({_words(seconds)})")
        # In short naps, so that Ctrl-C or the end of a job is noticed within a second.
        while seconds > 0:
            if self.should_stop():
                raise StoppedError(f"Stopped while waiting: {why}", "Run the same command again to go on.")
            self.meanwhile()
            self.sleep(min(seconds, _NAP))
            seconds -= _NAP

    def finishing(self) -> Timing:
        """The same for what must still be done when the run is stopped, or waits: short, and on its own."""
        return replace(self, should_stop=lambda: False, meanwhile=_nothing, deadline=None)


def is_told(seconds: float) -> bool:
    """Whether a wait is so long that somebody should know of it."""
    return seconds >= _SAID_FROM


def _words(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < _MINUTES_FROM else f"{round(whole / 60)} min"
