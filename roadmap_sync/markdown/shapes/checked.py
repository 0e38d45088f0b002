"""Boxes that only check what a phase taught (criteria, questions): what is to be done is what it lists otherwise."""

from __future__ import annotations

from dataclasses import replace

from roadmap_sync.markdown.content.gather import content_role, is_delivered
from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.shapes.stretches import lists
from roadmap_sync.markdown.structure.tree import Part


def holds_work(part: Part, scale: Scale) -> bool:
    """Whether a phase has boxes that are no criteria, or boxes and nothing else."""
    return bool(scale.all(part)) and (_works(part, scale) or not _lists_beside(part, scale))


def _works(part: Part, scale: Scale) -> bool:
    """Whether boxes stand anywhere below a head but under criteria and questions."""
    inner = (inner for inner in scale.heavy(part) if not _is_checked(inner))
    return bool(scale.own(part)) or any(_works(below, scale) for below in inner)


def _lists_beside(part: Part, scale: Scale) -> bool:
    """Whether anything is listed beside the boxes."""
    inner = (inner for inner in part.parts if not _is_checked(inner) and not scale.is_aside(inner))
    return lists(replace(part, parts=[])) or any(_lists_beside(below, scale) for below in inner)


def _is_checked(part: Part) -> bool:
    """Whether a part with boxes is criteria, questions or deliverables of its phase."""
    return is_delivered(part) or content_role(part, loosely=False) in {Role.CRITERIA, Role.QUESTIONS}
