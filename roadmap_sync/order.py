"""The order of sub-issues under their parent: as few moves as can be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moves(now: Sequence[str], wanted: Sequence[str]) -> dict[str, str]:
    """What to put behind what, in this order, so that `now` becomes `wanted`: key -> the key before it ("" for first).

    Both hold the same keys. What need not move is a longest increasing run (patience sorting, n log n).
    """
    rank = {key: index for index, key in enumerate(wanted)}
    staying = _longest_run([rank[key] for key in now])
    return {key: wanted[index - 1] if index else "" for index, key in enumerate(wanted) if index not in staying}


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
