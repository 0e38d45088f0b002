"""How long `import` takes for large Markdown files: `python benchmarks/markdown.py` prints a table.

It ends with 1 above a limit of the README's table, and where a tenth of the lines takes more than its share.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks import texts
from benchmarks.client import PROGRAM, Run, measure
from benchmarks.table import Table, arguments, conclude, limited

COLUMNS = ("what", "lines", "MB read", "seconds", "MB")
SECONDS, MEGABYTES = 30.0, 500.0
"""The limits for 100,000 lines, of an import."""
LINES_A_WEEK = 50
STEEPEST = 2.0
"""How many times its share a tenth of the lines may take: above that, time grows faster than the file."""


def plain(lines: int) -> str:
    """Headings and boxes, and nothing else."""
    weeks = range(1, lines // LINES_A_WEEK + 1)
    boxes = [f"- [ ] Task {number}" for number in range(1, LINES_A_WEEK - 1)]
    return "\n".join(line for week in weeks for line in (f"## Week {week}", *boxes, ""))


def imported(folder: Path, text: str, *options: str) -> Run:
    """What an import of this text takes."""
    (folder / "plan.md").write_text(text, encoding="utf-8")
    return measure([PROGRAM, "import", "plan.md", *options], folder)


def row(
    what: str, text: str, run: Run, seconds: float | None = None, megabytes: float | None = None
) -> tuple[str, ...]:
    """A line of the table."""
    size = f"{len(text.encode()) / 1e6:.1f}"
    return what, f"{text.count(chr(10)):,}", size, limited(run.seconds, seconds, 1), limited(run.megabytes, megabytes)


def measured(lines: int) -> Table:
    """The table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        boxes, whole, tenth = plain(lines), texts.document(lines), texts.document(lines // 10)
        revised = texts.document(lines // 10, revised=True)
        simple = imported(folder, boxes, "-o", "boxes.yaml")
        large = imported(folder, whole, "-o", "large.yaml")
        small = imported(folder, tenth, "-o", "small.yaml")
        update = imported(folder, revised, "--update", "small.yaml")
        again = imported(folder, revised, "--update", "small.yaml")
    rows = (
        row("headings and boxes", boxes, simple, SECONDS, MEGABYTES),
        row("links, hours, tasks, tables and prose too", whole, large, SECONDS, MEGABYTES),
        row("a tenth of that", tenth, small),
        row("the same some weeks later, by `--update`", revised, update),
        row("and once more, with nothing new", revised, again),
    )
    kept = {
        "import takes too long": max(simple.seconds, large.seconds) < SECONDS,
        "import takes too much memory": max(simple.megabytes, large.megabytes) < MEGABYTES,
        "the time of an import grows faster than the file": large.seconds < STEEPEST * 10 * small.seconds,
        "an update changes what has not changed": "is up to date" in again.said,
    }
    return Table("markdown", COLUMNS, rows, tuple(what for what, fine in kept.items() if not fine))


def main() -> int:
    """Measure and print the table; returns the exit code."""
    parser = arguments(__doc__)
    parser.add_argument("--lines", type=int, default=100_000, help="lines of the largest file (default: 100000)")
    given = parser.parse_args()
    return conclude(measured(given.lines), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
