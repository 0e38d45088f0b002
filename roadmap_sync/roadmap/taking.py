"""Taking: what of somebody else's curriculum becomes part of a learner's roadmap, and what never does."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from roadmap_sync.roadmap.fields import ElementShape, ListShape, MappingShape, Shape, keys_of
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlSequence

OWN_ALONE: Final = frozenset(
    {
        *("repository", "trust", "author", "publish", "commits_from", "exclude_commits", "co_authors", "types"),
        *("id", "was", "active", "extends", "without"),
    }
)
"""Keys at the top that are never taken from a curriculum: what they say is the learner's to say."""
OWN_OF_BOARD: Final = frozenset({"owner", "number", "template"})
OWN_ANYWHERE: Final = frozenset({"assign", "done"})


def taken(curriculum: YamlMapping) -> YamlMapping:
    """What is taken of a curriculum: everything but what is the learner's own to say."""
    pairs = [(name, _board(value) if name.text == "board" else value) for name, value in curriculum.pairs]
    kept = [(name, value) for name, value in pairs if name.text not in OWN_ALONE]
    made = _stripped(replace(curriculum, pairs=kept), ElementShape(Roadmap))
    assert isinstance(made, YamlMapping)  # noqa: S101 - for the type checker: a table stays one
    return made


def _board(node: Node) -> Node:
    if not isinstance(node, YamlMapping):
        return node
    return replace(node, pairs=[(name, value) for name, value in node.pairs if name.text not in OWN_OF_BOARD])


def _stripped(node: Node, shape: Shape) -> Node:
    """The node without the keys that are never taken at any level; names that an author chose are no such keys."""
    match shape:
        case ElementShape() if isinstance(node, YamlMapping):
            known = keys_of(shape.of)
            kept = [(name, value) for name, value in node.pairs if name.text not in OWN_ANYWHERE]
            shapes = [known[name.text].shape if name.text in known else None for name, _ in kept]
            pairs = [
                (name, value if below is None else _stripped(value, below))
                for (name, value), below in zip(kept, shapes, strict=True)
            ]
            return replace(node, pairs=pairs)
        case ListShape() if isinstance(node, YamlSequence):
            return replace(node, items=[_stripped(part, shape.of) for part in node.items])
        case ListShape():
            return _stripped(node, shape.of)
        case MappingShape() if isinstance(node, YamlMapping):
            return replace(node, pairs=[(name, _stripped(value, shape.of)) for name, value in node.pairs])
        case _:
            return node
