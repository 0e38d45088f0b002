"""Time and effort as people write them: ``weeks 1-6``, ``4-6 weeks``, ``60-80h``, ``month 12``, ``2026-01-05``.

Each value has `parse`, which raises SpanError with the way out, and `str()`, which writes it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Final, Self

_DASH = r"\s*(?:-|–|—|to)\s*"
_NUMBER = r"([0-9]{1,6}(?:\.[0-9]{1,6})?)"
_COUNT = r"([0-9]{1,6})"
_DAY = r"([0-9]{4}-[0-9]{2}-[0-9]{2})"
_FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""What is written later is a slip: no roadmap is that long."""
_MOST_HOURS: Final = 100_000


class SpanError(ValueError):
    """A text is none of these notations: `what` is wrong, `hint` says what to write; `str()` is both in a line."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(f"{what}: {hint}" if hint else what)
        self.what = what
        self.hint = hint


class Unit(StrEnum):
    """A unit of calendar time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_UNIT = r"(day|week|month|year)s?"
_MOST_UNITS: Final = 5_000  # almost a hundred years of weeks


def _short(number: float) -> str:
    return f"{number:.12g}"


def _check_reach(text: str, unit: Unit, number: int) -> None:
    if number > _MOST_UNITS:
        raise SpanError(f"{text!r} is more than a lifetime", f"write at most {_MOST_UNITS:,} {unit}s")


def parse_date(text: str) -> date:
    """A day written as ``YYYY-MM-DD``, from 1900 to 2199; raises SpanError."""
    found = re.match(rf"^\s*{_DAY}\s*$", text)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:
        day = None
    if day is None:
        raise SpanError(f"{text!r} is no date", "write YYYY-MM-DD, for example 2026-01-05")
    if day.year < _FIRST_YEAR:
        raise SpanError(f"{text!r} is too long ago", f"write a year from {_FIRST_YEAR} on")
    if day.year > LAST_YEAR:
        raise SpanError(f"{text!r} is too far ahead", f"write a year up to {LAST_YEAR}")
    return day


@dataclass(frozen=True, slots=True, order=True)
class Effort:
    """Hours, as a range; one number is a range of one. A range counts as its middle."""

    pattern: ClassVar[str] = rf"^\s*{_NUMBER}(?:{_DASH}{_NUMBER})?\s*(?:h|hrs?|hours?)?\s*$"
    example: ClassVar[str] = "60-80h"

    low: float
    high: float

    @property
    def middle(self) -> float:
        """Hours to reckon with."""
        return (self.low + self.high) / 2

    @classmethod
    def parse(cls, text: str) -> Self:
        """``4``, ``4h``, ``60-80h``; raises SpanError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise SpanError(f"{text!r} is no effort", "write hours as a number or a range, for example 4h or 60-80h")
        low, high = float(found[1]), float(found[2] or found[1])
        if high < low:
            raise SpanError(f"{text!r} runs backwards", f"write {_short(high)}-{_short(low)}h")
        if high > _MOST_HOURS:
            raise SpanError(f"{text!r} is more hours than a life has", f"write at most {_MOST_HOURS:,}")
        return cls(low, high)

    def __str__(self) -> str:
        """``4h`` or ``60-80h``."""
        return f"{_short(self.low)}h" if self.low == self.high else f"{_short(self.low)}-{_short(self.high)}h"


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` to `end`, both inside."""

    pattern: ClassVar[str] = rf"^\s*{_DAY}(?:\s*\.\.\s*{_DAY})?\s*$"
    example: ClassVar[str] = "2026-01-05..2026-02-15"

    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2026-12-24`` or ``2026-07-01..2026-07-14``; raises SpanError."""
        found = re.match(cls.pattern, text)
        if not found:
            raise SpanError(f"{text!r} is no day and no range of days", f"write 2026-12-24 or {cls.example}")
        start = parse_date(found[1])
        end = parse_date(found[2]) if found[2] else start
        if end < start:
            raise SpanError(f"{text!r} ends before it starts", f"write {end}..{start}")
        return cls(start, end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        """``2026-12-24`` or ``2026-07-01..2026-07-14``."""
        return str(self.start) if self.start == self.end else f"{self.start}..{self.end}"


@dataclass(frozen=True, slots=True, order=True)
class PublicHolidays:
    """The public holidays of a country, or of a part of one: ISO 3166 codes, ``CZ`` or ``DE-BY``."""

    pattern: ClassVar[str] = r"^\s*([A-Z]{2})(?:-([A-Z0-9]{1,3}))?\s*$"
    example: ClassVar[str] = "DE-BY"

    country: str
    part: str = ""

    @classmethod
    def parse(cls, text: str) -> Self:
        """``CZ`` or ``DE-BY``; raises SpanError also where no holidays are known for the code."""
        found = re.match(cls.pattern, text)
        if not found:
            raise SpanError(
                f"{text!r} is no country code", f"write ISO codes in capitals, for example CZ or {cls.example}"
            )
        country, part = found[1], found[2] or ""
        import holidays  # noqa: PLC0415 - only where a roadmap names a country

        known = holidays.list_supported_countries(include_aliases=True)
        if country not in known:
            raise SpanError(f"no public holidays are known for {country!r}", "write the days off one by one")
        if part and part not in known[country]:
            parts = ", ".join(known[country]) or "none"
            raise SpanError(f"{country} has no part {part!r} with holidays of its own", f"known parts: {parts}")
        return cls(country, part)

    def __str__(self) -> str:
        """``CZ`` or ``DE-BY``."""
        return f"{self.country}-{self.part}" if self.part else self.country


DayOff = DateRange | PublicHolidays


def parse_day_off(text: str) -> DayOff:
    """``2026-12-24``, ``2026-07-01..2026-07-14``, ``CZ`` or ``DE-BY``; raises SpanError."""
    if re.match(PublicHolidays.pattern, text):
        return PublicHolidays.parse(text)
    try:
        return DateRange.parse(text)
    except SpanError as error:
        if re.match(rf"^\s*{_DAY}", text):
            raise
        raise SpanError(
            f"{text!r} is no day, no range of days and no country",
            f"write 2026-12-24, {DateRange.example}, CZ or {PublicHolidays.example}",
        ) from error


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Weeks, months or days counted from the roadmap's start, both ends inside: ``weeks 1-6``, ``months 0-3``.

    Week 1 and day 1 begin on the start; ``months 0-3`` begins on the start too and ends with month 3.
    """

    pattern: ClassVar[str] = rf"^\s*{_UNIT}\s+{_COUNT}(?:{_DASH}{_COUNT})?\s*$"
    example: ClassVar[str] = "weeks 1-6"

    unit: Unit
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """``week 3``, ``weeks 1-6``, ``months 0-3``, ``days 1-5``; raises SpanError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise SpanError(f"{text!r} is no span", "write for example weeks 1-6, months 0-3 or days 1-5")
        unit, first, last = Unit(found[1].lower()), int(found[2]), int(found[3] or found[2])
        if last < first:
            raise SpanError(f"{text!r} runs backwards", f"write {unit}s {last}-{first}")
        if last == 0 or (first == 0 and unit is not Unit.MONTH):
            hint = f"write {unit}s 1-{max(last, 1)} (only months may be written 0-3, to the end of month 3)"
            raise SpanError(f"{text!r} begins with 0, and {unit}s count from 1", hint)
        _check_reach(text, unit, last)
        return cls(unit, first, last)

    def __str__(self) -> str:
        """``week 3`` or ``weeks 1-6``."""
        return f"{self.unit} {self.first}" if self.first == self.last else f"{self.unit}s {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Ongoing:
    """Without an end: starts after what it depends on, has no target date."""

    pattern: ClassVar[str] = r"^\s*ongoing\s*$"

    def __str__(self) -> str:
        """``ongoing``."""
        return "ongoing"


When = Span | DateRange | Ongoing
WHEN_PATTERNS = (Span.pattern, DateRange.pattern, Ongoing.pattern)
WHEN_EXAMPLES = ("weeks 1-6", "months 0-3", "days 1-5", "2026-01-05..2026-02-15", "ongoing")


def parse_when(text: str) -> When:
    """Any of the three; raises SpanError."""
    if re.match(Ongoing.pattern, text, re.IGNORECASE):
        return Ongoing()
    if re.match(DateRange.pattern, text):
        return DateRange.parse(text)
    if re.match(Span.pattern, text, re.IGNORECASE):
        return Span.parse(text)
    raise SpanError(f"{text!r} is no time", f"write for example {', '.join(WHEN_EXAMPLES[:-1])} or ongoing")


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long something takes, as a range: ``4-6 weeks``. A range schedules by its middle."""

    pattern: ClassVar[str] = rf"^\s*{_COUNT}(?:{_DASH}{_COUNT})?\s*{_UNIT}\s*$"
    example: ClassVar[str] = "4-6 weeks"

    low: int
    high: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """``4-6 weeks``, ``3 months``, ``10 days``; raises SpanError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise SpanError(f"{text!r} is no duration", "write for example 4-6 weeks, 3 months or 10 days")
        low, high, unit = int(found[1]), int(found[2] or found[1]), Unit(found[3].lower())
        if high < low:
            raise SpanError(f"{text!r} runs backwards", f"write {high}-{low} {unit}s")
        if high == 0:
            raise SpanError(f"{text!r} is no time at all", f"write at least 1 {unit}")
        _check_reach(text, unit, high)
        return cls(low, high, unit)

    def __str__(self) -> str:
        """``4-6 weeks``."""
        number = f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"
        return f"{number} {self.unit}{'' if self.high == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class By:
    """A day named relative to the start (the last day of ``month 12``) or as a date."""

    patterns: ClassVar[tuple[str, str]] = (rf"^\s*(?:end of\s+)?{_UNIT}\s+{_COUNT}\s*$", rf"^\s*{_DAY}\s*$")
    example: ClassVar[str] = "month 12"

    unit: Unit | None
    number: int
    day: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """``month 12``, ``week 8``, ``day 30``, ``year 1`` or ``2026-12-31``; raises SpanError."""
        if re.match(cls.patterns[1], text):
            return cls(None, 0, parse_date(text))
        found = re.match(cls.patterns[0], text, re.IGNORECASE)
        if not found or not int(found[2]):
            raise SpanError(f"{text!r} is no deadline", "write for example month 12, week 8 or 2026-12-31")
        unit, number = Unit(found[1].lower()), int(found[2])
        _check_reach(text, unit, number)
        return cls(unit, number)

    def __str__(self) -> str:
        """As it was written."""
        return str(self.day) if self.day else f"{self.unit} {self.number}"
