"""The tables of docs/format.md, made from the model; .ci/generate.py puts them into the page.

A table stands between `<!-- keys: Item -->` and `<!-- end -->` (`<!-- keys: Project but Item -->`: without the keys of
the other); everything else on the page is written by hand.
"""

from __future__ import annotations

import json
import re
from typing import assert_never

from roadmap_sync.roadmap import model
from roadmap_sync.roadmap.fields import (
    BooleanShape,
    ChoiceShape,
    ElementShape,
    KeySpec,
    ListShape,
    MappingShape,
    NotationShape,
    NumberShape,
    Shape,
    TextShape,
    keys_of,
)

_TABLE = re.compile(r"<!-- keys: (\w+)(?: but (\w+))? -->\n.*?<!-- end -->", re.DOTALL)
_PARTS = {
    "Phase": "phases", "Section": "sections", "Item": "items", "Task": "tasks", "Option": "options",
    "Project": "projects", "Resource": "resources", "Criterion": "criteria", "Habit": "habits", "Goal": "goals",
    "BoardSettings": "board", "Checkpoint": "checkpoints", "Skill": "skills", "Tag": "tags",
    "StatusOptions": "status options", "IssueTypes": "issue types",
    "EntryPoint": "entry points", "Question": "questions", "Review": "review",
}  # fmt: skip


def fill(page: str) -> str:
    """The page with every table made anew."""
    return _TABLE.sub(
        lambda found: f"{found[0].partition(chr(10))[0]}\n{table(found[1], found[2])}\n<!-- end -->", page
    )


def table(element: str, but: str | None = None) -> str:
    """The keys of one of the model's classes, its own first, without those of another, as a Markdown table."""
    of = getattr(model, element)
    left_out = keys_of(getattr(model, but)) if but else {}
    found = [key for name, key in keys_of(of).items() if name not in left_out]
    rows = [_row(key) for key in sorted(found, key=lambda key: key.attribute not in of.__annotations__)]
    return "\n".join(["| key | value | what it does |", "|---|---|---|", *rows])


def _row(key: KeySpec) -> str:
    doc = key.doc if not key.required else f"**Required.** {key.doc}"
    if not key.required and "efault" not in doc and (default := _default(key)):
        doc += f" Default: `{default}`."
    if key.example is not None:
        doc += f" Example: `{key.name}: {_written(key.example)}`."
    return f"| `{key.name}` | {_value(key.shape)} | {doc} |".replace("\n", " ")


def _default(key: KeySpec) -> str:
    match key.default:
        case None | "" | () | 0 | {}:
            return "false" if key.default is False else ""
        case True:
            return "true"
    return str(key.default)


def _written(example: object) -> str:
    if isinstance(example, list):
        return f"[{', '.join(map(_written, example))}]"
    if isinstance(example, dict):
        return f"{{{', '.join(f'{name}: {_written(value)}' for name, value in example.items())}}}"
    return str(example) if re.fullmatch(r"[\w./@:-]+(?: [\w./@:-]+)*", str(example)) else json.dumps(example)


def _value(shape: Shape) -> str:
    said: str
    match shape:
        case TextShape():
            said = shape.form.says.removeprefix("a ").removeprefix("an ")
        case NumberShape():
            bounds = f" {shape.least:g}–{shape.most:g}" if shape.most <= 100 else ""  # noqa: PLR2004 - beyond, no bound
            said = ("whole number" if shape.whole else "number") + bounds
        case BooleanShape():
            said = "true or false"
        case ChoiceShape():
            said = " or ".join(f"`{member.value}`" for member in shape.of)
        case NotationShape():
            said = shape.says.removeprefix("a ")
        case ListShape(of=ElementShape() as part):
            said = f"text, or a list of {_link(part)}" if part.single else f"list of {_link(part)}"
        case ListShape():
            said = f"{_value(shape.of)}, or a list"
        case MappingShape():
            said = f"mapping of names to {_value(shape.of)}"
        case ElementShape():
            said = _link(shape)
        case _:
            assert_never(shape)
    return said


def _link(element: ElementShape) -> str:
    """A link to the heading under which the page explains an element."""
    name = _PARTS[element.of.__name__]
    return f"[{name}](#{name.replace(' ', '-')})"
