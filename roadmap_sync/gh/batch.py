"""Several mutations in one document, and what became of each: GitHub runs them in order and has no transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from roadmap_sync.gh.client import Answer, Client, Json
from roadmap_sync.gh.failure import AnswerLostError
from roadmap_sync.gh.limits import Load
from roadmap_sync.gh.reopening import settled
from roadmap_sync.gh.retry import FRESH_WAITS, LIMIT_WAIT, LOST_WAITS, Trouble, hint_for, refusal_of

CREATES = 10  # issues made in one document at first
_FORBIDDEN = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
CHEAP = 20  # other mutations in one document at first


@dataclass(frozen=True, slots=True)
class Deed:
    """One mutation: its name, its input, and the fields to ask back of its payload."""

    name: str
    given: Mapping[str, Any]
    back: str = "clientMutationId"

    @property
    def input_type(self) -> str:
        """The type of its input, which GitHub names after the mutation."""
        return f"{self.name[0].upper()}{self.name[1:]}Input"


@dataclass(frozen=True, slots=True)
class Done:
    """It was carried out; `payload` is what came back."""

    payload: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not carried out, and why."""

    trouble: Trouble

    @property
    def words(self) -> str:
        """The reason and the way out, in one line."""
        status = {"NOT_FOUND": 404, "FORBIDDEN": 403}.get(self.trouble.kind, 0)
        hint = "" if self.gone else hint_for(status, self.trouble.message)
        said = "It is gone: deleted or moved meanwhile. Run again to see" if self.gone else self.trouble.message
        return f"{said}. {hint}".rstrip(". ") + "."

    @property
    def gone(self) -> bool:
        """Whether an id means nothing to GitHub: too fresh, or deleted."""
        return self.trouble.kind == "NOT_FOUND" and "global id" in self.trouble.message

    @property
    def limited(self) -> bool:
        """Whether it was turned away because too much was asked: not carried out, to be asked again."""
        return self.trouble.limited


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have been carried out or not."""

    words: str = "GitHub did not say what became of it"


Result = Done | Failed | Unknown


@dataclass(slots=True)
class Size:
    """How many mutations go into one document: less when the server cannot do so many, more again when it can."""

    most: int
    now: int = 0

    def __post_init__(self) -> None:
        self.now = self.now or self.most

    def shrink(self) -> None:
        """Half as many."""
        self.now = max(1, self.now // 2)

    def grow(self) -> None:
        """Twice as many, up to the most."""
        self.now = min(self.most, self.now * 2)


def document_of(deeds: Sequence[Deed]) -> str:
    """The document: an alias ``m0``, ``m1``… and a variable for each mutation."""
    declared = ", ".join(f"$v{n}: {deed.input_type}!" for n, deed in enumerate(deeds))
    fields = "\n".join(f"m{n}: {deed.name}(input: $v{n}) {{ {deed.back} }}" for n, deed in enumerate(deeds))
    return f"mutation Write({declared}) {{\n{fields}\n}}"


def carry_out(client: Client, deeds: Sequence[Deed]) -> list[Result]:
    """Send the mutations in one request; what became of each. Raises AnswerLostError, RefusedError and their kin."""
    variables = {f"v{n}": dict(deed.given) for n, deed in enumerate(deeds)}
    load = Load(len(deeds), sum("ProjectV2" not in deed.name for deed in deeds))
    answer = client.mutate(document_of(deeds), variables, load)
    results = [_result(answer, f"m{n}") for n in range(len(deeds))]
    if any(isinstance(result, Done) for result in results):
        client.has_written = True
    elif not client.has_written:
        _stop_without_rights(results)
    return results


def _stop_without_rights(results: Sequence[Result]) -> None:
    """Raise RefusedError where the very first writes are all forbidden: so would be all others."""
    first = results[0]
    if isinstance(first, Failed) and all(isinstance(r, Failed) and r.trouble.kind in _FORBIDDEN for r in results):
        raise refusal_of(first.trouble)


def _result(answer: Answer, alias: str) -> Result:
    payload = answer.data.get(alias)
    trouble = next((error for error in answer.errors if error.path[:1] == (alias,)), None)
    if payload is not None:
        return Done(payload)
    if trouble is None:
        whole = next((error for error in answer.errors if not error.path), None)
        if whole is None or whole.passing:
            return Unknown(whole.message if whole else Unknown().words)
        return Failed(whole)
    return Unknown(trouble.message) if trouble.passing else Failed(trouble)


@dataclass(slots=True)
class Repeater:
    """Carries out deeds that may be repeated without harm, until each is done or refused."""

    client: Client
    size: Size = field(default_factory=lambda: Size(CHEAP))

    def run(self, deeds: Sequence[Deed]) -> Iterator[tuple[int, Result]]:
        """What became of each deed, by its place, as it lands. Stops between documents when asked to."""
        todo = dict(enumerate(deeds))
        tries = dict.fromkeys(todo, 0)
        while todo and not self.client.timing.should_stop():
            batch = dict(islice(todo.items(), self.size.now))
            since = self.client.now()
            again: dict[int, Result] = {}
            for place, result in zip(batch, self._attempt(list(batch.values())), strict=True):
                tries[place] += 1
                if self._is_over(result, tries[place]):
                    del todo[place]
                    yield place, result
                else:
                    again[place] = result
            self._pause(list(again.values()), max((tries[place] for place in again), default=0))
            for place in self._settle([p for p, r in again.items() if isinstance(r, Unknown)], todo, since):
                yield place, Done()

    def _settle(self, places: Sequence[int], todo: dict[int, Deed], since: datetime) -> Iterator[int]:
        """Drop from what is to be sent again what must not be; the places that are done with."""
        for place, deed in zip(places, settled(self.client, [todo[place] for place in places], since), strict=True):
            if deed is None:
                del todo[place]
                yield place
            else:
                todo[place] = deed

    def _attempt(self, deeds: Sequence[Deed]) -> list[Result]:
        try:
            results = carry_out(self.client, deeds)
        except AnswerLostError as error:
            self.size.shrink()
            return [Unknown(error.message)] * len(deeds)
        if any(isinstance(result, Unknown) for result in results):
            self.size.shrink()
        else:
            self.size.grow()
        return results

    def _is_over(self, result: Result, tries: int) -> bool:
        match result:
            case Done():
                return True
            case Failed():
                return not (result.gone or result.limited) or tries > len(FRESH_WAITS)
            case Unknown():
                return tries > len(LOST_WAITS)

    def _pause(self, results: Sequence[Result], tries: int) -> None:
        """Wait before what is to be asked again."""
        if not results:
            return
        if any(isinstance(result, Failed) and result.limited for result in results):
            self.client.timing.wait(LIMIT_WAIT, "GitHub asks for a pause between writes")
        elif any(isinstance(result, Failed) for result in results):
            self.client.timing.wait(FRESH_WAITS[tries - 1], "GitHub does not know something new yet")
        else:
            self.client.timing.wait(LOST_WAITS[tries - 1], "GitHub did not answer")
