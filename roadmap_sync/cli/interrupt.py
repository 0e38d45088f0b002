"""Ctrl-C: ends a run at once while it only reads, after the current step once it writes, at once when pressed again."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from roadmap_sync.cli.output import say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """Whether somebody asked to stop; from `wait_for_step` on a stop waits for the step under way."""

    def __init__(self) -> None:
        self.asked = False
        self._waits = False

    def wait_for_step(self) -> bool:
        """From now on the first stop waits; always true."""
        self._waits = True
        return True

    def __call__(self, _number: int, _frame: object) -> None:
        """The signal's handler. Raises KeyboardInterrupt where the run should end at once."""
        if self.asked or not self._waits:
            raise KeyboardInterrupt
        self.asked = True
        with suppress(RuntimeError):  # the signal may have come in the middle of another message
            say("\nStopping after the current step; press Ctrl-C again to stop at once.")


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Handle Ctrl-C and SIGTERM (a cancelled workflow run gets both) until the end of the block."""
    interrupt = Interrupt()
    if threading.current_thread() is not threading.main_thread():  # Python delivers signals only there
        yield interrupt
        return
    former = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield interrupt
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
