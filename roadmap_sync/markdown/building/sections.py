"""Sections of a phase: a part with its items, its alternatives, and what its deeper parts hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Table
from roadmap_sync.markdown.building.leaves import read_leaf, row_of
from roadmap_sync.markdown.content.entries import cut, links, project_title
from roadmap_sync.markdown.content.gather import content_role, gather_all, gather_blocks, gather_role, is_delivered
from roadmap_sync.markdown.content.gathered import HEADED, Gathered
from roadmap_sync.markdown.content.spoken import lost
from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.periods import DAY_WORDS, find_times, without_hours, without_place, without_times
from roadmap_sync.markdown.language.units import MONTH, unit_rank, without_number
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.shapes.stretches import lists
from roadmap_sync.markdown.structure.survey import Survey, take_tags
from roadmap_sync.markdown.structure.tree import Level, Part
from roadmap_sync.roadmap.model import Criterion, Item, Option, Section
from roadmap_sync.roadmap.review import Question
from roadmap_sync.roadmap.timespans import Span, Unit, When

_OPTION = re.compile(
    r"^(?:option|alternative|path|opción|opção|вариант|seçenek|wariant|opzione|pilihan|lựa chọn|选项|"
    r"方案)\s*[\dA-Z]\b[\s:.\-–—)]*",
    re.IGNORECASE,
)
_KINDS = {Role.PRACTICE: "practice", Role.READING: "reading", Role.RESOURCES: "reading", Role.PROJECTS: "project"}
_DAY = re.compile(rf"^{DAY_WORDS}\s*(\d{{1,3}})\s*[:：\-–—.|]\s*(?=\S)", re.IGNORECASE)
_DEMO = re.compile(r"\bdemo\b|デモ|демо", re.IGNORECASE)


class Sections:
    """Builds sections; `criteria` are those found in them, which belong to the phase.

    `outline` says that the phase at hand is told in headings alone.
    """

    def __init__(self, survey: Survey, scale: Scale) -> None:
        self.survey = survey
        self.scale = scale
        self.criteria: list[Criterion] = []
        self.outline = False
        self.ranges: dict[int, Span] = {}

    def heavy(self, part: Part, *, plain: bool) -> bool:
        """Whether a part holds anything to do; `plain` where its bullets are that."""
        if self.outline:
            return bool(part.parts)
        if plain and self.survey.boxed:
            return lists(part) and not self._is_said(part)
        return bool(self.scale.all(part))

    def _is_said(self, part: Part) -> bool:
        """Whether a part only says something of its phase: resources, a goal in lines (one over a table is none)."""
        tabled = any(isinstance(block, Table) for block in part.blocks)
        return self.scale.is_aside(part) and (not tabled or is_about(part.title, Role.RESOURCES))

    def role(self, inner: Part, part: Part, *, loosely: bool, plain: bool) -> Role | None:
        """What a subpart is; what is delivered at the end of other work are criteria, boxed or not."""
        beside = any(other is not inner and self.heavy(other, plain=plain) for other in part.parts)
        if is_delivered(inner) and (beside or lists(replace(part, parts=[]))):
            return Role.CRITERIA
        return content_role(inner, loosely=loosely)

    def has_boxes(self, part: Part) -> bool:
        """Whether boxes below a heading tell what is done there, whatever the heading says."""
        return part.level < Level.ENTRY and self.survey.boxed and bool(self.scale.all(part))

    def read(self, part: Part, *, plain: bool) -> list[Section]:
        """A part as a section, and its deeper parts with items as sections after it."""
        into = Gathered()
        gather_blocks(part.blocks, into, self.survey, plain=plain)
        heavy = [inner for inner in part.parts if self.heavy(inner, plain=plain)]
        options = self._options(part, heavy, plain=plain)
        deeper: list[Section] = []
        row = row_of(part) if plain else []
        for inner in part.parts:
            role = self.role(inner, part, loosely=inner not in heavy, plain=plain)
            if inner in heavy and options:
                continue
            if inner in heavy and role in {Role.CRITERIA, Role.QUESTIONS}:
                gather_role(inner, role, into, self.survey)
            elif inner in heavy and self._is_step(inner, part):
                self.absorb(inner, into, plain=plain)
            elif inner in heavy:
                deeper += self.read(inner, plain=plain)
            elif role is not None and inner not in row:
                gather_role(inner, role, into, self.survey)
            elif self.outline or inner in row:
                into.items += read_leaf(inner, self.survey)
            else:
                self.survey.placed.add(inner.line)
                into.notes.append(inner.title)
                gather_all(inner, into, self.survey)
        section = self._section(part, into, options)
        if not section.items and not section.options and deeper:
            self.survey.comments.setdefault(deeper[0].place.line, []).insert(0, part.title)
            first = deeper[0]
            carried = replace(
                first,
                resources=(*section.resources, *first.resources),
                note="\n".join(filter(None, [section.note, first.note])),
            )
            return [carried, *deeper[1:]]
        return [section, *deeper]

    def _is_step(self, inner: Part, part: Part) -> bool:
        """Whether a subpart is a kind of work within its section (Practice, Reading), not a section of its own."""
        if inner.level >= 8 or any(is_named(inner.title, role) for role in (Role.TOPICS, *_KINDS)):  # noqa: PLR2004 - bold lines and labels
            return True
        if unit_rank(inner.title) is not None and unit_rank(part.title) is not None:
            return True
        return inner.title.casefold() in self.survey.recurring or self._is_stretch(part)

    def _is_stretch(self, part: Part) -> bool:
        """Whether a part is a week, day or month with nothing but headed lists below it, which are its parts."""
        rank = unit_rank(part.title)
        deep = any(below.level < Level.FOLD for inner in part.parts for below in inner.parts)
        return rank is not None and rank >= MONTH and not deep

    def absorb(self, inner: Part, into: Gathered, *, plain: bool) -> None:
        """Take what a part holds as its owner's, with its head as a comment."""
        own = Gathered()
        gather_all(inner, own, self.survey, plain=plain)
        kind = next((kind for role, kind in _KINDS.items() if is_named(inner.title, role)), "")
        if own.items:
            self.survey.comments.setdefault(own.items[0].place.line, []).insert(0, inner.title)
        into.items += [replace(item, kind=kind) if kind else item for item in own.items]
        into.resources += own.resources
        into.notes += [*own.notes, *own.rest(Role.CRITERIA)]
        into.questions += own.questions
        self.criteria += own.criteria

    def _options(self, part: Part, heavy: Sequence[Part], *, plain: bool) -> tuple[Option, ...]:
        choosing = any(is_about(found.title, Role.CHOOSE) for found in [part, *part.parts]) or any(
            is_about(note, Role.CHOOSE) for note in _bold_notes(part)
        )
        marked = [inner for inner in heavy if _OPTION.match(inner.title)]
        if len(heavy) < 2 or not (len(marked) > 1 or (choosing and len(heavy) > 1 and len(marked) == len(heavy))):  # noqa: PLR2004 - a choice
            return ()
        return tuple(self._option(inner, plain=plain) for inner in heavy)

    def _option(self, part: Part, *, plain: bool) -> Option:
        own = Gathered()
        gather_all(part, own, self.survey, plain=plain)
        text, tags = take_tags(part.raw.text, self.survey)
        title = undecorated(without_hours(text))
        return Option(
            title=cut(_OPTION.sub("", title) or title),
            tags=_common(tags, own.items),
            effort=find_times(text).effort or own.effort,
            why=own.why,
            items=_without(tags, own.items),
            place=self.survey.place(part.line),
        )

    def _section(self, part: Part, into: Gathered, options: tuple[Option, ...]) -> Section:
        self.criteria += into.criteria
        text, tags = take_tags(part.raw.text, self.survey)
        times = find_times(text)
        title = undecorated(without_times(undecorated(text)))
        kind = self._kind(part)
        when = times.when or into.when
        items = all_done(into.items) if part.mark is Mark.DONE and not self.has_boxes(part) else into.items
        if kind == "project":
            items = [replace(item, title=project_title(item.title)) for item in items]
        items, days = _days(items, when)
        if when is None and times.range is not None:
            self.ranges[part.line] = times.range
        return Section(
            title=cut(without_number(without_place(title) if when else title)),
            when=days or when,
            lasts=None if when else times.lasts or into.lasts,
            effort=times.effort or into.effort,
            goal=into.goal,
            why=into.why,
            note="\n".join([*into.notes, *into.rest(*HEADED)]),
            tags=_common(tags, items) if not options else tags,
            kind=kind,
            depends_on=tuple(into.depends),
            items=_without(tags, items),
            choose=1 if options else 0,
            options=options,
            resources=(*links(part.raw, self.survey), *into.resources),
            check_yourself=tuple(Question(question=lost(line, self.survey)) for line in into.questions),
            think_about=tuple(into.thoughts),
            place=self.survey.place(part.line),
        )

    def _kind(self, part: Part) -> str:
        named = (kind for role, kind in _KINDS.items() if is_named(part.title, role))
        return next(named, "demo" if _DEMO.search(part.title) else "")


def _days(items: Sequence[Item], when: When | None) -> tuple[list[Item], Span | None]:
    """Items that are the days 1, 2, 3 or 8, 9, 10 ... of a week, without their numbers, and those days of the plan."""
    found = [_DAY.match(item.title) for item in items]
    numbers = [int(match[1]) for match in found if match]
    if len(items) != len(numbers) or not 2 <= len(items) <= 7 or numbers != list(range(numbers[0], numbers[-1] + 1)):  # noqa: PLR2004 - the days of a week
        return list(items), None
    if not isinstance(when, Span) or when.unit is not Unit.WEEK or when.first != when.last:
        return list(items), None
    first = (when.first - 1) * 7 + 1 if numbers[0] == 1 else numbers[0]
    bare = [replace(item, title=item.title[match.end() :]) for item, match in zip(items, found, strict=True) if match]
    return bare, Span(Unit.DAY, first, first + len(items) - 1)


def _bold_notes(part: Part) -> Iterator[str]:
    for block in part.blocks:
        lines = getattr(block, "lines", ())
        yield from (line.text for line in lines if line.text.startswith("**"))


def _common(tags: tuple[str, ...], items: Sequence[Item]) -> tuple[str, ...]:
    """The tags that a section hands down: its own, or what all of several items share."""
    shared = items[0].tags if len(items) > 1 and all(item.tags == items[0].tags for item in items) else ()
    return tags or shared


def _without(tags: tuple[str, ...], items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without the tags that they inherit anyway."""
    common = _common(tags, items)
    return tuple(replace(item, tags=()) if common and item.tags == common else item for item in items)


def all_done(items: Sequence[Item]) -> list[Item]:
    """The items, every one of them done."""
    return [replace(item, done=True) for item in items]
