"""What changes on boards: the board itself and its fields, and the cards with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap_sync.boarding import OWN_FIELDS, STATUS
from roadmap_sync.change import Change, Create, Update
from roadmap_sync.closing import retirement
from roadmap_sync.desired import Desired
from roadmap_sync.identity import Identity
from roadmap_sync.state import Board, BoardField, Card, Issue, IssueState, State, Status, Value


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
        changed = [] if before.linked else ["linked"]
        changed += [f"field {field.name}" for field in board.fields if lacking(field, before)]
        if changed:
            kept = replace(before, fields=board.fields, linked=True)
            yield Update(before, kept, tuple(sorted(changed)))


def lacking(field: BoardField, board: Board) -> bool:
    """Whether the found board lacks the field or one of its options."""
    found = found_field(board, field.name)
    if found is None:
        return True
    there = {option.casefold() for option in found.options}
    return found.type is field.type and not {option.casefold() for option in field.options} <= there


def found_field(board: Board, name: str) -> BoardField | None:
    """The field of that name, case aside."""
    return next((field for field in board.fields if field.name.casefold() == name.casefold()), None)


def card_changes(
    desired: Desired, observed: State, identity: Identity, issues: Mapping[str, Issue], *, prune: bool
) -> Iterator[Change]:
    """Cards to add, values to set, cards of retired issues to archive, of returned ones to bring back."""
    closed_to = {board.roadmap for board in observed.boards if board.problem}
    for card in desired.state.cards:
        issue = issues.get(card.key)
        if issue is None or card.roadmap in closed_to:
            continue
        before = identity.cards.get((card.roadmap, card.key))
        after = _wanted(card, issue, before)
        if before is None:
            yield Create(after)
            continue
        shown = replace(before, values={name: before.values[name] for name in _managed(before)})
        returned = before.archived and _returned(identity, card.key)
        after = replace(after, archived=before.archived and not returned, id=before.id)
        if shown != after:
            yield Update(shown, after, _fields(shown, after))
    if prune:
        yield from _archived(identity)


def _wanted(card: Card, issue: Issue, before: Card | None) -> Card:
    """The card with its Status: Done when closed, Todo when open again or new, else as people left it."""
    status = before.values.get(STATUS) if before else None
    if issue.state is not IssueState.OPEN:
        status = Status.DONE.value
    elif status is None or str(status).casefold() == Status.DONE.value.casefold():
        status = Status.TODO.value
    return replace(card, values={**card.values, STATUS: _spelled(status, before)})


def _spelled(status: Value, before: Card | None) -> Value:
    """The status as the board spells it, where it has it already in other letters."""
    now = before.values.get(STATUS) if before else None
    return now if now is not None and str(now).casefold() == str(status).casefold() else status


def _managed(card: Card) -> list[str]:
    return [name for name in card.values if name in {*OWN_FIELDS, STATUS}]


def _fields(before: Card, after: Card) -> tuple[str, ...]:
    names = {*before.values, *after.values}
    changed = {name for name in names if before.values.get(name) != after.values.get(name)}
    return tuple(sorted(changed | ({"archived"} if before.archived != after.archived else set())))


def _returned(identity: Identity, key: str) -> bool:
    issue = identity.issues.get(key)
    return issue is not None and "<!-- retired " in issue.region


def _archived(identity: Identity) -> Iterator[Change]:
    gone = {issue.key: issue for issue in identity.gone}
    for (_, key), card in sorted(identity.cards.items()):
        issue = gone.get(key)
        if issue and not card.archived and ("<!-- retired " in issue.region or retirement(issue)):
            yield Update(card, replace(card, archived=True), ("archived",), "retired")
