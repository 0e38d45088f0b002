"""Parts of a phase that say what is to be done though its boxes stand under other heads."""

from __future__ import annotations

from roadmap_sync.markdown.blocks import Bullets
from roadmap_sync.markdown.content.gather import content_role
from roadmap_sync.markdown.language.vocabulary import fold, lane_words
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.structure.tree import Part

_HEADING = 6
_SEVERAL = 3
_MUCH = 4


def is_unticked_work(inner: Part, part: Part, scale: Scale) -> bool:
    """Whether a part without boxes is work of its phase: it is called so, or it and its like outweigh the boxes."""
    if scale.all(inner) or not _listed(inner):
        return False
    if fold(inner.title) in lane_words("todo"):
        return True
    alike = [beside for beside in part.parts if _only_lists(beside, scale)]
    weighty = sum(map(_listed, alike)) > scale.all(part) * _MUCH and len(alike) >= _SEVERAL
    return weighty and any(beside is inner for beside in alike)


def _only_lists(part: Part, scale: Scale) -> bool:
    """Whether a heading has a list below it, no boxes, and nothing else."""
    if part.level > _HEADING or part.parts or scale.all(part) or scale.is_aside(part):
        return False
    bare = bool(part.blocks) and all(isinstance(block, Bullets) for block in part.blocks)
    return bare and content_role(part, loosely=True) is None


def _listed(part: Part) -> int:
    return sum(len(block.entries) for block in part.blocks if isinstance(block, Bullets))
