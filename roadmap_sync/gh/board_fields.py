"""Fields of boards: made where missing, completed with options. An option list is only ever written whole, with ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.board_reader import BoardReader
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result
from roadmap_sync.gh.reading import nodes
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import BoardField, FieldType
from roadmap_sync.tracker.steps import PutField

_FIELD = (
    "projectV2Field { __typename ... on ProjectV2FieldCommon { id databaseId name dataType }"
    " ... on ProjectV2SingleSelectField { options { id name color description } } }"
)
# All colors of GitHub's enum, used in turn; options that exist keep theirs.
_COLORS = ("BLUE", "GREEN", "YELLOW", "ORANGE", "RED", "PINK", "PURPLE", "GRAY")
_TAKEN = "already been taken"


@dataclass(slots=True)
class FieldMaker:
    """Carries out PutField steps; what GitHub answers goes into the reader's `known`."""

    client: Client
    reader: BoardReader

    def run(self, steps: Sequence[PutField]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands."""
        # A list of options replaces the old one: an option without its id is created again, and cards lose their value.
        for roadmap in {step.roadmap for step in steps if step.before is not None}:
            self.reader.again(roadmap)  # options may have come since: without their ids they would be wiped
        yield from self._write(steps, again=True)

    def _write(self, steps: Sequence[PutField], *, again: bool) -> Iterator[Outcome]:
        ready: list[tuple[PutField, Mutation]] = []
        for step in steps:
            if step.roadmap not in self.reader.known:
                yield Outcome(step, error=f"The board of {step.roadmap} is not there")
                continue
            mutation = self._mutation(step)
            if mutation is None:
                yield Outcome(step)
            else:
                ready.append((step, mutation))
        taken = []
        for index, result in Repeater(self.client).run([mutation for _, mutation in ready]):
            step, _ = ready[index]
            # Somebody, or a request without an answer, made the field meanwhile: it is read and completed.
            if again and isinstance(result, Failed) and _TAKEN in result.error.message:
                taken.append(step)
            else:
                yield self._outcome(step, result)
        if taken:
            for roadmap in {step.roadmap for step in taken}:
                self.reader.again(roadmap)
            yield from self._write(taken, again=False)

    def _mutation(self, step: PutField) -> Mutation | None:
        """The mutation that the field takes as it is known now; None for none."""
        found = self._found(step)
        wanted = step.field
        if found is None:
            given: Json = {
                "projectId": self.reader.known[step.roadmap]["id"],
                "name": wanted.name,
                "dataType": wanted.type.value,
            }
            # A single-select field can't be created without options.
            if wanted.type is FieldType.SELECT:
                given["singleSelectOptions"] = _new_options(wanted, ())
            return Mutation("createProjectV2Field", given, _FIELD)
        if found.get("dataType") != wanted.type or wanted.type is not FieldType.SELECT:
            return None  # another type is people's; values say so where they do not fit
        options = found["options"]
        new = _new_options(wanted, [option["name"] for option in options])
        if not new:
            return None
        # All four, or a color or description that people chose would be lost.
        kept = [{name: option[name] for name in ("id", "name", "color", "description")} for option in options]
        given = {"fieldId": found["id"], "singleSelectOptions": [*kept, *new]}
        return Mutation("updateProjectV2Field", given, _FIELD)

    def _found(self, step: PutField) -> Json | None:
        fields = nodes(self.reader.known[step.roadmap]["fields"])
        # Field names are unique without regard to case.
        return next((one for one in fields if one.get("name", "").casefold() == step.field.name.casefold()), None)

    def _outcome(self, step: PutField, result: Result) -> Outcome:
        if not isinstance(result, Done):
            return Outcome(step, error=result.words)
        made = result.payload["projectV2Field"]
        fields = self.reader.known[step.roadmap]["fields"]["nodes"]
        fields[:] = [one for one in fields if one and one.get("id") != made["id"]] + [made]
        return Outcome(step)


def _new_options(wanted: BoardField, there: Sequence[str]) -> list[Json]:
    """The options that are missing; colours in turn, descriptions empty (GitHub insists on one)."""
    # "Todo" and "todo" are one option to people, who may have renamed it.
    known = {name.casefold() for name in there}
    new = [name for name in wanted.options if name.casefold() not in known]
    return [
        {"name": name, "color": _COLORS[(len(there) + index) % len(_COLORS)], "description": ""}
        for index, name in enumerate(new)
    ]
