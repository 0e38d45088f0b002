"""`sync --progress-from local`: from the embedded tracker to GitHub, what was done and ticked comes along, once."""

from __future__ import annotations

import pytest

from roadmap_sync.tracker import checkboxes
from tests.cli.github_shell import GitHubShell, online

__all__ = ["online"]

ROADMAP = """\
id: rust
title: Rust
board: false
start: 2026-03-02
phases:
  - title: Basics
    sections:
      - title: Ownership
        items:
          - title: Moves
            tasks: [read, write]
          - Borrows
          - Lifetimes
          - Slices
"""
KEY = "basics/ownership"


@pytest.fixture
def learnt(online: GitHubShell) -> GitHubShell:
    """A learner who worked on the embedded tracker till now."""
    online.shell.write("roadmaps/rust.yaml", ROADMAP)
    online.sync("--tracker", "local")
    online("done", "borrows", "--tracker", "local")
    online("skip", "lifetimes", "--tracker", "local")
    online("start", "slices", "--tracker", "local")
    moves = online.shell.issue("/moves").found
    assert moves is not None
    online.shell.tracker.tick(moves.number, "read")
    return online


def test_done_skipped_started_and_ticked_come_along(learnt: GitHubShell) -> None:
    learnt.sync("--progress-from", "local")
    issues = learnt.by_key()
    assert (issues[f"{KEY}/borrows"].state, issues[f"{KEY}/borrows"].state_reason) == ("CLOSED", "COMPLETED")
    assert (issues[f"{KEY}/lifetimes"].state, issues[f"{KEY}/lifetimes"].state_reason) == ("CLOSED", "NOT_PLANNED")
    assert issues[f"{KEY}/slices"].state == "OPEN"
    assert "in progress" in {label.name for label in issues[f"{KEY}/slices"].labels}
    assert [box.text for box in checkboxes.boxes(issues[f"{KEY}/moves"].body) if box.ticked] == ["read"]
    learnt.still()


def test_the_plan_and_a_sync_without_it_take_nothing_along(learnt: GitHubShell) -> None:
    learnt.sync()
    assert {issue.state for issue in learnt.by_key().values()} == {"OPEN"}


def test_what_people_closed_and_opened_on_github_stays_as_they_left_it(learnt: GitHubShell) -> None:
    learnt.sync("--progress-from", "local")
    borrows, lifetimes = (learnt.by_key()[f"{KEY}/{name}"] for name in ("borrows", "lifetimes"))
    learnt.ada.reopen(borrows)
    learnt.ada.reopen(lifetimes)
    before = learnt.seen()
    learnt.sync("--progress-from", "local")
    assert learnt.seen() == before


def test_a_run_that_was_cut_off_before_it_closed_what_is_done_is_finished_by_the_next(learnt: GitHubShell) -> None:
    learnt.sync()
    assert learnt.by_key()[f"{KEY}/borrows"].state == "OPEN"
    learnt.sync("--progress-from", "local")
    assert learnt.by_key()[f"{KEY}/borrows"].state == "CLOSED"
    learnt.still()


def test_a_section_that_the_tool_closed_opens_again_with_its_work(learnt: GitHubShell) -> None:
    learnt("done", "moves", "slices", "--tracker", "local")
    learnt.sync("--tracker", "local")
    learnt.sync("--progress-from", "local")
    assert learnt.by_key()[KEY].state == "CLOSED"
    learnt.ada.reopen(learnt.by_key()[f"{KEY}/moves"])
    learnt.sync()
    assert learnt.by_key()[KEY].state == "OPEN"


def test_what_was_reopened_on_the_embedded_tracker_comes_open_whatever_the_file_says(learnt: GitHubShell) -> None:
    learnt.shell.edit("roadmaps/rust.yaml", "- Borrows", "- {title: Borrows, done: true}")
    learnt("reopen", "borrows", "--tracker", "local")
    learnt.sync("--progress-from", "local")
    assert learnt.by_key()[f"{KEY}/borrows"].state == "OPEN"


def test_the_embedded_tracker_stays_as_it_was(learnt: GitHubShell) -> None:
    before = learnt.shell.state()
    learnt.sync("--progress-from", "local")
    assert learnt.shell.state() == before


def test_an_embedded_tracker_that_holds_nothing_is_no_error(online: GitHubShell) -> None:
    online.shell.write("roadmaps/rust.yaml", ROADMAP)
    online.sync("--progress-from", "local")
    assert {issue.state for issue in online.by_key().values()} == {"OPEN"}
