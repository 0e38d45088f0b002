"""A roadmap as a Markdown checklist to print, and the same back again.

What is to be done stands in boxes under headings; what Markdown has no words for (ids, efforts, dates, links) follows
each line as JSON in a comment that no page shows. `read_checklist` takes titles, ticks and order from what is seen,
the rest from the comments, so that a line added or renamed by hand counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.fields import ElementShape
from roadmap_sync.roadmap.goals import words
from roadmap_sync.roadmap.model import OPTIONAL, Criterion, Item, Metric, Phase, Roadmap, Section, Tag
from roadmap_sync.roadmap.reader import RoadmapReader
from roadmap_sync.roadmap.unresolved import as_written, plain
from roadmap_sync.roadmap.yaml_nodes import YamlMapping, read_nodes

MARK = "<!-- roadmap-sync:checklist 1 -->"
_SPECIAL = re.compile(r"([\\*_\[\]<>#|~&@!])")
_ESCAPED = re.compile(r"\\([\\*_\[\]<>#|~&@!])")
_COMMENT = re.compile(r"(?:(?<!\s)\s+)?<!-- (\{.*?\}) -->")
_HEADING = re.compile(r"^(#{1,4}) (.*)$")
_BOX = re.compile(r"^( *)- \[([ xX])\] (.*)$")
_LISTS = ("phases", "sections", "options", "items", "projects")
_PROJECTS = "Projects"
_SEEN = {"done_when": "Done when", "habits": "Habits", "goals": "Goals"}


def export_markdown(roadmap: Roadmap) -> str:
    """The checklist; ticked is what is `done` in the roadmap (see `marked.with_marks`)."""
    written = as_written(roadmap)
    lines = [MARK, f"# {_shown(roadmap.title)}{_rest(plain(written), 'title', *_LISTS)}"]
    if roadmap.summary:
        lines += ["", *(_shown(line) for line in roadmap.summary.split("\n"))]
    for phase in written.phases:
        lines += ["", *_phase(phase)]
    if written.projects:
        lines += ["", f"## {_PROJECTS}{_comment({'list': 'projects'})}", *_items(written.projects)]
    for title, seen in (
        ("done_when", _criteria(roadmap.done_when)),
        ("habits", _habits(roadmap)),
        ("goals", _goals(roadmap)),
    ):
        lines += _seen(2, title, seen)
    return "\n".join(lines) + "\n"


def _seen(depth: int, name: str, lines: list[tuple[str, bool]]) -> list[str]:
    """Boxes for people: of what they stand for, which is in a comment already, only the ticks are read back."""
    if not lines:
        return []
    return [
        "",
        f"{'#' * depth} {_SEEN[name]}{_comment({'seen': name})}",
        "",
        *(f"- {_box(done)} {_shown(text)}" for text, done in lines),
    ]


def _criteria(criteria: tuple[Criterion, ...]) -> list[tuple[str, bool]]:
    return [(words(criterion, criterion.title), criterion.done) for criterion in criteria]


def _habits(roadmap: Roadmap) -> list[tuple[str, bool]]:
    return [(f"{habit.title} (every {habit.every})", False) for habit in roadmap.habits]


def _goals(roadmap: Roadmap) -> list[tuple[str, bool]]:
    return [(f"{goal.title} (by {goal.by})" if goal.by else goal.title, goal.done) for goal in roadmap.goals]


def _phase(phase: Phase) -> Iterator[str]:
    yield f"## {_shown(phase.title)}{_rest(plain(phase), 'title', *_LISTS)}{_aside(phase)}"
    for text in filter(None, (phase.goal, phase.why)):
        yield from ("", *(f"> {_shown(line)}" for line in text.split("\n")))
    yield from _items(phase.items)
    for section in phase.sections:
        yield from ("", *_section(section))
    if phase.projects:
        yield from ("", f"### {_PROJECTS}{_comment({'list': 'projects'})}")
        yield from _items(phase.projects)
    yield from _seen(3, "done_when", _criteria(phase.done_when))


def _section(section: Section) -> Iterator[str]:
    yield f"### {_shown(section.title)}{_rest(plain(section), 'title', *_LISTS)}{_aside(section)}"
    yield from _items(section.items)
    for option in section.options:
        yield from ("", f"#### {_shown(option.title)}{_rest(plain(option), 'title', *_LISTS)}")
        yield from _items(option.items)


def _items(items: tuple[Item, ...]) -> Iterator[str]:
    if items:
        yield ""
    for item in items:
        yield f"- {_box(item.done)} {_shown(item.title)}{_rest(plain(item), 'title', 'done', 'tasks')}{_aside(item)}"
        yield from (f"  - {_box(task.done)} {_shown(task.title)}" for task in item.tasks)


def _box(done: bool) -> str:  # noqa: FBT001 - the box of a value
    return "[x]" if done else "[ ]"


def _aside(thing: Phase | Section | Item) -> str:
    """What a reader wants to see of the rest: when and how long."""
    seen = [str(value) for value in (thing.when, getattr(thing, "lasts", None), thing.effort) if value is not None]
    return f" ({', '.join(seen)})" if seen else ""


def _rest(values: dict[str, Any], *shown: str) -> str:
    rest = {name: value for name, value in values.items() if name not in shown}
    return _comment(rest) if rest else ""


def _comment(values: dict[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False)
    return " <!-- " + text.replace("--", "-\\u002d").replace(">", "\\u003e").replace("<", "\\u003c") + " -->"


def _shown(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


@dataclass(slots=True)
class _Open:
    """The parts that are open while reading, by the depth of their heading."""

    root: dict[str, Any] = field(default_factory=dict)
    at: dict[int, dict[str, Any]] = field(default_factory=dict)
    name: str = "items"
    seen: list[dict[str, Any]] | None = None
    last: dict[str, Any] | None = None


def is_checklist(text: str) -> bool:
    """Whether a text is a checklist of ours."""
    return text.lstrip("\ufeff").startswith(MARK)


def read_checklist(text: str, name: str) -> Roadmap | None:
    """The roadmap of a checklist; None where so much was changed that it is none any more."""
    state = _Open()
    for line in text.split("\n"):
        if heading := _HEADING.match(line):
            _take_heading(len(heading[1]), heading[2], state)
        elif box := _BOX.match(line):
            _take_box(box, state)
    return _as_roadmap(json.dumps(state.root, ensure_ascii=False), name)


def _as_roadmap(text: str, name: str) -> Roadmap | None:
    """The roadmap as its author would write it: no reference is looked up."""
    try:
        node, problems = read_nodes(text, name)
    except InvalidRoadmapError:
        return None
    reader = RoadmapReader(name, problems)
    roadmap = reader.element(ElementShape(Roadmap), node, "roadmap") if isinstance(node, YamlMapping) else None
    if not isinstance(roadmap, Roadmap) or reader.problems:
        return None
    return as_written(replace(roadmap, tags={key: _tag(key, tag, reader) for key, tag in roadmap.tags.items()}))


def _tag(key: str, tag: Tag, reader: RoadmapReader) -> Tag:
    return replace(tag, id=key, counts=tag.counts if reader.gives(tag, "counts") else key != OPTIONAL)


def _parted(text: str) -> dict[str, Any]:
    """The title before a comment, and what the comment says."""
    found = _COMMENT.search(text)
    title = _ESCAPED.sub(r"\1", text[: found.start()] if found else text).strip()
    try:
        values = json.loads(found[1]) if found else {}
    except json.JSONDecodeError:
        values = {}
    return {"title": title, **values} if isinstance(values, dict) else {"title": title}


def _take_heading(depth: int, text: str, state: _Open) -> None:
    value = _parted(text)
    state.last = state.seen = None
    if value.get("list") == "projects" or value.get("seen") in _SEEN:
        state.name = _PROJECTS.lower()
        for deeper in [level for level in state.at if level >= depth]:
            del state.at[deeper]
        if "seen" in value:
            holder = state.at[max(state.at)] if state.at else state.root
            state.seen = [] if value["seen"] == "habits" else list(holder.get(value["seen"], []))
        return
    state.name = "items"
    if depth == 1:
        state.root.update(value)
        state.at = {1: state.root}
        return
    above = max((level for level in state.at if level < depth), default=0)
    parent = state.at.get(above, state.root)
    state.at = {level: part for level, part in state.at.items() if level < depth}
    state.at[depth] = value
    parent.setdefault({1: "phases", 2: "sections", 3: "options"}.get(above, "phases"), []).append(value)


def _tick(aim: dict[str, Any], *, done: bool) -> None:
    """A criterion or goal as its box says, but for those that the tool judges."""
    if not any(metric in aim for metric in Metric):
        aim["done"] = done


def _take_box(box: re.Match[str], state: _Open) -> None:
    value = _parted(box[3])
    if state.seen is not None:
        if state.seen and value["title"].startswith(state.seen[0].get("title", "") or " "):
            _tick(state.seen.pop(0), done=box[2] != " ")
        return
    if box[1] and state.last is not None:
        state.last.setdefault("tasks", []).append({"title": value["title"], "done": box[2] != " "})
        return
    if box[2] != " ":
        value["done"] = True
    parent = state.at[max(state.at)] if state.at else state.root
    parent.setdefault(state.name if state.name == "projects" or parent is not state.root else "projects", []).append(
        value
    )
    state.last = value
