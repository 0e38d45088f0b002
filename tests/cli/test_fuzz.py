"""A small sample of `python -m benchmarks.fuzz`, and the cases that it, or people, once found."""

from __future__ import annotations

import pytest

from benchmarks import fuzz
from tests.cli.conftest import Shell

LATE = """\
title: T
start: {start}
{more}
phases:
  - title: P
    {when}
    items: [a, {{title: b, effort: {effort}}}]
"""


@pytest.mark.parametrize("case", range(12))
def test_a_roadmap_with_a_hostile_value_is_refused_or_works(shell: Shell, case: int) -> None:
    assert shell
    assert [found.what for found in fuzz.check(18, case)] == []


def test_a_case_is_the_same_each_time_and_each_is_another() -> None:
    assert fuzz.fuzzed(1, 2) == fuzz.fuzzed(1, 2)
    assert len({fuzz.fuzzed(1, case)[1] for case in range(20)}) == 20


@pytest.mark.parametrize(
    "values",
    [
        {"start": "2199-12-31"},
        {"start": "2199-01-01", "when": "lasts: 100 years"},
        {"effort": "100000h", "more": "pace: 0.1h"},
        {"when": "when: 2199-12-30..2199-12-31"},
        {"more": "holidays: [2026-01-01..2199-12-31]"},
        {"more": "goals: [{title: G, by: month 5000}]"},
    ],
)
def test_the_ends_of_the_calendar_work_in_every_command(shell: Shell, values: dict[str, str]) -> None:
    text = LATE.format_map({"start": "2026-01-05", "more": "", "when": "note: why", "effort": "2h"} | values)
    shell.write("roadmaps/r.yaml", text)
    for command in ("validate", "sync", "status", "report", "export --format ics", "export --format csv", "plan"):
        done = shell(*command.split())
        assert done.code == 0, done.err


@pytest.mark.parametrize("day", ["9999-12-31", "2700-01-01"])
@pytest.mark.parametrize(
    "where", ["start: {}", "holidays: [{}]", "goals: [{{title: G, by: {}}}]", "checkpoints: [{{title: C, by: {}}}]"]
)
def test_a_day_far_ahead_is_refused_at_its_place(shell: Shell, where: str, day: str) -> None:
    shell.write("roadmaps/r.yaml", f"title: T\n{where.format(day)}\nphases: [{{title: P, items: [a]}}]\n")
    refused = shell("validate")
    assert refused.code == 1
    assert "roadmaps/r.yaml:2:" in refused.out
    assert "up to 2199" in refused.out


def test_a_title_of_300_characters_and_a_readme_that_is_a_folder_are_errors_with_a_way_out(small: Shell) -> None:
    assert small("sync").code == 0
    (small.folder / "README.md").mkdir()
    refused = small("report")
    assert refused.code == 1
    assert "README.md: Is a directory" in refused.err
    small.write("roadmaps/long.yaml", f"title: {'a' * 300}\nphases: [{{title: P, items: [a]}}]\n")
    assert "roadmaps/long.yaml:1:8" in small("validate").out
