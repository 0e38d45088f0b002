"""`start`, `done`, `reopen`, `skip`: progress from the terminal."""

from __future__ import annotations

import pytest

from roadmap_sync.tracker import checkboxes
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, IssueState
from tests.cli.conftest import SMALL, Shell, refusing


@pytest.mark.parametrize(
    ("action", "state"),
    [("done", IssueState.COMPLETED), ("skip", IssueState.NOT_PLANNED), ("start", IssueState.OPEN)],
)
def test_a_mark_is_in_the_tracker(synced: Shell, action: str, state: IssueState) -> None:
    done = synced(action, "moves")
    assert done.code == 0
    assert done.out == f"{action}: #6 Moves  (rust/basics/ownership/moves)\n"
    assert synced.issue("/moves").state is state


def test_a_mark_counts_in_the_report(synced: Shell) -> None:
    synced("done", "moves", "async")
    synced("skip", "borrows")
    synced("start", "enums")
    (rust,) = synced("report", "--json").json["roadmaps"]
    assert (rust["done"], rust["skipped"], rust["in_progress"], rust["total"]) == (2, 1, 1, 7)


def test_started_work_carries_the_label_until_it_is_done(synced: Shell) -> None:
    synced("start", "moves")
    assert IN_PROGRESS_LABEL in synced.issue("/moves").labels
    synced("done", "moves")
    assert IN_PROGRESS_LABEL not in synced.issue("/moves").labels
    synced("start", "moves")
    assert synced.issue("/moves").state is IssueState.OPEN
    assert IN_PROGRESS_LABEL in synced.issue("/moves").labels


def test_skipping_what_is_done_changes_the_reason_and_reopens_nothing(synced: Shell) -> None:
    synced("done", "moves")
    synced("skip", "moves")
    moves = synced.issue("/moves")
    assert moves.state is IssueState.NOT_PLANNED
    assert moves.found is not None
    assert (moves.found.closings, moves.found.reopened_times) == (1, ())


def test_reopen_takes_a_mark_back(synced: Shell) -> None:
    synced("done", "moves")
    assert synced("reopen", "moves").code == 0
    assert synced.issue("/moves").state is IssueState.OPEN


def test_what_is_marked_stays_through_a_sync(synced: Shell) -> None:
    synced("done", "moves")
    synced.edit("roadmaps/rust.yaml", "- Moves", "- {title: Moves and copies, id: moves}")
    synced("sync", "--today", "2026-01-05")
    assert synced.issue("/moves").state is IssueState.COMPLETED
    assert synced.issue("/moves").title == "Moves and copies"


def test_marking_twice_says_that_there_was_nothing_to_do(synced: Shell) -> None:
    synced("done", "moves")
    before = synced.state()
    done = synced("done", "moves")
    assert (done.code, done.out) == (0, "nothing to do: #6 Moves  (rust/basics/ownership/moves)\n")
    assert synced.state() == before


@pytest.mark.parametrize("name", ["moves", "/moves", "ownership/moves", "rust/basics/ownership/moves", "6", "#6"])
def test_any_end_of_a_key_will_do_and_so_will_the_number(synced: Shell, name: str) -> None:
    assert synced("done", name).code == 0
    assert synced.issue("/moves").state is IssueState.COMPLETED


def test_a_section_and_a_project_can_be_marked(synced: Shell) -> None:
    assert synced("done", "types", "a-tool").code == 0
    assert synced.issue("/types").state is IssueState.COMPLETED
    assert synced.issue("/a-tool").state is IssueState.COMPLETED


def test_an_end_that_fits_several_keys_shows_them(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", SMALL.replace("[Structs, Enums]", "[Structs, Enums, Moves]"))
    small("sync")
    done = small("done", "moves")
    assert done.code == 2
    assert "'moves' fits 2 keys, write more of the one you mean:" in done.err
    assert "\n  rust/basics/ownership/moves\n  rust/basics/types/moves\n" in done.err
    assert small("done", "types/moves").code == 0


def test_a_wrong_key_names_the_nearest_one(synced: Shell) -> None:
    done = synced("done", "borows")
    assert done.code == 2
    assert "nothing here has the key, number, address or title 'borows'; did you mean 'borrows'?" in done.err
    assert "`roadmap-sync status` shows keys" in done.err


def test_all_wrong_keys_are_told_at_once_and_nothing_is_marked(synced: Shell) -> None:
    before = synced.state()
    done = synced("done", "moves", "nonsense", "borows", "")
    assert done.code == 2
    for text in ("'nonsense'", "'borows'", "''"):
        assert text in done.err
    assert synced.state() == before


def test_a_key_named_twice_is_marked_once(synced: Shell) -> None:
    assert synced("done", "moves", "#6").out.count("Moves") == 1


def test_before_the_first_sync_the_way_out_is_to_sync(small: Shell) -> None:
    done = small("done", "moves")
    assert done.code == 2
    assert "run `roadmap-sync sync` first" in done.err


def test_an_item_that_is_new_in_the_file_is_told_from_a_wrong_key(synced: Shell) -> None:
    synced.edit("roadmaps/rust.yaml", "[Structs, Enums]", "[Structs, Enums, Traits]")
    assert "'traits' is in the roadmap but not synced yet" in synced("done", "traits").err


def test_what_the_roadmap_names_goes_before_what_it_no_longer_does(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", SMALL.replace("[Structs, Enums]", "[Structs, Enums, Moves]"))
    small("sync")
    small.edit("roadmaps/rust.yaml", "          - Moves\n", "")
    assert small("done", "moves").out.endswith("(rust/basics/types/moves)\n")
    assert small("done", "ownership/moves").code == 0
    assert small.issue("ownership/moves").state is IssueState.COMPLETED


def test_json_says_what_was_marked_and_what_was_so_already(synced: Shell) -> None:
    synced("done", "moves")
    document = synced("done", "moves", "borrows", "--json").json
    marked = {"key": "rust/basics/ownership/borrows", "title": "Borrows", "number": 7, "action": "done"}
    assert document["marked"] == [marked]
    assert [each["key"] for each in document["unchanged"]] == ["rust/basics/ownership/moves"]
    assert document["failed"] == []


def test_a_mark_on_a_day_is_of_that_day(synced: Shell) -> None:
    synced("done", "moves", "--today", "2026-02-03")
    found = synced.issue("/moves").found
    assert found is not None
    assert found.closed_at is not None
    assert found.closed_at.date().isoformat() == "2026-02-03"


@pytest.fixture
def by_section(small: Shell) -> Shell:
    """The small roadmap with an issue a section, its items boxes in it."""
    small.write("roadmaps/rust.yaml", "track: sections\n" + SMALL)
    small("sync", "--today", "2026-01-05")
    return small


def ticked(shell: Shell) -> set[str]:
    return {box.id for box in checkboxes.boxes(shell.issue("/ownership").region) if box.ticked}


def test_where_sections_are_tracked_done_ticks_the_items_box_and_reopen_clears_it(by_section: Shell) -> None:
    done = by_section("done", "moves", "basics/ownership/lifetimes")
    assert done.code == 0
    assert ticked(by_section) == {"moves", "lifetimes"}
    assert "(rust/basics/ownership/moves)" in done.out
    by_section("reopen", "moves")
    assert ticked(by_section) == {"lifetimes"}


def test_a_tick_of_the_terminal_touches_nothing_but_the_box(by_section: Shell) -> None:
    before = by_section.issue("/ownership")
    assert before.found is not None
    body = before.found.body + "\n\nMy own note: [ ] is no box\n"
    by_section.tracker.edit_body(before.found.number, body)
    by_section("done", "borrows")
    after = by_section.issue("/ownership").found
    assert after is not None
    assert after.body == body.replace("- [ ] Borrows", "- [x] Borrows")


def test_ticked_items_count_and_close_their_section_with_the_next_sync(by_section: Shell) -> None:
    by_section("done", "moves", "borrows", "lifetimes")
    assert by_section("report", "--json").json["roadmaps"][0]["done"] == 3
    by_section("sync", "--today", "2026-01-05")
    assert by_section.issue("/ownership").state is IssueState.COMPLETED
    assert by_section("sync", "--today", "2026-01-05").out.startswith("Nothing to do")


@pytest.mark.parametrize("action", ["start", "skip"])
def test_a_box_knows_nothing_between_and_says_what_to_mark_instead(by_section: Shell, action: str) -> None:
    before = by_section.state()
    done = by_section(action, "moves")
    assert done.code == 2
    assert f"{action} rust/basics/ownership" in done.err
    assert by_section.state() == before


def test_a_ticked_box_is_not_ticked_again(by_section: Shell) -> None:
    by_section("done", "moves")
    assert by_section("done", "moves").out.startswith("nothing to do")


def test_a_mark_that_the_tracker_refuses_is_told_and_the_others_are_made(
    synced: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing(monkeypatch, "moves")
    done = synced("done", "moves", "borrows")
    assert done.code == 1
    assert done.out == "done: #7 Borrows  (rust/basics/ownership/borrows)\n"
    assert "Failed: close rust/basics/ownership/moves: it is frozen" in done.err
    document = synced("done", "moves", "--json")
    assert document.code == 1
    assert [(each["key"], each["error"]) for each in document.json["failed"]] == [
        ("rust/basics/ownership/moves", "it is frozen")
    ]


@pytest.mark.parametrize("name", ["#6", "GH-6", "gh-6", "6", "Moves", "  moves ", "MOVES"])
def test_an_issues_number_in_any_form_and_its_title_will_do(synced: Shell, name: str) -> None:
    assert synced("done", name).out == "done: #6 Moves  (rust/basics/ownership/moves)\n"


def test_a_title_that_two_have_is_asked_about(small: Shell) -> None:
    small.edit("roadmaps/rust.yaml", "[Structs, Enums]", "[{title: Moves, id: other}, Enums]")
    small("sync", "--today", "2026-01-05")
    assert small("done", "Moves and more").code == 2
    done = small("done", "MOVES")
    assert done.code == 2
    assert "fits 2 keys" in done.err


def test_a_number_that_no_issue_has_is_told(synced: Shell) -> None:
    assert "'#600'" in synced("done", "#600").err
