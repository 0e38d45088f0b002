"""The report in the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from roadmap_sync.progress.model import Verdict, Work, WorkStatus
from roadmap_sync.render import report_text
from tests.render.sample import beginner, learner, reviewing, roadmap


def test_status_says_where_one_stands_and_what_to_do_next() -> None:
    shown = report_text.status([learner()])
    assert shown.startswith("AI Application Engineer\n████")
    for part in (
        "31% of the hours",
        "53 of 170",
        "5 days behind",
        "What next",
        "Prompting: File I/O",
        "Waiting",
        "As of 28 Mar 2026",
    ):
        assert part in shown, part
    assert "Phases" not in shown


def test_status_names_the_end_of_a_key_that_done_takes() -> None:
    assert "methods" in report_text.status([learner()])
    line = next(line for line in report_text.status([beginner()]).splitlines() if "Python basics" in line)
    assert line.split()[-1] == "a"


def test_the_report_has_everything_that_is_measured() -> None:
    shown = report_text.render([learner()])
    for part in (
        "Phases",
        "Recently done",
        "Criteria",
        "Habits",
        "Goals",
        "Skills",
        "Checkpoints",
        "★★★★☆",
        "61 of 30 commits",
    ):
        assert part in shown, part


@pytest.mark.parametrize("width", [20, 40, 72, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(map(len, report_text.render([learner()], width=width).splitlines())) <= width


def test_colour_only_when_told() -> None:
    assert "\x1b[" not in report_text.render([learner()])
    assert "\x1b[" in report_text.render([learner()], color=True)


def test_several_roadmaps_follow_each_other() -> None:
    shown = report_text.status([learner(), beginner()])
    assert shown.index("AI Application Engineer") < shown.index("My learning journey")


def test_long_lists_are_cut_and_say_so() -> None:
    works = tuple(Work(key=f"r/{n}", title=f"Item {n}", mark=WorkStatus.TODO, counts=True) for n in range(50))
    assert "… and 38 more" in report_text.status([replace(beginner(), next_up=works)])


def test_markup_and_control_characters_of_others_are_only_text() -> None:
    evil = "[bold red]x[/] \x1b[31m :smile: \n::error::y"
    work = replace(beginner().work[0], title=evil)
    verdict = Verdict(title=evil, met=None, evidence=evil)
    progress = replace(beginner(), next_up=(work,), criteria=(verdict,), roadmap=roadmap(title=evil))
    shown = report_text.render([progress], width=200)
    assert "\x1b" not in shown
    assert "[bold red]x[/] [31m :smile: ::error::y" in shown
    assert not any(line.startswith("::") for line in shown.splitlines())


def test_same_progress_same_text() -> None:
    assert report_text.render([learner()]) == report_text.render([learner()])


def test_a_review_says_what_is_due_and_what_is_least_remembered() -> None:
    status = " ".join(report_text.status([reviewing()]).split())
    assert "Review 5 questions due this week 32 of 40 questions remembered" in status
    shown = report_text.render([reviewing()])
    assert "Least remembered" in shown
    assert "Core Python Syntax  62%" in shown
    assert "Review" not in report_text.render([learner()])


@pytest.mark.parametrize("width", [80, 100, 120])
def test_status_fits_a_terminal_of_24_lines_for_a_roadmap_of_any_size(width: int) -> None:
    many = reviewing()
    works = tuple(replace(many.next_up[0], title=f"A rather long title of something to learn {n}") for n in range(40))
    blocked = tuple((work, (f"What comes before {n}", "and before that")) for n, work in enumerate(works))
    shown = report_text.status([replace(many, next_up=works, blocked=blocked)], width=width)
    assert len(shown.splitlines()) <= 23


def test_status_says_first_what_to_do_next() -> None:
    shown = report_text.status([learner()], width=80)
    assert shown.index("What next") < shown.index("Done ") < shown.index("Waiting")
    assert "status --all" in shown
