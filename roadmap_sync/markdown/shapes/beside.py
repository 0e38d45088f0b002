"""Boxes beside phases that are counted (Phase 1, Week 2): what they are instead of one more phase."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_sync.markdown.language.periods import every
from roadmap_sync.markdown.language.units import unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_about
from roadmap_sync.markdown.structure.tree import Part

_COUNTED = 2
_SHARE = 3


@dataclass(slots=True)
class Found:
    """A part that is a phase, and the head it is gathered under."""

    part: Part
    group: str = ""


def put_beside(phases: list[Found]) -> list[tuple[Part, Role]]:
    """Take out of the phases what is none where a good part are counted: criteria, goals and habits of the whole."""
    counted = sum(unit_rank(found.part.title) is not None for found in phases)
    if counted < _COUNTED or counted * _SHARE < len(phases):
        return []
    roles = [(found, None if found.group else _role(found.part)) for found in phases]
    phases[:] = [found for found, role in roles if role is None]
    return [(found.part, role) for found, role in roles if role is not None]


def _role(part: Part) -> Role | None:
    """What a head says that stands among counted phases and is not counted itself."""
    if unit_rank(part.title) is not None or is_about(part.title, Role.PROJECTS):
        return None
    inner = [found.title for found in part.parts]
    if inner and all(is_about(title, Role.HABITS) and every(title) for title in inner):
        return Role.HABITS
    if is_about(part.title, Role.CRITERIA) or is_about(part.title, Role.TRACKER):
        return Role.CRITERIA
    if is_about(part.title, Role.GOALS) or is_about(part.title, Role.CHECKPOINTS):
        return Role.GOALS
    return None
