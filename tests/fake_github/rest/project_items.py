"""Routes of the items of boards. Ids are integers here; a value of null clears; only the title shows unasked."""

from typing import Any

from tests.fake_github.actions import cards
from tests.fake_github.boards import Field, Item, Project
from tests.fake_github.exchange import Reply
from tests.fake_github.issuables import Issuable, Issue, PullRequest
from tests.fake_github.refusal import Refused
from tests.fake_github.rest import shapes
from tests.fake_github.rest.projects import ORG, USER, address, fields_of, project_of
from tests.fake_github.rest.router import Asked, not_found, route

ITEMS = "/{project_number}/items"
KINDS = {"ISSUE": "Issue", "PULL_REQUEST": "PullRequest", "DRAFT_ISSUE": "DraftIssue"}


@route("GET", ORG + ITEMS)
@route("GET", USER + ITEMS)
def items(asked: Asked) -> Reply:
    """List the items that are not archived, with the fields asked for."""
    found = project_of(asked)
    shown = _asked_fields(asked, found)
    active = [item for item in found.items if not item.archived]
    return asked.stretch(active, lambda item, base: _shown(item, shown, base))


@route("GET", ORG + ITEMS + "/{item_id}")
@route("GET", USER + ITEMS + "/{item_id}")
def item(asked: Asked) -> Reply:
    """Show an item."""
    found = project_of(asked)
    return Reply(200, _shown(_item(asked, found), _asked_fields(asked, found), asked.base))


@route("POST", ORG + ITEMS)
@route("POST", USER + ITEMS)
def add_item(asked: Asked) -> Reply:
    """Put an issue or pull request on a board, found by its database id or by repository and number."""
    found = project_of(asked, write=True)
    made = cards.add_item(asked.world, asked.actor, found, _content(asked))
    shown = _shown(made, [], asked.base)
    return Reply(201, {name: value for name, value in shown.items() if name not in {"fields", "content"}})


@route("PATCH", ORG + ITEMS + "/{item_id}")
@route("PATCH", USER + ITEMS + "/{item_id}")
def update_item(asked: Asked) -> Reply:
    """Put several values on an item at once."""
    found = project_of(asked, write=True)
    held, changes = _item(asked, found), asked.fields["fields"]
    changed = fields_of(found, [change["id"] for change in changes])
    for field, change in zip(changed, changes, strict=True):
        if change["value"] is None:
            cards.clear_value(asked.world, asked.actor, held, field)
        else:
            key = cards.VALUE_KEYS.get(field.data_type, field.data_type)
            cards.set_value(asked.world, asked.actor, held, field, {key: change["value"]})
    return Reply(200, _shown(held, changed, asked.base))


@route("DELETE", ORG + ITEMS + "/{item_id}")
@route("DELETE", USER + ITEMS + "/{item_id}")
def delete_item(asked: Asked) -> Reply:
    """Take an item off a board."""
    cards.delete_item(asked.world, _item(asked, project_of(asked, write=True)))
    return Reply(204)


def _asked_fields(asked: Asked, found: Project) -> list[Field]:
    wanted = [int(each) for each in asked.query.get("fields", "").split(",") if each.isdigit()]
    return fields_of(found, wanted) or found.fields[:1]


def _item(asked: Asked, found: Project) -> Item:
    for held in found.items:
        if str(held.database_id) == asked.places["item_id"]:
            return held
    raise not_found()


def _content(asked: Asked) -> Issuable:
    given = asked.fields
    kind = Issue if given["type"] == "Issue" else PullRequest
    if given.get("id"):
        every = (issuable for each in asked.world.repositories.values() for issuable in each.issuables.values())
        found = next((issuable for issuable in every if issuable.database_id == given["id"]), None)
    else:
        found = asked.call.repository(f"{given['owner']}/{given['repo']}").issuables.get(given["number"])
    if not isinstance(found, kind) or not asked.call.sees(found):
        raise Refused("NOT_FOUND", "Not Found")
    return found


def _shown(held: Item, fields: list[Field], base: str) -> dict[str, Any]:
    content = held.content
    own = address(held.project, base)
    return {
        "id": held.database_id,
        "node_id": held.id,
        "project_url": own,
        "item_url": f"{own}/items/{held.database_id}",
        "content_type": KINDS[held.type],
        "content": shapes.issue(content, base) if isinstance(content, Issuable) else {"title": content.title},
        "creator": shapes.user(held.creator, base),
        "created_at": shapes.when(held.created_at),
        "updated_at": shapes.when(held.updated_at),
        "archived_at": shapes.when(held.updated_at) if held.archived else None,
        "fields": [_value(held, field) for field in fields],
    }


def _value(held: Item, field: Field) -> dict[str, Any]:
    told = held.content.title if field.data_type == "TITLE" else held.text(field.name)
    named = {"raw": told, "html": told} if field.data_type in {"TITLE", "TEXT"} and told is not None else told
    return {
        "id": field.database_id,
        "name": field.name,
        "data_type": field.data_type.lower(),
        "value": named,
    }
