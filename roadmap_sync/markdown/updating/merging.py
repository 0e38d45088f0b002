"""What an element says after an update: of the file, of the source, and of what the source said last time.

Where the source says what it said last time, the file is right: what was written there by hand stays. Where nobody
knows what it said, the source is right in what it states.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from roadmap_sync.markdown.updating.chunks import CHILDREN
from roadmap_sync.markdown.updating.titles import paired_titles
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Option, Phase, Project, Section

Value = Mapping[str, Any]
AIMS = ("habits", "goals", "checkpoints", "skills", "done_when", "resources", "principles", "avoid", "notes")
FILES_OWN = frozenset({"id", "kind", "depends_on"})
_KINDS = {"phases": Phase, "sections": Section, "options": Option, "items": Item, "projects": Project}
_KNOWN = {listed: {key.name for key in fields(kind)} | set(CHILDREN) for listed, kind in _KINDS.items()}
_TIMES = frozenset({"when", "lasts"})
_SOURCE_ONLY = frozenset({"done", "placeholder"})


def merged(old: Value, new: Value, past: Value | None = None) -> dict[str, Any]:
    """The file's `old` with what the source's `new` states; `past` is what the source said last time."""
    if past is None:
        return _stated(old, new)
    found = {}
    for name in (*old, *(name for name in new if name not in old)):
        if name in CHILDREN or (name in _TIMES and name not in old and _TIMES & set(old)):
            continue
        value = old.get(name) if name in FILES_OWN and name in old else three_way(old, new, past, name)
        if value is not None:
            found[name] = value
    return found


def three_way(old: Value, new: Value, past: Value, name: str) -> Any:  # noqa: ANN401 - any YAML
    """One key's value, None for none: the source's where that changed, else the file's."""
    mine, theirs, before = old.get(name), new.get(name), past.get(name)
    if theirs == before:
        return mine
    if theirs is None:
        return None if mine == before else mine
    if isinstance(mine, list) and isinstance(theirs, list) and mine != before:
        return _lists(mine, theirs, before if isinstance(before, list) else [])
    return theirs


def merged_aims(old: Sequence[Any], new: Sequence[Any], past: Sequence[Any] | None = None) -> list[dict[str, Any]]:
    """Habits, goals and the like: those of the source, each as the file has it where it does."""
    of = paired_titles(_titles(old), _titles(new))
    if past is None:
        return [merged(mapping(old[of[at]]), mapping(aim)) if at in of else mapping(aim) for at, aim in enumerate(new)]
    was, known = paired_titles(_titles(past), _titles(new)), paired_titles(_titles(past), _titles(old))
    found = []
    for at, aim in enumerate(new):
        before = mapping(past[was[at]]) if at in was else None
        if at in of:
            found.append(merged(mapping(old[of[at]]), mapping(aim), before))
        elif before is None or was[at] in known.values():
            found.append(mapping(aim))
    own = [mapping(aim) for at, aim in enumerate(old) if at not in of.values() and at not in known]
    return [*found, *own]


def fitting(value: Value, listed: str) -> dict[str, Any]:
    """What of an element may stand in one of the file's lists: a section knows no tasks, an item no duration."""
    return {name: found for name, found in value.items() if name in _KNOWN[listed]}


def with_id(value: Value, name: str, *, given: bool) -> dict[str, Any]:
    """A value with this id, written only where its title does not give it."""
    default = keys.slug(str(value.get("title", ""))) == name
    if value.get("id") == name or (not given and default):
        return dict(value)
    rest = {key: found for key, found in value.items() if key != "id"}
    return rest if default else {"id": name, **rest}


def mapping(entry: Any) -> dict[str, Any]:  # noqa: ANN401 - any YAML
    """A list entry as a mapping: a bare text is a title."""
    return entry if isinstance(entry, dict) else {"title": str(entry)}


def title(entry: Any) -> str:  # noqa: ANN401 - any YAML
    """The title of a list entry."""
    return str(mapping(entry).get("title", ""))


def _stated(old: Value, new: Value) -> dict[str, Any]:
    """What the file says, overridden by what the source states."""
    found = {
        name: value
        for name, value in old.items()
        if name not in CHILDREN
        and (name not in _SOURCE_ONLY or name in new)
        and not (name in _TIMES and _TIMES & set(new))
    }
    for name, value in new.items():
        if name in CHILDREN or (name in FILES_OWN and name in old):
            continue
        found[name] = value
    return found


def _lists(mine: Sequence[Any], theirs: Sequence[Any], before: Sequence[Any]) -> list[Any]:
    """The source's entries without those taken out by hand, and those that were added by hand."""
    there, known = set(_titles(mine)), set(_titles(before))
    kept = [entry for entry in theirs if title(entry) in there or title(entry) not in known]
    known |= set(_titles(kept))
    return [*kept, *(entry for entry in mine if title(entry) not in known)]


def _titles(aims: Sequence[Any]) -> list[str]:
    return [title(aim) for aim in aims]
