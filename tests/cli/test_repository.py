"""Which files, which repository, which tracker."""

from __future__ import annotations

import pytest

from tests.cli.conftest import SMALL, Shell

OTHER = "id: go\ntitle: Go\nphases:\n  - title: Start\n    items: [Channels]\n"


def test_without_files_all_active_roadmaps_are_meant(small: Shell) -> None:
    small.write("roadmaps/go.yml", OTHER)
    small.write("roadmaps/notes.txt", "no roadmap")
    assert {roadmap["id"] for roadmap in small("status", "--json").json["roadmaps"]} == {"go", "rust"}


def test_an_inactive_roadmap_is_meant_only_when_it_is_named(small: Shell) -> None:
    file = small.write("roadmaps/go.yaml", "active: false\n" + OTHER)
    assert [roadmap["id"] for roadmap in small("status", "--json").json["roadmaps"]] == ["rust"]
    assert [roadmap["id"] for roadmap in small("status", "--json", file).json["roadmaps"]] == ["go"]


def test_an_inactive_roadmap_is_checked_all_the_same(small: Shell) -> None:
    small.write("roadmaps/go.yaml", "active: false\nnonsense: 1\n" + OTHER)
    assert small("plan").code == 1
    assert small("validate").code == 1


def test_where_all_roadmaps_are_inactive_the_way_out_is_named(shell: Shell) -> None:
    shell.write("roadmaps/go.yaml", "active: false\n" + OTHER)
    done = shell("plan")
    assert done.code == 2
    assert "active: false" in done.err
    assert "Name one on the command line" in done.err


def test_a_named_file_may_lie_anywhere(shell: Shell) -> None:
    file = shell.write("elsewhere/mine.yaml", OTHER)
    assert shell("sync", file).code == 0
    assert shell.issue("go/start/channels").title == "Channels"


def test_syncing_one_file_leaves_the_other_roadmap_alone(synced: Shell) -> None:
    file = synced.write("roadmaps/go.yaml", OTHER)
    before = synced.state().issues
    assert synced("sync", file, "--prune").code == 0
    assert synced.state().issues[: len(before)] == before


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/ada/learning",
        "https://github.com/ada/learning.git",
        "https://ada:secret@github.com/ada/learning.git",
        "git@github.com:ada/learning.git",
        "ssh://git@github.com/ada/learning",
        "ssh://git@ssh.github.com:443/ada/learning.git",
        "https://GitHub.com/ada/learning/",
        "https://www.github.com:443/ada/learning.git",
        "git://github.com/ada/learning.git",
        "GIT@GITHUB.COM:ada/learning",
    ],
)
def test_the_remote_origin_says_the_repository_and_a_missing_token_the_way_out(small: Shell, url: str) -> None:
    small.git("init", "-q")
    small.git("remote", "add", "origin", url)
    done = small("sync")
    assert done.code == 2
    assert "no token for ada/learning" in done.err
    assert "--tracker local" in done.err
    assert "secret" not in done.err
    assert not (small.folder / ".roadmap-sync").exists()


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://gitlab.com/ada/learning", "gitlab.com"),
        ("git@codeberg.org:ada/learning.git", "codeberg.org"),
        ("https://ada@bitbucket.org/ada/learning.git", "bitbucket.org"),
        ("/srv/git/learning.git", "a folder"),
        ("file:///srv/git/learning.git", "a folder"),
        ("../other", "a folder"),
    ],
)
def test_a_remote_elsewhere_means_the_embedded_tracker_and_the_first_line_says_so(
    small: Shell, url: str, host: str
) -> None:
    small.git("init", "-q")
    small.git("remote", "add", "origin", url)
    first = small("plan").err.splitlines()[0]
    assert first.startswith("Tracker: embedded")
    assert first.endswith(f"(the remote origin is on {host}, not on GitHub)")


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://github.com.evil.org/a/b", "github.com.evil.org/a/b"),
        ("https://ada:secret@code.school.org/ada/learning.git", "code.school.org/ada/learning.git"),
        ("git@github.com-nobody-knows:ada/learning.git", "github.com-nobody-knows/ada/learning.git"),
    ],
)
def test_a_host_that_may_be_github_is_asked_about_before_anything_is_done(small: Shell, url: str, shown: str) -> None:
    small.git("init", "-q")
    small.git("remote", "add", "origin", url)
    done = small("sync")
    assert done.code == 2
    assert f"the remote origin is {shown}: is that GitHub?" in done.err
    assert "--repo OWNER/NAME" in done.err
    assert "secret" not in done.err
    assert small("plan", "--tracker", "local").code == 0


def test_the_address_that_git_makes_of_the_remote_counts(small: Shell) -> None:
    small.git("init", "-q")
    small.git("config", "url.https://github.com/.insteadOf", "gh:")
    small.git("remote", "add", "origin", "gh:ada/learning")
    assert "no token for ada/learning" in small("plan").err


def test_hidden_files_and_what_editors_leave_are_no_roadmaps(small: Shell) -> None:
    for name in (".#plan.yaml", "._plan.yaml", ".plan.yaml", "plan.yaml~", "#plan.yaml#", ".DS_Store"):
        small.write(f"roadmaps/{name}", "\0 no roadmap: [")
    assert small("validate").code == 0
    assert small("plan").code == 0


def test_a_server_of_ones_own_is_known_by_its_address(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.school.org")
    small.git("init", "-q")
    small.git("remote", "add", "origin", "git@git.school.org:ada/learning.git")
    assert "no token for ada/learning" in small("plan").err


def test_the_environment_says_the_repository(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/learning")
    assert "no token for ada/learning" in small("plan").err


def test_the_file_says_the_repository(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", SMALL + "repository: ada/learning\n")
    assert "no token for ada/learning" in small("plan").err


def test_repo_on_the_command_line_has_the_last_word(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/learning")
    small.write("roadmaps/rust.yaml", SMALL + "repository: bob/learning\n")
    assert "no token for eve/learning" in small("plan", "--repo", "eve/learning").err


@pytest.mark.parametrize("command", ["plan", "sync", "report", "status"])
def test_sources_that_disagree_are_an_error_before_anything_is_written(
    small: Shell, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/learning")
    monkeypatch.setenv("GITHUB_TOKEN", "t")
    small.write("roadmaps/rust.yaml", SMALL + "repository: bob/learning\n")
    before = small.files()
    done = small(command)
    assert done.code == 2
    assert "ada/learning (GITHUB_REPOSITORY)" in done.err
    assert "bob/learning (`repository:` in rust)" in done.err
    assert "--repo OWNER/NAME" in done.err
    assert small.files() == before


def test_names_in_other_letters_do_not_disagree(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "Ada/Learning")
    small.write("roadmaps/rust.yaml", SMALL + "repository: ada/learning\n")
    assert "no token for Ada/Learning" in small("plan").err


def test_two_roadmaps_of_two_repositories_disagree(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", SMALL + "repository: ada/learning\n")
    small.write("roadmaps/go.yaml", OTHER + "repository: ada/teaching\n")
    assert small("plan").code == 2


def test_the_embedded_tracker_can_be_asked_for(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_REPOSITORY", "ada/learning")
    assert small("sync", "--tracker", "local").err.startswith("Tracker: embedded")
    assert small.state().issues


def test_github_without_a_repository_says_how_to_name_one(small: Shell) -> None:
    done = small("plan", "--tracker", "github")
    assert done.code == 2
    assert "--repo OWNER/NAME" in done.err
