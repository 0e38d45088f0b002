"""Faults by rule: what goes wrong, with which request, before or after its effect, how often."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from tests.fake_github.log import Entry

KINDS = frozenset(
    {
        "status",
        "html",
        "cut",
        "cut_json",
        "slow",
        "rate_limited",
        "secondary",
        "alias",
        "not_found_fresh",
        "stale_list",
        "kill",
        "do",
        "rewrite",
    }
)
HIDING = frozenset({"not_found_fresh", "stale_list"})  # these count when they have hidden something
Match = str | int | Callable[[Entry], bool] | None


@dataclass(slots=True, eq=False)
class Fault:
    """A rule. See `Faults.add`."""

    match: Match
    kind: str
    when: str = "before"
    times: int = 1
    status: int = 502
    message: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    alias: str | int = 0
    error_type: str = "SERVICE_UNAVAILABLE"
    call: Callable[[], Any] | None = None
    change: Callable[[Any], None] | None = None
    hit: int = 0
    known: frozenset[str] = frozenset()

    def fits(self, entry: Entry, number: int) -> bool:
        """Tell whether it goes wrong with this request, the so-manieth since the rules began."""
        if self.kind == "alias" and self.alias not in (*entry.aliases, *range(len(entry.aliases))):
            return False
        match self.match:
            case None:
                return True
            case int():
                return number == self.match
            case str():
                names = [*entry.operations, *entry.mutations, entry.route, f"{entry.method} {entry.route}"]
                path = f"{entry.method} {entry.path}"
                return self.match in names or re.fullmatch(self.match, path) is not None
            case _:
                return self.match(entry)


class Faults:
    """The rules of a fake. `dead` means that a `kill` has struck: no request gets through any more."""

    def __init__(self, known: Callable[[], Iterable[str]] = tuple) -> None:
        self._known = known
        self.rules: list[Fault] = []
        self.dead = False
        self._requests = 0

    def add(self, match: Match = None, *, kind: str, **settings: Any) -> Fault:
        """Add a rule; it strikes `times` times (1; -1: always) at requests that `match`, then is used up.

        `match`: the name of an operation or mutation; a route as the REST description writes it, with or
        without the method ("POST /repos/{owner}/{repo}/issues"), or a regular expression for method and path;
        a number n (the n-th request after the rules were made or cleared); a function of the log's entry; None
        (any). `when`: "before" the effect, or "after" it, when only the answer is lost.

        `kind`:
        - "status": answer with `status` and JSON `message`, and `retry_after` seconds where given
        - "html": the same as an HTML page
        - "cut": close the connection without an answer
        - "cut_json": send half of the answer, then close
        - "slow": answer `seconds` later, in real time
        - "rate_limited": the primary limit (GraphQL: status 200 and RATE_LIMITED; REST: 403, nothing remaining)
        - "secondary": the secondary limit, 403 (or `status` 429, or 200 in GraphQL), `retry_after` where given
        - "alias": of a document's mutations the one of that alias (or position) fails with `error_type`
        - "not_found_fresh": things made after the rule was added are not found by this request
        - "stale_list": lists leave out the issues that were made after the rule was added
        - "rewrite": `change` is called with the answer's JSON, to leave out parts of it
        - "kill": `call` is called (it may kill a process), then every connection is cut until `clear()`
        - "do": `call` is called (somebody does something at that very moment), then all goes on
        """
        if kind not in KINDS:
            raise ValueError(f"no fault {kind!r}: choose from {sorted(KINDS)}")
        if settings.get("when", "before") not in {"before", "after"}:
            raise ValueError("a fault is 'before' or 'after' the effect")
        fault = Fault(match, kind, known=frozenset(self._known()), **settings)
        self.rules.append(fault)
        return fault

    def clear(self) -> None:
        """Forget all rules; a killed fake lives again, and counts from zero."""
        self.rules.clear()
        self.dead = False
        self._requests = 0

    def strike(self, entry: Entry) -> list[Fault]:
        """Give what goes wrong with a request, and count it as done."""
        self._requests += 1
        struck = []
        for fault in self.rules:
            if (fault.times < 0 or fault.hit < fault.times) and fault.fits(entry, self._requests):
                fault.hit += fault.kind not in HIDING
                struck.append(fault)
        return struck

    def assert_all_struck(self) -> None:
        """Raise AssertionError where a rule never struck: the test did not test what it says."""
        idle = [fault for fault in self.rules if fault.hit == 0]
        assert not idle, f"these faults never struck: {idle}"


def of_kind(faults: Iterable[Fault], *kinds: str, when: str = "before") -> Fault | None:
    """Find the first of some faults that is of one of these kinds and this moment."""
    return next((fault for fault in faults if fault.kind in kinds and fault.when == when), None)
