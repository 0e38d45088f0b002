"""The web addresses that lines of notes, criteria or goals name: kept as resources, where words alone are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roadmap_sync.markdown.blocks import Block, Bullets, Paragraph, Table
from roadmap_sync.markdown.entries import links
from roadmap_sync.markdown.inline import read_inline
from roadmap_sync.markdown.survey import Survey
from roadmap_sync.model import Resource


def cited(blocks: Iterable[Block], survey: Survey) -> list[Resource]:
    """Every address below, once, with the words that link to it."""
    found = {one.url: one for text in _texts(blocks) if "http" in text for one in links(read_inline(text), survey)}
    return list(found.values())


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(lines):
                yield from (line.text for line in lines)
            case Bullets(entries):
                for entry in entries:
                    yield entry.line.text
                    yield from _texts(entry.blocks)
            case Table(_, rows):
                yield from (cell for row in rows for cell in row.cells)
            case _:
                pass
