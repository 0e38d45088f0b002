"""Keys: what an element of a roadmap is known by, in the file, in issue bodies and on the command line."""

from __future__ import annotations

import hashlib
import re
import unicodedata

MAX_SLUG = 60
_ASCII_GAPS = re.compile(r"[^a-z0-9]+")
CRITERIA = "~done-when"
CHECKIN = "~checkin"
GOALS = "~goals"
REVIEW = "~review"


def slug(title: str) -> str:
    """The id that a title gives: NFKC, casefolded, letters and digits of any script joined by single ``-``.

    Longer than 60 characters, or without any letter or digit: what fits, or nothing, with a short hash of the title.
    """
    name = _ASCII_GAPS.sub("-", title.lower()).strip("-") if title.isascii() else _name(title)
    if name and len(name) <= MAX_SLUG:
        return name
    digest = hashlib.sha256(title.encode()).hexdigest()[:8]
    return f"{name[: MAX_SLUG - 9].rstrip('-')}-{digest}" if name else digest


def _name(title: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", title).casefold())
    # Marks belong to the letter before them: without them Hindi or Thai words would fall apart.
    kept = "".join(c if c.isalnum() or unicodedata.category(c).startswith("M") else "-" for c in folded)
    return re.sub(r"-+", "-", kept).strip("-")


def is_id(text: str) -> bool:
    """Whether a person may use `text` as an id: it is its own slug."""
    return bool(text) and slug(text) == text


def join(*parts: str) -> str:
    """One key of its parts, from the roadmap's id down."""
    return "/".join(part for part in parts if part)


def parent(key: str) -> str:
    """The key one level up, "" above a roadmap."""
    return key.rpartition("/")[0]


def root(key: str) -> str:
    """The roadmap's id in a key."""
    return key.partition("/")[0]


def leaf(key: str) -> str:
    """The last part of a key: the element's own id."""
    return key.rpartition("/")[2]


def rebase(key: str, old: str, new: str) -> str:
    """`key` with its leading `old` replaced by `new`; unchanged where it does not begin with it."""
    if key == old:
        return new
    return new + key[len(old) :] if key.startswith(old + "/") else key
