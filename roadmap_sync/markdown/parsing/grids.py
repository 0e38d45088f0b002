"""What people draw in columns: boxes in a row behind a name, and tables whose first column names a group once.

Every function keeps line numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Line, Paragraph, Row, Table
from roadmap_sync.markdown.inline import has_words
from roadmap_sync.markdown.language.boxes import Mark, read_box

_BOX = r"(?:\[[xX✓✔✅]?\ufe0f?\]|[☐☑☒⬜✅])"
_BOXES = re.compile(rf"{_BOX}++")
_BULLETS = frozenset("-*+")
_ONE = re.compile(_BOX)
_TICKED = re.compile(r"[xX✓✔✅☑☒]")
_LEAST = 2


def read_grid(lines: Sequence[str]) -> list[str] | None:
    """Rows of a name and its boxes (``Loops  [x] [x] [ ]``) as a checklist, line for line; None for anything else.

    A row is done when all its boxes are ticked, and in progress when some are; rows of boxes alone go on with the
    name above them.
    """
    names: dict[int, str] = {}
    boxes: dict[int, list[bool]] = {}
    last = -1
    for number, line in enumerate(lines):
        name, drawn = _row(line)
        if not drawn:
            if line.strip():
                return None
            continue
        if has_words(name):
            last, names[number] = number, name
        if last < 0:
            return None
        boxes.setdefault(last, []).extend(bool(_TICKED.search(box)) for box in _ONE.findall(drawn))
    if len(names) < _LEAST:
        return None
    return [f"- [{_sign(boxes[number])}] {names[number]}" if number in names else "" for number in range(len(lines))]


def _row(line: str) -> tuple[str, str]:
    """The name and the boxes of a row; no boxes where it is none, or where a box stands before the name."""
    words = line.replace("[ ]", "[]").split()
    end = len(words)
    while end and _BOXES.fullmatch(words[end - 1]):
        end -= 1
    name = words[1:end] if words[:1] and words[0] in _BULLETS else words[:end]
    if name and _ONE.match(name[0]):
        return "", ""
    return " ".join(name).removesuffix(":").removesuffix("|").rstrip(), "".join(words[end:])


def _sign(ticks: Sequence[bool]) -> str:
    return "x" if all(ticks) else "~" if any(ticks) else " "


def grouped(table: Table) -> Iterator[Paragraph | Table]:
    """A table whose first column names a group once, above empty cells, as a table a group with a bold line above."""
    starts = [index for index, row in enumerate(table.rows) if row.cells and has_words(row.cells[0])]
    if not _has_groups(table, starts):
        yield table
        return
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        rows = table.rows[start:end]
        yield Paragraph((Line(rows[0].number, f"**{rows[0].cells[0].strip('* ')}**"),))
        yield replace(table, header=table.header[1:], rows=tuple(Row(row.number, row.cells[1:]) for row in rows))


def _has_groups(table: Table, starts: Sequence[int]) -> bool:
    if len(table.header) < _LEAST + 1 or not starts or starts[0] or len(starts) * 2 > len(table.rows):
        return False
    if any(read_box(table.rows[start].cells[0])[0] in set(Mark) for start in starts):
        return False
    return all(len(row.cells) > 1 and (has_words(row.cells[1]) or has_words(row.cells[0])) for row in table.rows)
