"""A roadmap as the YAML a person would have written: short forms, defaults left out, order kept, comments where asked.

Plain scalars are used wherever YAML 1.1 and 1.2 both read them back as the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from roadmap_sync.markdown.language.scripts import is_printable, printable
from roadmap_sync.roadmap.model import BoardSettings, Phase, Resource, Roadmap, Section, Task
from roadmap_sync.roadmap.review import Question, Review
from roadmap_sync.roadmap.unresolved import TIMES, written_pairs

WIDTH = 110
_PLAIN = re.compile(r"(?:[^\W\d_]|\((?=\w)|\d(?=.* [^\W\d_]{3}))[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*")
_SPECIAL = re.compile(r": |:$| #|[\t\n\r\"]|^(?:y|n|yes|no|on|off|true|false|null|none|nan|inf)$", re.IGNORECASE)
_FLOW_SPECIAL = re.compile(r"[,\[\]{}:?]|^\s|\s$")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_FLOW_ITEMS = 120
Comments = Mapping[int, Sequence[str]]


def scalar(text: str, *, flow: bool = False) -> str:
    """A text as a YAML scalar on one line, plain where that is safe; `flow` inside brackets."""
    if (
        _PLAIN.fullmatch(text)
        and not _SPECIAL.search(text)
        and not text.endswith(" ")
        and not (flow and _FLOW_SPECIAL.search(text))
    ):
        return text
    if is_printable(text) and "\\" not in text and '"' not in text:
        return f'"{text}"'
    if is_printable(text):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_escaped(sign) for sign in text) + '"'


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable():
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - two, four or eight digits


def roadmap_yaml(roadmap: Roadmap, comments: Comments, heading: Sequence[str] = ()) -> str:
    """The whole file."""
    lines = [comment_line(text) for text in heading]
    for name, value in _pairs(roadmap):
        block = list(_key(name, value, 0, comments))
        if lines and len(block) > 1 and lines[-1]:
            lines.append("")
        lines += block
        if len(block) > 1:
            lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def comment_line(text: str, indent: int = 0) -> str:
    """A comment on a line of its own."""
    clean = printable(text, instead=" ")
    return " " * indent + "# " + " ".join(clean.split())


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - any class of the model
    return written_pairs(value, _rank)


_FIRST = (
    "id", "title", "url", "summary", "group", "goal", "when", "lasts", "effort", "why", "note", "every", "by", "tags",
    "kind", "depends_on", "done",
)  # fmt: skip
_LAST = (
    "items",
    "choose",
    "options",
    "sections",
    "projects",
    "resources",
    "check_yourself",
    "think_about",
    "done_when",
)
_ROADMAP_LAST = (
    "phases",
    "projects",
    "done_when",
    "habits",
    "goals",
    "checkpoints",
    "skills",
    "resources",
    "principles",
    "avoid",
    "notes",
)


def _rank(name: str) -> tuple[int, int]:
    """Where a key stands: what heads an element first, what hangs below it last."""
    if name in _FIRST:
        return 0, _FIRST.index(name)
    if name in {"phases", "habits", "goals", "checkpoints", "skills", "principles", "avoid", "notes"}:
        return 2, _ROADMAP_LAST.index(name)
    if name in _LAST:
        return 2, _LAST.index(name)
    return 1, 0


def _key(name: str, value: Any, indent: int, comments: Comments) -> Iterator[str]:  # noqa: ANN401 - any value of the model
    lead = " " * indent + name + ":"
    match value:
        case Mapping():
            yield lead
            for key, tag in value.items():
                yield " " * (indent + 2) + f"{scalar(key)}: {_tag(tag)}"
        case tuple():
            yield from _series(lead, value, indent, comments)
        case str() if _is_long(value, len(lead)):
            yield from _long(lead, value, indent)
        case BoardSettings() | Review():
            yield f"{lead} {_flow(value) if any(_pairs(value)) else 'true'}"
        case _:
            yield f"{lead} {_atom(value)}"


def _tag(tag: Any) -> str:  # noqa: ANN401 - a tag, or hours a week
    pairs = list(_pairs(tag)) if hasattr(type(tag), "shorthand") else []
    return scalar(pairs[0][1]) if [name for name, _ in pairs] == [getattr(type(tag), "shorthand", "")] else _flow(tag)


def _series(lead: str, values: Sequence[Any], indent: int, comments: Comments) -> Iterator[str]:
    values = [_bare(value) for value in values]
    if all(
        isinstance(value, str) and "\n" not in value and scalar(value) == scalar(value, flow=True) for value in values
    ):
        flow = "[" + ", ".join(scalar(value, flow=True) for value in values) + "]"
        if len(lead) + len(flow) < _FLOW_ITEMS and not any("," in value or len(value) > 40 for value in values):  # noqa: PLR2004 - short words fit on a line
            yield f"{lead} {flow}"
            return
    yield lead
    for value in values:
        if isinstance(value, (Phase, Section)) and value is not values[0]:
            yield ""
        yield from _entry(value, indent + 2, comments)


def _bare(value: Any) -> Any:  # noqa: ANN401 - any element of the model
    """The text alone of what says nothing more."""
    if isinstance(value, Task) and not value.done:
        return value.title
    return value.question if isinstance(value, Question) and not value.id else value


def _entry(value: Any, indent: int, comments: Comments) -> Iterator[str]:  # noqa: ANN401 - any element of the model
    place = getattr(value, "place", None) if comments else None
    if place is not None and comments.get(place.line):
        yield from (comment_line(text, indent) for text in comments[place.line])
    lead = " " * indent + "- "
    if isinstance(value, TIMES):
        yield f"{lead}{value}"
        return
    if isinstance(value, str):
        yield from _long(lead.rstrip(), value, indent) if _is_long(value, indent) else [lead + scalar(value)]
        return
    pairs = list(_pairs(value))
    short = getattr(type(value), "shorthand", "")
    if len(pairs) == 1 and pairs[0][0] == short and "\n" not in pairs[0][1] and not _is_address(value):
        yield lead + scalar(pairs[0][1])
        return
    if not isinstance(value, Phase) and not any(_is_large(found) for _, found in pairs):
        flow = lead + _flow(value)
        if len(flow) <= WIDTH + 20:
            yield flow
            return
    for number, (name, found) in enumerate(pairs):
        block = list(_key(name, found, indent + 2, comments))
        if not number:
            block[0] = lead + block[0].lstrip()
        yield from block


def _is_address(value: Any) -> bool:  # noqa: ANN401 - any element of the model
    """Whether the bare title of a resource would be read as its address, which it is not."""
    return isinstance(value, Resource) and not value.url and re.match("https?://", value.title) is not None


def _is_large(value: object) -> bool:
    if isinstance(value, tuple):
        return len(value) > 6 or any(not isinstance(entry, str) or len(entry) > 40 for entry in value)  # noqa: PLR2004 - short words fit on a line
    return isinstance(value, str) and "\n" in value


def _flow(value: Any) -> str:  # noqa: ANN401 - any element of the model
    if isinstance(value, tuple):
        return "[" + ", ".join(_flow(entry) for entry in value) + "]"
    if hasattr(type(value), "__dataclass_fields__") and not isinstance(value, TIMES):
        return "{" + ", ".join(f"{name}: {_flow(found)}" for name, found in _pairs(value)) + "}"
    return _atom(value, flow=True)


def _atom(value: Any, *, flow: bool = False) -> str:  # noqa: ANN401 - any value of the model
    match value:
        case None | bool():
            return "true" if value else "false"
        case Enum():
            return str(value.value)
        case float():
            return f"{value:g}"
        case str():
            return scalar(value, flow=flow)
        case _:
            return str(value)


def _is_long(text: str, indent: int) -> bool:
    return "\n" in text or (" " in text and len(text) + indent > WIDTH + 20)


def _long(lead: str, value: str, indent: int) -> Iterator[str]:
    """Prose over several lines: literal where it has line ends of its own and nothing else needs quotes."""
    lines = value.split("\n")
    if any(not line or line != line.strip() or line[0] == "#" or not is_printable(line) for line in lines):
        yield f'{lead} "' + "".join(_escaped(sign) for sign in value) + '"'
        return
    if len(lines) > 1:
        yield f"{lead} |-"
        yield from (" " * (indent + 2) + line for line in lines)
        return
    yield f"{lead} >-"
    yield from (" " * (indent + 2) + line for line in _wrapped(value, WIDTH - indent - 2))


def _wrapped(text: str, width: int) -> Iterable[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width and word[:1] != "#":
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
