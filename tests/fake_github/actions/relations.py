"""How issues hang together: parents with children in an order, and blockers without a circle."""

from roadmap_sync import limits
from tests.fake_github.accounts import Actor
from tests.fake_github.issuables import Issue
from tests.fake_github.refusal import Refused
from tests.fake_github.world import World


def add_sub_issue(world: World, actor: Actor, parent: Issue, child: Issue, *, replace: bool = False) -> None:
    """Put an issue under another, at the end. Raises Refused: one parent, 100 children, 8 levels, one owner."""
    if child in parent.children:
        raise _no("Issue may not contain duplicate sub-issues")
    if child.parent is not None and not replace:
        raise _no("Sub issue may only have one parent")
    if child is parent or child in _ancestors(parent):
        raise _no("Sub issue may not create a circular dependency")
    if child.repository.owner is not parent.repository.owner:
        raise _no("Sub issue must belong to the same owner as its parent")
    if len(parent.children) >= limits.SUB_ISSUES.most:
        raise _no("Parent cannot have more than 100 sub-issues")
    if len(_ancestors(parent)) + 1 + _height(child) > limits.LEVELS.most:
        raise _no("Parent cannot have more than 8 layers of sub-issues")
    if child.parent is not None:
        remove_sub_issue(world, actor, child.parent, child)
    parent.children.append(child)
    child.parent = parent
    world.event(parent, "SubIssueAddedEvent", actor, subIssue=child)
    world.event(child, "ParentIssueAddedEvent", actor, parent=parent)


def remove_sub_issue(world: World, actor: Actor, parent: Issue, child: Issue) -> None:
    """Take an issue from under its parent. Raises Refused where it is not there."""
    if child.parent is not parent:
        raise _no("The provided sub-issue does not exist")
    parent.children.remove(child)
    child.parent = None
    world.event(parent, "SubIssueRemovedEvent", actor, subIssue=child)
    world.event(child, "ParentIssueRemovedEvent", actor, parent=parent)


def reprioritize(parent: Issue, child: Issue, *, after: Issue | None, before: Issue | None) -> None:
    """Move a child behind or before one of its siblings. Raises Refused unless exactly one is named."""
    anchor = after or before
    if anchor is None or (after and before):
        raise _no("Exactly one of after_id and before_id must be provided")
    if child not in parent.children or anchor not in parent.children or child is anchor:
        raise _no("The provided sub-issue does not exist")
    parent.children.remove(child)
    parent.children.insert(parent.children.index(anchor) + (after is not None), child)


def add_blocked_by(world: World, actor: Actor, issue: Issue, blocker: Issue) -> None:
    """Say that an issue waits for another. Raises Refused: itself, twice, in a circle, over fifty."""
    if issue is blocker:
        raise _no("An issue cannot be blocked by itself")
    if blocker in issue.blocked_by:
        raise _no("Target issue has already been taken")
    if issue in _waits_for(blocker):
        raise _no("Adding this dependency would create a cycle")
    if len(issue.blocked_by) >= limits.BLOCKERS.most or len(blocker.blocking) >= limits.BLOCKED.most:
        raise _no("An issue cannot have more than 50 dependencies of one kind")
    issue.blocked_by.append(blocker)
    blocker.blocking.append(issue)
    world.event(issue, "BlockedByAddedEvent", actor, blockingIssue=blocker)
    world.event(blocker, "BlockingAddedEvent", actor, blockedIssue=issue)


def remove_blocked_by(world: World, actor: Actor, issue: Issue, blocker: Issue) -> None:
    """Say that an issue no longer waits for another. Raises Refused where it did not."""
    if blocker not in issue.blocked_by:
        raise Refused("NOT_FOUND", "The dependency does not exist")
    issue.blocked_by.remove(blocker)
    blocker.blocking.remove(issue)
    world.event(issue, "BlockedByRemovedEvent", actor, blockingIssue=blocker)
    world.event(blocker, "BlockingRemovedEvent", actor, blockedIssue=issue)


def unrelate(issue: Issue) -> None:
    """Cut an issue loose from everything, as deleting it does."""
    if issue.parent:
        issue.parent.children.remove(issue)
    for child in issue.children:
        child.parent = None
    for blocker in issue.blocked_by:
        blocker.blocking.remove(issue)
    for blocked in issue.blocking:
        blocked.blocked_by.remove(issue)
    issue.parent = None
    issue.children, issue.blocked_by, issue.blocking = [], [], []


def _ancestors(issue: Issue) -> list[Issue]:
    line = []
    while issue.parent:
        issue = issue.parent
        line.append(issue)
    return line


def _height(issue: Issue) -> int:
    return max((1 + _height(child) for child in issue.children), default=0)


def _waits_for(issue: Issue) -> set[Issue]:
    found: set[Issue] = set()
    open_ends = [issue]
    while open_ends:
        for blocker in open_ends.pop().blocked_by:
            if blocker not in found:
                found.add(blocker)
                open_ends.append(blocker)
    return found


def _no(message: str) -> Refused:
    return Refused("UNPROCESSABLE", message, [{"resource": "Issue", "code": "custom", "message": message}])
