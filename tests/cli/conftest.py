"""A folder to work in, and the command line run in it as people run it."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from roadmap_sync.cli import root
from roadmap_sync.cli.exit_codes import run
from roadmap_sync.local.store import ChangeRefusedError
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.local.writer import LocalWriter
from roadmap_sync.tracker.state import Issue, State
from roadmap_sync.tracker.steps import CreateIssue, EditIssue, Step

SMALL = """\
id: rust
title: Rust
start: 2026-01-05
phases:
  - title: Basics
    sections:
      - title: Ownership
        items:
          - Moves
          - Borrows
          - title: Lifetimes
            tasks: [read, write]
      - title: Types
        items: [Structs, Enums]
  - title: Beyond
    items: [Async, Macros]
    projects:
      - title: A tool
"""
LONE = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
_OURS = ("GITHUB_", "GH_", "GIT_", "ROADMAP_SYNC_", "_ROADMAP_SYNC", "RUNNER_")


@dataclass(frozen=True)
class Done:
    """How a command ended: its exit code, its result and its talk."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.out.startswith("{"), self.err
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """A working folder, and commands run in it."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    def __call__(self, *arguments: object) -> Done:
        self.capsys.readouterr()
        code = run(root, [str(argument) for argument in arguments])
        said = self.capsys.readouterr()
        assert "Traceback" not in said.err
        return Done(code, said.out, said.err)

    def write(self, path: str, text: str) -> Path:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        return file

    def edit(self, path: str, old: str, new: str) -> None:
        """Change the file as somebody in an editor does; `old` stands there once."""
        text = self.read(path)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        self.write(path, text.replace(old, new))

    def read(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode()

    def git(self, *arguments: str) -> None:
        who = ["-c", "user.name=A", "-c", "user.email=a@b.c"]
        environment = {**os.environ, **LONE}
        subprocess.run(["git", *who, *arguments], cwd=self.folder, env=environment, check=True, capture_output=True)

    @property
    def tracker(self) -> LocalTracker:
        """The embedded tracker, as of noon of the roadmap's first day."""
        return LocalTracker(self.folder, now=lambda: datetime(2026, 1, 5, 12, tzinfo=UTC))

    def state(self) -> State:
        return self.tracker.read()

    def issue(self, end: str) -> Issue:
        (found,) = [issue for issue in self.state().issues if issue.key.endswith(end)]
        return found

    def files(self) -> dict[str, bytes]:
        """All files but the tracker's, which SQLite touches as it likes."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        kept = (path for path in found if not {".roadmap-sync", ".git"} & {*path.parts})
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in kept}


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """An empty folder, and an environment that knows nothing of GitHub, of colours or of anybody's git."""
    for name in [*os.environ]:
        if name.startswith(_OURS) or name in {"NO_COLOR", "FORCE_COLOR", "CI"}:
            monkeypatch.delenv(name)
    for name, value in {**LONE, "GIT_CEILING_DIRECTORIES": str(tmp_path), "COLUMNS": "100"}.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "learning"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Shell(folder, capsys)


@pytest.fixture
def small(shell: Shell) -> Shell:
    """A folder with a small roadmap in `roadmaps/rust.yaml`."""
    shell.write("roadmaps/rust.yaml", SMALL)
    return shell


@pytest.fixture
def synced(small: Shell) -> Shell:
    """The small roadmap, synced into the embedded tracker."""
    assert small("sync", "--today", "2026-01-05").code == 0
    return small


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A person at a terminal who types this when asked."""

    def sit_down(text: str) -> None:
        monkeypatch.setattr("sys.stdin", Terminal(text))

    return sit_down


class Terminal:
    """Standard input that is a terminal, with what will be typed."""

    def __init__(self, text: str) -> None:
        self._lines = iter(text.splitlines(keepends=True))

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int = -1) -> str:
        return next(self._lines, "")

    def fileno(self) -> int:
        raise OSError


def refusing(monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    """Let the embedded tracker refuse every step about an issue whose key ends so."""
    carry_out = LocalWriter._carry_out

    def refuse(writer: LocalWriter, db: Any, step: Step) -> int:
        key = step.issue.key if isinstance(step, CreateIssue | EditIssue) else getattr(step, "key", "")
        if key.endswith(end):
            raise ChangeRefusedError("it is frozen")
        return carry_out(writer, db, step)

    monkeypatch.setattr(LocalWriter, "_carry_out", refuse)
