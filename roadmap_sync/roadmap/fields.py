"""The format's definition, read off the dataclasses of `model`: which keys each has, and the shape of their values.

The loader, the JSON Schema and the format page all walk these shapes; nothing else says what a file may hold.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

from roadmap_sync.roadmap import timespans
from roadmap_sync.roadmap.strings import LABEL, LINE, Form


def key(  # noqa: PLR0913 - keywords that most keys leave out, as with `field`
    doc: str,
    default: Any = MISSING,  # noqa: ANN401 - as `field`
    *,
    name: str = "",
    names: str = "",
    example: Any = None,  # noqa: ANN401 - whatever YAML can say
    form: Form = LINE,
    bounds: tuple[float, float] = (1, 1_000_000_000),
) -> Any:  # noqa: ANN401 - as `field`
    """A key of the file: what it does, its default, its spelling where Python has taken the word, an example.

    `form` is how its texts must look, `bounds` the least and the most of a number, `names` the key whose names may
    stand for the value. The default `dict` makes an empty mapping.
    """
    metadata = {"doc": doc, "name": name, "names": names, "example": example, "form": form, "bounds": bounds}
    if default is dict:
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


def unwritten(default: Any) -> Any:  # noqa: ANN401 - as `field`
    """A field that the loader fills and no author writes."""
    return field(default=default, compare=False, repr=False, metadata={"unwritten": True})


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text of a form."""

    form: Form


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A number within bounds, both inside."""

    whole: bool
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class BooleanShape:
    """true or false."""


@dataclass(frozen=True, slots=True)
class ChoiceShape:
    """One of a few words."""

    of: type[StrEnum]


@dataclass(frozen=True, slots=True)
class NotationShape:
    """A value with a notation of its own: `parse` raises SpanError; names of the key `names` may stand for it."""

    says: str
    parse: Callable[[str], Any]
    patterns: tuple[str, ...]
    examples: tuple[str, ...]
    names: str = ""


@dataclass(frozen=True, slots=True)
class ListShape:
    """A list; a single text will do where its parts are no elements, or say so."""

    of: Shape


@dataclass(frozen=True, slots=True)
class MappingShape:
    """A mapping from names of a form to values."""

    names: Form
    of: Shape


@dataclass(frozen=True, slots=True)
class ElementShape:
    """One of the model's classes: a mapping, or a bare text for its `shorthand`, or true and false with `switch`."""

    of: type

    @property
    def shorthand(self) -> str:
        """The key that a bare text stands for, or ""."""
        return str(getattr(self.of, "shorthand", ""))

    @property
    def single(self) -> bool:
        """Whether one alone will do for a list of one."""
        return bool(getattr(self.of, "single", False))

    @property
    def switch(self) -> bool:
        """Whether true stands for an element with all defaults, and false for none."""
        return bool(getattr(self.of, "switch", False))


Shape = TextShape | NumberShape | BooleanShape | ChoiceShape | NotationShape | ListShape | MappingShape | ElementShape


@dataclass(frozen=True, slots=True)
class KeySpec:
    """A key of an element: its spelling, the attribute it fills, what it does."""

    name: str
    attribute: str
    shape: Shape
    required: bool
    default: Any
    doc: str
    example: Any


_DAY = NotationShape("a day", timespans.parse_date, (timespans.By.patterns[1],), ("2026-01-05",))
_HOURS = NotationShape("hours", timespans.Effort.parse, (timespans.Effort.pattern,), ("4h", "60-80h"))
_NOTATIONS: Mapping[Any, NotationShape] = {
    date: _DAY,
    timespans.Effort: _HOURS,
    timespans.Lasts: NotationShape(
        "a duration", timespans.Lasts.parse, (timespans.Lasts.pattern,), ("4-6 weeks", "3 months", "10 days")
    ),
    timespans.By: NotationShape(
        "a deadline", timespans.By.parse, timespans.By.patterns, ("month 12", "week 8", "2026-12-31")
    ),
    timespans.DateRange: NotationShape(
        "a day or days",
        timespans.DateRange.parse,
        (timespans.DateRange.pattern,),
        ("2026-12-24", timespans.DateRange.example),
    ),
    timespans.DayOff: NotationShape(
        "a day, days or a country",
        timespans.parse_day_off,
        (timespans.DateRange.pattern, timespans.PublicHolidays.pattern),
        ("2026-12-24", timespans.DateRange.example, "CZ", timespans.PublicHolidays.example),
    ),
    timespans.When: NotationShape("a time", timespans.parse_when, timespans.WHEN_PATTERNS, timespans.WHEN_EXAMPLES),
}


@cache
def keys_of(element: type) -> Mapping[str, KeySpec]:
    """The keys of one of the model's classes by their spelling, in the order of the class."""
    hints = typing.get_type_hints(element)
    found: dict[str, KeySpec] = {}
    for one in fields(element):
        meta = one.metadata
        if meta.get("unwritten"):
            continue
        name = meta["name"] or one.name
        default = one.default if one.default_factory is MISSING else one.default_factory()
        required = default is MISSING
        shape = _shape(hints[one.name], meta)
        found[name] = KeySpec(
            name, one.name, shape, required, None if required else default, meta["doc"], meta["example"]
        )
    return found


def _shape(annotation: Any, meta: Mapping[str, Any]) -> Shape:  # noqa: ANN401, PLR0911 - annotations are of many kinds
    if get_origin(annotation) in {Union, types.UnionType}:
        annotation = Union[tuple(part for part in get_args(annotation) if part is not type(None))]  # noqa: UP007
    if annotation in _NOTATIONS:
        return replace(_NOTATIONS[annotation], names=meta["names"])
    if get_origin(annotation) is tuple:
        return ListShape(_shape(get_args(annotation)[0], meta))
    if get_origin(annotation) is Mapping:
        return MappingShape(LABEL, _shape(get_args(annotation)[1], meta))
    if annotation is str:
        return TextShape(meta["form"])
    if annotation is bool:
        return BooleanShape()
    if annotation in {int, float}:
        return NumberShape(annotation is int, *meta["bounds"])
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return ChoiceShape(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return ElementShape(annotation)
    raise TypeError(f"the format has no notation for {annotation}")
