"""Fields of repositories, their labels, milestones, releases and refs."""

from typing import Any, TypeVar

from tests.fake_github.accounts import Organization
from tests.fake_github.call import Call
from tests.fake_github.graphql.paging import Connection, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.issuables import Issuable, Issue, PullRequest
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.refusal import NotCovered, Refused
from tests.fake_github.repository import Ref, Repository

Arguments = dict[str, Any]
FILTERS = frozenset({"states", "labels", "since", "createdBy", "assignee"})
Kind = TypeVar("Kind", bound=Issuable)

attributes("Repository", "id name url owner description createdAt")
simple(
    "Repository",
    {
        "nameWithOwner": lambda repository: repository.full_name,
        "databaseId": lambda repository: repository.database_id,
        "isPrivate": lambda repository: repository.private,
        "isArchived": lambda repository: repository.archived,
        "isEmpty": lambda repository: repository.head is None,
        "isFork": lambda _repository: False,
        "hasWikiEnabled": lambda _repository: True,
        "isBlankIssuesEnabled": lambda _repository: True,
        "issueTemplates": lambda _repository: [],
        "sshUrl": lambda repository: f"git@github.com:{repository.full_name}.git",
        "homepageUrl": lambda _repository: None,
        "deleteBranchOnMerge": lambda _repository: False,
        "isTemplate": lambda _repository: False,
        "isDisabled": lambda _repository: False,
        "isInOrganization": lambda repository: repository.owner.typename == "Organization",
        "hasIssuesEnabled": lambda repository: repository.has_issues,
        "hasProjectsEnabled": lambda _repository: True,
        "visibility": lambda repository: "PRIVATE" if repository.private else "PUBLIC",
        "stargazerCount": lambda repository: repository.stargazers,
        "forkCount": lambda _repository: 0,
        "parent": lambda _repository: None,
        "resourcePath": lambda repository: f"/{repository.full_name}",
        "mergeCommitAllowed": lambda _repository: True,
        "squashMergeAllowed": lambda _repository: True,
        "rebaseMergeAllowed": lambda _repository: True,
        "pushedAt": lambda repository: repository.head.committed_at if repository.head else None,
        "updatedAt": lambda repository: repository.created_at,
        "defaultBranchRef": lambda repository: (
            Ref(repository, f"refs/heads/{repository.default_branch}") if repository.head else None
        ),
    },
)
attributes("Label", "id name color description createdAt isDefault repository url")
simple("Label", {"updatedAt": lambda label: label.created_at})
attributes(
    "Milestone",
    "id number title description dueOn state closedAt createdAt updatedAt creator repository url",
)
simple(
    "Milestone",
    {
        "closed": lambda milestone: milestone.state == "CLOSED",
        "openIssueCount": lambda milestone: milestone.count("OPEN"),
        "closedIssueCount": lambda milestone: milestone.count("CLOSED"),
    },
)
attributes("Release", "id tagName name createdAt author repository url")
simple(
    "Release",
    {
        "description": lambda release: release.body,
        "publishedAt": lambda release: release.created_at,
        "isDraft": lambda _release: False,
        "isPrerelease": lambda _release: False,
    },
)
attributes("Ref", "id name prefix repository target")


def _percentage(milestone: Milestone) -> float:
    done, left = milestone.count("CLOSED"), milestone.count("OPEN")
    return 100 * done / (done + left) if done + left else 0.0


simple("Milestone", {"progressPercentage": _percentage})


@resolves("Repository", "viewerPermission")
def _permission(repository: Repository, call: Call, _arguments: Arguments) -> str | None:
    return None if call.caller.kind == "actions" else call.caller.role(repository)


@resolves("Repository", "viewerCanAdminister")
def _can_administer(repository: Repository, call: Call, _arguments: Arguments) -> bool:
    return call.caller.role(repository) == "ADMIN"


@resolves("Repository", "issueTypes")
def _issue_types(repository: Repository, _call: Call, arguments: Arguments) -> Connection | None:
    owner = repository.owner
    is_organization = isinstance(owner, Organization)
    found = page(owner.issue_types if isinstance(owner, Organization) else [], arguments)
    return found if is_organization else None


@resolves("Repository", "issues")
def _issues(repository: Repository, call: Call, arguments: Arguments) -> Connection:
    return page(_filtered(call.listed(repository.issues), arguments), arguments)


@resolves("Label", "issues")
def _label_issues(label: Label, call: Call, arguments: Arguments) -> Connection:
    held = [issue for issue in call.listed(label.repository.issues) if label in issue.labels]
    return page(_filtered(held, arguments), arguments)


@resolves("Milestone", "issues")
def _milestone_issues(milestone: Milestone, call: Call, arguments: Arguments) -> Connection:
    held = [issue for issue in call.listed(milestone.repository.issues) if issue.milestone is milestone]
    return page(_filtered(held, arguments), arguments)


def _filtered(issues: list[Issue], arguments: Arguments) -> list[Issue]:
    given = arguments.get("filterBy") or {}
    states = arguments.get("states") or given.get("states")
    names = arguments.get("labels") or given.get("labels")
    if states:
        issues = [issue for issue in issues if issue.state in states]
    if names:
        issues = [issue for issue in issues if any(issue.has_label(name) for name in names)]
    if given.get("since"):
        issues = [issue for issue in issues if issue.updated_at >= given["since"]]
    if given.get("createdBy"):
        issues = [issue for issue in issues if issue.author.login == given["createdBy"]]
    if given.get("assignee"):
        issues = [issue for issue in issues if any(user.login == given["assignee"] for user in issue.assignees)]
    unknown = [name for name in given if given[name] and name not in FILTERS]
    if unknown:
        raise NotCovered(f"a filter of issues by {unknown}")
    return ordered(issues, arguments.get("orderBy"))


def ordered(issuables: list[Any], order: dict[str, str] | None) -> list[Any]:
    """Sort by a field of `IssueOrder`, `MilestoneOrder` or `LabelOrder`, as told; unsorted where not."""
    if not order:
        return issuables
    attribute = {"COMMENTS": "comments", "DUE_DATE": "due_on", "NUMBER": "number", "NAME": "name"}.get(
        order["field"], order["field"].lower()
    )

    def key(thing: Any) -> Any:
        value = getattr(thing, attribute)
        value = len(value) if isinstance(value, list) else value
        return (value is None, value if value is not None else 0, thing.database_id)

    return sorted(issuables, key=key, reverse=order["direction"] == "DESC")


@resolves("Repository", "issue")
def _issue(repository: Repository, call: Call, arguments: Arguments) -> Issue:
    return _numbered(repository, call, arguments["number"], Issue, "an Issue")


@resolves("Repository", "pullRequest")
def _pull(repository: Repository, call: Call, arguments: Arguments) -> PullRequest:
    return _numbered(repository, call, arguments["number"], PullRequest, "a PullRequest")


@resolves("Repository", "issueOrPullRequest")
def _issuable(repository: Repository, call: Call, arguments: Arguments) -> Issuable:
    return _numbered(repository, call, arguments["number"], Issuable, "an issue or pull request")


def _numbered(repository: Repository, call: Call, number: int, kind: type[Kind], called: str) -> Kind:
    found = repository.issuables.get(number)
    if not isinstance(found, kind):
        raise Refused("NOT_FOUND", f"Could not resolve to {called} with the number of {number}.")
    call.missing_when_fresh(found)
    return found


@resolves("Repository", "pullRequests")
def _pulls(repository: Repository, call: Call, arguments: Arguments) -> Connection:
    states, labels = arguments.get("states"), arguments.get("labels")
    head, base = arguments.get("headRefName"), arguments.get("baseRefName")
    found = [
        pull
        for pull in call.listed(repository.pulls)
        if (not states or pull.state in states)
        and head in (None, pull.head_ref)
        and base in (None, pull.base_ref)
        and (not labels or any(pull.has_label(name) for name in labels))
    ]
    return page(ordered(found, arguments.get("orderBy")), arguments)


@resolves("Repository", "labels")
def _labels(repository: Repository, _call: Call, arguments: Arguments) -> Connection:
    wanted = (arguments.get("query") or "").casefold()
    found = [label for label in repository.label_list if wanted in label.name.casefold()]
    return page(ordered(found, arguments.get("orderBy")), arguments)


@resolves("Repository", "label")
def _label(repository: Repository, _call: Call, arguments: Arguments) -> Label | None:
    return repository.label(arguments["name"])


@resolves("Repository", "milestones")
def _milestones(repository: Repository, _call: Call, arguments: Arguments) -> Connection:
    wanted, states = (arguments.get("query") or "").casefold(), arguments.get("states")
    found = [
        milestone
        for milestone in repository.milestone_list
        if (not states or milestone.state in states) and wanted in milestone.title.casefold()
    ]
    return page(ordered(found, arguments.get("orderBy")), arguments)


@resolves("Repository", "milestone")
def _milestone(repository: Repository, _call: Call, arguments: Arguments) -> Milestone | None:
    return repository.milestone(arguments["number"])


@resolves("Repository", "releases")
def _releases(repository: Repository, _call: Call, arguments: Arguments) -> Connection:
    return page(ordered(repository.releases, arguments.get("orderBy")), arguments)


@resolves("Repository", "latestRelease")
def _latest_release(repository: Repository, _call: Call, _arguments: Arguments) -> Any:
    return repository.releases[-1] if repository.releases else None


@resolves("Repository", "ref")
def _ref(repository: Repository, _call: Call, arguments: Arguments) -> Ref | None:
    name = arguments["qualifiedName"]
    full_name = name if name.startswith("refs/") else f"refs/heads/{name.removeprefix('heads/')}"
    parts = full_name.split("/", 2)
    known = repository.git.branches if parts[1] == "heads" else repository.git.tags
    return Ref(repository, full_name) if parts[2] in known else None


@resolves("Repository", "refs")
def _refs(repository: Repository, _call: Call, arguments: Arguments) -> Connection:
    prefix = arguments["refPrefix"]
    known = repository.git.branches if prefix.startswith("refs/heads") else repository.git.tags
    return page([Ref(repository, f"{prefix.rstrip('/')}/{name}") for name in sorted(known)], arguments)
