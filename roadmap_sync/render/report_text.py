"""The report for a terminal: as wide as it is, coloured only when told, never with control characters of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from roadmap_sync.progress.model import Progress, Verdict, Work, WorkStatus
from roadmap_sync.render import formatting, key_figures, opening
from roadmap_sync.render.terminal import printed
from roadmap_sync.roadmap import keys
from roadmap_sync.text import line

_NARROW = 60
_SEEN = 12
_SCREEN = 22  # of 24 lines: one has the prompt, one the tracker


def render(progresses: Sequence[Progress], *, width: int = 100, color: bool = False) -> str:
    """The whole report of each roadmap."""
    return printed((_whole(progress, width) for progress in progresses), width, color=color)


def status(progresses: Sequence[Progress], *, width: int = 100, color: bool = False) -> str:
    """What to do next in each roadmap, with the ends of keys that `done` takes, and how far it is.

    As much of it as fits a terminal of 24 lines below the prompt and the line that names the tracker.
    """
    share = _SCREEN // max(len(progresses), 1)
    return printed((_fitted(progress, width, share) for progress in progresses), width, color=color)


def _fitted(progress: Progress, width: int, height: int) -> Iterator[RenderableType]:
    """The longest of the short forms that fits so many lines, else the shortest."""
    for limit in (*range(_SEEN, 1, -1), 1):
        if len(printed([_short(progress, width, limit)], width, color=False).splitlines()) <= height:
            break
    yield from _short(progress, width, limit)


def _short(progress: Progress, width: int, limit: int = _SEEN) -> Iterator[RenderableType]:
    """What next, then how far, then what waits; lists of at most `limit` rows, fewer of what waits."""
    yield _headline(progress, width)
    if progress.next_up:
        yield _section("What next", _works(progress.next_up, hints=True, limit=limit))
    yield _facts(progress)
    if progress.blocked:
        yield _section("Waiting", _waiting(progress, (limit + 1) // 2))
    yield Text(f"As of {formatting.day(progress.as_of)} · roadmap-sync status --all shows everything", style="dim")


def _whole(progress: Progress, width: int) -> Iterator[RenderableType]:
    headline, *first, _ = _short(progress, width)
    yield headline
    yield Text(line(opening.sentence(progress)))
    footnote = Text(key_figures.footnote(progress), style="dim")
    yield from first
    yield _section("Phases", _phases(progress, width))
    if progress.retention and progress.retention.weakest:
        topics = ((topic.title, formatting.percent(100 * topic.share)) for topic in progress.retention.weakest)
        yield _section("Least remembered", _grid(topics))
    if progress.recent:
        yield _section("Recently done", _works(progress.recent, hints=False))
    for name, verdicts in (("Criteria", progress.criteria), ("Habits", progress.habits), ("Goals", progress.goals)):
        if verdicts:
            yield _section(name, _verdicts(verdicts, missable=name == "Goals"))
    if progress.skills:
        rows = (
            (skill.title, formatting.stars(skill.level, skill.target), formatting.percent(skill.percent))
            for skill in progress.skills
        )
        yield _section("Skills", _grid(rows))
    if progress.checkpoints:
        points = (
            (
                point.title,
                f"by {formatting.day(point.by)}" if point.by else "",
                "" if point.percent is None else formatting.percent(point.percent),
            )
            for point in progress.checkpoints
        )
        yield _section("Checkpoints", _grid(points))
    yield footnote


def _headline(progress: Progress, width: int) -> RenderableType:
    percent = progress.tally.percent
    columns = max(min(width - 24, 50), 8)
    bar = _bar(percent, columns)
    bar.append(f" {formatting.percent(percent)}", style="bold")
    bar.append(f" {key_figures.basis(progress)}")
    return Group(Text(line(progress.roadmap.title), style="bold"), bar)


def _facts(progress: Progress) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(style="bold")
    table.add_column(style="dim")
    review = key_figures.review(progress)
    for fact in (*key_figures.facts(progress), *([review] if review else [])):
        table.add_row(fact.name, Text(line(fact.value)), Text(line(fact.detail)))
    return table


def _section(name: str, content: RenderableType) -> RenderableType:
    return Group(Text(name, style="bold"), Padding(content, (0, 0, 0, 2)))


def _grid(rows: Iterable[tuple[str | Text, ...]], *, one_line: bool = False) -> RenderableType:
    rows = list(rows)
    table = Table.grid(padding=(0, 2))
    for _ in rows[0] if rows else ():
        table.add_column(no_wrap=one_line, overflow="ellipsis" if one_line else "fold")
    for row in rows:
        table.add_row(*(Text(line(each)) if isinstance(each, str) else each for each in row))
    return table


def _works(works: Sequence[Work], *, hints: bool, limit: int = _SEEN) -> RenderableType:
    def row(work: Work) -> tuple[str | Text, ...]:
        when = formatting.short_day(work.done_on) if work.done_on else ""
        state = "in progress" if work.mark is WorkStatus.IN_PROGRESS else when
        cells: tuple[str | Text, ...] = (f"#{work.number}" if work.number else "", work.title)
        cells += (formatting.hours(work.hours) if work.hours else "", state)
        return (*cells, Text(line(keys.leaf(work.key)), style="dim")) if hints else cells

    return _cut(works, [row(work) for work in works[:limit]])


def _waiting(progress: Progress, limit: int) -> RenderableType:
    groups = key_figures.waiting(progress)
    rows = [
        (Text(line(f"after {_few(blockers)}"), style="dim"), _few([work.title for work in works]))
        for blockers, works in groups[:limit]
    ]
    return _cut(groups, rows, one_line=True)


def _few(titles: Sequence[str]) -> str:
    """Two of them and how many more."""
    return ", ".join(titles[:2]) + (f" and {len(titles) - 2} more" if len(titles) > 2 else "")  # noqa: PLR2004


def _cut(all_of: Sequence[object], rows: Sequence[tuple[str | Text, ...]], *, one_line: bool = False) -> RenderableType:
    more = len(all_of) - len(rows)
    grid = _grid(rows, one_line=one_line)
    return Group(grid, Text(f"… and {more} more", style="dim")) if more else grid


def _phases(progress: Progress, width: int) -> RenderableType:
    rows: list[tuple[str | Text, ...]] = []
    for part in progress.phases:
        style = "bold" if part.key in progress.current else ""
        cells: tuple[str | Text, ...] = (Text(line(part.title), style=style), _bar(part.tally.percent, 10))
        cells += (
            Text(formatting.percent(part.tally.percent), justify="right"),
            f"{part.tally.done} of {part.tally.total}",
        )
        rows.append((*cells, key_figures.when(part)) if width >= _NARROW else cells)
    return _grid(rows)


def _verdicts(verdicts: Sequence[Verdict], *, missable: bool) -> RenderableType:
    rows = [
        (
            _share(verdict) if verdict.every else _outcome(verdict.met, missable=missable),
            f"{verdict.title}, every {verdict.every}" if verdict.every else verdict.title,
            verdict.evidence,
            f"by {formatting.day(verdict.by)}" if verdict.by else "",
        )
        for verdict in verdicts
    ]
    return _grid(rows)


def _outcome(met: bool | None, *, missable: bool) -> Text:  # noqa: FBT001 - what was judged, None while it is open
    if met:
        return Text("✓", style="green")
    return Text("✗", style="red") if met is False and missable else Text("·", style="dim")


def _share(habit: Verdict) -> Text:
    """How often a habit was kept; one missed period says little."""
    return Text(formatting.percent(100 * (habit.value or 0) / habit.least) if habit.least else "·", justify="right")


def _bar(percent: float, width: int) -> Text:
    bar = formatting.bar(percent, width)
    full = bar.count(bar[0]) if percent > 0 else 0
    style = "green" if percent >= 100 else "blue"  # noqa: PLR2004 - percent
    return Text.assemble((bar[:full], style), (bar[full:], "dim"))
