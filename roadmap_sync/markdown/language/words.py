"""The words of people's roadmaps, as `words.toml` lists them: data, so that a language is added without code.

Those of statuses stand in `roadmap/status_words.toml`, since boards are read by them too.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from roadmap_sync.roadmap import status_words


@cache
def _words() -> Mapping[str, Mapping[str, Sequence[str]]]:
    text = files("roadmap_sync.markdown.language").joinpath("words.toml").read_text(encoding="utf-8")
    return {**tomllib.loads(text), **status_words.tables()}


def exact(table: str, name: str) -> frozenset[str]:
    """The words of one list, for comparing."""
    return frozenset(_words()[table][name])


def any_of(table: str, name: str) -> str:
    """The words of one list as one regular expression, for use inside another."""
    return f"(?:{'|'.join(_words()[table][name])})"


def names(table: str) -> tuple[str, ...]:
    """The names of the lists of one table."""
    return tuple(_words()[table])
