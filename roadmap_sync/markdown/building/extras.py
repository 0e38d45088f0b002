"""What stands beside the phases: habits, goals, checkpoints, criteria of the whole, principles, resources, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from roadmap_sync.markdown.blocks import Bullets, Entry, Paragraph, Table
from roadmap_sync.markdown.building.groups import grouped, groups
from roadmap_sync.markdown.content.cited import cited
from roadmap_sync.markdown.content.entries import cut, row_text
from roadmap_sync.markdown.content.gather import gather_blocks, gather_role, line_numbers
from roadmap_sync.markdown.content.gathered import Gathered, Said, as_line
from roadmap_sync.markdown.content.labels import criterion, measures
from roadmap_sync.markdown.content.spoken import block_lines, lines_of, lost
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.periods import deadline, every
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.structure.columns import is_tracked, read_columns, row_mark
from roadmap_sync.markdown.structure.survey import Survey, entries
from roadmap_sync.markdown.structure.tree import Level, Part
from roadmap_sync.roadmap.model import Checkpoint, Criterion, Frequency, Goal, Habit, Resource, Skill
from roadmap_sync.roadmap.timespans import By

_AFTER = re.compile(
    r"^(?:(?:after|by|within|at|in|end of|by the end of)\s+)*"
    r"(?:\d{1,9}\s*\w{1,30}|\w{1,30}\s*\d{1,9})\s*[:：\-–—]\s*(?=\S)",
    re.IGNORECASE,
)
_PROJECTS = re.compile(r"^\W*(\d{1,3})\s*\+?\s*(?:\w+ ){0,2}projects\b(?!\s+(?:on|with))", re.IGNORECASE)


_STAR = re.compile("⭐|🌟|★")
_STARS = re.compile("(?:(?:⭐|🌟|★)\ufe0f?\\s*){1,5}☆*$")


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
    if role is not Role.CHECKPOINTS:
        into.resources += cited([block for found in part.walk() for block in found.blocks], survey)
    match role:
        case Role.HABITS:
            _habits(part, every(part.title) or Frequency.WEEK, into, survey)
        case Role.GOALS:
            _goals(part, deadline(part.title), into, survey)
        case Role.CHECKPOINTS:
            _checkpoints(part, into, survey)
        case _:
            _criteria(part, into, survey)


def _criteria(part: Part, into: Extras, survey: Survey) -> None:
    """What has a box, or every entry where nothing has; the words around it are notes."""
    marks = {entry.line.number: survey.mark(entry)[0] for found in part.walk() for entry in entries(found.blocks)}
    boxed = any(mark is not None for mark in marks.values())
    heads = groups(part, known=Role.CRITERIA)
    for found in part.walk():
        survey.placed.add(found.line)
        into.notes += _alone(found)
        group = heads.get(found.line, "")
        for block in found.blocks:
            if isinstance(block, Table):
                _rows(block, group, into, survey)
                continue
            if not isinstance(block, Bullets):
                into.notes += block_lines(block, survey)
                continue
            for line in _boxes(replace(found, blocks=[block], parts=[]), into, survey):
                if boxed and marks[line.line] is None:
                    into.notes.append(line.text)
                else:
                    into.criteria.append(grouped(group, criterion(line, survey)))


def _rows(table: Table, group: str, into: Extras, survey: Survey) -> None:
    """Rows that say how far they are as criteria, others as notes."""
    columns = read_columns(table, survey.statuses)
    if not is_tracked(table, columns):
        into.notes += block_lines(table, survey)
        return
    for row in table.rows:
        survey.placed.add(row.number)
        mark = row_mark(row, columns, survey.statuses)
        told = {columns.status} if mark in {Mark.OPEN, Mark.DONE} else set()
        said = (cell for index, cell in enumerate(row.cells) if index not in told or any(map(str.isdigit, cell)))
        if text := row_text(replace(row, cells=tuple(said))):
            done = mark is Mark.DONE
            into.criteria.append(grouped(group, criterion(Said(text, done, row.number), survey)))


def _boxes(part: Part, into: Extras, survey: Survey) -> Iterator[Said]:
    """The entries right below a head; the prose around them becomes notes."""
    for block in part.blocks:
        if not isinstance(block, Bullets):
            own = Gathered()
            gather_blocks([block], own, survey, plain=False)
            into.notes += [*own.notes, *own.rest()]
            into.resources += own.resources
            yield from (Said(item.title, item.done, item.place.line) for item in own.items)
            continue
        for entry in _flat(block.entries):
            mark, text = survey.mark(entry)
            following = [line for block in entry.blocks if isinstance(block, Paragraph) for line in block.lines]
            survey.placed.update([entry.line.number, *(line.number for line in following)])
            plain = undecorated(read_inline(" ".join([text, *(line.text for line in following)])).text)
            if has_words(plain):
                yield Said(cut(plain), mark is Mark.DONE, entry.line.number)


def _flat(entries: Iterable[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        for block in entry.blocks:
            if isinstance(block, Bullets):
                yield from _flat(block.entries)


def _habits(part: Part, period: Frequency, into: Extras, survey: Survey) -> None:
    for line in _boxes(part, into, survey):
        text = lost(line, survey)
        into.habits.append(Habit(title=text, every=every(text) or period, **measures(text)))
    heads = groups(part, known=Role.HABITS)
    for inner in part.parts:
        survey.placed.add(inner.line)
        into.notes += _alone(inner)
        known, own = len(into.habits), every(inner.title)
        _habits(inner, own or period, into, survey)
        group = "" if own else heads.get(inner.line, "")
        into.habits[known:] = [grouped(group, habit) for habit in into.habits[known:]]


def _goals(part: Part, by: By | None, into: Extras, survey: Survey) -> None:
    for line in _boxes(part, into, survey):
        text = line.text
        own = deadline(text) if by is None else None
        projects = _PROJECTS.match(text)
        measured = {"projects": int(projects[1])} if projects else measures(text)
        if measured:
            lost(line, survey)
        into.goals.append(Goal(title=text, by=own or by, done=line.done and not measured, **measured))
    heads = groups(part, known=Role.GOALS)
    for inner in part.parts:
        survey.placed.add(inner.line)
        into.notes += _alone(inner)
        known, own = len(into.goals), deadline(inner.title)
        _goals(inner, own or by, into, survey)
        group = "" if own else heads.get(inner.line, "")
        into.goals[known:] = [grouped(group, goal) for goal in into.goals[known:]]


def _checkpoints(part: Part, into: Extras, survey: Survey) -> None:
    for inner in part.parts or [part]:
        if part.parts and deadline(inner.title) is None:
            take_aside(inner, into, survey)
            continue
        survey.placed.add(inner.line)
        own = Gathered()
        for block in inner.blocks:
            if not isinstance(block, Bullets):
                gather_blocks([block], own, survey, plain=False)
        boxes = [lost(line, survey) for line in _boxes(_only_lists(inner), into, survey)]
        for deep in inner.parts:
            boxes += lines_of(deep, survey)
        title = _AFTER.sub("", inner.title) or inner.title
        into.checkpoints.append(
            Checkpoint(
                title=cut(title),
                by=deadline(inner.title),
                skills=tuple(own.knows),
                able_to=(*own.able_to, *own.notes, *own.rest(Role.KNOWS, Role.ABLE, Role.JOBS), *boxes),
                titles=tuple(own.jobs),
            )
        )


def _only_lists(part: Part) -> Part:
    return Part(
        part.title, part.level, part.line, blocks=[block for block in part.blocks if isinstance(block, Bullets)]
    )


def take_aside(part: Part, into: Extras, survey: Survey) -> None:
    """A part that is neither a phase nor holds items: by its head, else as notes."""
    if is_named(part.title, Role.LEGEND) or is_named(part.title, Role.BOILERPLATE):
        survey.placed.update(_lines(part))
        if is_named(part.title, Role.BOILERPLATE):
            survey.guess(part.line, f"left out: {part.title}", comment=False)
        return
    survey.placed.add(part.line)
    if is_about(part.title, Role.CHECKPOINTS) and any(deadline(inner.title) for inner in part.parts):
        _checkpoints(part, into, survey)
    elif is_about(part.title, Role.RESOURCES) or (part.parts and is_named(part.title, Role.READING)):
        own = Gathered()
        gather_role(part, Role.RESOURCES, own, survey)
        into.resources += own.resources
        into.notes += own.notes
    elif (target := _target(part, into)) is not None:
        _rules(part, target, into, survey)
    elif any(survey.mark(entry)[0] for entry in entries(part.blocks) if entry.line.number not in survey.legend):
        _criteria(replace(part, parts=[]), into, survey)
        for inner in part.parts:
            take_aside(inner, into, survey)
    else:
        _notes(part, into, survey)


def _target(part: Part, into: Extras) -> list[str] | None:
    if is_about(part.title, Role.AVOID):
        return into.avoid
    return into.principles if is_about(part.title, Role.PRINCIPLES) and not part.parts else None


def _rules(part: Part, target: list[str], into: Extras, survey: Survey) -> None:
    """The entries below a head as principles or what to avoid; prose beside a list is a note."""
    listed = any(isinstance(block, Bullets) for block in part.blocks)
    into.resources += cited([block for found in part.walk() for block in found.blocks], survey)
    for block in part.blocks:
        lines = block_lines(block, survey)
        (target if isinstance(block, Bullets) or not listed else into.notes).extend(lines)
    for inner in part.parts:
        text = as_line(lines_of(inner, survey))
        target.append(f"{inner.title}: {text}" if text else inner.title)


def _notes(part: Part, into: Extras, survey: Survey) -> None:
    """A part as one note: its head, and a line for each of its lines. Lines that end with stars are skills."""
    lines: list[str] = []
    into.resources += cited(part.blocks, survey)
    for block in part.blocks:
        if isinstance(block, Bullets):
            skills = [_skill(entry) for entry in block.entries]
            if all(skills):
                into.skills += [skill for skill in skills if skill]
                survey.placed.update(line_numbers(block))
                survey.guess(part.line, f"skills of {part.title}: say what raises them with `from`", comment=False)
                continue
            lines += [f"- {text}" for text in block_lines(block, survey)]
        else:
            lines += block_lines(block, survey)
    if lines:
        into.notes.append("\n".join([part.title, *lines]) if part.title else "\n".join(lines))
    elif not part.parts:
        survey.placed.add(part.line)
        into.notes += [part.title] if part.level >= Level.FOLD else []
    for inner in part.parts:
        take_aside(inner, into, survey)


def _alone(part: Part) -> list[str]:
    """A bold line that heads nothing: it says something itself."""
    return [part.title] if part.level >= Level.FOLD and not part.blocks and not part.parts else []


def _skill(entry: Entry) -> Skill | None:
    found = _STARS.search(entry.line.text)
    title = undecorated(read_inline(entry.line.text[: found.start()]).text) if found else ""
    if found is None or not has_words(title) or entry.blocks:
        return None
    return Skill(title=cut(title), target=min(5, len(_STAR.findall(found[0]))))


def _lines(part: Part) -> Iterator[int]:
    for found in part.walk():
        yield found.line
        for block in found.blocks:
            yield from line_numbers(block)


def whole_title(title: str) -> str:
    """The roadmap's title; times in it stay, since a roadmap has no other place for its length."""
    return cut(undecorated(title))
