"""Signs that belong to words of some scripts though they are neither letters nor digits: vowel signs and joiners."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

JOINERS = "\u200c\u200d"
_JOINED = re.compile(rf"(?<=[^\s{JOINERS}])[{JOINERS}](?=[^\s{JOINERS}])")


def _marks() -> str:
    """All vowel signs, viramas and accents that follow a letter, as the inside of a character class."""
    codes = [code for code in range(0x300, 0x3130) if unicodedata.category(chr(code)) in {"Mn", "Mc"}]
    runs = [[code for _, code in run] for _, run in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return "".join(f"\\u{run[0]:04x}-\\u{run[-1]:04x}" for run in runs)


MARKS = _marks()


def is_printable(text: str) -> bool:
    """Whether every sign can be seen, or joins two that can: Persian words and pictures of people need that."""
    return text.isprintable() or _JOINED.sub("", text).isprintable()


def printable(text: str, *, instead: str = "", keep: str = "") -> str:
    """The text without signs that can't be seen, but with joiners inside words."""
    if text.isprintable():
        return text
    inside = {found.start() for found in _JOINED.finditer(text)}
    return "".join(
        sign if sign.isprintable() or sign in keep or place in inside else instead for place, sign in enumerate(text)
    )


def composed(text: str) -> str:
    """The text with letters and accents as one sign each, as words are listed."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
