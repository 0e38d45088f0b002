"""What a sync costs in requests, and that the estimate says so before."""

from __future__ import annotations

import pytest

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.plan.batches import groups
from roadmap_sync.roadmap.model import BoardSettings
from roadmap_sync.sync import current_plan
from tests.gh.running import TODAY, Run, weeks


def test_a_first_sync_of_74_things_takes_at_most_25_requests_with_the_lock(run: Run) -> None:
    result = run.sync(weeks())
    assert not result.failed
    assert len(run.repo.issues) == 72
    assert len(run.repo.milestones) == 2
    assert run.gh.totals().requests <= 25


def test_a_second_sync_takes_at_most_3_requests_and_writes_nothing(run: Run) -> None:
    run.sync(weeks())
    run.gh.log.clear()
    assert run.sync(weeks()).done == 0
    assert run.gh.totals().requests <= 3
    run.gh.assert_readonly()


def test_one_title_changed_takes_at_most_5_requests(run: Run) -> None:
    run.sync(weeks())
    run.gh.log.clear()
    result = run.sync(weeks(titles={"Task 1-1-1": "The very first task"}))
    assert (result.done, result.failed) == (1, ())
    assert run.repo.issue("The very first task").number == 9
    assert run.gh.totals().requests <= 5


def test_no_document_is_wasteful(run: Run) -> None:
    run.sync(weeks())
    assert max(entry.points for entry in run.gh.log) <= 10
    assert max(entry.nodes for entry in run.gh.log) <= 100_000


@pytest.mark.parametrize("own_token", [False, True], ids=["one token", "a token of its own"])
def test_with_a_board_a_first_sync_takes_at_most_60_requests_and_a_second_at_most_4(
    run: Run, *, own_token: bool
) -> None:
    plan = weeks(board=BoardSettings(title="Weeks"), filled=True)
    more = {"project_token": run.gh.token("classic", user="ada")} if own_token else {}
    assert not run.sync(plan, **more).failed
    card = run.gh.projects[0].items[0]
    assert all(card.text(name) for name in ("Status", "Start", "Target", "Effort", "Kind", "Priority"))
    assert run.gh.totals().requests <= 60
    run.gh.log.clear()
    assert run.sync(plan, **more).done == 0
    assert run.gh.totals().requests <= 4
    run.gh.assert_readonly()
    for issue in run.repo.issues[8:28]:
        run.gh.as_user("ada").close(issue)
    run.gh.log.clear()
    assert not run.sync(plan, **more).failed
    assert run.gh.totals().requests <= 6


@pytest.mark.parametrize("own_token", [False, True], ids=["one token", "a token of its own"])
def test_the_estimate_agrees_with_what_a_first_sync_takes(run: Run, *, own_token: bool) -> None:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks"))
    more = {"project_token": run.gh.token("classic", user="ada")} if own_token else {}
    tracker = run.tracker(plan, **more)
    steps = groups(current_plan(tracker, lambda _: desired_state(plan, TODAY)))
    requests, _minutes = tracker.estimate(steps)
    run.gh.log.clear()
    run.sync(plan, **more)
    assert run.gh.totals().requests == requests


def test_the_estimate_agrees_with_what_an_edit_takes(run: Run) -> None:
    run.sync(weeks(weeks_a_phase=1))
    plan = weeks(weeks_a_phase=1, titles={"Task 1-1-1": "One", "Task 1-1-2": "Two"}, label="learning")
    tracker = run.tracker(plan)
    steps = groups(current_plan(tracker, lambda _: desired_state(plan, TODAY)))
    requests, _minutes = tracker.estimate(steps)
    run.gh.log.clear()
    run.sync(plan)
    assert run.gh.totals().requests == requests


def test_the_estimate_counts_a_second_for_each_write(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    tracker = run.tracker(plan, write_interval=1.0)
    steps = groups(current_plan(tracker, lambda _: desired_state(plan, TODAY)))
    _requests, minutes = tracker.estimate(steps)
    started = run.gh.clock.now()
    run.sync(plan, write_interval=1.0)
    took = (run.gh.clock.now() - started).total_seconds() / 60
    assert minutes == pytest.approx(took, abs=0.25)
