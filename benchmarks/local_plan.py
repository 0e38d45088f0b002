"""How long `plan` takes, and how much memory, for a large roadmap that stands in the embedded tracker; and `--help`.

Run it from the project's folder, in an environment with roadmap-sync installed: ``python benchmarks/local_plan.py``.
It works in a temporary folder and ends with exit code 1 where a limit of the README's table is broken.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks import texts
from benchmarks.client import PROGRAM, Run, measure
from benchmarks.table import Table, arguments, conclude, limited

COLUMNS = ("what", "seconds", "MB")
PLAN_SECONDS = 5.0
PLAN_MEGABYTES = 300.0
HELP_TIMES_CLICK = 2.0


def middle(command: Sequence[str | Path], folder: Path, times: int) -> Run:
    """The median of several runs, after one that warms the caches; the highest memory."""
    runs = [measure(command, folder) for _ in range(times + 1)][1:]
    return Run(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs), runs[-1].said)


def measured(items: int, times: int) -> Table:
    """The table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "roadmaps").mkdir()
        (folder / "roadmaps" / "everything.yaml").write_text(texts.large(items), encoding="utf-8")
        local = ("--tracker", "local", "--today", "2026-03-02")
        first = measure([PROGRAM, "sync", *local, "--yes"], folder)
        plan = middle([PROGRAM, "plan", *local, "--json"], folder, times)
        again = measure([PROGRAM, "sync", *local, "--yes"], folder)
        helping = middle([PROGRAM, "--help"], folder, times * 4)
        click = middle([sys.executable, "-c", "import click"], folder, times * 4)
    allowed = HELP_TIMES_CLICK * click.seconds
    rows = [
        (f"sync of {items:,} items into an empty tracker", first, None, None),
        ("plan, nothing to do", plan, PLAN_SECONDS, PLAN_MEGABYTES),
        ("sync, nothing to do", again, None, None),
        ("roadmap-sync --help", helping, allowed, None),
        ('python -c "import click"', click, None, None),
    ]
    kept = {
        "plan finds something to do right after sync": '"changes": []' in plan.said,
        "plan takes too long": plan.seconds < PLAN_SECONDS,
        "plan takes too much memory": plan.megabytes < PLAN_MEGABYTES,
        "--help starts too slowly": helping.seconds < allowed,
    }
    return Table(
        "embedded-tracker",
        COLUMNS,
        tuple((what, limited(run.seconds, most, 2), limited(run.megabytes, size)) for what, run, most, size in rows),
        tuple(what for what, fine in kept.items() if not fine),
    )


def main() -> int:
    """Measure and print the table; returns the exit code."""
    parser = arguments(__doc__)
    parser.add_argument("--items", type=int, default=10_000, help="items in the roadmap (default: 10000)")
    parser.add_argument("--times", type=int, default=5, help="runs of which the median counts (default: 5)")
    given = parser.parse_args()
    return conclude(measured(given.items, given.times), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
