"""A marked region in a text that people also edit: our part is found, read and replaced, every other byte stays.

A region stands between ``<!-- roadmap-sync:begin KEY -->`` and ``<!-- roadmap-sync:end -->``, each on a line of its
own, outside code fences and quotes. A begin without an end is a region of no text: what follows it is people's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roadmap_sync.tracker import checkboxes

_MARK = re.compile(r"^<!-- roadmap-sync:(?:begin (?P<key>[^\s<>]+(?: [^\s<>]+)?)|(?P<end>end)) -->[ \t]*$")
_FENCE = re.compile(r"^ {0,3}(`{3,}+|~{3,}+)(.*)$")


@dataclass(frozen=True, slots=True)
class Region:
    """A region: its key, its normal text, and where it stands in the text: from `start` up to `end`, marks inside."""

    key: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int


def normal(text: str) -> str:
    r"""Text as it is compared: ``\n`` line ends, no spaces at the ends of lines, no empty lines around it."""
    return "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")).strip("\n")


def find(text: str, key: str = "") -> Region | None:
    """The first region, or the first with that key."""
    if "<!-- roadmap-sync:begin " not in text:
        return None
    return next((region for region in regions(text, key) if not key or region.key == key), None)


def regions(text: str, key: str = "") -> Iterator[Region]:
    """All regions, in order; with a `key` at least those of that key.

    Marks in code fences are examples. Where a fence is never closed, it may be any of them, and so may hide a region
    that is none: then marks in fences count as well, where there are no others.
    """
    lines = list(_lines(text))
    marks = [(line, _MARK.match(line.text)) for line in lines]
    hidden, is_open = _fenced([line.text for line in lines], _inside([mark for _, mark in marks]))
    seen = [(line, mark) for (line, mark), hides in zip(marks, hidden, strict=True) if mark and not hides]
    found = list(_paired(text, seen))
    if is_open and not any(not key or region.key == key for region in found):
        found = list(_paired(text, [(line, mark) for line, mark in marks if mark]))
    yield from found


def _paired(text: str, marks: Iterable[tuple[_Line, re.Match[str]]]) -> Iterator[Region]:
    begin: tuple[str, _Line] | None = None
    for line, mark in marks:
        if begin:
            key, first = begin
            if mark["end"]:
                yield Region(key, normal(text[first.end : line.start]), first.start, line.end)
                begin = None
                continue
            yield Region(key, "", first.start, first.end)
        begin = (mark["key"], line) if mark["key"] else None
    if begin:
        yield Region(begin[0], "", begin[1].start, begin[1].end)


def wrap(key: str, text: str) -> str:
    """The region as it stands in a body; `text` must hold no mark."""
    inside = normal(text)
    return f"<!-- roadmap-sync:begin {key} -->\n{inside}{chr(10) if inside else ''}<!-- roadmap-sync:end -->"


def extract(text: str, key: str = "") -> str | None:
    """The normal text of the region, None where there is none."""
    region = find(text, key)
    return region.text if region else None


def splice(text: str, key: str, content: str, *, former: str = "") -> str:
    r"""`text` with the region of `key` (or `former`, its key till now) holding `content`; appended where there is none.

    Line ends of the region follow those of the text (``\r\n`` where its first line ends so). Nothing else changes.
    """
    newline = "\r\n" if re.match(r"[^\n]*\r\n", text) else "\n"
    written = wrap(key, content).replace("\n", newline)
    region = find(text, former or key)
    if region is None:
        gap = "" if not text else newline * (2 - min(2, len(re.findall(r"\r?\n", _tail(text)))))
        return text + gap + written + (newline if text else "")
    ending = re.search(r"\r?\n\Z", text[region.start : region.end])
    return text[: region.start] + written + (ending[0] if ending else "") + text[region.end :]


def rewrite(body: str, key: str, wanted: str, ticked: Sequence[tuple[str, bool]] = ()) -> str:
    """An issue's body with our region holding `wanted`, ticks carried over from the body as it is now.

    The region is the body's first one, whatever its key: an issue has one. `ticked` are boxes, by hidden id, that are
    ticked (or not) on the way.
    """
    region = find(body)
    merged = checkboxes.merge(wanted, region.text) if region else wanted
    for box, on in ticked:
        merged = checkboxes.tick(merged, box, on=on)
    return splice(body, key, merged, former=region.key if region else "")


def _tail(text: str) -> str:
    return text[len(text.rstrip("\r\n")) :]


def _lines(text: str) -> Iterator[_Line]:
    for match in re.finditer(r"[^\n]*\n|[^\n]+\Z", text):
        yield _Line(match[0].rstrip("\r\n"), match.start(), match.end())


def _inside(marks: Sequence[re.Match[str] | None]) -> list[bool]:
    """Which lines stand inside a region, whatever fences say."""
    inside = [False] * len(marks)
    begin = None
    for index, mark in enumerate(marks):
        if mark and mark["key"]:
            begin = index
        elif mark and begin is not None:
            inside[begin + 1 : index] = [True] * (index - begin - 1)
            begin = None
    return inside


def _fenced(lines: Sequence[str], ours: Sequence[bool]) -> tuple[list[bool], bool]:
    """Which lines stand inside a code fence, and whether one seems never to be closed.

    Fences inside our regions (`ours`) are ours: they neither close nor open one of people's.
    """
    fences = [None if mine else _FENCE.match(line) for line, mine in zip(lines, ours, strict=True)]
    closers = _longest_closer(fences)
    hidden = [False] * len(lines)
    opened: tuple[int, str] | None = None
    is_open = False
    for index, fence in enumerate(fences):
        if not fence:
            continue
        ticks_, info = fence[1], fence[2].strip()
        if opened is None:
            if ticks_[0] == "`" and "`" in info:
                continue
            if closers[index].get(ticks_[0], 0) >= len(ticks_):
                opened = (index, ticks_)
            else:
                is_open = True
        elif ticks_[0] == opened[1][0] and len(ticks_) >= len(opened[1]):
            # Another block begins, as its language tells: the one before was left open.
            is_open = is_open or bool(info)
            if not info:
                hidden[opened[0] : index + 1] = [True] * (index + 1 - opened[0])
                opened = None
    return hidden, is_open


def _longest_closer(fences: Sequence[re.Match[str] | None]) -> list[dict[str, int]]:
    """For each line the longest fence of each sign after it that could close one."""
    after: dict[str, int] = {}
    found = []
    for fence in reversed(fences):
        found.append(after)
        if fence and not fence[2].strip():
            sign = fence[1][0]
            after = {**after, sign: max(after.get(sign, 0), len(fence[1]))}
    return found[::-1]
