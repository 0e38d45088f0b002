"""An export carries what the tracker says, not what the file said when the issues were made."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap_sync.markdown import export_markdown, import_text, with_marks
from roadmap_sync.progress.measure import measure
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.activity import Activity
from tests.memory import MemoryWorld

TODAY = date(2026, 3, 29)
ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: P
        items: [A, {title: B, done: true, tasks: [read, {title: write, done: true}, {title: speak, done: true}]}]
        sections:
          - {title: S, options: [{title: O, items: [C]}, {title: Q, items: [D]}]}
        done_when: [Can teach, {title: Can swim, done: true}, {commits: 3}]
    goals: [{title: A talk, done: true}, {title: A book, by: month 3}, {items: 9, title: Nine}]
    """


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(ROADMAP, today=TODAY)


def marked(world: MemoryWorld) -> Roadmap:
    roadmap = load_text(world.text, "r.yaml")
    progress = measure(roadmap, world.found, Activity(), TODAY)
    return with_marks(roadmap, progress.work, {issue.key: issue for issue in world.found.issues})


def done(roadmap: Roadmap) -> list[str]:
    phase = roadmap.phases[0]
    items = [*phase.items, *(item for option in phase.sections[0].options for item in option.items)]
    tasks = [task for item in items for task in item.tasks]
    return [one.title for one in (*items, *tasks, *phase.done_when, *roadmap.goals) if one.done]


AS_WRITTEN = ["B", "write", "speak", "Can swim", "A talk"]


def test_before_the_first_sync_the_file_says_what_is_done(world):
    assert done(marked(world)) == AS_WRITTEN


def test_issues_are_born_with_the_ticks_of_the_file(world):
    world.sync()
    assert done(marked(world)) == AS_WRITTEN
    assert "- [x] Can swim" in world.issue("r/p/~done-when").region
    assert "- [x] write" in world.issue("r/p/b").region
    assert "- [x] A talk" in world.issue("r/~goals").region


def test_after_that_the_issues_say_it(world):
    world.sync()
    for key, box, on in (
        ("r/p/b", "read", True),
        ("r/p/b", "speak", False),
        ("r/p/~done-when", "can-teach", True),
        ("r/p/~done-when", "can-swim", False),
        ("r/~goals", "a-book-by-month-3", True),
        ("r/~goals", "a-talk", False),
    ):
        world.tracker.tick(world.id(key), box, on=on)
    world.finish("r/p/s/o/c")
    world.sync()
    assert done(marked(world)) == ["B", "C", "read", "write", "Can teach", "A book"]
    assert world.plan().changes == ()


def test_the_ticks_of_the_tracker_survive_export_and_import(world):
    world.sync()
    roadmap = marked(world)
    back = import_text(export_markdown(roadmap).encode(), name="r.md")
    assert load_text(back.yaml, "r.yaml") == roadmap
    assert (back.summary.done, back.summary.ticked) == (1, 5)


def test_a_criterion_or_goal_ticked_in_the_checklist_counts_unless_the_tool_judges_it():
    text = export_markdown(load_text(ROADMAP, "r.yaml")).replace("- [ ]", "- [x]")
    back = load_text(import_text(text.encode(), name="r.md").yaml, "r.yaml")
    assert [criterion.done for criterion in back.phases[0].done_when] == [True, True, False]
    assert [goal.done for goal in back.goals] == [True, True, False]


def test_what_the_tool_judges_cannot_be_said_to_be_done():
    with pytest.raises(Exception, match="what has a measure is judged by the tool, not ticked"):
        load_text("title: T\nphases: [{title: P, done_when: [{commits: 3, done: true}]}]\n", "t.yaml")
