"""The timeline as a Mermaid gantt."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from roadmap_sync.progress.model import PartProgress, Tally
from roadmap_sync.render.gantt_mermaid import MAX_TASKS, chart
from tests.render.sample import beginner, learner

TASK = re.compile(r"^    [^:#;\n]+ :(?:done, |active, )?p\d+, \d{4}-\d\d-\d\d, \d{4}-\d\d-\d\d$")


def tasks(text: str) -> list[str]:
    return [line for line in text.splitlines() if " :" in line]


def test_phases_are_done_active_or_open_and_end_after_their_last_day() -> None:
    lines = tasks(chart(learner()))
    assert lines[0] == "    Python Foundation :done, p1, 2026-01-05, 2026-02-02"
    assert lines[2] == "    Generative AI Fundamentals :active, p3, 2026-03-09, 2026-04-20"
    assert all(TASK.match(line) for line in lines)


def test_without_dates_there_is_no_chart() -> None:
    assert chart(beginner()) == ""


def test_hostile_titles_keep_the_grammar() -> None:
    titles = ("a: b; c # d", "section x", "%% comment", "```\nend", "click p1 call x()", "")
    day = date(2026, 1, 5)
    parts = tuple(
        PartProgress(key=f"r/{n}", title=title, tally=Tally(), start=day, target=day) for n, title in enumerate(titles)
    )
    text = chart(replace(learner(), phases=parts))
    assert len(tasks(text)) == len(titles)
    assert all(TASK.match(line) for line in tasks(text))
    assert text.count("```") == 2


def test_groups_become_sections() -> None:
    parts = tuple(
        replace(part, group="Year 1" if number < 3 else "Year 2") for number, part in enumerate(learner().phases)
    )
    text = chart(replace(learner(), phases=parts))
    assert [line.strip() for line in text.splitlines() if "section" in line] == ["section Year 1", "section Year 2"]


def test_an_ongoing_phase_runs_to_the_end_of_the_others() -> None:
    ongoing = PartProgress(key="r/o", title="Keep going", tally=Tally(), start=date(2026, 3, 1), ongoing=True)
    assert "Keep going :p9, 2026-03-01, 2026-10-05" in chart(replace(learner(), phases=(*learner().phases, ongoing)))


def test_a_chart_stays_small() -> None:
    text = chart(replace(learner(), phases=learner().phases * 40))
    assert len(tasks(text)) == MAX_TASKS
    assert len(text) < 50_000
