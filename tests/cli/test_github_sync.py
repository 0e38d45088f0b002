"""The commands on GitHub: what they make, what of people's stays, what an edit of the roadmap does."""

from __future__ import annotations

import pytest

from roadmap_sync.desired.labels import OWN_DESCRIPTION
from tests.cli.conftest import SMALL
from tests.cli.github_shell import GitHubShell
from tests.fake_github.actions import labelling
from tests.fake_github.actions.cards import set_value
from tests.fake_github.actions.projects import create_field
from tests.fake_github.boards import Project

FILE = "roadmaps/rust.yaml"
PLAIN = SMALL.replace("title: Rust\n", "title: Rust\nboard: false\n", 1)
MOVES = "basics/ownership/moves"


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    """The small roadmap without a board, synced."""
    online.shell.write(FILE, PLAIN)
    online.sync()
    return online


@pytest.fixture
def boarded(online: GitHubShell) -> GitHubShell:
    """The small roadmap with its board, synced."""
    online.shell.write(FILE, SMALL)
    online.sync()
    return online


def board(online: GitHubShell) -> Project:
    (found,) = online.gh.projects
    return found


def status(online: GitHubShell, key: str) -> object:
    card = board(online).item(online.by_key()[key])
    assert card
    return card.text("Status")


def archived(online: GitHubShell) -> list[str]:
    return [item.content.title for item in board(online).items if item.archived]


def test_a_sync_makes_on_github_what_the_plan_said_and_says_where(online: GitHubShell) -> None:
    online.shell.write(FILE, SMALL)
    planned = online("plan", "--json").json
    online.gh.assert_readonly()
    online.gh.log.clear()
    done = online.sync()
    assert done.err.startswith(f"Tracker: GitHub, ada/learning at {online.gh.url}\n")
    assert done.out == "Done: created 3 labels, 2 milestones, 1 board, 10 issues, 8 cards.\n"
    assert planned["tracker"] == "github"
    assert planned["summary"] == {"create": 24, "update": 0, "retire": 0}
    assert len(online.gh.log) == planned["estimate"]["requests"]
    online.still()


def test_marks_of_the_terminal_are_on_github_at_once_and_count(boarded: GitHubShell) -> None:
    assert boarded("start", "moves").code == 0
    assert boarded("done", "borrows").code == 0
    assert boarded("skip", "structs").code == 0
    issues = boarded.by_key()
    assert status(boarded, MOVES) == "In Progress"
    assert (issues["basics/ownership/borrows"].state_reason, issues["basics/types/structs"].state_reason) == (
        "COMPLETED",
        "NOT_PLANNED",
    )
    assert {"done": 1, "skipped": 1, "in_progress": 1}.items() <= boarded("status", "--json").json["roadmaps"][
        0
    ].items()
    assert boarded("reopen", "borrows").code == 0
    assert issues["basics/ownership/borrows"].state == "OPEN"
    boarded.sync()
    assert status(boarded, "basics/ownership/borrows") == "Todo"
    boarded.still()


def test_work_that_is_dragged_to_in_progress_counts_as_started(boarded: GitHubShell) -> None:
    boarded.ada.move_card(board(boarded), boarded.by_key()[MOVES], "In Progress")
    assert boarded("status", "--json").json["roadmaps"][0]["in_progress"] == 1
    assert "Moves" in boarded("status").out
    boarded.still()
    assert status(boarded, MOVES) == "In Progress"


def test_what_people_added_is_there_byte_for_byte_after_syncs_and_edits(boarded: GitHubShell) -> None:
    ada, issue = boarded.ada, boarded.by_key()["basics/ownership/lifetimes"]
    project = board(boarded)
    mood = create_field(boarded.gh.world, project, "Mood", "TEXT")
    boarded.gh.add_collaborator(boarded.repo, "grace")
    ada.tick(issue, "read")
    ada.edit_body(issue, "My notes first.\n\n" + issue.body + "\n\nAnd last: @grace, see https://example.org")
    ada.label(issue, "help wanted", "mine")
    ada.assign(issue, "grace")
    ada.comment(issue, "Hard!")
    ada.move_card(project, issue, "In Progress")
    own = ada.create_milestone(boarded.repo, "Holidays")
    strange = ada.open_issue(boarded.repo, "Buy a desk", "[ ] oak", milestone=own)
    ada.add_card(project, strange)
    item = project.item(strange)
    assert item
    set_value(boarded.gh.world, boarded.gh.add_user("ada"), item, mood, {"text": "good"})
    before = boarded.seen()
    boarded.still()
    assert boarded.seen() == before
    boarded.shell.edit(
        FILE, "title: Lifetimes", "title: Lifetimes and regions\n            id: lifetimes\n            note: Go slow"
    )
    boarded.sync()
    after = boarded.seen()
    assert after["issues"]["Buy a desk"] == before["issues"]["Buy a desk"]
    assert after["milestones"]["Holidays"] == before["milestones"]["Holidays"]
    assert item.text("Mood") == "good"
    assert issue.title == "Lifetimes and regions"
    assert issue.body.startswith("My notes first.\r\n\r\n")
    assert issue.body.endswith("\r\n\r\nAnd last: @grace, see https://example.org")
    assert "- [x] read" in issue.body
    assert "Go slow" in issue.body
    assert {label.name for label in issue.labels} >= {"help wanted", "mine", "roadmap"}
    assert [user.login for user in issue.assignees] == ["grace"]
    assert [comment.body for comment in issue.comments] == ["Hard!"]
    assert status(boarded, "basics/ownership/lifetimes") == "In Progress"
    boarded.still()


def test_what_the_roadmap_owns_is_put_right_and_shown_in_the_plan_first(rust: GitHubShell) -> None:
    ada, issues = rust.ada, rust.by_key()
    ada.edit_title(issues[MOVES], "Something else")
    ada.set_milestone(issues[MOVES], None)
    ada.edit_milestone(rust.repo.milestones["Beyond"], title="Far beyond")
    ada.add_sub_issue(issues["basics/types"], issues[MOVES], replace=True)
    fields = {change["key"]: change["fields"] for change in rust("plan", "--json").json["changes"]}
    assert fields["rust/basics/ownership/moves"] == ["milestone", "order", "parent", "title"]
    rust.sync()
    assert (issues[MOVES].title, issues[MOVES].parent) == ("Moves", issues["basics/ownership"])
    assert set(rust.repo.milestones) == {"Basics", "Beyond"}
    rust.still()


def test_a_milestone_that_somebody_closed_stays_closed(rust: GitHubShell) -> None:
    rust.ada.edit_milestone(rust.repo.milestones["Basics"], state="CLOSED")
    rust.still()
    assert rust.repo.milestones["Basics"].state == "CLOSED"


def test_what_somebody_closed_stays_closed_when_the_roadmap_changes(rust: GitHubShell) -> None:
    issue = rust.by_key()[MOVES]
    rust.ada.close(issue)
    rust.shell.edit(FILE, "- Moves\n", "- {title: Moves and drops, id: moves}\n")
    rust.sync()
    assert (issue.title, issue.state) == ("Moves and drops", "CLOSED")
    rust.still()


def test_a_section_closes_when_all_below_is_done_and_opens_again_with_its_work(rust: GitHubShell) -> None:
    issues = rust.by_key()
    section = issues["basics/types"]
    assert rust("done", "structs", "enums").code == 0
    rust.sync()
    assert (section.state, section.state_reason) == ("CLOSED", "COMPLETED")
    rust.ada.reopen(issues["basics/types/enums"])
    rust.sync()
    assert section.state == "OPEN"
    rust.ada.close(section)
    rust.still()
    assert section.state == "CLOSED"


def test_a_new_title_keeps_the_issue_with_its_number_and_its_ticks(rust: GitHubShell) -> None:
    issue = rust.by_key()["basics/ownership/lifetimes"]
    rust.ada.tick(issue, "write")
    rust.shell.edit(FILE, "title: Lifetimes", "title: Lifetime")
    done = rust.sync()
    assert "created" not in done.out
    assert issue.title == "Lifetime"
    assert "- [x] write" in issue.body
    rust.still()


def test_an_item_with_an_id_moves_to_another_phase_as_the_same_issue(rust: GitHubShell) -> None:
    issue = rust.by_key()[MOVES]
    rust.shell.edit(FILE, "          - Moves\n", "")
    rust.shell.edit(FILE, "items: [Async, Macros]", "items: [Async, Moves, Macros]")
    assert "was rust/basics/ownership/moves" in rust("plan").out
    rust.sync()
    assert rust.by_key()["beyond/moves"] is issue
    assert issue.milestone is rust.repo.milestones["Beyond"]
    assert issue.parent is None
    rust.still()


def test_what_is_pruned_is_closed_and_what_returns_is_opened_again(boarded: GitHubShell) -> None:
    issue = boarded.by_key()[MOVES]
    boarded.shell.edit(FILE, "          - Moves\n", "")
    assert "left alone; --prune closes it" in boarded.sync().out
    assert issue.state == "OPEN"
    boarded.sync("--prune")
    assert (issue.state, issue.state_reason) == ("CLOSED", "NOT_PLANNED")
    assert archived(boarded) == ["Moves"]
    boarded.still()
    boarded.shell.edit(FILE, "          - Borrows\n", "          - Moves\n          - Borrows\n")
    boarded.sync()
    assert issue.state == "OPEN"
    assert archived(boarded) == []
    assert [child.title for child in boarded.by_key()["basics/ownership"].children] == ["Moves", "Borrows", "Lifetimes"]
    boarded.still()


def test_a_plan_that_does_much_harm_stops_before_anything_is_written(online: GitHubShell) -> None:
    items = "".join(f"      - {{title: Exercise {number}, id: e{number}}}\n" for number in range(30))
    online.shell.write("roadmaps/many.yaml", f"title: Many\nphases:\n  - title: All\n    items:\n{items}")
    online.sync()
    online.shell.write(
        "roadmaps/many.yaml",
        f"title: Many\nphases:\n  - title: All\n    items:\n{items}".replace("Exercise", "Renamed"),
    )
    assert "--force" in online.fails("sync").err
    online.sync("--force")
    assert {issue.title for issue in online.by_key().values()} == {f"Renamed {number}" for number in range(30)}


def test_two_roadmaps_share_a_repository_each_with_its_own(rust: GitHubShell) -> None:
    other = SMALL.replace("id: rust\ntitle: Rust\n", "id: go\ntitle: Go\n")
    rust.shell.write("roadmaps/go.yaml", other)
    before = {number: issue.body for number, issue in enumerate(rust.repo.issues)}
    rust.sync()
    assert {number: rust.repo.issues[number].body for number in before} == before
    assert len(rust.repo.issues) == 20
    assert {"Basics", "Basics (Go)"} <= set(rust.repo.milestones)
    assert [one["id"] for one in rust("status", "--json").json["roadmaps"]] == ["go", "rust"]
    assert rust("remove", "go", "--yes").code == 0
    assert sum(issue.state == "OPEN" for issue in rust.repo.issues) == 10
    assert {issue.body for issue in rust.repo.issues if issue.state == "OPEN"} == set(before.values())


def test_where_sections_are_tracked_ticks_of_people_count_and_stay(online: GitHubShell) -> None:
    online.shell.write(FILE, SMALL.replace("title: Rust\n", "title: Rust\ntrack: sections\n", 1))
    online.sync()
    issues = online.by_key()
    assert "basics/types" in issues
    assert "basics/types/structs" not in issues
    online.ada.tick(issues["basics/types"], "Structs")
    assert online("status", "--json").json["roadmaps"][0]["done"] == 1
    assert online("done", "enums").code == 0
    assert "- [x] Enums" in issues["basics/types"].body.replace("\r", "")
    online.sync()
    assert issues["basics/types"].state == "CLOSED"
    online.still()


def test_remove_closes_ours_archives_the_cards_and_touches_nothing_else(boarded: GitHubShell) -> None:
    done_before = boarded.by_key()[MOVES]
    boarded.ada.close(done_before)
    theirs = boarded.ada.open_issue(boarded.repo, "Mine", "Text", labels=["roadmap"])
    project = board(boarded)
    boarded.ada.add_card(project, theirs)
    gone = boarded("remove", "rust", "--yes")
    assert gone.code == 0
    assert "Delete issue" in gone.err
    ours = [issue for issue in boarded.repo.issues if issue is not theirs]
    assert {issue.state for issue in ours} == {"CLOSED"}
    assert done_before.state_reason == "COMPLETED"
    assert theirs.state == "OPEN"
    assert [item.content for item in project.items if not item.archived] == [theirs]
    again = boarded("remove", "rust", "--yes")
    assert again.code == 0
    assert again.out.startswith("Nothing to do")


def test_done_in_the_file_closes_once_and_a_reopened_one_stays_open(online: GitHubShell) -> None:
    online.shell.write(FILE, SMALL.replace("- Moves\n", "- {title: Moves, done: true}\n"))
    online.sync()
    issue = online.by_key()[MOVES]
    assert issue.state == "CLOSED"
    online.ada.reopen(issue)
    assert "Status: Done → Todo" in online("plan").out
    online.sync()
    online.still()
    assert issue.state == "OPEN"


def test_an_issue_that_was_there_is_adopted_with_its_text_and_its_state(online: GitHubShell) -> None:
    labelling.create_label(online.gh.world, online.repo, "roadmap", "5319e7", OWN_DESCRIPTION)
    theirs = online.ada.open_issue(
        online.repo, "Macros", "I began this long ago.\n- [x] declarative", labels=["roadmap"]
    )
    online.ada.close(theirs)
    online.shell.write(FILE, SMALL)
    online.sync()
    assert len(online.repo.issues) == 10
    assert online.by_key()["beyond/macros"] is theirs
    assert theirs.body.startswith("I began this long ago.\n- [x] declarative")
    assert theirs.state == "CLOSED"
    online.still()


@pytest.mark.parametrize("behind", ["", "/", "#issuecomment-1", "?tab=1"])
def test_done_takes_the_address_of_an_issue(rust: GitHubShell, behind: str) -> None:
    issue = rust.by_key()[MOVES]
    assert rust("done", issue.url.replace("github.com", "GitHub.com") + behind).code == 0
    assert issue.state == "CLOSED"
    assert rust("done", "https://github.com/somebody/else/issues/3").code == 2
