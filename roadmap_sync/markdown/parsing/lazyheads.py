"""Weeks that begin right below the last entry of the week before, which Markdown takes for words of that entry."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.units import unit_rank

_LISTED = re.compile(r"^\s*(?:[-*+•]\s|\d{1,9}[.)]\s|\[[ xX]?\]\s|[☐☑])")
_COUNTED = re.compile(r"^[^\s>|<`~#+\-][^\n]{0,119}$")
_ENDS = (".", "!", "?", ",", ";", "。", "！", "？", "，", "；")
_LEAST = 2


def with_lazy_heads(lines: list[str], inside: Sequence[int]) -> None:
    """Set such lines apart from the list, where several lines count so and head lists."""
    outside = [number for number in range(len(lines)) if not inside[number] and lines[number].strip()]
    found = dict(_heads(lines, outside))
    counts = Counter(found.values())
    listed = False
    before = -1
    for number in outside:
        listed = _goes_on(lines[number], inside_list=listed and number == before + 1)
        if number in found and counts[found[number]] >= _LEAST:
            # A quote ends a list without a blank line, and is read as the text within it.
            lines[number] = f"> {lines[number]}" if listed else lines[number]
            listed = False
        before = number


def _goes_on(line: str, *, inside_list: bool) -> bool:
    """Whether a line is a list entry or would be read as more of the one right above it."""
    return bool(_LISTED.match(line)) or (inside_list and line.lstrip()[:1] not in {"#", ">", "|", "<"})


def _heads(lines: Sequence[str], outside: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The counted lines right above an entry of a list, and what they count."""
    for number, after in pairwise(outside):
        line = lines[number]
        if not _LISTED.match(lines[after]) or not _COUNTED.match(line) or _LISTED.match(line):
            continue
        text = undecorated(read_inline(line).text)
        if not text.endswith(_ENDS) and (rank := unit_rank(text)) is not None:
            yield number, rank
