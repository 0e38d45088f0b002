"""Names: everything of a roadmap that a reference can mean, by its full key, and what one means where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Option, Phase, Project, Roadmap, Section

Thing = Phase | Section | Option | Item


@dataclass(frozen=True)
class Names:
    """The phases, sections, options, items and projects of a roadmap by their full keys, in the order of the file."""

    root: str
    by_key: dict[str, Thing]

    @cached_property
    def by_leaf(self) -> dict[str, list[str]]:
        """Full keys by their last part."""
        found: dict[str, list[str]] = {}
        for key in self.by_key:
            found.setdefault(keys.leaf(key), []).append(key)
        return found

    def find(self, reference: str, own: str) -> tuple[str, ...]:
        """The keys that a reference of the element `own` may mean: one where it is clear, none where it dangles.

        From the innermost scope outwards: a sibling's id or a path from there, up to a path from the roadmap's root or
        a full key; at last any end of a key. An element does not mean itself while anything else fits.
        """
        path = reference.strip("/")
        scope = keys.parent(own) if own != self.root else own
        while True:
            key = keys.join(scope, path)
            if key in self.by_key and key != own:
                return (key,)
            if not scope:
                break
            scope = keys.parent(scope)
        ending = "/" + path
        found = tuple(key for key in self.by_leaf.get(keys.leaf(path), ()) if key.endswith(ending))
        return tuple(key for key in found if key != own) or found

    def short(self, key: str) -> str:
        """A key as an author would write it: without the roadmap's id."""
        return key.removeprefix(self.root + "/")


def names_of(roadmap: Roadmap) -> Names:
    """All names of a roadmap; of two equal keys the first, and nothing whose id could not be read."""
    found: dict[str, Thing] = {}
    for key, thing in things(roadmap):
        if thing.id:
            found.setdefault(key, thing)
    return Names(roadmap.id, found)


def things(roadmap: Roadmap) -> Iterator[tuple[str, Thing]]:
    """Everything that has a key of its own, a parent before its children."""
    for phase in roadmap.phases:
        key = keys.join(roadmap.id, phase.id)
        yield key, phase
        yield from _inside(key, phase.items)
        for section in phase.sections:
            section_key = keys.join(key, section.id)
            yield section_key, section
            yield from _inside(section_key, section.items)
            for option in section.options:
                option_key = keys.join(section_key, option.id)
                yield option_key, option
                yield from _inside(option_key, option.items)
        yield from _inside(key, phase.projects)
    yield from _inside(roadmap.id, roadmap.projects)


def _inside(key: str, items: tuple[Item, ...] | tuple[Project, ...]) -> Iterator[tuple[str, Thing]]:
    for item in items:
        yield keys.join(key, item.id), item
