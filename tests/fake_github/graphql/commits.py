"""Fields of commits, trees and blobs."""

from typing import Any

from tests.fake_github.accounts import User
from tests.fake_github.call import Call
from tests.fake_github.git import Commit, Span, blob_sha
from tests.fake_github.graphql.paging import Connection, page
from tests.fake_github.graphql.registry import attributes, resolves, simple
from tests.fake_github.repository import Repository

Arguments = dict[str, Any]
SHORTEST = 4
"""Digits of a commit's name that will do for git."""

attributes("Commit", "id oid message url repository")
simple(
    "Commit",
    {
        "abbreviatedOid": lambda commit: commit.oid[:7],
        "messageHeadline": lambda commit: commit.headline,
        "messageBody": lambda commit: commit.message.partition("\n")[2].strip(),
        "authoredDate": lambda commit: commit.authored_at,
        "committedDate": lambda commit: commit.committed_at,
        "committedViaWeb": lambda commit: commit.signed,
        "changedFilesIfAvailable": lambda commit: len(commit.changed),
        "author": lambda commit: _git_actor(commit, commit.authored_at),
        "committer": lambda commit: _git_actor(commit, commit.committed_at),
    },
)


def _git_actor(commit: Commit, moment: Any) -> dict[str, Any]:
    user = commit.author if isinstance(commit.author, User) else None
    return {"name": commit.author_name, "email": commit.author_email, "date": moment, "user": user}


@resolves("Commit", "parents")
def _parents(commit: Commit, _call: Call, arguments: Arguments) -> Connection:
    return page(commit.parents, arguments)


@resolves("Commit", "history")
def _history(commit: Commit, _call: Call, arguments: Arguments) -> Connection:
    author = arguments.get("author") or {}
    emails = author.get("emails")
    span = Span(
        since=arguments.get("since"),
        until=arguments.get("until"),
        author_id=author.get("id"),
        emails=frozenset(each.casefold() for each in emails) if emails is not None else None,
        path=arguments.get("path"),
    )
    return page(commit.repository.git.history(commit, span), arguments)


@resolves("Commit", "file")
def _file(commit: Commit, _call: Call, arguments: Arguments) -> dict[str, Any] | None:
    content = commit.tree.get(arguments["path"])
    if content is None:
        return None
    return {"path": arguments["path"], "name": arguments["path"], "object": blob(commit.repository, content)}


@resolves("Repository", "object")
def _object(repository: Repository, _call: Call, arguments: Arguments) -> Any:
    if arguments.get("oid"):
        return repository.git.commits.get(arguments["oid"])
    revision, colon, path = arguments["expression"].partition(":")
    commit = _revision(repository, revision)
    if commit is not None and not colon and revision in repository.git.annotated:
        oid = blob_sha(f"{revision} {commit.oid}".encode())
        return {"__typename": "Tag", "id": f"TA_{oid}", "oid": oid, "name": revision, "target": commit}
    if commit is None or not colon:
        return commit
    content = commit.tree.get(path)
    return blob(repository, content) if content is not None else _tree(commit, path.strip("/"))


def _revision(repository: Repository, name: str) -> Commit | None:
    """Find what git finds under a name: a tag before a branch, then a commit by the beginning of its name."""
    if name == "HEAD":
        return repository.head
    git = repository.git
    found = git.tags.get(name.removeprefix("refs/tags/")) or git.branches.get(name.removeprefix("refs/heads/"))
    if found or len(name) < SHORTEST:
        return found
    meant = [commit for oid, commit in git.commits.items() if oid.startswith(name)]
    return meant[0] if len(meant) == 1 else None


def _tree(commit: Commit, folder: str) -> dict[str, Any] | None:
    """Give a folder as GraphQL shows it: its own entries, sorted; None where no file is in it."""
    start = f"{folder}/" if folder else ""
    names: dict[str, int | None] = {}
    for path, content in sorted(commit.tree.items()):
        if path.startswith(start):
            name, deeper, _ = path.removeprefix(start).partition("/")
            names.setdefault(name, None if deeper else len(content))
    if not names:
        return None
    entries = [
        {"__typename": "TreeEntry", "name": name, "type": "tree" if size is None else "blob", "size": size or 0}
        for name, size in names.items()
    ]
    return {"__typename": "Tree", "id": f"T_{commit.oid}{folder}", "oid": commit.oid, "entries": entries}


def blob(repository: Repository, content: bytes) -> dict[str, Any]:
    """Give a file's content as GraphQL shows it."""
    try:
        text: str | None = content.decode()
    except UnicodeDecodeError:
        text = None
    sha = blob_sha(content)
    return {
        "__typename": "Blob",
        "id": f"B_{sha}",
        "oid": sha,
        "byteSize": len(content),
        "isBinary": text is None,
        "isTruncated": False,
        "text": text,
        "repository": repository,
    }
