"""Extending: a roadmap's file that names a curriculum becomes the whole roadmap, along a chain of curricula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from roadmap_sync.errors import InvalidRoadmapError, Position, Problem
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.curriculum import MAX_CHAIN, Address, CurriculumError, CurriculumFile, Library, parse_address
from roadmap_sync.roadmap.merging import CurriculumMerge
from roadmap_sync.roadmap.node_tree import written_id
from roadmap_sync.roadmap.strings import FormError
from roadmap_sync.roadmap.yaml_errors import quote
from roadmap_sync.roadmap.yaml_nodes import Node, YamlMapping, YamlScalar, read_nodes

_DATED: Final = frozenset({"when", "by", "since", "until"})
_DAY = re.compile(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Extended:
    """A roadmap's nodes with those of its curricula, the curricula from the nearest up, and what is wrong."""

    table: YamlMapping
    curricula: tuple[CurriculumFile, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    """One file of a chain: its nodes, its address, the id that its references are written for."""

    table: YamlMapping
    address: Address
    root: str


def root_id(table: YamlMapping, file: str) -> str:
    """The id of the roadmap: the one written, else that of the file's name."""
    return written_id(table) or keys.slug(Path(file).stem)


def extended(own: YamlMapping, file: str, library: Library) -> Extended:
    """The whole roadmap of a file. Raises InvalidRoadmapError where a curriculum can't be had or has broken YAML."""
    links = [_Link(own, Address(PurePosixPath(file).as_posix()), root_id(own, file))]
    sources: list[CurriculumFile] = []
    problems: list[Problem] = []
    while (node := links[-1].table.get("extends")) is not None:
        source = _source(links, node, library)
        content, found = read_nodes(source.text, str(source.address))
        if not isinstance(content, YamlMapping):
            raise _refused(content, "a curriculum is a mapping", "See docs/format.md.")
        problems += found
        if source.old:
            what = f"{quote(str(source.address))} is as it was last read ({source.commit[:12]}): {source.old}"
            problems.append(_problem(node, what, "Its changes are missed until it can be read.", warning=True))
        sources.append(source)
        links.append(_Link(content, source.pinned, root_id(content, source.address.path)))
    problems += _useless(links[-1].table)
    if not sources:
        return Extended(own, (), tuple(problems))
    whole = links[-1].table
    for upper, lower in zip(links[-2::-1], links[:0:-1], strict=True):
        merging = CurriculumMerge(upper.table, upper.root)
        whole = merging.onto(whole, lower.root)
        problems += merging.problems
    return Extended(whole, tuple(sources), (*problems, *_absolute_days(whole, file)))


def _source(links: list[_Link], node: Node, library: Library) -> CurriculumFile:
    """The curriculum that the last file of the chain names. Raises InvalidRoadmapError with the place of `extends`."""
    if not isinstance(node, YamlScalar):
        raise _refused(node, "`extends` must be one address", "Write owner/name/path/to/file.yaml@v3, or a path.")
    try:
        address = links[-1].address.relative(parse_address(node.text))
    except FormError as error:
        raise _refused(node, f"`extends` {error.rule}: {quote(node.text)}", error.hint) from None
    if any(str(address).casefold() == str(link.address).casefold() for link in links):
        raise _refused(node, f"a circle: {quote(str(address))} extends itself", "Take one `extends` away.")
    if len(links) > MAX_CHAIN:
        what = f"more than {MAX_CHAIN} curricula in a chain"
        raise _refused(node, what, "Let the roadmap extend a later one of them.")
    try:
        return library.read(address)
    except CurriculumError as error:
        raise _refused(node, error.message, error.hint) from None


def _useless(table: YamlMapping) -> Iterator[Problem]:
    without = table.get("without")
    if without is not None:
        yield _problem(without, "`without` leaves out of a curriculum, and there is no `extends`", "Take it away.")


def _absolute_days(whole: YamlMapping, own: str) -> Iterator[Problem]:
    """A warning for each curriculum that has days of the calendar, which no learner's `start` moves."""
    first: dict[str, tuple[YamlScalar, int]] = {}
    for node in _days(whole):
        if node.file != own:
            known, count = first.get(node.file, (node, 0))
            first[node.file] = (known, count + 1)
    for node, count in first.values():
        more = f" and {count - 1} more days" if count > 1 else ""
        what = f"{quote(node.text)}{more} of the curriculum: a learner's `start` moves no days of the calendar"
        yield _problem(node, what, "Write weeks or months in a curriculum.", warning=True)


def _days(node: Node) -> Iterator[YamlScalar]:
    if isinstance(node, YamlMapping):
        for name, value in node.pairs:
            if name.text in _DATED and isinstance(value, YamlScalar) and _DAY.match(value.text):
                yield value
            yield from _days(value)
    elif not isinstance(node, YamlScalar):
        for part in node.items:
            yield from _days(part)


def _problem(node: Node, what: str, hint: str, *, warning: bool = False) -> Problem:
    return Problem(Position(node.file, node.line, node.column), what, hint, warning)


def _refused(node: Node, what: str, hint: str) -> InvalidRoadmapError:
    return InvalidRoadmapError((_problem(node, what, hint),))
