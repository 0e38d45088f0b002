"""What two versions of a roadmap tell about two elements being one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from roadmap_sync.markdown.updating.likeness import Likeness, is_counted, overlap, same_beginning, same_rest, tokens
from roadmap_sync.markdown.updating.nodes import Node

_LONGER = 0.62
_BOTH = 0.1
_MANY_TIMES = 4
_STRANGE, _SURE, _SOME = 0.7, 0.85, 3
_CONTAINED = 0.8


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
        if here and score and self._is_reworded(one.title, two.title):
            score = max(score, _LONGER)
        if not one.children or not two.children:
            return score
        shared = self.shared(one, two)
        if shared and score < _SURE and (self._is_wrapped(one, two) or self._is_wrapped(two, one)):
            return score
        if not here and not shared and min(len(one.children), len(two.children)) >= _SOME and score < _SURE:
            return score * _STRANGE
        return max(score, shared) + _BOTH * min(score, shared)

    def _is_wrapped(self, one: Node, two: Node) -> bool:
        """Whether something in `two` has the title of `one` and holds what that held: `two` was put around it."""
        return any(
            self._likeness.titles(one.title, child.title) >= _CONTAINED and self.shared(one, child)
            for child in two.children
            if child.children
        )

    def is_telling(self, title: str) -> bool:
        """Whether hardly another title has the words of this one."""
        return not is_counted(title) and any(self._likeness.weight(token) >= _STRANGE for token in tokens(title))

    def _is_reworded(self, one: str, two: str) -> bool:
        return self._is_longer(one, two) or same_rest(one, two) or same_beginning(one, two)

    def _is_longer(self, one: str, two: str) -> bool:
        """Whether words were only added or only taken away, and what stayed says something."""
        a, b = tokens(one), tokens(two)
        if max(len(a), len(b)) > _MANY_TIMES * min(len(a), len(b)):
            return False
        return (a <= b or b <= a) and any(self._likeness.weight(token) >= _STRANGE for token in a & b)


def _titles(root: Node) -> Iterator[str]:
    return (node.title for node in root.walk() if node.parent)
