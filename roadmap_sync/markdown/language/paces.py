"""Hours a week, as people write their pace: 5-10 hours/week, 22h/semana, 每周 10 小时, haftada 10 saat."""

from __future__ import annotations

import re

from roadmap_sync.markdown.language.numerals import in_digits
from roadmap_sync.markdown.language.periods import AMOUNT
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.roadmap.timespans import Effort

_WEEK = rf"(?:\s?(?:/|{any_of('pace', 'links')})\s?{any_of('units', 'week')}|\s{any_of('every', 'week')})"
_PACE = re.compile(
    rf"{AMOUNT}{_WEEK}(?![^\W\d_])|(?:{any_of('every', 'week')}|{any_of('pace', 'weekly')})\s?[:：~≈约約]?\s?{AMOUNT}",
    re.IGNORECASE,
)
_LONGEST = 300
_HOURS_OF_A_WEEK = 24 * 7


def find_pace(text: str) -> tuple[Effort, str] | None:
    """The hours a week that a text names, if it names one pace and no more, and the text without them."""
    text = in_digits(text[:_LONGEST])
    found = list(_PACE.finditer(text))
    if len(found) != 1:
        return None
    numbers = [float(number.replace(",", ".")) for number in found[0].groups() if number]
    effort = Effort(numbers[0], numbers[-1])
    fits = 0 < effort.low <= effort.high <= _HOURS_OF_A_WEEK
    return (effort, text[: found[0].start()] + text[found[0].end() :]) if fits else None
