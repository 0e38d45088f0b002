"""One writer at a time: a label is the lock, for GitHub refuses a name that is taken.

``roadmap-sync lock N`` carries the run and the end of its lease in its description. An expired one is taken over by
making N+1; the answer to that lists the newest labels, so that two runs that do it at once see each other. Times are
GitHub's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from roadmap_sync.errors import LockedError, TrackerError
from roadmap_sync.gh.attempts import attempts
from roadmap_sync.gh.batch import Repeater, carry_out
from roadmap_sync.gh.client import Client
from roadmap_sync.gh.mutation import Done, Failed, Mutation
from roadmap_sync.gh.reading import nodes
from roadmap_sync.gh.repository_reader import RepositoryReader, label_of
from roadmap_sync.tracker.state import Label

# Long enough for a batch and GitHub's waits, short enough to wait for after a run that was killed.
LEASE = timedelta(minutes=10)
_RENEW = timedelta(minutes=3)  # before its end a lease is renewed
_AGAIN = timedelta(minutes=1)  # after which renewing is tried again, where it did not work out
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_LOOKING_WAITS = (2.0,) * 4  # seconds: short ones, for the lease has begun and goes on running
_COLOR = "ededed"
_NAME = re.compile(r"roadmap-sync lock (\d+)", re.IGNORECASE)
_HELD = re.compile(r"run (\S+) until (\S+)")
# Newest first and 50 of them: every lock of a run at the same moment is among them.
_OTHERS = (
    "repository { labels(first: 50, orderBy: {field: CREATED_AT, direction: DESC}) {"
    " nodes { id name color description } } }"
)
_BACK = f"label {{ id {_OTHERS} }}"


@dataclass(slots=True)
class Lock:
    """The lock of a repository, as one run sees it; `run` names the run."""

    client: Client
    reader: RepositoryReader
    run: str
    _id: str = ""
    _name: str = ""
    _until: datetime = _NEVER
    _expired: list[str] = field(default_factory=list)
    _looking: bool = False
    _next_try: datetime = _NEVER

    @contextmanager
    def held(self, repository: str, labels: Sequence[Label]) -> Iterator[None]:
        """Hold the lock; `labels` are the repository's as last read. Raises LockedError, TrackerError."""
        self._take(repository, labels)
        try:
            yield
        finally:
            self._release()

    def keep(self) -> None:
        """See before a write that the lock is still ours, renewing its lease in time. Raises LockedError."""
        # Renewing writes, and each write asks this: it must not ask itself.
        if not self._id or self._looking or self.client.now() < self._until - _RENEW:
            return
        until = self.client.now() + LEASE
        self._looking = True
        try:
            results = [result for _, result in Repeater(self.client).run([self._renewal(until)])]
        finally:
            self._looking = False
        if not results:  # asked to stop: what comes next stops too
            return
        result = results[0]
        # Somebody deleted the label, as the message of the lock tells people to: the run is no longer alone.
        if isinstance(result, Failed) and result.error.kind == "NOT_FOUND":
            raise LockedError(f"The lock of this run, the label {self._name!r}, is gone", "Run again.")
        if not isinstance(result, Done):
            raise TrackerError(f"The lock could not be renewed: {result.words}", "Run again.")
        self._refuse_others([label_of(node) for node in nodes(result.payload["label"]["repository"]["labels"])])
        self._until = until

    def keep_waiting(self) -> None:
        """Renew the lease in time during a long wait; what does not work out is for `keep` to find, after it."""
        if not self._id or self._looking or self.client.now() < max(self._until - _RENEW, self._next_try):
            return
        self._next_try = self.client.now() + _AGAIN
        until = self.client.now() + LEASE
        client = self.client.finishing(patience=0)
        self._looking = True
        try:
            result = carry_out(client, [self._renewal(until)])[0]
            if isinstance(result, Done):
                self._until = until
        except TrackerError:
            # GitHub asks for this very pause, perhaps. The lease may end meanwhile; nothing is written without it.
            return
        finally:
            self._looking = False

    def sweep(self, labels: Sequence[Label]) -> None:
        """Delete expired locks, which killed runs left behind; `labels` are the repository's as last read."""
        now = self.client.now()
        self._expired = [one.id for one in labels if _NAME.fullmatch(one.name) and _holder(one)[1] <= now]
        self._delete(self._expired)

    def _renewal(self, until: datetime) -> Mutation:
        return Mutation("updateLabel", {"id": self._id, "description": self._words(until)}, _BACK)

    def _take(self, repository: str, labels: Sequence[Label]) -> None:
        self._refuse_others(labels)
        # All of them have expired, or we would not be here.
        locks = [label for label in labels if _NAME.fullmatch(label.name)]
        self._expired = [label.id for label in locks]
        self._name = f"roadmap-sync lock {max((_number(label) for label in locks), default=0) + 1}"
        self._until = self.client.now() + LEASE
        given = {"repositoryId": repository, "name": self._name, "color": _COLOR}
        mutation = Mutation("createLabel", {**given, "description": self._words(self._until)}, _BACK)
        try:
            self._refuse_others(self._make(mutation))
        except LockedError:
            self._release()
            raise

    def _make(self, mutation: Mutation) -> list[Label]:
        """Make our label, looking for it where there was no answer; the labels there are. Raises TrackerError."""
        why = ""
        for attempt in attempts(self.client.timing, _LOOKING_WAITS, "GitHub did not answer"):
            # After a request without an answer the label may be there.
            if attempt.number and (there := self._found()):
                return there
            if attempt.is_last:
                break
            result = carry_out(self.client, [mutation])[0]
            if isinstance(result, Done):
                self._id = result.payload["label"]["id"]
                return [label_of(node) for node in nodes(result.payload["label"]["repository"]["labels"])]
            why = result.words
            if isinstance(result, Failed):
                # "Taken" may mean by ourselves, through an earlier request whose answer was lost.
                if there := self._found():
                    return there
                break
        # Two runs chose the same number: GitHub let one of them have the name.
        if "taken" in why:
            raise LockedError("Another run was a moment faster", "Wait until it has ended, then run the command again.")
        raise TrackerError(f"The lock could not be taken: {why}", "`roadmap-sync doctor` says what it lacks.")

    def _found(self) -> list[Label]:
        """The repository's labels where ours is among them, else none. Raises LockedError where another run's is."""
        there = self.reader.labels()[1]
        mine = next((one for one in there if one.name == self._name and _holder(one)[0] == self.run), None)
        if mine:
            self._id = mine.id
            return there
        self._refuse_others(there)
        return []

    def _release(self) -> None:
        """Delete our label, and expired ones that we took over. An error here is ignored: the lease ends by itself."""
        ids, self._id = [self._id, *self._expired] if self._id else [], ""
        self._delete(ids)

    def _delete(self, ids: Sequence[str]) -> None:
        if not ids:
            return
        try:
            mutations = [Mutation("deleteLabel", {"id": label}) for label in ids]
            # Also when the run failed: its lock must not stop the next one for ten minutes.
            for _ in Repeater(self.client.finishing()).run(mutations):
                pass
        except TrackerError:
            return

    def _refuse_others(self, labels: Sequence[Label]) -> None:
        now = self.client.now()
        for label in labels:
            run, until = _holder(label)
            # Our own run's name: a label whose making had no answer.
            if _NAME.fullmatch(label.name) and label.id != self._id and run != self.run and until > now:
                raise LockedError(
                    f"Another run writes here, until {until:%H:%M} UTC at the latest (label {label.name!r})",
                    "Wait until it has ended, then run the command again. If no run is under way, delete that label.",
                )

    def _words(self, until: datetime) -> str:
        return f"A sync is under way: run {self.run} until {until:%Y-%m-%dT%H:%M:%SZ}"


def _holder(label: Label) -> tuple[str, datetime]:
    """Run and end of the lease; a label that people created or edited counts as expired."""
    found = _HELD.search(label.description)
    try:
        until = datetime.fromisoformat(found[2]) if found else None
    except ValueError:
        until = None
    if found is None or until is None or until.tzinfo is None:
        return "", _NEVER
    return found[1], until


def _number(label: Label) -> int:
    found = _NAME.fullmatch(label.name)
    return int(found[1]) if found else 0
