"""A repository and its boards as plain values that tell no ids and no times, to compare two worlds."""

from typing import Any

from tests.fake_github.boards import Item, Project
from tests.fake_github.clock import stamp
from tests.fake_github.issuables import Issuable, Issue, PullRequest
from tests.fake_github.repository import Repository


def snapshot_of(repository: Repository) -> dict[str, Any]:
    """Give all that people can see. Issuables go by their titles and, where a title stands twice, their order."""
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


def _names(repository: Repository) -> dict[Issuable, str]:
    given: dict[str, int] = {}
    names = {}
    for issuable in repository.issuables.values():
        given[issuable.title] = given.get(issuable.title, 0) + 1
        count = given[issuable.title]
        names[issuable] = issuable.title if count == 1 else f"{issuable.title} ({count})"
    return names


def _issuable(issuable: Issuable) -> dict[str, Any]:
    return {
        "body": issuable.body,
        "state": issuable.state,
        "author": issuable.author.login,
        "labels": sorted(label.name for label in issuable.labels),
        "milestone": issuable.milestone.title if issuable.milestone else None,
        "assignees": sorted(user.login for user in issuable.assignees),
        "comments": [(comment.author.login, comment.body) for comment in issuable.comments],
    }


def _issue(issue: Issue, names: dict[Issuable, str]) -> dict[str, Any]:
    return {
        **_issuable(issue),
        "reason": issue.state_reason,
        "parent": names.get(issue.parent) if issue.parent else None,
        "children": [names.get(child, child.title) for child in issue.children],
        "blocked_by": sorted(names.get(blocker, blocker.title) for blocker in issue.blocked_by),
    }


def _pull(pull: PullRequest) -> dict[str, Any]:
    return {**_issuable(pull), "head": pull.head_ref, "base": pull.base_ref, "merged": pull.merged}


def _shows(project: Project, repository: Repository) -> bool:
    return repository in project.repositories or any(
        isinstance(item.content, Issuable) and item.content.repository is repository for item in project.items
    )


def _board(project: Project, names: dict[Issuable, str]) -> dict[str, Any]:
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


def _item(item: Item, names: dict[Issuable, str]) -> tuple[str, bool, dict[str, str]]:
    name = names.get(item.content, item.content.title) if isinstance(item.content, Issuable) else item.content.title
    values = {field.name: item.text(field.name) for field in item.project.fields if field.id in item.values}
    return name, item.archived, {key: str(value) for key, value in sorted(values.items())}
