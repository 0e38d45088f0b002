"""Phases, sections and projects out of the parts that the shape of the document names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from roadmap_sync.limits import SUB_ISSUES
from roadmap_sync.markdown.blocks import Bullets, Entry, Table
from roadmap_sync.markdown.building.leaves import is_outline, read_leaf
from roadmap_sync.markdown.building.projects import read_project
from roadmap_sync.markdown.building.sections import Sections, all_done
from roadmap_sync.markdown.building.unticked import unticked_work
from roadmap_sync.markdown.content.entries import cut, is_project_title, links, read_item
from roadmap_sync.markdown.content.gather import content_role, gather_all, gather_blocks, gather_role
from roadmap_sync.markdown.content.gathered import HEADED, Gathered, Said, as_line
from roadmap_sync.markdown.content.labels import criterion
from roadmap_sync.markdown.content.spoken import lost
from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.periods import find_times, without_times
from roadmap_sync.markdown.language.units import unit_key, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.shapes.beside import Found
from roadmap_sync.markdown.shapes.checked import holds_work
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.shapes.stretches import lists
from roadmap_sync.markdown.structure.survey import Survey, take_tags
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Phase, Section
from roadmap_sync.roadmap.review import Question
from roadmap_sync.roadmap.timespans import Span

MAX_CHILDREN = SUB_ISSUES.most


class Builder:
    """Builds phases; keeps the facts of the document at hand.

    `outlines` says that a phase without boxes or lists may be told in headings.
    """

    def __init__(self, survey: Survey, scale: Scale, *, outlines: bool) -> None:
        self.outlines = outlines
        self.survey = survey
        self.scale = scale
        self.ranges: dict[int, Span] = {}
        self.sections = Sections(survey, scale)

    def phase(self, found: Found) -> Phase:
        """A part as a phase."""
        part, survey = found.part, self.survey
        plain = not survey.boxed or not holds_work(part, self.scale)
        self.sections.outline = self.outlines and plain and is_outline(part)
        if self.sections.outline:
            survey.guess(part.line, "no lists in this phase: its headings became items")
        elif plain and survey.boxed and lists(part):
            survey.guess(part.line, "no boxes in this phase: its bullets became items")
        into = Gathered()
        text, tags = take_tags(part.raw.text or part.title, survey)
        times = find_times(text)
        sections = self._listed(part, into, plain=plain)
        sections += self._inner(part, into, plain=plain)
        sections.sort(key=lambda section: section.place.line)
        into.criteria += [criterion(Said(text), survey) for text in into.able_to]
        into.criteria += [*self.sections.criteria, *(criterion(line, survey) for line in into.questions)]
        into.criteria += [criterion(Said(text), survey) for text in into.delivered]
        into.notes += [*into.rest(Role.ABLE, Role.DELIVERABLES, *HEADED), *into.thoughts]
        self.sections.criteria = []
        stated = survey.progress.get(unit_key(part.title) or (0, "")) if plain else None
        if Mark.DONE in {part.mark, stated} and not self.sections.has_boxes(part):
            into.items, sections = all_done(into.items), [_done_section(section) for section in sections]
        place = survey.place(part.line)
        if times.range is not None and times.when is None:
            self.ranges[part.line] = times.range
        return Phase(
            title=cut(undecorated(without_times(undecorated(text)))) if part.raw.text else cut(part.title),
            group=_group(found.group),
            goal=into.goal,
            why=into.why,
            note="\n".join(filter(None, into.notes)),
            when=times.when or into.when,
            lasts=None if times.when or into.when else times.lasts or into.lasts,
            effort=times.effort or into.effort,
            depends_on=tuple(into.depends),
            done_when=tuple(into.criteria),
            tags=tags,
            items=tuple(into.items),
            sections=tuple(piece for section in sections for piece in _split(section)),
            projects=tuple(into.projects),
            resources=(*links(part.raw, survey), *into.resources),
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
            items = all_done(items)
        elif head.done and not all(item.done for item in items):
            self.survey.lose_tick(entry.line.number, head.title)
        return Section(
            title=head.title,
            effort=head.effort,
            tags=head.tags,
            note="\n".join(filter(None, [*into.notes, *into.rest()])),
            items=tuple(items),
            resources=(*head.resources, *into.resources),
            place=head.place,
        )

    def _inner(self, part: Part, into: Gathered, *, plain: bool) -> list[Section]:
        sections: list[Section] = []
        unticked = frozenset() if plain else unticked_work(part, self.scale)
        for inner in part.parts:
            if not plain and (self._is_unboxed(inner, part) or inner.line in unticked):
                self.survey.guess(inner.line, "no boxes here: its bullets became items")
                sections += self.sections.read(inner, plain=True)
                continue
            loosely = unit_rank(inner.title) is None and not self.sections.heavy(inner, plain=plain)
            role = self.sections.role(inner, part, loosely=loosely, plain=plain)
            if role is None and self._is_bare(inner, part, plain=plain):
                sections += self.sections.read(inner, plain=plain)
                continue
            if self._is_all_topics(inner, part, plain=plain):
                self.sections.absorb(inner, into, plain=plain)
            elif self._is_project(inner, role, plain=plain):
                into.projects.append(read_project(inner, self.survey))
            elif self.sections.heavy(inner, plain=plain):
                sections += self._heavy_part(inner, role, into, plain=plain)
            elif self.sections.outline and role is None:
                into.items += read_leaf(inner, self.survey)
            else:
                self._light_part(inner, role, into, sections)
        return sections

    def _is_all_topics(self, inner: Part, part: Part, *, plain: bool) -> bool:
        """Whether a part named "Topics" is the only one with items, so that they are the phase's own."""
        if not is_named(inner.title, Role.TOPICS) or inner.parts or self.scale.own(part):
            return False
        heavy = [beside for beside in part.parts if self.sections.heavy(beside, plain=plain)]
        return all(
            beside is inner or content_role(beside, loosely=False) not in {None, Role.PROJECTS} for beside in heavy
        )

    def _is_bare(self, inner: Part, part: Part, *, plain: bool) -> bool:
        """Whether a named stretch lists nothing while one beside it does: it is a section all the same."""
        rank = unit_rank(inner.title)
        if rank is None or self.sections.heavy(inner, plain=plain):
            return False
        return any(
            unit_rank(beside.title) == rank and self.sections.heavy(beside, plain=plain) for beside in part.parts
        )

    def _is_unboxed(self, inner: Part, part: Part) -> bool:
        """Whether a named stretch has no boxes while those beside it have: its bullets are what is to be done."""
        rank = unit_rank(inner.title)
        if (
            rank is None
            or self.scale.all(inner)
            or not any(isinstance(block, (Bullets, Table)) for block in inner.blocks)
        ):
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
        if role in {Role.CRITERIA, Role.QUESTIONS} and not len(self.scale.heavy(part)) > 1:
            own = Gathered()
            gather_role(part, Role.CRITERIA, own, self.survey)
            into.criteria += own.criteria
            into.notes += own.notes
            into.resources += own.resources
            return []
        return self.sections.read(part, plain=plain)

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
            questions = (Question(question=lost(line, self.survey)) for line in own.questions)
            sections[-1] = replace(sections[-1], check_yourself=(*sections[-1].check_yourself, *questions))
        else:
            into.questions += own.questions
        _merge(own, into, self.survey)


def _group(title: str) -> str:
    return cut(undecorated(without_times(title))) if title else ""


def _done_section(section: Section) -> Section:
    return replace(section, items=tuple(all_done(section.items)))


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


def _merge(own: Gathered, into: Gathered, survey: Survey) -> None:
    into.items += own.items
    into.resources += own.resources
    into.criteria += own.criteria
    into.notes += own.notes
    into.notes += own.rest(Role.ABLE, Role.DELIVERABLES, *HEADED)
    into.delivered += own.delivered
    into.criteria += [criterion(Said(text), survey) for text in own.able_to]
    into.depends += own.depends
    into.goal = as_line([into.goal, own.goal])
    into.why = as_line([into.why, own.why])
    into.effort = into.effort or own.effort
    into.lasts = into.lasts or own.lasts
    into.when = into.when or own.when
