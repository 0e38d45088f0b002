"""Routes of what ties issues together. They go by database ids, not by numbers."""

from typing import Any

from tests.fake_github.actions import relations
from tests.fake_github.exchange import Reply
from tests.fake_github.issuables import Issue
from tests.fake_github.rest import shapes
from tests.fake_github.rest.issues import issue_of
from tests.fake_github.rest.router import Asked, not_found, route

ISSUE = "/repos/{owner}/{repo}/issues/{issue_number}"
BLOCKED_BY = f"{ISSUE}/dependencies/blocked_by"


def _by_id(asked: Asked, identifier: Any) -> Issue:
    for thing in asked.world.nodes.values():
        if isinstance(thing, Issue) and thing.database_id == int(identifier) and asked.call.sees(thing):
            asked.call.missing_when_fresh(thing)
            return thing
    raise not_found()


@route("GET", f"{ISSUE}/parent")
def parent(asked: Asked) -> Reply:
    """Show the parent; 404 where there is none."""
    found = issue_of(asked).parent
    if found is None:
        raise not_found()
    return Reply(200, shapes.issue(found, asked.base))


@route("GET", f"{ISSUE}/sub_issues")
def sub_issues(asked: Asked) -> Reply:
    """List the children in their order."""
    return asked.page(issue_of(asked).children, shapes.issue)


@route("POST", f"{ISSUE}/sub_issues")
def add_sub_issue(asked: Asked) -> Reply:
    """Put an issue under another; the answer is the parent."""
    asked.need("triage")
    found, given = issue_of(asked), asked.fields
    child = _by_id(asked, given["sub_issue_id"])
    replace = bool(given.get("replace_parent"))
    relations.add_sub_issue(asked.world, asked.actor, found, child, replace=replace)
    return Reply(201, shapes.issue(found, asked.base))


@route("DELETE", f"{ISSUE}/sub_issue")
def remove_sub_issue(asked: Asked) -> Reply:
    """Take an issue from under another; the answer is the parent."""
    asked.need("triage")
    found = issue_of(asked)
    child = _by_id(asked, asked.fields["sub_issue_id"])
    relations.remove_sub_issue(asked.world, asked.actor, found, child)
    return Reply(200, shapes.issue(found, asked.base))


@route("PATCH", f"{ISSUE}/sub_issues/priority")
def reprioritize(asked: Asked) -> Reply:
    """Move a child among its siblings; the answer is the parent."""
    asked.need("triage")
    found, given = issue_of(asked), asked.fields
    after = _by_id(asked, given["after_id"]) if given.get("after_id") else None
    before = _by_id(asked, given["before_id"]) if given.get("before_id") else None
    relations.reprioritize(found, _by_id(asked, given["sub_issue_id"]), after=after, before=before)
    return Reply(200, shapes.issue(found, asked.base))


@route("GET", BLOCKED_BY)
def blocked_by(asked: Asked) -> Reply:
    """List what an issue waits for."""
    return asked.page(issue_of(asked).blocked_by, shapes.issue)


@route("GET", f"{ISSUE}/dependencies/blocking")
def blocking(asked: Asked) -> Reply:
    """List what waits for an issue."""
    return asked.page(issue_of(asked).blocking, shapes.issue)


@route("POST", BLOCKED_BY)
def add_blocked_by(asked: Asked) -> Reply:
    """Say that an issue waits for another; the answer is the one that waits."""
    asked.need("triage")
    found = issue_of(asked)
    relations.add_blocked_by(asked.world, asked.actor, found, _by_id(asked, asked.fields["issue_id"]))
    return Reply(201, shapes.issue(found, asked.base))


@route("DELETE", f"{BLOCKED_BY}/{{issue_id}}")
def remove_blocked_by(asked: Asked) -> Reply:
    """Say that an issue no longer waits for another."""
    asked.need("triage")
    found = issue_of(asked)
    blocker = _by_id(asked, asked.places["issue_id"])
    relations.remove_blocked_by(asked.world, asked.actor, found, blocker)
    return Reply(200, shapes.issue(found, asked.base))
