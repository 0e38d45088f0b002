"""The few numbers a learner looks for first, in words: the same in the README, on a page and in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_sync.progress.model import Forecast, PartProgress, Progress, Work
from roadmap_sync.render import formatting


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its name, and what puts it in proportion."""

    name: str
    value: str
    detail: str = ""


def facts(progress: Progress) -> tuple[Fact, ...]:
    """What can be said of done, now, pace, activity, schedule and finish; what can't be said is left out."""
    found = (
        _done(progress),
        _now(progress),
        _pace(progress),
        _activity(progress),
        _schedule(progress),
        finish(progress),
    )
    return tuple(fact for fact in found if fact)


def current(progress: Progress) -> tuple[PartProgress, ...]:
    """The phases in progress, in the roadmap's order."""
    return tuple(part for part in progress.phases if part.key in progress.current)


def whole_forecast(progress: Progress) -> Forecast | None:
    """The forecast of the whole roadmap: the one with its title, else the last."""
    named = (forecast for forecast in progress.forecasts if forecast.title == progress.roadmap.title)
    return next(named, progress.forecasts[-1] if progress.forecasts else None)


def basis(progress: Progress) -> str:
    """What the percentage counts."""
    return "of the hours" if progress.tally.by_hours else "of the items"


def footnote(progress: Progress) -> str:
    """The day the numbers are for, and where they come from."""
    parts = [f"As of {formatting.day(progress.as_of)}"]
    if progress.tally.skipped:
        parts.append(f"{progress.tally.skipped} skipped and left out")
    if progress.tally.optional_total:
        parts.append(f"{progress.tally.optional_done} of {progress.tally.optional_total} optional done")
    if progress.pace.weeks:
        parts.append(f"pace over {formatting.count(progress.pace.weeks, 'week')}")
    if progress.spent_hours and progress.spent_estimate:
        estimate = formatting.hours(progress.spent_estimate)
        parts.append(f"{formatting.hours(progress.spent_hours)} spent on what was estimated at {estimate}")
    forecast = whole_forecast(progress)
    if forecast and forecast.likely:
        parts.append("finish: by its first day in half of the simulated futures, by its last in 85%")
    if progress.commits and progress.commits_source:
        parts.append(f"commits from {progress.commits_source}")
    return " · ".join(parts)


def when(part: PartProgress) -> str:
    """The dates of a phase or section: when it was finished, else when it is planned."""
    if part.finished_on:
        return f"finished {formatting.day(part.finished_on)}"
    if part.ongoing:
        return "ongoing"
    return formatting.days_between(part.start, part.target) if part.start and part.target else ""


def review(progress: Progress) -> Fact | None:
    """Spaced review: what is due, and how much of what was asked is remembered; None where nothing is in review."""
    retention = progress.retention
    if retention is None or not retention.total:
        return None
    due = formatting.count(retention.due, "question") if retention.due else "nothing"
    asked = formatting.count(retention.answered, "question")
    remembered = f"{retention.remembered} of {asked} remembered" if retention.answered else ""
    return Fact("Review", f"{due} due this {retention.every}", remembered)


def span(forecast: Forecast) -> str:
    """``12 Jan – 3 Mar 2027``: from the likely to the safe day; "" without a forecast."""
    if not forecast.likely:
        return ""
    if not forecast.safe:
        return f"{formatting.day(forecast.likely)} or much later"
    return formatting.days_between(forecast.likely, forecast.safe)


def waiting(progress: Progress) -> Sequence[tuple[tuple[str, ...], Sequence[Work]]]:
    """What waits, by what it waits for: titles, and the work that they hold up."""
    found: dict[tuple[str, ...], list[Work]] = {}
    for work, blockers in progress.blocked:
        found.setdefault(blockers, []).append(work)
    return tuple(found.items())


def finish(progress: Progress) -> Fact | None:
    """When it was finished, or will be, beside the plan for the same work."""
    if progress.tally.finished:
        return _finished(progress)
    forecast = whole_forecast(progress)
    target = forecast.target if forecast else progress.target
    reason = forecast.reason if forecast else ""
    if forecast and forecast.likely:
        return Fact("Finish", span(forecast), f"planned {formatting.day(target)}" if target else _open_end(progress))
    if target:
        return Fact("Finish", formatting.day(max(target, progress.target or target)), _list("planned", reason))
    return Fact("Finish", "open", _list(_open_end(progress), reason)) if forecast else None


def _list(*words: str) -> str:
    return "; ".join(filter(None, words))


def _finished(progress: Progress) -> Fact:
    days = [work.done_on for work in progress.work if work.counts and work.done_on]
    planned = f"planned {formatting.day(progress.target)}" if progress.target else ""
    return Fact("Finished", formatting.day(max(days)) if days else "yes", planned)


def _open_end(progress: Progress) -> str:
    """What the plan says of the end where not all work has a day."""
    return "no end planned" if any(part.ongoing for part in progress.phases) else ""


def _done(progress: Progress) -> Fact:
    tally = progress.tally
    if not tally.total and tally.optional_total:
        return Fact("Done", f"{tally.optional_done} of {tally.optional_total}", "all of it optional")
    parts = []
    if tally.by_hours:
        parts.append(f"{formatting.number(tally.hours_done)} of {formatting.hours(tally.hours_total)}")
    if tally.in_progress:
        parts.append(f"{tally.in_progress} in progress")
    return Fact("Done", f"{tally.done} of {tally.total}", ", ".join(parts))


def _now(progress: Progress) -> Fact | None:
    phases = current(progress)
    if not phases or progress.tally.finished:
        return None
    first = phases[0]
    more = f", and {formatting.count(len(phases) - 1, 'more phase')}" if len(phases) > 1 else ""
    place = f"phase {progress.phases.index(first) + 1} of {len(progress.phases)}"
    name = "First" if progress.start and progress.as_of < progress.start else "Now"
    return Fact(name, first.title, f"{place}, {formatting.percent(first.tally.percent)} done{more}")


def _pace(progress: Progress) -> Fact | None:
    pace = progress.pace
    if not pace.weeks:
        return None
    by_hours = progress.tally.by_hours
    items = formatting.number(pace.items_a_week)
    amount = formatting.hours(pace.hours_a_week) if by_hours else f"{items} {'item' if items == '1' else 'items'}"
    parts = []
    if by_hours and pace.planned_hours_a_week:
        parts.append(f"planned {formatting.hours(pace.planned_hours_a_week)}")
    return Fact("Pace", f"{amount} a week", ", ".join(parts))


def _activity(progress: Progress) -> Fact | None:
    streak = progress.streak
    if not streak.active_days and not progress.commits:
        return None
    parts = [f"longest {streak.longest}", formatting.count(streak.active_days, "active day")]
    if progress.commits:
        parts.append(formatting.count(progress.commits, "commit"))
    return Fact("Streak", formatting.count(streak.current, "day"), ", ".join(parts))


def _schedule(progress: Progress) -> Fact | None:
    ahead = progress.days_ahead
    if ahead is None or progress.tally.finished:
        return None
    return Fact("Schedule", distance_from_plan(ahead), _week(progress))


def distance_from_plan(days: int) -> str:
    """``6 days ahead``, ``5 weeks behind``, ``on schedule``; `days` is negative behind the plan."""
    return f"{formatting.distance(abs(days))} {'ahead' if days > 0 else 'behind'}" if days else "on schedule"


def weeks(progress: Progress) -> tuple[int, int]:
    """The number of the report's week from the start, 0 before it or without one, and how many were planned or 0."""
    if not progress.start or progress.as_of < progress.start:
        return 0, 0
    planned = (progress.target - progress.start).days // 7 + 1 if progress.target else 0
    return (progress.as_of - progress.start).days // 7 + 1, planned


def _week(progress: Progress) -> str:
    if not progress.start or progress.as_of < progress.start:
        return f"starts {formatting.day(progress.start)}" if progress.start else ""
    week, planned = weeks(progress)
    if week <= planned:
        return f"week {week} of {planned}"
    return f"week {week}, {planned} were planned" if planned else f"week {week}"
