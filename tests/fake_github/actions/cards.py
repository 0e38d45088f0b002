"""The items of a board: adding, valuing, moving, archiving, deleting."""

import math
from datetime import date
from typing import Any

from roadmap_sync import limits
from tests.fake_github.accounts import Actor
from tests.fake_github.actions.states import automate, close, tell_status, write_value
from tests.fake_github.boards import Draft, Field, Item, Project
from tests.fake_github.issuables import Issuable
from tests.fake_github.refusal import Refused
from tests.fake_github.world import World

VALUE_KEYS = {
    "TEXT": "text",
    "NUMBER": "number",
    "DATE": "date",
    "SINGLE_SELECT": "singleSelectOptionId",
    "ITERATION": "iterationId",
}


def add_item(world: World, actor: Actor, project: Project, content: Issuable | Draft) -> Item:
    """Put a issuable on a board; one that is there already gives the card it has, in the archive or not."""
    known = project.item(content)
    if known:
        return known
    if sum(not item.archived for item in project.items) >= limits.CARDS.most:
        raise Refused("UNPROCESSABLE", f"A project cannot have more than {limits.CARDS.most:,} items")
    identifier, number = world.identify("PVTI")
    item = Item(identifier, number, project, content, actor, world.now, world.now)
    project.items.append(world.keep(item))
    project.updated_at = world.now
    if isinstance(content, Issuable):
        content.items.append(item)
        automate(world, content, "Item added to project", "Todo")
    return item


def set_value(world: World, actor: Actor, item: Item, field: Field, value: dict[str, Any]) -> None:
    """Put a value of a field on a card, as `ProjectV2FieldValue` says it. Raises Refused where it does not fit."""
    if len(value) != 1:
        raise Refused("UNPROCESSABLE", "Exactly one value must be given for a field")
    key = VALUE_KEYS.get(field.data_type)
    if key is None:
        raise Refused("UNPROCESSABLE", f"The field of type {field.data_type.lower()} is currently not supported.")
    if key not in value:
        raise Refused("UNPROCESSABLE", f"Did not receive a {field.data_type.lower()} value to update a field")
    _check_active(item)
    write_value(world, actor, item, field.id, _fitting(field, value[key]))
    _auto_close(world, item, field)


def clear_value(world: World, actor: Actor, item: Item, field: Field) -> None:
    """Take the value of a field off a card."""
    if field.data_type not in VALUE_KEYS:
        raise Refused("UNPROCESSABLE", f"The field of type {field.data_type.lower()} is currently not supported.")
    _check_active(item)
    before = item.text("Status")
    held = item.values.pop(field.id, None)
    if held:
        world.forget(held)
    item.updated_at = item.project.updated_at = world.now
    tell_status(world, actor, item, before)


def move(world: World, item: Item, after: Item | None) -> None:
    """Move a card behind another, or to the top."""
    items = item.project.items
    if item is after:
        return
    items.remove(item)
    items.insert(items.index(after) + 1 if after else 0, item)
    item.project.updated_at = world.now


def archive(world: World, item: Item, *, archived: bool) -> None:
    """Put a card into the archive or take it out."""
    item.archived = archived
    item.updated_at = item.project.updated_at = world.now


def delete_item(world: World, item: Item) -> None:
    """Take a card off its board; its issuable stays."""
    item.project.items.remove(item)
    if isinstance(item.content, Issuable):
        item.content.items.remove(item)
    world.forget(item)


def _check_active(item: Item) -> None:
    if item.archived:
        raise Refused("UNPROCESSABLE", "The item is archived and cannot be updated")


def _fitting(field: Field, value: Any) -> Any:
    match field.data_type:
        case "SINGLE_SELECT":
            if not any(option.id == value for option in field.options):
                raise Refused("UNPROCESSABLE", "The single select option Id does not belong to the field")
        case "ITERATION":
            if not any(iteration.id == value for iteration in field.iterations):
                raise Refused("UNPROCESSABLE", "The iteration Id does not belong to the field")
        case "NUMBER":
            if value is None or not math.isfinite(value):
                raise Refused("UNPROCESSABLE", "The number value is not valid")
        case "DATE":
            return date.fromisoformat(value) if isinstance(value, str) else value
        case _:
            if not isinstance(value, str):
                raise Refused("UNPROCESSABLE", "The text value is not valid")
    return value


def _auto_close(world: World, item: Item, field: Field) -> None:
    workflow = item.project.workflow("Auto-close issue")
    done = item.text("Status") == "Done" and field.name == "Status"
    if workflow and workflow.enabled and done and isinstance(item.content, Issuable):
        close(world, world.project_bot, item.content, closer=item.project)
