"""Forms of text: what a text in a roadmap file may look like, for the loader and the JSON Schema alike."""

from __future__ import annotations

import re
import unicodedata
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from roadmap_sync import limits
from roadmap_sync.roadmap import keys


def _no_check(_: str) -> None:
    """Whatever the pattern lets through."""


@dataclass(frozen=True)
class Form:
    """How a text must look: its pattern and length after cleaning; `says` completes "must be ...".

    `check` raises FormError for what a pattern can't tell, `tidy` gives the text its usual spelling; `prose` keeps its
    line breaks, all else is one line.
    """

    says: str = "a text"
    pattern: str = ""
    limit: int = 1_000
    prose: bool = False
    hint: str = ""
    check: Callable[[str], None] = _no_check
    tidy: Callable[[str], str] = str

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern)

    def clean(self, text: str) -> str:
        """The text without needless white space; raises ValueError with `rule` and hint where it breaks the form."""
        if not text.isprintable():
            _refuse_controls(text)
        cleaned = text.strip() if self.prose else " ".join(text.split())
        if not cleaned or not _is_visible(cleaned):
            raise FormError("is empty", "Write a text, or take the key away.")
        if len(cleaned) > self.limit:
            raise FormError(f"has {len(cleaned):,} characters, {self.limit:,} are allowed", "Make it shorter.")
        self.check(cleaned)
        if self.pattern and not self._regex.search(cleaned):
            raise FormError(f"must be {self.says}", self.hint)
        return self.tidy(cleaned)


class FormError(ValueError):
    """A text breaks its form: the rule as the end of a sentence that begins with the key, and the way out."""

    def __init__(self, rule: str, hint: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.hint = hint


def _refuse_controls(text: str) -> None:
    # Surrogates come from escapes like "\ud800" and can't be written to any file.
    found = next((c for c in text if unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\r\x85"), None)
    if found:
        raise FormError(f"holds the control character U+{ord(found):04X}", "Delete it.")


def _is_visible(text: str) -> bool:
    return text.isascii() or any(unicodedata.category(c) not in {"Cf", "Zs", "Zl", "Zp"} for c in text)


def _check_id(text: str) -> None:
    if not keys.is_id(text):
        raise FormError("must be small letters and digits, joined by single -", f"Write for example {keys.slug(text)}.")


def _check_timezone(text: str) -> None:
    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, LookupError):
        raise FormError("is no time zone that is known here", "Write for example Europe/Prague or UTC.") from None


LINE = Form()
PROSE = Form(limit=20_000, prose=True)
TITLE = Form(limit=limits.TITLE.most)
LABEL = Form(limit=limits.LABEL_NAME.most)
LABEL_DESCRIPTION = Form(limit=limits.LABEL_DESCRIPTION.most)
ID = Form("an id", r"^[^\s/~A-Z]+$", keys.MAX_SLUG, check=_check_id)
COLOR = Form(
    "six hex digits",
    r"^#?[0-9A-Fa-f]{6}$",
    7,
    hint='For example "0e8a16", in quotes.',
    tidy=lambda text: text.removeprefix("#").lower(),
)
URL = Form(
    "a web address",
    r"^https?://[^\s/?#<>\"\\]+[^\s<>\"\\]*$",
    2_000,
    hint="Write it in full, beginning with https:// and without spaces.",
)
REPOSITORY = Form(
    "owner/name",
    r"^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})/(?!\.{1,2}$)[A-Za-z0-9._-]{1,100}$",
    201,
    hint="Write the two names alone, without https://github.com/.",
)
_LOGIN = r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,99})(?:\[bot\])?"
LOGIN = Form("a login", rf"^{_LOGIN}$", 110, hint="Write the user's name without @.")
AUTHOR = Form(
    "a login or a mail address",
    rf"^(?:{_LOGIN}|[^\s@<>]+@[^\s@<>]+)$",
    254,
    hint="Write the user's name without @, or the address of the commits.",
)
TIMEZONE = Form(
    "a time zone", r"^[A-Za-z0-9_+/-]+$", 64, hint="Write for example Europe/Prague.", check=_check_timezone
)
