"""The time of the fake: it stands still until a test turns it."""

from datetime import UTC, datetime, timedelta

BEGINNING = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    """A clock in UTC. Nothing here sleeps: `advance` is how an hour passes."""

    def __init__(self, start: datetime = BEGINNING) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Give the present moment, to the second, as GitHub stores times."""
        return self._now.replace(microsecond=0)

    def advance(self, seconds: float) -> None:
        """Turn the clock forward by so many seconds."""
        self._now += timedelta(seconds=seconds)

    def set(self, moment: datetime) -> None:
        """Turn the clock to a moment, forward or back."""
        self._now = moment.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """Write a moment as GitHub does: ISO 8601 in UTC with a Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(text: str) -> datetime:
    """Read an ISO 8601 moment; a bare date is its midnight in UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
