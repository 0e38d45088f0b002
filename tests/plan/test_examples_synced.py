"""The roadmaps that ship, synced into both trackers: all of it arrives, and a second sync does nothing."""

from __future__ import annotations

import pytest

from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.outline import OutlineLevel, outline
from tests.cli.conftest import Shell, shell
from tests.cli.github_shell import GitHubShell

__all__ = ["shell"]

START = ("--today", "2026-01-05")
EACH = pytest.mark.parametrize("name", sorted(shipped_roadmaps()))


def laid(name: str, folder: Shell) -> tuple[str, set[str]]:
    """The roadmap's file in the folder, and the keys of what it must make issues for."""
    text = shipped_roadmaps()[name].read_text(encoding="utf-8")
    path = f"roadmaps/{name}.yaml"
    folder.write(path, text)
    entries = outline(load_text(text, path)).entries
    no_issue = {OutlineLevel.PHASE, OutlineLevel.OPTION}
    return path, {entry.key for entry in entries if entry.level not in no_issue and not entry.same_as}


def works(keys: set[str]) -> set[str]:
    """Without the checklists of criteria, goals and habits."""
    return {key for key in keys if "~" not in key}


@EACH
def test_a_shipped_roadmap_is_all_in_the_embedded_tracker_and_stays_as_it_is(shell: Shell, name: str) -> None:
    path, wanted = laid(name, shell)
    assert shell("sync", path, "--yes", *START).code == 0
    assert works({issue.key for issue in shell.state().issues}) == wanted
    made = shell.state()
    assert shell("plan", path, "--exit-code", *START).code == 0
    assert shell("sync", path, "--yes", *START).code == 0
    assert shell.state() == made


@EACH
def test_a_shipped_roadmap_is_all_on_github_and_a_second_sync_writes_nothing(online: GitHubShell, name: str) -> None:
    path, wanted = laid(name, online.shell)
    online.sync(path, "--yes", day=START[1])
    assert works({f"{name}/{key}" for key in online.by_key()}) == wanted
    online.gh.log.clear()
    online.sync(path, "--yes", day=START[1])
    online.gh.assert_readonly()
