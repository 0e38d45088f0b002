"""Setting Status, which is people's too: each card is read again right before, and looked at again right after.

What somebody sets between the two shows in the issue's timeline, in the previous status of our own change, and is put
back. What the board's built-in automation sets, such as Todo on a new card, is nobody's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.gh.batch import MUTATIONS, Repeater
from roadmap_sync.gh.client import Client, Json
from roadmap_sync.gh.failure import MissingFieldError
from roadmap_sync.gh.mutation import Done, Mutation, Result
from roadmap_sync.gh.reading import Presence, Sight, look_up, nodes

STATUS = "status"
"""The name of the field, case aside."""
_AUTOMATION = "github-project-automation"
_ROUNDS = 3  # how often what somebody set is put back; ends even against a bot
_NOW = """
query CardStatuses($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on ProjectV2Item {
      id isArchived
      fieldValues(first: 50) {
        nodes {
          __typename
          ... on ProjectV2ItemFieldSingleSelectValue {
            name creator { login } field { ... on ProjectV2FieldCommon { id } }
          }
        }
      }
    }
  }
}
"""
_BACK = (
    "projectV2Item { id content { ... on Issue { id"
    " timelineItems(last: 5, itemTypes: [PROJECT_V2_ITEM_STATUS_CHANGED_EVENT]) { nodes {"
    " ... on ProjectV2ItemStatusChangedEvent { previousStatus status wasAutomated project { id } } } } } } }"
)


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A Status to set on a card, `wanted` (None empties it), planned when it was `planned` ("" for none)."""

    card: str
    board: str
    field: Json
    planned: str
    wanted: str | None

    def mutation(self, back: str) -> Mutation:
        """The mutation, asking for `back`."""
        given: Json = {"projectId": self.board, "itemId": self.card, "fieldId": self.field["id"]}
        if self.wanted is None:
            return Mutation("clearProjectV2ItemFieldValue", given, back)
        option = next(one["id"] for one in self.field["options"] if one["name"] == self.wanted)
        given["value"] = {"singleSelectOptionId": option}
        return Mutation("updateProjectV2ItemFieldValue", given, back)


@dataclass(slots=True)
class StatusWriter:
    """Sets the Status of cards."""

    client: Client
    _back: str = _BACK

    def run(self, changes: Sequence[StatusChange]) -> Iterator[tuple[int, str]]:
        """The index of each change as it is through, with what went wrong ("" for nothing)."""
        for first in range(0, len(changes), MUTATIONS):
            if self.client.timing.should_stop():
                return
            some = dict(enumerate(changes[first : first + MUTATIONS], first))
            sights = look_up(self.client, _NOW, [change.card for change in some.values()])
            for index, change in list(some.items()):
                sight = sights[change.card]
                if sight.problem or not _is_as_planned(change, sight):
                    del some[index]
                    # What may not be seen, or was changed since the plan, is left alone; the next plan sees it.
                    yield index, sight.problem if sight.presence is not Presence.HIDDEN else ""
            yield from self._write(some)

    def _write(self, changes: dict[int, StatusChange]) -> Iterator[tuple[int, str]]:
        todo = changes
        for _ in range(_ROUNDS + 1):
            indexes = list(todo)
            back: dict[int, StatusChange] = {}
            for place, result in self._carry_out([todo[index] for index in indexes]):
                index = indexes[place]
                replaced = _replaced(todo[index], result)
                if replaced is None:
                    yield index, "" if isinstance(result, Done) else result.words
                else:
                    back[index] = replaced
            if not back:
                return
            todo = back
        yield from ((index, "") for index in todo)

    def _carry_out(self, changes: Sequence[StatusChange]) -> Iterator[tuple[int, Result]]:
        try:
            yield from Repeater(self.client).run([change.mutation(self._back) for change in changes])
        except MissingFieldError:
            if self._back != _BACK:
                raise
            # An older server, whose timeline does not tell of Status: refused as a whole, before anything ran.
            self._back = "projectV2Item { id content { __typename } }"
            yield from self._carry_out(changes)


def _is_as_planned(change: StatusChange, sight: Sight) -> bool:
    """Whether a card's Status is what it was when this was planned, and may be seen."""
    listed = sight.node["fieldValues"]["nodes"]
    if sight.node["isArchived"] or not all(value is not None for value in listed):
        return False
    for value in nodes(sight.node["fieldValues"]):
        if (value.get("field") or {}).get("id") == change.field["id"]:
            now = str(value["name"] or "")
            automatic = (value["creator"] or {}).get("login", "").removesuffix("[bot]") == _AUTOMATION
            return now != change.wanted and (now == change.planned or (not change.planned and automatic))
    return not change.planned


def _replaced(change: StatusChange, result: Result) -> StatusChange | None:
    """The change that puts back what somebody set between our reading and writing; None where nobody did."""
    if not isinstance(result, Done):
        return None
    content = (result.payload.get("projectV2Item") or {}).get("content") or {}
    events = [
        event
        for event in nodes(content.get("timelineItems") or {"nodes": []})
        if (event.get("project") or {}).get("id") == change.board
    ]
    if not events or events[-1]["status"] != (change.wanted or ""):
        return None
    previous = str(events[-1]["previousStatus"])
    if previous in {change.planned, change.wanted or ""}:
        return None
    # The event before ours is the one that set it.
    if len(events) > 1 and events[-2]["status"] == previous and events[-2]["wasAutomated"]:
        return None
    known = {option["name"] for option in change.field["options"]}
    if previous and previous not in known:
        return None
    return replace(change, planned=change.wanted or "", wanted=previous or None)
