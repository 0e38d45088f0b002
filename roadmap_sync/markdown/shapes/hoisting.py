"""Heads that only look as if they held the plan: a table of contents or an overview with the weeks one level below."""

from __future__ import annotations

from roadmap_sync.markdown.blocks import Bullets
from roadmap_sync.markdown.content.gather import is_contents
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.shapes.stretches import is_stretch, lists
from roadmap_sync.markdown.structure.tree import Part

_HEADING = 6
_SEVERAL = 2


def hoist(root: Part) -> None:
    """Give what stands below such a head to the head before it of the same level, else to the one above both."""
    for part in list(root.walk()):
        kept: list[Part] = []
        for inner in part.parts:
            start = _start(inner)
            before = kept[-1] if kept and kept[-1].level == inner.level else None
            kept.append(inner)
            if start is not None:
                (before.parts if before else kept).extend(inner.parts[start:])
                del inner.parts[start:]
        part.parts[:] = kept


def _start(head: Part) -> int | None:
    """Where below a head the plan begins that is not its own."""
    if head.level > _HEADING or not head.parts:
        return None
    if is_named(head.title, Role.BOILERPLATE):
        contents = any(isinstance(block, Bullets) and is_contents(block) for block in head.blocks)
        return 0 if contents else None
    if not is_named(head.title, Role.ABOUT):
        return None
    stretches = [index for index, inner in enumerate(head.parts) if is_stretch(inner) and lists(inner)]
    return stretches[0] if len(stretches) >= _SEVERAL else None
