"""What a tracker and the format ask of texts: lengths, addresses, printable signs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from roadmap_sync.markdown.language.scripts import is_printable, printable
from roadmap_sync.roadmap.model import Resource, Roadmap
from roadmap_sync.roadmap.strings import LINE, PROSE, URL, Form, FormError
from roadmap_sync.roadmap.unresolved import ValuesOf, values_of

_T = TypeVar("_T")


def tidy(roadmap: Roadmap) -> Roadmap:
    """The roadmap with every text cut to what the format allows, and without what is no web address."""
    return _tidied(roadmap)


def _tidied(value: _T) -> _T:
    changes: dict[str, Any] = {}
    get, texts = _texts(type(value))  # type: ignore[arg-type]
    for (name, form), found in zip(texts, get(value), strict=True):
        if not found or isinstance(found, bool):
            continue
        changed = _value(found, form)
        if changed is not found:
            changes[name] = changed
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


@cache
def _texts(kind: type[Any]) -> tuple[ValuesOf, tuple[tuple[str, Form], ...]]:
    """The fields of a class that an author writes: how to get them all, and each with its form."""
    found = tuple(
        (entry.name, entry.metadata.get("form") or LINE)
        for entry in fields(kind)
        if not entry.metadata.get("unwritten")
    )
    return values_of([name for name, _ in found]), found


def _value(value: Any, form: Form) -> Any:  # noqa: ANN401 - any value of the model
    if isinstance(value, str):
        return _text(value, form)
    if isinstance(value, tuple):
        kept = [_value(entry, form) for entry in value]
        if all(a is b for a, b in zip(kept, value, strict=True)):
            return value
        return tuple(entry for entry in kept if entry not in {"", None})
    if isinstance(value, Resource) and value.url and not _fits(value.url, URL):
        value = replace(value, url="")
    return _tidied(value) if is_dataclass(value) and not isinstance(value, type) else value


def _text(text: str, form: Form) -> str:
    if not text:
        return text
    limit = form.limit
    if is_printable(text) and len(text) <= limit:
        return text
    clean = printable(text, keep="\n")
    clean = clean if form.prose or form is PROSE else " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def _fits(text: str, form: Form) -> bool:
    try:
        form.clean(text)
    except FormError:
        return False
    return True
