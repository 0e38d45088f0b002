"""Sections that let one choose: the options most done count, the others fall away."""

from __future__ import annotations

from collections.abc import Callable

from roadmap_sync.model import Section
from roadmap_sync.outline import Entry, Outline


def fallen(laid: Outline, finished: Callable[[Entry], bool]) -> frozenset[str]:
    """Keys of the work in options that fall away: all but the `choose` most done (ties in the order of the file).

    `finished` tells of one item whether it is done; how much of an option is done is the share of what counts in it.
    """
    away: set[str] = set()
    for entry in laid.entries:
        section = entry.value
        if not isinstance(section, Section) or not section.options:
            continue
        options = [f"{entry.key}/{option.id}" for option in section.options]
        shares = {key: _share(laid, key, finished) for key in options if key in laid.by_key}
        ranked = sorted(shares, key=lambda key: -shares[key])
        for key in ranked[section.choose or 1 :]:
            away.update(work.key for work in laid.under(key))
    return frozenset(away)


def _share(laid: Outline, option: str, finished: Callable[[Entry], bool]) -> float:
    counted = [work for work in laid.under(option) if work.counts]
    return sum(map(finished, counted)) / len(counted) if counted else 0.0
