"""What the source said last time, and so what was added to the file, or taken out of it, by hand."""

from __future__ import annotations

from typing import Any

from roadmap_sync.markdown.updating.nodes import Node, is_same
from roadmap_sync.markdown.updating.pairing import Match


class Past:
    """Three versions of a roadmap: the file, its source now, and what the source said when the file was last made."""

    def __init__(self, base: Node, match: Match) -> None:
        self.value = base.element.value
        self._match = match
        self._is_edited = not is_same(base, match.old)
        if not self._is_edited:  # what the source said is what the file says: no need to look for it
            self._in_source = match
            return
        self._in_file, self._in_source = Match(base, match.old), Match(base, match.new)
        self._in_file.run()
        self._in_source.run()

    def value_of(self, node: Node) -> dict[str, Any] | None:
        """What the source said of one of its elements; None where that is new."""
        before = self._in_source.of.get(node)
        return before.element.value if before is not None else None

    def apply(self) -> None:
        """Take out of the source what was taken out of the file by hand, and put in what was added there."""
        if not self._is_edited:
            return
        self._drop(self._match.new)
        self._graft(self._match.old, self._match.new, {file: node for node, file in self._match.of.items()})

    def _drop(self, parent: Node) -> bool:
        """Whether nothing new of the source is left below."""
        parent.children = [child for child in parent.children if not (self._drop(child) and self._is_out(child))]
        return not parent.children

    def _is_out(self, node: Node) -> bool:
        before = self._in_source.of.get(node)
        return node not in self._match.of and before is not None and before not in self._in_file.used

    def _is_own(self, node: Node) -> bool:
        return node not in self._match.used and node not in self._in_file.of

    def _holder(self, node: Node, here: Node | None) -> Node | None:
        """What it is in the source; None where that, an item now, can't hold what was added to it by hand."""
        if here is None or here.level != "items" or not any(map(self._is_own, node.walk())):
            return here
        del self._match.of[here]
        return None

    def _graft(self, parent: Node, place: Node, now: dict[Node, Node]) -> None:
        last: Node | None = None
        for child in parent.children:
            here = self._holder(child, now.get(child))
            if here is None and any(map(self._is_own, child.walk())):
                here = Node(child.element, child.level, child.listed, place, child.id, child.slug)
                at = place.children.index(last) + 1 if last is not None and last in place.children else 0
                place.children.insert(at, here)
                self._match.of[here] = child
                self._match.used.add(child)
            if here is not None:
                self._graft(child, here, now)
                last = here if here in place.children else last
