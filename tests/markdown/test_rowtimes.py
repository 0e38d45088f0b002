"""Times that columns of tables, quarters and months of the calendar tell."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import deadline, find_times
from tests.markdown.reading import loaded


def _table(head: str, *numbers: str) -> str:
    rows = "".join(f"| {number} | knot {index} |\n" for index, number in enumerate(numbers))
    return f"# T\n## Rope\n| {head} | Topic |\n|---|---|\n{rows}"


@pytest.mark.parametrize(
    ("head", "numbers", "when"),
    [
        ("Week", ("1", "2", "3"), "weeks 1-3"),
        ("Day", ("**1**", "Day 2", "3-5"), "days 1-5"),
        ("Days", ("8-9", "10", "11-14"), "days 8-14"),
    ],
)
def test_a_table_that_counts_its_rows_by_days_or_weeks_says_when_its_phase_is(head, numbers, when):
    assert str(loaded(_table(head, *numbers)).phases[0].when) == when


@pytest.mark.parametrize(
    ("head", "numbers"), [("Week", ("1", "1", "2")), ("Day", ("1", "x", "3")), ("#", ("1", "2", "3"))]
)
def test_a_table_that_does_not_count_time_upwards_says_nothing_of_it(head, numbers):
    assert loaded(_table(head, *numbers)).phases[0].when is None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Q1 2026: Rope", "2026-01-01..2026-03-31"),
        ("Sail (Q3-Q4 2025)", "2025-07-01..2025-12-31"),
        ("2026 H2", "2026-07-01..2026-12-31"),
    ],
)
def test_quarters_and_halves_with_their_year_are_days(text, days):
    assert str(find_times(text).when) == days


def test_a_quarter_without_a_year_is_no_day():
    assert find_times("Q1: Rope").when is None


def test_what_is_due_by_a_month_is_due_on_its_last_day():
    assert str(deadline("Sail alone by March 2026")) == "2026-03-31"
