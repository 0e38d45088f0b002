"""Mutations of boards."""

from typing import Any

from tests.fake_github.accounts import Organization, User
from tests.fake_github.actions import cards, projects
from tests.fake_github.boards import Draft, Field, Item, Project, StatusUpdate, Workflow
from tests.fake_github.call import Call
from tests.fake_github.graphql.paging import page
from tests.fake_github.graphql.registry import mutation
from tests.fake_github.issuables import Issuable
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository

Input = dict[str, Any]
Payload = dict[str, Any]


def _board(call: Call, identifier: str) -> Project:
    project: Project = call.node(identifier, Project)
    if not call.caller.may_change_board(project):
        raise Refused("FORBIDDEN", call.caller.denial(call.operation))
    return project


def _item(call: Call, project: Project, identifier: str) -> Item:
    item: Item = call.node(identifier, Item)
    if item.project is not project:
        raise Refused("NOT_FOUND", "The item does not exist in the project")
    return item


def _field(project: Project, identifier: str) -> Field:
    for field in project.fields:
        if field.id == identifier:
            return field
    raise Refused("NOT_FOUND", f"Could not resolve to a node with the global id of '{identifier}'.")


def _owner(call: Call, identifier: str) -> User | Organization:
    owner: User | Organization = call.node(identifier, User, Organization)
    if not call.caller.may_own_boards(owner):
        raise Refused("FORBIDDEN", call.caller.denial(call.operation))
    return owner


@mutation
def create_project_v2(call: Call, given: Input) -> Payload:
    """Make a board, linked to a repository where one is given."""
    owner = _owner(call, given["ownerId"])
    repository = call.node(given["repositoryId"], Repository) if given.get("repositoryId") else None
    project = projects.create_project(call.world, call.actor, owner, given["title"])
    if repository:
        _link(project, repository)
    return {"projectV2": project}


@mutation
def copy_project_v2(call: Call, given: Input) -> Payload:
    """Make a board after the model of another."""
    source = call.node(given["projectId"], Project)
    owner = _owner(call, given["ownerId"])
    copy = projects.copy_project(call.world, call.actor, source, owner, given["title"])
    drafts = [item.content for item in source.items if isinstance(item.content, Draft)]
    for draft in drafts if given.get("includeDraftIssues") else ():
        identifier, _ = call.world.identify("DI")
        twin = call.world.keep(Draft(identifier, draft.title, draft.body, call.actor, call.world.now))
        cards.add_item(call.world, call.actor, copy, twin)
    return {"projectV2": copy}


@mutation
def update_project_v2(call: Call, given: Input) -> Payload:
    """Change title, texts, visibility; close or reopen."""
    project = _board(call, given["projectId"])
    names = {
        "title": "title",
        "shortDescription": "short_description",
        "readme": "readme",
        "public": "public",
        "closed": "closed",
    }
    for name, attribute in names.items():
        if name in given:
            setattr(project, attribute, given[name])
    project.closed_at = call.world.now if project.closed else None
    project.updated_at = call.world.now
    return {"projectV2": project}


@mutation
def delete_project_v2(call: Call, given: Input) -> Payload:
    """Delete a board with its items."""
    project = _board(call, given["projectId"])
    for item in list(project.items):
        cards.delete_item(call.world, item)
    for repository in project.repositories:
        repository.projects.remove(project)
    call.world.projects.remove(project)
    call.world.forget(project)
    return {"projectV2": project}


@mutation
def link_project_v2_to_repository(call: Call, given: Input) -> Payload:
    """Show a board on a repository's page."""
    project = _board(call, given["projectId"])
    repository = call.node(given["repositoryId"], Repository)
    call.need("push", repository)
    _link(project, repository)
    return {"repository": repository}


@mutation
def unlink_project_v2_from_repository(call: Call, given: Input) -> Payload:
    """No longer show a board on a repository's page."""
    project = _board(call, given["projectId"])
    repository = call.node(given["repositoryId"], Repository)
    if repository in project.repositories:
        project.repositories.remove(repository)
        repository.projects.remove(project)
    return {"repository": repository}


def _link(project: Project, repository: Repository) -> None:
    if repository.owner is not project.owner:
        text = "The repository must belong to the owner of the project"
        raise Refused("UNPROCESSABLE", text)
    if repository not in project.repositories:
        project.repositories.append(repository)
        repository.projects.append(project)


@mutation
def create_project_v2_field(call: Call, given: Input) -> Payload:
    """Add a field."""
    project = _board(call, given["projectId"])
    options = given.get("singleSelectOptions") or ()
    iterations = given.get("iterationConfiguration")
    field = projects.create_field(call.world, project, given["name"], given["dataType"], options, iterations)
    return {"projectV2Field": field}


@mutation
def update_project_v2_field(call: Call, given: Input) -> Payload:
    """Change a field; options without their ids are new ones."""
    field = call.node(given["fieldId"], Field)
    _board(call, field.project.id)
    options = given.get("singleSelectOptions") or ()
    changed = projects.update_field(call.world, field, given.get("name"), options, given.get("iterationConfiguration"))
    return {"projectV2Field": changed}


@mutation
def delete_project_v2_field(call: Call, given: Input) -> Payload:
    """Delete a field with all its values."""
    field = call.node(given["fieldId"], Field)
    project = _board(call, field.project.id)
    project.fields.remove(field)
    for item in project.items:
        item.values.pop(field.id, None)
    call.world.forget(field)
    return {"projectV2Field": field}


@mutation
def add_project_v2_item_by_id(call: Call, given: Input) -> Payload:
    """Put an issue or pull request on a board."""
    project = _board(call, given["projectId"])
    content = call.node(given["contentId"], Issuable)
    return {"item": cards.add_item(call.world, call.actor, project, content)}


@mutation
def add_project_v2_draft_issue(call: Call, given: Input) -> Payload:
    """Write a draft on a board."""
    project = _board(call, given["projectId"])
    identifier, _ = call.world.identify("DI")
    body = given.get("body") or ""
    draft = call.world.keep(Draft(identifier, given["title"], body, call.actor, call.world.now))
    return {"projectItem": cards.add_item(call.world, call.actor, project, draft)}


@mutation
def update_project_v2_item_field_value(call: Call, given: Input) -> Payload:
    """Put a value on a card."""
    project = _board(call, given["projectId"])
    item, field = _item(call, project, given["itemId"]), _field(project, given["fieldId"])
    cards.set_value(call.world, call.actor, item, field, given["value"])
    return {"projectV2Item": item}


@mutation
def clear_project_v2_item_field_value(call: Call, given: Input) -> Payload:
    """Take a value off a card."""
    project = _board(call, given["projectId"])
    item, field = _item(call, project, given["itemId"]), _field(project, given["fieldId"])
    cards.clear_value(call.world, call.actor, item, field)
    return {"projectV2Item": item}


@mutation
def update_project_v2_item_position(call: Call, given: Input) -> Payload:
    """Move a card behind another, or to the top."""
    project = _board(call, given["projectId"])
    after = _item(call, project, given["afterId"]) if given.get("afterId") else None
    cards.move(call.world, _item(call, project, given["itemId"]), after)
    return {"items": page([item for item in project.items if not item.archived], {})}


@mutation
def archive_project_v2_item(call: Call, given: Input) -> Payload:
    """Put a card into the archive."""
    item = _item(call, _board(call, given["projectId"]), given["itemId"])
    cards.archive(call.world, item, archived=True)
    return {"item": item}


@mutation
def unarchive_project_v2_item(call: Call, given: Input) -> Payload:
    """Take a card out of the archive."""
    item = _item(call, _board(call, given["projectId"]), given["itemId"])
    cards.archive(call.world, item, archived=False)
    return {"item": item}


@mutation
def delete_project_v2_item(call: Call, given: Input) -> Payload:
    """Take a card off the board."""
    item = _item(call, _board(call, given["projectId"]), given["itemId"])
    cards.delete_item(call.world, item)
    return {"deletedItemId": item.id}


@mutation
def delete_project_v2_workflow(call: Call, given: Input) -> Payload:
    """Delete a built-in workflow."""
    workflow = call.node(given["workflowId"], Workflow)
    project = _board(call, workflow.project.id)
    project.workflows.remove(workflow)
    call.world.forget(workflow)
    return {"deletedWorkflowId": workflow.id, "projectV2": project}


@mutation
def create_project_v2_status_update(call: Call, given: Input) -> Payload:
    """Post a note on how a project goes."""
    project = _board(call, given["projectId"])
    identifier, number = call.world.identify("PVTSU")
    update = StatusUpdate(
        identifier,
        number,
        project,
        call.actor,
        given.get("body") or "",
        given.get("status"),
        given.get("startDate"),
        given.get("targetDate"),
        call.world.now,
    )
    project.status_updates.append(call.world.keep(update))
    return {"statusUpdate": update}
