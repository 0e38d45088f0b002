"""The roadmap as a tree of stretches of time: what each is told about itself, what it needs, and its parts in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_sync.roadmap.model import Item, Option, Phase, Project, Section
from roadmap_sync.roadmap.outline import Outline, OutlineEntry, OutlineLevel
from roadmap_sync.roadmap.timespans import Lasts, When


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedElement:
    """Something that takes time.

    `needs` are the keys outside that it, or anything inside it, depends on; `told` says whether it or anything inside
    has a time of its own. `size` counts the work inside. The parts of `alternatives` run side by side.
    """

    key: str = ""
    when: When | None = None
    lasts: Lasts | None = None
    hours: float | None = None
    depends_on: tuple[str, ...] = ()
    needs: frozenset[str] = frozenset()
    parts: tuple[TimedElement, ...] = ()
    told: bool = False
    project: bool = False
    alternatives: bool = False
    size: int = 1
    inside: frozenset[str] = frozenset()


def stretches(outline: Outline) -> TimedElement:
    """The whole roadmap as one stretch; work named twice takes its time once."""
    below: dict[str, list[OutlineEntry]] = {}
    for entry in outline.entries:
        if not entry.same_as:
            below.setdefault(entry.option or entry.section or entry.phase, []).append(entry)
    same = {entry.key: entry.same_as for entry in outline.entries if entry.same_as}
    return TimedElement(parts=tuple(_stretch(entry, below, same) for entry in below.get("", ())))


def ordered(parts: Sequence[TimedElement]) -> Sequence[TimedElement]:
    """Parts in their order, but what is needed first; where they need each other in a circle, as they stand."""
    if not any(part.needs for part in parts):
        return parts
    rest, found = list(parts), []
    while rest:
        ready = (part for part in rest if not any(part.needs & other.inside for other in rest if other is not part))
        found.append(next(ready, rest[0]))
        rest.remove(found[-1])
    return found


def _stretch(entry: OutlineEntry, below: dict[str, list[OutlineEntry]], same: dict[str, str]) -> TimedElement:
    parts = [_stretch(inner, below, same) for inner in below.get(entry.key, ())]
    options = {inner.key for inner in below.get(entry.key, ()) if inner.level is OutlineLevel.OPTION}
    if options and isinstance(entry.value, Section):
        choice = [part for part in parts if part.key in options]
        parts = [part for part in parts if part.key not in options] + [_choice(entry.value, entry.key, choice)]
    value = entry.value
    depends_on = () if isinstance(value, Option) else tuple(same.get(key, key) for key in value.depends_on)
    when = None if isinstance(value, Option) else value.when
    lasts = value.lasts if isinstance(value, Phase | Section) and not when else None
    inside = frozenset({entry.key}).union(*(part.inside for part in parts))
    needs = frozenset(depends_on).union(*(part.needs for part in parts)) - inside
    return TimedElement(
        key=entry.key,
        when=when,
        lasts=lasts,
        hours=_hours(entry, parts),
        depends_on=depends_on,
        needs=needs,
        parts=tuple(parts),
        told=bool(when or lasts) or any(part.told for part in parts),
        project=isinstance(value, Project),
        size=sum(part.size for part in parts) or 1,
        inside=inside,
    )


def _choice(section: Section, key: str, options: Sequence[TimedElement]) -> TimedElement:
    """The alternatives of a section as one part of it: they take as long as the largest that may be chosen."""
    hours = sorted((option.hours for option in options if option.hours is not None), reverse=True)
    return TimedElement(
        key=f"{key}/~options",
        hours=sum(hours[: section.choose or 1]) if hours else None,
        needs=frozenset().union(*(option.needs for option in options)),
        parts=tuple(options),
        told=any(option.told for option in options),
        alternatives=True,
        size=max(option.size for option in options),
        inside=frozenset().union(*(option.inside for option in options)),
    )


def _hours(entry: OutlineEntry, parts: Sequence[TimedElement]) -> float | None:
    """Hours of its parts where all are known (projects come on top of a phase's own effort), else its own."""
    if isinstance(entry.value, Item):
        return entry.hours
    known = [part.hours for part in parts if part.hours is not None]
    return sum(known) if known and len(known) == len(parts) else entry.hours
