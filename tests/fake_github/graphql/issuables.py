"""Fields of issues, pull requests, comments, edits and the timeline."""

import re
from typing import Any

from tests.fake_github.call import Call
from tests.fake_github.graphql.paging import Connection, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.graphql.repositories import ordered
from tests.fake_github.issuables import Comment, Issuable, Issue, PullRequest, association

Arguments = dict[str, Any]
ISSUABLES = ("Issue", "PullRequest")

for _kind in ISSUABLES:
    attributes(
        _kind,
        "id number title body url repository author authorAssociation state closed closedAt createdAt updatedAt"
        " milestone locked",
    )
    simple(
        _kind,
        {
            "databaseId": lambda issuable: issuable.database_id if issuable.database_id < 2**31 else None,
            "fullDatabaseId": lambda issuable: issuable.database_id,
            "bodyText": lambda issuable: re.sub(r"<!--.*?-->", "", issuable.body, flags=re.DOTALL).strip(),
            "lastEditedAt": lambda issuable: issuable.last_edit.edited_at if issuable.last_edit else None,
            "editor": lambda issuable: issuable.last_edit.editor if issuable.last_edit else None,
            "includesCreatedEdit": lambda issuable: bool(issuable.edits),
            "resourcePath": lambda issuable: f"/{issuable.repository.full_name}/{issuable.path}/{issuable.number}",
            "publishedAt": lambda issuable: issuable.created_at,
            "isPinned": lambda _issuable: False,
        },
    )
attributes("Issue", "stateReason parent duplicateOf")
simple(
    "Issue",
    {
        "issueType": lambda issue: issue.issue_type,
        "subIssuesSummary": lambda issue: _progress(issue.children),
        "issueDependenciesSummary": lambda issue: {
            "blockedBy": sum(not each.closed for each in issue.blocked_by),
            "totalBlockedBy": len(issue.blocked_by),
            "blocking": sum(not each.closed for each in issue.blocking) if not issue.closed else 0,
            "totalBlocking": len(issue.blocking),
        },
    },
)
simple(
    "PullRequest",
    {
        "headRefName": lambda pull: pull.head_ref,
        "baseRefName": lambda pull: pull.base_ref,
        "merged": lambda pull: pull.merged,
        "mergedAt": lambda pull: pull.merged_at,
        "isDraft": lambda pull: pull.draft,
        "permalink": lambda pull: pull.url,
        "isCrossRepository": lambda _pull: False,
        "mergeable": lambda _pull: "MERGEABLE",
        "headRefOid": lambda pull: _oid(pull, pull.head_ref),
        "baseRefOid": lambda pull: _oid(pull, pull.base_ref),
        "mergeCommit": lambda pull: pull.repository.git.commits.get(pull.merge_oid or ""),
    },
)
attributes("IssueType", "id name isEnabled")
attributes("IssueComment", "id author body createdAt updatedAt url")
simple(
    "IssueComment",
    {
        "fullDatabaseId": lambda comment: comment.database_id,
        "databaseId": lambda _comment: None,
        "authorAssociation": lambda comment: association(comment.author, comment.issuable.repository),
        "issue": lambda comment: comment.issuable,
        "repository": lambda comment: comment.issuable.repository,
    },
)
attributes("UserContentEdit", "id editor editedAt diff")
simple(
    "UserContentEdit",
    {
        "createdAt": lambda edit: edit.edited_at,
        "updatedAt": lambda edit: edit.edited_at,
        "deletedAt": lambda _edit: None,
        "deletedBy": lambda _edit: None,
    },
)


def _progress(children: list[Issue]) -> dict[str, int]:
    done = sum(child.closed for child in children)
    percent = 100 * done // len(children) if children else 0
    return {"total": len(children), "completed": done, "percentCompleted": percent}


def _oid(pull: PullRequest, branch: str) -> str:
    head = pull.repository.git.branches.get(branch)
    return head.oid if head else (pull.merge_oid or "0" * 40)


for _kind in (*ISSUABLES, "IssueComment"):

    @resolves(_kind, "viewerDidAuthor")
    def _did_author(thing: Issuable | Comment, call: Call, _arguments: Arguments) -> bool:
        return thing.author is call.actor

    @resolves(_kind, "viewerCanUpdate")
    def _can_update(thing: Issuable | Comment, call: Call, _arguments: Arguments) -> bool:
        issuable = thing.issuable if isinstance(thing, Comment) else thing
        return thing.author is call.actor or call.caller.may("triage", issuable.repository)


for _kind in ISSUABLES:

    @resolves(_kind, "labels")
    def _labels(issuable: Issuable, _call: Call, arguments: Arguments) -> Connection:
        return page(ordered(issuable.labels, arguments.get("orderBy")), arguments)

    @resolves(_kind, "assignees")
    def _assignees(issuable: Issuable, _call: Call, arguments: Arguments) -> Connection:
        return page(issuable.assignees, arguments)

    @resolves(_kind, "comments")
    def _comments(issuable: Issuable, _call: Call, arguments: Arguments) -> Connection:
        return page(ordered(issuable.comments, arguments.get("orderBy")), arguments)

    @resolves(_kind, "userContentEdits")
    def _edits(issuable: Issuable, _call: Call, arguments: Arguments) -> Connection:
        return page(issuable.edits[::-1], arguments)

    @resolves(_kind, "projectItems")
    def _items(issuable: Issuable, call: Call, arguments: Arguments) -> Connection:
        archived = arguments.get("includeArchived", True)
        found = [item for item in issuable.items if (archived or not item.archived) and call.sees(item)]
        return page(found, arguments)


@resolves("Issue", "subIssues")
def _sub_issues(issue: Issue, _call: Call, arguments: Arguments) -> Connection:
    return page(issue.children, arguments)


@resolves("Issue", "blockedBy")
def _blocked_by(issue: Issue, _call: Call, arguments: Arguments) -> Connection:
    return page(issue.blocked_by, arguments)


@resolves("Issue", "blocking")
def _blocking(issue: Issue, _call: Call, arguments: Arguments) -> Connection:
    return page(issue.blocking, arguments)
