"""GitHub as the rest of the program sees it: read, lock, write, estimate."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from http import HTTPStatus
from time import sleep as real_sleep
from urllib.parse import quote
from zoneinfo import ZoneInfo

from roadmap_sync.gh.activity import ActivityQuery, read_activity
from roadmap_sync.gh.authors import Authors
from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.board_reader import BoardReader, statuses
from roadmap_sync.gh.board_writer import BoardWriter
from roadmap_sync.gh.catalog import LabelMaker, MilestoneMaker
from roadmap_sync.gh.client import Client
from roadmap_sync.gh.estimate import estimate_of
from roadmap_sync.gh.failure import RequestRefusedError
from roadmap_sync.gh.ids import ids_of
from roadmap_sync.gh.issue_creation import Creator
from roadmap_sync.gh.issue_editing import Editor
from roadmap_sync.gh.limits import WritePacing
from roadmap_sync.gh.lock import Lock
from roadmap_sync.gh.publisher import BRANCH, GitHubPublisher
from roadmap_sync.gh.queries import Features
from roadmap_sync.gh.relations import Relator
from roadmap_sync.gh.repository import RepositoryInfo, split
from roadmap_sync.gh.repository_reader import RepositoryContents, RepositoryReader
from roadmap_sync.gh.rights import check_may_write
from roadmap_sync.gh.timing import Timing
from roadmap_sync.gh.transport import API_URL, Transport
from roadmap_sync.gh.writer import GitHubWriter
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.protocol import Capabilities, Writer
from roadmap_sync.tracker.state import Board, Issue, Label, State, is_lock
from roadmap_sync.tracker.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where and how: `repository` is OWNER/NAME, `labels` are the roadmaps' own, `boards` what they want of boards.

    `write_interval` is the least time in seconds for each write, 0 without any pacing. `comments` are read where
    notes of time spent are wanted. `insecure` lets plain http out of this machine. Tokens are never shown.
    """

    repository: str
    token: str = field(repr=False)
    project_token: str = field(default="", repr=False)
    api_url: str = API_URL
    graphql_url: str = ""
    labels: tuple[str, ...] = ("roadmap",)
    boards: tuple[Board, ...] = ()
    write_interval: float = 1.0
    comments: bool = False
    types: bool = False
    insecure: bool = False


_UNSEEN = "its token may not see the issues of the repository: give it the scope `repo`"


def _now() -> datetime:
    return datetime.now(UTC)


# An installation's token: https://docs.github.com/en/authentication (About authentication, token formats).
_OF_AN_APP = "ghs_"


class GitHubTracker:
    """A repository's issues as a tracker. `warnings` are told once, such as what an old server can't do."""

    name = "github"
    capabilities = Capabilities(
        boards=True,
        keeps_close_reason=True,
        publishing=True,
        deletion=(
            "To delete for good: open each closed issue and choose “Delete issue” (owners only); milestones and\n"
            "labels have a “Delete” button in their lists, the board one in its settings."
        ),
        creation_notice=(
            "Everybody who watches the repository gets an email for each; to avoid that, set Watch to "
            "“Participating and @mentions” first."
        ),
    )

    def __init__(
        self,
        settings: Settings,
        *,
        say: Callable[[str], None] = lambda _text: None,
        clock: Callable[[], datetime] = _now,
        sleep: Callable[[float], None] = real_sleep,
        should_stop: Callable[[], bool] = lambda: False,
        deadline: datetime | None = None,
    ) -> None:
        split(settings.repository)
        self.settings = settings
        self.warnings: list[str] = []
        # The lease of the lock must not end while a limit is waited for.
        self.timing = Timing(
            clock=clock, sleep=sleep, say=say, should_stop=should_stop, meanwhile=self._keep_lock, deadline=deadline
        )
        self.client = self._client(settings.token, WritePacing(settings.write_interval, self.timing))
        # A person's board takes a classic token; issues are better written with the workflow's own.
        own = settings.project_token and settings.project_token != settings.token
        self.board_client = self._client(settings.project_token, self._board_pacing()) if own else self.client
        # With a token of their own the boards' cards can't come along with the issues.
        features = Features(comments=settings.comments, types=settings.types, cards=bool(settings.boards) and not own)
        self.reader = RepositoryReader(self.client, settings.repository, features, self._warn)
        self.boards = BoardReader(self.board_client, settings.boards, settings.project_token or settings.token)
        self._found: RepositoryContents | None = None
        self._authors = Authors(self.client)
        self._boards_seen: tuple[Board, ...] = ()
        self._reading = 1  # requests that a reading takes
        # Random, since a run has no other name that two processes are sure not to share.
        self._lock = Lock(self.client, self.reader, secrets.token_hex(6))
        # Before each write the lock is checked: a run that lost it must not go on writing beside another.
        self.client.guard = self._lock.keep

    @property
    def place(self) -> str:
        """The repository, on which server where it is not github.com."""
        server = "" if self.settings.api_url == API_URL else f" at {self.settings.api_url}"
        return f"{self.reader.repository}{server}"

    @property
    def requests(self) -> int:
        """How many requests have gone out so far."""
        own = 0 if self.board_client is self.client else self.board_client.transport.sent
        return self.client.transport.sent + own

    def read(self, *, everything: bool = False) -> State:
        """What stands there: issues with our labels, or all. Raises TrackerError."""
        before = self.requests
        found = self.reader.read(() if everything else self.settings.labels)
        found = self._found = replace(found, issues=self._authors.known(found.issues, found.repository))
        boards = self._boards_seen = self.boards.read(found.repository)
        together = self.board_client is self.client and self.reader.features.cards
        ids = [issue.found.id for issue in found.issues if issue.found]
        cards = self.boards.cards(ids, found.cards if together else None)
        if not self.boards.sees_issues:
            boards = tuple(board if board.problem else replace(board, problem=_UNSEEN) for board in boards)
        self._reading = self.requests - before
        return State(
            # A lock is no label of the roadmap's.
            labels=tuple(label for label in found.labels if not is_lock(label)),
            milestones=found.milestones,
            issues=_with_status(found.issues, statuses(cards)),
            boards=boards,
            cards=cards,
            types=tuple(found.types),
        )

    @property
    def unsupported_fields(self) -> frozenset[str]:
        """Fields of an issue that this server does not have; known after a reading."""
        features = self.reader.features
        return frozenset(
            name
            for name, has in (
                ("blocked_by", features.dependencies),
                ("parent", features.sub_issues),
                ("type", features.types or not self.settings.types),
            )
            if not has
        )

    @property
    def known_repository(self) -> RepositoryInfo:
        """The repository as last read. Raises TrackerError where it can't be."""
        return self._read_once().repository

    @property
    def is_private(self) -> bool:
        """Whether strangers can't see the repository. Raises TrackerError."""
        return self.known_repository.private

    @property
    def locks(self) -> tuple[Label, ...]:
        """The labels that are locks, as last read."""
        return tuple(label for label in self._read_once().labels if is_lock(label))

    def links(self) -> Mapping[str, str]:
        """The issues, and the boards that the last reading found."""
        label = quote(f'is:issue label:"{self.settings.labels[0]}"')
        found = {"Issues": f"{self.known_repository.url}/issues?q={label}"}
        boards = [board for board in self._boards_seen if board.url]
        return found | {"Board" if len(boards) == 1 else f"Board {board.title}": board.url for board in boards}

    def publisher(self, branch: str = BRANCH) -> GitHubPublisher:
        """Publishes files to the repository; pull requests come from `branch`."""
        # Its contents alone are asked for: a repository of pages may have no issues, and a token no right to read them.
        return GitHubPublisher(self.client, self.reader.repository, branch)

    def activity(
        self, authors: Sequence[str], zone: ZoneInfo, since: date | None, *, account: bool = False
    ) -> Activity:
        """Commits by these authors since a day, in a zone, and the rest. Raises TrackerError."""
        question = ActivityQuery(
            repository=self.reader.repository, authors=tuple(authors), zone=zone, since=since, account=account
        )
        return read_activity(self.client, question)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs that create out. Raises LockedError, and TrackerError where the token may not write."""
        found = self._read_once()
        check_may_write(found.repository, self.client.scopes)
        with self._lock.held(found.repository.id, found.labels):
            yield

    def tidy(self) -> None:
        """Delete locks that killed runs left behind."""
        self._lock.sweep(self._read_once().labels)

    def whereabouts(self, number: int) -> str:
        """What became of an issue, as GitHub tells it."""
        repository = self.known_repository
        try:
            found = self.client.get(f"/repos/{repository.full_name}/issues/{number}")
        except RequestRefusedError as error:
            return "deleted" if error.status == HTTPStatus.GONE else ""
        url = str(found["html_url"])
        is_here = url.casefold().startswith(f"{repository.url}/".casefold())
        return f"{url} is there, without our mark" if is_here else f"transferred to {url}"

    def writer(self, found: State) -> Writer:
        """A writer that knows the ids of what `found` holds. Raises TrackerError where the token may not write."""
        read = self._read_once()
        check_may_write(read.repository, self.client.scopes)
        ids = ids_of(found, tuple(label for label in read.labels if not is_lock(label)))
        ids.types |= read.types
        cheap = Repeater(self.client)
        features = self.reader.features
        together = self.board_client is self.client
        boards = BoardWriter(self.board_client, self.boards, read.repository, ids, self._warn)
        return GitHubWriter(
            labels=LabelMaker(cheap, self.reader, ids, read.repository.id),
            milestones=MilestoneMaker(self.client, self.reader, ids),
            creator=Creator(
                self.client, read.repository, ids, boards.ids if together else {}, self._warn, features.sub_issues
            ),
            editor=Editor(cheap, ids),
            relator=Relator(cheap, ids, features.dependencies, features.sub_issues),
            boards=boards,
        )

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:
        """How many requests and about how many minutes the groups of steps would take."""
        return estimate_of(
            steps,
            interval=self.settings.write_interval,
            one_token=self.board_client is self.client,
            one_account=self.board_client.pacing is self.client.pacing,
            reading=self._reading,
        )

    def close(self) -> None:
        """Close the connections."""
        self.client.transport.close()
        self.board_client.transport.close()

    def _keep_lock(self) -> None:
        self._lock.keep_waiting()

    def _board_pacing(self) -> WritePacing:
        """Limits are an account's: an app and a person have their own, two tokens may well be one person's."""
        tokens = (self.settings.token, self.settings.project_token)
        one = len({token.startswith(_OF_AN_APP) for token in tokens}) == 1
        return self.client.pacing if one else WritePacing(self.settings.write_interval, self.timing)

    def _client(self, token: str, pacing: WritePacing) -> Client:
        transport = Transport(
            token,
            api_url=self.settings.api_url,
            graphql_url=self.settings.graphql_url,
            insecure=self.settings.insecure,
        )
        return Client(transport, pacing, self.timing)

    def _read_once(self) -> RepositoryContents:
        if self._found is None:
            self._found = self.reader.read(self.settings.labels)
        return self._found

    def _warn(self, text: str) -> None:
        if text not in self.warnings:
            self.warnings.append(text)
            self.timing.say(text)


def _with_status(issues: tuple[Issue, ...], found: Mapping[str, str]) -> tuple[Issue, ...]:
    """The issues, each with its Status on the board."""
    if not found:
        return issues
    return tuple(
        replace(issue, found=replace(issue.found, status=found[issue.found.id]))
        if issue.found and issue.found.id in found
        else issue
        for issue in issues
    )
