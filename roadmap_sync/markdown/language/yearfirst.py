"""Dates that begin with their year: 2026年3月, 2026/01/05 - 01/11, 2026-01-05 to 2026-02-15."""

from __future__ import annotations

import calendar
import re
from datetime import date

from roadmap_sync.roadmap.timespans import DateRange

_YEAR = r"(?<!\d)((?:19|20)\d\d)"
# Of one kind: 2026-07-09 is a day, 2026.07-09 is July to September.
_ALIKE = r"(?=\s*(?:-\s*\d{1,2}\s*-|/\s*\d{1,2}\s*/|\.\s*\d{1,2}\s*\.|[年년]\s*\d{1,2}\s*[月월]))"
_DAY = rf"{_YEAR}{_ALIKE}\s*(?:[-/.]|年|년)\s*(\d{{1,2}})(?:\s*(?:[-/.]|月|월)\s*(\d{{1,2}})\s*[日号號일]?)(?!\d)"
_MONTH = rf"{_YEAR}\s*(?:[-/]|年|년|\.(?=(?:0[1-9]|1[0-2])(?!\d)))\s*(\d{{1,2}})(?!\d|\.\d)\s*[月월]?"
_TO = (
    r"\s*(?:\.\.|–|—|-|to|→|~|～|〜|至|到|から|부터|đến|hingga|sampai|s/d|إلى|تا|"
    r"a|al|au|bis|по|до|do|tot|till|until)\s*"
)
_NEXT_DAY = re.compile(
    rf"{_TO}(?:(?:{_DAY})|(\d{{1,2}})\s*[-/.月월]\s*(\d{{1,2}})\s*[日号號일]?(?!\d)|(\d{{1,2}})\s*[日号號일])"
)
_NEXT_MONTH = re.compile(rf"{_TO}(?:{_MONTH}|(\d{{1,2}})\s*[月월]|(0[1-9]|1[0-2])(?![\d./-]))")
_FIRST_DAY = re.compile(_DAY)
_FIRST_MONTH = re.compile(_MONTH)
_LEADING = re.compile(rf"^\W*{_YEAR}\s*(?:[-/]|年|년)\s*\d{{1,2}}(?![\d./-])")


def year_first(text: str) -> tuple[DateRange, str] | None:
    """The first day, days or months of the calendar, and the text without them."""
    if not any(map(str.isdigit, text)):
        return None
    return _days(text) or _months(text)


def is_month(title: str) -> bool:
    """Whether a heading is a month of the calendar: ``2026年3月``, ``2026-03``."""
    found = _LEADING.match(title)
    return bool(found) and not _FIRST_DAY.match(title.lstrip()) and _months(title) is not None


def _days(text: str) -> tuple[DateRange, str] | None:
    found = _FIRST_DAY.search(text)
    start = _date(found[1], found[2], found[3]) if found else None
    if found is None or start is None:
        return None
    end, stop = start, found.end()
    if further := _NEXT_DAY.match(text, found.end()):
        year, month, day, own_month, own_day, only_day = further.groups()
        known = _date(year or start.year, month or own_month or start.month, day or own_day or only_day)
        if known and known >= start:
            end, stop = known, further.end()
    return DateRange(start, end), text[: found.start()] + text[stop:]


def _months(text: str) -> tuple[DateRange, str] | None:
    found = _FIRST_MONTH.search(text)
    start = _date(found[1], found[2], 1) if found else None
    if found is None or start is None:
        return None
    last, stop = start, found.end()
    if further := _NEXT_MONTH.match(text, found.end()):
        known = _date(further[1] or start.year, further[2] or further[3] or further[4], 1)
        if known and known >= start:
            last, stop = known, further.end()
    end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
    return DateRange(start, end), text[: found.start()] + text[stop:]


def _date(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
