"""Pacing of writes, so that GitHub's secondary limits are not reached.

GitHub documents about 80 content-creating requests a minute and 500 an hour, and asks for a second between two
writes. Whether each alias of a document counts is not documented: here each does, but values on boards, which
are no content of a repository, don't count for the hour.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from roadmap_sync.gh.timing import Timing, is_told

PER_MINUTE, PER_HOUR = 80, 500
_AN_ANSWER = 0.3  # seconds that an answer takes, about


@dataclass(frozen=True, slots=True)
class Load:
    """What one request writes: `writes` mutations in all, `content` of them in the repository."""

    writes: int
    content: int


@dataclass(slots=True)
class _Window:
    """What went out within a span of time, of which there may be so much."""

    span: timedelta
    most: int
    words: str
    done: deque[tuple[datetime, int]] = field(default_factory=deque)

    def wait(self, amount: int, timing: Timing) -> None:
        """Wait until so much more may go out. Raises StoppedError."""
        # A request larger than the whole limit goes out alone, rather than never.
        while self.done and self._used(timing.clock()) + amount > max(self.most, amount):
            # A second more: GitHub's clock need not be ours.
            seconds = (self.done[0][0] + self.span - timing.clock()).total_seconds() + 1
            timing.wait(seconds, f"GitHub allows {self.words}")

    def _used(self, now: datetime) -> int:
        while self.done and self.done[0][0] <= now - self.span:
            self.done.popleft()
        return sum(amount for _, amount in self.done)


class WritePacing:
    """Holds writes back. `interval` is the least time in seconds for each write; 0 turns all pacing off."""

    def __init__(self, interval: float, timing: Timing) -> None:
        self._interval = interval
        self._timing = timing
        self._minute = _Window(timedelta(minutes=1), PER_MINUTE, f"{PER_MINUTE} writes a minute")
        self._hour = _Window(timedelta(hours=1), PER_HOUR, f"{PER_HOUR} writes an hour")
        self._free_at: datetime | None = None
        self._told = False

    def before(self, load: Load) -> None:
        """Wait until this may go out, and count it. Raises StoppedError."""
        if self._interval <= 0:
            return
        now = self._timing.clock()
        if self._free_at and self._free_at > now:
            self._spread((self._free_at - now).total_seconds())
        # The hour first, the longer wait: after it the minute is free as a rule.
        self._hour.wait(load.content, self._timing)
        self._minute.wait(load.writes, self._timing)
        now = self._timing.clock()
        self._hour.done.append((now, load.content))
        self._minute.done.append((now, load.writes))
        # A second for each mutation, not for each request: what an alias counts is undocumented.
        self._free_at = now + timedelta(seconds=self._interval * load.writes)

    def _spread(self, seconds: float) -> None:
        """The pause that comes after every batch: told once."""
        timing = replace(self._timing, say=lambda _text: None) if self._told else self._timing
        self._told = self._told or is_told(seconds)
        timing.wait(seconds, "A second for each write, as GitHub asks, here and below")


def seconds_for(loads: Iterable[Load], interval: float) -> float:
    """About how many seconds these requests take: their pacing played on a clock of its own, and the last answer."""
    if interval <= 0:
        return sum(_AN_ANSWER for _ in loads)
    begin = now = datetime(2026, 1, 1, tzinfo=UTC)

    def sleep(seconds: float) -> None:
        nonlocal now
        now += timedelta(seconds=seconds)

    timing = Timing(clock=lambda: now, sleep=sleep, say=lambda _text: None, should_stop=lambda: False)
    pacing = WritePacing(interval, timing)
    for load in loads:
        pacing.before(load)
    return (now - begin).total_seconds() + 1.0
