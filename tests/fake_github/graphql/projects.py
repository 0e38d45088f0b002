"""Fields of boards: projects, fields, items, values, views."""

from typing import Any

from tests.fake_github.boards import Draft, Field, Item, Project, Value, View
from tests.fake_github.call import Call
from tests.fake_github.graphql.paging import Connection, Paged, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.issuables import Issuable, Issue
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository

Arguments = dict[str, Any]
FIELD_KINDS = ("ProjectV2Field", "ProjectV2SingleSelectField", "ProjectV2IterationField")
VALUE_KINDS = {
    "TEXT": ("ProjectV2ItemFieldTextValue", "text"),
    "TITLE": ("ProjectV2ItemFieldTextValue", "text"),
    "NUMBER": ("ProjectV2ItemFieldNumberValue", "number"),
    "DATE": ("ProjectV2ItemFieldDateValue", "date"),
    "SINGLE_SELECT": ("ProjectV2ItemFieldSingleSelectValue", "optionId"),
    "ITERATION": ("ProjectV2ItemFieldIterationValue", "iterationId"),
}


def _ids(kind: str) -> None:
    simple(
        kind,
        {
            "databaseId": lambda thing: thing.database_id if thing.database_id < 2**31 else None,
            "fullDatabaseId": lambda thing: thing.database_id,
        },
    )


for _kind in ("ProjectV2", "ProjectV2Item", "ProjectV2View", "ProjectV2Workflow", *FIELD_KINDS):
    attributes(_kind, "id createdAt")
    _ids(_kind)
attributes(
    "ProjectV2",
    "number title owner creator url shortDescription readme public closed closedAt updatedAt template",
)
attributes("ProjectV2Item", "type project creator updatedAt")
simple("ProjectV2Item", {"isArchived": lambda item: item.archived})
for _kind in FIELD_KINDS:
    attributes(_kind, "name dataType project")
    simple(_kind, {"updatedAt": lambda field: field.created_at})
attributes("ProjectV2SingleSelectFieldOption", "id name color description")
simple(
    "ProjectV2SingleSelectFieldOption",
    {"nameHTML": lambda option: option.name, "descriptionHTML": lambda option: option.description},
)
attributes("ProjectV2IterationFieldIteration", "id title startDate duration")
attributes("ProjectV2View", "number name layout filter project")
attributes("ProjectV2Workflow", "number name enabled project")
attributes("ProjectV2StatusUpdate", "id body status startDate targetDate creator createdAt project")
attributes("DraftIssue", "id title body creator createdAt")


def _configuration(field: Field) -> dict[str, Any]:
    today = field.project.updated_at.date()
    return {
        "duration": field.duration,
        "startDay": field.start_day,
        "iterations": [each for each in field.iterations if each.end > today],
        "completedIterations": [each for each in field.iterations if each.end <= today],
    }


simple("ProjectV2IterationField", {"configuration": _configuration})


@resolves("ProjectV2SingleSelectField", "options")
def _options(field: Field, _call: Call, arguments: Arguments) -> list[Any]:
    names = arguments.get("names")
    return [option for option in field.options if names is None or option.name in names]


for _owner in ("User", "Organization", "Repository"):

    @resolves(_owner, "projectsV2")
    def _projects(owner: Any, call: Call, arguments: Arguments) -> Connection:
        if call.caller.kind == "actions":
            raise Refused("FORBIDDEN", call.caller.denial())
        wanted = (arguments.get("query") or "").casefold()
        held = owner.projects if isinstance(owner, Repository) else call.world.projects
        found = [
            project
            for project in held
            if (project.owner is owner or isinstance(owner, Repository))
            and call.caller.sees_board(project)
            and wanted in project.title.casefold()
        ]
        return page(found, arguments)

    @resolves(_owner, "projectV2")
    def _project(owner: Any, call: Call, arguments: Arguments) -> Project:
        held = owner.projects if isinstance(owner, Repository) else call.world.projects
        for project in held:
            theirs = project.owner is owner or isinstance(owner, Repository)
            if theirs and project.number == arguments["number"] and call.caller.sees_board(project):
                return project
        text = f"Could not resolve to a ProjectV2 with the number {arguments['number']}."
        raise Refused("NOT_FOUND", text)


@resolves("ProjectV2", "fields")
def _fields(project: Project, _call: Call, arguments: Arguments) -> Connection:
    return page(project.fields, arguments)


@resolves("ProjectV2", "field")
def _field(project: Project, _call: Call, arguments: Arguments) -> Field | None:
    return project.field(arguments["name"])


@resolves("ProjectV2", "items")
def _items(project: Project, _call: Call, arguments: Arguments) -> Connection:
    return page([item for item in project.items if not item.archived], arguments)


@resolves("ProjectV2", "views")
def _views(project: Project, _call: Call, arguments: Arguments) -> Connection:
    return page(project.views, arguments)


@resolves("ProjectV2", "view")
def _view(project: Project, _call: Call, arguments: Arguments) -> View | None:
    return next((view for view in project.views if view.number == arguments["number"]), None)


@resolves("ProjectV2", "workflows")
def _workflows(project: Project, _call: Call, arguments: Arguments) -> Connection:
    return page(project.workflows, arguments)


@resolves("ProjectV2", "repositories")
def _repositories(project: Project, call: Call, arguments: Arguments) -> Connection:
    return page([each for each in project.repositories if call.caller.sees(each)], arguments)


@resolves("ProjectV2", "statusUpdates")
def _status_updates(project: Project, _call: Call, arguments: Arguments) -> Connection:
    return page(project.status_updates, arguments)


@resolves("ProjectV2", "viewerCanUpdate")
def _can_update(project: Project, call: Call, _arguments: Arguments) -> bool:
    return call.caller.may_change_board(project)


for _name, _attribute in (
    ("fields", "visible"),
    ("groupByFields", "group_by"),
    ("verticalGroupByFields", "vertical_group_by"),
):

    @resolves("ProjectV2View", _name)
    def _view_fields(view: View, _call: Call, arguments: Arguments, name: str = _attribute) -> Connection:
        return page(getattr(view, name), arguments)


@resolves("ProjectV2View", "sortByFields")
def _sorted_by(view: View, _call: Call, arguments: Arguments) -> Connection:
    return page([{"field": field, "direction": way.upper()} for field, way in view.sort_by], arguments)


@resolves("ProjectV2Item", "content")
def _content(item: Item, call: Call, _arguments: Arguments) -> Issuable | Draft | None:
    return item.content if isinstance(item.content, Draft) or call.sees(item.content) else None


@resolves("ProjectV2Item", "fieldValueByName")
def _value_by_name(item: Item, _call: Call, arguments: Arguments) -> dict[str, Any] | None:
    field = item.project.field(arguments["name"])
    return _shown(item, field) if field else None


@resolves("ProjectV2Item", "fieldValues")
def _values(item: Item, _call: Call, arguments: Arguments) -> Connection:
    shown = [_shown(item, field) for field in item.project.fields]
    return page([value for value in shown if value], arguments)


def _shown(item: Item, field: Field) -> dict[str, Any] | None:
    content = item.content
    issuable = content if isinstance(content, Issuable) else None
    if field.data_type == "TITLE":
        return {"__typename": VALUE_KINDS["TITLE"][0], "text": content.title, "field": field, "item": item}
    if field.data_type in VALUE_KINDS:
        held = item.values.get(field.id)
        return _own_value(held) if held else None
    if issuable is None:
        return None
    return _issuable_value(issuable, field, item)


def _issuable_value(issuable: Issuable, field: Field, item: Item) -> dict[str, Any] | None:
    """Show what a built-in field takes from the issuable itself."""
    common = {"field": field, "item": item}
    match field.data_type:
        case "LABELS" if issuable.labels:
            return {"__typename": "ProjectV2ItemFieldLabelValue", "labels": Paged(issuable.labels), **common}
        case "ASSIGNEES" if issuable.assignees:
            return {"__typename": "ProjectV2ItemFieldUserValue", "users": Paged(issuable.assignees), **common}
        case "MILESTONE" if issuable.milestone:
            return {
                "__typename": "ProjectV2ItemFieldMilestoneValue",
                "milestone": issuable.milestone,
                **common,
            }
        case "REPOSITORY":
            return {
                "__typename": "ProjectV2ItemFieldRepositoryValue",
                "repository": issuable.repository,
                **common,
            }
        case "PARENT_ISSUE" if isinstance(issuable, Issue) and issuable.parent:
            return None  # the schema has no type of value for it
    return None


def _own_value(value: Value) -> dict[str, Any]:
    kind, key = VALUE_KINDS[value.field.data_type]
    shown: dict[str, Any] = {
        "__typename": kind,
        key: value.value,
        "id": value.id,
        "databaseId": value.database_id,
        "field": value.field,
        "item": value.item,
        "creator": value.creator,
        "createdAt": value.created_at,
        "updatedAt": value.updated_at,
    }
    if value.field.data_type == "SINGLE_SELECT":
        option = next(option for option in value.field.options if option.id == value.value)
        shown |= {
            "name": option.name,
            "nameHTML": option.name,
            "color": option.color,
            "description": option.description,
        }
    if value.field.data_type == "ITERATION":
        iteration = next(each for each in value.field.iterations if each.id == value.value)
        shown |= {
            "title": iteration.title,
            "startDate": iteration.start_date,
            "duration": iteration.duration,
        }
    return shown
