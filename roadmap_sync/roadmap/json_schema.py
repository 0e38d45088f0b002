"""The JSON Schema of a roadmap file, for editors that complete and explain keys: printed from the definition.

A schema can't see what only the loader knows (ids, references, calendars); all else it accepts and refuses alike.
https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import re
from typing import Any, Final, assert_never

from roadmap_sync import REPOSITORY
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
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.strings import Form

ADDRESS: Final = f"https://raw.githubusercontent.com/{REPOSITORY}/main/docs/roadmap.schema.json"

# People write `title: 2026` and `- 3.10`; YAML makes numbers of them, the loader takes them as they are written.
_TEXT_TYPES: Final = ["string", "number", "boolean"]

_Schema = dict[str, Any]


def json_schema() -> _Schema:
    """The schema of a whole roadmap file."""
    definitions: dict[str, _Schema] = {}
    _element(ElementShape(Roadmap), definitions)
    root = definitions.pop("Roadmap")
    needed = root.pop("required")
    # What follows a curriculum may leave to it what else must be said, and adds to its phases by their ids.
    root["anyOf"] = [{"required": needed}, {"required": ["extends"]}]
    phase = definitions["Phase"]
    phase["anyOf"] = [{"required": phase.pop("required")}, {"required": ["id"]}]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        "title": "A roadmap for roadmap-sync",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _element(element: ElementShape, definitions: dict[str, _Schema]) -> _Schema:
    """A reference to the definition of a class of the model, which is added when it is new."""
    name = element.of.__name__
    if name not in definitions:
        definitions[name] = {}
        known = keys_of(element.of)
        definitions[name] = {
            "description": " ".join((element.of.__doc__ or "").split()),
            "type": "object",
            "additionalProperties": False,
            "required": [key.name for key in known.values() if key.required],
            "properties": {key.name: _property(key, definitions) for key in known.values()},
        }
    reference: _Schema = {"$ref": f"#/$defs/{name}"}
    choices = [reference]
    if element.shorthand:
        choices.append(_shape(keys_of(element.of)[element.shorthand].shape, definitions))
    if element.switch:
        choices.append({"type": "boolean"})
    return {"anyOf": choices} if len(choices) > 1 else reference


def _property(key: KeySpec, definitions: dict[str, _Schema]) -> _Schema:
    described: _Schema = {"description": key.doc, **_shape(key.shape, definitions)}
    if key.required and isinstance(key.shape, ListShape):
        described["minItems"] = 1
    if key.default not in (None, "", (), 0) and key.default != {}:
        described["default"] = key.default
    if key.example is not None:
        described["examples"] = [key.example]
    return described


def _shape(shape: Shape, definitions: dict[str, _Schema]) -> _Schema:
    made: _Schema
    match shape:
        case TextShape():
            made = _words(shape.form)
        case NumberShape():
            made = {"type": "integer" if shape.whole else "number", "minimum": shape.least, "maximum": shape.most}
        case BooleanShape():
            made = {"type": "boolean"}
        case ChoiceShape():
            made = {"enum": [member.value for member in shape.of]}
        case NotationShape():
            made = _written(shape)
        case ListShape(of=ElementShape() as part) if not part.single:
            made = {"type": "array", "items": _element(part, definitions)}
        case ListShape():
            part_schema = _shape(shape.of, definitions)
            made = {"anyOf": [{"type": "array", "items": part_schema}, part_schema]}
        case MappingShape():
            names = {"minLength": 1, "maxLength": shape.names.limit}
            made = {"type": "object", "propertyNames": names, "additionalProperties": _shape(shape.of, definitions)}
        case ElementShape():
            made = _element(shape, definitions)
        case _:
            assert_never(shape)
    return made


def _words(form: Form) -> _Schema:
    made: _Schema = {"type": _TEXT_TYPES, "minLength": 1}
    if form.pattern:
        made["pattern"] = form.pattern
    if not form.prose:
        # The loader folds white space first; a margin keeps the schema from refusing what the loader takes.
        made["maxLength"] = form.limit * 2
    return made


def _written(shape: NotationShape) -> _Schema:
    if shape.names:
        return {"type": ["string", "number"], "examples": list(shape.examples)}
    patterns = [{"pattern": in_any_case(pattern)} for pattern in shape.patterns]
    text: _Schema = {"type": "string", "examples": list(shape.examples), "anyOf": patterns}
    if len(patterns) == 1:
        text = {"type": "string", "examples": list(shape.examples), **patterns[0]}
    takes_numbers = any(re.match(pattern, "4") for pattern in shape.patterns)
    return {"anyOf": [{"type": "number", "minimum": 0}, text]} if takes_numbers else text


def in_any_case(pattern: str) -> str:
    """The pattern with every letter in both cases, since JSON Schema knows no flags."""
    return re.sub(
        r"\\.|[a-z]", lambda found: found[0] if len(found[0]) > 1 else f"[{found[0].upper()}{found[0]}]", pattern
    )
