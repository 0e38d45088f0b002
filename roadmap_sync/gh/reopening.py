"""Reopening when an answer was lost: what a person closed meanwhile stays closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from roadmap_sync.gh.client import Client
from roadmap_sync.gh.issue_node import moment
from roadmap_sync.gh.mutation import Done, Mutation, Result, Unknown
from roadmap_sync.gh.reading import Presence, Sight, look_up

_STATES = "query CurrentStates($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id state closedAt } } }"
_SECOND = timedelta(seconds=1)  # GitHub tells times in whole seconds


def reopens(mutation: Mutation) -> bool:
    """Whether a mutation reopens an issue."""
    return mutation.name == "reopenIssue" or (mutation.name == "updateIssue" and mutation.given.get("state") == "OPEN")


def settled(client: Client, mutations: Sequence[Mutation], since: datetime) -> list[Mutation | Result]:
    """What is still to be sent of mutations first sent at `since`, whose outcome is unknown; or what became of them.

    An issue that is open has been reopened; one that was closed since then, somebody closed after that. Where GitHub
    does not say how an issue stands, it stays unknown.
    """
    ids = {_target(mutation) for mutation in mutations if reopens(mutation)}
    sights = look_up(client, _STATES, sorted(ids))
    return [_settled(mutation, sights, since) if reopens(mutation) else mutation for mutation in mutations]


def _settled(mutation: Mutation, sights: Mapping[str, Sight], since: datetime) -> Mutation | Result:
    sight = sights[_target(mutation)]
    if sight.presence is Presence.GONE:
        return mutation  # GitHub says so in its own words
    if sight.problem:
        return Unknown(sight.problem)
    at = moment(sight.node["closedAt"])
    # Closed before our request and still closed: the reopening was lost, and is sent again.
    if at and sight.node["state"] == "CLOSED" and at < since - _SECOND:
        return mutation
    # updateIssue may carry a title or body as well, which still have to go out.
    if mutation.name == "reopenIssue":
        return Done()
    return replace(mutation, given={name: value for name, value in mutation.given.items() if name != "state"})


def _target(mutation: Mutation) -> str:
    return str(mutation.given.get("issueId") or mutation.given["id"])
