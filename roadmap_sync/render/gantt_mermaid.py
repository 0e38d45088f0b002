"""The phases on a calendar as a Mermaid gantt. Only old syntax: GitHub's version of Mermaid lags behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from roadmap_sync.progress.model import PartProgress, Progress
from roadmap_sync.text import code_fence, mermaid

MAX_TASKS = 60
"""Mermaid stops at 50,000 characters; a person well before."""
_WEEKS_OF_MONTHS = 100


def chart(progress: Progress) -> str:
    """A fenced Mermaid block, "" where no phase has dates. Done, active and open phases are told apart."""
    dated = [part for part in progress.phases if part.start and (part.target or part.ongoing)]
    if not dated:
        return ""
    days = [day for part in dated for day in (part.start, part.target) if day]
    long = (max(days) - min(days)).days > _WEEKS_OF_MONTHS * 7
    lines = [
        "gantt",
        "    dateFormat YYYY-MM-DD",
        f"    axisFormat {'%Y' if long else '%b %Y'}",
        *_tasks(progress, dated, max(days)),
    ]
    return code_fence("\n".join(lines), "mermaid")


def _tasks(progress: Progress, dated: list[PartProgress], end: date) -> Iterator[str]:
    group = None
    for number, part in enumerate(dated[:MAX_TASKS], 1):
        if part.group != group:
            group = part.group
            yield f"    section {mermaid(group)}" if group else "    section Phases"
        state = "done, " if part.finished_on else "active, " if part.key in progress.current else ""
        # Mermaid's end is exclusive, a target is the last day.
        last = (part.target or max(end, progress.as_of)) + timedelta(days=1)
        name = mermaid(part.title.replace("&", "+"))
        yield f"    {name} :{state}p{number}, {part.start}, {last}"
