"""Several processes at once on one file, and processes that die in the middle: nothing lost, nothing double."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from roadmap_sync.local.tracker import LocalTracker

SYNC = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from roadmap_sync.tracker.steps import CreateIssue
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.tracker.state import Issue
tracker = LocalTracker(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
sys.stdin.readline()
found = tracker.read()
there = {issue.key for issue in found.issues}
keys = [f"r/{number}" for number in range(int(sys.argv[2])) if f"r/{number}" not in there]
for outcome in tracker.writer(found).write([CreateIssue(Issue(key=key, title=key)) for key in keys]):
    print(outcome.step.issue.key, outcome.number, *sys.argv[3:], flush=True)
"""
TICK = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from roadmap_sync.local.tracker import LocalTracker
tracker = LocalTracker(Path(sys.argv[1]), now=lambda: datetime.now(UTC))
sys.stdin.readline()
for number in range(int(sys.argv[2]), 40, 2):
    tracker.tick(1, f"box {number}")
    tracker.comment(1, f"/spent {number + 1}m")
"""


def start(script, *arguments):
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def finish(processes):
    """Let all processes go at the same time; what each printed."""
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=60)[0] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(processes)
    return said


@pytest.fixture
def tracker(tmp_path):
    return LocalTracker(tmp_path, now=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC))


def test_runs_that_start_at_once_in_an_empty_folder_make_every_issue_once(tmp_path, tracker):
    said = finish([start(SYNC, tmp_path, 600) for _ in range(3)])
    made = [line.split() for text in said for line in text.splitlines()]
    created = {int(number): key for key, number in made if number != "0"}
    issues = tracker.read().issues
    assert sorted(issue.key for issue in issues) == sorted(f"r/{number}" for number in range(600))
    assert {issue.found.number: issue.key for issue in issues} == created


def test_ticks_and_comments_of_two_processes_at_once_are_all_kept(tmp_path, tracker):
    tracker.open_issue("Boxes", "".join(f"- [ ] box {number}\n" for number in range(40)))
    finish([start(TICK, tmp_path, first) for first in (0, 1)])
    (issue,) = tracker.read().issues
    assert issue.found.body.count("- [x] box") == 40
    assert sum(hours for _, hours in issue.found.spent) == pytest.approx(sum(range(1, 41)) / 60)


def test_a_run_that_is_killed_loses_nothing_that_it_reported_and_the_next_one_doubles_nothing(tmp_path, tracker):
    # So much is said that the pipe is full long before the end: the process can't be done when it is killed.
    process = start(SYNC, tmp_path, 3000, "." * 80)
    process.stdin.write("\n")
    process.stdin.flush()
    told = [process.stdout.readline() for _ in range(300)]
    os.kill(process.pid, signal.SIGKILL)
    told += process.stdout.readlines()
    process.communicate()
    reported = {line.split()[0] for line in told if line.endswith("\n")}
    there = tracker.read().issues
    assert reported <= {issue.key for issue in there}
    assert 300 <= len(there) < 3000
    assert [issue.found.number for issue in there] == list(range(1, len(there) + 1))
    finish([start(SYNC, tmp_path, 3000)])
    assert sorted(issue.key for issue in tracker.read().issues) == sorted(f"r/{number}" for number in range(3000))


def test_reading_while_another_process_writes_sees_whole_batches(tmp_path, tracker):
    process = start(SYNC, tmp_path, 2000)
    process.stdin.write("\n")
    process.stdin.flush()
    sizes = []
    while process.poll() is None:
        sizes.append(len(tracker.read().issues))
        if len(sizes) == 1:
            process.stdout.readline()
    process.communicate()
    assert process.returncode == 0
    assert sizes == sorted(sizes)
    assert all(size % 200 == 0 for size in sizes)
    assert len(tracker.read().issues) == 2000
