"""A plan taken apart into steps, in groups that can be carried out one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from roadmap_sync.plan.archived_cards import worded
from roadmap_sync.plan.board_fitting import found_field
from roadmap_sync.plan.cards import is_missing
from roadmap_sync.plan.changes import Change, Create, Plan, Retire, Update
from roadmap_sync.tracker.state import Board, Card, Issue, IssueState, Label, Milestone
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
    forgets_card,
)

_T = TypeVar("_T", Board, Card)
WAVE = 80
"""Issues that are created before those get their values: GitHub lets about so many be created in a minute."""

EDITED = frozenset({"title", "region", "labels", "milestone", "type"})


def groups(plan: Plan) -> tuple[tuple[Step, ...], ...]:
    """The steps of what a plan applies: a group is of one kind and independent of itself, later ones build on it."""
    boards = tuple(dict.fromkeys(board.roadmap for board in plan.found.boards if board.id and not board.problem))
    made = tuple(board.roadmap for board in _new(plan, Board))
    carded = {(card.key, card.roadmap) for card in _new(plan, Card)}
    found: dict[tuple[int, int], list[Step]] = defaultdict(list)
    for change in plan.to_apply:
        for step in steps(change):
            if isinstance(step, CreateIssue):
                found[position(step)].append(replace(step, boards=_boards_of(step, carded, (*boards, *made))))
            else:
                found[position(step)].append(step)
    return tuple(_in_waves([found[place] for place in sorted(found)]))


def _in_waves(ordered: Sequence[Sequence[Step]]) -> Iterator[tuple[Step, ...]]:
    """The groups in order; of many new issues some are created and get their values on the board, then the next.

    So what is written fills the pauses between creations, and a board can be used from its first minute.
    """
    created = [step.issue.key for group in ordered for step in group if isinstance(step, CreateIssue)]
    closed = {step.key for group in ordered for step in group if isinstance(step, SetState)}
    # A card follows its issue when that is closed, so its values come after that.
    early = frozenset(created) - closed if len(created) > WAVE else frozenset()
    cards: dict[str, list[Step]] = defaultdict(list)
    for step in (step for group in ordered for step in group if isinstance(step, PutCard)):
        cards[step.card.key if step.card.key in early else ""].append(step)
    for group in ordered:
        match group[0]:
            case CreateIssue() if early:
                for first in range(0, len(group), WAVE):
                    wave = group[first : first + WAVE]
                    yield tuple(wave)
                    keys = [step.issue.key for step in wave if isinstance(step, CreateIssue)]
                    yield from filter(None, [tuple(step for key in keys for step in cards[key])])
            case PutCard():
                yield from filter(None, [tuple(cards[""])])
            case _:
                yield tuple(group)


def steps(change: Change) -> Iterator[Step]:
    """What one change takes."""
    match change:
        case Create():
            yield from _create(change)
        case Retire():
            if change.before.region != change.after.region:
                yield EditIssue(change.after, change.before, frozenset({"region"}))
            if change.before.state != change.after.state:
                yield SetState(change.after.key, change.after.state)
            if change.before.parent != change.after.parent:
                yield SetParent(change.after.key, change.after.parent, change.before.parent)
        case Update():
            yield from _update(change)
        case _:
            assert_never(change)


def _create(change: Create) -> Iterator[Step]:
    match change.thing:
        case Label() as label:
            yield PutLabel(label)
        case Milestone() as milestone:
            yield PutMilestone(milestone)
        case Board() as board:
            yield PutBoard(board)
            for field in board.fields:
                yield PutField(board.roadmap, field)
        case Card() as card:
            yield PutCard(card, tuple(sorted(card.values.items())))
        case Issue() as issue:
            yield from _create_issue(issue, change.after_sibling)
        case _:
            assert_never(change.thing)


def _create_issue(issue: Issue, after_sibling: str | None) -> Iterator[Step]:
    opened = replace(issue, state=IssueState.OPEN)
    yield CreateIssue(opened)
    if after_sibling is not None:
        yield PlaceAfter(issue.key, issue.parent, after_sibling)
    for blocker in sorted(issue.blocked_by):
        yield Block(issue.key, blocker)
    if issue.state is not IssueState.OPEN:
        yield SetState(issue.key, issue.state)


def _update(change: Update) -> Iterator[Step]:
    match change.before, change.after:
        case Label() as before, Label() as after:
            yield PutLabel(after, before)
        case Milestone() as before, Milestone() as after:
            yield PutMilestone(after, before)
        case Board() as before, Board() as after:
            yield PutBoard(after, before)
            for field in after.fields:
                if is_missing(field, before):
                    yield PutField(after.roadmap, field, found_field(before, field.name))
        case Card() as before, Card() as after:
            yield from _update_card(before, after)
        case Issue() as before, Issue() as after:
            yield from _update_issue(change, before, after)
        case _:
            raise TypeError(f"an update of {type(change.before).__name__} to {type(change.after).__name__}")


def _update_card(before: Card, after: Card) -> Iterator[Step]:
    if before.archived != after.archived:
        yield ArchiveCard(after, archived=after.archived)
    names = sorted({*before.values, *after.values})
    values = tuple(
        (name, after.values.get(name)) for name in names if before.values.get(name) != after.values.get(name)
    )
    if values and not after.archived:
        yield PutCard(after, values, before)


def _update_issue(change: Update, before: Issue, after: Issue) -> Iterator[Step]:
    names = {*change.fields}
    edited = names & EDITED
    if "key" in names:  # the key stands in the region's mark
        edited.add("region")
    with_state = "state" in names and "region" in edited and after.state is not IssueState.NOT_PLANNED
    if edited:
        yield from _edits(before, after, frozenset(edited | ({"state"} if with_state else set())))
    if "parent" in names:
        if change.leaves_first and after.parent:
            yield SetParent(after.key, "", before.parent)
        yield SetParent(after.key, after.parent, before.parent)
    if "order" in names:
        yield PlaceAfter(after.key, after.parent, change.after_sibling)
    for blocker in sorted(before.blocked_by - after.blocked_by):
        yield Block(after.key, blocker, add=False)
    for blocker in sorted(after.blocked_by - before.blocked_by):
        yield Block(after.key, blocker)
    if "state" in names and not with_state:
        yield SetState(after.key, after.state)


def _edits(before: Issue, after: Issue, fields: frozenset[str]) -> Iterator[Step]:
    """An edit, and another one where our word of an archived card goes: only when the card is shown again."""
    if not forgets_card(before, after):
        yield EditIssue(after, before, fields)
        return
    kept = worded(after, archived=True)
    if fields != {"region"} or kept.region != before.region:
        yield EditIssue(kept, before, fields)
    yield EditIssue(after, replace(kept, found=before.found), frozenset({"region"}))


def position(step: Step) -> tuple[int, int]:  # noqa: C901, PLR0911, PLR0912 - a case a step
    """Where a step's group stands in the order: first by kind, then what the kind itself needs.

    Issues are created by depth, after others have left the places that they take; what closes together with its text
    comes after what only closes. Cards come back from the archive before they get values: GitHub changes no archived
    ones. Last goes our word of what was in the archive.
    """
    match step:
        case PutLabel():
            return (0, 0)
        case PutMilestone():
            return (1, 0)
        case PutBoard():
            return (2, 0)
        case PutField():
            return (3, 0)
        case CreateIssue():
            return (4, 2 if step.issue.parent else 0)
        case EditIssue():
            if forgets_card(step.before, step.issue):
                return (12, 0)
            return (9, 1) if "state" in step.fields else (5, 0)
        case SetParent():
            return (4, 1) if step.parent else (3, 1)
        case PlaceAfter():
            return (7, 0)
        case Block():
            return (8, int(step.add))
        case SetState():
            return (9, 0)
        case ArchiveCard():
            return (10, 0)
        case PutCard():
            return (11, 0)
        case _:
            assert_never(step)


def _new(plan: Plan, kind: type[_T]) -> Iterator[_T]:
    for change in plan.changes:
        if isinstance(change, Create) and isinstance(change.thing, kind):
            yield change.thing


def _boards_of(step: CreateIssue, carded: Iterable[tuple[str, str]], boards: Sequence[str]) -> tuple[str, ...]:
    return tuple(board for board in boards if (step.issue.key, board) in carded)
