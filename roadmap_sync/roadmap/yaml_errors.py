"""Broken YAML explained: the parser's complaint in words for people, with a place and a way out."""

from __future__ import annotations

import re
from typing import Final

import yaml

from roadmap_sync.errors import Position, Problem

MAX_QUOTE = 60

_QUOTES = 'Write the whole text in quotes: "..."'
_INDENT = "Lines of one list or mapping begin in the same column, indented with spaces."

# What a text must not begin with, by the character the parser stops at.
_LEADERS: Final = {
    "\t": ("a tab stands where YAML wants spaces", "Indent with spaces; most editors can convert tabs."),
    "@": ("a text must not begin with @", _QUOTES),
    "`": ("a text must not begin with `", _QUOTES),
    "%": ("a text must not begin with %", _QUOTES),
}

# The beginnings of what libyaml and the pure Python parser say, which differ, and what a person makes of it.
_COMPLAINTS: Final = (
    ("mapping values are not allowed", "a colon and a space make a mapping, and there can be none here", _QUOTES),
    ("could not find expected ':'", "a line that is no `key: value`", _INDENT),
    ("sequence entries are not allowed", "a list can't begin here", "Begin it on a line of its own, with `- `."),
    ("block sequence entries are not", "a list can't begin here", "Begin it on a line of its own, with `- `."),
    ("found a tab", *_LEADERS["\t"]),
    ("found unknown escape", "a backslash in double quotes begins an escape, and there is no such escape",
     "Use single quotes: '...'"),
    ("found invalid Unicode", "there is no such Unicode character", "Write the character itself."),
    ("found undefined tag", "a text must not begin with !", _QUOTES),
    ("found incompatible", "a YAML version that nobody has yet", "Take the %YAML line away."),
)  # fmt: skip


def quote(text: str) -> str:
    """A text as part of a message: in backticks, on one line, shortened, nothing unprintable."""
    shown = " ".join(text.split())
    if len(shown) > MAX_QUOTE:
        shown = shown[: MAX_QUOTE - 1] + "…"
    return "`" + "".join(c if c.isprintable() else "�" for c in shown).replace("`", "'") + "`"


# Spaces that no editor tells from the one YAML indents with: no-break, typographic, ideographic, zero-width.
_INVISIBLE = "\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff"
_INVISIBLE_INDENT = re.compile(rf"^[ \t-]*([{_INVISIBLE}])", re.MULTILINE)
_REPLACE = "Replace it with a plain space; most editors can show invisible characters."


def invisible_space(text: str, file: str) -> Problem | None:
    """The first line that is indented with a space YAML does not know, as a problem at that character."""
    found = _INVISIBLE_INDENT.search(text)
    if found is None:
        return None
    at = found.start(1)
    place = Position(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    return Problem(place, f"an invisible space (U+{ord(found[1]):04X}) stands where YAML wants plain ones", _REPLACE)


def explain(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    """The problem behind a syntax error of either parser, in the file named."""
    spaced = invisible_space(text, file)
    if spaced and error.problem_mark and spaced.where.line <= error.problem_mark.line + 1:
        return spaced
    return _explained(error, text, file)


def _explained(error: yaml.MarkedYAMLError, text: str, file: str) -> Problem:
    said, context = error.problem or "", error.context or ""
    mark = error.problem_mark or error.context_mark
    if "quoted scalar" in context and "end of" in said:
        return Problem(
            _place(error.context_mark, file), "these quotes are never closed", "Close them on the same line."
        )
    place = _place(mark, file)
    for beginning, what, hint in _COMPLAINTS:
        if said.startswith(beginning):
            return Problem(place, what, hint)
    at = _character(text, place)
    if "cannot start any token" in said and at in _LEADERS:
        return Problem(place, *_LEADERS[at])
    if "flow" in context:
        what = "this list in brackets is not closed" if "sequence" in context else "these braces are not closed"
        hint = "Put a comma between its parts and close it; a text that begins with [ or { must be written in quotes."
        return Problem(_place(error.context_mark, file), what, hint)
    if "block" in context:
        hint = f"{_INDENT} A text that begins with a quote, [ or {{ must be in quotes as a whole."
        return Problem(place, "this line does not fit the lines above", hint)
    return Problem(place, f"this is not YAML: {quote(said)}", _QUOTES)


def _place(mark: yaml.Mark | None, file: str) -> Position:
    return Position(file, mark.line + 1, mark.column + 1) if mark else Position(file)


def _character(text: str, place: Position) -> str:
    lines = text.splitlines()
    line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
    return line[place.column - 1 : place.column]
