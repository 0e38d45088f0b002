"""What people lose when everything goes wrong around a sync: nothing, or this table says what.

    python -m benchmarks.campaign --seed 1                # all parts, a quarter of an hour
    python -m benchmarks.campaign --seed 1 --part races   # one of them
    python -m benchmarks.campaign --seed 1 --write        # and put the table into benchmarks/README.md

A part that is through is kept in --state, so that a run that was stopped goes on with the next part; `--again` forgets.
The exit code is 1 where anything was lost.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from tempfile import gettempdir
from typing import Protocol

from benchmarks.campaign.faults import by_chance, cuts
from benchmarks.campaign.local import local
from benchmarks.campaign.races import races
from benchmarks.campaign.stage import Tally
from benchmarks.campaign.strangers import strangers
from benchmarks.campaign.weeks import weeks
from benchmarks.table import Table, arguments, conclude


class Part(Protocol):
    """A part of the campaign: many runs, a tally each; a `sample` of them."""

    def __call__(self, seed: int, *, sample: int = 0) -> Iterator[Tally]:
        """The tallies, one after the other."""
        ...


PARTS: dict[str, Part] = {
    "cuts": cuts,
    "faults": by_chance,
    "races": races,
    "weeks": weeks,
    "strangers": strangers,
    "local": local,
}
COLUMNS = (
    "part, seed",
    "runs",
    "duplicates",
    "lost texts",
    "lost ticks",
    "lost statuses",
    "reopened",
    "differing end states",
    "tracebacks",
)


def carried_out(name: str, seed: int, *, sample: int = 0, told: Callable[[Tally], None] = lambda _: None) -> Tally:
    """One part, all its tallies in one."""
    whole = Tally()
    for tally in PARTS[name](seed, sample=sample):
        for one in fields(Tally):
            setattr(whole, one.name, getattr(whole, one.name) + getattr(tally, one.name))
        told(tally)
    return whole


def table_of(found: dict[str, Tally]) -> Table:
    """The table; what went wrong is `broken`."""
    rows = tuple((name, *map(str, tally.figures())) for name, tally in found.items())
    broken = tuple(f"{name}: {words}" for name, tally in found.items() for words in tally.words)
    return Table("campaign", COLUMNS, rows, broken)


def main() -> int:
    """Carry the parts out that are not through yet; the exit code tells."""
    parser = arguments(__doc__)
    parser.add_argument("--seed", type=int, action="append", help="what chance goes by; several times for several runs")
    parser.add_argument("--part", choices=sorted(PARTS), help="only this one")
    parser.add_argument("--sample", type=int, default=0, help="so many cases of each part alone")
    parser.add_argument("--state", type=Path, default=Path(gettempdir()) / "roadmap-sync-campaign.json")
    parser.add_argument("--again", action="store_true", help="forget what is through")
    chosen = parser.parse_args()
    known = json.loads(chosen.state.read_text("utf-8")) if chosen.state.exists() and not chosen.again else {}
    found: dict[str, Tally] = {}
    for seed in chosen.seed or [1]:
        for part in [chosen.part] if chosen.part else PARTS:
            name = f"{part}, {seed}"
            if name not in known:
                tally = carried_out(part, seed, sample=chosen.sample, told=_tell)
                known[name] = asdict(tally)
                chosen.state.write_text(json.dumps(known), "utf-8")
            found[name] = Tally(**known[name])
    return conclude(table_of(found), write=chosen.write)


def _tell(tally: Tally) -> None:
    for words in tally.words:
        print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
