"""How long a first sync takes: real syncs against the fake GitHub on a clock that the waits turn.

    python -m benchmarks.wait            # the table, a minute or two
    python -m benchmarks.wait --write    # and put it into benchmarks/README.md

The fake holds GitHub's limits (80 contents a minute, 500 an hour, 5,000 points, the secondary limit on requests) by
that clock, and the waits of roadmap-sync move it instead of passing. An answer takes no time on it. `least` is what the
limit on content alone needs for so much content.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from benchmarks import texts
from benchmarks.github import TODAY
from benchmarks.table import Table, arguments, conclude
from roadmap_sync.desired.issues import desired_state
from roadmap_sync.plan.batches import groups
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.sync import current_plan
from tests.fake_github import FakeGitHub
from tests.gh.running import Run

COLUMNS = ("first sync", "minutes", "least", "estimate", "refusals", "first values on the board", "left")
AIMS = {"74 things and a board": 3.0, "250 items and a board": 7.0, "250 items and a board, a token of its own": 7.0}
"""Minutes at most."""
CONTENT_A_MINUTE, CONTENT_AN_HOUR = 80, 500
CONTENT = {"createIssue", "createProjectV2", "createProjectV2Field", "addComment"}
CLOSE = 0.15
"""By how much of what it took the estimate may be wrong."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A first sync: minutes on the turned clock, and what was seen meanwhile."""

    what: str
    minutes: float
    least: float
    estimate: float
    refusals: int
    first_value: float | None
    changes_left: int

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        aim = AIMS.get(self.what)
        took = f"{self.minutes:.1f} of {aim:.1f}" if aim else f"{self.minutes:.1f}"
        first = "" if self.first_value is None else f"{self.first_value:.1f}"
        figures = (f"{self.least:.1f}", f"{self.estimate:.1f}", str(self.refusals))
        return (self.what, took, *figures, first, str(self.changes_left))

    def broken(self) -> Iterator[str]:
        """What is not as it should be."""
        aim = AIMS.get(self.what)
        if aim and self.minutes > aim:
            yield f"{self.what}: {self.minutes:.1f} minutes, at most {aim}"
        if self.refusals:
            yield f"{self.what}: {self.refusals} refusals, there should be none"
        if self.changes_left:
            yield f"{self.what}: a second plan has {self.changes_left} changes"
        if abs(self.estimate - self.minutes) > max(CLOSE * self.minutes, 0.5):
            yield f"{self.what}: the estimate was {self.estimate:.1f} minutes, it took {self.minutes:.1f}"


def first_sync(what: str, text: str, *, own_token: bool = False) -> Measured:
    """Sync a roadmap into a new repository whose limits are all on."""
    roadmap, day = load_text(text, "roadmap.yaml"), date.fromisoformat(TODAY)
    with FakeGitHub() as gh:
        run = Run(gh, gh.add_repository("ada/roadmap"), "")
        personal = gh.token()
        run.token = gh.token("actions") if own_token else personal
        settings = {"write_interval": 1.0} | ({"project_token": personal} if own_token else {})
        gh.limits.turn_on()
        tracker = run.tracker(roadmap, **settings)
        _, estimate = tracker.estimate(groups(current_plan(tracker, lambda _: desired_state(roadmap, day))))
        tracker.close()
        gh.log.clear()
        began = gh.clock.now()
        result = run.sync(roadmap, day=day, **settings)
        if result.failed or result.left:
            raise RuntimeError(f"{what}: {len(result.failed)} failed, {result.left} left")
        minutes = (gh.clock.now() - began).total_seconds() / 60
        entries = list(gh.log)
        content = sum(name in CONTENT for entry in entries for name in entry.mutations)
        refusals = sum(entry.status in {403, 429} for entry in entries)
        values = [one.asked_at for one in entries if "updateProjectV2ItemFieldValue" in one.mutations]
        left = len(run.changes(roadmap, day=day, **settings))
        return Measured(what, minutes, least(content), estimate, refusals, _after(began, values), left)


def least(content: int) -> float:
    """The minutes after which the last of so many contents may be created."""
    hours, rest = divmod(max(0, content - 1), CONTENT_AN_HOUR)
    return hours * 60.0 + (ceil((rest + 1) / CONTENT_A_MINUTE) - 1)


def _after(began: datetime, moments: list[datetime]) -> float | None:
    return (min(moments) - began).total_seconds() / 60 if moments else None


def _with_board(text: str) -> str:
    return text.replace("board: false", "board: Everything\npace: 10h")


def measured() -> Table:
    """The table."""
    board = _with_board(texts.large(250))
    found = [
        first_sync("74 things and a board", texts.weeks(board=True)),
        first_sync("250 items and a board", board),
        first_sync("250 items and a board, a token of its own", board, own_token=True),
        first_sync("1,000 items", texts.large(1000)),
        first_sync(
            "1,000 items and a board", texts.large(1000).replace("board: false", "board: Everything\npace: 10h")
        ),
    ]
    rows = tuple(one.cells() for one in found)
    return Table("wait", COLUMNS, rows, tuple(words for one in found for words in one.broken()))


def main() -> int:
    """Measure, show, and end with 1 where an aim is missed."""
    given = arguments(__doc__).parse_args()
    return conclude(measured(), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
