"""What the columns of a table are: title, status, times, links; by their heads, and by what the cells hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from roadmap_sync.markdown.blocks import Row, Table
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark, Statuses, cell_mark, is_only_sign, read_box
from roadmap_sync.markdown.language.dates import only_dates
from roadmap_sync.markdown.language.units import MONTH, unit_key, unit_rank, without_number
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named

_OTHERS = (
    Role.EFFORT, Role.LASTS, Role.GOAL, Role.WHY, Role.DEPENDS, Role.RESOURCES, Role.NOTE, Role.PROJECTS,
    Role.PRACTICE, Role.CRITERIA, Role.KNOWS
)  # fmt: skip

_COUNTED = re.compile(r"^\D{0,20}(\d{1,4})\D{0,3}$")
_SHARE = re.compile(r"^\d{1,3}\s*%\s*[-–—:]?\s*|\s{0,9}[-–—(:]{1,9}\s{0,9}\d{1,3}\s{0,9}%\)?$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Column numbers by what they hold; `boxes` are columns of boxes beside each other, steps of one item."""

    title: int
    status: int | None = None
    number: int | None = None
    boxes: tuple[int, ...] = ()
    others: tuple[tuple[int, Role], ...] = ()
    stretch: int | None = None

    def other(self, role: Role) -> int | None:
        """The column of this role, if there is one."""
        return next((index for index, found in self.others if found is role), None)


def read_columns(table: Table, statuses: Statuses) -> Columns:
    """Tell the columns of a table apart."""
    heads = [undecorated(read_inline(cell).text) for cell in table.header]
    width = len(heads)
    boxes = tuple(index for index in range(width) if _all_boxes(table.rows, index))
    status = next((index for index in range(width) if _is_status(heads[index], table.rows, index, statuses)), None)
    if status is None and len(boxes) == 1:
        status = boxes[0]
    taken = {status, *boxes}
    others = tuple(
        (index, role)
        for index in range(width)
        if index not in taken
        for role in _OTHERS
        if is_named(heads[index], role)
    )
    free = [index for index in range(width) if index not in taken]
    title = _title(heads, free, table.rows)
    number = next((i for i in free if i != title and is_named(heads[i], Role.NUMBER)), None)
    several = boxes if len(boxes) > 1 else ()
    kept = tuple((index, role) for index, role in others if index not in {title, number})
    stretch = number if _tells_time(table, number) else None
    return Columns(title, status, number, several, kept, stretch)


def _tells_time(table: Table, index: int | None) -> bool:
    """Whether a column of weeks, days or months says more than which row it is: "3-4" below "Week", "Monday"."""
    rank = unit_rank(f"{undecorated(read_inline(table.header[index]).text)} 1") if index is not None else None
    if rank is None or rank < MONTH:
        return False
    cells = [undecorated(read_inline(_cell(row, index)).text) for row in table.rows]
    numbers = [int(found[1]) if (found := _COUNTED.match(cell)) else None for cell in cells if cell]
    return None in numbers or any(one != before + 1 for before, one in pairwise(filter(None, numbers)))


def row_mark(row: Row, columns: Columns, statuses: Statuses) -> Mark | None:
    """What a row says of its progress."""
    if columns.boxes and columns.status in {None, *columns.boxes}:
        marks = [read_box(_cell(row, index))[0] for index in columns.boxes]
        return Mark.DONE if all(mark is Mark.DONE for mark in marks) else Mark.OPEN
    own = read_box(_cell(row, columns.title))[0]
    if own is not None or columns.status is None:
        return own
    return cell_mark(_cell(row, columns.status), statuses) or Mark.OPEN


def is_tracked(table: Table, columns: Columns) -> bool:
    """Whether rows carry boxes or a status: then each is something to do."""
    if columns.status is not None or columns.boxes:
        return True
    return any(read_box(_cell(row, columns.title))[0] is not None for row in table.rows)


def is_overview(table: Table) -> bool:
    """Whether most rows name a phase, week or month in their first cell."""
    ranked = [unit_rank(undecorated(read_inline(row.cells[0]).text)) is not None for row in table.rows if row.cells]
    return len(ranked) > 1 and sum(ranked) * 2 > len(ranked)


def lists_stretches(table: Table, stretches: frozenset[tuple[int, str]]) -> bool:
    """Whether most rows name phases, weeks or months that stand elsewhere as heads: an overview of them."""
    keys = [unit_key(undecorated(read_inline(row.cells[0]).text)) for row in table.rows if row.cells]
    return len(keys) > 1 and bool(stretches) and sum(key in stretches for key in keys) * 2 > len(keys)


def names_heads(table: Table, heads: frozenset[str]) -> bool:
    """Whether most rows name what headings elsewhere name and list: an overview of them, unless it tracks them."""
    names = [head_name(undecorated(read_inline(row.cells[0]).text)) for row in table.rows if row.cells]
    return len(names) > 1 and sum(name in heads for name in names) * 2 > len(names)


def head_name(title: str) -> str:
    """A title without its number and share, to compare: "2. Policies", "32% - Policies"."""
    return " ".join(_SHARE.sub("", without_number(title)).casefold().split())


def _cell(row: Row, index: int | None) -> str:
    return row.cells[index] if index is not None and index < len(row.cells) else ""


def _all_boxes(rows: tuple[Row, ...], index: int) -> bool:
    cells = [_cell(row, index) for row in rows if _cell(row, index)]
    return bool(cells) and all(mark is not None and not rest.strip() for mark, rest in map(read_box, cells))


def _is_status(head: str, rows: tuple[Row, ...], index: int, statuses: Statuses) -> bool:
    cells = [_cell(row, index) for row in rows if _cell(row, index)]
    marks = [cell_mark(cell, statuses) for cell in cells]
    if not cells:
        return is_named(head, Role.STATUS)
    known = sum(mark is not None for mark in marks)
    if is_named(head, Role.STATUS):
        return known > 0
    if is_about(head, Role.STATUS) and known == len(cells):
        return True
    signs = all(is_only_sign(cell) for cell in cells)
    return signs and known == len(cells) and (bool(statuses.signs) or not has_words(head)) and Mark.OPEN in marks


def _title(heads: list[str], free: list[int], rows: tuple[Row, ...]) -> int:
    wordy = [index for index in free if _has_text(rows, index)]
    named = [index for index in wordy if is_named(heads[index], Role.TITLE)]
    times = (Role.NUMBER, Role.EFFORT, Role.LASTS)
    plain = [
        index
        for index in wordy
        if not any(is_named(heads[index], role) for role in times) and not _all_dates(rows, index)
    ]
    return next(iter([*named, *plain, *wordy, *free, 0]))


def _all_dates(rows: tuple[Row, ...], index: int) -> bool:
    """Whether a column holds days or months of the calendar and nothing else."""
    cells = [undecorated(read_inline(_cell(row, index)).text) for row in rows if _cell(row, index)]
    return bool(cells) and all(map(only_dates, cells))


def _has_text(rows: tuple[Row, ...], index: int) -> bool:
    texts = [_cell(row, index) for row in rows]
    return any(any(map(str.isalpha, text)) for text in texts)
