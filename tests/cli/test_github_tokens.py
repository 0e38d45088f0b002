"""Tokens of every kind: what each may do is done, what it may not is told before anything is written."""

from __future__ import annotations

import os
from typing import Any

import pytest

from roadmap_sync.tracker.board_token import WHICH
from tests.cli.conftest import SMALL, Shell
from tests.cli.github_shell import GitHubShell
from tests.fake_github import FakeGitHub

FILE = "roadmaps/rust.yaml"
LITTLE = "id: tiny\ntitle: Tiny\nboard: false\nphases:\n  - title: All\n    items: [One, Two]\n"


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    """The small roadmap, which wants a board; nothing synced yet."""
    online.shell.write(FILE, SMALL)
    return online


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("classic", {"scopes": {"repo"}}, "lacks the scope `project`"),
        ("fine_grained", {}, "a fine-grained token can't touch a person's board"),
        ("actions", {}, "a workflow's own GITHUB_TOKEN can't touch boards"),
    ],
)
def test_without_rights_to_the_board_all_the_rest_is_done_and_told_once(
    rust: GitHubShell, kind: str, settings: dict[str, Any], words: str
) -> None:
    rust.act_as(kind, **settings)
    done = rust.sync()
    assert done.out == "Done: created 3 labels, 2 milestones, 10 issues.\n"
    assert done.err.count(words) == 1
    assert done.err.count("ROADMAP_SYNC_PROJECT_TOKEN") == 1
    assert rust.gh.projects == []
    assert rust("sync", "--require-board").code == 1
    assert rust("sync", "--require-board", "--no-board").code == 0
    assert "oard" not in rust("sync", "--no-board").err
    (check,) = [check for check in rust("doctor", "--json").json["checks"] if check["name"] == "board"]
    assert check["level"] == "warning"
    assert WHICH in check.values()


def test_a_project_token_makes_the_board_that_the_workflows_own_may_not(rust: GitHubShell) -> None:
    board = rust.gh.token("classic", user="ada", scopes={"project", "public_repo"})
    rust.act_as("actions", board=board)
    done = rust.sync("--require-board")
    assert done.out == "Done: created 3 labels, 2 milestones, 1 board, 10 issues, 8 cards.\n"
    assert {issue.author.login for issue in rust.repo.issues} == {"github-actions"}
    kinds = {name: entry.token_kind for entry in rust.gh.log for name in entry.mutations}
    assert (kinds["createIssue"], kinds["createProjectV2"], kinds["updateProjectV2ItemFieldValue"]) == (
        "actions",
        "classic",
        "classic",
    )
    rust.still()


def test_the_board_comes_later_when_the_token_does(rust: GitHubShell) -> None:
    rust.act_as("classic", scopes={"repo"})
    rust.sync()
    rust.act_as("classic")
    assert rust.sync().out == "Done: created 1 board, 8 cards.\n"
    assert len(rust.repo.issues) == 10
    rust.still()


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("fine_grained", {"read_only": True}, "read and write access to Issues"),
        ("no_push", {}, "role Write"),
        ("bad", {}, "make a new one"),
        ("classic", {"scopes": {"read:org"}}, "lacks the scope public_repo or repo"),
        ("actions", {"permissions": {"contents": "read"}}, "permissions: issues: write"),
    ],
)
def test_what_a_token_may_not_is_told_before_anything_is_written(
    rust: GitHubShell, kind: str, settings: dict[str, Any], words: str
) -> None:
    rust.act_as(kind, **settings)
    done = rust.fails("sync", "--no-board")
    assert words in done.err
    assert done.err.count("Error:") == 1
    assert rust.gh.projects == []


@pytest.mark.parametrize("kind", ["fine_grained", "no_push"])
def test_a_token_that_may_not_write_makes_no_board_first(rust: GitHubShell, kind: str) -> None:
    rust.act_as(kind, read_only=kind == "fine_grained")
    rust.fails("sync")
    assert rust.gh.projects == []


@pytest.mark.parametrize(
    "command", [("start", "moves"), ("done", "moves"), ("skip", "moves"), ("remove", "rust", "--yes")]
)
def test_marks_and_removal_without_rights_are_told_and_change_nothing(
    rust: GitHubShell, command: tuple[str, ...]
) -> None:
    rust.sync()
    rust.act_as("fine_grained", read_only=True)
    assert "read and write access to Issues" in rust.fails(*command).err


def test_with_read_rights_alone_plan_status_and_report_work(rust: GitHubShell) -> None:
    rust.sync()
    rust.act_as("fine_grained", read_only=True)
    rust.gh.log.clear()
    assert rust("plan").code == 0
    assert rust("status").code == 0
    assert rust("report").code == 0
    assert "roadmap-sync:begin report" in rust.shell.read("README.md")
    rust.gh.assert_readonly()
    assert "Contents" in rust.fails("report", "--commit", "--readme", "docs/progress.md").err


def test_the_bot_of_a_workflow_goes_on_where_a_person_began(rust: GitHubShell) -> None:
    rust.sync("--no-board", "--max-creates", "4")
    rust.act_as("actions")
    rust.sync("--no-board")
    assert len(rust.by_key()) == len(rust.repo.issues) == 10
    assert {issue.author.login for issue in rust.repo.issues} == {"ada", "github-actions"}
    rust.act_as("classic")
    assert rust.sync("--no-board").out.startswith("Nothing to do")
    assert rust("status", "--json").json["roadmaps"][0]["total"] == 8


def test_gh_token_serves_where_github_token_is_not_set(rust: GitHubShell) -> None:
    rust.set(GITHUB_TOKEN="", GH_TOKEN=rust.tokens[0])
    rust.sync()
    rust.still()


def test_without_a_token_nothing_is_asked(rust: GitHubShell) -> None:
    rust.set(GITHUB_TOKEN="")
    done = rust("sync")
    assert done.code == 2
    assert "GITHUB_TOKEN" in done.err
    assert "--tracker local" in done.err
    assert len(rust.gh.log) == 0


@pytest.mark.parametrize("token", ["broken\nline", "ümläut"])
def test_what_can_be_no_token_is_an_error_that_does_not_show_it(rust: GitHubShell, token: str) -> None:
    rust.tokens.append(token)
    rust.set(GITHUB_TOKEN=token)
    done = rust("sync")
    assert done.code in {1, 2}
    assert "token" in done.err
    assert len(rust.gh.log) == 0


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_a_server_that_repeats_the_token_does_not_get_it_into_our_words(rust: GitHubShell, status: int) -> None:
    rust.gh.faults.add(None, kind="status", status=status, message=f"bad credentials {rust.tokens[0]}", times=-1)
    rust.on_its_clock()
    for command in (("plan",), ("sync",), ("doctor",), ("report",)):
        assert rust(*command).code == 1
    rust.gh.faults.clear()


def test_an_address_with_a_secret_in_it_is_refused_without_showing_it(rust: GitHubShell) -> None:
    rust.tokens.append("hunter2")
    rust.set(GITHUB_API_URL="http://ada:hunter2@127.0.0.1:1")
    assert rust("sync").code in {1, 2}


def test_the_doctor_is_content_where_all_is_well(shell: Shell, github: FakeGitHub, online: GitHubShell) -> None:
    shell.write(FILE, SMALL)
    online.ada.commit(online.repo, {".github/workflows/roadmap.yml": "on: push\n"})
    online.sync()
    github.log.clear()
    found = online("doctor", "--json").json["checks"]
    assert {check["level"] for check in found if check["name"] != "clock"} == {"ok"}
    assert {"roadmaps", "token", "repository", "rights", "scopes", "board", "workflow", "branch", "API", "limit"} <= {
        check["name"] for check in found
    }
    github.assert_readonly()


def test_the_doctor_names_each_trouble_with_its_way_out(rust: GitHubShell) -> None:
    rust.repo.protected["main"] = {}
    done = rust("doctor")
    assert done.code == 0
    assert "main is protected" in done.out
    assert "--pull-request" in done.out
    assert "roadmap-sync init" in done.out
    rust.act_as("bad")
    done = rust("doctor")
    assert done.code == 1
    assert "make a new one" in done.out
    rust.set(GITHUB_TOKEN="")
    assert rust("doctor").code == 1
    rust.shell.write(FILE, "title: [")
    assert "roadmap-sync validate" in rust("doctor").out


def test_the_doctor_does_not_promise_what_a_fine_grained_token_may_not(rust: GitHubShell) -> None:
    rust.act_as("fine_grained", read_only=True)
    assert "GitHub does not tell what a fine-grained token may: it needs Issues: read and write" in rust("doctor").out


def test_titles_are_no_workflow_commands_in_any_word_on_github(online: GitHubShell) -> None:
    evil = "::error file=x::pwned"
    other = "##[set-output name=a]b"
    online.shell.write(
        FILE,
        f"id: rust\ntitle: 'R {evil}'\nphases:\n  - title: '{other}'\n    id: p\n    items:\n"
        f"      - {{title: '{evil}', id: a}}\n      - {{title: 'line %0A::warning::x', id: b}}\n",
    )
    online.set(GITHUB_ACTIONS="true")
    said = [
        online(*command)
        for command in (
            ("plan",),
            ("plan", "--format", "markdown"),
            ("sync",),
            ("start", "a"),
            ("done", "b"),
            ("status",),
            ("report",),
            ("report", "--format", "text"),
            ("doctor",),
            ("remove", "rust", "--yes"),
            ("status", "nowhere.yaml"),
        )
    ]
    lines = [line for done in said for line in (done.out + done.err).replace("\r", "\n").splitlines()]
    assert [line for line in lines if line.lstrip().startswith("::") or "##[" in line] == []


def test_a_token_in_the_environment_never_gets_into_a_body_or_a_report(rust: GitHubShell) -> None:
    rust.sync()
    rust("report", "--commit")
    token = os.environ["GITHUB_TOKEN"]
    texts = [str(rust.seen()), *rust.repo.files.values(), *(entry.path for entry in rust.gh.log)]
    assert not [text for text in texts if token in str(text)]


def test_plain_http_to_another_machine_is_refused_before_a_byte_is_sent_and_may_be_allowed(rust: GitHubShell) -> None:
    rust.set(GITHUB_API_URL="http://ghe.invalid/api/v3")
    refused = rust("plan")
    assert refused.code == 1
    assert "plain http" in refused.err
    assert "--insecure-http" in refused.err
    rust.on_its_clock()
    allowed = rust("plan", "--insecure-http")
    assert allowed.code == 1
    assert "can't be reached" in allowed.err
