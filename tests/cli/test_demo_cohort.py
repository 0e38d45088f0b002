"""`demo --cohort`: twelve learners of six kinds, and a teacher's page that tells them apart."""

from __future__ import annotations

import json

import pytest

from roadmap_sync.cli.demo_cohort import KINDS, LEARNERS, TODAY, curriculum
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.outline import outline
from tests.cli.conftest import Shell


@pytest.fixture
def played(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The demo, played into `class-of-twelve`, and the shell in it."""
    done = shell("demo", "--cohort", "class-of-twelve")
    assert done.code == 0, done.err
    monkeypatch.chdir(shell.folder / "class-of-twelve")
    return Shell(shell.folder / "class-of-twelve", shell.capsys)


def test_twelve_learners_of_six_kinds_are_on_the_page(played):
    document = played("cohort", "status", "--json", "--tracker", "local", "--today", str(TODAY)).json
    rows = {row["name"]: row for row in document["rows"]}
    assert {*rows} == {*LEARNERS}
    by_kind = {kind.name: rows[LEARNERS[number]] for number, kind in enumerate(KINDS)}
    assert by_kind["steady"]["look"] == ""
    assert by_kind["fast"]["plan"].endswith("ahead")
    assert by_kind["behind"]["look"].startswith("behind")
    assert "silent" in by_kind["silent"]["look"]
    assert by_kind["finished"]["finish"] == "finished"
    assert by_kind["restarted"]["week"] > by_kind["steady"]["week"]
    assert [phase["title"] for phase in document["phases"]] == ["First steps", "Programs", "Data", "A product"]


def test_it_leaves_the_teachers_readme_picture_and_page_and_each_learners_own(played):
    files = played.files()
    assert b"Dario Engel" in files["README.md"]
    assert b"Dario Engel" in files["public/index.html"]
    assert files[".github/roadmap/cohort/python-light.svg"].startswith(b"<svg")
    assert json.loads(files["class/ada/.github/roadmap/python.json"])["roadmap"] == "python"
    assert files["class/ada/README.md"].startswith(b"<!-- roadmap-sync:begin report -->")


def test_a_second_report_of_it_changes_nothing(played):
    done = played("cohort", "report", "--page", "public", "--tracker", "local", "--today", str(TODAY))
    assert done.out == "The page is up to date.\n"


def test_its_curriculum_has_thirty_two_items_in_sixteen_weeks():
    roadmap = load_text("start: 2026-01-05\n" + curriculum(), "python.yaml")
    assert len(outline(roadmap).work) == 32
    assert len(roadmap.phases) == 4
