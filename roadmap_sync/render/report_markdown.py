"""The report for a README: compact at the top, details folded, a fingerprint of its facts at the end."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from roadmap_sync.progress.model import Point, Progress, Verdict
from roadmap_sync.render import formatting, gantt_mermaid, key_figures, pictures
from roadmap_sync.render.templates import markdown
from roadmap_sync.text import cell, clip

LIMIT = 60_000
"""Bytes of a region; a README over 500 KiB is cut by GitHub, and nobody reads the second hundred of anything."""
_ANY_FOLDER = "pictures"
"""Where a layout's pictures lie: any folder does, but without one the report has none."""
FEW = 12
"""Lines of what waits and of what was done: more is a list to look up, not to read."""
_CAPS = (40, 20, 10, 5, 2)
_NO_ACTIVITY = date(2026, 1, 5)
"""The day that a layout is drawn for where nothing has happened yet; which one makes no difference."""
_FINGERPRINT = re.compile(r"^<!-- roadmap-sync:facts (?P<digest>[0-9a-f]+) -->$", re.MULTILINE)


def region(progress: Progress, *, folder: str = "", links: Mapping[str, str] | None = None) -> str:
    """What stands between the README's marks: the same bytes for the same values, at most 60 KB.

    `folder` is where the pictures lie, as seen from the README ("" shows none); `links` are names and URLs of ours
    for the last line (the issues, the board). Long lists are cut, and say by how much.
    """
    digest = fingerprint(progress)
    for cap in _CAPS:
        shown = _render(progress, folder, links or {}, cap, digest)
        if len(shown.encode()) <= LIMIT:
            break
    return shown


def summary(progresses: Sequence[Progress]) -> str:
    """Several roadmaps, a line each."""
    lines = ["| Roadmap | Progress | Done | Finish |", "| :-- | :-- | --: | :-- |"]
    for progress in progresses:
        tally = progress.tally
        finish = key_figures.finish(progress)
        when = finish.value if finish else ""
        bar = f"{formatting.meter(tally.percent, 10)}&nbsp;{formatting.percent(tally.percent)}"
        name = cell(clip(progress.roadmap.title, 80))
        lines.append(f"| **{name}** | {bar} | {tally.done}&nbsp;of&nbsp;{tally.total} | {when} |")
    return "\n".join([*lines, "", _comment(_digest(*lines, *map(fingerprint, progresses)))]) + "\n"


def fingerprint(progress: Progress) -> str:
    """A digest of what the report would show and how: equal means that there is nothing to write, whatever the date.

    The layout is the report itself, text and pictures, with all that moves with the calendar fixed. What is left
    follows from the facts, so that the digest changes only with them or with a template or a drawing.
    """
    fixed = _without_calendar(progress)
    drawn = pictures.files(fixed)
    return _digest(
        repr(progress.roadmap), *progress.facts, _render(fixed, _ANY_FOLDER, {}, _CAPS[0], ""), *drawn, *drawn.values()
    )


def _without_calendar(progress: Progress) -> Progress:
    """The same facts seen on a day that they themselves tell, with a burn-up that has all its parts and no history.

    These are the fields that `measure.facts` leaves out.
    """
    day = max([*progress.closings_by_day, *progress.commits_by_day], default=_NO_ACTIVITY)
    first, last = (
        Point(day=day - timedelta(days=7), planned=0, done=0, total=2),
        Point(day=day, planned=1, done=1, total=2),
    )
    return replace(progress, as_of=day, burn_up=(first, last))


def fingerprint_of(text: str) -> str:
    """The fingerprint that a region carries, "" where it carries none."""
    found = _FINGERPRINT.findall(text)
    return str(found[-1]) if found else ""


def _render(progress: Progress, folder: str, links: Mapping[str, str], cap: int, digest: str) -> str:
    roadmap = progress.roadmap
    shown = (
        markdown()
        .get_template("report.md.j2")
        .render(
            progress=progress,
            pictures=pictures.shown(progress, folder) if folder else (),
            links=links,
            cap=cap,
            few=min(cap, FEW),
            gantt=gantt_mermaid.chart(progress),
            about=any((roadmap.summary, roadmap.principles, roadmap.avoid, roadmap.resources, roadmap.notes)),
            phase_titles={part.key: part.title for part in progress.phases},
            phases_detail=_phases_detail(progress),
            timeline_detail=_timeline_detail(progress),
            next_checkpoint=_next_checkpoint(progress),
            skills_detail=_skills_detail(progress),
            fingerprint=_comment(digest),
            met=_met,
            outcome=_outcome,
            waiting=key_figures.waiting(progress),
            habits_detail=_habits_detail(progress),
        )
    )
    return re.sub(r"\n{3,}", "\n\n", shown).strip("\n") + "\n"


def _met(verdicts: Sequence[Verdict]) -> int:
    return sum(verdict.met is True for verdict in verdicts)


def _outcome(verdict: Verdict, yes: str, no: str) -> str:
    words = "" if verdict.met is None else yes if verdict.met else no
    return ", ".join(part for part in (words, verdict.evidence) if part)


def _habits_detail(progress: Progress) -> str:
    """How well all habits were kept, each weighing the same."""
    shares = [(habit.value or 0.0) / habit.least for habit in progress.habits if habit.least]
    return f"kept {formatting.percent(100 * sum(shares) / len(shares))} of the time" if shares else ""


def _phases_detail(progress: Progress) -> str:
    finished = sum(part.finished_on is not None for part in progress.phases)
    return f"{finished} of {len(progress.phases)} finished"


def _timeline_detail(progress: Progress) -> str:
    days = [day for part in progress.phases for day in (part.start, part.target) if day]
    return formatting.days_between(min(days), max(days)) if days else ""


def _skills_detail(progress: Progress) -> str:
    return f"{sum(skill.level for skill in progress.skills)} of {sum(skill.target for skill in progress.skills)} stars"


def _next_checkpoint(progress: Progress) -> str:
    coming = [point for point in progress.checkpoints if point.by and point.by >= progress.as_of]
    first = min(coming, key=lambda point: point.by or progress.as_of, default=None)
    return f"next: {first.title} by {formatting.day(first.by)}" if first and first.by else ""


def _comment(digest: str) -> str:
    return f"<!-- roadmap-sync:facts {digest} -->"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
