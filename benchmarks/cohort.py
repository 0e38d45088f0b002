"""What a teacher's look at a cohort asks of GitHub: requests and points for 3, 50 and 1,000 learners.

Run it from the project's folder, with the development packages: ``python benchmarks/cohort.py``. It ends with exit code
1 where a limit is broken.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path[0] = str(ROOT)  # not this folder, where this file would hide PyGithub

from benchmarks.client import PROGRAM, Run, measure  # noqa: E402 - found by the line above, and so are the next
from benchmarks.table import Table, arguments, conclude, limited  # noqa: E402
from roadmap_sync.cohort.result_json import dump  # noqa: E402
from tests.cohort.building import result  # noqa: E402
from tests.fake_github import FakeGitHub, Totals  # noqa: E402

TODAY = "2026-03-05"
CURRICULUM = "title: Engineer\nphases: [{title: Python}, {title: Web}, {title: Ship}]\n"
FOLDER = ".github/roadmap"
PICTURES = 6
MEGABYTES = 400.0
COLUMNS = ("what", "requests", "points", "writing", "seconds", "MB")


@dataclass(frozen=True, slots=True)
class Class:
    """So many learners; with `own_ids` each roadmap has another id than the curriculum. The most that is allowed."""

    learners: int
    own_ids: bool
    requests: int
    points: int

    @property
    def what(self) -> str:
        """The line's name."""
        ids = "ids of their own" if self.own_ids else "the curriculum's id"
        return f"{self.learners:,} learners, {ids}"


CLASSES = (
    Class(3, own_ids=False, requests=3, points=5),
    Class(50, own_ids=False, requests=3, points=6),
    Class(50, own_ids=True, requests=4, points=8),
    Class(1_000, own_ids=False, requests=25, points=60),
    Class(1_000, own_ids=True, requests=45, points=60),
)


@dataclass(frozen=True, slots=True)
class Line:
    """What one look at a class took."""

    of: Class
    totals: Totals
    run: Run

    def cells(self) -> tuple[str, ...]:
        """The line as the table shows it."""
        return (
            self.of.what,
            limited(self.totals.requests, self.of.requests),
            limited(self.totals.points, self.of.points),
            limited(self.totals.writes, 0),
            f"{self.run.seconds:.1f}",
            limited(self.run.megabytes, MEGABYTES),
        )

    def broken(self) -> Iterator[str]:
        """The limits that are broken, in words."""
        for name, value, most in (
            ("requests", self.totals.requests, self.of.requests),
            ("points", self.totals.points, self.of.points),
            ("writing requests", self.totals.writes, 0),
        ):
            if value > most:
                yield f"{self.of.what}: {value} {name}, at most {most}"
        read = len([row for row in json.loads(self.run.said)["rows"] if row["percent"] is not None])
        if read != self.of.learners:
            yield f"{self.of.what}: only {read} results were read"


def populate(gh: FakeGitHub, of: Class) -> str:
    """Found the curriculum and the learners' repositories; the cohort's file."""
    teacher = gh.add_repository("acme/curriculum", created_at=datetime(2024, 1, 1, tzinfo=UTC))
    gh.as_user("acme").commit(teacher, files={"engineer.yaml": CURRICULUM})
    names = [f"learner-{number}/road" for number in range(of.learners)]
    followed = result().curricula[0]
    source = type(followed)(source="acme/curriculum/engineer.yaml", commit=followed.commit)
    for number, name in enumerate(names):
        repo = gh.add_repository(name)
        roadmap = f"mine-{number}" if of.own_ids else "engineer"
        text = dump(result(number % 31, roadmap=roadmap, curricula=(source,)))
        pictures = {f"{FOLDER}/{roadmap}-{kind}.svg": "<svg/>" * 999 for kind in range(PICTURES)}
        gh.as_user(name.partition("/")[0]).commit(repo, files={f"{FOLDER}/{roadmap}.json": text, **pictures})
    listed = "".join(f"  - {name}\n" for name in names)
    return f"title: Class\ncurriculum: acme/curriculum/engineer.yaml@main\nlearners:\n{listed}"


def look(of: Class) -> Line:
    """One `cohort status`, in a process of its own."""
    with FakeGitHub() as gh, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "class.yaml").write_text(populate(gh, of), encoding="utf-8")
        env = {
            **{name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ},
            "GITHUB_API_URL": gh.url,
            "GITHUB_GRAPHQL_URL": gh.graphql_url,
            "GITHUB_TOKEN": gh.token(),
        }
        gh.log.clear()
        command = [PROGRAM, "cohort", "status", "class.yaml", "--json", "--today", TODAY]
        run = measure(command, Path(folder), env)
        if gh.violations:
            sys.exit("against GitHub's published descriptions:\n" + "\n".join(gh.violations))
        return Line(of, gh.totals(), run)


def table_of(classes: tuple[Class, ...]) -> Table:
    """The table of these classes."""
    told = [look(of) for of in classes]
    broken = tuple(words for line in told for words in line.broken())
    return Table("cohort", COLUMNS, tuple(line.cells() for line in told), broken)


def main() -> int:
    """Measure and print; returns the exit code."""
    return conclude(table_of(CLASSES), write=arguments(__doc__).parse_args().write)


if __name__ == "__main__":
    sys.exit(main())
