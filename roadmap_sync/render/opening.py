"""The first sentence of a report: where the learner is, put together from the facts that stand below it.

It says nothing that the numbers do not say, praises nothing that did not happen, and scolds nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roadmap_sync.progress.model import PartProgress, Progress
from roadmap_sync.render import formatting, key_figures
from roadmap_sync.text import clip

# Days without a commit or a finished item from which a report says so: shorter pauses are everyday life.
SILENT_DAYS = 21
_TITLE = 60  # characters: a sentence stays one


def sentence(progress: Progress) -> str:
    """One sentence as plain text, without Markdown; the titles in it are the author's."""
    tally = progress.tally
    if not tally.total:
        return _nothing_counts(progress)
    if tally.finished:
        return _finished(progress)
    if progress.start and progress.as_of < progress.start:
        return _not_begun_by_date(progress)
    week = _week(progress)
    parts = [*_where(progress), *_silence(progress), *_schedule(progress)]
    said = ", ".join(parts) or _done(progress)
    end = _end(progress)
    text = f"{week}: {said}" if week else said[:1].upper() + said[1:]
    return f"{text}; {end}." if end else f"{text}."


def _nothing_counts(progress: Progress) -> str:
    tally = progress.tally
    if tally.optional_total:
        return f"All of it is optional: {tally.optional_done} of {tally.optional_total} done."
    if tally.skipped:
        return f"Nothing counts: {formatting.count(tally.skipped, 'item')} skipped."
    return "There is nothing to do yet."


def _finished(progress: Progress) -> str:
    tally, days = progress.tally, [work.done_on for work in progress.work if work.counts and work.done_on]
    text = f"Finished: {_amount(tally.done, tally.total)} done"
    if days:
        text += f" by {formatting.day(max(days))}"
        if progress.start and max(days) >= progress.start:
            text += f", {formatting.distance((max(days) - progress.start).days + 1)} after the start"
    if tally.optional_total:
        text += f"; {tally.optional_done} of {tally.optional_total} optional"
    return text + "."


def _not_begun_by_date(progress: Progress) -> str:
    assert progress.start  # noqa: S101 - for the type checker: asked before
    first = next(iter(key_figures.current(progress)), None) or next(iter(progress.phases), None)
    text = f"Starts on {formatting.day(progress.start)}"
    if first:
        text += f" with {clip(first.title, _TITLE)}"
    return f"{text}; planned until {formatting.day(progress.target)}." if progress.target else f"{text}."


def _week(progress: Progress) -> str:
    if not progress.start:
        return ""
    number, planned = key_figures.weeks(progress)
    return f"Week {number} of {planned}" if planned and number <= planned else f"Week {number}"


def _where(progress: Progress) -> Iterator[str]:
    if not progress.tally.done and not progress.tally.in_progress:
        yield "nothing is done yet"
    phases = key_figures.current(progress)
    if phases:
        number, total = progress.phases.index(phases[0]) + 1, len(progress.phases)
        yield (
            f"on phase {number} of {total} ({clip(phases[0].title, _TITLE)})"
            if total > 1
            else f"on {clip(phases[0].title, _TITLE)}"
        )
    elif progress.tally.done:
        yield _done(progress)


def _silence(progress: Progress) -> Iterator[str]:
    last = _last_active(progress)
    if last and (progress.as_of - last).days >= SILENT_DAYS:
        yield f"nothing new since {formatting.day(last)}"


def _last_active(progress: Progress) -> date | None:
    days = [work.done_on for work in progress.work if work.done_on]
    return max([*days, *filter(None, [progress.streak.last_active])], default=None)


def _schedule(progress: Progress) -> Iterator[str]:
    ahead = progress.days_ahead
    if ahead is not None and not _is_open_ended(progress.phases):
        yield key_figures.distance_from_plan(ahead)


def _is_open_ended(phases: tuple[PartProgress, ...]) -> bool:
    return bool(phases) and all(part.ongoing for part in phases)


def _end(progress: Progress) -> str:
    forecast = key_figures.whole_forecast(progress)
    if not forecast or not forecast.likely:
        return ""
    if not forecast.safe:
        return f"at this pace done by {formatting.day(forecast.likely)} or much later"
    if forecast.likely == forecast.safe:
        return f"at this pace done by {formatting.day(forecast.safe)}"
    return f"at this pace done between {formatting.day(forecast.likely)} and {formatting.day(forecast.safe)}"


def _done(progress: Progress) -> str:
    return f"{_amount(progress.tally.done, progress.tally.total)} done"


def _amount(done: int, total: int) -> str:
    return f"{done} of {formatting.count(total, 'item')}"
