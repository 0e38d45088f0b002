"""The roadmap laid out flat: every element with its key, where it hangs, and what it inherits.

`desired`, `schedule` and `progress` all walk this list, so that inheritance, weights and the choice between
alternatives are decided in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto
from functools import cached_property

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import OPTIONAL, Item, Option, Phase, Project, Roadmap, Section

DEFAULT_KIND = "topic"


class OutlineLevel(StrEnum):
    """What an entry is."""

    PHASE = "phase"
    SECTION = "section"
    OPTION = "option"
    ITEM = "item"
    PROJECT = "project"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineEntry:
    """One element: keys of the phase, section and option around it ("" for none), what it inherits, and its weight.

    `hours` is None where neither the element nor anything around it gives an effort. `counts` is what the file alone
    decides (tags, placeholder); skipped work and alternatives are decided by progress.
    """

    key: str
    level: OutlineLevel
    value: Phase | Section | Option | Item
    phase: str = ""
    section: str = ""
    option: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    hours: float | None = None
    counts: bool = False

    @property
    def title(self) -> str:
        """Its title, as written."""
        return self.value.title

    @property
    def is_work(self) -> bool:
        """An item or project: what can be done and counted."""
        return self.level in {OutlineLevel.ITEM, OutlineLevel.PROJECT}

    @property
    def same_as(self) -> str:
        """The key of the entry that is the same work, or ""."""
        return self.value.same_as if isinstance(self.value, Project) else ""


@dataclass(frozen=True)
class Outline:
    """A roadmap's entries in the order of the file, a parent before its children."""

    roadmap: Roadmap
    entries: tuple[OutlineEntry, ...]

    @cached_property
    def by_key(self) -> dict[str, OutlineEntry]:
        """Entries by their keys."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def work(self) -> tuple[OutlineEntry, ...]:
        """Items and projects that stand for work of their own (not `same_as`)."""
        return tuple(entry for entry in self.entries if entry.is_work and not entry.same_as)

    def under(self, key: str) -> tuple[OutlineEntry, ...]:
        """The work below a phase, section or option."""
        return self._under.get(key, ())

    @cached_property
    def _under(self) -> dict[str, tuple[OutlineEntry, ...]]:
        found: dict[str, list[OutlineEntry]] = {}
        for entry in self.work:
            for above in (entry.phase, entry.section, entry.option):
                if above:
                    found.setdefault(above, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


def outline(roadmap: Roadmap) -> Outline:
    """Lay a loaded roadmap out; what its chosen entry point skips is left out."""
    skipped = next((set(point.skip) for point in roadmap.entry_points if point.id == roadmap.entry), set())
    kept = (entry for entry in _entries(roadmap) if not _within(entry.key, skipped))
    return Outline(roadmap, tuple(kept))


def _within(key: str, skipped: set[str]) -> bool:
    while key and skipped:
        if key in skipped:
            return True
        key = keys.parent(key)
    return False


def _entries(roadmap: Roadmap) -> Iterator[OutlineEntry]:
    for phase in roadmap.phases:
        key = keys.join(roadmap.id, phase.id)
        yield OutlineEntry(
            key=key, level=OutlineLevel.PHASE, value=phase, hours=phase.effort.middle if phase.effort else None
        )
        yield from _phase(roadmap, phase, key)
    for project in roadmap.projects:
        yield _work(
            roadmap, OutlineEntry(key=keys.join(roadmap.id, project.id), level=OutlineLevel.PROJECT, value=project)
        )


def _phase(roadmap: Roadmap, phase: Phase, key: str) -> Iterator[OutlineEntry]:
    around = OutlineEntry(key=key, level=OutlineLevel.ITEM, value=phase, phase=key, tags=phase.tags)
    share = _share(phase)
    for item in phase.items:
        yield _work(roadmap, replace(around, key=keys.join(key, item.id), value=item, hours=share))
    for section in phase.sections:
        yield from _section(roadmap, section, around, share)
    for project in phase.projects:
        yield _work(roadmap, replace(around, key=keys.join(key, project.id), level=OutlineLevel.PROJECT, value=project))


def _section(
    roadmap: Roadmap, section: Section, around: OutlineEntry, phase_share: float | None
) -> Iterator[OutlineEntry]:
    key = keys.join(around.phase, section.id)
    tags = section.tags or around.tags
    total = _total(section, phase_share)
    yield replace(around, key=key, level=OutlineLevel.SECTION, value=section, tags=tags, kind=section.kind, hours=total)
    inside = replace(around, key=key, level=OutlineLevel.ITEM, section=key, tags=tags, kind=section.kind)
    share = _divide(total, section.items, _slots(section))
    for item in section.items:
        yield _work(roadmap, replace(inside, key=keys.join(key, item.id), value=item, hours=share))
    left = _left(total, share, section)
    for option in section.options:
        option_key = keys.join(key, option.id)
        hours = option.effort.middle if option.effort else left
        option_tags = option.tags or tags
        yield replace(inside, key=option_key, level=OutlineLevel.OPTION, value=option, tags=option_tags, hours=hours)
        part = _divide(hours, option.items, len(option.items))
        for item in option.items:
            entry = replace(inside, key=keys.join(option_key, item.id), value=item, option=option_key)
            yield _work(roadmap, replace(entry, tags=option_tags, hours=part))


def _work(roadmap: Roadmap, entry: OutlineEntry) -> OutlineEntry:
    item = entry.value
    assert isinstance(item, Item)  # noqa: S101 - for the type checker: only items and projects come here
    tags = item.tags or entry.tags
    kind = item.kind or entry.kind or ("project" if entry.level is OutlineLevel.PROJECT else DEFAULT_KIND)
    counts = not item.placeholder and all(tag_counts(roadmap, tag) for tag in tags)
    hours = item.effort.middle if item.effort else entry.hours
    return replace(entry, tags=tags, kind=kind, hours=hours, counts=counts)


def tag_counts(roadmap: Roadmap, tag: str) -> bool:
    """Whether items with this tag count: as declared; an undeclared `optional` does not."""
    declared = roadmap.tags.get(tag)
    return declared.counts if declared else tag != OPTIONAL


def _slots(section: Section) -> int:
    """How many items of a section share a phase's hours: alternatives count as the largest that may be chosen."""
    options = sorted((len(option.items) for option in section.options), reverse=True)
    return len(section.items) + sum(options[: section.choose or 1])


def _own(items: Iterable[Item]) -> list[float]:
    """The hours of the items that say them."""
    return [item.effort.middle for item in items if item.effort]


def _total(section: Section, phase_share: float | None) -> float | None:
    """A section's hours: its own effort, else its items' and a share of the phase's for each that has none."""
    if section.effort:
        return section.effort.middle
    own = _own(section.items)
    return None if phase_share is None else sum(own) + phase_share * (_slots(section) - len(own))


def _divide(hours: float | None, items: tuple[Item, ...], slots: int) -> float | None:
    """The share of each of `slots` without an effort: what the items' own efforts leave, never below zero."""
    if hours is None:
        return None
    own = _own(items)
    rest = slots - len(own)
    return max(hours - sum(own), 0.0) / rest if rest > 0 else 0.0


def _left(total: float | None, share: float | None, section: Section) -> float | None:
    """The hours of one alternative without an effort: those chosen together have what the section's items leave."""
    if total is None or share is None:
        return None
    spent = sum(item.effort.middle if item.effort else share for item in section.items)
    return max(total - spent, 0.0) / (section.choose or 1)


def _share(phase: Phase) -> float | None:
    """What a phase's effort leaves for each item that has none, nor a section with one.

    Milestone projects' own efforts come on top: sources give them apart from the phase's hours.
    """
    if not phase.effort:
        return None
    open_sections = [section for section in phase.sections if not section.effort]
    loose = [*phase.items, *(item for section in open_sections for item in section.items)]
    spent = sum(section.effort.middle for section in phase.sections if section.effort)
    slots = sum(_slots(section) for section in open_sections) + len(phase.items)
    own = _own(loose)
    rest = slots - len(own)
    return max(phase.effort.middle - spent - sum(own), 0.0) / rest if rest > 0 else None


class Completion(Enum):
    """How a piece of work stands, as far as choosing goes."""

    DONE = auto()
    SKIPPED = auto()
    OPEN = auto()


def dropped_options(laid: Outline, stand: Callable[[OutlineEntry], Completion]) -> frozenset[str]:
    """Keys of the options that fall away: all of a section but the `choose` most done, ties in the file's order."""
    options: dict[str, list[str]] = {}
    for entry in laid.entries:
        if entry.level is OutlineLevel.OPTION:
            options.setdefault(entry.section, []).append(entry.key)
    away: set[str] = set()
    for section, candidates in options.items():
        value = laid.by_key[section].value
        choose = value.choose if isinstance(value, Section) else 0
        shares = {option: _done_share([(work, stand(work)) for work in laid.under(option)]) for option in candidates}
        away.update(sorted(candidates, key=lambda option: -shares[option])[choose or 1 :])
    return frozenset(away)


def _done_share(works: Sequence[tuple[OutlineEntry, Completion]]) -> float:
    """How much of an option is done, from 0 to 1, skipped work left out; below that where all of it was skipped."""
    counted = [stand for work, stand in works if work.counts and stand is not Completion.SKIPPED]
    if not counted:
        return -1.0 if any(stand is Completion.SKIPPED for _, stand in works) else 0.0
    return sum(stand is Completion.DONE for stand in counted) / len(counted)
