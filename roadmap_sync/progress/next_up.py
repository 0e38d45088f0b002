"""What the learner is at, what comes next, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roadmap_sync.progress.model import PartProgress, Work, WorkStatus
from roadmap_sync.progress.snapshot import Snapshot
from roadmap_sync.schedule.workdays import monday

FEWEST, MOST = 3, 8
"""How many things to suggest at least and at most."""
WITHOUT_HOURS = 5
RECENT = 10


def current_phases(snapshot: Snapshot, phases: Sequence[PartProgress]) -> tuple[str, ...]:
    """Keys of the phases that the learner is in.

    These are unfinished phases with work in progress, the first unfinished one once it is overdue, and those that the
    dates say, though not ahead of an overdue one unless something is done in them. None of these: the first unfinished.
    """
    found: list[str] = []
    overdue = False
    unfinished = [part for part in phases if not part.tally.finished and (part.tally.total or part.start)]
    for part in unfinished:
        late = part.target is not None and part.target < snapshot.as_of
        now = part.start is not None and part.start <= snapshot.as_of and not late
        begun = bool(part.tally.done)
        if part.tally.in_progress or (now and (begun or not overdue)) or (late and not overdue and part.tally.total):
            found.append(part.key)
        overdue = overdue or (late and bool(part.tally.total))
    return tuple(found) or tuple(part.key for part in unfinished if part.tally.total)[:1]


def next_up(snapshot: Snapshot, current: Iterable[str]) -> tuple[Work, ...]:
    """Unblocked work, as much as fits the hours left this week: begun first, then what counts, current phases first."""
    phases = frozenset(current)
    free = [work for work in snapshot.work if work.is_open and not work.blocked_by and not work.placeholder]
    free.sort(key=lambda work: (work.mark is not WorkStatus.IN_PROGRESS, not work.counts, work.phase not in phases))
    return tuple(free[: _how_many(snapshot, free)])


def _how_many(snapshot: Snapshot, works: Sequence[Work]) -> int:
    pace = snapshot.roadmap.pace
    known = [work.hours for work in snapshot.work if work.hours]
    if not pace or not known:
        return WITHOUT_HOURS
    left = pace.middle - finished_this_week(snapshot)
    mean = sum(known) / len(known)
    count = 0
    for work in works:
        left -= mean if work.hours is None else work.hours
        if left < 0:
            break
        count += 1
    return min(max(count, FEWEST), MOST)


def finished_this_week(snapshot: Snapshot) -> float:
    """Hours of work done since Monday, by the estimates."""
    first = monday(snapshot.as_of)
    done = (work for work in snapshot.work if work.mark is WorkStatus.DONE and work.done_on and not work.same_as)
    return sum(work.hours or 0.0 for work in done if work.done_on and work.done_on >= first)


def blocked(snapshot: Snapshot) -> tuple[tuple[Work, tuple[str, ...]], ...]:
    """Open work that counts and has to wait, with the titles of what it waits for."""
    titles = {entry.key: entry.title for entry in snapshot.outline.entries}
    return tuple(
        (work, tuple(titles[key] for key in work.blocked_by))
        for work in snapshot.work
        if work.blocked_by and work.counts
    )


def recent(snapshot: Snapshot) -> tuple[Work, ...]:
    """What was done last, newest first; of the same moment, the later in the roadmap first."""
    done = [work for work in snapshot.work if work.mark is WorkStatus.DONE and work.done_at and not work.same_as]
    order = {work.key: number for number, work in enumerate(snapshot.work)}
    done.sort(key=lambda work: (work.done_at.timestamp() if work.done_at else 0.0, order[work.key]), reverse=True)
    return tuple(done[:RECENT])
