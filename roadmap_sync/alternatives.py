"""Sections that let one choose: the options most done count, the others fall away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto

from roadmap_sync.model import Section
from roadmap_sync.outline import Entry, Level, Outline


class Stand(Enum):
    """How a piece of work stands, as far as choosing goes."""

    DONE = auto()
    SKIPPED = auto()
    OPEN = auto()


def fallen(laid: Outline, stand: Callable[[Entry], Stand]) -> frozenset[str]:
    """Keys of the options that fall away: all of a section but the `choose` most done, ties in the file's order."""
    options: dict[str, list[str]] = {}
    for entry in laid.entries:
        if entry.level is Level.OPTION:
            options.setdefault(entry.section, []).append(entry.key)
    away: set[str] = set()
    for section, candidates in options.items():
        value = laid.by_key[section].value
        choose = value.choose if isinstance(value, Section) else 0
        shares = {option: _share([(work, stand(work)) for work in laid.under(option)]) for option in candidates}
        away.update(sorted(candidates, key=lambda option: -shares[option])[choose or 1 :])
    return frozenset(away)


def _share(works: Sequence[tuple[Entry, Stand]]) -> float:
    """How much of an option is done, from 0 to 1, skipped work left out; below that where all of it was skipped."""
    counted = [stand for work, stand in works if work.counts and stand is not Stand.SKIPPED]
    if not counted:
        return -1.0 if any(stand is Stand.SKIPPED for _, stand in works) else 0.0
    return sum(stand is Stand.DONE for stand in counted) / len(counted)
