"""Commits: making them, on branches that must be where the writer thinks they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tests.fake_github.accounts import Actor, Bot, User
from tests.fake_github.git import Commit, commit_oid, in_utc
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository
from tests.fake_github.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Whose commit it is: an account, or a name with an address that may belong to one."""

    account: Actor | None = None
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a commit changes: files to write, files to delete, and the words that go with it."""

    message: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    deletions: Sequence[str] = ()
    authored_at: datetime | None = None
    committed_at: datetime | None = None
    signed: bool = False


def commit(
    world: World,
    repository: Repository,
    branch: str,
    author: Author,
    change: Change,
    parents: tuple[Commit, ...] | None = None,
) -> Commit:
    """Add a commit to a branch (which it makes, in an empty repository). Raises Refused on a missing file."""
    head = repository.git.branches.get(branch)
    parents = ((head,) if head else ()) if parents is None else parents
    tree = dict(parents[0].tree) if parents else {}
    tree.update(change.files)
    for path in change.deletions:
        if tree.pop(path, None) is None:
            raise Refused("UNPROCESSABLE", f"A path was requested for deletion which does not exist: {path}")
    made = _commit_of(world, repository, author, change, tree, parents)
    repository.git.branches[branch] = repository.git.add(made)
    return made


def address_of(account: Actor) -> str:
    """Give the address that GitHub writes into an account's commits."""
    return account.email or f"{account.database_id}+{account.rest_login}@users.noreply.github.com"


def owner_of_address(world: World, email: str) -> Actor | None:
    """Find the account that an address belongs to."""
    folded = email.casefold()
    for account in world.accounts.values():
        if isinstance(account, User) and folded in {each.casefold() for each in account.emails}:
            return account
        if isinstance(account, User | Bot) and folded == address_of(account).casefold():
            return account
    return None


def _commit_of(
    world: World,
    repository: Repository,
    author: Author,
    change: Change,
    tree: Mapping[str, bytes],
    parents: tuple[Commit, ...],
) -> Commit:
    account = author.account or owner_of_address(world, author.email)
    email = author.email or (address_of(account) if account else "")
    name = author.name or ((account.name or account.login) if account else email)
    committed = in_utc(change.committed_at or change.authored_at or world.now)
    authored = in_utc(change.authored_at or committed)
    salt = f"{email} {authored} {committed} {len(repository.git.commits)}"
    return Commit(
        oid=commit_oid(change.message, parents, tree, salt),
        repository=repository,
        message=change.message,
        author_name=name,
        author_email=email,
        author=account,
        authored_at=authored,
        committed_at=committed,
        parents=parents,
        tree=tree,
        signed=change.signed,
    )
