"""How far the learners of a cohort are: a column for each range of progress."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_sync.cohort.hiding import Group
from roadmap_sync.cohort.overview import RANGES
from roadmap_sync.render.cohort_view import CohortView, range_name
from roadmap_sync.render.drawing import DARK, LIGHT, Theme, box, document, label, stroke

WIDTH, HEIGHT = 380, 170
"""As wide as a phone shows it."""
_TOP, _FLOOR, _GAP = 48, 146, 3
THEMES = (("light", LIGHT), ("dark", DARK))


def describe(shown: CohortView) -> str:
    """The picture in a sentence, for those who can't see it."""
    return "Learners by progress: " + ", ".join(f"{range_name(one)}: {one.count}" for one in shown.ranges if one.count)


def draw(shown: CohortView, theme: Theme) -> str:
    """The picture; a group over several ranges is one wide column."""
    learners = sum(group.count for group in shown.ranges)
    shapes = [label((0, 14), "Learners by progress", theme.text, bold=True)]
    shapes.append(label((WIDTH, 14), f"{learners} learner{'s' if learners != 1 else ''}", theme.muted, anchor="end"))
    most = max((group.count for group in shown.ranges), default=0)
    for group in shown.ranges:
        shapes += _column(group, most, theme)
    shapes.append(stroke(((0, _FLOOR), (WIDTH, _FLOOR)), theme.grid))
    for group in shown.ranges:
        words = f"{10 * group.first}" if group.first == group.last else range_name(group).removesuffix(" %")
        shapes.append(label((_middle(group), _FLOOR + 16), words, theme.muted, anchor="middle"))
    return document((WIDTH, HEIGHT), f"Progress of {shown.title}", describe(shown), shapes)


def _column(group: Group, most: int, theme: Theme) -> Iterator[str]:
    if not group.count:
        return
    left, right = group.first * WIDTH / RANGES, (group.last + 1) * WIDTH / RANGES
    height = max((_FLOOR - _TOP) * group.count / most, 2)
    color = theme.done if group.first == RANGES - 1 else theme.now
    yield box((left + _GAP, _FLOOR - height), (right - left - 2 * _GAP, height), color, 2)
    yield label((_middle(group), _FLOOR - height - 6), str(group.count), theme.text, anchor="middle")


def _middle(group: Group) -> float:
    return (group.first + group.last + 1) * WIDTH / RANGES / 2
