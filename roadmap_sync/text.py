"""Hostile text made harmless: text of a roadmap or an issue must not notify, link, run or break out anywhere.

Markdown is disarmed with the zero-width-space entity outside code spans, because the entity of a character may be
decoded before GitHub looks for mentions. Every function is pure and gives text for exactly one place: a line
(`plain`), a table cell (`cell`), paragraphs (`prose`), a title, HTML, SVG, Mermaid, a workflow command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from html import escape
from urllib.parse import quote, urlsplit, urlunsplit

from roadmap_sync import limits

_GAP = "&#8203;"
_ZERO_WIDTH = "\u200b"
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_URL = r"""(?:(?:https?|ftp)://|\bwww\.)(?:\([^\s<>`()]*\)|[^\s<>`()])*(?:\([^\s<>`()]*\)|[^\s<>`()?!.,:;*_~'"\[\]])"""
_CODE = r"(?<!`)(?P<fence>`+)(?!`)(?P<code>.*?[^`])(?P=fence)(?!`)"
_SIGNS = r"""
  (?P<scheme>(?:https?|ftp|mailto|xmpp):)(?=\S) | (?P<www>www)(?=\.)
| (?P<trigger>@(?=[\w\[*])|\#(?=[\d\[*])|(?<![^\W_])gh-(?=[\d\[*]))
| (?P<sha>(?<![^\W_])[0-9a-f]{7,64}(?![^\W_]))
| (?P<entity>&(?=\#?[0-9A-Za-z]+;))
| (?P<less><)
| (?P<dollar>\$)
| (?P<number>^[ ]*\d{1,9})(?=[.)](?:\s|$))
| (?P<mark>[\\*\[\]~|`] | _(?![0-9A-Za-z]) | (?<![0-9A-Za-z])_ | !(?=\[|(?:https?|ftp)://|www\.)
  | ^[-+](?=[-\s:|]|$) | ^>|^=|^:(?=-)|^\#(?=\#*(?:\s|$)))
"""
_EMPHASIS = r"""
  \[(?P<text>[^\[\]]+)\]\((?P<href>https?://(?:\([^\s()<>]*\)|[^\s()<>])*)\)
| \*\*(?P<bold>(?=[^\s*])[^*]*(?<=[^\s*]))\*\*
| (?<!\*)\*(?P<italic>(?=[^\s*])[^*]*(?<=[^\s*]))\*(?!\*)
"""


def _grammar(*choices: str) -> re.Pattern[str]:
    return re.compile("|".join(choices), re.VERBOSE | re.IGNORECASE)


_PLAIN = _grammar(_CODE, f"(?P<url>{_URL})", _SIGNS)
_LINKED = _grammar(_CODE, _SIGNS)
_PROSE = _grammar(_EMPHASIS, _CODE, f"(?P<url>{_URL})", _SIGNS)
_BULLET = re.compile(r"^(?P<bullet>[-*+]|\d{1,4}[.)])\s+(?=\S)")
_BOX = re.compile(r"^\[(?P<tick>[ xX])\]\s+(?=\S)")
_REFERRING = re.compile(r"/+[^/]+/+[^/]+/+(?:issues|pulls?|discussions)/+\d", re.IGNORECASE)
_URL_SAFE = ":/?#@!$&'*+,;=%~"
_GANTT_WORDS = re.compile(
    r"^(?:gantt|title|section|date|axis|tick|includes|excludes|today|inclusive|top|week|acc|click|call|href|vert|end|\d{4}-\d\d-\d\d)",
    re.IGNORECASE,
)


def line(text: str) -> str:
    """`text` as one line for a terminal or a title: blanks folded, control and text-direction characters removed."""
    return _BLANKS.sub(" ", _UNSEEN.sub("", text)).strip()


def comparable(text: str) -> str:
    """A name as trackers may compare it: case, blanks around and within, and accents aside."""
    decomposed = unicodedata.normalize("NFKD", line(text)).casefold()
    return "".join(character for character in decomposed if not "\u0300" <= character <= "\u036f")


def clip(text: str, size: int) -> str:
    """One line of at most `size` characters, cut with an ellipsis; still to be escaped."""
    whole = line(text)
    return whole if len(whole) <= size else whole[: size - 1].rstrip() + "…"


def title(text: str) -> str:
    """An issue's or milestone's title: one line, at most 256 characters, never empty. Titles notify nobody."""
    return clip(text, limits.TITLE.most) or "(untitled)"


def plain(text: str) -> str:
    """One line of Markdown that shows exactly `text`; balanced code spans stay code, bare URLs become code.

    Nothing in it links, notifies, or becomes HTML; it may stand at the start of a line or in the midst of one.
    """
    return _inline(line(text), _PLAIN)


def cell(text: str) -> str:
    """As `plain`, for a cell of a table: there a bar inside a code span needs an escape too."""
    return re.sub(r"(?<!\\)\|", r"\\|", plain(text))


def prose(text: str, *, boxes: bool = False) -> str:
    """Paragraphs in which bold, italic, code spans, links, flat lists and line breaks work, and nothing else does.

    `boxes` lets list lines begin with a task box. No headings, fences, images, HTML or comments can come out of it.
    """
    lines = [_prose_line(raw, boxes=boxes) for raw in _UNSEEN.sub("", text).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def link(text: str, url: str, *, own: bool = False) -> str:
    """A Markdown link, or only the text where `url` is no plain http(s) URL.

    Issues of other repositories go through redirect.github.com, so that no trace is left there; `own` says that the
    URL came from our tracker and stays as it is.
    """
    target = address(url, own=own)
    shown = _inline(line(text), _LINKED) or _inline(line(url), _LINKED)
    return f"[{shown}]({target})" if target else plain(text)


def address(url: str, *, own: bool = False) -> str:
    """A checked http(s) URL, encoded to stand in Markdown or HTML; "" where it is none. `own` as for `link`."""
    bare = line(url)
    try:
        parts = urlsplit(bare)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return ""
    if not own and host in {"github.com", "www.github.com"} and _REFERRING.match(parts.path):
        parts = parts._replace(netloc="redirect.github.com")
    return re.sub(r"&(?=#?[0-9A-Za-z]+;)", "&amp;", quote(urlunsplit(parts), safe=_URL_SAFE))


def code_fence(text: str, language: str = "") -> str:
    """A fenced code block that its content can't close; comments in it are split, so no mark can be forged."""
    body = _CONTROL.sub("", _UNSEEN.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    body = body.replace("<!--", f"<{_ZERO_WIDTH}!--").strip("\n")
    longest = max((len(run) for run in re.findall(r"`+", body)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{re.sub(r'[^A-Za-z0-9_+-]', '', language)}\n{body}\n{fence}"


def html(text: str) -> str:
    """Text for an HTML page, in an element or a quoted attribute."""
    return escape(_CONTROL.sub("", _UNSEEN.sub("", text)), quote=True)


def summary(text: str) -> str:
    """One line inside raw HTML within Markdown (a fold's summary), where backslashes do not escape: entities only."""
    shown = escape(line(text), quote=True)
    return re.sub(r"(?i)@(?=\w)|#(?=\d)|(?:https?|ftp):|\bwww", lambda found: found[0] + _GAP, shown)


def svg(text: str) -> str:
    """One line of text for an SVG, in an element or a quoted attribute; what XML forbids is left out."""
    return escape(line(_NOT_XML.sub(" ", text)), quote=True)


def mermaid(text: str) -> str:
    """A name in a Mermaid gantt: without its grammar's own characters, never a keyword, at most 60 characters."""
    bare = clip(re.sub(r"[:#;,%\"'`<>{}\[\]()|\\$&*~^]+", " ", line(text)), 60) or "untitled"
    return _ZERO_WIDTH + bare if _GANTT_WORDS.match(bare) else bare


def workflow(text: str) -> str:
    """Text to print where GitHub Actions reads along: no line of it is a workflow command."""
    shown = _CONTROL.sub("", text).replace("\r", "\n").replace("##[", f"#{_ZERO_WIDTH}#[")
    return re.sub(r"(?m)^([^\S\n]*+):(?=:)", rf"\1{_ZERO_WIDTH}:", shown)


def workflow_data(text: str) -> str:
    """The message of a workflow command (``::error::MESSAGE``)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def workflow_property(text: str) -> str:
    """A property of a workflow command (``::error file=PROPERTY``)."""
    return workflow_data(text).replace(":", "%3A").replace(",", "%2C")


def _inline(text: str, grammar: re.Pattern[str]) -> str:
    # Two dollars on a line would be mathematics; the span is how GitHub's own documentation writes a plain one.
    dollar = "<span>$</span>" if text.count("$") > 1 else "$"
    return grammar.sub(lambda found: dollar if found.lastgroup == "dollar" else _token(found), text)


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup or ""
    return _SPANS[kind](found) if kind in _SPANS else _SIGN_FORMS.get(kind, "\\{}").format(found[0])


def _code_span(found: re.Match[str]) -> str:
    whole = found[0]
    if found["code"].strip() and "<!--" not in whole and "-->" not in whole:
        return whole
    pieces = re.split("(`+)", whole)
    return "".join("\\`" * len(piece) if "`" in piece else _inline(piece, _LINKED) for piece in pieces)


def _bare_url(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    if before.isalnum() or "`" in (before, after):
        # The semicolon that may follow would make an entity of the URL's last parameter.
        return _inline(found[0] + ";", _LINKED)[:-1]
    return link(found[0], found[0]) if found.re is _PROSE else f"`{found[0]}`"


def _prose_line(raw: str, *, boxes: bool) -> str:
    text = line(raw)
    bullet = _BULLET.match(text)
    if not bullet:
        return _inline(text, _PROSE)
    marker = bullet["bullet"] if bullet["bullet"][0].isdigit() else "-"
    rest = text[bullet.end() :]
    box = _BOX.match(rest) if boxes else None
    if box:
        return f"{marker} [{box['tick']}] {_inline(rest[box.end() :], _PROSE)}"
    return f"{marker} {_inline(rest, _PROSE)}"


_SIGN_FORMS = {
    "trigger": "{}" + _GAP,
    "scheme": "{}" + _GAP,
    "www": "{}" + _GAP,
    "entity": "&amp;",
    "less": "&lt;",
    "number": "{}\\",
}
_SPANS: dict[str, Callable[[re.Match[str]], str]] = {
    "code": _code_span,
    "url": _bare_url,
    "sha": lambda found: _GAP.join(re.findall(".{1,6}", found[0])),
    "href": lambda found: link(found["text"], found["href"]),
    "bold": lambda found: f"**{_inline(found['bold'], _PROSE)}**",
    "italic": lambda found: f"*{_inline(found['italic'], _PROSE)}*",
}
