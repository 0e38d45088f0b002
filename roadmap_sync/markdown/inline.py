"""Inline Markdown as plain text with its links: what a title, a label or a cell says without its markup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKED = re.compile(r"[*_`<&\\~]|\]\(|https?:")
_BARE_URL = re.compile(r"(?:(?<!\s)\s++)?(?:[-–—:(]\s*+)?<?(https?://[^\s<>)\]]+)>?\)?")
_ONLY_URL = re.compile(r"<?https?://[^\s<>]+>?")
_TAG_NAMES = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:[\s/][^<>]*)?>")
_LONGEST_LABEL = 1_000
_HIDDEN = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_LABEL_END = re.compile(r"^\s*[:：]\s*")
_ORNAMENT = frozenset({"So", "Cn", "Cf", "Co"})
_ORNAMENTS = frozenset("\ufffd▪■□▫◆◇●○•·|｜¦–—-=~>→➡➜:：")
_KEYCAPS = frozenset("\ufe0f\u20e3")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its text and its target."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Inline:
    """A text without markup; code keeps its backticks. `label` is a bold lead that ends with a colon."""

    text: str
    links: tuple[Link, ...] = ()
    bold: bool = False
    label: str = ""
    value: str = ""


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("strikethrough")
    parser.inline.ruler.disable(["entity", "autolink"])
    parser.inline.ruler.enable(["entity", "autolink"])
    return parser


@lru_cache(maxsize=4096)
def read_inline(raw: str) -> Inline:
    """Read one line of inline Markdown."""
    if not _MARKED.search(raw):
        return Inline(squeeze(raw))
    tokens = _parser().parseInline(closed(raw))
    return _Pieces().read(tokens[0].children or []) if tokens else Inline("")


def closed(raw: str) -> str:
    """A line whose unclosed comments are text: the parser would look for the end of each, in squared time."""
    for start, end in _HIDDEN:
        if start in raw:
            head, closing, tail = raw.rpartition(end)
            raw = head + closing + tail.replace(start, f"&lt;{start[1:]}")
    return raw


class _Pieces:
    """Collects the text, and what of it is bold or linked."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.strong: list[str] = []
        self.links: list[Link] = []
        self.depth = 0
        self.label = ""
        self.label_end = 0
        self.size = 0

    def read(self, tokens: list[Token]) -> Inline:
        """The text that these tokens make."""
        url, start = "", 0
        for token in tokens:
            match token.type:
                case "text" | "text_special":
                    self._add(_without_tags(token.content))
                case "code_inline":
                    self._add(f"`{token.content}`")
                case "strong_open":
                    self.depth += 1
                case "strong_close":
                    self.depth -= 1
                    self._end_of_bold()
                case "link_open":
                    url, start = str(token.attrs.get("href", "")), len(self.text)
                case "link_close":
                    title = squeeze("".join(self.text[start:]))
                    self.links.append(Link(title, url))
                case "softbreak" | "hardbreak":
                    self._add(" ")
                case "html_inline" if token.content[:3].lower() == "<br":
                    self._add(" ")
                case _:
                    pass
        return self._made()

    def _add(self, text: str) -> None:
        self.text.append(text)
        self.size += len(text)
        if self.depth:
            self.strong.append(text)

    def _end_of_bold(self) -> None:
        if self.label or self.size > _LONGEST_LABEL:
            return
        so_far = "".join(self.text)
        if undecorated(squeeze(so_far)) == undecorated(squeeze("".join(self.strong))):
            self.label, self.label_end = squeeze("".join(self.strong)), len(so_far)

    def _made(self) -> Inline:
        whole = "".join(self.text)
        bare = [Link("", found[1].rstrip(".,;")) for found in _BARE_URL.finditer(whole)] if "http" in whole else []
        named = {link.url for link in self.links}
        links = tuple(self.links) + tuple(link for link in bare if link.url not in named)
        plain = squeeze(whole)
        bold = bool(self.strong) and _is_all(plain, squeeze("".join(self.strong)))
        label, value = self._label(whole)
        return Inline(plain, links, bold, label, value)

    def _label(self, whole: str) -> tuple[str, str]:
        if not self.label:
            return "", ""
        rest = whole[self.label_end :]
        if self.label.endswith((":", "：")):
            return self.label.rstrip(":： "), squeeze(rest)
        if found := _LABEL_END.match(rest):
            return self.label, squeeze(rest[found.end() :])
        return "", ""


def _is_all(plain: str, strong: str) -> bool:
    rest = plain.replace(strong, "", 1)
    rest = re.sub(r"`[^`]*`|\([^()]*\)|\[[^\[\]]*\]", "", rest)
    return not any(map(str.isalnum, rest))


def _without_tags(text: str) -> str:
    """A text without comments and the names of elements that the parser took for text."""
    if "<" not in text:
        return text
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return _TAG_NAMES.sub(" ", " ".join([*kept, text[at:]]))


def squeeze(text: str) -> str:
    """One line with single spaces and no control signs."""
    return " ".join((text if text.isprintable() else _CONTROL.sub(" ", text)).split())


def undecorated(text: str) -> str:
    """A title without the pictures, dashes and rules around it; as it is where nothing else would be left."""
    if text[:1].isalnum() and text[-1].isalnum():
        return text
    start, end = 0, len(text)
    while start < end and _is_ornament(text[start]):
        start += 1
    while end > start and _is_ornament(text[end - 1]):
        end -= 1
    return text[start:end] or text.strip()


def _is_ornament(sign: str) -> bool:
    if sign.isspace() or sign in _ORNAMENTS:
        return True
    if sign in _KEYCAPS or "\U0001f3fb" <= sign <= "\U0001f3ff":
        return True
    return not sign.isascii() and not sign.isalnum() and unicodedata.category(sign) in _ORNAMENT


def only_jumps(inline: Inline) -> bool:
    """Whether a line holds nothing but links within the document ("back to top")."""
    jumps = [link for link in inline.links if link.url.startswith("#")]
    return bool(jumps) and len(undecorated(inline.text)) <= sum(len(link.title) + 4 for link in jumps)


def without_urls(text: str) -> str:
    """The text without bare addresses, which are resources; as it is where nothing else is there."""
    return squeeze(_BARE_URL.sub("", text)).rstrip(" -–—:(") or text if "http" in text else text


def is_address(text: str) -> bool:
    """Whether a line is a web address and nothing more."""
    return text[:1] in "<h" and _ONLY_URL.fullmatch(text.strip()) is not None


def has_words(text: str) -> bool:
    """Whether there is any letter or digit: rules of signs have none."""
    return any(map(str.isalnum, text))
