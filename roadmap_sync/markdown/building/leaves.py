"""Plans told in headings alone ("### Day 3: Loops" and a sentence): their lowest heads are what is to be done."""

from __future__ import annotations

import re

from roadmap_sync.markdown.content.entries import bracketed_hours, cut, links
from roadmap_sync.markdown.content.gather import content_role, gather_all
from roadmap_sync.markdown.content.gathered import Gathered
from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.periods import without_hours
from roadmap_sync.markdown.language.units import without_number
from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.markdown.shapes.stretches import lists
from roadmap_sync.markdown.structure.survey import Survey, take_tags
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Item

_COUNTED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\s*+\d")


def is_outline(part: Part) -> bool:
    """Whether a part lists nothing and has several heads below it."""
    return not lists(part) and sum(is_leaf(inner) for inner in part.walk() if inner is not part) > 1


def is_leaf(part: Part) -> bool:
    """Whether a part is a lowest head that may be something to do."""
    return not part.parts and content_role(part, loosely=True) is None


def row_of(part: Part) -> list[Part]:
    """The heads that count on right below a part that lists nothing: "Session 1.1", "Session 1.2"."""
    counted = [(found[1].casefold(), inner) for inner in part.parts if (found := _COUNTED.match(inner.title))]
    row = [inner for word, inner in counted if word == counted[0][0]]
    return row if len(row) > 1 and not lists(part) else []


def read_leaf(part: Part, survey: Survey) -> list[Item]:
    """A head as an item, with the prose below it as its note; none where it is a number alone."""
    if not any(map(str.isalpha, part.title)):
        survey.placed.add(part.line)
        return []
    into = Gathered()
    gather_all(part, into, survey)
    text, tags = take_tags(part.raw.text, survey)
    item = Item(
        title=cut(without_number(undecorated(without_hours(undecorated(text))))),
        tags=tags,
        effort=into.effort or bracketed_hours(text),
        done=part.mark is Mark.DONE,
        why=into.why,
        note="\n".join(filter(None, [into.goal, *into.notes, *into.rest(Role.GOAL, Role.WHY, Role.EFFORT)])),
        resources=(*links(part.raw, survey), *into.resources),
        place=survey.place(part.line),
    )
    return [item]
