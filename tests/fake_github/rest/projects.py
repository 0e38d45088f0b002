"""Routes of boards: of organisations by login, of people by login or, for views and drafts, by number."""

from typing import Any

from tests.fake_github.accounts import Account, Organization, User
from tests.fake_github.actions import projects as actions
from tests.fake_github.boards import Field, Project, View
from tests.fake_github.exchange import Reply
from tests.fake_github.refusal import Refused
from tests.fake_github.rest import shapes
from tests.fake_github.rest.router import Asked, not_found, route

ORG, USER, BY_ID = "/orgs/{org}/projectsV2", "/users/{username}/projectsV2", "/users/{user_id}/projectsV2"
LAYOUTS = {"table": "TABLE_LAYOUT", "board": "BOARD_LAYOUT", "roadmap": "ROADMAP_LAYOUT"}


def _owner(asked: Asked) -> Account:
    places = asked.places
    if "user_id" in places:
        every = asked.world.accounts.values()
        found = next((each for each in every if str(each.database_id) == places["user_id"]), None)
    else:
        found = asked.world.accounts.get(places.get("org", places.get("username", "")).casefold())
    if not isinstance(found, Organization if "org" in places else User):
        raise not_found()
    return found


def project_of(asked: Asked, *, write: bool = False) -> Project:
    """Find the board of the path. Raises Refused where it is not to be seen, or not to be changed."""
    owner, caller = _owner(asked), asked.call.caller
    for project in asked.world.projects:
        if project.owner is owner and str(project.number) == asked.places["project_number"]:
            if not caller.sees_board(project):
                break
            if write and not caller.may_change_board(project):
                raise Refused("FORBIDDEN", caller.denial())
            return project
    raise not_found()


@route("GET", ORG)
@route("GET", USER)
def projects(asked: Asked) -> Reply:
    """List the boards of an owner."""
    owner = _owner(asked)
    found = [each for each in asked.world.projects if each.owner is owner and asked.call.caller.sees_board(each)]
    return asked.stretch(found, _shown)


@route("GET", ORG + "/{project_number}")
@route("GET", USER + "/{project_number}")
def project(asked: Asked) -> Reply:
    """Show a board."""
    return Reply(200, _shown(project_of(asked), asked.base))


@route("GET", ORG + "/{project_number}/fields")
@route("GET", USER + "/{project_number}/fields")
def fields(asked: Asked) -> Reply:
    """List the fields of a board."""
    return asked.stretch(project_of(asked).fields, _field)


@route("POST", ORG + "/{project_number}/fields")
@route("POST", USER + "/{project_number}/fields")
def create_field(asked: Asked) -> Reply:
    """Add a field to a board."""
    found, given = project_of(asked, write=True), asked.fields
    options = [
        {"name": each["name"], "color": each.get("color", "GRAY"), "description": each.get("description", "")}
        for each in given.get("single_select_options") or ()
    ]
    made = actions.create_field(asked.world, found, given["name"], given["data_type"].upper(), options)
    return Reply(201, _field(made, asked.base))


@route("POST", ORG + "/{project_number}/views")
@route("POST", BY_ID + "/{project_number}/views")
def create_view(asked: Asked) -> Reply:
    """Add a view: the only way to say how it is sorted and grouped."""
    if "user_id" in asked.places and asked.call.caller.kind == "actions":
        raise Refused("FORBIDDEN", asked.call.caller.denial())
    found, given = project_of(asked, write=True), asked.fields
    view = actions.create_view(asked.world, found, given["name"], LAYOUTS[given["layout"]])
    view.filter = given.get("filter")
    if given.get("visible_fields") is not None:
        view.visible = fields_of(found, given["visible_fields"])
    view.group_by = fields_of(found, given.get("group_by") or ())
    view.vertical_group_by = fields_of(found, given.get("vertical_group_by") or ())
    view.sort_by = [(fields_of(found, [each[0]])[0], each[1]) for each in given.get("sort_by") or ()]
    return Reply(201, _view(view, asked.base))


def fields_of(found: Project, identifiers: Any) -> list[Field]:
    """Find fields of a board by their database ids. Raises Refused where one is not of the board."""
    known = {field.database_id: field for field in found.fields}
    if any(identifier not in known for identifier in identifiers):
        raise Refused("UNPROCESSABLE", "Field does not belong to the project")
    return [known[identifier] for identifier in identifiers]


def address(found: Project, base: str) -> str:
    """Give the address of a board in REST."""
    path = "orgs" if isinstance(found.owner, Organization) else "users"
    return f"{base}/{path}/{found.owner.login}/projectsV2/{found.number}"


def _shown(found: Project, base: str) -> dict[str, Any]:
    return {
        "id": found.database_id,
        "node_id": found.id,
        "owner": shapes.user(found.owner, base),
        "creator": shapes.user(found.creator, base),
        "title": found.title,
        "description": found.readme,
        "short_description": found.short_description,
        "public": found.public,
        "closed_at": shapes.when(found.closed_at),
        "created_at": shapes.when(found.created_at),
        "updated_at": shapes.when(found.updated_at),
        "number": found.number,
        "deleted_at": None,
        "deleted_by": None,
        "state": "closed" if found.closed else "open",
        "is_template": found.template,
        "latest_status_update": None,
    }


def _field(field: Field, base: str) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": field.database_id,
        "node_id": field.id,
        "project_url": address(field.project, base),
        "name": field.name,
        "data_type": field.data_type.lower(),
        "created_at": shapes.when(field.created_at),
        "updated_at": shapes.when(field.created_at),
    }
    if field.options:
        shown["options"] = [
            {
                "id": option.id,
                "name": {"raw": option.name, "html": option.name},
                "color": option.color,
                "description": {"raw": option.description, "html": option.description},
            }
            for option in field.options
        ]
    return shown


def _view(view: View, base: str) -> dict[str, Any]:
    found = view.project
    layout = next(name for name, value in LAYOUTS.items() if value == view.layout)
    return {
        "id": view.database_id,
        "number": view.number,
        "name": view.name,
        "layout": layout,
        "node_id": view.id,
        "project_url": address(found, base),
        "html_url": f"{found.url}/views/{view.number}",
        "creator": shapes.user(found.creator, base),
        "created_at": shapes.when(view.created_at),
        "updated_at": shapes.when(view.created_at),
        "filter": view.filter,
        "visible_fields": [field.database_id for field in view.visible],
        "sort_by": [[field.database_id, way] for field, way in view.sort_by],
        "group_by": [field.database_id for field in view.group_by],
        "vertical_group_by": [field.database_id for field in view.vertical_group_by],
    }
