"""Accounts and repositories: founding, renaming."""

from datetime import timedelta
from typing import Any, TypeVar

from tests.fake_github.accounts import Account, Organization, Owner, User
from tests.fake_github.actions import labelling
from tests.fake_github.actions.commits import Author, Change, commit
from tests.fake_github.labels import DEFAULT_LABELS
from tests.fake_github.repository import Repository
from tests.fake_github.world import World

AGE = 400  # days that a repository is old, unless told: its first commit is no news to anybody
Somebody = TypeVar("Somebody", bound=Account)


def add_user(world: World, login: str, name: str | None = None, emails: set[str] | None = None) -> User:
    """Give the person of that login, new or known."""
    known = world.accounts.get(login.casefold())
    if isinstance(known, User):
        known.emails |= emails or set()
        return known
    identifier, number = world.identify("U")
    user = User(login, identifier, number, world.now, name, emails=emails or {f"{login.lower()}@example.com"})
    return _enter(world, user)


def add_organization(world: World, login: str) -> Organization:
    """Give the organisation of that login, new or known."""
    known = world.accounts.get(login.casefold())
    if isinstance(known, Organization):
        return known
    identifier, number = world.identify("O")
    return _enter(world, Organization(login, identifier, number, world.now, login.capitalize()))


def add_repository(world: World, full_name: str, *, empty: bool, **settings: Any) -> Repository:
    """Found a repository with the nine labels that every one begins with and, unless empty, one commit."""
    login, _, name = full_name.partition("/")
    owner = world.accounts.get(login.casefold()) or add_user(world, login)
    assert isinstance(owner, Owner)
    identifier, number = world.identify("R")
    founded = settings.pop("created_at", world.now - timedelta(days=AGE))
    repository = Repository(world, identifier, number, owner, name, founded, **settings)
    world.repositories[full_name.casefold()] = world.keep(repository)
    for label_name, color, description in DEFAULT_LABELS:
        labelling.create_label(world, repository, label_name, color, description).is_default = True
    if not empty:
        author = owner if isinstance(owner, User) else None
        readme = {"README.md": f"# {name}\n".encode()}
        change = Change(message="Initial commit", files=readme, authored_at=founded)
        commit(world, repository, repository.default_branch, Author(account=author, name=login), change)
    return repository


def rename(world: World, repository: Repository, name: str) -> None:
    """Rename a repository: the old name leads to the new one until another takes it."""
    old = repository.full_name.casefold()
    del world.repositories[old]
    repository.name = name
    world.repositories[repository.full_name.casefold()] = repository
    world.renamed[old] = repository
    world.renamed.pop(repository.full_name.casefold(), None)


def _enter(world: World, account: Somebody) -> Somebody:
    world.accounts[account.login.casefold()] = world.keep(account)
    return account
