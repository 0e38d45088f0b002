"""What a part of the document holds before it is a phase, section or project: items, criteria, resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Line, Paragraph, Table
from roadmap_sync.markdown.content.cited import cited
from roadmap_sync.markdown.content.entries import links, read_item, read_resource, read_rows, row_text, squeezed
from roadmap_sync.markdown.content.gathered import HEADED, Gathered, Said, as_line
from roadmap_sync.markdown.content.labels import criterion, take_label
from roadmap_sync.markdown.content.spoken import block_lines, block_said, lost, part_said, wordy
from roadmap_sync.markdown.inline import has_words, is_address, only_jumps, read_inline, undecorated, without_urls
from roadmap_sync.markdown.language.boxes import Mark
from roadmap_sync.markdown.language.units import unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_headed, is_named
from roadmap_sync.markdown.structure.columns import is_tracked, lists_stretches, names_heads, read_columns, row_mark
from roadmap_sync.markdown.structure.rowtimes import rows_span
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Part
from roadmap_sync.roadmap.model import Resource

_SEPARATOR = re.compile(r"(?<!\s)\s+[|•·]\s+(?=[*_\w])")
_CONTENT_ROLES = (
    Role.CRITERIA, Role.QUESTIONS, Role.ABLE, Role.BUILD, Role.PROVES, Role.RESOURCES, Role.THINK, Role.WHY,
    Role.GOAL, Role.AVOID, Role.PRINCIPLES,
    Role.PROJECTS, Role.DEPENDS,
)  # fmt: skip
_TASTE = 0.8


def content_role(part: Part, *, loosely: bool) -> Role | None:
    """What a part inside a phase is, by its head; `loosely` where it holds no items, so that nothing can be lost."""
    if part.is_check:
        return Role.CRITERIA
    named = next((role for role in _CONTENT_ROLES if is_named(part.title, role)), None)
    if named is Role.GOAL and is_named(part.title, Role.TOPICS) and any(isinstance(b, Bullets) for b in part.blocks):
        return None
    if named is not None or not loosely:
        return named or next((role for role in (Role.CRITERIA, Role.QUESTIONS) if _is_headed(part.title, role)), None)
    return next((role for role in _CONTENT_ROLES if is_about(part.title, role)), None)


def is_delivered(part: Part) -> bool:
    """Whether a part names what is to be shown or handed in at the end: "Deliverables", "Week 2 deliverables"."""
    return is_named(part.title, Role.DELIVERABLES) or _is_headed(part.title, Role.DELIVERABLES)


def _is_headed(title: str, role: Role) -> bool:
    """Whether a heading names this role, for a stretch of the plan ("Week 2 quiz") or for something else."""
    return is_headed(title, role) or (unit_rank(title) is not None and is_about(title, role))


def gather_blocks(blocks: Iterable[Block], into: Gathered, survey: Survey, *, plain: bool) -> None:
    """Read the blocks right below a head; `plain` bullets are items too."""
    for block in blocks:
        match block:
            case Paragraph(lines):
                _paragraph(tuple(line for line in lines if line.number not in survey.placed), into, survey)
            case Bullets() if is_contents(block):
                survey.placed.update(line_numbers(block))
            case Bullets(found):
                for entry in found:
                    if entry.line.number not in survey.placed:
                        _entry(entry, into, survey, plain=plain)
            case Table():
                _table(block, into, survey, plain=plain)
            case _:
                pass


def gather_all(part: Part, into: Gathered, survey: Survey, *, plain: bool = False) -> None:
    """Read a part and everything below it as one."""
    survey.placed.add(part.line)
    gather_blocks(part.blocks, into, survey, plain=plain)
    for inner in part.parts:
        if not plain:
            into.notes.append(inner.title)
        gather_all(inner, into, survey, plain=plain)


def gather_role(part: Part, role: Role, into: Gathered, survey: Survey) -> None:
    """Read a part whose head says what it is: criteria, questions, resources, what to build."""
    survey.placed.add(part.line)
    if part.raw.value and has_words(part.raw.value):
        said_first = undecorated(part.raw.value)
        if role is Role.CRITERIA:
            into.criteria.append(criterion(Said(said_first), survey))
        else:
            into.notes.append(said_first)
    if role is Role.RESOURCES:
        _resources(part, into, survey)
        return
    said = list(_said(part, into, survey))
    into.resources.extend(cited([block for found in part.walk() for block in found.blocks], survey))
    if role is Role.CRITERIA:
        into.criteria.extend(criterion(line, survey) for line in said)
        return
    if role is Role.QUESTIONS:
        into.questions.extend(said)
        return
    texts = [lost(line, survey) for line in said]
    lists = {
        Role.THINK: into.thoughts,
        Role.BUILD: into.build,
        Role.ABLE: into.able_to,
        Role.PROVES: into.proves,
        Role.DEPENDS: into.depends,
    }
    if role is not Role.THINK and (role in lists or role in HEADED):
        into.say(role, part.title, texts)
    if role in lists:
        lists[role].extend(texts)
    elif role is Role.GOAL:
        into.goal = as_line([into.goal, *texts])
    elif role is Role.WHY:
        into.why = as_line([into.why, *texts])
    else:
        into.notes.extend([part.title, *texts])


def _said(part: Part, into: Gathered, survey: Survey) -> Iterator[Said]:
    """The lines below a head; a labelled line after the list ("Why this matters: ...") is taken for what it says."""
    listed = any(isinstance(block, Bullets) for block in part.blocks)
    for block in part.blocks:
        if not isinstance(block, Paragraph):
            yield from block_said(block, survey)
            continue
        for line in block.lines:
            survey.placed.add(line.number)
            inline = read_inline(line.text)
            if take_label(inline, into, survey):
                continue
            if listed and inline.label and inline.value:
                into.notes.extend(wordy(line.text))
            else:
                yield from map(Said, wordy(line.text))
    for inner in part.parts:
        yield from _headed_lines(inner, survey)


def _headed_lines(part: Part, survey: Survey) -> Iterable[Said]:
    """The lines below a head within a list of criteria or questions, each with what the head says of it."""
    lines = list(part_said(part, survey))
    yield from (replace(line, text=f"{part.title}: {line.text}") for line in lines) if lines else [Said(part.title)]


def _resources(part: Part, into: Gathered, survey: Survey) -> None:
    survey.placed.add(part.line)
    for block in part.blocks:
        match block:
            case Bullets(found):
                for entry in found:
                    into.resources.extend(read_resource(entry, survey))
            case Paragraph(lines):
                for line in lines:
                    survey.placed.add(line.number)
                    inline = read_inline(line.text)
                    found_links = links(inline, survey)
                    into.resources.extend(found_links)
                    if not found_links and has_words(squeezed(inline)):
                        into.notes.append(squeezed(inline))
            case Table():
                into.resources.extend(
                    Resource(
                        title=item.resources[0].title if item.resources else item.title,
                        url=item.resources[0].url if item.resources else "",
                        note=item.note,
                    )
                    for item in read_rows(block, survey)
                )
            case _:
                pass
    for inner in part.parts:
        _resources(inner, into, survey)


def _paragraph(lines: tuple[Line, ...], into: Gathered, survey: Survey) -> None:
    prose: list[str] = []
    for line in lines:
        survey.placed.add(line.number)
        parted = any(sign in line.text for sign in "|•·")
        pieces = _SEPARATOR.split(line.text) if parted else [line.text]
        left = [piece for piece in pieces if not take_label(read_inline(piece), into, survey)]
        prose += [line.text] if len(left) == len(pieces) else left
    inline = read_inline(" ".join(prose))
    if only_jumps(inline):
        return
    into.resources.extend(links(inline, survey))
    into.notes.extend(wordy(" ".join(prose)))


def _entry(entry: Entry, into: Gathered, survey: Survey, *, plain: bool) -> None:
    mark, text = survey.mark(entry)
    if mark is None and not entry.blocks and take_label(read_inline(text), into, survey):
        survey.placed.add(entry.line.number)
        return
    if mark is None and plain and is_address(text):
        into.resources.extend(read_resource(entry, survey))
        return
    if mark is not None or plain:
        item = read_item(entry, survey)
        if item is not None:
            into.items.append(item)
        return
    inline = read_inline(text)
    if (
        inline.links
        and len(undecorated(without_urls(inline.text))) <= sum(len(link.title) for link in inline.links) + 60
        and links(inline, survey)
    ):
        into.resources.extend(read_resource(entry, survey))
        return
    into.notes.extend(block_lines(Bullets((entry,)), survey))
    into.resources.extend(cited([Bullets((entry,))], survey))


def _table(table: Table, into: Gathered, survey: Survey, *, plain: bool) -> None:
    columns = read_columns(table, survey.statuses)
    tracked = is_tracked(table, columns)
    planned = bool(table.rows) and table.rows[0].number in survey.planned
    if (tracked or plain or planned) and not is_overview_only(table, survey):
        into.when = into.when or (None if into.items else rows_span(table, columns))
        into.items.extend(read_rows(table, survey))
        return
    if tracked and survey.boxed:
        for row in table.rows:
            if row_mark(row, columns, survey.statuses) is Mark.DONE:
                survey.lose_tick(row.number, row_text(row))
    into.notes.extend(block_lines(table, survey))
    into.resources.extend(cited([table], survey))


def is_overview_only(table: Table, survey: Survey) -> bool:
    """Whether a table only lists phases that stand elsewhere."""
    if lists_stretches(table, survey.stretches):
        return True
    return names_heads(table, survey.heads) and not is_tracked(table, read_columns(table, survey.statuses))


def is_contents(block: Bullets) -> bool:
    """Whether a list is a table of contents: nearly all entries are links into the document."""
    texts = [entry.line.text for entry in block.entries]
    anchors = sum("](#" in text for text in texts)
    return (
        anchors > 1
        and anchors >= _TASTE * len(texts)
        and not any(text.startswith(("[ ]", "[x]", "[X]")) for text in texts)
    )


def line_numbers(block: Block) -> Iterable[int]:
    """The lines on which entries and rows of a block begin."""
    match block:
        case Bullets(found):
            for entry in found:
                yield entry.line.number
                for inner in entry.blocks:
                    yield from line_numbers(inner)
        case Table(_, rows):
            yield from (row.number for row in rows)
        case Paragraph(lines):
            yield from (line.number for line in lines)
        case _:
            return
