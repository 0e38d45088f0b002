"""Writing boards: finding or making them, their fields and options, cards and values; people's own are not touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import assert_never

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.board_creation import BoardMaker
from roadmap_sync.gh.board_fields import FieldMaker
from roadmap_sync.gh.board_reader import BoardReader
from roadmap_sync.gh.board_status import STATUS, StatusChange, StatusWriter
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.failure import AnswerLostError, RequestRefusedError, StoppedError
from roadmap_sync.gh.ids import CardId, Ids, UnknownKeyError
from roadmap_sync.gh.limits import PER_MINUTE
from roadmap_sync.gh.mutation import Done, Mutation, Result
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.repository import RepositoryInfo
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import FieldType, Value
from roadmap_sync.tracker.steps import ArchiveCard, PutBoard, PutCard, PutField

BoardStep = PutBoard | PutField | PutCard | ArchiveCard


class NoFieldError(TrackerError):
    """A value is for a field or an option that the board does not have."""


@dataclass(slots=True)
class BoardWriter:
    """Carries out steps on boards, with the token that may touch them. `ids` are the boards' by roadmap."""

    client: Client
    reader: BoardReader
    repository: RepositoryInfo
    issues: Ids
    warn: Callable[[str], None]
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.ids |= {roadmap: node["id"] for roadmap, node in self.reader.known.items()}

    def run(self, steps: Sequence[BoardStep]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands. What is refused concerns the board alone: the rest goes on."""
        for _, same in groupby(steps, type):
            group = list(same)
            told = 0
            try:
                for outcome in self._run_same(group):
                    told += 1
                    yield outcome
            except StoppedError:
                raise
            except (RequestRefusedError, AnswerLostError) as error:
                # One line an outcome: the words may hold the hint of an error in a second line.
                words = " ".join(str(error).split())
                yield from (Outcome(step, error=words) for step in group[told:])

    def _finish_boards(self, steps: Sequence[BoardStep]) -> None:
        """Furnish boards that an earlier run made and could not finish."""
        maker = BoardMaker(self.client, self.reader, self.repository, self.warn)
        roadmaps = {_roadmap(step) for step in steps}
        # A run may have been cut off after a board was made and before its views were.
        for wanted in self.reader.wanted:
            if wanted.roadmap in roadmaps & self.reader.known.keys():
                maker.finish(wanted)

    def _run_same(self, steps: Sequence[BoardStep]) -> Iterator[Outcome]:
        match steps[0]:
            case PutBoard():
                maker = BoardMaker(self.client, self.reader, self.repository, self.warn)
                for step in steps:
                    if isinstance(step, PutBoard):
                        yield maker.put(step)
                self.ids |= {roadmap: node["id"] for roadmap, node in self.reader.known.items()}
            case PutField():
                self._finish_boards(steps)
                fields = [step for step in steps if isinstance(step, PutField)]
                yield from FieldMaker(self.client, self.reader).run(fields)
            case PutCard():
                self._finish_boards(steps)
                cards = [step for step in steps if isinstance(step, PutCard)]
                # Cards of their own wait for their minute: those that are there get their values meanwhile.
                at_once = PER_MINUTE if any(self._card(step) is None for step in cards) else len(cards)
                for first in range(0, len(cards), at_once):
                    yield from self._put_cards(cards[first : first + at_once])
            case ArchiveCard():
                yield from self._archive([step for step in steps if isinstance(step, ArchiveCard)])
            case _:
                assert_never(steps[0])

    def _put_cards(self, steps: Sequence[PutCard]) -> Iterator[Outcome]:
        """Add what is not there, then set the values: GitHub does not do both in one mutation."""
        # Two rounds: the id of a card is known only from the answer of the first.
        failed = dict(self._add([step for step in steps if self._card(step) is None]))
        errors: dict[int, str | None] = {
            index: failed[step.card.key] for index, step in enumerate(steps) if step.card.key in failed
        }
        # Status goes first: a card of which it is not known has nothing of it written.
        errors |= self._set_statuses(steps, errors)
        mutations: list[Mutation] = []
        owners: list[int] = []
        for index, step in enumerate(steps):
            if index in errors:
                continue
            try:
                mine = self._value_mutations(step)
            except TrackerError as error:
                errors[index] = error.message
                continue
            mutations += mine
            owners += [index] * len(mine)
        yield from self._set(steps, mutations, owners, errors)

    def _set_statuses(self, steps: Sequence[PutCard], failed: Mapping[int, str | None]) -> dict[int, str | None]:
        """Set the Status of those cards that get one; what went wrong, by the step's index, None for "stopped"."""
        errors: dict[int, str] = {}
        changes: list[StatusChange] = []
        owners: list[int] = []
        for index, step in enumerate(steps):
            for name, value in step.values:
                if index not in failed and name.casefold() == STATUS:
                    try:
                        changes.append(self._status_change(step, name, value))
                        owners.append(index)
                    except TrackerError as error:
                        errors[index] = error.message
        through = dict(StatusWriter(self.client).run(changes))
        return {**errors, **{index: through.get(n) for n, index in enumerate(owners) if through.get(n) != ""}}

    def _status_change(self, step: PutCard, name: str, value: Value | None) -> StatusChange:
        """The change of a card's Status. Raises UnknownKeyError, NoFieldError."""
        found = self._field(step.card.roadmap, name)
        held = {field.casefold(): str(one) for field, one in step.before.values.items()} if step.before else {}
        option = _option_of(found, value) if value is not None else None
        return StatusChange(
            card=self._known_card(step),
            board=self._board(step.card.roadmap),
            field=found,
            planned=held.get(STATUS, ""),
            wanted=option["name"] if option else None,
        )

    def _set(
        self,
        steps: Sequence[PutCard],
        mutations: Sequence[Mutation],
        owners: Sequence[int],
        errors: dict[int, str | None],
    ) -> Iterator[Outcome]:
        # A card's outcome is told when the last of its values is written.
        left = {index: owners.count(index) for index in range(len(steps))}
        for index in (index for index, count in left.items() if not count):
            error = errors.get(index, "")
            if error is not None:  # asked to stop before its Status was written: the next run does it
                yield Outcome(steps[index], error=error)
        for number, result in Repeater(self.client).run(mutations):
            index = owners[number]
            left[index] -= 1
            if not isinstance(result, Done):
                errors.setdefault(index, result.words)
            if not left[index]:
                yield Outcome(steps[index], error=errors.get(index) or "")

    def _add(self, steps: Sequence[PutCard]) -> Iterator[tuple[str, str]]:
        """Put issues on their boards; those that could not be, by key, with the reason."""
        mutations, added = [], []
        for step in steps:
            try:
                given = {"projectId": self._board(step.card.roadmap), "contentId": self.issues.issue(step.card.key)}
            except UnknownKeyError as error:
                yield step.card.key, error.message
                continue
            mutations.append(Mutation("addProjectV2ItemById", given, "item { id }"))
            added.append(step)
        for index, result in Repeater(self.client).run(mutations):
            card = added[index].card
            if isinstance(result, Done):
                self.issues.cards[card.roadmap, card.key] = CardId(result.payload["item"]["id"])
            else:
                yield card.key, result.words

    def _archive(self, steps: Sequence[ArchiveCard]) -> Iterator[Outcome]:
        mutations, ready = [], []
        for step in steps:
            try:
                given = {"projectId": self._board(step.card.roadmap), "itemId": self._known_card(step)}
            except UnknownKeyError as error:
                yield Outcome(step, error=error.message)
                continue
            name = "archiveProjectV2Item" if step.archived else "unarchiveProjectV2Item"
            mutations.append(Mutation(name, given, "item { id }"))
            ready.append(step)
        for index, result in Repeater(self.client).run(mutations):
            yield Outcome(ready[index], error=_words(result))

    def _value_mutations(self, step: PutCard) -> list[Mutation]:
        """A mutation a value, but for Status. Raises UnknownKeyError, NoFieldError."""
        card = self._known_card(step)
        given: Json = {"projectId": self._board(step.card.roadmap), "itemId": card}
        return [
            self._value_mutation(step.card.roadmap, given, name, value)
            for name, value in step.values
            if name.casefold() != STATUS
        ]

    def _value_mutation(self, roadmap: str, given: Json, name: str, value: Value | None) -> Mutation:
        found = self._field(roadmap, name)
        given = {**given, "fieldId": found["id"]}
        back = "projectV2Item { id }"
        # Null and "" are refused as values: emptying is a mutation of its own.
        if value is None:
            return Mutation("clearProjectV2ItemFieldValue", given, back)
        return Mutation("updateProjectV2ItemFieldValue", {**given, "value": _value_of(found, value)}, back)

    def _field(self, roadmap: str, name: str) -> Json:
        for found in nodes(self.reader.known[roadmap]["fields"]):
            if found.get("name", "").casefold() == name.casefold():
                return found
        raise NoFieldError(f"The board has no field {name!r}: it was deleted or renamed. The next sync makes it again.")

    def _board(self, roadmap: str) -> str:
        if roadmap not in self.ids:
            raise UnknownKeyError(f"The board of {roadmap} is not there")
        return self.ids[roadmap]

    def _card(self, step: PutCard | ArchiveCard) -> str | None:
        # What this run made goes first: the step was planned before the card existed.
        return self.issues.cards.get((step.card.roadmap, step.card.key)) or step.card.id or None

    def _known_card(self, step: PutCard | ArchiveCard) -> str:
        card = self._card(step)
        if card is None:
            raise UnknownKeyError(f"{step.card.key} has no card on the board")
        return card


def _value_of(found: Json, value: Value) -> Json:
    """The value as the API wants it, by the type of the field. Raises NoFieldError."""
    match found["dataType"]:
        case FieldType.SELECT:
            # The API takes the id of an option, not its name.
            return {"singleSelectOptionId": _option_of(found, value)["id"]}
        case FieldType.DATE if isinstance(value, date):
            return {"date": f"{value:%Y-%m-%d}"}
        case FieldType.NUMBER if isinstance(value, (int, float)):
            return {"number": float(value)}
        case "TEXT":
            return {"text": str(value)}
    raise NoFieldError(f"The field {found['name']!r} is of another type than the roadmap's value {value!r}: rename it.")


def _option_of(found: Json, value: Value) -> Json:
    """The option of that name, case aside. Raises NoFieldError."""
    for option in found.get("options") or ():
        if option["name"].casefold() == str(value).casefold():
            chosen: Json = option
            return chosen
    raise NoFieldError(f"The field {found['name']!r} has no option {str(value)!r}: the next sync adds it.")


def _words(result: Result) -> str:
    return "" if isinstance(result, Done) else result.words


def _roadmap(step: BoardStep) -> str:
    match step:
        case PutBoard():
            return step.board.roadmap
        case PutField():
            return step.roadmap
        case PutCard() | ArchiveCard():
            return step.card.roadmap
