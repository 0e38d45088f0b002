"""Which element of a roadmap file is which of its source, and the id that each has from then on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_sync import keys
from roadmap_sync.markdown.chunks import Element
from roadmap_sync.markdown.likeness import equal, pair, slugs
from roadmap_sync.markdown.naming import numbered


@dataclass(slots=True)
class Node:
    """An element at its place: the lists above it by position, its level, and its id."""

    element: Element
    level: str
    parent: Node | None = None
    id: str = ""
    children: list[Node] = field(default_factory=list)

    def titles(self) -> Iterator[str]:
        """Titles of all below."""
        for child in self.children:
            yield child.element.title
            yield from child.titles()

    @property
    def path(self) -> str:
        """Ids from the phase down."""
        return keys.join(self.parent.path if self.parent else "", self.id)


class Match:
    """Pairs the elements of the file with those of the source, and gives every element of the source its id."""

    def __init__(self, old: Element, new: Element) -> None:
        self.old = _tree(old)
        self.new = _tree(new)
        self.of: dict[int, Node] = {}
        self.used: set[int] = set()

    def run(self) -> None:
        """Match level by level, then name."""
        self._level(self.old.children, self.new.children)
        for level in ("sections", "options", "items"):
            olds, news = _at(self.old, level), _at(self.new, level)
            for parent in [node for node in walk(self.new) if node.children]:
                twin = self.of.get(id(parent)) or (self.old if parent is self.new else None)
                if twin is not None:
                    self._equal(_only(twin.children, level), _only(parent.children, level))
            self._equal(olds, news)
            for parent in [node for node in walk(self.new) if node.children]:
                twin = self.of.get(id(parent)) or (self.old if parent is self.new else None)
                if twin is not None:
                    self._level(_only(twin.children, level), _only(parent.children, level))
            if level == "sections":
                self._level(olds, news)
            elif level == "items":
                self._within_phases()
        self._name(self.new)

    def _within_phases(self) -> None:
        for phase in self.new.children:
            twin = self.of.get(id(phase))
            if twin is not None:
                self._level(_at(twin, "items"), _at(phase, "items"))

    def _free(self, olds: Sequence[Node], news: Sequence[Node]) -> tuple[list[Node], list[Node]]:
        return [node for node in olds if id(node) not in self.used], [node for node in news if id(node) not in self.of]

    def _equal(self, olds: Sequence[Node], news: Sequence[Node]) -> None:
        old, new = self._free(olds, news)
        self._take(old, new, equal(old, new, lambda node: keys.slug(node.element.title)))

    def _level(self, olds: Sequence[Node], news: Sequence[Node]) -> None:
        old, new = self._free(olds, news)
        inside = {id(node): slugs(node.titles()) for node in (*old, *new) if node.children}
        self._take(
            old, new, pair(old, new, lambda node: node.element.title, lambda node: inside.get(id(node), frozenset()))
        )

    def _take(self, old: Sequence[Node], new: Sequence[Node], pairs: Mapping[int, int]) -> None:
        for b, a in pairs.items():
            self.of[id(new[b])] = old[a]
            self.used.add(id(old[a]))

    def _name(self, parent: Node) -> None:
        """Matched elements keep their ids; others get what is free."""
        taken: set[str] = set()
        for child in parent.children:
            twin = self.of.get(id(child))
            child.id = twin.id if twin is not None and twin.id not in taken else ""
            taken |= {child.id} - {""}
        for child in parent.children:
            if not child.id:
                child.id = _free_id(keys.slug(child.element.title), taken)
                taken.add(child.id)
            self._name(child)


def _free_id(name: str, taken: set[str]) -> str:
    count, free = 2, name
    while free in taken:
        free = numbered(name, count)
        count += 1
    return free


def _tree(element: Element) -> Node:
    root = Node(element, "")
    _fill(root, element)
    return root


def _fill(node: Node, element: Element) -> None:
    for name in ("phases", "items", "sections", "options", "projects"):
        for inner in element.below(name):
            # Items and projects are one level: a project may become an item and stays the same work.
            level = "items" if name == "projects" else name
            given = str(inner.value.get("id", "")) or keys.slug(inner.title)
            child = Node(inner, level, node if node.level else None, given)
            node.children.append(child)
            _fill(child, inner)


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in order."""
    yield node
    for child in node.children:
        yield from walk(child)


def _at(node: Node, level: str) -> list[Node]:
    return [found for found in walk(node) if found.level == level]


def _only(nodes: Sequence[Node], level: str) -> list[Node]:
    return [node for node in nodes if node.level == level]
