"""Pacing of writes, so that GitHub's secondary limits are not reached.

GitHub documents about 80 content-creating requests a minute and 500 an hour, and asks for a second between two
writes. Whether each alias of a document counts is not documented: here each does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import datetime, timedelta

from roadmap_sync.gh.timing import Timing

PER_MINUTE, PER_HOUR = 80, 500
_AN_ANSWER = 0.3  # seconds that an answer takes, about
_SPANS = (
    (timedelta(minutes=1), PER_MINUTE, "80 writes a minute"),
    (timedelta(hours=1), PER_HOUR, "500 writes an hour"),
)


class Pace:
    """Holds writes back. `interval` is the least time in seconds for each write; 0 turns all pacing off."""

    def __init__(self, interval: float, timing: Timing) -> None:
        self._interval = interval
        self._timing = timing
        self._done: deque[tuple[datetime, int]] = deque()
        self._free_at: datetime | None = None

    def before(self, writes: int) -> None:
        """Wait until so many writes may go out together, and count them. Raises StoppedError."""
        if self._interval <= 0:
            return
        now = self._timing.clock()
        if self._free_at and self._free_at > now:
            self._timing.wait((self._free_at - now).total_seconds(), "A second for each write, as GitHub asks")
        for span, most, words in _SPANS:
            self._make_room(span, most - writes, words)
        now = self._timing.clock()
        self._done.append((now, writes))
        self._free_at = now + timedelta(seconds=self._interval * writes)

    def _make_room(self, span: timedelta, most: int, words: str) -> None:
        now = self._timing.clock()
        while self._done and self._done[0][0] <= now - _SPANS[-1][0]:
            self._done.popleft()
        recent = [(at, writes) for at, writes in self._done if at > now - span]
        over = sum(writes for _, writes in recent) - max(0, most)
        for at, writes in recent:
            if over <= 0:
                break
            over -= writes
            now = self._timing.clock()
            # A second more: GitHub's clock need not be ours.
            self._timing.wait((at + span - now).total_seconds() + 1, f"GitHub allows {words}")


def seconds_for(batches: Iterable[int], interval: float) -> float:
    """About how many seconds batches of so many writes take: spacing, limits, a second for the last answer."""
    if interval <= 0:
        return sum(_AN_ANSWER for _ in batches)
    free_at = begun = 0.0
    done = deque[tuple[float, int]]()
    for writes in batches:
        begun = free_at
        for span, most, _ in _SPANS:
            seconds = span.total_seconds()
            while sum(count for at, count in done if at > begun - seconds) + writes > max(most, writes):
                begun = min(at for at, _ in done if at > begun - seconds) + seconds + 1
        done.append((begun, writes))
        free_at = begun + max(interval * writes, 1.0)
    return begun + 1.0
