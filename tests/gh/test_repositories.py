"""Reading files of many repositories: by branch, tag and commit, fifty a request, and what goes wrong with one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_sync.errors import TrackerError, UsageError
from roadmap_sync.gh.provider import PROVIDER
from roadmap_sync.gh.repositories import GitHubRepositories, open_repositories
from roadmap_sync.tracker.provider import Setup
from roadmap_sync.tracker.repositories import MAX_FILE_BYTES, FoundFiles, WantedFiles
from tests.fake_github import FakeGitHub

Opened = Callable[..., GitHubRepositories]


def setup(gh: FakeGitHub, token: str) -> Setup:
    return Setup(
        folder=Path(),
        env={"GITHUB_API_URL": gh.url},
        repository="",
        token=token,
        labels=(),
        boards=(),
        comments=False,
        types=False,
        moment=gh.clock.now,
        clock=gh.clock.now,
        sleep=gh.clock.advance,
        say=lambda _text: None,
        should_stop=lambda: False,
    )


@pytest.fixture
def opened(github: FakeGitHub) -> Opened:
    """Opens a reader with eve's token of a kind."""
    github.add_user("eve")
    return lambda kind="classic", **more: open_repositories(setup(github, github.token(kind, user="eve", **more)))


def one(reader: GitHubRepositories, repository: str, *paths: str, ref: str = "", folder: str = "") -> FoundFiles:
    (found,) = reader.read([WantedFiles(repository=repository, paths=paths, ref=ref, folder=folder)])
    return found


def push(gh: FakeGitHub, name: str, files: dict[str, str], branch: str = ""):
    repo = gh.world.find_repository(name) or gh.add_repository(name)
    gh.as_user(repo.owner.login).commit(repo, files=files, branch=branch)


def test_a_file_is_read_at_the_default_branch_a_branch_a_tag_or_a_commit(github, opened) -> None:
    push(github, "ada/x", {"a/b.yaml": "one"})
    repo = github.world.find_repository("ada/x")
    github.as_user("ada").release(repo, "v1")
    push(github, "ada/x", {"a/b.yaml": "two"})
    push(github, "ada/x", {"a/b.yaml": "three"}, branch="feature/y")
    reader = opened()
    texts = {ref: one(reader, "ada/x", "a/b.yaml", ref=ref).texts.get("a/b.yaml") for ref in ("", "v1", "feature/y")}
    assert texts == {"": "two", "v1": "one", "feature/y": "three"}
    assert one(reader, "ada/x", "a/b.yaml", ref=repo.git.tags["v1"].oid[:10]).texts == {"a/b.yaml": "one"}
    assert one(reader, "ada/x", ref="v1").commit == repo.git.tags["v1"].oid


def test_the_commit_of_a_tag_with_a_message_is_that_behind_it(github, opened) -> None:
    push(github, "ada/x", {"a.md": "A"})
    repo = github.world.find_repository("ada/x")
    github.as_user("ada").release(repo, "v1")
    repo.git.annotated.add("v1")
    found = one(opened(), "ada/x", "a.md", ref="v1")
    assert (found.commit, found.texts) == (repo.head.oid, {"a.md": "A"})


def test_a_folder_is_listed_with_sizes_and_without_what_is_below(github, opened) -> None:
    push(github, "ada/x", {"f/a.json": "{}", "f/b.svg": "<svg/>", "f/deep/c.json": "{}", "top.md": ""})
    assert one(opened(), "ada/x", folder="f").listed == {"a.json": 2, "b.svg": 6}


def test_what_is_not_there_is_told_apart_from_what_cannot_be_seen(github, opened) -> None:
    push(github, "ada/x", {"a.md": "A"})
    github.add_repository("ada/secret", private=True)
    github.add_repository("ada/empty", empty=True)
    reader = opened()
    assert one(reader, "ada/x", "b.md") == FoundFiles(
        repository="ada/x", commit=github.world.find_repository("ada/x").head.oid
    )
    assert "private or not there" in one(reader, "ada/secret", "a.md").problem
    assert "private or not there" in one(reader, "no/body", "a.md").problem
    assert one(reader, "ada/empty", "a.md", folder="f") == FoundFiles(repository="ada/empty")
    assert one(reader, "ada/x", "a.md", ref="v9").problem == "it has no branch, tag or commit v9"


def test_a_renamed_repository_answers_with_its_present_name(github, opened) -> None:
    push(github, "ada/old", {"a.md": "A"})
    github.as_user("ada").rename_repository(github.world.find_repository("ada/old"), "new")
    found = one(opened(), "ada/old", "a.md")
    assert (found.repository, found.texts) == ("ada/new", {"a.md": "A"})


def test_private_is_told(github, opened) -> None:
    repo = github.add_repository("ada/secret", private=True)
    github.add_collaborator(repo, "eve", "READ")
    assert one(opened(), "ada/secret").private


def test_what_is_no_text_or_too_large_is_refused_with_its_reason(github, opened) -> None:
    push(github, "ada/x", {"large.json": "x" * (MAX_FILE_BYTES + 1), "folder/a.md": "A"})
    found = one(opened(), "ada/x", "large.json", "folder")
    assert found.texts == {}
    assert found.refused == {"large.json": "it is too large", "folder": "it is no file"}


def test_fifty_repositories_go_into_a_request_and_one_bad_one_spoils_nothing(github, opened) -> None:
    names = [f"ada/r{number}" for number in range(120)]
    for name in names:
        if name != "ada/r7":
            push(github, name, {"a.md": name})
    reader = opened()
    github.log.clear()
    found = reader.read([WantedFiles(repository=name, paths=("a.md",)) for name in names])
    assert [list(each.texts.values()) for each in found] == [[] if name == "ada/r7" else [name] for name in names]
    assert github.totals().requests == 3
    assert github.totals().points <= 3
    github.assert_readonly()


def test_a_batch_that_the_server_cannot_answer_is_halved(github, opened) -> None:
    names = [f"ada/r{number}" for number in range(8)]
    for name in names:
        push(github, name, {"a.md": name})
    github.faults.add("Files", kind="status", status=502, times=3)
    found = opened().read([WantedFiles(repository=name, paths=("a.md",)) for name in names])
    assert all(each.texts for each in found)
    github.faults.assert_all_struck()


def test_all_repositories_of_an_owner_are_listed_page_by_page(github, opened) -> None:
    for number in range(105):
        github.add_repository(f"acme/spring-{number}", empty=True)
    github.add_repository("acme/secret", private=True)
    names = opened().names("acme")
    assert len(names) == 105
    with pytest.raises(TrackerError, match="no user or organization nobody"):
        opened().names("nobody")


def test_without_a_token_it_says_where_to_get_one(github) -> None:
    assert PROVIDER.repositories is not None
    with pytest.raises(UsageError, match="no token to read"):
        PROVIDER.repositories(setup(github, ""))
