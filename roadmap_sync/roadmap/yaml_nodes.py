"""YAML as nodes with a place: bytes in, scalars, series and tables out, hostile input refused early.

PyYAML's parser events (libyaml's where it is there) are put together here and not by PyYAML, so that depth and size
are bounded before anything is built, an alias shares its node, and no value is guessed: a scalar keeps its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import yaml

from roadmap_sync.errors import InvalidRoadmapError, Position, Problem
from roadmap_sync.roadmap.yaml_errors import explain, quote

MAX_BYTES = 10_000_000
MAX_NODES = 400_000
MAX_DEPTH = 40

_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})
_TEXT_TAGS = frozenset({"!", "tag:yaml.org,2002:str"})
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what both parsers count lines by
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE_MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


@dataclass(slots=True, eq=False)
class YamlScalar:
    """One value as it was written; `plain` where it stands without quotes; `file` where it was read from one.

    `comment` is what begins with ``#`` behind a plain value without a space of its own, as ``#3`` in ``Learn C #3``.
    """

    text: str
    plain: bool
    line: int
    column: int
    comment: str = ""
    file: str = ""

    @property
    def empty(self) -> bool:
        """Whether no value was given: nothing, ``~`` or ``null``."""
        return self.plain and self.text in _NO_VALUE


@dataclass(slots=True, eq=False)
class YamlSequence:
    """A YAML list."""

    items: list[Node]
    line: int
    column: int
    file: str = ""


@dataclass(slots=True, eq=False)
class YamlMapping:
    """A YAML mapping: its pairs in order, merged ones (``<<``) last."""

    pairs: list[tuple[YamlScalar, Node]]
    line: int
    column: int
    file: str = ""

    def get(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = YamlScalar | YamlSequence | YamlMapping


def read_nodes(content: str | bytes, file: str) -> tuple[Node, list[Problem]]:
    """The one document of a file, and what is wrong with its tables (doubled keys).

    Raises InvalidRoadmapError where there is nothing to go on with: another encoding, broken YAML, an empty file,
    several documents, too much of anything.
    """
    text = decode(content, file) if isinstance(content, bytes) else content.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        raise _refuse(Position(file), "the file is larger than 10 MB", "Split the roadmap into several files.")
    _check_printable(text, file)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    composer = _Composer(file, _LINE_BREAK.split(text))
    try:
        while loader.check_event():
            composer.take(loader.get_event())
    except yaml.MarkedYAMLError as error:
        raise InvalidRoadmapError((explain(error, text, file),)) from None
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The pure Python scanner lets the numbers of escapes and versions overflow.
        raise _refuse(Position(file), f"this is not YAML: {quote(str(error))}", "Check it in an editor.") from None
    finally:
        loader.dispose()
    if composer.root is None or (isinstance(composer.root, YamlScalar) and composer.root.empty):
        hint = "The smallest roadmap is a title and one phase: see docs/format.md, or run `roadmap-sync init`."
        raise _refuse(Position(file), "the file is empty", hint)
    return composer.root, composer.problems


def decode(content: bytes, file: str) -> str:
    """The text of a UTF-8 file, with or without a byte order mark; raises InvalidRoadmapError with the byte's place."""
    save = "Save the file as UTF-8."
    for mark, encoding in _WIDE_MARKS.items():
        if content.startswith(mark):
            raise _refuse(Position(file, 1, 1), f"the file is {encoding}, not UTF-8", save)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # The codec strips the byte order mark before it counts.
        at = error.start + len(content) - len(error.object)
        before = content[:at]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        place = Position(file, before.count(b"\n") + 1, column)
        raise _refuse(place, f"byte {at} (0x{content[at]:02x}) is not UTF-8", save) from None


def _check_printable(text: str, file: str) -> None:
    found = _UNPRINTABLE.search(text)
    if found:
        before = text[: found.start()]
        place = Position(file, before.count("\n") + 1, found.start() - before.rfind("\n"))
        hint = "Delete it; if there are many, save the file as UTF-8." if found[0] == "\0" else "Delete it."
        raise _refuse(place, f"the control character U+{ord(found[0]):04X} has no place in a text file", hint)


def _refuse(place: Position, what: str, hint: str) -> InvalidRoadmapError:
    return InvalidRoadmapError((Problem(place, what, hint),))


@dataclass(slots=True, eq=False)
class _Open:
    """A list or mapping that is still being read; `size` is its nodes with every alias written out."""

    node: YamlSequence | YamlMapping
    anchor: str | None
    size: int = 1
    key: YamlScalar | None = None
    names: dict[str, YamlScalar] = field(default_factory=dict)
    awaits_value: bool = False
    merges: tuple[tuple[YamlScalar, Node], ...] = ()


class _Composer:
    """Puts events together, without recursion."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self.file = file
        self._lines = lines
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """One more event of the parser."""
        match event:
            case yaml.ScalarEvent():
                plain = bool(event.implicit[0])
                comment = self._comment(event) if plain else ""
                scalar = YamlScalar(event.value, plain, *self._position(event), comment, self.file)
                self._check_tag(event.tag, event)
                self._add(scalar, 1, event.anchor)
            case yaml.SequenceStartEvent():
                self._begin(YamlSequence([], *self._position(event), self.file), event)
            case yaml.MappingStartEvent():
                self._begin(YamlMapping([], *self._position(event), self.file), event)
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self._end()
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    hint = "Put every roadmap into a file of its own, and take the line `---` away."
                    raise self._error(event, "a second document begins here", hint)

    def _position(self, event: yaml.Event) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + 1, mark.column + 1) if mark else (0, 0)

    def _comment(self, event: yaml.ScalarEvent) -> str:
        """What YAML takes for a comment behind a plain value on its last line, where it may be meant as text."""
        mark = event.end_mark
        if mark is None or mark.line >= len(self._lines):
            return ""
        found = _COMMENT.match(self._lines[mark.line], mark.column)
        return found[1] if found else ""

    def _error(self, event: yaml.Event, what: str, hint: str) -> InvalidRoadmapError:
        return _refuse(Position(self.file, *self._position(event)), what, hint)

    def _check_tag(self, tag: str | None, event: yaml.Event) -> None:
        if tag is not None and tag not in _TEXT_TAGS:
            hint = "Take it away; a text that begins with ! must be written in quotes."
            raise self._error(event, f"the YAML tag {quote(tag)} means nothing here", hint)

    def _begin(self, node: YamlSequence | YamlMapping, event: yaml.CollectionStartEvent) -> None:
        self._check_tag(event.tag, event)
        if len(self._open) >= MAX_DEPTH:
            hint = "A roadmap never goes that deep: check the indentation and the brackets."
            raise self._error(event, f"lists and mappings are nested more than {MAX_DEPTH} deep", hint)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(_Open(node, event.anchor))

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        found = self._anchors.get(name)
        if found is not None:
            self._add(found[0], found[1], None)
            return
        if any(opened.anchor == name for opened in self._open):
            raise self._error(event, f"the alias *{name} contains itself", "Write out what is meant.")
        hint = f'A text that begins with * must be written in quotes: "*{name}...".'
        raise self._error(event, f"there is no anchor &{name} for the alias *{name}", hint)

    def _end(self) -> None:
        done = self._open.pop()
        if isinstance(done.node, YamlMapping):
            for key, value in done.merges:
                self._merge(done, key, value)
        self._add(done.node, done.size, done.anchor)

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        """Hang a finished node where it belongs."""
        if anchor:
            self._anchors[anchor] = (node, size)
        if not self._open:
            self.root = node
            return
        into = self._open[-1]
        self._grow(into, size)
        match into.node:
            case YamlSequence(items=items):
                items.append(node)
            case YamlMapping() if not into.awaits_value:
                self._key(into, node)
                into.awaits_value = True
            case YamlMapping() as table:
                into.awaits_value = False
                if into.key is None:
                    return
                if into.key.plain and into.key.text == "<<":
                    into.merges = (*into.merges, (into.key, node))
                else:
                    table.pairs.append((into.key, node))

    def _grow(self, into: _Open, size: int) -> None:
        into.size += size
        if into.size > MAX_NODES:
            place = Position(self.file, into.node.line, into.node.column)
            what = f"this holds more than {MAX_NODES:,} values, aliases (*name) written out"
            raise _refuse(place, what, "Use fewer aliases, or split the roadmap into several files.")

    def _key(self, into: _Open, node: Node) -> None:
        """Remember a key for the value that follows; a doubled or odd one takes its value with it."""
        if isinstance(node, YamlScalar) and node.text not in into.names:
            into.names[node.text] = into.key = node
            return
        place = Position(self.file, node.line, node.column)
        into.key = None
        if not isinstance(node, YamlScalar):
            hint = 'A text that begins with [ or { must be written in quotes: "[...]".'
            self.problems.append(Problem(place, "a list or mapping can't be a key", hint))
        elif node.plain and node.text == "<<":
            into.key = node
        else:
            hint = "Keep one of the two, or join their values."
            what = f"the key {quote(node.text)} stands here twice, first in line {into.names[node.text].line}"
            self.problems.append(Problem(place, what, hint))

    def _merge(self, done: _Open, key: YamlScalar, value: Node) -> None:
        assert isinstance(done.node, YamlMapping)  # noqa: S101 - for the type checker: only tables have merges
        for source in _sources(value):
            if not isinstance(source, YamlMapping):
                place = Position(self.file, key.line, key.column)
                hint = "Write `<<: *name` with the name of an anchor on a mapping."
                self.problems.append(Problem(place, "`<<` merges mappings only", hint))
                return
            self._grow(done, len(source.pairs))
            for name, merged in source.pairs:
                if name.text not in done.names:
                    done.names[name.text] = name
                    done.node.pairs.append((name, merged))


def _sources(value: Node) -> Iterator[Node]:
    if isinstance(value, YamlSequence):
        yield from value.items
    else:
        yield value
