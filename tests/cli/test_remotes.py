"""The remote `origin`, in all the ways people write it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.cli.remotes import Remote, remote_origin


def told(address: str, hosts: dict[str, str] | None = None, server: str = "github.com") -> Remote:
    def run(command: Sequence[str]) -> str:
        if command[0] == "git":
            return f"{address}\n"
        name = (hosts or {}).get(command[-1], "")
        return f"user git\nhostname {name}\nport 22\n" if name else ""

    return remote_origin(run, server)


@pytest.mark.parametrize(
    "address",
    [
        "git@github.com-study:me/learn.git",
        "ssh://git@github.com-study/me/learn",
        "ssh://github.com-study:22/me/learn.git",
    ],
)
def test_an_alias_of_ssh_config_is_followed(address: str) -> None:
    assert told(address, {"github.com-study": "ssh.github.com"}).repository == "me/learn"


def test_an_alias_of_another_host_is_not_github() -> None:
    assert told("git@work:me/learn.git", {"work": "git.acme.org"}) == Remote(
        host="work", unclear=True, shown="work/me/learn.git"
    )


def test_a_host_is_never_taken_for_an_option_of_ssh() -> None:
    asked: list[Sequence[str]] = []

    def run(command: Sequence[str]) -> str:
        asked.append(command)
        return "-oProxyCommand=touch:me/learn\n" if command[0] == "git" else ""

    assert remote_origin(run, "github.com").unclear
    assert [command[0] for command in asked] == ["git"]


def test_a_drive_of_windows_is_a_folder() -> None:
    assert told("C:/repositories/learn.git").host == "a folder"


def test_an_address_on_github_that_is_no_repository_is_unclear() -> None:
    assert told("https://github.com/only-owner") == Remote(unclear=True, shown="github.com/only-owner")


def test_a_server_of_ones_own_is_github_and_github_com_is_then_asked_about() -> None:
    assert told("git@git.school.org:ada/learning.git", server="git.school.org").repository == "ada/learning"
    assert told("https://github.com/ada/learning", server="git.school.org").unclear


@given(st.text(max_size=60))
def test_any_text_is_an_address_without_a_failure_and_no_password_is_shown(text: str) -> None:
    told(text)
    assert "s3cret" not in told(f"https://ada:s3cret@host.example/{text}").shown
