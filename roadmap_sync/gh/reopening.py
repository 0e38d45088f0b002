"""Reopening when an answer was lost: what a person closed meanwhile stays closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from roadmap_sync.gh.issue_of import moment, nodes

if TYPE_CHECKING:
    from roadmap_sync.gh.batch import Deed
    from roadmap_sync.gh.client import Client

_STANDING = "query Standing($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id state closedAt } } }"
_SECOND = timedelta(seconds=1)  # GitHub tells times in whole seconds


def reopens(deed: Deed) -> bool:
    """Whether a mutation reopens an issue."""
    return deed.name == "reopenIssue" or (deed.name == "updateIssue" and deed.given.get("state") == "OPEN")


def settled(client: Client, deeds: Sequence[Deed], since: datetime) -> list[Deed | None]:
    """What is still to be sent of deeds first sent at `since`, whose outcome is unknown; None for nothing.

    An issue that is open has been reopened; one that was closed since then, somebody closed after that.
    """
    ids = {str(deed.given.get("issueId") or deed.given["id"]) for deed in deeds if reopens(deed)}
    if not ids:
        return list(deeds)
    answer = client.query(_STANDING, {"ids": sorted(ids)})
    closed_before = {
        node["id"]
        for node in nodes(answer.data)
        if (at := moment(node["closedAt"])) and node["state"] == "CLOSED" and at < since - _SECOND
    }
    return [_left(deed) if reopens(deed) and not _targets(deed) & closed_before else deed for deed in deeds]


def _targets(deed: Deed) -> set[str]:
    return {str(deed.given.get("issueId") or deed.given["id"])}


def _left(deed: Deed) -> Deed | None:
    """A deed without its reopening."""
    if deed.name == "reopenIssue":
        return None
    return replace(deed, given={name: value for name, value in deed.given.items() if name != "state"})
