"""Tables and numbered links that are the plan of a document, though nothing ticks them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from roadmap_sync.markdown.blocks import Block, Bullets, Table
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.units import DAY, MONTH, unit_rank
from roadmap_sync.markdown.structure.columns import Columns, is_tracked, read_columns
from roadmap_sync.markdown.structure.survey import Survey, entries

_PLACE = re.compile(r"^\d{1,3}(?:\s?(?:[-–—~〜～]|to|a|до|bis|à)\s?\d{1,3})?$")
_FEWEST = 3


def plan_rows(blocks: Sequence[Block], facts: Survey) -> frozenset[int]:
    """The numbers of the rows that are to be done though nothing ticks them.

    They are more than the boxes and tracked rows of the document, and no heads of it name weeks or phases.
    """
    if not facts.boxed or facts.stretches:
        return frozenset()
    tables = [(block, read_columns(block, facts.statuses)) for block in blocks if isinstance(block, Table)]
    found = [table for table, columns in tables if not is_tracked(table, columns) and _is_plan(table, columns)]
    rows = frozenset(row.number for table in found for row in table.rows)
    ticked = sum(len(table.rows) for table, columns in tables if is_tracked(table, columns))
    ticked += sum(facts.mark(entry)[0] is not None for entry in entries(blocks))
    return rows if len(rows) > ticked else frozenset()


def lists_courses(blocks: Sequence[Block], facts: Survey) -> bool:
    """Whether a document lists nothing but links in numbered lists: the courses to take, one after the other."""
    lists = [block for block in blocks if isinstance(block, Bullets)]
    texts = [entry.line.text for block in lists for entry in block.entries]
    linked = sum("http" in text for text in texts)
    ticked = any(facts.mark(entry)[0] is not None for entry in entries(blocks))
    return not ticked and _FEWEST <= len(texts) == linked and all(block.ordered for block in lists)


def _is_plan(table: Table, columns: Columns) -> bool:
    """Whether the first column counts weeks, months or days, and another says in words what is done in them."""
    if len(table.rows) < _FEWEST or not table.header or columns.title == 0:
        return False
    head = _plain(table.header[0])
    places = [_plain(row.cells[0]) if row.cells else "" for row in table.rows]
    told = [row.cells[columns.title] if columns.title < len(row.cells) else "" for row in table.rows]
    return all(_is_place(head, place) for place in places) and all(map(has_words, told))


def _is_place(head: str, place: str) -> bool:
    text = f"{head} {place}" if _PLACE.match(place) else place
    rank = unit_rank(text)
    return rank is not None and MONTH <= rank <= DAY


def _plain(cell: str) -> str:
    return undecorated(read_inline(cell).text)
