"""`sync`: what it makes, how it is kept from doing harm, and how it stops and goes on."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import pytest

from roadmap_sync.cli import sync as command
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import Step
from tests.cli.conftest import Shell, refusing

DAY = ("--today", "2026-01-05")


def many(count: int, title: str = "Exercise") -> str:
    items = "".join(f"      - {{title: {title} {number}, id: e{number}}}\n" for number in range(count))
    return f"id: many\ntitle: Many\nphases:\n  - title: All\n    id: all\n    items:\n{items}"


def test_a_sync_says_what_it_made_by_kind(small: Shell) -> None:
    assert small("sync", *DAY).out == "Done: created 3 labels, 2 milestones, 10 issues.\n"


def test_a_second_sync_has_nothing_to_do(synced: Shell) -> None:
    before = synced.state()
    done = synced("sync", *DAY)
    assert done.out == "Nothing to do: the tracker agrees with the roadmap.\n"
    assert synced.state() == before


def test_json_counts_what_was_planned_done_failed_and_left(small: Shell) -> None:
    document = small("sync", "--json", *DAY).json
    assert document["planned"] == {"create": 15, "update": 0, "retire": 0}
    assert document["failed"] == []
    assert document["left"] == 0
    assert document["done"] >= 15
    assert document["notices"] == []


def test_what_is_no_longer_named_is_left_alone_and_said(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "          - Moves\n", "")
    done = synced("sync", *DAY)
    assert done.out == "Nothing to do, but 1 issue is no longer in the roadmap and left alone; --prune closes it.\n"
    assert synced.issue("/moves").state is IssueState.OPEN


def test_prune_closes_it_as_not_planned(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "          - Moves\n", "")
    assert synced("sync", "--prune", *DAY).out == "Done: retired 1 issue.\n"
    assert synced.issue("/moves").state is IssueState.NOT_PLANNED


def test_beside_other_work_what_waits_for_prune_is_told_too(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "          - Moves\n          - Borrows\n", "          - Traits\n")
    done = synced("sync", *DAY)
    assert done.out == (
        "Done: created 1 issue. 2 issues are no longer in the roadmap and left alone; --prune closes them.\n"
    )


def test_no_more_issues_are_made_than_allowed_and_the_next_run_goes_on(small: Shell) -> None:
    first = small("sync", "--max-creates", "3", "--json", *DAY)
    assert first.code == 0
    assert first.json["left"] > 0
    assert len(small.state().issues) == 3
    second = small("sync", *DAY)
    assert second.code == 0
    assert len(small.state().issues) == 10
    assert small("plan", "--exit-code", *DAY).code == 0


def test_a_time_budget_of_0_stops_cleanly_with_all_left(small: Shell) -> None:
    done = small("sync", "--time-budget", "0", "--json", *DAY)
    assert done.code == 0
    assert done.json["done"] == 0
    assert done.json["left"] > 0
    assert small.state().issues == ()
    words = small("sync", "--time-budget", "0", *DAY).out
    assert words.startswith("0 of ")
    assert words.endswith("left for the next run.\n")


def test_a_plan_that_does_much_harm_stops_and_prints_the_way_out(shell: Shell) -> None:
    shell.write("roadmaps/many.yaml", many(40))
    shell("sync", *DAY)
    shell.write("roadmaps/many.yaml", many(40, "Renamed"))
    before = shell.state()
    done = shell("sync", *DAY)
    assert done.code == 1
    assert "--force" in done.err
    assert shell.state() == before
    assert shell("sync", "--force", *DAY).out == "Done: updated 40 issues.\n"
    assert shell.issue("/e7").title == "Renamed 7"


def test_a_renamed_roadmap_stops_and_prints_the_line_to_paste(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "id: rust", "id: rust-lang")
    done = synced("sync", *DAY)
    assert done.code == 1
    assert "was: rust" in done.err
    synced.edit("roadmaps/rust.yaml", "id: rust-lang", "id: rust-lang\nwas: [rust]")
    assert "created" not in synced("sync", *DAY).out


@pytest.mark.parametrize(("typed", "code", "made"), [("y\n", 0, 51), ("n\n", 1, 0), ("\n", 1, 0), ("", 130, 0)])
def test_more_than_fifty_issues_are_asked_for_first(
    shell: Shell, answering: Callable[[str], None], typed: str, code: int, made: int
) -> None:
    shell.write("roadmaps/many.yaml", many(51))
    answering(typed)
    done = shell("sync", *DAY)
    assert done.code == code
    assert "This creates 51 issues." in done.err
    assert "Go on? [y/N]" in done.err
    assert len(shell.state().issues) == made


def test_a_no_says_that_nothing_was_written(shell: Shell, answering: Callable[[str], None]) -> None:
    shell.write("roadmaps/many.yaml", many(51))
    answering("n\n")
    assert "Nothing was written." in shell("sync", *DAY).err
    assert not (shell.folder / ".roadmap-sync").exists()


def test_fifty_are_made_without_asking(shell: Shell, answering: Callable[[str], None]) -> None:
    shell.write("roadmaps/many.yaml", many(50))
    answering("")
    assert shell("sync", *DAY).code == 0


def test_yes_answers_beforehand(shell: Shell, answering: Callable[[str], None]) -> None:
    shell.write("roadmaps/many.yaml", many(51))
    answering("n\n")
    done = shell("sync", "--yes", *DAY)
    assert (done.code, "Go on?" in done.err) == (0, False)


def test_nobody_is_asked_where_nobody_sits(shell: Shell) -> None:
    shell.write("roadmaps/many.yaml", many(51))
    assert shell("sync", *DAY).code == 0


def pressing(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """Somebody presses Ctrl-C with each of the first steps."""
    words, presses = command.sync_text.words, iter(range(times))

    def press(step: Step) -> str:
        if next(presses, None) is not None:
            os.kill(os.getpid(), signal.SIGINT)
        return words(step)

    monkeypatch.setattr(command.sync_text, "words", press)


def test_the_first_stop_waits_for_what_is_under_way_and_the_next_run_goes_on(
    small: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressing(monkeypatch, 1)
    done = small("sync", *DAY)
    assert done.code == 130
    assert "press Ctrl-C again to stop at once" in done.err
    assert done.out == "3 of 15 steps done; 12 left for the next run.\n"
    assert small("sync", *DAY).code == 0
    assert len(small.state().issues) == 10


def test_the_second_stop_ends_at_once(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    pressing(monkeypatch, 2)
    done = small("sync", *DAY)
    assert done.code == 130
    assert done.err.endswith("Stopped.\n")
    assert done.out == ""
    assert small("sync", *DAY).code == 0
    assert len(small.state().issues) == 10


def test_a_stop_before_anything_is_written_is_immediate(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "sync", lambda *_, **__: os.kill(os.getpid(), signal.SIGTERM))
    done = small("sync", *DAY)
    assert done.code == 130
    assert "Stopped." in done.err


def test_signals_are_as_before_once_a_sync_has_ended(small: Shell) -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    small("sync", *DAY)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_another_run_that_writes_stops_this_one(small: Shell) -> None:
    with small.tracker.lock():
        done = small("sync", *DAY)
    assert done.code == 1
    assert "Another run is writing" in done.err
    assert small.state().issues == ()


def test_a_step_that_fails_ends_with_1_and_the_independent_rest_is_done(
    small: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "/ownership")
    done = small("sync", *DAY)
    assert done.code == 1
    assert "Failed: create rust/basics/ownership: it is frozen" in done.err
    assert done.out == "11 of 15 steps done; 1 failed; 3 left for the next run.\n"
    assert {issue.title for issue in small.state().issues} >= {"Structs", "Async", "A tool"}
    monkeypatch.undo()
    monkeypatch.chdir(small.folder)
    assert small("sync", *DAY).code == 0
    assert small("plan", "--exit-code", *DAY).code == 0


def test_what_failed_is_in_the_json(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing(monkeypatch, "/moves")
    done = small("sync", "--json", *DAY)
    assert done.code == 1
    assert done.json["failed"] == [{"step": "create rust/basics/ownership/moves", "error": "it is frozen"}]


def test_in_a_pipe_a_long_run_says_now_and_then_how_far_it_is(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter(range(0, 1000, 4))
    monkeypatch.setattr("roadmap_sync.cli.output.monotonic", lambda: next(ticks))
    said = [line for line in small("sync", *DAY).err.splitlines() if line.startswith("Sync: ")]
    assert said[0] == "Sync: 3 of 15 (label 'project')"
    assert 2 < len(said) < 8
    assert small("sync", "--json", *DAY).err.count("\n") == 1
