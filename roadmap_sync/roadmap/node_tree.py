"""The tree of a roadmap's nodes: phases, sections, options, items and projects by their keys, before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.strings import ID, TITLE, FormError
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlScalar, YamlSequence


class NodeKind(StrEnum):
    """What a node of the tree will be read as."""

    ROADMAP = "roadmap"
    PHASE = "phase"
    SECTION = "section"
    OPTION = "option"
    ITEM = "item"
    PROJECT = "project"


CHILDREN: Final[Mapping[NodeKind, Mapping[str, NodeKind]]] = {
    NodeKind.ROADMAP: {"phases": NodeKind.PHASE, "projects": NodeKind.PROJECT},
    NodeKind.PHASE: {"items": NodeKind.ITEM, "sections": NodeKind.SECTION, "projects": NodeKind.PROJECT},
    NodeKind.SECTION: {"items": NodeKind.ITEM, "options": NodeKind.OPTION},
    NodeKind.OPTION: {"items": NodeKind.ITEM},
    NodeKind.ITEM: {},
    NodeKind.PROJECT: {},
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the tree: its full key, what it will be, and the node itself."""

    key: str
    kind: NodeKind
    node: Node


Change = Callable[[Branch], Node | None]
"""What stands for a branch from now on; None: nothing."""


def branches(node: Node, root: str, kind: NodeKind = NodeKind.ROADMAP) -> Iterator[Branch]:
    """Everything below a node that has a key of its own, a parent before its children; keys begin with `root`."""
    for branch in children(node, root, kind):
        yield branch
        yield from branches(branch.node, branch.key, branch.kind)


def children(node: Node, key: str, kind: NodeKind) -> Iterator[Branch]:
    """What stands right below a node."""
    if isinstance(node, YamlMapping):
        for name, child_kind in CHILDREN[kind].items():
            for child in listed(node.get(name)):
                yield Branch(keys.join(key, node_id(child)), child_kind, child)


def changed(node: Node, root: str, change: Change, kind: NodeKind = NodeKind.ROADMAP) -> Node:
    """The node with every branch below it replaced, from the top down; nodes are never changed themselves."""
    if not isinstance(node, YamlMapping) or not CHILDREN[kind]:
        return node
    pairs: list[tuple[YamlScalar, Node]] = []
    for name, value in node.pairs:
        child_kind = CHILDREN[kind].get(name.text)
        if child_kind is None or not isinstance(value, YamlSequence):
            pairs.append((name, value))
            continue
        below = (Branch(keys.join(root, node_id(child)), child_kind, child) for child in value.items)
        kept = ((branch, change(branch)) for branch in below)
        items = [changed(new, branch.key, change, branch.kind) for branch, new in kept if new is not None]
        pairs.append((name, replace(value, items=items)))
    return replace(node, pairs=pairs)


def listed(node: Node | None) -> Sequence[Node]:
    """The parts of a list; none where there is no list."""
    return node.items if isinstance(node, YamlSequence) else ()


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a list, or of a single text."""
    parts = listed(node) or ((node,) if isinstance(node, YamlScalar) else ())
    return tuple(" ".join(part.text.split()) for part in parts if isinstance(part, YamlScalar))


def node_id(node: Node) -> str:
    """The id that the node will be read with: the one written, else that of its title; "" where it has none."""
    written = written_id(node)
    if written:
        return written
    title = node if isinstance(node, YamlScalar) else node.get("title") if isinstance(node, YamlMapping) else None
    if not isinstance(title, YamlScalar) or title.empty:
        return ""
    try:
        return keys.slug(TITLE.clean(title.text))
    except FormError:
        return ""


def written_id(node: Node) -> str:
    """The id that stands in the node, "" where none does."""
    found = node.get("id") if isinstance(node, YamlMapping) else None
    if not isinstance(found, YamlScalar) or found.empty:
        return ""
    try:
        return ID.clean(found.text)
    except FormError:
        return ""


def former_ids(node: Node) -> tuple[str, ...]:
    """Its former ids."""
    return texts(node.get("was")) if isinstance(node, YamlMapping) else ()


def with_pairs(node: YamlMapping, **values: Node | None) -> YamlMapping:
    """The table with some values replaced, added at its end, or (None) taken away."""
    pairs = [(name, values.get(name.text, value)) for name, value in node.pairs]
    there = {name.text for name, _ in pairs}
    pairs += [(scalar(name, node), value) for name, value in values.items() if name not in there]
    return replace(node, pairs=[(name, value) for name, value in pairs if value is not None])


def scalar(text: str, at: Node) -> YamlScalar:
    """A text at the place of another node."""
    return YamlScalar(text, plain=False, line=at.line, column=at.column, file=at.file)
