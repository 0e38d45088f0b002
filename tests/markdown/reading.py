"""Helpers of these tests: import a text, load what came out."""

from __future__ import annotations

from pathlib import Path

from roadmap_sync.markdown import Imported, import_text
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.scopes import things

DIALECTS = Path(__file__).parent / "dialects"


def imported(text: str, name: str = "plan.md") -> Imported:
    return import_text(text.encode(), name=name)


def loaded(text: str) -> Roadmap:
    return load_text(imported(text).yaml, "plan.yaml")


def dialect(name: str) -> Imported:
    return import_text((DIALECTS / f"{name}.md").read_bytes(), name=f"{name}.md")


def work(roadmap: Roadmap) -> list[str]:
    return [item.title for phase in roadmap.phases for item in _items(phase)]


def _items(phase):
    inside = [
        item
        for section in phase.sections
        for item in (*section.items, *(deep for option in section.options for deep in option.items))
    ]
    return [*phase.items, *inside]


def ids(yaml: str) -> dict[str, str]:
    return {key: thing.title for key, thing in things(load_text(yaml, "plan.yaml"))}
