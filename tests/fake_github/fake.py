"""The fake itself: a world, a server before it, and what a test needs of both."""

from contextlib import AbstractContextManager
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from tests.fake_github.accounts import KINDS, Actor, IssueType, Organization, Token, User
from tests.fake_github.actions import commits, projects, repositories
from tests.fake_github.boards import Project
from tests.fake_github.clock import BEGINNING, Clock
from tests.fake_github.faults import Faults
from tests.fake_github.git import Commit
from tests.fake_github.limits import Limits
from tests.fake_github.log import Log, Totals
from tests.fake_github.people import Person
from tests.fake_github.repository import Repository
from tests.fake_github.server import Server
from tests.fake_github.service import Service
from tests.fake_github.world import World

SCOPES = frozenset({"repo", "project", "workflow"})
PERMISSIONS = {
    "issues": "write",
    "contents": "write",
    "pull_requests": "write",
    "administration": "read",
    "actions": "write",
    "workflows": "write",
    "metadata": "read",
    "organization_projects": "write",
}
GRANTED = {
    "fine_grained": PERMISSIONS,
    "actions": {"issues": "write", "contents": "write", "pull_requests": "write", "metadata": "read"},
}
PREFIXES = {"classic": "ghp_", "fine_grained": "github_pat_", "actions": "ghs_", "bad": "ghp_bad"}


class FakeGitHub:
    """A GitHub of one's own on a loopback port. See the package's documentation for a tour."""

    def __init__(self, now: datetime = BEGINNING, port: int = 0) -> None:
        self.world = World(Clock(now))
        self.service = Service(self.world)
        self._port = port
        self._server: Server | None = None

    def start(self) -> Self:
        """Open the endpoint. Raises NoSchema where GitHub's schema cannot be fetched."""
        self._server = Server(self.service, self._port)
        self._server.begin()
        return self

    def stop(self) -> None:
        """Close the endpoint; every connection ends."""
        if self._server:
            self._server.end()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The base of REST (`http://127.0.0.1:PORT`)."""
        assert self._server, "the fake is not started"
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def graphql_url(self) -> str:
        """Where GraphQL answers."""
        return f"{self.url}/graphql"

    @property
    def lock(self) -> AbstractContextManager[object]:
        """Hold it while people act, where requests of another process may come in at the same time."""
        return self.service.lock

    @property
    def clock(self) -> Clock:
        """The time of the fake: `advance(seconds)` and an hour passes in no time."""
        return self.world.clock

    @property
    def limits(self) -> Limits:
        """The limits; those over time are off until `turn_on()`, or one is set."""
        return self.service.limits

    @property
    def faults(self) -> Faults:
        """The faults; see `Faults.add`."""
        return self.service.faults

    @property
    def log(self) -> Log:
        """The requests so far."""
        return self.service.log

    @property
    def violations(self) -> list[str]:
        """What no client of GitHub may ask, and what the fake could not answer: the fixture fails on any."""
        return self.service.violations

    @property
    def projects(self) -> list[Project]:
        """The boards."""
        return self.world.projects

    def add_user(self, login: str, name: str | None = None, emails: set[str] | None = None) -> User:
        """Give the person of that login, new or known; commits under `emails` are theirs."""
        return repositories.add_user(self.world, login, name, emails)

    def add_organization(self, login: str, members: tuple[str, ...] = ()) -> Organization:
        """Give the organisation of that login, new or known; `members` own it."""
        organization = repositories.add_organization(self.world, login)
        organization.members += [self.add_user(member) for member in members]
        return organization

    def add_issue_type(self, organization: str, name: str) -> IssueType:
        """Give an organisation a type of issues."""
        identifier, _ = self.world.identify("IT")
        made = IssueType(identifier, name)
        self.world.keep(made)
        self.add_organization(organization).issue_types.append(made)
        return made

    def add_repository(self, full_name: str, *, empty: bool = False, **settings: Any) -> Repository:
        """Found a repository (its owner, a person, too, where unknown), with the nine default labels.

        `settings`: private, has_issues, archived, description, default_branch, stargazers, created_at (by default
        400 days ago, as the first commit).
        """
        return repositories.add_repository(self.world, full_name, empty=empty, **settings)

    def add_collaborator(self, repository: Repository, login: str, role: str = "WRITE") -> User:
        """Give somebody a role: READ, TRIAGE, WRITE, MAINTAIN or ADMIN."""
        user = self.add_user(login)
        repository.collaborators[user] = role
        return user

    def add_commit(self, repository: Repository, email: str, *, message: str = "Work", at: datetime) -> Commit:
        """Commit under an address, which may be nobody's: people push commits of any author."""
        files = {"notes.md": f"{len(repository.git.commits)}\n".encode()}
        change = commits.Change(message=message, files=files, authored_at=at)
        author = commits.Author(name=email.partition("@")[0], email=email)
        return commits.commit(self.world, repository, repository.default_branch, author, change)

    def add_project(self, owner: str, title: str) -> Project:
        """Make a board for a person or an organisation."""
        account = self.world.accounts.get(owner.casefold()) or self.add_user(owner)
        assert isinstance(account, User | Organization)
        creator = account if isinstance(account, User) else account.members[0]
        return projects.create_project(self.world, creator, account, title)

    def as_user(self, login: str) -> Person:
        """Give somebody to act as, new or known."""
        return Person(self.world, self.add_user(login))

    def token(
        self,
        kind: str = "classic",
        *,
        user: str = "",
        scopes: frozenset[str] | set[str] = SCOPES,
        permissions: dict[str, str] | None = None,
        repositories: tuple[str, ...] = (),
        read_only: bool = False,
    ) -> str:
        """Make a token and give its text.

        `kind`: "classic" (with `scopes`), "fine_grained" (with `permissions`; `read_only` lowers all of them),
        "actions" (GITHUB_TOKEN-like: for `repositories`, by default the first; the viewer is the Actions bot),
        "bad" (refused), "no_push" (classic, of a stranger without any role). `user` is whose it is; by default
        the owner of the first repository.
        """
        assert kind in KINDS, f"kinds of token: {sorted(KINDS)}"
        actor: Actor = self.add_user("stranger") if kind == "no_push" else self._holder(kind, user)
        text = f"{PREFIXES.get(kind, 'ghp_')}{len(self.world.tokens):036d}"
        granted = dict(GRANTED.get(kind, {}) if permissions is None else permissions)
        if read_only:
            granted = dict.fromkeys(granted, "read")
        if kind == "actions" and not repositories:
            repositories = tuple(each.full_name for each in list(self.world.repositories.values())[:1])
        if kind != "bad":
            self.world.tokens[text] = Token(
                text,
                "classic" if kind == "no_push" else kind,
                actor,
                frozenset(scopes),
                granted,
                frozenset(name.casefold() for name in repositories),
            )
        return text

    def assert_readonly(self) -> None:
        """Raise AssertionError where anything was asked that could change anything."""
        writes = [f"{entry.method} {entry.path} {entry.mutations or ''}" for entry in self.log.writes]
        assert not writes, f"the run was to read only, but wrote: {writes}"

    def totals(self) -> Totals:
        """State what was asked in all."""
        return self.log.totals()

    def _holder(self, kind: str, login: str) -> Actor:
        if kind == "actions":
            return self.world.actions_bot
        if login:
            return self.add_user(login)
        for repository in self.world.repositories.values():
            owner = repository.owner
            if isinstance(owner, User):
                return owner
            if owner.members:
                return owner.members[0]
        return self.add_user("owner")
