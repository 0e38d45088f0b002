"""A roadmap as a calendar (iCalendar, RFC 5545): due days, ends of phases, goals, checkpoints and habits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, assert_never

from roadmap_sync.progress.model import CheckpointProgress, Progress, Verdict, WorkStatus
from roadmap_sync.roadmap.goals import Frequency, Habit

PRODUCT = "-//roadmap-sync//roadmap-sync//EN"
# Days of the month that not every month has: RFC 5545 drops such a repetition, so the last day is asked for instead.
_LAST_SURE_DAY = 28


# Calendars of earlier versions are ours as well.
_PRODUCTS = (PRODUCT, "-//roadmap-sync//EN")


@dataclass(frozen=True, slots=True)
class _Event:
    """A whole day of the learner; `rule` repeats it."""

    uid: str
    title: str
    day: date
    rule: Mapping[str, Any] | None = None
    url: str = ""


def is_ics(text: str) -> bool:
    """Whether a file's text is a calendar that `export_ics` wrote: by its product identifier."""
    return any(f"PRODID:{product}" in text.splitlines()[:5] for product in _PRODUCTS)


def export_ics(progress: Progress) -> str:
    """A calendar of whole days, without alarms; UIDs are keys, so that an import again updates what is there.

    The stamp is the day that the numbers are of, so that equal input gives equal bytes. Days are the learner's: whole
    days carry no time zone (RFC 5545, 3.3.4), and the calendar's name says whose zone they were counted in.
    """
    from icalendar import Calendar  # noqa: PLC0415 - only for a calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _text(progress.roadmap.title))
    calendar.add("x-wr-timezone", progress.roadmap.timezone)
    stamp = datetime.combine(progress.as_of, time(), UTC)
    for event in _events(progress):
        calendar.add_component(_component(event, stamp))
    written: bytes = calendar.to_ical()
    return written.decode()


def _text(text: str) -> str:
    """On one line, without control or invisible direction characters: calendars show such text unasked."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def _component(event: _Event, stamp: datetime) -> Any:  # noqa: ANN401 - icalendar is imported where it is used
    from icalendar import Event  # noqa: PLC0415 - only for a calendar

    component = Event()
    component.add("uid", f"{_text(event.uid)}@roadmap-sync")
    component.add("dtstamp", stamp)
    component.add("dtstart", event.day)
    if event.day < date.max:  # the day after the last one of the calendar does not exist; RFC 5545 takes one day then
        component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", _text(event.title))
    if event.rule:
        component.add("rrule", dict(event.rule))
    if event.url:
        component.add("url", event.url)
    component.add("transp", "TRANSPARENT")  # learning does not make anybody "busy"
    return component


def _events(progress: Progress) -> Iterator[_Event]:
    root = progress.roadmap.id
    for work in progress.work:
        if work.target and work.done_on is None and work.mark not in {WorkStatus.DONE, WorkStatus.SKIPPED}:
            yield _Event(work.key, work.title, work.target, url=work.url)
    for phase in progress.phases:
        if phase.target:
            yield _Event(phase.key, phase.title, phase.target)
    dated: list[tuple[str, tuple[Verdict | CheckpointProgress, ...]]] = [
        ("goal", progress.goals),
        ("checkpoint", progress.checkpoints),
    ]
    for name, found in dated:
        for number, one in enumerate(found, 1):
            if one.by:
                yield _Event(f"{root}/~{name}/{number}", one.title, one.by)
    yield from _habits(progress)


def _habits(progress: Progress) -> Iterator[_Event]:
    start = progress.start or progress.roadmap.start
    for number, habit in enumerate(progress.roadmap.habits, 1):
        first = habit.since or start
        if first:
            key = f"{progress.roadmap.id}/~habit/{number}"
            yield _Event(key, habit.title, first, rule=_rule(habit, first))


def _rule(habit: Habit, first: date) -> dict[str, Any]:
    until: dict[str, Any] = {"until": habit.until} if habit.until else {}
    match habit.every:
        case Frequency.DAY:
            return {"freq": "daily"} | until
        case Frequency.WEEK:
            return {"freq": "weekly"} | until
        case Frequency.MONTH:
            return {"freq": "monthly"} | _day_of_month(first) | until
        case Frequency.QUARTER:
            return {"freq": "monthly", "interval": 3} | _day_of_month(first) | until
    assert_never(habit.every)


def _day_of_month(first: date) -> dict[str, Any]:
    """From the 29th on the latest of the days up to it that a month has, so that February is not left out."""
    if first.day <= _LAST_SURE_DAY:
        return {}
    return {"bymonthday": list(range(_LAST_SURE_DAY, first.day + 1)), "bysetpos": -1}
