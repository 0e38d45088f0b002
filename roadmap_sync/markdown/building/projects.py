"""Milestone projects: what to build and what one is able to do then."""

from __future__ import annotations

from roadmap_sync.markdown.content.entries import cut, links, project_title
from roadmap_sync.markdown.content.gather import content_role, gather_all, gather_blocks, gather_role
from roadmap_sync.markdown.content.gathered import Gathered
from roadmap_sync.markdown.content.spoken import lost
from roadmap_sync.markdown.inline import undecorated
from roadmap_sync.markdown.language.periods import find_times, without_hours
from roadmap_sync.markdown.language.vocabulary import Role
from roadmap_sync.markdown.structure.survey import Survey, is_placeholder, take_tags
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Project
from roadmap_sync.roadmap.review import Question

_KEPT = (
    Role.EFFORT, Role.DEPENDS, Role.WHY, Role.BUILD, Role.DELIVERABLES, Role.ABLE, Role.PROVES, Role.CRITERIA
)  # fmt: skip


def read_project(part: Part, survey: Survey) -> Project:
    """A part with what to build and what one is able to do then."""
    own = Gathered()
    gather_blocks(part.blocks, own, survey, plain=False)
    for inner in part.parts:
        role = content_role(inner, loosely=True)
        if role is None:
            gather_all(inner, own, survey)
        else:
            gather_role(inner, role, own, survey)
    text, tags = take_tags(part.raw.text, survey)
    return Project(
        title=cut(project_title(undecorated(without_hours(undecorated(text))))),
        tags=tags,
        effort=find_times(text).effort or own.effort,
        depends_on=tuple(own.depends),
        why=own.why,
        note="\n".join([*own.notes, *own.rest(*_KEPT)]),
        proves=tuple(own.proves),
        build=tuple(own.build),
        able_to=(*own.able_to, *(found.title for found in own.criteria)),
        resources=(*links(part.raw, survey), *own.resources),
        check_yourself=tuple(Question(question=lost(line, survey)) for line in own.questions),
        placeholder=is_placeholder(text),
        place=survey.place(part.line),
    )
