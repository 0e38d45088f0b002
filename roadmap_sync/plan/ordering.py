"""The order of sub-issues under their parent: as few moves as can be, and none of what stands right already."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moves(there: Sequence[str], arriving: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """What to put behind what, in this order, for the order `wanted`: key -> the key before it ("" for first).

    `there` are the children as they stand, `arriving` will be hung behind them in that order. What may stay of those
    there is a longest increasing run (patience sorting, n log n); of the arriving, those that belong at the end.
    """
    rank = {key: index for index, key in enumerate(wanted)}
    staying = _longest_run([rank[key] for key in there])
    tail = len(wanted)
    for key in reversed(arriving):
        if rank[key] != tail - 1:
            break
        tail -= 1
    return {
        key: wanted[index - 1] if index else ""
        for index, key in enumerate(wanted)
        if index not in staying and index < tail
    }


def _longest_run(ranks: Sequence[int]) -> set[int]:
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, rank in enumerate(ranks):
        place = bisect_left(ends, rank)
        before.append(at[place - 1] if place else -1)
        ends[place : place + 1] = [rank]
        at[place : place + 1] = [index]
    run = set()
    index = at[-1] if at else -1
    while index >= 0:
        run.add(ranks[index])
        index = before[index]
    return run
