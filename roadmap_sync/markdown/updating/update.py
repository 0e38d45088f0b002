"""An existing roadmap file brought up to its Markdown source again: ids, comments and hand-written keys stay.

The source says what there is, in which order, under which titles, and whatever else it states; what only the file says
(ids, colours, starts, efforts that the source does not give) is kept. What the source no longer has leaves the file.
Where it is known what the source said last time, what was written, added or taken out in the file by hand stays so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from roadmap_sync.markdown.collector import uncollected
from roadmap_sync.markdown.imported import Imported
from roadmap_sync.markdown.updating.chunks import (
    CHILDREN,
    Element,
    Key,
    plain_element,
    read_chunks,
    read_value,
    write_entry,
    write_key,
)
from roadmap_sync.markdown.updating.merging import (
    AIMS,
    FILES_OWN,
    fitting,
    mapping,
    merged,
    merged_aims,
    three_way,
    with_id,
)
from roadmap_sync.markdown.updating.nodes import Node, tree
from roadmap_sync.markdown.updating.pairing import Match
from roadmap_sync.markdown.updating.past import Past
from roadmap_sync.markdown.updating.pieces import body, first, put_in, reindented, shifted, trivia
from roadmap_sync.roadmap import keys

_END = "\n"
_COMMENT = re.compile(r"(?<!\s)\s++#\s.*$")


@uncollected()
def update_yaml(existing_yaml: str, imported: Imported, last: str = "") -> str:
    """The file's new text, the same where the source says nothing new. Raises ValueError for no roadmap file.

    `last` is what was imported last time (its `yaml`): with it, what was changed in the file by hand is known.
    """
    if last == imported.yaml:
        return existing_yaml
    if "\r\n" in existing_yaml:
        return update_yaml(existing_yaml.replace("\r\n", "\n"), imported, last).replace("\n", "\r\n")
    old = tree(read_chunks(existing_yaml))
    match = Match(old, tree(read_chunks(imported.yaml)))
    match.run()
    past = _past(last, match) if last != existing_yaml else Past(old, match)
    if past is not None:
        past.apply()
    match.name()
    lines = _Writer(match, past).file()
    text = "\n".join(lines).rstrip("\n") + "\n"
    return existing_yaml if read_value(text) == old.element.value else text


def _past(last: str, match: Match) -> Past | None:
    try:
        return Past(tree(read_chunks(last)), match) if last else None
    except (ValueError, yaml.YAMLError):  # what is remembered was tampered with
        return None


class _Writer:
    """Writes the merged file out of pieces of both texts."""

    def __init__(self, match: Match, past: Past | None) -> None:
        self.match, self.past = match, past
        self.paths = {
            keys.join(*_source_path(node)): node.path
            for node in match.new.walk()
            if node.level in {"phases", "sections", "items"}
        }
        self.ids = {node.id for node in match.new.walk()}
        if past is None:
            self.ids |= {node.id for node in match.old.children if node not in match.used}
        self.bare = not any(node.level == "items" for node in match.new.walk())
        old, new = match.old.element.value, match.new.element.value
        self.tags = _same_tags(old.get("tags"), new.get("tags"))

    def file(self) -> list[str]:
        """The lines of the file."""
        old, new = self.match.old.element.keys, self.match.new.element.keys
        order = [name for name in old if name != _END]
        known = self.past.value if self.past else {}
        added = [name for name in new if name not in old and name != _END and known.get(name) != new[name].value]
        put_in(order, added, list(new))
        lines: list[str] = []
        for name in order:
            found = self._key(name, old.get(name), new.get(name))
            apart = name in added and lines and lines[-1].strip() and len(found) > 1
            lines += ["", *found] if apart else found
            if name in added and len(found) > 1 and name != order[-1]:
                lines.append("")
        return [*lines, *(old[_END].lines if _END in old else [])]

    def _key(self, name: str, old: Key | None, new: Key | None) -> list[str]:
        """A key of the whole with what it says now."""
        if name in CHILDREN:
            return self._list(name, self.match.new, self.match.old)
        if old is None:
            return body(new.lines) if new else []
        if name in AIMS:
            return self._aims(old, new)
        if new is None:
            return trivia(old.lines) if self._is_dropped(name, old) else old.lines
        if name == "tags":
            return self._tag_lines(old, new)
        return [*trivia(old.lines), *body(new.lines)] if self._takes(name, old, new) else old.lines

    def _takes(self, name: str, old: Key, new: Key) -> bool:
        """Whether a key of the whole is the source's to say."""
        if self.past is None:
            return name not in FILES_OWN and new.value != old.value
        mine, theirs = {name: old.value}, {name: new.value}
        return name != "id" and bool(three_way(mine, theirs, self.past.value, name) != old.value)

    def _is_dropped(self, name: str, key: Key) -> bool:
        """Whether the source took back what the file says of the whole."""
        return self.past is not None and name in self.past.value and self.past.value[name] == key.value

    def _tag_lines(self, old: Key, new: Key) -> list[str]:
        if not isinstance(old.value, dict) or not isinstance(new.value, dict):
            return old.lines
        known = self.past.value.get("tags") if self.past else None
        added = {
            name: tag
            for name, tag in new.value.items()
            if self.tags.get(name, name) not in old.value and not (isinstance(known, dict) and name in known)
        }
        return [*old.lines, *(line for name, tag in added.items() for line in write_key(name, tag, 2))]

    def _aims(self, old: Key, new: Key | None) -> list[str]:
        past = self.past.value.get(old.name, []) if self.past else None
        theirs = new.value if new is not None else []
        if not isinstance(old.value, list) or not isinstance(theirs, list) or (past is None and new is None):
            return old.lines
        found = merged_aims(old.value, theirs, past if isinstance(past, list) else None)
        if found == [mapping(entry) for entry in old.value]:
            return old.lines
        if not found:
            return trivia(old.lines)
        return [*trivia(old.lines), f"{old.name}:", *(line for entry in found for line in write_entry(entry, 4))]

    def _list(self, name: str, new: Node, twin: Node | None) -> list[str]:
        """A list of elements: in the source's order, each with its comments."""
        children = new.under(name)
        old = twin.element if twin is not None and not twin.element.atomic else None
        if old is not None and name in old.keys and not children and self._stays(old):
            return old.keys[name].text or old.keys[name].lines
        if not children:
            return []
        key = (old.keys.get(name) if old else None) or new.element.keys.get(name)
        indent = old.indent if old else new.element.indent
        lines = [*key.lines[:-1], " " * indent + key.lines[-1].lstrip()] if key and key.elements else []
        lines = lines or [*(trivia(key.lines) if key else []), " " * indent + f"{name}:"]
        for index, child in enumerate(children):
            found = self.match.of.get(child)
            lead = found.element.lead if found else child.element.lead
            if not index or (name == "items" and found and found.level != "items"):
                lead = [line for line in lead if line.strip()]
            elif name in {"sections", "phases"} and not any(not line.strip() for line in lead):
                lead = ["", *lead]
            lines += [shifted(line, indent + 2) if line.strip() else "" for line in lead]
            lines += self._element(child, found, indent + 4)
        return lines

    def _stays(self, old: Element) -> bool:
        """Whether a list is none of the source's: projects of the whole; work, where the source lists none."""
        return self.past is None and ("phases" in old.keys or self.bare)

    def _element(self, node: Node, twin: Node | None, indent: int) -> list[str]:
        """An element as a list entry, its keys at `indent`."""
        new, old = node.element, twin.element if twin else None
        if twin is not None and old is new and new.lines and self._is_whole(node, twin):
            return reindented(new.lines, new.indent, indent)
        fitted = twin is not None and not _fits(twin, node)
        if twin is not None and fitted:
            twin = _fitted(twin, node)
            old = twin.element
        wanted = self._translated(new.value) if new is not old else dict(new.value)
        wanted.pop("id", None)
        before = self.past.value_of(node) if self.past else None
        found = merged(old.value, wanted, self._translated(before) if before else None) if old else wanted
        found = with_id(found, node.id, given=bool(old and "id" in old.value))
        if "depends_on" in found:
            found["depends_on"] = [name for name in _names(found["depends_on"]) if keys.leaf(name) in self.ids]
            if not found["depends_on"]:
                del found["depends_on"]
        if old is not None and old.lines and not fitted and found == old.value and not node.children:
            return reindented(old.lines, old.indent, indent)
        if (old is None or old.atomic) and not node.children:
            if old is None and found == new.value:
                return reindented(new.lines, new.indent, indent)
            return write_entry(found, indent, _comment(twin), bare=node.level == "items")
        return self._block(node, twin, found, indent)

    def _is_whole(self, node: Node, twin: Node) -> bool:
        """Whether something of the file's own is there with all it held, and refers to nothing that is gone."""
        found = list(node.walk())
        return len(found) == len(list(twin.walk())) and all(
            keys.leaf(name) in self.ids for one in found for name in _names(one.element.value.get("depends_on", []))
        )

    def _block(self, node: Node, twin: Node | None, found: dict[str, Any], indent: int) -> list[str]:
        new = node.element
        old = twin.element if twin is not None and not twin.element.atomic else None
        lists = [name for name in CHILDREN if node.under(name)]
        order = [name for name in (old.keys if old else {}) if name in found or name in CHILDREN]
        put_in(order, [name for name in found if name not in CHILDREN], list(new.keys))
        order += [name for name in lists if name not in order]
        order.sort(key=lambda name: (name != "id", name in CHILDREN and name not in (old.keys if old else {})))
        lines: list[str] = []
        for name in order:
            kept = old.keys.get(name) if old else None
            if name in CHILDREN:
                lines += reindented(self._list(name, node, twin), (old or new).indent, indent)
            elif old is not None and kept is not None and kept.value == found[name]:
                lines += reindented(kept.lines, old.indent, indent)
            elif name in new.keys and new.keys[name].value == found[name]:
                lines += reindented(body(new.keys[name].lines), new.indent, indent)
            else:
                lines += write_key(name, found[name], indent)
        head = first(lines)
        lines[head] = " " * (indent - 2) + "- " + lines[head][indent:] + _comment(twin)
        return [*(line for line in lines[:head] if line.strip()), *lines[head:]]

    def _translated(self, value: Mapping[str, Any]) -> dict[str, Any]:
        """The source's values with the file's ids and tags."""
        found = dict(value)
        if "depends_on" in found:
            found["depends_on"] = [self.paths.get(reference, reference) for reference in found["depends_on"]]
        if "tags" in found and isinstance(found["tags"], list):
            found["tags"] = [self.tags.get(tag, tag) for tag in found["tags"]]
        return found


def _comment(old: Node | None) -> str:
    """The comment behind something that stands on one line of the file."""
    lines = old.element.lines if old is not None and old.element.atomic else []
    found = _COMMENT.search(lines[0]) if len(lines) == 1 else None
    return found[0] if found else ""


def _fits(old: Node, new: Node) -> bool:
    return old.level == new.level and fitting(old.element.value, new.listed) == old.element.value


def _fitted(old: Node, new: Node) -> Node:
    """Something of the file as what it is now: without the keys and lines that this does not have."""
    value = fitting(old.element.value, new.listed)
    return replace(old, element=replace(plain_element(value), lead=old.element.lead, lines=old.element.lines[:1]))


def _source_path(node: Node) -> tuple[str, ...]:
    own = str(node.element.value.get("id", "")) or keys.slug(node.element.title)
    return (*(_source_path(node.parent) if node.parent and node.parent.level else ()), own)


def _same_tags(old: Any, new: Any) -> dict[str, str]:  # noqa: ANN401 - any YAML
    """Tags of the source by the file's ids, where the file calls them by another id but the same label."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return {}
    labels = {keys.slug(str(tag.get("label", name))): name for name, tag in old.items() if isinstance(tag, dict)}
    return {name: labels[name] for name in new if name not in old and name in labels}


def _names(value: Any) -> list[str]:  # noqa: ANN401 - any YAML
    return list(map(str, value)) if isinstance(value, list) else [str(value)]
