"""Several mutations in one request: GitHub runs them in order, and without a transaction each may fail alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from roadmap_sync.gh.attempts import BatchSize
from roadmap_sync.gh.client import Answer, Client
from roadmap_sync.gh.failure import AnswerLostError
from roadmap_sync.gh.limits import load_of
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result, Unknown, document_of
from roadmap_sync.gh.reading import check_whole
from roadmap_sync.gh.reopening import settled
from roadmap_sync.gh.retry import FORBIDDEN, FRESH_WAITS, LIMIT_WAIT, LOST_WAITS, refusal_of

# An issue counts as created content (80 a minute), and GitHub answers within 10 s or not at all.
CREATES = 10  # issues made in one document at first
# Long documents are cut off by GitHub's time limit of 10 s: 50 mutations have worked, of 110 only a few.
MUTATIONS = 20  # other mutations in one document at first


def carry_out(client: Client, mutations: Sequence[Mutation]) -> list[Result]:
    """Send the mutations in one request, once; what became of each: Unknown for all where the answer was lost.

    Raises RequestRefusedError, LimitedError, UnsentError, StoppedError.
    """
    variables = {f"v{n}": dict(mutation.given) for n, mutation in enumerate(mutations)}
    try:
        answer = client.mutate(document_of(mutations), variables, load_of(mutation.name for mutation in mutations))
    except AnswerLostError as error:
        return [Unknown(error.message)] * len(mutations)
    results = [_result(answer, f"m{n}") for n in range(len(mutations))]
    if any(isinstance(result, Done) for result in results):
        # From now on a refusal concerns one thing alone, not what the token may do at all.
        client.has_written = True
    elif not client.has_written:
        _stop_without_rights(results)
    return results


def _stop_without_rights(results: Sequence[Result]) -> None:
    """Raise RequestRefusedError where the very first writes are all forbidden: so would be all others."""
    first = results[0]
    if isinstance(first, Failed) and all(isinstance(r, Failed) and r.error.kind in FORBIDDEN for r in results):
        raise refusal_of(first.error)


def _result(answer: Answer, alias: str) -> Result:
    payload = answer.data.get(alias)
    own = next((error for error in answer.errors if error.path[:1] == (alias,)), None)
    if payload is not None:
        try:
            check_whole(payload)
        except AnswerLostError as error:
            return Unknown(error.message)
        return Done(payload)
    if own is None:
        # An error without a path concerns the document: GitHub may have stopped at any mutation in it.
        whole = next((error for error in answer.errors if not error.path), None)
        if whole is None or whole.passing:
            return Unknown(whole.message if whole else Unknown().words)
        return Failed(whole)
    return Unknown(own.message) if own.passing else Failed(own)


@dataclass(slots=True)
class Repeater:
    """Carries out mutations that may be repeated without harm, until each is done or refused."""

    client: Client
    size: BatchSize = field(default_factory=lambda: BatchSize(MUTATIONS))

    def run(self, mutations: Sequence[Mutation]) -> Iterator[tuple[int, Result]]:
        """What became of each mutation, by its index, as it lands. Stops between documents when asked to."""
        todo = dict(enumerate(mutations))
        tries = dict.fromkeys(todo, 0)
        while todo and not self.client.timing.should_stop():
            # In the given order: a mutation may need what one before it made.
            batch = dict(islice(todo.items(), self.size.now))
            # Taken before the request goes out: what is closed later was closed by somebody who saw our change.
            since = self.client.now()
            again: dict[int, Result] = {}
            for index, result in zip(batch, self._attempt(list(batch.values())), strict=True):
                tries[index] += 1
                if is_final(result, tries[index]):
                    del todo[index]
                    yield index, result
                else:
                    again[index] = result
            pause(self.client, list(again.values()), max((tries[index] for index in again), default=0))
            yield from self._settle([p for p, r in again.items() if isinstance(r, Unknown)], todo, since)

    def _settle(
        self, indexes: Sequence[int], todo: dict[int, Mutation], since: datetime
    ) -> Iterator[tuple[int, Result]]:
        """Drop from what is to be sent again what must not be; what became of that, by its index."""
        for index, mutation in zip(
            indexes, settled(self.client, [todo[index] for index in indexes], since), strict=True
        ):
            if isinstance(mutation, Mutation):
                todo[index] = mutation
            else:
                del todo[index]
                yield index, mutation

    def _attempt(self, mutations: Sequence[Mutation]) -> list[Result]:
        results = carry_out(self.client, mutations)
        # No answer usually means that the document was too much for the server's 10 s.
        if any(isinstance(result, Unknown) for result in results):
            self.size.shrink()
        else:
            self.size.grow()
        return results


def is_final(result: Result, tries: int, lost: int = len(LOST_WAITS)) -> bool:
    """Whether a mutation is tried no more after `tries` attempts; `lost` repeats are allowed without an answer."""
    match result:
        case Done():
            return True
        case Failed():
            # A replica of GitHub's database may lag: an id made seconds ago can be unknown to it.
            return not (result.gone or result.limited) or tries > len(FRESH_WAITS)
        case Unknown():
            return tries > lost


def pause(client: Client, results: Sequence[Result], tries: int) -> None:
    """Wait before mutations with these results are sent again; `tries` is how often the most tried one went out."""
    if not results:
        return
    if any(isinstance(result, Failed) and result.limited for result in results):
        client.timing.wait(LIMIT_WAIT, "GitHub asks for a pause between writes")
    elif any(isinstance(result, Failed) for result in results):
        client.timing.wait(FRESH_WAITS[min(tries, len(FRESH_WAITS)) - 1], "GitHub does not know something new yet")
    else:
        client.timing.wait(LOST_WAITS[tries - 1], "GitHub did not answer")
