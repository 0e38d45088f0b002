"""How numbers, days and counts are worded, the same wherever they are shown. English; months do not follow a locale."""

from __future__ import annotations

import math
from datetime import date

WEEKS_FROM = 28
"""Days from which a distance is told in weeks."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def whole(percent: float) -> int:
    """A percentage as a whole number that never claims more than is done: 99.9 is 99, a beginning is at least 1."""
    number = math.floor(min(max(percent, 0.0), 100.0) + 1e-9)
    return 1 if number == 0 and percent > 0 else number


def percent(value: float) -> str:
    """``31%``, rounded down."""
    return f"{whole(value)}%"


def number(value: float) -> str:
    """A number with at most one decimal, and none from ten on."""
    if abs(value) >= 10:  # noqa: PLR2004 - from ten on a decimal is noise
        return str(math.floor(value + 0.5))
    return f"{math.floor(value * 10 + 0.5) / 10:g}"


def hours(value: float) -> str:
    """``4.5 h``."""
    return f"{number(value)} h"


def count(amount: int, one: str, many: str = "") -> str:
    """``1 item``, ``3 items``; `many` where an s does not do."""
    return f"{amount} {one if amount == 1 else many or one + 's'}"


def day(value: date) -> str:
    """``5 Jan 2026``."""
    return f"{value.day} {month(value)}"


def short_day(value: date) -> str:
    """``5 Jan``."""
    return f"{value.day} {_MONTHS[value.month - 1]}"


def month(value: date) -> str:
    """``Jan 2026``."""
    return f"{_MONTHS[value.month - 1]} {value.year}"


def month_name(value: date) -> str:
    """``Jan``."""
    return _MONTHS[value.month - 1]


def days_between(first: date, last: date) -> str:
    """``5 Jan – 1 Feb 2026``, years only where they differ; one day alone stands alone."""
    if first == last:
        return day(first)
    return f"{short_day(first) if first.year == last.year else day(first)} – {day(last)}"


def bar(value: float, width: int, rest: str = "░") -> str:
    """A bar of `width` characters, filled up with `rest`; full only at 100 percent, empty only at none."""
    full = math.floor(min(max(value, 0.0), 100.0) * width / 100 + 1e-9)
    if value > 0 and full == 0:
        full = 1
    return "█" * full + rest * (width - full)


def meter(value: float, width: int) -> str:
    """A bar for a code span, whose background is the track: filled up with spaces that no Markdown takes away."""
    return f"`{bar(value, width, chr(0xA0))}`"


def distance(days: int) -> str:
    """``6 days``, ``5 weeks``: how far off a plan, roughly once it is four weeks."""
    return count(days, "day") if days < WEEKS_FROM else count(round(days / 7), "week")


def stars(level: int, target: int) -> str:
    """``★★★☆☆``."""
    reached = min(max(level, 0), target)
    return "★" * reached + "☆" * (target - reached)
