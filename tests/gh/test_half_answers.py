"""Answers that say less than was asked: what is not told is never taken for missing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from roadmap_sync.errors import RoadmapSyncError, TrackerError
from roadmap_sync.roadmap.model import BoardSettings
from roadmap_sync.tracker.publishing import Message
from roadmap_sync.tracker.state import IssueState, Milestone
from roadmap_sync.tracker.steps import EditIssue, PlaceAfter, PutMilestone, SetState
from tests.gh.running import Run, weeks
from tests.gh.test_writing import found, make, write

Change = Callable[[Any], None]


def half(run: Run, match: str, change: Change, *, times: int = -1) -> None:
    run.gh.faults.add(match, kind="rewrite", change=change, times=times)


def node_unknown(answer: Any) -> None:
    answer["data"]["nodes"][0] = None


def node_not_found(answer: Any) -> None:
    node_unknown(answer)
    answer["errors"] = [{"type": "NOT_FOUND", "path": ["nodes", 0], "message": "Could not resolve to a node"}]


def node_forbidden(answer: Any) -> None:
    node_unknown(answer)
    answer["errors"] = [{"type": "FORBIDDEN", "path": ["nodes", 0], "message": "Resource not accessible"}]


def part_unknown(answer: Any) -> None:
    answer["errors"] = [{"message": "Something went wrong", "path": ["nodes", 0, "body"]}]


def no_nodes(answer: Any) -> None:
    answer["data"]["nodes"] = None


def fewer_nodes(answer: Any) -> None:
    del answer["data"]["nodes"][0]


LESS = [node_unknown, node_not_found, node_forbidden, part_unknown, no_nodes, fewer_nodes]


@pytest.mark.parametrize("less", LESS)
def test_an_issue_whose_body_is_not_told_before_a_write_keeps_all_it_has(run: Run, less: Change) -> None:
    before = make(run, "r/a", "r/b")
    body, title = run.repo.issue("R/A").body, run.repo.issue("R/A").title
    half(run, "Bodies", less)
    wanted = before["r/a"].__class__(key="r/a", title="New", region="Other", labels=before["r/a"].labels)
    step = EditIssue(wanted, before["r/a"], frozenset({"title", "region", "state"}))
    outcome = write(run, step, found=run.tracker().read(everything=True))[0]
    assert outcome.error
    issue = run.repo.issue("R/A")
    assert (issue.body, issue.title, issue.state) == (body, title, "OPEN")


@pytest.mark.parametrize("less", [node_unknown, node_not_found, no_nodes, fewer_nodes])
def test_what_one_answer_lacks_and_the_next_has_is_written_in_the_same_run(run: Run, less: Change) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    half(run, "Bodies", less, times=1)
    edited = weeks(weeks_a_phase=1, titles={"Task 1-1-2": "The second task"})
    assert run.sync(edited).failed == ()
    assert run.changes(edited) == ()


def test_a_section_whose_body_is_not_told_is_neither_closed_nor_marked_and_the_next_run_does_both(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    ada = run.gh.as_user("ada")
    for task in range(1, 9):
        ada.close(run.repo.issue(f"Task 1-1-{task}"))
    half(run, "Bodies", node_not_found)
    assert run.sync(plan).failed
    assert run.repo.issue("Week 1-1").state == "OPEN"
    run.gh.faults.clear()
    assert run.sync(plan).failed == ()
    assert run.repo.issue("Week 1-1").state == "CLOSED"
    ada.reopen(run.repo.issue("Task 1-1-3"))
    run.sync(plan)
    assert run.repo.issue("Week 1-1").state == "OPEN"


def test_a_milestone_whose_description_is_not_told_keeps_what_people_wrote(run: Run) -> None:
    write(run, PutMilestone(Milestone(key="r/p", title="Phase", region="Old")))
    before = run.tracker().read().milestones[0]
    run.gh.as_user("ada").edit_milestone(run.repo.milestones["Phase"], description="Mine\n\n" + before.body)
    half(run, "Descriptions", node_unknown)
    outcome = write(run, PutMilestone(Milestone(key="r/p", title="Phase", region="New"), before))[0]
    assert outcome.error
    assert (run.repo.milestones["Phase"].description or "").startswith("Mine")


def test_a_place_that_cannot_be_told_is_an_error_not_a_step_done(run: Run) -> None:
    make(run, "r/s")
    make(run, "r/s/a", "r/s/b", parent="r/s")
    half(run, "FirstChildren", node_unknown)
    assert write(run, PlaceAfter("r/s/b", "r/s", ""))[0].error


def test_a_reopening_of_which_nothing_is_told_is_no_step_done(run: Run) -> None:
    make(run, "r/a")
    run.gh.as_user("ada").close(run.repo.issue("R/A"))
    run.gh.clock.advance(600)
    run.gh.faults.add("reopenIssue", kind="cut")
    half(run, "CurrentStates", node_unknown)
    assert write(run, SetState("r/a", IssueState.OPEN))[0].error


def a_hole(answer: Any) -> None:
    answer["data"]["repository"]["i0"]["nodes"][3] = None


def no_page(answer: Any) -> None:
    answer["data"]["repository"]["i0"] = None


def no_labels_of_an_issue(answer: Any) -> None:
    answer["data"]["repository"]["i0"]["nodes"][3]["labels"] = None


def an_error_beside(answer: Any) -> None:
    path = ["repository", "i0", "nodes", 3, "milestone"]
    answer["data"]["repository"]["i0"]["nodes"][3]["milestone"] = None
    answer["errors"] = [{"message": "Something went wrong", "path": path}]


def no_milestones(answer: Any) -> None:
    answer["data"]["repository"]["milestones"] = None


def a_hole_with_a_reason(answer: Any) -> None:
    a_hole(answer)
    path = ["repository", "i0", "nodes", 3, "assignees"]
    answer["errors"] = [{"type": "FORBIDDEN", "message": "Resource not accessible", "path": path}]


@pytest.mark.parametrize(
    "less", [a_hole, no_page, no_labels_of_an_issue, an_error_beside, no_milestones, a_hole_with_a_reason]
)
def test_a_page_with_holes_stops_the_run_and_makes_nothing_twice(run: Run, less: Change) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    before = run.repo.snapshot()
    half(run, "Read", less)
    with pytest.raises(TrackerError):
        run.sync(plan)
    run.gh.faults.clear()
    assert run.repo.snapshot() == before
    assert run.changes(plan) == ()


def a_short_page(answer: Any) -> None:
    del answer["data"]["repository"]["i0"]["nodes"][3:]


def test_a_page_that_is_shorter_than_the_list_is_asked_for_again(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    half(run, "Read", a_short_page, times=1)
    assert run.sync(plan).done == 0
    assert len(run.repo.issues) == 18


def test_a_list_that_shows_fewer_each_time_than_it_counts_is_read_as_it_is(run: Run) -> None:
    make(run, "r/a", "r/b")

    def counted_too_many(answer: Any) -> None:
        for name in {"i0", "labels", "milestones"} & answer["data"]["repository"].keys():
            answer["data"]["repository"][name]["totalCount"] += 1

    half(run, "Read", counted_too_many)
    assert set(found(run)) == {"r/a", "r/b"}


def test_a_list_that_shrinks_between_two_pages_is_read_again(run: Run) -> None:
    keys = [f"r/a{number:03}" for number in range(130)]
    make(run, *keys)
    ada = run.gh.as_user("ada")
    pages: list[int] = []

    def skips_one(answer: Any) -> None:
        """As a server does whose pages go by place: what moved up is on no page."""
        listed = (answer["data"]["repository"] or {}).get("i0")
        pages.append(len(listed["nodes"]))
        if len(pages) == 1:
            ada.delete_issue(run.repo.issues[0])
        if len(pages) == 2:
            del listed["nodes"][0]

    half(run, "Read", skips_one)
    assert set(found(run)) == set(keys[1:])


def test_a_hidden_issue_that_blocks_one_of_ours_hides_nothing_else(run: Run) -> None:
    make(run, "r/a", "r/b")

    def hidden(answer: Any) -> None:
        answer["data"]["repository"]["i0"]["nodes"][0]["blockedBy"]["nodes"] = [None]
        path = ["repository", "i0", "nodes", 0, "blockedBy", "nodes", 0]
        answer["errors"] = [{"type": "NOT_FOUND", "message": "Could not resolve", "path": path}]

    half(run, "Read", hidden)
    assert set(found(run)) == {"r/a", "r/b"}


@pytest.mark.parametrize("own", [False, True])
def test_cards_that_are_not_told_are_not_taken_for_new_ones(run: Run, *, own: bool) -> None:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"))
    settings = {"project_token": run.gh.token("classic", scopes={"project", "repo"})} if own else {}
    run.sync(plan, **settings)
    board = run.gh.projects[0]
    run.gh.as_user("ada").move_card(board, run.repo.issue("Task 1-1-1"), "In Progress")

    def no_cards(answer: Any) -> None:
        if own:
            answer["data"]["nodes"][0] = None
            return
        for node in answer["data"]["repository"]["i0"]["nodes"]:
            node["projectItems"] = None

    half(run, "Cards" if own else "Read", no_cards)
    with pytest.raises(RoadmapSyncError):
        run.sync(plan, **settings)
    item = board.item(run.repo.issue("Task 1-1-1"))
    assert item
    assert item.text("Status") == "In Progress"


def test_a_card_with_a_value_that_may_not_be_seen_is_left_alone(run: Run) -> None:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"))
    run.sync(plan)
    item = run.gh.projects[0].item(run.repo.issue("Task 1-1-1"))
    run.gh.as_user("ada").move_card(run.gh.projects[0], run.repo.issue("Task 1-1-1"), "In Progress")

    def hide_values(answer: Any) -> None:
        for node in answer["data"]["repository"]["i0"]["nodes"]:
            for card in node["projectItems"]["nodes"]:
                card["fieldValues"]["nodes"] = [None] * len(card["fieldValues"]["nodes"])

    half(run, "Read", hide_values)
    assert run.sync(plan).done == 0
    assert item
    assert item.text("Status") == "In Progress"


@pytest.mark.parametrize("what", ["projectsV2", "error"])
def test_a_board_that_is_not_told_is_no_reason_to_make_another(run: Run, what: str) -> None:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"))
    run.sync(plan)

    def no_boards(answer: Any) -> None:
        answer["data"]["b0"]["projectsV2"] = None
        if what == "error":
            answer["errors"] = [{"message": "Something went wrong", "path": ["b0", "projectsV2"]}]

    half(run, "Boards", no_boards)
    assert run.sync(plan).failed == ()
    assert len(run.gh.projects) == 1


def test_options_of_a_field_that_are_not_told_are_not_written_over(run: Run) -> None:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"))
    run.sync(plan)
    field = run.gh.projects[0].field("Kind")
    assert field
    before = [option.id for option in field.options]

    def no_options(answer: Any) -> None:
        for board in answer["data"]["b0"]["projectsV2"]["nodes"]:
            for one in board["fields"]["nodes"]:
                if "options" in one:
                    one["options"] = None

    half(run, "Boards", no_options)
    run.sync(plan)
    assert [option.id for option in field.options] == before


@pytest.mark.parametrize("what", ["target", "all", "ours"])
def test_commits_that_are_not_told_are_an_error_not_a_report_of_none(run: Run, what: str) -> None:
    run.gh.as_user("ada").commit(run.repo)

    def less(answer: Any) -> None:
        branch = answer["data"]["repository"]["defaultBranchRef"]
        if what == "target":
            branch["target"] = None
        else:
            branch["target"][what] = None

    half(run, "Activity", less)
    with pytest.raises(TrackerError):
        run.tracker().activity(("ada",), ZoneInfo("UTC"), None)


def test_a_readme_that_one_answer_lacks_is_not_written_anew(run: Run) -> None:
    run.gh.as_user("ada").commit(run.repo, {"README.md": "Mine\n"})

    def no_file(answer: Any) -> None:
        answer["data"]["repository"]["p0"] = None

    half(run, "Files", no_file, times=1)
    publisher = run.tracker().publisher()
    publisher.commit(lambda texts: {"README.md": texts.get("README.md", "") + "Report\n"}, Message("Report", ""))
    head = run.repo.head
    assert head
    assert head.tree["README.md"] == b"Mine\nReport\n"
