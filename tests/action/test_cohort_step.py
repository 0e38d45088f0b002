"""The Action's command `cohort`: pages of cohorts, and nobody named whom `names` hides."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_sync.cohort.result_json import dump
from tests.cohort.building import MONDAY, result

COHORT = "title: Spring\ncurriculum: acme/curriculum/roadmaps/engineer.yaml@v3\n{names}learners: [{learners}]\n"


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """Six learners in folders, beside the step's repository."""
    top = tmp_path / "repository"
    (top / "cohorts").mkdir(parents=True)
    for number in range(6):
        path = top / f"class/pupil{number}/.github/roadmap/engineer.json"
        path.parent.mkdir(parents=True)
        path.write_text(dump(result(5 * number, as_of=MONDAY)), encoding="utf-8")
    return top


def write(top: Path, names: str = "") -> None:
    learners = ", ".join(f"class/pupil{number}" for number in range(7))
    (top / "cohorts/spring.yaml").write_text(COHORT.format(names=names, learners=learners), encoding="utf-8")


def test_the_page_is_written_and_stands_in_the_summary(classroom: Path, step: Callable) -> None:
    write(classroom)
    ended = step(command="cohort", commit="none")
    assert ended.code == 0
    assert "pupil3" in ended.summary
    assert ended.outputs["changed"] == "true"
    assert "pupil3" in (classroom / "README.md").read_text(encoding="utf-8")
    assert step(command="cohort", commit="none").outputs["changed"] == "false"


def test_hidden_names_are_in_neither_log_nor_summary_nor_outputs(classroom: Path, step: Callable) -> None:
    write(classroom, "names: hidden\n")
    ended = step(command="cohort", commit="none", env={"GITHUB_ACTIONS": "true"})
    assert ended.code == 0
    assert "pupil" not in ended.log + ended.summary + ended.raw_outputs
    assert "6 results read, 1 could not be" in ended.summary


def test_without_a_cohort_it_says_what_to_do(step: Callable) -> None:
    ended = step(command="cohort", commit="none")
    assert ended.code == 2
    assert "roadmap-sync cohort init" in ended.log
