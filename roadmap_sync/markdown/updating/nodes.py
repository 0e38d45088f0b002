"""The elements of a roadmap file at their places, as an update compares them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from roadmap_sync.markdown.updating.chunks import CHILDREN, Element
from roadmap_sync.markdown.updating.likeness import addresses
from roadmap_sync.roadmap import keys

_LEVELS = ("phases", "items", "sections", "options", "projects")
_ELSEWHERE = {*CHILDREN, "id", "depends_on"}


@dataclass(eq=False)
class Node:
    """An element at its place: its level and list, what is around it, its id. The root is the file."""

    element: Element
    level: str
    listed: str = ""
    parent: Node | None = None
    id: str = ""
    slug: str = ""
    children: list[Node] = field(default_factory=list)
    before: str = ""
    after: str = ""

    @property
    def title(self) -> str:
        """Its title."""
        return self.element.title

    @property
    def path(self) -> str:
        """Ids from the phase down."""
        return keys.join(self.parent.path if self.parent else "", self.id)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """What it says besides its title: tells apart what has the same title."""
        value = self.element.value
        return tuple(text for name in ("note", "why", "tasks", "resources") for text in _texts(value.get(name)))

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Where it leads."""
        return addresses((self.title, *self.content))

    def under(self, name: str) -> list[Node]:
        """Its children in one list of the file."""
        return [child for child in self.children if child.listed == name]

    def only(self, level: str) -> list[Node]:
        """Its children of one level."""
        return [child for child in self.children if child.level == level]

    def at(self, level: str) -> list[Node]:
        """All of one level below it, in order."""
        return [node for node in self.walk() if node.level == level]

    def walk(self) -> Iterator[Node]:
        """It and all below it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)


def tree(element: Element) -> Node:
    """A file as nodes."""
    root = Node(element, "")
    _fill(root)
    return root


def _fill(node: Node) -> None:
    for name in _LEVELS:
        below = [_node(inner, name, node) for inner in node.element.below(name)]
        for one, two in pairwise(below):
            one.after, two.before = two.slug, one.slug
        node.children += below
    for child in node.children:
        _fill(child)


def _node(element: Element, name: str, parent: Node) -> Node:
    # Items and projects are one level: a project may become an item and stays the same work.
    level = "items" if name == "projects" else name
    default = keys.slug(element.title)
    return Node(element, level, name, parent, str(element.value.get("id", "")) or default, default)


def is_same(one: Node, two: Node) -> bool:
    """Whether two versions differ in ids at most, and in references to them."""
    ones, twos = list(one.walk()), list(two.walk())
    return len(ones) == len(twos) and all(map(_says_the_same, ones, twos))


def _says_the_same(one: Node, two: Node) -> bool:
    return one.listed == two.listed and len(one.children) == len(two.children) and _own_words(one) == _own_words(two)


def _own_words(node: Node) -> dict[str, Any]:
    return {name: found for name, found in node.element.value.items() if name not in _ELSEWHERE}


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any YAML
    if isinstance(value, dict):
        for name, found in value.items():
            yield from _texts(found) if name != "done" else ()
    elif isinstance(value, list):
        for found in value:
            yield from _texts(found)
    elif value is not None:
        yield str(value)
