"""Time and effort as people write them: ``weeks 1-6``, ``4-6 weeks``, ``60-80h``, ``month 12``, ``2026-01-05``.

Each value has `parse`, which raises ValueError with the way out, and `str()`, which writes it back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, Self

_DASH = r"\s*(?:-|–|—|to)\s*"
_NUMBER = r"(\d+(?:\.\d+)?)"


class Unit(StrEnum):
    """A unit of calendar time."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_UNIT = r"(day|week|month|year)s?"


def _short(number: float) -> str:
    return f"{number:g}"


def parse_date(text: str) -> date:
    """A day written as ``YYYY-MM-DD``; raises ValueError."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no date: write YYYY-MM-DD, for example 2026-01-05") from None


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
        """``4``, ``4h``, ``60-80h``; raises ValueError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise ValueError(f"{text!r} is no effort: write hours as a number or a range, for example 4h or 60-80h")
        low, high = float(found[1]), float(found[2] or found[1])
        if high < low:
            raise ValueError(f"{text!r} runs backwards: write {_short(high)}-{_short(low)}h")
        if high > 100_000:  # noqa: PLR2004 - more than eleven years without sleep
            raise ValueError(f"{text!r} is more hours than a life has to spare")
        return cls(low, high)

    def __str__(self) -> str:
        """``4h`` or ``60-80h``."""
        return f"{_short(self.low)}h" if self.low == self.high else f"{_short(self.low)}-{_short(self.high)}h"


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from `start` to `end`, both inside."""

    pattern: ClassVar[str] = r"^\s*(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?\s*$"
    example: ClassVar[str] = "2026-01-05..2026-02-15"

    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Self:
        """``2026-12-24`` or ``2026-07-01..2026-07-14``; raises ValueError."""
        found = re.match(cls.pattern, text)
        if not found:
            raise ValueError(f"{text!r} is no day and no range of days: write 2026-12-24 or {cls.example}")
        start = parse_date(found[1])
        end = parse_date(found[2]) if found[2] else start
        if end < start:
            raise ValueError(f"{text!r} ends before it starts: write {end}..{start}")
        return cls(start, end)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        """``2026-12-24`` or ``2026-07-01..2026-07-14``."""
        return str(self.start) if self.start == self.end else f"{self.start}..{self.end}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Weeks, months or days counted from the roadmap's start, both ends inside: ``weeks 1-6``, ``months 0-3``.

    Week 1 and day 1 begin on the start; ``months 0-3`` begins on the start too and ends with month 3.
    """

    pattern: ClassVar[str] = rf"^\s*{_UNIT}\s+(\d+)(?:{_DASH}(\d+))?\s*$"
    example: ClassVar[str] = "weeks 1-6"

    unit: Unit
    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """``week 3``, ``weeks 1-6``, ``months 0-3``, ``days 1-5``; raises ValueError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise ValueError(f"{text!r} is no span: write for example weeks 1-6, months 0-3 or days 1-5")
        unit, first, last = Unit(found[1].lower()), int(found[2]), int(found[3] or found[2])
        if last < first:
            raise ValueError(f"{text!r} runs backwards: write {unit}s {last}-{first}")
        if last == 0 or (first == 0 and unit is not Unit.MONTH):
            raise ValueError(
                f"{text!r}: {unit}s count from 1 (months may be written 0-3, from the start to the end of month 3)"
            )
        if last > 5_000:  # noqa: PLR2004 - a hundred years of weeks
            raise ValueError(f"{text!r} ends more than a lifetime away")
        return cls(unit, first, last)

    def __str__(self) -> str:
        """``week 3`` or ``weeks 1-6``."""
        return f"{self.unit} {self.first}" if self.first == self.last else f"{self.unit}s {self.first}-{self.last}"


@dataclass(frozen=True, slots=True)
class Ongoing:
    """Without an end: starts after what it depends on, has no target date."""

    def __str__(self) -> str:
        """``ongoing``."""
        return "ongoing"


When = Span | DateRange | Ongoing
WHEN_PATTERNS = (Span.pattern, DateRange.pattern, r"^\s*ongoing\s*$")
WHEN_EXAMPLES = ("weeks 1-6", "months 0-3", "days 1-5", "2026-01-05..2026-02-15", "ongoing")


def parse_when(text: str) -> When:
    """Any of the three; raises ValueError."""
    if text.strip().lower() == "ongoing":
        return Ongoing()
    if re.match(DateRange.pattern, text):
        return DateRange.parse(text)
    if re.match(Span.pattern, text, re.IGNORECASE):
        return Span.parse(text)
    raise ValueError(f"{text!r} is no time: write for example {', '.join(WHEN_EXAMPLES[:-1])} or ongoing")


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long something takes, as a range: ``4-6 weeks``. A range schedules by its middle."""

    pattern: ClassVar[str] = rf"^\s*(\d+)(?:{_DASH}(\d+))?\s*{_UNIT}\s*$"
    example: ClassVar[str] = "4-6 weeks"

    low: int
    high: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """``4-6 weeks``, ``3 months``, ``10 days``; raises ValueError."""
        found = re.match(cls.pattern, text, re.IGNORECASE)
        if not found:
            raise ValueError(f"{text!r} is no duration: write for example 4-6 weeks, 3 months or 10 days")
        low, high = int(found[1]), int(found[2] or found[1])
        if high < low:
            raise ValueError(f"{text!r} runs backwards: write {high}-{low} {found[3].lower()}s")
        if not 0 < high <= 5_000:  # noqa: PLR2004 - a hundred years of weeks
            raise ValueError(f"{text!r}: a duration is at least 1 and less than a lifetime")
        return cls(low, high, Unit(found[3].lower()))

    def __str__(self) -> str:
        """``4-6 weeks``."""
        number = f"{self.low}" if self.low == self.high else f"{self.low}-{self.high}"
        return f"{number} {self.unit}{'' if self.high == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class By:
    """A day named relative to the start (the last day of ``month 12``) or as a date."""

    patterns: ClassVar[tuple[str, str]] = (rf"^\s*(?:end of\s+)?{_UNIT}\s+(\d+)\s*$", r"^\s*\d{4}-\d{2}-\d{2}\s*$")
    example: ClassVar[str] = "month 12"

    unit: Unit | None
    number: int
    day: date | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """``month 12``, ``week 8``, ``day 30``, ``year 1`` or ``2026-12-31``; raises ValueError."""
        if re.match(cls.patterns[1], text):
            return cls(None, 0, parse_date(text))
        found = re.match(cls.patterns[0], text, re.IGNORECASE)
        if not found or not 0 < int(found[2]) <= 5_000:  # noqa: PLR2004 - a hundred years of weeks
            raise ValueError(f"{text!r} is no deadline: write for example month 12, week 8 or 2026-12-31")
        return cls(Unit(found[1].lower()), int(found[2]))

    def __str__(self) -> str:
        """As it was written."""
        return str(self.day) if self.day else f"{self.unit} {self.number}"
