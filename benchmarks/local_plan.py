"""How long `plan` takes, and how much memory, for a large roadmap that stands in the embedded tracker; and `--help`.

Run it from the project's folder, in an environment with roadmap-sync installed: ``python benchmarks/local_plan.py``.
It works in a temporary folder and ends with exit code 1 where a limit of the README's table is broken.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ITEMS_A_SECTION = 25
SECTIONS_A_PHASE = 20
# A sixth of them each, so that bodies are as long as real ones are.
RESOURCES = "resources: [{title: The tutorial, url: 'https://example.org/tutorial', note: chapters 1-9}]"
TASKS = "tasks: [read, write, explain to somebody]"
PLAN_SECONDS = 5.0
PLAN_MEGABYTES = 300.0
HELP_TIMES_CLICK = 2.0


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took: seconds by the clock, peak resident memory in MB."""

    seconds: float
    megabytes: float
    said: str = ""


def roadmap_text(items: int) -> str:
    """A roadmap of so many items, with efforts, tags, dependencies, tasks and resources."""
    lines = ["title: Everything", "start: 2026-01-05", "tags: {core: {}, optional: {counts: false}}", "phases:"]
    for number in range(items):
        section, place = divmod(number, ITEMS_A_SECTION)
        phase, section_place = divmod(section, SECTIONS_A_PHASE)
        if not place and not section_place:
            lines += [f"  - title: Phase {phase}", f"    when: months {phase}-{phase + 1}", "    sections:"]
        if not place:
            lines += [
                f"      - title: Section {section}",
                "        effort: 20-25h",
                "        tags: [core]",
                "        items:",
            ]
        lines += [f"          - title: Item {number}"]
        if number % 6 == 0:
            lines += [f"            {RESOURCES}"]
        if number % 6 == 1:
            lines += [f"            {TASKS}"]
        if number % 6 == 2 and place:  # noqa: PLR2004 - the third of six
            lines += [f"            depends_on: [phase-{phase}/section-{section}/item-{number - 1}]"]
    return "\n".join(lines) + "\n"


def measure(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end; raises SystemExit with what it said where it fails."""
    begun = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}:\n{said}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 1e6, said)


def middle(command: Sequence[str | Path], folder: Path, times: int) -> Run:
    """The median of several runs, after one that warms the caches; the highest memory."""
    runs = [measure(command, folder) for _ in range(times + 1)][1:]
    return Run(statistics.median(run.seconds for run in runs), max(run.megabytes for run in runs), runs[-1].said)


def main() -> int:
    """Measure and print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000, help="items in the roadmap (default: 10000)")
    parser.add_argument("--times", type=int, default=5, help="runs of which the median counts (default: 5)")
    given = parser.parse_args()
    program = Path(sys.executable).with_name("roadmap-sync")
    table = Table("what", "seconds", "peak MB", "limit", title=f"Embedded tracker, {given.items} items")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "roadmaps").mkdir()
        (folder / "roadmaps" / "everything.yaml").write_text(roadmap_text(given.items), encoding="utf-8")
        local = ("--tracker", "local", "--today", "2026-03-02")
        first = measure([program, "sync", *local, "--yes"], folder)
        plan = middle([program, "plan", *local, "--json"], folder, given.times)
        again = measure([program, "sync", *local, "--yes"], folder)
        helping = middle([program, "--help"], folder, given.times * 4)
        click = middle([sys.executable, "-c", "import click"], folder, given.times * 4)
    limit = f"{PLAN_SECONDS:.0f} s, {PLAN_MEGABYTES:.0f} MB"
    help_limit = f"{HELP_TIMES_CLICK:.0f} times the next"
    for what, run, allowed in (
        ("sync into an empty tracker", first, ""),
        ("plan, nothing to do", plan, limit),
        ("sync, nothing to do", again, ""),
        ("roadmap-sync --help", helping, help_limit),
        ('python -c "import click"', click, ""),
    ):
        table.add_row(what, f"{run.seconds:.3f}", f"{run.megabytes:.0f}", allowed)
    Console(width=100).print(table)
    kept = {
        "plan finds something to do right after sync": '"changes": []' in plan.said,
        "plan takes too long": plan.seconds < PLAN_SECONDS,
        "plan takes too much memory": plan.megabytes < PLAN_MEGABYTES,
        "--help starts too slowly": helping.seconds < HELP_TIMES_CLICK * click.seconds,
    }
    for broken in (what for what, fine in kept.items() if not fine):
        print(broken, file=sys.stderr)
    return 0 if all(kept.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
