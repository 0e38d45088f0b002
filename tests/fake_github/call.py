"""One request on its way: the world it meets, who asks, and what is to go wrong with it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.fake_github.accounts import Actor
from tests.fake_github.boards import Field, Item, Project
from tests.fake_github.faults import Fault
from tests.fake_github.issuables import Issuable
from tests.fake_github.limits import Limits
from tests.fake_github.log import Entry
from tests.fake_github.refusal import Refused
from tests.fake_github.repository import Repository
from tests.fake_github.rights import Caller
from tests.fake_github.world import World

Thing = TypeVar("Thing")


@dataclass(slots=True)
class Call:
    """What a resolver or a route works with. `gaps` are things the fake could not answer, each a failed test."""

    world: World
    caller: Caller
    entry: Entry
    limits: Limits
    faults: list[Fault] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    operation: str = ""
    hid: list[Fault] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        """Who acts."""
        return self.caller.actor

    def node(self, identifier: str, *kinds: type) -> Any:
        """Find a node that this caller may see. Raises Refused (NOT_FOUND)."""
        found = self.world.node(identifier, *kinds)
        if self._is_hidden(found, "not_found_fresh") or not self.sees(found):
            raise Refused("NOT_FOUND", f"Could not resolve to a node with the global id of '{identifier}'")
        return found

    def sees(self, thing: Any) -> bool:
        """Tell whether a thing exists for this caller."""
        if isinstance(thing, Item | Field):
            thing = thing.project
        if isinstance(thing, Project):
            return self.caller.sees_board(thing)
        repository = thing if isinstance(thing, Repository) else getattr(thing, "repository", None)
        return repository is None or self.caller.sees(repository)

    def repository(self, full_name: str) -> Repository:
        """Find a repository by its present name. Raises Refused (NOT_FOUND)."""
        found = self.world.find_repository(full_name)
        if found is None or not self.caller.sees(found):
            raise Refused("NOT_FOUND", f"Could not resolve to a Repository with the name '{full_name}'.")
        return found

    def listed(self, things: Iterable[Thing]) -> list[Thing]:
        """Give what a list shows: all, unless it is stale."""
        if not any(fault.kind == "stale_list" for fault in self.faults):
            return list(things)
        return [thing for thing in things if not self._is_hidden(thing, "stale_list")]

    def missing_when_fresh(self, issuable: Issuable) -> None:
        """Raise Refused where a rule says that something new is not found yet."""
        if self._is_hidden(issuable, "not_found_fresh"):
            raise Refused("NOT_FOUND", f"Could not resolve to an Issue with the number of {issuable.number}.")

    def need(self, action: str, repository: Repository) -> None:
        """Raise Refused unless the caller may do a action (see `rights.AREAS`) there."""
        self.caller.need(action, repository, self.operation)

    def _is_hidden(self, thing: Any, kind: str) -> bool:
        hiding = [each for each in self.faults if each.kind == kind and thing.id not in each.known]
        for fault in hiding:
            if fault not in self.hid:
                self.hid.append(fault)
                fault.hit += 1
        return bool(hiding)
