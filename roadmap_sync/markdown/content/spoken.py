"""The lines of parts and blocks as plain text with their ticks: what becomes notes, criteria, goals and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roadmap_sync.markdown.blocks import Block, Bullets, Paragraph, Table
from roadmap_sync.markdown.content.entries import row_text
from roadmap_sync.markdown.content.gathered import Said
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Part


def lines_of(part: Part, survey: Survey) -> Iterable[str]:
    """Every entry, row and line of prose below a head, as plain text."""
    return (lost(line, survey) for line in part_said(part, survey))


def block_lines(block: Block, survey: Survey) -> Iterable[str]:
    """The lines of a block as plain text."""
    return (lost(line, survey) for line in block_said(block, survey))


def lost(line: Said, survey: Survey) -> str:
    """A line whose tick has no place in a roadmap file."""
    if line.done:
        survey.lose_tick(line.line, line.text)
    return line.text


def part_said(part: Part, survey: Survey) -> Iterator[Said]:
    """Every line below a head, the heads below it among them."""
    survey.placed.add(part.line)
    for block in part.blocks:
        yield from block_said(block, survey)
    for inner in part.parts:
        yield Said(inner.title)
        yield from part_said(inner, survey)


def block_said(block: Block, survey: Survey) -> Iterator[Said]:
    """The lines of a block, each with its tick."""
    match block:
        case Paragraph(lines):
            for line in lines:
                survey.placed.add(line.number)
                yield from map(Said, wordy(line.text))
        case Bullets(found):
            for entry in found:
                mark, text = survey.mark(entry)
                number = entry.line.number
                survey.placed.add(number)
                yield from (Said(plain, mark is Mark.DONE, number) for plain in wordy(text))
                for inner in entry.blocks:
                    yield from block_said(inner, survey)
        case Table(_, rows):
            for row in rows:
                survey.placed.add(row.number)
                yield from map(Said, filter(None, [row_text(row)]))
        case _:
            return


def wordy(text: str) -> Iterable[str]:
    """The plain text of a line, if it has words."""
    plain = undecorated(read_inline(text).text)
    if has_words(plain):
        yield plain
