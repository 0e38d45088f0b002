"""`cohort status` and `cohort report` on folders: from learners' own reports to the teacher's README and page."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Shell
from tests.cli.test_extends import CURRICULUM

LOCAL = ("--tracker", "local", "--today", "2026-01-14")
COHORT = """\
title: Winter
curriculum: curricula/rust.yaml
learners:
  - {repository: class/ada, name: Ada Lovelace}
  - class/bob
  - class/gone
"""


def learn(shell: Shell, monkeypatch: pytest.MonkeyPatch, name: str, *done: str) -> None:
    """A learner follows the curriculum in a folder of her own, does something, and her report is written."""
    monkeypatch.chdir(shell.folder)
    shell.write(f"class/{name}/curricula/rust.yaml", CURRICULUM)
    shell.write(f"class/{name}/roadmaps/{name}.yaml", "extends: ../curricula/rust.yaml\nstart: 2026-01-05\n")
    monkeypatch.chdir(shell.folder / "class" / name)
    assert shell("sync", "--today", "2026-01-05").code == 0
    for end in done:
        assert shell("done", end, "--today", "2026-01-06").code == 0
    assert shell("report", "--today", "2026-01-12").code == 0
    monkeypatch.chdir(shell.folder)


@pytest.fixture
def teaching(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A teacher's folder with two learners in folders below, and one who is not there."""
    learn(shell, monkeypatch, "ada", "moves", "borrows")
    learn(shell, monkeypatch, "bob")
    shell.write("curricula/rust.yaml", CURRICULUM)
    shell.write("cohorts/winter.yaml", COHORT)
    return shell


def test_status_shows_every_learner_and_why_one_has_no_result(teaching):
    done = teaching("cohort", "status", *LOCAL)
    assert done.code == 0
    lines = {line.split("  ")[0]: line for line in done.out.splitlines()}
    assert "66%" in lines["Ada Lovelace"]
    assert "0%" in lines["bob"]
    assert "there is no such folder" in lines["gone"]


def test_status_for_programs(teaching):
    document = teaching("cohort", "status", "--json", *LOCAL).json
    assert (document["version"], document["title"], document["day"]) == (1, "Winter", "2026-01-12")
    assert [(row["name"], row["percent"]) for row in document["rows"]] == [
        ("gone", None),
        ("bob", 0.0),
        ("Ada Lovelace", 66.67),
    ]
    assert [phase["title"] for phase in document["phases"]] == ["Basics", "Beyond"]


def test_report_writes_the_region_and_the_picture_once(teaching):
    teaching.write(
        "README.md", "# Our course\n\n<!-- roadmap-sync:begin cohort -->\n<!-- roadmap-sync:end -->\n\nBye\n"
    )
    done = teaching("cohort", "report", "--page", "public", *LOCAL)
    assert done.code == 0
    readme = teaching.read("README.md")
    assert readme.startswith("# Our course\n")
    assert readme.endswith("\nBye\n")
    assert "Ada Lovelace" in readme
    assert teaching.read(".github/roadmap/cohort/winter-light.svg").startswith("<svg")
    assert "Ada Lovelace" in teaching.read("public/index.html")
    before = teaching.files()
    assert teaching("cohort", "report", "--page", "public", *LOCAL).out == "The page is up to date.\n"
    assert teaching("cohort", "report", "--check", *LOCAL).code == 0
    assert teaching.files() == before


def test_check_says_what_would_change(teaching):
    done = teaching("cohort", "report", "--check", *LOCAL)
    assert done.code == 3
    assert "README.md" in done.err
    assert "README.md" not in teaching.files()


def test_hidden_names_are_in_no_output_of_a_workflow(teaching, monkeypatch):
    teaching.edit("cohorts/winter.yaml", "title: Winter\n", "title: Winter\nnames: hidden\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for command in (("status",), ("status", "--json"), ("report",), ("report", "--check")):
        done = teaching("cohort", *command, *LOCAL)
        said = done.out + done.err
        assert not [
            word for word in ("Ada", "ada", "bob", "class", "gone") if word in said.replace(str(teaching.folder), "")
        ]
    assert "Ada" not in teaching.read("README.md")
    teaching.edit("cohorts/winter.yaml", "- class/gone", "- class/ada")
    done = teaching("cohort", "status", *LOCAL)
    assert done.code == 1
    assert "cohorts/winter.yaml:7:5" in done.err
    assert "ada" not in done.err


def test_the_teachers_own_terminal_shows_all_names(teaching):
    teaching.edit("cohorts/winter.yaml", "title: Winter\n", "title: Winter\nnames: hidden\n")
    assert "Ada Lovelace" in teaching("cohort", "status", *LOCAL).out


@pytest.mark.parametrize("bad", ["", "{", "[]", '{"version": 2}', "\0", "x" * 300_000])
def test_one_bad_result_is_a_row_and_spoils_nothing(teaching, bad):
    teaching.write("class/bob/.github/roadmap/bob.json", bad)
    done = teaching("cohort", "status", *LOCAL)
    assert done.code == 0
    assert "Ada Lovelace" in done.out


def test_without_a_cohort_it_says_what_to_do(shell):
    done = shell("cohort", "status", *LOCAL)
    assert done.code == 2
    assert "roadmap-sync cohort init" in done.err


def test_a_learners_folder_that_leads_elsewhere_is_not_read(teaching, tmp_path):
    (tmp_path / "secret").mkdir()
    (teaching.folder / "class" / "gone").symlink_to(tmp_path / "secret")
    assert "there is no such folder" in teaching("cohort", "status", "--json", *LOCAL).out
