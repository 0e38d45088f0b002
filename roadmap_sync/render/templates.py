"""The templates' environments: whatever a template prints is escaped for its format unless it is marked as safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from roadmap_sync import text
from roadmap_sync.progress.model import Work
from roadmap_sync.render import formatting, key_figures, opening

SHORT = 12
"""Characters that are never broken into lines: ``42 of 196``, ``22 Nov 2026``."""


@cache
def markdown() -> Environment:
    """Templates of Markdown: every value printed goes through `text.plain`, unless a filter has made it `Markup`."""
    environment = _environment(autoescape=False)
    environment.finalize = _plain
    environment.filters |= {"tied": _tied, "settled": _settled}
    for function in (text.cell, text.summary, text.link, text.prose):
        environment.filters[function.__name__] = _safe(function)
    return environment


@cache
def page() -> Environment:
    """Templates of HTML pages, with HTML's escaping."""
    environment = _environment(autoescape=True)
    environment.filters["coded"] = _coded
    return environment


def _environment(*, autoescape: bool) -> Environment:
    environment = Environment(
        loader=PackageLoader("roadmap_sync.render"),
        autoescape=autoescape,  # noqa: S701 - Markdown has an escaping of its own: `finalize`
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        undefined=StrictUndefined,
    )
    environment.filters |= {"clip": text.clip, "truncated": _truncated, "shown": text.line, "by_phase": _by_phase}
    environment.globals |= {
        "formatting": formatting,
        "key_figures": key_figures,
        "opening": opening,
        "address": text.address,
    }
    return environment


def _truncated(value: str, size: int) -> str:
    return value if len(value) <= size else value[: size - 1] + "…"


def _coded(value: str) -> Markup:
    shown = re.sub(r"`([^`]+)`", r"<code>\1</code>", text.html(text.line(value)))
    return Markup(shown)  # noqa: S704 - escaped right above


def _by_phase(works: Sequence[Work]) -> list[tuple[str, list[Work]]]:
    return [(phase, list(group)) for phase, group in groupby(works, key=lambda work: work.phase)]


def _tied(shown: Markup) -> Markup:
    """Numbers stay with their units and months with their years where a narrow cell breaks lines."""
    spaces = r" " if len(shown) <= SHORT else r"(?<=\d) (?=\w)|(?<=[A-Z][a-z]{2}) (?=\d{4})"
    return Markup(re.sub(spaces, "&nbsp;", shown))  # noqa: S704 - escaped before


def _settled(title: str) -> Markup:
    """What keeps the numbers after a title in their place where it runs from right to left: a mark, else nothing."""
    leftwards = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in title)
    return Markup("\u200e" if leftwards else "")  # noqa: S704 - a constant


def _plain(value: object) -> object:
    return value if isinstance(value, Markup) else text.plain(str(value))


def _safe(function: Callable[..., str]) -> Callable[..., Markup]:
    return lambda *args, **named: Markup(function(*args, **named))  # noqa: S704 - escaping is what the function is for
