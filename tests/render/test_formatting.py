"""How numbers and days are worded."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.render import formatting


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0%"), (0.01, "1%"), (31.9, "31%"), (99.99, "99%"), (100, "100%"), (130, "100%"), (-2, "0%")],
)
def test_percents_are_rounded_down_but_a_beginning_counts(value: float, shown: str) -> None:
    assert formatting.percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(0, "0 h"), (2.857, "2.9 h"), (4.0, "4 h"), (17.5, "18 h"), (1203.4, "1203 h")]
)
def test_hours_have_one_decimal_at_most(value: float, shown: str) -> None:
    assert formatting.hours(value) == shown


def test_one_is_not_plural() -> None:
    assert formatting.count(1, "item") == "1 item"
    assert formatting.count(0, "item") == "0 items"
    assert formatting.count(2, "story", "stories") == "2 stories"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2026, 1, 5), date(2026, 2, 1), "5 Jan – 1 Feb 2026"),
        (date(2026, 12, 5), date(2027, 2, 1), "5 Dec 2026 – 1 Feb 2027"),
        (date(2026, 1, 5), date(2026, 1, 5), "5 Jan 2026"),
    ],
)
def test_spans_name_a_year_once(first: date, last: date, shown: str) -> None:
    assert formatting.days_between(first, last) == shown


@given(st.floats(-10, 200), st.integers(1, 60))
def test_a_bar_keeps_its_width_and_is_full_only_when_all_is_done(percent: float, width: int) -> None:
    bar = formatting.bar(percent, width)
    assert len(bar) == width
    if width > 1:
        assert (bar == bar[0] * width and bar[0] == formatting.bar(100, 1)) == (percent >= 100)


def test_stars_never_exceed_their_target() -> None:
    assert formatting.stars(3, 5) == "★★★☆☆"
    assert formatting.stars(9, 4) == "★★★★"
