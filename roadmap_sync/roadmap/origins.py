"""Origins: which curriculum an element of a roadmap comes from, and which of its elements are the learner's own."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Roadmap, Section
from roadmap_sync.roadmap.scopes import things


def curriculum_keys(roadmap: Roadmap) -> Mapping[str, str]:
    """The address of its curriculum by the key of each element that comes from one; the rest is the learner's own."""
    addresses = {str(source.address) for source in roadmap.curricula}
    if not addresses:
        return {}
    return {key: thing.place.file for key, thing in things(roadmap) if thing.place.file in addresses}


def curriculum_labels(roadmap: Roadmap) -> Mapping[str, str]:
    """The address of its curriculum by the casefolded name of each label that comes from one.

    Labels of tags come from where the tag is described; those of kinds from the first element of that kind.
    """
    addresses = {str(source.address) for source in roadmap.curricula}
    kinds: dict[str, str] = {}
    for _, thing in things(roadmap):
        if isinstance(thing, Section | Item) and thing.kind:
            kinds.setdefault(thing.kind.casefold(), thing.place.file)
    tags = {tag.label.casefold(): tag.place.file for tag in roadmap.tags.values()}
    return {name: file for name, file in {**kinds, **tags}.items() if file in addresses}


def named(roadmap: Roadmap) -> tuple[str, ...]:
    """Each curriculum as people read it: its address, and the commit where it was read at one."""
    return tuple(
        f"{source.address} at {source.commit[:12]}" if source.commit else str(source.address)
        for source in roadmap.curricula
    )


def origin_of(key: str, origins: Mapping[str, str]) -> str:
    """The curriculum of what has this key, "" for the learner's own; criteria belong to the phase above them."""
    return origins.get(key) or (origins.get(keys.parent(key), "") if keys.leaf(key).startswith("~") else "")
