"""People at work while a sync runs, at every request; and several syncs at once."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from threading import Thread

from benchmarks.campaign.faults import undisturbed
from benchmarks.campaign.stage import ACTS, Stage, Story, Tally, begin, compare, stories
from tests.fake_github import FakeGitHub

AT_ONCE = (2, 8)
_ROUNDS = 30  # how often a run tries again that finds another one at work


def races(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """A tally for each act right before each request of each story, and for each crowd of runs."""
    for story in stories():
        _, count = undisturbed(story, seed)
        cases = [(name, number) for name in ACTS for number in range(1, count + 1)]
        for name, number in Random(seed).sample(cases, min(sample, len(cases))) if sample else cases:
            yield _interrupted(story, seed, name, number)
    for story in stories():
        for runs in AT_ONCE if not sample else AT_ONCE[:1]:
            yield _crowd(story, seed, runs)


def _interrupted(story: Story, seed: int, name: str, number: int) -> Tally:
    tally, where = Tally(runs=1), f"{story.name}, {name} right before request {number}"
    random = Random(f"{seed} {where}")
    with FakeGitHub() as gh:
        stage = begin(gh, story, Random(seed))
        gh.faults.clear()
        gh.faults.add(number, kind="do", call=lambda: ACTS[name](stage, random))
        stage.sync(story.plan, tally, where)
        stage.settle(story.plan, tally, where)
        stage.judge(tally, where)
    return tally


def _crowd(story: Story, seed: int, runs: int) -> Tally:
    tally, where = Tally(runs=1), f"{story.name}, {runs} runs at once"
    expected, _ = undisturbed(story, seed)
    with FakeGitHub() as gh:
        stage = begin(gh, story, Random(seed))
        threads = [Thread(target=_insist, args=(stage, story, tally, where)) for _ in range(runs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        stage.settle(story.plan, tally, where)
        stage.judge(tally, where)
        compare(expected, stage, tally, where)
    return tally


def _insist(stage: Stage, story: Story, tally: Tally, where: str) -> None:
    for _ in range(_ROUNDS):
        result = stage.sync(story.plan, tally, where)
        if result and not result.failed and not result.left:
            return
        stage.run.gh.clock.advance(30)
