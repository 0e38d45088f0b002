"""Reopening when an answer was lost: what a person closed meanwhile stays closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from roadmap_sync.gh.issue_node import moment, nodes

if TYPE_CHECKING:
    from roadmap_sync.gh.client import Client
    from roadmap_sync.gh.mutation import Mutation

_STATES = "query CurrentStates($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id state closedAt } } }"
_SECOND = timedelta(seconds=1)  # GitHub tells times in whole seconds


def reopens(mutation: Mutation) -> bool:
    """Whether a mutation reopens an issue."""
    return mutation.name == "reopenIssue" or (mutation.name == "updateIssue" and mutation.given.get("state") == "OPEN")


def settled(client: Client, mutations: Sequence[Mutation], since: datetime) -> list[Mutation | None]:
    """What is still to be sent of mutations first sent at `since`, whose outcome is unknown; None for nothing.

    An issue that is open has been reopened; one that was closed since then, somebody closed after that.
    """
    ids = {str(mutation.given.get("issueId") or mutation.given["id"]) for mutation in mutations if reopens(mutation)}
    if not ids:
        return list(mutations)
    answer = client.query(_STATES, {"ids": sorted(ids)})
    closed_before = {
        node["id"]
        for node in nodes(answer.data)
        # Closed before our request and still closed: the reopening was lost, and is sent again.
        if (at := moment(node["closedAt"])) and node["state"] == "CLOSED" and at < since - _SECOND
    }
    return [
        _left(mutation) if reopens(mutation) and not _targets(mutation) & closed_before else mutation
        for mutation in mutations
    ]


def _targets(mutation: Mutation) -> set[str]:
    return {str(mutation.given.get("issueId") or mutation.given["id"])}


def _left(mutation: Mutation) -> Mutation | None:
    """A mutation without its reopening."""
    # updateIssue may carry a title or body as well, which still have to go out.
    if mutation.name == "reopenIssue":
        return None
    return replace(mutation, given={name: value for name, value in mutation.given.items() if name != "state"})
