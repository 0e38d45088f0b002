"""The burn-up: work done against the plan, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from roadmap_sync.progress.model import Forecast, Point, Progress
from roadmap_sync.render import formatting
from roadmap_sync.render.drawing import Spot, Theme, area, box, document, dot, label, stroke
from roadmap_sync.render.key_figures import span, whole_forecast

WIDTH, HEIGHT = 380, 248
_RIGHT, _TOP, _BOTTOM = 370, 34, 216
_MAX_POINTS = 150
_MAX_TICKS = 6
_DAY_LABELS = 75
"""Days up to which ticks are days; months beyond."""


@dataclass(frozen=True, slots=True)
class _Frame:
    first: date
    last: date
    goal: float
    top: float

    @property
    def left(self) -> float:
        """Where the chart begins: right of the longest number at its side."""
        return 10 + 8 * max(len(f"{self.goal:.0f}"), 2)

    def spot(self, day: date, value: float) -> Spot:
        share = (min(day, self.last) - self.first).days / max((self.last - self.first).days, 1)
        return self.left + share * (_RIGHT - self.left), _BOTTOM - value / self.top * (_BOTTOM - _TOP)


def possible(progress: Progress) -> bool:
    """Whether there is anything to draw: at least two days."""
    return len({point.day for point in progress.burn_up}) > 1


def describe(progress: Progress) -> str:
    """The picture in a sentence, for those who can't see it."""
    tally = progress.tally
    done = f"{tally.done} of {formatting.count(tally.total, 'item')}"
    if tally.by_hours:
        done = f"{formatting.number(tally.hours_done)} of {formatting.hours(tally.hours_total)}"
    text = f"Burn-up: {done} done by {formatting.day(progress.as_of)}"
    forecast = whole_forecast(progress)
    return text + (f"; forecast to finish {span(forecast)}" if forecast and forecast.likely else "")


def draw(progress: Progress, theme: Theme) -> str:
    """The picture; at most about 150 points of a long history, the last one always."""
    forecast = whole_forecast(progress)
    frame = _frame(progress, forecast)
    points = _thinned(progress.burn_up)
    shapes = [*_axes(frame, theme), *_cone(progress, forecast, frame, theme), *_lines(points, frame, theme)]
    unit = "Hours done" if progress.tally.by_hours else "Items done"
    shapes += _legend(
        unit, theme, forecast=bool(forecast and forecast.likely), plan=any(p.planned is not None for p in points)
    )
    title = f"Burn-up of {progress.roadmap.title}"
    return document((WIDTH, HEIGHT), title, describe(progress), shapes)


def _frame(progress: Progress, forecast: Forecast | None) -> _Frame:
    days = [point.day for point in progress.burn_up]
    planned = max(*days, progress.as_of)
    safe = (forecast.safe or forecast.likely) if forecast else None
    # A forecast far beyond the plan runs out of the picture instead of squeezing what is known into a corner.
    last = min(max(planned, safe or planned), planned + (planned - min(days)) / 2 + timedelta(days=14))
    values = [value for p in progress.burn_up for value in (p.done, p.planned) if value is not None]
    goal = next((point.total for point in reversed(progress.burn_up) if point.total), max(*values, 1.0))
    return _Frame(min(days), last, goal, max(*values, goal) * 1.04)


def _thinned(points: tuple[Point, ...]) -> tuple[Point, ...]:
    step = -(-len(points) // _MAX_POINTS)
    last_done = max((index for index, point in enumerate(points) if point.done is not None), default=0)
    kept = {*range(0, len(points), step), last_done, len(points) - 1} if points else set()
    return tuple(points[index] for index in sorted(kept))


def _axes(frame: _Frame, theme: Theme) -> Iterator[str]:
    step = _step(frame.goal)
    value = 0.0
    while value <= frame.goal * 0.92:
        y = frame.spot(frame.first, value)[1]
        yield stroke([(frame.left, y), (_RIGHT, y)], theme.grid, 1 if value == 0 else 0.5)
        yield label((frame.left - 6, y + 4), f"{value:g}", theme.muted, anchor="end")
        value += step
    goal = frame.spot(frame.first, frame.goal)[1]
    yield stroke([(frame.left, goal), (_RIGHT, goal)], theme.plan, 0.75)
    yield label((frame.left - 6, goal + 4), f"{frame.goal:.0f}", theme.muted, anchor="end")
    for day, text in _ticks(frame):
        yield label((frame.spot(day, 0)[0], _BOTTOM + 17), text, theme.muted, anchor="middle")


def _step(top: float) -> float:
    size = 10.0 ** (len(str(int(top))) - 1)
    return next(step for step in (size / 5, size / 2, size, size * 2, size * 5) if top / step <= _MAX_TICKS - 1)


def _ticks(frame: _Frame) -> Iterator[tuple[date, str]]:
    from dateutil.relativedelta import relativedelta  # noqa: PLC0415 - only where a picture is drawn

    days = (frame.last - frame.first).days
    if days <= _DAY_LABELS:
        weeks = -(-days // (7 * _MAX_TICKS)) or 1
        steps = [frame.first + timedelta(weeks=weeks * index) for index in range(1, days // (7 * weeks) + 1)]
        texts = [formatting.short_day(day) for day in steps]
    else:
        months = next(
            size for size in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 2400) if days / 30.4 / size <= _MAX_TICKS
        )
        start = frame.first.replace(day=1, month=1)
        steps = [start + relativedelta(months=months * index) for index in range(1, (days + 366) // (28 * months) + 1)]
        texts = [str(day.year) if day.month == 1 else formatting.month_name(day) for day in steps]
    margin = (_RIGHT - frame.left) * 0.04
    for day, text in zip(steps, texts, strict=True):
        if frame.first < day <= frame.last and frame.spot(day, 0)[0] < _RIGHT - margin / 2:
            yield day, text


def _cone(progress: Progress, forecast: Forecast | None, frame: _Frame, theme: Theme) -> Iterator[str]:
    done = [(point.day, point.done) for point in progress.burn_up if point.done is not None]
    totals = [point.total for point in progress.burn_up if point.total is not None]
    if not forecast or not forecast.likely or not done or not totals:
        return
    day, value = done[-1]
    ends = [_cut(frame, (day, value), (end, totals[-1])) for end in (forecast.likely, forecast.safe or date.max)]
    start = frame.spot(day, value)
    corner = [(ends[1][0], ends[0][1])] if ends[0][0] < ends[1][0] and ends[0][1] != ends[1][1] else []
    yield area([start, ends[0], *corner, ends[1]], theme.now, 0.18)
    yield stroke([start, ends[0]], theme.now, 1.5, dashes="2 3")


def _cut(frame: _Frame, start: tuple[date, float], end: tuple[date, float]) -> Spot:
    if end[0] <= frame.last or end[0] <= start[0]:
        return frame.spot(max(*(end[0], start[0])), end[1])
    share = (frame.last - start[0]).days / (end[0] - start[0]).days
    return frame.spot(frame.last, start[1] + share * (end[1] - start[1]))


def _lines(points: tuple[Point, ...], frame: _Frame, theme: Theme) -> Iterator[str]:
    planned = [frame.spot(point.day, point.planned) for point in points if point.planned is not None]
    done = [frame.spot(point.day, point.done) for point in points if point.done is not None]
    if len(planned) > 1:
        yield stroke(planned, theme.plan, 1.5, dashes="5 4")
    if len(done) > 1:
        yield area([(done[0][0], _BOTTOM), *done, (done[-1][0], _BOTTOM)], theme.done, 0.15)
        yield stroke(done, theme.done, 2.25)
    if done:
        yield dot(done[-1], 3.5, theme.done)


def _legend(unit: str, theme: Theme, *, forecast: bool, plan: bool) -> Iterator[str]:
    yield label((0, 14), unit, theme.text, bold=True)
    x = WIDTH - 10.0
    if forecast:
        yield label((x, 14), "forecast", theme.muted, anchor="end")
        yield box((x - 66, 5), (12, 10), theme.now + "55", 2)
        x -= 78
    if plan:
        yield label((x, 14), "plan", theme.muted, anchor="end")
        yield stroke([(x - 44, 10), (x - 29, 10)], theme.plan, 1.5, dashes="5 4")
        x -= 56
    yield label((x, 14), "done", theme.muted, anchor="end")
    yield stroke([(x - 48, 10), (x - 34, 10)], theme.done, 2.25)
