"""GitHub's limits. Those that count over time are off until a test turns them on."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.fake_github.clock import Clock

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
GRANTED = {"classic": 5000, "fine_grained": 5000, "actions": 1000, "anonymous": 60}


@dataclass(slots=True)
class Window:
    """How much of a thing happened lately."""

    span: timedelta
    marks: deque[tuple[datetime, int]] = field(default_factory=deque)

    def used(self, now: datetime) -> int:
        """Add up what happened within the span before now."""
        while self.marks and self.marks[0][0] <= now - self.span:
            self.marks.popleft()
        return sum(amount for _, amount in self.marks)

    def add(self, now: datetime, amount: int) -> None:
        """Count something that happens now."""
        self.marks.append((now, amount))


@dataclass(slots=True)
class Quota:
    """The points of one token for one resource, which are reset an hour after the first is spent."""

    limit: int
    used: int = 0
    reset: datetime | None = None

    def refresh(self, now: datetime) -> None:
        """Reset it where the hour is over."""
        if self.reset is None or now >= self.reset:
            self.used, self.reset = 0, now + HOUR

    @property
    def remaining(self) -> int:
        """How many points are left, at least none."""
        return max(0, self.limit - self.used)


# What GitHub's documentation calls content, as far as this fake has it.
CONTENT = {
    "addComment", "createIssue", "updateIssue", "createProjectV2", "copyProjectV2", "updateProjectV2",
    "createProjectV2Field", "updateProjectV2Field", "createPullRequest", "createCommitOnBranch",
}  # fmt: skip
CARDS = {"addProjectV2ItemById"}


class Limits:
    """What may be asked in which time. Set a number to turn a limit on, None to turn it off.

    `content_per_minute` and `content_per_hour` (GitHub: 80 and 500) count what creates content, each
    alias of a document as one; `enforce_primary` refuses what goes over the points an hour of the token's kind (or over
    `points_per_hour`); `graphql_per_minute` and `rest_per_minute` (2,000 and 900) are the secondary points;
    `mutations_per_document` is how many get done before the server gives up with `timeout_status`;
    `retry_after` tells whether a secondary refusal says how long to wait.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.content_per_minute: int | None = None
        self.content_per_hour: int | None = None
        self.graphql_per_minute: int | None = None
        self.rest_per_minute: int | None = None
        self.points_per_hour: int | None = None
        self.enforce_primary = False
        self.mutations_per_document: int | None = None
        self.timeout_status = 502
        self.retry_after = True
        self._content: dict[tuple[str, timedelta], Window] = {}
        self._secondary = {"graphql": Window(MINUTE), "core": Window(MINUTE)}
        self._quotas: dict[tuple[str, str], Quota] = {}

    def turn_on(self) -> None:
        """Turn on all limits that GitHub documents."""
        self.content_per_minute, self.content_per_hour = 80, 500
        self.graphql_per_minute, self.rest_per_minute = 2000, 900
        self.enforce_primary = True

    def quota(self, token: str, kind: str, resource: str) -> Quota:
        """Give the hourly points of a token ("graphql" or "core")."""
        limit = self.points_per_hour or GRANTED[kind]
        quota = self._quotas.setdefault((token, resource), Quota(limit))
        quota.limit = limit
        quota.refresh(self.clock.now())
        return quota

    def _window(self, account: str, span: timedelta) -> Window:
        """An account's writes of content; two tokens of one account share them."""
        return self._content.setdefault((account, span), Window(span))

    def content_quota(self, account: str) -> int | None:
        """Say how many more writes an account may make now; None: any number."""
        now = self.clock.now()
        remaining = [
            most - self._window(account, span).used(now)
            for span, most in ((MINUTE, self.content_per_minute), (HOUR, self.content_per_hour))
            if most is not None
        ]
        return max(0, min(remaining)) if remaining else None

    def count_content(self, account: str, name: str = "") -> None:
        """Count a write over REST, or a mutation by its name: what creates no content counts as none."""
        spans = (MINUTE, HOUR) if not name or name in CONTENT else (MINUTE,) if name in CARDS else ()
        for span in spans:
            self._window(account, span).add(self.clock.now(), 1)

    def refuses_content(self, account: str, name: str = "") -> bool:
        """Whether a write of content is too much now."""
        return (not name or name in CONTENT | CARDS) and self.content_quota(account) == 0

    def secondary_allows(self, resource: str, points: int) -> bool:
        """Count the secondary points of a request; False where there are too many in this minute."""
        most = self.graphql_per_minute if resource == "graphql" else self.rest_per_minute
        if most is None:
            return True
        window = self._secondary[resource]
        window.add(self.clock.now(), points)
        return window.used(self.clock.now()) <= most

    def wait(self, account: str) -> int:
        """Say how many seconds it takes until a write is allowed again."""
        now = self.clock.now()
        full = [
            window.marks[0][0] + span - now
            for span, most in ((MINUTE, self.content_per_minute), (HOUR, self.content_per_hour))
            if most is not None and (window := self._window(account, span)).used(now) >= most
        ]
        return max((int(left.total_seconds()) for left in full), default=60)
