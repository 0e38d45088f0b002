"""Merging: a curriculum and the file of a learner who follows it become one roadmap; nodes in, nodes out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from roadmap_sync.errors import Position, Problem
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.node_references import (
    falling_away,
    names_in,
    sources_in,
    without_sources,
    written_out,
)
from roadmap_sync.roadmap.node_tree import (
    CHILDREN,
    NodeKind,
    children,
    former_ids,
    listed,
    node_id,
    scalar,
    with_pairs,
    written_id,
)
from roadmap_sync.roadmap.pruning import pruned
from roadmap_sync.roadmap.taking import taken
from roadmap_sync.roadmap.yaml_errors import quote
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlSequence

_ADDED: Final = tuple(CHILDREN[NodeKind.PHASE])


@dataclass(slots=True)
class CurriculumMerge:
    """One merging: `root` is the id that the roadmap will have; problems are noted on the way."""

    own: YamlMapping
    root: str
    problems: list[Problem] = field(default_factory=list)

    def onto(self, curriculum: YamlMapping, curriculum_root: str) -> YamlMapping:
        """The learner's file on top of a curriculum, whose references were written for `curriculum_root`."""
        whole = written_out(taken(curriculum), curriculum_root, self.root)
        before, sources = names_in(whole, self.root), sources_in(whole, self.root)
        rest, gone, problems = pruned(whole, self.root, self.own.get("without"))
        self.problems += problems
        rest = without_sources(rest, sources, sources_in(rest, self.root))
        pairs = [(name, value) for name, value in self.own.pairs if name.text not in {"extends", "without", "phases"}]
        given = {name.text for name, _ in pairs}
        pairs += [(name, value) for name, value in rest.pairs if name.text not in {*given, "phases"}]
        merged = with_pairs(replace(self.own, pairs=pairs), phases=self._phases(rest))
        projects = self.own.get("projects")
        if isinstance(projects, YamlSequence):
            own = self._distinct(projects.items, _names(rest.get("phases")))
            merged = with_pairs(merged, projects=replace(projects, items=own))
        return falling_away(merged, self.root, before, gone)

    def _phases(self, rest: YamlMapping) -> Node | None:
        """The phases of both; what is no list comes back as it is, to be refused where it is read."""
        own = self.own.get("phases")
        if own is not None and not isinstance(own, YamlSequence):
            return own
        theirs = rest.get("phases")
        if not isinstance(theirs, YamlSequence):
            return own or theirs
        names = _names(theirs)
        added: dict[int, list[YamlMapping]] = {}
        more: list[Node] = []
        for phase in listed(own):
            meant = names.get(written_id(phase))
            if meant is None:
                more.append(self._own_phase(phase))
            elif isinstance(phase, YamlMapping):
                added.setdefault(id(meant), []).append(phase)
        joined = [self._joined(phase, added.get(id(phase), ())) for phase in theirs.items]
        projects = rest.get("projects") if self.own.get("projects") is None else None
        more = self._distinct(more, {*names, *_names(projects)})
        return replace(theirs, items=[*joined, *more])

    def _own_phase(self, phase: Node) -> Node:
        """A phase of the learner's own; one that only has an id was an addition to what the curriculum had."""
        name = written_id(phase)
        if not name or not isinstance(phase, YamlMapping) or phase.get("title") is not None:
            return phase
        what = f"the curriculum has no phase {quote(name)} (any more): what is added to it is a phase of its own"
        self._note(phase, what, "Give it a `title`, or the id of another phase.", warning=True)
        return with_pairs(phase, title=scalar(name.replace("-", " ").capitalize(), phase))

    def _joined(self, made: Node, additions: Iterable[YamlMapping]) -> Node:
        """A phase of the curriculum with what the learner adds to it."""
        if not isinstance(made, YamlMapping):
            return made
        for addition in additions:
            for name, _ in addition.pairs:
                if name.text not in {*_ADDED, "id"}:
                    what = f"`{name.text}` of a phase of the curriculum can't be changed"
                    hint = "Keep `id`, `sections`, `items` and `projects`; or write a phase with another id."
                    self._note(name, what, hint)
            below = children(made, "", NodeKind.PHASE)
            known = {name for child in below for name in (keys.leaf(child.key), *former_ids(child.node))}
            for key in _ADDED:
                more, there = addition.get(key), made.get(key)
                if isinstance(more, YamlSequence):
                    more = replace(more, items=[*listed(there), *self._distinct(more.items, known)])
                if more is not None:
                    made = with_pairs(made, **{key: more})
        return made

    def _distinct(self, nodes: Iterable[Node], known: Collection[str]) -> list[Node]:
        """The learner's own parts, those whose id the curriculum has with another one."""
        made: list[Node] = []
        for node in nodes:
            name = node_id(node)
            if name and name in known:
                new = own_id(name, known)
                what = f"the id {quote(name)} is the curriculum's; this one's is {quote(new)}"
                self._note(node, what, "Give it an `id` of its own.", warning=True)
                made.append(with_pairs(as_table(node), id=scalar(new, node)))
            else:
                made.append(node)
        return made

    def _note(self, node: Node, what: str, hint: str, *, warning: bool = False) -> None:
        self.problems.append(Problem(Position(node.file, node.line, node.column), what, hint, warning))


def _names(node: Node | None) -> Mapping[str, Node]:
    """The parts of a list by their ids, else by their former ones."""
    former = {name: part for part in listed(node) for name in former_ids(part)}
    return former | {name: part for part in listed(node) if (name := node_id(part))}


def as_table(node: Node) -> YamlMapping:
    """The node, or a table whose title it is."""
    if isinstance(node, YamlMapping):
        return node
    return YamlMapping([(scalar("title", node), node)], node.line, node.column, node.file)


def own_id(name: str, known: Collection[str]) -> str:
    """An id that is free, made of one that is not."""
    ending = "-own"
    while (made := name[: keys.MAX_SLUG - len(ending)].rstrip("-") + ending) in known:
        ending += "-own"
    return made
