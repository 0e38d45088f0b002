"""Who there is: people, organisations, the Actions bot; and the tokens that they make."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar


@dataclass(eq=False, slots=True)
class Account:
    """Somebody with a login."""

    typename: ClassVar[str] = "Account"
    login: str
    id: str
    database_id: int
    created_at: datetime
    name: str | None = None
    email: str = ""

    @property
    def rest_login(self) -> str:
        """The login as REST shows it."""
        return self.login

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.login}>"


@dataclass(eq=False, slots=True, repr=False)
class User(Account):
    """A person. `emails` are the addresses whose commits count as theirs."""

    typename: ClassVar[str] = "User"
    emails: set[str] = field(default_factory=set)


@dataclass(eq=False, slots=True, repr=False)
class Organization(Account):
    """An organisation with members and, perhaps, issue types. `private` are members of whom others don't know."""

    typename: ClassVar[str] = "Organization"
    members: list[User] = field(default_factory=list)
    private: list[User] = field(default_factory=list)
    issue_types: list["IssueType"] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class IssueType:
    """A type of issues that an organisation has."""

    typename: ClassVar[str] = "IssueType"
    id: str
    name: str
    is_enabled: bool = True


@dataclass(eq=False, slots=True, repr=False)
class Bot(Account):
    """An app's actor. GraphQL calls it by its login, REST adds `[bot]`."""

    typename: ClassVar[str] = "Bot"

    @property
    def rest_login(self) -> str:
        """The login as REST shows it."""
        return f"{self.login}[bot]"


Actor = User | Bot
Owner = User | Organization
KINDS = frozenset({"classic", "fine_grained", "actions", "bad", "no_push"})


@dataclass(eq=False, slots=True)
class Token:
    """A token: its text is what a client sends, the rest is what it may do.

    A classic one has `scopes`, a fine-grained one and the Actions one have `permissions` ("issues": "write"),
    and they reach only the `repositories` named, where any are named.
    """

    text: str
    kind: str
    user: Actor
    scopes: frozenset[str] = frozenset()
    permissions: dict[str, str] = field(default_factory=dict)
    repositories: frozenset[str] = frozenset()
