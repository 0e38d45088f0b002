"""The console script as a process of its own: pipes, terminals, Ctrl-C."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Shell
from tests.cli.test_sync import many

SCRIPT = str(Path(sys.executable).with_name("roadmap-sync"))


def test_a_reader_who_goes_away_is_no_error(shell: Shell) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([SCRIPT, "schema"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_pipe_that_knows_few_letters_gets_the_others_replaced(small: Shell) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii"}
    for arguments in (["status"], ["status", "--json"], ["plan", "--format", "markdown"]):
        done = subprocess.run([SCRIPT, *arguments], env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert done.stdout.isascii()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_bar_that_cant_be_shown_as_blocks_still_differs_between_full_and_empty(synced: Shell, encoding: str) -> None:
    synced("done", "moves", "borrows", "lifetimes")
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    done = subprocess.run([SCRIPT, "status", "--today", "2026-01-06"], env=environment, capture_output=True, check=True)
    shown = done.stdout.decode(encoding)
    assert "##" in shown
    assert "#-" in shown
    assert "??" not in shown


class OnTerminal:
    """A command on a terminal of 80 columns."""

    def __init__(self, *arguments: str) -> None:
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm", COLUMNS="80", LINES="24")
            os.execv(SCRIPT, [SCRIPT, *arguments])
        self.shown = ""

    def until(self, text: str = "") -> None:
        """Read until `text` stands there, or to the end."""
        end = time.monotonic() + 60
        while not text or text not in self.shown:
            if not select.select([self.terminal], [], [], max(0.0, end - time.monotonic()))[0]:
                pytest.fail(f"waited for {text!r} in vain:\n{self.shown}")
            try:
                more = os.read(self.terminal, 65536)
            except OSError:  # how Linux says that nobody writes any more
                more = b""
            if not more:
                return
            self.shown += more.decode(errors="replace")

    def type(self, text: str) -> None:
        os.write(self.terminal, text.encode())

    def code(self) -> int:
        self.until()
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_on_a_terminal_a_sync_asks_then_shows_how_far_it_is(shell: Shell) -> None:
    shell.write("roadmaps/many.yaml", many(60))
    sync = OnTerminal("sync")
    sync.until("Go on? [y/N]")
    assert "━" not in sync.shown
    sync.type("y\n")
    assert sync.code() == 0
    assert "Done: created" in sync.shown
    assert "━" in sync.shown
    assert len(shell.state().issues) == 60


def test_ctrl_c_at_the_question_writes_nothing(shell: Shell) -> None:
    shell.write("roadmaps/many.yaml", many(60))
    sync = OnTerminal("sync")
    sync.until("Go on? [y/N]: ")
    time.sleep(0.3)  # what is typed before Python waits for it, Python hears only with the next key
    sync.type("\x03")
    assert sync.code() == 130
    assert "Stopped." in sync.shown
    assert "Traceback" not in sync.shown
    assert not (shell.folder / ".roadmap-sync").exists()


def test_a_plan_has_colours_on_a_terminal(small: Shell) -> None:
    plan = OnTerminal("plan")
    assert plan.code() == 0
    assert "\x1b[32m+\x1b[0m Moves" in plan.shown


def test_a_killed_sync_is_finished_by_the_next(shell: Shell) -> None:
    shell.write("roadmaps/many.yaml", many(90))
    sync = subprocess.Popen([SCRIPT, "sync"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 30
    while not (shell.folder / ".roadmap-sync" / "tracker.sqlite3").exists() and time.monotonic() < end:
        time.sleep(0.005)
    sync.send_signal(signal.SIGKILL)
    sync.wait()
    assert shell("sync", "--tracker", "local").code == 0
    assert sorted(issue.title for issue in shell.state().issues) == sorted(f"Exercise {number}" for number in range(90))
    assert shell("sync").out.startswith("Nothing to do")
