"""What holds for a whole document: boxes or none, what its signs mean, which brackets are tags, what was placed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from roadmap_sync.errors import Position
from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Heading, Paragraph, Table
from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.boxes import (
    Mark,
    Statuses,
    learn_statuses,
    read_box,
    read_legend,
    trailing_done,
    word_mark,
)
from roadmap_sync.markdown.language.units import unit_key
from roadmap_sync.markdown.language.vocabulary import OPTIONAL_WORDS, Role, is_named
from roadmap_sync.markdown.parsing.statuslines import squares, with_status_lines
from roadmap_sync.markdown.structure.columns import head_name, is_tracked, lists_stretches, read_columns, row_mark
from roadmap_sync.markdown.structure.unsaid import unsaid
from roadmap_sync.roadmap.keys import slug

_CODE_TAG = re.compile(r"`\[([^\[\]`]{1,40})\]`")
_BRACKET_TAG = re.compile(r"(?:^|\s)\[([^\[\]`]{2,30})\](?![(\[:])")
_ROUND_TAG = re.compile(r"[(（]([^()（）]{2,30})[)）]\s*$")
_ASIDE = re.compile(r"\s{0,4}[(（]([^()（）\n]{2,60})[)）]")
_PIECES = re.compile(r"[,;、，]")
_BRACKETED = re.compile(r"[\[(（]")
_OFTEN = 3
_PLACEHOLDER = re.compile(
    r"\b(?:tbd|tba|to be (?:decided|defined|announced)|add as|project name|your \w+|domain)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Survey:
    """Facts of the document, and the books of one import: lines placed, guesses, comments by line.

    `signed` says that some entries of its lists end with a sign for done and others do not; `planned` are rows of
    tables that are to be done though nothing ticks them;
    `only_lists` says that lists under whatever heads are all there is.
    """

    name: str
    statuses: Statuses
    boxed: bool
    tags: frozenset[str]
    legend: frozenset[int] = frozenset()
    placed: set[int] = field(default_factory=set)
    comments: dict[int, list[str]] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    used_tags: dict[str, str] = field(default_factory=dict)
    lost_ticks: list[int] = field(default_factory=list)
    recurring: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    stretches: frozenset[tuple[int, str]] = frozenset()
    signed: bool = False
    planned: frozenset[int] = frozenset()
    only_lists: bool = False
    heads: frozenset[str] = frozenset()
    progress: dict[tuple[int, str], Mark] = field(default_factory=dict)
    unsaid: frozenset[int] = frozenset()

    def place(self, line: int) -> Position:
        """The place of something that begins on this line, which is thereby accounted for."""
        self.placed.add(line)
        return Position(self.name, line)

    def guess(self, line: int, text: str, *, comment: bool = True) -> None:
        """Note a guess, as a comment in the YAML where it helps."""
        self.guesses.append(f"line {line}: {text}")
        if comment:
            self.comments.setdefault(line, []).append(text)

    def lose_tick(self, line: int, text: str) -> None:
        """Say that something is ticked which no file can say: a habit, a question, a heading."""
        self.lost_ticks.append(line)
        self.guess(line, f"ticked in the source, tick it in its issue: {text}", comment=False)

    def tag(self, label: str) -> str:
        """The id of a tag, which is declared on its first use."""
        optional = label.strip().casefold() in OPTIONAL_WORDS
        name = "optional" if optional else slug(label)
        self.used_tags.setdefault(name, label.strip())
        return name

    def is_tag(self, text: str) -> bool:
        """Whether a bracketed text is a tag here."""
        folded = text.strip().casefold()
        return folded in OPTIONAL_WORDS or folded in self.tags

    def mark(self, entry: Entry) -> tuple[Mark | None, str]:
        """What an entry's box or sign says, and its text without it."""
        mark, rest = self.statuses.leading(entry.line.text)
        if self.statuses.words or (mark is None and (self.statuses.signs or self.statuses.ends)):
            said, bare = self.statuses.trailing(rest)
            silent = Mark.OPEN if entry.line.number in self.unsaid else None
            return (mark, bare) if mark is not None and said is not None else (mark or said or silent, bare)
        return mark, rest


def entries(blocks: Sequence[Block]) -> Iterator[Entry]:
    """Every list entry of these blocks, nested ones too."""
    for block in blocks:
        if isinstance(block, Bullets):
            for entry in block.entries:
                yield entry
                yield from entries(entry.blocks)


def survey(blocks: Sequence[Block], name: str) -> Survey:
    """Read through the document once."""
    legend, legend_lines = _legend(blocks)
    listed = [entry.line.text for entry in entries(blocks)]
    statuses = learn_statuses(legend, [*listed, *squares(blocks)])
    blocks = with_status_lines(blocks, statuses)
    found = Survey(name, statuses, boxed=False, tags=_tags(blocks), legend=frozenset(legend_lines))
    found.stretches = frozenset(_stretches(blocks))
    found.heads = frozenset(head_name(title) for title in _listing_heads(blocks))
    found.placed |= legend_lines
    found.unsaid = unsaid(blocks, statuses)
    found.progress.update(_progress(blocks, found))
    found.boxed = any(
        found.mark(entry)[0] is not None for entry in entries(blocks) if entry.line.number not in legend_lines
    ) or _mostly_tracked(blocks, found)
    found.signed = not found.boxed and _signed(blocks)
    return found


def _signed(blocks: Sequence[Block]) -> bool:
    """Whether ✅ at the end of entries tells those that are done from the others of their lists."""
    lists = [[trailing_done(entry.line.text)[0] for entry in found.entries] for found in _lists(blocks)]
    done, left = sum(map(sum, lists)), sum(len(signs) - sum(signs) for signs in lists)
    return done >= _OFTEN and left > 0 and any(any(signs) and not all(signs) for signs in lists)


def _lists(blocks: Sequence[Block]) -> Iterator[Bullets]:
    for block in blocks:
        if isinstance(block, Bullets):
            yield block
            for entry in block.entries:
                yield from _lists(entry.blocks)


def _progress(blocks: Sequence[Block], found: Survey) -> Iterator[tuple[tuple[int, str], Mark]]:
    """What tables that list the phases say of their progress."""
    for table in _tables(blocks):
        columns = read_columns(table, found.statuses)
        if not is_tracked(table, columns) or not lists_stretches(table, found.stretches):
            continue
        for row in table.rows:
            key = unit_key(undecorated(read_inline(row.cells[0]).text)) if row.cells else None
            if key is not None and key in found.stretches and (mark := row_mark(row, columns, found.statuses)):
                yield key, mark


def _mostly_tracked(blocks: Sequence[Block], found: Survey) -> bool:
    """Whether tables with boxes or a status hold a good part of all that is listed."""
    rows = {True: 0, False: 0}
    for table in _tables(blocks):
        if not lists_stretches(table, found.stretches):
            rows[is_tracked(table, read_columns(table, found.statuses))] += len(table.rows)
    listed = sum(1 for _ in entries(blocks))
    return rows[True] * 2 > rows[False] and rows[True] * 4 > listed


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Bullets):
            for entry in block.entries:
                yield from _tables(entry.blocks)


def _legend(blocks: Sequence[Block]) -> tuple[dict[str, Mark], set[int]]:
    """The legend and its lines: below a heading of that name, or a list or paragraph that explains signs."""
    found: dict[str, Mark] = {}
    lines: set[int] = set()
    below = False
    for block in blocks:
        if isinstance(block, Heading):
            below = _heads_legend(undecorated(block.line.text))
            continue
        texts = dict(_texts(block))
        meanings = read_legend(texts.values())
        if meanings and (below or _only_legend(texts, meanings)):
            found.update({sign: mark for sign, mark in meanings.items() if sign not in found})
            lines |= set(texts)
    return found, lines


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[int, str]]:
    """The weeks and phases that headings name and lists follow."""
    open_ones: dict[int, tuple[int, str] | None] = {}
    for block in blocks:
        if isinstance(block, Heading):
            open_ones = {level: key for level, key in open_ones.items() if level < block.level}
            open_ones[block.level] = unit_key(undecorated(read_inline(block.line.text).text))
        elif isinstance(block, (Bullets, Table)):
            yield from filter(None, open_ones.values())


def _listing_heads(blocks: Sequence[Block]) -> Iterator[str]:
    """The headings that a list or table follows, and the bold lines right above one."""
    heading = ""
    for before, block in pairwise(blocks):
        if isinstance(before, Heading):
            heading = undecorated(read_inline(before.line.text).text)
        if not isinstance(block, (Bullets, Table)):
            continue
        if heading:
            yield heading
        if isinstance(before, Paragraph) and (inline := read_inline(before.lines[-1].text)).bold:
            yield undecorated(inline.text)


def _heads_legend(title: str) -> bool:
    """Whether a heading names a legend: "Legend", "Skill level legend"."""
    words = title.split()
    return is_named(title, Role.LEGEND) or (len(words) > 1 and len(words[-1]) > 3 and is_named(words[-1], Role.LEGEND))  # noqa: PLR2004 - not "key"


def _texts(block: Block) -> Iterator[tuple[int, str]]:
    match block:
        case Paragraph(lines):
            yield from ((line.number, line.text) for line in lines)
        case Bullets(items):
            for entry in items:
                yield entry.line.number, entry.line.text
                for inner in entry.blocks:
                    yield from _texts(inner)
        case Table(_, rows):
            yield from ((row.number, " ".join(row.cells)) for row in rows)
        case _:
            return


def _only_legend(texts: dict[int, str], meanings: dict[str, Mark]) -> bool:
    """Whether nearly all of these few short lines explain a sign, and none is a task whose end says its state."""
    tasks = (read_box(text) for text in texts.values())
    if any(mark is not None and word_mark(rest.strip("*_` :：-–—=")) is None for mark, rest in tasks):
        return False
    explaining = [text for text in texts.values() if any(sign in text for sign in meanings)]
    return len(texts) <= len(explaining) + 1 and all(len(text) < 160 for text in explaining)  # noqa: PLR2004 - legends are short


def _tags(blocks: Sequence[Block]) -> frozenset[str]:
    """Bracketed words that are tags because they come again: code in brackets always, others from the third time."""
    counted: Counter[str] = Counter()
    for block in blocks:
        for _, text in [*_texts(block), *([(0, block.line.text)] if isinstance(block, Heading) else [])]:
            if "[" in text:
                coded = _CODE_TAG.findall(text) if "`[" in text else ()
                counted.update({tag.strip().casefold(): _OFTEN for tag in coded} if coded else ())
                rest = read_box(_CODE_TAG.sub("", text) if coded else text)[1]
                if "[" in rest:
                    counted.update(tag.strip().casefold() for tag in _BRACKET_TAG.findall(rest))
    often = {tag for tag, count in counted.items() if count >= _OFTEN}
    return frozenset(tag for tag in often if not _PLACEHOLDER.search(tag) and not tag.isdigit() and slug(tag))


def take_tags(text: str, found: Survey) -> tuple[str, tuple[str, ...]]:
    """The text without its tags, and their ids."""
    if not _BRACKETED.search(text):
        return text, ()
    tags: list[str] = []

    def take(match: re.Match[str]) -> str:
        if not found.is_tag(match[1]):
            return match[0]
        tags.append(found.tag(match[1]))
        return " "

    def take_optional(match: re.Match[str]) -> str:
        pieces = [piece.strip() for piece in _PIECES.split(match[1])]
        kept = [piece for piece in pieces if piece.casefold() not in OPTIONAL_WORDS]
        if len(kept) == len(pieces):
            return match[0]
        tags.append(found.tag(next(piece for piece in pieces if piece not in kept)))
        return f" ({', '.join(kept)})" if kept else ""

    text = _ASIDE.sub(take_optional, text)
    for pattern in (_CODE_TAG, _BRACKET_TAG, _ROUND_TAG):
        if pattern is _ROUND_TAG or "[" in text:
            text = pattern.sub(take, text)
    return " ".join(text.split()), tuple(dict.fromkeys(tags))


def is_placeholder(title: str) -> bool:
    """Whether a title only keeps a place: ``[Domain TBD]``."""
    return 0 <= title.find("[") < title.rfind("]") and bool(_PLACEHOLDER.search(title))
