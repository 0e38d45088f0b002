"""Mutations of issues, labels, comments and what ties issues together."""

from collections.abc import Iterable
from typing import Any

from tests.fake_github.accounts import IssueType, User
from tests.fake_github.actions import issuables, labelling, relations, states
from tests.fake_github.boards import Project
from tests.fake_github.call import Call
from tests.fake_github.graphql.registry import mutation
from tests.fake_github.issuables import Comment, Issuable, Issue
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository

Input = dict[str, Any]
Payload = dict[str, Any]


def _nodes(call: Call, identifiers: Iterable[str] | None, kind: type[Any]) -> list[Any]:
    return [call.node(identifier, kind) for identifier in identifiers or ()]


def _in_repository(thing: Any, repository: Repository) -> Any:
    if thing is not None and thing.repository is not repository:
        raise Refused("NOT_FOUND", f"Could not resolve to a node with the global id of '{thing.id}'.")
    return thing


@mutation
def create_issue(call: Call, given: Input) -> Payload:
    """Open an issue with labels, milestone, assignees, parent and boards at once."""
    repository = call.node(given["repositoryId"], Repository)
    call.need("comment", repository)
    may = call.caller.may("triage", repository)
    milestone = call.node(given["milestoneId"], Milestone) if given.get("milestoneId") else None
    parent = call.node(given["parentIssueId"], Issue) if given.get("parentIssueId") else None
    boards = _nodes(call, given.get("projectV2Ids"), Project)
    for project in boards:
        _need_board(call, project)
    if parent:
        call.need("triage", parent.repository)
    labels = _nodes(call, given.get("labelIds"), Label)
    draft = issuables.Draft(
        title=given["title"],
        body=given.get("body") or "",
        labels=labels if may else (),
        milestone=_in_repository(milestone, repository) if may else None,
        assignees=_nodes(call, given.get("assigneeIds"), User) if may else (),
        parent=parent,
        projects=boards,
    )
    issue_type = call.node(given["issueTypeId"], IssueType) if given.get("issueTypeId") else None
    made = issuables.open_issue(call.world, call.actor, repository, draft)
    made.issue_type = issue_type if may else None
    return {"issue": made}


def _need_board(call: Call, project: Project) -> None:
    if not call.caller.may_change_board(project):
        raise Refused("FORBIDDEN", call.caller.denial(call.operation))


@mutation
def update_issue(call: Call, given: Input) -> Payload:
    """Change an issue. Lists replace what was there; null takes away; what is not given stays."""
    issue = call.node(given["id"], Issue)
    call.caller.need_author_or("triage", issue, call.operation)
    world, actor = call.world, call.actor
    labels, users = _nodes(call, given.get("labelIds"), Label), _nodes(call, given.get("assigneeIds"), User)
    milestone = call.node(given["milestoneId"], Milestone) if given.get("milestoneId") else None
    issuables.edit(world, actor, issue, title=given.get("title"), body=given.get("body"))
    if call.caller.may("triage", issue.repository):
        if "labelIds" in given:
            labelling.set_labels(world, actor, issue, labels)
        if "assigneeIds" in given:
            issuables.assign(world, actor, issue, users)
        if "issueTypeId" in given:
            issue.issue_type = call.node(given["issueTypeId"], IssueType) if given["issueTypeId"] else None
        if "milestoneId" in given:
            issuables.set_milestone(world, actor, issue, _in_repository(milestone, issue.repository))
    if given.get("state") == "CLOSED":
        states.close(world, actor, issue, (issue.closed and issue.state_reason) or "COMPLETED")
    elif given.get("state") == "OPEN":
        states.reopen(world, actor, issue)
    return {"issue": issue, "actor": actor}


@mutation
def close_issue(call: Call, given: Input) -> Payload:
    """Close an issue with a reason."""
    issue = call.node(given["issueId"], Issue)
    call.caller.need_author_or("triage", issue, call.operation)
    twin = call.node(given["duplicateIssueId"], Issue) if given.get("duplicateIssueId") else None
    states.close(call.world, call.actor, issue, given.get("stateReason") or "COMPLETED", duplicate_of=twin)
    return {"issue": issue}


@mutation
def reopen_issue(call: Call, given: Input) -> Payload:
    """Open an issue again."""
    issue = call.node(given["issueId"], Issue)
    call.caller.need_author_or("triage", issue, call.operation)
    states.reopen(call.world, call.actor, issue)
    return {"issue": issue}


@mutation
def delete_issue(call: Call, given: Input) -> Payload:
    """Delete an issue for good."""
    issue = call.node(given["issueId"], Issue)
    call.need("admin", issue.repository)
    issuables.delete_issue(call.world, issue)
    return {"repository": issue.repository}


@mutation
def add_sub_issue(call: Call, given: Input) -> Payload:
    """Put an issue under another."""
    parent = call.node(given["issueId"], Issue)
    if given.get("subIssueUrl"):
        child = next((each for each in parent.repository.issues if each.url == given["subIssueUrl"]), None)
        if child is None:
            raise Refused("NOT_FOUND", "Could not resolve to an Issue with the URL given.")
    else:
        child = call.node(given.get("subIssueId") or "", Issue)
    call.need("triage", parent.repository)
    replace = bool(given.get("replaceParent"))
    relations.add_sub_issue(call.world, call.actor, parent, child, replace=replace)
    return {"issue": parent, "subIssue": child}


@mutation
def remove_sub_issue(call: Call, given: Input) -> Payload:
    """Take an issue from under another."""
    parent, child = call.node(given["issueId"], Issue), call.node(given["subIssueId"], Issue)
    call.need("triage", parent.repository)
    relations.remove_sub_issue(call.world, call.actor, parent, child)
    return {"issue": parent, "subIssue": child}


@mutation
def reprioritize_sub_issue(call: Call, given: Input) -> Payload:
    """Move a child among its siblings."""
    parent, child = call.node(given["issueId"], Issue), call.node(given["subIssueId"], Issue)
    call.need("triage", parent.repository)
    after = call.node(given["afterId"], Issue) if given.get("afterId") else None
    before = call.node(given["beforeId"], Issue) if given.get("beforeId") else None
    relations.reprioritize(parent, child, after=after, before=before)
    return {"issue": parent}


@mutation
def add_blocked_by(call: Call, given: Input) -> Payload:
    """Say that an issue waits for another."""
    issue, blocker = call.node(given["issueId"], Issue), call.node(given["blockingIssueId"], Issue)
    call.need("triage", issue.repository)
    relations.add_blocked_by(call.world, call.actor, issue, blocker)
    return {"issue": issue, "blockingIssue": blocker}


@mutation
def remove_blocked_by(call: Call, given: Input) -> Payload:
    """Say that an issue no longer waits for another."""
    issue, blocker = call.node(given["issueId"], Issue), call.node(given["blockingIssueId"], Issue)
    call.need("triage", issue.repository)
    relations.remove_blocked_by(call.world, call.actor, issue, blocker)
    return {"issue": issue, "blockingIssue": blocker}


@mutation
def add_labels_to_labelable(call: Call, given: Input) -> Payload:
    """Put labels on; those that are there stay."""
    issuable = call.node(given["labelableId"], Issuable)
    call.need("triage", issuable.repository)
    labelling.add_labels(call.world, call.actor, issuable, _nodes(call, given["labelIds"], Label))
    return {"labelable": issuable}


@mutation
def remove_labels_from_labelable(call: Call, given: Input) -> Payload:
    """Take labels off."""
    issuable = call.node(given["labelableId"], Issuable)
    call.need("triage", issuable.repository)
    labelling.remove_labels(call.world, call.actor, issuable, _nodes(call, given["labelIds"], Label))
    return {"labelable": issuable}


@mutation
def clear_labels_from_labelable(call: Call, given: Input) -> Payload:
    """Take all labels off."""
    issuable = call.node(given["labelableId"], Issuable)
    call.need("triage", issuable.repository)
    labelling.set_labels(call.world, call.actor, issuable, [])
    return {"labelable": issuable}


@mutation
def create_label(call: Call, given: Input) -> Payload:
    """Make a label."""
    repository = call.node(given["repositoryId"], Repository)
    call.need("write issues", repository)
    name, color, description = given["name"], given["color"], given.get("description")
    return {"label": labelling.create_label(call.world, repository, name, color, description)}


@mutation
def update_label(call: Call, given: Input) -> Payload:
    """Change a label."""
    label = call.node(given["id"], Label)
    call.need("write issues", label.repository)
    description = given.get("description", labelling.KEEP)
    return {"label": labelling.update_label(label, given.get("name"), given.get("color"), description)}


@mutation
def delete_label(call: Call, given: Input) -> Payload:
    """Delete a label."""
    label = call.node(given["id"], Label)
    call.need("write issues", label.repository)
    labelling.delete_label(call.world, label)
    return {}


@mutation
def add_comment(call: Call, given: Input) -> Payload:
    """Write a comment."""
    issuable = call.node(given["subjectId"], Issuable)
    call.need("comment", issuable.repository)
    written = issuables.comment(call.world, call.actor, issuable, given["body"])
    return {"commentEdge": {"node": written, "cursor": written.id}, "subject": issuable}


@mutation
def update_issue_comment(call: Call, given: Input) -> Payload:
    """Change a comment."""
    written = call.node(given["id"], Comment)
    if written.author is not call.actor:
        call.need("triage", written.issuable.repository)
    issuables.check_texts("comment", given["body"])
    written.body, written.updated_at = given["body"], call.world.now
    return {"issueComment": written}
