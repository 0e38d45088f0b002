"""Commits counted from real git repositories."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from roadmap_sync.local import activity
from roadmap_sync.local.activity import git_activity
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.automation import is_automation

PRAGUE = ZoneInfo("Europe/Prague")
MONDAY = date(2026, 1, 5)
ADA = "Ada Lovelace <ada@example.org>"


class Repository:
    """A repository whose commits have the author and the time that a test gives them."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", "-c", "core.autocrlf=false", *arguments]
        done = subprocess.run(
            command, cwd=self.folder, env=kept | nobody | environment, check=True, capture_output=True, text=True
        )
        return done.stdout

    def commit(self, at="2026-01-05T10:00:00+00:00", author=ADA, path="notes.txt", authored=""):
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a") as content:
            content.write(f"{at}\n")
        self.git("add", path)
        self.record(at, author, authored, "commit", "-q", "-m", "Learn")

    def record(self, at, author, authored, *command):
        name, _, mail = author.rstrip(">").partition(" <")
        people = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", name), ("EMAIL", mail), ("DATE", at))
        }
        self.git(*command, **people | ({"GIT_AUTHOR_DATE": authored} if authored else {}))


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "learning")


def count(repository, *, authors=(), zone=PRAGUE, since=None):
    return git_activity(repository.folder, authors=authors, zone=zone, since=since)


def test_commits_are_counted_by_day_and_by_week(repository):
    for at in ("2026-01-05T10:00:00Z", "2026-01-05T20:00:00Z", "2026-01-11T12:00:00Z", "2026-01-12T12:00:00Z"):
        repository.commit(at)
    found = count(repository)
    assert found.commits_by_day == {MONDAY: 2, date(2026, 1, 11): 1, date(2026, 1, 12): 1}
    assert found.commits_by_week == {MONDAY: 3, date(2026, 1, 12): 1}
    assert found.commits == 4
    assert found.source == "git log of this folder's repository"


def test_a_day_is_the_learners_not_the_servers(repository):
    repository.commit("2026-01-04T23:30:00Z")
    assert count(repository).commits_by_day == {MONDAY: 1}
    assert count(repository, zone=ZoneInfo("UTC")).commits_by_week == {date(2025, 12, 29): 1}
    assert count(repository, zone=ZoneInfo("America/Los_Angeles")).commits_by_day == {date(2026, 1, 4): 1}


def test_the_day_is_when_the_work_was_committed_not_when_it_was_begun(repository):
    repository.commit("2026-01-07T12:00:00Z", authored="2025-11-01T12:00:00Z")
    assert count(repository).commits_by_day == {date(2026, 1, 7): 1}


def test_commits_before_the_start_are_left_out_to_the_hour(repository):
    repository.commit("2024-06-01T12:00:00Z")
    repository.commit("2026-01-04T22:59:59Z")
    repository.commit("2026-01-04T23:00:00Z")
    repository.commit("2026-01-08T12:00:00Z")
    assert count(repository, since=MONDAY).commits_by_day == {MONDAY: 1, date(2026, 1, 8): 1}
    assert count(repository).commits == count(repository, since=date(1, 1, 1)).commits == 4
    assert count(repository, since=date(9999, 1, 1)).commits == 0


def test_the_tools_own_commits_are_not_the_learners(repository):
    repository.commit()
    repository.commit(path=".github/roadmap/report.svg")
    repository.commit(path=".github/workflows/roadmap.yml")
    assert count(repository).commits == 2


def test_the_tools_own_commits_are_known_on_branches_that_were_merged_without_them(repository):
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(path=".github/roadmap/report.svg")
    repository.commit(path="side.txt")
    repository.git("checkout", "-q", "main")
    repository.commit(path="other.txt")
    repository.record("2026-01-06T10:00:00Z", ADA, "", "merge", "-q", "-s", "ours", "-m", "Merge", "side")
    assert count(repository).commits == 4


def test_a_merge_that_brings_the_tools_commits_in_is_the_learners(repository):
    repository.commit()
    repository.git("checkout", "-q", "-b", "origin")
    repository.commit(path=".github/roadmap/report.svg")
    repository.git("checkout", "-q", "main")
    repository.commit(path="other.txt")
    repository.record("2026-01-06T10:00:00Z", ADA, "", "merge", "-q", "-m", "Merge", "origin")
    assert count(repository).commits == 3


def test_a_roadmap_in_a_subfolder_has_its_own_commits_of_the_tool(repository):
    repository.commit()
    repository.commit(path="courses/ai/.github/roadmap/report.svg")
    repository.commit(path=".github/roadmap/report.svg")
    inside = git_activity(repository.folder / "courses" / "ai", authors=(), zone=PRAGUE, since=None)
    assert inside.commits == 1
    assert count(repository).commits == 2


def test_merges_count_like_other_commits(repository):
    repository.commit()
    repository.git("checkout", "-q", "-b", "side")
    repository.commit(path="side.txt")
    repository.git("checkout", "-q", "main")
    repository.record("2026-01-06T10:00:00Z", ADA, "", "merge", "-q", "--no-ff", "-m", "Merge", "side")
    assert count(repository).commits == 3


@pytest.mark.parametrize(
    ("authors", "commits"),
    [
        ((), 4),
        (("ada@example.org",), 1),
        (("ADA@Example.org",), 1),
        (("ada lovelace",), 1),
        (("octo",), 2),
        (("Octo", "ada@example.org"), 3),
        (("dependabot[bot]",), 0),
        (("nobody",), 0),
        (("ada",), 0),
        (("",), 0),
    ],
)
def test_authors_are_known_by_mail_name_or_login_and_bots_never_count(repository, authors, commits):
    for author in (
        ADA,
        "Octo Cat <12345+octo@users.noreply.github.com>",
        "Cat <octo@users.noreply.github.com>",
        "Someone Else <else@example.org>",
        "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>",
        "A Robot <robot[bot]@example.org>",
    ):
        repository.commit(author=author)
    assert count(repository, authors=authors).commits == commits


def test_a_mailmap_brings_a_learners_addresses_together(repository):
    repository.commit(author="A <old@example.org>")
    (repository.folder / ".mailmap").write_text("Ada <ada@example.org> <old@example.org>\n")
    assert count(repository, authors=["ada@example.org"]).commits == 1


def test_a_folder_inside_the_repository_gives_the_same_numbers(repository):
    repository.commit(path="deep/down/notes.txt")
    repository.commit()
    inside = git_activity(repository.folder / "deep" / "down", authors=(), zone=PRAGUE, since=None)
    assert inside == count(repository)


def test_without_a_repository_there_are_no_commits_and_it_is_said(tmp_path):
    nothing = git_activity(tmp_path, authors=(), zone=PRAGUE, since=None)
    assert nothing == Activity(source="no commits counted: no git repository here")


def test_a_repository_without_commits_is_said_to_have_none(repository):
    assert count(repository) == Activity(source="no commits counted: the git repository has none yet")


def test_without_git_there_are_no_commits_and_it_is_said(repository, monkeypatch):
    repository.commit()
    monkeypatch.setenv("PATH", str(repository.folder))
    assert count(repository) == Activity(source="no commits counted: git is not installed")


def test_a_folder_that_is_not_there_has_no_commits(tmp_path):
    gone = git_activity(tmp_path / "gone", authors=(), zone=PRAGUE, since=None)
    assert gone == Activity(source="no commits counted: no git repository here")


def test_a_shallow_clone_says_that_older_commits_are_missing(repository, tmp_path):
    repository.commit("2025-01-05T10:00:00Z")
    repository.commit()
    repository.git("clone", "-q", "--depth", "1", repository.folder.as_uri(), str(tmp_path / "clone"))
    found = git_activity(tmp_path / "clone", authors=(), zone=PRAGUE, since=None)
    assert found.commits == 1
    assert found.source.endswith("a shallow clone: older commits are missing")


def test_a_damaged_repository_gives_no_commits_and_the_reason(repository):
    repository.commit()
    repository.commit()
    parent = repository.git("rev-parse", "HEAD~1").strip()
    (repository.folder / ".git" / "objects" / parent[:2] / parent[2:]).unlink()
    found = count(repository)
    assert found == Activity(source="no commits counted: git could not read the history (see git log here)")


def test_git_that_hangs_is_given_up(repository, monkeypatch):
    repository.commit()
    monkeypatch.setattr(activity, "_TIMEOUT", 0.0001)
    assert count(repository).source.startswith("no commits counted: git took longer than")


def test_settings_and_environment_of_the_caller_do_not_bend_the_count(repository, tmp_path, monkeypatch):
    repository.commit()
    elsewhere = Repository(tmp_path / "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(elsewhere.folder / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(elsewhere.folder))
    monkeypatch.setenv("GIT_PAGER", "false")
    monkeypatch.setenv("LC_ALL", "cs_CZ.UTF-8")
    for name, value in (("log.showSignature", "true"), ("color.ui", "always"), ("log.date", "relative")):
        repository.git("config", name, value)
    assert count(repository).commits == 1


def test_hostile_names_of_authors_and_folders_are_only_names(tmp_path):
    repository = Repository(tmp_path / "--upload-pack=touch hacked; $(touch hacked)")
    repository.commit(author="$(touch hacked)\x1f`x` | ada@example.org <a b\x1f@example.org>")
    repository.commit(author="Zoë 学 <zoe@example.org>")
    assert count(repository).commits == 2
    assert count(repository, authors=["zoë 学"]).commits == 1
    assert not list(tmp_path.rglob("hacked"))


def test_thousands_of_commits_are_counted_in_no_time(tmp_path):
    repository = Repository(tmp_path / "long")
    first = datetime(2016, 1, 4, 12, tzinfo=UTC)
    stream = []
    for number in range(5000):
        seconds = int((first + timedelta(hours=16 * number)).timestamp())
        path = ".github/roadmap/report.svg" if number % 10 == 0 else "notes"
        stream.append(f"commit refs/heads/main\ncommitter Ada <ada@example.org> {seconds} +0000\ndata 5\nLearn\n")
        stream.append(f"M 100644 inline {path}\ndata {len(str(number))}\n{number}\n")
    import_ = ["git", "fast-import", "--quiet"]
    subprocess.run(import_, cwd=repository.folder, input="".join(stream), text=True, check=True)
    begun = datetime.now(UTC)
    found = count(repository)
    assert datetime.now(UTC) - begun < timedelta(seconds=10)
    assert found.commits == sum(found.commits_by_day.values()) == 4500
    assert all(day.weekday() == 0 for day in found.commits_by_week)


def test_commits_dated_in_the_future_count_on_no_day_and_are_said(repository):
    repository.commit("2026-01-05T10:00:00Z")
    repository.commit("2031-01-05T10:00:00Z")
    found = git_activity(repository.folder, authors=(), zone=PRAGUE, since=None, today=date(2026, 1, 6))
    assert found.commits == 1
    assert found.source.endswith(", one dated in the future left out")


@pytest.mark.parametrize(
    ("mail", "name", "login"),
    [
        ("action@github.com", "", ""),
        ("ACTIONS@github.com", "", ""),
        ("", "Renovate[bot]", ""),
        ("1+some[bot]@users.noreply.github.com", "", ""),
        ("", "", "actions-user"),
    ],
)
def test_programs_are_known_by_mail_name_or_login(mail, name, login):
    assert is_automation(mail=mail, name=name, login=login)
    assert not is_automation(mail="ada@example.org", name="Ada Botham", login="abbot")
