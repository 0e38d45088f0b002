"""A problem in a file as a terminal shows it: the message, the line, and a caret below the place."""

from __future__ import annotations

import unicodedata

from roadmap_sync.errors import Problem

_MARGIN = " | "
_BEFORE = 20  # columns of the line kept to the left of the place, where the line is too long for the terminal


def with_line(problem: Problem, lines: list[str], width: int) -> str:
    """The problem and, where `lines` (the file's) has its place, that line with a caret, in `width` columns."""
    where = problem.where
    if not 0 < where.line <= len(lines):
        return str(problem)
    number = str(where.line)
    available = max(width - len(number) - len(_MARGIN) - 1, 2 * _BEFORE)
    source = lines[where.line - 1].rstrip("\r\n")
    at = min(max(where.column - 1, 0), len(source))
    first = max(0, at - _BEFORE) if _columns(source) > available else 0
    shown = _fitting(source[first:], available)
    gap = _columns(source[first:at])
    margin = " " * len(number)
    return f"{problem}\n {number}{_MARGIN}{shown}\n {margin}{_MARGIN}{' ' * gap}^"


def _fitting(text: str, available: int) -> str:
    """As much of a text as fits, with what a terminal would obey or not show made visible."""
    shown, used = "", 0
    for character in text:
        used += _width(character)
        if used > available:
            break
        shown += _safe(character)
    return shown


def _safe(character: str) -> str:
    if character == "\t":
        return " "
    return character if character.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _columns(text: str) -> int:
    return sum(map(_width, text))


def _width(character: str) -> int:
    """How many columns a terminal gives a character (Unicode Standard Annex 11)."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
