"""A sample of `python -m benchmarks.campaign`, and that what people lose is counted where they lose it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from benchmarks import table
from benchmarks.campaign import __main__ as command
from benchmarks.campaign.__main__ import COLUMNS, PARTS, carried_out, table_of
from benchmarks.campaign.stage import ACTS, Stage, Story, Tally, begin, plan
from tests.fake_github import FakeGitHub

SAMPLES = {"cuts": 5, "faults": 1, "races": 4, "weeks": 12, "strangers": 2, "local": 2}


@pytest.mark.parametrize("part", sorted(PARTS))
def test_nobody_loses_anything_in_a_sample_of_each_part(part: str) -> None:
    tally = carried_out(part, 7, sample=SAMPLES[part])
    assert tally.words == []
    assert tally.runs > 1
    assert set(tally.figures()[1:]) == {0}


def at_work(github: FakeGitHub) -> Stage:
    """A repository with a board, in which people have done one of everything."""
    story = Story("edit", plan(board=True), plan(board=True))
    return begin(github, story, Random(1))


def lose_text(stage: Stage) -> None:
    issue, text = stage.texts[0]
    issue.body = issue.body.replace(text, "")


def lose_label(stage: Stage) -> None:
    issue, name = stage.labels[0]
    stage.run.gh.as_user("ada").unlabel(issue, name)


def lose_tick(stage: Stage) -> None:
    issue, box = stage.ticks[0]
    stage.run.gh.as_user("ada").untick(issue, box)


def lose_status(stage: Stage) -> None:
    number = next(iter(stage.statuses))
    issue = next(one for one in stage.run.repo.issues if one.number == number)
    stage.run.gh.as_user("ada").move_card(stage.run.gh.projects[0], issue, "Done")


def reopen(stage: Stage) -> None:
    issue = next(one for one in stage.run.repo.issues if one.number in stage.closed)
    stage.run.gh.as_user("ada").reopen(issue)


def double(stage: Stage) -> None:
    stage.run.gh.as_user("ada").open_issue(stage.run.repo, "Again", stage.items[0].body)


@pytest.mark.parametrize(
    ("lose", "what"),
    [
        (lose_text, "lost_texts"),
        (lose_label, "lost_texts"),
        (lose_tick, "lost_ticks"),
        (lose_status, "lost_statuses"),
        (reopen, "reopened"),
        (double, "duplicates"),
    ],
)
def test_what_is_lost_is_counted(github: FakeGitHub, lose: Callable[[Stage], None], what: str) -> None:
    stage, tally = at_work(github), Tally()
    stage.judge(tally, "before")
    assert tally.words == []
    lose(stage)
    stage.judge(tally, "after")
    assert getattr(tally, what) == 1
    assert len(tally.words) == 1


def test_a_plan_that_does_not_come_true_counts_as_a_differing_end_state(github: FakeGitHub) -> None:
    stage, tally = at_work(github), Tally()
    github.faults.add("updateIssue", kind="alias", error_type="UNPROCESSABLE", times=-1)
    stage.run.gh.faults.clear = lambda: None  # type: ignore[method-assign]
    stage.settle(plan(board=True, item_1_2="New"), tally, "here")
    assert tally.differing == 1


@pytest.mark.parametrize("name", sorted(ACTS))
def test_what_people_do_in_the_campaign_is_done(github: FakeGitHub, name: str) -> None:
    stage = at_work(github)
    before = stage.run.repo.snapshot()
    for number in range(9):  # on whichever issue chance picks
        ACTS[name](stage, Random(number))
    assert stage.run.repo.snapshot() != before


def test_a_part_that_is_through_is_not_run_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    state = tmp_path / "state.json"
    arguments = ["campaign", "--seed", "3", "--part", "strangers", "--sample", "1", "--state", str(state)]
    monkeypatch.setattr("sys.argv", arguments)
    assert command.main() == 0
    known = json.loads(state.read_text("utf-8"))
    known["strangers, 3"] |= {"reopened": 4, "words": ["an issue"]}
    state.write_text(json.dumps(known), "utf-8")
    assert command.main() == 1
    assert "an issue" in capsys.readouterr().err
    monkeypatch.setattr("sys.argv", [*arguments, "--again"])
    assert command.main() == 0


def test_the_page_has_the_table_of_three_seeds_and_it_is_all_zeros() -> None:
    columns, *rows = table.in_readme("campaign")
    assert tuple(columns) == COLUMNS
    assert {row[0] for row in rows} == {f"{part}, {seed}" for part in PARTS for seed in (1, 2, 3)}
    assert {figure for row in rows for figure in row[2:]} == {"0"}
    assert all(int(row[1]) > 0 for row in rows)


def test_the_table_tells_what_went_wrong() -> None:
    tally = Tally(runs=2)
    tally.count("lost_ticks", "somewhere", "a box")
    found = table_of({"cuts, 1": tally})
    assert found.rows == (("cuts, 1", "2", "0", "0", "1", "0", "0", "0", "0"),)
    assert found.broken == ("cuts, 1: somewhere: lost ticks: a box",)
