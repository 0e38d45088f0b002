"""Routes of issues and their comments."""

from collections.abc import Callable
from typing import Any

from tests.fake_github.accounts import User
from tests.fake_github.actions import issuables, labelling, states
from tests.fake_github.clock import moment_of
from tests.fake_github.exchange import Reply
from tests.fake_github.given import Given
from tests.fake_github.issuables import Comment, Issuable, Issue, PullRequest
from tests.fake_github.labels import Milestone
from tests.fake_github.refusal import Refused, invalid
from tests.fake_github.repository import Repository
from tests.fake_github.rest import shapes
from tests.fake_github.rest.router import Asked, Moved, not_found, route

REPO = "/repos/{owner}/{repo}"
ISSUE, COMMENT = f"{REPO}/issues/{{issue_number}}", f"{REPO}/issues/comments/{{comment_id}}"


def issuable_of(asked: Asked) -> Issuable:
    """Find the issue or pull request of the path. Raises Refused (404, 410), or Moved where transferred."""
    repository, number = asked.repository, asked.places["issue_number"]
    if not number.isdigit():
        raise not_found()
    return numbered(asked, repository, int(number))


def numbered(asked: Asked, repository: Repository, number: int) -> Issuable:
    """Find a issuable by its number. Raises as `issuable_of` does."""
    if number in repository.gone:
        raise Refused("GONE", "This issue was deleted")
    moved = repository.moved.get(number)
    if moved is not None:
        if not asked.call.sees(moved):
            raise not_found()
        raise Moved(f"{asked.base}/repositories/{moved.repository.database_id}/issues/{moved.number}")
    found = repository.issuables.get(number)
    if found is None:
        raise not_found()
    asked.call.missing_when_fresh(found)
    return found


def issue_of(asked: Asked) -> Issue:
    """Find the issue of the path. Raises as `issuable_of` does, and 404 for a pull request."""
    found = issuable_of(asked)
    if not isinstance(found, Issue):
        raise not_found()
    return found


@route("GET", f"{REPO}/issues")
def issues(asked: Asked) -> Reply:
    """List issues and pull requests: the open ones, newest first, unless told otherwise."""
    repository, query = asked.repository, asked.query
    found = list(filter(_filter(query), asked.call.listed(repository.issuables.values())))
    key = {"updated": "updated_at", "comments": "comments"}.get(query.get("sort", ""), "created_at")
    found.sort(
        key=lambda each: (len(each.comments) if key == "comments" else getattr(each, key), each.number),
        reverse=query.get("direction", "desc") == "desc",
    )
    return asked.page(found, shapes.issue)


def _filter(query: Given) -> Callable[[Issuable], bool]:
    state, creator = query.get("state", "open"), query.get("creator")
    names = [name for name in query.get("labels", "").split(",") if name]
    milestone, assignee = query.get("milestone", ""), query.get("assignee", "")
    since = moment_of(query["since"]) if "since" in query else None

    def wanted(issuable: Issuable) -> bool:
        number = str(issuable.milestone.number) if issuable.milestone else "none"
        return (
            (state == "all" or issuable.closed == (state == "closed"))
            and all(issuable.has_label(name) for name in names)
            and (milestone in ("", number) or (milestone == "*" and number != "none"))
            and creator in (None, issuable.author.rest_login)
            and _assigned(issuable, assignee)
            and (since is None or issuable.updated_at >= since)
        )

    return wanted


def _assigned(issuable: Issuable, wanted: str) -> bool:
    logins = [user.login for user in issuable.assignees]
    return wanted == "" or wanted in logins or (wanted == "*" and bool(logins)) or (wanted == "none" and not logins)


@route("POST", f"{REPO}/issues")
def open_issue(asked: Asked) -> Reply:
    """Open an issue. Without push access labels, milestone and assignees fall away without a word."""
    repository, given = asked.need("comment"), asked.fields
    may = asked.call.caller.may("triage", repository)
    names = [each["name"] if isinstance(each, dict) else each for each in given.get("labels") or ()]
    draft = issuables.Draft(
        title=str(given["title"]),
        body=given.get("body") or "",
        labels=labelling.named_labels(asked.world, repository, names) if may else (),
        milestone=_milestone(repository, given.get("milestone")) if may else None,
        assignees=_users(asked, given) if may else (),
    )
    made = issuables.open_issue(asked.world, asked.actor, repository, draft)
    return Reply(201, shapes.issue(made, asked.base))


@route("GET", ISSUE)
def issue(asked: Asked) -> Reply:
    """Show an issue."""
    return Reply(200, shapes.issue(issuable_of(asked), asked.base))


@route("PATCH", ISSUE)
def update_issue(asked: Asked) -> Reply:
    """Change an issue. Lists replace what was there; without push access they fall away."""
    issuable, given = issuable_of(asked), asked.fields
    caller, world, actor = asked.call.caller, asked.world, asked.actor
    caller.need_author_or("triage", issuable)
    title = str(given["title"]) if given.get("title") is not None else None
    body = (given["body"] or "") if "body" in given else None
    issuables.edit(world, actor, issuable, title=title, body=body)
    if caller.may("triage", issuable.repository):
        _update_lists(asked, issuable)
    _update_state(asked, issuable)
    return Reply(200, shapes.issue(issuable, asked.base))


def _update_lists(asked: Asked, issuable: Issuable) -> None:
    given, world, actor = asked.fields, asked.world, asked.actor
    if given.get("labels") is not None:
        names = [each["name"] if isinstance(each, dict) else each for each in given["labels"]]
        wanted = labelling.named_labels(world, issuable.repository, names)
        labelling.set_labels(world, actor, issuable, wanted)
    if "milestone" in given:
        issuables.set_milestone(world, actor, issuable, _milestone(issuable.repository, given["milestone"]))
    if given.get("assignees") is not None or given.get("assignee"):
        issuables.assign(world, actor, issuable, _users(asked, given))


def _update_state(asked: Asked, issuable: Issuable) -> None:
    """Close or open; a reason without a change of the state is ignored."""
    given = asked.fields
    if given.get("state") == "closed" and not issuable.closed:
        reason = given.get("state_reason") or "completed"
        states.close(asked.world, asked.actor, issuable, reason.upper())
    elif given.get("state") == "open":
        states.reopen(asked.world, asked.actor, issuable)


def _milestone(repository: Repository, number: Any) -> Milestone | None:
    if number in (None, ""):
        return None
    found = repository.milestone(int(number)) if str(number).isdigit() else None
    if found is None:
        raise invalid("Issue", "milestone", "invalid")
    return found


def _users(asked: Asked, given: dict[str, Any]) -> list[User]:
    logins = given.get("assignees") or ([given["assignee"]] if given.get("assignee") else [])
    found = [asked.world.accounts.get(login.casefold()) for login in logins]
    return [user for user in found if isinstance(user, User)]


@route("POST", f"{ISSUE}/assignees")
def add_assignees(asked: Asked) -> Reply:
    """Make an issue theirs, too."""
    asked.need("triage")
    issuable = issuable_of(asked)
    issuables.assign(asked.world, asked.actor, issuable, [*issuable.assignees, *_users(asked, asked.fields)])
    return Reply(201, shapes.issue(issuable, asked.base))


@route("DELETE", f"{ISSUE}/assignees")
def remove_assignees(asked: Asked) -> Reply:
    """Make an issue no longer theirs."""
    asked.need("triage")
    issuable, gone = issuable_of(asked), _users(asked, asked.fields)
    issuables.assign(asked.world, asked.actor, issuable, [each for each in issuable.assignees if each not in gone])
    return Reply(200, shapes.issue(issuable, asked.base))


@route("GET", f"{ISSUE}/comments")
def comments(asked: Asked) -> Reply:
    """List the comments of an issue, oldest first."""
    found = issuable_of(asked).comments
    since = moment_of(asked.query["since"]) if "since" in asked.query else None
    return asked.page([each for each in found if since is None or each.updated_at >= since], shapes.comment)


@route("POST", f"{ISSUE}/comments")
def comment(asked: Asked) -> Reply:
    """Write a comment."""
    asked.need(_commenting(asked, issuable_of(asked)))
    written = issuables.comment(asked.world, asked.actor, issuable_of(asked), asked.fields["body"])
    return Reply(201, shapes.comment(written, asked.base))


@route("GET", COMMENT)
def get_comment(asked: Asked) -> Reply:
    """Show a comment."""
    return Reply(200, shapes.comment(_comment(asked), asked.base))


@route("PATCH", COMMENT)
def update_comment(asked: Asked) -> Reply:
    """Change a comment."""
    written = _own_comment(asked)
    issuables.check_texts("comment", asked.fields["body"])
    written.body, written.updated_at = asked.fields["body"], asked.world.now
    return Reply(200, shapes.comment(written, asked.base))


@route("DELETE", COMMENT)
def delete_comment(asked: Asked) -> Reply:
    """Delete a comment."""
    written = _own_comment(asked)
    written.issuable.comments.remove(written)
    asked.world.forget(written)
    return Reply(204)


def _comment(asked: Asked) -> Comment:
    for issuable in asked.repository.issuables.values():
        for written in issuable.comments:
            if str(written.database_id) == asked.places["comment_id"]:
                return written
    raise not_found()


def _own_comment(asked: Asked) -> Comment:
    written = _comment(asked)
    asked.need(_commenting(asked, written.issuable) if written.author is asked.actor else "triage")
    return written


def _commenting(asked: Asked, issuable: Issuable) -> str:
    """Name the action: under a pull request the right to write pull requests is enough, too."""
    pulls = isinstance(issuable, PullRequest) and asked.call.caller.may("comment pulls", asked.repository)
    return "comment pulls" if pulls else "comment"
