"""Which element of a roadmap file is which of its source, and the id that each has from then on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roadmap_sync.markdown.building.naming import numbered
from roadmap_sync.markdown.updating.judging import Judge
from roadmap_sync.markdown.updating.lookalikes import Pairs, alike, gaps_of
from roadmap_sync.markdown.updating.nodes import Node, is_same
from roadmap_sync.markdown.updating.twins import equal, labelled, leading, once, translated

_HOLDERS = ("phases", "sections", "options")
_LEVELS = (*_HOLDERS, "items")
_NEAR, _FAR = 0.7, 0.8


class Match:
    """Pairs the elements of an older version with those of a newer one, and gives those their ids."""

    def __init__(self, old: Node, new: Node) -> None:
        self.old, self.new = old, new
        self.of: dict[Node, Node] = {self.new: self.old}
        self.used: set[Node] = set()
        self._judge = Judge(self.old, self.new)

    def run(self) -> None:
        """Match level by level, near before far, equal before alike; then what changed its level."""
        self._unchanged()
        for level in _LEVELS:
            if level == "items":
                self._across_file(_HOLDERS)
            for parent, twin in self._families(level):
                self._take(equal(*self._free(twin.only(level), parent.only(level)), self._judge))
            self._same_title_once(level)
            for parent, twin in self._families(level):
                self._look_alikes(twin, parent, level)
            if level == "items":
                self._within_phases()
                self._across_levels()
            if level != "phases":
                near = _FAR if level == "items" else _NEAR
                self._take(alike(*self._free(self.old.at(level), self.new.at(level)), self._judge, near=near))
        self._across_file(_LEVELS)

    def name(self) -> None:
        """Give every element of the source its id: matched ones theirs, others one that nothing has or had there."""
        self._name(self.new)

    def _unchanged(self) -> None:
        """What either version has once under its title, the same with all below it: most of what is long."""
        for level in _HOLDERS:
            olds, news = self.old.at(level), self.new.at(level)
            for one, two in self._titles_once(olds, news):
                if is_same(one, two):
                    self._take(zip(one.walk(), two.walk(), strict=True))

    def _families(self, level: str) -> list[tuple[Node, Node]]:
        """Elements of the source with their twins in the file, where both may hold something of a level."""
        return [(node, self.of[node]) for node in self.new.walk() if node in self.of and node.only(level)]

    def _across_levels(self) -> None:
        """What is of another level now at its place: an item that became a section with what it takes, or back."""
        for parent, twin in [(node, self.of[node]) for node in self.new.walk() if node in self.of]:
            free = self._free(twin.children, parent.children)
            if all(free):
                self._take(once(*free, lambda node: node.slug))
                self._take(alike(*self._free(*free), self._judge))

    def _across_file(self, levels: tuple[str, ...]) -> None:
        """What is of another level now at another place: a phase that became a section of one, or back."""
        olds, news = ([node for node in root.walk() if node.level in levels] for root in (self.old, self.new))
        self._take_titles_once(olds, news)
        self._take(alike(*self._free(olds, news), self._judge, near=_FAR))

    def _same_title_once(self, level: str) -> None:
        """What moved: a title that either version has just once."""
        self._take_titles_once(self.old.at(level), self.new.at(level))

    def _take_titles_once(self, olds: list[Node], news: list[Node]) -> None:
        self._take(self._titles_once(olds, news))

    def _titles_once(self, olds: list[Node], news: list[Node]) -> Pairs:
        counts = Counter(node.slug for node in olds) | Counter(node.slug for node in news)
        return (pair for pair in once(*self._free(olds, news), lambda node: node.slug) if counts[pair[0].slug] == 1)

    def _look_alikes(self, twin: Node, parent: Node, level: str) -> None:
        olds, news = twin.only(level), parent.only(level)
        free = self._free(olds, news)
        if not all(free):
            return
        gaps = gaps_of(olds, news, self.of)
        self._take(leading(*free, self._judge))
        self._take(alike(*self._free(*free), self._judge, gaps))
        self._take(labelled(*self._free(*free), self._judge))
        self._take(translated(*self._free(*free), gaps_of(olds, news, self.of)))

    def _within_phases(self) -> None:
        for phase in self.new.only("phases"):
            twin = self.of.get(phase)
            if twin is not None:
                olds, news = twin.at("items"), phase.at("items")
                self._take(equal(*self._free(olds, news), self._judge))
                self._take(leading(*self._free(olds, news), self._judge))
                self._take(alike(*self._free(olds, news), self._judge))

    def _free(self, olds: Iterable[Node], news: Iterable[Node]) -> tuple[list[Node], list[Node]]:
        return [node for node in olds if node not in self.used], [node for node in news if node not in self.of]

    def _take(self, pairs: Pairs) -> None:
        for one, two in pairs:
            if one not in self.used and two not in self.of:
                self.of[two] = one
                self.used.add(one)

    def _name(self, parent: Node) -> None:
        twin = self.of.get(parent)
        former = {node.id: node for node in twin.children} if twin is not None else {}
        taken: set[str] = set()
        for child in parent.children:
            mine = self.of.get(child)
            child.id = mine.id if mine is not None and mine.id not in taken else ""
            if child.id in former and former[child.id] is not mine:
                child.id = ""
            taken |= {child.id} - {""}
        for child in parent.children:
            if not child.id:
                gone = {name for name, node in former.items() if node in self.used or node.slug != child.slug}
                child.id = _free_id(child.slug, taken | gone)
                taken.add(child.id)
            self._name(child)


def _free_id(name: str, taken: set[str]) -> str:
    count, free = 2, name
    while free in taken:
        free = numbered(name, count)
        count += 1
    return free
