"""Weeks told in lines of text without dashes: each line is something to do."""

from __future__ import annotations

from roadmap_sync.markdown.blocks import Bullets, Entry, Line, Paragraph
from roadmap_sync.markdown.inline import has_words, undecorated
from roadmap_sync.markdown.language.units import unit_rank
from roadmap_sync.markdown.structure.tree import Part

_HEADING = 6
_LONGEST = 120
_LEAST = 2
_ENDS = (".", "!", "?", "。", "！", "？", "।", ":", "：")


def list_lines(root: Part) -> None:
    """Make lists of the lines below headings that count, where several of them hold short lines and nothing else."""
    found = [(part, lines) for part in root.walk() if (lines := _lines(part))]
    if len(found) < _LEAST:
        return
    for part, lines in found:
        part.blocks[:] = [Bullets(tuple(map(Entry, lines)))]


def _lines(part: Part) -> tuple[Line, ...]:
    """The lines of a week that is told in several short ones, none of them a sentence; else none."""
    if part.level > _HEADING or part.parts or unit_rank(part.title) is None:
        return ()
    lines = [line for block in part.blocks if isinstance(block, Paragraph) for line in block.lines]
    short = all(len(undecorated(line.text)) <= _LONGEST and not line.text.rstrip().endswith(_ENDS) for line in lines)
    told = all(isinstance(block, Paragraph) for block in part.blocks)
    return (
        tuple(lines) if told and short and len(lines) >= _LEAST and all(has_words(line.text) for line in lines) else ()
    )
