"""`roadmap-sync review`: the questions that are due, asked in the terminal, on the embedded tracker and on GitHub."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from roadmap_sync.desired.reviews import ReviewAnswer, answers
from tests.cli.conftest import Shell, Terminal
from tests.cli.github_shell import GitHubShell

TEXT = """\
id: r
title: Python
start: 2026-03-02
board: false
review: true
phases:
  - title: Basics
    items:
      - {title: Names, check_yourself: [{id: name, question: What is a name?}, {id: value, question: What is a value?}]}
      - {title: Calls, check_yourself: [What is a call?]}
"""
ENTER = "\r"
WEEK = "~review/week/2026-W11"
DAY = "2026-03-09"


@pytest.fixture
def learner(shell: Shell) -> Shell:
    """Names was done on the first day; today is a week later."""
    shell.write("roadmaps/r.yaml", TEXT)
    assert shell("sync", "--today", "2026-03-02").code == 0
    assert shell("done", "names", "--today", "2026-03-02").code == 0
    return shell


def keys_pressed(monkeypatch: pytest.MonkeyPatch, pressed: Iterable[str]) -> Iterator[str]:
    """Somebody at a terminal who presses these keys; gives what is left of them."""
    left = iter(pressed)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    monkeypatch.setattr("click.getchar", lambda: next(left))
    return left


def ticked(shell: Shell) -> dict[str, ReviewAnswer | None]:
    return answers(shell.issue(WEEK).region)


def test_each_answer_is_ticked_in_the_review_issue_and_the_last_one_closes_it(learner, monkeypatch):
    keys_pressed(monkeypatch, [ENTER, "3", ENTER, "1"])
    done = learner("review", "--today", DAY)
    assert done.code == 0, done.err
    assert "1. What is a name?" in done.err
    assert "Answered all 2." in done.out
    assert ticked(learner) == {"name": ReviewAnswer.GOOD, "value": ReviewAnswer.AGAIN}
    assert learner.issue(WEEK).state.value == "completed"


@pytest.mark.parametrize("pressed", [["q"], [ENTER, "q"]])
def test_q_stops_at_once_and_nothing_is_answered(learner, monkeypatch, pressed):
    keys_pressed(monkeypatch, pressed)
    done = learner("review", "--today", DAY)
    assert done.code == 0
    assert "Answered 0 of 2; the rest stays due." in done.out
    assert set(ticked(learner).values()) == {None}
    assert learner.issue(WEEK).state.value == "open"


def test_who_stopped_goes_on_with_the_rest(learner, monkeypatch):
    keys_pressed(monkeypatch, [ENTER, "4", "q"])
    assert "Answered 1 of 2" in learner("review", "--today", DAY).out
    keys_pressed(monkeypatch, [ENTER, "2"])
    done = learner("review", "--today", DAY)
    assert "What is a name?" not in done.err
    assert ticked(learner) == {"name": ReviewAnswer.EASY, "value": ReviewAnswer.HARD}


def test_other_keys_are_ignored(learner, monkeypatch):
    left = keys_pressed(monkeypatch, ["x", ENTER, "7", "3", ENTER, "\x1b", "3"])
    assert learner("review", "--today", DAY).code == 0
    assert not [*left]


def test_a_run_that_is_cut_off_keeps_what_was_answered(learner, monkeypatch):
    pressed = iter([ENTER, "3"])

    def press() -> str:
        for key in pressed:
            return key
        raise KeyboardInterrupt

    keys_pressed(monkeypatch, [])
    monkeypatch.setattr("click.getchar", press)
    learner("review", "--today", DAY)
    assert ticked(learner) == {"name": ReviewAnswer.GOOD, "value": None}


def test_without_a_terminal_the_questions_are_printed(learner):
    done = learner("review", "--today", DAY)
    assert done.out.splitlines()[0].startswith("Python: 2 to review. Answer them with `roadmap-sync review`")
    assert "  2. What is a value?" in done.out


def test_nothing_is_asked_before_three_days_have_passed(learner):
    assert learner("review", "--today", "2026-03-03").out == "Python: nothing to review now.\n"


def test_nothing_is_asked_of_what_is_not_finished(learner):
    assert "What is a call?" not in learner("review", "--today", DAY).out


def test_a_roadmap_without_reviews_is_refused_with_the_way_to_have_them(small):
    refused = small("review")
    assert refused.code == 2
    assert "Write `review: true` into the roadmap file." in refused.err


def test_only_the_review_is_created_whatever_else_is_to_do(learner, monkeypatch):
    learner.edit("roadmaps/r.yaml", "      - {title: Calls", "      - Modules\n      - {title: Calls")
    assert learner("review", "--today", DAY).code == 0
    assert not [issue for issue in learner.state().issues if issue.title == "Modules"]


def test_on_github_it_ticks_the_boxes_of_the_issue_and_keeps_notes(online: GitHubShell, monkeypatch):
    online.shell.write("roadmaps/r.yaml", TEXT)
    online.sync()
    online.ada.close(online.by_key()["basics/names"])
    online.gh.clock.advance(7 * 24 * 3600)
    online.sync(day=DAY)
    issue = online.by_key()[WEEK]
    online.ada.edit_body(issue, issue.body.replace("What is a name?", "What is a name?\n\nMy note") + "\n\nMine")
    keys_pressed(monkeypatch, [ENTER, "3", ENTER, "4"])
    done = online.shell("review", "--today", DAY)
    assert done.code == 0, done.err
    assert answers(issue.body) == {"name": ReviewAnswer.GOOD, "value": ReviewAnswer.EASY}
    assert issue.state == "CLOSED"
    assert "Mine" in issue.body


def test_on_github_the_place_to_tick_is_named_where_nobody_is_at_a_terminal(online: GitHubShell):
    online.shell.write("roadmaps/r.yaml", TEXT)
    online.sync()
    online.ada.close(online.by_key()["basics/names"])
    done = online.shell("review", "--today", DAY)
    assert f"Tick the answers in https://github.com/ada/learning/issues/{online.by_key()[WEEK].number}" in done.out
