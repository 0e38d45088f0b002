"""What syncs with GitHub cost: requests, writes, seconds, memory, measured on the tests' fake GitHub.

Run it from the project's folder, with the development packages: ``python benchmarks/github_requests.py``.
It prints a table and ends with exit code 1 where a limit of the README's table is broken.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from rich import box  # noqa: E402 - the tests are found by the line above
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from roadmap_sync.load import load_files  # noqa: E402
from roadmap_sync.model import Board, Roadmap  # noqa: E402
from tests.fake_github import FakeGitHub  # noqa: E402
from tests.gh.running import Run, start, weeks  # noqa: E402

REAL = ROOT / "roadmaps" / "ai-application-engineer.yaml"
MEGABYTES = 400.0
CLIENT = """
import json, resource, sys
from roadmap_sync.gh.tracker import GitHubTracker, Settings
from roadmap_sync.desired import desired_state
from roadmap_sync.plan import make_plan
from tests.gh.running import TODAY, weeks
settings = Settings(repository=sys.argv[1], token=sys.argv[2], api_url=sys.argv[3], write_interval=0.0)
tracker = GitHubTracker(settings)
observed = tracker.read()
plan = make_plan(desired_state(weeks(weeks_a_phase=int(sys.argv[4])), TODAY), observed)
assert not plan.changes, len(plan.changes)
print(json.dumps({"megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table; a limit of 0 is none."""

    what: str
    requests: int
    limit: int
    writes: int
    mutations: int
    points: int
    seconds: float
    megabytes: float = 0.0

    @property
    def broken(self) -> bool:
        """Whether a limit is broken."""
        return (self.limit > 0 and self.requests > self.limit) or self.megabytes > MEGABYTES


def measured(run: Run, what: str, limit: int, act: Callable[[], object]) -> Line:
    """What an act costs."""
    run.gh.log.clear()
    begun = time.perf_counter()
    act()
    seconds = time.perf_counter() - begun
    totals = run.gh.totals()
    return Line(what, totals.requests, limit, totals.writes, totals.mutations, totals.points, seconds)


def seventy_four(name: str, plan: Roadmap, limits: tuple[int, int, int], *, own_token: bool = False) -> Iterator[Line]:
    """The 74 things: first sync, no-op, and an edit; with a board, 20 issues closed by hand."""
    with FakeGitHub() as gh:
        run = start(gh)
        more = {}
        if own_token:
            run.token, more = gh.token("actions"), {"project_token": gh.token("classic", user="ada")}
        yield measured(run, f"{name}: first sync", limits[0], lambda: run.sync(plan, **more))
        yield measured(run, f"{name}: nothing to do", limits[1], lambda: run.sync(plan, **more))
        if plan.board:
            ada = gh.as_user("ada")
            for issue in [issue for issue in run.repo.issues if issue.title.startswith("Task")][:20]:
                ada.close(issue)
            yield measured(run, f"{name}: 20 closed by hand", limits[2], lambda: run.sync(plan, **more))
        else:
            edited = weeks(titles={"Task 1-1-1": "The very first"})
            yield measured(run, f"{name}: one title changed", limits[2], lambda: run.sync(edited))


def real() -> Iterator[Line]:
    """A real roadmap: first sync, no-op, and a day's work."""
    plan, day = load_files([REAL])[0], date(2026, 3, 2)
    with FakeGitHub() as gh:
        run = start(gh)
        yield measured(run, f"{REAL.stem}: first sync", 0, lambda: run.sync(plan, day=day))
        yield measured(run, f"{REAL.stem}: nothing to do", 0, lambda: run.sync(plan, day=day))
        ada, issues = gh.as_user("ada"), [issue for issue in run.repo.issues if issue.parent]
        for issue in issues[:3]:
            ada.close(issue)
        for issue in issues[3:5]:
            ada.edit_body(issue, issue.body + "\n\nA note.")
        yield measured(run, f"{REAL.stem}: after a day's work", 0, lambda: run.sync(plan, day=day))


def large(items: int, limit: int) -> Line:
    """A no-op on many items, by a process of its own, whose memory is told."""
    sections = items // 18
    with FakeGitHub() as gh:
        run = start(gh)
        run.sync(weeks(weeks_a_phase=sections))
        gh.log.clear()
        begun = time.perf_counter()
        command = [sys.executable, "-c", CLIENT, run.repo.full_name, run.token, gh.url, str(sections)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        seconds, told, totals = time.perf_counter() - begun, json.loads(done.stdout), gh.totals()
        what = f"{len(run.repo.issues):,} issues: nothing to do"
        return Line(what, totals.requests, limit, totals.writes, 0, totals.points, seconds, told["megabytes"])


def lines(*, quick: bool) -> Iterator[Line]:
    """All that is measured."""
    board = weeks(board=Board(title="Weeks"), filled=True)
    yield from seventy_four("74 things", weeks(), (25, 3, 5))
    yield from seventy_four("74 things, board", board, (50, 4, 6))
    yield from seventy_four("74 things, board, own token", board, (50, 4, 6), own_token=True)
    if REAL.exists():
        yield from real()
    yield large(1_000, 14)
    if not quick:
        yield large(10_000, 110)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the 10,000 items")
    table = Table(box=box.MARKDOWN)
    for column in ("what", "requests", "at most", "writing", "mutations", "points", "seconds", "MB"):
        table.add_column(column, justify="left" if column == "what" else "right")
    broken = False
    for line in lines(quick=parser.parse_args().quick):
        broken = broken or line.broken
        limit, memory = str(line.limit or ""), f"{line.megabytes:.0f}" if line.megabytes else ""
        counts = (line.requests, limit, line.writes, line.mutations, line.points)
        table.add_row(line.what, *map(str, counts), f"{line.seconds:.1f}", memory, style="red" if line.broken else "")
    Console(width=120).print(table)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
