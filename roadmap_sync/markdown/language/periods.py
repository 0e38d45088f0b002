"""Times in titles and labels: weeks, months and days of the plan, durations, hours, habits' periods, deadlines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_sync.markdown.language.dates import DAY_OF_MONTH, find_days, find_months
from roadmap_sync.markdown.language.numerals import counted, in_digits
from roadmap_sync.markdown.language.quarters import find_quarters
from roadmap_sync.markdown.language.units import ORDINAL
from roadmap_sync.markdown.language.words import any_of
from roadmap_sync.markdown.language.yearfirst import year_first
from roadmap_sync.roadmap.model import Frequency
from roadmap_sync.roadmap.timespans import By, DateRange, Effort, Lasts, Ongoing, Span, Unit, When

DAY_WORDS = any_of("units", "day")
_HOUR = any_of("units", "hour")
_UNITS = tuple((unit, any_of("units", unit)) for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR))
_TO = (
    r"\s*(?:[-–—−~～〜至到&+]|до|по|to|a|à|al|au|bis|até|do|tot|till|"
    r"and|e|et|und|y|и|й|та|і|ve|i|en|och|og|és|și|έως|και)\s*"
)
_N = r"(\d{1,4})"
_R = rf"{_N}(?:{_TO}(?!20\d\d){_N}(?!\d|{DAY_OF_MONTH}))?\+?"
_EDGE = r"(?![^\W\d_\u3040-\u9fff\uac00-\ud7af])"
_START = r"(?<![^\W_\u3040-\u9fff\uac00-\ud7af])"


_PLACES = {
    unit: re.compile(
        rf"{_START}{words}\.?\s*(?:#|nº|№|-|_)?\s*{_N}(?:{_TO}(?!20\d\d)(?:{words}\s*)?{_N}(?!\d|{DAY_OF_MONTH}))?\+?(?![\d%h])|"
        rf"[第제]\s*{_N}(?:\s*{words})?(?:{_TO}第?\s*{_N})?\s*{words}|"
        rf"{_START}{_N}{ORDINAL}\s?{words}{_EDGE}|{_R}\s*{any_of('counters', unit)}",
        re.IGNORECASE,
    )
    for unit, words in _UNITS
}
_LENGTHS = {unit: re.compile(rf"(?<![\d.,]){_R}\s*-?\s*{words}{_EDGE}", re.IGNORECASE) for unit, words in _UNITS}
AMOUNT = rf"(?<![\d.:])(\d{{1,4}}(?:[.,]\d)?)(?:{_TO}(\d{{1,4}}(?:[.,]\d)?))?\s*\+?\s*-?{_HOUR}{_EDGE}"
"""Hours, one number or two, as a regular expression with two groups."""
_HOURS = re.compile(
    rf"{AMOUNT}"
    rf"(?!\s*/|\s*per\b|\s*a\b|\s*(?:each|every)\b|\s*{any_of('pace', 'after')}{_EDGE})",
    re.IGNORECASE,
)
# What makes hours a pace when it stands before them: "haftada 15 saat", "wöchentlich 5 Stunden".
_PACE = re.compile(rf"{_START}{any_of('pace', 'before')}\s*[:：~≈(]?\s*$", re.IGNORECASE)
_DECIMALS = re.compile(r"(?<![\d.,])(\d{1,3})[.,]\d(?:\s*[-–—]\s*(\d{1,3})(?:[.,]\d)?)?(?![\d.,])")
_CALENDAR = re.compile(
    r"(?:\d{1,2}\s*(?:[-~～〜–—−]|至|到)\s*)?\d{1,2}\s*[月월](?!\s*目)[上中下]?旬?(?:\s*\d{1,2}\s*[日号號일])?"
)
ONGOING = re.compile(
    r"\bongoing\b|持续|長期|长期|継続|지속|"
    r"(?:^|[(（\[:：|,–—-]\s*)(?:continuous|continuo|contínuo|en continu|laufend|fortlaufend|постоянно|непрерывно|"
    r"sürekli|devamlı|liên tục|berkelanjutan)\s*(?=$|[)）\],:：(])",
    re.IGNORECASE,
)
_EVERIES = {
    period: re.compile(rf"{_START}{any_of('every', period)}{_EDGE}", re.IGNORECASE)
    for period in (Frequency.DAY, Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER)
}
_TIMES = (*_PLACES.values(), _CALENDAR, *_LENGTHS.values(), _HOURS, ONGOING)
_ABOUT_TIMES = re.compile(
    r"\b(?:approx|about|ca|total|est|and|or|of|estimated|per|duration|effort|(?:full|part)[ -]?time)\b|约|約",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(（\[【]")
_IN_BRACKETS = re.compile(r"\s*[(（\[【]([^()（）\[\]【】]*)[)）\]】]")
_CLOCKS = "⏱⏰🕒⏳⌛🕐📅🗓"
_PIECE = rf"[^-–—|·•{_CLOCKS}()（）\[\]]*"
_LAST = re.compile(rf"^(.*)(?:\s[-–—|·•]+\s|[{_CLOCKS}]\ufe0f?)\s*({_PIECE}(?:[-–—]{_PIECE})?)$")
_EMPTY_BRACKETS = re.compile(r"\s*[(（\[【]\s*[)）\]】]")
_LONGEST_TAIL = 60
_MOST = 5_000
# Longer texts are prose; the times of heads and labels stand in their beginning.
_LONGEST, _LONGEST_BRACKET = 600, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The times found in a text; `range` is a length that may turn out to be a place (``0-3 months``)."""

    when: When | None = None
    lasts: Lasts | None = None
    effort: Effort | None = None
    range: Span | None = None


def find_times(text: str) -> Times:
    """Every kind of time in a title or label."""
    text = in_digits(text[:_LONGEST])
    if not any(map(str.isdigit, text)):
        return Times(when=Ongoing() if ONGOING.search(text) else None)
    when, rest = _place(text)
    lasts, span = _length(rest)
    if when is None and ONGOING.search(text):
        when = Ongoing()
    return Times(when=when, lasts=lasts, effort=_hours(rest), range=span)


def hours(text: str) -> Effort | None:
    """Hours, a number or a range, where the text has any; a bare number is hours too."""
    text = in_digits(text[:_LONGEST])
    found = _hours(text)
    if found is None and re.fullmatch(rf"\s*~?\s*{_R}\s*", text):
        found = _hours(text.strip() + "h")
    return found


def every(text: str) -> Frequency | None:
    """The period that a heading of habits names."""
    return next((period for period, words in _EVERIES.items() if words.search(text[:_LONGEST])), None)


def deadline(text: str) -> By | None:
    """The day by which: ``After 3 months``, ``By end of Year 1``, ``12 Months``, ``Month 6``, a date."""
    text = text[:_LONGEST]
    if (dated := _dated(text)) is not None:
        return By(None, 0, dated[0].start)
    if (months := _months(text)) is not None:
        return By(None, 0, months[0].end)
    best: tuple[int, By] | None = None
    for unit, words in _UNITS:
        pattern = rf"{_START}{words}\s*{_R}|(?<!\d){_R}\s*-?{words}{_EDGE}"
        if match := re.search(pattern, text, re.IGNORECASE):
            number = max(int(group) for group in match.groups() if group)
            count, named = (number * 12, Unit.MONTH) if unit is Unit.YEAR else (number, unit)
            if 0 < count <= _MOST and number < 1900 and (best is None or match.start() < best[0]):  # noqa: PLR2004 - a calendar year
                best = match.start(), By(named, count)
    return best[1] if best else None


def without_times(title: str) -> str:
    """The title without brackets or a tail that hold nothing but times: ``Python (4-6 weeks, 60-80 hours)``."""
    kept = _unbracketed(title, _TIMES) if _BRACKETED.search(title) else title
    if kept == title and (months := _months(title)) is not None and isinstance(_place(title)[0], DateRange):
        kept = _EMPTY_BRACKETS.sub("", months[1]).rstrip()
        kept = kept if kept != months[1].rstrip() else title
    head, tail = _tail(kept)
    return head if tail and not _left(tail, _TIMES) and not (_place(tail)[0] and _place(head)[0]) else kept


def without_hours(title: str) -> str:
    """The title of an item without brackets or a tail that hold nothing but hours: it has no place for other times."""
    kept = _unbracketed(title, (_HOURS,)) if _BRACKETED.search(title) else title
    head, tail = _tail(kept)
    return head if tail and not _left(tail, (_HOURS,)) else kept


def without_place(title: str) -> str:
    """The title without the week or month that leads it: ``Week 1-2: Core syntax``; as it is where nothing is left."""
    shown, title = title, counted(title)
    for unit in (Unit.WEEK, Unit.MONTH):
        found = _PLACES[unit].match(title)
        if found:
            rest = re.sub(r"^\s*(?:[:：.)\-–—|·]|\s)\s*", "", title[found.end() :]).lstrip("-–—:： ")
            if re.search(r"[^\W\d_]", rest) and re.match(r"\s*[:：\-–—|·]", title[found.end() :]):
                return rest
    return shown


def _unbracketed(title: str, times: Sequence[re.Pattern[str]]) -> str:
    kept = _IN_BRACKETS.sub(lambda found: found[0] if _left(found[1], times) else "", title).strip()
    return kept or title


def _tail(title: str) -> tuple[str, str]:
    """What stands before the last dash, dot or clock of a title, and what behind it."""
    timed = len(title) <= _LONGEST and any(map(str.isdigit, title[-_LONGEST_TAIL:]))
    found = _LAST.match(title) if timed else None
    return (found[1].rstrip(), found[2]) if found and any(map(str.isalpha, found[1])) else (title, "")


def _left(text: str, times: Sequence[re.Pattern[str]]) -> bool:
    """Whether a text holds anything but these times."""
    if len(text) > _LONGEST_BRACKET:
        return True
    rest = whole = in_digits(text)
    if times is _TIMES:
        dated = _dated(rest)
        rest = dated[1] if dated else rest
    for pattern in times:
        rest = pattern.sub("", rest)
    return rest == whole or bool(re.search(r"\w", _ABOUT_TIMES.sub("", rest)))


def _place(text: str) -> tuple[When | None, str]:
    """The earliest place in the plan, and the text without it."""
    if (dated := _dated(text)) is not None:
        return dated
    best: tuple[int, Span, str] | None = None
    for unit in (Unit.WEEK, Unit.MONTH, Unit.DAY):
        found = _PLACES[unit].search(text)
        if not found or (best and best[0] <= found.start()):
            continue
        numbers = [int(group) for group in found.groups() if group]
        first, last = numbers[0], numbers[-1]
        if first <= last <= _MOST and last and (first or unit is Unit.MONTH):
            best = found.start(), Span(unit, first, last), text[: found.start()] + " " + text[found.end() :]
    if (best is None or best[1].unit is Unit.MONTH) and (months := _months(text)) is not None:
        return months
    return (best[1], best[2]) if best else (None, text)


def _length(text: str) -> tuple[Lasts | None, Span | None]:
    """How long; a part of a week or month, which no plan counts, makes it a range: 2,5 Monate are 2-3 months."""
    text = _DECIMALS.sub(lambda found: f"{found[1]}-{max(int(found[2] or 0), int(found[1]) + 1)}", text)
    text = _CALENDAR.sub(" ", text)
    for unit in (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR):
        found = _LENGTHS[unit].search(text)
        if not found:
            continue
        low, high = int(found[1]), int(found[2] or found[1])
        named, factor = (Unit.MONTH, 12) if unit is Unit.YEAR else (unit, 1)
        span = Span(named, low * factor, high * factor) if found[2] and low <= high else None
        if 0 < high * factor <= _MOST and low <= high:
            return (Lasts(low * factor, high * factor, named) if low else None), span
    return None, None


def _hours(text: str) -> Effort | None:
    found = next(
        (one for one in _HOURS.finditer(text) if not _PACE.search(text[max(0, one.start() - 30) : one.start()])), None
    )
    if not found:
        return None
    low, high = (float(group.replace(",", ".")) for group in (found[1], found[2] or found[1]))
    return Effort(low, high) if 0 < low <= high else None


def _months(text: str) -> tuple[DateRange, str] | None:
    """Months or quarters with their year, and the text without them."""
    return find_months(text) or find_quarters(text)


def _dated(text: str) -> tuple[DateRange, str] | None:
    """Days or months of the calendar, and the text without them."""
    return year_first(text) or find_days(text)
