"""Cycles: work that waits for itself, also by way of the phases and sections it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Final

from roadmap_sync.roadmap import keys

MAX_CYCLES = 20


# An element begins before and ends after everything inside it.
_START: Final = 0
_FINISH: Final = 1
_Moment = tuple[str, int]
_Graph = dict[_Moment, set[_Moment]]


def find_cycles(things: Iterable[str], waits: Mapping[str, set[str]]) -> Iterator[tuple[tuple[str, str], str]]:
    """Each cycle once: the pair (what waits, for what) it begins with, and the whole of it in words.

    `things` are all keys in the order of the file, a parent before its children; `waits` says which
    of them wait for which.
    """
    order = {key: number for number, key in enumerate(things)}
    graph = _graph(order, waits)
    for _ in range(MAX_CYCLES):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            path = _rotated(list(reversed(error.args[1][1:])), order)
            pair = (path[0][0], path[1][0])
            yield pair, _tell([*path, path[0]])
            graph[pair[0], _START].discard((pair[1], _FINISH))
        else:
            return


def _graph(order: Mapping[str, int], waits: Mapping[str, set[str]]) -> _Graph:
    graph: _Graph = {}
    for key in order:
        start, finish = (key, _START), (key, _FINISH)
        graph[start] = set()
        graph[finish] = {start}
        above = keys.parent(key)
        if above in order:
            graph[start].add((above, _START))
            graph[above, _FINISH].add(finish)
    for key, targets in waits.items():
        graph[key, _START].update((target, _FINISH) for target in targets)
    return graph


def _waits(moment: _Moment, following: _Moment) -> bool:
    return moment[1] is _START and following[1] is _FINISH


def _rotated(path: list[_Moment], order: Mapping[str, int]) -> list[_Moment]:
    """The same circle, beginning with the dependency whose owner comes first in the file."""
    after = [*path[1:], path[0]]
    at = min(
        (order[here[0]], n) for n, (here, there) in enumerate(zip(path, after, strict=True)) if _waits(here, there)
    )
    return path[at[1] :] + path[: at[1]]


def _tell(path: list[_Moment]) -> str:
    told = path[0][0].partition("/")[2]
    for here, there in pairwise(path):
        if here[0] == there[0]:
            continue
        verb = "waits for" if _waits(here, there) else "is part of" if here[1] is _START else "holds"
        which = ", which " if here is not path[0] else " "
        told += f"{which}{verb} {there[0].partition('/')[2]}"
    return told
