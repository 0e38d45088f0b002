"""The demo's learner: convincing enough that a report of it looks like one of a person's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from roadmap_sync.cli.demo_learner import TASK_HOURS, ActionKind, LearnerAction, StudyTask, tasks, week
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.outline import outline

MONDAY = date(2026, 1, 5)


def told(text: str, hours: float = 10) -> tuple[StudyTask, ...]:
    return tasks(outline(load_text(f"title: R\nstart: 2026-01-05\nphases:\n{text}", "r.yaml")), hours=hours)


def played(work: tuple[StudyTask, ...], weeks: int, hours: float) -> list[LearnerAction]:
    found: list[LearnerAction] = []
    carried = 0.0
    for number in range(weeks):
        over = {action.key for action in found if action.kind in {ActionKind.FINISH, ActionKind.SKIP}}
        left = [task for task in work if task.key not in over]
        done = week(left, MONDAY + timedelta(weeks=number), hours=hours, seed="s", carried=carried)
        carried = done.carried
        found += done.actions
    return found


def test_work_longer_than_a_week_is_begun_committed_to_and_finished_weeks_later() -> None:
    long = StudyTask("r/a/long", "Long", 35.0, counts=True)
    actions = played((long,), 8, hours=10)
    (finish,) = {action.at.date() for action in actions if action.kind is ActionKind.FINISH}
    assert MONDAY + timedelta(weeks=3) <= finish
    weeks = {action.at.isocalendar().week for action in actions if action.kind is ActionKind.COMMIT}
    assert len(weeks) > 2


def test_work_without_hours_takes_its_share_of_the_time_its_phase_has() -> None:
    found = told("  - {title: P, when: weeks 1-4, items: [{title: A}, {title: B}, {title: C, effort: 8h}]}")
    assert [round(task.hours) for task in found] == [15, 15, 8]
    assert [task.hours for task in told("  - {title: P, items: [A]}")] == [TASK_HOURS]


def test_what_is_done_or_to_be_decided_is_no_work() -> None:
    found = told("  - {title: P, items: [{title: A, done: true}, {title: B, placeholder: true}, C]}")
    assert [task.title for task in found] == ["C"]


def test_of_alternatives_the_first_is_chosen() -> None:
    options = "options: [{title: One, items: [A]}, {title: Two, items: [B]}]"
    assert [task.title for task in told(f"  - {{title: P, sections: [{{title: S, choose: 1, {options}}}]}}")] == ["A"]


@pytest.mark.parametrize("name", sorted(shipped_roadmaps()))
def test_after_half_a_year_a_learner_of_a_shipped_roadmap_is_through_only_where_it_is_short(name: str) -> None:
    roadmap = load_text(shipped_roadmaps()[name].read_text(encoding="utf-8"), f"{name}.yaml")
    hours = roadmap.pace.middle if roadmap.pace else 10.0
    work = tasks(outline(roadmap), hours=hours)
    last = max(action.at.date() for action in played(work, 26, hours) if action.kind is ActionKind.COMMIT)
    through = name in {"ai-engineer-ten-weeks", "exam-in-twelve-weeks", "learn-to-draw"}
    assert (last < MONDAY + timedelta(weeks=24)) == through
