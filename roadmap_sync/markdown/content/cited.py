"""The web addresses that lines of notes, criteria or goals name: kept as resources, where words alone are kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roadmap_sync.markdown.blocks import Block, Bullets, Paragraph, Table
from roadmap_sync.markdown.content.entries import links
from roadmap_sync.markdown.inline import read_inline
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.roadmap.model import Resource

_CODE = re.compile(r"`[^`\n]*`")
# The reader's own machine, which no link leads to.
_OWN = re.compile(r"https?://(?:localhost|127\.|0\.0\.0\.0|192\.168\.)", re.IGNORECASE)


def cited(blocks: Iterable[Block], survey: Survey) -> list[Resource]:
    """Every address below, once, with the words that link to it."""
    texts = (_CODE.sub(" ", text) for text in _texts(blocks) if "http" in text)
    found = {one.url: one for text in texts for one in links(read_inline(text), survey) if not _OWN.match(one.url)}
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
