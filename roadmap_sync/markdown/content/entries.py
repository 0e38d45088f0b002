"""List entries and table rows as items: title, tags, hours, links, tasks and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from roadmap_sync.limits import TITLE
from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Line, Paragraph, Row, Table
from roadmap_sync.markdown.inline import Inline, Link, has_words, read_inline, undecorated, without_urls
from roadmap_sync.markdown.language.boxes import Mark, read_box, trailing_done
from roadmap_sync.markdown.language.periods import find_times, hours, without_hours
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.structure.columns import Columns, read_columns, row_mark
from roadmap_sync.markdown.structure.survey import Survey, is_placeholder, take_tags
from roadmap_sync.roadmap.model import Item, Resource, Task
from roadmap_sync.roadmap.timespans import Effort

MAX_TITLE = TITLE.most
_PROJECT_LEAD = re.compile(
    r"^(?:(?:milestone|mini|capstone|final|bonus|portfolio)[\s-]*)?(?:project|proyecto|projeto|projet|projekt|проект|проєкт|proje|progetto|proyek|"
    r"dự án|项目|プロジェクト|프로젝트)\s*#?(?:\d{1,2}(?:\.\d{1,2}){0,2})?\s*[:：.\-–—]\s*(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]")
_WEB = re.compile(r"https?://\S", re.IGNORECASE)


@dataclass(slots=True)
class Below:
    """What the blocks under an entry hold."""

    tasks: list[Task]
    resources: list[Resource]
    notes: list[str]
    effort: Effort | None = None
    why: str = ""


def cut(title: str) -> str:
    """A title no longer than a tracker takes."""
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…"


def read_item(entry: Entry, survey: Survey) -> Item | None:
    """An entry as an item; None where it has no words."""
    mark, text = survey.mark(entry)
    if mark is None and not survey.boxed:
        signed, bare = trailing_done(text)
        mark, text = (Mark.DONE if signed and survey.signed else None), bare if signed else entry.line.text
    inline = read_inline(text)
    bare, tags = take_tags(inline.text, survey)
    title = undecorated(without_urls(without_hours(bare)))
    if not has_words(title):
        return None
    place = survey.place(entry.line.number)
    below = read_below(entry.blocks, survey)
    if mark is Mark.DOING:
        survey.guess(entry.line.number, "in progress in the source")
    return Item(
        title=cut(title),
        tags=tags,
        effort=below.effort or bracketed_hours(bare),
        done=mark is Mark.DONE,
        why=below.why,
        note="\n".join(([title] if len(title) > MAX_TITLE else []) + below.notes),
        tasks=tuple(below.tasks),
        resources=(*links(inline, survey), *below.resources),
        placeholder=is_placeholder(title),
        place=place,
    )


def bracketed_hours(text: str) -> Effort | None:
    """Hours in brackets that hold nothing else, or after a dash at the end of a title."""
    if not any(map(str.isdigit, text)):
        return None
    for found in _BRACKETS.finditer(text):
        if not without_hours(f"a {found[0]}")[1:] and (effort := find_times(found[1]).effort):
            return effort
    tail = re.search(r"[(（\[]([^()（）\[\]]*)[)）\]]\s*$|[-–—|·:：]\s*([^-–—|·]*)$", text[-60:])
    return find_times(tail[1] or tail[2] or "").effort if tail else None


def links(inline: Inline, survey: Survey) -> tuple[Resource, ...]:
    """The web addresses of a text, as resources."""
    del survey
    around = undecorated(without_urls(inline.text)) if inline.links else ""
    return tuple(resource(link, around) for link in inline.links if _WEB.match(link.url))


def resource(link: Link, around: str = "") -> Resource:
    """A link as a resource; a bare address is called by the text `around` it without addresses, or by itself."""
    title = (undecorated(link.title) if has_words(link.title) else "") or around
    return Resource(title=cut(title if has_words(title) else link.url), url=link.url)


def read_resource(entry: Entry, survey: Survey) -> Iterator[Resource]:
    """An entry of a list of resources: a link with a note, several links, or words alone."""
    survey.place(entry.line.number)
    inline = read_inline(survey.mark(entry)[1])
    title = undecorated(without_urls(inline.text))
    web = [link for link in inline.links if _WEB.match(link.url)]
    if len(web) == 1 and has_words(title):
        link = resource(web[0], title)
        before, _, after = title.partition(link.title)
        note = undecorated(after) if not has_words(before) else ""
        yield Resource(title=link.title if note or link.title == title else cut(title), url=link.url, note=note)
    elif web:
        yield from (resource(link, title) for link in web)
    elif has_words(title):
        yield Resource(title=cut(title))
    for block in entry.blocks:
        if isinstance(block, Bullets):
            for inner in block.entries:
                yield from read_resource(inner, survey)
        else:
            below = read_below((block,), survey)
            yield from below.resources
            yield from (Resource(title=cut(text)) for text in below.notes)


def read_below(blocks: tuple[Block, ...], survey: Survey) -> Below:
    """Tasks, resources and notes under an entry."""
    below = Below([], [], [])
    for block in blocks:
        match block:
            case Paragraph(lines):
                _prose(lines, below, survey)
            case Bullets(inner):
                for entry in inner:
                    _detail(entry, below, survey)
            case Table():
                for row in block.rows:
                    survey.place(row.number)
                    below.notes.append(row_text(row))
            case _:
                pass
    return below


def _prose(lines: tuple[Line, ...], below: Below, survey: Survey) -> None:
    for line in lines:
        survey.placed.add(line.number)
        inline = read_inline(line.text)
        if inline.label and _labelled(inline, below):
            continue
        below.resources.extend(links(inline, survey))
        text = squeezed(inline)
        if has_words(text):
            below.notes.append(text)


def _detail(entry: Entry, below: Below, survey: Survey) -> None:
    mark, text = survey.mark(entry)
    inline = read_inline(text)
    survey.placed.add(entry.line.number)
    if mark is None and inline.label and _labelled(inline, below):
        return
    title = undecorated(without_urls(inline.text))
    web = [link for link in inline.links if _WEB.match(link.url)]
    if mark is None and web and len(title) <= sum(len(link.title) for link in web) + 20:
        below.resources.extend(read_resource(entry, survey))
        return
    if has_words(title):
        below.tasks.append(Task(title=title, done=mark is Mark.DONE))
    below.resources.extend(links(inline, survey))
    inner = read_below(entry.blocks, survey)
    below.tasks.extend(inner.tasks)
    below.resources.extend(inner.resources)
    below.notes.extend(inner.notes)


def _labelled(inline: Inline, below: Below) -> bool:
    """Take a line like ``Effort: 4 hours`` as what it says."""
    if is_named(inline.label, Role.EFFORT) and (effort := hours(inline.value)):
        below.effort = effort
    elif is_named(inline.label, Role.WHY) and inline.value:
        below.why = inline.value
    elif is_named(inline.label, Role.RESOURCES) and inline.links:
        around = undecorated(without_urls(inline.value))
        below.resources.extend(resource(link, around) for link in inline.links if _WEB.match(link.url))
    else:
        return False
    return True


def squeezed(inline: Inline) -> str:
    """The words of a line of prose."""
    return undecorated(inline.text) if has_words(inline.text) else ""


def row_text(row: Row) -> str:
    """A row as one line."""
    return " – ".join(text for cell in row.cells if has_words(text := undecorated(read_inline(cell).text)))


def read_rows(table: Table, survey: Survey) -> list[Item]:
    """The rows of a table as items."""
    columns = read_columns(table, survey.statuses)
    return [item for row in table.rows if (item := _row(row, table, columns, survey))]


def _row(row: Row, table: Table, columns: Columns, survey: Survey) -> Item | None:
    mark = row_mark(row, columns, survey.statuses)
    columns = replace(columns, title=_title_at(row, columns)) if mark is not None else columns
    cell = row.cells[columns.title] if columns.title < len(row.cells) else ""
    text = survey.statuses.leading(cell)[1]
    inline = read_inline(text)
    bare, tags = take_tags(inline.text, survey)
    title = undecorated(without_urls(without_hours(bare)))
    if not has_words(title):
        return None
    others = [
        (index, value)
        for index, value in enumerate(row.cells)
        if _is_further(index, value, columns) or (index == columns.stretch and value.strip())
    ]
    resources = list(links(inline, survey))
    notes = []
    for index, value in others:
        read = read_inline(value)
        resources.extend(links(read, survey))
        said = undecorated(without_urls(read.text))
        if has_words(said) and not (read.links and len(said) <= sum(len(link.title) for link in read.links) + 8):
            notes.append(
                f"{undecorated(read_inline(table.header[index]).text)}: {said}" if table.header[index] else said
            )
    effort_at = columns.other(Role.EFFORT)
    effort = hours(row.cells[effort_at]) if effort_at is not None and effort_at < len(row.cells) else None
    if mark is Mark.DOING:
        survey.guess(row.number, "in progress in the source")
    return Item(
        title=cut(title),
        tags=tags,
        effort=effort or bracketed_hours(bare),
        done=mark is Mark.DONE,
        note="\n".join(notes),
        tasks=tuple(_row_tasks(row, table, columns)),
        resources=tuple(resources),
        placeholder=is_placeholder(title),
        place=survey.place(row.number),
    )


def _title_at(row: Row, columns: Columns) -> int:
    """The column that names a row: the title's, or where it is left empty, as below one like it, the next in words."""
    if any(map(str.isalnum, "".join(row.cells[columns.title : columns.title + 1]))):
        return columns.title
    further = (
        at for at, cell in enumerate(row.cells) if _is_further(at, cell, columns) and any(map(str.isalpha, cell))
    )
    return next(further, columns.title)


def _row_tasks(row: Row, table: Table, columns: Columns) -> Iterator[Task]:
    """The boxes of a row under heads of their own: ``| Read | [x] |`` is a task that is done."""
    for index in columns.boxes:
        if has_words(table.header[index]):
            cell = row.cells[index] if index < len(row.cells) else ""
            yield Task(title=undecorated(table.header[index]), done=read_box(cell)[0] is Mark.DONE)


def _is_further(index: int, value: str, columns: Columns) -> bool:
    skipped = {columns.title, columns.number, columns.status, columns.other(Role.EFFORT), *columns.boxes}
    return index not in skipped and bool(value.strip())


def project_title(title: str) -> str:
    """The name of a project without ``Milestone Project 3:``."""
    return _PROJECT_LEAD.sub("", title) or title


def is_project_title(title: str) -> bool:
    """Whether a heading names one project: ``Milestone Project 1: Task manager``."""
    return bool(_PROJECT_LEAD.match(title))
