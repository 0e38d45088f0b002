"""Labels and milestones: making, changing, deleting, putting on, taking off."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from roadmap_sync import limits
from tests.fake_github.accounts import Actor
from tests.fake_github.issuables import Issuable
from tests.fake_github.labels import Label, Milestone, floored_due
from tests.fake_github.refusal import Refused, invalid
from tests.fake_github.repository import Repository
from tests.fake_github.world import World

COLOR = re.compile(r"[0-9a-fA-F]{6}")
KEEP: Any = object()


def create_label(
    world: World, repository: Repository, name: str, color: str = "ededed", description: str | None = None
) -> Label:
    """Make a label. Raises Refused where the name is taken (case aside) or a value is not allowed."""
    _check_label(repository, name, color, description)
    identifier, number = world.identify("LA")
    label = Label(identifier, number, repository, name.strip(), color.lower(), description or None, world.now)
    repository.label_list.append(world.keep(label))
    return label


def update_label(
    label: Label, name: str | None = None, color: str | None = None, description: str | None = KEEP
) -> Label:
    """Change a label; what is not given stays. Raises Refused as `create_label` does."""
    told = label.description if description is KEEP else description
    _check_label(label.repository, name or label.name, color or label.color, told, me=label)
    label.name = (name or label.name).strip()
    label.color = (color or label.color).lower()
    label.description = told or None
    return label


def delete_label(world: World, label: Label) -> None:
    """Delete a label: it comes off every issuable."""
    label.repository.label_list.remove(label)
    world.forget(label)
    for issuable in label.repository.issuables.values():
        if label in issuable.labels:
            issuable.labels.remove(label)


def add_labels(world: World, actor: Actor, issuable: Issuable, labels: Iterable[Label]) -> None:
    """Put labels on a issuable. Those it has stay. Raises Refused over a hundred."""
    new = [label for label in dict.fromkeys(labels) if label not in issuable.labels]
    if len(issuable.labels) + len(new) > limits.LABELS.most:
        raise invalid("Issue", "labels", "custom", "Labels can't be more than 100 on one issue")
    for label in new:
        if label.repository is not issuable.repository:
            raise Refused("NOT_FOUND", f"Could not resolve to Label node with the global id of '{label.id}'.")
        issuable.labels.append(label)
        world.event(issuable, "LabeledEvent", actor, label=label)


def remove_labels(world: World, actor: Actor, issuable: Issuable, labels: Iterable[Label]) -> None:
    """Take labels off a issuable; one that is not on it is no mistake."""
    for label in labels:
        if label in issuable.labels:
            issuable.labels.remove(label)
            world.event(issuable, "UnlabeledEvent", actor, label=label)


def set_labels(world: World, actor: Actor, issuable: Issuable, labels: Iterable[Label]) -> None:
    """Make a issuable carry exactly these labels."""
    wanted = list(labels)
    remove_labels(world, actor, issuable, [label for label in issuable.labels if label not in wanted])
    add_labels(world, actor, issuable, wanted)


def named_labels(world: World, repository: Repository, names: Iterable[str]) -> list[Label]:
    """Find labels by name; a name that is not there yet becomes a label, as REST does it."""
    return [repository.label(name) or create_label(world, repository, name) for name in names]


def create_milestone(
    world: World,
    actor: Actor,
    repository: Repository,
    title: str,
    *,
    description: str | None = None,
    due_on: datetime | None = None,
) -> Milestone:
    """Make a milestone. Raises Refused where the title is taken or empty."""
    _check_milestone(repository, title)
    identifier, number = world.identify("MI")
    repository.last_milestone += 1
    milestone = Milestone(
        identifier, number, repository, repository.last_milestone, title.strip(), actor, world.now, world.now
    )
    milestone.description = description
    milestone.due_on = floored_due(due_on) if due_on else None
    repository.milestone_list.append(world.keep(milestone))
    return milestone


def update_milestone(world: World, milestone: Milestone, changes: dict[str, Any]) -> Milestone:
    """Change `title`, `description`, `due_on` or `state` of a milestone. Raises Refused on a taken title."""
    if "title" in changes:
        _check_milestone(milestone.repository, changes["title"], me=milestone)
        milestone.title = changes["title"].strip()
    if "description" in changes:
        milestone.description = changes["description"]
    if "due_on" in changes:
        due = changes["due_on"]
        milestone.due_on = floored_due(due) if due else None
    if "state" in changes and changes["state"] != milestone.state:
        milestone.state = changes["state"]
        milestone.closed_at = world.now if milestone.state == "CLOSED" else None
    milestone.updated_at = world.now
    return milestone


def delete_milestone(world: World, milestone: Milestone) -> None:
    """Delete a milestone: its issuables stay without one."""
    milestone.repository.milestone_list.remove(milestone)
    world.forget(milestone)
    for issuable in milestone.repository.issuables.values():
        if issuable.milestone is milestone:
            issuable.milestone = None


def _check_label(
    repository: Repository, name: str, color: str, description: str | None, me: Label | None = None
) -> None:
    if not name.strip():
        raise invalid("Label", "name", "missing_field", "Name can't be blank")
    if len(name) > limits.LABEL_NAME.most:
        raise invalid("Label", "name", "invalid", f"Name is too long (maximum is {limits.LABEL_NAME.most} characters)")
    if not COLOR.fullmatch(color):
        raise invalid("Label", "color", "invalid", "Color is invalid")
    if description and len(description) > limits.LABEL_DESCRIPTION.most:
        text = f"Description is too long (maximum is {limits.LABEL_DESCRIPTION.most} characters)"
        raise invalid("Label", "description", "invalid", text)
    holder = repository.label(name.strip())
    if holder is not None and holder is not me:
        raise Refused(
            "UNPROCESSABLE",
            "Name has already been taken",
            [{"resource": "Label", "code": "already_exists", "field": "name"}],
        )


def _check_milestone(repository: Repository, title: str, me: Milestone | None = None) -> None:
    if not title.strip():
        raise invalid("Milestone", "title", "missing_field", "Title can't be blank")
    if len(title) > limits.TITLE.most:
        raise invalid("Milestone", "title", "invalid", f"Title is too long (maximum is {limits.TITLE.most} characters)")
    # Whether GitHub tells letters apart here is not documented: a client must cope with its not doing so.
    same = (one for one in repository.milestone_list if one.title.casefold() == title.strip().casefold())
    holder = next(same, None)
    if holder is not None and holder is not me:
        raise Refused(
            "UNPROCESSABLE",
            "Title has already been taken",
            [{"resource": "Milestone", "code": "already_exists", "field": "title"}],
        )
