"""Which title of a list is which of an older list: habits, goals and the like, which have no ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from roadmap_sync.markdown.updating.likeness import Likeness
from roadmap_sync.roadmap import keys

_MANY = 250_000
_ALIKE = 0.6


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
        if score >= _ALIKE:
            pairs[at] = -best
            left.remove(-best)
    return pairs
