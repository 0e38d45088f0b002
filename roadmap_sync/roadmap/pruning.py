"""Pruning: what a learner leaves out of a curriculum, by key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roadmap_sync.errors import Position, Problem
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import WITHOUT
from roadmap_sync.roadmap.node_tree import Branch, NodeKind, changed, children, former_ids, listed, with_pairs
from roadmap_sync.roadmap.strings import FormError
from roadmap_sync.roadmap.yaml_errors import quote
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlScalar, YamlSequence


def pruned(table: YamlMapping, root: str, without: Node | None) -> tuple[YamlMapping, frozenset[str], list[Problem]]:
    """The curriculum without what the list names, the full keys of that, and what is wrong with the list."""
    gone: set[str] = set()
    problems: list[Problem] = []
    for node in listed(without) or ([without] if isinstance(without, (YamlScalar, YamlMapping)) else []):
        found = _found(table, root, node)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            gone.add(found)
    if not gone:
        return table, frozenset(), problems

    def change(branch: Branch) -> Node | None:
        if branch.key in gone:
            return None
        return _with_choice(branch, gone) if branch.kind is NodeKind.SECTION else branch.node

    made = changed(table, root, change)
    assert isinstance(made, YamlMapping)  # noqa: S101 - for the type checker: a table stays one
    return made, frozenset(gone), problems


def _found(table: YamlMapping, root: str, node: Node) -> str | Problem:
    """The full key of what an entry names, by ids or former ids."""
    place = Position(node.file, node.line, node.column)
    if not isinstance(node, YamlScalar):
        return Problem(place, "`without` lists keys", "Write the ids from the phase down: `phase/section/item`.")
    try:
        path = WITHOUT.clean(node.text)
    except FormError as error:
        return Problem(place, f"`without` {error.rule}: {quote(node.text)}", error.hint)
    at = Branch(root, NodeKind.ROADMAP, table)
    for part in path.split("/"):
        below = _by_name(at)
        if part not in below:
            what = f"the curriculum has no {quote(path)} (any more)"
            return Problem(place, what, "Take it out of `without`, or check its ids.", warning=True)
        at = below[part]
    return at.key


def _by_name(branch: Branch) -> Mapping[str, Branch]:
    """What stands right below by its id, else by its former ids."""
    below = list(children(branch.node, branch.key, branch.kind))
    former = {name: child for child in below for name in former_ids(child.node)}
    return former | {keys.leaf(child.key): child for child in reversed(below)}


def _with_choice(branch: Branch, gone: set[str]) -> Node:
    """A section that lets one choose no more options than are left."""
    node = branch.node
    options = node.get("options") if isinstance(node, YamlMapping) else None
    choose = node.get("choose") if isinstance(node, YamlMapping) else None
    if not isinstance(node, YamlMapping) or not isinstance(options, YamlSequence) or not isinstance(choose, YamlScalar):
        return node
    left = sum(
        child.key not in gone for child in children(node, branch.key, NodeKind.SECTION) if child.kind is NodeKind.OPTION
    )
    if left == len(options.items) or not choose.text.isdigit() or int(choose.text[:9]) <= left:
        return node
    return with_pairs(node, choose=replace(choose, text=str(left)) if left else None)
