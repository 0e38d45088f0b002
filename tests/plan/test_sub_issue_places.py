"""A hundred sub-issues a parent, on a tracker that refuses one more: every plan can be carried out."""

from __future__ import annotations

import pytest

from roadmap_sync.limits import SUB_ISSUES
from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.sync import RunLimits, sync
from roadmap_sync.tracker.steps import CreateIssue, SetParent, Step
from tests.memory import MemoryWorld


def text(*sections: list[str]) -> str:
    lines = ["id: r", "title: R", "phases:", "  - title: P", "    sections:"]
    for number, items in enumerate(sections, 1):
        lines += [f"      - title: S{number}", "        items:", *(f"          - {item}" for item in items)]
    return "\n".join(lines)


def names(count: int, start: int = 0, letter: str = "a") -> list[str]:
    return [f"{{title: {letter}{n}, id: {letter}{n}}}" for n in range(start, start + count)]


class Full(MemoryWorld):
    """A tracker whose parents take a hundred sub-issues."""

    def __init__(self, roadmap: str) -> None:
        super().__init__(roadmap)
        self.tracker.fails = self._refusal

    def _refusal(self, step: Step) -> str:
        parent = (
            step.issue.parent if isinstance(step, CreateIssue) else step.parent if isinstance(step, SetParent) else ""
        )
        if not parent:
            return ""
        (name,) = [name for name, issue in self.tracker.issues.items() if issue.key == parent]
        return "too many" if len(self.tracker.children.get(name, ())) >= SUB_ISSUES.most else ""

    def children(self, key: str = "r/p/s1") -> list[str]:
        return [self.tracker.issues[name].title for name in self.tracker.children[self.id(key)]]

    def settle(self, *, prune: bool = False) -> None:
        result = sync(self.tracker, self.wanted, RunLimits(prune=prune, force=True))
        assert not result.failed
        assert [change for change in self.plan(prune=prune).changes if prune] == []

    def told(self) -> list[str]:
        return [notice.text for notice in self.plan().notices if notice.kind is NoticeKind.LIMIT]


def test_one_of_a_hundred_that_is_replaced_gives_its_place_to_the_new_one():
    world = Full(text(names(100)))
    world.settle()
    world.text = text([*names(99, 1), "{title: New, id: new}"])
    world.settle(prune=True)
    assert "New" in world.children()
    assert "a0" not in world.children()
    assert len(world.children()) == 100
    assert world.told() == []


def test_all_of_a_hundred_can_be_replaced_one_after_the_other():
    world = Full(text(names(100)))
    world.settle()
    world.text = text(names(100, letter="b"))
    world.settle(prune=True)
    assert world.children() == [f"b{n}" for n in range(100)]


def test_what_was_retired_long_ago_leaves_only_when_its_place_is_needed():
    world = Full(text(names(100)))
    world.settle()
    world.text = text(names(60))
    world.settle(prune=True)
    assert len(world.children()) == 100
    world.text = text([*names(60), *names(30, letter="b")])
    world.settle()
    assert len(world.children()) == 100
    assert {f"b{n}" for n in range(30)} <= {*world.children()}


def test_without_prune_the_new_one_waits_beside_its_section_until_there_is_a_place():
    world = Full(text(names(100)))
    world.settle()
    world.text = text([*names(99, 1), "{title: New, id: new}"])
    world.settle()
    assert "New" not in world.children()
    assert world.issue("r/p/s1/new").milestone == "r/p"
    assert "- New" in world.body("r/p/s1")
    assert "--prune takes out" in world.told()[0]
    world.settle(prune=True)
    assert "New" in world.children()
    assert "- New" not in world.body("r/p/s1")


@pytest.mark.parametrize("own", [1, 8, 99])
def test_where_peoples_own_take_the_places_the_rest_is_named_in_the_section(own):
    world = Full(text(["First"]))
    world.settle()
    for number in range(own):
        world.tracker.hang(world.tracker.open_issue(f"Mine {number}"), world.id("r/p/s1"))
    world.text = text(["First", *names(95)])
    world.settle()
    over = max(0, 96 + own - 100)
    assert len(world.children()) == min(100, 96 + own)
    assert len([issue for issue in world.found.issues if issue.key.count("/") == 3]) == 96
    assert world.body("r/p/s1").count("\n- ") == over
    assert bool(world.told()) is bool(over)
    world.settle()


def test_two_full_sections_can_exchange_items():
    first, second = names(100), names(100, letter="b")
    world = Full(text(first, second))
    world.settle()
    world.text = text([*second[:40], *first[40:]], [*first[:40], *second[40:]])
    world.settle()
    assert (len(world.children()), len(world.children("r/p/s2"))) == (100, 100)
    assert "b0" in world.children()
    assert "a0" in world.children("r/p/s2")


def test_what_moves_out_of_a_full_section_makes_room_for_what_is_new_in_the_same_run():
    world = Full(text(names(100), ["Other"]))
    world.settle()
    world.text = text([*names(99), "{title: New, id: new}"], ["Other", "{title: a99, id: a99}"])
    world.settle()
    assert "New" in world.children()
    assert "a99" in world.children("r/p/s2")


def test_a_run_that_is_cut_off_anywhere_while_places_change_ends_well_the_next_time():
    before, after = text(names(100), ["Other"]), text([*names(98), "New", "Newer"], ["Other", names(1, 99)[0]])
    ends = []
    for steps in range(12):
        world = Full(before)
        world.settle()
        refusal, left = world.tracker.fails, iter(range(steps))
        world.tracker.fails = lambda step, refusal=refusal, left=left: (
            refusal(step) or ("" if next(left, None) is not None else "cut off")
        )
        world.text = after
        sync(world.tracker, world.wanted, RunLimits(prune=True, force=True))
        world.tracker.fails = refusal
        world.settle(prune=True)
        ends.append((world.children(), world.children("r/p/s2")))
    assert ends == [ends[0]] * len(ends)
    assert ends[0][0][-2:] == ["New", "Newer"]
