"""What the commands ask of GitHub: requests, writes, points, memory, counted by the tests' fake GitHub.

Run it from the project's folder, with the development packages: ``python benchmarks/github.py``. The real commands run
in processes of their own, without pacing. It ends with exit code 1 where a limit is broken.
"""

from __future__ import annotations

import json
import math
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # not this folder, where this file would hide PyGithub

from benchmarks import texts  # noqa: E402 - found by the line above, and so are the next
from benchmarks.client import PROGRAM, Run, measure  # noqa: E402
from benchmarks.table import Table, arguments, conclude, limited  # noqa: E402
from tests.fake_github import FakeGitHub, Repository, Totals  # noqa: E402

REAL = ROOT / "roadmaps" / "ai-application-engineer.yaml"
TODAY = "2026-03-02"
MEGABYTES = 400.0
ESTIMATE = 0.2
"""How far, as a share of the requests that went out, `plan` may be off."""
COLUMNS = ("what", "requests", "`plan` said", "writing", "mutations", "points", "content writes", "seconds", "MB")
PAGE = 100
WEEKS_A_QUERY = 25


@dataclass(frozen=True, slots=True)
class Limit:
    """The most requests (None: no limit), and whether any of them may write."""

    requests: int | None = None
    writes: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """What one command cost; `estimate` is what `plan` said before, None where nothing was planned."""

    what: str
    limit: Limit
    totals: Totals
    run: Run
    estimate: int | None = None

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        counts = self.totals.mutations, self.totals.points, self.totals.content_writes
        return (
            self.what,
            limited(self.totals.requests, self.limit.requests),
            "" if self.estimate is None else str(self.estimate),
            limited(self.totals.writes, None if self.limit.writes else 0),
            *map(str, counts),
            f"{self.run.seconds:.1f}",
            limited(self.run.megabytes, MEGABYTES),
        )

    def broken(self) -> Iterator[str]:
        """The limits that are broken, in words."""
        sent = self.totals.requests
        if self.limit.requests is not None and sent > self.limit.requests:
            yield f"{self.what}: {sent} requests, at most {self.limit.requests}"
        if self.totals.writes and not self.limit.writes:
            yield f"{self.what}: {self.totals.writes} requests wrote, none may"
        if self.run.megabytes > MEGABYTES:
            yield f"{self.what}: {self.run.megabytes:.0f} MB, at most {MEGABYTES:.0f}"
        if self.estimate is not None and abs(self.estimate - sent) > ESTIMATE * sent:
            yield f"{self.what}: plan said {self.estimate} requests, {sent} went out"


@dataclass(slots=True)
class Stage:
    """A repository on a fake GitHub, a folder with a roadmap, and the commands."""

    gh: FakeGitHub
    repo: Repository
    folder: Path
    env: dict[str, str]

    def write(self, text: str) -> None:
        """Write the roadmap."""
        (self.folder / "roadmap.yaml").write_text(text, encoding="utf-8")

    def run(self, *words: str) -> tuple[Totals, Run]:
        """One command, and what it asked for."""
        self.gh.log.clear()
        run = measure([PROGRAM, *words, "roadmap.yaml", "--tracker", "github", "--today", TODAY], self.folder, self.env)
        return self.gh.totals(), run

    def sync(self, what: str, limit: Limit) -> Line:
        """A sync, and what `plan` says before it."""
        _, planned = self.run("plan", "--json")
        totals, run = self.run("sync", "--yes")
        estimate = json.loads(planned.said)["estimate"]["requests"]
        return Line(what, limit, totals, run, estimate if totals.writes else None)

    def close(self, count: int) -> None:
        """Close the first issues of work, as people do."""
        for issue in [issue for issue in self.repo.issues if issue.parent and issue.state == "OPEN"][:count]:
            self.gh.as_user("ada").close(issue)


@contextmanager
def stage(text: str, *, own_token: bool = False) -> Iterator[Stage]:
    """A new repository; with `own_token` the boards have a token of their own, and the rest is a workflow's."""
    with FakeGitHub() as gh, tempfile.TemporaryDirectory() as folder:
        repo = gh.add_repository("ada/roadmap", created_at=datetime(2024, 1, 1, tzinfo=UTC))
        personal = gh.token()
        env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "GITHUB_API_URL": gh.url,
            "GITHUB_GRAPHQL_URL": gh.graphql_url,
            "GITHUB_REPOSITORY": repo.full_name,
            "GITHUB_TOKEN": gh.token("actions") if own_token else personal,
            "ROADMAP_SYNC_PROJECT_TOKEN": personal if own_token else "",
            "ROADMAP_SYNC_WRITE_INTERVAL": "0",
        }
        made = Stage(gh, repo, Path(folder), env)
        made.write(text)
        yield made
        if gh.violations:
            sys.exit("against GitHub's published descriptions:\n" + "\n".join(gh.violations))


def without_board() -> Iterator[Line]:
    """74 things: first sync, nothing to do, one title changed."""
    text = texts.weeks(board=False)
    with stage(text) as here:
        yield here.sync("74 things: first sync", Limit(25))
        yield here.sync("74 things: nothing to do", Limit(3, writes=False))
        here.write(text.replace("Task 1 of week 1, phase 1", "The very first"))
        yield here.sync("74 things: one title changed", Limit(5))


def with_board(*, own_token: bool) -> Iterator[Line]:
    """74 things on a board, five fields filled: first sync, nothing to do, issues closed by hand."""
    what = "74 things and a board" + (", a token of its own" if own_token else "")
    with stage(texts.weeks(board=True), own_token=own_token) as here:
        yield here.sync(f"{what}: first sync", Limit(None if own_token else 60))
        yield here.sync(f"{what}: nothing to do", Limit(None if own_token else 4, writes=False))
        here.close(20)
        yield here.sync(f"{what}: 20 closed by hand", Limit(None if own_token else 6))
        closing = here.gh.projects[0].workflow("Item closed")
        assert closing
        closing.enabled = False
        here.close(20)
        yield here.sync(f"{what}: 20 more, without GitHub's workflow", Limit(None if own_token else 6))


def real() -> Iterator[Line]:
    """A real roadmap with its board: first sync, nothing to do, a day's work, the report."""
    text, name = REAL.read_text("utf-8"), REAL.stem
    with stage(text) as here:
        yield here.sync(f"{name}: first sync", Limit())
        yield here.sync(f"{name}: nothing to do", Limit(writes=False))
        here.close(5)
        here.write(text.replace("Variables, data types, type hints", "Variables, types and type hints"))
        yield here.sync(f"{name}: a day's work (5 closed, one title edited)", Limit())
        yield report(here, f"{name}: report", commits=1)


def large(items: int, most: int) -> Iterator[Line]:
    """Many items, without a board: first sync, nothing to do, one title changed, the report."""
    text = texts.large(items)
    with stage(text) as here:
        yield here.sync(f"{items:,} items: first sync", Limit())
        yield here.sync(f"{items:,} items: nothing to do", Limit(most, writes=False))
        here.write(text.replace("title: Item 9\n", "{id: item-9, title: The tenth}\n"))
        yield here.sync(f"{items:,} items: one title changed", Limit())
        yield report(here, f"{items:,} items: report", commits=1)


def with_commits(*, late: int = 250, early: int = 40) -> Iterator[Line]:
    """The report over two years of work: so many commits in the last year, so many before."""
    with stage(texts.weeks(board=True, start="2024-01-01")) as here:
        here.run("sync", "--yes")
        end, ada = datetime(2026, 3, 1, tzinfo=UTC), here.gh.as_user("ada")
        for day in range(late):
            ada.commit(here.repo, at=end - timedelta(days=day))
        for week in range(early):
            ada.commit(here.repo, at=end - timedelta(weeks=60 + week))
        here.close(20)
        yield report(here, f"74 things, {late + early} commits in two years: report", commits=late, weeks=60)


def report(here: Stage, what: str, *, commits: int, weeks: int = 0) -> Line:
    """The report: pages of issues, 2 requests, one per 100 commits of the last year, one per 25 earlier weeks."""
    pages = math.ceil(len(here.repo.issues) / PAGE)
    most = pages + 2 + math.ceil(commits / PAGE) + math.ceil(weeks / WEEKS_A_QUERY)
    totals, run = here.run("report")
    return Line(what, Limit(most, writes=False), totals, run)


def small() -> Iterator[Line]:
    """The lines that tests repeat."""
    yield from without_board()
    yield from with_board(own_token=False)
    yield from with_board(own_token=True)


def table_of(lines: Iterator[Line]) -> Table:
    """The table of these lines."""
    told = tuple(lines)
    rows = tuple(line.cells() for line in told)
    return Table("github", COLUMNS, rows, tuple(words for line in told for words in line.broken()))


def lines(*, quick: bool) -> Iterator[Line]:
    """All that is measured; `quick` leaves out the 10,000 items."""
    yield from small()
    yield from real()
    yield from with_commits()
    yield from large(1_000, 14)
    if not quick:
        yield from large(10_000, 110)


def main() -> int:
    """Measure and print; returns the exit code."""
    parser = arguments(__doc__)
    parser.add_argument("--quick", action="store_true", help="leave out the 10,000 items (not with --write)")
    given = parser.parse_args()
    if given.quick and given.write:
        parser.error("--write needs all of the table: leave --quick out")
    return conclude(table_of(lines(quick=given.quick)), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
