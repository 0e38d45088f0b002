"""A repository and its boards as plain values that tell no ids and no times, to compare two worlds."""

from typing import Any

from tests.fake_github.boards import Item, Project
from tests.fake_github.clock import stamp
from tests.fake_github.repository import Repository
from tests.fake_github.tickets import Issue, PullRequest, Ticket


def snapshot_of(repository: Repository) -> dict[str, Any]:
    """Give all that people can see. Tickets go by their titles and, where a title stands twice, their order."""
    names = _names(repository)
    boards = [project for project in repository.world.projects if _shows(project, repository)]
    return {
        "issues": {names[issue]: _issue(issue, names) for issue in repository.issues},
        "pulls": {names[pull]: _pull(pull) for pull in repository.pulls},
        "labels": {
            label.name: (label.color, label.description)
            for label in sorted(repository.label_list, key=lambda label: label.name)
        },
        "milestones": {
            each.title: (each.description, stamp(each.due_on) if each.due_on else None, each.state)
            for each in sorted(repository.milestone_list, key=lambda each: each.title)
        },
        "boards": {project.title: _board(project, names) for project in boards},
        "files": repository.files,
    }


def _names(repository: Repository) -> dict[Ticket, str]:
    given: dict[str, int] = {}
    names = {}
    for ticket in repository.tickets.values():
        given[ticket.title] = given.get(ticket.title, 0) + 1
        count = given[ticket.title]
        names[ticket] = ticket.title if count == 1 else f"{ticket.title} ({count})"
    return names


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "body": ticket.body,
        "state": ticket.state,
        "author": ticket.author.login,
        "labels": sorted(label.name for label in ticket.labels),
        "milestone": ticket.milestone.title if ticket.milestone else None,
        "assignees": sorted(user.login for user in ticket.assignees),
        "comments": [(comment.author.login, comment.body) for comment in ticket.comments],
    }


def _issue(issue: Issue, names: dict[Ticket, str]) -> dict[str, Any]:
    return {
        **_ticket(issue),
        "reason": issue.state_reason,
        "parent": names.get(issue.parent) if issue.parent else None,
        "children": [names.get(child, child.title) for child in issue.children],
        "blocked_by": sorted(names.get(blocker, blocker.title) for blocker in issue.blocked_by),
    }


def _pull(pull: PullRequest) -> dict[str, Any]:
    return {**_ticket(pull), "head": pull.head_ref, "base": pull.base_ref, "merged": pull.merged}


def _shows(project: Project, repository: Repository) -> bool:
    return repository in project.repositories or any(
        isinstance(item.content, Ticket) and item.content.repository is repository for item in project.items
    )


def _board(project: Project, names: dict[Ticket, str]) -> dict[str, Any]:
    return {
        "owner": project.owner.login,
        "description": project.short_description,
        "readme": project.readme,
        "closed": project.closed,
        "fields": {
            field.name: (
                field.data_type,
                [option.name for option in field.options],
                [each.title for each in field.iterations],
            )
            for field in project.fields
        },
        "views": [(view.name, view.layout, view.filter) for view in project.views],
        "items": [_item(item, names) for item in project.items],
    }


def _item(item: Item, names: dict[Ticket, str]) -> tuple[str, bool, dict[str, str]]:
    name = names.get(item.content, item.content.title) if isinstance(item.content, Ticket) else item.content.title
    values = {field.name: item.text(field.name) for field in item.project.fields if field.id in item.values}
    return name, item.archived, {key: str(value) for key, value in sorted(values.items())}
