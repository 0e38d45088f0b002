"""What a tracker and the format ask of texts: lengths, addresses, printable signs."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from roadmap_sync.form import LINE, PROSE, TITLE, URL, Form, FormError
from roadmap_sync.model import Resource, Roadmap

_T = TypeVar("_T")


def tidy(roadmap: Roadmap) -> Roadmap:
    """The roadmap with every text cut to what the format allows, and without what is no web address."""
    return _tidied(roadmap)


def _tidied(value: _T) -> _T:
    changes: dict[str, Any] = {}
    for entry in fields(value):  # type: ignore[arg-type]
        if entry.metadata.get("unwritten"):
            continue
        found = getattr(value, entry.name)
        changed = _value(found, entry.metadata.get("form") or LINE)
        if changed is not found:
            changes[entry.name] = changed
    return replace(value, **changes) if changes else value  # type: ignore[type-var]


def _value(value: Any, form: Form) -> Any:  # noqa: ANN401 - any value of the model
    if isinstance(value, str):
        return _text(value, form)
    if isinstance(value, tuple):
        kept = tuple(piece for entry in value if (piece := _value(entry, form)) not in {"", None})
        return value if all(a is b for a, b in zip(kept, value, strict=False)) and len(kept) == len(value) else kept
    if isinstance(value, Resource) and value.url:
        value = replace(value, url=value.url if _fits(value.url, URL) else "")
    return _tidied(value) if is_dataclass(value) and not isinstance(value, type) else value


def _text(text: str, form: Form) -> str:
    if not text:
        return text
    limit = min(form.limit, TITLE.limit) if form is TITLE else form.limit
    clean = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    clean = clean if form.prose or form is PROSE else " ".join(clean.split())
    return clean if len(clean) <= limit else clean[: limit - 1].rstrip() + "…"


def _fits(text: str, form: Form) -> bool:
    try:
        form.clean(text)
    except FormError:
        return False
    return True
