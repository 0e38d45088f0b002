"""Heads in rows: counted ones (Month 2, Month 3) that a stray head tore apart, and ones that recur in every part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from roadmap_sync.markdown.blocks import Bullets, Entry
from roadmap_sync.markdown.language.units import unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.structure.tree import Part

_NUMBER = re.compile(r"(\d{1,3})(?:\s*[-–—~&/]\s*(\d{1,3}))?")
_OFTEN = 3
_BESIDE = (Role.BOILERPLATE, Role.ABOUT, Role.RESOURCES)


def rejoin(root: Part) -> None:
    """Give the later heads of a series back to the part that holds its first ones.

    A head strays where it can't hold the series: it names a smaller stretch, or what no work stands under, or the
    series goes on behind other things below it.
    """
    for part in list(root.walk()):
        _raise(part)
        holder: Part | None = None
        for inner in part.parts:
            start = _torn(holder, inner) if holder else None
            if holder is not None and start is not None:
                holder.parts += inner.parts[start:]
                del inner.parts[start:]
            elif inner.parts and unit_rank(inner.parts[-1].title) is not None:
                holder = inner


def _raise(part: Part) -> None:
    """Bring the first heads of a series up to the later ones that stand a level higher: beside their own holder."""
    for index in range(len(part.parts) - 2, -1, -1):
        holder, following = part.parts[index : index + 2]
        rank = unit_rank(following.title)
        first = len(holder.parts)
        while first and rank is not None and unit_rank(holder.parts[first - 1].title) == rank:
            first -= 1
        moved = holder.parts[first:]
        if not moved or unit_rank(holder.title) is not None:
            continue
        if _counted(following.title)[0] == _counted(moved[-1].title)[1] + 1:
            del holder.parts[first:]
            for found in moved:
                found.level = following.level
            part.parts[index + 1 : index + 1] = moved


def _torn(holder: Part, inner: Part) -> int | None:
    """Where below `inner` the series goes on that `holder` ends with; nowhere where both count (Week 1, Week 2)."""
    if unit_rank(holder.title) is not None and unit_rank(holder.title) == unit_rank(inner.title):
        return None
    last = holder.parts[-1]
    rank = unit_rank(last.title)
    wanted = _counted(last.title)[1] + 1
    for index, part in enumerate(inner.parts):
        if part.level == last.level and unit_rank(part.title) == rank:
            goes_on = rank is not None and _counted(part.title)[0] == wanted and _strays(inner, rank, index)
            return index if goes_on else None
    return None


def _strays(head: Part, rank: int, index: int) -> bool:
    own = unit_rank(head.title)
    if own is not None:
        return own > rank
    return index > 0 or any(is_named(head.title, role) for role in _BESIDE)


def _counted(title: str) -> tuple[int, int]:
    """The first and last number that a head counts."""
    found = _NUMBER.search(title[:40])
    return (int(found[1]), int(found[2] or found[1])) if found else (-1, -1)


def recurring(root: Part) -> frozenset[str]:
    """Titles that stand below several heads each ("Topics", "Homework"): kinds of work, no names of sections."""
    counted: Counter[str] = Counter()
    for part in root.walk():
        counted.update({inner.title.casefold() for inner in part.parts if unit_rank(inner.title) is None})
    return frozenset(title for title, count in counted.items() if count >= _OFTEN)


def recurring_labels(found: Iterable[Entry]) -> frozenset[str]:
    """Entries that head a list below them and come again and again ("Problems:"): kinds of work, not things to do."""
    texts = (entry.line.text.strip() for entry in found if any(isinstance(block, Bullets) for block in entry.blocks))
    counted = Counter(text for text in texts if text.endswith((":", "：")))
    return frozenset(text for text, count in counted.items() if count >= _OFTEN)
