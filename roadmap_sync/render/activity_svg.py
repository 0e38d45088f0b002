"""Activity since the start, a year at most: a square a day, darker with more commits, dotted where an item was done.

A young roadmap has larger squares instead of a year of empty ones.
"""

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
_NARROW_WEEKS = 26
"""As many weeks fit the width of a small picture, and of a band on a phone."""
_PITCH, _LARGEST_PITCH, _TOP, _BETWEEN = 14, 24, 44, 22
_SHARE = 0.79  # of the pitch, for the square itself
_LABELS = 25  # pixels for the names of weekdays
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

    @property
    def weeks(self) -> int:
        """How many weeks it touches."""
        return (self.last - self.first).days // 7 + 1


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


def width(progress: Progress) -> int:
    """The width of the picture in pixels: a small one for the first half year."""
    return NARROW_WIDTH if _year(progress).weeks <= _NARROW_WEEKS else WIDTH


def draw(progress: Progress, theme: Theme) -> str:
    """All weeks in one band, for wide screens."""
    return _draw(progress, theme, width(progress), bands=1)


def draw_narrow(progress: Progress, theme: Theme) -> str:
    """For phones: the weeks in two bands where they are too many for one."""
    return _draw(progress, theme, NARROW_WIDTH, bands=1 if width(progress) == NARROW_WIDTH else 2)


def _draw(progress: Progress, theme: Theme, wide: int, bands: int) -> str:
    year = _year(progress)
    columns = math.ceil(year.weeks / bands)
    left = _LABELS if bands == 1 else 3
    pitch = min((wide - left) / columns, _LARGEST_PITCH)
    high = 7 * pitch + _BETWEEN
    shapes = [label((0, 14), "Activity", theme.text, bold=True), *_legend(wide, theme)]
    if bands == 1:
        shapes += [
            label((0, _TOP + row * pitch + pitch * _SHARE / 2 + 4), name, theme.muted)
            for row, name in ((0, "M"), (2, "W"), (4, "F"))
        ]
    for band in range(bands):
        shapes += _band(year, band * columns, columns, (left, _TOP + band * high, pitch), theme)
    height = math.ceil(_TOP + bands * high - _BETWEEN)
    return document((wide, height), f"Activity in {progress.roadmap.title}", describe(progress), shapes)


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


def _band(year: _Year, start: int, columns: int, place: tuple[float, float, float], theme: Theme) -> Iterator[str]:
    """Weeks from `start` on; `place` is the corner, and the distance of the squares."""
    cells: dict[int, list[str]] = {}
    dots = []
    top, (left, high, pitch) = _top(year), place
    size = short(pitch * _SHARE)
    for column in range(min(columns, year.weeks - start)):
        monday = year.first + timedelta(weeks=start + column)
        x = left + column * pitch
        if monday.day <= 7 and column < columns - 1:  # noqa: PLR2004 - the first Monday of a month
            yield label((x, high - 7), formatting.month_name(monday), theme.muted)
        for row in range(7):
            day, y = monday + timedelta(days=row), high + row * pitch
            level = math.ceil(4 * min(year.counts.get(day, 0) / top, 1.0)) if day <= year.last else _TO_COME
            cells.setdefault(level, []).append(f"M{short(x)} {short(y)}h{size}v{size}h-{size}z")
            if year.closings.get(day):
                dots.append(dot((x + pitch * _SHARE / 2, y + pitch * _SHARE / 2), pitch / 7, theme.text))
    for level, paths in sorted(cells.items()):
        color = theme.levels[max(level, 0)] + ("66" if level == _TO_COME else "")
        yield f'<path d="{"".join(paths)}" fill="{color}"/>'
    yield from dots


def _top(year: _Year) -> int:
    active = sorted(count for count in year.counts.values() if count)
    return max(active[min(int(len(active) * _SATURATION), len(active) - 1)] if active else 0, _LEAST_TOP)


def _legend(wide: int, theme: Theme) -> Iterator[str]:
    yield label((wide, 14), "more", theme.muted, anchor="end")
    x = wide - 34.0
    for color in reversed(theme.levels):
        x -= _PITCH
        yield box((x, 5), (_PITCH * _SHARE, _PITCH * _SHARE), color)
    yield label((x - 6, 14), "less", theme.muted, anchor="end")
    x -= 52
    yield label((x, 14), "item done", theme.muted, anchor="end")
    yield dot((x - 66, 10), 2.5, theme.text)
