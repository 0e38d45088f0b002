"""A Markdown file as a plain tree of blocks with line numbers: headings, paragraphs, lists, tables, folds.

The parser is markdown-it-py (CommonMark with GFM tables); text inside blocks stays raw and is read by `inline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent

from markdown_it import MarkdownIt
from markdown_it.token import Token

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Heading, Line, Paragraph, Row, Rule, Table
from roadmap_sync.markdown.inline import read_inline
from roadmap_sync.markdown.language.boxes import starts_with_box
from roadmap_sync.markdown.language.units import unit_rank
from roadmap_sync.markdown.parsing.grids import grouped
from roadmap_sync.markdown.parsing.markup import html_blocks
from roadmap_sync.markdown.parsing.plainlists import Lifted, lift_lists
from roadmap_sync.markdown.parsing.wraps import unwrapped

_DEEPEST = 60
_SAYING = re.compile(r"\d\s*[:：.)–—-]\s*[^\W\d_]")


def parse(text: str, first: int = 1) -> tuple[Block, ...]:
    """The blocks of `text`; its first line has the number `first`."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    parser.core.ruler.disable("inline")
    parser.block.ruler.disable("reference")
    lifted = lift_lists(text, first)
    reader = _Reader(parser.parse("\n".join(lifted.lines)), first, lifted)
    blocks = tuple(reader.blocks(None))
    if not reader.lifted:
        return blocks
    # Some of them stood in code or HTML and are no lists at all.
    return tuple(_Reader(parser.parse(text), first).blocks(None))


_SET_IN_BOXES = re.compile(r"(?m)^[^\S\n]*(?:(?:[-*+]|\d+[.)])\s[^\S\n]*)?(?:\[[ xX]\]\s)")
_WORDS = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}[^\w\n]+[^\W\d_]{2,}[^\w\n]+[^\W\d_]|[\u3040-\u9fff\uac00-\ud7af]{6}")
_CODE = re.compile(
    r"[{}<>=;$\\`]|\w\(|::|->|^\s*(?://|--?\w|[#/]!|(?:pip3?|npm|npx|yarn|git|docker|python3?|cd|sudo|apt|brew|conda|make|"
    r"cargo|go|kubectl|curl|wget|mkdir|ls|echo|import|from|def|class|export|source)\s)"
)


class _Reader:
    """Walks the flat token list once. `lifted` are the entries that still wait for their place, by the line before."""

    def __init__(self, tokens: list[Token], first: int, lifted: Lifted | None = None) -> None:
        self.tokens = tokens
        self.first = first
        self.numbers = lifted.numbers if lifted else None
        self.lifted = dict(lifted.entries) if lifted else {}
        self.at = 0

    def blocks(self, end: str | None) -> Iterator[Block]:
        """The blocks up to the token of type `end`, which is consumed."""
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            if token.type == end:
                return
            yield from self._block(token)

    def _block(self, token: Token) -> Iterator[Block]:
        number = self._number(token)
        match token.type:
            case "heading_open":
                yield from self._heading(token)
            case "paragraph_open":
                yield from _paragraph(self._inline())
                self.at += 1
            case "bullet_list_open" | "ordered_list_open":
                yield Bullets(tuple(self._entries(token.type.replace("open", "close"))), token.type[0] == "o")
            case "blockquote_open":
                yield from self.blocks("blockquote_close")
            case "table_open":
                yield from grouped(self._table(number))
            case "html_block":
                yield from html_blocks(token.content, number)
            case "code_block":
                yield from _indented(token.content, number)
            case "hr":
                yield Rule()
            case _:
                pass

    def _number(self, token: Token) -> int:
        line = token.map[0] if token.map else 0
        return (self.numbers[line] if self.numbers else line) + self.first

    def _inline(self) -> tuple[Line, ...]:
        token = self.tokens[self.at]
        self.at += 1
        start = self._number(token)
        return unwrapped(start, token.content)

    def _heading(self, token: Token) -> Iterator[Block]:
        lines = self._inline()
        self.at += 1
        if len(lines) > 1:
            yield from _paragraph(lines[:-1])
        yield Heading(int(token.tag[1]), lines[-1])

    def _entries(self, end: str) -> Iterator[Entry]:
        while self.tokens[self.at].type != end:
            opened = self.tokens[self.at]
            self.at += 1
            number = self._number(opened)
            yield from self.lifted.pop(number, ())
            yield from _entry(tuple(self.blocks("list_item_close")), number)
        self.at += 1

    def _table(self, number: int) -> Table:
        rows: list[Row] = []
        cells: list[str] = []
        while (token := self.tokens[self.at]).type != "table_close":
            self.at += 1
            if token.type == "inline":
                cells.append(token.content.strip())
            elif token.type == "tr_open":
                cells, number = [], self._number(token)
            elif token.type == "tr_close":
                rows.append(Row(number, tuple(cells)))
        self.at += 1
        return Table(rows[0].cells, tuple(rows[1:]), rows[0].number)


def _paragraph(lines: tuple[Line, ...]) -> Iterator[Block]:
    """A paragraph; lines that begin with a box become entries of a list."""
    starts = [index for index, line in enumerate(lines) if starts_with_box(line.text)]
    if not starts:
        yield Bullets(tuple(Entry(line) for line in lines)) if _all_counted(lines) else Paragraph(lines)
        return
    if starts[0]:
        yield Paragraph(lines[: starts[0]])
    bounds = [*starts, len(lines)]
    yield Bullets(tuple(_boxed(lines[start:end]) for start, end in pairwise(bounds)))


def _all_counted(lines: tuple[Line, ...]) -> bool:
    """Whether every line counts on (``Day 1: Loops``, ``Day 2: Lists``): a list without its dashes."""
    if len(lines) < 2 or not all(any(map(str.isdigit, line.text[:20])) for line in lines):  # noqa: PLR2004 - one is a head
        return False
    texts = [read_inline(line.text).text for line in lines]
    ranks = {unit_rank(text) for text in texts}
    return len(ranks) == 1 and None not in ranks and all(_SAYING.search(text) for text in texts)


def _boxed(lines: tuple[Line, ...]) -> Entry:
    return Entry(lines[0], (Paragraph(lines[1:]),) if len(lines) > 1 else ())


def _entry(blocks: tuple[Block, ...], number: int) -> Iterator[Entry]:
    """The entry that these blocks make; boxes on lines of its own text are entries beside it."""
    match blocks:
        case (Paragraph(lines), *rest):
            following = (Paragraph(lines[1:]), *rest) if len(lines) > 1 else tuple(rest)
            yield Entry(lines[0], tuple(following))
        case (Bullets(entries) as first, *rest) if entries[0].line.number == number or starts_with_box(
            entries[0].line.text
        ):
            yield from first.entries[:-1]
            last = first.entries[-1]
            yield Entry(last.line, (*last.blocks, *rest))
        case (Heading(_, line), *rest):
            yield Entry(line, tuple(rest))
        case _:
            yield Entry(Line(number, ""), blocks)


def _indented(content: str, number: int) -> Iterator[Block]:
    """Indented code that is really an over-indented list, or prose that somebody set in."""
    if _SET_IN_BOXES.search(content) or _reads_as_prose(content):
        yield from parse(dedent(content), number)


def _reads_as_prose(content: str) -> bool:
    lines = [line for line in content.split("\n") if line.strip()]
    prose = [line for line in lines if _WORDS.search(line) and not _CODE.search(line)]
    return len(prose) * 3 >= len(lines) * 2
