"""The boxes that people tick besides work: success criteria, goals and habits, with the ids they are known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.goals import words
from roadmap_sync.roadmap.model import Criterion, Frequency, Goal, Habit, Roadmap
from roadmap_sync.schedule.periods import WEEKDAYS, Period, period


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A box to come: its id, its text as written, whether the tool judges it, whether it is born ticked."""

    id: str
    text: str
    judged: bool = False
    done: bool = False


def criteria_lines(criteria: Sequence[Criterion]) -> tuple[ChecklistLine, ...]:
    """A line a criterion, ids distinct."""
    return tuple(
        _lines(
            ChecklistLine("", words(criterion, criterion.title), criterion.measure is not None, criterion.done)
            for criterion in criteria
        )
    )


def goal_lines(goals: Sequence[Goal]) -> tuple[ChecklistLine, ...]:
    """A line a goal that nobody but the learner can judge; the others are judged in the report."""
    by_hand = [goal for goal in goals if not goal.measure]
    return tuple(
        _lines(
            ChecklistLine("", f"{goal.title} (by {goal.by})" if goal.by else goal.title, done=goal.done)
            for goal in by_hand
        )
    )


def goal_ids(goals: Sequence[Goal]) -> tuple[str, ...]:
    """The box ids of `goal_lines`, in the order of the goals without a measure."""
    return tuple(line.id for line in goal_lines(goals))


def habits_by_hand(roadmap: Roadmap, span: Period) -> tuple[Habit, ...]:
    """The habits that are ticked in the check-in of this period."""
    return tuple(
        habit
        for habit in roadmap.habits
        if not habit.measure
        and period(habit.every, span.first).every is span.every
        and not (habit.since and habit.since > span.last)
        and not (habit.until and habit.until < span.first)
    )


def habit_id(habit: Habit, weekday: int | None = None) -> str:
    """The id of a habit's box; of a daily one's, for the weekday from 0."""
    name = keys.slug(habit.title)
    return name if weekday is None else f"{name}-{WEEKDAYS[weekday].lower()}"


def checkin_lines(habits: Iterable[Habit]) -> tuple[ChecklistLine, ...]:
    """The boxes of a check-in: one a habit, seven a daily one."""
    return tuple(line for habit in habits for line in _habit_lines(habit))


def checkins_due(roadmap: Roadmap, today: date) -> tuple[Period, ...]:
    """The periods of today that want a check-in; none before the roadmap's start."""
    if roadmap.start and today < roadmap.start:
        return ()
    spans = (period(every, today) for every in (Frequency.WEEK, Frequency.MONTH, Frequency.QUARTER))
    return tuple(span for span in spans if habits_by_hand(roadmap, span))


def checkin_key(roadmap_id: str, span: Period) -> str:
    """``roadmap/~checkin/week/2026-W05``."""
    return keys.join(roadmap_id, keys.CHECKIN, span.leaf)


def _habit_lines(habit: Habit) -> Iterator[ChecklistLine]:
    if habit.every is Frequency.DAY:
        for weekday, name in enumerate(WEEKDAYS):
            yield ChecklistLine(habit_id(habit, weekday), f"{habit.title}: {name}")
    else:
        yield ChecklistLine(habit_id(habit), habit.title)


def _lines(lines: Iterable[ChecklistLine]) -> Iterator[ChecklistLine]:
    """The lines with ids of their own."""
    taken: dict[str, int] = {}
    for line in lines:
        name = keys.slug(line.text)
        taken[name] = taken.get(name, 0) + 1
        yield replace(line, id=name if taken[name] == 1 else f"{name}-{taken[name]}")
