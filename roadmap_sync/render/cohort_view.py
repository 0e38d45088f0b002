"""What is shown of a cohort, in words: one value for the page, the README, the terminal and programs.

What `names` hides is not in it, so that no way of showing it can give it away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from roadmap_sync.cohort.attention import RULES, Reason, Sign
from roadmap_sync.cohort.definition import Names
from roadmap_sync.cohort.hiding import FEWEST_IN_COHORT, FEWEST_IN_GROUP, Group, HiddenOverview, hidden, range_words
from roadmap_sync.cohort.overview import Changes, Overview, PhaseRow, Row
from roadmap_sync.render import formatting

CLAIM = "The numbers are what the learners' own reports tell."


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRow:
    """A learner as shown: words for each column; without a result only `look` says why. `percent` is None then."""

    name: str
    url: str = ""
    percent: float | None = None
    week: int | None = None
    last: str = ""
    plan: str = ""
    finish: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A name and how many learners it is true of."""

    name: str
    learners: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortView:
    """A cohort as shown; parts that `names` hides, or that there are none of, are empty."""

    title: str
    day: date
    counted: str
    rows: tuple[ShownRow, ...] = ()
    phases: tuple[PhaseRow, ...] = ()
    ranges: tuple[Group, ...] = ()
    places: tuple[ShownCount, ...] = ()
    working_on: tuple[ShownCount, ...] = ()
    changes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    claim: str = CLAIM


def view(overview: Overview, names: Names, *, server: str = "https://github.com") -> CohortView:
    """What `names` lets be shown; links lead to `server`, "" gives none."""
    if names is Names.HIDDEN:
        return _without_anybody(hidden(overview))
    changes = overview.changes
    return CohortView(
        title=overview.cohort.title,
        day=overview.day,
        counted=_counted(overview),
        rows=tuple(_row(row, names, server, overview) for row in overview.rows),
        phases=overview.phases,
        ranges=tuple(Group(number, number, count) for number, count in enumerate(overview.ranges)),
        working_on=tuple(ShownCount(overview.titles[name], count) for name, count in overview.working_on[:5]),
        changes=tuple(_changes(changes, overview)),
        rules=RULES,
    )


def _without_anybody(shown: HiddenOverview) -> CohortView:
    few = shown.read < FEWEST_IN_COHORT
    counted = f"{formatting.count(shown.read, 'result')} read"
    if few:
        counted = f"Fewer than {FEWEST_IN_COHORT} results could be read: nothing is shown of so few"
    elif shown.unread:
        counted += f", {shown.unread} could not be"
    places = (ShownCount(_between(shown.phases, group), group.count) for group in shown.places)
    return CohortView(
        title=shown.title,
        day=shown.day,
        counted=f"{counted}. Groups have at least {FEWEST_IN_GROUP} learners." if not few else f"{counted}.",
        ranges=shown.ranges,
        places=tuple(places),
    )


def _between(phases: tuple[str, ...], group: Group) -> str:
    first, last = phases[group.first], phases[group.last]
    return first if first == last else f"{first} – {last}"


def _counted(overview: Overview) -> str:
    needing = sum(bool(row.signs) for row in overview.rows)
    finished = sum(row.result is not None and row.result.is_finished for row in overview.rows)
    parts = [formatting.count(len(overview.rows), "learner")]
    parts += [f"{needing} to look at"] if needing else []
    parts += [f"{finished} finished"] if finished else []
    parts += [f"{overview.unread} without a result"] if overview.unread else []
    return ", ".join(parts) + "."


def _row(row: Row, names: Names, server: str, overview: Overview) -> ShownRow:
    name = row.learner.initials if names is Names.INITIALS else row.learner.shown
    url = f"{server}/{row.learner.repository}" if server and names is Names.SHOWN else ""
    result = row.result
    if result is None:
        return ShownRow(name=name, url=url, look=row.problem)
    return ShownRow(
        name=name,
        url=url,
        percent=result.percent,
        week=row.week,
        last=formatting.day(result.last_activity) if result.last_activity else "",
        plan=_plan(row.days_ahead),
        finish="finished" if result.is_finished else formatting.day(result.forecast) if result.forecast else "",
        look=", ".join(_sign(sign, overview) for sign in row.signs),
    )


def _plan(days: int | None) -> str:
    if days is None:
        return ""
    if days == 0:
        return "on plan"
    return f"{formatting.distance(abs(days))} {'ahead' if days > 0 else 'behind'}"


def _sign(sign: Sign, overview: Overview) -> str:
    far = formatting.distance(sign.days)
    match sign.reason:
        case Reason.STUCK:
            # An own phase of the learner's has no title that is known here.
            where = f" in {overview.titles[sign.phase]}" if sign.phase in overview.titles else ""
            return f"stuck{where}, {far} over"
        case Reason.NOT_RUNNING:
            return f"not running for {far}"
        case _:
            return f"{sign.reason} {far}"


def _changes(changes: Changes, overview: Overview) -> Iterator[str]:
    items = formatting.count(changes.done, "item")
    yield f"{items} done by {formatting.count(changes.active, 'learner')}; {changes.done_before} the week before"
    for words, numbers in (("began", changes.begun), ("finished", changes.finished)):
        for name, count in numbers.items():
            yield f"{formatting.count(count, 'learner')} {words} {overview.titles[name]}"


def range_name(group: Group) -> str:
    """The range of progress of a group."""
    return range_words(group.first, group.last)


def document(shown: CohortView) -> dict[str, object]:
    """The view for programs: ``cohort status --json``."""
    plain = asdict(shown) | {"day": shown.day.isoformat()}
    plain["ranges"] = [{"range": range_name(group), "learners": group.count} for group in shown.ranges]
    return {"version": 1, **plain}
