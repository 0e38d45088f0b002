"""Runs on GitHub that meet limits, each other, Ctrl-C or their end in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from roadmap_sync.render import sync_text
from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.tracker.steps import Step
from tests.cli.conftest import SMALL
from tests.cli.github_shell import DAY, GitHubShell

FILE = "roadmaps/rust.yaml"
SYNC = (sys.executable, "-m", "roadmap_sync", "sync", "--today", DAY)


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    online.shell.write(FILE, SMALL)
    return online


def locks(online: GitHubShell) -> list[str]:
    return [label.name for label in online.repo.label_list if label.name.startswith("roadmap-sync lock")]


def begin(online: GitHubShell) -> subprocess.Popen[str]:
    """A sync in a process of its own."""
    return subprocess.Popen(SYNC, cwd=online.shell.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def paced(online: GitHubShell, name: str, *, board: bool) -> None:
    """One of the roadmaps that come along, paced and under all of GitHub's limits, in the fake's time."""
    text = shipped_roadmaps()[name].read_text(encoding="utf-8").replace("active: false\n", "")
    online.shell.write("roadmaps/paced.yaml", text if board else f"{text}\nboard: false\n")
    online.on_its_clock()
    online.set(ROADMAP_SYNC_WRITE_INTERVAL="")
    online.gh.limits.turn_on()


def press(online: GitHubShell, times: int) -> None:
    """Somebody presses Ctrl-C with each of the first steps."""
    words, presses = sync_text.words, iter(range(times))

    def interrupted(step: Step) -> str:
        if next(presses, None) is not None:
            os.kill(os.getpid(), signal.SIGINT)
        return words(step)

    online.monkeypatch.setattr(sync_text, "words", interrupted)


@pytest.mark.parametrize(
    ("name", "board"), [("ai-application-engineer", False), ("ai-learning-journey", True)], ids=["large", "with board"]
)
def test_a_whole_roadmap_goes_through_all_limits_without_a_refusal_and_in_the_time_that_was_said(
    online: GitHubShell, name: str, *, board: bool
) -> None:
    paced(online, name, board=board)
    estimate = online("plan", "--json").json["estimate"]
    online.gh.log.clear()
    began = online.gh.clock.now()
    done = online.sync("--yes", "--json")
    minutes = (online.gh.clock.now() - began).total_seconds() / 60
    assert (done.json["failed"], done.json["left"]) == ([], 0)
    assert {entry.status for entry in online.gh.log} <= {200, 201, 204}
    assert ": waiting until " in done.err
    assert minutes == pytest.approx(estimate["minutes"], rel=0.2)
    assert len(online.gh.log) == pytest.approx(estimate["requests"], rel=0.2)
    assert locks(online) == []
    online.gh.log.clear()
    assert online.sync().out.startswith("Nothing to do")
    online.gh.assert_readonly()


def test_the_time_budget_stops_in_time_and_the_next_runs_go_on_to_the_end(online: GitHubShell) -> None:
    paced(online, "ai-learning-journey", board=True)
    left = [1_000_000]
    while left[-1]:
        began = online.gh.clock.now()
        done = online.sync("--json", "--time-budget", "1")
        assert (online.gh.clock.now() - began).total_seconds() <= 61
        assert done.json["failed"] == []
        assert done.json["left"] < left[-1]
        left.append(done.json["left"])
        assert locks(online) == []
        online.by_key()
        online.gh.clock.advance(3600)
    assert len(left) > 2
    assert online("plan", "--exit-code").code == 0


def test_creates_can_be_portioned_and_each_run_leaves_all_consistent(rust: GitHubShell) -> None:
    sizes = []
    for _ in range(4):
        done = rust.sync("--max-creates", "3", "--json")
        sizes.append(len(rust.by_key()))
        assert (done.json["left"] == 0) == (len(rust.by_key()) == 10)
    assert sizes == [3, 6, 9, 10]
    assert rust("plan", "--exit-code").code == 0


def test_ctrl_c_stops_after_what_is_under_way_lets_the_lock_go_and_the_next_run_goes_on(rust: GitHubShell) -> None:
    press(rust, 1)
    done = rust("sync")
    assert done.code == 130
    assert "left for the next run" in done.out
    assert locks(rust) == []
    rust.sync()
    assert len(rust.by_key()) == 10
    rust.still()


def test_ctrl_c_twice_ends_at_once_and_nothing_is_made_twice_afterwards(rust: GitHubShell) -> None:
    press(rust, 2)
    assert rust("sync").code == 130
    rust.gh.clock.advance(11 * 60)
    rust.sync()
    assert len(rust.by_key()) == 10
    assert locks(rust) == []
    rust.still()


def test_ctrl_c_ends_a_wait_and_the_lock_is_let_go(online: GitHubShell) -> None:
    paced(online, "ai-learning-journey", board=False)
    clock, advance = online.gh.clock, online.gh.clock.advance
    waits = 0

    def pressed(seconds: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 25:
            os.kill(os.getpid(), signal.SIGINT)
        advance(seconds)

    online.monkeypatch.setattr(clock, "advance", pressed)
    done = online("sync")
    assert done.code == 130
    assert waits <= 26
    assert "left for the next run" in done.out
    assert locks(online) == []
    online.set(ROADMAP_SYNC_WRITE_INTERVAL="0")
    online.sync()
    online.still()


def test_two_syncs_at_once_make_nothing_twice(rust: GitHubShell) -> None:
    rust.gh.faults.add("createLabel", kind="slow", seconds=0.3, times=-1)
    processes = [begin(rust), begin(rust)]
    said = [process.communicate(timeout=60) for process in processes]
    codes = sorted(process.returncode for process in processes)
    assert codes in ([0, 0], [0, 1]), said
    if codes == [0, 1]:
        assert sum("Another run" in talk for _, talk in said) == 1
    assert len(rust.by_key()) == len(rust.repo.issues) == 10
    assert len(rust.gh.projects) == 1
    assert locks(rust) == []
    assert all(token not in "".join(map("".join, said)) for token in rust.tokens)
    rust.gh.faults.clear()
    rust.still()


def test_the_lock_of_a_killed_sync_keeps_others_out_until_its_lease_is_over(rust: GitHubShell) -> None:
    process = begin(rust)
    rust.gh.faults.add("POST /repos/{owner}/{repo}/milestones", kind="kill", call=process.kill)
    process.communicate(timeout=60)
    rust.gh.faults.clear()
    assert process.returncode == -signal.SIGKILL
    assert locks(rust) == ["roadmap-sync lock 1"]
    done = rust("sync")
    assert done.code == 1
    assert "Another run writes here, until " in done.err
    assert "delete that label" in done.err
    assert "roadmap-sync lock 1" in rust("doctor").out
    assert rust.repo.issues == []
    rust.gh.clock.advance(11 * 60)
    rust.sync()
    assert locks(rust) == []
    assert len(rust.by_key()) == 10
    rust.still()


def test_a_person_closing_ticking_and_moving_during_a_sync_loses_nothing(rust: GitHubShell) -> None:
    rust.sync()
    issues = rust.by_key()
    lifetimes = issues["basics/ownership/lifetimes"]

    def act() -> None:
        rust.ada.tick(lifetimes, "read")
        rust.ada.close(issues["basics/types/enums"])
        rust.ada.label(lifetimes, "mine")
        rust.ada.move_card(rust.gh.projects[0], lifetimes, "In Progress")

    rust.shell.edit(FILE, "title: Lifetimes", "title: Lifetimes\n            note: Slowly")
    rust.shell.edit(FILE, "items: [Structs, Enums]", "items: [Structs, {title: Enums, note: All of them}]")
    rust.gh.faults.add("updateIssue", kind="do", call=act)
    rust.sync()
    rust.gh.faults.assert_all_struck()
    assert "- [x] read" in lifetimes.body.replace("\r", "")
    assert "Slowly" in lifetimes.body
    assert lifetimes.has_label("mine")
    assert issues["basics/types/enums"].state == "CLOSED"
    rust.sync()
    card = rust.gh.projects[0].item(lifetimes)
    assert card
    assert card.text("Status") == "In Progress"
    rust.still()


@pytest.mark.parametrize("fault", ["cut", "html", "status"])
def test_a_server_that_gives_up_ends_the_command_in_words(rust: GitHubShell, fault: str) -> None:
    rust.on_its_clock()
    rust.gh.faults.add("Read", kind=fault, times=-1)
    for name in ("plan", "sync", "report", "doctor"):
        done = rust(name)
        assert done.code == 1
        assert "GitHub" in done.err + done.out
    rust.gh.faults.clear()


def test_a_server_that_is_not_there_ends_the_command_in_words(rust: GitHubShell) -> None:
    rust.on_its_clock()
    rust.set(GITHUB_API_URL="http://127.0.0.1:9")
    done = rust("sync")
    assert done.code == 1
    assert "can't be reached" in done.err


def test_one_refused_write_fails_that_change_alone_and_the_exit_code_tells(rust: GitHubShell) -> None:
    rust.gh.faults.add("createIssue", kind="alias", alias=1, error_type="UNPROCESSABLE")
    done = rust("sync")
    assert done.code == 1
    assert done.err.count("Failed: create rust/") == 1
    assert "1 failed" in done.out
    assert len(rust.by_key()) >= 6
    rust.gh.faults.clear()
    rust.sync()
    assert len(rust.by_key()) == 10
    rust.still()
