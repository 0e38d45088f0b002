"""Long lists of one-line entries, read without the parser: what would take it most of its time has nothing to parse.

Of siblings that follow each other line by line, each one line of text with perhaps such entries below it, only the
last is left to the parser. What stands before the first of them, and what follows the last, then decides of all of
them as it decides of that one: where the parser finds an entry on its line, the others were entries of the same list;
where it finds none (a code block, say), nothing of this holds and the document is parsed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_sync.markdown.blocks import Bullets, Entry, Line, trimmed

# What follows the sign of the list can only be a paragraph: no list, heading, quote, rule, code, fence, table or HTML.
_PLAIN = re.compile(r"( *)([-*+]) (?=[A-Za-z\[(\"']|[^\x00-\x7f\s]|\*\*\w|`\w)(.*)")
_DEEPEST = 4
_LEAST, _MOST = 2, 5


@dataclass(frozen=True, slots=True)
class Lifted:
    """The lines left to the parser, the number of each in the text, and the entries to put before a kept one."""

    lines: Sequence[str]
    numbers: Sequence[int]
    entries: Mapping[int, tuple[Entry, ...]]


@dataclass(slots=True)
class _Open:
    """A list that is still being read; its last entry, on the line `start`, may yet get a list below it."""

    indent: int
    sign: str
    start: int
    last: Line
    below: tuple[Bullets, ...] = ()
    done: list[Entry] = field(default_factory=list)


def lift_lists(text: str, first: int) -> Lifted:
    """Take plain entries out of `text`, whose first line has the number `first`."""
    lines = text.split("\n")
    if "\r" in text or "\0" in text:
        return Lifted(lines, range(len(lines)), {})
    lifter = _Lifter(first)
    match = _PLAIN.match
    for index, line in enumerate(lines):
        if found := match(line):
            lifter.take(index, found[1], found[2], found[3])
        elif lifter.stack:
            lifter.close()
    lifter.close()
    return lifter.left(lines)


class _Lifter:
    """Keeps the open lists on a stack, the outermost first."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.stack: list[_Open] = []
        self.begun = 0
        self.lifted: list[tuple[int, int]] = []
        self.entries: dict[int, tuple[Entry, ...]] = {}

    def take(self, index: int, blanks: str, sign: str, text: str) -> None:
        """One more plain entry."""
        stack = self.stack
        indent = len(blanks)
        line = Line(self.first + index, trimmed(text))
        depth = len(stack)
        while len(stack) > 1 and indent < stack[-1].indent:
            self._join()
        top = stack[-1] if stack else None
        if top and indent == top.indent and sign == top.sign:
            top.done.append(Entry(top.last, top.below))
            top.last, top.start, top.below = line, index, ()
            return
        below = top and depth == len(stack) and _LEAST <= indent - top.indent <= _MOST and depth < _DEEPEST
        if not below:
            self.close()
            self.begun = index
        stack.append(_Open(indent, sign, index, line))

    def _join(self) -> None:
        """Hang the innermost list below the entry it belongs to."""
        inner = self.stack.pop()
        entries = (*inner.done, Entry(inner.last, inner.below))
        self.stack[-1].below = (Bullets(entries),)

    def close(self) -> None:
        """End the outermost list: all but its last entry need no parser."""
        if self.stack and self.stack[0].done:
            outermost = self.stack[0]
            self.entries[self.first + outermost.start] = tuple(outermost.done)
            self.lifted.append((self.begun, outermost.start))
        self.stack.clear()

    def left(self, lines: Sequence[str]) -> Lifted:
        """What is left to the parser."""
        kept: list[int] = []
        at = 0
        for begun, end in self.lifted:
            kept += range(at, begun)
            at = end
        kept += range(at, len(lines))
        return Lifted([lines[index] for index in kept], kept, self.entries)
