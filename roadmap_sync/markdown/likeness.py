"""Which element of one version is which of another: equal titles first, then moved ones, then look-alikes."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

from roadmap_sync import keys

_T = TypeVar("_T")
ALIKE = 0.6
_SURE = 0.99
_MANY = 40_000


def pair(
    old: Sequence[_T],
    new: Sequence[_T],
    title: Callable[[_T], str],
    inside: Callable[[_T], frozenset[str]] | None = None,
) -> dict[int, int]:
    """Positions in `new` with the position in `old` of the same thing; deterministic, each used once."""
    pairs = _equal(old, new, lambda element: keys.slug(title(element)))
    free_old = [index for index in range(len(old)) if index not in pairs.values()]
    free_new = [index for index in range(len(new)) if index not in pairs]
    if not free_old or not free_new or len(free_old) * len(free_new) > _MANY:
        return pairs
    scored = sorted(
        ((-likeness(old[a], new[b], title, inside), abs(a - b), b, a) for a in free_old for b in free_new),
    )
    taken: set[int] = set()
    for score, _, b, a in scored:
        if -score < ALIKE:
            break
        if b not in pairs and a not in taken:
            pairs[b] = a
            taken.add(a)
    return pairs


def equal(old: Sequence[_T], new: Sequence[_T], name: Callable[[_T], Hashable]) -> dict[int, int]:
    """As `pair`, by equal names alone; several of one name are paired in their order."""
    return _equal(old, new, name)


def _equal(old: Sequence[_T], new: Sequence[_T], name: Callable[[_T], Hashable]) -> dict[int, int]:
    waiting: dict[Hashable, list[int]] = {}
    for index in range(len(old) - 1, -1, -1):
        waiting.setdefault(name(old[index]), []).append(index)
    return {index: found.pop() for index, element in enumerate(new) if (found := waiting.get(name(element)))}


def likeness(
    old: _T, new: _T, title: Callable[[_T], str], inside: Callable[[_T], frozenset[str]] | None = None
) -> float:
    """How alike two elements are, 0 to 1: by their titles, or by what they hold."""
    score = title_likeness(title(old), title(new))
    if inside is None or score > _SURE:
        return score
    one, two = inside(old), inside(new)
    if not one or not two:
        return score
    return max(score, len(one & two) / min(len(one), len(two)) * (1.0 if min(len(one), len(two)) > 1 else ALIKE))


def title_likeness(one: str, two: str) -> float:
    """How alike two titles are: words in common, or letters."""
    a, b = keys.slug(one), keys.slug(two)
    if a == b:
        return 1.0
    words_a, words_b = _words(a), _words(b)
    common = len(words_a & words_b)
    shared = 2 * common / (len(words_a) + len(words_b)) if common else 0.0
    contained = common / min(len(words_a), len(words_b)) * 0.9 if common > 1 else 0.0
    if shared >= ALIKE or contained >= ALIKE:
        return max(shared, contained)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.ratio() * 0.95 if matcher.quick_ratio() >= ALIKE else 0.0


def _words(slug: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", slug))


def slugs(titles: Iterable[str]) -> frozenset[str]:
    """The slugs of titles."""
    return frozenset(map(keys.slug, titles))
