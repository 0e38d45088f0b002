"""Routes of a repository as a whole: itself, branches, protection, workflows, statistics."""

from typing import Any

from tests.fake_github.accounts import User
from tests.fake_github.exchange import Reply
from tests.fake_github.git import Commit
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import ROLES
from tests.fake_github.rest import git_shapes, shapes
from tests.fake_github.rest.router import Asked, not_found, route

REPO = "/repos/{owner}/{repo}"


@route("GET", REPO)
def repository(asked: Asked) -> Reply:
    """Show a repository and, to whom has a role there, what it allows."""
    found = asked.repository
    shown = shapes.repository(found, asked.base)
    caller = asked.call.caller
    if caller.token is not None:
        role = ROLES.index(caller.role(found))
        names = ("pull", "triage", "push", "maintain", "admin")
        shown["permissions"] = {name: role >= rank for rank, name in enumerate(names)}
    return Reply(200, shown)


@route("GET", f"{REPO}/collaborators/{{username}}/permission")
def permission(asked: Asked) -> Reply:
    """Say what role somebody has; everybody may read what is public."""
    found = asked.repository
    asked.call.caller.need("comment", found)
    who = asked.world.accounts.get(asked.places["username"].casefold())
    if not isinstance(who, User):
        raise not_found()
    role = (found.role(who) or ("READ" if not found.private else "NONE")).lower()
    legacy = {"maintain": "write", "triage": "read"}.get(role, role)
    return Reply(
        200, {"permission": legacy, "role_name": role, "user": {**shapes.user(who, asked.base), "role_name": role}}
    )


@route("GET", f"{REPO}/branches")
def branches(asked: Asked) -> Reply:
    """List the branches."""
    found = asked.repository
    return asked.page(
        sorted(found.git.branches.items()),
        lambda named, base: {
            "name": named[0],
            "commit": {"sha": named[1].oid, "url": f"{shapes.repository_url(found, base)}/commits/{named[1].oid}"},
            "protected": named[0] in found.protected,
        },
    )


@route("GET", f"{REPO}/branches/{{branch}}")
def branch(asked: Asked) -> Reply:
    """Show a branch."""
    found, name = asked.repository, asked.places["branch"]
    head = found.git.branches.get(name)
    if head is None:
        raise not_found()
    own = f"{shapes.repository_url(found, asked.base)}/branches/{name}"
    return Reply(
        200,
        {
            "name": name,
            "commit": git_shapes.commit(head, asked.base),
            "_links": {"self": own, "html": f"{found.url}/tree/{name}"},
            "protected": name in found.protected,
            "protection": {"enabled": name in found.protected},
            "protection_url": f"{own}/protection",
        },
    )


@route("GET", f"{REPO}/branches/{{branch}}/protection")
def protection(asked: Asked) -> Reply:
    """Show how a branch is protected, to whom may administer it."""
    found = asked.need("read admin")
    if asked.places["branch"] not in found.protected:
        raise Refused("NOT_FOUND", "Branch not protected")
    own = f"{shapes.repository_url(found, asked.base)}/branches/{asked.places['branch']}/protection"
    reviews = {
        "url": f"{own}/required_pull_request_reviews",
        "dismiss_stale_reviews": False,
        "require_code_owner_reviews": False,
    }
    return Reply(200, {"url": own, "required_pull_request_reviews": reviews})


@route("GET", f"{REPO}/actions/workflows")
def workflows(asked: Asked) -> Reply:
    """List the workflows: the files that stand in `.github/workflows`, enabled unless told otherwise."""
    shown = _workflows(asked)
    return Reply(200, {"total_count": len(shown), "workflows": shown})


@route("GET", f"{REPO}/actions/workflows/{{workflow_id}}")
def workflow(asked: Asked) -> Reply:
    """Show a workflow by its number or file name."""
    return Reply(200, _workflow(asked))


@route("PUT", f"{REPO}/actions/workflows/{{workflow_id}}/enable")
def enable(asked: Asked) -> Reply:
    """Switch a workflow on."""
    asked.need("actions").workflow_states[_workflow(asked)["path"]] = "active"
    return Reply(204)


@route("PUT", f"{REPO}/actions/workflows/{{workflow_id}}/disable")
def disable(asked: Asked) -> Reply:
    """Switch a workflow off."""
    asked.need("actions").workflow_states[_workflow(asked)["path"]] = "disabled_manually"
    return Reply(204)


def _workflows(asked: Asked) -> list[dict[str, Any]]:
    found = asked.repository
    paths = sorted(path for path in found.files if path.startswith(".github/workflows/"))
    own = f"{shapes.repository_url(found, asked.base)}/actions/workflows"
    return [
        {
            "id": 9000 + number,
            "node_id": f"W_{number}",
            "name": path.rpartition("/")[2],
            "path": path,
            "state": found.workflow_states.get(path, "active"),
            "created_at": shapes.when(found.created_at),
            "updated_at": shapes.when(found.created_at),
            "url": f"{own}/{9000 + number}",
            "html_url": f"{found.url}/blob/{found.default_branch}/{path}",
            "badge_url": f"{found.url}/workflows/{path}/badge.svg",
        }
        for number, path in enumerate(paths, 1)
    ]


def _workflow(asked: Asked) -> dict[str, Any]:
    wanted = asked.places["workflow_id"]
    for shown in _workflows(asked):
        if wanted in (str(shown["id"]), shown["name"]):
            return shown
    raise not_found()


@route("GET", f"{REPO}/releases")
def releases(asked: Asked) -> Reply:
    """List the releases, newest first."""
    found = asked.repository
    return asked.page(found.releases[::-1], _release)


def _release(thing: Any, base: str) -> dict[str, Any]:
    own = f"{shapes.repository_url(thing.repository, base)}/releases"
    return {
        "url": f"{own}/{thing.database_id}",
        "assets_url": f"{own}/{thing.database_id}/assets",
        "upload_url": f"{own}/{thing.database_id}/assets{{?name,label}}",
        "html_url": thing.url,
        "id": thing.database_id,
        "node_id": thing.id,
        "tag_name": thing.tag_name,
        "target_commitish": thing.repository.default_branch,
        "name": thing.name,
        "body": thing.body,
        "draft": False,
        "prerelease": False,
        "created_at": shapes.when(thing.created_at),
        "published_at": shapes.when(thing.created_at),
        "author": shapes.user(thing.author, base),
        "tarball_url": None,
        "zipball_url": None,
        "assets": [],
    }


@route("GET", f"{REPO}/stats/commit_activity")
def commit_activity(asked: Asked) -> Reply:
    """Answer as GitHub does while it counts, again and again: 202 and nothing."""
    return Reply(202, {}) if asked.repository.head else Reply(204)


def head_of(asked: Asked, name: str) -> Commit | None:
    """Find the commit that a branch, a tag or an object id means."""
    git = asked.repository.git
    plain = name.removeprefix("refs/").removeprefix("heads/").removeprefix("tags/")
    return git.branches.get(plain) or git.tags.get(plain) or git.commits.get(name)
