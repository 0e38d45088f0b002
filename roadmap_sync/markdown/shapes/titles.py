"""The title of the roadmap, among the heads of its document."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_sync.markdown.language.units import unit_rank, without_number
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.shapes.scale import ASIDE
from roadmap_sync.markdown.structure.tree import Level, Part

_HEADING = 6


def title_of(spine: Sequence[Part], root: Part) -> str:
    """The title: the part above all phases, else the first heading where it is none of many alike."""
    above = [part for part in spine[1:] if not is_named(part.title, Role.ROADMAP)]
    above = [part for part in above if part.level == 1] or above[:1]
    heads = [part for part in root.parts if part.level <= _HEADING]
    if above and not (heads and _heads_all(heads[0]) and heads[0].line < above[0].line):
        return above[0].title
    plain = [part for part in heads if _is_plain(part)]
    if not plain:
        return heads[0].title if len(heads) == 1 else _bold_title(root)
    first, alike = plain[0], [part for part in heads if part.level == plain[0].level]
    before = [part.title for part in alike if part.line < first.line]
    leading = all(is_named(title, Role.BOILERPLATE) or is_named(title, Role.ABOUT) for title in before)
    leads = first is heads[0] and (len(alike) == 1 or is_about(first.title, Role.ROADMAP))
    return first.title if (first.level == 1 and leading) or leads else _bold_title(root)


def _bold_title(root: Part) -> str:
    """The bold line that a document without a title begins with."""
    first = root.parts[0] if root.parts and not root.blocks else root
    bare = first.level == Level.BOLD and not first.blocks and not first.parts
    return first.title if bare and _is_plain(first) and not first.raw.text.endswith((":", "：")) else ""


def _is_plain(part: Part) -> bool:
    counted = unit_rank(part.title) is not None or without_number(part.title) != part.title
    return not counted and not any(is_named(part.title, role) for role in ASIDE)


def _heads_all(part: Part) -> bool:
    return part.level == 1 and _is_plain(part)
