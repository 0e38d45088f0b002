"""A roadmap that extends a curriculum, from `validate` to `report`, as people run the commands."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell

CURRICULUM = """\
title: Rust for everybody
author: [teacher]
phases:
  - title: Basics
    when: weeks 1-2
    items: [Moves, Borrows]
    done_when: [Can explain both]
  - title: Beyond
    when: weeks 3-4
    items: [Async]
"""
MINE = """\
extends: ../curricula/rust.yaml
start: 2026-01-05
without: [beyond]
phases:
  - {id: basics, items: [My notes]}
  - {title: Own, items: [A game]}
"""
DAY = ("--today", "2026-01-05")


@pytest.fixture
def following(shell: Shell) -> Shell:
    """A folder whose roadmap extends a curriculum of the same tree."""
    shell.write("curricula/rust.yaml", CURRICULUM)
    shell.write("roadmaps/mine.yaml", MINE)
    return shell


def test_validate_reads_the_curriculum_beside_the_roadmap(following):
    done = following("validate")
    assert (done.code, done.err) == (0, "1 roadmap fine.\n")
    following.edit("curricula/rust.yaml", "items: [Moves", "itmes: [Moves")
    done = following("validate")
    assert done.code == 1
    assert done.out.startswith("curricula/rust.yaml:6:5: unknown key `itmes`")


def test_plan_says_what_comes_from_the_curriculum(following):
    plan = following("plan", *DAY).out
    said = {line.split("  (")[0].strip(" +"): "(from the curriculum)" in line for line in plan.splitlines()}
    assert (said["Moves"], said["Done when: Basics"], said["My notes"], said["A game"]) == (True, True, False, False)
    assert "Async" not in said
    assert "\nCurriculum: curricula/rust.yaml\n" in plan


def test_the_plan_for_programs_and_pull_requests_says_it_too(following):
    changes = following("plan", "--json", *DAY).json["changes"]
    origins = {change["key"]: change.get("curriculum") for change in changes}
    assert (origins["mine/basics/moves"], origins["mine/basics/my-notes"]) == ("curricula/rust.yaml", None)
    assert "Moves  (from the curriculum)" in following("plan", "--format", "markdown", *DAY).out


def test_sync_makes_the_whole_and_does_nothing_the_second_time(following):
    assert following("sync", *DAY).code == 0
    titles = {issue.title for issue in following.state().issues}
    assert {"Moves", "Borrows", "My notes", "A game"} <= titles
    assert "Async" not in titles
    assert following("plan", "--exit-code", *DAY).code == 0


def test_what_vanished_upstream_is_shown_and_retired_only_with_prune(following):
    following("sync", *DAY)
    following.edit("curricula/rust.yaml", "[Moves, Borrows]", "[Moves]")
    assert "- #" in following("plan", *DAY).out
    following("sync", *DAY)
    assert following.issue("/borrows").state == "open"
    following("sync", "--prune", *DAY)
    assert following.issue("/borrows").state == "not_planned"


def test_report_and_status_show_the_whole(following):
    following("sync", *DAY)
    following("done", "moves", *DAY)
    assert following("status", *DAY).code == 0
    report = following("report", "--json", *DAY).json["roadmaps"][0]
    assert (report["id"], report["title"], report["done"], report["total"]) == ("mine", "Rust for everybody", 1, 4)


def test_without_a_curriculum_nothing_is_said_of_one(small):
    assert "urriculum" not in small("plan", *DAY).out


def test_a_rename_in_the_curriculum_keeps_the_issue(following):
    following("sync", *DAY)
    number = following.issue("/moves").found.number
    following.edit("curricula/rust.yaml", "[Moves, Borrows]", "[{title: Ownership, was: [moves]}, Borrows]")
    plan = following("plan", *DAY).out
    assert "0 to create" in plan
    following("sync", *DAY)
    assert following.issue("/ownership").found.number == number


def test_plan_says_of_labels_too_which_come_from_the_curriculum(following):
    following.edit("curricula/rust.yaml", "title: Rust for everybody", "title: Rust\ntags: {core: core skill}")
    following.edit("curricula/rust.yaml", "[Moves, Borrows]", "[{title: Moves, tags: [core]}, Borrows]")
    assert "  + core skill  (from the curriculum)\n" in following("plan", *DAY).out
    following.edit("roadmaps/mine.yaml", "without:", "tags: {core: my words}\nwithout:")
    assert "  + my words\n" in following("plan", *DAY).out


def test_plan_says_of_labels_of_kinds_which_come_from_the_curriculum(following):
    following.edit("curricula/rust.yaml", "[Moves, Borrows]", "[{title: Moves, kind: practice}, Borrows]")
    following.edit("roadmaps/mine.yaml", "[A game]", "[{title: A game, kind: demo}]")
    plan = following("plan", *DAY).out
    assert "  + practice  (from the curriculum)\n" in plan
    assert "  + demo\n" in plan
