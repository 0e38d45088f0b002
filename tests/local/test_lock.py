"""One run at a time writes to a tracker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from roadmap_sync.errors import LockedError
from roadmap_sync.local.tracker import LocalTracker

HOLD = """
import sys, time
from datetime import UTC, datetime
from pathlib import Path
from roadmap_sync.local.tracker import LocalTracker
with LocalTracker(Path(sys.argv[1]), now=lambda: datetime(2026, 1, 5, 9, 0, tzinfo=UTC)).lock():
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other(tmp_path):
    """Another process that holds the lock."""
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def here(tmp_path):
    return LocalTracker(tmp_path, now=lambda: datetime(2026, 1, 5, 9, 30, tzinfo=UTC))


def test_a_second_run_is_told_who_holds_the_lock(tmp_path, other):
    with pytest.raises(LockedError) as caught, here(tmp_path).lock():
        pytest.fail("two runs at once")
    assert f"process {other.pid} on " in caught.value.message
    assert "since 2026-01-05 09:00 UTC" in caught.value.message


def test_a_second_run_may_read_meanwhile(tmp_path, other):
    assert here(tmp_path).read().issues == ()


def test_a_run_that_was_killed_no_longer_holds_the_lock(tmp_path, other):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    with here(tmp_path).lock():
        assert (tmp_path / ".roadmap-sync" / "run.holder").read_text().startswith(f"process {os.getpid()} on ")


def test_the_lock_is_given_back_also_after_an_error(tmp_path):
    tracker = here(tmp_path)
    with pytest.raises(RuntimeError, match="halfway"), tracker.lock():
        raise RuntimeError("halfway")
    with tracker.lock():
        pass
    assert not (tmp_path / ".roadmap-sync" / "run.holder").exists()


def test_a_holder_that_has_not_given_its_name_yet_is_still_respected(tmp_path, other):
    (tmp_path / ".roadmap-sync" / "run.holder").unlink()
    with pytest.raises(LockedError, match="just starting"), here(tmp_path).lock():
        pytest.fail("two runs at once")


def test_trackers_of_two_folders_do_not_lock_each_other_out(tmp_path):
    with here(tmp_path / "a").lock(), here(tmp_path / "b").lock():
        pass


def test_the_lock_is_hidden_from_git(tmp_path):
    with here(tmp_path).lock():
        assert (tmp_path / ".roadmap-sync" / ".gitignore").read_text() == "*\n"
