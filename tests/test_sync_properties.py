"""The invariants of a sync: found is wanted, a second plan is empty, people's things survive, kills leave no trace."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_sync.desired.issues import Desired, desired_state
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.roadmap.model import Criterion, Frequency, Habit, Roadmap, Task, Track
from roadmap_sync.sync import RunLimits, apply_plan, current_plan, sync
from roadmap_sync.tracker import checkboxes
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Issue, IssueState, Status
from roadmap_sync.tracker.steps import Step
from tests.generating import roadmaps

DAY = date(2026, 1, 14)
FORCED = RunLimits(force=True)
PROPERTY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@st.composite
def learned(draw: st.DrawFn) -> Roadmap:
    """Roadmaps with criteria, habits, tasks and things done beforehand."""
    made = draw(roadmaps())
    return replace(
        made,
        track=draw(st.sampled_from(Track)),
        done_when=(Criterion(title="Can explain it"),) if draw(st.booleans()) else (),
        habits=(Habit(title="Dev log", every=Frequency.WEEK),) if draw(st.booleans()) else (),
        phases=tuple(
            replace(
                phase,
                items=tuple(
                    replace(
                        item,
                        done=draw(st.integers(0, 4)) == 0,
                        tasks=(Task(title="read"), Task(title="write", done=True)),
                    )
                    for item in phase.items
                ),
            )
            for phase in made.phases
        ),
    )


def distinct(roadmap: Roadmap) -> Roadmap:
    """The roadmap with every id once in it, as in a file whose ids come from titles: a move is never ambiguous."""

    def renamed(element: Any, above: tuple[str, ...]) -> Any:
        path = (*above, element.id)
        changes: dict[str, Any] = {"id": "-".join(path)}
        if hasattr(element, "depends_on"):
            changes["depends_on"] = tuple(map(key, element.depends_on))
        for name in ("items", "sections", "options", "projects"):
            if hasattr(element, name):
                changes[name] = tuple(renamed(child, path) for child in getattr(element, name))
        return replace(element, **changes)

    def key(old: str) -> str:
        root, *parts = old.split("/")
        return "/".join([root, *("-".join(parts[: depth + 1]) for depth in range(len(parts)))])

    return replace(roadmap, phases=tuple(renamed(phase, ()) for phase in roadmap.phases))


@dataclass
class Scenario:
    """A fresh tracker, and wishes for it."""

    tracker: LocalTracker

    def wanted(self, roadmap: Roadmap) -> Callable[[object], Desired]:
        return lambda _observed: desired_state(roadmap, DAY, board=False)

    def sync(self, roadmap: Roadmap, *, prune: bool = False) -> None:
        result = sync(self.tracker, self.wanted(roadmap), replace(FORCED, prune=prune))
        assert not result.failed, result.failed

    def found(self, roadmap: Roadmap) -> list[Issue]:
        state = managed_part(self.tracker.read(), desired_state(roadmap, DAY, board=False))
        return sorted(state.issues, key=lambda issue: issue.key)

    def snapshot(self, roadmap: Roadmap) -> list[object]:
        """Everything that a person sees, without numbers and times."""
        found = self.found(roadmap)
        wanted = {issue.key for issue in self.wanted(roadmap)(None).state.issues}
        order = {issue.key: issue.found.position for issue in found if issue.found}
        siblings = [
            [
                issue.key
                for issue in sorted(found, key=lambda issue: order[issue.key])
                if issue.parent == parent and issue.key in wanted
            ]
            for parent in sorted({issue.parent for issue in found} - {""})
        ]
        return [*found, siblings]


@pytest.fixture(scope="module")
def scenarios() -> Iterator[Callable[[], Scenario]]:
    with tempfile.TemporaryDirectory() as top:
        count = iter(range(1_000_000))

        def scenario() -> Scenario:
            folder = Path(top) / str(next(count))
            folder.mkdir()
            return Scenario(LocalTracker(folder, now=lambda: datetime.combine(DAY, time(12), UTC)))

        yield scenario


@PROPERTY
@given(roadmap=learned())
def test_after_a_sync_what_is_found_is_what_is_wanted(scenarios, roadmap: Roadmap):
    scenario = scenarios()
    scenario.sync(roadmap)
    wanted = {issue.key: issue for issue in desired_state(roadmap, DAY, board=False).state.issues}
    found = {issue.key: issue for issue in scenario.found(roadmap)}
    assert found.keys() == wanted.keys()
    for key, issue in found.items():
        for name in ("title", "labels", "milestone", "parent", "blocked_by"):
            assert getattr(issue, name) == getattr(wanted[key], name), (key, name)
        assert (issue.state is IssueState.COMPLETED) >= wanted[key].done
        assert issue.region.replace("\n<!-- rolled-up -->", "") == wanted[key].region or issue.role == "section"


@PROPERTY
@given(roadmap=learned(), other=learned(), prune=st.booleans())
def test_a_second_plan_is_empty(scenarios, roadmap: Roadmap, other: Roadmap, prune: bool):  # noqa: FBT001
    scenario = scenarios()
    for each in (roadmap, other, roadmap):
        scenario.sync(each, prune=prune)
        plan = current_plan(scenario.tracker, scenario.wanted(each), prune=prune)
        assert plan.to_apply == ()


@st.composite
def actions(draw: st.DrawFn) -> list[tuple[str, int]]:
    names = st.sampled_from(["close", "skip", "reopen", "tick", "label", "note", "start", "comment"])
    return draw(st.lists(st.tuples(names, st.integers(0, 1000)), max_size=15))


def do(scenario: Scenario, name: str, number: int) -> None:
    tracker = scenario.tracker
    body = next(issue.found.body for issue in tracker.read().issues if issue.found and issue.found.number == number)
    match name:
        case "close":
            tracker.close(number)
        case "skip":
            tracker.close(number, IssueState.NOT_PLANNED)
        case "reopen":
            tracker.reopen(number)
        case "tick":
            for box in checkboxes.boxes(body):
                tracker.tick(number, box.text)
        case "label":
            tracker.label(number, "mine")
        case "note":
            tracker.edit_body(number, f"My note\r\n{body}\nMore of mine")
        case "start":
            tracker.set_status(number, Status.IN_PROGRESS)
        case "comment":
            tracker.comment(number, "/spent 1h")


@PROPERTY
@given(roadmap=learned(), other=learned(), done=actions(), prune=st.booleans())
def test_what_people_did_survives_any_plan(
    scenarios,
    roadmap: Roadmap,
    other: Roadmap,
    done: list[tuple[str, int]],
    prune: bool,  # noqa: FBT001
):
    scenario = scenarios()
    scenario.sync(roadmap)
    numbers = [issue.found.number for issue in scenario.tracker.read().issues if issue.found]
    for name, pick in done if numbers else ():
        do(scenario, name, numbers[pick % len(numbers)])
    before = {issue.found.number: issue for issue in scenario.tracker.read().issues if issue.found}
    scenario.sync(other, prune=prune)
    after = {issue.found.number: issue for issue in scenario.tracker.read().issues if issue.found}
    for number, issue in before.items():
        now = after[number]
        assert issue.found
        assert now.found
        assert ("mine" in issue.labels) <= ("mine" in now.labels)
        assert issue.found.body.count("My note") == now.found.body.count("My note")
        assert issue.found.body.count("More of mine") == now.found.body.count("More of mine")
        assert _ticks(issue) <= _ticks(now)
        assert issue.found.spent == now.found.spent
        if issue.state is not IssueState.OPEN and "rolled-up" not in issue.found.body:
            assert now.state is issue.state
        if issue.found.status == Status.IN_PROGRESS and now.state is IssueState.OPEN:
            assert now.found.status == Status.IN_PROGRESS


def _ticks(issue: Issue) -> int:
    assert issue.found
    return sum(box.ticked for box in checkboxes.boxes(issue.found.body))


class StoppedError(Exception):
    """The process was killed here."""


class Fragile:
    """A writer that dies after so many steps."""

    def __init__(self, writer, left: int) -> None:
        self._writer, self._left = writer, left

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        for step in steps:
            if not self._left:
                raise StoppedError
            self._left -= 1
            yield from self._writer.write([step])


@PROPERTY
@given(roadmap=learned(), other=learned(), cut=st.integers(0, 60), prune=st.booleans())
def test_a_run_killed_anywhere_and_run_again_ends_as_if_never_killed(
    scenarios,
    roadmap: Roadmap,
    other: Roadmap,
    cut: int,
    prune: bool,  # noqa: FBT001
):
    roadmap, other = distinct(roadmap), distinct(other)
    calm, rough = scenarios(), scenarios()
    for scenario in (calm, rough):
        scenario.sync(roadmap)
    calm.sync(other, prune=prune)
    plan = current_plan(rough.tracker, rough.wanted(other), prune=prune)
    writer = Fragile(rough.tracker.writer(plan.found), cut)
    try:
        apply_plan(plan, writer, replace(FORCED, prune=prune))
    except StoppedError:
        rough.sync(other, prune=prune)
    assert rough.snapshot(other) == calm.snapshot(other)
