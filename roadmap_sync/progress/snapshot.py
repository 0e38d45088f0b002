"""What is known of one roadmap on a day: the ground that every measure stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo

from roadmap_sync.progress.item_status import ItemStatus, day_of, item_statuses
from roadmap_sync.progress.model import Tally, Work, WorkStatus
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Phase, Roadmap, Section, Track
from roadmap_sync.roadmap.outline import Completion, Outline, OutlineEntry, OutlineLevel, dropped_options, outline
from roadmap_sync.roadmap.timespans import DateRange
from roadmap_sync.schedule.holidays import days_off
from roadmap_sync.schedule.scheduler import Dates, schedule
from roadmap_sync.schedule.workdays import monday
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import Issue, IssueState, State


@dataclass(frozen=True)
class Snapshot:
    """Work, dates and activity of a roadmap as of a day.

    `found` are its issues by key, `milestones` web addresses by key, `closings` the items closed as done by day.
    """

    outline: Outline
    dates: Mapping[str, Dates]
    work: tuple[Work, ...]
    found: Mapping[str, Issue]
    milestones: Mapping[str, tuple[int, str]]
    activity: Activity
    closings: Mapping[date, int]
    as_of: date

    @property
    def roadmap(self) -> Roadmap:
        """The roadmap measured."""
        return self.outline.roadmap

    @cached_property
    def by_key(self) -> dict[str, Work]:
        """Work by key."""
        return {work.key: work for work in self.work}

    @cached_property
    def active_days(self) -> frozenset[date]:
        """Days with a commit of the learner or a closed item, up to `as_of`."""
        days = {*self.closings, *(day for day, count in self.activity.commits_by_day.items() if count)}
        return frozenset(day for day in days if day <= self.as_of)

    @cached_property
    def days_off(self) -> tuple[DateRange, ...]:
        """The announced days off; public holidays from the roadmap's start or, without one, the first active day."""
        first = self.roadmap.start or min(self.active_days, default=self.as_of)
        return days_off(self.roadmap.holidays, first)

    @cached_property
    def tally(self) -> Tally:
        """Sums over the whole."""
        return tally(self.work)

    def weight(self, work: Work) -> float:
        """What an item counts in percent and burn-up: its hours, or one."""
        return work.hours or 0.0 if self.tally.by_hours else 1.0

    def under(self, key: str) -> tuple[Work, ...]:
        """The work below a phase, section or option."""
        return tuple(self.by_key[entry.key] for entry in self.outline.under(key))


def take_snapshot(roadmap: Roadmap, found: State, activity: Activity, today: date) -> Snapshot:
    """Gather what is known; `found` is in the roadmap's terms, `today` the learner's day."""
    laid, zone = _uncounted(outline(roadmap), found.held), ZoneInfo(roadmap.timezone)
    issues = {issue.key: issue for issue in found.issues if keys.root(issue.key) == roadmap.id}
    statuses = item_statuses(laid, issues, found.lost)
    dates = schedule(laid)
    closings = _closings(laid, statuses, issues, zone)
    work = [_work(entry, statuses[entry.key], dates[entry.key], zone) for entry in laid.entries if entry.is_work]
    return Snapshot(
        outline=laid,
        dates=dates,
        work=tuple(_blocked(laid, _chosen(laid, work), issues)),
        found=issues,
        milestones={one.key: (one.number, one.url) for one in found.milestones if keys.root(one.key) == roadmap.id},
        activity=activity,
        closings=closings,
        as_of=_as_of(today, closings, activity),
    )


def _uncounted(laid: Outline, held: frozenset[str]) -> Outline:
    """The outline with the work whose issue somebody else holds left uncounted."""
    by_section = laid.roadmap.track is Track.SECTIONS

    def is_held(entry: OutlineEntry) -> bool:
        return entry.key in held or (by_section and entry.section in held)

    kept = (replace(entry, counts=False) if is_held(entry) else entry for entry in laid.entries)
    return replace(laid, entries=tuple(kept)) if held else laid


def tally(works: Iterable[Work]) -> Tally:
    """Sums over work: what counts, and what is outside."""
    works = [work for work in works if not work.same_as]
    counted = [work for work in works if work.counts]
    done = [work for work in counted if work.mark is WorkStatus.DONE]
    optional = [work for work in works if work.optional and not work.fallen and work.mark is not WorkStatus.SKIPPED]
    return Tally(
        done=len(done),
        in_progress=sum(work.mark is WorkStatus.IN_PROGRESS for work in counted),
        total=len(counted),
        skipped=sum(work.mark is WorkStatus.SKIPPED for work in works),
        hours_done=sum(work.hours or 0.0 for work in done),
        hours_total=sum(work.hours or 0.0 for work in counted),
        optional_done=sum(work.mark is WorkStatus.DONE for work in optional),
        optional_total=len(optional),
        by_hours=bool(counted) and all(work.hours for work in counted),
    )


def _as_of(today: date, closings: Mapping[date, int], activity: Activity) -> date:
    """The later of the last activity and the start of this week: between these, the calendar changes no number."""
    active = (*closings, *(day for day, count in activity.commits_by_day.items() if count))
    return max([monday(today), *(day for day in active if day <= today)])


def _closings(
    laid: Outline, statuses: Mapping[str, ItemStatus], issues: Mapping[str, Issue], zone: tzinfo
) -> Mapping[date, int]:
    """Items closed as done by day, reopened ones included, each once a day; sections where these are tracked."""
    closed = {(work.key, day_of(time, zone)) for work in laid.work for time in statuses[work.key].closings}
    if laid.roadmap.track is Track.SECTIONS:
        for entry in laid.entries:
            issue = issues.get(entry.key)
            done = entry.level is OutlineLevel.SECTION and issue and issue.state is IssueState.COMPLETED
            if done and issue and issue.found and issue.found.closed_at:
                closed.add((entry.key, day_of(issue.found.closed_at, zone)))
    return dict(sorted(Counter(day for _, day in closed).items()))


def _work(entry: OutlineEntry, status: ItemStatus, dates: Dates, zone: tzinfo) -> Work:
    item = entry.value
    assert isinstance(item, Item)  # noqa: S101 - for the type checker: only work comes here
    return Work(
        key=entry.key,
        title=entry.title,
        mark=status.mark,
        counts=entry.counts and status.mark is not WorkStatus.SKIPPED and not entry.same_as,
        hours=entry.hours,
        start=dates.start,
        target=dates.target,
        done_on=day_of(status.done_at, zone) if status.done_at else None,
        done_at=status.done_at,
        reopened=status.reopened,
        spent=status.spent,
        phase=entry.phase,
        section=entry.section,
        option=entry.option,
        tags=entry.tags,
        kind=entry.kind,
        project=entry.level is OutlineLevel.PROJECT,
        optional=not entry.counts and not item.placeholder,
        placeholder=item.placeholder,
        same_as=entry.same_as,
        number=status.number,
        url=status.url,
    )


def _chosen(laid: Outline, work: Iterable[Work]) -> list[Work]:
    """Work with what fell away: all options of a section but the N most done."""
    work = list(work)
    marks = {one.key: one.mark for one in work}
    away = dropped_options(laid, lambda entry: _completion(marks[entry.key]))
    return [replace(one, counts=False, fallen=True) if one.option in away else one for one in work]


def _completion(status: WorkStatus) -> Completion:
    match status:
        case WorkStatus.DONE:
            return Completion.DONE
        case WorkStatus.SKIPPED:
            return Completion.SKIPPED
        case WorkStatus.TODO | WorkStatus.IN_PROGRESS:
            return Completion.OPEN


def _blocked(laid: Outline, work: Iterable[Work], issues: Mapping[str, Issue]) -> Iterable[Work]:
    """Work with the keys that stand in its way: its own dependencies, its section's and its phase's, not done yet."""
    work = list(work)
    is_open = _openness(laid, {one.key: one for one in work}, issues)
    for one in work:
        if not one.is_open:
            yield one
            continue
        own = (laid.by_key[key].value for key in (one.key, one.section, one.phase) if key)
        needs = [key for value in own if isinstance(value, Item | Section | Phase) for key in value.depends_on]
        yield replace(one, blocked_by=tuple(dict.fromkeys(key for key in needs if is_open(key)))) if needs else one


def _openness(laid: Outline, work: Mapping[str, Work], issues: Mapping[str, Issue]) -> Callable[[str], bool]:
    """Whether a key still stands in the way of what depends on it; what the entry point leaves out never does."""
    known: dict[str, bool] = {}

    def is_open(key: str) -> bool:
        entry = laid.by_key.get(key)
        if entry is None:
            return False
        if entry.is_work:
            real = work.get(entry.same_as or key)
            return real is not None and real.is_open
        closed = key in issues and issues[key].state is not IssueState.OPEN
        below = (work[one.key] for one in laid.under(key))
        return not closed and any(one.counts and one.mark is not WorkStatus.DONE for one in below)

    def remembered(key: str) -> bool:
        if key not in known:
            known[key] = is_open(key)
        return known[key]

    return remembered
