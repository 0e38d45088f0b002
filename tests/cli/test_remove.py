"""`remove`: the undo of a sync."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest

from roadmap_sync.tracker.state import IssueState
from tests.cli.conftest import Shell

OTHER = "id: go\ntitle: Go\nphases:\n  - title: Start\n    items: [Channels]\n"


def test_remove_closes_all_that_is_open_as_not_planned_and_deletes_nothing(synced: Shell) -> None:
    synced("done", "moves")
    numbers = [issue.found.number for issue in synced.state().issues if issue.found]
    done = synced("remove", "rust", "--yes")
    assert done.code == 0
    assert done.out.startswith("Done: retired 10 issues.")
    after = synced.state()
    assert [issue.found.number for issue in after.issues if issue.found] == numbers
    states = {issue.key: issue.state for issue in after.issues}
    assert states.pop("rust/basics/ownership/moves") is IssueState.COMPLETED
    assert {*states.values()} == {IssueState.NOT_PLANNED}
    assert len(after.milestones) == 2


def test_remove_says_how_to_delete_by_hand_and_what_the_next_sync_would_do(synced: Shell) -> None:
    said = synced("remove", "rust", "--yes").err
    assert "To delete for good" in said
    assert "tracker.sqlite3" in said
    assert "The next sync of roadmaps/rust.yaml would bring them back" in said


def test_a_second_remove_has_nothing_to_do(synced: Shell) -> None:
    synced("remove", "rust", "--yes")
    done = synced("remove", "rust")
    assert (done.code, done.out) == (0, "Nothing to do: no issue of 'rust' is open here.\n")


def test_the_file_names_the_roadmap_as_well_as_the_id(synced: Shell) -> None:
    assert synced("remove", "roadmaps/rust.yaml", "--yes").out.startswith("Done: retired 10 issues.")


def test_a_roadmap_whose_file_is_gone_is_known_by_its_id(synced: Shell) -> None:
    (synced.folder / "roadmaps" / "rust.yaml").unlink()
    assert synced("remove", "rust", "--yes").out.startswith("Done: retired 10 issues.")


def test_other_roadmaps_stay_as_they_are_with_their_files_or_without(synced: Shell) -> None:
    file = synced.write("roadmaps/go.yaml", OTHER)
    synced("sync")
    file.unlink()
    (synced.folder / "roadmaps" / "rust.yaml").unlink()
    synced("remove", "rust", "--yes")
    assert synced.issue("go/start/channels").state is IssueState.OPEN
    assert synced("remove", "go", "--yes").code == 0


def test_what_people_opened_stays_open(synced: Shell) -> None:
    number = synced.tracker.open_issue("My own", labels=["roadmap"])
    synced("remove", "rust", "--yes")
    (mine,) = [issue for issue in synced.state().issues if issue.found and issue.found.number == number]
    assert mine.state is IssueState.OPEN


def test_a_sync_brings_back_what_remove_closed_and_only_that(synced: Shell) -> None:
    synced("done", "moves")
    synced("skip", "borrows")
    synced("remove", "rust", "--yes")
    synced("sync", "--today", "2026-01-05")
    states = {issue.key.rpartition("/")[2]: issue.state for issue in synced.state().issues}
    assert (states["moves"], states["borrows"]) == (IssueState.COMPLETED, IssueState.NOT_PLANNED)
    assert states["enums"] is IssueState.OPEN


def test_a_roadmap_that_nobody_knows_is_wrong_usage_and_names_those_there_are(synced: Shell) -> None:
    done = synced("remove", "rusty", "--yes")
    assert done.code == 2
    assert "nothing here belongs to a roadmap 'rusty'" in done.err
    assert "There is rust." in done.err


@pytest.mark.parametrize(("typed", "code", "state"), [("y\n", 0, IssueState.NOT_PLANNED), ("n\n", 1, IssueState.OPEN)])
def test_remove_asks_first(
    synced: Shell, answering: Callable[[str], None], typed: str, code: int, state: IssueState
) -> None:
    answering(typed)
    done = synced("remove", "rust")
    assert done.code == code
    assert "Close 10 open issues of 'Rust' as not planned? [y/N]" in done.err
    assert synced.issue("/moves").state is state


def test_where_nobody_can_answer_remove_wants_a_yes_beforehand(synced: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())
    done = synced("remove", "rust")
    assert done.code == 2
    assert "Say --yes." in done.err
    assert synced.issue("/moves").state is IssueState.OPEN


def test_json_counts_what_was_done(synced: Shell) -> None:
    document = synced("remove", "rust", "--yes", "--json").json
    assert document["planned"] == {"create": 0, "update": 0, "retire": 10}
    assert document["left"] == 0
