"""What people do on the embedded tracker, by hand or from the command line."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from roadmap_sync.local.store import ChangeRefusedError
from roadmap_sync.tracker.activity import spent_hours
from roadmap_sync.tracker.region import wrap
from roadmap_sync.tracker.state import IssueState, Milestone, Status
from roadmap_sync.tracker.steps import PutMilestone


def the_issue(tracker):
    (found,) = tracker.read().issues
    return found


@pytest.fixture
def number(tracker):
    body = "Intro\r\n\r\n" + wrap("ai/a", "- [ ] read\n- [x] write <!-- id:w -->") + "\n\n- [ ] my own\n"
    return tracker.open_issue("Variables", body, ["roadmap"], author="ada")


def test_an_issue_opened_by_hand_has_its_author_and_labels(tracker, number, clock):
    found = the_issue(tracker)
    assert (number, found.title, found.labels, found.key) == (1, "Variables", {"roadmap"}, "ai/a")
    assert (found.found.author, found.found.created_at) == ("ada", clock.time)


def test_an_unmarked_issue_has_no_key_and_no_region(tracker):
    tracker.open_issue("Just mine", "no mark here")
    found = the_issue(tracker)
    assert (found.key, found.region, found.found.body) == ("", "", "no mark here")


def test_done_skipped_and_reopened_issues_tell_when(tracker, number, clock):
    tracker.close(number)
    assert the_issue(tracker).state is IssueState.COMPLETED
    tracker.reopen(number)
    assert (the_issue(tracker).state, the_issue(tracker).found.closed_at) == (IssueState.OPEN, None)
    tracker.close(number, IssueState.NOT_PLANNED, at=clock.time + timedelta(days=3))
    found = the_issue(tracker)
    assert (found.state, found.found.closed_at) == (IssueState.NOT_PLANNED, clock.time + timedelta(days=3))
    assert (found.found.closings, found.found.reopened_times) == (2, (clock.time,))


def test_closing_twice_is_closing_once(tracker, number):
    tracker.close(number)
    tracker.close(number)
    assert the_issue(tracker).found.closings == 1


def test_closing_as_open_is_a_mistake_of_the_program(tracker, number):
    with pytest.raises(ValueError, match="completed or as not planned"):
        tracker.close(number, IssueState.OPEN)


def test_times_are_kept_in_utc_whatever_zone_they_come_in(tracker, number):
    tracker.close(number, at=datetime(2026, 3, 1, 1, 30, tzinfo=timezone(timedelta(hours=2))))
    assert the_issue(tracker).found.closed_at == datetime(2026, 2, 28, 23, 30, tzinfo=UTC)
    assert the_issue(tracker).found.closed_at.utcoffset() == timedelta(0)


def test_a_time_without_a_zone_is_refused_and_changes_nothing(tracker, number):
    with pytest.raises(ValueError, match="without a time zone"):
        tracker.close(number, at=datetime(2026, 3, 1))  # noqa: DTZ001 - that is the point
    assert the_issue(tracker).state is IssueState.OPEN


def test_what_happened_earlier_but_was_noted_later_is_told_in_order_of_time(tracker, number, clock):
    tracker.close(number, at=clock.time + timedelta(days=5))
    tracker.reopen(number, at=clock.time + timedelta(days=6))
    tracker.close(number, at=clock.time + timedelta(days=1))
    times = the_issue(tracker).found.closed_times
    assert times == tuple(sorted(times))


def test_starting_moves_an_issue_to_in_progress(tracker, number):
    tracker.set_status(number, Status.IN_PROGRESS)
    assert the_issue(tracker).found.status == "In Progress"


def test_a_tick_changes_its_box_and_no_other_byte(tracker, number):
    before = the_issue(tracker).found.body
    tracker.tick(number, "read")
    assert the_issue(tracker).found.body == before.replace("- [ ] read", "- [x] read")
    tracker.tick(number, "w", on=False)
    assert the_issue(tracker).region == "- [x] read\n- [ ] write <!-- id:w -->"
    tracker.tick(number, "my own")
    assert the_issue(tracker).found.body.endswith("- [x] my own\n")


def test_a_box_that_is_not_there_is_named(tracker, number):
    with pytest.raises(ChangeRefusedError, match="#1 has no box 'sing'"):
        tracker.tick(number, "sing")


def test_labels_by_hand_are_made_where_they_are_missing(tracker, number):
    tracker.label(number, "Fun")
    tracker.label(number, "fun")
    assert the_issue(tracker).labels == {"roadmap", "Fun"}
    tracker.label(number, "FUN", on=False)
    tracker.label(number, "never there", on=False)
    assert the_issue(tracker).labels == {"roadmap"}
    assert [label.name for label in tracker.read().labels] == ["roadmap", "Fun"]


def test_assignees_come_and_go(tracker, number):
    tracker.assign(number, "grace")
    tracker.assign(number, "ada")
    tracker.assign(number, "ada")
    assert the_issue(tracker).found.assignees == ("ada", "grace")
    tracker.assign(number, "grace", on=False)
    assert the_issue(tracker).found.assignees == ("ada",)


def test_edits_by_hand_are_whole_and_dated(tracker, number, clock):
    later = clock.forward(hours=5)
    tracker.edit_title(number, "Variables, again")
    tracker.edit_body(number, "nothing left of the mark")
    found = the_issue(tracker)
    assert (found.title, found.key, found.found.body) == ("Variables, again", "", "nothing left of the mark")
    assert found.found.updated_at == later > found.found.created_at


def test_a_closed_milestone_reads_as_closed(tracker, apply):
    apply(PutMilestone(Milestone(key="ai/p", title="P")))
    tracker.close_milestone(1)
    assert not tracker.read().milestones[0].open
    with pytest.raises(ChangeRefusedError, match="no milestone 2"):
        tracker.close_milestone(2)


@pytest.mark.parametrize(
    "operation",
    [
        lambda tracker: tracker.close(7),
        lambda tracker: tracker.reopen(7),
        lambda tracker: tracker.set_status(7, Status.DONE),
        lambda tracker: tracker.tick(7, "x"),
        lambda tracker: tracker.comment(7, "x"),
        lambda tracker: tracker.label(7, "x"),
        lambda tracker: tracker.label(7, "x", on=False),
        lambda tracker: tracker.assign(7, "x"),
        lambda tracker: tracker.edit_title(7, "x"),
        lambda tracker: tracker.edit_body(7, "x"),
    ],
)
def test_an_issue_that_is_not_there_is_named(tracker, number, operation):
    before = tracker.read()
    with pytest.raises(ChangeRefusedError, match="There is no issue #7"):
        operation(tracker)
    assert tracker.read() == before


def test_hostile_text_is_kept_as_it_is(tracker):
    text = "'); DROP TABLE issue; -- \u202e @everyone #1 <script>\x07 \U0001f600"
    tracker.open_issue(text, text, [text], author=text)
    found = the_issue(tracker)
    assert (found.title, found.found.body, found.found.author, found.labels) == (text, text, text, {text})


def test_time_spent_is_read_from_comments(tracker, number, clock):
    tracker.comment(number, "Went well!\n/spent 2h")
    later = clock.forward(days=1)
    tracker.comment(number, "no time, just words: /spent is a command")
    tracker.comment(number, "/spent 45m")
    assert the_issue(tracker).found.spent == ((later - timedelta(days=1), 2.0), (later, 0.75))


@pytest.mark.parametrize(
    ("comment", "hours"),
    [
        ("/spent 2h", 2),
        ("/spent 45m", 0.75),
        ("/spent 1h30m", 1.5),
        ("/spent 1h 30m", 1.5),
        ("/spent 1.5h", 1.5),
        ("/SPENT 2 H", 2),
        ("/spent 30min", 0.5),
        ("done\r\n/spent 2h\r\nand\r\n/spent 15m\r\n", 2.25),
        ("/spent", 0),
        ("/spent 2", 0),
        ("/spent -2h", 0),
        ("/spent 2h or so", 0),
        ("I /spent 2h", 0),
        ("> /spent 2h", 0),
        ("/spent 99999h", 0),
        ("/spentish 2h", 0),
    ],
)
def test_only_a_line_that_is_all_note_counts_as_time_spent(comment, hours):
    assert spent_hours(comment) == hours
