"""Progress per phase: a bar each."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_sync.progress.model import PartProgress, Progress
from roadmap_sync.render import formatting
from roadmap_sync.render.drawing import SIZE, Theme, box, document, fitted, label
from roadmap_sync.text import clip, line

WIDTH = 380
MAX_ROWS = 14
"""Beyond that, those around the phase in progress are shown."""
_TOP, _ROW, _THICK = 27, 26.5, 5


def possible(progress: Progress) -> bool:
    """Whether there is anything to compare: at least two phases."""
    return len(progress.phases) > 1


def describe(progress: Progress) -> str:
    """The picture in a sentence, for those who can't see it."""
    shown = (f"{clip(part.title, 60)} {formatting.percent(part.tally.percent)}" for part in _window(progress))
    return "Progress per phase: " + ", ".join(shown)


def draw(progress: Progress, theme: Theme) -> str:
    """The picture: finished phases green, those in progress blue."""
    rows = _window(progress)
    hidden = len(progress.phases) - len(rows)
    height = round(_TOP + len(rows) * _ROW + (28 if hidden else 8))
    shapes = [label((0, 14), "Phases", theme.text, bold=True)]
    finished = sum(part.finished_on is not None for part in progress.phases)
    note = f"{finished} of {len(progress.phases)} finished"
    shapes.append(label((WIDTH, 14), note, theme.muted, anchor="end"))
    for number, part in enumerate(rows):
        shapes += _row(part, _TOP + number * _ROW, theme, now=part.key in progress.current)
    if hidden:
        shapes.append(label((0, height - 14), f"and {hidden} more", theme.muted))
    return document((WIDTH, height), f"Phases of {progress.roadmap.title}", describe(progress), shapes)


def _window(progress: Progress) -> tuple[PartProgress, ...]:
    now = next((index for index, part in enumerate(progress.phases) if part.key in progress.current), 0)
    start = max(0, min(now - MAX_ROWS // 2, len(progress.phases) - MAX_ROWS))
    return progress.phases[start : start + MAX_ROWS]


def _row(part: PartProgress, y: float, theme: Theme, *, now: bool) -> Iterator[str]:
    reached = formatting.whole(part.tally.percent)
    full = reached == 100  # noqa: PLR2004 - percent
    color = theme.text if now or full else theme.muted
    yield label((0, y + 12), fitted(line(part.title), WIDTH - 45, SIZE * (1.1 if now else 1)), color, bold=now)
    yield label((WIDTH, y + 12), f"{reached}%", color, anchor="end")
    yield box((0, y + 17), (WIDTH, _THICK), theme.track, _THICK / 2)
    if reached:
        width = max(WIDTH * min(part.tally.percent, 100) / 100, _THICK)
        yield box((0, y + 17), (width, _THICK), theme.now if now and not full else theme.done, _THICK / 2)
