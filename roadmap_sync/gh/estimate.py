"""How many requests and minutes a plan would take, counted as the writers batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from roadmap_sync.gh.batch import CREATES, MUTATIONS
from roadmap_sync.gh.board_status import STATUS
from roadmap_sync.gh.limits import ONE, Load, seconds_for
from roadmap_sync.tracker.steps import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutField,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
)

# As many as a new board gets, a request each.
_VIEWS = 3
# A guess for a page of a hundred issues; writes are estimated by their pacing.
_SECONDS_A_READ = 0.5


def estimate_of(
    steps: Sequence[Sequence[Step]], *, interval: float, one_token: bool, one_account: bool, reading: int
) -> tuple[int, float]:
    """Requests and minutes for groups of steps; `one_token`: one token does issues and boards, or one account at least.

    `reading` is how many requests it takes to read everything: a sync does so first, and again under the lock.
    """
    writes: list[Load] = []
    of_boards: list[bool] = []
    unpaced = 0
    reads = reading if any(steps) else 0
    if any(_is_locked_for(step) for group in steps for step in group):
        writes, of_boards, unpaced = [ONE], [False], 1  # the lock, taken and let go
        # Under the lock all is read again: another run may have written in between.
        reads += reading
    for group in steps:
        if group:
            more, batches = _of_group(group, one_token=one_token)
            reads += more
            writes += batches
            is_of_board = not one_account and isinstance(group[0], PutBoard | PutField | PutCard | ArchiveCard)
            of_boards += [is_of_board] * len(batches)
    seconds = seconds_for(writes, interval, of_boards) + reads * _SECONDS_A_READ
    return reads + len(writes) + unpaced, seconds / 60


def _is_locked_for(step: Step) -> bool:
    """Whether two runs at once could both make it, so that a sync takes the lock first."""
    return isinstance(step, CreateIssue) or (isinstance(step, PutMilestone | PutBoard) and step.before is None)


def _of_group(group: Sequence[Step], *, one_token: bool) -> tuple[int, list[Load]]:  # noqa: PLR0911 - a case a kind
    """The reads that a group takes, and its writing requests."""
    count = len(group)
    match group[0]:
        case PutMilestone():
            return int(any(isinstance(step, PutMilestone) and step.before for step in group)), [ONE] * count
        case CreateIssue():
            return 0, list(_content(count, CREATES))
        case EditIssue():
            return _edits([step for step in group if isinstance(step, EditIssue)])
        case PlaceAfter():
            first = any(isinstance(step, PlaceAfter) and not step.sibling for step in group)
            return int(first), list(_batches(count, MUTATIONS))
        case PutBoard():
            # Creating takes two requests (the board, its description) and one for each view.
            made = sum(isinstance(step, PutBoard) and step.before is None for step in group)
            return 0, [ONE] * (count - made) + [ONE] * (2 + _VIEWS) * made
        case PutField():
            return int(any(isinstance(step, PutField) and step.before for step in group)), list(
                _content(count, MUTATIONS)
            )
        case PutCard():
            return _cards([step for step in group if isinstance(step, PutCard)], one_token=one_token)
        case PutLabel() | SetParent() | Block() | SetState() | ArchiveCard():
            return 0, list(_batches(count, MUTATIONS))


def _edits(steps: Sequence[EditIssue]) -> tuple[int, list[Load]]:
    reads, writes = 0, list[Load]()
    for first in range(0, len(steps), MUTATIONS):
        # Bodies are read in the same groups in which they are written.
        some = steps[first : first + MUTATIONS]
        reads += int(any(step.fields & {"region", "key"} for step in some))
        writes += _content(sum(map(_mutations, some)), MUTATIONS)
    return reads, writes


def _mutations(step: EditIssue) -> int:
    added, removed = step.issue.labels - step.before.labels, step.before.labels - step.issue.labels
    labels = int(bool(added)) + int(bool(removed)) if "labels" in step.fields else 0
    return labels + int(bool(step.fields - {"labels"}))


def _cards(steps: Sequence[PutCard], *, one_token: bool) -> tuple[int, list[Load]]:
    statuses = sum(name.casefold() == STATUS for step in steps for name, _ in step.values)
    values = sum(len(step.values) for step in steps) - statuses
    # With one token the cards come along with their issues, in createIssue.
    added = 0 if one_token else sum(step.before is None and not step.card.id for step in steps)
    # Cards are read again right before their Status is written.
    reads = ceil(statuses / MUTATIONS)
    # A card of its own counts for the minute, but is no content of the repository.
    cards = [Load(load.writes, load.writes) for load in _batches(added, MUTATIONS)]
    return reads, [*cards, *_batches(statuses, MUTATIONS), *_batches(values, MUTATIONS)]


def _content(count: int, size: int) -> Iterator[Load]:
    return (Load(load.writes, load.writes, load.writes) for load in _batches(count, size))


def _batches(count: int, size: int) -> Iterator[Load]:
    return (Load(min(size, count - first)) for first in range(0, count, size))
