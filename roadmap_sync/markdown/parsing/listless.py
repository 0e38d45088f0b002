"""Documents without any list or table: where short lines stand alone below heads, they are what is listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Paragraph, Table
from roadmap_sync.markdown.inline import has_words, only_jumps, read_inline, undecorated
from roadmap_sync.markdown.language.units import WEEK, unit_rank

_LONGEST = 90
_LEAST = 8
_SHARE = 0.75
_COUNTED = 2


def with_listed_lines(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks with their lines as lists, if these are the only thing that could be a list; else as they are."""
    if any(isinstance(block, (Bullets, Table)) for block in blocks):
        return blocks
    texts = [block for block in blocks if isinstance(block, Paragraph)]
    listed = sum(map(_is_listed, texts))
    if listed < _LEAST or listed < _SHARE * len(texts):
        return blocks
    return list(_listed(blocks))


def _listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Neighbouring lines as one list; a line that heads the lines after it (``Week 2``) stays a line."""
    run: list[Entry] = []
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if isinstance(block, Paragraph) and _is_listed(block) and not _is_head(block, after):
            run += [Entry(line) for line in block.lines]
            continue
        if run:
            yield Bullets(tuple(run))
            run = []
        yield block
    if run:
        yield Bullets(tuple(run))


def _is_listed(block: Paragraph) -> bool:
    """Whether a paragraph is one short line, or several that count (``Day 1: ...``)."""
    if any(len(line.text) > _LONGEST or not has_words(line.text) for line in block.lines):
        return False
    if len(block.lines) >= _COUNTED:
        return all(_rank(line.text) is not None for line in block.lines)
    text = block.lines[0].text
    inline = read_inline(text)
    return not only_jumps(inline) and not inline.bold and not text.rstrip("*_ ").endswith((":", "："))


def _is_head(block: Paragraph, after: Block | None) -> bool:
    rank = _rank(block.lines[0].text)
    if rank is None or rank > WEEK or len(block.lines) > 1:
        return False
    return isinstance(after, Paragraph) and _is_listed(after) and _rank(after.lines[0].text) != rank


def _rank(text: str) -> int | None:
    return unit_rank(undecorated(read_inline(text).text))
