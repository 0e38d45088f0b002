"""Quarters and halves of a year: Q1 2026, Q3-Q4 2025, 2026 H1."""

from __future__ import annotations

import calendar
import re
from datetime import date

from roadmap_sync.roadmap.timespans import DateRange

_BETWEEN = r"\s*(?:-|–|—|~|/|&|to|and)\s*"
_QUARTERS = re.compile(
    rf"(?<![^\W_])(?:(?P<early>20\d\d)[\s-]{{0,2}})?(?P<kind>[QH])(?P<first>[1-4])(?:{_BETWEEN}(?P=kind)?(?P<last>[1-4]))?"
    r"(?(early)(?![^\W_])|[\s,/-]{0,3}(?:of\s)?(?P<late>20\d\d)(?!\d))",
    re.IGNORECASE,
)
_LENGTHS = {"q": 3, "h": 6}
_YEAR = 12


def find_quarters(text: str) -> tuple[DateRange, str] | None:
    """The quarters or halves that a text names with their year, and the text without them."""
    found = _QUARTERS.search(text)
    if found is None:
        return None
    length, year = _LENGTHS[found["kind"].lower()], int(found["early"] or found["late"])
    first, last = int(found["first"]), int(found["last"] or found["first"])
    if first > last or last * length > _YEAR:
        return None
    end = last * length
    days = DateRange(date(year, (first - 1) * length + 1, 1), date(year, end, calendar.monthrange(year, end)[1]))
    return days, text[: found.start()] + text[found.end() :]
