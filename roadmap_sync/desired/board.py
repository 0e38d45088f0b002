"""The board that a roadmap wants: its fields, and a card with values for every issue of work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_sync.desired.labels import kinds, label_name, tag_order
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap, Track
from roadmap_sync.roadmap.outline import DEFAULT_KIND, Outline, OutlineEntry, OutlineLevel
from roadmap_sync.schedule.scheduler import Dates
from roadmap_sync.text import line, title
from roadmap_sync.tracker.state import Board, BoardField, Card, FieldType, Issue, Status, Value

STATUS, START, TARGET, EFFORT, KIND, PRIORITY = "Status", "Start", "Target", "Effort", "Kind", "Priority"


def wanted_board(laid: Outline) -> Board | None:
    """The board, None where the roadmap wants none."""
    wanted = laid.roadmap.board
    if wanted is None:
        return None
    tags = _used_tags(laid)
    fields = [
        BoardField(name=STATUS, type=FieldType.SELECT, options=tuple(status.value for status in Status)),
        BoardField(name=START, type=FieldType.DATE),
        BoardField(name=TARGET, type=FieldType.DATE),
        BoardField(name=EFFORT, type=FieldType.NUMBER),
        BoardField(name=KIND, type=FieldType.SELECT, options=kinds(laid) or (DEFAULT_KIND,)),
    ]
    if tags:
        names = tuple(dict.fromkeys(label_name(laid.roadmap, tag) for tag in tags))
        fields.append(BoardField(name=PRIORITY, type=FieldType.SELECT, options=names))
    return Board(
        roadmap=laid.roadmap.id,
        title=title(wanted.title or laid.roadmap.title),
        owner=wanted.owner,
        number=wanted.number,
        template=wanted.template,
        fields=tuple(fields),
        description=line(laid.roadmap.summary)[:256],
        marks=()
        if wanted.number
        else tuple(_mark(name, wanted.title) for name in (laid.roadmap.id, *laid.roadmap.was)),
    )


def _mark(roadmap: str, given: str) -> str:
    """What the board is known by: a title that the file gives it asks for a board of its own."""
    return f"{roadmap}/{keys.slug(given)}" if given else roadmap


def wanted_cards(laid: Outline, dates: Mapping[str, Dates], issues: Iterable[Issue]) -> Iterator[Card]:
    """A card for every issue that is work: items and projects, or sections where these are what is tracked."""
    order = _used_tags(laid)
    for issue in issues:
        entry = laid.by_key.get(issue.key)
        if entry is None or (entry.level is OutlineLevel.SECTION and laid.roadmap.track is Track.ITEMS):
            continue
        yield Card(key=issue.key, roadmap=laid.roadmap.id, values=dict(_values(laid.roadmap, entry, dates, order)))


def _used_tags(laid: Outline) -> tuple[str, ...]:
    used = {tag for entry in laid.work for tag in entry.tags}
    return tuple(tag for tag in tag_order(laid) if tag in used)


def _values(
    roadmap: Roadmap, entry: OutlineEntry, dates: Mapping[str, Dates], order: Sequence[str]
) -> Iterator[tuple[str, Value]]:
    when = dates[entry.key]
    if when.start:
        yield START, when.start
    if when.target:
        yield TARGET, when.target
    if entry.hours is not None:
        yield EFFORT, round(entry.hours, 1)
    yield KIND, entry.kind or DEFAULT_KIND
    first = next((tag for tag in order if tag in entry.tags), "")
    if first:
        yield PRIORITY, label_name(roadmap, first)
