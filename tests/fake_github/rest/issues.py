"""Routes of issues and their comments."""

from collections.abc import Callable
from typing import Any

from tests.fake_github.accounts import User
from tests.fake_github.clock import moment_of
from tests.fake_github.deeds import labelling, states, tickets
from tests.fake_github.exchange import Reply
from tests.fake_github.given import Given
from tests.fake_github.labels import Milestone
from tests.fake_github.refusal import Refused, invalid
from tests.fake_github.repository import Repository
from tests.fake_github.rest import shapes
from tests.fake_github.rest.router import Asked, Moved, not_found, route
from tests.fake_github.tickets import Comment, Issue, PullRequest, Ticket

REPO = "/repos/{owner}/{repo}"
ISSUE, COMMENT = f"{REPO}/issues/{{issue_number}}", f"{REPO}/issues/comments/{{comment_id}}"


def ticket_of(asked: Asked) -> Ticket:
    """Find the issue or pull request of the path. Raises Refused (404, 410), or Moved where transferred."""
    repository, number = asked.repository, asked.places["issue_number"]
    if not number.isdigit():
        raise not_found()
    return numbered(asked, repository, int(number))


def numbered(asked: Asked, repository: Repository, number: int) -> Ticket:
    """Find a ticket by its number. Raises as `ticket_of` does."""
    if number in repository.gone:
        raise Refused("GONE", "This issue was deleted")
    moved = repository.moved.get(number)
    if moved is not None:
        if not asked.call.sees(moved):
            raise not_found()
        raise Moved(f"{asked.base}/repositories/{moved.repository.database_id}/issues/{moved.number}")
    found = repository.tickets.get(number)
    if found is None:
        raise not_found()
    asked.call.missing_when_fresh(found)
    return found


def issue_of(asked: Asked) -> Issue:
    """Find the issue of the path. Raises as `ticket_of` does, and 404 for a pull request."""
    found = ticket_of(asked)
    if not isinstance(found, Issue):
        raise not_found()
    return found


@route("GET", f"{REPO}/issues")
def issues(asked: Asked) -> Reply:
    """List issues and pull requests: the open ones, newest first, unless told otherwise."""
    repository, query = asked.repository, asked.query
    found = list(filter(_filter(query), asked.call.listed(repository.tickets.values())))
    key = {"updated": "updated_at", "comments": "comments"}.get(query.get("sort", ""), "created_at")
    found.sort(
        key=lambda each: (len(each.comments) if key == "comments" else getattr(each, key), each.number),
        reverse=query.get("direction", "desc") == "desc",
    )
    return asked.page(found, shapes.issue)


def _filter(query: Given) -> Callable[[Ticket], bool]:
    state, creator = query.get("state", "open"), query.get("creator")
    names = [name for name in query.get("labels", "").split(",") if name]
    milestone, assignee = query.get("milestone", ""), query.get("assignee", "")
    since = moment_of(query["since"]) if "since" in query else None

    def wanted(ticket: Ticket) -> bool:
        number = str(ticket.milestone.number) if ticket.milestone else "none"
        return (
            (state == "all" or ticket.closed == (state == "closed"))
            and all(ticket.has_label(name) for name in names)
            and (milestone in ("", number) or (milestone == "*" and number != "none"))
            and creator in (None, ticket.author.rest_login)
            and _assigned(ticket, assignee)
            and (since is None or ticket.updated_at >= since)
        )

    return wanted


def _assigned(ticket: Ticket, wanted: str) -> bool:
    logins = [user.login for user in ticket.assignees]
    return wanted == "" or wanted in logins or (wanted == "*" and bool(logins)) or (wanted == "none" and not logins)


@route("POST", f"{REPO}/issues")
def open_issue(asked: Asked) -> Reply:
    """Open an issue. Without push access labels, milestone and assignees fall away without a word."""
    repository, given = asked.need("comment"), asked.fields
    may = asked.call.caller.may("triage", repository)
    names = [each["name"] if isinstance(each, dict) else each for each in given.get("labels") or ()]
    draft = tickets.Draft(
        title=str(given["title"]),
        body=given.get("body") or "",
        labels=labelling.named_labels(asked.world, repository, names) if may else (),
        milestone=_milestone(repository, given.get("milestone")) if may else None,
        assignees=_users(asked, given) if may else (),
    )
    made = tickets.open_issue(asked.world, asked.actor, repository, draft)
    return Reply(201, shapes.issue(made, asked.base))


@route("GET", ISSUE)
def issue(asked: Asked) -> Reply:
    """Show an issue."""
    return Reply(200, shapes.issue(ticket_of(asked), asked.base))


@route("PATCH", ISSUE)
def update_issue(asked: Asked) -> Reply:
    """Change an issue. Lists replace what was there; without push access they fall away."""
    ticket, given = ticket_of(asked), asked.fields
    caller, world, actor = asked.call.caller, asked.world, asked.actor
    caller.need_author_or("triage", ticket)
    title = str(given["title"]) if given.get("title") is not None else None
    body = (given["body"] or "") if "body" in given else None
    tickets.edit(world, actor, ticket, title=title, body=body)
    if caller.may("triage", ticket.repository):
        _update_lists(asked, ticket)
    _update_state(asked, ticket)
    return Reply(200, shapes.issue(ticket, asked.base))


def _update_lists(asked: Asked, ticket: Ticket) -> None:
    given, world, actor = asked.fields, asked.world, asked.actor
    if given.get("labels") is not None:
        names = [each["name"] if isinstance(each, dict) else each for each in given["labels"]]
        wanted = labelling.named_labels(world, ticket.repository, names)
        labelling.set_labels(world, actor, ticket, wanted)
    if "milestone" in given:
        tickets.set_milestone(world, actor, ticket, _milestone(ticket.repository, given["milestone"]))
    if given.get("assignees") is not None or given.get("assignee"):
        tickets.assign(world, actor, ticket, _users(asked, given))


def _update_state(asked: Asked, ticket: Ticket) -> None:
    """Close or open; a reason without a change of the state is ignored."""
    given = asked.fields
    if given.get("state") == "closed" and not ticket.closed:
        reason = given.get("state_reason") or "completed"
        states.close(asked.world, asked.actor, ticket, reason.upper())
    elif given.get("state") == "open":
        states.reopen(asked.world, asked.actor, ticket)


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
    ticket = ticket_of(asked)
    tickets.assign(asked.world, asked.actor, ticket, [*ticket.assignees, *_users(asked, asked.fields)])
    return Reply(201, shapes.issue(ticket, asked.base))


@route("DELETE", f"{ISSUE}/assignees")
def remove_assignees(asked: Asked) -> Reply:
    """Make an issue no longer theirs."""
    asked.need("triage")
    ticket, gone = ticket_of(asked), _users(asked, asked.fields)
    tickets.assign(asked.world, asked.actor, ticket, [each for each in ticket.assignees if each not in gone])
    return Reply(200, shapes.issue(ticket, asked.base))


@route("GET", f"{ISSUE}/comments")
def comments(asked: Asked) -> Reply:
    """List the comments of an issue, oldest first."""
    found = ticket_of(asked).comments
    since = moment_of(asked.query["since"]) if "since" in asked.query else None
    return asked.page([each for each in found if since is None or each.updated_at >= since], shapes.comment)


@route("POST", f"{ISSUE}/comments")
def comment(asked: Asked) -> Reply:
    """Write a comment."""
    asked.need(_commenting(asked, ticket_of(asked)))
    written = tickets.comment(asked.world, asked.actor, ticket_of(asked), asked.fields["body"])
    return Reply(201, shapes.comment(written, asked.base))


@route("GET", COMMENT)
def get_comment(asked: Asked) -> Reply:
    """Show a comment."""
    return Reply(200, shapes.comment(_comment(asked), asked.base))


@route("PATCH", COMMENT)
def update_comment(asked: Asked) -> Reply:
    """Change a comment."""
    written = _own_comment(asked)
    tickets.check_texts("comment", asked.fields["body"])
    written.body, written.updated_at = asked.fields["body"], asked.world.now
    return Reply(200, shapes.comment(written, asked.base))


@route("DELETE", COMMENT)
def delete_comment(asked: Asked) -> Reply:
    """Delete a comment."""
    written = _own_comment(asked)
    written.ticket.comments.remove(written)
    asked.world.forget(written)
    return Reply(204)


def _comment(asked: Asked) -> Comment:
    for ticket in asked.repository.tickets.values():
        for written in ticket.comments:
            if str(written.database_id) == asked.places["comment_id"]:
                return written
    raise not_found()


def _own_comment(asked: Asked) -> Comment:
    written = _comment(asked)
    asked.need(_commenting(asked, written.ticket) if written.author is asked.actor else "triage")
    return written


def _commenting(asked: Asked, ticket: Ticket) -> str:
    """Name the deed: under a pull request the right to write pull requests is enough, too."""
    pulls = isinstance(ticket, PullRequest) and asked.call.caller.may("comment pulls", asked.repository)
    return "comment pulls" if pulls else "comment"
