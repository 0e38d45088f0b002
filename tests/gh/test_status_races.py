"""The Status that a person sets while a sync runs stays, whenever it is set."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.gh.transport import Reply
from roadmap_sync.roadmap.model import BoardSettings
from roadmap_sync.sync import RunLimits, sync
from tests.fake_github.boards import Item
from tests.fake_github.log import Entry
from tests.gh.running import TODAY, Run, weeks

TASK = "Task 1-1-1"


def plan(**more: Any) -> Any:
    return weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"), **more)


def card(run: Run) -> Item:
    found = run.gh.projects[0].item(run.repo.issue(TASK))
    assert found
    return found


def sets(run: Run, status: str) -> Callable[[], None]:
    return lambda: run.gh.as_user("ada").move_card(run.gh.projects[0], run.repo.issue(TASK), status)


def writes_status(entry: Entry) -> bool:
    return "updateProjectV2ItemFieldValue" in entry.mutations and "timelineItems" in entry.document


@pytest.mark.parametrize("match", ["CardStatuses", writes_status, "createProjectV2Field"])
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("own", [False, True])
def test_a_status_set_while_a_first_sync_runs_stays(run: Run, match: Any, when: str, *, own: bool) -> None:
    settings = {"project_token": run.gh.token("classic", user="ada")} if own else {}
    run.sync(weeks(weeks_a_phase=1))
    for number in range(1, 8):
        run.gh.as_user("ada").unlabel(run.repo.issue(f"Task 2-1-{number}"), "roadmap")
    board = run.gh.add_project("ada", "Weeks")
    board.repositories.append(run.repo)
    run.gh.as_user("ada").add_card(board, run.repo.issue(TASK))
    run.gh.faults.add(match, kind="do", when=when, call=sets(run, "In Progress"))
    assert run.sync(plan(), **settings).failed == ()
    run.gh.faults.assert_all_struck()
    assert card(run).text("Status") == "In Progress"
    assert run.changes(plan(), **settings) == ()


@pytest.mark.parametrize("lost", ["before", "after"])
def test_a_status_set_while_the_answer_was_lost_stays(run: Run, lost: str) -> None:
    run.sync(weeks(weeks_a_phase=1))
    board = run.gh.add_project("ada", "Weeks")
    board.repositories.append(run.repo)
    run.gh.as_user("ada").add_card(board, run.repo.issue(TASK))
    run.gh.faults.add(writes_status, kind="cut", when=lost)

    sent: list[Entry] = []

    def second(entry: Entry) -> bool:
        sent.extend([entry] if writes_status(entry) else [])
        return writes_status(entry) and len(sent) > 1

    run.gh.faults.add(second, kind="do", call=sets(run, "In Progress"))
    assert run.sync(plan()).failed == ()
    run.gh.faults.assert_all_struck()
    assert card(run).text("Status") == "In Progress"


def test_a_todo_of_the_boards_own_automation_counts_as_none(run: Run) -> None:
    board = run.gh.add_project("ada", "Weeks")
    board.repositories.append(run.repo)
    workflow = board.workflow("Item added to project")
    assert workflow
    workflow.enabled = True
    done = plan(done=(TASK,))
    assert run.sync(done).failed == ()
    assert card(run).text("Status") == "Done"
    assert run.changes(done) == ()


def test_a_status_that_somebody_took_away_in_that_second_stays_away_until_the_next_plan(run: Run) -> None:
    run.sync(plan())
    run.gh.as_user("ada").close(run.repo.issue(TASK))
    workflow = run.gh.projects[0].workflow("Item closed")
    assert workflow
    board = run.gh.projects[0]
    sets(run, "In Progress")()
    run.gh.faults.add(writes_status, kind="do", call=sets(run, "Todo"))
    run.sync(plan())
    assert card(run).text("Status") == "Todo"
    assert run.sync(plan()).failed == ()
    assert board.item(run.repo.issue(TASK)) is card(run)
    assert card(run).text("Status") == "Done"


def test_cards_whose_status_is_not_told_before_the_write_have_nothing_written(run: Run) -> None:
    run.sync(weeks(weeks_a_phase=1))
    board = run.gh.add_project("ada", "Weeks")
    board.repositories.append(run.repo)

    def nothing(answer: Any) -> None:
        answer["data"]["nodes"] = [None] * len(answer["data"]["nodes"])

    run.gh.faults.add("CardStatuses", kind="rewrite", change=nothing, times=-1)
    assert run.sync(plan()).failed
    assert [card(run).text(name) for name in ("Status", "Kind")] == [None, None]


def test_a_server_whose_timeline_knows_no_status_gets_its_cards_all_the_same(run: Run) -> None:
    tracker = run.tracker(plan())
    ask = tracker.client.transport.graphql

    def graphql(document: str, variables: Mapping[str, Any]) -> Reply:
        name = "ProjectV2ItemStatusChangedEvent"
        if name not in document:
            return ask(document, variables)
        message = f"No such type {name}, so it can't be a fragment condition"
        extensions = {"code": "undefinedType", "typeName": name}
        return Reply(200, {}, json.dumps({"errors": [{"message": message, "extensions": extensions}]}))

    tracker.client.transport.graphql = graphql  # type: ignore[method-assign]
    assert sync(tracker, lambda _: desired_state(plan(), TODAY), RunLimits()).failed == ()
    assert card(run).text("Status") == "Todo"


def test_no_request_more_where_a_batch_sets_no_status(run: Run) -> None:
    run.sync(plan())
    run.gh.log.clear()
    run.sync(plan(pace="5h"))
    assert not [entry for entry in run.gh.log.entries if "CardStatuses" in entry.operations]
