"""`demo`: the whole loop, played in a folder of its own."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import date

import pytest

from roadmap_sync.cli.demo_learner import ActionKind, tasks, ticked, week
from roadmap_sync.tracker.checkboxes import boxes
from tests.building import item, laid_out, phase
from tests.cli.conftest import Shell

QUICK = ("--weeks", "1", "--roadmap", "ai-learning-journey")


def test_a_demo_leaves_a_report_a_roadmap_a_tracker_and_a_repository(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = shell("demo", "there", "--weeks", "2")
    assert done.code == 0
    there = shell.folder / "there"
    assert "<!-- roadmap-sync:begin report -->" in (there / "README.md").read_text(encoding="utf-8")
    assert [*(there / ".github" / "roadmap").glob("*.svg")]
    assert (there / "roadmaps" / "ai-application-engineer.yaml").is_file()
    commits = subprocess.run(["git", "log", "--format=%s"], cwd=there, capture_output=True, text=True, check=True)
    assert commits.stdout.splitlines()[0] == "Report progress"
    assert commits.stdout.splitlines()[-1] == "Plan to learn"
    assert not subprocess.run(["git", "status", "--short"], cwd=there, capture_output=True, check=True).stdout

    monkeypatch.chdir(there)
    (roadmap,) = shell("status", "--json", "--today", "2026-01-18").json["roadmaps"]
    assert roadmap["done"] > 3
    assert roadmap["commits"]["total"] > 3
    assert shell("plan", "--exit-code", "--today", "2026-01-18").code == 0
    assert shell("report", "--check", "--today", "2026-01-18").code == 0


def test_a_demo_replans_after_an_edit_and_ends_by_saying_what_to_look_at(shell: Shell) -> None:
    done = shell("demo", "there", *QUICK)
    assert "1 week played" in done.err
    assert "Done: updated 1 issue." in done.err
    assert "Look at:" in done.out
    assert str(shell.folder / "there" / "README.md") in done.out
    assert str(shell.folder / "there" / "report.html") in done.out
    assert re.search(r"(roadmap-sync|-m roadmap_sync) status --today 20", done.out)


def test_a_folder_that_holds_anything_is_left_alone(shell: Shell) -> None:
    shell.write("there/mine.txt", "mine")
    done = shell("demo", "there")
    assert done.code == 2
    assert "not empty" in done.err
    assert shell.files() == {"there/mine.txt": b"mine"}


def test_an_empty_folder_will_do_and_without_one_a_new_one_is_named(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (shell.folder / "there").mkdir()
    assert shell("demo", "there", *QUICK).code == 0
    monkeypatch.setattr("tempfile.tempdir", str(shell.folder))
    done = shell("demo", *QUICK)
    assert done.code == 0
    (made,) = [path for path in shell.folder.iterdir() if path.name.startswith("roadmap-sync-demo-")]
    assert f"A new folder: {made}" in done.err


@pytest.mark.parametrize("name", ["ai-engineer-ten-weeks", "ai-engineering-stages", "ai-engineering-mastery"])
def test_every_shipped_roadmap_can_be_played(shell: Shell, name: str) -> None:
    assert shell("demo", "there", "--weeks", "1", "--roadmap", name).code == 0


def test_an_unknown_roadmap_names_the_shipped_ones(shell: Shell) -> None:
    done = shell("demo", "there", "--roadmap", "nonsense")
    assert "ai-application-engineer" in done.err
    assert not os.listdir(shell.folder)  # noqa: PTH208


def test_two_demos_are_the_same_to_the_byte(shell: Shell) -> None:
    shell("demo", "one", *QUICK)
    shell("demo", "two", *QUICK)
    assert (shell.folder / "one/README.md").read_bytes() == (shell.folder / "two/README.md").read_bytes()


LAID = laid_out(phase("P", items=[item(f"StudyTask {number}", effort="2h") for number in range(40)]))
WORK = tasks(LAID, hours=10)
MONDAY = date(2026, 1, 5)


def test_a_week_of_the_learner_is_the_same_for_the_same_seed() -> None:
    assert week(WORK, MONDAY, hours=10, seed="s") == week(WORK, MONDAY, hours=10, seed="s")
    assert week(WORK, MONDAY, hours=10, seed="s") != week(WORK, MONDAY, hours=10, seed="t")


@pytest.mark.parametrize("seed", ["a", "b", "c", "d"])
def test_a_week_is_in_order_starts_before_it_finishes_and_about_as_long_as_told(seed: str) -> None:
    actions = week(WORK, MONDAY, hours=10, seed=seed).actions
    assert list(actions) == sorted(actions)
    finished = {action.key for action in actions if action.kind is ActionKind.FINISH}
    started = {action.key for action in actions if action.kind is ActionKind.START}
    assert finished <= started
    assert 1 <= len(finished) <= 7
    assert all(action.at.date() >= MONDAY for action in actions)


def test_a_learner_without_work_does_nothing() -> None:
    assert week((), MONDAY, hours=10, seed="s").actions == ()


def test_a_learner_ticks_only_what_is_not_ticked() -> None:
    found = boxes("\n".join(f"- [{'x' if number % 2 else ' '}] Box {number}" for number in range(40)))
    chosen = ticked(found, seed="s")
    assert chosen
    assert not any(box.ticked for box in chosen)


@pytest.mark.parametrize(("more", "page"), [(QUICK, "report.html"), (("--cohort",), "public/index.html")])
def test_the_result_is_opened_in_a_browser_where_asked(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], page: str
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", lambda address: opened.append(address) or 0)
    assert shell("demo", "there", "--open", *more).code == 0
    assert opened == [(shell.folder / "there" / page).as_uri()]
    assert "<title>" in (shell.folder / "there" / page).read_text(encoding="utf-8")


def test_without_a_browser_the_page_to_open_is_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.launch", lambda _: 1)
    done = shell("demo", "there", "--open", *QUICK)
    assert done.code == 0
    assert f"open {shell.folder / 'there' / 'report.html'} yourself" in done.err
