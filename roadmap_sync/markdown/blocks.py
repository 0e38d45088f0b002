"""The blocks of a document, whatever markup they were written in: each knows its lines in the file, from 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line of raw inline Markdown and its number in the file, from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A list item: its own text, and the blocks below it."""

    line: Line
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list."""

    entries: tuple[Entry, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Fold:
    """The start of a `<details>` with its summary."""

    line: Line


@dataclass(frozen=True, slots=True)
class FoldEnd:
    """The end of a `<details>`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""


Block = Heading | Paragraph | Bullets | Table | Fold | FoldEnd | Rule


def trimmed(text: str) -> str:
    """A line of a paragraph without the blanks around it and the sign that breaks it."""
    return text.strip().removesuffix("\\").rstrip()
