"""An existing roadmap file brought up to its Markdown source again: ids, comments and hand-written keys stay.

The source says what there is, in which order, under which titles, and whatever else it states; what only the file says
(ids, colours, starts, efforts that the source does not give) is kept. What the source no longer has leaves the file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from roadmap_sync import keys
from roadmap_sync.markdown.chunks import CHILDREN, Element, Key, read_chunks, write_entry, write_key
from roadmap_sync.markdown.imported import Imported
from roadmap_sync.markdown.nodes import Node
from roadmap_sync.markdown.pairing import Match
from roadmap_sync.markdown.twins import paired_titles

_AIMS = ("habits", "goals", "checkpoints", "skills", "done_when", "resources", "principles", "avoid", "notes")
_FILE_WINS = frozenset({"id", "kind", "depends_on", "summary", "why", "goal", "note"})
_TIMES = frozenset({"when", "lasts"})
_SOURCE_ONLY = frozenset({"done", "placeholder"})
_COMMENT = re.compile(r"\s+#\s.*$")


def update_yaml(existing_yaml: str, imported: Imported) -> str:
    """The file's new text, the same where the source says nothing new. Raises ValueError for no roadmap file."""
    old, new = read_chunks(existing_yaml), read_chunks(imported.yaml)
    match = Match(old, new)
    match.run()
    lines = _Writer(match).file(old, new)
    text = "\n".join(lines).rstrip("\n") + "\n"
    return existing_yaml if read_chunks(text).value == old.value else text


class _Writer:
    """Writes the merged file out of pieces of both texts."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.node = {id(node.element): node for node in match.new.walk()}
        self.paths = {
            keys.join(*_source_path(node)): node.path
            for node in match.new.walk()
            if node.level in {"phases", "sections", "items"}
        }
        self.ids = {node.id for node in match.new.walk()} | {
            node.id for node in match.old.children if node not in match.used
        }
        self.bare = not any(node.level == "items" for node in match.new.walk())
        self.tags: dict[str, str] = {}

    def file(self, old: Element, new: Element) -> list[str]:
        """The lines of the file."""
        self.tags = _same_tags(old.value.get("tags"), new.value.get("tags"))
        lines: list[str] = []
        for name, key in old.keys.items():
            found = new.keys.get(name)
            if name in CHILDREN:
                lines += self._list(name, old, new)
            elif name == "tags" and found is not None:
                lines += self._tag_lines(key, found)
            elif name in _AIMS and found is not None:
                lines += self._aims(key, found)
            elif found is not None and name not in _FILE_WINS and found.value != key.value:
                lines += [*_trivia(key.lines), *_body(found.lines)]
            elif found is None and name in _AIMS:
                lines += key.lines
            else:
                lines += key.lines
        for name, key in new.keys.items():
            if name not in old.keys and name != "\n":
                lines += ["", *self._list(name, old, new)] if name in CHILDREN else ["", *_body(key.lines)]
        return lines

    def _tag_lines(self, old: Key, new: Key) -> list[str]:
        if not isinstance(old.value, dict) or not isinstance(new.value, dict):
            return old.lines
        added = {name: tag for name, tag in new.value.items() if self.tags.get(name, name) not in old.value}
        return [*old.lines, *(line for name, tag in added.items() for line in write_key(name, tag, 2))]

    def _aims(self, old: Key, new: Key) -> list[str]:
        """Habits, goals and the like: those of the source, each as the file has it where it does."""
        if old.value == new.value or not isinstance(old.value, list) or not isinstance(new.value, list):
            return old.lines
        pairs = paired_titles(list(map(_title, old.value)), list(map(_title, new.value)))
        merged = [
            _merged(_mapping(old.value[pairs[index]]), _mapping(entry)) if index in pairs else _mapping(entry)
            for index, entry in enumerate(new.value)
        ]
        if merged == [_mapping(entry) for entry in old.value]:
            return old.lines
        return [*_trivia(old.lines), f"{old.name}:", *(line for entry in merged for line in write_entry(entry, 4))]

    def _list(self, name: str, old: Element | None, new: Element) -> list[str]:
        """A list of elements: in the source's order, each with its comments."""
        children = new.below(name)
        if old is not None and name in old.keys and self._stays(name, old, new):
            return old.keys[name].text or old.keys[name].lines
        key = (old.keys.get(name) if old else None) or new.keys.get(name)
        if not children or key is None:
            return []
        indent = old.indent if old else new.indent
        lines = [" " * indent + key.lines[-1].lstrip()] if key.elements else [" " * indent + f"{name}:"]
        lines = [*key.lines[:-1], *lines]
        for index, child in enumerate(children):
            twin = self._twin(child)
            lead = twin.lead if twin else child.lead
            if not index:
                lead = [line for line in lead if line.strip()]
            elif name in {"sections", "phases"} and not any(not line.strip() for line in lead):
                lead = ["", *lead]
            lines += [_shifted(line, indent + 2) if line.strip() else "" for line in lead]
            lines += self._element(child, twin, indent + 4)
        return lines

    def _stays(self, name: str, old: Element, new: Element) -> bool:
        """Whether a list is none of the source's: projects of the whole; work, where the source lists none."""
        return name not in new.keys and ("phases" in old.keys or self.bare)

    def _twin(self, element: Element) -> Element | None:
        node = self.node.get(id(element))
        found = self.match.of.get(node) if node is not None else None
        return found.element if found is not None else None

    def _element(self, new: Element, old: Element | None, indent: int) -> list[str]:
        """An element as a list entry, its keys at `indent`."""
        node = self.node[id(new)]
        wanted = self._translated(new.value)
        wanted.pop("id", None)
        merged = _merged(old.value, wanted) if old else wanted
        merged = _with_id(merged, node.id, given=bool(old and "id" in old.value))
        if "depends_on" in merged:
            merged["depends_on"] = [name for name in _names(merged["depends_on"]) if keys.leaf(name) in self.ids]
            if not merged["depends_on"]:
                del merged["depends_on"]
        if old is not None and merged == old.value and not _has_children(new):
            return _reindented(old.lines, old.indent, indent)
        if (old is None or old.atomic) and not _has_children(new):
            if old is None and merged == new.value:
                return _reindented(new.lines, new.indent, indent)
            comment = _COMMENT.search(old.lines[0]) if old and len(old.lines) == 1 else None
            return write_entry(merged, indent, comment[0] if comment else "")
        return self._block(new, old, merged, indent)

    def _block(self, new: Element, old: Element | None, merged: dict[str, Any], indent: int) -> list[str]:
        lines: list[str] = []
        order = [name for name in (old.keys if old and not old.atomic else {}) if name in merged or name in CHILDREN]
        order += [name for name in merged if name not in order and name not in CHILDREN]
        order += [name for name in CHILDREN if name in new.value and name not in order]
        order.sort(key=lambda name: (name != "id", name in CHILDREN and name not in (old.keys if old else {})))
        for name in order:
            if name in CHILDREN:
                shifted = self._list(name, old if old and not old.atomic else None, new)
                lines += _reindented(shifted, old.indent if old and not old.atomic else new.indent, indent)
                continue
            kept = old.keys.get(name) if old and not old.atomic else None
            if kept is not None and kept.value == merged[name]:
                lines += _reindented(kept.lines, old.indent if old else indent, indent)
            elif name in new.keys and new.keys[name].value == merged[name]:
                lines += _reindented(_body(new.keys[name].lines), new.indent, indent)
            else:
                lines += write_key(name, merged[name], indent)
        first = next(index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#"))
        lines[first] = " " * (indent - 2) + "- " + lines[first][indent:]
        return [*(line for line in lines[:first] if line.strip()), *lines[first:]]

    def _translated(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The source's values with the file's ids and tags."""
        found = dict(value)
        if "depends_on" in found:
            found["depends_on"] = [self.paths.get(reference, reference) for reference in found["depends_on"]]
        if "tags" in found and isinstance(found["tags"], list):
            found["tags"] = [self.tags.get(tag, tag) for tag in found["tags"]]
        return found


def _source_path(node: Node) -> tuple[str, ...]:
    own = str(node.element.value.get("id", "")) or keys.slug(node.element.title)
    return (*(_source_path(node.parent) if node.parent and node.parent.level else ()), own)


def _same_tags(old: Any, new: Any) -> dict[str, str]:  # noqa: ANN401 - any YAML
    """Tags of the source by the file's ids, where the file calls them by another id but the same label."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return {}
    labels = {keys.slug(str(tag.get("label", name))): name for name, tag in old.items() if isinstance(tag, dict)}
    return {name: labels[name] for name in new if name not in old and name in labels}


def _merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says, overridden by what the source states."""
    merged = {
        name: value for name, value in old.items() if name not in CHILDREN and (name not in _SOURCE_ONLY or name in new)
    }
    for name, value in new.items():
        if name in CHILDREN:
            continue
        if name in _FILE_WINS and name in old:
            continue
        if name in _TIMES and (_TIMES - {name}) & set(old):
            continue
        merged[name] = value
    return merged


def _with_id(merged: dict[str, Any], name: str, *, given: bool) -> dict[str, Any]:
    if merged.get("id") == name or (not given and keys.slug(str(merged.get("title", ""))) == name):
        return merged
    rest = {key: value for key, value in merged.items() if key != "id"}
    if keys.slug(str(rest.get("title", ""))) == name:
        return rest
    return {"id": name, **rest}


def _has_children(element: Element) -> bool:
    return any(name in element.value for name in CHILDREN)


def _names(value: Any) -> list[str]:  # noqa: ANN401 - any YAML
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _title(entry: Any) -> str:  # noqa: ANN401 - any YAML
    return str(entry.get("title", "")) if isinstance(entry, dict) else str(entry)


def _mapping(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML
    return entry if isinstance(entry, dict) else {"title": str(entry)}


def _trivia(lines: Sequence[str]) -> list[str]:
    return list(lines[: _first(lines)])


def _body(lines: Sequence[str]) -> list[str]:
    return list(lines[_first(lines) :])


def _first(lines: Sequence[str]) -> int:
    return next(
        (index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines)
    )


def _shifted(line: str, indent: int) -> str:
    return " " * indent + line.lstrip()


def _reindented(lines: Sequence[str], old: int, new: int) -> list[str]:
    if old == new:
        return list(lines)
    if new > old:
        return [" " * (new - old) + line if line.strip() else line for line in lines]
    return [line[old - new :] if line[: old - new].isspace() else line.lstrip() for line in lines]
