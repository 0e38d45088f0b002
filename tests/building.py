"""Short ways to write roadmaps in tests: texts as in the file, ids from titles, references below the roadmap."""

from __future__ import annotations

from datetime import date
from typing import Any

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import (
    Criterion,
    Goal,
    Habit,
    Item,
    Option,
    Phase,
    Project,
    Roadmap,
    Section,
    Skill,
    Tag,
    Task,
)
from roadmap_sync.roadmap.outline import Outline, outline
from roadmap_sync.roadmap.review import Question
from roadmap_sync.roadmap.timespans import By, DateRange, Effort, Lasts, parse_when

START = date(2026, 1, 5)
ROADMAP = "r"
_PARSERS = {"when": parse_when, "effort": Effort.parse, "pace": Effort.parse, "lasts": Lasts.parse, "by": By.parse}


def _values(title: str, more: dict[str, Any]) -> dict[str, Any]:
    values = {"title": title, "id": keys.slug(title)} | more
    for name, parse in _PARSERS.items():
        if isinstance(values.get(name), str):
            values[name] = parse(values[name])
    if "check_yourself" in values:
        values["check_yourself"] = [
            Question(question=one) if isinstance(one, str) else one for one in values["check_yourself"]
        ]
    if "tasks" in values:
        values["tasks"] = [Task(title=task) if isinstance(task, str) else task for task in values["tasks"]]
    if "depends_on" in values:
        values["depends_on"] = tuple(keys.join(ROADMAP, key) for key in values["depends_on"])
    if values.get("same_as"):
        values["same_as"] = keys.join(ROADMAP, values["same_as"])
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _items(more: dict[str, Any]) -> dict[str, Any]:
    found = [item(entry) if isinstance(entry, str) else entry for entry in more.get("items", [])]
    return more | {"items": tuple(found)}


def item(title: str, **more: Any) -> Item:
    return Item(**_values(title, more))


def project(title: str, **more: Any) -> Project:
    return Project(**_values(title, more))


def option(title: str, **more: Any) -> Option:
    return Option(**_values(title, _items(more)))


def section(title: str, **more: Any) -> Section:
    return Section(**_values(title, _items(more)))


def phase(title: str, **more: Any) -> Phase:
    return Phase(**_values(title, _items(more)))


def goal(title: str, **more: Any) -> Goal:
    values = _values(title, more)
    del values["id"]
    return Goal(**values)


def roadmap(*phases: Phase, start: date | None = START, **more: Any) -> Roadmap:
    values = _values("A roadmap", {"id": ROADMAP, "tags": {}, "paces": {}} | more)
    holidays = tuple(DateRange.parse(text) for text in values.pop("holidays", ()))
    return Roadmap(phases=phases, start=start, holidays=holidays, **values)


def laid_out(*phases: Phase, **more: Any) -> Outline:
    return outline(roadmap(*phases, **more))


__all__ = ["Criterion", "Habit", "Skill", "Tag"]
