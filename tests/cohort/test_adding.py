"""Adding a learner: one line more in the cohort's file, whatever it looks like."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap_sync.cohort.adding import row, with_learner
from roadmap_sync.cohort.definition import Learner, read_cohort
from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError

HEAD = "title: T\ncurriculum: a/b/c.yaml@v1\n"
ADA = Learner(repository="ada/road", name='Ada "Countess" L: #1', start=date(2026, 1, 5))
BOB = Learner(repository="bob/x")
BLOCK = "learners:\n  - eve/y\n"
COMMENTED = "learners:  # ours\n  - eve/y  # new\n"
LONG = "learners:\n  - repository: eve/y\n    name: Eve\n"
PATTERN = "repositories: [acme/x-*]\n"


def added(text: str, learner: Learner = BOB) -> str:
    made = with_learner(text, "c.yaml", learner)
    assert read_cohort(made, "c.yaml").learners[-1] == learner
    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BLOCK, f"{BLOCK}  - bob/x\n"),
        ("learners:\n- eve/y", "learners:\n- eve/y\n- bob/x\n"),
        (f"{COMMENTED}\nnote: N\n", f"{COMMENTED}  - bob/x\n\nnote: N\n"),
        (f"{LONG}note: N\n", f"{LONG}  - bob/x\nnote: N\n"),
        ("learners: []\n", "learners:\n  - bob/x\n"),
        ("learners: [eve/y]\nnote: N\n", "learners: [eve/y, bob/x]\nnote: N\n"),
        ("learners: [\n  eve/y,\n]\n", "learners: [\n  eve/y, bob/x]\n"),
        (PATTERN, f"{PATTERN}learners:\n  - bob/x\n"),
    ],
)
def test_one_line_more_and_nothing_else_changes(before: str, after: str) -> None:
    assert added(HEAD + before) == HEAD + after


def test_names_and_days_are_written_so_that_yaml_reads_them_back() -> None:
    assert '"Ada \\"Countess\\" L: #1"' in row(ADA)
    added(HEAD + BLOCK, ADA)


def test_a_learner_who_is_there_is_not_added_again() -> None:
    with pytest.raises(RoadmapSyncError, match="by hand"):
        with_learner(f"{HEAD}learners:\n  - bob/x\n", "c.yaml", BOB)


def test_a_file_with_problems_is_left_alone() -> None:
    with pytest.raises(InvalidRoadmapError):
        with_learner("title: T\n", "c.yaml", BOB)
