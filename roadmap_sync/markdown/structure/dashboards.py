"""Tables that repeat the boxes of a document to show how far they are: their rows only give those boxes their ticks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Line, Row, Table
from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.structure.columns import Columns, head_name, is_tracked, read_columns, row_mark
from roadmap_sync.markdown.structure.survey import Survey, entries

_SEVERAL = 2
Boxes = Mapping[str, list[int]]
"""The lines of boxes that are called so."""


def without_dashboards(blocks: Sequence[Block], facts: Survey) -> Sequence[Block]:
    """The blocks without table rows that only repeat a box, and those boxes ticked where the row says so."""
    if not any(isinstance(block, Table) and _is_tracker(block, facts) for block in blocks):
        return blocks
    boxes = _boxes(blocks, facts)
    if len(boxes) < _SEVERAL:
        return blocks
    ticked: set[int] = set()
    kept = [_rest(block, boxes, ticked, facts) if isinstance(block, Table) else block for block in blocks]
    left = [block for block in kept if not isinstance(block, Table) or block.rows]
    return [_with_ticks(block, ticked, facts) for block in left] if ticked else left


def _is_tracker(table: Table, facts: Survey) -> bool:
    """Whether rows have a status and no boxes of their own."""
    columns = read_columns(table, facts.statuses)
    return len(table.rows) >= _SEVERAL and not columns.boxes and is_tracked(table, columns)


def _boxes(blocks: Sequence[Block], facts: Survey) -> Boxes:
    found: dict[str, list[int]] = defaultdict(list)
    for entry in entries(blocks):
        mark, text = facts.mark(entry)
        if mark is not None and entry.line.number not in facts.legend:
            found[_name(text)].append(entry.line.number)
    found.pop("", None)
    return found


def _name(text: str) -> str:
    return head_name(undecorated(read_inline(text).text))


def _rest(table: Table, boxes: Boxes, ticked: set[int], facts: Survey) -> Table:
    """A table without the rows that repeat boxes, if most do; those that are done tick their boxes."""
    if not _is_tracker(table, facts):
        return table
    columns = read_columns(table, facts.statuses)
    at, hits = max(((index, _hits(table, index, boxes)) for index in range(len(table.header))), key=lambda hit: hit[1])
    if hits * 2 <= len(table.rows):
        return table
    often = [Counter(row.cells[index] for row in table.rows if index < len(row.cells)) for index in _further(at, table)]
    kept, seen = [], Counter[str]()
    for row in table.rows:
        name = _name(row.cells[at]) if at < len(row.cells) else ""
        if name not in boxes or not _says_no_more(row, at, columns, often):
            kept.append(row)
            continue
        facts.placed.add(row.number)
        _tell(row_mark(row, columns, facts.statuses), boxes[name][min(seen[name], len(boxes[name]) - 1)], ticked, facts)
        seen[name] += 1
    if len(kept) < len(table.rows):
        facts.guess(table.number, "rows that repeat boxes of the plan only gave them their ticks", comment=False)
    return replace(table, rows=tuple(kept))


def _hits(table: Table, index: int, boxes: Boxes) -> int:
    return sum(_name(row.cells[index]) in boxes for row in table.rows if index < len(row.cells))


def _further(at: int, table: Table) -> Iterator[int]:
    return (index for index in range(len(table.header)) if index != at)


def _says_no_more(row: Row, at: int, columns: Columns, often: Sequence[Counter[str]]) -> bool:
    """Whether beside name, status and number a row has only what groups rows, as the name of their section."""
    further = [cell for index, cell in enumerate(row.cells) if index != at]
    known = {columns.status, columns.number}
    places = [index for index in range(len(row.cells)) if index != at]
    return all(
        index in known or not cell.strip() or (counted[cell] > 1 and "](" not in cell)
        for index, cell, counted in zip(places, further, often, strict=False)
    )


def _tell(mark: Mark | None, line: int, ticked: set[int], facts: Survey) -> None:
    if mark is Mark.DONE:
        ticked.add(line)
    elif mark is Mark.DOING:
        facts.guess(line, "in progress in the source")


def _with_ticks(block: Block, ticked: set[int], facts: Survey) -> Block:
    if not isinstance(block, Bullets):
        return block
    return replace(block, entries=tuple(_ticked(entry, ticked, facts) for entry in block.entries))


def _ticked(entry: Entry, ticked: set[int], facts: Survey) -> Entry:
    below = tuple(_with_ticks(block, ticked, facts) for block in entry.blocks)
    mark, text = facts.mark(entry)
    if entry.line.number not in ticked or mark is Mark.DONE:
        return replace(entry, blocks=below)
    return Entry(Line(entry.line.number, f"[x] {text}"), below)
