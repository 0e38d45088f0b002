"""One issue as GitHub sends it, turned into an Issue of a State: references by node id, key read, trust decided."""

from __future__ import annotations

from datetime import datetime

from roadmap_sync.gh.client import Json
from roadmap_sync.gh.reading import asked_nodes, nodes
from roadmap_sync.tracker import region
from roadmap_sync.tracker.activity import spent_hours
from roadmap_sync.tracker.state import Facts, Issue, IssueState

_TRUSTED = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
_SKIPPED = frozenset({"NOT_PLANNED", "DUPLICATE"})
_ACTIONS = "github-actions"
_LISTS = frozenset({"labels", "assignees", "timelineItems", "blockedBy", "subIssues", "comments", "projectItems"})


def moment(text: str | None) -> datetime | None:
    """GitHub's time, in UTC; None stays None."""
    return datetime.fromisoformat(text) if text else None


def asked_lists(node: Json) -> None:
    """Raise AnswerLostError where a list of an issue is missing that was asked for."""
    for name in _LISTS & node.keys():
        nodes(node[name])


def issue_of(node: Json, viewer: str) -> Issue:
    """The issue. `position` and `status` are filled in once all are read."""
    found = region.find(node["body"])
    return Issue(
        key=found.key if found else "",
        title=node["title"],
        region=found.text if found else "",
        labels=frozenset(label["name"] for label in nodes(node["labels"])),
        milestone=(node["milestone"] or {}).get("id", ""),
        parent=(node.get("parent") or {}).get("id", ""),
        blocked_by=frozenset(blocker["id"] for blocker in asked_nodes(node, "blockedBy")),
        state=_state(node),
        type=(node.get("issueType") or {}).get("name", ""),
        found=_facts(node, viewer),
    )


def is_sure(thing: Json, viewer: str) -> bool:
    """Whether the author is the repository's owner, the viewer or Actions: no member, no collaborator."""
    return thing.get("authorAssociation") == "OWNER" or is_trusted({**thing, "authorAssociation": ""}, viewer)


def is_trusted(thing: Json, viewer: str) -> bool:
    """Whether an issue or comment is by somebody whose marks count: owner, member, collaborator, us, or Actions.

    The account's type is looked at as well as its login: only an app can be the bot.
    """
    author = thing.get("author") or {}
    if thing.get("authorAssociation") in _TRUSTED:
        return True
    # GraphQL names the bot `github-actions`, REST `github-actions[bot]`: both are one.
    if author.get("__typename") == "Bot":
        return author["login"].removesuffix("[bot]") in {_ACTIONS, viewer.removesuffix("[bot]")}
    return bool(author) and author["login"] == viewer


def _state(node: Json) -> IssueState:
    if node["state"] == "OPEN":
        return IssueState.OPEN
    # Null, from before reasons existed, counts as completed; so does any new reason.
    return IssueState.NOT_PLANNED if node["stateReason"] in _SKIPPED else IssueState.COMPLETED


def _facts(node: Json, viewer: str) -> Facts:
    events = [
        (event["__typename"], event.get("stateReason"), moment(event.get("createdAt")))
        for event in nodes(node["timelineItems"])
    ]
    closed = tuple(at for kind, _, at in events if kind == "ClosedEvent" and at)
    now_closed = node["state"] != "OPEN"
    # An event that may not be seen may be a closing: what was closed once more is never opened by us.
    hidden = sum(event is None for event in node["timelineItems"]["nodes"])
    return Facts(
        id=node["id"],
        number=node["number"],
        url=node["url"],
        body=node["body"],
        # A deleted account leaves null.
        author=(node["author"] or {}).get("login", ""),
        author_trusted=is_trusted(node, viewer),
        author_sure=is_sure(node, viewer),
        author_app=(node["author"] or {}).get("__typename") == "Bot",
        created_at=moment(node["createdAt"]),
        closed_at=moment(node["closedAt"]),
        updated_at=moment(node["updatedAt"]),
        # The list holds the latest 50 events; an issue that is closed was closed at least once.
        closings=max(len(closed) + hidden, int(now_closed)),
        closed_times=closed,
        skipped_times=tuple(at for kind, why, at in events if kind == "ClosedEvent" and at and why in _SKIPPED),
        reopened_times=tuple(at for kind, _, at in events if kind == "ReopenedEvent" and at),
        assignees=tuple(user["login"] for user in nodes(node["assignees"])),
        spent=_spent(node, viewer),
        # Those that the token may not see are counted, but not listed.
        children=(node.get("subIssues") or {}).get("totalCount", 0),
        blocking=(node.get("issueDependenciesSummary") or {}).get("totalBlocking", 0),
    )


def _spent(node: Json, viewer: str) -> tuple[tuple[datetime, float], ...]:
    noted = []
    for comment in asked_nodes(node, "comments"):
        at = moment(comment["createdAt"])
        # Trust comes first: a stranger's text is not even parsed.
        hours = spent_hours(comment["body"]) if at and is_trusted(comment, viewer) else 0.0
        if at and hours:
            noted.append((at, hours))
    return tuple(noted)
