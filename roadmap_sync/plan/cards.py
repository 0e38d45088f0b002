"""What changes on boards: the board itself and its fields, and the cards with their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.desired.board import STATUS
from roadmap_sync.desired.statuses import StatusNames
from roadmap_sync.limits import CARDS
from roadmap_sync.plan.archived_cards import closed_boards, to_archive, was_archived, worded
from roadmap_sync.plan.board_fitting import FittedBoards, found_field
from roadmap_sync.plan.changes import Change, Create, Notice, NoticeKind, Update
from roadmap_sync.plan.identity import Identity
from roadmap_sync.plan.issue_states import retirement
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Board, BoardField, Card, Issue, IssueState, State, Status, Value


def board_changes(wanted: Sequence[Board], found: Sequence[Board]) -> Iterator[Change]:
    """Boards to make, link or complete with fields and options; one that can't be reached is left alone."""
    there = {board.roadmap: board for board in found}
    for board in wanted:
        before = there.get(board.roadmap)
        if before is None:
            yield Create(board)
            continue
        if before.problem:
            continue
        changed = [name for name in ("linked", "marked") if not getattr(before, name)]
        changed += [f"field {field.name}" for field in board.fields if is_missing(field, before)]
        if changed:
            kept = replace(before, fields=board.fields, linked=True, marked=True, marks=board.marks)
            yield Update(before, kept, tuple(sorted(changed)))


def is_missing(field: BoardField, board: Board) -> bool:
    """Whether the found board lacks the field or one of its options."""
    found = found_field(board, field.name)
    if found is None:
        return True
    there = {option.casefold() for option in found.options}
    return found.type is field.type and not {option.casefold() for option in field.options} <= there


def card_changes(
    fitted: FittedBoards, observed: State, identity: Identity, issues: Mapping[str, Issue], *, prune: bool
) -> Iterator[Change]:
    """Cards to add, values to set, cards of retired issues to archive, of returned ones to bring back."""
    there = {board.roadmap: board for board in observed.boards}
    tables = {
        board.roadmap: _Table(board.fields, there.get(board.roadmap), fitted.statuses[board.roadmap])
        for board in fitted.boards
    }
    closed_to = closed_boards(observed)
    for card in fitted.cards:
        issue = issues.get(card.key)
        if issue is None or card.roadmap in closed_to:
            continue
        before = identity.cards.get((card.roadmap, card.key))
        after = _wanted(card, issue, before, tables[card.roadmap])
        if before is None:
            yield Create(after)
        elif before.partial:  # a value that may not be seen is not one that is missing
            continue
        elif not before.archived or _archived_by_us(identity, card.key):  # archived by somebody else: theirs
            shown = replace(before, values=tables[card.roadmap].ours(before.values))
            if shown != after:
                yield Update(shown, after, _fields(shown, after))
    if prune:
        yield from _archived(identity, observed)


def with_space(
    changes: Iterable[Change], found: Sequence[Board], wanted: Sequence[Board]
) -> tuple[tuple[Change, ...], tuple[Notice, ...]]:
    """The changes without those cards that the boards have no space for, and what to tell of them."""
    space = {board.roadmap: CARDS.most - board.size for board in found}
    lost = dict.fromkeys((board.roadmap for board in wanted), 0)
    kept = []
    for change in changes:
        if isinstance(change, Create) and isinstance(change.thing, Card):
            roadmap = change.thing.roadmap
            space[roadmap] = space.get(roadmap, CARDS.most) - 1
            if space[roadmap] < 0:
                lost[roadmap] += 1
                continue
        kept.append(change)
    text = f"issues get no card: the board has {CARDS.most:,}, GitHub's most. Archive some of its items"
    notices = (Notice(NoticeKind.LIMIT, roadmap, f"{number} {text}") for roadmap, number in lost.items() if number)
    return tuple(kept), tuple(notices)


@dataclass(frozen=True, slots=True)
class _Table:
    """The fields that a roadmap fills, and how the board that was found has and spells them."""

    wanted: tuple[BoardField, ...]
    board: Board | None
    statuses: StatusNames

    def ours(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Those of a card's values that the roadmap gives: none of a field that the board has for something else."""
        names = {field.name.casefold() for field in self.wanted if self._fits(field)}
        return {name: value for name, value in values.items() if name.casefold() in names}

    def spelled(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """Values as the board spells the names of its fields and options."""
        shown = {}
        for name, value in self.ours(values).items():
            found = self.found(name)
            options = {option.casefold(): option for option in found.options} if found else {}
            shown[found.name if found else name] = options.get(str(value).casefold(), value)
        return shown

    def found(self, name: str) -> BoardField | None:
        """The board's field of that name."""
        return found_field(self.board, name) if self.board else None

    def _fits(self, field: BoardField) -> bool:
        found = self.found(field.name)
        return found is None or found.type is field.type


def _wanted(card: Card, issue: Issue, before: Card | None, table: _Table) -> Card:
    """The card with its Status: done when closed, todo when open again or new, else as people left it."""
    values = {name.casefold(): value for name, value in before.values.items()} if before else {}
    held = str(values.get(STATUS.casefold(), ""))
    is_done, is_open = table.statuses.meaning(held) is Status.DONE, issue.state is IssueState.OPEN
    keeps = held and is_done is not is_open
    status = held if keeps else table.statuses.of(Status.TODO if is_open else Status.DONE)
    return replace(card, values=table.spelled({**card.values, STATUS: status}), id=before.id if before else "")


def _fields(before: Card, after: Card) -> tuple[str, ...]:
    names = {*before.values, *after.values}
    changed = {name for name in names if before.values.get(name) != after.values.get(name)}
    return tuple(sorted(changed | ({"archived"} if before.archived != after.archived else set())))


def _archived_by_us(identity: Identity, key: str) -> bool:
    issue = identity.issues.get(key)
    return issue is not None and was_archived(issue)


def _archived(identity: Identity, observed: State) -> Iterator[Change]:
    gone = {issue.key: issue for issue in identity.gone}
    for key, cards in to_archive(identity, observed).items():
        issue = gone[key]
        retired_before = region_annotations.read(issue.region).retired
        retires = retirement(issue) is not None
        if not retires and not (retired_before and issue.state is not IssueState.OPEN):
            continue
        # What retires now gets the word along with its others.
        if not retires and not was_archived(issue):
            yield Update(issue, worded(issue, archived=True), ("region",), "its card is archived")
        for card in cards:
            yield Update(card, replace(card, archived=True), ("archived",), "retired")
