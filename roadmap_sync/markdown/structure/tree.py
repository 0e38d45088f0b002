"""The document as nested parts: headings, folds, bold lines, labels before lists and list entries that hold lists.

A part has the blocks before its first subpart, and its subparts. Nothing is interpreted yet but what heads what.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Fold, FoldEnd, Heading, Line, Paragraph, Rule, Table
from roadmap_sync.markdown.inline import Inline, has_words, only_jumps, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark, Statuses, heading_status
from roadmap_sync.markdown.language.dates import only_dates
from roadmap_sync.markdown.language.units import WEEK, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_named

_LONGEST_LABEL = 120
_LONGEST_BOLD = 80
_LONGEST_SENTENCE = 90
_LONGEST_SHORT, _MOST_WORDS, _COUNT_WORDS = 40, 4, 2
# Labels that may say something themselves and still head the list below: "Build: a task manager that:".
_LISTED = (Role.BUILD, Role.ABLE, Role.PROVES, Role.CRITERIA, Role.RESOURCES, Role.QUESTIONS)


# Labels that headings carry together with what they say: "### Goal: understand loops".
_SAID = (Role.GOAL, Role.EFFORT, Role.LASTS, Role.DEPENDS, Role.WHY)
_LABELLED = re.compile(r"([^:：]{2,40})[:：]\s*\w")
_ENDS = frozenset(".!?,;…。！？、；।؟۔،")
_BLANK = re.compile(r"(?<!_)_{3,}+\s*+(?:$|[|/:,;)])")


class Level(IntEnum):
    """How deep a part's head stands; real headings are 1 to 6."""

    ROOT = 0
    FOLD = 7
    BOLD = 8
    LABEL = 9
    ENTRY = 10


@dataclass(slots=True, eq=False)
class Part:
    """A head with what stands below it."""

    title: str
    level: int
    line: int
    mark: Mark | None = None
    raw: Inline = field(default_factory=lambda: Inline(""))
    blocks: list[Block] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    is_check: bool = False
    is_lead: bool = False
    is_listed: bool = False
    is_lane: bool = False

    def walk(self) -> Iterator[Part]:
        """This part and all below it, in order."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: what signs mean, before counted heads too, and which entries are heads of the lists below them."""

    statuses: Statuses
    is_head: Callable[[Entry], bool]
    heads: Statuses = field(default_factory=lambda: Statuses({}))


def grow(blocks: Sequence[Block], reading: Reading) -> Part:
    """The tree of a document."""
    root = Part("", Level.ROOT, 0)
    _Grower(root, reading).feed(blocks)
    return root


class _Grower:
    """Keeps the open parts on a stack; a fold is a barrier that only its end opens."""

    def __init__(self, root: Part, reading: Reading) -> None:
        self.stack = [root]
        self.barriers = [0]
        self.reading = reading

    def feed(self, blocks: Sequence[Block]) -> None:
        """Take the blocks in order."""
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            self._take(block, following)

    def _take(self, block: Block, following: Block | None) -> None:
        match block:
            case Heading(level, line):
                self._heading(level, line)
            case Fold(line):
                self._open(line, Level.FOLD)
                self.barriers.append(len(self.stack) - 1)
            case FoldEnd():
                if len(self.barriers) > 1:
                    del self.stack[self.barriers.pop() :]
            case Rule():
                self._close(Level.BOLD)
            case Paragraph(lines):
                self._paragraph(lines, following)
            case Bullets():
                self._bullets(block, following)
            case _:
                self.stack[-1].blocks.append(block)

    def _close(self, level: int, rank: int | None = None) -> None:
        """Close what does not hold a head of this level; a bold day (`rank`) stands below the bold week before it."""
        while len(self.stack) - 1 > self.barriers[-1] and self.stack[-1].level >= level:
            if rank is not None and _is_larger(self.stack[-1], rank):
                return
            self.stack.pop()

    def _heading(self, level: int, line: Line) -> None:
        """A heading opens a part, unless it only says something of the open one ("Goal: ...", "Date: ____")."""
        if len(self.stack) > 1 and (_BLANK.search(line.text) or _is_labelled(line.text)):
            self._close(level)
            self._keep([line])
        else:
            self._open(line, level)

    def _open(self, line: Line, level: int) -> Part | None:
        mark, text = self.reading.statuses.leading(line.text.strip("*_ ") if line.text[:2] == "**" else line.text)
        if mark is None:
            text = line.text
        if level < Level.ENTRY:
            state, text = heading_status(text)
            mark = mark or state or self.reading.heads.leading(text)[0]
        raw = read_inline(text)
        title = undecorated(raw.label if level == Level.LABEL and raw.value else raw.text)
        if not has_words(title):
            return None
        self._close(level, unit_rank(title) if level == Level.BOLD else None)
        part = Part(title, level, line.number, mark, raw)
        self.stack[-1].parts.append(part)
        self.stack.append(part)
        return part

    def _paragraph(self, lines: tuple[Line, ...], following: Block | None) -> None:
        kept: list[Line] = []
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            level = _head_level(line, following if last else None, lonely=len(lines) == 1, first=not index)
            if level is None:
                kept.append(line)
                continue
            self._keep(kept)
            kept = []
            self._open(line, level)
        self._keep(kept)

    def _keep(self, lines: list[Line]) -> None:
        if lines:
            if self._is_beside(lines[0]):
                self._close(self.stack[-1].level)
            self.stack[-1].blocks.append(Paragraph(tuple(lines)))

    def _is_beside(self, line: Line) -> bool:
        """Whether a line like ``**Time:** 2 days`` stands beside the ``**Lessons:**`` above it, whose list is over."""
        top = self.stack[-1]
        if top.level not in {Level.BOLD, Level.LABEL} or not top.blocks or unit_rank(top.title) is not None:
            return False
        inline = read_inline(line.text) if line.text[:2] in {"**", "__"} else Inline("")
        said = bool(inline.value) and any(is_named(inline.label, role) for role in _SAID)
        return said and top.raw.text.endswith((":", "："))

    def _leads(self, entry: Entry, following: Block | None) -> bool:
        """Whether an entry is a month or phase that heads the list after its own, or comes after such and has one."""
        if not entry.blocks and not isinstance(following, Bullets):
            return False
        rank = unit_rank(undecorated(read_inline(self.reading.statuses.leading(entry.line.text)[1]).text))
        if rank is None or rank > WEEK:
            return False
        return not entry.blocks or any(part.is_lead and unit_rank(part.title) == rank for part in self.stack)

    def _lead(self, entry: Entry) -> None:
        self._close(Level.BOLD)
        part = self._open(entry.line, Level.BOLD)
        if part is None:
            self._list([entry], ordered=False)
            return
        part.is_lead = True
        self._inside(entry.blocks, len(self.stack))

    def _bullets(self, block: Bullets, following: Block | None) -> None:
        first = block.entries[0]
        if self._leads(first, following if len(block.entries) == 1 else None):
            for entry in block.entries:
                self._lead(entry)
            return
        plain: list[Entry] = []
        for entry in block.entries:
            if not self.reading.is_head(entry) or (
                self._is_deep() and self.reading.statuses.leading(entry.line.text)[0]
            ):
                plain.append(entry)
                continue
            self._list(plain, ordered=block.ordered)
            plain = []
            self._entry(entry)
        self._list(plain, ordered=block.ordered)

    def _is_deep(self) -> bool:
        """Whether a phase and a section are open, so that a box with boxes below it is an item with tasks."""
        open_heads = [part for part in self.stack if Level.ROOT < part.level < Level.FOLD]
        return sum(part.level > 1 or unit_rank(part.title) is not None for part in open_heads) > 1

    def _list(self, entries: list[Entry], *, ordered: bool) -> None:
        if entries:
            self.stack[-1].blocks.append(Bullets(tuple(entries), ordered))

    def _entry(self, entry: Entry) -> None:
        depth = len(self.stack)
        level = max(Level.ENTRY, self.stack[-1].level + 1)
        if self._open(entry.line, level) is None:
            self._list([entry], ordered=False)
            return
        self._inside(entry.blocks, depth)

    def _inside(self, blocks: Sequence[Block], depth: int) -> None:
        """Take the blocks of an entry, which close nothing above it."""
        self.barriers.append(len(self.stack) - 1)
        self.feed(blocks)
        self.barriers.pop()
        del self.stack[depth:]


def _is_larger(part: Part, rank: int) -> bool:
    """Whether a bold line names a larger stretch than this rank."""
    own = unit_rank(part.title) if part.level == Level.BOLD else None
    return own is not None and own < rank


def _is_labelled(text: str) -> bool:
    found = _LABELLED.match(undecorated(read_inline(text).text))
    return found is not None and any(is_named(found[1], role) for role in _SAID)


def _head_level(line: Line, following: Block | None, *, lonely: bool, first: bool) -> int | None:
    """The level of a line of text that heads what follows, or None for running text."""
    text = line.text
    listed = isinstance(following, (Bullets, Table))
    if (len(text) > _LONGEST_LABEL and not listed) or not (listed or text.startswith(("**", "__")) or "**" in text[:8]):
        return None
    inline = read_inline(text)
    title = undecorated(inline.text)
    if not has_words(title) or only_jumps(inline) or (not listed and only_dates(title)):
        return None
    counted = listed and bool(inline.value) and _is_count(inline.label) and len(title) <= _LONGEST_SENTENCE
    if counted or (inline.bold and (listed or _is_bold_head(inline.text, lonely=lonely, first=first))):
        return Level.BOLD
    if listed and inline.value and any(is_named(inline.label, role) for role in _LISTED):
        return None if _is_told(line, inline, following) else Level.LABEL
    if (
        listed
        and len(title) <= _LONGEST_SENTENCE
        and (text.rstrip("*_ ").endswith((":", "：")) or (unit_rank(title) is not None and title[-1] not in _ENDS))
        and not inline.value
    ):
        return Level.LABEL
    short = lonely and listed and _is_short_head(line, title, following)
    return Level.LABEL if short and not _is_labelled(text) else None


def _is_count(label: str) -> bool:
    """Whether a label counts a stretch and says nothing else: "Week 1", not "Week 1 status"."""
    return len(label.split()) <= _COUNT_WORDS and unit_rank(undecorated(label)) is not None


def _is_told(line: Line, inline: Inline, following: Block | None) -> bool:
    """Whether a label tells its criteria on its line, and the list after it stands apart from it."""
    apart = isinstance(following, Table) or _first_line(following) > line.number + 1
    return apart and is_named(inline.label, Role.CRITERIA) and not inline.value.rstrip("*_ ").endswith((":", "："))


def _first_line(block: Block | None) -> int:
    return block.entries[0].line.number if isinstance(block, Bullets) else 0


def _is_short_head(line: Line, title: str, following: Block | None) -> bool:
    """Whether a few words without an end ("Topics") stand right above a list."""
    few = len(title) <= _LONGEST_SHORT and len(title.split()) <= _MOST_WORDS
    return few and _first_line(following) == line.number + 1 and line.text[:1].isupper() and line.text[-1:] not in _ENDS


def _is_bold_head(text: str, *, lonely: bool, first: bool) -> bool:
    if text.endswith((":", "：")) or unit_rank(undecorated(text)) is not None:
        return lonely or first
    return lonely and len(text) <= _LONGEST_BOLD and not text.endswith((".", "!", "。", "！", ",", ";"))
