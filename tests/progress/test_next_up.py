"""Where the learner is, what comes next, and what stands in the way."""

from __future__ import annotations

import pytest

from tests.building import item, option, phase, project, roadmap, section
from tests.tracking import begun, day, done, issue, measured, skipped, titles, work


def leaves(keys):
    return [key.removeprefix("r/") for key in keys]


class TestCurrentPhases:
    def test_the_dates_say_where_the_learner_is(self):
        plan = roadmap(phase("A", when="weeks 1-2", items=["x"]), phase("B", when="weeks 2-3", items=["y"]))
        assert leaves(measured(plan, today=1).current) == ["a"]
        assert leaves(measured(plan, today=8).current) == ["a", "b"]

    def test_without_dates_it_is_the_first_unfinished(self):
        plan = roadmap(phase("A", items=["x"]), phase("B", items=["y"]), phase("C", items=["z"]))
        assert leaves(measured(plan, done("a/x")).current) == ["b"]

    def test_a_phase_with_work_in_progress_is_current(self):
        plan = roadmap(phase("A", when="week 1", items=["x"]), phase("B", when="week 2", items=["y"]))
        assert leaves(measured(plan, begun("b/y")).current) == ["a", "b"]

    def test_who_is_behind_is_in_the_overdue_phase_not_where_the_calendar_is(self):
        plan = roadmap(*(phase(name, when=f"week {number}", items=["x"]) for number, name in enumerate("ABC", start=1)))
        assert leaves(measured(plan, today=15).current) == ["a"]

    def test_who_is_behind_and_ahead_at_once_is_in_both(self):
        late = phase("A", when="week 1", items=["x"])
        plan = roadmap(late, phase("B", when="week 2", items=["x"]), phase("C", when="week 3", items=["x", "y"]))
        assert leaves(measured(plan, done("c/x"), today=15).current) == ["a", "c"]

    def test_who_is_ahead_is_in_the_first_unfinished_phase(self):
        plan = roadmap(phase("A", when="week 1", items=["x"]), phase("B", when="week 2", items=["y"]))
        assert leaves(measured(plan, done("a/x")).current) == ["b"]

    def test_after_the_last_phase_there_is_none(self):
        assert measured(roadmap(phase("A", when="week 1", items=["x"])), done("a/x")).current == ()


class TestNextUp:
    def test_what_is_begun_comes_first_then_the_roadmaps_order(self):
        plan = roadmap(phase("A", items=["v", "w", "x", "y", "z"]))
        assert titles(measured(plan, done("a/v"), begun("a/y")).next_up) == ["y", "w", "x", "z"]

    def test_what_counts_comes_before_what_is_optional(self):
        plan = roadmap(phase("A", items=[item("x", tags=["optional"]), item("y")]), phase("B", items=["z"]))
        assert titles(measured(plan).next_up) == ["y", "z", "x"]

    def test_the_current_phase_comes_before_the_others(self):
        plan = roadmap(phase("A", items=["x"], when="week 5"), phase("B", items=["y"], when="week 1"))
        assert titles(measured(plan).next_up) == ["y", "x"]

    def test_blocked_skipped_and_undecided_work_is_not_suggested(self):
        items = [item("v"), item("w", depends_on=["a/v"]), item("x"), item("y", placeholder=True), item("z")]
        plan = roadmap(phase("A", items=items))
        assert titles(measured(plan, skipped("a/x")).next_up) == ["v", "z"]

    def test_work_named_twice_is_suggested_once(self):
        plan = roadmap(phase("A", items=["x"], projects=[project("p", same_as="a/x")]))
        assert titles(measured(plan).next_up) == ["x"]

    def test_an_alternative_that_fell_away_is_not_suggested(self):
        choice = section("S", options=[option("O", items=["x"]), option("P", items=["y"])])
        assert titles(measured(roadmap(phase("A", sections=[choice]))).next_up) == ["x"]

    @pytest.mark.parametrize(("effort", "expected"), [("2h", 5), ("1h", 8), ("9h", 3), ("4-6h", 3)])
    def test_it_fits_the_hours_of_the_week_but_is_at_least_three_and_at_most_eight(self, effort, expected):
        plan = roadmap(phase("A", items=[item(f"i{number}", effort=effort) for number in range(12)]), pace="10h")
        assert len(measured(plan).next_up) == expected

    def test_hours_finished_this_week_are_taken_off(self):
        items = [item(f"i{number}", effort="2h") for number in range(12)]
        plan = roadmap(phase("A", items=items), pace="12h")
        assert len(measured(plan, done("a/i0", 8), done("a/i1", 9), today=10).next_up) == 4
        assert len(measured(plan, done("a/i0", 7), today=10).next_up) == 6

    def test_without_hours_five_are_suggested(self):
        assert len(measured(roadmap(phase("A", items=list("abcdefg")), pace="10h")).next_up) == 5


class TestBlocked:
    def test_an_item_waits_for_its_own_dependencies(self):
        plan = roadmap(phase("A", items=[item("x"), item("y"), item("z", depends_on=["a/x", "a/y"])]))
        found = measured(plan, done("a/x"))
        assert [(one.title, by) for one, by in found.blocked] == [("z", ("y",))]
        assert work(found, "a/z").blocked_by == ("r/a/y",)

    def test_an_item_waits_for_what_its_section_and_its_phase_depend_on(self):
        first = phase("A", items=["x"], sections=[section("S", items=["s"])])
        second = phase("B", depends_on=["a"], sections=[section("T", depends_on=["a/s"], items=["t"])])
        plan = roadmap(first, second)
        assert measured(plan).blocked[0][1] == ("S", "A")
        assert measured(plan, done("a/s/s")).blocked[0][1] == ("A",)
        assert measured(plan, done("a/s/s"), done("a/x")).blocked == ()

    def test_skipped_work_stands_in_nobodys_way(self):
        plan = roadmap(phase("A", items=[item("x"), item("y", depends_on=["a/x"])]))
        assert measured(plan, skipped("a/x")).blocked == ()

    def test_a_section_stands_in_the_way_until_all_that_counts_is_done_or_skipped(self):
        first = section("S", items=[item("x"), item("y"), item("z", tags=["optional"])])
        plan = roadmap(phase("A", sections=[first, section("T", depends_on=["a/s"], items=["t"])]))
        assert measured(plan, done("a/s/x")).blocked
        assert not measured(plan, done("a/s/x"), skipped("a/s/y")).blocked

    def test_a_section_closed_by_hand_stands_in_nobodys_way(self):
        first = section("S", items=["x"])
        plan = roadmap(phase("A", sections=[first, section("T", depends_on=["a/s"], items=["t"])]))
        assert not measured(plan, done("a/s")).blocked

    def test_an_alternative_that_fell_away_stands_in_nobodys_way(self):
        choice = section("S", options=[option("O", items=["x"]), option("P", items=["y"])])
        plan = roadmap(phase("A", sections=[choice], items=[item("z", depends_on=["a/s/p/y"])]))
        assert not measured(plan).blocked

    def test_what_the_entry_point_leaves_out_stands_in_nobodys_way(self):
        plan = roadmap(phase("A", items=[item("z", depends_on=["a/gone"])]))
        assert not measured(plan).blocked

    def test_another_name_of_done_work_stands_in_nobodys_way(self):
        last = phase("B", items=[item("z", depends_on=["a/p"])])
        plan = roadmap(phase("A", items=["x"], projects=[project("p", same_as="a/x")]), last)
        assert measured(plan).blocked[0][1] == ("p",)
        assert not measured(plan, done("a/x")).blocked

    def test_done_work_is_not_blocked_any_more(self):
        plan = roadmap(phase("A", items=[item("x"), item("y", depends_on=["a/x"])]))
        assert work(measured(plan, done("a/y")), "a/y").blocked_by == ()


def test_recent_work_is_newest_first():
    plan = roadmap(phase("A", items=["w", "x", "y", "z"]))
    found = measured(plan, done("a/w", 2), done("a/x", 9), done("a/y", 9), issue("a/z"), today=10)
    assert titles(found.recent) == ["y", "x", "w"]
    assert found.recent[0].done_on == day(9)


def test_recent_work_is_ten_items_at_most():
    names = [f"i{number}" for number in range(15)]
    plan = roadmap(phase("A", items=names))
    assert len(measured(plan, *(done(f"a/{name}", 2) for name in names), today=3).recent) == 10
