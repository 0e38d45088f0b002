"""What people see, whole: a change of a word or a number anywhere in it is a change of a file beside these tests.

`pytest tests/cli/test_whole_outputs.py --snapshot-update` writes the files; the diff shows what people will see.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from roadmap_sync.roadmap import model
from roadmap_sync.roadmap.fields import keys_of
from roadmap_sync.roadmap.loader import load_text
from tests.cli.github_shell import GitHubShell
from tests.snapshots import TextFile

TEXT = (Path(__file__).parent / "whole_outputs/every-key.yaml").read_text(encoding="utf-8")
FILE = "roadmaps/every-key.yaml"
BODIES = {
    "section": "python/language",
    "item": "python/language/functions",
    "option": "python/a-framework/fastapi/routes",
    "project": "python/a-tool",
    "criteria-of-a-phase": "python/~done-when",
    "criteria": "~done-when",
    "goals": "~goals",
    "check-in": "~checkin/week/2026-W11",
}
# They need another roadmap, another board or an organization.
ELSEWHERE = {"extends", "without", "number", "template", "types", "section", "item", "project"}


@pytest.fixture
def whole(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(TextFile)


@pytest.fixture
def learner(online: GitHubShell) -> GitHubShell:
    """Ada's folder with the roadmap that uses every key."""
    online.shell.write(FILE, TEXT)
    online.shell.write("README.md", "# Learning\n\n<!-- roadmap-sync:begin report -->\n<!-- roadmap-sync:end -->\n")
    return online


@pytest.fixture
def underway(learner: GitHubShell) -> GitHubShell:
    """The same some weeks later: an item done, one skipped, one begun, a note of hours."""
    learner.sync("--yes", day="2026-03-02")
    issues = learner.by_key()
    ada = learner.ada
    learner.gh.clock.advance(3 * 24 * 3600)
    ada.close(issues["python/language/names"])
    ada.close(issues["python/a-framework/django/views"], "not_planned")
    ada.comment(issues["python/language/functions"], "/spent 2h")
    ada.tick(issues["python/language/functions"], "Read")
    return learner


def test_the_roadmap_uses_every_key_of_the_format() -> None:
    used = {key for line in TEXT.splitlines() for key in re.findall(r"([a-z_]+):(?: |$)", line)}
    elements = [value for value in vars(model).values() if isinstance(value, type) and is_dataclass(value)]
    known = {name for element in elements if _is_written(element) for name in keys_of(element)}
    assert known - used == ELSEWHERE
    assert load_text(TEXT, FILE).id == "every-key"


def _is_written(element: type) -> bool:
    return any("doc" in one.metadata for one in fields(element))


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_first_plan(learner: GitHubShell, whole: SnapshotAssertion, form: str) -> None:
    shown = learner("plan", "--format", form, day="2026-03-02").out.replace(
        learner.gh.url, "https://api.github.example"
    )
    assert shown == whole


def test_a_plan_of_changes(underway: GitHubShell, whole: SnapshotAssertion) -> None:
    underway.shell.edit(FILE, "title: Functions", "title: Functions and scopes")
    underway.shell.edit(FILE, "          - Names\n", "          - Names\n          - Modules\n")
    underway.shell.edit(FILE, "    items: [Containers]\n", "    items: [Images]\n")
    assert underway("plan", day="2026-03-09").out == whole


def test_the_last_words_of_a_sync(learner: GitHubShell, whole: SnapshotAssertion) -> None:
    assert learner.sync("--yes", day="2026-03-02").out == whole


@pytest.mark.parametrize("kind", [*BODIES])
def test_the_body_of_an_issue(underway: GitHubShell, whole: SnapshotAssertion, kind: str) -> None:
    underway.sync("--yes", day="2026-03-09")
    issue = underway.by_key()[BODIES[kind]]
    labels = ", ".join(sorted(label.name for label in issue.labels))
    milestone = issue.milestone.title if issue.milestone else "-"
    shown = f"{issue.title}\nlabels: {labels}\nmilestone: {milestone}\n\n{issue.body}\n"
    assert shown == whole


def test_the_body_of_a_review(underway: GitHubShell, whole: SnapshotAssertion) -> None:
    ada = underway.ada
    ada.close(underway.by_key()["python/language/functions"])
    underway.sync("--yes", day="2026-03-09")
    assert underway.by_key()["~review/week/2026-W11"].body == whole


def test_the_report_in_the_readme(underway: GitHubShell, whole: SnapshotAssertion) -> None:
    assert underway("report", day="2026-03-09").code == 0
    assert underway.shell.read("README.md") == whole


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_report(underway: GitHubShell, whole: SnapshotAssertion, form: str) -> None:
    assert underway("report", "--format", form, day="2026-03-09").out == whole


@pytest.mark.parametrize("more", [[], ["--all"]], ids=["short", "all"])
def test_the_status_in_the_terminal(underway: GitHubShell, whole: SnapshotAssertion, more: list[str]) -> None:
    assert underway("status", *more, day="2026-03-09").out == whole


def test_the_checklist(underway: GitHubShell, whole: SnapshotAssertion) -> None:
    assert underway.shell("export", "--today", "2026-03-09").out == whole
