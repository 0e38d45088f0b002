"""Lines made fit for a CommonMark parser, one for one: what people type that looks right but parses as something else.

Every function keeps the number of lines, so that line numbers stay those of the file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_sync.markdown.parsing.grids import read_grid
from roadmap_sync.markdown.parsing.lazyheads import with_lazy_heads
from roadmap_sync.markdown.parsing.noteapps import from_apps
from roadmap_sync.markdown.parsing.plainheads import with_plain_heads

_FENCE = re.compile(r"^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?)(`{3,}|~{3,})([^`]*)$")
_STRUCTURE = re.compile(r"^\s*(?:#{1,6}\s|[-*+]\s|\d{1,9}[.)]\s|\[[ xX]?\])")
_BOXED = re.compile(r"^\s*(?:(?:[-*+•]|\d{1,9}[.)])\s*)?(?:\[[ xX]\]|[☐□])\s")
_LISTED = re.compile(r"^\s*(?:[-*+•]\s|\d{1,9}[.)]\s|\|\s*[^\s|:-])")
_MUCH = 3
_HEADING, _ANY_HEADING = re.compile(r"^#{2,6}\s+\S"), re.compile(r"^\s*#{1,6}\s+\S")
_MARKDOWN = frozenset({"markdown", "md"})
_UNWRAPPED = frozenset({"", "markdown", "md", "text", "txt", "plaintext"})
_FOREIGN_BULLET = re.compile(r"^(\s*)[•◦‣▪▸►➤➢・∙⁃]\s*(?=\S)")
_DASH_BULLET = re.compile(r"^(\s*)[–—]\s+(?=\S)")
_SQUARE = re.compile(r"^(\s*(?:[-*+]\s+)?)[□◻]\ufe0f?\s+(?=\S)")
_ESCAPED = re.compile(r"^(\s*)(\\?[-*+]\s+)?\\?\[( |x|X|)\\?\](?=\s|$)")
_TIGHT_BOX = re.compile(
    r"^(\s*(?:>\s*)*)([-*+]|\d{1,9}[.)])[ \t\u00a0\u3000]*\[([ xX])\](?!\(https?:)[ \t\u00a0\u3000]*(?=\S)"
)
_EMPTY_BOX = re.compile(r"^(\s*(?:>\s*)*)([-*+]|\d{1,9}[.)])\s*\[\](?![(:\[])\s*")
_WIDE_BOX = re.compile(r"^(\s*+(?:[-*+]\s++)?)[［【]\s*+([xXｘ✓✔]?)\s*+[］】]\s*+(?=\S)")
_TIGHT_BULLET = re.compile(r"^(\s*)(?:-{1,2}(?=\*\*\w|[^\W\d_]{2}|`\w)|(\d{1,2}\.)(?=\*\*\w|[^\W\d_]{3}))")
# A list that begins with 0 ends no paragraph before it, one that begins with 1 does.
_FROM_ZERO = re.compile(r"^(\s*)0([.)]\s)(?=\s*\S)")
_BEFORE_LIST = re.compile(r"^\s*+(?:$|[-*+#]|\d{1,2}[.)]|.*[:：]\**+\s*+$)")
_TIGHT_HEADING = re.compile(r"^( {0,3})(#{2,6})(?=[^\s#])|^( {0,3})(#{1,6})\u3000")
_PICTURED = re.compile(r"^(\s*)[\u2190-\u2bff\U0001f300-\U0001faff]\ufe0f?\s*+([^\W_](?:.*\S)?)\s*$")
_FRONT_MATTER = {"---": ("---", "..."), "+++": ("+++",)}
_TITLE = re.compile(r"^title\s*[:=]\s*([\"']?)(?=[^\W_])(?P<title>[^\"'|>{\[]*?)\1\s*$", re.IGNORECASE)
_TIGHT_TITLE = re.compile(r"^#(?=[^\s#!])")
_BOX = 6
_BOXES = frozenset(f"{sign} [{tick}] " for sign in "-*+" for tick in " xX")
_UNDERLINE = re.compile(r"^ {0,3}(?:-{2,}|={2,})\s*$")
_RULED = re.compile(r"^\s*(?:\[[ xX]?\]|[☐☑☒⬜✅✔]|[-*+]\s|\d{1,9}[.)]\s|\|)")


@dataclass(frozen=True, slots=True)
class Prepared:
    """The lines to parse, what was made of odd fences, in sentences, and the title that front matter gives."""

    text: str
    guesses: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Fence:
    start: int
    end: int
    info: str


def prepare(text: str) -> Prepared:
    """Mend fences, front matter, boxes without a space, foreign bullets and headings without a space."""
    lines = text.split("\n")
    title = _take_front_matter(lines)
    fences, guesses = _fences(lines)
    inside = bytearray(len(lines))
    for fence in fences:
        inside[fence.start : fence.end + 1] = b"\x01" * (fence.end + 1 - fence.start)
    from_apps(lines, inside)
    guesses += _grids(lines, fences, inside)
    guesses += _unpack(lines, fences, inside)
    guesses += _unwrap(lines, fences, inside)
    _pull_bullets(lines, inside)
    _part_titles(lines, inside)
    guesses += with_plain_heads(lines, inside)
    with_lazy_heads(lines, inside)
    for number, line in enumerate(lines):
        if not inside[number] and line:
            lines[number] = _mend(line, lines[number - 1] if number else "", lines[number - 2] if number > 1 else "")
    return Prepared("\n".join(lines), tuple(guesses), title)


def _take_front_matter(lines: list[str]) -> str:
    """Empty the lines of front matter; the title it gives."""
    ends = _FRONT_MATTER.get(lines[0].rstrip())
    if ends is None:
        return ""
    title = ""
    for end in range(1, min(len(lines), 200)):
        if lines[end].rstrip() in ends:
            lines[: end + 1] = [""] * (end + 1)
            return title
        if lines[end] and not re.match(r"^(?:[\w.-]+\s*[:=]|\s|[#\]\[}-])", lines[end]):
            return ""
        if found := _TITLE.match(lines[end]):
            title = found["title"]
    return ""


def _fences(lines: list[str]) -> tuple[list[_Fence], list[str]]:
    """The closed fences, and notes; the line of a fence that never closes over content is emptied."""
    found: list[_Fence] = []
    guesses: list[str] = []
    opened: list[tuple[int, str, str, str]] = []
    for number, line in enumerate(lines):
        match = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not match:
            continue
        indent, mark, info = match[1], match[2], match[3].strip()
        if not opened:
            opened.append((number, indent, mark, info))
        elif mark[0] == opened[0][2][0] and len(mark) >= len(opened[0][2]) and not info:
            start, indent, mark, info = opened.pop()
            lines[number] = " " * len(indent) + mark
            found.append(_Fence(start, number, info))
        elif info and (end := _torn(lines, opened[0][0], number, opened[0][3])) is not None:
            found.append(_Fence(opened[0][0], end, opened[0][3]))
            lines[end] = " " * len(opened[0][1]) + opened[0][2]
            opened = [(number, indent, mark, info)]
    if opened:
        start = opened[0][0]
        if any(_STRUCTURE.match(line) for line in lines[start + 1 :]):
            guesses.append(f"line {start + 1}: a code block that is never closed was read as text")
        lines[start] = ""
    return found, guesses


def _torn(lines: Sequence[str], start: int, end: int, info: str) -> int | None:
    """The blank line where code should have ended before `end`: what follows it is a heading, and no code."""
    if info.lower() in _UNWRAPPED:
        return None
    headings = (number for number in range(start + 2, end) if _HEADING.match(lines[number]))
    first = next(headings, None)
    return first - 1 if first is not None and not lines[first - 1].strip() else None


def _grids(lines: list[str], fences: list[_Fence], inside: bytearray) -> list[str]:
    """Make checklists of fences that hold rows of boxes and nothing else."""
    guesses = []
    for fence in fences:
        found = read_grid(lines[fence.start + 1 : fence.end]) if fence.info.lower() in _UNWRAPPED else None
        if found is not None:
            lines[fence.start : fence.end + 1] = ["", *found, ""]
            inside[fence.start : fence.end + 1] = bytes(fence.end + 1 - fence.start)
            guesses.append(f"line {fence.start + 1}: rows of boxes were read as an item a row")
    return guesses


def _unwrap(lines: list[str], fences: list[_Fence], inside: bytearray) -> list[str]:
    """Take fences away around checklists where the document has few other boxes and lists not much besides."""
    boxed = sum(1 for number, line in enumerate(lines) if inside[number] and _BOXED.match(line))
    apart = sum(1 for number, line in enumerate(lines) if not inside[number] and _BOXED.match(line))
    listed = sum(1 for number, line in enumerate(lines) if not inside[number] and _LISTED.match(line))
    if apart * _MUCH > boxed or listed > boxed * _MUCH:
        return []
    guesses = []
    for fence in fences:
        content = lines[fence.start + 1 : fence.end]
        if fence.info.lower() in _UNWRAPPED and any(map(_BOXED.match, content)):
            lines[fence.start] = lines[fence.end] = ""
            _bare_heads(lines, fence)
            inside[fence.start : fence.end + 1] = bytes(fence.end + 1 - fence.start)
            guesses.append(f"line {fence.start + 1}: a checklist in a code block was read as a checklist")
    return guesses


def _part_titles(lines: list[str], inside: bytearray) -> None:
    """Part ``#Title`` where the document writes all its headings so; elsewhere it may be a tag."""
    outside = [number for number in range(len(lines)) if not inside[number] and lines[number][:1] == "#"]
    if sum(1 for number in outside if _TIGHT_HEADING.match(lines[number])) > 1:
        for number in outside:
            lines[number] = _TIGHT_TITLE.sub("# ", lines[number])


def _pull_bullets(lines: list[str], inside: bytearray) -> None:
    """Set out lists of foreign bullets that all stand behind a tab, as word processors paste them."""
    found = [number for number, line in enumerate(lines) if not inside[number] and _FOREIGN_BULLET.match(line)]
    if found and all(lines[number].startswith("\t") for number in found):
        for number in found:
            lines[number] = lines[number][1:]


def _unpack(lines: list[str], fences: list[_Fence], inside: bytearray) -> list[str]:
    """Take the fence away around Markdown that is the whole document, as chats hand it out."""
    outside = sum(1 for number, line in enumerate(lines) if not inside[number] and _LISTED.match(line))
    guesses = []
    for fence in fences:
        content = lines[fence.start + 1 : fence.end]
        headings, listed = sum(map(bool, map(_ANY_HEADING.match, content))), sum(map(bool, map(_LISTED.match, content)))
        if fence.info.lower() in _MARKDOWN and headings >= _MUCH and listed >= _MUCH and outside * _MUCH < listed:
            lines[fence.start] = lines[fence.end] = ""
            inside[fence.start : fence.end + 1] = bytes(fence.end + 1 - fence.start)
            guesses.append(f"line {fence.start + 1}: Markdown in a code block was read as the document")
    return guesses


def _bare_heads(lines: list[str], fence: _Fence) -> None:
    """Make bold heads of lines with a tick or picture that have boxes set in below them: they group, none is done."""
    for number in range(fence.start + 1, fence.end - 1):
        found, below = _PICTURED.match(lines[number]), lines[number + 1]
        if found and _BOXED.match(below) and len(below) - len(below.lstrip()) > len(found[1]):
            lines[number] = f"{found[1]}**{found[2]}**"


def _mend(line: str, before: str, two_before: str) -> str:
    if "\u00a0" in line or "\u3000" in line:
        line = re.sub(r"^[\s\u00a0\u3000]+", lambda m: m[0].replace("\u00a0", " ").replace("\u3000", "  "), line)
    if "#" in line:
        line = _TIGHT_HEADING.sub(lambda m: f"{m[1] or m[3] or ''}{m[2] or m[4]} ", line, count=1)
    if "\\" in line:
        line = _ESCAPED.sub(lambda m: f"{m[1]}{(m[2] or '').lstrip(chr(92))}[{m[3] or ' '}]", line, count=1)
    foreign = not line.isascii()
    if foreign:
        line = _SQUARE.sub(r"\1☐ ", _FOREIGN_BULLET.sub(r"\1- ", line, count=1), count=1)
    if "[" in line and not _is_boxed(line):
        line = _TIGHT_BOX.sub(r"\1\2 [\3] ", line, count=1)
        line = _EMPTY_BOX.sub(r"\1\2 [ ] ", line, count=1)
    elif foreign and "[" not in line and ("［" in line or "【" in line):
        line = _WIDE_BOX.sub(lambda m: f"{m[1]}[{'x' if m[2] else ' '}] ", line, count=1)
    if foreign:
        line = _DASH_BULLET.sub(r"\1- ", line, count=1)
    return _signed(line, before, two_before)


def _signed(line: str, before: str, two_before: str) -> str:
    """A line that begins with the sign of a list or of an underlined heading, as its author means it."""
    bare = line.lstrip(" ")
    if bare[:1] == "-" or bare[:1].isdigit():
        line = _opened(line, before)
    if bare.rstrip() == "-" and before.strip():
        return ""
    if bare[:2] not in {"--", "=="}:
        return line
    if before.strip() and _UNDERLINE.match(line) and (_RULED.match(before) or two_before.strip() or len(before) > 100):  # noqa: PLR2004 - no heading is that long
        return "***"
    return line


def _opened(line: str, before: str) -> str:
    """A line of a list whose sign touches its text (``-**Day 2**: Loops``, ``1.Basics``) with a space between."""
    if found := _FROM_ZERO.match(line):
        return f"{found[1]}1{found[2]}{line[found.end() :]}"
    found = _TIGHT_BULLET.match(line)
    if found is None or not _BEFORE_LIST.match(before):
        return line
    return f"{found[1]}{found[2] or '-'} {line[found.end() :]}"


def _is_boxed(line: str) -> bool:
    """Whether a line is a box as CommonMark has it, as nearly all are: nothing to mend."""
    bare = line.lstrip()
    return bare[:6] in _BOXES and len(bare) > _BOX and not bare[_BOX].isspace()
