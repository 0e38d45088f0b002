"""The tree of a roadmap's nodes: phases, sections, options, items and projects by their keys, before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.strings import ID, TITLE, FormError
from roadmap_sync.roadmap.yaml_nodes import Node, Scalar, Series, Table


class Kind(StrEnum):
    """What a node of the tree will be read as."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    SECTION = "section"
    OPTION = "option"
    ITEM = "item"
    PROJECT = "project"


CHILDREN: Final[Mapping[Kind, Mapping[str, Kind]]] = {
    Kind.ROADMAP: {"phases": Kind.PHASE, "projects": Kind.PROJECT},
    Kind.PHASE: {"items": Kind.ITEM, "sections": Kind.SECTION, "projects": Kind.PROJECT},
    Kind.SECTION: {"items": Kind.ITEM, "options": Kind.OPTION},
    Kind.OPTION: {"items": Kind.ITEM},
    Kind.ITEM: {},
    Kind.PROJECT: {},
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree: its full key, what it will be, and the node itself."""

    key: str
    kind: Kind
    node: Node


Change = Callable[[Branch], Node | None]
"""What stands for a branch from now on; None: nothing."""


def branches(node: Node, root: str, kind: Kind = Kind.ROADMAP) -> Iterator[Branch]:
    """Everything below a node that has a key of its own, a parent before its children; keys begin with `root`."""
    for branch in children(node, root, kind):
        yield branch
        yield from branches(branch.node, branch.key, branch.kind)


def children(node: Node, key: str, kind: Kind) -> Iterator[Branch]:
    """What stands right below a node."""
    if isinstance(node, Table):
        for name, child_kind in CHILDREN[kind].items():
            for child in listed(node.get(name)):
                yield Branch(keys.join(key, node_id(child)), child_kind, child)


def changed(node: Node, root: str, change: Change, kind: Kind = Kind.ROADMAP) -> Node:
    """The node with every branch below it replaced, from the top down; nodes are never changed themselves."""
    if not isinstance(node, Table) or not CHILDREN[kind]:
        return node
    pairs: list[tuple[Scalar, Node]] = []
    for name, value in node.pairs:
        child_kind = CHILDREN[kind].get(name.text)
        if child_kind is None or not isinstance(value, Series):
            pairs.append((name, value))
            continue
        below = (Branch(keys.join(root, node_id(child)), child_kind, child) for child in value.items)
        kept = ((branch, change(branch)) for branch in below)
        items = [changed(new, branch.key, change, branch.kind) for branch, new in kept if new is not None]
        pairs.append((name, replace(value, items=items)))
    return replace(node, pairs=pairs)


def listed(node: Node | None) -> Sequence[Node]:
    """The parts of a list; none where there is no list."""
    return node.items if isinstance(node, Series) else ()


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or of a single text."""
    parts = listed(node) or ((node,) if isinstance(node, Scalar) else ())
    return tuple(" ".join(part.text.split()) for part in parts if isinstance(part, Scalar))


def node_id(node: Node) -> str:
    """The id that the node will be read with: the one written, else that of its title; "" where it has none."""
    written = written_id(node)
    if written:
        return written
    title = node if isinstance(node, Scalar) else node.get("title") if isinstance(node, Table) else None
    if not isinstance(title, Scalar) or title.empty:
        return ""
    try:
        return keys.slug(TITLE.clean(title.text))
    except FormError:
        return ""


def written_id(node: Node) -> str:
    """The id that stands in the node, "" where none does."""
    found = node.get("id") if isinstance(node, Table) else None
    if not isinstance(found, Scalar) or found.empty:
        return ""
    try:
        return ID.clean(found.text)
    except FormError:
        return ""


def former_ids(node: Node) -> tuple[str, ...]:
    """Its former ids."""
    return texts(node.get("was")) if isinstance(node, Table) else ()


def with_pairs(node: Table, **values: Node | None) -> Table:
    """The table with some values replaced, added at its end, or (None) taken away."""
    pairs = [(name, values.get(name.text, value)) for name, value in node.pairs]
    there = {name.text for name, _ in pairs}
    pairs += [(scalar(name, node), value) for name, value in values.items() if name not in there]
    return replace(node, pairs=[(name, value) for name, value in pairs if value is not None])


def scalar(text: str, at: Node) -> Scalar:
    """A text at the place of another node."""
    return Scalar(text, plain=False, line=at.line, column=at.column, file=at.file)
