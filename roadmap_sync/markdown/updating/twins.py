"""Pairs of elements of two versions: by equal titles, by where they lead, by place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from roadmap_sync.markdown.updating.judging import Judge
from roadmap_sync.markdown.updating.likeness import is_counted, label, script, tokens
from roadmap_sync.markdown.updating.lookalikes import Gaps, Pairs, best_pairs
from roadmap_sync.markdown.updating.nodes import Node

_HELD, _MORE = 0.4, 3
_SAME, _MANY = 0.8, 50_000


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
    for one, two in best_pairs(olds, news, judge, judge.shared, _HELD):
        del old[one], new[two]
        yield one, two


def once(olds: Sequence[Node], news: Sequence[Node], key: Callable[[Node], Hashable]) -> Pairs:
    """Those whose key is there just once on either side."""
    yield from _alone(olds, news, key)


def leading(olds: Sequence[Node], news: Sequence[Node], judge: Judge) -> Pairs:
    """Those that alone lead where they lead, the same in both versions, unless another has the title of one."""
    pairs = _alone([one for one in olds if one.addresses], [two for two in news if two.addresses], _addresses)
    for one, two in pairs:
        if len(pairs) * (len(olds) + len(news)) > _MANY:
            yield one, two
            continue
        rivals = [(one, other) for other in news if other is not two]
        rivals += [(other, two) for other in olds if other is not one]
        if all(judge.alike(*rival, here=False) < _SAME for rival in rivals):
            yield one, two


def labelled(olds: Sequence[Node], news: Sequence[Node], judge: Judge) -> Pairs:
    """Those that alone have some telling word before a colon or dash, the same in both versions."""
    before, after = ([node for node in nodes if judge.is_telling(label(node.title))] for nodes in (olds, news))
    yield from _alone(before, after, lambda node: tokens(label(node.title)))


def translated(olds: Sequence[Node], news: Sequence[Node], gaps: Gaps) -> Pairs:
    """Those between the same neighbours, as many as before, that are all written in another script now."""
    before, after = _grouped(olds, gaps.__getitem__), _grouped(news, gaps.__getitem__)
    for gap, found in before.items():
        twins = after.get(gap, ())
        if len(found) == len(twins):
            scripts = {(script(one.title), script(two.title)) for one, two in zip(found, twins, strict=True)}
            if len(scripts) == 1 and all(all(pair) and pair[0] != pair[1] for pair in scripts):
                yield from (pair for pair in zip(found, twins, strict=True) if _are_of_a_size(*pair))


def _are_of_a_size(one: Node, two: Node) -> bool:
    """Whether both hold nothing, or about as much."""
    few, many = sorted((len(one.children), len(two.children)))
    return many <= _MORE * few


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
