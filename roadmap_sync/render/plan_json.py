"""The plan as a versioned document for programs: ``plan --format json``."""

from __future__ import annotations

from typing import Any

from roadmap_sync.plan.changes import Change, Notice, Plan, Update, kind_of, name_of, subject
from roadmap_sync.render.plan_details import curriculum, heading, in_order
from roadmap_sync.tracker.state import Issue

VERSION = 1


def document(plan: Plan, tracker: str, requests: int, minutes: float) -> dict[str, Any]:
    """The whole plan; `tracker` is ``github`` or ``local``, the estimate is that of its writer."""
    return {
        "version": VERSION,
        "tracker": tracker,
        "prune": plan.prune,
        "changes": [_change(change, plan) for change in in_order(plan.changes)],
        "summary": dict(plan.summary()),
        "notices": [notice(each) for each in plan.notices],
        "estimate": {"requests": requests, "minutes": round(minutes, 1)},
    }


def _change(change: Change, plan: Plan) -> dict[str, Any]:
    thing = subject(change)
    found = thing.found if isinstance(thing, Issue) else None
    shown: dict[str, Any] = {
        "action": type(change).__name__.lower(),
        "kind": kind_of(thing),
        "key": name_of(thing),
        "title": getattr(thing, "title", "") or heading(thing),
        "fields": sorted(change.fields) if isinstance(change, Update) else [],
    }
    if found and found.number:
        shown |= {"number": found.number, "url": found.url}
    if isinstance(change, Update) and change.note:
        shown["note"] = change.note
    if source := curriculum(change, plan):
        shown["curriculum"] = source
    return shown


def notice(each: Notice) -> dict[str, str]:
    """A notice, also as `sync --json` gives it."""
    return {"kind": each.kind.value, "key": each.key, "text": each.text, "url": each.url}
