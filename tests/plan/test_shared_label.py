"""A label that the repository had before us stays as it is, and says nothing about the issues that carry it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.tracker.state import Label
from tests.memory import MemoryWorld
from tests.worlds import told

ROADMAP = """
    id: r
    title: Learning
    label: {label}
    phases: [{{title: P, items: [A, B]}}]
    """


def world_with(name: str, wanted: str, description: str = "What we plan") -> MemoryWorld:
    world = MemoryWorld(ROADMAP.format(label=wanted), own=(wanted,))
    world.tracker.labels[name.casefold()] = Label(name=name, color="00ff00", description=description, id="L0")
    return world


CASES = {
    "the default": ("roadmap", "roadmap", "What we plan"),
    "in other letters": ("Learning", "learning", "Ours"),
    "without a description": ("goals", "goals", ""),
}


@pytest.mark.parametrize(("name", "wanted", "description"), CASES.values(), ids=list(CASES))
def test_it_keeps_its_name_colour_and_description_and_the_plan_says_so(name, wanted, description):
    world = world_with(name, wanted, description)
    plan = world.plan()
    assert not [change for change in told(plan.changes) if change.endswith(f"label {wanted}")]
    (notice,) = [each for each in plan.notices if each.kind is NoticeKind.LABEL]
    assert "`label: another-name`" in notice.text
    world.sync()
    assert world.tracker.labels[name.casefold()] == Label(name=name, color="00ff00", description=description)
    assert world.plan().changes == ()


def test_nothing_is_adopted_under_it_whatever_carries_it_meanwhile():
    world = world_with("roadmap", "roadmap")
    theirs = world.tracker.open_issue("A", "My own", ["roadmap"])
    world.sync()
    world.tracker.open_issue("B", "My own too", ["roadmap"])
    world.edit("items: [A, B]", "items: [A, B, C]")
    late = world.tracker.open_issue("C", "Mine", ["roadmap"])
    world.sync()
    assert world.id("r/p/a") != theirs
    assert world.id("r/p/c") != late
    assert world.tracker.issues[theirs].found.body == "My own"


def test_a_description_that_somebody_changed_makes_it_theirs():
    world = MemoryWorld(ROADMAP.format(label="roadmap"))
    world.sync()
    world.tracker.labels["roadmap"] = replace(world.tracker.labels["roadmap"], description="Everything", color="123456")
    plan = world.plan()
    assert plan.changes == ()
    assert [notice.kind for notice in plan.notices] == [NoticeKind.LABEL]


def test_a_label_of_its_own_is_told_nothing_about():
    world = MemoryWorld(ROADMAP.format(label="roadmap"))
    world.sync()
    assert world.plan().notices == ()
