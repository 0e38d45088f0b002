"""All measurements, one after the other: `python benchmarks/all.py --write` makes the tables of the README here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

COMMANDS = (
    "local_plan.py",
    "progress.py",
    "forecast.py",
    "review.py",
    "markdown.py",
    "hostile.py",
    "github.py",
    "cohort.py",
)


def main() -> int:
    """Run them in processes of their own, with the same arguments; 1 where one of them ends with anything but 0."""
    codes = [subprocess.call([sys.executable, Path(__file__).with_name(one), *sys.argv[1:]]) for one in COMMANDS]
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
