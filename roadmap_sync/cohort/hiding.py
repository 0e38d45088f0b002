"""Hiding: what a page with `names: hidden` may show, counts of groups in which nobody can be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadmap_sync.cohort.overview import RANGES, Overview

FEWEST_IN_GROUP = 3
FEWEST_IN_COHORT = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Learners who stand between two neighbours of a list, both among them."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenOverview:
    """A cohort without anybody in it: groups of at least three by range of progress and by the phase they are in.

    `read` and `unread` count results; there are no groups where too few could be read. The last of `phases` stands
    for those who have finished all of them.
    """

    title: str
    day: date
    read: int
    unread: int
    ranges: tuple[Group, ...] = ()
    places: tuple[Group, ...] = ()
    phases: tuple[str, ...] = ()


def hidden(shown: Overview) -> HiddenOverview:
    """What may be shown of a cohort whose names are hidden."""
    enough = shown.read >= FEWEST_IN_COHORT
    return HiddenOverview(
        title=shown.cohort.title,
        day=shown.day,
        read=shown.read,
        unread=shown.unread,
        ranges=grouped(shown.ranges) if enough else (),
        places=grouped([count for _, count in shown.places]) if enough else (),
        phases=(*(shown.titles[name] for name, _ in shown.places if name), "All done") if enough else (),
    )


def grouped(counts: Sequence[int], fewest: int = FEWEST_IN_GROUP) -> tuple[Group, ...]:
    """Neighbours merged until each group has at least `fewest`; the rest at the end joins the last group.

    A group of nobody is merged as well: that nobody is there tells where the others are not.
    """
    found: list[Group] = []
    first = 0
    for position in range(len(counts)):
        count = sum(counts[first : position + 1])
        if count >= fewest:
            found.append(Group(first, position, count))
            first = position + 1
    if first < len(counts):
        rest = sum(counts[first:])
        if not found:
            return (Group(0, len(counts) - 1, rest),) if rest >= fewest else ()
        last = found.pop()
        found.append(Group(last.first, len(counts) - 1, last.count + rest))
    return tuple(found)


def range_words(first: int, last: int) -> str:
    """``0–29 %``, ``100 %``: the ranges of progress from one number to another."""
    low = 10 * first
    high = 100 if last == RANGES - 1 else 10 * last + 9
    return f"{low}–{high} %" if low < high else f"{high} %"
