"""Entries that say nothing of their state beside others that end with it in words: they are still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roadmap_sync.markdown.blocks import Block, Bullets
from roadmap_sync.markdown.inline import is_address, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Statuses
from roadmap_sync.markdown.language.vocabulary import Role, is_named

_SHARE = 4
_LABELLED = re.compile(r"([^:：]{2,40})[:：]\s*\w")
_FACTS = (
    Role.GOAL, Role.EFFORT, Role.LASTS, Role.DEPENDS, Role.WHY, Role.RESOURCES, Role.ABLE, Role.PROVES, Role.CRITERIA,
    Role.STATUS, Role.NOTE,
)  # fmt: skip


def unsaid(blocks: Sequence[Block], statuses: Statuses) -> frozenset[int]:
    """The lines of such entries, in lists of which a good part says it; none where no words do."""
    return frozenset(_unsaid(blocks, statuses)) if statuses.words else frozenset()


def _unsaid(blocks: Sequence[Block], statuses: Statuses) -> Iterator[int]:
    for block in blocks:
        if not isinstance(block, Bullets):
            continue
        silent = [entry.line for entry in block.entries if not _says(entry.line.text, statuses)]
        if (len(block.entries) - len(silent)) * _SHARE >= len(block.entries):
            yield from (line.number for line in silent if _is_work(line.text))
        for entry in block.entries:
            yield from _unsaid(entry.blocks, statuses)


def _says(text: str, statuses: Statuses) -> bool:
    mark, rest = statuses.leading(text)
    return mark is not None or statuses.trailing(rest)[0] is not None


def _is_work(text: str) -> bool:
    """Whether an entry is neither a fact with a label ("Goal: ...") nor a mere address."""
    found = _LABELLED.match(undecorated(read_inline(text).text))
    return not is_address(text) and not (found and any(is_named(found[1], role) for role in _FACTS))
