"""The whole roadmap out of the shape of a document: title, summary, phases, and what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from roadmap_sync.markdown.building.extras import Extras, take_aside, take_special, whole_title
from roadmap_sync.markdown.building.overview import overview_phases, take_criteria
from roadmap_sync.markdown.building.phases import Builder
from roadmap_sync.markdown.building.restarts import with_absolute_places
from roadmap_sync.markdown.building.terms import take_terms
from roadmap_sync.markdown.content.gather import gather_blocks
from roadmap_sync.markdown.content.gathered import Gathered
from roadmap_sync.markdown.inline import has_words
from roadmap_sync.markdown.language.units import unit_rank, without_number, without_unit
from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.markdown.shapes.beside import Found
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.shapes.shape import Shape
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import OPTIONAL, Phase, Roadmap, Section, Tag
from roadmap_sync.roadmap.timespans import Lasts, Span, Unit

_Told = TypeVar("_Told", Phase, Section)

_LABELLED = re.compile(r"[^.!?:：]{1,40}[:：]\s")


def assemble(shape: Shape, facts: Survey, stem: str) -> Roadmap:
    """The roadmap; `stem` is the file's name, the title where the document has none."""
    title = whole_title(shape.title) if has_words(shape.title) else stem
    preface, extras = Gathered(), Extras()
    terms = take_terms([block for part in (*shape.spine, *shape.heads) for block in part.blocks], facts)
    for part in [*shape.spine, *shape.heads]:
        facts.placed.add(part.line)
        if part is not shape.spine[-1] or not shape.direct:
            blocks = [block for block in part.blocks if block is not shape.overview]
            gather_blocks(blocks, preface, facts, plain=False)
    phases = _phases(shape, facts, title)
    for part, role in shape.special:
        take_special(part, role, extras, facts)
    for part in sorted(shape.aside, key=lambda part: part.line):
        if shape.overview is not None:
            phases = take_criteria(part, phases, facts)
        if part.line not in facts.placed:
            take_aside(part, extras, facts)
    summary, notes = _summary(preface.notes)
    said = [summary if preface.goal else "", preface.why]
    return Roadmap(
        title=title,
        summary=preface.goal or summary,
        phases=tuple(replace(phase, title=without_unit(without_number(phase.title))) for phase in phases)
        or (Phase(title=title),),
        tags={key: Tag(id=key, label=label, counts=key != OPTIONAL) for key, label in facts.used_tags.items()},
        start=terms.start,
        pace=terms.pace,
        done_when=(*preface.criteria, *extras.criteria),
        habits=tuple(extras.habits),
        goals=tuple(extras.goals),
        checkpoints=tuple(extras.checkpoints),
        skills=tuple(extras.skills),
        resources=(*preface.resources, *extras.resources),
        principles=tuple(extras.principles),
        avoid=tuple(extras.avoid),
        notes=tuple(
            note
            for note in (*said, *notes, *preface.rest(Role.GOAL, Role.WHY, Role.CRITERIA), *extras.notes)
            if note and note != title
        ),
    )


def _summary(notes: Sequence[str]) -> tuple[str, list[str]]:
    """The first sentence above the phases, else the first line, and what is left."""
    at = next((at for at, note in enumerate(notes) if not _LABELLED.match(note)), 0)
    return (notes[at], [*notes[:at], *notes[at + 1 :]]) if notes else ("", [])


def _phases(shape: Shape, facts: Survey, title: str) -> list[Phase]:
    builder = Builder(facts, Scale(facts), outlines=shape.counted or not facts.boxed)
    top = shape.spine[-1]
    own = Part(top.title or title, top.level, top.line, None, top.raw, top.blocks if shape.direct else [], shape.board)
    direct = [Found(own)] if shape.direct or shape.board else []
    phases = [builder.phase(found) for found in sorted((*direct, *shape.phases), key=lambda found: found.part.line)]
    if shape.overview is not None:
        phases += overview_phases(shape.overview, facts)
    groups = {phase.group for phase in phases}
    if len(groups - {""}) == 1 and not ("" in groups and unit_rank(max(groups)) is not None):
        phases = [replace(phase, group="") for phase in phases]
    phases = with_absolute_places(_placed_in_time(phases, builder.ranges, facts), facts)
    ranges = builder.sections.ranges
    return [replace(phase, sections=tuple(_placed_in_time(phase.sections, ranges, facts))) for phase in phases]


def _placed_in_time(told: Sequence[_Told], ranges: Mapping[int, Span], facts: Survey) -> list[_Told]:
    """Lengths that follow on from each other (0-3 months, 3-6 months, 6+ months) as places in the plan."""
    spans = [ranges[one.place.line] for one in told if one.place.line in ranges]
    pairs = list(pairwise(spans))
    rising = bool(pairs) and all(a.unit is b.unit and a.first <= b.first and a.last <= b.last for a, b in pairs)
    chained = sum(b.first in {a.last, a.last + 1} for a, b in pairs) * 2 >= len(pairs)
    if not (rising and chained and spans[0] != spans[-1] and spans[0].first <= 1):
        return list(told)
    return [_in_time(one, ranges.get(one.place.line), spans[-1], facts) for one in told]


def _in_time(one: _Told, span: Span | None, last: Span, facts: Survey) -> _Told:
    """One of a row in its place; of what begins when all others have ended (6+ months) no length is known."""
    if span is not None:
        return replace(one, when=_from_one(span), lasts=None)
    if one.lasts != Lasts(last.last, last.last, last.unit):
        return one
    facts.guess(one.place.line, f"from {last.unit} {last.last} on")
    return replace(one, lasts=None)


def _from_one(span: Span) -> Span:
    return span if span.first or span.unit is Unit.MONTH else Span(span.unit, 1, span.last)
