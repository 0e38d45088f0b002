"""The words for how far something is, as `status_words.toml` lists them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_BRACKETED = re.compile(r"[(（\[【].*?[)）\]】]")
_NO_WORD = re.compile(r"[^\w\s]|_")


@cache
def tables() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """`statuses`: what is said of one thing; `lanes`: what heads a column of a board besides."""
    import tomllib  # noqa: PLC0415 - only where a word is asked for

    return tomllib.loads(Path(__file__).with_name("status_words.toml").read_text(encoding="utf-8"))


def folded(text: str) -> str:
    """A status as words alone: case, emoji, punctuation and what stands in brackets aside."""
    composed = unicodedata.normalize("NFKC", text).casefold().replace("i\u0307", "i").replace("ı", "i")
    # Marks that combine with letters are part of a word in many scripts, those of emoji are not.
    words = "".join(
        " " if _NO_WORD.match(character) and not unicodedata.category(character).startswith("M") else character
        for character in _BRACKETED.sub(" ", composed)
        if character not in "\ufe0f\u200d"
    )
    return " ".join(words.split()) or " ".join(composed.split())


@cache
def words(table: str, name: str) -> frozenset[str]:
    """The folded words of one list."""
    return frozenset(map(folded, tables()[table][name]))
