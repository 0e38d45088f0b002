"""How long measuring takes: `python benchmarks/progress.py` prints a table and ends with 1 above the promised time.

A roadmap of 10,000 items in 20 phases, half of them done over two years, with a commit a day.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import TypeVar

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks.table import Table, arguments, conclude, limited
from roadmap_sync.progress.measure import measure
from roadmap_sync.roadmap.model import Habit, Item, Phase, Roadmap, Section
from roadmap_sync.roadmap.outline import outline
from roadmap_sync.roadmap.timespans import Effort
from roadmap_sync.schedule.scheduler import schedule
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import Facts, Issue, IssueState, State

PHASES, SECTIONS, ITEMS = 20, 10, 50
START = date(2024, 1, 1)
TODAY = START + timedelta(weeks=104)
COLUMNS = ("what", "seconds")
PROMISE = 3.0
"""Seconds for the whole measure."""

_Got = TypeVar("_Got")


def make_roadmap() -> Roadmap:
    """10,000 items that wait for each other by section."""
    phases = tuple(
        Phase(title=f"Phase {p}", id=f"p{p}", effort=Effort(1000, 1500), sections=tuple(_sections(p)))
        for p in range(PHASES)
    )
    habit = Habit(title="Five commits", commits=5)
    return Roadmap(
        title="Large", id="large", phases=phases, start=START, pace=Effort(10, 15), tags={}, paces={}, habits=(habit,)
    )


def _sections(phase: int) -> list[Section]:
    return [
        Section(
            title=f"Section {s}",
            id=f"s{s}",
            depends_on=(f"large/p{phase}/s{s - 1}",) if s else (),
            items=tuple(Item(title=f"Item {i}", id=f"i{i}") for i in range(ITEMS)),
        )
        for s in range(SECTIONS)
    ]


def make_state(roadmap: Roadmap) -> State:
    """Issues of all sections and items; the first half is closed, evenly over two years."""
    issues = []
    entries = [entry for entry in outline(roadmap).entries if entry.level not in {"phase", "option"}]
    for number, entry in enumerate(entries):
        done = entry.is_work and number < len(entries) / 2
        at = datetime(2024, 1, 1, 18, tzinfo=UTC) + timedelta(weeks=104) * (number / len(entries) * 2)
        facts = Facts(id=str(number), number=number, closed_at=at if done else None, created_at=at - timedelta(days=9))
        state = IssueState.COMPLETED if done else IssueState.OPEN
        issues.append(Issue(key=entry.key, title=entry.title, state=state, region="- [ ] read", found=facts))
    return State(issues=tuple(issues))


def timed(act: Callable[[], _Got]) -> tuple[_Got, float]:
    """What an act gives, and the seconds of the processor that it took."""
    began = process_time()
    return act(), process_time() - began


def measured() -> Table:
    """The table."""
    roadmap = make_roadmap()
    state = make_state(roadmap)
    days = {START + timedelta(days=number): 1 for number in range(728)}
    activity = Activity(commits_by_day=days, commits_by_week={day: 7 for day in days if day.weekday() == 0})
    laid, outlining = timed(lambda: outline(roadmap))
    _, scheduling = timed(lambda: schedule(laid))
    progress, measuring = timed(lambda: measure(roadmap, state, activity, TODAY))
    what = f"{progress.tally.total:,} items, {progress.tally.done:,} done"
    rows = (
        (f"{what}: outline", limited(outlining, None, 2)),
        (f"{what}: schedule", limited(scheduling, None, 2)),
        (f"{what}: all measures and the forecast", limited(measuring, PROMISE, 2)),
    )
    return Table("progress", COLUMNS, rows, ("measuring takes too long",) if measuring > PROMISE else ())


def main() -> int:
    """Measure and print; returns the exit code."""
    return conclude(measured(), write=arguments(__doc__).parse_args().write)


if __name__ == "__main__":
    sys.exit(main())
