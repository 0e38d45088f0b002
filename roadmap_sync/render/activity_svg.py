"""A year of activity: a square a day, weeks from Monday, darker with more commits, dotted where an item was done."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.progress.model import Progress
from roadmap_sync.render import formatting
from roadmap_sync.render.drawing import Theme, box, document, dot, label, short

WIDTH = 764
NARROW_WIDTH = 380
WEEKS = 53
_PITCH, _CELL, _TOP, _BAND = 14, 11, 44, 120
_LEAST_TOP = 4
"""The least that is darkest: a single commit a day is a beginning."""
_TO_COME = -1
"""The level of days that have not come: paler than a day without activity."""
_SATURATION = 0.9
"""The share of active days below the darkest colour: one wild day does not bleach the others."""


@dataclass(frozen=True, slots=True)
class _Year:
    first: date
    last: date
    counts: Mapping[date, int]
    closings: Mapping[date, int]


def possible(progress: Progress) -> bool:
    """Whether anything happened at all."""
    return any(progress.commits_by_day.values()) or any(progress.closings_by_day.values())


def describe(progress: Progress) -> str:
    """The picture in a sentence, for those who can't see it."""
    year = _year(progress)
    days = sum(count > 0 for count in year.counts.values())
    closed = sum(year.closings.values())
    commits = sum(year.counts.values()) - closed
    happened = f"{formatting.count(commits, 'commit')} and {formatting.count(closed, 'finished item')}"
    period = f"from {formatting.day(year.first)} to {formatting.day(year.last)}"
    return f"Activity: {happened} on {formatting.count(days, 'day')} {period}"


def draw(progress: Progress, theme: Theme) -> str:
    """The year in one band, for wide screens."""
    return _draw(progress, theme, bands=1)


def draw_narrow(progress: Progress, theme: Theme) -> str:
    """The year in two bands, for phones."""
    return _draw(progress, theme, bands=2)


def _draw(progress: Progress, theme: Theme, bands: int) -> str:
    year = _year(progress)
    width = WIDTH if bands == 1 else NARROW_WIDTH
    columns = math.ceil(WEEKS / bands)
    left = width - columns * _PITCH + (_PITCH - _CELL)
    height = _TOP + (bands - 1) * _BAND + 7 * _PITCH
    shapes = [label((0, 14), "Activity", theme.text, bold=True), *_legend(width, theme)]
    if bands == 1:
        shapes += [
            label((0, _TOP + row * _PITCH + 10), name, theme.muted) for row, name in ((0, "M"), (2, "W"), (4, "F"))
        ]
    for band in range(bands):
        shapes += _band(year, band * columns, columns, (left, _TOP + band * _BAND), theme)
    return document((width, height), f"Activity in {progress.roadmap.title}", describe(progress), shapes)


def _year(progress: Progress) -> _Year:
    this_week = progress.as_of - timedelta(days=progress.as_of.weekday())
    first = this_week - timedelta(weeks=WEEKS - 1)
    if progress.start and progress.start > first:
        first = progress.start - timedelta(days=progress.start.weekday())
    happened = [day for counts in (progress.commits_by_day, progress.closings_by_day) for day, n in counts.items() if n]
    earliest = max(min(happened, default=first), this_week - timedelta(weeks=WEEKS - 1))
    first = min(first, earliest - timedelta(days=earliest.weekday()))
    days = [first + timedelta(days=number) for number in range((progress.as_of - first).days + 1)]
    closings = {day: progress.closings_by_day.get(day, 0) for day in days}
    counts = {day: progress.commits_by_day.get(day, 0) + closings[day] for day in days}
    return _Year(first, progress.as_of, counts, closings)


def _band(year: _Year, start: int, columns: int, corner: tuple[float, float], theme: Theme) -> Iterator[str]:
    cells: dict[int, list[str]] = {}
    dots = []
    top = _top(year)
    for column in range(min(columns, WEEKS - start)):
        monday = year.first + timedelta(weeks=start + column)
        x = corner[0] + column * _PITCH
        if monday.day <= 7 and column < columns - 1:  # noqa: PLR2004 - the first Monday of a month
            yield label((x, corner[1] - 7), formatting.month_name(monday), theme.muted)
        for row in range(7):
            day, y = monday + timedelta(days=row), corner[1] + row * _PITCH
            level = math.ceil(4 * min(year.counts.get(day, 0) / top, 1.0)) if day <= year.last else _TO_COME
            cells.setdefault(level, []).append(f"M{short(x)} {short(y)}h{_CELL}v{_CELL}h-{_CELL}z")
            if year.closings.get(day):
                dots.append(dot((x + _CELL / 2, y + _CELL / 2), 2, theme.text))
    for level, paths in sorted(cells.items()):
        color = theme.levels[max(level, 0)] + ("66" if level == _TO_COME else "")
        yield f'<path d="{"".join(paths)}" fill="{color}"/>'
    yield from dots


def _top(year: _Year) -> int:
    active = sorted(count for count in year.counts.values() if count)
    return max(active[min(int(len(active) * _SATURATION), len(active) - 1)] if active else 0, _LEAST_TOP)


def _legend(width: int, theme: Theme) -> Iterator[str]:
    yield label((width, 14), "more", theme.muted, anchor="end")
    x = width - 34.0
    for color in reversed(theme.levels):
        x -= _PITCH
        yield box((x, 5), (_CELL, _CELL), color)
    yield label((x - 6, 14), "less", theme.muted, anchor="end")
    x -= 52
    yield label((x, 14), "item done", theme.muted, anchor="end")
    yield dot((x - 66, 10), 2.5, theme.text)
