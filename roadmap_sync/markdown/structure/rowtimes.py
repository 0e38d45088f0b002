"""Tables that count their rows by days, weeks or months: which stretch of the plan they are."""

from __future__ import annotations

import re
from itertools import pairwise

from roadmap_sync.markdown.blocks import Table
from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.structure.columns import Columns
from roadmap_sync.roadmap.timespans import Span, Unit

_HEADS = {
    unit: re.compile(rf"{any_of('units', unit)}\.?\s*(?:#|no\.?|nr\.?|number)?", re.IGNORECASE)
    for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH)
}
_NUMBERS = re.compile(r"[^\W\d_]{0,12}\s*(\d{1,3})(?:\s*[-–—~]\s*(\d{1,3}))?")
_SEVERAL = 3


def rows_span(table: Table, columns: Columns) -> Span | None:
    """The days, weeks or months that the rows are, where a column beside the titles counts them upwards."""
    for index, head in enumerate(table.header):
        title = undecorated(read_inline(head).text)
        unit = next((unit for unit, words in _HEADS.items() if words.fullmatch(title)), None)
        if unit is not None and index != columns.title:
            return _span(unit, [row.cells[index] if index < len(row.cells) else "" for row in table.rows])
    return None


def _span(unit: Unit, cells: list[str]) -> Span | None:
    found = [_NUMBERS.fullmatch(undecorated(read_inline(cell).text)) for cell in cells]
    numbers = [(int(match[1]), int(match[2] or match[1])) for match in found if match]
    rising = all(before[1] < after[0] for before, after in pairwise(numbers)) and all(a <= b for a, b in numbers)
    if len(numbers) < len(cells) or len(numbers) < _SEVERAL or not rising or not numbers[0][0]:
        return None
    return Span(unit, numbers[0][0], numbers[-1][1])
