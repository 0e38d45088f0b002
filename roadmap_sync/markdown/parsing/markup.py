"""Blocks out of raw HTML: headings, lists, tables, check boxes and folds that people write into Markdown."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Fold, FoldEnd, Heading, Line, Paragraph, Row, Table
from roadmap_sync.markdown.inline import closed
from roadmap_sync.markdown.parsing.grids import grouped

_SKIPPED = frozenset({"script", "style", "svg", "picture"})
_LISTED = frozenset({"li", "ul", "ol", "td", "th", "table"})
_TABLED = frozenset({"tr", "td", "th"})
_BREAKS = frozenset({"p", "div", "br", "blockquote", "center", "section", "hr", "tbody", "thead"})


def html_blocks(content: str, number: int) -> list[Block]:
    """The blocks of a piece of HTML that begins on line `number`; nothing in it is run or fetched."""
    if content.lstrip().startswith("<!--") and content.rstrip().endswith("-->") and content.count("<!--") == 1:
        return []
    reader = _HtmlReader(number)
    # A marked section that is none makes the parser raise.
    reader.feed(closed(content).replace("<![", "&lt;!["))
    reader.close()
    return reader.finish()


class _HtmlReader(HTMLParser):
    """Collects text until an element ends that makes a block of it."""

    def __init__(self, number: int) -> None:
        super().__init__(convert_charrefs=True)
        self.number = number
        self.blocks: list[Block] = []
        self.text: list[str] = []
        self.started = number
        self.lists: list[list[Entry]] = []
        self.rows: list[list[str]] = []
        self.row_lines: list[int] = []
        self.spans: dict[int, int] = {}
        self.skipping = 0
        self.link = ""
        self.summary = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        given = dict(attrs)
        if tag in _SKIPPED:
            self.skipping += 1
        elif tag == "input" and given.get("type") == "checkbox":
            self._add("[x] " if "checked" in given else "[ ] ")
        elif tag in {"li", "ul", "ol"}:
            self._flush_entry()
            if tag != "li":
                self.lists.append([])
        elif tag in _TABLED:
            self._add(" ")
            self._open_in_table(tag, given.get("rowspan") or "")
        elif tag == "a":
            self.link = given.get("href") or ""
            self._add("[" if self.link.startswith("http") else "")
        elif re.fullmatch(r"h[1-6]|summary", tag):
            self._flush()
            self.summary = self.summary or tag == "summary"
        elif tag in _BREAKS and not self.rows and not self.lists and not self.summary:
            self._flush()
        elif tag == "br":
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        """Make a block of what was read since the element began."""
        if tag in _SKIPPED:
            self.skipping = max(0, self.skipping - 1)
        elif re.fullmatch(r"h[1-6]", tag) and not self.summary:
            self._make(lambda line: Heading(int(tag[1]), line))
        elif tag == "summary":
            self.summary = False
            self._make(Fold)
        elif tag == "details":
            self._flush()
            self.blocks.append(FoldEnd())
        elif tag == "a" and self.link:
            self._add(f"]({self.link})" if self.link.startswith("http") else "")
            self.link = ""
        elif tag in _LISTED:
            self._end_of_listed(tag)
        elif tag in _BREAKS and not self.rows and not self.lists and not self.summary:
            self._flush()

    def _open_in_table(self, tag: str, rows: str) -> None:
        if tag == "tr":
            self._flush()
            self.rows.append([])
            self.row_lines.append(self._line())
        elif self.rows:
            self._span(rows)

    def _span(self, rows: str) -> None:
        """Leave cells empty below one that reaches over several rows, and note how far this one reaches."""
        while self.spans.get(len(self.rows[-1]), 0):
            self.spans[len(self.rows[-1])] -= 1
            self.rows[-1].append("")
        if rows.isdecimal() and len(rows) < 5:  # noqa: PLR2004 - no table is longer
            self.spans[len(self.rows[-1])] = max(0, int(rows) - 1)

    def _end_of_listed(self, tag: str) -> None:
        if tag == "li":
            self._flush_entry()
        elif tag in {"ul", "ol"} and self.lists:
            self._flush_entry()
            self._close_list()
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append(self._take().text)
        elif tag == "table":
            self._flush_table()

    def handle_data(self, data: str) -> None:
        """Read text."""
        if not self.skipping:
            self._add(data)

    def _line(self) -> int:
        return self.number + self.getpos()[0] - 1

    def _add(self, text: str) -> None:
        if text.strip() and not any(piece.strip() for piece in self.text):
            self.started = self._line() + text[: len(text) - len(text.lstrip())].count("\n")
        self.text.append(text)

    def _take(self) -> Line:
        text = " ".join("".join(self.text).split())
        self.text = []
        return Line(self.started, text)

    def _make(self, block: object) -> None:
        line = self._take()
        if line.text and callable(block):
            self.blocks.append(block(line))

    def _flush(self) -> None:
        if self.rows and "".join(self.text).strip():
            return
        self._make(lambda line: Paragraph((line,)))

    def _flush_entry(self) -> None:
        if not self.lists:
            self._flush()
            return
        line = self._take()
        if line.text:
            self.lists[-1].append(Entry(line))

    def _close_list(self) -> None:
        made = Bullets(tuple(self.lists.pop()))
        if not made.entries:
            return
        if self.lists and self.lists[-1]:
            above = self.lists[-1].pop()
            self.lists[-1].append(Entry(above.line, (*above.blocks, made)))
        else:
            self.blocks.append(made)

    def _flush_table(self) -> None:
        width = max(map(len, self.rows), default=0)
        rows = [
            Row(line, (*cells, *[""] * (width - len(cells))))
            for line, cells in zip(self.row_lines, self.rows, strict=True)
            if cells
        ]
        self.rows, self.row_lines, self.text, self.spans = [], [], [], {}
        if len(rows) > 1:
            self.blocks += grouped(Table(rows[0].cells, tuple(rows[1:]), rows[0].number))

    def finish(self) -> list[Block]:
        """Close what the piece left open."""
        while self.lists:
            self._flush_entry()
            self._close_list()
        if self.rows:
            self._flush_table()
        self._flush()
        return self.blocks
