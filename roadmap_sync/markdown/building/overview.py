"""Phases that stand in a table alone, one a row, and the criteria that headings like "After Stage 1" give them."""

from __future__ import annotations

import re
from dataclasses import replace

from roadmap_sync.markdown.blocks import Row, Table
from roadmap_sync.markdown.content.entries import cut, links
from roadmap_sync.markdown.content.gather import gather_role
from roadmap_sync.markdown.content.gathered import Gathered
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.periods import find_times, hours
from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.structure.columns import Columns, read_columns
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Phase

_SUM = re.compile(any_of("sums", "total"), re.IGNORECASE)
_UNIT_AND_NUMBER = re.compile(r"(?<![^\W\d_])[^\W\d_]++\s*+\d+", re.IGNORECASE)


def overview_phases(table: Table, survey: Survey) -> list[Phase]:
    """A phase a row: its title, how long it lasts, its goal; other cells are kept in the note. A sum is none."""
    columns = replace(read_columns(table, survey.statuses), title=0, number=None)
    survey.placed.update(row.number for row in table.rows if _is_sum(row))
    return [_phase(row, table, columns, survey) for row in table.rows if not _is_sum(row)]


def _is_sum(row: Row) -> bool:
    return bool(_SUM.fullmatch(undecorated(read_inline(row.cells[0]).text)))


def _phase(row: Row, table: Table, columns: Columns, survey: Survey) -> Phase:
    inline = read_inline(row.cells[0])
    said: dict[Role, str] = {}
    notes: list[str] = []
    roles = dict(columns.others)
    for index, cell in enumerate(row.cells[1:], 1):
        text = undecorated(read_inline(cell).text)
        if not has_words(text):
            continue
        role = roles.get(index)
        if role in {Role.LASTS, Role.EFFORT, Role.GOAL}:
            said[role] = text
        else:
            notes.append(f"{undecorated(read_inline(table.header[index]).text)}: {text}")
    times = find_times(said.get(Role.LASTS, ""))
    return Phase(
        title=cut(undecorated(inline.text)),
        goal=said.get(Role.GOAL, ""),
        note="\n".join(notes),
        when=times.when,
        lasts=None if times.when else times.lasts,
        effort=hours(said.get(Role.EFFORT, "")) or times.effort,
        resources=links(inline, survey),
        place=survey.place(row.number),
    )


def take_criteria(part: Part, phases: list[Phase], survey: Survey) -> list[Phase]:
    """Give a part headed ``After Stage 1`` to the phase that its words name."""
    named = {_key(found) for found in _UNIT_AND_NUMBER.findall(part.title)}
    hits = [
        index
        for index, phase in enumerate(phases)
        if named & {_key(found) for found in _UNIT_AND_NUMBER.findall(phase.title)}
    ]
    if (
        len(hits) != 1
        or part.parts
        or not re.match(r"(?i)after|completion|criteria|done|nach|après|después|após|после|sonra", part.title)
    ):
        return phases
    own = Gathered()
    gather_role(part, Role.CRITERIA, own, survey)
    phase = phases[hits[0]]
    phases[hits[0]] = replace(phase, done_when=(*phase.done_when, *own.criteria))
    return phases


def _key(text: str) -> str:
    return "".join(text.casefold().split())
