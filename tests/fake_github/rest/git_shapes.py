"""Files and commits as REST shows them. Every function takes the thing and the address that its links begin with."""

import base64
from typing import Any
from urllib.parse import quote

from tests.fake_github.git import Commit, blob_sha
from tests.fake_github.repository import Repository
from tests.fake_github.rest import shapes

Shown = dict[str, Any]


def file(path: str, content: bytes, thing: Repository, base: str) -> Shown:
    """Show a file (`content-file`), its content in base 64."""
    return {
        "type": "file",
        "encoding": "base64",
        "content": base64.encodebytes(content).decode(),
        **entry(path, content, thing, base),
    }


def entry(path: str, content: bytes | None, thing: Repository, base: str) -> Shown:
    """Show a file or a folder (whose content is None) as a folder's listing does."""
    own = f"{shapes.repository_url(thing, base)}/contents/{quote(path)}?ref={thing.default_branch}"
    sha = blob_sha(content if content is not None else path.encode())
    kind = "tree" if content is None else "blob"
    git = f"{shapes.repository_url(thing, base)}/git/{kind}s/{sha}"
    page = f"{thing.url}/{kind}/{thing.default_branch}/{quote(path)}"
    return {
        "type": "dir" if content is None else "file",
        "size": len(content or b""),
        "name": path.rpartition("/")[2],
        "path": path,
        "sha": sha,
        "url": own,
        "git_url": git,
        "html_url": page,
        "download_url": None if content is None else f"{page}?raw=true",
        "_links": {"self": own, "git": git, "html": page},
    }


def commit(thing: Commit, base: str) -> Shown:
    """Show a commit (`commit`)."""
    home = shapes.repository_url(thing.repository, base)
    author = shapes.user(thing.author, base) if thing.author else None
    signature = {"name": thing.author_name, "email": thing.author_email}
    return {
        "sha": thing.oid,
        "node_id": thing.id,
        "url": f"{home}/commits/{thing.oid}",
        "html_url": thing.url,
        "comments_url": f"{home}/commits/{thing.oid}/comments",
        "commit": {
            "url": f"{home}/git/commits/{thing.oid}",
            "message": thing.message,
            "author": {**signature, "date": shapes.when(thing.authored_at)},
            "committer": {**signature, "date": shapes.when(thing.committed_at)},
            "comment_count": 0,
            "tree": {"sha": thing.oid, "url": f"{home}/git/trees/{thing.oid}"},
            "verification": verification(thing),
        },
        "author": author,
        "committer": author,
        "parents": [_parent(each, base) for each in thing.parents],
    }


def verification(thing: Commit) -> Shown:
    """Show whether a commit is signed."""
    return {
        "verified": thing.signed,
        "reason": "valid" if thing.signed else "unsigned",
        "signature": None,
        "payload": None,
        "verified_at": shapes.when(thing.committed_at) if thing.signed else None,
    }


def _parent(thing: Commit, base: str) -> Shown:
    home = shapes.repository_url(thing.repository, base)
    return {"sha": thing.oid, "url": f"{home}/commits/{thing.oid}", "html_url": thing.url}
