"""How each item stands, by what people did to its issue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from types import MappingProxyType
from zoneinfo import ZoneInfo

from roadmap_sync.desired.bodies import item_box_id
from roadmap_sync.progress.model import WorkStatus
from roadmap_sync.roadmap.model import Item, Track
from roadmap_sync.roadmap.outline import Outline, OutlineEntry, OutlineLevel
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.checkboxes import boxes
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, DoneBefore, Facts, Issue, IssueState, Status

FIRST_SYNC = timedelta(days=1)
"""An item that the file calls done, closed within this time of its creation, was closed for the file's sake."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemStatus:
    """An item's mark, when it was done (UTC; None: not known), all its finishes, and the hours noted on it."""

    mark: WorkStatus = WorkStatus.TODO
    done_at: datetime | None = None
    closings: tuple[datetime, ...] = ()
    reopened: int = 0
    spent: float | None = None
    number: int = 0
    url: str = ""


def day_of(moment: datetime, zone: tzinfo) -> date:
    """The learner's day of a moment; one without a zone is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone).date()


def item_statuses(
    laid: Outline, found: Mapping[str, Issue], lost: Mapping[str, DoneBefore] = MappingProxyType({})
) -> dict[str, ItemStatus]:
    """The status of every item and project, by key, from the issues found by key; what is `lost` is done."""
    by_section = laid.roadmap.track is Track.SECTIONS
    ticks = _ticks(laid, found) if by_section else {}
    statuses: dict[str, ItemStatus] = {}
    for entry in laid.work:
        section = found.get(entry.section)
        if entry.key in lost:
            statuses[entry.key] = _by_result(lost[entry.key], ZoneInfo(laid.roadmap.timezone))
        elif by_section and entry.section:
            statuses[entry.key] = _by_box(section, ticked=entry.key in ticks)
        else:
            statuses[entry.key] = _closed_out(_by_issue(entry, found.get(entry.key)), section)
    return statuses | {entry.key: statuses.get(entry.same_as, ItemStatus()) for entry in laid.entries if entry.same_as}


def _by_result(before: DoneBefore, zone: tzinfo) -> ItemStatus:
    """The status of work whose issue is gone, as a published result has it."""
    at = datetime.combine(before.day, time(12), zone).astimezone(UTC) if before.day else None
    return ItemStatus(mark=WorkStatus.DONE, done_at=at, closings=(at,) if at else (), number=before.number)


def closed_out(issue: Issue | None) -> bool:
    """Whether a person closed it as not planned."""
    return issue is not None and issue.state is IssueState.NOT_PLANNED


def _closed_out(status: ItemStatus, section: Issue | None) -> ItemStatus:
    """What is open under a section that a person closed as not planned is skipped with it."""
    is_open = status.mark in {WorkStatus.TODO, WorkStatus.IN_PROGRESS}
    return replace(status, mark=WorkStatus.SKIPPED) if is_open and closed_out(section) else status


def _by_issue(entry: OutlineEntry, issue: Issue | None) -> ItemStatus:
    if issue is None or issue.found is None:
        return ItemStatus()
    facts = issue.found
    mark = _mark(issue)
    carried = _done_elsewhere(issue)
    before = carried is None and _done_before(entry, issue)
    finishes = () if before else _finishes(facts, mark)
    if carried and finishes:
        finishes = (carried, *finishes[1:])
    return ItemStatus(
        mark=mark,
        done_at=(carried or facts.closed_at) if mark is WorkStatus.DONE and not before else None,
        closings=finishes,
        reopened=len(facts.reopened_times),
        spent=sum(hours for _, hours in facts.spent) if facts.spent else None,
        number=facts.number,
        url=facts.url,
    )


def _finishes(facts: Facts, mark: WorkStatus) -> tuple[datetime, ...]:
    """When it was closed as completed, in its whole history: a skip that was undone is none.

    For the closing that holds now, the issue's own reason counts: it may have been changed since.
    """
    past = [at for at in facts.closed_times if at != facts.closed_at and at not in facts.skipped_times]
    return (*past, facts.closed_at) if mark is WorkStatus.DONE and facts.closed_at else tuple(past)


def _mark(issue: Issue) -> WorkStatus:
    match issue.state:
        case IssueState.COMPLETED:
            return WorkStatus.DONE
        case IssueState.NOT_PLANNED:
            return WorkStatus.SKIPPED
        case IssueState.OPEN:
            return WorkStatus.IN_PROGRESS if in_progress(issue) else WorkStatus.TODO


def in_progress(issue: Issue) -> bool:
    """Whether an open issue is being worked on: by the board's status, our label, or a ticked box of ours."""
    labels = {name.casefold() for name in issue.labels}
    status = issue.found.status.casefold() if issue.found else ""
    if status == Status.IN_PROGRESS.casefold() or IN_PROGRESS_LABEL.casefold() in labels:
        return True
    return any(box.ticked for box in boxes(issue.region))


def _done_elsewhere(issue: Issue) -> datetime | None:
    """When it was done on the tracker that it was carried over from; None once somebody reopened it here."""
    if issue.found is None or issue.found.reopened_times:
        return None
    return region_annotations.read(issue.region).done_at


def _done_before(entry: OutlineEntry, issue: Issue) -> bool:
    """Whether it was done before the first sync, which closed it because the file says ``done: true``."""
    facts = issue.found
    if facts is None or not (isinstance(entry.value, Item) and entry.value.done) or facts.reopened_times:
        return False
    return bool(facts.created_at and facts.closed_at and facts.closed_at - facts.created_at <= FIRST_SYNC)


def _by_box(section: Issue | None, *, ticked: bool) -> ItemStatus:
    """The status of an item that is a box in its section's issue."""
    if section is None or section.found is None:
        return ItemStatus()
    facts = section.found
    at = ItemStatus(number=facts.number, url=facts.url)
    match section.state:
        case IssueState.COMPLETED:
            return replace(at, mark=WorkStatus.DONE, done_at=facts.closed_at)
        case IssueState.NOT_PLANNED if not ticked:
            return replace(at, mark=WorkStatus.SKIPPED)
        case _:
            return replace(at, mark=WorkStatus.DONE if ticked else WorkStatus.TODO)


def _ticks(laid: Outline, found: Mapping[str, Issue]) -> frozenset[str]:
    """Keys of the items whose boxes are ticked in their sections' issues."""
    ticked: set[str] = set()
    for entry in laid.entries:
        if entry.level is OutlineLevel.SECTION and entry.key in found:
            ids = {box.id for box in boxes(found[entry.key].region) if box.ticked and box.id}
            ticked |= {work.key for work in laid.under(entry.key) if item_box_id(work.key, entry.key) in ids}
    return frozenset(ticked)
