"""Phases found by how heads count (Week 1, Week 2; 1. Basics, 2. Tools), where no boxes tell what is to be done."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_sync.markdown.blocks import Bullets, Paragraph, Table
from roadmap_sync.markdown.language.units import WEEK, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.shapes.scale import ASIDE
from roadmap_sync.markdown.structure.tree import Part

_HEADING = 6
_COUNTED = 3
_BESIDE_WORDS = 3
_FEW = 4
_OUTLINE = 8
_MUCH = 2
_NUMBERED = re.compile(r"^(\d{1,2})\s*[.)、:]\s*\D.*$")
_WORD = re.compile(r"[^\W\d_]+")
Stretches = list[tuple[Part, str]]
"""The parts that are phases, each with the head that it is gathered under."""


def is_stretch(part: Part) -> bool:
    """Whether a head names a stretch of the plan, of a week or longer."""
    rank = unit_rank(part.title)
    return rank is not None and rank <= WEEK


def lists(part: Part) -> bool:
    """Whether there is a list or table anywhere below a head."""
    return any(isinstance(block, (Bullets, Table)) for inner in part.walk() for block in inner.blocks)


def counted(root: Part, boxes: int) -> Stretches:
    """The heads of one kind that hold the most, of weeks or longer; headings before bold lines and entries.

    None where the `boxes` of the document are far more, which are then its plan.
    """
    best: list[Part] = []
    owner, most = root, (False, 0)
    for part in root.walk():
        found = [] if _is_aside(part) else _alike(part)
        weight = (
            (found[0].level <= _HEADING, _held(found) * (1 + is_about(part.title, Role.ROADMAP))) if found else most
        )
        if weight > most:
            best, owner, most = found, part, weight
    return _with_beside(best, owner, root) if most[1] * _FEW > boxes else []


def numbered(root: Part, boxes: int) -> Stretches:
    """Headings counted 1, 2, 3 below one head, that list what they hold, and much more than the `boxes` there are."""
    for part in root.walk():
        found = [inner for inner in part.parts if inner.level <= _HEADING and _NUMBERED.match(inner.title)]
        numbers = [int(_NUMBERED.sub(r"\1", inner.title)) for inner in found]
        in_row = len(found) >= _COUNTED and numbers == list(range(1, len(found) + 1))
        if in_row and all(map(lists, found)) and _held(found) > boxes * _MUCH:
            return [(inner, "") for inner in found]
    return []


def bare_heads(root: Part) -> Stretches:
    """The highest heads that hold others, where a document is told in headings and hardly a word besides."""
    heads = [part for part in root.walk() if 0 < part.level <= _HEADING]
    lines = sum(len(block.lines) for part in root.walk() for block in part.blocks if isinstance(block, Paragraph))
    top = root
    while len(top.parts) == 1:
        top = top.parts[0]
    found = [part for part in top.parts if part.level <= _HEADING and not _is_aside(part)]
    told = len(heads) >= _OUTLINE and lines * 2 <= len(heads) and not any(map(lists, heads))
    return [(part, "") for part in found] if told and sum(bool(part.parts) for part in found) > 1 else []


def _alike(part: Part) -> list[Part]:
    """The subparts of the largest stretch that heads below `part` name, if several of them hold anything."""
    ranks = [None if _is_beside(inner) else unit_rank(inner.title) for inner in part.parts]
    rank = min((found for found in ranks if found is not None and found <= WEEK), default=None)
    alike = [inner for inner, own in zip(part.parts, ranks, strict=True) if own == rank and own is not None]
    full = [inner for inner in alike if lists(inner) or (inner.level <= _HEADING and inner.parts)]
    if len(full) < 2:  # noqa: PLR2004 - one is no row of stretches
        return []
    if len(full) * 2 < len(alike):
        return full
    return [inner for inner in alike if inner in full or inner.level <= _HEADING]


def _is_beside(part: Part) -> bool:
    """Whether a head names what belongs to a stretch that stands elsewhere: "Module 1 resources"."""
    words = part.title.split()
    return len(words) == _BESIDE_WORDS and words[1].isalnum() and is_named(words[2], Role.RESOURCES)


def _held(found: Sequence[Part]) -> int:
    """How many entries and rows these parts hold, or else how many heads."""
    held = sum(
        len(block.rows) if isinstance(block, Table) else sum("___" not in entry.line.text for entry in block.entries)
        for part in found
        for inner in part.walk()
        for block in inner.blocks
        if isinstance(block, (Bullets, Table))
    )
    return held or sum(1 for part in found for _ in part.walk())


def _with_beside(found: list[Part], owner: Part, root: Part) -> Stretches:
    """The phases, where heads beside their owner hold such stretches too: weeks stay below them, months do not."""
    above = next((part for part in root.walk() if any(inner is owner for inner in part.parts)), None)
    word = _first_word(found[0])
    nested = [
        (inner, part)
        for part in owner.parts
        if not any(part is chosen for chosen in found) and not _is_aside(part)
        for inner in part.parts
        if _first_word(inner) == word and _is_own_stretch(inner) and lists(inner)
    ]
    if len(nested) > 1:
        return [(part, "") for part in found] + [(inner, part.title) for inner, part in nested]
    beside = [
        (part, alike)
        for part in (above.parts if above else ())
        if part.level == owner.level and (part is owner or (not _is_aside(part) and not _is_of_use(part)))
        if (alike := [inner for inner in part.parts if _first_word(inner) == word and _is_own_stretch(inner)])
    ]
    if len(beside) < 2 or unit_rank(owner.title) is not None:  # noqa: PLR2004 - the owner alone
        return [(part, "") for part in found]
    if unit_rank(found[0].title) == WEEK:
        return [(part, "") for part, _ in beside]
    return [(inner, part.title) for part, alike in beside for inner in alike]


def _is_own_stretch(part: Part) -> bool:
    return is_stretch(part) and not _is_beside(part)


def _is_of_use(part: Part) -> bool:
    """Whether a head speaks of what is used or shown week by week, not of what is learned."""
    return any(is_about(part.title, role) for role in (Role.RESOURCES, Role.CRITERIA))


def _first_word(part: Part) -> str:
    word = _WORD.search(part.title)
    return word[0].casefold() if word else ""


def _is_aside(part: Part) -> bool:
    return any(is_named(part.title, role) for role in (*ASIDE, Role.CRITERIA))
