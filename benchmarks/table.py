"""A measured table: shown in the terminal, and written into the README between marks."""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table as Shown

from roadmap_sync import __version__
from roadmap_sync.tracker.region import splice

README = Path(__file__).with_name("README.md")


@dataclass(frozen=True, slots=True)
class Table:
    """A table by `name`, with what is `broken` of its limits; a figure that has a limit stands as ``18 of 25``."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    broken: tuple[str, ...] = ()

    def markdown(self) -> str:
        """The table as Markdown, and where it was measured."""
        ruler = "|".join(["", "---", *["--:"] * (len(self.columns) - 1), ""])
        lines = [f"| {' | '.join(cells)} |" for cells in (self.columns, *self.rows)]
        return "\n".join([lines[0], ruler, *lines[1:], "", where()])


def where() -> str:
    """The version and the machine that were measured."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"roadmap-sync {__version__}, {python}, {platform.system()} {platform.machine()}, {os.cpu_count()} cores."


def limited(value: float, limit: float | None, digits: int = 0) -> str:
    """A figure, and the limit where there is one."""
    return f"{value:.{digits}f}" if limit is None else f"{value:.{digits}f} of {limit:.{digits}f}"


def arguments(description: str | None) -> argparse.ArgumentParser:
    """What every command here takes."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the table into benchmarks/README.md")
    return parser


def conclude(table: Table, *, write: bool) -> int:
    """Show a table, write it where asked to, tell what is broken; returns the exit code."""
    shown = Shown(title=table.name, box=box.SIMPLE)
    for number, column in enumerate(table.columns):
        shown.add_column(column, justify="right" if number else "left")
    for row in table.rows:
        shown.add_row(*map(escape, row))
    Console(width=130).print(shown)
    if write:
        put(table)
    for one in table.broken:
        print(one, file=sys.stderr)
    return 1 if table.broken else 0


def put(table: Table, readme: Path = README) -> None:
    """Write a table into its region of the README."""
    readme.write_text(splice(readme.read_text("utf-8"), table.name, table.markdown()), "utf-8")


def in_readme(name: str, readme: Path = README) -> Sequence[Sequence[str]]:
    """The rows of a table as the README has them, the names of the columns first."""
    from roadmap_sync.tracker.region import extract  # noqa: PLC0415 - only to check

    lines = [line for line in (extract(readme.read_text("utf-8"), name) or "").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
