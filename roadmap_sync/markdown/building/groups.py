"""Heads that group what stands beside the phases ("Morning, 45 minutes"): titles below them begin with their words."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from roadmap_sync.markdown.content.entries import cut
from roadmap_sync.markdown.language.vocabulary import Role, is_about
from roadmap_sync.markdown.shapes.stretches import lists
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Criterion, Goal, Habit

_LONGEST = 50
_Listed = TypeVar("_Listed", Criterion, Goal, Habit)


def groups(part: Part, *, known: Role) -> dict[int, str]:
    """The heads below a part that tell lists apart, by line; not those that only say again what all of it is."""
    return {
        inner.line: inner.title.rstrip(":： ")
        for found in part.walk()
        if sum(map(lists, found.parts)) + lists(replace(found, parts=[])) > 1
        for inner in found.parts
        if len(inner.title) <= _LONGEST and not is_about(inner.title, known)
    }


def grouped(group: str, one: _Listed) -> _Listed:
    """What stands below such a head, which its title says first."""
    return replace(one, title=cut(f"{group}: {one.title}")) if group else one
