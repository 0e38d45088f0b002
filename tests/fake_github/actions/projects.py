"""Boards as a whole: making, copying, their fields and views."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from roadmap_sync import limits
from tests.fake_github.accounts import Actor, Owner
from tests.fake_github.boards import (
    BUILT_IN,
    CUSTOM,
    RESERVED,
    STATUS_OPTIONS,
    WORKFLOWS,
    Field,
    Iteration,
    Option,
    Project,
    View,
    Workflow,
)
from tests.fake_github.refusal import Refused
from tests.fake_github.world import World


def create_project(world: World, actor: Actor, owner: Owner, title: str) -> Project:
    """Make a board as GitHub gives it: a view, the built-in fields, Status with three options, two workflows on."""
    if not title.strip():
        raise Refused("UNPROCESSABLE", "Title can't be blank")
    project = _bare(world, actor, owner, title)
    for name, data_type in BUILT_IN:
        _append_field(world, project, name, data_type)
    status = project.field("Status")
    assert status is not None
    status.options = [_option(world, name, color, text) for name, color, text in STATUS_OPTIONS]
    create_view(world, project, "View 1", "TABLE_LAYOUT")
    for number, (name, enabled) in enumerate(WORKFLOWS, 1):
        identifier, database_id = world.identify("PWF")
        workflow = Workflow(identifier, database_id, project, number, name, enabled)
        project.workflows.append(world.keep(workflow))
    return project


def copy_project(world: World, actor: Actor, source: Project, owner: Owner, title: str) -> Project:
    """Copy views, custom fields and workflows of a board; not its items, links and people."""
    project = create_project(world, actor, owner, title)
    for field in source.fields:
        twin = project.field(field.name) or _append_field(world, project, field.name, field.data_type)
        twin.options = [_option(world, each.name, each.color, each.description) for each in field.options]
        twin.iterations = [_iteration(world, each.title, each.start_date, each.duration) for each in field.iterations]
        twin.duration = field.duration
    for view in source.views[1:]:
        create_view(world, project, view.name, view.layout).filter = view.filter
    for workflow in source.workflows:
        twin_workflow = project.workflow(workflow.name)
        if twin_workflow:
            twin_workflow.enabled = workflow.enabled
    project.short_description, project.readme = source.short_description, source.readme
    return project


def create_view(world: World, project: Project, name: str, layout: str) -> View:
    """Add a view to a board."""
    identifier, database_id = world.identify("PVTV")
    number = len(project.views) + 1
    view = View(identifier, database_id, project, number, name, layout, world.now)
    shown = {"Title", "Assignees", "Status"}
    view.visible = [field for field in project.fields if field.name in shown]
    project.views.append(world.keep(view))
    return view


def create_field(
    world: World,
    project: Project,
    name: str,
    data_type: str,
    options: Sequence[dict[str, Any]] = (),
    iterations: dict[str, Any] | None = None,
) -> Field:
    """Add a field to a board. Raises Refused where the name is taken or reserved, or options are missing."""
    if data_type not in CUSTOM:
        raise Refused("UNPROCESSABLE", f"Fields of type {data_type} cannot be created")
    if not name.strip():
        raise Refused("UNPROCESSABLE", "Name can't be blank")
    if project.field(name.strip()) or name.strip().casefold() in RESERVED:
        raise Refused("UNPROCESSABLE", "Name has already been taken")
    if len(project.fields) >= limits.FIELDS.most:
        raise Refused("UNPROCESSABLE", f"A project cannot have more than {limits.FIELDS.most} fields")
    if data_type == "SINGLE_SELECT" and not options:
        raise Refused("UNPROCESSABLE", "Single select fields must have at least one option")
    _check_options(options)
    field = _append_field(world, project, name.strip(), data_type)
    field.options = [_option_of(world, given) for given in options]
    if iterations:
        _configure(world, field, iterations)
    return field


def update_field(
    world: World,
    field: Field,
    name: str | None = None,
    options: Sequence[dict[str, Any]] = (),
    iterations: dict[str, Any] | None = None,
) -> Field:
    """Change a field. A list of options replaces all: one given without its id is a new one, and the values
    that cards had of the old one are gone. New iterations are always new.
    """
    holder = field.project.field(name.strip()) if name else None
    if name and (holder not in (None, field) or (holder is None and name.strip().casefold() in RESERVED)):
        raise Refused("UNPROCESSABLE", "Name has already been taken")
    _check_options(options)
    known = {option.id: option for option in field.options}
    if any(given.get("id") and given["id"] not in known for given in options):
        raise Refused("UNPROCESSABLE", "The single select option Id does not belong to the field")
    if name:
        field.name = name.strip()
    if options:
        field.options = [_option_of(world, given, known) for given in options]
        _drop_values(world, field, {option.id for option in field.options})
    if iterations:
        _configure(world, field, iterations)
        _drop_values(world, field, {iteration.id for iteration in field.iterations})
    field.project.updated_at = world.now
    return field


def _bare(world: World, actor: Actor, owner: Owner, title: str) -> Project:
    identifier, database_id = world.identify("PVT")
    number = 1 + max((each.number for each in world.projects if each.owner is owner), default=0)
    project = Project(identifier, database_id, number, title.strip(), owner, actor, world.now, world.now)
    world.projects.append(world.keep(project))
    return project


def _append_field(world: World, project: Project, name: str, data_type: str) -> Field:
    prefix = {"SINGLE_SELECT": "PVTSSF", "ITERATION": "PVTIF"}.get(data_type, "PVTF")
    identifier, database_id = world.identify(prefix)
    field = Field(identifier, database_id, project, name, data_type, world.now)
    project.fields.append(world.keep(field))
    return field


def _check_options(options: Sequence[dict[str, Any]]) -> None:
    names = [given["name"].strip().casefold() for given in options]
    if len(options) > limits.OPTIONS.most:
        raise Refused("UNPROCESSABLE", f"A single select field cannot have more than {limits.OPTIONS.most} options")
    if "" in names:
        raise Refused("UNPROCESSABLE", "Option name can't be blank")
    if len(set(names)) < len(names):
        raise Refused("UNPROCESSABLE", "Option names must be unique")


def _option_of(world: World, given: dict[str, Any], known: dict[str, Option] | None = None) -> Option:
    option = (known or {}).get(given.get("id") or "")
    if option is None:
        return _option(world, given["name"], given["color"], given["description"])
    option.name, option.color, option.description = given["name"], given["color"], given["description"]
    return option


def _option(world: World, name: str, color: str, description: str) -> Option:
    _, number = world.identify("OPTION")
    return Option(f"{number * 2654435761 % 2**32:08x}", name.strip(), color, description)


def _iteration(world: World, title: str, start: date, duration: int) -> Iteration:
    _, number = world.identify("OPTION")
    return Iteration(f"{number * 2654435761 % 2**32:08x}", title, start, duration)


def _configure(world: World, field: Field, given: dict[str, Any]) -> None:
    field.duration = given["duration"]
    field.start_day = given["startDate"].isoweekday()
    field.iterations = [
        _iteration(world, each["title"], each["startDate"], each["duration"]) for each in given["iterations"]
    ]


def _drop_values(world: World, field: Field, kept: set[str]) -> None:
    for item in field.project.items:
        held = item.values.get(field.id)
        if held and held.value not in kept:
            world.forget(item.values.pop(field.id))
