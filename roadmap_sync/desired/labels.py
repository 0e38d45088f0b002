"""Labels: ours, tags' and kinds'; their names, colours, and how one that was renamed is found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import DEFAULT_KIND, Outline
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, Issue, Label, is_lock

OWN_DESCRIPTION = "roadmap-sync: keeps these issues in step with a roadmap"
"""The description of our label; what begins like it is ours under another name."""
OWN_MARK = "roadmap-sync:"
OWN_COLOR = "5319e7"
IN_PROGRESS_COLOR = "fbca04"
PALETTE = ("1d76db", "0e8a16", "d93f0b", "c5def5", "bfd4f2", "fef2c0", "c2e0c6", "d4c5f9", "f9d0c4", "e99695")


def wanted_labels(laid: Outline) -> Iterator[Label]:
    """The labels of a roadmap: ours, "in progress", the tags', the kinds'. An empty colour or text: as it comes."""
    roadmap = laid.roadmap
    yield Label(name=roadmap.label, color=OWN_COLOR, description=OWN_DESCRIPTION)
    yield Label(name=IN_PROGRESS_LABEL, color="")
    for tag in tag_order(laid):
        declared = roadmap.tags.get(tag)
        former = declared.was if declared else ()
        yield Label(
            name=label_name(roadmap, tag),
            color=declared.color.lower() if declared else "",
            description=declared.description if declared else "",
            was=tuple(label_name(roadmap, old) for old in former),
        )
    for kind in kinds(laid):
        if kind != DEFAULT_KIND:
            yield Label(name=kind, color="")


def label_name(roadmap: Roadmap, tag: str) -> str:
    """The label of a tag."""
    declared = roadmap.tags.get(tag)
    return (declared.label if declared else "") or tag


def palette_color(name: str) -> str:
    """A colour for a label that nobody chose one for: always the same for the same name."""
    if name == IN_PROGRESS_LABEL:
        return IN_PROGRESS_COLOR
    return PALETTE[hashlib.sha256(name.casefold().encode()).digest()[0] % len(PALETTE)]


def kinds(laid: Outline) -> tuple[str, ...]:
    """The kinds in use, in the order of the file."""
    return tuple(dict.fromkeys(entry.kind for entry in laid.work))


def tag_order(laid: Outline) -> tuple[str, ...]:
    """Declared tags in their order, then others as they come up."""
    used = dict.fromkeys(tag for entry in laid.work for tag in entry.tags)
    return (*laid.roadmap.tags, *(tag for tag in used if tag not in laid.roadmap.tags))


def renamed_labels(
    wanted: Sequence[Label], found: Sequence[Label], carried: Mapping[str, set[str]]
) -> dict[str, Label]:
    """Wanted labels that stand there under another name: found name -> wanted label.

    A tag's is known by its former ids; ours by its description, if it is one of those that `carried` names for it:
    labels that issues with marks of its roadmaps carry. Another roadmap's own label has the same description.
    """
    there = {label.name.casefold(): label for label in found}
    in_use = {label.name.casefold() for label in wanted}
    renamed: dict[str, Label] = {}
    for label in wanted:
        if label.name.casefold() in there:
            continue
        candidates = [there[old.casefold()] for old in label.was if old.casefold() in there]
        if label.description.startswith(OWN_MARK):
            ours: set[str] = carried.get(label.name, set())
            candidates += [one for one in found if one.name in ours and is_own(one)]
        for one in candidates:
            if one.name.casefold() not in in_use and one.name not in renamed:
                renamed[one.name] = label
                break
    return renamed


def is_own(label: Label) -> bool:
    """Whether its description says that it is some roadmap's own label, whatever its name."""
    return label.description.startswith(OWN_MARK) and not is_lock(label)


def shared_labels(wanted: Sequence[Label], found: Sequence[Label]) -> frozenset[str]:
    """Names of roadmaps' own labels, casefolded, that the repository had for something else: people's, never edited."""
    own = {label.name.casefold() for label in wanted if is_own(label)}
    return frozenset(label.name.casefold() for label in found if not is_own(label)) & own


def with_names(issue: Issue, renamed: Mapping[str, Label]) -> Issue:
    """A found issue as it reads once its labels have their wanted names."""
    if not issue.labels & renamed.keys():
        return issue
    return replace(issue, labels=frozenset(renamed[name].name if name in renamed else name for name in issue.labels))
