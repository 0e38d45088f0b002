"""A repository: what people see of it, and handles for tests to look inside."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from tests.fake_github.accounts import Owner, User
from tests.fake_github.git import Commit, Git
from tests.fake_github.issuables import Issuable, Issue, PullRequest
from tests.fake_github.labels import Label, Milestone

if TYPE_CHECKING:
    from tests.fake_github.boards import Project
    from tests.fake_github.world import World

ROLES = ("READ", "TRIAGE", "WRITE", "MAINTAIN", "ADMIN")


@dataclass(eq=False, slots=True)
class Release:
    """A release: a tag with a name and notes."""

    typename: ClassVar[str] = "Release"
    id: str
    database_id: int
    repository: "Repository"
    author: User
    tag_name: str
    name: str
    body: str
    created_at: datetime

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.repository.url}/releases/tag/{self.tag_name}"


@dataclass(eq=False, slots=True)
class Ref:
    """A branch or tag as a thing of its own, by its full name (`refs/heads/main`)."""

    typename: ClassVar[str] = "Ref"
    repository: "Repository"
    full_name: str

    @property
    def id(self) -> str:
        """The node id."""
        return f"REF_{self.repository.database_id}_{self.full_name}"

    @property
    def name(self) -> str:
        """The name without `refs/heads/`."""
        return self.full_name.split("/", 2)[2]

    @property
    def prefix(self) -> str:
        """What stands before the name."""
        return self.full_name[: -len(self.name)]

    @property
    def target(self) -> Commit:
        """The commit that it names."""
        git = self.repository.git
        return (git.branches if self.prefix == "refs/heads/" else git.tags)[self.name]


@dataclass(eq=False, slots=True)
class Repository:
    """A repository with everything in it. `issuables` holds issues and pull requests under their numbers."""

    typename: ClassVar[str] = "Repository"
    world: "World"
    id: str
    database_id: int
    owner: Owner
    name: str
    created_at: datetime
    private: bool = False
    has_issues: bool = True
    archived: bool = False
    description: str | None = None
    default_branch: str = "main"
    stargazers: int = 0
    last_number: int = 0
    last_milestone: int = 0
    collaborators: dict[User, str] = field(default_factory=dict)
    issuables: dict[int, Issuable] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    moved: dict[int, Issue] = field(default_factory=dict)
    label_list: list[Label] = field(default_factory=list)
    milestone_list: list[Milestone] = field(default_factory=list)
    projects: list["Project"] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    workflow_states: dict[str, str] = field(default_factory=dict)
    protected: dict[str, dict[str, Any]] = field(default_factory=dict)
    actions_may_open_pulls: bool = True
    git: Git = field(default_factory=Git)

    def __repr__(self) -> str:
        return f"<Repository {self.full_name}>"

    @property
    def full_name(self) -> str:
        """Owner and name."""
        return f"{self.owner.login}/{self.name}"

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"https://github.com/{self.full_name}"

    @property
    def issues(self) -> list[Issue]:
        """The issues, oldest first."""
        return [issuable for issuable in self.issuables.values() if isinstance(issuable, Issue)]

    @property
    def pulls(self) -> list[PullRequest]:
        """The pull requests, oldest first."""
        return [issuable for issuable in self.issuables.values() if isinstance(issuable, PullRequest)]

    @property
    def labels(self) -> dict[str, Label]:
        """The labels under their names."""
        return {label.name: label for label in self.label_list}

    @property
    def milestones(self) -> dict[str, Milestone]:
        """The milestones under their titles."""
        return {milestone.title: milestone for milestone in self.milestone_list}

    @property
    def head(self) -> Commit | None:
        """The last commit of the default branch; None where there is none."""
        return self.git.branches.get(self.default_branch)

    @property
    def commits(self) -> list[Commit]:
        """The commits of the default branch, newest first."""
        return list(self.git.ancestry(self.head)) if self.head else []

    @property
    def files(self) -> dict[str, str]:
        """The text files of the default branch under their paths."""
        tree = self.head.tree if self.head else {}
        return {path: content.decode("utf-8", "replace") for path, content in tree.items()}

    def issue(self, handle: int | str) -> Issue:
        """Find an issue by its number or by its title. Raises KeyError."""
        for issue in self.issues:
            if handle in (issue.number, issue.title):
                return issue
        raise KeyError(handle)

    def label(self, name: str) -> Label | None:
        """Find a label, case aside."""
        folded = name.casefold()
        return next((label for label in self.label_list if label.name.casefold() == folded), None)

    def milestone(self, number: int) -> Milestone | None:
        """Find a milestone by its number."""
        return next((found for found in self.milestone_list if found.number == number), None)

    def role(self, user: object) -> str | None:
        """Give the role that somebody has here, None where they may not even see it."""
        if user is self.owner:
            return "ADMIN"
        given = self.collaborators.get(user) if isinstance(user, User) else None
        if given is None and user in getattr(self.owner, "members", ()):
            given = "ADMIN"
        return given or (None if self.private else "READ")

    def snapshot(self) -> dict[str, Any]:
        """Give all that people can see as plain values, without ids and times, to compare two worlds."""
        from tests.fake_github.snapshot import snapshot_of  # noqa: PLC0415 - it knows all kinds of things

        return snapshot_of(self)
