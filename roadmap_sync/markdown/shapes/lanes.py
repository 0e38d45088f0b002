"""Boards of lanes ("To do", "Doing", "Done"): what a lane says of the entries that stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Block, Bullets, Entry
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.vocabulary import fold, lane_words
from roadmap_sync.markdown.shapes.stretches import is_stretch
from roadmap_sync.markdown.structure.survey import Survey, entries
from roadmap_sync.markdown.structure.tree import Level, Part

_BOXES = {Mark.OPEN: "[ ] ", Mark.DOING: "[/] ", Mark.DONE: "[x] "}


def read_lanes(root: Part, survey: Survey) -> None:
    """Mark the entries of lanes as their lanes say, and take out the lanes that hold none."""
    for owner in root.walk():
        marks = [(part, _lane(part)) for part in owner.parts]
        told = {mark for _, mark in marks if mark is not None}
        if Mark.DONE not in told or len(told) == 1:
            continue
        lanes = [(part, mark) for part, mark in marks if mark is not None or fold(part.title) in lane_words("aside")]
        boxed = any(survey.mark(entry)[0] for part, _ in lanes for entry in _entries(part))
        for part, mark in lanes:
            _read(part, mark, survey, boxed=boxed)
        empty = {part.line for part, _ in lanes if not part.blocks and not part.parts}
        survey.placed |= empty
        owner.parts[:] = [part for part in owner.parts if part.line not in empty]


def is_board(heavy: Sequence[Part]) -> bool:
    """Whether the parts that hold something are the lanes of one board, and their own parts no phases."""
    return all(part.is_lane and not any(map(is_stretch, part.parts)) for part in heavy) and bool(heavy)


def _lane(part: Part) -> Mark | None:
    folded = fold(part.title)
    return next((mark for mark in Mark if folded in lane_words(mark.value)), None)


def _entries(part: Part) -> list[Entry]:
    return [entry for found in part.walk() for entry in entries(found.blocks)]


def _read(lane: Part, mark: Mark | None, survey: Survey, *, boxed: bool) -> None:
    lane.is_lane = True
    parts: list[Part] = []
    for inner in lane.parts:
        if inner.level >= Level.FOLD and _lane(inner) is mark is Mark.DONE:
            # Boards write **Complete** into the lane whose cards are done.
            survey.placed.add(inner.line)
            lane.blocks += inner.blocks
            parts += inner.parts
        else:
            parts.append(inner)
    lane.parts = parts
    if mark is None or (survey.boxed and not boxed):
        return
    for found in lane.walk():
        found.blocks[:] = [_marked(block, mark, survey, deep=False) for block in found.blocks]


def _marked(block: Block, mark: Mark, survey: Survey, *, deep: bool) -> Block:
    if not isinstance(block, Bullets):
        return block
    return replace(block, entries=tuple(_entry(entry, mark, survey, deep=deep) for entry in block.entries))


def _entry(entry: Entry, mark: Mark, survey: Survey, *, deep: bool) -> Entry:
    """A card with its lane's mark, unless its own box says more; what a card that is done holds is done too."""
    own, text = survey.mark(entry)
    below = entry.blocks
    if mark is Mark.DONE:
        below = tuple(_marked(inner, mark, survey, deep=True) for inner in below)
    if own not in {None, Mark.OPEN} or own is mark or (deep and own is None):
        return replace(entry, blocks=below)
    line = replace(entry.line, text=_BOXES[mark] + text)
    return Entry(line, below)
