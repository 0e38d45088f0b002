"""Pacing of writes, so that GitHub's secondary limits are not reached.

GitHub documents about 80 content-creating requests a minute and 500 an hour, and asks for a second between two writing
requests (https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api and best-practices). What
creates content is counted by alias: issues and their texts, boards and fields; cards too, but for the minute alone.
Everything else (field values, dependencies, labels, states) counts by request. Whether that suffices is not documented:
after a first refusal each alias gets a second of its own.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import repeat

from roadmap_sync.gh.timing import Timing, is_told

PER_MINUTE, PER_HOUR = 80, 500
_CONTENT = frozenset(
    {
        "addComment", "updateIssueComment", "createIssue", "updateIssue", "createProjectV2", "copyProjectV2",
        "updateProjectV2", "createProjectV2Field", "updateProjectV2Field", "createPullRequest", "createCommitOnBranch",
    }
)  # fmt: skip
_CARDS = frozenset({"addProjectV2ItemById"})
_AN_ANSWER = 0.3  # seconds that an answer takes, about


@dataclass(frozen=True, slots=True)
class Load:
    """What one request writes: `writes` mutations in all; `minute` and `hour` of them count against these limits."""

    writes: int
    minute: int = 0
    hour: int = 0


ONE = Load(1, 1, 1)
"""A writing request of the REST API."""


def load_of(names: Iterable[str]) -> Load:
    """What a document with these mutations writes."""
    found = list(names)
    content = sum(name in _CONTENT for name in found)
    return Load(len(found), content + sum(name in _CARDS for name in found), content)


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
        while amount and self.done and self._used(timing.clock()) + amount > max(self.most, amount):
            # A second more: GitHub's clock need not be ours.
            seconds = (self.done[0][0] + self.span - timing.clock()).total_seconds() + 1
            timing.wait(seconds, f"GitHub allows {self.words}")

    def _used(self, now: datetime) -> int:
        while self.done and self.done[0][0] <= now - self.span:
            self.done.popleft()
        return sum(amount for _, amount in self.done)


class WritePacing:
    """Holds writes back. `interval` is the least time in seconds between two requests; 0 turns all pacing off.

    After `slow_down` it is the time for each alias of a request.
    """

    def __init__(self, interval: float, timing: Timing) -> None:
        self._interval = interval
        self._timing = timing
        self._minute = _Window(timedelta(minutes=1), PER_MINUTE, f"{PER_MINUTE} writes a minute")
        self._hour = _Window(timedelta(hours=1), PER_HOUR, f"{PER_HOUR} writes an hour")
        self._free_at: datetime | None = None
        self._told = False
        self._by_alias = False

    def slow_down(self) -> None:
        """GitHub refused, whatever was counted here: from now on each alias gets the time of a request."""
        if self._interval > 0 and not self._by_alias:
            self._by_alias = True
            self._timing.say("GitHub asks to slow down: from now on each change gets a second of its own.")

    def before(self, load: Load) -> None:
        """Wait until this may go out, and count it. Raises StoppedError."""
        if self._interval <= 0:
            return
        now = self._timing.clock()
        if self._free_at and self._free_at > now:
            self._spread((self._free_at - now).total_seconds())
        # The hour first, the longer wait: after it the minute is free as a rule.
        self._hour.wait(load.hour, self._timing)
        self._minute.wait(load.writes if self._by_alias else load.minute, self._timing)
        now = self._timing.clock()
        self._hour.done.append((now, load.hour))
        self._minute.done.append((now, load.writes if self._by_alias else load.minute))
        self._free_at = now + timedelta(seconds=self._interval * (load.writes if self._by_alias else 1))

    def _spread(self, seconds: float) -> None:
        """The pause that comes after every batch: told once."""
        timing = replace(self._timing, say=lambda _text: None) if self._told else self._timing
        self._told = self._told or is_told(seconds)
        timing.wait(seconds, "A second for each change, as GitHub asks, here and below")


def seconds_for(loads: Iterable[Load], interval: float, of_boards: Iterable[bool] | None = None) -> float:
    """About how many seconds these requests take: their pacing played on a clock of its own, and the last answer.

    `of_boards` tells of each whether it is the other account's, which has limits of its own.
    """
    if interval <= 0:
        return sum(_AN_ANSWER for _ in loads)
    begin = now = datetime(2026, 1, 1, tzinfo=UTC)

    def sleep(seconds: float) -> None:
        nonlocal now
        now += timedelta(seconds=seconds)

    timing = Timing(clock=lambda: now, sleep=sleep, say=lambda _text: None, should_stop=lambda: False)
    own, boards = WritePacing(interval, timing), WritePacing(interval, timing)
    for load, is_of_board in zip(loads, of_boards or repeat(object=False), strict=False):
        (boards if is_of_board else own).before(load)
    return (now - begin).total_seconds() + 1.0
