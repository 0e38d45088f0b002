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


def unticked_work(part: Part, scale: Scale) -> frozenset[int]:
    """The lines of the subparts without boxes that are work: called so, or outweighing the boxes with their like."""
    bare = [inner for inner in part.parts if not scale.all(inner) and _listed(inner)]
    found = {inner.line for inner in bare if fold(inner.title) in lane_words("todo")}
    alike = [inner for inner in bare if _only_lists(inner, scale)]
    if len(alike) >= _SEVERAL and sum(map(_listed, alike)) > scale.all(part) * _MUCH:
        found |= {inner.line for inner in alike}
    return frozenset(found)


def _only_lists(part: Part, scale: Scale) -> bool:
    """Whether a heading has a list below it, no boxes, and nothing else."""
    if part.level > _HEADING or part.parts or scale.is_aside(part):
        return False
    bare = bool(part.blocks) and all(isinstance(block, Bullets) for block in part.blocks)
    return bare and content_role(part, loosely=True) is None


def _listed(part: Part) -> int:
    return sum(len(block.entries) for block in part.blocks if isinstance(block, Bullets))
