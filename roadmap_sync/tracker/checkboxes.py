"""Task boxes in text: finding them, and carrying people's ticks over into a newer text.

A box is a line ``- [ ] text``; where the roadmap gives it an id, the line ends with ``<!-- id:ID -->``. A box that the
tool ticks itself (a measured criterion) has ``<!-- id:ID judged -->``.
"""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

_BOX = re.compile(r"^(?P<lead>[ \t]*[-*+] \[)(?P<tick>[ xX])\][ \t]++(?P<text>.*)$")
_ID = re.compile(r"<!-- id:(?P<id>[^\s>]+)(?P<judged> judged)? -->$")
EVIDENCE = " — "
"""Between a criterion that the tool judges and the evidence for it."""
_STRUCK = re.compile(r"^~~(.*)~~$")


@dataclass(frozen=True, slots=True)
class Box:
    """One box: hidden id or "", text, whether it is ticked, judged by the tool, struck through; its line, from 0."""

    id: str
    text: str
    ticked: bool
    judged: bool = False
    struck: bool = False
    line: int = 0


def box_line(text: str, *, ticked: bool = False, box_id: str = "", judged: bool = False) -> str:
    """A line with a box; `text` is Markdown already made harmless."""
    hidden = f" <!-- id:{box_id}{' judged' if judged else ''} -->" if box_id else ""
    return f"- [{'x' if ticked else ' '}] {text}{hidden}"


def boxes(text: str) -> tuple[Box, ...]:
    """All boxes of a text, in order; line ends of any kind."""
    found = []
    for number, line in enumerate(text.splitlines()):
        match = _BOX.match(line)
        if match:
            shown = match["text"].rstrip(" \t")
            known = _ID.search(shown)
            text = shown[: known.start()].rstrip(" \t") if known else shown
            struck = _STRUCK.match(text)
            found.append(
                Box(
                    id=known["id"] if known else "",
                    text=struck[1] if struck else text,
                    ticked=match["tick"] != " ",
                    judged=bool(known and known["judged"]),
                    struck=bool(struck),
                    line=number,
                )
            )
    return tuple(found)


def merge(wanted: str, found: str) -> str:
    """`wanted` with the ticks of `found`; ticked boxes no longer wanted stay behind the last box, struck through.

    A box is known by its id, else by its text, else by its position where both texts have as many boxes. What the tool
    judges keeps the tick that `wanted` gives it, and the evidence that it had: numbers go on growing, but an issue is
    not rewritten for that.
    """
    new, old = boxes(wanted), boxes(found)
    if not old:
        return wanted
    lines, before = wanted.splitlines(), found.splitlines()
    partner = _pairs(new, old)
    for index, box in enumerate(new):
        other = partner.get(index)
        if other is None:
            continue
        if box.judged and _same_criterion(box, old[other]):
            lines[box.line] = before[old[other].line]
        elif not box.judged and old[other].ticked != box.ticked:
            lines[box.line] = _set(lines[box.line], ticked=old[other].ticked)
    matched = set(partner.values())
    left = [box for index, box in enumerate(old) if index not in matched and box.ticked and not box.judged]
    struck = [box_line(f"~~{box.text}~~", ticked=True, box_id=box.id) for box in left]
    if struck and not new and lines:
        struck = ["", *struck]
    at = new[-1].line + 1 if new else len(lines)
    return "\n".join([*lines[:at], *struck, *lines[at:]])


def _same_criterion(new: Box, old: Box) -> bool:
    """Whether both are ticked by the tool for one criterion, whatever the evidence."""
    texts = {box.text.partition(EVIDENCE)[0] for box in (new, old)}
    return old.judged and old.ticked and new.ticked and len(texts) == 1


def tick(text: str, wanted: str, *, on: bool = True) -> str:
    """`text` with the boxes of that id or text ticked (or not); every other byte stays."""
    lines = text.splitlines(keepends=True)
    for box in boxes(text):
        if wanted in {box.id, box.text}:
            body = lines[box.line].rstrip("\r\n")
            lines[box.line] = _set(body, ticked=on) + lines[box.line][len(body) :]
    return "".join(lines)


def _set(line: str, *, ticked: bool) -> str:
    match = _BOX.match(line)
    assert match is not None  # noqa: S101 - only lines that `boxes` found come here
    at = match.start("tick")
    return line[:at] + ("x" if ticked else " ") + line[at + 1 :]


def _pairs(new: Sequence[Box], old: Sequence[Box]) -> dict[int, int]:
    """Indices of wanted boxes -> indices of the found boxes that are the same."""
    pairs: dict[int, int] = {}
    _pair_by(pairs, [box.id for box in new], [box.id for box in old])
    # A text is no name for a box that has an id of its own in both texts: another box may carry the same words.
    _pair_by(pairs, [box.text for box in new], [box.text for box in old])
    current = [index for index, box in enumerate(old) if not box.struck]
    if len(current) == len(new):
        taken = set(pairs.values())
        for index, other in enumerate(current):
            if index not in pairs and other not in taken and not (new[index].id and old[other].id):
                pairs[index] = other
    return pairs


def _pair_by(pairs: dict[int, int], new: Sequence[str], old: Sequence[str]) -> None:
    taken = set(pairs.values())
    waiting: dict[str, deque[int]] = defaultdict(deque)
    for index, name in enumerate(old):
        if name and index not in taken:
            waiting[name].append(index)
    for index, name in enumerate(new):
        if index not in pairs and waiting.get(name):
            pairs[index] = waiting[name].popleft()
