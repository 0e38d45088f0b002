"""The whole loop on a real roadmap of eight phases, 211 items and seven projects, in an empty folder."""

from __future__ import annotations

import re

import pytest

from roadmap_sync.roadmap.examples import shipped_roadmaps
from roadmap_sync.roadmap.loader import load_files
from roadmap_sync.roadmap.outline import OutlineLevel, outline
from roadmap_sync.tracker.state import IssueState
from tests.cli.conftest import Shell

ID = "ai-application-engineer"
FILE = f"roadmaps/{ID}.yaml"
DAY = ("--today", "2026-01-05")
DONE = ("control-flow", "functions", "errors", "data-structures", "syntax/variables-data-types-type-hints")


@pytest.fixture
def real(shell: Shell) -> Shell:
    shell.write(FILE, shipped_roadmaps()[ID].read_text(encoding="utf-8"))
    done = shell("sync", *DAY)
    assert done.code == 0, done.err
    return shell


def summary(shell: Shell, *options: str) -> dict[str, int]:
    counts: dict[str, int] = shell("plan", "--json", *options, *DAY).json["summary"]
    return counts


def test_a_sync_makes_a_milestone_a_phase_and_an_issue_for_every_item_section_and_project(real: Shell) -> None:
    state = real.state()
    (roadmap,) = load_files([real.folder / FILE])
    entries = [
        entry for entry in outline(roadmap).entries if entry.level not in {OutlineLevel.PHASE, OutlineLevel.OPTION}
    ]
    assert len(state.milestones) == 8
    keys = {issue.key for issue in state.issues}
    assert {entry.key for entry in entries} == {key for key in keys if "~" not in key}
    levels = [entry.level for entry in entries]
    assert (
        levels.count(OutlineLevel.SECTION),
        levels.count(OutlineLevel.ITEM),
        levels.count(OutlineLevel.PROJECT),
    ) == (28, 211, 7)
    assert len(keys) == len(state.issues)


def test_a_second_sync_says_that_there_is_nothing_to_do(real: Shell) -> None:
    before = real.state()
    assert real("sync", *DAY).out == "Nothing to do: the tracker agrees with the roadmap.\n"
    assert real.state() == before


def test_a_renamed_item_is_one_update_and_no_create(real: Shell) -> None:
    real.edit(FILE, "- Variables, data types, type hints", "- Variables, types and type hints")
    assert summary(real) == {"create": 0, "update": 1, "retire": 0}
    real("sync", *DAY)
    assert real.issue("/variables-types-and-type-hints").title == "Variables, types and type hints"
    assert summary(real) == {"create": 0, "update": 0, "retire": 0}


def test_five_done_items_stay_done_when_the_file_changes(real: Shell) -> None:
    assert real("done", *DONE, *DAY).code == 0
    real.edit(FILE, "title: Core Python Syntax", "title: The core of Python")
    real.edit(FILE, "Error handling (try/except, custom exceptions)", "Errors and exceptions")
    assert real("sync", *DAY).code == 0
    for end in DONE:
        assert real.issue(f"/{end}").state is IssueState.COMPLETED
    assert real.issue("/errors").title == "Errors and exceptions"


def test_a_removed_item_is_shown_and_stays_without_prune(real: Shell) -> None:
    real.edit(FILE, "          - {title: File I/O and context managers, tags: [high-roi]}\n", "")
    assert summary(real)["retire"] == 1
    assert "File I/O and context managers" in real("plan", *DAY).out
    real("sync", *DAY)
    assert real.issue("/file-i-o-and-context-managers").state is IssueState.OPEN
    real("sync", "--prune", *DAY)
    assert real.issue("/file-i-o-and-context-managers").state is IssueState.NOT_PLANNED


def test_a_section_moved_to_another_phase_makes_nothing_new(real: Shell) -> None:
    before = {issue.found.number for issue in real.state().issues if issue.found}
    text = real.read(FILE)
    start = text.index("      - id: oop\n")
    end = text.index("\n      - ", start + 1) + 1
    target = text.index("    sections:\n", end) + len("    sections:\n")
    moved = text[start:end].replace("depends_on: [syntax]", "depends_on: [python/syntax]")
    assert moved != text[start:end]
    real.write(FILE, text[:start] + text[end:target] + moved + text[target:])
    counts = summary(real)
    assert (counts["create"], counts["retire"]) == (0, 0)
    assert real("sync", *DAY).code == 0
    assert real.issue("/oop").key == f"{ID}/backend/oop"
    assert {issue.found.number for issue in real.state().issues if issue.found} == before


@pytest.mark.parametrize(
    "change", [(r"title: Python Foundation", "title: First steps"), (r"\bpython\b(?=[\],/]|$)", "py")]
)
def test_a_renamed_phase_makes_nothing_new(real: Shell, change: tuple[str, str]) -> None:
    pattern, new = change
    changed = (re.sub(pattern, new, line) if named(line) else line for line in real.read(FILE).split("\n"))
    real.write(FILE, "\n".join(changed))
    counts = summary(real)
    assert (counts["create"], counts["retire"]) == (0, 0)
    assert counts["update"] > 0
    assert real("sync", *DAY).code == 0
    assert len(real.state().milestones) == 8
    assert real("sync", *DAY).out.startswith("Nothing to do")


def named(line: str) -> bool:
    """Whether a line of the file names the first phase: its title, its id, or what refers to it."""
    return line.lstrip(" -").startswith(("title: Python Foundation", "id: python", "depends_on:")) or "phase:" in line


def test_the_report_counts_what_counts(real: Shell) -> None:
    real("done", *DONE, *DAY)
    (roadmap,) = real("report", "--json", *DAY).json["roadmaps"]
    assert (roadmap["done"], roadmap["total"], len(roadmap["phases"])) == (5, 196, 8)
