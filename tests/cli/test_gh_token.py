"""Somebody who is logged in with GitHub's own command line needs no token in the environment."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from roadmap_sync.cli.gh_token import token_of_gh
from tests.cli.conftest import Shell


class Gh:
    """A `gh` that is logged in at some hosts, and remembers what it was asked."""

    def __init__(self, **tokens: str) -> None:
        self.tokens = {host.replace("_", "."): token for host, token in tokens.items()}
        self.asked: list[Sequence[str]] = []

    def __call__(self, command: Sequence[str]) -> str:
        self.asked.append(command)
        return self.tokens.get(command[-1], "") + "\n"


@pytest.mark.parametrize(
    ("api", "host"),
    [
        ("", "github.com"),
        ("https://api.github.com", "github.com"),
        ("https://git.school.org/api/v3", "git.school.org"),
        ("https://api.school.ghe.com", "school.ghe.com"),
    ],
)
def test_it_is_asked_for_the_host_of_the_api(api: str, host: str) -> None:
    gh = Gh()
    gh.tokens = {host: "gho_secret"}
    assert token_of_gh({"GITHUB_API_URL": api} if api else {}, gh) == ("gho_secret", host)


@pytest.mark.parametrize(
    "api", ["http://127.0.0.1:8080", "http://localhost", "http://[::1]:80", "http://[", "http://127.9.9.9/"]
)
def test_it_is_never_asked_for_a_server_on_this_machine_nor_for_an_address_that_is_none(api: str) -> None:
    gh = Gh(github_com="gho_secret")
    assert token_of_gh({"GITHUB_API_URL": api}, gh) == ("", "")
    assert gh.asked == []


def test_it_is_never_asked_in_actions() -> None:
    gh = Gh(github_com="gho_secret")
    assert token_of_gh({"GITHUB_ACTIONS": "true"}, gh) == ("", "")
    assert gh.asked == []


def test_what_is_no_token_is_not_taken_for_one() -> None:
    assert token_of_gh({}, Gh(github_com="no oauth token found")) == ("", "")


def fake_gh(folder: Path, token: str) -> None:
    path = folder / "bin" / "gh"
    path.parent.mkdir()
    path.write_text(f"#!/bin/sh\n[ \"$1 $2 $3 $4\" = 'auth token --hostname github.com' ] && echo {token}\n")
    path.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for gh")
def test_a_run_says_where_its_token_comes_from_and_never_shows_it(
    small: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_gh(tmp_path, "gho_secret")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("roadmap_sync.gh.timing.Timing.wait", lambda *_: None)
    done = small("doctor", "--repo", "ada/learning")
    assert "Token: that of gh for github.com" in done.err
    assert "gho_secret" not in done.out + done.err


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for gh")
def test_the_embedded_tracker_asks_nobody(small: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_gh(tmp_path, "gho_secret")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert "Token" not in small("plan").err
