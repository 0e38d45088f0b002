"""Whether an answer says all that was asked: each thing is there, gone, hidden or unknown, and each list is whole.

GitHub's databases are copies that lag, so what one answer lacks is never taken for missing: it is asked for again.
What a token may not see is hidden: normal for many tokens, and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from roadmap_sync.gh.attempts import attempts
from roadmap_sync.gh.client import Answer, Client, Json
from roadmap_sync.gh.failure import AnswerLostError
from roadmap_sync.gh.retry import FORBIDDEN, FRESH_WAITS, GraphQLError

_PER_QUERY = 100  # the most ids that GitHub takes in one query
# What things may be without, what a token may not see of them, and what only some servers tell.
_MAY_BE_NULL = frozenset(
    {
        *("author", "closedAt", "clientMutationId", "content", "creator", "databaseId", "description", "diff", "dueOn"),
        *(
            "endCursor",
            "field",
            "issueType",
            "issueTypes",
            "milestone",
            "owner",
            "parent",
            "project",
            "readme",
        ),
        *("shortDescription", "stateReason", "text", "userContentEdits", "viewerPermission"),
    }
)
_READINGS = 4  # how often a list is read that changes meanwhile, or holds less than it says


class Presence(Enum):
    """What is known of a thing that was asked for by its id."""

    THERE = "there"
    GONE = "gone"
    HIDDEN = "hidden"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sight:
    """What an answer says of one thing; `node` holds it where it is there."""

    presence: Presence
    node: Json = field(default_factory=dict)

    @property
    def problem(self) -> str:
        """Why nothing can be done with it; "" where it is there."""
        match self.presence:
            case Presence.THERE:
                return ""
            case Presence.GONE:
                return "It is gone: deleted or moved meanwhile. Run again to see."
            case Presence.HIDDEN:
                return "The token may not see it: `roadmap-sync doctor` says what it lacks."
            case Presence.UNKNOWN:
                return "GitHub did not say how it stands now, so nothing of it was written. The next run does it."


def look_up(client: Client, document: str, ids: Sequence[str]) -> Mapping[str, Sight]:
    """Each id with what ``nodes(ids: $ids)`` of `document` says of it; what is not there is looked for once more.

    Raises TrackerError.
    """
    found: dict[str, Sight] = {}
    for first in range(0, len(ids), _PER_QUERY):
        some = list(ids[first : first + _PER_QUERY])
        for _ in attempts(client.timing, FRESH_WAITS[:1], "GitHub does not know everything at once"):
            answer = client.query(document, {"ids": some}, check=_unchecked)
            seen = dict(zip(some, _sights(answer, len(some)), strict=True))
            found |= seen
            some = [one for one, sight in seen.items() if sight.presence in {Presence.GONE, Presence.UNKNOWN}]
            if not some:
                break
    return found


def _unchecked(_: Answer) -> None:
    """Accept errors beside data: they are told apart by thing."""


def _sights(answer: Answer, asked: int) -> Iterator[Sight]:
    listed = answer.data.get("nodes")
    # A list that is not as long as that of the ids can't be told apart.
    whole = isinstance(listed, list) and len(listed) == asked
    for index in range(asked):
        node = listed[index] if whole and listed else None
        errors = [error for error in answer.errors if error.path[:2] in {("nodes", index), ("nodes",), ()}]
        yield _sight(node, errors, index)


def _sight(node: Json | None, errors: Sequence[GraphQLError], index: int) -> Sight:
    kinds = {error.kind for error in errors}
    if node and "id" in node:
        # An error inside concerns a part that may not be seen, or one that GitHub could not tell.
        return Sight(Presence.UNKNOWN) if kinds - FORBIDDEN or _has_gaps(node) else Sight(Presence.THERE, node)
    if kinds & FORBIDDEN:
        return Sight(Presence.HIDDEN)
    exact = {error.kind for error in errors if error.path == ("nodes", index)}
    return Sight(Presence.GONE if exact == {"NOT_FOUND"} else Presence.UNKNOWN)


def _has_gaps(node: Json) -> bool:
    try:
        check_whole(node)
    except AnswerLostError:
        return True
    return False


def nodes(connection: Mapping[str, Any] | None) -> list[Json]:
    """The nodes of a connection that the token may see. Raises AnswerLostError where the list itself is missing."""
    if connection is None or connection.get("nodes") is None:
        raise AnswerLostError("GitHub left out a list that was asked for")
    # What the token may not see comes as null in a list.
    return [node for node in connection["nodes"] if node]


def asked_nodes(thing: Mapping[str, Any], name: str) -> list[Json]:
    """The nodes of a list of a thing; none where it was not asked for. Raises AnswerLostError."""
    return nodes(thing[name]) if name in thing else []


def required(data: Json, *path: str) -> Json:
    """What stands at a path of an answer. Raises AnswerLostError where a part of the way is missing."""
    found: Any = data
    for name in path:
        found = found.get(name)
        if not isinstance(found, dict):
            raise AnswerLostError(f"GitHub left out what was asked for ({name})")
    result: Json = found
    return result


def check_whole(value: object) -> None:
    """Raise AnswerLostError where a part of an answer is null that GitHub always has. Nulls in lists are hidden."""
    if isinstance(value, dict):
        for name, held in value.items():
            if held is None and name not in _MAY_BE_NULL:
                raise AnswerLostError(f"GitHub left out what was asked for ({name})")
            if name == "fieldValues":
                nodes(held)  # a value may be null itself, as where its option was deleted
                continue
            # A list of options is only ever written whole.
            if name == "options" and None in (held or ()):
                raise AnswerLostError("GitHub left out the options of a field")
            check_whole(held)
    elif isinstance(value, list):
        for held in value:
            check_whole(held)


def check_page(page: Json | None) -> None:
    """Raise AnswerLostError where a page of a list that must be whole is not."""
    listed = (page or {}).get("nodes")
    info = (page or {}).get("pageInfo")
    # Nothing in a list of the repository's own may be missing: it would look as if it had been deleted.
    if not isinstance(listed, list) or not isinstance(info, dict) or not all(listed):
        raise AnswerLostError("GitHub left out a part of a list")
    if info["hasNextPage"] and not info["endCursor"]:
        raise AnswerLostError("GitHub left out where a list goes on")


@dataclass(slots=True)
class Listing:
    """A list read page by page, from the beginning again where it shrank meanwhile or holds less than it says.

    A list that is as short when it is read again is short: GitHub counts what it shows to nobody.
    """

    name: Callable[[Json], str] = lambda node: str(node["id"])
    cursor: str | None = None
    done: bool = False
    seen: dict[str, Json] = field(default_factory=dict)
    _total: int = 0
    _readings: int = 1
    _shrank: bool = False
    _short: int = -1

    def take(self, page: Json) -> None:
        """Add a page, which may have come with another one's request. Raises AnswerLostError."""
        check_page(page)
        total = page.get("totalCount", 0)
        # What moves up by one when something before it goes away would be skipped.
        self._shrank |= total < self._total
        self._total = total
        self.seen |= {self.name(node): node for node in page["nodes"]}
        self.cursor = page["pageInfo"]["endCursor"]
        self.done = not page["pageInfo"]["hasNextPage"]
        if self.done and (self._shrank or self._is_short()):
            self._again()

    def _is_short(self) -> bool:
        before, self._short = self._short, len(self.seen)
        return len(self.seen) < self._total and before != len(self.seen)

    def _again(self) -> None:
        if self._readings == _READINGS:
            raise AnswerLostError("A list changed each time it was read")
        self._readings += 1
        self.cursor, self.done, self._shrank, self._total = None, False, False, 0
        self.seen.clear()


def whole_list(ask: Callable[[str | None], Json], first: Json | None = None) -> list[Json]:
    """All nodes of a list; `ask` brings the page after a cursor, `first` is a page that is there already."""
    listing = Listing()
    if first is not None:
        listing.take(first)
    while not listing.done:
        listing.take(ask(listing.cursor))
    return list(listing.seen.values())
