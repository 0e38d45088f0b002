from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Issue, State
from roadmap_sync.tracker.steps import Step


class Clock:
    """Stands still until it is set forward."""

    def __init__(self) -> None:
        self.time = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> datetime:
        self.time += timedelta(**by)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def tracker(tmp_path: Path, clock: Clock) -> LocalTracker:
    return LocalTracker(tmp_path / "learning", now=clock)


@pytest.fixture
def apply(tracker: LocalTracker) -> Callable[..., list[Outcome]]:
    """Carries steps out with a writer that knows all that stands in the tracker."""

    def carry_out(*steps: Step) -> list[Outcome]:
        return list(tracker.writer(tracker.read()).write(steps))

    return carry_out


@pytest.fixture
def issue(tracker: LocalTracker) -> Callable[[str], Issue]:
    """The issue with a key, as it stands in the tracker now."""

    def look_up(key: str) -> Issue:
        return only(tracker.read(), key)

    return look_up


def only(state: State, key: str) -> Issue:
    (found,) = [issue for issue in state.issues if issue.key == key]
    return found
