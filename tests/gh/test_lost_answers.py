"""Faults at requests of a run, which is run again; `python -m benchmarks.campaign` has all of them at every request."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from roadmap_sync.tracker import region
from roadmap_sync.tracker.state import IssueState, State
from roadmap_sync.tracker.steps import EditIssue, SetState
from tests.fake_github import FakeGitHub
from tests.gh.campaign import FAULTS, Story, check, stories, undisturbed
from tests.gh.running import Run, weeks

STORIES = {story.name: story for story in stories(small=True)}
LOST = ("cut before", "cut after", "half an answer", "502 after", "killed after", "alias lost")


@cache
def expected(name: str) -> tuple[dict[str, Any], int]:
    return undisturbed(STORIES[name])


def sample() -> list[tuple[str, str, int]]:
    """Each fault at some requests of each story, others at each story."""
    return [
        (story, fault, 1 + (7 * place + 3 * row) % 10)
        for row, story in enumerate(STORIES)
        for place, fault in enumerate(FAULTS)
        if fault in LOST or row == place % len(STORIES)
    ]


@pytest.mark.parametrize(("name", "fault", "at"), sample())
def test_after_a_fault_the_next_run_leaves_what_an_undisturbed_one_does(name: str, fault: str, at: int) -> None:
    seen, count = expected(name)
    assert check(STORIES[name], 1 + (at - 1) % count, fault, seen) == []


@pytest.mark.parametrize("fault", ["cut after", "502 after", "half an answer"])
def test_issues_whose_making_had_no_answer_are_found_by_their_marks_in_the_same_run(run: Run, fault: str) -> None:
    run.gh.faults.add("createIssue", times=-1, **FAULTS[fault])
    result = run.sync(weeks(weeks_a_phase=1))
    assert (result.failed, result.left) == ((), 0)
    titles = [issue.title for issue in run.repo.issues]
    assert len(titles) == len(set(titles)) == 18
    assert run.gh.log.mutations.count("createIssue") == 18


def test_a_stranger_who_copies_a_mark_in_that_moment_does_not_pass_for_our_issue(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    key = "r/phase-1/week-1-1/task-1-1-1"
    body = f"<!-- roadmap-sync:begin {key} -->\n<!-- roadmap-sync:end -->"

    def forge() -> None:
        run.gh.as_user("mallory").open_issue(run.repo, "Forged", body)

    run.gh.faults.add(lambda entry: entry.mutations[:1] == ["createIssue"], kind="do", call=forge)
    run.gh.faults.add(lambda entry: len(entry.mutations) > 2 and "createIssue" in entry.mutations, kind="cut")
    result = run.sync(plan)
    assert (result.failed, result.left) == ((), 0)
    assert run.repo.issue("Task 1-1-1").author.login == "ada"
    assert run.changes(plan) == ()


def test_new_issues_that_are_not_known_everywhere_yet_are_waited_for(run: Run) -> None:
    run.gh.faults.add("addBlockedBy", kind="not_found_fresh", times=1)
    for fault in run.gh.faults.rules:
        fault.known = frozenset()
    result = run.sync(weeks(weeks_a_phase=1))
    assert (result.failed, result.left) == ((), 0)
    assert len(run.repo.issue("Task 1-1-2").blocked_by) == 1


@pytest.mark.parametrize("by", ["reopenIssue", "updateIssue"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_what_somebody_closes_after_a_reopening_without_an_answer_stays_closed(run: Run, by: str, when: str) -> None:
    ada = run.gh.as_user("ada")
    issue = ada.open_issue(run.repo, "Item", region.wrap("r/i", "Text"), labels=["roadmap"])
    ada.close(issue)
    run.gh.clock.advance(600)
    tracker = run.tracker()
    found = tracker.read().issues[0]
    wanted = replace(found, region="Other", state=IssueState.OPEN)
    step = (
        SetState("r/i", IssueState.OPEN)
        if by == "reopenIssue"
        else EditIssue(wanted, found, frozenset({"region", "state"}))
    )

    def close_again() -> None:
        ada.reopen(issue)
        ada.close(issue, "not_planned")

    run.gh.faults.add(by, kind="cut", when=when)
    run.gh.faults.add("CurrentStates", kind="do", call=close_again)
    outcomes = list(tracker.writer(State(issues=(found,))).write([step]))
    run.gh.faults.assert_all_struck()
    assert [outcome.error for outcome in outcomes] == [""]
    assert (issue.state, issue.state_reason) == ("CLOSED", "NOT_PLANNED")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_reopening_without_an_answer_comes_true(run: Run, when: str) -> None:
    ada = run.gh.as_user("ada")
    issue = ada.open_issue(run.repo, "Item", region.wrap("r/i", "Text"), labels=["roadmap"])
    ada.close(issue)
    run.gh.clock.advance(600)
    tracker = run.tracker()
    found = tracker.read()
    run.gh.faults.add("reopenIssue", kind="cut", when=when)
    assert [outcome.error for outcome in tracker.writer(found).write([SetState("r/i", IssueState.OPEN)])] == [""]
    assert issue.state == "OPEN"


def test_two_syncs_one_after_the_other_with_different_tokens_make_nothing_twice(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    run.token = run.gh.token("actions")
    assert run.sync(plan).done == 0
    assert len(run.repo.issues) == 18


@pytest.mark.parametrize("spoil", ["rename the label", "delete the label", "take the label off"])
def test_whatever_happens_to_our_label_nothing_is_made_twice(run: Run, spoil: str) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    ada = run.gh.as_user("ada")
    match spoil:
        case "rename the label":
            ada.rename_label(run.repo, "roadmap", "learning")
        case "delete the label":
            ada.delete_label(run.repo, "roadmap")
        case _:
            ada.unlabel(run.repo.issue("Task 1-1-1"), "roadmap")
    result = run.sync(plan)
    assert not result.failed
    assert len(run.repo.issues) == 18
    assert all(issue.has_label("roadmap") for issue in run.repo.issues)
    assert run.changes(plan) == ()


def test_strangers_issues_with_forged_marks_change_nothing_and_are_not_touched(github: FakeGitHub, run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    mallory = github.as_user("mallory")
    key = "r/phase-1/week-1-1/task-1-1-1"
    mark = f"<!-- roadmap-sync:begin {key} -->\nMine now\n<!-- roadmap-sync:end -->"
    forged = [
        mallory.open_issue(run.repo, "Plain", mark),
        mallory.open_issue(run.repo, "Labelled by a template", mark, labels=["roadmap"]),
        mallory.open_issue(run.repo, "New key", mark.replace("task-1-1-1", "task-9"), labels=["roadmap"]),
        mallory.open_issue(run.repo, "Task 1-1-1", labels=["roadmap"]),
        mallory.open_issue(run.repo, "Large", "x" * 65_000, labels=["roadmap"]),
        mallory.open_issue(run.repo, "Quoted", "> " + mark.replace("\n", "\n> "), labels=["roadmap"]),
    ]
    before = [(issue.title, issue.body, issue.state, [label.name for label in issue.labels]) for issue in forged]
    ours = [issue.body for issue in run.repo.issues[:18]]
    assert run.sync(plan).done == 0
    assert [(i.title, i.body, i.state, [label.name for label in i.labels]) for i in forged] == before
    assert [issue.body for issue in run.repo.issues[:18]] == ours


def test_the_sample_holds_every_fault_and_every_story() -> None:
    assert {fault for _, fault, _ in sample()} == set(FAULTS)
    assert {story for story, _, _ in sample()} == set(STORIES)
    assert all(isinstance(story, Story) for story in STORIES.values())
