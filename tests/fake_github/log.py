"""What was asked: every request with its operations, writes, points and bytes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

READS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(slots=True)
class Entry:
    """One request. `route` is the path as the REST description writes it, or `/graphql`.

    `mutations` are the names of the mutations in the document, each as often as it stands there, `aliases` the
    names that the request gave them, `mutations_done` how many were tried; `points` is the cost against the
    hourly limit; `content_writes` is what counts against the limits on content; the sizes are in bytes.
    """

    method: str
    path: str
    token_kind: str
    asked_at: datetime
    bytes_in: int
    route: str = ""
    operations: list[str] = field(default_factory=list)
    mutations: list[str] = field(default_factory=list)
    points: int = 0
    nodes: int = 0
    content_writes: int = 0
    status: int = 0
    bytes_out: int = 0
    fault: str = ""
    document: str = ""
    aliases: list[str] = field(default_factory=list)
    mutations_done: int = 0

    @property
    def is_write(self) -> bool:
        """Whether the request could change anything."""
        return bool(self.mutations) if self.route == "/graphql" else self.method not in READS


class Totals(NamedTuple):
    """A statement of all that was asked."""

    requests: int
    reads: int
    writes: int
    mutations: int
    points: int
    content_writes: int
    bytes_in: int
    bytes_out: int

    def __str__(self) -> str:
        return (
            f"{self.requests} requests ({self.reads} reads, {self.writes} writes), {self.mutations} mutations,"
            f" {self.points} points, {self.content_writes} content writes,"
            f" {self.bytes_in} bytes in, {self.bytes_out} bytes out"
        )


class Log:
    """The requests in their order."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def __iter__(self) -> Iterator[Entry]:
        return iter(list(self.entries))

    def __len__(self) -> int:
        return len(self.entries)

    def __getitem__(self, position: int) -> Entry:
        return self.entries[position]

    def clear(self) -> None:
        """Forget what was asked so far."""
        self.entries.clear()

    @property
    def writes(self) -> list[Entry]:
        """The requests that could change something."""
        return [entry for entry in self if entry.is_write]

    @property
    def mutations(self) -> list[str]:
        """The names of all mutations that were asked for, in their order."""
        return [name for entry in self for name in entry.mutations]

    def totals(self) -> Totals:
        """Add it all up."""
        return Totals(
            requests=len(self),
            reads=len(self) - len(self.writes),
            writes=len(self.writes),
            mutations=len(self.mutations),
            points=sum(entry.points for entry in self),
            content_writes=sum(entry.content_writes for entry in self),
            bytes_in=sum(entry.bytes_in for entry in self),
            bytes_out=sum(entry.bytes_out for entry in self),
        )
