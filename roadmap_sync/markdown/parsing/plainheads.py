"""Plans typed without any markup: ``Week 1: Ropes`` alone on its line, and ``Day 1-2: Knots`` in lines below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from roadmap_sync.markdown.language.units import DAY, WEEK, unit_rank

_SUBHEADING = re.compile(r"^ {0,3}#{2,6}\s")
_COUNTED = re.compile(
    r"^(?!.*[.!?]\s)\s{0,3}(?:[^\W\d_]{1,20}\s*\d{1,3}|"
    r"[第제]?\s?(?:\d{1,3}(?:\s?[-~～〜–]\s?\d{1,3})?|[一二三四五六七八九十]{1,3})\s?[^\W\d_]{1,4}\s?(?:[:：(（–—-]|$)).*(?<![.!?。…,;])$"
)
_NUMBERED = re.compile(r"^\s{0,3}\d{1,2}[.)]\s+(\S.*)$")
_MARKED = re.compile(r"^\s*(?:[-*+#>|`\[]|\d{1,2}[.)]\s)")
_LONGEST = 100
_LEAST = 3


def with_plain_heads(lines: list[str], inside: Sequence[int]) -> list[str]:
    """Mark the heads and days of such a plan as headings and entries, line by line; say so."""
    outside = [number for number in range(len(lines)) if not inside[number] and lines[number].strip()]
    if any(_SUBHEADING.match(lines[number]) for number in outside):
        return []
    ranks = dict(_ranks(lines, outside))
    heads = [number for number, rank in ranks.items() if rank <= WEEK]
    if len(heads) < _LEAST or _mostly_listed(lines, outside, ranks):
        return []
    above = [one for one, after in pairwise(outside) if ranks.get(after, DAY) <= WEEK and _NUMBERED.match(lines[one])]
    levels = {rank: level for level, rank in enumerate(sorted({ranks[number] for number in heads}), 3 if above else 2)}
    for number in above:
        lines[number] = f"## {lines[number].strip()}"
    for number, rank in ranks.items():
        lines[number] = (
            f"{'#' * levels[rank]} {lines[number].strip()}" if rank <= WEEK else f"- {lines[number].strip()}"
        )
    return [f"line {heads[0] + 1}: lines that count weeks or the like were read as headings"]


def _ranks(lines: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in numbers:
        line = lines[number]
        if len(line) <= _LONGEST and _COUNTED.match(line) and (rank := unit_rank(line.strip())) is not None:
            yield number, rank


def _mostly_listed(lines: Sequence[str], outside: Sequence[int], ranks: dict[int, int]) -> bool:
    """Whether lists stand below most of the heads, which then need no mark to be heads."""
    after = [two for one, two in pairwise(outside) if ranks.get(one, DAY) <= WEEK]
    return sum(bool(_MARKED.match(lines[number])) for number in after) * 2 > len(after)
