"""Facts: the fingerprint by which a report knows whether anything but the date has changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_sync.roadmap.goals import Goal
from roadmap_sync.tracker.activity import Activity
from tests.building import item, phase, roadmap
from tests.tracking import begun, commits, day, done, issue, measured, noon, skipped

PLAN = roadmap(phase("A", items=["x", "y"], done_when=()), goals=(Goal(title="Posts"),))


def test_the_same_inputs_give_the_same_facts():
    assert measured(PLAN, done("a/x", 2), today=3) == measured(PLAN, done("a/x", 2), today=3)


def test_a_new_day_changes_no_fact():
    days = [measured(PLAN, done("a/x", 2), today=number) for number in range(8, 15)]
    assert {one.facts for one in days} == {days[0].facts}


def test_once_all_is_done_no_week_changes_a_fact():
    finished = (done("a/x", 2), done("a/y", 3), issue("~goals", region="- [x] Posts <!-- id:posts -->"))
    weeks = [measured(PLAN, *finished, today=number) for number in (10, 17, 40)]
    assert {one.facts for one in weeks} == {weeks[0].facts}
    assert len({one.as_of for one in weeks}) == 3


def test_falling_behind_is_a_fact_of_the_week_and_not_of_the_day():
    plan = roadmap(phase("A", when="week 1", items=["x"]))
    assert measured(plan, today=15).facts == measured(plan, today=21).facts
    assert measured(plan, today=21).facts != measured(plan, today=22).facts


@pytest.mark.parametrize(
    "changed",
    [
        [done("a/x", 2), done("a/y", 2)],
        [done("a/x", 3)],
        [done("a/x", 2), begun("a/y")],
        [done("a/x", 2), skipped("a/y", 2)],
        [done("a/x", 2, spent=((noon(2), 1.0),))],
        [done("a/x", 2, url="https://example.org/moved")],
        [done("a/x", 2), issue("~goals", region="- [x] Posts <!-- id:posts -->")],
    ],
)
def test_whatever_people_do_changes_the_facts(changed):
    assert measured(PLAN, done("a/x", 2), today=8).facts != measured(PLAN, *changed, today=8).facts


def test_commits_and_the_file_are_facts():
    before = measured(PLAN, today=8).facts
    assert measured(PLAN, today=8, activity=commits({2: 1})).facts != before
    assert measured(PLAN, today=8, activity=Activity(source="no repository")).facts != before
    assert measured(replace(PLAN, summary="New"), today=8).facts != before


def test_facts_are_short():
    plan = roadmap(phase("A", items=[item(f"item {number}") for number in range(300)]))
    assert sum(map(len, measured(plan, today=day(1)).facts)) < 5_000
