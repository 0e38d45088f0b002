"""Projects (v2): boards with fields, items, views and the workflows that are built in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from tests.fake_github.accounts import Actor, Owner
from tests.fake_github.issuables import Issuable

if TYPE_CHECKING:
    from tests.fake_github.repository import Repository

BUILT_IN = (
    ("Title", "TITLE"),
    ("Assignees", "ASSIGNEES"),
    ("Status", "SINGLE_SELECT"),
    ("Labels", "LABELS"),
    ("Linked pull requests", "LINKED_PULL_REQUESTS"),
    ("Milestone", "MILESTONE"),
    ("Repository", "REPOSITORY"),
    ("Reviewers", "REVIEWERS"),
    ("Parent issue", "PARENT_ISSUE"),
    ("Sub-issues progress", "SUB_ISSUES_PROGRESS"),
)
RESERVED = frozenset(name.casefold() for name, _ in BUILT_IN) | {"type", "created", "updated", "closed"}
CUSTOM = frozenset({"TEXT", "NUMBER", "DATE", "SINGLE_SELECT", "ITERATION"})
STATUS_OPTIONS = (
    ("Todo", "GREEN", "This item hasn't been started"),
    ("In Progress", "YELLOW", "This is actively being worked on"),
    ("Done", "PURPLE", "This has been completed"),
)
WORKFLOWS = (
    ("Item added to project", False),
    ("Item reopened", False),
    ("Item closed", True),
    ("Code changes requested", False),
    ("Code review approved", False),
    ("Pull request merged", True),
    ("Auto-close issue", False),
)


@dataclass(eq=False, slots=True)
class Option:
    """A choice of a single-select field."""

    typename: ClassVar[str] = "ProjectV2SingleSelectFieldOption"
    id: str
    name: str
    color: str
    description: str


@dataclass(eq=False, slots=True)
class Iteration:
    """A stretch of days of an iteration field."""

    typename: ClassVar[str] = "ProjectV2IterationFieldIteration"
    id: str
    title: str
    start_date: date
    duration: int

    @property
    def end(self) -> date:
        """The day after its last."""
        return self.start_date + timedelta(days=self.duration)


@dataclass(eq=False, slots=True)
class Field:
    """A column of a project: built in, or made by somebody."""

    id: str
    database_id: int
    project: "Project"
    name: str
    data_type: str
    created_at: datetime
    options: list[Option] = field(default_factory=list)
    iterations: list[Iteration] = field(default_factory=list)
    duration: int = 14
    start_day: int = 1

    @property
    def typename(self) -> str:
        """The type that GraphQL has for it."""
        special = {"SINGLE_SELECT": "ProjectV2SingleSelectField", "ITERATION": "ProjectV2IterationField"}
        return special.get(self.data_type, "ProjectV2Field")

    def option(self, handle: str) -> Option | None:
        """Find a choice by its id or its name."""
        return next((option for option in self.options if handle in (option.id, option.name)), None)


@dataclass(eq=False, slots=True)
class Draft:
    """A draft issue: it lives on a board alone."""

    typename: ClassVar[str] = "DraftIssue"
    id: str
    title: str
    body: str
    creator: Actor
    created_at: datetime


@dataclass(eq=False, slots=True)
class Value:
    """What an item has in a field: text, number, date, an option's or an iteration's id."""

    id: str
    database_id: int
    field: Field
    item: "Item"
    value: Any
    creator: Actor
    created_at: datetime
    updated_at: datetime


@dataclass(eq=False, slots=True)
class Item:
    """A card: a issuable or draft on a board with its values, under the ids of the fields."""

    typename: ClassVar[str] = "ProjectV2Item"
    id: str
    database_id: int
    project: "Project"
    content: Issuable | Draft
    creator: Actor
    created_at: datetime
    updated_at: datetime
    archived: bool = False
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def type(self) -> str:
        """The kind of its content."""
        kinds = {"Issue": "ISSUE", "PullRequest": "PULL_REQUEST", "DraftIssue": "DRAFT_ISSUE"}
        return kinds[self.content.typename]

    def text(self, name: str) -> Any:
        """Give the value of a field by the field's name as people read it: an option's name, a number, None."""
        found = self.project.field(name)
        held = self.values.get(found.id) if found else None
        if not found or not held:
            return None
        if found.data_type == "SINGLE_SELECT":
            option = found.option(held.value)
            return option.name if option else None
        if found.data_type == "ITERATION":
            return next(each.title for each in found.iterations if each.id == held.value)
        return held.value


@dataclass(eq=False, slots=True)
class View:
    """A way to look at a project."""

    typename: ClassVar[str] = "ProjectV2View"
    id: str
    database_id: int
    project: "Project"
    number: int
    name: str
    layout: str
    created_at: datetime
    filter: str | None = None
    visible: list[Field] = field(default_factory=list)
    group_by: list[Field] = field(default_factory=list)
    vertical_group_by: list[Field] = field(default_factory=list)
    sort_by: list[tuple[Field, str]] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Workflow:
    """An automation that GitHub builds in; the API may read and delete it, nothing else."""

    typename: ClassVar[str] = "ProjectV2Workflow"
    id: str
    database_id: int
    project: "Project"
    number: int
    name: str
    enabled: bool


@dataclass(eq=False, slots=True)
class StatusUpdate:
    """A public note on how a project goes."""

    typename: ClassVar[str] = "ProjectV2StatusUpdate"
    id: str
    database_id: int
    project: "Project"
    creator: Actor
    body: str
    status: str | None
    start_date: date | None
    target_date: date | None
    created_at: datetime


@dataclass(eq=False, slots=True)
class Project:
    """A board of a person or an organisation. `items` stand in the order that people see."""

    typename: ClassVar[str] = "ProjectV2"
    id: str
    database_id: int
    number: int
    title: str
    owner: Owner
    creator: Actor
    created_at: datetime
    updated_at: datetime
    short_description: str | None = None
    readme: str | None = None
    public: bool = False
    closed: bool = False
    closed_at: datetime | None = None
    template: bool = False
    fields: list[Field] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    views: list[View] = field(default_factory=list)
    workflows: list[Workflow] = field(default_factory=list)
    repositories: list["Repository"] = field(default_factory=list)
    status_updates: list[StatusUpdate] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<Project {self.owner.login}#{self.number} {self.title!r}>"

    @property
    def url(self) -> str:
        """Where people see it."""
        path = "orgs" if self.owner.typename == "Organization" else "users"
        return f"https://github.com/{path}/{self.owner.login}/projects/{self.number}"

    def field(self, name: str) -> Field | None:
        """Find a field by its name, case aside."""
        folded = name.casefold()
        return next((found for found in self.fields if found.name.casefold() == folded), None)

    def item(self, content: Issuable | Draft) -> Item | None:
        """Find the card of a issuable, archived or not."""
        return next((item for item in self.items if item.content is content), None)

    def workflow(self, name: str) -> Workflow | None:
        """Find a workflow by its name."""
        return next((found for found in self.workflows if found.name == name), None)
