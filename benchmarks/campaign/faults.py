"""Requests that are cut, killed, refused or answered in half: each one in turn, and by chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

from benchmarks.campaign.stage import Stage, Story, Tally, begin, compare, seen, stories
from tests.fake_github import FakeGitHub
from tests.fake_github.log import Entry
from tests.gh.campaign import FAULTS

RATES = (0.01, 0.1, 0.3)
_TRIES = 6


def leave_out(answer: Any, *, random: Random) -> None:  # noqa: ANN401 - JSON is what it is
    """Take one thing out of an answer, as a lagging replica does: a node of a list, or what an alias brought."""
    places = list(_places(answer.get("data"))) if isinstance(answer, dict) else []
    if places:
        holder, name = random.choice(places)
        holder[name] = None


def _places(value: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401
    if isinstance(value, dict):
        for name, held in value.items():
            if isinstance(held, dict):
                yield value, name
            yield from _places(held)
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield value, index
            yield from _places(held)


def all_faults(random: Random) -> dict[str, dict[str, Any]]:
    """Every kind of fault, by name."""
    half = {"kind": "rewrite", "change": partial(leave_out, random=random)}
    return FAULTS | {"a part left out": half}


def cuts(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """Every fault at every request of every story, or a `sample` of them by chance; a tally each."""
    for story in stories():
        expected, count = undisturbed(story, seed)
        cases = [(name, number) for name in all_faults(Random()) for number in range(1, count + 1)]
        chosen = Random(seed).sample(cases, min(sample, len(cases))) if sample else cases
        for name, number in chosen:
            yield _cut(story, seed, name, number, expected)


def undisturbed(story: Story, seed: int) -> tuple[dict[str, Any], int]:
    """What a story leaves without any fault, and how many requests it takes."""
    with FakeGitHub() as gh:
        stage = begin(gh, story, Random(seed))
        result = stage.run.sync(story.plan)
        assert not result.failed, result.failed[0].error
        return seen(stage), len(gh.log)


def _cut(story: Story, seed: int, name: str, number: int, expected: dict[str, Any]) -> Tally:
    tally, where = Tally(runs=1), f"{story.name}, {name} at request {number}"
    with FakeGitHub() as gh:
        stage = begin(gh, story, Random(seed))
        gh.faults.clear()
        gh.faults.add(number, **all_faults(Random(f"{seed} {where}"))[name])
        stage.sync(story.plan, tally, where)
        _end(stage, story, tally, where, expected)
    return tally


def _end(stage: Stage, story: Story, tally: Tally, where: str, expected: dict[str, Any]) -> None:
    stage.settle(story.plan, tally, where)
    stage.judge(tally, where)
    compare(expected, stage, tally, where)


def by_chance(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """Whole syncs in which each request goes wrong with some probability, run again until all is done."""
    for story in stories():
        expected, _ = undisturbed(story, seed)
        for rate in RATES:
            for number in range(sample or 20):
                yield _unlucky(story, rate, f"{seed} {number}", expected, seed)


def _unlucky(story: Story, rate: float, name: str, expected: dict[str, Any], seed: int) -> Tally:
    tally, where = Tally(runs=1), f"{story.name}, {rate:.0%} faults, run {name}"
    random = Random(where)
    with FakeGitHub() as gh:
        stage = begin(gh, story, Random(seed))
        for _ in range(_TRIES):
            unlucky(stage, random, rate, lambda: stage.sync(story.plan, tally, where))
        _end(stage, story, tally, where, expected)
    return tally


def unlucky(stage: Stage, random: Random, rate: float, run: Callable[[], object]) -> None:
    """A run in which each request goes wrong with some probability; afterwards all is well, an hour later."""
    gh = stage.run.gh
    gh.faults.clear()
    kinds = all_faults(random)
    for fault in kinds.values():

        def strikes(_: Entry, share: float = rate / len(kinds)) -> bool:
            return random.random() < share

        gh.faults.add(strikes, times=-1, **fault)
    run()
    gh.faults.clear()
    gh.clock.advance(3700)
