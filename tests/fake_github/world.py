"""All that exists on the fake: accounts, repositories, boards, tokens, and every node by its id."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.fake_github.accounts import Account, Bot, Token, User
from tests.fake_github.boards import Project
from tests.fake_github.clock import Clock
from tests.fake_github.git import Commit
from tests.fake_github.ids import Ids, node_id
from tests.fake_github.issuables import Event, Issuable
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Ref, Repository


@dataclass(eq=False, slots=True)
class World:
    """The state behind the API."""

    clock: Clock = field(default_factory=Clock)
    ids: Ids = field(default_factory=Ids)
    accounts: dict[str, Account] = field(default_factory=dict)
    repositories: dict[str, Repository] = field(default_factory=dict)
    renamed: dict[str, Repository] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)
    nodes: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """The present moment."""
        return self.clock.now()

    def identify(self, prefix: str) -> tuple[str, int]:
        """Give a new thing its node id and its database id."""
        number = self.ids.database(prefix)
        return node_id(prefix, number), number

    def keep(self, thing: Any) -> Any:
        """Make a thing findable by its node id; give it back."""
        self.nodes[thing.id] = thing
        return thing

    def forget(self, thing: Any) -> None:
        """Make a thing unfindable."""
        self.nodes.pop(thing.id, None)

    def node(self, identifier: str, *kinds: type) -> Any:
        """Find a thing by its node id, of one of the kinds given. Raises Refused (NOT_FOUND)."""
        found = self.nodes.get(identifier)
        if found is None and identifier.startswith("REF_"):
            found = self._ref(identifier)
        if found is None and identifier.startswith("C_"):
            found = self._commit(identifier.removeprefix("C_kwDOA"))
        if found is None or (kinds and not isinstance(found, kinds)):
            raise Refused("NOT_FOUND", f"Could not resolve to a node with the global id of '{identifier}'")
        return found

    def _ref(self, identifier: str) -> Ref | None:
        _, number, name = identifier.split("_", 2)
        for repository in self.repositories.values():
            known = repository.git.branches | repository.git.tags
            if str(repository.database_id) == number and name.split("/", 2)[2] in known:
                return Ref(repository, name)
        return None

    def _commit(self, oid: str) -> Commit | None:
        found = (repository.git.commits.get(oid) for repository in self.repositories.values())
        return next((commit for commit in found if commit), None)

    def account(self, login: str) -> Account:
        """Find an account by its login, case aside. Raises Refused (NOT_FOUND)."""
        found = self.accounts.get(login.casefold())
        if found is None:
            raise Refused("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
        return found

    def user(self, login: str) -> User:
        """Find a person. Raises Refused (NOT_FOUND)."""
        found = self.account(login)
        if not isinstance(found, User):
            raise Refused("NOT_FOUND", f"Could not resolve to a User with the login of '{login}'.")
        return found

    @property
    def actions_bot(self) -> Bot:
        """The actor of a workflow's own token."""
        return self._bot("github-actions", 41898282)

    @property
    def project_bot(self) -> Bot:
        """The actor of the workflows built into projects."""
        return self._bot("github-project-automation", 113052574)

    def _bot(self, login: str, number: int) -> Bot:
        known = self.accounts.get(login)
        if not isinstance(known, Bot):
            known = self.keep(Bot(login, node_id("BOT", number), number, self.now))
            self.accounts[login] = known
        return known

    def event(self, issuable: Issuable, kind: str, actor: Any, **details: Any) -> Event:
        """Write something into the timeline of a issuable."""
        identifier, _ = self.identify("EV")
        event = Event(kind, identifier, issuable, actor, self.now, details)
        issuable.events.append(event)
        issuable.updated_at = self.now
        return event

    def find_repository(self, full_name: str) -> Repository | None:
        """Find a repository by owner and name, case aside; an old name finds nothing here."""
        return self.repositories.get(full_name.casefold())
