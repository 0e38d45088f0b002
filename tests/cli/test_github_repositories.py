"""Repositories that were renamed, are archived, without issues, missing, or of an organisation."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cli.conftest import SMALL
from tests.cli.github_shell import GitHubShell

FILE = "roadmaps/rust.yaml"
PLAIN = SMALL.replace("title: Rust\n", "title: Rust\nboard: false\n", 1)
COMMANDS = [("plan",), ("sync",), ("status",), ("report",), ("done", "moves"), ("remove", "rust", "--yes"), ("doctor",)]


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    online.shell.write(FILE, PLAIN)
    return online


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_repository_is_one_error_that_names_both_reasons(rust: GitHubShell, command: tuple[str, ...]) -> None:
    rust.set(GITHUB_REPOSITORY="ada/nowhere")
    done = rust(*command)
    assert done.code == 1
    assert "ada/nowhere" in done.err + done.out
    assert "may not see it" in done.err + done.out


@pytest.mark.parametrize("command", COMMANDS)
def test_issues_switched_off_is_one_error_with_the_way_out(rust: GitHubShell, command: tuple[str, ...]) -> None:
    rust.repo.has_issues = False
    done = rust(*command)
    assert done.code == 1
    assert "switched off" in done.err + done.out
    assert "settings" in done.err.lower() + done.out.lower()


def test_an_archived_repository_can_be_read_and_is_not_written(rust: GitHubShell) -> None:
    rust.sync()
    rust.repo.archived = True
    for name in ("plan", "status", "report"):
        assert rust(name).code == 0
    rust.shell.edit(FILE, "- Moves\n", "- Moving\n")
    for command in (("sync",), ("done", "borrows"), ("remove", "rust", "--yes"), ("report", "--commit")):
        assert "archived" in rust.fails(*command).err
    assert "Unarchive" in rust("doctor").out


def test_after_a_rename_the_old_name_still_serves_and_makes_nothing_twice(rust: GitHubShell) -> None:
    rust.sync()
    rust.ada.rename_repository(rust.repo, "journey")
    rust.still()
    assert rust("done", "moves").code == 0
    assert rust("report", "--commit").code == 0
    assert "Use the new name" in rust("doctor").out
    assert len(rust.by_key()) == 10


def test_an_issue_that_was_deleted_or_transferred_is_made_again_once(rust: GitHubShell) -> None:
    other = rust.gh.add_repository("ada/other")
    rust.sync()
    issues = rust.by_key()
    rust.ada.delete_issue(issues["basics/ownership/moves"])
    rust.ada.transfer_issue(issues["basics/ownership/borrows"], other)
    assert rust.sync().out == "Done: created 2 issues.\n"
    assert len(rust.by_key()) == 10
    here = [child for child in rust.by_key()["basics/ownership"].children if child.repository is rust.repo]
    assert [child.title for child in here] == ["Moves", "Borrows", "Lifetimes"]
    assert len(other.issues) == 1
    rust.still()


def test_a_mark_that_somebody_took_out_makes_no_second_issue(rust: GitHubShell) -> None:
    rust.sync()
    issue = rust.by_key()["basics/ownership/moves"]
    rust.ada.edit_body(issue, "All mine now.")
    rust.sync()
    assert len(rust.repo.issues) == 10
    assert issue.body.startswith("All mine now.")
    assert rust.by_key()["basics/ownership/moves"] is issue
    rust.still()


def test_a_milestone_that_was_deleted_comes_back_with_its_issues(rust: GitHubShell) -> None:
    rust.sync()
    milestone = rust.repo.milestones["Beyond"]
    for issue in rust.repo.issues:
        if issue.milestone is milestone:
            rust.ada.set_milestone(issue, None)
    rust.repo.milestone_list.remove(milestone)
    rust.sync()
    assert {issue.title for issue in rust.repo.issues if issue.milestone and issue.milestone.title == "Beyond"} == {
        "Async",
        "Macros",
        "A tool",
    }
    rust.still()


def test_a_repository_of_an_organisation_gets_its_board_there(online: GitHubShell) -> None:
    online.gh.add_organization("guild", members=("ada",))
    online.gh.add_repository("guild/learning")
    online.set(GITHUB_REPOSITORY="guild/learning")
    online.shell.write(FILE, SMALL)
    online.sync()
    assert [(project.owner.login, len(project.items)) for project in online.gh.projects] == [("guild", 8)]
    assert online("plan", "--exit-code").code == 0


def test_a_roadmap_that_goes_on_another_board_leaves_the_first_alone(online: GitHubShell) -> None:
    online.shell.write(FILE, SMALL)
    online.sync()
    first = online.gh.projects[0]
    before = [(item.content, item.archived) for item in first.items]
    online.shell.edit(FILE, "title: Rust\n", "title: Rust\nboard: {title: Second}\n")
    assert online.sync().out == "Done: created 1 board, 8 cards.\n"
    assert [(item.content, item.archived) for item in first.items] == before
    online.still()


@pytest.mark.parametrize("fault", ["closed", "deleted"])
def test_a_board_that_is_gone_or_closed_is_told_and_the_rest_is_done(online: GitHubShell, fault: str) -> None:
    online.shell.write(FILE, SMALL)
    online.sync()
    project = online.gh.projects[0]
    online.shell.edit(FILE, "- Moves\n", "- {title: Moving, id: moves}\n")
    if fault == "closed":
        project.closed = True
        done = online.sync()
        assert "is closed" in done.err
        assert online("sync", "--require-board").code == 1
    else:
        online.shell.edit(FILE, "title: Rust\n", "title: Rust\nboard: {number: 99}\n")
        done = online.sync()
        assert "there is no board number 99" in done.err
    assert online.by_key()["basics/ownership/moves"].title == "Moving"
    assert online("sync").code == 0


def test_the_calendar_makes_check_ins_once_and_closes_them_when_they_are_over(online: GitHubShell) -> None:
    online.shell.write(FILE, PLAIN + "habits:\n  - {title: One entry, every: week}\n")
    online.sync(day="2026-01-05")
    (first,) = [issue for key, issue in online.by_key().items() if "~checkin" in key]
    online.ada.tick(first, "One entry")
    online.gh.clock.advance(timedelta(days=7).total_seconds())
    online.sync(day="2026-01-12")
    checkins = [issue for key, issue in online.by_key().items() if "~checkin" in key]
    assert [issue.state for issue in checkins] == ["CLOSED", "OPEN"]
    assert "- [x] One entry" in first.body.replace("\r", "")
    assert online("plan", "--exit-code", day="2026-01-12").code == 0
