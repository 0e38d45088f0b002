"""Days of the calendar in titles and labels: 2026-01-05, 05.01.2026, 5 января 2026, 5 de enero de 2026, Enero 2026."""

from __future__ import annotations

import calendar
import re
from datetime import date

from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.language.yearfirst import year_first
from roadmap_sync.roadmap.timespans import DateRange

MONTHS = tuple(any_of("calendar", str(number)) for number in range(1, 13))
_NAME = f"(?:{'|'.join(MONTHS)})"
# What a number followed by this is: a day of the calendar, and so no end of a range of weeks ("Woche 1 - 29. Apr").
DAY_OF_MONTH = rf"\.?\s*(?:de\s+)?{_NAME}(?![^\W\d_])|\.\s+(?:bis|[-–—])\s*\d|[./]\d"
_OF = r"\.?\s*(?:(?:de|of)\s+)?"
_LONGEST = 600  # longer texts are prose
_FORMS = (
    re.compile(r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>20\d\d)(?!\d)"),
    re.compile(r"(?<![\d.,/-])(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>20\d\d)(?!\d)"),
    re.compile(
        rf"(?<![\d.,/-])(?P<d>\d{{1,2}}){_OF}(?P<name>{_NAME}){_OF},?\s*(?P<y>20\d\d)(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![^\W_])(?P<name>{_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,\s*(?P<y>20\d\d)(?!\d)",
        re.IGNORECASE,
    ),
)
_MONTHS_NAMED = re.compile(
    rf"(?<![^\W_])(?<!\d\s)(?P<first>{_NAME})(?:{_OF}(?P<year>20\d\d)(?!\d))?"
    rf"(?:\s*(?:[-–—/→]|to|a|al|até|à|au|bis|по|до|do|tot|till|e|y|et|und|ve|i)\s*(?P<last>{_NAME})(?![^\W\d_])"
    rf"{_OF}(?P<last_year>20\d\d)(?!\d))?(?(year)|(?(last)|(?!)))",
    re.IGNORECASE,
)
_NAMES = tuple(re.compile(words, re.IGNORECASE) for words in MONTHS)
_TO = re.compile(r"\s*(?:\.\.|–|—|-|to|→|~|a|al|até|à|au|bis|по|до|do|tot|till)\s*", re.IGNORECASE)
# "Feb 2 - Mar 1": days that no plan can be told by, for want of their year.
_YEARLESS = re.compile(
    rf"{_NAME}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:–|—|-|to|→)\s*(?:{_NAME}\.?\s+)?\d{{1,2}}(?:st|nd|rd|th)?",
    re.IGNORECASE,
)
_YEARED = re.compile(r"20\d\d")
_MONTH_ALONE = re.compile(
    rf"(?=[^\W\d_]{{4}}|ма[йя]){_NAME}(?![^\W\d_])\s*(?:$|[:：–—(|]|[-,]\s)",
    re.IGNORECASE,
)


def find_days(text: str) -> tuple[DateRange, str] | None:
    """The first day or range of days that a text names with its year, and the text without it."""
    if len(text) > _LONGEST or not _YEARED.search(text):
        return None
    found = _earliest(text, 0)
    if found is None:
        return None
    start, begin, end = found
    last = start
    if (to := _TO.match(text, end)) and (second := _earliest(text, to.end())) and second[1] == to.end():
        last, end = second[0], second[2]
    if last < start:
        return None
    return DateRange(start, last), text[:begin] + text[end:]


def find_months(text: str) -> tuple[DateRange, str] | None:
    """The month or months that a text names with a year (``Enero 2026``, ``Nov 2025 – Feb 2026``), and the rest."""
    found = _MONTHS_NAMED.search(text) if len(text) <= _LONGEST and _YEARED.search(text) else None
    if found is None:
        return None
    last_year = int(found["last_year"] or found["year"])
    first_year = int(found["year"] or last_year)
    first, last = _month(found["first"]), _month(found["last"] or found["first"])
    start = date(first_year, first, 1)
    end = date(last_year, last, calendar.monthrange(last_year, last)[1])
    return (DateRange(start, end), text[: found.start()] + text[found.end() :]) if start <= end else None


def is_named_month(title: str) -> bool:
    """Whether a heading begins with a month and its year, or is a month with what it is about: ``March: Sails``."""
    found = _MONTHS_NAMED.match(title)
    return found["last"] is None if found is not None else bool(_MONTH_ALONE.match(title))


def only_dates(text: str) -> bool:
    """Whether a text is a day or month of the calendar and nothing else."""
    if _YEARLESS.fullmatch(text.strip()):
        return True
    found = year_first(text) or find_days(text) or find_months(text)
    return found is not None and not re.search(r"\w", found[1])


def _month(name: str) -> int:
    return next(number for number, names in enumerate(_NAMES, 1) if names.fullmatch(name))


def _earliest(text: str, at: int) -> tuple[date, int, int] | None:
    found = [match for form in _FORMS if (match := form.search(text, at))]
    if not found:
        return None
    first = min(found, key=lambda match: match.start())
    day = _day(first)
    return (day, first.start(), first.end()) if day else None


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    month = _month(name) if (name := parts.get("name")) is not None else int(parts["m"])
    try:
        return date(int(parts["y"]), month, int(parts["d"]))
    except ValueError:
        return None
