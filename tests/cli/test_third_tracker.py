"""A tracker that the program does not ship: it is its module and a line of registration; every command works on it."""

from __future__ import annotations

import pytest

from roadmap_sync.cli.registry import TRACKERS
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, IssueState
from tests.cli import memory_tracker
from tests.cli.conftest import Done, Shell
from tests.cli.memory_tracker import Store

DAY = "2026-01-05"


class Memory:
    """Commands on the tracker in memory, in a folder with a small roadmap."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def __call__(self, *arguments: str, day: str = DAY) -> Done:
        return self.shell(*arguments, "--tracker", "memory", "--today", day)

    def state(self, end: str) -> IssueState:
        (found,) = [issue.state for issue in memory_tracker.STORE.issues.values() if issue.key.endswith(end)]
        return found


@pytest.fixture
def memory(small: Shell, monkeypatch: pytest.MonkeyPatch) -> Memory:
    monkeypatch.setitem(TRACKERS, "memory", "tests.cli.memory_tracker")
    monkeypatch.setattr(memory_tracker, "STORE", Store())
    return Memory(small)


@pytest.fixture
def filled(memory: Memory) -> Memory:
    assert memory("sync").code == 0
    return memory


def test_a_name_that_nobody_registered_is_wrong_usage(small: Shell) -> None:
    done = small("plan", "--tracker", "memory")
    assert done.code == 2
    assert "'github', 'local'" in done.err


def test_its_first_line_names_it(memory: Memory) -> None:
    assert memory("plan").err.startswith("Tracker: memory, this process\n")


def test_validate_asks_no_tracker(memory: Memory) -> None:
    assert memory.shell("validate").code == 0


def test_plan_shows_what_is_to_come_and_writes_nothing(memory: Memory) -> None:
    document = memory("plan", "--json").json
    assert document["tracker"] == "memory"
    assert document["summary"]["create"] == 15
    assert document["estimate"] == {"requests": 0, "minutes": 0.0}
    assert Store() == memory_tracker.STORE


def test_sync_makes_it_once(memory: Memory) -> None:
    assert memory("sync").out == "Done: created 3 labels, 2 milestones, 10 issues.\n"
    assert memory("sync").out == "Nothing to do: the tracker agrees with the roadmap.\n"
    assert memory("plan", "--exit-code").code == 0


def test_an_edit_of_the_roadmap_reaches_it(filled: Memory) -> None:
    filled.shell.edit("roadmaps/rust.yaml", "          - Moves\n", "          - {title: Moves and copies, id: moves}\n")
    assert filled("sync").out == "Done: updated 1 issue.\n"
    assert filled("plan", "--exit-code").code == 0


def test_progress_is_marked_and_read_back(filled: Memory) -> None:
    assert filled("start", "borrows").code == 0
    (started,) = [issue for issue in memory_tracker.STORE.issues.values() if issue.key.endswith("/borrows")]
    assert IN_PROGRESS_LABEL in started.labels
    assert filled("done", "moves", day="2026-01-06").code == 0
    assert filled.state("/moves") is IssueState.COMPLETED
    report = filled("status", "--json", day="2026-01-07").json["roadmaps"][0]
    assert (report["done"], report["in_progress"], report["total"]) == (1, 1, 8)
    assert report["commits"]["total"] == 0


def test_its_close_reason_changes_without_reopening(filled: Memory) -> None:
    filled("done", "moves")
    assert filled("skip", "moves").code == 0
    assert filled.state("/moves") is IssueState.NOT_PLANNED
    assert filled("reopen", "moves").code == 0
    assert filled.state("/moves") is IssueState.OPEN


def test_report_writes_the_working_tree(filled: Memory) -> None:
    filled("done", "moves", day="2026-01-06")
    done = filled("report", day="2026-01-07")
    assert done.code == 0
    assert "1 of 8" in filled.shell.read("README.md")


def test_what_it_can_t_do_is_said_and_writes_nothing(filled: Memory) -> None:
    done = filled("report", "--commit")
    assert done.code == 2
    assert "--commit and --pull-request" in done.err
    assert not (filled.shell.folder / "README.md").exists()


def test_remove_closes_what_sync_made(filled: Memory) -> None:
    filled("done", "moves")
    assert filled("remove", "rust", "--yes").code == 0
    assert filled.state("/moves") is IssueState.COMPLETED
    assert filled.state("/borrows") is IssueState.NOT_PLANNED


def test_doctor_has_nothing_to_say_of_a_tracker_without_checks(filled: Memory) -> None:
    checks = filled("doctor", "--json").json["checks"]
    assert [check["name"] for check in checks] == ["roadmaps"]
