"""Times and hours as people write them."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.roadmap.timespans import (
    By,
    DateRange,
    Effort,
    Lasts,
    Ongoing,
    Span,
    SpanError,
    Unit,
    parse_date,
    parse_when,
)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("4", 4, 4),
        ("4h", 4, 4),
        (" 60-80 h ", 60, 80),
        ("60–80h", 60, 80),
        ("1.5 to 2 hours", 1.5, 2),
        ("10 HRS", 10, 10),
    ],
)
def test_effort_is_hours_or_a_range_of_hours(text, low, high):
    assert Effort.parse(text) == Effort(low, high)
    assert Effort.parse(text).middle == (low + high) / 2


@pytest.mark.parametrize("text", ["", "h", "4 days", "80-60h", "-4", "4-", "1000001", "9" * 400, "٣h", "nan", "1e3"])
def test_what_is_no_effort_is_refused(text):
    with pytest.raises(SpanError):
        Effort.parse(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("week 3", Span(Unit.WEEK, 3, 3)),
        ("Weeks 1 - 6", Span(Unit.WEEK, 1, 6)),
        ("weeks 1 to 6", Span(Unit.WEEK, 1, 6)),
        ("months 0-3", Span(Unit.MONTH, 0, 3)),
        ("days 1–5", Span(Unit.DAY, 1, 5)),
        ("2026-01-05..2026-02-15", DateRange(date(2026, 1, 5), date(2026, 2, 15))),
        ("2026-01-05", DateRange(date(2026, 1, 5), date(2026, 1, 5))),
        ("Ongoing", Ongoing()),
    ],
)
def test_when_is_a_span_of_the_roadmap_or_of_the_calendar_or_open(text, expected):
    assert parse_when(text) == expected


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("weeks 6-1", "write weeks 1-6"),
        ("weeks 0-3", "write weeks 1-3"),
        ("months 0-0", "write months 1-1"),
        ("weeks 1-5001", "at most 5,000 weeks"),
        ("2026-02-30", "write YYYY-MM-DD"),
        ("2026-02-02..2026-02-01", "write 2026-02-01..2026-02-02"),
        ("next year", "write for example weeks 1-6"),
        ("weeks 1-" + "9" * 5_000, "write for example weeks 1-6"),
    ],
)
def test_a_time_that_makes_no_sense_is_refused_with_a_way_out(text, hint):
    with pytest.raises(SpanError) as caught:
        parse_when(text)
    assert hint in caught.value.hint


def test_a_duration_is_a_number_or_a_range_of_units():
    assert Lasts.parse("4-6 weeks") == Lasts(4, 6, Unit.WEEK)
    assert Lasts.parse("1 Month") == Lasts(1, 1, Unit.MONTH)
    for text in ("weeks", "6-4 weeks", "0 weeks", "5001 days", "4 h"):
        with pytest.raises(SpanError):
            Lasts.parse(text)


def test_a_deadline_is_the_end_of_a_unit_or_a_day():
    assert By.parse("end of month 12") == By.parse("month 12") == By(Unit.MONTH, 12)
    assert By.parse("2026-12-31") == By(None, 0, date(2026, 12, 31))
    for text in ("month 0", "month", "12", "2026-13-01", "year 5001"):
        with pytest.raises(SpanError):
            By.parse(text)


@pytest.mark.parametrize(
    "text", ["20260105", "2026-W02", "2026-1-5", "05.01.2026", "٢٠٢٦-٠١-٠٥", "1899-12-31", "0000-01-01"]
)
def test_a_day_is_written_in_one_way(text):
    with pytest.raises(SpanError):
        parse_date(text)


def test_both_ends_of_a_range_of_days_lie_inside():
    days = DateRange.parse("2026-01-05..2026-01-07")
    assert [day for day in range(4, 9) if date(2026, 1, day) in days] == [5, 6, 7]


numbers = st.integers(1, 5_000)
pairs = st.tuples(numbers, numbers).map(sorted)


@given(pairs, st.sampled_from(Unit))
def test_what_was_written_is_read_back_the_same(pair, unit):
    low, high = pair
    days = sorted((date(2000, 1, 1).replace(year=1900 + low % 200), date(2100, 2, 3)))
    for value, parse in (
        (Span(unit, low, high), parse_when),
        (Lasts(low, high, unit), Lasts.parse),
        (By(unit, low), By.parse),
        (By(None, 0, days[0]), By.parse),
        (Effort(low / 4, high / 4), Effort.parse),
        (DateRange(*days), parse_when),
        (Ongoing(), parse_when),
    ):
        assert parse(str(value)) == value


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text):
    for parse in (parse_when, Lasts.parse, By.parse, Effort.parse, DateRange.parse, parse_date):
        with contextlib.suppress(SpanError):
            assert parse(str(parse(text)).replace(" 00:00:00", "")) == parse(text)
