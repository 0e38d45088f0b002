"""Which issue an entry is tracked in, and which issues come before it."""

from __future__ import annotations

from roadmap_sync.roadmap.model import Item, Section, Track
from roadmap_sync.roadmap.outline import Outline, OutlineEntry, OutlineLevel


def issue_key(laid: Outline, entry: OutlineEntry) -> str:
    """The key of the issue in which an entry is tracked."""
    if laid.roadmap.track is Track.SECTIONS and entry.level is OutlineLevel.ITEM and entry.section:
        return entry.section
    return entry.key


def blockers(laid: Outline, entry: OutlineEntry) -> frozenset[str]:
    """The issues that come first: of sections, items and projects; phases block in the report only."""
    value = entry.value
    own = value.depends_on if isinstance(value, (Section, Item)) else ()
    if laid.roadmap.track is Track.SECTIONS and entry.level is OutlineLevel.SECTION:
        inner = (work.value for work in laid.under(entry.key))
        own += tuple(key for item in inner if isinstance(item, Item) for key in item.depends_on)
    found = (laid.by_key.get(key) for key in own)
    first = {
        issue_key(laid, laid.by_key.get(other.same_as, other))
        for other in found
        if other and other.level is not OutlineLevel.PHASE
    }
    return frozenset(first - {entry.key})
