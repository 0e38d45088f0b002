"""Closing and reopening, with what the boards' built-in workflows do on it."""

from tests.fake_github.accounts import Actor
from tests.fake_github.boards import Item, Project, Value
from tests.fake_github.git import Commit
from tests.fake_github.issuables import Issuable, Issue, PullRequest
from tests.fake_github.refusal import Refused
from tests.fake_github.world import World

REASONS = frozenset({"COMPLETED", "NOT_PLANNED", "DUPLICATE"})


def close(
    world: World,
    actor: Actor,
    issuable: Issuable,
    reason: str = "COMPLETED",
    *,
    duplicate_of: Issue | None = None,
    closer: Commit | PullRequest | Project | None = None,
) -> None:
    """Close a issuable. Closing one that is closed changes nothing but, perhaps, the reason.

    `closer` is what closed it in somebody's stead: a commit or pull request that says so, a board's workflow.
    """
    if reason not in REASONS:
        raise Refused("UNPROCESSABLE", f"State reason {reason.lower()} is not a valid reason to close")
    if isinstance(issuable, Issue):
        issuable.state_reason = reason
        issuable.duplicate_of = duplicate_of
    if issuable.closed:
        return
    issuable.state = "CLOSED"
    issuable.closed_at = world.now
    issuable.closed_by = actor
    world.event(issuable, "ClosedEvent", actor, stateReason=reason, closer=closer)
    automate(world, issuable, "Item closed", "Done")


def reopen(world: World, actor: Actor, issuable: Issuable) -> None:
    """Open a issuable again; one that is open stays as it is."""
    if not issuable.closed:
        return
    if isinstance(issuable, PullRequest) and issuable.merged:
        raise Refused("UNPROCESSABLE", "Could not open the pull request.")
    issuable.state = "OPEN"
    issuable.closed_at = issuable.closed_by = None
    if isinstance(issuable, Issue):
        issuable.state_reason = "REOPENED"
        issuable.duplicate_of = None
    world.event(issuable, "ReopenedEvent", actor, stateReason="REOPENED")
    automate(world, issuable, "Item reopened", "Todo")


def automate(world: World, issuable: Issuable, workflow: str, status: str) -> None:
    """Let a built-in workflow set the Status of a issuable's cards, on boards where it is switched on."""
    for item in issuable.items:
        found = item.project.workflow(workflow)
        field = item.project.field("Status")
        option = field.option(status) if field else None
        if found and found.enabled and field and option and not item.archived:
            write_value(world, world.project_bot, item, field.id, option.id)


def write_value(world: World, actor: Actor, item: Item, field_id: str, value: object) -> None:
    """Put a value on a card, past all checks."""
    before = item.text("Status")
    held = item.values.get(field_id)
    if held is None:
        identifier, number = world.identify("PVTFV")
        field = next(field for field in item.project.fields if field.id == field_id)
        held = Value(identifier, number, field, item, value, actor, world.now, world.now)
        item.values[field_id] = world.keep(held)
    held.value, held.creator, held.updated_at = value, actor, world.now
    item.updated_at = item.project.updated_at = world.now
    tell_status(world, actor, item, before)


def tell_status(world: World, actor: Actor, item: Item, before: str | None) -> None:
    """Enter a change of the Status of a card into its issue's timeline."""
    now = item.text("Status")
    if now != before and isinstance(item.content, Issuable):
        world.event(
            item.content,
            "ProjectV2ItemStatusChangedEvent",
            actor,
            previousStatus=before or "",
            status=now or "",
            wasAutomated=actor is world.project_bot,
            project=item.project,
        )
