"""How items stand: what people did to the issues."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from roadmap_sync.progress.model import WorkStatus
from roadmap_sync.roadmap.model import Track
from roadmap_sync.tracker.state import IssueState
from tests.building import item, option, phase, project, roadmap, section
from tests.tracking import begun, day, done, issue, measured, noon, skipped, work

SMALL = roadmap(phase("A", sections=[section("S", items=["x", "y"])], items=["z"]))
BOXES = "- [x] read\n- [ ] write"


def marks(progress):
    return {one.title: one.mark for one in progress.work}


def test_before_the_first_sync_everything_is_to_do():
    assert set(marks(measured(SMALL)).values()) == {WorkStatus.TODO}


def test_a_closed_issue_is_done_on_the_learners_day():
    late = datetime(2026, 1, 6, 23, 30, tzinfo=UTC)
    prague = roadmap(phase("A", items=["x"]), timezone="Europe/Prague")
    assert work(measured(prague, done("a/x", late)), "a/x").done_on == date(2026, 1, 7)
    assert work(measured(SMALL, done("a/z", late)), "a/z").done_on == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),  # winter time: +1
        (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # summer time: +2
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # winter time again
    ],
)
def test_daylight_saving_moves_the_end_of_the_day(closed, expected):
    prague = roadmap(phase("A", items=["x"]), timezone="Europe/Prague")
    assert work(measured(prague, done("a/x", closed)), "a/x").done_on == expected


def test_an_issue_closed_as_not_planned_is_skipped_and_leaves_the_denominator():
    found = measured(SMALL, skipped("a/s/x"))
    assert work(found, "a/s/x").mark is WorkStatus.SKIPPED
    assert (found.tally.total, found.tally.skipped) == (2, 1)


@pytest.mark.parametrize(
    "begun_issue",
    [
        issue("a/z", status="In Progress"),
        issue("a/z", status="in progress"),
        issue("a/z", labels=frozenset({"In Progress"})),
        issue("a/z", region=BOXES),
    ],
    ids=["status", "status in lower case", "label", "ticked box"],
)
def test_an_open_issue_is_in_progress_by_status_label_or_tick(begun_issue):
    assert work(measured(SMALL, begun_issue), "a/z").mark is WorkStatus.IN_PROGRESS


def test_a_tick_outside_our_region_says_nothing():
    assert work(measured(SMALL, issue("a/z", region="- [ ] read")), "a/z").mark is WorkStatus.TODO


def test_done_is_done_whatever_the_board_says():
    assert work(measured(SMALL, done("a/z", status="In Progress")), "a/z").mark is WorkStatus.DONE


def test_a_reopened_issue_is_to_do_again_and_says_how_often():
    again = issue("a/z", closed_times=(noon(2),), reopened_times=(noon(3),))
    found = work(measured(SMALL, again), "a/z")
    assert (found.mark, found.reopened, found.done_on) == (WorkStatus.TODO, 1, None)


def test_a_skip_that_was_undone_is_no_finish_in_activity_pace_or_burn_up():
    undone = issue("a/z", closed_times=(noon(2),), skipped_times=(noon(2),), reopened_times=(noon(3),))
    found = measured(SMALL, undone, today=20)
    assert (found.closings_by_day, found.streak.active_days, found.pace.items_a_week) == ({}, 0, 0)


def test_a_finish_that_was_undone_and_then_skipped_counts_on_its_day():
    late = skipped("a/z", 4, closed_times=(noon(2), noon(4)), skipped_times=(noon(4),), reopened_times=(noon(3),))
    assert measured(SMALL, late, today=7).closings_by_day == {day(2): 1}


def test_a_reason_changed_after_closing_is_the_one_that_counts():
    finished = done("a/z", 2, closed_times=(noon(2),), skipped_times=(noon(2),))
    dropped = skipped("a/z", 2, closed_times=(noon(2),))
    assert measured(SMALL, finished, today=7).closings_by_day == {day(2): 1}
    assert measured(SMALL, dropped, today=7).closings_by_day == {}


def test_an_issue_of_another_roadmap_says_nothing():
    other = done("a/z")
    stranger = type(other)(key="q/a/z", title="z", state=IssueState.COMPLETED, found=other.found)
    assert set(marks(measured(SMALL, stranger)).values()) == {WorkStatus.TODO}


def test_a_section_closed_as_not_planned_skips_what_is_open_below_it():
    found = measured(SMALL, skipped("a/s"), done("a/s/x"))
    assert marks(found) == {"x": WorkStatus.DONE, "y": WorkStatus.SKIPPED, "z": WorkStatus.TODO}
    assert found.phases[0].sections[0].closed_out


def test_a_section_closed_as_completed_leaves_its_items_as_they_are():
    assert marks(measured(SMALL, done("a/s")))["x"] is WorkStatus.TODO


def test_the_same_work_named_twice_shares_its_mark_and_counts_once():
    twice = roadmap(phase("A", items=["x"], projects=[project("p", same_as="a/x")]))
    found = measured(twice, done("a/x", 3))
    assert (work(found, "a/p").mark, work(found, "a/p").done_on) == (WorkStatus.DONE, day(3))
    assert (found.tally.done, found.tally.total) == (1, 1)


def test_what_was_done_before_the_first_sync_has_no_day():
    known = roadmap(phase("A", items=[item("x", done=True), item("y", done=True)]))
    first = done("a/x", noon(1) + timedelta(minutes=20), created_at=noon(1))
    later = done("a/y", noon(5), created_at=noon(1))
    found = measured(known, first, later, today=7)
    assert (work(found, "a/x").mark, work(found, "a/x").done_on) == (WorkStatus.DONE, None)
    assert work(found, "a/y").done_on == day(5)
    assert found.closings_by_day == {day(5): 1}
    assert [one.title for one in found.recent] == ["y"]


def test_hours_noted_on_an_issue_are_added_up():
    noted = issue("a/z", spent=((noon(1), 1.5), (noon(2), 2.0)))
    found = measured(SMALL, noted)
    assert work(found, "a/z").spent == 3.5
    assert work(found, "a/s/x").spent is None


def test_noted_time_is_set_against_the_estimates_of_the_same_finished_items():
    known = roadmap(phase("A", items=[item("x", effort="4h"), item("y", effort="2h"), item("z", effort="8h")]))
    spent = {"spent": ((noon(1), 5.0),)}
    found = measured(known, done("a/x", **spent), done("a/y"), issue("a/z", **spent))
    assert (found.spent_hours, found.spent_estimate) == (5.0, 4.0)
    assert measured(known).spent_hours is None


def test_an_items_issue_is_linked():
    found = work(measured(SMALL, issue("a/z", url="https://example.org/7")), "a/z")
    assert found.url == "https://example.org/7"
    assert found.number


class TestBySections:
    """``track: sections``: an issue a section, its items boxes in it."""

    PLAN = roadmap(
        phase(
            "A",
            items=["z"],
            sections=[section("S", items=["x", "y"], options=[option("O", items=["x"])])],
        ),
        track=Track.SECTIONS,
    )
    TICKED = "- [x] X <!-- id:x -->\n- [ ] Y <!-- id:y -->\n- [ ] X again <!-- id:o/x -->"

    def test_a_ticked_box_is_done_on_no_known_day(self):
        found = measured(self.PLAN, issue("a/s", region=self.TICKED))
        assert [work(found, key).mark for key in ("a/s/x", "a/s/y", "a/s/o/x")] == [
            WorkStatus.DONE,
            WorkStatus.TODO,
            WorkStatus.TODO,
        ]
        assert work(found, "a/s/x").done_on is None

    def test_a_box_is_known_by_its_hidden_id_alone(self):
        found = measured(self.PLAN, issue("a/s", region="- [x] x\n- [x] y"))
        assert work(found, "a/s/x").mark is WorkStatus.TODO

    def test_a_section_closed_as_completed_is_done_throughout(self):
        found = measured(self.PLAN, done("a/s", 4, region=self.TICKED))
        assert (work(found, "a/s/y").mark, work(found, "a/s/y").done_on) == (WorkStatus.DONE, day(4))
        assert found.closings_by_day == {day(4): 1}

    def test_a_section_closed_as_not_planned_skips_what_is_not_ticked(self):
        found = measured(self.PLAN, skipped("a/s", region=self.TICKED))
        assert [work(found, key).mark for key in ("a/s/x", "a/s/y")] == [WorkStatus.DONE, WorkStatus.SKIPPED]

    def test_items_without_a_section_have_issues_of_their_own(self):
        assert work(measured(self.PLAN, begun("a/z")), "a/z").mark is WorkStatus.IN_PROGRESS


@pytest.mark.parametrize(("late", "done_on"), [(timedelta(), None), (timedelta(seconds=1), day(2))])
def test_a_first_sync_closes_what_was_done_before_within_one_day(late, done_on):
    known = roadmap(phase("A", items=[item("x", done=True)]))
    found = measured(known, done("a/x", noon(1) + timedelta(days=1) + late, created_at=noon(1)), today=7)
    assert work(found, "a/x").done_on == done_on
