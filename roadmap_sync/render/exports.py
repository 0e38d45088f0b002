"""A roadmap with its progress as a table (CSV), as JSON, and as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta

from roadmap_sync.progress.model import CheckpointProgress, Progress, Verdict, Work
from roadmap_sync.roadmap.model import Every
from roadmap_sync.roadmap.unresolved import as_written, plain

_COLUMNS = ("key", "phase", "section", "title", "kind", "tags", "mark", "hours", "start", "target", "done_on", "url")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RULES = {
    Every.DAY: "FREQ=DAILY",
    Every.WEEK: "FREQ=WEEKLY",
    Every.MONTH: "FREQ=MONTHLY",
    Every.QUARTER: "FREQ=MONTHLY;INTERVAL=3",
}
_OCTETS = 75


def export_csv(progress: Progress) -> str:
    """A row for every item and project, in order; hours are the roadmap's estimates, days the learner's."""
    titles = {part.key: part.title for phase in progress.phases for part in (phase, *phase.sections)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for work in progress.work:
        writer.writerow([_cell(value) for value in _row(work, titles)])
    return out.getvalue()


def _row(work: Work, titles: dict[str, str]) -> tuple[object, ...]:
    return (
        work.key,
        titles.get(work.phase, work.phase),
        titles.get(work.section, work.section),
        work.title,
        work.kind,
        " ".join(work.tags),
        work.mark.value,
        "" if work.hours is None else f"{work.hours:g}",
        work.start or "",
        work.target or "",
        work.done_on or "",
        work.url,
    )


def _cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula (OWASP: CSV injection)."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def export_json(progress: Progress) -> str:
    """The roadmap as it is written, and how its work stands."""
    names = [entry.name for entry in fields(Work)]
    work = [{name: plain(getattr(found, name)) for name in names} for found in progress.work]
    document = {
        "version": 1,
        "roadmap": plain(as_written(progress.roadmap)),
        "as_of": progress.as_of.isoformat(),
        "work": work,
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def export_ics(progress: Progress) -> str:
    """A calendar: due days of open work, ends of phases, goals and checkpoints, and habits as repeating days.

    All are whole days of the learner; the stamp is the day the numbers are of, so that equal input gives equal bytes.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//roadmap-sync//EN",
        f"X-WR-CALNAME:{_text(progress.roadmap.title)}",
    ]
    for key, title, day, rule in _events(progress):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(key)}@roadmap-sync",
            f"DTSTAMP:{progress.as_of:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_text(title)}",
            *([f"RRULE:{rule}"] if rule else []),
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "\r\n".join(piece for line in [*lines, "END:VCALENDAR"] for piece in _folded(line)) + "\r\n"


def _events(progress: Progress) -> Iterator[tuple[str, str, date, str]]:
    root = progress.roadmap.id
    for work in progress.work:
        if work.target and work.done_on is None and work.mark.value not in {"done", "skipped"}:
            yield work.key, work.title, work.target, ""
    for phase in progress.phases:
        if phase.target:
            yield phase.key, phase.title, phase.target, ""
    aims: list[tuple[str, tuple[Verdict | CheckpointProgress, ...]]] = [
        ("goal", progress.goals),
        ("checkpoint", progress.checkpoints),
    ]
    for name, found in aims:
        due = [(number, aim) for number, aim in enumerate(found, 1) if aim.by]
        yield from ((f"{root}/~{name}/{number}", aim.title, aim.by, "") for number, aim in due if aim.by)
    yield from _habits(progress)


def _habits(progress: Progress) -> Iterator[tuple[str, str, date, str]]:
    root = progress.roadmap.id
    start = progress.start or progress.roadmap.start
    for number, habit in enumerate(progress.roadmap.habits, 1):
        first = habit.since or start
        if first:
            until = f";UNTIL={habit.until:%Y%m%d}" if habit.until else ""
            yield f"{root}/~habit/{number}", habit.title, first, _RULES[habit.every] + until


def _text(text: str) -> str:
    """A text value (RFC 5545, 3.3.11)."""
    flat = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in text)
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, none cut inside a sign (RFC 5545, 3.1)."""
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > _OCTETS:
            yield piece
            piece = " "
        piece += sign
    yield piece
