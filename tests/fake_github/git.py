"""The commits of a repository: trees as mappings from path to bytes, branches as names for commits."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from tests.fake_github.accounts import Actor

if TYPE_CHECKING:
    from tests.fake_github.repository import Repository


@dataclass(eq=False, slots=True)
class Commit:
    """A commit. `author` is the account that the e-mail address belongs to, where there is one."""

    typename: ClassVar[str] = "Commit"
    oid: str
    repository: "Repository"
    message: str
    author_name: str
    author_email: str
    author: Actor | None
    authored_at: datetime
    committed_at: datetime
    parents: tuple["Commit", ...]
    tree: Mapping[str, bytes]
    signed: bool = False

    @property
    def id(self) -> str:
        """The node id."""
        return f"C_kwDOA{self.oid}"

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.repository.url}/commit/{self.oid}"

    @property
    def headline(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]

    @property
    def changed(self) -> frozenset[str]:
        """The paths that differ from the first parent."""
        before = self.parents[0].tree if self.parents else {}
        paths = before.keys() | self.tree.keys()
        return frozenset(path for path in paths if before.get(path) != self.tree.get(path))

    def touches(self, path: str) -> bool:
        """Tell whether it changes the file, or anything in the folder, of that path."""
        folder = path.strip("/") + "/"
        return any(changed == path.strip("/") or changed.startswith(folder) for changed in self.changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which commits to show: committed between two moments, by an account or addresses, touching a path."""

    since: datetime | None = None
    until: datetime | None = None
    author_id: str | None = None
    emails: frozenset[str] | None = None
    path: str | None = None

    def holds(self, commit: Commit) -> bool:
        """Tell whether a commit is among them. Both ends are inclusive; an id wins over addresses."""
        if self.since and commit.committed_at < self.since:
            return False
        if self.until and commit.committed_at > self.until:
            return False
        if self.author_id is not None:
            if commit.author is None or commit.author.id != self.author_id:
                return False
        elif self.emails is not None and commit.author_email.casefold() not in self.emails:
            return False
        return self.path is None or commit.touches(self.path)


@dataclass(eq=False, slots=True)
class Git:
    """Branches and the commits behind them; `annotated` are names of tags with a message of their own."""

    branches: dict[str, Commit] = field(default_factory=dict)
    tags: dict[str, Commit] = field(default_factory=dict)
    commits: dict[str, Commit] = field(default_factory=dict)
    annotated: set[str] = field(default_factory=set)
    authors: set[str] = field(default_factory=set)
    _ancestors: dict[str, tuple[Commit, ...]] = field(default_factory=dict)

    def add(self, commit: Commit) -> Commit:
        """Keep a commit."""
        self.commits[commit.oid] = commit
        if commit.author:
            self.authors.add(commit.author.id)
        return commit

    def has_author(self, actor: Actor) -> bool:
        """Tell whether an account has written any commit here."""
        return actor.id in self.authors

    def ancestry(self, head: Commit) -> tuple[Commit, ...]:
        """Give a commit and all before it, newest first."""
        known = self._ancestors.get(head.oid)
        if known is None:
            if len(head.parents) == 1:
                known = (head, *self.ancestry_in_steps(head.parents[0]))
            else:
                seen = {commit.oid: commit for parent in head.parents for commit in self.ancestry(parent)}
                known = (head, *sorted(seen.values(), key=lambda commit: commit.committed_at, reverse=True))
            self._ancestors[head.oid] = known
        return known

    def ancestry_in_steps(self, head: Commit) -> tuple[Commit, ...]:
        """Give the same for a long line of single parents without recursion."""
        line: list[Commit] = []
        while len(head.parents) == 1 and head.oid not in self._ancestors:
            line.append(head)
            head = head.parents[0]
        return (*line, *self.ancestry(head))

    def history(self, head: Commit, span: Span) -> list[Commit]:
        """Give the commits of a span that are behind a commit, newest first."""
        return [commit for commit in self.ancestry(head) if span.holds(commit)]


def blob_sha(content: bytes) -> str:
    """Give the name that git has for a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def commit_oid(message: str, parents: Iterable[Commit], tree: Mapping[str, bytes], salt: str) -> str:
    """Give a commit a name: forty hex digits, the same for the same commit."""
    digest = hashlib.sha1(usedforsecurity=False)
    for part in (message, salt, *(parent.oid for parent in parents)):
        digest.update(part.encode() + b"\0")
    for path in sorted(tree):
        digest.update(path.encode() + b"\0" + tree[path])
    return digest.hexdigest()


def in_utc(moment: datetime) -> datetime:
    """Give a moment in UTC, whole seconds; a naive one is taken to be UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
