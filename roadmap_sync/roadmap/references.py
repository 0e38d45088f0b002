"""References: what an author names by its id, checked, and written out as full keys from the roadmap's id down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.cycles import find_cycles
from roadmap_sync.roadmap.model import EntryPoint, Item, Option, Phase, Project, Roadmap, Section
from roadmap_sync.roadmap.reader import RoadmapReader
from roadmap_sync.roadmap.scopes import Names, names_of, things
from roadmap_sync.roadmap.yaml_errors import quote
from roadmap_sync.roadmap.yaml_nodes import Node

T = TypeVar("T", Phase, Section, Item, Project)


def resolve(reader: RoadmapReader, roadmap: Roadmap) -> Roadmap:
    """The roadmap with every `depends_on`, `same_as` and `skip` as full keys; problems are noted in the reader."""
    search = _Search(reader, names_of(roadmap))
    for key, thing in things(roadmap):
        if isinstance(thing, Project) and thing.same_as:
            search.same(key, thing)
    for key, thing in things(roadmap):
        if not isinstance(thing, Option) and thing.depends_on:
            search.depends(key, thing)
    for point in roadmap.entry_points:
        search.skip(point)
    search.cycles()
    return search.rewrite(roadmap)


@dataclass(slots=True)
class _Search:
    """What was found so far: keys by the identity of the element that names them."""

    reader: RoadmapReader
    names: Names
    depends_on: dict[int, tuple[str, ...]] = field(default_factory=dict)
    same_as: dict[int, str] = field(default_factory=dict)
    skips: dict[int, tuple[str, ...]] = field(default_factory=dict)
    twins: dict[str, str] = field(default_factory=dict)
    waits: dict[str, set[str]] = field(default_factory=dict)
    nodes: dict[tuple[str, str], Node] = field(default_factory=dict)

    def depends(self, key: str, thing: Phase | Section | Item) -> None:
        """Resolve what an element waits for."""
        found: dict[str, None] = {}
        for reference in thing.depends_on:
            node = self.reader.origin(thing, "depends_on", reference)
            target = self._find(reference, key, node)
            if target and self._may_wait(key, target, node):
                target = self.twins.get(target, target)
                found[target] = None
                if target != key:
                    self.waits.setdefault(key, set()).add(target)
                    self.nodes.setdefault((key, target), node)
        self.depends_on[id(thing)] = tuple(found)

    def same(self, key: str, project: Project) -> None:
        """Resolve the work that a project is another name of."""
        node = self.reader.origin(project, "same_as", project.same_as)
        target = self._find(project.same_as, key, node)
        if not target:
            return
        other = self.names.by_key[target]
        if target == key:
            self.reader.report(node, "`same_as` names the project itself", "Name the other place of the same work.")
        elif not isinstance(other, Item):
            what = f"`same_as` must name an item or a project, and {self._quote(target)} is none"
            self.reader.report(node, what, "Name one inside it.")
        elif isinstance(other, Project) and other.same_as:
            hint = f"Name what that one names: {quote(other.same_as)}."
            self.reader.report(node, f"{self._quote(target)} is itself only another name, by its `same_as`", hint)
        else:
            self.same_as[id(project)] = target
            self.twins[key] = target

    def skip(self, point: EntryPoint) -> None:
        """Resolve what an entry point leaves out."""
        found = [
            self._find(reference, self.names.root, self.reader.origin(point, "skip", reference))
            for reference in point.skip
        ]
        self.skips[id(point)] = tuple(dict.fromkeys(key for key in found if key))

    def _find(self, reference: str, own: str, node: Node) -> str:
        found = self.names.find(reference, own)
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(self._quote(key) for key in found[:5]) + (", ..." if len(found) > 5 else "")  # noqa: PLR2004
            self.reader.report(node, f"{quote(reference)} may mean {several}", "Write the path of the one you mean.")
        elif not self.reader.lost:
            self.reader.report(node, f"there is no {quote(reference)} in this roadmap", self._nearest(reference))
        return ""

    def _nearest(self, reference: str) -> str:
        leaves = self.names.by_leaf
        near = self.reader.nearest(keys.slug(keys.leaf(reference)), leaves)
        if near:
            return f"Did you mean {self._quote(leaves[near][0])}?"
        return "Write the id of a phase, section, item or project, or a path like `phase/section/item`."

    def _may_wait(self, key: str, target: str, node: Node) -> bool:
        what = ""
        hint = "Take it away, or name the part that is meant."
        if target == key or self.twins.get(target, target) == key:
            what, hint = f"{self._quote(key)} can't wait for itself", "Take it away."
        elif key.startswith(target + "/"):
            what = f"{self._quote(key)} can't wait for {self._quote(target)}, which it is part of"
        elif target.startswith(key + "/"):
            what = f"{self._quote(key)} can't wait for {self._quote(target)}, which is part of it"
        elif isinstance(self.names.by_key[target], Option):
            what = f"{self._quote(target)} is an option, which has no issue to wait for"
            hint = "Name the section, or an item of the option."
        if what:
            self.reader.report(node, what, hint)
        return not what

    def _quote(self, key: str) -> str:
        return quote(self.names.short(key))

    def cycles(self) -> None:
        """Note every circle of elements that wait for each other."""
        if not self.waits:
            return
        for pair, told in find_cycles(self.names.by_key, self.waits):
            hint = "Take one of these dependencies away."
            self.reader.report(self.nodes[pair], f"a circle, nothing of which can begin: {told}", hint)

    def rewrite(self, roadmap: Roadmap) -> Roadmap:
        """The roadmap with what was found."""
        points = tuple(replace(point, skip=self.skips[id(point)]) for point in roadmap.entry_points)
        phases = tuple(self._phase(phase) for phase in roadmap.phases)
        return replace(roadmap, entry_points=points, phases=phases, projects=self._items(roadmap.projects))

    def _phase(self, phase: Phase) -> Phase:
        return self._changed(
            phase,
            items=self._items(phase.items),
            sections=tuple(self._section(section) for section in phase.sections),
            projects=self._items(phase.projects),
        )

    def _section(self, section: Section) -> Section:
        options = tuple(replace(option, items=self._items(option.items)) for option in section.options)
        # Alternatives without a number mean one of them.
        choose = section.choose or min(len(options), 1)
        return self._changed(section, items=self._items(section.items), options=options, choose=choose)

    def _items(self, items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._changed(item) for item in items)

    def _changed(self, thing: T, **changes: Any) -> T:  # noqa: ANN401 - as `replace`
        if id(thing) in self.depends_on:
            changes["depends_on"] = self.depends_on[id(thing)]
        if id(thing) in self.same_as:
            changes["same_as"] = self.same_as[id(thing)]
        return replace(thing, **changes) if changes else thing
