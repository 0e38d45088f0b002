"""Labels and milestones of a repository."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tests.fake_github.accounts import Account
    from tests.fake_github.repository import Repository

PACIFIC = ZoneInfo("America/Los_Angeles")
DEFAULT_LABELS = (
    ("bug", "d73a4a", "Something isn't working"),
    ("documentation", "0075ca", "Improvements or additions to documentation"),
    ("duplicate", "cfd3d7", "This issue or pull request already exists"),
    ("enhancement", "a2eeef", "New feature or request"),
    ("good first issue", "7057ff", "Good for newcomers"),
    ("help wanted", "008672", "Extra attention is needed"),
    ("invalid", "e4e669", "This doesn't seem right"),
    ("question", "d876e3", "Further information is requested"),
    ("wontfix", "ffffff", "This will not be worked on"),
)


@dataclass(eq=False, slots=True)
class Label:
    """A label. Its name is unique in the repository without regard to case."""

    typename: ClassVar[str] = "Label"
    id: str
    database_id: int
    repository: "Repository"
    name: str
    color: str
    description: str | None
    created_at: datetime
    is_default: bool = False

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.repository.url}/labels/{quote(self.name)}"


@dataclass(eq=False, slots=True)
class Milestone:
    """A milestone. `due_on` is a midnight in California, as GitHub keeps it."""

    typename: ClassVar[str] = "Milestone"
    id: str
    database_id: int
    repository: "Repository"
    number: int
    title: str
    creator: "Account"
    created_at: datetime
    updated_at: datetime
    description: str | None = None
    due_on: datetime | None = None
    state: str = "OPEN"
    closed_at: datetime | None = None

    @property
    def url(self) -> str:
        """Where people see it."""
        return f"{self.repository.url}/milestone/{self.number}"

    def count(self, state: str) -> int:
        """Count its issues and pull requests in a state, "OPEN" or "CLOSED"."""
        held = [issuable for issuable in self.repository.issuables.values() if issuable.milestone is self]
        return sum((issuable.state == "OPEN") == (state == "OPEN") for issuable in held)


def floored_due(moment: datetime) -> datetime:
    """Floor a due moment to the midnight of California before it: GitHub keeps a date, not a time."""
    local = moment.astimezone(PACIFIC)
    return datetime(local.year, local.month, local.day, tzinfo=PACIFIC).astimezone(UTC)
