"""Limits: kept by pacing, waited for when reached, told to whoever waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.failure import StoppedError
from roadmap_sync.gh.limits import ONE, PER_HOUR, PER_MINUTE, Load, WritePacing, load_of, seconds_for
from roadmap_sync.gh.timing import Timing
from roadmap_sync.sync import RunLimits
from tests.gh.running import Run, weeks

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Hand:
    """A clock that sleeping turns."""

    def __init__(self) -> None:
        self.now = START
        self.said: list[str] = []

    def sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def timing(self, **more: object) -> Timing:
        settings = {"clock": lambda: self.now, "sleep": self.sleep, "say": self.said.append}
        return Timing(**{**settings, "should_stop": lambda: False, **more})  # type: ignore[arg-type]


@given(st.lists(st.integers(1, 20), max_size=120), st.sampled_from([0.05, 0.2, 1.0]))
def test_never_more_than_80_writes_in_a_minute_or_500_in_an_hour(batches: list[int], interval: float) -> None:
    hand = Hand()
    pacing = WritePacing(interval, hand.timing())
    done = []
    for writes in batches:
        pacing.before(Load(writes, writes, writes))
        done.append((hand.now, writes))
    for at, _ in done:
        for span, most in ((timedelta(minutes=1), PER_MINUTE), (timedelta(hours=1), PER_HOUR)):
            assert sum(writes for when, writes in done if at - span < when <= at) <= most


def test_cards_keep_to_the_minute_and_do_not_use_up_the_hour() -> None:
    hand = Hand()
    pacing = WritePacing(0.1, hand.timing())
    for _ in range(100):
        pacing.before(load_of(["addProjectV2ItemById"] * 20))
    assert timedelta(minutes=23) < hand.now - START < timedelta(minutes=28)


def test_values_links_labels_and_states_count_by_request_whatever_number_of_them() -> None:
    hand = Hand()
    pacing = WritePacing(1.0, hand.timing())
    names = ("updateProjectV2ItemFieldValue", "addBlockedBy", "addLabelsToLabelable", "closeIssue", "addSubIssue")
    for number in range(100):
        pacing.before(load_of([names[number % 5]] * 20))
    assert hand.now - START == timedelta(seconds=99)


@pytest.mark.parametrize("name", ["createIssue", "updateIssue", "createProjectV2Field", "addComment"])
def test_content_counts_by_alias(name: str) -> None:
    assert load_of([name] * 10) == Load(10, 10, 10)


def test_after_a_refusal_each_change_gets_its_second() -> None:
    hand = Hand()
    pacing = WritePacing(1.0, hand.timing())
    pacing.slow_down()
    pacing.slow_down()
    assert hand.said == ["GitHub asks to slow down: from now on each change gets a second of its own."]
    pacing.before(load_of(["closeIssue"] * 10))
    pacing.before(load_of(["closeIssue"]))
    assert hand.now == START + timedelta(seconds=10)


def test_a_refusal_in_the_middle_of_a_sync_slows_down_and_all_comes_through(run: Run) -> None:
    run.gh.limits.turn_on()
    run.gh.faults.add("createIssue", kind="secondary")
    result = run.sync(weeks(), write_interval=1.0)
    assert (result.failed, result.left) == ((), 0)
    assert len({issue.title for issue in run.repo.issues}) == len(run.repo.issues) == 72
    assert sum("GitHub asks to slow down" in text for text in run.said) == 1


@given(st.lists(st.integers(1, 20), min_size=1, max_size=80))
def test_the_estimate_of_the_time_is_what_pacing_takes(batches: list[int]) -> None:
    hand = Hand()
    pacing = WritePacing(1.0, hand.timing())
    for writes in batches:
        pacing.before(Load(writes, writes, writes))
    took = (hand.now - START).total_seconds() + 1
    assert seconds_for([Load(writes, writes, writes) for writes in batches], 1.0) == took


def test_each_writing_request_gets_its_second() -> None:
    hand = Hand()
    pacing = WritePacing(1.0, hand.timing())
    pacing.before(Load(10, 10, 10))
    assert hand.now == START
    pacing.before(ONE)
    assert hand.now == START + timedelta(seconds=1)


def test_without_an_interval_nothing_is_paced() -> None:
    hand = Hand()
    pacing = WritePacing(0.0, hand.timing())
    for _ in range(100):
        pacing.before(Load(20, 20, 20))
    assert hand.now == START


def test_a_long_wait_is_told_with_its_reason_and_its_end() -> None:
    hand = Hand()
    hand.timing().wait(3600, "GitHub's limit is reached")
    assert hand.said == ["GitHub's limit is reached: waiting until 10:00:00 UTC (60 min)"]


def test_a_short_wait_is_nobodys_concern() -> None:
    hand = Hand()
    hand.timing().wait(2, "Anything")
    assert hand.said == []


def test_a_wait_ends_when_the_run_is_asked_to_stop() -> None:
    hand = Hand()
    timing = hand.timing(should_stop=lambda: hand.now >= START + timedelta(seconds=10))
    with pytest.raises(StoppedError, match="again to go on"):
        timing.wait(3600, "GitHub's limit is reached")
    assert hand.now <= START + timedelta(seconds=11)


def test_with_all_of_githubs_limits_on_a_sync_with_pacing_is_never_refused(run: Run) -> None:
    run.gh.limits.turn_on()
    result = run.sync(weeks(), write_interval=0.1)
    assert (result.failed, result.left) == ((), 0)
    assert {entry.status for entry in run.gh.log} == {200, 201}
    assert not any("limit" in text for text in run.said if "allows" not in text)


def test_without_pacing_the_limits_are_waited_for_and_all_comes_through(run: Run) -> None:
    run.gh.limits.turn_on()
    result = run.sync(weeks(weeks_a_phase=8))
    assert (result.failed, result.left) == ((), 0)
    assert len({issue.title for issue in run.repo.issues}) == len(run.repo.issues) == 144
    assert any("waiting until" in text for text in run.said)


def test_limits_that_do_not_say_how_long_are_waited_for_longer_each_time(run: Run) -> None:
    run.gh.limits.turn_on()
    run.gh.limits.retry_after = False
    result = run.sync(weeks(weeks_a_phase=2))
    assert (result.failed, result.left) == ((), 0)


@pytest.mark.parametrize("kind", ["rate_limited", "secondary"])
@pytest.mark.parametrize("match", ["Read", "createLabel", "POST /repos/{owner}/{repo}/milestones", "createIssue"])
def test_a_limit_reached_at_any_kind_of_request_is_waited_for(run: Run, kind: str, match: str) -> None:
    run.gh.faults.add(match, kind=kind)
    result = run.sync(weeks(weeks_a_phase=1))
    assert (result.failed, result.left) == ((), 0)
    run.gh.faults.assert_all_struck()
    assert len(run.repo.issues) == 18


def test_the_hourly_limit_is_waited_for_until_it_ends(run: Run) -> None:
    started = run.gh.clock.now()
    run.gh.faults.add("Read", kind="rate_limited")
    run.tracker().read()
    waited = run.gh.clock.now() - started
    assert timedelta(minutes=59) < waited < timedelta(minutes=62)


def test_a_limit_that_never_ends_is_an_error_in_the_end(run: Run) -> None:
    run.gh.faults.add("Read", kind="secondary", times=-1)
    with pytest.raises(TrackerError, match="does not end"):
        run.tracker().read()


def test_asked_to_stop_a_run_ends_between_requests_and_the_next_one_goes_on(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)

    def enough() -> bool:
        return len(run.repo.issues) >= 10

    result = run.sync(plan, should_stop=enough, limits=RunLimits(should_stop=enough))
    assert result.left > 0
    assert not result.failed
    assert not [name for name in run.repo.labels if "lock" in name]
    assert run.sync(plan).left == 0
    assert len({issue.title for issue in run.repo.issues}) == len(run.repo.issues) == 18
    assert run.changes(plan) == ()


def test_creates_can_be_limited_and_the_next_run_makes_the_rest(run: Run) -> None:
    plan = weeks(weeks_a_phase=1)
    run.sync(plan, limits=RunLimits(max_creates=5))
    assert len(run.repo.issues) == 5
    run.sync(plan)
    assert len(run.repo.issues) == 18
    assert run.changes(plan) == ()


def test_a_wait_that_outlasts_the_time_budget_is_not_begun() -> None:
    hand = Hand()
    timing = hand.timing(deadline=START + timedelta(minutes=5))
    with pytest.raises(StoppedError, match="The time budget ends before the wait of 6 min would"):
        timing.wait(360, "GitHub allows 500 writes an hour")
    assert hand.now == START
    timing.wait(240, "GitHub allows 80 writes a minute")
    assert hand.now == START + timedelta(minutes=4)


def test_a_sync_stops_before_the_hour_that_it_has_no_time_for_and_the_next_one_goes_on(run: Run) -> None:
    run.gh.limits.turn_on()
    large = weeks(weeks_a_phase=30)
    began = run.gh.clock.now()
    result = run.sync(large, write_interval=1.0, deadline=began + timedelta(minutes=20))
    assert result.failed == ()
    assert result.left > 0
    assert run.gh.clock.now() - began < timedelta(minutes=10)
    run.gh.clock.advance(3600)
    assert run.sync(large, write_interval=1.0).left == 0
    assert len({issue.title for issue in run.repo.issues}) == len(run.repo.issues) == 540
