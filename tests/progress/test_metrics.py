"""What counts, and how it adds up."""

from __future__ import annotations

import pytest

from roadmap_sync.roadmap.model import EntryPoint, Tag
from roadmap_sync.tracker.state import Milestone
from tests.building import item, option, phase, project, roadmap, section
from tests.tracking import begun, day, done, issue, measured, skipped, work

CLOUD = section("Cloud", choose=1, options=[option("G", items=["a", "b"]), option("W", items=["c", "d"])])


def sums(progress):
    tally = progress.tally
    return tally.done, tally.in_progress, tally.total


def test_items_and_projects_count_sections_do_not():
    plan = roadmap(phase("A", sections=[section("S", items=["x"])], projects=[project("p")]), projects=(project("q"),))
    assert sums(measured(plan, done("a/s/x"), begun("a/p"), done("q"))) == (2, 1, 3)


def test_percent_is_by_hours_where_every_item_has_them():
    plan = roadmap(phase("A", items=[item("x", effort="3h"), item("y", effort="1h")]))
    tally = measured(plan, done("a/x")).tally
    assert (tally.by_hours, tally.percent, tally.hours_done, tally.hours_total) == (True, 75.0, 3.0, 4.0)


def test_percent_is_by_count_where_an_item_has_no_hours():
    plan = roadmap(phase("A", items=[item("x", effort="3h"), item("y")]))
    tally = measured(plan, done("a/x")).tally
    assert (tally.by_hours, tally.percent) == (False, 50.0)


def test_an_item_of_no_hours_still_has_to_be_done():
    plan = roadmap(phase("A", items=[item("x", effort="3h"), item("y", effort="0h")]))
    assert measured(plan, done("a/x")).tally.percent == 50.0


def test_an_item_takes_its_share_of_its_sections_hours_or_else_of_its_phases():
    parts = [section("S", effort="10h", items=["x", item("y", effort="4h")])]
    plan = roadmap(phase("A", effort="16h", sections=parts, items=["z"]))
    found = measured(plan)
    assert [work(found, key).hours for key in ("a/s/x", "a/s/y", "a/z")] == [6.0, 4.0, 6.0]


def test_optional_items_are_shown_apart():
    plan = roadmap(phase("A", items=[item("x"), item("y", tags=["optional"]), item("z", tags=["optional"])]))
    tally = measured(plan, done("a/y")).tally
    assert (tally.done, tally.total, tally.optional_done, tally.optional_total) == (0, 1, 1, 2)


def test_a_tag_says_whether_its_items_count():
    tags = {"bonus": Tag(id="bonus", counts=False), "optional": Tag(id="optional", counts=True)}
    plan = roadmap(phase("A", items=[item("x", tags=["bonus"]), item("y", tags=["optional"])]), tags=tags)
    found = measured(plan)
    assert (work(found, "a/x").counts, work(found, "a/y").counts) == (False, True)


def test_a_placeholder_is_shown_and_counts_nowhere():
    found = measured(roadmap(phase("A", items=[item("x", placeholder=True), item("y")])))
    assert (found.tally.total, found.tally.optional_total) == (1, 0)
    assert work(found, "a/x").placeholder


def test_what_the_entry_point_leaves_out_is_not_there():
    points = (EntryPoint(id="known", title="Knows x", skip=("r/a/x",)),)
    found = measured(roadmap(phase("A", items=["x", "y"]), entry_points=points, entry="known"))
    assert [one.title for one in found.work] == ["y"]


def test_the_alternative_most_done_counts_and_the_others_fall_away():
    found = measured(roadmap(phase("A", sections=[CLOUD])), done("a/cloud/w/c"))
    assert sums(found) == (1, 0, 2)
    assert [one.title for one in found.work if one.fallen] == ["a", "b"]


def test_of_equal_alternatives_the_first_counts():
    found = measured(roadmap(phase("A", sections=[CLOUD])), done("a/cloud/w/c"), done("a/cloud/g/b"))
    assert [one.title for one in found.work if one.fallen] == ["c", "d"]


def test_an_alternative_skipped_throughout_falls_away():
    found = measured(roadmap(phase("A", sections=[CLOUD])), skipped("a/cloud/g/a"), skipped("a/cloud/g/b"))
    assert [one.title for one in found.work if one.counts] == ["c", "d"]


def test_the_best_two_of_three_alternatives_count():
    three = [option(name, items=[f"{name}1", f"{name}2"]) for name in "xyz"]
    plan = roadmap(phase("A", sections=[section("S", choose=2, options=three)]))
    found = measured(plan, done("a/s/z/z1"), done("a/s/z/z2"), done("a/s/y/y1"))
    assert sums(found) == (3, 0, 4)


def test_a_finished_alternative_beats_one_with_more_done_items():
    many = option("M", items=["a", "b", "c", "d"])
    plan = roadmap(phase("A", sections=[section("S", choose=1, options=[many, option("F", items=["e"])])]))
    found = measured(plan, done("a/s/m/a"), done("a/s/m/b"), done("a/s/f/e"))
    assert found.tally.percent == 100.0


def test_phases_and_sections_have_sums_dates_and_links_of_their_own():
    parts = [section("S", when="week 1", items=["x"]), section("T", when="week 2", items=["y"])]
    plan = roadmap(phase("A", group="Year 1", sections=parts), phase("B", when="ongoing", items=["z"]))
    milestone = Milestone(key="r/a", title="A", number=4, url="https://example.org/m/4")
    found = measured(plan, issue("a/s", url="https://example.org/9"), done("a/s/x", 3), milestones=(milestone,))
    a, b = found.phases
    assert (a.tally.done, a.tally.total, a.start, a.target, a.group) == (1, 2, day(1), day(14), "Year 1")
    assert (a.number, a.url, a.finished_on) == (4, "https://example.org/m/4", None)
    first, second = a.sections
    assert (first.finished_on, first.url, second.tally.total) == (day(3), "https://example.org/9", 1)
    assert b.ongoing
    assert not a.ongoing


def test_a_phase_is_finished_on_the_day_of_its_last_counted_item():
    plan = roadmap(phase("A", items=[item("x"), item("y"), item("z", tags=["optional"])]))
    found = measured(plan, done("a/x", 3), done("a/y", 9), done("a/z", 12), today=20)
    assert found.phases[0].finished_on == day(9)


@pytest.mark.parametrize("issues", [(), (skipped("a/x"),)])
def test_nothing_done_is_no_percent(issues):
    assert measured(roadmap(phase("A", items=["x"])), *issues).tally.percent == 0.0


def test_the_whole_runs_from_the_first_start_to_the_last_target():
    plan = roadmap(phase("A", when="weeks 1-2"), phase("B", when="weeks 3-4"), projects=(project("q", when="week 6"),))
    found = measured(plan)
    assert (found.start, found.target) == (day(1), day(42))
    without = measured(roadmap(phase("A", items=["x"]), start=None))
    assert (without.start, without.target) == (None, None)
