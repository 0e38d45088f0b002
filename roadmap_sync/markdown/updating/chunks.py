"""A roadmap file as pieces of its own text: every element and key with the lines it stands on, comments before it kept.

PyYAML tells where each node begins; a piece reaches to the next one, and blank and comment lines at its end
belong to what follows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from roadmap_sync.markdown.writing.yaml_text import scalar

_LONG, _WIDE = 130, 110
_TIMES = frozenset({"effort", "when", "lasts", "by"})
_TIME = re.compile(r"\w[\w.-]*(?: [\w.-]+)*")
CHILDREN = ("items", "sections", "options", "projects", "phases")


@dataclass(slots=True)
class Key:
    """A key of an element: its value, its lines, and the elements in it where it is a list of such."""

    name: str
    value: Any
    lines: list[str]
    elements: list[Element] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Element:
    """A list entry (or the whole file): what it says, and how that is written. `atomic` ones are written as a whole."""

    value: dict[str, Any]
    lead: list[str]
    lines: list[str]
    indent: int
    keys: dict[str, Key] = field(default_factory=dict)
    atomic: bool = False

    @property
    def title(self) -> str:
        """Its title."""
        return str(self.value.get("title", ""))

    def below(self, name: str) -> list[Element]:
        """The elements in one of its lists."""
        key = self.keys.get(name)
        if key is not None and key.elements:
            return key.elements
        found = self.value.get(name)
        return [plain_element(entry) for entry in found] if isinstance(found, list) else []


def plain_element(value: Any) -> Element:  # noqa: ANN401 - any YAML
    """An element without text of its own."""
    return Element(value if isinstance(value, dict) else {"title": str(value)}, [], [], 0, atomic=True)


def read_chunks(text: str) -> Element:
    """The file as one element; raises yaml.YAMLError where it is no YAML, ValueError where it is no mapping."""
    node = _composed(text)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise ValueError("a roadmap file is a mapping in block style")
    lines = text.split("\n")
    while lines and not lines[-1].strip():
        lines.pop()
    return _mapping(node, _value(node), lines, (0, len(lines)), [])


def read_value(text: str) -> Any:  # noqa: ANN401 - any YAML
    """What a file says, every scalar as text."""
    return _value(_composed(text))


def _composed(text: str) -> yaml.Node | None:
    return yaml.compose(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _mapping(
    node: yaml.MappingNode, said: dict[str, Any], lines: Sequence[str], span: tuple[int, int], lead: list[str]
) -> Element:
    indent = node.start_mark.column
    start, end = span
    element = Element(said, lead, list(lines[start:end]), indent)
    starts = [key.start_mark.line for key, _ in node.value]
    if node.flow_style or len(set(starts)) < len(starts):
        element.atomic = True
        return element
    trivia = list(lines[start : starts[0]]) if starts else []
    for index, (key, value) in enumerate(node.value):
        stop = starts[index + 1] if index + 1 < len(starts) else end
        own = list(lines[starts[index] : stop])
        body, after = _split(own)
        if not index and own:
            body[0] = " " * indent + body[0][indent:]
        name = str(key.value)
        part = Key(name, said[name], [*trivia, *body])
        if name in CHILDREN and isinstance(value, yaml.SequenceNode) and not value.flow_style:
            part.elements = _sequence(value, said[name], lines, (starts[index] + 1, starts[index] + len(body)))
            part.text = part.lines
            part.lines = [*trivia, body[0]]
        element.keys[name] = part
        trivia = after
    if trivia:
        element.keys["\n"] = Key("\n", None, trivia)
    return element


def _sequence(node: yaml.SequenceNode, said: list[Any], lines: Sequence[str], span: tuple[int, int]) -> list[Element]:
    begin, end = span
    starts = [entry.start_mark.line for entry in node.value]
    first = node.start_mark.line
    elements = []
    trivia = list(lines[begin:first])
    for index, entry in enumerate(node.value):
        start = starts[index] if index else first
        stop = starts[index + 1] if index + 1 < len(starts) else end
        body, after = _split(list(lines[start:stop])) if index + 1 < len(starts) else (list(lines[start:stop]), [])
        elements.append(_element(entry, said[index], lines, (start, start + len(body)), trivia))
        trivia = after
    return elements


def _element(
    node: yaml.Node,
    said: Any,  # noqa: ANN401 - any YAML
    lines: Sequence[str],
    span: tuple[int, int],
    lead: list[str],
) -> Element:
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return _mapping(node, said, lines, span, lead)
    return Element(plain_element(said).value, lead, list(lines[slice(*span)]), node.start_mark.column, atomic=True)


def _split(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines, and the blank and comment lines at their end."""
    cut = len(lines)
    while cut > 1 and (not lines[cut - 1].strip() or lines[cut - 1].lstrip().startswith("#")):
        cut -= 1
    return lines[:cut], lines[cut:]


def _value(node: yaml.Node | None) -> Any:  # noqa: ANN401 - any YAML
    match node:
        case yaml.ScalarNode():
            return str(node.value)
        case yaml.MappingNode():
            return {str(key.value): _value(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_value(entry) for entry in node.value]
        case _:
            return None


def write_entry(value: dict[str, Any], indent: int, comment: str = "", *, bare: bool = True) -> list[str]:
    """An element as a list entry whose keys stand at `indent`: bare where it may be, in braces, or a key a line."""
    lead = " " * (indent - 2) + "- "
    if bare and set(value) == {"title"}:
        return [lead + scalar(value["title"]) + comment]
    flow = lead + _flow(value) + comment
    if len(flow) <= _LONG and not any(
        isinstance(entry, dict) for found in value.values() if isinstance(found, list) for entry in found
    ):
        return [flow]
    lines = [line for name, found in value.items() for line in write_key(name, found, indent)]
    return [lead + lines[0][indent:] + comment, *lines[1:]]


def write_key(name: str, value: Any, indent: int) -> list[str]:  # noqa: ANN401 - any YAML
    """A key with its value."""
    lead = " " * indent + f"{name}:"
    if isinstance(value, list):
        flow = f"{lead} {_flow(value)}"
        if len(flow) <= _WIDE and all(isinstance(entry, str) for entry in value):
            return [flow]
        return [lead, *(" " * (indent + 2) + "- " + _flow(entry, inside=False) for entry in value)]
    return [f"{lead} {_said(name, value, inside=False)}"]


def _said(name: str, value: Any, *, inside: bool = True) -> str:  # noqa: ANN401 - any YAML
    """The value of a key: times without quotes, as people write them."""
    is_time = name in _TIMES and isinstance(value, str) and _TIME.fullmatch(value)
    return str(value) if is_time else _flow(value, inside=inside)


def _flow(value: Any, *, inside: bool = True) -> str:  # noqa: ANN401 - any YAML
    if isinstance(value, dict):
        return (
            "{" + ", ".join(f"{scalar(name, flow=True)}: {_said(name, found)}" for name, found in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flow(entry) for entry in value) + "]"
    return value if value in _BARE else scalar(value, flow=inside)


_BARE = frozenset({"true", "false"})
