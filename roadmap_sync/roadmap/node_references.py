"""References in a roadmap's nodes, before they are read: written out whole, or taken away with what they named."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.node_tree import Branch, branches, changed, listed, node_id, texts, with_pairs
from roadmap_sync.roadmap.scopes import Names
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlScalar, YamlSequence

Turn = Callable[[str, str], str | None]
"""From a reference and the key of the element that has it to the reference from now on; None: away with it."""


def names_in(table: YamlMapping, root: str) -> Names:
    """All names of a roadmap's nodes, for finding what a reference means."""
    found: dict[str, Branch] = {}
    for branch in branches(table, root):
        if node_id(branch.node):
            found.setdefault(branch.key, branch)
    return Names(root, found)  # type: ignore[arg-type] # looked up by key alone


def written_out(table: YamlMapping, old: str, new: str) -> YamlMapping:
    """The table with every clear reference as a full key under the root `new`; `old` is the root it was written for.

    So a reference keeps its meaning where others' elements come beside it.
    """
    names = names_in(table, old)

    def turn(reference: str, own: str) -> str:
        found = names.find(reference, own)
        if len(found) != 1 or names.find(found[0], own) != found:
            return reference
        return keys.rebase(found[0], old, new)

    return with_references(table, old, turn)


def falling_away(table: YamlMapping, root: str, before: Names, gone: Collection[str]) -> YamlMapping:
    """The table without references to what is `gone`: keys whose elements, with all below, stood in `before`."""
    names = names_in(table, root)

    def turn(reference: str, own: str) -> str | None:
        if names.find(reference, own):
            return reference
        meant = before.find(reference, own)
        return None if meant and all(is_below(key, gone) for key in meant) else reference

    return with_references(table, root, turn)


def is_below(key: str, tops: Collection[str]) -> bool:
    """Whether the key is one of these, or part of one."""
    while key:
        if key in tops:
            return True
        key = keys.parent(key)
    return False


def with_references(table: YamlMapping, root: str, turn: Turn) -> YamlMapping:
    """The table with every reference turned: `depends_on`, `same_as`, and what entry points skip."""

    def change(branch: Branch) -> Node:
        node = branch.node
        if not isinstance(node, YamlMapping):
            return node
        values = {
            name: _turned(value, branch.key, turn)
            for name in ("depends_on", "same_as")
            if (value := node.get(name)) is not None
        }
        return with_pairs(node, **values) if values else node

    made = changed(table, root, change)
    assert isinstance(made, YamlMapping)  # noqa: S101 - for the type checker: a table stays one
    points = made.get("entry_points")
    if isinstance(points, YamlSequence):
        items = [_point(point, root, turn) for point in points.items]
        made = with_pairs(made, entry_points=replace(points, items=items))
    return made


def without_sources(table: YamlMapping, before: Collection[str], after: Collection[str]) -> YamlMapping:
    """The table without what raised skills `before` and can't `after`, and without the skills that nothing raises."""
    skills = table.get("skills")
    if not isinstance(skills, YamlSequence):
        return table
    kept: list[Node] = []
    for skill in skills.items:
        sources = texts(skill.get("from")) if isinstance(skill, YamlMapping) else ()
        left = [source for source in sources if source not in before or source in after]
        if len(left) == len(sources) or not isinstance(skill, YamlMapping):
            kept.append(skill)
        elif left:
            node = skill.get("from") or skill
            parts: list[Node] = [part for part in listed(node) if texts(part)[0] in left]
            kept.append(with_pairs(skill, **{"from": YamlSequence(parts, node.line, node.column, node.file)}))
    return with_pairs(table, skills=replace(skills, items=kept))


def sources_in(table: YamlMapping, root: str) -> frozenset[str]:
    """What skills may come from: phases, sections, and the tags that are used or explained."""
    found = {f"tag:{name.text}" for name, _ in _pairs(table.get("tags"))}
    for branch in branches(table, root):
        path = branch.key.removeprefix(root + "/")
        if branch.kind in {"phase", "section"}:
            found.add(f"{branch.kind}:{path}")
        if isinstance(branch.node, YamlMapping):
            found |= {f"tag:{tag}" for tag in texts(branch.node.get("tags"))}
    return frozenset(found)


def _pairs(node: Node | None) -> list[tuple[YamlScalar, Node]]:
    return node.pairs if isinstance(node, YamlMapping) else []


def _point(point: Node, root: str, turn: Turn) -> Node:
    skip = point.get("skip") if isinstance(point, YamlMapping) else None
    return with_pairs(point, skip=_turned(skip, root, turn)) if isinstance(point, YamlMapping) and skip else point


def _turned(value: Node, own: str, turn: Turn) -> Node | None:
    """A text, a list of texts, or what is neither and will be refused where it is read."""
    match value:
        case YamlScalar():
            found = turn(" ".join(value.text.split()), own)
            return value if found is None and value.empty else None if found is None else replace(value, text=found)
        case YamlSequence():
            parts = (_turned(part, own, turn) if isinstance(part, YamlScalar) else part for part in value.items)
            return replace(value, items=[part for part in parts if part is not None])
        case YamlMapping():
            return value
