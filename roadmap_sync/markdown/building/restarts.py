"""Weeks, days and months that begin anew under each head (Month 2: Week 1), as places in the whole plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.roadmap.model import Phase, Section
from roadmap_sync.roadmap.timespans import Span, Unit

_MONTHS_A_YEAR = 12
_WEEKS_A_YEAR = 52
_DAYS_A_WEEK = 7
_MOST = {(Unit.MONTH, Unit.WEEK): 5, (Unit.WEEK, Unit.DAY): _DAYS_A_WEEK, (Unit.MONTH, Unit.DAY): 31}


def with_absolute_places(phases: Sequence[Phase], survey: Survey) -> list[Phase]:
    """The phases with the places of their sections counted from the start of the plan, as the format has them."""
    spans = [[section.when for section in phase.sections if isinstance(section.when, Span)] for phase in phases]
    done: list[Phase] = []
    reached = dict.fromkeys(Unit, 0)
    for phase, own in zip(phases, spans, strict=True):
        unit = own[0].unit if own else None
        offset = None if unit is None else _offset(phase, own, reached)
        if unit is None or not offset:
            done.append(phase)
        else:
            survey.guess(phase.place.line, f"its {unit}s begin anew in the source: counted on from {unit} {offset}")
            done.append(replace(phase, sections=tuple(_moved(section, unit, offset) for section in phase.sections)))
        for section in done[-1].sections:
            if isinstance(section.when, Span):
                reached[section.when.unit] = max(reached[section.when.unit], section.when.last)
    return done


def _offset(phase: Phase, own: Sequence[Span], reached: dict[Unit, int]) -> int:
    """How many weeks or days lie before the phase, where its sections count from 1 again; 0 where they don't."""
    unit = own[0].unit
    first, last = min(span.first for span in own), max(span.last for span in own)
    if first > 1 or any(span.unit is not unit for span in own):
        return 0
    when = phase.when
    if isinstance(when, Span) and when.first > 1 and last <= _within(when, unit):
        before = when.first - 1
        if when.unit is Unit.MONTH:
            return before * (_WEEKS_A_YEAR if unit is Unit.WEEK else 365) // _MONTHS_A_YEAR
        return before * _DAYS_A_WEEK
    return 0 if isinstance(when, Span) or reached[unit] < last else reached[unit]


def _within(when: Span, unit: Unit) -> int:
    """The highest number that a stretch of this length can count to."""
    return _MOST.get((when.unit, unit), 0) * (when.last - when.first + 1)


def _moved(section: Section, unit: Unit, offset: int) -> Section:
    when = section.when
    if not isinstance(when, Span) or when.unit is not unit:
        return section
    return replace(section, when=Span(unit, when.first + offset, when.last + offset))
