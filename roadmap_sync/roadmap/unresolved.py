"""A loaded roadmap as its author would write it: without ids that titles give anyway, references shortened."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import OPTIONAL, BoardSettings, Item, Option, Phase, Project, Roadmap, Section
from roadmap_sync.roadmap.timespans import By, DateRange, Effort, Lasts, Ongoing, PublicHolidays, Span

TIMES = (Effort, DateRange, PublicHolidays, Span, Lasts, By, Ongoing)
Rank = Callable[[str], tuple[int, int]]
ValuesOf = Callable[[Any], tuple[Any, ...]]
_T = TypeVar("_T", Phase, Section, Item, Project)


def as_written(roadmap: Roadmap) -> Roadmap:
    """The roadmap without default ids and with references from its root down."""
    root = roadmap.id
    points = tuple(
        replace(point, id=_own(point.id, point.title), skip=_short(point.skip, root)) for point in roadmap.entry_points
    )
    tags = {name: replace(tag, label="" if tag.label == name else tag.label) for name, tag in roadmap.tags.items()}
    return replace(
        roadmap,
        entry_points=points,
        tags=tags,
        phases=tuple(_phase(phase, root) for phase in roadmap.phases),
        projects=_items(roadmap.projects, root),
    )


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """A value of the model as JSON has it: defaults left out, times as they are written."""
    if isinstance(value, TIMES):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(found) for name, found in written_pairs(value)}
    if isinstance(value, Mapping):
        return {name: plain(found) for name, found in value.items()}
    if isinstance(value, tuple):
        return [plain(found) for found in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def written_pairs(value: Any, rank: Rank | None = None) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any class of the model
    """The keys and values that a file must give: those that are no defaults, by the `rank` of their names."""
    values_of, keys_of = _keys(type(value), rank)  # type: ignore[arg-type] # mypy holds no class for hashable
    for (attribute, name, default), found in zip(keys_of, values_of(value), strict=True):
        if found is default and attribute != "counts":
            continue
        usual = value.id != OPTIONAL if attribute == "counts" else default
        if found is not usual and not _is_default(usual, found):
            yield name, found


@cache
def _keys(kind: Hashable, rank: Rank | None) -> tuple[ValuesOf, tuple[tuple[str, str, object], ...]]:
    """The fields of a class that an author writes: how to get them all, and the attribute, key and default of each."""
    own = fields(kind)  # type: ignore[arg-type] # a cache wants what is hashable
    found = tuple(
        (entry.name, entry.metadata.get("name") or entry.name, entry.default)
        for entry in (sorted(own, key=lambda entry: rank(entry.name)) if rank else own)
        if not entry.metadata.get("unwritten")
    )
    return values_of([attribute for attribute, _, _ in found]), found


def values_of(attributes: Sequence[str]) -> ValuesOf:
    """A function that gives the values of several attributes at once, which is much faster than one by one."""
    several = attrgetter("__class__", "__class__", *attributes)
    return lambda value: several(value)[2:]


def _is_default(default: object, value: object) -> bool:
    if isinstance(value, (tuple, Mapping)):
        return not value
    return (default is not MISSING and value == default) or (
        isinstance(value, BoardSettings) and value == BoardSettings()
    )


def _phase(phase: Phase, root: str) -> Phase:
    return _thing(
        phase,
        root,
        items=_items(phase.items, root),
        sections=tuple(_section(section, root) for section in phase.sections),
        projects=_items(phase.projects, root),
    )


def _section(section: Section, root: str) -> Section:
    return _thing(
        section,
        root,
        items=_items(section.items, root),
        options=tuple(_option(option, root) for option in section.options),
    )


def _option(option: Option, root: str) -> Option:
    return replace(option, id=_own(option.id, option.title), items=_items(option.items, root))


def _items(items: tuple[Any, ...], root: str) -> tuple[Any, ...]:
    return tuple(_thing(item, root) for item in items)


def _thing(thing: _T, root: str, **changes: Any) -> _T:  # noqa: ANN401 - as `replace`
    if isinstance(thing, Project):
        changes["same_as"] = thing.same_as.removeprefix(root + "/")
    return replace(thing, id=_own(thing.id, thing.title), depends_on=_short(thing.depends_on, root), **changes)


def _own(name: str, title: str) -> str:
    return "" if name == keys.slug(title) else name


def _short(references: tuple[str, ...], root: str) -> tuple[str, ...]:
    return tuple(reference.removeprefix(root + "/") for reference in references)
