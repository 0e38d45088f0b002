"""Kept curricula: the last reading of each, as a file that says what it was read from, for when it can't be read."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import Address, CurriculumFile

FOLDER: Final = "curricula"
"""Below the folder of the report, and below that of this machine alone."""
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_HEAD = re.compile(
    r"# Kept by roadmap-sync from (?P<address>\S[^\n]*?) at (?P<commit>[0-9a-f]{1,64})(?P<private>, private)?"
)


def kept_name(address: Address) -> str:
    """The name of the file that keeps the curriculum at an address."""
    name = _named(address)
    digest = hashlib.sha256(name.casefold().encode()).hexdigest()[:8]
    return f"{FOLDER}/{keys.slug(name)}-{digest}.yaml"


def kept_text(source: CurriculumFile) -> str:
    """The file: a line of where it comes from, then the curriculum as it was read."""
    private = ", private" if source.private else ""
    return f"# Kept by roadmap-sync from {_named(source.address)} at {source.commit}{private}\n{source.text}"


def parse_kept(text: str, address: Address) -> CurriculumFile | None:
    """The last reading that a file keeps; None for a file that is no reading of this address, or an empty one."""
    head, _, content = text.partition("\n")
    found = _HEAD.fullmatch(head.rstrip("\r"))
    if not found or found["address"].casefold() != _named(address).casefold() or not content.strip():
        return None
    return CurriculumFile(address, content, commit=found["commit"], private=bool(found["private"]))


def _named(address: Address) -> str:
    """The address; without a commit, which for a further link of a chain is another one each time."""
    return address.link if _COMMIT.fullmatch(address.ref) else str(address)
