"""Phases are milestones: found by mark, adopted by title, never two of one title, open or closed as people like."""

from dataclasses import replace

import pytest

from roadmap_sync.tracker import region
from tests.memory import MemoryWorld
from tests.worlds import told

ROADMAP = """
    id: r
    title: Learning
    start: 2026-01-05
    phases:
      - {title: One, id: one, when: week 1, items: [A]}
      - {title: Two, id: two, when: week 2, items: [B]}
      - {title: Three, id: three, items: [C]}
    """


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(ROADMAP)


@pytest.fixture
def synced(world) -> MemoryWorld:
    world.sync()
    return world


def titles(world: MemoryWorld) -> dict[str, str]:
    return {milestone.key: milestone.title for milestone in world.tracker.milestones.values()}


def milestone(world: MemoryWorld, **changed: object) -> str:
    """The id of the milestone of phase two, after somebody changed it."""
    (name,) = [name for name, one in world.tracker.milestones.items() if one.key == "r/two"]
    world.tracker.milestones[name] = replace(world.tracker.milestones[name], **changed)
    return name


def test_a_milestone_of_people_with_the_exact_title_is_adopted_with_its_text_and_state(world):
    name = world.tracker.add_milestone("Two", "My plan", is_open=False)
    assert "~ milestone r/two due,key,region" in told(world.plan().changes)
    world.sync()
    found = world.tracker.milestones[name]
    assert (found.key, found.open) == ("r/two", False)
    assert found.body.startswith("My plan\n\n<!-- roadmap-sync:begin r/two -->")
    assert world.plan().changes == ()


@pytest.mark.parametrize(("title", "is_open"), [("two", True), ("TWO", False), ("Two ", True)])
def test_one_in_other_letters_is_adopted_open_or_closed_and_gets_the_files_title(world, title, is_open):
    name = world.tracker.add_milestone(title, "My plan", is_open=is_open)
    world.sync()
    found = world.tracker.milestones[name]
    assert (found.key, found.title, found.open) == ("r/two", "Two", is_open)
    assert len(world.tracker.milestones) == 3
    assert world.plan().changes == ()


def test_of_two_that_differ_in_their_letters_the_exact_one_is_adopted(world):
    other, exact = world.tracker.add_milestone("two"), world.tracker.add_milestone("Two")
    world.sync()
    assert (world.tracker.milestones[other].key, world.tracker.milestones[exact].key) == ("", "r/two")


def test_phases_whose_titles_differ_in_letters_alone_get_milestones_of_different_names():
    world = MemoryWorld(
        "id: r\ntitle: R\nphases:\n- {title: Go, id: a, items: [A]}\n- {title: GO, id: b, items: [B]}\n"
    )
    world.sync()
    assert titles(world) == {"r/a": "Go", "r/b": "GO (R)"}
    assert world.plan().changes == ()


@pytest.mark.parametrize("title", ["Too", "Two!"])
def test_a_milestone_with_another_title_is_left_alone(world, title):
    name = world.tracker.add_milestone(title)
    before = world.tracker.milestones[name]
    world.sync()
    assert world.tracker.milestones[name] == before
    assert titles(world)["r/two"] == "Two"


def test_a_title_that_another_roadmap_holds_gets_our_roadmaps_name(world):
    world.tracker.add_milestone("Two", region.wrap("q/two", ""))
    world.sync()
    assert titles(world) == {"q/two": "Two", "r/one": "One", "r/two": "Two (Learning)", "r/three": "Three"}
    assert world.plan().changes == ()


def test_a_title_that_is_taken_twice_gets_our_key(world):
    world.tracker.add_milestone("Two", region.wrap("q/two", ""))
    world.tracker.add_milestone("Two (Learning)", region.wrap("q/other", ""))
    world.sync()
    assert titles(world)["r/two"] == "Two (r/two)"
    assert world.plan().changes == ()


def test_a_title_that_becomes_free_is_taken_back(world):
    theirs = world.tracker.add_milestone("Two", region.wrap("q/two", ""))
    world.sync()
    del world.tracker.milestones[theirs]
    assert told(world.plan().changes) == ["~ milestone r/two title"]


def test_two_phases_with_one_title_are_two_milestones():
    world = MemoryWorld(ROADMAP.replace("title: Three", "title: Two"))
    world.sync()
    assert titles(world) == {"r/one": "One", "r/two": "Two", "r/three": "Two (Learning)"}
    assert world.plan().changes == ()


def test_who_has_a_title_keeps_it_whichever_roadmap_comes_first(synced):
    synced.texts = {"q.yaml": synced.text.replace("id: r", "id: q").replace("Learning", "Other"), **synced.texts}
    synced.sync()
    assert titles(synced)["r/two"] == "Two"
    assert titles(synced)["q/two"] == "Two (Other)"
    assert synced.plan().changes == ()


@pytest.mark.parametrize(
    "order",
    [("Two", "One", "Three"), ("Two", "Three", "One"), ("Three", "Two", "One"), ("New", "One", "Two")],
    ids=["swap", "ring", "first and last", "shift"],
)
def test_titles_can_be_passed_on_in_any_order(synced, order):
    for name, title in zip(("one", "two", "three"), order, strict=True):
        old = next(line for line in synced.text.splitlines() if f"id: {name}" in line)
        synced.edit(old, old.replace(old[old.index("title: ") : old.index(",")], f"title: {title}"))
    assert synced.plan().summary()["create"] == 0
    synced.sync()
    assert tuple(titles(synced)[f"r/{name}"] for name in ("one", "two", "three")) == order
    assert synced.plan().changes == ()


def test_a_new_phase_may_take_the_title_that_another_gives_up(synced):
    synced.edit("{title: Three, id: three", "{title: Four, id: three").edit(
        "phases:", "phases:\n  - {title: Three, id: new, items: [D]}"
    )
    synced.sync()
    assert titles(synced) == {"r/one": "One", "r/two": "Two", "r/three": "Four", "r/new": "Three"}
    assert synced.plan().changes == ()


def test_a_milestone_closed_by_hand_stays_closed(synced):
    name = milestone(synced, title="Old name", open=False, due=None)
    assert told(synced.plan().changes) == ["~ milestone r/two due,title"]
    synced.sync()
    assert not synced.tracker.milestones[name].open


def test_what_people_write_into_a_milestone_stays(synced):
    name = milestone(synced)
    milestone(synced, body=f"Before\n{synced.tracker.milestones[name].body}\nAfter")
    assert synced.plan().changes == ()
    synced.edit("title: Two,", "title: Two, goal: Get on,")
    synced.sync()
    text = synced.tracker.milestones[name].body
    assert text.startswith("Before\n")
    assert text.endswith("\nAfter")
    assert "Get on" in text


def test_a_phase_that_is_gone_leaves_its_milestone(synced):
    synced.edit("  - {title: Three, id: three, items: [C]}\n", "")
    assert told(synced.plan(prune=True).changes) == ["- issue r/three/c"]
    synced.sync(prune=True)
    assert titles(synced)["r/three"] == "Three"


def test_a_phase_without_dates_has_no_due_date(synced):
    dues = {milestone.key: milestone.due for milestone in synced.tracker.milestones.values()}
    assert dues["r/three"] is None
    assert str(dues["r/two"]) == "2026-01-18"
