"""What the lines above the phases say of the whole plan: the day it starts, and how many hours a week it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from roadmap_sync.markdown.blocks import Block, Bullets, Line, Paragraph
from roadmap_sync.markdown.inline import read_inline
from roadmap_sync.markdown.language.boxes import starts_with_box
from roadmap_sync.markdown.language.dates import find_days
from roadmap_sync.markdown.language.paces import find_pace
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.roadmap.timespans import Effort

_LABELLED = re.compile(r"^[\W_]*([^\W\d_][^:：|]{1,40}?)\s*[:：]\s*(\S.*)$")
_START = re.compile(any_of("terms", "start"), re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Terms:
    """The first day, and the hours a week."""

    start: date | None = None
    pace: Effort | None = None


def take_terms(blocks: Iterable[Block], survey: Survey) -> Terms:
    """What labelled lines say; of several paces none is the whole plan's. Lines that say nothing more are placed."""
    said = [(line, found) for line in _lines(blocks) if (found := _LABELLED.match(read_inline(line.text).text))]
    starts = [(line, days) for line, found in said if _START.fullmatch(found[1]) and (days := find_days(found[2]))]
    paces = [(line, hours) for line, found in said if (hours := find_pace(found[2]) or find_pace(found[0]))]
    paces = paces if len(paces) == 1 else []
    for line, (_, rest) in (*starts[:1], *paces):
        if not _WORD.search(rest):
            survey.placed.add(line.number)
    return Terms(starts[0][1][0].start if starts else None, paces[0][1][0] if paces else None)


def _lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """The lines of paragraphs and of plain lists that stand alone."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.lines
        elif isinstance(block, Bullets):
            yield from (
                entry.line for entry in block.entries if not entry.blocks and not starts_with_box(entry.line.text)
            )
