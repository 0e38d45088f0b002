"""What stands beside the phases: habits, goals, checkpoints, criteria of the whole, principles, resources, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from roadmap_sync.markdown.blocks import Bullets, Entry
from roadmap_sync.markdown.boxes import Mark
from roadmap_sync.markdown.entries import cut
from roadmap_sync.markdown.gather import Gathered, gather_blocks, gather_role, lines_of, measures
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.periods import deadline, every, without_times
from roadmap_sync.markdown.survey import Survey
from roadmap_sync.markdown.tree import Part
from roadmap_sync.markdown.vocabulary import Role, is_about, is_named
from roadmap_sync.model import Checkpoint, Criterion, Every, Goal, Habit, Resource, Skill
from roadmap_sync.span import By

_AFTER = re.compile(r"^(?:(?:after|by|within|at|in|end of|by the end of)\s+)*(?:\d+\s*\w+|\w+\s*\d+)\s*[:：\-–—]\s*(?=\S)", re.IGNORECASE)
_PROJECTS = re.compile(r"^\W*(\d{1,3})\s*\+?\s*(?:\w+ ){0,2}projects\b(?!\s+(?:on|with))", re.IGNORECASE)


@dataclass(slots=True)
class Extras:
    """Everything outside the phases."""

    habits: list[Habit] = field(default_factory=list)
    goals: list[Goal] = field(default_factory=list)
    checkpoints: list[Checkpoint] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    skills: list[Skill] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    principles: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def take_special(part: Part, role: Role, into: Extras, survey: Survey) -> None:
    """Habits, goals, checkpoints or criteria of the whole."""
    survey.placed.add(part.line)
    match role:
        case Role.HABITS:
            _habits(part, every(part.title) or Every.WEEK, into, survey)
        case Role.GOALS:
            _goals(part, deadline(part.title), into, survey)
        case Role.CHECKPOINTS:
            _checkpoints(part, into, survey)
        case _:
            own = Gathered()
            gather_role(part, Role.CRITERIA, own, survey)
            into.criteria += own.criteria


def _boxes(part: Part, into: Extras, survey: Survey) -> Iterator[tuple[Entry, str]]:
    """The entries right below a head, each with its text; the prose around them becomes notes."""
    for block in part.blocks:
        if not isinstance(block, Bullets):
            own = Gathered()
            gather_blocks([block], own, survey, plain=False)
            into.notes += own.notes
            continue
        for entry in _flat(block.entries):
            mark, text = survey.mark(entry)
            survey.placed.add(entry.line.number)
            plain = undecorated(read_inline(text).text)
            if mark is Mark.DONE:
                survey.guess(entry.line.number, f"ticked in the source: {plain}", comment=False)
            if has_words(plain):
                yield entry, cut(plain)


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        for block in entry.blocks:
            if isinstance(block, Bullets):
                yield from _flat(block.entries)


def _habits(part: Part, period: Every, into: Extras, survey: Survey) -> None:
    for entry, text in _boxes(part, into, survey):
        own = every(text) or period
        into.habits.append(Habit(title=text, every=own, **measures(text)))
        del entry
    for inner in part.parts:
        survey.placed.add(inner.line)
        _habits(inner, every(inner.title) or period, into, survey)


def _goals(part: Part, by: By | None, into: Extras, survey: Survey) -> None:
    for _, text in _boxes(part, into, survey):
        own = deadline(text) if by is None else None
        projects = _PROJECTS.match(text)
        measured = {"projects": int(projects[1])} if projects else measures(text)
        into.goals.append(Goal(title=text, by=own or by, **measured))
    for inner in part.parts:
        survey.placed.add(inner.line)
        _goals(inner, deadline(inner.title) or by, into, survey)


def _checkpoints(part: Part, into: Extras, survey: Survey) -> None:
    for inner in part.parts or [part]:
        survey.placed.add(inner.line)
        own = Gathered()
        for block in inner.blocks:
            if not isinstance(block, Bullets):
                gather_blocks([block], own, survey, plain=False)
        boxes = [text for _, text in _boxes(_only_lists(inner), into, survey)]
        for deep in inner.parts:
            boxes += lines_of(deep, survey)
        title = _AFTER.sub("", inner.title) or inner.title
        into.checkpoints.append(
            Checkpoint(
                title=cut(title),
                by=deadline(inner.title),
                skills=tuple(own.knows),
                able_to=(*own.able_to, *own.notes, *boxes),
                titles=tuple(own.jobs),
            )
        )


def _only_lists(part: Part) -> Part:
    return Part(part.title, part.level, part.line, blocks=[block for block in part.blocks if isinstance(block, Bullets)])


def take_aside(part: Part, into: Extras, survey: Survey) -> None:
    """A part that is neither a phase nor holds items: by its head, else as notes."""
    if is_named(part.title, Role.LEGEND):
        survey.placed.update(_lines(part))
        return
    if is_named(part.title, Role.BOILERPLATE):
        survey.placed.update(_lines(part))
        survey.guess(part.line, f"left out: {part.title}", comment=False)
        return
    survey.placed.add(part.line)
    if is_about(part.title, Role.CHECKPOINTS) and any(deadline(inner.title) for inner in part.parts):
        _checkpoints(part, into, survey)
        return
    target = _target(part, into)
    if target is not None:
        target.extend(lines_of(part, survey))
        return
    own = Gathered()
    if is_about(part.title, Role.RESOURCES):
        gather_role(part, Role.RESOURCES, own, survey)
    else:
        gather_blocks(part.blocks, own, survey, plain=False)
        for inner in part.parts:
            take_aside(inner, into, survey)
    _keep(own, into)


def _target(part: Part, into: Extras) -> list[str] | None:
    if is_about(part.title, Role.AVOID):
        return into.avoid
    return into.principles if is_about(part.title, Role.PRINCIPLES) and not part.parts else None


def _keep(own: Gathered, into: Extras) -> None:
    into.resources += own.resources
    texts = [own.goal, own.why, *own.notes, *own.build, *own.able_to, *own.proves, *own.knows, *own.jobs, *own.questions, *own.thoughts, *own.depends]
    into.notes += [text for text in texts if text]
    into.notes += [f"{name}" for name in (own.effort, own.lasts, own.when) if name]
    into.criteria += own.criteria


def _lines(part: Part) -> Iterator[int]:
    from roadmap_sync.markdown.gather import line_numbers  # noqa: PLC0415 - only here

    for found in part.walk():
        yield found.line
        for block in found.blocks:
            yield from line_numbers(block)


def whole_title(title: str) -> str:
    """The roadmap's title without times in brackets."""
    return cut(undecorated(without_times(title)))
