"""Wanted boards fitted to those that were found: their words for statuses, and what has a place on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.desired.board import STATUS
from roadmap_sync.desired.issues import Desired
from roadmap_sync.desired.statuses import StatusNames, status_names
from roadmap_sync.limits import FIELDS, OPTIONS
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.tracker.state import Board, BoardField, Card, FieldType, State, Status, Value

OTHER = "Other"
"""The option for all that has no place of its own in a field."""


@dataclass(frozen=True, slots=True)
class FittedBoards:
    """Boards and cards as they can be on GitHub; `statuses` are the words of each board, by roadmap."""

    boards: tuple[Board, ...]
    cards: tuple[Card, ...]
    statuses: Mapping[str, StatusNames]
    notices: tuple[Notice, ...] = ()


def found_field(board: Board, name: str) -> BoardField | None:
    """The field of that name, case aside."""
    return next((field for field in board.fields if field.name.casefold() == name.casefold()), None)


def board_statuses(desired: Desired, observed: State) -> dict[str, StatusNames]:
    """What each roadmap's board calls the statuses, by roadmap."""
    there = {board.roadmap: board for board in observed.boards}
    found = {}
    for scope in desired.scopes:
        board, wanted = there.get(scope.roadmap.id), scope.roadmap.board
        status = found_field(board, STATUS) if board else None
        found[scope.roadmap.id] = status_names(wanted.status if wanted else None, status.options if status else ())
    return found


def fitted_boards(desired: Desired, observed: State) -> FittedBoards:
    """The wanted boards and cards, fitted to the boards that are there."""
    there = {board.roadmap: board for board in observed.boards if not board.problem}
    statuses = board_statuses(desired, observed)
    boards: list[Board] = []
    notices: list[Notice] = []
    cards = list(desired.state.cards)
    for board in desired.state.boards:
        found = there.get(board.roadmap)
        fitting = _Fitting(board.roadmap, found, tuple(card for card in cards if card.roadmap == board.roadmap))
        fields = fitting.with_place([_named(field, statuses[board.roadmap]) for field in board.fields])
        given = {field.name: fitting.options(field) for field in fields if _is_chosen(field)}
        boards.append(replace(board, fields=tuple(given.get(field.name, field) for field in fields)))
        left_out = {field.name for field in board.fields} - {field.name for field in fields}
        cards = [_refitted(card, given, left_out) if card.roadmap == board.roadmap else card for card in cards]
        notices += fitting.notices(board.fields, fields, given)
    return FittedBoards(tuple(boards), tuple(cards), statuses, tuple(notices))


def _named(field: BoardField, names: StatusNames) -> BoardField:
    return replace(field, options=tuple(dict.fromkeys(map(names.of, Status)))) if field.name == STATUS else field


def _is_chosen(field: BoardField) -> bool:
    return field.type is FieldType.SELECT and field.name != STATUS


@dataclass(frozen=True, slots=True)
class _Fitting:
    """One roadmap's board, and what it has already."""

    roadmap: str
    found: Board | None
    cards: Sequence[Card]

    def with_place(self, fields: Sequence[BoardField]) -> list[BoardField]:
        """The fields that are there or find a place."""
        if self.found is None:
            return list(fields)
        space = FIELDS.most - len(self.found.fields)
        kept = []
        for field in fields:
            new = found_field(self.found, field.name) is None
            if not new or space > 0:
                kept.append(field)
                space -= new
        return kept

    def options(self, field: BoardField) -> BoardField:
        """The field with those options that find a place, by use, and one for all others where that is not enough."""
        there = self._there(field)
        known = {option.casefold() for option in there}
        new = [option for option in field.options if option.casefold() not in known]
        free = OPTIONS.most - len(there)
        if len(new) <= free:
            return field
        free -= OTHER.casefold() not in known
        used = Counter(str(card.values.get(field.name)) for card in self.cards)
        chosen = {*sorted(new, key=lambda option: -used[option])[: max(free, 0)]}
        kept = [option for option in field.options if option in chosen or option.casefold() in known]
        return replace(field, options=(*kept, *((OTHER,) if free >= 0 else ())))

    def _there(self, field: BoardField) -> tuple[str, ...]:
        found = found_field(self.found, field.name) if self.found else None
        return found.options if found and found.type is field.type else ()

    def notices(
        self, wanted: Iterable[BoardField], kept: Iterable[BoardField], given: Mapping[str, BoardField]
    ) -> Iterator[Notice]:
        names = {field.name for field in kept}
        left_out = [field for field in wanted if field.name not in names]
        if left_out:
            text = (
                f"the board has {FIELDS.most} fields, GitHub's most: without {', '.join(f.name for f in left_out)}. "
                "Delete a field of it to make space"
            )
            yield Notice(NoticeKind.LIMIT, self.roadmap, text)
        for field in wanted:
            lost = {*field.options} - {*given[field.name].options} if field.name in given else set()
            if lost:
                text = (
                    f"{len(lost)} of {len(field.options)} options of the board's field {field.name} find no place "
                    f"among GitHub's {OPTIONS.most}: their cards get `{OTHER}`"
                )
                yield Notice(NoticeKind.LIMIT, self.roadmap, text)


def _refitted(card: Card, given: Mapping[str, BoardField], left_out: set[str]) -> Card:
    """The card with values that its board has."""
    values: dict[str, Value] = {}
    for name, value in card.values.items():
        field = given.get(name)
        if name in left_out:
            continue
        if field is None or str(value).casefold() in {option.casefold() for option in field.options}:
            values[name] = value
        elif OTHER in field.options:
            values[name] = OTHER
    return replace(card, values=values)
