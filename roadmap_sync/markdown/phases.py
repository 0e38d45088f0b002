"""Phases, sections and projects out of the parts that the shape of the document names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Bullets, Entry, Table
from roadmap_sync.markdown.boxes import Mark
from roadmap_sync.markdown.entries import cut, is_project_title, project_title, read_item
from roadmap_sync.markdown.gather import Gathered, content_role, criterion, gather_all, gather_blocks, gather_role
from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.periods import DAY_WORDS, find_times, without_place, without_times
from roadmap_sync.markdown.shape import Found, Scale
from roadmap_sync.markdown.survey import Survey, is_placeholder, take_tags
from roadmap_sync.markdown.tree import Part
from roadmap_sync.markdown.units import unit_rank
from roadmap_sync.markdown.vocabulary import Role, is_about, is_named
from roadmap_sync.model import Criterion, Item, Option, Phase, Project, Section
from roadmap_sync.span import Span, Unit, When

MAX_CHILDREN = 100
_OPTION = re.compile(
    r"^(?:option|alternative|path|opción|opção|вариант|seçenek|wariant|opzione|pilihan|lựa chọn|选项|"
    r"方案)\s*[\dA-Z]\b[\s:.\-–—)]*",
    re.IGNORECASE,
)
_KINDS = {Role.PRACTICE: "practice", Role.READING: "reading", Role.RESOURCES: "reading", Role.PROJECTS: "project"}
_DAY = re.compile(rf"^(?:{DAY_WORDS})\s*(\d)\s*[:：\-–—.|]\s*(?=\S)", re.IGNORECASE)
_DEMO = re.compile(r"\bdemo\b|デモ|демо", re.IGNORECASE)


class Builder:
    """Builds phases; keeps the facts of the document at hand."""

    def __init__(self, survey: Survey, scale: Scale) -> None:
        self.survey = survey
        self.scale = scale
        self.ranges: dict[int, Span] = {}
        self.criteria: list[Criterion] = []

    def phase(self, found: Found) -> Phase:
        """A part as a phase."""
        part, survey = found.part, self.survey
        plain = not survey.boxed or not self.scale.all(part)
        if (
            plain
            and survey.boxed
            and any(isinstance(block, Bullets) for found in part.walk() for block in found.blocks)
        ):
            survey.guess(part.line, "no boxes in this phase: its bullets became items")
        into = Gathered()
        text, tags = take_tags(part.raw.text or part.title, survey)
        times = find_times(text)
        sections = self._listed(part, into, plain=plain)
        sections += self._inner(part, into, plain=plain)
        into.criteria += [*self.criteria, *map(criterion, into.questions)]
        into.notes += into.thoughts
        self.criteria = []
        if part.mark is Mark.DONE:
            into.items, sections = _all_done(into.items), [_done_section(section) for section in sections]
        place = survey.place(part.line)
        if times.range is not None and times.when is None:
            self.ranges[part.line] = times.range
        return Phase(
            title=cut(undecorated(without_times(undecorated(text)))) if part.raw.text else cut(part.title),
            group=_group(found.group),
            goal=into.goal,
            why=into.why,
            note="\n".join(into.notes),
            when=times.when or into.when,
            lasts=None if times.when or into.when else times.lasts or into.lasts,
            effort=times.effort or into.effort,
            depends_on=tuple(into.depends),
            done_when=tuple(into.criteria),
            tags=tags,
            items=tuple(into.items),
            sections=tuple(piece for section in sections for piece in _split(section)),
            projects=tuple(into.projects),
            resources=tuple(into.resources),
            place=place,
        )

    def _listed(self, part: Part, into: Gathered, *, plain: bool) -> list[Section]:
        """The blocks right below the head; lists whose entries mostly hold lists become sections."""
        sections: list[Section] = []
        for block in part.blocks:
            if isinstance(block, Bullets) and self._is_nested(block, plain=plain):
                for entry in block.entries:
                    section = self._entry_section(entry, plain=plain)
                    if section is not None:
                        sections.append(section)
                    else:
                        gather_blocks([Bullets((entry,))], into, self.survey, plain=plain)
            else:
                gather_blocks([block], into, self.survey, plain=plain)
        return sections

    def _is_nested(self, block: Bullets, *, plain: bool) -> bool:
        nested = [entry for entry in block.entries if self._holds(entry, plain=plain)]
        return len(nested) > 1 and len(nested) * 2 >= len(block.entries)

    def _holds(self, entry: Entry, *, plain: bool) -> bool:
        inner = [block for block in entry.blocks if isinstance(block, Bullets)]
        if plain:
            return bool(inner)
        return any(self.survey.mark(deep)[0] is not None for block in inner for deep in block.entries)

    def _entry_section(self, entry: Entry, *, plain: bool) -> Section | None:
        if not self._holds(entry, plain=plain):
            return None
        head = read_item(Entry(entry.line), self.survey)
        if head is None:
            return None
        into = Gathered()
        gather_blocks(entry.blocks, into, self.survey, plain=plain)
        items = into.items
        if head.done and not any(item.done for item in items):
            items = _all_done(items)
        elif head.done and not all(item.done for item in items):
            self.survey.lose_tick(entry.line.number, head.title)
        return Section(
            title=head.title,
            effort=head.effort,
            tags=head.tags,
            note="\n".join(into.notes),
            items=tuple(items),
            resources=(*head.resources, *into.resources),
            place=head.place,
        )

    def _inner(self, part: Part, into: Gathered, *, plain: bool) -> list[Section]:
        sections: list[Section] = []
        for inner in part.parts:
            if not plain and self._is_unboxed(inner, part):
                self.survey.guess(inner.line, "no boxes here: its bullets became items")
                sections += self.sections(inner, plain=True)
                continue
            role = content_role(inner, loosely=not self._heavy(inner, plain=plain))
            if self._is_project(inner, role, plain=plain):
                into.projects.append(self.project(inner))
            elif self._heavy(inner, plain=plain):
                sections += self._heavy_part(inner, role, into, plain=plain)
            else:
                self._light_part(inner, role, into, sections)
        return sections

    def _heavy(self, part: Part, *, plain: bool) -> bool:
        if plain and self.survey.boxed:
            return any(isinstance(block, (Bullets, Table)) for found in part.walk() for block in found.blocks)
        return bool(self.scale.all(part))

    def _is_unboxed(self, inner: Part, part: Part) -> bool:
        """Whether a named stretch has no boxes while those beside it have: its bullets are what is to be done."""
        rank = unit_rank(inner.title)
        if rank is None or self.scale.all(inner) or not any(isinstance(block, Bullets) for block in inner.blocks):
            return False
        return any(unit_rank(beside.title) == rank and self.scale.all(beside) for beside in part.parts)

    def _is_project(self, part: Part, role: Role | None, *, plain: bool) -> bool:
        if not is_project_title(part.title):
            return False
        building = any(is_named(inner.title, Role.BUILD) or is_named(inner.title, Role.ABLE) for inner in part.parts)
        del role
        return (
            building
            or (not plain and not self.scale.all(part))
            or (plain and not self.scale.heavy(part) and not self.scale.own(part))
        )

    def _heavy_part(self, part: Part, role: Role | None, into: Gathered, *, plain: bool) -> list[Section]:
        """A subpart with items: projects, criteria with boxes, alternatives, or a section."""
        if role in {Role.CRITERIA, Role.QUESTIONS}:
            own = Gathered()
            gather_role(part, Role.CRITERIA, own, self.survey)
            into.criteria += own.criteria
            return []
        return self.sections(part, plain=plain)

    def _light_part(self, part: Part, role: Role | None, into: Gathered, sections: list[Section]) -> None:
        own = Gathered()
        if role is None and part.parts and any(content_role(inner, loosely=False) for inner in part.parts):
            self.survey.placed.add(part.line)
            into.notes.append(part.title)
            gather_blocks(part.blocks, into, self.survey, plain=False)
            for inner in part.parts:
                self._light_part(inner, content_role(inner, loosely=True), into, sections)
            return
        if role is None:
            role = Role.THINK if sections and part.raw.text.rstrip().endswith((":", "：")) else None
        if role is None:
            self.survey.placed.add(part.line)
            gather_all(part, own, self.survey)
            own.notes.insert(0, part.title)
        else:
            gather_role(part, role, own, self.survey)
        if sections and own.thoughts:
            sections[-1] = replace(sections[-1], think_about=(*sections[-1].think_about, *own.thoughts))
        else:
            into.notes += own.thoughts
        if sections and own.questions:
            sections[-1] = replace(sections[-1], check_yourself=(*sections[-1].check_yourself, *own.questions))
        else:
            into.questions += own.questions
        _merge(own, into)

    def sections(self, part: Part, *, plain: bool) -> list[Section]:
        """A part as a section, and its deeper parts with items as sections after it."""
        into = Gathered()
        gather_blocks(part.blocks, into, self.survey, plain=plain)
        heavy = [inner for inner in part.parts if self._heavy(inner, plain=plain)]
        options = self._options(part, heavy, plain=plain)
        deeper: list[Section] = []
        for inner in part.parts:
            role = content_role(inner, loosely=inner not in heavy)
            if inner in heavy and options:
                continue
            if inner in heavy and role in {Role.CRITERIA, Role.QUESTIONS}:
                gather_role(inner, Role.QUESTIONS, into, self.survey)
            elif inner in heavy and self._is_step(inner, part):
                self._absorb(inner, into, plain=plain)
            elif inner in heavy:
                deeper += self.sections(inner, plain=plain)
            elif role is not None:
                gather_role(inner, role, into, self.survey)
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
        if inner.level >= 8 or any(is_named(inner.title, role) for role in _KINDS):  # noqa: PLR2004 - bold lines and labels
            return True
        return unit_rank(inner.title) is not None and unit_rank(part.title) is not None

    def _absorb(self, inner: Part, into: Gathered, *, plain: bool) -> None:
        own = Gathered()
        gather_all(inner, own, self.survey, plain=plain)
        kind = next((kind for role, kind in _KINDS.items() if is_named(inner.title, role)), "")
        if own.items:
            self.survey.comments.setdefault(own.items[0].place.line, []).insert(0, inner.title)
        into.items += [replace(item, kind=kind) if kind else item for item in own.items]
        into.resources += own.resources
        into.notes += own.notes

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
        title = undecorated(without_times(text))
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
        items = _all_done(into.items) if part.mark is Mark.DONE else into.items
        if kind == "project":
            items = [replace(item, title=project_title(item.title)) for item in items]
        items, days = _days(items, when)
        return Section(
            title=cut(without_place(title) if when else title),
            when=days or when,
            lasts=None if when else times.lasts or into.lasts,
            effort=times.effort or into.effort,
            goal=into.goal,
            why=into.why,
            note="\n".join(into.notes),
            tags=_common(tags, items) if not options else tags,
            kind=kind,
            depends_on=tuple(into.depends),
            items=_without(tags, items),
            choose=1 if options else 0,
            options=options,
            resources=tuple(into.resources),
            check_yourself=tuple(into.questions),
            think_about=tuple(into.thoughts),
            place=self.survey.place(part.line),
        )

    def _kind(self, part: Part) -> str:
        named = (kind for role, kind in _KINDS.items() if is_named(part.title, role))
        return next(named, "demo" if _DEMO.search(part.title) else "")

    def project(self, part: Part) -> Project:
        """A part with what to build and what one is able to do then."""
        own = Gathered()
        gather_blocks(part.blocks, own, self.survey, plain=False)
        for inner in part.parts:
            role = content_role(inner, loosely=True)
            if role is None:
                gather_all(inner, own, self.survey)
            else:
                gather_role(inner, role, own, self.survey)
        text, tags = take_tags(part.raw.text, self.survey)
        return Project(
            title=cut(project_title(undecorated(without_times(undecorated(text))))),
            tags=tags,
            effort=find_times(text).effort or own.effort,
            depends_on=tuple(own.depends),
            why=own.why,
            note="\n".join(own.notes),
            proves=tuple(own.proves),
            build=tuple(own.build),
            able_to=(*own.able_to, *(found.title for found in own.criteria)),
            resources=tuple(own.resources),
            check_yourself=tuple(own.questions),
            placeholder=is_placeholder(text),
            place=self.survey.place(part.line),
        )


def _days(items: Sequence[Item], when: When | None) -> tuple[list[Item], Span | None]:
    """Items that are the days 1, 2, 3 ... of a week, without their numbers, and those days of the plan."""
    found = [_DAY.match(item.title) for item in items]
    numbers = [int(match[1]) for match in found if match]
    if len(items) < 2 or numbers != list(range(1, len(items) + 1)) or len(items) > 7:  # noqa: PLR2004 - the days of a week
        return list(items), None
    if not isinstance(when, Span) or when.unit is not Unit.WEEK or when.first != when.last:
        return list(items), None
    first = (when.first - 1) * 7 + 1
    bare = [replace(item, title=item.title[match.end() :]) for item, match in zip(items, found, strict=True) if match]
    return bare, Span(Unit.DAY, first, first + len(items) - 1)


def _bold_notes(part: Part) -> Iterator[str]:
    for block in part.blocks:
        lines = getattr(block, "lines", ())
        yield from (line.text for line in lines if line.text.startswith("**"))


def _group(title: str) -> str:
    return cut(undecorated(without_times(title))) if title else ""


def _common(tags: tuple[str, ...], items: Sequence[Item]) -> tuple[str, ...]:
    """The tags that a section hands down: its own, or what all its items share."""
    shared = items[0].tags if items and all(item.tags == items[0].tags for item in items) else ()
    return tags or shared


def _without(tags: tuple[str, ...], items: Sequence[Item]) -> tuple[Item, ...]:
    """The items without the tags that they inherit anyway."""
    common = _common(tags, items)
    return tuple(replace(item, tags=()) if item.tags == common else item for item in items)


def _all_done(items: Sequence[Item]) -> list[Item]:
    return [replace(item, done=True) for item in items]


def _done_section(section: Section) -> Section:
    return replace(section, items=tuple(_all_done(section.items)))


def _split(section: Section) -> Iterator[Section]:
    """A section with at most a hundred items; the rest in sections of the same name after it."""
    yield replace(section, items=section.items[:MAX_CHILDREN])
    for start in range(MAX_CHILDREN, len(section.items), MAX_CHILDREN):
        yield Section(
            title=section.title,
            tags=section.tags,
            kind=section.kind,
            items=section.items[start : start + MAX_CHILDREN],
            place=section.items[start].place,
        )


def _merge(own: Gathered, into: Gathered) -> None:
    into.items += own.items
    into.resources += own.resources
    into.criteria += own.criteria
    into.notes += own.notes + own.build + own.proves
    into.criteria += map(criterion, own.able_to)
    into.depends += own.depends
    into.goal = "; ".join(filter(None, [into.goal, own.goal]))
    into.why = " ".join(filter(None, [into.why, own.why]))
    into.effort = into.effort or own.effort
    into.lasts = into.lasts or own.lasts
    into.when = into.when or own.when
