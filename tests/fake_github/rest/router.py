"""Routes: which function answers which method on which template of the description."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from tests.fake_github.accounts import Actor
from tests.fake_github.call import Call
from tests.fake_github.exchange import Reply
from tests.fake_github.given import Given
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository
from tests.fake_github.world import World

Show = Callable[[Any, str], Any]
Route = Callable[["Asked"], Reply]
ROUTES: dict[tuple[str, str], Route] = {}
DEFAULT_PAGE, MOST = 30, 100


class Moved(Exception):  # noqa: N818
    """What was asked for lives elsewhere: `location` says where."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


@dataclass(slots=True)
class Asked:
    """A request that fits a route: `places` from the path, `query`, `body` (JSON), `base` (the address of REST)."""

    call: Call
    places: dict[str, str]
    query: Given
    body: Any
    base: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """The state."""
        return self.call.world

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.call.actor

    @property
    def fields(self) -> Given:
        """The properties of the body."""
        return self.body if isinstance(self.body, Given) else Given({})

    @property
    def repository(self) -> Repository:
        """The repository of the path. Raises Refused (NOT_FOUND), or Moved where it was renamed."""
        full_name = f"{self.places['owner']}/{self.places['repo']}"
        renamed = self.world.renamed.get(full_name.casefold())
        if self.world.find_repository(full_name) is None and renamed and self.call.caller.sees(renamed):
            rest = self.path.split("/", 4)[4:]
            raise Moved("/".join([f"{self.base}/repositories/{renamed.database_id}", *rest]))
        try:
            return self.call.repository(full_name)
        except Refused:
            raise Refused("NOT_FOUND", "Not Found") from None

    def need(self, action: str) -> Repository:
        """Give the repository of the path where the caller may do a action there. Raises Refused."""
        repository = self.repository
        self.call.need(action, repository)
        return repository

    def page(self, things: Iterable[Any], show: Show) -> Reply:
        """Answer with a page of a list and, in `Link`, where the next one is."""
        listed = list(things)
        size = self._size
        number = max(1, int(self.query.get("page", 1)))
        last = max(1, -(-len(listed) // size))
        shown = [show(thing, self.base) for thing in listed[(number - 1) * size : number * size]]
        links = []
        if number < last:
            links += [("next", number + 1), ("last", last)]
        if number > 1:
            links += [("first", 1), ("prev", number - 1)]
        return Reply(200, shown, self._links("page", links))

    def stretch(self, things: Iterable[Any], show: Show) -> Reply:
        """Answer with a page of a list that goes by cursors (`after`, `before`) instead of numbers."""
        listed = list(things)
        begin = int(self.query.get("after") or 0)
        if self.query.get("before"):
            begin = max(0, int(self.query["before"]) - self._size)
        end = begin + self._size
        shown = [show(thing, self.base) for thing in listed[begin:end]]
        return Reply(200, shown, self._links("after", [("next", end)] if end < len(listed) else []))

    @property
    def _size(self) -> int:
        return max(1, min(MOST, int(self.query.get("per_page", DEFAULT_PAGE))))

    def _links(self, place: str, links: list[tuple[str, int]]) -> dict[str, str]:
        told = {name: value for name, value in dict.items(self.query) if name not in {"page", "after", "before"}}
        address = f"{self.base}{self.path}"
        shown = [f'<{address}?{urlencode({**told, place: mark})}>; rel="{rel}"' for rel, mark in links]
        return {"Link": ", ".join(shown)} if shown else {}


def route(method: str, template: str) -> Callable[[Route], Route]:
    """Decorate the function that answers a method on a template, spelled as in the description."""

    def enter(function: Route) -> Route:
        ROUTES[method, template] = function
        return function

    return enter


def not_found() -> Refused:
    """Say `Not Found`, as REST does for whatever is not there or not to be seen."""
    return Refused("NOT_FOUND", "Not Found")
