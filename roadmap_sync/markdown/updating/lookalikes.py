"""Pairs of elements of two versions by likeness: the best first, those between the same neighbours more easily."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from roadmap_sync.markdown.updating.judging import Judge
from roadmap_sync.markdown.updating.likeness import reach, tokens
from roadmap_sync.markdown.updating.nodes import Node

Pairs = Iterator[tuple[Node, Node]]
Gaps = Mapping[Node, Hashable]
_ALL_PAIRS = 2_500
_POSTINGS = 30
_HERE, _NEAR = 0.6, 0.7
_EDGE = 0.001
_ALONE, _PAIR = 0.55, 2


def alike(
    olds: Sequence[Node], news: Sequence[Node], judge: Judge, gaps: Gaps | None = None, near: float = _NEAR
) -> Pairs:
    """Look-alikes, the best first; between the same neighbours less is enough."""
    crowd = Counter(gaps[node] for nodes in (olds, news) for node in nodes) if gaps is not None else Counter()

    def score(one: Node, two: Node) -> float:
        here = gaps is not None and gaps[one] == gaps[two]
        least = near if gaps is None or not here else _ALONE if crowd[gaps[one]] == _PAIR else _HERE
        found = judge.alike(one, two, here=here)
        return found + (_EDGE if here else 0) if found >= least else 0.0

    yield from best_pairs(olds, news, judge, score)


def best_pairs(
    olds: Sequence[Node], news: Sequence[Node], judge: Judge, score: Callable[[Node, Node], float], least: float = 0.0
) -> Pairs:
    """Pairs of more than `least`, the best first, then what a joined title names first, the nearest; each once."""
    place = {node: at for nodes in (olds, news) for at, node in enumerate(nodes)}
    scored = [
        (-found, reach(one.title, two.title), abs(place[one] - place[two]), place[two], place[one])
        for one, two in _candidates(olds, news, judge)
        if (found := score(one, two)) > least
    ]
    taken: set[Node] = set()
    for *_, after, before in sorted(scored):
        one, two = olds[before], news[after]
        if one not in taken and two not in taken:
            taken |= {one, two}
            yield one, two


def gaps_of(olds: Sequence[Node], news: Sequence[Node], twin: Mapping[Node, Node]) -> dict[Node, Hashable]:
    """By siblings: between which of the paired ones each stands."""
    at = {node: index for index, node in enumerate(olds)}
    anchors = _rising([at.get(twin[node], -1) if node in twin else -1 for node in news])
    gaps: dict[Node, Hashable] = {}
    last = -1
    for node, anchor in zip(news, anchors, strict=True):
        last = anchor if anchor >= 0 else last
        gaps[node] = last
    ends = {anchor for anchor in anchors if anchor >= 0}
    last = -1
    for index, node in enumerate(olds):
        last = index if index in ends else last
        gaps[node] = last
    return gaps


def _rising(positions: Sequence[int]) -> list[int]:
    """The positions that only rise, as many as there are; -1 for the others."""
    tails: list[int] = []
    index: list[int] = []
    before = [-1] * len(positions)
    for here, position in enumerate(positions):
        if position < 0:
            continue
        length = bisect_left(tails, position)
        before[here] = index[length - 1] if length else -1
        tails[length : length + 1] = [position]
        index[length : length + 1] = [here]
    kept = [-1] * len(positions)
    here = index[-1] if index else -1
    while here >= 0:
        kept[here] = positions[here]
        here = before[here]
    return kept


def _candidates(olds: Sequence[Node], news: Sequence[Node], judge: Judge) -> Pairs:
    """Pairs worth a look: all of a few, of many those that share something rare."""
    if len(olds) * len(news) <= _ALL_PAIRS:
        yield from ((one, two) for two in news for one in olds)
        return
    postings: dict[str, list[Node]] = defaultdict(list)
    for one in olds:
        for feature in _features(one, judge):
            postings[feature].append(one)
    for two in news:
        found = dict.fromkeys(
            one
            for feature in sorted(_features(two, judge))
            if len(near := postings.get(feature, ())) <= _POSTINGS
            for one in near
        )
        yield from ((one, two) for one in found)


def _features(node: Node, judge: Judge) -> set[str]:
    return {*tokens(node.title), *(judge.held(node) if node.children else ())}
