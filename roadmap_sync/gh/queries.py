"""The GraphQL documents, as text. What only newer servers have, or some tokens may ask for, is put in on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_sync.gh.board_queries import ITEM

PAGE = 100  # issues a page, GitHub's most
# GitHub computes the cost by what each list could hold: three pages of issues stay far below its node limit.
STREAMS = 3  # lists of issues in one document

_REPOSITORY = """
  viewer { login }
  repository(owner: $owner, name: $name, followRenames: true) {
    id nameWithOwner url isPrivate isArchived isDisabled hasIssuesEnabled viewerPermission
    owner { __typename login id }
    labels(first: 100, after: $labelsAfter, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id name color description } }
    milestones(first: 100, after: $milestonesAfter, states: [OPEN, CLOSED], orderBy: {field: NUMBER, direction: ASC}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id number title description dueOn state url }
    }
"""

_ISSUE = """
fragment I on Issue {
  id number title body state stateReason createdAt updatedAt closedAt url
  author { __typename login } authorAssociation
  milestone { id }
  labels(first: 100) { nodes { name } }
  assignees(first: 10) { nodes { login } }
  timelineItems(last: 50, itemTypes: [CLOSED_EVENT, REOPENED_EVENT]) {
    nodes { __typename ... on ClosedEvent { createdAt stateReason } ... on ReopenedEvent { createdAt } }
  }
"""

_CARDS = "projectItems(first: 10, includeArchived: true) { nodes { ...T } }"
_COMMENTS = "comments(last: 50) { nodes { body createdAt author { __typename login } authorAssociation } }"
_BLOCKED_BY = "blockedBy(first: 50) { nodes { id } } issueDependenciesSummary { totalBlocking }"
_SUB_ISSUES = "parent { id } subIssues(first: 100) { totalCount nodes { id } }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """What to ask for: what the server knows (`dependencies`, `sub_issues`), and what the run needs."""

    dependencies: bool = True
    sub_issues: bool = True
    cards: bool = False
    comments: bool = False
    types: bool = False


def issue_fragment(features: Features) -> str:
    """What is read of an issue."""
    parts = [
        _ISSUE,
        _BLOCKED_BY if features.dependencies else "",
        _SUB_ISSUES if features.sub_issues else "",
        _COMMENTS if features.comments else "",
        "issueType { name }" if features.types else "",
        _CARDS if features.cards else "",
        "}",
        ITEM if features.cards else "",
    ]
    return "\n".join(part for part in parts if part)


def read_document(features: Features, labelled: Sequence[bool], *, facts: bool) -> str:
    """A page of each of some lists of issues, by label (``$l0``) or not, from cursors ``$c0`` on, `facts` besides.

    `facts` are the repository's own, with a page of its labels and milestones.
    """
    declared = ["$owner: String!", "$name: String!", "$first: Int!"]
    # A cursor for each list: they end after different numbers of pages.
    declared += [f"$c{n}: String" for n in range(len(labelled))]
    declared += [f"$l{n}: [String!]" for n, by_label in enumerate(labelled) if by_label]
    declared += ["$labelsAfter: String", "$milestonesAfter: String"] if facts else []
    types = "issueTypes(first: 50) { nodes { id name isEnabled } }" if features.types else ""
    head = f"{_REPOSITORY} {types}" if facts else "repository(owner: $owner, name: $name) { id"
    lists = "\n".join(_list(n, by_label=by_label) for n, by_label in enumerate(labelled))
    fragment = issue_fragment(features) if labelled else ""
    return f"query Read({', '.join(declared)}) {{ {head} {lists} }} }}\n{fragment}"


def _list(number: int, *, by_label: bool) -> str:
    labels = f", labels: $l{number}" if by_label else ""
    return (
        f"i{number}: issues(first: $first, after: $c{number}, states: [OPEN, CLOSED]{labels},"
        " orderBy: {field: CREATED_AT, direction: ASC}) {"
        " totalCount pageInfo { hasNextPage endCursor } nodes { ...I } }"
    )


NEWEST = """
query Newest($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after, states: [OPEN, CLOSED], orderBy: {field: CREATED_AT, direction: DESC}) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id number url body createdAt viewerDidAuthor milestone { id }
        labels(first: 100) { nodes { id } }
      }
    }
  }
}
"""

BODIES = """
query Bodies($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Issue { id body userContentEdits(first: 1) { nodes { id } } } }
}
"""

VERSIONS = """
query Versions($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Issue { id body userContentEdits(first: 10) { nodes { id diff } } } }
}
"""

DESCRIPTIONS = """
query Descriptions($ids: [ID!]!) { nodes(ids: $ids) { ... on Milestone { id description } } }
"""


def people_document(count: int) -> str:
    """The accounts of some logins (``$u0``…)."""
    declared = ", ".join(f"$u{number}: String!" for number in range(count))
    return f"query People({declared}) {{ {' '.join(f'u{n}: user(login: $u{n}) {{ id }}' for n in range(count))} }}"


FIRST_CHILDREN = """
query FirstChildren($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id subIssues(first: 1) { nodes { id } } } } }
"""

LABELS = """
query Labels($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    id nameWithOwner
    labels(first: 100, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id name color description }
    }
  }
}
"""

MILESTONES = """
query Milestones($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    milestones(first: 100, after: $after, states: [OPEN, CLOSED], orderBy: {field: NUMBER, direction: ASC}) {
      totalCount pageInfo { hasNextPage endCursor } nodes { id number title description dueOn state url }
    }
  }
}
"""
