"""GitHub behind three calls: query, mutate, rest. Limits are waited for, reads repeated, writes paced."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.failure import AnswerLostError, LimitedError, UnsentError
from roadmap_sync.gh.limits import ONE, Load, WritePacing
from roadmap_sync.gh.retry import (
    LIMIT_TIMES,
    LIMIT_WAIT,
    LOST_WAITS,
    GraphQLError,
    graphql_errors,
    judge,
    limit_wait,
    missing_fields,
)
from roadmap_sync.gh.timing import Timing
from roadmap_sync.gh.transport import Reply, Transport, Verb

Json = dict[str, Any]
_Got = TypeVar("_Got")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a GraphQL document brought: its data, and the errors of the parts that failed."""

    data: Json
    errors: tuple[GraphQLError, ...] = ()


def refuse_half(answer: Answer) -> None:
    """Raise AnswerLostError where GitHub could not tell a part, for a reason that may pass."""
    for error in answer.errors:
        if error.passing:
            raise AnswerLostError(f"GitHub could not answer in full: {error.message or error.kind}")


@dataclass(slots=True)
class Client:
    """Asks GitHub. `headers` are those of the last answer, `skew` how far GitHub's clock is ahead of ours.

    `guard` is called before every write goes out; limits of more than `patience` seconds are not waited for; a server
    that is not reached is tried again after `unreached` seconds each.
    """

    transport: Transport
    pacing: WritePacing
    timing: Timing
    guard: Callable[[], None] = lambda: None
    patience: float = float("inf")
    unreached: Sequence[float] = LOST_WAITS
    has_written: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    skew: timedelta | None = None

    def query(
        self,
        document: str,
        variables: Mapping[str, Any],
        waits: Sequence[float] = LOST_WAITS,
        *,
        check: Callable[[Answer], None] = refuse_half,
    ) -> Answer:
        """Read. Repeated after `waits` where the answer was lost, or `check` raises that it is. Raises TrackerError."""

        def ask() -> Answer:
            answer = self._graphql(document, variables)
            check(answer)
            return answer

        return self._patiently(ask, waits)

    def mutate(self, document: str, variables: Mapping[str, Any], load: Load) -> Answer:
        """Write, once; `load` is what the document holds. Raises the subclasses of TrackerError in `failure`."""
        # Once for the request, not for each repeat: what was refused for a limit wrote nothing.
        self.pacing.before(load)
        return self._patiently(lambda: self._guarded(lambda: self._graphql(document, variables)), ())

    def get(self, path: str) -> Any:  # noqa: ANN401 - JSON is what it is
        """Read over REST. Raises TrackerError."""
        return self._patiently(lambda: self._rest("GET", path, None), LOST_WAITS)

    def send(self, verb: Verb, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Write over REST, once. Raises the subclasses of TrackerError in `failure`."""
        self.pacing.before(ONE)
        got = self._patiently(lambda: self._guarded(lambda: self._rest(verb, path, body)), ())
        self.has_written = True
        return got

    def finishing(self, patience: float = 2 * LIMIT_WAIT) -> Client:
        """The same for what must still be done when the run is stopped: no pacing, no long waiting for limits."""
        # A lock must be let go even, and above all, when the run is told to stop.
        timing = self.timing.finishing()
        return Client(self.transport, WritePacing(0, timing), timing, patience=patience, skew=self.skew)

    def now(self) -> datetime:
        """The time by GitHub's clock, as far as it is known."""
        return self.timing.clock() + (self.skew or timedelta())

    @property
    def scopes(self) -> frozenset[str] | None:
        """The scopes of a classic token as the last answer told; None for other kinds, which have none."""
        listed = self.headers.get("x-oauth-scopes")
        return None if listed is None else frozenset(scope.strip() for scope in listed.split(",") if scope.strip())

    def _patiently(self, ask: Callable[[], _Got], waits: Sequence[float]) -> _Got:
        """Ask, wait for limits, and ask again after `waits` where the answer was lost or nothing was reached."""
        lost = limited = 0
        while True:
            try:
                return ask()
            except LimitedError as error:
                limited += 1
                self.pacing.slow_down()
                # GitHub asks for a minute at least where it names no time, then exponentially more; going on may get
                # banned.
                seconds = error.wait if error.wait is not None else LIMIT_WAIT * 2 ** (limited - 1)
                if limited > LIMIT_TIMES or seconds > self.patience:
                    raise TrackerError(f"GitHub's limit does not end: {error.message}", "Try again later.") from error
                self.timing.wait(seconds, "GitHub's limit is reached")
            # Nothing went out, so even a write may be repeated.
            except UnsentError:
                if lost >= len(self.unreached):
                    raise
                self.timing.wait(self.unreached[lost], "GitHub can't be reached")
                lost += 1
            except AnswerLostError as error:
                if lost >= len(waits):
                    raise
                self.timing.wait(max(error.wait, waits[lost]), "GitHub did not answer")
                lost += 1

    def _guarded(self, ask: Callable[[], _Got]) -> _Got:
        self.guard()
        return ask()

    def _graphql(self, document: str, variables: Mapping[str, Any]) -> Answer:
        reply = self._noted(self.transport.graphql(document, variables))
        answer = reply.json()
        # A proxy may answer with a page of its own and status 200.
        if not isinstance(answer, dict) or not (isinstance(answer.get("data"), dict) or answer.get("errors")):
            raise AnswerLostError("GitHub's answer holds neither data nor errors")
        found = graphql_errors(answer)
        data = answer.get("data")
        # GraphQL's errors come with status 200, some of them beside data that is good.
        if not data or not any(data.values()):
            self._raise_whole(answer, found, reply)
        return Answer(data or {}, found)

    def _raise_whole(self, answer: Json, found: tuple[GraphQLError, ...], reply: Reply) -> None:
        """Raise where the document as a whole was not carried out, for a limit or for want of a field."""
        missing = missing_fields(answer)
        if missing:
            raise missing
        # With a path the limit stopped one mutation alone: others of the document are committed.
        limits = [error for error in found if error.limited and not error.path]
        if limits:
            raise LimitedError(limits[0].message, wait=limit_wait(reply, self.now()))

    def _rest(self, verb: Verb, path: str, body: Mapping[str, Any] | None) -> Any:  # noqa: ANN401
        reply = self._noted(self.transport.rest(verb, path, body))
        return reply.json() if reply.text else None

    def _noted(self, reply: Reply) -> Reply:
        # Hidden here, once for all: every text that can reach an error or a log comes through this line.
        reply = Reply(reply.status, reply.headers, self.transport.hide(reply.text))
        self.headers = reply.headers
        self._set_clock(reply.headers.get("date", ""))
        judge(reply, self.now())
        return reply

    def _set_clock(self, date: str) -> None:
        try:
            told = parsedate_to_datetime(date)
        except ValueError:
            return
        # Leases of locks and limits go by GitHub's clock, not by this machine's.
        if told.tzinfo is not None:
            self.skew = told.astimezone(UTC) - self.timing.clock()
