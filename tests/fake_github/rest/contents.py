"""Routes of files, commits and refs."""

from base64 import b64decode
from typing import Any

from tests.fake_github.actions import commits as actions
from tests.fake_github.actions import pulls
from tests.fake_github.clock import moment_of
from tests.fake_github.exchange import Reply
from tests.fake_github.git import Commit, Span, blob_sha
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Ref, Repository
from tests.fake_github.rest import git_shapes, shapes
from tests.fake_github.rest.repositories import head_of
from tests.fake_github.rest.router import Asked, not_found, route

REPO = "/repos/{owner}/{repo}"
CONTENTS = f"{REPO}/contents/{{path}}"


def _commit(asked: Asked, name: str = "") -> Commit:
    found = head_of(asked, name or asked.repository.default_branch)
    if found is None:
        text = "This repository is empty." if asked.repository.head is None else "Not Found"
        raise Refused("NOT_FOUND", text)
    return found


@route("GET", CONTENTS)
def contents(asked: Asked) -> Reply:
    """Show a file, or list a folder."""
    tree = _commit(asked, asked.query.get("ref", "")).tree
    path = asked.places["path"].strip("/")
    if path in tree:
        return Reply(200, git_shapes.file(path, tree[path], asked.repository, asked.base))
    return Reply(200, _folder(asked, tree, path))


def _folder(asked: Asked, tree: Any, path: str) -> list[dict[str, Any]]:
    start = f"{path}/" if path else ""
    inside = {name[len(start) :].partition("/")[0] for name in tree if name.startswith(start)}
    if not inside:
        raise not_found()
    return [
        git_shapes.entry(start + name, tree.get(start + name), asked.repository, asked.base) for name in sorted(inside)
    ]


@route("GET", f"{REPO}/readme")
def readme(asked: Asked) -> Reply:
    """Show the README that people see first."""
    tree = _commit(asked, asked.query.get("ref", "")).tree
    for path in (".github/README.md", "README.md", "docs/README.md"):
        if path in tree:
            return Reply(200, git_shapes.file(path, tree[path], asked.repository, asked.base))
    raise not_found()


@route("PUT", CONTENTS)
def write_file(asked: Asked) -> Reply:
    """Write a file: `sha` must be that of the one replaced."""
    repository, given, path = asked.need("push"), asked.fields, asked.places["path"]
    before = _before(asked, repository, path)
    if before is not None and "sha" not in given:
        raise Refused("UNPROCESSABLE", 'Invalid request.\n\n"sha" wasn\'t supplied.')
    try:
        content = b64decode("".join(given["content"].split()), validate=True)
    except ValueError:
        raise Refused("UNPROCESSABLE", "content is not valid Base64") from None
    made = _write(asked, repository, actions.Change(message=given["message"], files={path: content}, signed=True))
    shown = git_shapes.entry(path, content, repository, asked.base)
    return Reply(200 if before is not None else 201, {"content": shown, "commit": _git_commit(made, asked.base)})


@route("DELETE", CONTENTS)
def delete_file(asked: Asked) -> Reply:
    """Delete a file: `sha` must be its own."""
    repository, given, path = asked.need("push"), asked.fields, asked.places["path"]
    if _before(asked, repository, path) is None:
        raise not_found()
    made = _write(asked, repository, actions.Change(message=given["message"], deletions=[path], signed=True))
    return Reply(200, {"content": None, "commit": _git_commit(made, asked.base)})


def _before(asked: Asked, repository: Repository, path: str) -> bytes | None:
    """Give the content that is replaced. Raises Refused (409) where it is not the one meant."""
    head = repository.git.branches.get(asked.fields.get("branch") or repository.default_branch)
    before = head.tree.get(path) if head else None
    if before is not None and asked.fields.get("sha", blob_sha(before)) != blob_sha(before):
        raise Refused("CONFLICT", f"{path} does not match {asked.fields['sha']}")
    return before


def _write(asked: Asked, repository: Repository, change: actions.Change) -> Commit:
    branch = asked.fields.get("branch") or repository.default_branch
    if repository.git.branches and branch not in repository.git.branches:
        raise Refused("NOT_FOUND", f"Branch {branch} not found")
    pulls.check_unprotected(repository, branch, asked.actor)
    pulls.check_workflow_files(asked.call.caller, [*change.files, *change.deletions])
    given = asked.fields.get("author") or asked.fields.get("committer")
    author = actions.Author(name=given["name"], email=given["email"]) if given else actions.Author(account=asked.actor)
    made = actions.commit(asked.world, repository, branch, author, change)
    return pulls.pushed(asked.world, asked.actor, branch, made)


@route("GET", f"{REPO}/commits")
def commits(asked: Asked) -> Reply:
    """List commits, newest first. 409 in an empty repository."""
    repository, query = asked.repository, asked.query
    if repository.head is None:
        raise Refused("CONFLICT", "Git Repository is empty.")
    author = query.get("author", "")
    account = asked.world.accounts.get(author.casefold())
    span = Span(
        since=moment_of(query["since"]) if "since" in query else None,
        until=moment_of(query["until"]) if "until" in query else None,
        author_id=account.id if account else None,
        emails=frozenset([author.casefold()]) if author and not account else None,
        path=query.get("path"),
    )
    return asked.page(repository.git.history(_commit(asked, query.get("sha", "")), span), git_shapes.commit)


@route("GET", f"{REPO}/commits/{{ref}}")
def commit(asked: Asked) -> Reply:
    """Show a commit by object id, branch or tag."""
    return Reply(200, git_shapes.commit(_commit(asked, asked.places["ref"]), asked.base))


@route("GET", f"{REPO}/git/ref/{{ref}}")
def ref(asked: Asked) -> Reply:
    """Show a branch or tag."""
    return Reply(200, _ref(_found_ref(asked), asked.base))


@route("POST", f"{REPO}/git/refs")
def create_ref(asked: Asked) -> Reply:
    """Make a branch or tag."""
    repository = asked.need("push")
    if repository.head is None:
        raise Refused("CONFLICT", "Git Repository is empty.")
    made = pulls.create_ref(repository, asked.fields["ref"], asked.fields["sha"])
    return Reply(201, _ref(made, asked.base))


@route("PATCH", f"{REPO}/git/refs/{{ref}}")
def update_ref(asked: Asked) -> Reply:
    """Move a branch, forward only unless forced."""
    repository, found = asked.need("push"), _found_ref(asked)
    target = repository.git.commits.get(asked.fields["sha"])
    if target is None:
        raise Refused("UNPROCESSABLE", "Object does not exist")
    if found.target not in repository.git.ancestry(target) and not asked.fields.get("force"):
        raise Refused("UNPROCESSABLE", "Update is not a fast forward")
    pulls.check_unprotected(repository, found.name, asked.actor)
    repository.git.branches[found.name] = target
    return Reply(200, _ref(found, asked.base))


@route("DELETE", f"{REPO}/git/refs/{{ref}}")
def delete_ref(asked: Asked) -> Reply:
    """Delete a branch or tag."""
    asked.need("push")
    pulls.delete_ref(_found_ref(asked))
    return Reply(204)


def _found_ref(asked: Asked) -> Ref:
    repository, full_name = asked.repository, f"refs/{asked.places['ref']}"
    kind, _, name = asked.places["ref"].partition("/")
    known = {"heads": repository.git.branches, "tags": repository.git.tags}.get(kind, {})
    if name not in known:
        raise Refused("CONFLICT" if repository.head is None else "NOT_FOUND", "Not Found")
    return Ref(repository, full_name)


def _ref(thing: Ref, base: str) -> dict[str, Any]:
    home = shapes.repository_url(thing.repository, base)
    oid = thing.target.oid
    return {
        "ref": thing.full_name,
        "node_id": thing.id,
        "url": f"{home}/git/{thing.full_name}",
        "object": {"type": "commit", "sha": oid, "url": f"{home}/git/commits/{oid}"},
    }


def _git_commit(thing: Commit, base: str) -> dict[str, Any]:
    shown = git_shapes.commit(thing, base)
    told = shown["commit"]
    return {
        "sha": thing.oid,
        "node_id": thing.id,
        "url": told["url"],
        "html_url": thing.url,
        "author": told["author"],
        "committer": told["committer"],
        "message": thing.message,
        "tree": told["tree"],
        "parents": shown["parents"],
        "verification": told["verification"],
    }


@route("GET", f"{REPO}/git/commits/{{commit_sha}}")
def git_commit(asked: Asked) -> Reply:
    """Show a commit as git has it."""
    found = asked.repository.git.commits.get(asked.places["commit_sha"])
    if found is None:
        raise not_found()
    return Reply(200, _git_commit(found, asked.base))
