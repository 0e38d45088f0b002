"""Connections: a list, a page of it, and cursors that stay with their element."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fake_github.graphql.registry import FIELDS, Resolver
from tests.fake_github.refusal import Refused


@dataclass(frozen=True, slots=True)
class Connection:
    """A page of a list: `things` from `start`, of `total` in all. `extra` answers a connection's own fields."""

    things: Sequence[Any]
    start: int
    total: int
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An element with its place."""

    node: Any
    position: int


class Paged(list[Any]):
    """A list that some field shows as a connection, page by page."""


def page(things: Sequence[Any], arguments: dict[str, Any], **extra: Any) -> Connection:
    """Cut the page out of a list that `first`, `after`, `last` and `before` ask for."""
    begin, end = 0, len(things)
    if arguments.get("after"):
        begin = _position(things, arguments["after"]) + 1
    if arguments.get("before"):
        end = _position(things, arguments["before"])
    if arguments.get("first") is not None:
        end = min(end, begin + arguments["first"])
    if arguments.get("last") is not None:
        begin = max(begin, end - arguments["last"])
    return Connection(things[begin:end], begin, len(things), extra)


def connection_field(typename: str, name: str) -> Resolver | None:
    """Give the resolver of a field of a connection, an edge or the page's information."""
    if typename == "PageInfo":
        return FIELDS.get(("PageInfo", name))
    if typename.endswith("Connection"):
        return FIELDS.get((typename, name)) or FIELDS.get(("*Connection", name))
    return FIELDS.get(("*Edge", name)) if typename.endswith("Edge") else None


def cursor(thing: Any, position: int) -> str:
    """Give the opaque mark of an element."""
    return urlsafe_b64encode(f"{position}|{getattr(thing, 'id', '')}".encode()).decode()


def _position(things: Sequence[Any], mark: str) -> int:
    try:
        number, _, identifier = urlsafe_b64decode(mark.encode()).decode().partition("|")
        position = int(number)
    except ValueError as error:
        raise Refused("VALIDATION", f"`{mark}` does not appear to be a valid cursor.") from error
    if not identifier or (position < len(things) and getattr(things[position], "id", "") == identifier):
        return position
    ids = [getattr(thing, "id", "") for thing in things]
    return ids.index(identifier) if identifier in ids else position - 1


def _info(connection: Connection, _call: Any, _arguments: Any) -> Connection:
    return connection


def _edge_mark(connection: Connection, index: int) -> str | None:
    if not connection.things:
        return None
    position = index % len(connection.things)
    return cursor(connection.things[index], connection.start + position)


FIELDS["*Connection", "nodes"] = lambda page, _call, _arguments: page.things
FIELDS["*Connection", "edges"] = lambda page, _call, _arguments: [
    Edge(thing, page.start + offset) for offset, thing in enumerate(page.things)
]
FIELDS["*Connection", "totalCount"] = lambda page, _call, _arguments: page.total
FIELDS["*Connection", "pageInfo"] = _info
FIELDS["*Edge", "node"] = lambda edge, _call, _arguments: edge.node
FIELDS["*Edge", "cursor"] = lambda edge, _call, _arguments: cursor(edge.node, edge.position)
FIELDS["PageInfo", "hasNextPage"] = lambda page, _call, _arguments: page.start + len(page.things) < page.total
FIELDS["PageInfo", "hasPreviousPage"] = lambda page, _call, _arguments: page.start > 0
FIELDS["PageInfo", "endCursor"] = lambda page, _call, _arguments: _edge_mark(page, -1)
FIELDS["PageInfo", "startCursor"] = lambda page, _call, _arguments: _edge_mark(page, 0)
