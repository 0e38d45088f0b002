"""Fields of the timeline: what happened to a issuable, as events that each have their own type."""

from typing import Any

from tests.fake_github.call import Call
from tests.fake_github.graphql.paging import Connection, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.issuables import Comment, Event, Issuable

Arguments = dict[str, Any]
DETAILS = {
    "ClosedEvent": ("stateReason", "closer", "duplicateOf"),
    "ReopenedEvent": ("stateReason",),
    "ProjectV2ItemStatusChangedEvent": ("previousStatus", "status", "wasAutomated", "project"),
    "LabeledEvent": ("label",),
    "UnlabeledEvent": ("label",),
    "AssignedEvent": ("assignee",),
    "UnassignedEvent": ("assignee",),
    "MilestonedEvent": ("milestoneTitle",),
    "DemilestonedEvent": ("milestoneTitle",),
    "RenamedTitleEvent": ("previousTitle", "currentTitle"),
    "SubIssueAddedEvent": ("subIssue",),
    "SubIssueRemovedEvent": ("subIssue",),
    "ParentIssueAddedEvent": ("parent",),
    "ParentIssueRemovedEvent": ("parent",),
    "BlockedByAddedEvent": ("blockingIssue",),
    "BlockedByRemovedEvent": ("blockingIssue",),
    "BlockingAddedEvent": ("blockedIssue",),
    "BlockingRemovedEvent": ("blockedIssue",),
}


def _detail(typename: str, name: str) -> None:
    simple(typename, {name: lambda event: event.details.get(name)})


for _kind, _names in DETAILS.items():
    attributes(_kind, "id actor createdAt")
    for _name in _names:
        _detail(_kind, _name)
for _kind in ("ClosedEvent", "ReopenedEvent"):
    simple(_kind, {"closable": lambda event: event.issuable})


def _extra(typename: str, name: str) -> None:
    simple(typename, {name: lambda connection: connection.extra[name]})


for _kind in ("Issue", "PullRequest"):

    @resolves(_kind, "timelineItems")
    def _timeline(issuable: Issuable, _call: Call, arguments: Arguments) -> Connection:
        wanted = {_type_named(kind) for kind in arguments.get("itemTypes") or ()}
        since = arguments.get("since")
        every: list[Event | Comment] = sorted([*issuable.events, *issuable.comments], key=lambda each: each.created_at)
        found = [
            each
            for each in every
            if (not wanted or each.typename in wanted) and (since is None or each.created_at >= since)
        ]
        shown = page(found, arguments, updatedAt=issuable.updated_at, filteredCount=len(found))
        shown.extra["pageCount"] = len(shown.things)
        return shown

    for _name in ("updatedAt", "filteredCount", "pageCount"):
        _extra(f"{_kind}TimelineItemsConnection", _name)


def _type_named(kind: str) -> str:
    return "".join(word.capitalize() for word in kind.split("_"))
