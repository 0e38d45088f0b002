"""Routes of labels and milestones."""

from datetime import datetime
from typing import Any

from tests.fake_github.actions import labelling
from tests.fake_github.clock import moment_of
from tests.fake_github.exchange import Reply
from tests.fake_github.labels import Label, Milestone
from tests.fake_github.refusal import invalid
from tests.fake_github.rest import shapes
from tests.fake_github.rest.issues import issuable_of
from tests.fake_github.rest.router import Asked, not_found, route

REPO = "/repos/{owner}/{repo}"
LABEL, MILESTONE = f"{REPO}/labels/{{name}}", f"{REPO}/milestones/{{milestone_number}}"
ON_ISSUE = f"{REPO}/issues/{{issue_number}}/labels"


@route("GET", f"{REPO}/labels")
def labels(asked: Asked) -> Reply:
    """List the labels."""
    return asked.page(asked.repository.label_list, shapes.label)


@route("POST", f"{REPO}/labels")
def create_label(asked: Asked) -> Reply:
    """Make a label; one without a colour gets one."""
    repository, given = asked.need("write issues"), asked.fields
    color = given.get("color") or "ededed"
    made = labelling.create_label(asked.world, repository, given["name"], color, given.get("description"))
    return Reply(201, shapes.label(made, asked.base))


@route("GET", LABEL)
def label(asked: Asked) -> Reply:
    """Show a label."""
    return Reply(200, shapes.label(_label(asked), asked.base))


@route("PATCH", LABEL)
def update_label(asked: Asked) -> Reply:
    """Change a label."""
    asked.need("write issues")
    found, given = _label(asked), asked.fields
    told = given.get("description", labelling.KEEP)
    labelling.update_label(found, given.get("new_name"), given.get("color"), told)
    return Reply(200, shapes.label(found, asked.base))


@route("DELETE", LABEL)
def delete_label(asked: Asked) -> Reply:
    """Delete a label."""
    asked.need("write issues")
    labelling.delete_label(asked.world, _label(asked))
    return Reply(204)


def _label(asked: Asked) -> Label:
    found = asked.repository.label(asked.places["name"])
    if found is None:
        raise not_found()
    return found


@route("GET", ON_ISSUE)
def labels_on(asked: Asked) -> Reply:
    """List the labels of an issue."""
    return asked.page(issuable_of(asked).labels, shapes.label)


@route("POST", ON_ISSUE)
def add_labels(asked: Asked) -> Reply:
    """Put labels on; those that are there stay."""
    asked.need("triage")
    issuable = issuable_of(asked)
    labelling.add_labels(asked.world, asked.actor, issuable, _named(asked))
    return Reply(200, [shapes.label(each, asked.base) for each in issuable.labels])


@route("PUT", ON_ISSUE)
def set_labels(asked: Asked) -> Reply:
    """Make an issue carry exactly these labels."""
    asked.need("triage")
    issuable = issuable_of(asked)
    labelling.set_labels(asked.world, asked.actor, issuable, _named(asked))
    return Reply(200, [shapes.label(each, asked.base) for each in issuable.labels])


@route("DELETE", ON_ISSUE)
def clear_labels(asked: Asked) -> Reply:
    """Take all labels off."""
    asked.need("triage")
    labelling.set_labels(asked.world, asked.actor, issuable_of(asked), [])
    return Reply(204)


@route("DELETE", f"{ON_ISSUE}/{{name}}")
def remove_label(asked: Asked) -> Reply:
    """Take a label off. 404 where it is not on."""
    asked.need("triage")
    issuable, found = issuable_of(asked), asked.repository.label(asked.places["name"])
    if found is None or found not in issuable.labels:
        raise not_found()
    labelling.remove_labels(asked.world, asked.actor, issuable, [found])
    return Reply(200, [shapes.label(each, asked.base) for each in issuable.labels])


def _named(asked: Asked) -> list[Label]:
    given: Any = asked.body["labels"] if isinstance(asked.body, dict) else asked.body
    names = [each["name"] if isinstance(each, dict) else each for each in given]
    return labelling.named_labels(asked.world, asked.repository, names)


@route("GET", f"{REPO}/milestones")
def milestones(asked: Asked) -> Reply:
    """List the milestones: the open ones, by due date, unless told otherwise."""
    state = asked.query.get("state", "open")
    found = [each for each in asked.repository.milestone_list if state in ("all", each.state.lower())]
    by_count = asked.query.get("sort") == "completeness"
    key = _completeness if by_count else _due
    found.sort(key=key, reverse=asked.query.get("direction") == "desc")
    return asked.page(found, shapes.milestone)


def _due(thing: Milestone) -> tuple[bool, float, int]:
    return thing.due_on is None, thing.due_on.timestamp() if thing.due_on else 0.0, thing.number


def _completeness(thing: Milestone) -> tuple[bool, float, int]:
    done, left = thing.count("CLOSED"), thing.count("OPEN")
    return False, done / (done + left) if done + left else 0.0, thing.number


@route("POST", f"{REPO}/milestones")
def create_milestone(asked: Asked) -> Reply:
    """Make a milestone."""
    repository, given = asked.need("write issues"), asked.fields
    made = labelling.create_milestone(
        asked.world,
        asked.actor,
        repository,
        given["title"],
        description=given.get("description"),
        due_on=_moment(given.get("due_on")),
    )
    if given.get("state") == "closed":
        labelling.update_milestone(asked.world, made, {"state": "CLOSED"})
    return Reply(201, shapes.milestone(made, asked.base))


@route("GET", MILESTONE)
def milestone(asked: Asked) -> Reply:
    """Show a milestone."""
    return Reply(200, shapes.milestone(_milestone(asked), asked.base))


@route("PATCH", MILESTONE)
def update_milestone(asked: Asked) -> Reply:
    """Change a milestone."""
    asked.need("write issues")
    found = _milestone(asked)
    changes = asked.fields.all()
    if "due_on" in changes:
        changes["due_on"] = _moment(changes["due_on"])
    if "state" in changes:
        changes["state"] = changes["state"].upper()
    return Reply(200, shapes.milestone(labelling.update_milestone(asked.world, found, changes), asked.base))


@route("DELETE", MILESTONE)
def delete_milestone(asked: Asked) -> Reply:
    """Delete a milestone."""
    asked.need("write issues")
    labelling.delete_milestone(asked.world, _milestone(asked))
    return Reply(204)


def _milestone(asked: Asked) -> Milestone:
    number = asked.places["milestone_number"]
    found = asked.repository.milestone(int(number)) if number.isdigit() else None
    if found is None:
        raise not_found()
    return found


def _moment(text: str | None) -> datetime | None:
    if not text:
        return None
    try:
        return moment_of(text)
    except ValueError:
        raise invalid("Milestone", "due_on", "invalid") from None
