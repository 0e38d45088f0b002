"""Issues and pull requests: what they have in common, and what sets them apart."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from tests.fake_github.accounts import Actor, Bot, IssueType, Organization, User

if TYPE_CHECKING:
    from tests.fake_github.boards import Item
    from tests.fake_github.labels import Label, Milestone
    from tests.fake_github.repository import Repository


@dataclass(eq=False, slots=True)
class Comment:
    """A comment under an issue or pull request."""

    typename: ClassVar[str] = "IssueComment"
    id: str
    database_id: int
    issuable: "Issuable"
    author: Actor
    body: str
    created_at: datetime
    updated_at: datetime

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.issuable.url}#issuecomment-{self.database_id}"


@dataclass(eq=False, slots=True)
class Edit:
    """One version of a body: who wrote it, when, and (in `diff`, as GitHub calls it) the whole text."""

    typename: ClassVar[str] = "UserContentEdit"
    id: str
    editor: Actor
    edited_at: datetime
    diff: str


@dataclass(eq=False, slots=True)
class Event:
    """Something that happened to a issuable; `typename` is its type in the timeline."""

    typename: str
    id: str
    issuable: "Issuable"
    actor: Actor
    created_at: datetime
    details: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False, slots=True)
class Issuable:
    """What issues and pull requests share: a number, a title, a body, labels, a milestone."""

    typename: ClassVar[str] = "Issuable"
    id: str
    database_id: int
    repository: "Repository"
    number: int
    author: Actor
    title: str
    body: str
    created_at: datetime
    updated_at: datetime
    state: str = "OPEN"
    closed_at: datetime | None = None
    closed_by: Actor | None = None
    labels: list["Label"] = field(default_factory=list)
    milestone: "Milestone | None" = None
    assignees: list[User] = field(default_factory=list)
    issue_type: IssueType | None = None
    comments: list[Comment] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    items: list["Item"] = field(default_factory=list)
    locked: bool = False

    @property
    def path(self) -> str:
        """The word that its address has between repository and number."""
        return "issues"

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.repository.url}/{self.path}/{self.number}"

    @property
    def closed(self) -> bool:
        """Whether it is closed or merged."""
        return self.state != "OPEN"

    @property
    def last_edit(self) -> Edit | None:
        """The last edit of the body; the first version is no edit."""
        return self.edits[-1] if len(self.edits) > 1 else None

    @property
    def author_association(self) -> str:
        """What the author is to the repository, as `CommentAuthorAssociation` names it."""
        return association(self.author, self.repository)

    def has_label(self, name: str) -> bool:
        """Tell whether it carries a label, case aside."""
        return any(label.name.casefold() == name.casefold() for label in self.labels)


@dataclass(eq=False, slots=True)
class Issue(Issuable):
    """An issue: a issuable that has a parent, children, blockers and a reason to be closed."""

    typename: ClassVar[str] = "Issue"
    state_reason: str | None = None
    parent: "Issue | None" = None
    children: list["Issue"] = field(default_factory=list)
    blocked_by: list["Issue"] = field(default_factory=list)
    blocking: list["Issue"] = field(default_factory=list)
    duplicate_of: "Issue | None" = None

    def __repr__(self) -> str:
        return f"<Issue #{self.number} {self.title!r} {self.state}>"


@dataclass(eq=False, slots=True)
class PullRequest(Issuable):
    """A pull request: a issuable that would merge one branch into another."""

    typename: ClassVar[str] = "PullRequest"
    head_ref: str = ""
    base_ref: str = "main"
    merged_at: datetime | None = None
    draft: bool = False
    merge_oid: str | None = None

    @property
    def path(self) -> str:
        """The word that its address has between repository and number."""
        return "pull"

    @property
    def merged(self) -> bool:
        """Whether it was merged."""
        return self.merged_at is not None


def association(actor: Actor, repository: "Repository") -> str:
    """Say what somebody is to a repository: OWNER, MEMBER, COLLABORATOR, CONTRIBUTOR or NONE."""
    owner = repository.owner
    if actor is owner:
        return "OWNER"
    if isinstance(owner, Organization) and actor in owner.members and actor not in owner.private:
        return "MEMBER"
    if not isinstance(actor, Bot) and actor in repository.collaborators:
        return "COLLABORATOR"
    return "CONTRIBUTOR" if repository.git.has_author(actor) else "NONE"
