"""An organization's issue types: those that a roadmap names, as the organization spells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.roadmap import keys
from roadmap_sync.tracker.state import Issue


def with_known_types(issues: Sequence[Issue], known: Sequence[str]) -> tuple[tuple[Issue, ...], tuple[Notice, ...]]:
    """The wanted issues without types that the tracker does not have, and what to tell of these."""
    spelled = {name.casefold(): name for name in known}
    unknown = {(keys.root(issue.key), issue.type): None for issue in issues if issue.type.casefold() not in spelled}
    notices = [
        Notice(NoticeKind.TYPE, roadmap, f"there is no issue type {name!r} here: {_way_out(known)}")
        for roadmap, name in unknown
        if name
    ]
    fitted = tuple(replace(issue, type=spelled.get(issue.type.casefold(), "")) for issue in issues)
    return fitted, tuple(notices)


def _way_out(known: Sequence[str]) -> str:
    if known:
        return f"its organization has {', '.join(known)}. Name one of them in `types:`"
    return "only organizations have them. All else is done"
