"""Two years of a learner, week by week: work, notes, cards, edits of the roadmap, and a sync after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random

from benchmarks.campaign.faults import unlucky
from benchmarks.campaign.stage import ACTS, TASKS, Stage, Story, Tally, begin, key_of, plan
from roadmap_sync.roadmap.model import Item, Roadmap
from roadmap_sync.sync import RunLimits
from tests.building import item
from tests.fake_github import FakeGitHub
from tests.gh.running import TODAY

WEEKS, LEARNERS = 104, 2
_ACTS_A_WEEK = 4
_EDITS = 0.4  # the share of weeks in which the roadmap is edited
_PRUNES = 0.3
_UNLUCKY, _RATE = 0.3, 0.1  # the share of weeks in which a sync goes wrong first, and of its requests
_WITHOUT_BOARD = 0.2  # the share of syncs with the workflow's token, which touches no board


@dataclass
class _Learner:
    """A roadmap in the making; `gone` are items that were taken out, and may return."""

    random: Random
    roadmap: Roadmap
    gone: list[tuple[int, Item]] = field(default_factory=list)
    made: int = 0

    def edit(self) -> None:
        """Change one thing: a title, an item more or less, one that returns."""
        phase = self.roadmap.phases[0]
        sections = [list(section.items) for section in phase.sections]
        where = self.random.randrange(len(sections))
        match self.random.choice(["rename", "add", "remove", "return", "tasks", "move"]):
            case "rename" if sections[where]:
                self._change(
                    sections[where], lambda old: replace(old, title=f"{old.title.split(' (')[0]} ({self.made})")
                )
            case "tasks" if sections[where]:
                self._change(sections[where], lambda old: replace(old, why=f"Because of {self.made}"))
            case "add":
                name = f"item-9-{self.made}"
                sections[where].append(item(f"New {self.made}", id=name, tasks=list(TASKS), effort="1h"))
            case "remove" if len(sections[where]) > 1:
                chosen = self.random.choice(sections[where])
                needed = {key.rpartition("/")[2] for items in sections for one in items for key in one.depends_on}
                if chosen.id not in needed:
                    sections[where].remove(chosen)
                    self.gone.append((where, chosen))
            case "return" if self.gone:
                place, chosen = self.gone.pop()
                sections[place].append(replace(chosen, depends_on=()))
            case "move" if len(sections[where]) > 1:
                chosen = sections[where].pop()
                needed = {key for items in sections for one in items for key in one.depends_on}
                free = not any(key.endswith(f"/{chosen.id}") for key in needed)
                sections[1 - where if free else where].append(replace(chosen, depends_on=()) if free else chosen)
        self.made += 1
        changed = tuple(
            replace(section, items=tuple(items)) for section, items in zip(phase.sections, sections, strict=True)
        )
        self.roadmap = replace(self.roadmap, phases=(replace(phase, sections=changed),))

    def _change(self, items: list[Item], change: Callable[[Item], Item]) -> None:
        index = self.random.randrange(len(items))
        items[index] = change(items[index])


def weeks(seed: int, *, sample: int = 0) -> Iterator[Tally]:
    """A tally for each simulated learner; `sample` weeks instead of two years."""
    for number in range(1 if sample else LEARNERS):
        yield _lived(seed, number, sample or WEEKS)


def _lived(seed: int, number: int, length: int) -> Tally:
    tally, random = Tally(runs=length), Random(f"{seed} {number}")
    first = plan(board=True)
    with FakeGitHub() as gh:
        stage = begin(gh, Story("weeks", first), random)
        learner = _Learner(random, first)
        owner, workflow = stage.run.token, gh.token("actions")
        stage.run.sync(first)
        for week in range(length):
            where = f"learner {number}, week {week}"
            gh.clock.advance(7 * 24 * 3600)
            for _ in range(_ACTS_A_WEEK):
                random.choice(list(ACTS.values()))(stage, random)
            if random.random() < _EDITS:
                learner.edit()
            stage.run.token = workflow if random.random() < _WITHOUT_BOARD else owner
            prune = random.random() < _PRUNES
            _week(stage, learner, tally, where, week, prune=prune)
            _forget_what_left(stage, learner)
            stage.judge(tally, where)
        stage.run.token = owner
        _week(stage, learner, tally, f"learner {number}, at last", length, prune=False)
    return tally


def _week(stage: Stage, learner: _Learner, tally: Tally, where: str, week: int, *, prune: bool) -> None:
    day = TODAY + timedelta(weeks=week + 1)
    if learner.random.random() < _UNLUCKY:
        limits = RunLimits(prune=prune)
        unlucky(stage, learner.random, _RATE, lambda: stage.sync(learner.roadmap, tally, where, limits=limits, day=day))
    result = stage.sync(learner.roadmap, tally, where, limits=RunLimits(prune=prune), day=day)
    if result is None or result.failed or result.left:
        tally.count("differing", where, f"the sync did not end well: {result and result.failed[:1]}"[:300])
        return
    changes = [one for one in stage.run.changes(learner.roadmap, day=day) if type(one).__name__ != "Retire"]
    if changes:
        tally.count("differing", where, f"the second plan is not empty: {changes[0]}"[:400])


def _forget_what_left(stage: Stage, learner: _Learner) -> None:
    """Cards of what is closed follow the issue, and items that left the roadmap are the tool's to close and reopen."""
    there = {one.id for section in learner.roadmap.phases[0].sections for one in section.items}
    for issue in stage.items:
        if key_of(issue).rpartition("/")[2] not in there:
            stage.statuses.pop(issue.number, None)
        if issue.state == "CLOSED":
            stage.statuses.pop(issue.number, None)
