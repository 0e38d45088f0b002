"""Issues that were done and are gone: known by the published result, done in the report, made again when asked for."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import SMALL
from tests.cli.github_shell import GitHubShell

FILE = "roadmaps/rust.yaml"
PUBLISHED = SMALL.replace("title: Rust\n", "title: Rust\nboard: false\npublish: items\n", 1)
MOVES, ASYNC, TOOL = "basics/ownership/moves", "beyond/async", "beyond/a-tool"
RESULT = ".github/roadmap/rust.json"


def begun(online: GitHubShell, text: str = PUBLISHED) -> GitHubShell:
    """Three things done, and a report that says so."""
    online.shell.write(FILE, text)
    online.sync()
    for key in (MOVES, ASYNC, TOOL):
        online.ada.close(online.by_key()[key])
    assert online("report").code == 0
    return online


def done(online: GitHubShell) -> tuple[int, int]:
    (rust,) = online("report", "--json").json["roadmaps"]
    return rust["done"], rust["total"]


@pytest.mark.parametrize("key", [MOVES, ASYNC, TOOL])
def test_what_was_done_and_deleted_is_named_not_planned_and_done_in_the_report(online: GitHubShell, key: str) -> None:
    begun(online)
    before, number = done(online), online.by_key()[key].number
    online.ada.delete_issue(online.by_key()[key])
    plan = online("plan", "--exit-code")
    assert plan.code == 0, plan.out
    assert f"lost rust/{key}: #{number} was done on 2026-03-02, and its issue is gone" in plan.out
    assert "(deleted)" in plan.out
    online.sync()
    assert key not in online.by_key()
    assert done(online) == before
    assert online("report").code == 0
    assert key in json.loads(online.shell.read(RESULT))["items"]
    assert online("plan", "--exit-code").code == 0


def test_a_transferred_one_is_named_with_its_new_place(online: GitHubShell) -> None:
    begun(online)
    other = online.gh.add_repository("ada/elsewhere")
    issue = online.by_key()[MOVES]
    online.ada.transfer_issue(issue, other)
    assert f"(transferred to {issue.url})" in online("plan").out
    assert f"(transferred to {issue.url})" in online.sync().err


def test_recreate_makes_it_again_closed_and_done_on_its_day(online: GitHubShell) -> None:
    begun(online)
    before = done(online)
    online.ada.delete_issue(online.by_key()[MOVES])
    online.gh.clock.advance(10 * 24 * 3600)
    assert "1 to create" in online("plan", "--recreate").out
    online.sync("--recreate")
    issue = online.by_key()[MOVES]
    assert issue.state == "CLOSED"
    assert "done-at 2026-03-02" in issue.body
    assert done(online) == before
    online.still()


def test_what_was_not_done_is_made_again_without_a_word(online: GitHubShell) -> None:
    begun(online)
    online.ada.delete_issue(online.by_key()["basics/ownership/borrows"])
    online.sync()
    assert "basics/ownership/borrows" in online.by_key()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- Moves\n", "- {title: Moving about, id: moving, was: moves}\n"),
        ("- title: Ownership\n", "- title: Who owns what\n        id: owners\n        was: ownership\n"),
        ("- title: Basics\n", "- title: The basics\n"),
    ],
    ids=["the item", "its section", "its phase by its title"],
)
def test_its_key_follows_a_rename(online: GitHubShell, old: str, new: str) -> None:
    begun(online)
    before = done(online)
    online.ada.delete_issue(online.by_key()[MOVES])
    online.shell.edit(FILE, old, new)
    assert "to create" not in online("plan").out.replace("0 to create", "")
    assert online("plan").out.count("lost rust/") == 1
    online.sync()
    assert done(online) == before


def test_without_the_result_nothing_can_know(online: GitHubShell) -> None:
    begun(online, PUBLISHED.replace("publish: items", "publish: summary"))
    online.ada.delete_issue(online.by_key()[MOVES])
    assert "1 to create" in online("plan").out


def test_a_result_that_came_along_with_a_copied_repository_makes_nothing_lost(online: GitHubShell) -> None:
    begun(online)
    online.gh.add_repository("ada/copy")
    online.set(GITHUB_REPOSITORY="ada/copy")
    assert "lost" not in online("plan").out


def test_what_lost_its_label_alone_is_not_lost(online: GitHubShell) -> None:
    begun(online)
    online.ada.unlabel(online.by_key()[MOVES], "roadmap")
    plan = online("plan")
    assert "lost" not in plan.out
    online.sync()
    assert online.by_key()[MOVES].has_label("roadmap")


def test_tracked_by_section_a_lost_section_keeps_what_was_done_in_it(online: GitHubShell) -> None:
    online.shell.write(FILE, PUBLISHED.replace("title: Rust\n", "title: Rust\ntrack: sections\n", 1))
    online.sync()
    online.ada.tick(online.by_key()["basics/ownership"], "Moves")
    assert online("report").code == 0
    before = done(online)
    online.ada.delete_issue(online.by_key()["basics/ownership"])
    assert "0 to create" in online("plan").out or "Nothing to do" in online("plan").out
    assert done(online) == before


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}'])
def test_a_result_that_cant_be_read_tells_nothing(online: GitHubShell, text: str) -> None:
    begun(online)
    online.ada.delete_issue(online.by_key()[MOVES])
    online.shell.write(RESULT, text)
    assert "1 to create" in online("plan").out
