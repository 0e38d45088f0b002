"""Pairs of elements of two versions: by equal titles, by where they lead, by likeness, by place."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from roadmap_sync import keys
from roadmap_sync.markdown.likeness import Likeness, is_counted, overlap, same_rest, script, tokens
from roadmap_sync.markdown.nodes import Node

Pairs = Iterator[tuple[Node, Node]]
Gaps = Mapping[Node, Hashable]
_ALL_PAIRS, _MANY = 2_500, 250_000
_POSTINGS = 30
_HERE, _NEAR = 0.6, 0.7
_LONGER = 0.62
_BOTH, _EDGE, _HELD = 0.1, 0.001, 0.4
_MANY_TIMES = 4
_ALONE, _PAIR = 0.55, 2
_STRANGE, _SURE, _SOME = 0.7, 0.85, 3


class Judge:
    """Knows both versions, and so which titles and contents tell something."""

    def __init__(self, old: Node, new: Node) -> None:
        self._likeness = Likeness(_titles(old), _titles(new))
        self._counts = Counter(node.slug for node in old.walk()) | Counter(node.slug for node in new.walk())
        self._held: dict[Node, dict[str, float]] = {}

    def held(self, node: Node) -> dict[str, float]:
        """What a container holds at any depth, and how telling each of it is."""
        if node not in self._held:
            found: dict[str, float] = {}
            for child in node.children:
                found[child.slug] = 1 / self._counts[child.slug]
                found |= self.held(child)
            for address in node.addresses if node.parent else ():
                found[address] = 1.0
            self._held[node] = found
        return self._held[node]

    def shared(self, one: Node, two: Node) -> float:
        """How much of what they hold is the same."""
        return overlap(self.held(one), self.held(two))

    def alike(self, one: Node, two: Node, *, here: bool) -> float:
        """How alike two elements are; `here` where they stand between the same neighbours."""
        score = self._likeness.titles(one.title, two.title)
        if here and score and (self._is_longer(one, two) or same_rest(one.title, two.title)):
            score = max(score, _LONGER)
        if not one.children or not two.children:
            return score
        shared = self.shared(one, two)
        if not here and not shared and min(len(one.children), len(two.children)) >= _SOME and score < _SURE:
            return score * _STRANGE
        return max(score, shared) + _BOTH * min(score, shared)

    def _is_longer(self, one: Node, two: Node) -> bool:
        """Whether words were only added or only taken away, and what stayed says something."""
        a, b = tokens(one.title), tokens(two.title)
        if max(len(a), len(b)) > _MANY_TIMES * min(len(a), len(b)):
            return False
        return (a <= b or b <= a) and any(self._likeness.weight(token) >= _STRANGE for token in a & b)


def equal(olds: Iterable[Node], news: Iterable[Node], judge: Judge) -> Pairs:
    """Those of one title; several of it by what they say, by their neighbours, by what they hold, by their order."""
    old, new = dict.fromkeys(olds), dict.fromkeys(news)
    yield from _counted(old, new, judge)
    for key in (_slug, _said, _leads, _amid, _behind, _ahead):
        for one, two in _alone(old, new, key):
            if key in {_slug, _said, _leads} or not _strange(one, two, judge):
                del old[one], new[two]
                yield one, two
    yield from _in_order(old, new, judge)


def _counted(old: dict[Node, None], new: dict[Node, None], judge: Judge) -> Pairs:
    """Days, weeks and the like by what they hold, whatever their number is now."""
    olds, news = ([node for node in side if node.children and is_counted(node.title)] for side in (old, new))
    for one, two in _best(olds, news, judge, judge.shared, _HELD):
        del old[one], new[two]
        yield one, two


def paired_titles(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Positions in a list of titles with the position of the same thing in an older list; each used once."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for at in reversed(range(len(old))):
        waiting[keys.slug(old[at])].append(at)
    pairs = {at: found.pop() for at, title in enumerate(new) if (found := waiting.get(keys.slug(title)))}
    left = sorted(set(range(len(old))) - set(pairs.values()))
    likeness = Likeness(old, new)
    for at in [at for at in range(len(new)) if at not in pairs] if len(left) * len(new) <= _MANY else ():
        score, best = max(((likeness.titles(old[twin], new[at]), -twin) for twin in left), default=(0.0, 0))
        if score >= _HERE:
            pairs[at] = -best
            left.remove(-best)
    return pairs


def once(olds: Sequence[Node], news: Sequence[Node], key: Callable[[Node], Hashable]) -> Pairs:
    """Those whose key is there just once on either side."""
    yield from _alone(olds, news, key)


def leading(olds: Sequence[Node], news: Sequence[Node]) -> Pairs:
    """Those that alone lead where they lead, the same in both versions."""
    yield from _alone([one for one in olds if one.addresses], [two for two in news if two.addresses], _addresses)


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

    yield from _best(olds, news, judge, score)


def _best(
    olds: Sequence[Node], news: Sequence[Node], judge: Judge, score: Callable[[Node, Node], float], least: float = 0.0
) -> Pairs:
    """Pairs of more than `least`, the best first, then the nearest; each used once."""
    place = {node: at for nodes in (olds, news) for at, node in enumerate(nodes)}
    scored = [
        (-found, abs(place[one] - place[two]), place[two], place[one])
        for one, two in _candidates(olds, news, judge)
        if (found := score(one, two)) > least
    ]
    taken: set[Node] = set()
    for *_, after, before in sorted(scored):
        one, two = olds[before], news[after]
        if one not in taken and two not in taken:
            taken |= {one, two}
            yield one, two


def translated(olds: Sequence[Node], news: Sequence[Node], gaps: Gaps) -> Pairs:
    """Those between the same neighbours, as many as before, that are all written in another script now."""
    before, after = _grouped(olds, gaps.__getitem__), _grouped(news, gaps.__getitem__)
    for gap, found in before.items():
        twins = after.get(gap, ())
        if len(found) == len(twins):
            scripts = {(script(one.title), script(two.title)) for one, two in zip(found, twins, strict=True)}
            if len(scripts) == 1 and all(all(pair) and pair[0] != pair[1] for pair in scripts):
                yield from zip(found, twins, strict=True)


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


def _in_order(old: Iterable[Node], new: Iterable[Node], judge: Judge) -> Pairs:
    before, after = _grouped(old, _slug), _grouped(new, _slug)
    for slug, olds in before.items():
        news = after.get(slug, [])
        if not any(node.children for node in (*olds, *news)):
            yield from zip(olds, news, strict=False)
            continue
        scored = [
            (-score, abs(a - b), b, a)
            for a, one in enumerate(olds)
            for b, two in enumerate(news)
            if (score := judge.shared(one, two)) or not _strange(one, two, judge)
        ]
        taken: set[Node] = set()
        for *_, b, a in sorted(scored):
            if olds[a] not in taken and news[b] not in taken:
                taken |= {olds[a], news[b]}
                yield olds[a], news[b]


def _strange(one: Node, two: Node, judge: Judge) -> bool:
    """Whether both hold something, and nothing of it is the same."""
    return bool(one.children and two.children) and not judge.shared(one, two)


def _alone(olds: Iterable[Node], news: Iterable[Node], key: Callable[[Node], Hashable]) -> list[tuple[Node, Node]]:
    before, after = _grouped(olds, key), _grouped(news, key)
    return [
        (found[0], after[name][0])
        for name, found in before.items()
        if len(found) == 1 and len(after.get(name, ())) == 1
    ]


def _grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> dict[Hashable, list[Node]]:
    found: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        found[key(node)].append(node)
    return found


def _titles(root: Node) -> Iterator[str]:
    return (node.title for node in root.walk() if node.parent)


def _slug(node: Node) -> Hashable:
    return node.slug


def _said(node: Node) -> Hashable:
    return node.slug, node.content


def _leads(node: Node) -> Hashable:
    return node.slug, node.addresses


def _amid(node: Node) -> Hashable:
    return node.before, node.slug, node.after


def _behind(node: Node) -> Hashable:
    return node.before, node.slug


def _ahead(node: Node) -> Hashable:
    return node.slug, node.after


def _addresses(node: Node) -> Hashable:
    return node.addresses
