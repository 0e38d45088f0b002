"""A folder with a roadmap, and the Action run in it without a shell around."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roadmap_sync.cli.action import run
from roadmap_sync.cli.session import Session

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
ROADMAP = """\
title: Learn
start: 2026-03-02
phases:
  - title: Foundations
    items: [Python basics, Git workflow]
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a step ended: exit code, what stood in the log, its outputs and its summary."""

    code: int
    log: str
    outputs: Mapping[str, str]
    summary: str
    raw_outputs: str = field(repr=False, default="")


def outputs_of(text: str) -> dict[str, str]:
    """The outputs as GitHub reads them."""
    return {found[1]: found[3] for found in re.finditer(r"(?ms)^(\w+)<<(\S+)\n(.*?)\n\2$", text)}


@pytest.fixture
def step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run the Action with inputs by name; `env` adds to the environment, `tracker` and `now` are the session's."""
    folder = tmp_path / "repository"
    (folder / "roadmaps").mkdir(parents=True)
    (folder / "roadmaps/learn.yaml").write_text(ROADMAP, encoding="utf-8")
    monkeypatch.chdir(folder)

    def call(
        *, env: Mapping[str, str] | None = None, tracker: str = "local", now: datetime = NOW, **inputs: str
    ) -> Ended:
        files = {name: tmp_path / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        for path in files.values():
            path.write_text("", encoding="utf-8")
        given = {f"INPUT_{name.upper()}": value for name, value in inputs.items()}
        paths = {name: str(path) for name, path in files.items()}
        whole = {**given, **paths, "RUNNER_TEMP": str(tmp_path), "ROADMAP_SYNC_WRITE_INTERVAL": "0", **(env or {})}
        for name in ("GITHUB_ACTIONS",):
            monkeypatch.setenv(name, whole.get(name, ""))
        code = run(Session(folder, whole, now, tracker=tracker, clock=lambda: now))
        out, err = capsys.readouterr()
        raw = files["GITHUB_OUTPUT"].read_text(encoding="utf-8")
        return Ended(code, out + err, outputs_of(raw), files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"), raw)

    return call
