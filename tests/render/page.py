"""How GitHub sees Markdown, and what its sanitiser lets through: for tests to look at rendered regions."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
from cmarkgfm.cmark import Options

ALLOWED = frozenset(
    {
        *("h1", "h2", "h3", "p", "br", "hr", "strong", "b", "em", "sub", "sup", "a", "img", "picture", "source"),
        *("pre", "code", "span", "ol", "ul", "li", "blockquote", "details", "summary", "input"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
"""Of GitHub's allowlist, what we may need; `input` is a task box, made by GitHub itself."""
ATTRIBUTES = frozenset(
    {
        *("align", "valign", "width", "height", "alt", "href", "src", "srcset", "media", "open"),
        *("type", "checked", "disabled", "lang", "class"),
    }
)
VOID = frozenset({"br", "img", "hr", "source", "input", "meta"})


class Page(HTMLParser):
    """Elements, attributes, links and text of rendered HTML; unbalanced elements raise."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.comments: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(markup)
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in {"href", "src", "srcset"}]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self._open, tag
        assert self._open.pop() == tag, tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data.strip())

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words).replace("\u200b", "").replace("\xa0", " ")).strip()


def seen(markdown: str) -> Page:
    """A region as GitHub's Markdown makes it."""
    return Page(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))
