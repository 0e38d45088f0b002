"""A roadmap that extends a curriculum of another repository: read at a ref, kept, never taken for an empty one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from roadmap_sync.cli.session import session
from tests.cli.github_shell import DAY, GitHubShell, online  # noqa: F401 - a fixture
from tests.cli.test_extends import CURRICULUM

EXTENDS = "acme/curriculum/roadmaps/rust.yaml@v1"
KEPT = ".roadmap-sync/curricula"


def push(gh, name: str, text: str, path: str = "roadmaps/rust.yaml", tag: str = "", **settings):
    repo = gh.world.find_repository(name) or gh.add_repository(name, **settings)
    gh.as_user(repo.owner.login).commit(repo, files={path: text})
    if tag:
        gh.as_user(repo.owner.login).release(repo, tag)
    return repo


@pytest.fixture
def following(online: GitHubShell) -> GitHubShell:  # noqa: F811
    """ada follows a curriculum of acme's at its tag v1."""
    push(online.gh, "acme/curriculum", CURRICULUM, tag="v1")
    online.shell.write("roadmaps/mine.yaml", f"extends: {EXTENDS}\nstart: 2026-01-05\nwithout: [beyond]\n")
    online.on_its_clock()
    return online


def unreadable(online: GitHubShell) -> None:  # noqa: F811
    online.gh.world.find_repository("acme/curriculum").private = True


def forget(online: GitHubShell) -> None:  # noqa: F811
    for path in (online.shell.folder / KEPT).iterdir():
        path.unlink()


def test_a_curriculum_is_read_at_its_tag_and_synced(following):
    push(following.gh, "acme/curriculum", CURRICULUM.replace("Moves", "Moved"))
    following.sync()
    assert set(following.by_key()) >= {"basics/moves", "basics/borrows"}
    assert "beyond/async" not in following.by_key()
    following.still()


def test_plan_names_the_curriculum_and_the_commit(following):
    commit = following.gh.world.find_repository("acme/curriculum").git.tags["v1"].oid
    assert f"Curriculum: {EXTENDS} at {commit[:12]}\n" in following("plan").out


def test_one_request_more_reads_it(following):
    following.sync()
    following.gh.log.clear()
    following("plan")
    with_curriculum = following.gh.totals().requests
    following.shell.write("roadmaps/mine.yaml", "title: Mine\nphases: [{title: A}]\n")
    following.gh.log.clear()
    following("plan")
    assert with_curriculum == following.gh.totals().requests + 1


def test_the_last_reading_counts_with_a_warning_where_it_cannot_be_read(following):
    following.sync()
    before = following.seen()
    unreadable(following)
    done = following.sync()
    assert f"Warning: {EXTENDS} is as it was last read" in done.err
    assert following.seen() == before


@pytest.mark.parametrize("broken", ["", "   \n"])
def test_a_curriculum_that_became_empty_is_not_taken_for_one(following, broken):
    following.shell.edit("roadmaps/mine.yaml", "@v1", "@main")
    following.sync()
    before = following.seen()
    push(following.gh, "acme/curriculum", broken)
    assert "the file is empty at main" in following.sync().err
    assert following.seen() == before


def test_with_no_reading_at_all_nothing_is_written(following):
    unreadable(following)
    done = following.fails("sync")
    assert "roadmaps/mine.yaml:1:10" in done.err + done.out
    assert "ROADMAP_SYNC_READ_TOKEN" in done.err + done.out


def test_validate_without_network_uses_the_last_reading_and_asks_nobody(following):
    following.sync()
    following.set(GITHUB_TOKEN="", GH_TOKEN="")
    following.gh.log.clear()
    done = following("validate")
    assert (done.code, done.err) == (0, "1 roadmap fine.\n")
    assert following.gh.totals().requests == 0
    forget(following)
    done = following("validate")
    assert done.code == 1
    assert "can't be read, and never was" in done.out


def test_the_reports_commit_keeps_it_for_others(following):
    following.sync()
    assert following("report", "--commit").code == 0
    (path,) = [path for path in following.repo.files if path.startswith(".github/roadmap/curricula/")]
    assert following.repo.files[path].startswith(f"# Kept by roadmap-sync from {EXTENDS} at ")
    assert following.repo.files[path].partition("\n")[2] == CURRICULUM
    following.gh.log.clear()
    assert following("report", "--commit").code == 0
    following.gh.assert_readonly()
    forget(following)
    unreadable(following)
    following.shell.write(path, following.repo.files[path])
    assert "as it was last read" in following("plan").err


def test_the_result_names_the_curriculum_and_its_commit(following):
    following.sync()
    following("report", "--commit")
    result = json.loads(following.repo.files[".github/roadmap/mine.json"])
    assert result["curriculum"] == [
        {
            "source": "acme/curriculum/roadmaps/rust.yaml",
            "commit": following.gh.world.find_repository("acme/curriculum").git.tags["v1"].oid,
        }
    ]


def test_a_commit_upstream_that_changes_nothing_writes_nothing(following):
    following.shell.edit("roadmaps/mine.yaml", "@v1", "@main")
    following.sync()
    following("report", "--commit")
    push(following.gh, "acme/curriculum", "words", path="README.md")
    following.gh.log.clear()
    assert following("report", "--commit").code == 0
    following.gh.assert_readonly()


@pytest.mark.parametrize(("own_private", "kept"), [(False, 0), (True, 1)])
def test_a_private_curriculum_is_kept_only_in_a_private_repository(following, own_private, kept):
    unreadable(following)
    following.gh.add_collaborator(following.gh.world.find_repository("acme/curriculum"), "ada", "READ")
    following.repo.private = own_private
    following.sync()
    assert following("report", "--commit").code == 0
    found = [path for path in following.repo.files if path.startswith(".github/roadmap/curricula/")]
    assert len(found) == kept


def test_a_token_of_its_own_reads_private_curricula(following):
    unreadable(following)
    following.gh.add_user("reader")
    following.gh.add_collaborator(following.gh.world.find_repository("acme/curriculum"), "reader", "READ")
    token = following.gh.token("classic", user="reader")
    following.tokens.append(token)
    following.set(ROADMAP_SYNC_READ_TOKEN=token)
    following.sync()
    assert "basics/moves" in following.by_key()


def test_a_chain_leads_through_repositories_and_paths_at_the_commit_that_was_read(following):
    push(following.gh, "acme/curriculum", "extends: ../base.yaml\nwithout: [basics/moves]\n", tag="v2")
    push(following.gh, "acme/curriculum", "extends: old/base/rust.yaml@v1\n", path="base.yaml", tag="v3")
    push(following.gh, "old/base", CURRICULUM, path="rust.yaml", tag="v1")
    following.shell.edit("roadmaps/mine.yaml", "@v1", "@v3")
    following.sync()
    assert set(following.by_key()) >= {"basics/borrows"}
    assert "basics/moves" not in following.by_key()


def test_a_renamed_curriculum_is_followed(following):
    following.gh.as_user("acme").rename_repository(following.gh.world.find_repository("acme/curriculum"), "course")
    following.sync()
    assert "basics/moves" in following.by_key()


def test_doctor_names_the_curriculum_and_says_which_token_reads_private_ones(following):
    assert f"curriculum: {EXTENDS} at " in following("doctor").out
    unreadable(following)
    said = following("doctor").out
    assert "as last read: it is private or not there" in said
    assert "Contents: read" in said


def test_a_chain_on_a_branch_is_kept_once_a_link_and_read_from_there(following):
    push(following.gh, "acme/curriculum", "extends: ../base.yaml\n")
    push(following.gh, "acme/curriculum", CURRICULUM, path="base.yaml")
    following.shell.edit("roadmaps/mine.yaml", "@v1", "@main")
    following.sync()
    following("report", "--commit")
    for number in range(3):
        push(following.gh, "acme/curriculum", f"words {number}", path="README.md")
        following.gh.log.clear()
        assert following("report", "--commit").code == 0
        following.gh.assert_readonly()
    kept = {path: text for path, text in following.repo.files.items() if path.startswith(".github/roadmap/curricula/")}
    assert len(kept) == 2
    unreadable(following)
    forget(following)
    for path, text in kept.items():
        following.shell.write(path, text)
    assert following("plan", "--exit-code").code == 0


def test_a_teacher_reads_what_a_learners_report_committed(following):
    following.sync()
    following.ada.close(following.by_key()["basics/moves"])
    assert following("report", "--commit").code == 0
    following.shell.write(
        "cohorts/spring.yaml",
        "title: Spring\ncurriculum: ACME/curriculum/roadmaps/rust.yaml@v9\nlearners: [ada/learning]\n",
    )
    (row,) = following("cohort", "status", "--json", "--today", DAY).json["rows"]
    assert (row["name"], row["percent"], row["week"]) == ("ada", 50.0, 1)


def test_init_with_the_address_of_a_curriculum_writes_a_roadmap_that_extends_it(following):
    (following.shell.folder / "roadmaps/mine.yaml").unlink()
    done = following("init", EXTENDS, "--start", "2026-01-05")
    assert done.code == 0
    text = following.shell.read("roadmaps/rust.yaml")
    assert text.startswith(f"extends: {EXTENDS}\nstart: 2026-01-05\ntimezone: ")
    assert ".github/workflows/roadmap.yml" in following.shell.files()
    following.sync()
    assert "beyond/async" in following.by_key()


def test_init_with_a_curriculum_that_cannot_be_read_writes_nothing(following):
    unreadable(following)
    before = following.shell.files()
    assert following("init", EXTENDS.replace("v1", "v2")).code == 1
    assert following.shell.files() == before


def test_validate_without_network_but_with_a_token_warns_after_one_try_more(following, monkeypatch):
    following.sync()
    waits = []

    def made(*where):
        return replace(session(*where), sleep=waits.append)

    monkeypatch.setattr("roadmap_sync.cli.validate.session", made)
    following.set(GITHUB_API_URL="http://127.0.0.1:9")
    done = following("validate")
    assert done.code == 0
    assert f"warning: `{EXTENDS}` is as it was last read" in done.out
    assert sum(waits) == 1.0
