"""Renamed and moved things keep their issues: a new title, id or place in the file is never a create and a retire."""

import time

import pytest

from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.plan.planner import check_safe
from roadmap_sync.tracker.state import IssueState
from tests.memory import MemoryWorld
from tests.worlds import told

ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: Python
        sections:
          - title: Syntax
            items: [Variables, Functions, Errors]
          - title: Tools
            items: [Git, Editor]
        items: [Setup]
        projects: [Task manager]
      - title: Web
        sections:
          - title: Frontend
            items: [Pages, Styles]
        items: [HTTP]
    """


@pytest.fixture
def world() -> MemoryWorld:
    made = MemoryWorld(ROADMAP)
    made.sync()
    return made


def counts(world: MemoryWorld) -> tuple[int, int]:
    summary = world.plan().summary()
    return summary["create"], summary["retire"]


def kept(world: MemoryWorld) -> None:
    """What is planned makes nothing and retires nothing, also in a second sync, and all numbers stay."""
    before = {issue.found.number for issue in world.found.issues}
    assert counts(world) == (0, 0), told(world.plan().changes)
    world.sync(force=True)
    assert world.plan().changes == ()
    assert {issue.found.number for issue in world.found.issues} == before
    assert len(world.tracker.issues) == len(before)


def renamed(world: MemoryWorld) -> list[str]:
    return [notice.text for notice in world.plan().notices if notice.kind is NoticeKind.RENAMED]


def test_a_renamed_phase_is_told_once_for_all_that_is_in_it(world):
    world.edit("title: Python", "title: Python foundations")
    assert renamed(world) == ["Python foundations: found as r/python"]
    kept(world)


def test_a_renamed_section_takes_its_items_along(world):
    world.edit("title: Syntax", "title: Syntax and types")
    kept(world)
    assert world.issue("r/python/syntax-and-types/errors").parent == "r/python/syntax-and-types"


def test_a_section_with_quite_another_title_is_known_by_its_items(world):
    world.edit("title: Syntax", "title: The language")
    kept(world)


def test_a_phase_renamed_while_a_section_moves_out_of_it_keeps_everything(world):
    world.text = """
        id: r
        title: Learning
        phases:
          - title: Groundwork
            sections:
              - title: Syntax
                items: [Variables, Functions, Errors]
            items: [Setup]
            projects: [Task manager]
          - title: Web
            sections:
              - title: Frontend
                items: [Pages, Styles]
              - title: Tools
                items: [Git, Editor]
            items: [HTTP]
        """
    kept(world)
    assert world.issue("r/web/tools/git").milestone == "r/web"
    assert world.issue("r/groundwork/syntax").milestone == "r/groundwork"


def test_an_item_that_moves_and_is_renamed_is_found_by_was(world):
    number = world.issue("r/python/syntax/errors").found.number
    world.edit(", Errors]", "]").edit("[HTTP]", "[HTTP, {title: Raising and catching, was: errors}]")
    kept(world)
    assert world.issue("r/web/raising-and-catching").found.number == number
    assert world.raw("r/web/raising-and-catching").parent == ""


def test_two_phases_that_swap_titles_keep_their_issues(world):
    world.text = (
        world.text.replace("title: Python", "title: @").replace("title: Web", "title: Python").replace("@", "Web")
    )
    kept(world)
    assert world.issue("r/web/syntax/errors").milestone == "r/web"


def test_two_phases_with_ids_that_swap_titles_are_two_updates(world):
    world.edit("title: Python", "id: python\n    title: @").edit("title: Web", "id: web\n    title: Python")
    world.edit("title: @", "title: Web")
    world.sync()
    assert {milestone.key: milestone.title for milestone in world.found.milestones} == {
        "r/python": "Web",
        "r/web": "Python",
    }
    assert world.plan().changes == ()


def test_a_section_that_becomes_a_phase_keeps_its_items(world):
    world.edit("      - title: Tools\n        items: [Git, Editor]\n", "")
    world.text += "  - title: Tools\n    items: [Git, Editor]\n"
    assert told(world.plan().changes) == [
        "+ milestone r/tools",
        "~ issue r/tools/git key,milestone,parent",
        "~ issue r/tools/editor key,milestone,parent",
        "- issue r/python/tools",
    ]


def test_an_item_that_becomes_a_project_keeps_its_issue(world):
    number = world.issue("r/python/tools/editor").found.number
    world.edit("[Git, Editor]", "[Git]").edit("[Task manager]", "[Task manager, Editor]")
    kept(world)
    assert world.issue("r/python/editor").found.number == number


def test_an_item_that_moves_into_an_option_keeps_its_issue(world):
    world.edit("items: [Git, Editor]", "items: [Git]\n        options: [{title: Own, items: [Editor]}]")
    kept(world)
    assert world.issue("r/python/tools/own/editor").parent == "r/python/tools"


def test_a_renamed_option_takes_its_items_along():
    world = MemoryWorld(ROADMAP.replace("items: [Git, Editor]", "options: [{title: Cloud, items: [Git, Editor]}]"))
    world.sync()
    world.edit("title: Cloud", "title: Somewhere else")
    kept(world)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Python", "title: Groundwork\n    was: python"),
        ("title: Syntax", "title: Talking\n        was: syntax"),
        ("[Setup]", "[{title: Beginning, was: setup}]"),
        ("[Task manager]", "[{title: Portfolio, was: task-manager}]"),
        ("id: r", "id: other\nwas: r"),
        ("[HTTP]", "[{title: HTTP, id: other-name, was: [never-there, http]}]"),
    ],
    ids=["phase", "section", "item", "project", "roadmap", "an id alone"],
)
def test_was_settles_a_rename_by_hand(world, old, new):
    world.edit(old, new)
    kept(world)


def test_was_may_stay_in_the_file_for_ever(world):
    world.edit("[Setup]", "[{title: Beginning, was: setup}]")
    world.sync()
    world.edit("items: [HTTP]", "items: [HTTP, Setup]")
    assert told(world.plan().changes) == ["+ issue r/web/setup"]


def test_a_roadmap_renamed_twice_is_found_under_any_former_id(world):
    world.edit("id: r", "id: third\nwas: [second, r]")
    kept(world)


def test_a_roadmap_renamed_with_new_titles_at_the_same_time_keeps_its_issues(world):
    world.edit("id: r", "id: second\nwas: r").edit("title: Python", "title: Python foundations")
    kept(world)


def test_a_retitled_item_is_one_update(world):
    world.edit("Variables", "Variables and types")
    assert told(world.plan().changes) == ["~ issue r/python/syntax/variables-and-types key,title"]
    kept(world)


def test_a_corrected_typo_is_one_update():
    world = MemoryWorld(ROADMAP.replace("Functions", "Fuctions"))
    world.sync()
    world.edit("Fuctions", "Functions")
    kept(world)


def test_look_alikes_that_are_not_the_same_thing_are_never_taken_for_renames():
    world = MemoryWorld("id: r\ntitle: T\nphases: [{title: P, items: [CSS basics]}]")
    world.sync()
    world.edit("CSS basics", "SQL basics")
    assert told(world.plan().changes) == ["+ issue r/p/sql-basics", "- issue r/p/css-basics"]


def test_two_candidates_for_one_new_title_are_left_alone():
    world = MemoryWorld("id: r\ntitle: T\nphases: [{title: P, items: [Read the book, Read the blog]}]")
    world.sync()
    world.edit("Read the book, Read the blog", "Read the text")
    assert counts(world) == (1, 2)


@pytest.mark.parametrize(
    ("rival", "changes"),
    [("alpha bravo charlie symphony", (1, 2)), ("alpha bravo charlie symphony mountain", (0, 1))],
    ids=["0.80 against 0.67", "0.80 against 0.60"],
)
def test_a_rename_is_taken_only_where_the_next_best_title_is_clearly_less_alike(rival, changes):
    before = f"alpha bravo charlie delta windowsill, {rival}"
    world = MemoryWorld(f"id: r\ntitle: T\nphases: [{{title: P, items: [{before}]}}]")
    world.sync()
    world.edit(before, "alpha bravo charlie delta cucumber")
    assert counts(world) == changes


def test_one_new_title_more_does_not_hide_a_rename(world):
    world.edit("[Variables, Functions, Errors]", "[Variables and types, Loops, Functions, Errors]")
    assert counts(world) == (1, 0)


def test_an_id_that_is_new_in_two_places_is_no_move(world):
    world.edit("[Git, Editor]", "[Editor]").edit("[Pages, Styles]", "[Pages, Styles, Git]").edit(
        "[HTTP]", "[HTTP, Git]"
    )
    assert counts(world) == (2, 1)


def test_equal_ids_in_several_sections_move_with_their_sections():
    sections = "[{title: One, items: [Intro, Practice]}, {title: Two, items: [Intro, Practice]}]"
    world = MemoryWorld(f"id: r\ntitle: T\nphases: [{{title: P, sections: {sections}}}, {{title: Q, items: [X]}}]")
    world.sync()
    world.text = f"id: r\ntitle: T\nphases: [{{title: P, items: []}}, {{title: Q, items: [X], sections: {sections}}}]"
    kept(world)


def test_a_renamed_section_is_found_where_sections_are_tracked():
    world = MemoryWorld(ROADMAP + "track: sections\n")
    world.sync()
    world.edit("title: Syntax", "title: Syntax and types")
    kept(world)


def test_a_retired_item_is_not_taken_for_a_new_one_that_looks_like_it(world):
    world.edit(", Errors]", "]")
    world.sync(prune=True)
    world.edit("[Variables, Functions]", "[Variables, Functions, Errors and warnings]")
    assert told(world.plan(prune=True).changes) == ["+ issue r/python/syntax/errors-and-warnings"]


def test_a_retired_item_is_not_taken_for_one_with_its_id_elsewhere(world):
    world.finish("r/python/syntax/errors")
    world.edit(", Errors]", "]")
    world.sync(prune=True)
    world.edit("[HTTP]", "[HTTP, Errors]")
    world.sync(prune=True)
    assert world.issue("r/web/errors").state is IssueState.OPEN


def test_a_retired_item_can_be_called_back_elsewhere_by_was(world):
    number = world.issue("r/python/syntax/errors").found.number
    world.edit(", Errors]", "]")
    world.sync(prune=True)
    world.edit("[HTTP]", "[HTTP, {title: Errors, id: mistakes, was: errors}]")
    world.sync(prune=True)
    assert world.issue("r/web/mistakes").found.number == number
    assert world.issue("r/web/mistakes").state is IssueState.OPEN


@pytest.mark.parametrize("steps", range(14))
def test_a_rename_of_everything_that_was_cut_off_goes_on_without_a_create(steps):
    sections = "[{title: One, items: [Intro, Practice]}, {title: Two, items: [Intro, Practice]}]"
    text = f"id: r\ntitle: T\nphases: [{{title: P, sections: {sections}}}, {{title: Q, sections: {sections}}}]"
    world = MemoryWorld(text)
    world.sync()
    world.edit("id: r", "id: other\nwas: r").edit("title: P,", "title: Part P,").edit("title: Q,", "title: Part Q,")
    left = steps

    def fails(_step: object) -> str:
        nonlocal left
        left -= 1
        return "" if left >= 0 else "killed"

    world.tracker.fails = fails
    with pytest.raises(AssertionError, match="killed"):
        world.sync(force=True)
    world.tracker.fails = lambda _: ""
    kept(world)


def test_past_check_ins_go_along_with_a_renamed_roadmap(world):
    world.edit("title: Learning", "title: Learning\nhabits: [{title: Log, every: week}]")
    world.sync()
    world.today = world.today.replace(day=20)
    world.edit("id: r", "id: other\nwas: r")
    changes = told(world.plan(prune=True).changes)
    assert "~ issue other/~checkin/week/2026-W02 state" in changes
    assert not [change for change in changes if change.startswith("-")]
    world.sync(force=True, prune=True)
    assert world.plan(prune=True).changes == ()


def test_a_file_rewritten_from_end_to_end_guesses_nothing_and_stays_fast():
    def text(*words: str) -> str:
        phases = [
            {
                "title": f"{words[0]} {number}",
                "sections": [
                    {"title": f"{words[1]} {part}", "items": [f"{words[2]}{item} {words[3]}" for item in range(50)]}
                    for part in range(2)
                ],
            }
            for number in range(10)
        ]
        return f"id: r\ntitle: T\nphases: {phases}"

    world = MemoryWorld(text("Stage", "Unit", "read", "carefully"))
    world.sync()
    world.text = text("Level", "Block", "write", "twice")
    wanted, observed = world.wanted(), world.tracker.read()
    world.wanted = lambda _observed=None: wanted
    world.tracker.read = lambda **_: observed
    start = time.process_time()
    plan = world.plan()
    assert time.process_time() - start < 5
    assert plan.summary() == {"create": 10 + 20 + 1000, "update": 0, "retire": 20 + 1000}
    check_safe(plan)


def test_another_name_of_the_same_work_is_no_rename_of_an_item_that_is_gone(world):
    world.edit("items: [HTTP]", "items: [HTTP]\n    projects: [{title: HTTP server, same_as: python/task-manager}]")
    world.edit("items: [HTTP]", "items: [URLs]")
    assert renamed(world) == []
    assert told(world.plan().changes) == ["+ issue r/web/urls", "- issue r/web/http"]
