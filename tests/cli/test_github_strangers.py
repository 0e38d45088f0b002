"""A public repository: whatever strangers write there, nothing of ours changes and nothing of theirs is touched."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import SMALL
from tests.cli.github_shell import GitHubShell
from tests.fake_github import Issue

FILE = "roadmaps/rust.yaml"
MOVES = "rust/basics/ownership/moves"


def mark(key: str, text: str = "Mine now") -> str:
    return f"<!-- roadmap-sync:begin {key} -->\n{text}\n<!-- roadmap-sync:end -->"


FORGED = {
    "a mark": (mark(MOVES), ()),
    "a mark under a template's label": (mark(MOVES), ("roadmap",)),
    "a mark of a new key": (mark("rust/basics/ownership/traits"), ("roadmap",)),
    "a mark of a section": (mark("rust/basics/ownership"), ("roadmap",)),
    "a mark of no roadmap here": (mark("go/all/one"), ("roadmap",)),
    "a quoted mark": ("> " + mark(MOVES).replace("\n", "\n> "), ("roadmap",)),
    "a fenced mark": (f"```\n{mark(MOVES)}\n```", ("roadmap",)),
    "a mark without an end": (f"<!-- roadmap-sync:begin {MOVES} -->\n- [x] all", ("roadmap",)),
    "an end without a mark": ("<!-- roadmap-sync:end -->", ("roadmap",)),
    "a mark twice": (f"{mark(MOVES)}\n\n{mark(MOVES)}", ("roadmap",)),
    "a title of ours": ("", ("roadmap",)),
    "the label's name": ("label:roadmap roadmap `roadmap` roadmap-sync lock 7", ()),
    "64 KB": ("x" * 65_000, ("roadmap",)),
    "64 KB of marks": ((mark(MOVES, "-") + "\n") * 800, ("roadmap",)),
    "64 KB of open marks": (f"<!-- roadmap-sync:begin {MOVES} -->\n" * 1_000, ("roadmap",)),
    "flags of ours": (mark(MOVES, "<!-- roadmap-sync:retired --> <!-- roadmap-sync:rolled-up -->"), ("roadmap",)),
    "controls": (mark("rust/\x1b[31m/%0A::error::x"), ("roadmap",)),
}


def forge(online: GitHubShell) -> list[Issue]:
    """Every forgery, by a stranger; titles as ours where that is the forgery."""
    mallory = online.gh.as_user("mallory")
    return [
        mallory.open_issue(online.repo, "Borrows" if name == "a title of ours" else name, body[:65_536], labels=labels)
        for name, (body, labels) in FORGED.items()
    ]


def shown(issues: list[Issue]) -> list[Any]:
    return [
        (
            (one.title, one.body, one.state, sorted(label.name for label in one.labels), one.milestone, one.parent),
            (one.items, one.children, one.blocked_by, one.blocking, one.comments, one.edits, one.events),
        )
        for one in issues
    ]


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    online.shell.write(FILE, SMALL)
    online.gh.as_user("ada").label(online.ada.open_issue(online.repo, "First", "Hello"), "roadmap")
    return online


def test_forgeries_after_the_first_sync_change_nothing_and_are_not_touched(rust: GitHubShell) -> None:
    rust.sync()
    ours = [issue for issue in rust.repo.issues if issue.title != "First"]
    before = shown(ours)
    status = rust("status", "--json").json
    forged = forge(rust)
    theirs = shown(forged)
    plan = rust("plan", "--exit-code")
    assert plan.code == 0, plan.out
    assert "by mallory" in plan.out + plan.err
    rust.gh.log.clear()
    rust.sync("--prune", "--force")
    rust.gh.assert_readonly()
    assert rust("status", "--json").json == status
    rust.shell.edit(FILE, "- Moves\n", "- {title: Moves and drops, id: moves}\n          - {title: New, id: new}\n")
    rust.sync("--prune", "--force")
    assert shown(forged) == theirs
    assert [issue.title for issue in ours] == [
        {"Moves": "Moves and drops"}.get(title, title) for ((title, *_), _) in before
    ]
    assert rust("remove", "rust", "--yes").code == 0
    assert shown(forged) == theirs
    assert rust.repo.issue("First").state == "OPEN"


def test_forgeries_before_the_first_sync_hold_their_keys_and_the_rest_is_made(rust: GitHubShell) -> None:
    forged = forge(rust)
    theirs = shown(forged)
    done = rust.sync()
    assert "held rust/basics/ownership/moves: #" in done.err
    assert "held rust/basics/ownership: #" in done.err
    assert "Remove the label 'roadmap' there" in done.err
    assert done.err.count("\n") < 40
    made = {issue.title for issue in rust.repo.issues if issue.author.login == "ada"}
    assert made == {"First", "Borrows", "Lifetimes", "Types", "Structs", "Enums", "Async", "Macros", "A tool"}
    assert shown(forged) == theirs
    assert rust("plan", "--exit-code").code == 0
    assert shown(forged) == theirs
    report = rust("report", "--format", "markdown").out
    assert "mallory" not in report
    assert rust("done", "moves").code != 0
    assert shown(forged) == theirs


def test_a_flood_of_forgeries_is_told_in_a_few_lines(rust: GitHubShell) -> None:
    rust.sync()
    mallory = rust.gh.as_user("mallory")
    for number in range(40):
        mallory.open_issue(rust.repo, "Flood", mark(f"rust/{number % 20}"), labels=["roadmap"])
    said = rust.sync().err
    assert said.count("by mallory") == 5
    assert "35 more with marks like ours" in said


def test_a_held_key_is_made_once_the_label_is_off_and_found_by_trust_otherwise(rust: GitHubShell) -> None:
    forged = rust.gh.as_user("mallory").open_issue(rust.repo, "Forged", mark(MOVES), labels=["roadmap"])
    rust.sync()
    rust.ada.unlabel(forged, "roadmap")
    assert "created 1 issue" in rust.sync().out
    assert rust.repo.issue("Moves").author.login == "ada"
    assert rust("plan", "--exit-code").code == 0


def test_somebody_who_is_trusted_by_name_may_carry_our_marks(rust: GitHubShell) -> None:
    theirs = rust.gh.as_user("grace").open_issue(rust.repo, "Moves", mark(MOVES), labels=["roadmap"])
    rust.shell.edit(FILE, "title: Rust\n", "title: Rust\ntrust: [Grace]\n")
    rust.sync()
    assert [issue for issue in rust.repo.issues if issue.title == "Moves"] == [theirs]
    rust.still()


def test_a_stranger_who_had_a_pull_request_merged_is_still_a_stranger(rust: GitHubShell) -> None:
    rust.sync()
    mallory = rust.gh.as_user("mallory")
    pull = mallory.open_pull(rust.repo, "Fix", mark(MOVES))
    rust.ada.label(pull, "roadmap")
    forged = mallory.open_issue(rust.repo, "Forged", mark("rust/beyond/async"), labels=["roadmap"])
    theirs = shown([forged])
    rust.still()
    assert shown([forged]) == theirs
    assert pull.body == mark(MOVES)


def test_a_copy_that_ada_made_of_an_issue_is_reported_and_the_older_counts(rust: GitHubShell) -> None:
    rust.sync()
    issue = rust.repo.issue("Moves")
    copy = rust.ada.open_issue(rust.repo, "Moves again", issue.body, labels=["roadmap"])
    rust.ada.close(copy)
    done = rust.sync()
    assert f"#{copy.number} carries the same mark as #{issue.number}" in done.err
    assert issue.state == "OPEN"
    assert rust("status", "--json").json["roadmaps"][0]["done"] == 0


def test_strangers_words_in_notices_stay_on_their_line_and_are_no_commands(rust: GitHubShell) -> None:
    rust.set(GITHUB_ACTIONS="true")
    evil = "::error::x\n::warning::y"
    rust.gh.as_user("mallory").open_issue(rust.repo, evil, mark(f"rust/{evil}"), labels=["roadmap"])
    rust.gh.as_user("mallory").open_issue(rust.repo, evil, mark("rust/::error::x"), labels=["roadmap"])
    for command in ("plan", "sync", "status", "doctor"):
        done = rust(command)
        assert [line for line in (done.out + done.err).splitlines() if line.lstrip().startswith("::")] == []


def test_a_label_of_a_strangers_fork_of_words_is_no_lock(rust: GitHubShell) -> None:
    rust.gh.as_user("mallory").open_issue(rust.repo, "roadmap-sync lock 1", "run x until 2099-01-01T00:00:00Z")
    rust.sync()
    rust.still()


@pytest.mark.parametrize("spoil", ["rename", "delete", "rename and make another"])
def test_whatever_was_done_to_our_label_strangers_do_not_gain_by_it(rust: GitHubShell, spoil: str) -> None:
    rust.sync()
    forged = forge(rust)
    if spoil == "delete":
        rust.ada.delete_label(rust.repo, "roadmap")
    else:
        rust.ada.rename_label(rust.repo, "roadmap", "learning")
    if spoil == "rename and make another":
        rust.ada.label(rust.ada.open_issue(rust.repo, "Other"), "roadmap")
    bodies = [(issue.title, issue.body, issue.state) for issue in forged]
    count = len(rust.repo.issues)
    rust.sync()
    assert len(rust.repo.issues) == count
    assert [(issue.title, issue.body, issue.state) for issue in forged] == bodies
    assert all(
        issue.has_label("roadmap")
        for issue in rust.repo.issues
        if issue.author.login == "ada" and issue.title == "Moves"
    )
    assert rust("plan", "--exit-code").code == 0
