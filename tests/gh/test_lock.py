"""One writer at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from roadmap_sync.errors import LockedError
from roadmap_sync.gh.lock import LEASE
from roadmap_sync.tracker.state import Label
from roadmap_sync.tracker.steps import PutLabel
from tests.gh.running import Run, weeks


def locks(run: Run) -> list[str]:
    return [name for name in run.repo.labels if name.startswith("roadmap-sync lock")]


def killed(run: Run) -> None:
    """A run that takes the lock and never comes to its end."""
    lock = run.tracker().lock()
    lock.__enter__()
    run.unfinished.append(lock)


def test_a_second_run_is_kept_out_while_the_first_holds_the_lock(run: Run) -> None:
    with run.tracker().lock(), pytest.raises(LockedError, match="Another run writes here"), run.tracker().lock():
        pass
    assert locks(run) == []


def test_the_lock_is_a_label_that_says_who_and_until_when(run: Run) -> None:
    with run.tracker().lock():
        assert locks(run) == ["roadmap-sync lock 1"]
        assert "until 2026-03-02T09:10:00Z" in (run.repo.labels["roadmap-sync lock 1"].description or "")
    assert locks(run) == []


def test_taking_and_leaving_the_lock_takes_two_requests(run: Run) -> None:
    tracker = run.tracker()
    tracker.read()
    run.gh.log.clear()
    with tracker.lock():
        pass
    assert len(run.gh.log) == 2


def test_a_lock_whose_holder_was_killed_is_taken_over_when_its_lease_is_over(run: Run) -> None:
    killed(run)
    with pytest.raises(LockedError), run.tracker().lock():
        pass
    run.gh.clock.advance(LEASE.total_seconds() + 1)
    with run.tracker().lock():
        assert "roadmap-sync lock 2" in locks(run)
    assert locks(run) == []


def test_two_runs_that_saw_no_lock_do_not_both_get_it(run: Run) -> None:
    first, second = run.tracker(), run.tracker()
    first.read()
    second.read()
    with first.lock(), pytest.raises(LockedError, match="Another run"), second.lock():
        pass


def test_a_run_that_took_over_later_is_seen_by_one_that_knew_only_the_expired_lock(run: Run) -> None:
    killed(run)
    run.gh.clock.advance(LEASE.total_seconds() + 1)
    first, second = run.tracker(), run.tracker()
    first.read()
    second.read()
    with first.lock(), pytest.raises(LockedError), second.lock():
        pass


def test_a_lock_made_by_hand_does_not_keep_anybody_out(run: Run) -> None:
    ada = run.gh.as_user("ada")
    ada.label(ada.open_issue(run.repo, "Any"), "roadmap-sync lock 7")
    with run.tracker().lock():
        assert "roadmap-sync lock 8" in locks(run)


def write_late(run: Run, meanwhile: Callable[[], object]) -> None:
    """Hold the lock past its lease while something happens, then write a label."""
    tracker = run.tracker()
    state = tracker.read()
    with tracker.lock():
        run.gh.clock.advance(LEASE.total_seconds() + 1)
        meanwhile()
        list(tracker.writer(state).write([PutLabel(Label(name="late", color="111111"))]))


def test_a_run_that_waited_past_its_lease_looks_again_before_it_writes(run: Run) -> None:
    with pytest.raises(LockedError, match="Another run"):
        write_late(run, lambda: killed(run))
    assert "late" not in run.repo.labels


def test_a_run_that_waited_past_its_lease_alone_goes_on_with_a_new_one(run: Run) -> None:
    tracker = run.tracker()
    state = tracker.read()
    with tracker.lock():
        run.gh.clock.advance(LEASE.total_seconds() + 1)
        outcomes = list(tracker.writer(state).write([PutLabel(Label(name="late", color="111111"))]))
        assert outcomes[0].ok
        assert "T09:20" in (run.repo.labels["roadmap-sync lock 1"].description or "")


@pytest.mark.parametrize("edited", [False, True])
def test_the_lock_of_a_killed_run_goes_with_the_next_sync_that_creates_nothing(run: Run, *, edited: bool) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    killed(run)
    run.gh.clock.advance(LEASE.total_seconds() + 1)
    assert run.changes(plan) == ()
    assert locks(run) == ["roadmap-sync lock 1"]
    run.sync(weeks(weeks_a_phase=1, titles={"Task 1-1-2": "Second"}) if edited else plan)
    assert locks(run) == []


def test_the_lock_of_a_run_under_way_stays_when_another_one_has_nothing_to_create(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan)
    killed(run)
    run.sync(plan)
    assert locks(run) == ["roadmap-sync lock 1"]


@pytest.mark.parametrize("refused", [False, True])
def test_a_wait_longer_than_the_lease_keeps_the_lock(run: Run, *, refused: bool) -> None:
    tracker = run.tracker()
    with tracker.lock():
        if refused:  # the first renewal: it is tried again a minute later
            run.gh.faults.add("updateLabel", kind="secondary")
        until_now: list[bool] = []

        def look(seconds: float) -> None:
            run.gh.clock.advance(seconds)
            with pytest.raises(LockedError), run.tracker().lock():
                pass
            until_now.append(True)

        timing = replace(tracker.timing, sleep=run.gh.clock.advance)
        for _ in range(4):
            timing.wait(LEASE.total_seconds(), "GitHub's limit is reached")
            look(0.0)
        assert len(until_now) == 4
    assert locks(run) == []


def test_a_lock_taken_away_by_hand_stops_the_run_at_the_end_of_its_lease(run: Run) -> None:
    with pytest.raises(LockedError, match="is gone"):
        write_late(run, lambda: run.gh.as_user("ada").delete_label(run.repo, "roadmap-sync lock 1"))
    assert "late" not in run.repo.labels


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_lock_whose_making_had_no_answer_is_looked_for(run: Run, when: str) -> None:
    run.gh.faults.add("createLabel", kind="cut", when=when)
    tracker = run.tracker()
    if when == "after":
        with tracker.lock():
            assert locks(run) == ["roadmap-sync lock 1"]
    else:
        assert not run.sync(weeks(weeks_a_phase=1)).failed
    assert locks(run) == []


def test_the_lock_is_let_go_when_the_run_is_asked_to_stop(run: Run) -> None:
    asked = False

    def should_stop() -> bool:
        return asked

    with run.tracker(should_stop=should_stop, write_interval=1.0).lock():
        asked = True
    assert locks(run) == []


def test_a_run_that_creates_nothing_takes_no_lock(run: Run) -> None:
    run.sync(weeks(weeks_a_phase=1))
    run.gh.log.clear()
    run.sync(weeks(weeks_a_phase=1, titles={"Task 1-1-1": "Other"}))
    assert "createLabel" not in run.gh.log.mutations
