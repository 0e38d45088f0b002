"""What can go wrong with each request of a run; `python -m benchmarks.campaign` does it all, with people at work.

Each time a fresh world, the fault at that request, the command run again; what people can see must then be equal to
what an undisturbed run leaves, and no issue may be there twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from roadmap_sync.errors import RoadmapSyncError
from roadmap_sync.roadmap.model import BoardSettings, Roadmap
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start, weeks

FAULTS: dict[str, dict[str, Any]] = {
    "cut before": {"kind": "cut", "when": "before"},
    "cut after": {"kind": "cut", "when": "after"},
    "half an answer": {"kind": "cut_json"},
    "502 before": {"kind": "html", "when": "before", "status": 502},
    "502 after": {"kind": "html", "when": "after", "status": 502},
    "killed before": {"kind": "kill", "when": "before"},
    "killed after": {"kind": "kill", "when": "after"},
    "limit": {"kind": "rate_limited"},
    "secondary limit": {"kind": "secondary", "retry_after": 30},
    "secondary limit without a word": {"kind": "secondary"},
    "alias lost": {"kind": "alias", "when": "after", "alias": 0},
    "alias refused for now": {"kind": "alias", "when": "before", "alias": 1},
    "new things unknown": {"kind": "not_found_fresh"},
    "stale list": {"kind": "stale_list"},
}
HOUR = 3700.0


@dataclass(frozen=True)
class Story:
    """What happens: the state to begin with, and the roadmap that is synced under the fault."""

    name: str
    before: Callable[[Run], None]
    plan: Roadmap
    settings: dict[str, Any]


def stories(*, small: bool = False) -> Iterator[Story]:
    """A first sync, the same with work done before, an edit, and a first sync with a board."""
    size = 1 if small else 2
    plain = weeks(weeks_a_phase=size)
    yield Story("first", _nothing, plain, {})
    yield Story("done before", _nothing, weeks(weeks_a_phase=size, done=("Task 1-1-1", "Task 2-1-3")), {})
    yield Story("edit", lambda run: _synced(run, plain), _edited(size), {})
    yield Story("board", _nothing, weeks(weeks_a_phase=size, board=BoardSettings(title="Weeks")), {})


def _nothing(run: Run) -> None:
    """Begin with an empty repository."""


def _edited(size: int) -> Roadmap:
    """Titles and texts changed, a task done."""
    return weeks(
        weeks_a_phase=size,
        titles={"Task 1-1-2": "The second task", "Task 2-1-5": "The fifth task"},
        done=("Task 2-1-4",),
        label="learning",
    )


def _synced(run: Run, plan: Roadmap) -> None:
    """A first sync, and people at work after it."""
    run.sync(plan)
    ada, repo = run.gh.as_user("ada"), run.repo
    ada.close(repo.issue("Task 1-1-1"))
    ada.close(repo.issue("Task 2-1-1"), "not_planned")
    ada.edit_body(repo.issue("Task 1-1-2"), repo.issue("Task 1-1-2").body + "\n\nA note of mine.\n")
    ada.comment(repo.issue("Task 1-1-3"), "Hard.")


def fresh(gh: FakeGitHub, story: Story) -> Run:
    """A world in which the story begins."""
    run = start(gh)
    story.before(run)
    return run


def undisturbed(story: Story) -> tuple[dict[str, Any], int]:
    """What the story leaves without any fault, and how many requests it takes."""
    with FakeGitHub() as gh:
        run = fresh(gh, story)
        gh.log.clear()
        result = run.sync(story.plan, **story.settings)
        assert not result.failed, result.failed[0].error
        return _without_order(run.repo.snapshot()), len(gh.log)


def disturbed(story: Story, number: int, fault: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """What it leaves with a fault at one request, after the command was run again; and what is wrong besides."""
    with FakeGitHub() as gh:
        run = fresh(gh, story)
        gh.faults.clear()
        gh.faults.add(number, **fault)
        for attempt in range(3):
            try:
                result = run.sync(story.plan, **story.settings)
            except RoadmapSyncError:
                result = None
            gh.faults.clear()
            gh.clock.advance(HOUR)
            if attempt and result and not result.failed and not result.left:
                break
        titles = Counter(issue.title for issue in run.repo.issues)
        wrong = [f"{count} times {title!r}" for title, count in titles.items() if count > 1]
        wrong += list(gh.violations)
        seen = run.repo.snapshot()
        locks = [name for name in seen["labels"] if name.startswith("roadmap-sync lock")]
        if locks and fault["kind"] not in {"kill", "rate_limited"}:
            wrong.append("a lock is left")
        for name in locks:  # who is killed leaves the label; its lease is over, the next run that creates takes it away
            del seen["labels"][name]
        return _without_order(seen), wrong


def _without_order(seen: dict[str, Any]) -> dict[str, Any]:
    """Cards as they stand, in any order: a card that came late stands last, and the order is people's."""
    for board in seen["boards"].values():
        board["items"] = sorted(board["items"], key=str)
    return seen


def differences(expected: Any, got: Any, where: str = "") -> Iterator[str]:
    """Where two snapshots differ."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in [*expected, *(key for key in got if key not in expected)]:
            yield from differences(expected.get(key), got.get(key), f"{where}/{key}")
    elif expected != got:
        yield f"{where}: {got!r} instead of {expected!r}"


def check(story: Story, number: int, name: str, expected: dict[str, Any]) -> list[str]:
    """What is wrong after one fault."""
    got, wrong = disturbed(story, number, FAULTS[name])
    return [*wrong, *list(differences(expected, got))[:5]]
