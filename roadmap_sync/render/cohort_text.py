"""A cohort for a terminal: as wide as it is, coloured only when told, never with control characters of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from roadmap_sync.render import formatting
from roadmap_sync.render.cohort_view import CohortView, ShownRow, range_name
from roadmap_sync.render.terminal import printed
from roadmap_sync.text import line


def render(shown: CohortView, *, width: int = 100, color: bool = False) -> str:
    """The whole view."""
    return printed([_parts(shown)], width, color=color)


def _parts(shown: CohortView) -> Iterator[RenderableType]:
    head = Text(line(shown.title), style="bold")
    yield head.append(f"\n{shown.counted} As of {formatting.day(shown.day)}.", style="not bold")
    if shown.rows:
        yield _rows(shown.rows)
    if any(group.count for group in shown.ranges):
        yield _counts("Progress", ((range_name(group), group.count) for group in shown.ranges if group.count))
    if shown.places:
        yield _counts("Now in", ((place.name, place.learners) for place in shown.places))
    if shown.working_on:
        yield _counts("Working on", ((one.name, one.learners) for one in shown.working_on))
    if shown.changes:
        yield Text("This week", style="bold").append("".join(f"\n  {line(one)}" for one in shown.changes), "not bold")
    rules = "".join(f"\nNeeds a look: {rule}." for rule in shown.rules if shown.rows)
    yield Text(shown.claim + rules, style="dim")


def _rows(rows: Iterable[ShownRow]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for name in ("Learner", "Progress", "Week", "Last", "Plan", "Finish", "Look"):
        table.add_column(name, no_wrap=name not in {"Look", "Learner"}, justify="right" if name == "Week" else "left")
    for row in rows:
        done = "" if row.percent is None else f"{formatting.bar(row.percent, 8)} {formatting.percent(row.percent)}"
        week = "" if row.week is None else str(row.week)
        cells = (row.name, done, week, row.last, row.plan, row.finish, row.look)
        table.add_row(*(Text(line(cell)) for cell in cells))
    return table


def _counts(title: str, pairs: Iterable[tuple[str, int]]) -> Table:
    table = Table(
        box=None,
        padding=(0, 2, 0, 0),
        pad_edge=False,
        title=title,
        title_style="bold",
        title_justify="left",
        show_header=False,
    )
    table.add_column()
    table.add_column(justify="right")
    for name, count in pairs:
        table.add_row(Text(f"  {line(name)}"), str(count))
    return table
