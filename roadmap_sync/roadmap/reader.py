"""Reading: nodes of a file into the model's classes by their definition; every problem is kept, none stops the rest."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, assert_never

from roadmap_sync.errors import Position, Problem
from roadmap_sync.roadmap import keys
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
from roadmap_sync.roadmap.model import Resource
from roadmap_sync.roadmap.strings import PROSE, TITLE, Form, FormError
from roadmap_sync.roadmap.timespans import SpanError
from roadmap_sync.roadmap.yaml_errors import quote
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlScalar, YamlSequence
from roadmap_sync.roadmap.yaml_readings import other_reading

MAX_NEAREST = 80
MAX_WRITTEN = 80

_FLAGS: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_NUMBER = re.compile(r"^[0-9]{1,15}(?:\.[0-9]{1,15})?$")


class _Unread:
    """Stands for a value that could not be read; the problem is noted."""


UNREAD: Final = _Unread()


@dataclass(slots=True)
class RoadmapReader:
    """Reads one file's nodes: `problems` are noted on the way, `origins` says which node every element came from.

    `lost` says that a part with elements could not be read, so that what seems to be missing may only be unread.
    """

    file: str
    problems: list[Problem] = field(default_factory=list)
    origins: dict[int, tuple[Any, Node]] = field(default_factory=dict)
    lost: bool = False
    comparisons: int = 50_000

    def place(self, node: Node) -> Position:
        """Where a node begins, in the file it was read from."""
        return Position(node.file or self.file, node.line, node.column)

    def report(self, node: Node, what: str, hint: str = "") -> _Unread:
        """Note a problem; gives UNREAD to hand on."""
        self.problems.append(Problem(self.place(node), what, hint))
        return UNREAD

    def warn(self, node: Node, what: str, hint: str = "") -> None:
        """Note something that is allowed and probably not meant."""
        self.problems.append(Problem(self.place(node), what, hint, warning=True))

    def nearest(self, word: str, known: Collection[str]) -> str:
        """The known word most like this one, or "": also once the problems of a file have used up the time for it."""
        if len(word) > MAX_NEAREST or self.comparisons < len(known):
            return ""
        self.comparisons -= len(known)
        found = difflib.get_close_matches(word.casefold(), known, 1, 0.6)
        return found[0] if found else ""

    def suggest(self, word: str, known: Collection[str], otherwise: str) -> str:
        """A hint that names the nearest known word, or the other hint."""
        found = self.nearest(word, known)
        return f"Did you mean {quote(found)}?" if found else otherwise

    def gives(self, element: object, name: str) -> bool:
        """Whether the file gives an element this key."""
        node = self.origins[id(element)][1]
        return isinstance(node, YamlMapping) and node.get(name) is not None

    def origin(self, element: object, name: str = "", text: str = "") -> Node:
        """The node an element was read from, or the value of one of its keys, or that text in a list there."""
        node = self.origins[id(element)][1]
        value = node.get(name) if isinstance(node, YamlMapping) else None
        if isinstance(value, YamlSequence):
            parts = (part for part in value.items if isinstance(part, YamlScalar))
            return next((part for part in parts if " ".join(part.text.split()) == text), value)
        return value or node

    def read(self, shape: Shape, node: Node, name: str) -> object:
        """The value of a shape, or UNREAD; `name` is what messages call it."""
        if isinstance(node, YamlScalar) and node.empty:
            hint = "Write a value (in quotes, if you mean the word), or take the key away."
            return self.report(node, f"{quote(name)} has no value", hint)
        value: object
        match shape:
            case TextShape():
                value = self._words(shape.form, node, name)
            case NumberShape():
                value = self._number(shape, node, name)
            case BooleanShape():
                value = self._flag(node, name)
            case ChoiceShape():
                value = self._choice(shape, node, name)
            case NotationShape():
                value = self._written(shape, node, name)
            case ListShape():
                value = self._many(shape, node, name)
            case MappingShape():
                value = self._named(shape, node, name)
            case ElementShape():
                value = self.element(shape, node, name)
            case _:
                assert_never(shape)
        return value

    def _words(self, form: Form, node: Node, name: str) -> object:
        if not isinstance(node, YamlScalar):
            return self._not_text(node, name)
        self._warn_of_misreading(node, form)
        try:
            return form.clean(node.text)
        except FormError as error:
            shown = f": {quote(node.text)}" if node.text.strip() else ""
            return self.report(node, f"{quote(name)} {error.rule}{shown}", error.hint)

    def _warn_of_misreading(self, node: YamlScalar, form: Form) -> None:
        """Warn where a text may not be what its author sees: cut at a ``#``, or no text for other YAML programs."""
        if node.comment:
            what = f"YAML takes {quote(node.comment)} for a comment, so the text ends at {quote(node.text)}"
            hint = "Write the whole text in quotes; a comment that is meant needs a space after the #."
            self.warn(node, what, hint)
        meant = other_reading(node.text) if node.plain and form in {TITLE, PROSE} else ""
        if meant:
            what = f"many YAML programs, editors among them, read {quote(node.text)} as {meant}"
            self.warn(node, what, f"Here it is kept as text. {in_quotes(node.text)}")

    def _not_text(self, node: YamlSequence | YamlMapping, name: str) -> _Unread:
        meant = colon_text(node)
        if meant:
            return self.report(node, f"YAML reads {quote(meant)} as a mapping", in_quotes(meant))
        found = "a list" if isinstance(node, YamlSequence) else "a mapping"
        return self.report(node, f"{quote(name)} must be a text, not {found}", 'Write one text, in quotes: "...".')

    def _number(self, shape: NumberShape, node: Node, name: str) -> object:
        kind = "a whole number" if shape.whole else "a number"
        if not isinstance(node, YamlScalar) or not node.plain or not _NUMBER.match(node.text):
            return self.report(node, f"{quote(name)} must be {kind}", "Write digits, without quotes and units.")
        value = float(node.text)
        if shape.whole and not value.is_integer():
            return self.report(node, f"{quote(name)} must be a whole number, not {quote(node.text)}")
        if not shape.least <= value <= shape.most:
            hint = f"Write a number from {shape.least:,} to {shape.most:,}."
            return self.report(node, f"{quote(name)} is {quote(node.text)}, out of bounds", hint)
        return int(value) if shape.whole else value

    def _flag(self, node: Node, name: str) -> object:
        if isinstance(node, YamlScalar) and node.plain and node.text.lower() in _FLAGS:
            return _FLAGS[node.text.lower()]
        return self.report(node, f"{quote(name)} must be true or false", "Write one of the two words, without quotes.")

    def _choice(self, shape: ChoiceShape, node: Node, name: str) -> object:
        text = node.text.strip() if isinstance(node, YamlScalar) else ""
        words = [member.value for member in shape.of]
        if text in words:
            return shape.of(text)
        otherwise = f"Write one of {', '.join(words)}."
        said = f", not {quote(text)}" if text else ""
        return self.report(
            node, f"{quote(name)} must be one of {', '.join(words)}{said}", self.suggest(text, words, otherwise)
        )

    def _written(self, shape: NotationShape, node: Node, name: str) -> object:
        otherwise = f"Write for example {', '.join(shape.examples)}."
        if not isinstance(node, YamlScalar) or len(node.text) > MAX_WRITTEN:
            found = (
                "a list"
                if isinstance(node, YamlSequence)
                else "a mapping"
                if isinstance(node, YamlMapping)
                else "a long text"
            )
            return self.report(node, f"{quote(name)} must be {shape.says}, not {found}", otherwise)
        try:
            return shape.parse(node.text)
        except SpanError as error:
            if shape.names and not any(c.isdigit() for c in node.text):
                what = f"{quote(name)}: there is no {quote(node.text)} in {quote(shape.names)}"
                return self.report(node, what, f"Add it there, or write for example {', '.join(shape.examples)}.")
            hint = f"{error.hint[:1].upper()}{error.hint[1:]}." if error.hint else otherwise
            return self.report(node, f"{quote(name)}: {error.what}", hint)

    def _many(self, shape: ListShape, node: Node, name: str) -> object:
        if shape.of.single if isinstance(shape.of, ElementShape) else isinstance(node, YamlScalar):
            node = node if isinstance(node, YamlSequence) else YamlSequence([node], node.line, node.column, node.file)
        if not isinstance(node, YamlSequence):
            self.lost |= isinstance(shape.of, ElementShape)
            meant = colon_text(node) if isinstance(shape.of, TextShape) else ""
            hint = in_quotes(meant) if meant else "Begin every part on a line of its own with `- `."
            return self.report(node, f"{quote(name)} must be a list", hint)
        values = (self.read(shape.of, part, name) for part in node.items)
        return tuple(value for value in values if value is not UNREAD)

    def _named(self, shape: MappingShape, node: Node, name: str) -> object:
        if not isinstance(node, YamlMapping):
            return self.report(node, f"{quote(name)} must be a mapping", "Write a line `name: value` for each.")
        found = {}
        for key, value in node.pairs:
            label = self._words(shape.names, key, name)
            read = self.read(shape.of, value, key.text)
            if label is not UNREAD and read is not UNREAD:
                found[label] = read
        return found

    def element(self, shape: ElementShape, node: Node, name: str) -> object:
        """One of the model's classes from a mapping, or from a bare text where it has a shorthand."""
        if shape.switch and isinstance(node, YamlScalar) and node.plain and node.text.lower() in _FLAGS:
            return shape.of() if _FLAGS[node.text.lower()] else None
        known = keys_of(shape.of)
        if isinstance(node, YamlScalar) and shape.shorthand:
            return self._shorthand(shape, known[shape.shorthand], node)
        if not isinstance(node, YamlMapping):
            self.lost = True
            hint = f"Write its keys, beginning with `{next(iter(known))}: ...`."
            return self.report(node, f"this must be a mapping, to be part of {quote(name)}", hint)
        meant = colon_text(node)
        if meant and shape.shorthand and not self._near_key(node, known):
            self.report(node, f"YAML reads {quote(meant)} as a mapping, because of the colon", in_quotes(meant))
            return self._build(shape, {shape.shorthand: meant}, node, node)
        values = self._values(known, node)
        return self._build(shape, values, node, node.get("title") or node)

    def _near_key(self, node: YamlMapping, known: Mapping[str, KeySpec]) -> bool:
        name = node.pairs[0][0].text
        return name in known or bool(self.nearest(name, known))

    def _values(self, known: Mapping[str, KeySpec], node: YamlMapping) -> dict[str, Any]:
        values: dict[str, Any] = {}
        excused = set()
        for key, value in node.pairs:
            found = known.get(key.text)
            if found is None and known.get(key.text.strip()):
                excused.add(key.text.strip())
                what = f"an invisible space (U+{_odd(key.text):04X}) stands beside the key {quote(key.text.strip())}"
                self.report(key, what, "Replace it with a plain space; most editors can show invisible characters.")
                self.lost |= not isinstance(value, YamlScalar)
                continue
            if found is None:
                self.lost |= not isinstance(value, YamlScalar)
                near = self.nearest(key.text, known)
                excused.add(near)
                hint = f"Did you mean {quote(near)}?" if near else f"Known here: {', '.join(known)}."
                self.report(key, f"unknown key {quote(key.text)}", hint)
                continue
            excused.add(key.text)
            read = self.read(found.shape, value, key.text)
            if found.required and isinstance(value, YamlSequence) and not value.items:
                read = self.report(value, f"{quote(key.text)} is empty", f"Write at least one. {found.doc}")
            if read is not UNREAD:
                values[found.attribute] = read
        for needed in (found for found in known.values() if found.required and found.attribute not in values):
            values[needed.attribute] = () if isinstance(needed.shape, ListShape) else ""
            if needed.name not in excused:
                self.report(node, f"{quote(needed.name)} is missing here", f"Add it: {needed.doc}")
        return values

    def _shorthand(self, shape: ElementShape, key: KeySpec, node: YamlScalar) -> object:
        text = self.read(key.shape, node, key.name)
        if not isinstance(text, str):
            return UNREAD
        values: dict[str, object] = {key.attribute: text}
        if shape.of is Resource and re.match("https?://", text):
            values["url"] = self.read(keys_of(Resource)["url"].shape, node, "url")
        return self._build(shape, values, node, node)

    def _build(self, shape: ElementShape, values: dict[str, Any], node: Node, at: Node) -> object:
        fields = shape.of.__dataclass_fields__  # type: ignore[attr-defined]
        if "place" in fields:
            values["place"] = self.place(at)
        if "id" in fields and "title" in fields and not values.get("id"):
            values["id"] = keys.slug(values["title"]) if values["title"] else ""
            self.lost |= not values["id"]
        element = shape.of(**values)
        self.origins[id(element)] = (element, node)
        return element


def _odd(text: str) -> int:
    """The code point of the first character beside a key that `str.strip` takes for white space."""
    return ord((text[: len(text) - len(text.lstrip())] or text[len(text.rstrip()) :])[0])


def colon_text(node: Node) -> str:
    """The text that a mapping of one pair was probably meant to be: ``Learn: topic``; else ""."""
    if isinstance(node, YamlMapping) and len(node.pairs) == 1:
        key, value = node.pairs[0]
        if isinstance(value, YamlScalar):
            return f"{key.text}: {value.text}".strip()
    return ""


def in_quotes(text: str) -> str:
    """The hint to write a text in quotes."""
    return f'Write it in quotes: "{quote(text)[1:-1]}".'
