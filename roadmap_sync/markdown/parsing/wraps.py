"""Sentences that an editor broke into lines of one width, as the one line that their author typed.

A line break within a paragraph is a space in Markdown; but people also write one fact a line ("Goal: ...", "Effort:
..."). So lines are joined only where the break stands inside a sentence.
"""

from __future__ import annotations

import re

from roadmap_sync.markdown.blocks import Line, trimmed
from roadmap_sync.markdown.language.boxes import starts_with_box
from roadmap_sync.markdown.language.units import unit_rank

_LONG, _LONGISH = 60, 34
_ENDS = frozenset(".!?:;。！？：；…|»")
_TARGET = re.compile(r"\]\([^()\s]*\)|https?://\S+")
_LABEL = re.compile(r"^(?:\*\*|__)[^*_]{1,60}(?:[:：](?:\*\*|__)|(?:\*\*|__)\s*[:：])|^[\w /()'’-]{1,40}[:：](?:\s|$)")
_COUNTED = re.compile(r"^\d{1,3}\s*[.)、:：hH–—-]")
_OPENERS = frozenset("([{\"'“‘«`*_~$&+")


def unwrapped(number: int, content: str) -> tuple[Line, ...]:
    """The lines of a paragraph that begins on line `number`; those that go on in mid-sentence joined to the one before.

    A break that the author asked for (two spaces or a backslash at the end) stays.
    """
    made: list[tuple[int, list[str]]] = []
    kept = True
    for index, raw in enumerate(content.split("\n")):
        text = trimmed(raw)
        if kept or not _goes_on(made[-1][1][-1], text):
            made.append((number + index, [text]))
        else:
            made[-1][1].append(text)
        kept = raw.endswith(("  ", "\\"))
    return tuple(Line(start, " ".join(pieces)) for start, pieces in made)


def _goes_on(before: str, text: str) -> bool:
    """Whether `text` continues the sentence of the line before it."""
    first = text[:1]
    if not before or not first or not (first.isalnum() or first in _OPENERS):
        return False
    if starts_with_box(text) or (first.isdecimal() and _COUNTED.match(text)):
        return False
    length = len(_TARGET.sub("", before))
    if before.rstrip("*_`\"'”’)]")[-1:] in _ENDS:
        return False
    if first.islower() and (length >= _LONG or not _LABEL.match(text)):
        return length >= _LONGISH or before[-1] in ",-–—&+/"
    if _LABEL.match(text):
        return False
    return length >= _LONG and before[0] not in "[!" and before[-1] not in "*_" and unit_rank(text) is None
