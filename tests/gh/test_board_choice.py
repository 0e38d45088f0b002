"""Boards of one title: ours is the marked one, else the only one that is linked; otherwise a question is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from roadmap_sync.roadmap.model import BoardSettings, Roadmap
from tests.building import item, phase, roadmap
from tests.fake_github import FakeGitHub
from tests.fake_github.actions.projects import copy_project
from tests.gh.running import TODAY, Run, start, weeks


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    return start(github)


def plan(**more: Any) -> Roadmap:
    return weeks(weeks_a_phase=1, **{"board": BoardSettings(), **more})


def question(run: Run, roadmap: Roadmap) -> str:
    tracker = run.tracker(roadmap)
    try:
        (board,) = tracker.read().boards
    finally:
        tracker.close()
    return board.problem


def test_somebody_elses_board_of_the_title_is_asked_about_and_left_alone(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Weeks")
    assert not run.sync(plan()).failed
    assert (theirs.items, theirs.readme, len(theirs.fields)) == ([], None, len(run.gh.add_project("ada", "X").fields))
    told = question(run, plan())
    assert f"`board: {{number: {theirs.number}}}`" in told
    assert "rename it" in told


def test_of_two_linked_boards_of_the_title_none_is_taken(run: Run) -> None:
    for _ in range(2):
        run.gh.add_project("ada", "WEEKS").repositories.append(run.repo)
    assert not run.sync(plan()).failed
    assert "there are 2 boards called 'Weeks' (number 1, number 2)" in question(run, plan())
    assert not [project.items for project in run.gh.projects if project.items]


def test_two_repositories_have_boards_of_one_title(run: Run) -> None:
    run.sync(plan())
    other = Run(run.gh, run.gh.add_repository("ada/other"), run.token)
    assert not other.sync(plan()).failed
    first, second = run.gh.projects
    assert (first.title, second.title) == ("Weeks", "Weeks")
    assert (first.repositories, second.repositories) == ([run.repo], [other.repo])
    assert run.changes(plan()) == other.changes(plan()) == ()


def test_two_roadmaps_of_one_repository_have_boards_of_one_title(run: Run) -> None:
    run.sync(plan())
    other = roadmap(phase("P", items=[item("X")]), title="Weeks", id="s", start=TODAY, board=BoardSettings())
    assert not run.sync(other).failed
    assert [project.title for project in run.gh.projects] == ["Weeks", "Weeks"]
    assert run.changes(plan()) == ()


def test_a_board_that_somebody_renamed_is_found_by_its_mark(run: Run) -> None:
    run.sync(plan())
    (made,) = run.gh.projects
    made.title = "My year"
    run.gh.add_project("ada", "Weeks").repositories.append(run.repo)
    assert run.changes(plan()) == ()


def test_a_copy_of_our_board_is_not_ours(run: Run) -> None:
    run.sync(plan())
    (made,) = run.gh.projects
    copy_project(run.gh.world, made.creator, made, made.owner, "Weeks")
    assert run.changes(plan()) == ()


def test_a_roadmap_that_is_renamed_keeps_its_board(run: Run) -> None:
    run.sync(plan())
    renamed = replace(plan(), title="Another year")
    assert not [change for change in run.changes(renamed) if type(getattr(change, "thing", None)).__name__ == "Board"]


def test_a_board_whose_readme_lost_the_mark_gets_it_back(run: Run) -> None:
    run.sync(plan())
    (made,) = run.gh.projects
    made.readme = "Mine now"
    assert not run.sync(plan()).failed
    assert made.readme.startswith("Mine now\n\n<!-- roadmap-sync:board ")
    assert run.changes(plan()) == ()


def test_a_board_that_is_named_by_its_number_keeps_its_readme(run: Run) -> None:
    theirs = run.gh.add_project("ada", "Weeks")
    theirs.readme = "Ours"
    assert not run.sync(plan(board=BoardSettings(number=theirs.number))).failed
    assert theirs.readme == "Ours"
