"""Ctrl-C: ends a run at once while it only reads, gently once it writes, and at once when pressed a second time."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from roadmap_sync.cli.show import say

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupt:
    """Whether somebody asked to stop; `soften` from when on a stop waits for what is under way."""

    def __init__(self) -> None:
        self.asked = False
        self._soft = False

    def soften(self) -> bool:
        """From now on the first stop waits; always true."""
        self._soft = True
        return True

    def __call__(self, _number: int, _frame: object) -> None:
        """The signal's handler. Raises KeyboardInterrupt where the run should end at once."""
        if self.asked or not self._soft:
            raise KeyboardInterrupt
        self.asked = True
        with suppress(RuntimeError):  # the signal may have come in the middle of another message
            say("\nStopping after what is under way; press Ctrl-C again to stop at once.")


@contextmanager
def interruptible() -> Iterator[Interrupt]:
    """Listen to Ctrl-C and to SIGTERM (a cancelled workflow run gets both) until the end of the block."""
    interrupt = Interrupt()
    if threading.current_thread() is not threading.main_thread():  # only there signals can be heard
        yield interrupt
        return
    former = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield interrupt
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
