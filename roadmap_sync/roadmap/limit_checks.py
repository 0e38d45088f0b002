"""What of a roadmap is more than GitHub takes and is put another way there: warnings, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from roadmap_sync.errors import Problem
from roadmap_sync.limits import BLOCKED, BLOCKERS, LABELS, OPTIONS
from roadmap_sync.roadmap.blockers import blockers, issue_key
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import DEFAULT_KIND, Outline, OutlineEntry, outline
from roadmap_sync.roadmap.yaml_errors import quote

_NAMED = "The others are named in the issue's text."


def over_limits(roadmap: Roadmap) -> list[Problem]:
    """A warning for each limit of GitHub's that the file passes. The roadmap has its references resolved."""
    laid = outline(roadmap)
    return [*_dependencies(laid), *_labels(laid), *(_options(laid) if roadmap.board else ())]


def _dependencies(laid: Outline) -> Iterator[Problem]:
    waiting: dict[str, set[str]] = defaultdict(set)
    for entry in laid.entries:
        if issue_key(laid, entry) != entry.key or entry.same_as:
            continue
        first = blockers(laid, entry)
        for key in first:
            waiting[key].add(entry.key)
        if len(first) > BLOCKERS.most:
            what = f"{quote(entry.title)} waits for {len(first)} issues; GitHub takes {BLOCKERS.most}"
            yield _warning(entry, what, _NAMED)
    for key, last in waiting.items():
        if len(last) > BLOCKED.most and key in laid.by_key:
            entry = laid.by_key[key]
            what = f"{len(last)} issues wait for {quote(entry.title)}; GitHub takes {BLOCKED.most}"
            yield _warning(entry, what, "The others name it in their text.")


def _labels(laid: Outline) -> Iterator[Problem]:
    for entry in laid.work:
        count = 1 + len({*entry.tags}) + (entry.kind != DEFAULT_KIND)
        if count > LABELS.most:
            what = f"{quote(entry.title)} has {count} labels with the roadmap's own; GitHub takes {LABELS.most}"
            yield _warning(entry, what, "The last of its tags are left out.")


def _options(laid: Outline) -> Iterator[Problem]:
    used = {
        "tags": {tag for entry in laid.work for tag in entry.tags},
        "kinds": {entry.kind for entry in laid.work},
    }
    for name, words in used.items():
        if len(words) > OPTIONS.most:
            what = f"{len(words)} {name} are in use; a field of the board has at most {OPTIONS.most} options"
            hint = "Those used least share one option, `Other`; as labels all of them stay."
            yield Problem(laid.roadmap.place, what, hint, warning=True)


def _warning(entry: OutlineEntry, what: str, hint: str) -> Problem:
    return Problem(entry.value.place, what, hint, warning=True)
