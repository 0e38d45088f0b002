"""Lines of text that begin with a status sign (``⬜ Day 1: Loops``), as entries of a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Paragraph
from roadmap_sync.markdown.language.boxes import Statuses, has_square


def squares(blocks: Sequence[Block]) -> list[str]:
    """Lines of text that begin with an empty square, where there are several: boxes without a list."""
    lines = [line.text for block in blocks if isinstance(block, Paragraph) for line in block.lines]
    found = [text for text in lines if has_square(text)]
    return found if len(found) > 1 else []


def with_status_lines(blocks: Sequence[Block], statuses: Statuses) -> tuple[Block, ...]:
    """The blocks with lines of text that begin with a status sign made entries of a list."""
    return (
        tuple(made for block in blocks for made in _status_lines(block, statuses)) if statuses.signs else tuple(blocks)
    )


def _status_lines(block: Block, statuses: Statuses) -> Iterator[Block]:
    if isinstance(block, Bullets):
        found = [piece for entry in block.entries for piece in _status_entry(entry, statuses)]
        yield Bullets(tuple(found), block.ordered)
        return
    if not isinstance(block, Paragraph) or not any(statuses.leading(line.text)[0] for line in block.lines):
        yield block
        return
    first = next(index for index, line in enumerate(block.lines) if statuses.leading(line.text)[0])
    if first:
        yield Paragraph(block.lines[:first])
    opened = Entry(block.lines[first], (Paragraph(block.lines[first + 1 :]),) if block.lines[first + 1 :] else ())
    yield Bullets(tuple(_status_entry(opened, statuses)))


def _status_entry(entry: Entry, statuses: Statuses) -> Iterator[Entry]:
    """An entry, and the lines of its own paragraph that begin with a sign as entries beside it."""
    match entry.blocks:
        case (Paragraph(lines), *rest) if any(statuses.leading(line.text)[0] for line in lines):
            first = next(index for index, line in enumerate(lines) if statuses.leading(line.text)[0])
            yield Entry(entry.line, (Paragraph(lines[:first]),) if first else ())
            below = (Paragraph(lines[first + 1 :]),) if lines[first + 1 :] else ()
            yield from _status_entry(Entry(lines[first], (*below, *rest)), statuses)
        case _:
            yield Entry(entry.line, with_status_lines(entry.blocks, statuses))
