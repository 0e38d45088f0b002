"""Cohorts on GitHub: from learners' repositories to the teacher's README, and what only some may see."""

from __future__ import annotations

import pytest

from roadmap_sync.cohort.result_json import dump
from tests.cli.github_shell import GitHubShell, online  # noqa: F401 - a fixture
from tests.cli.test_extends import CURRICULUM
from tests.cohort.building import MONDAY, result

RESULT = ".github/roadmap/engineer.json"
SOURCE = "acme/curriculum/roadmaps/engineer.yaml"
DAY = ("--today", "2026-03-05")
COHORT = f"""\
title: Spring
curriculum: {SOURCE}@v3
learners:
  - {{repository: ada/road, name: Ada Lovelace}}
  - bob/road
  - eve/secret
  - no/body
"""


def publish(online: GitHubShell, name: str, text: str, path: str = RESULT, **settings) -> None:  # noqa: F811
    repo = online.gh.world.find_repository(name) or online.gh.add_repository(name, **settings)
    online.gh.as_user(repo.owner.login).commit(repo, files={path: text})


@pytest.fixture
def teaching(online: GitHubShell) -> GitHubShell:  # noqa: F811
    """ada/learning is the teacher's; two learners publish results, one is private, one is not there."""
    publish(online, "acme/curriculum", CURRICULUM.replace("Basics", "Python"), "roadmaps/engineer.yaml")
    online.gh.as_user("acme").release(online.gh.world.find_repository("acme/curriculum"), "v3")
    publish(online, "ada/road", dump(result()))
    publish(online, "bob/road", dump(result(2, days_ahead=-40, as_of=MONDAY)))
    publish(online, "eve/secret", dump(result(29)), private=True)
    online.shell.write("cohorts/spring.yaml", COHORT)
    return online


def rows(teaching: GitHubShell) -> dict[str, dict]:
    return {row["name"]: row for row in teaching("cohort", "status", "--json", *DAY).json["rows"]}


def test_every_learner_is_a_row_read_from_the_repository(teaching):
    found = rows(teaching)
    assert [found[name]["percent"] for name in ("Ada Lovelace", "bob")] == [40.0, pytest.approx(6.67, abs=0.01)]
    assert found["Ada Lovelace"]["url"] == "https://github.com/ada/road"
    assert found["bob"]["look"] == "behind 6 weeks"
    assert "private or not there" in found["eve"]["look"]
    assert "private or not there" in found["no"]["look"]


def test_status_writes_nothing_and_asks_once_for_all_and_once_for_the_curriculum(teaching):
    teaching.gh.log.clear()
    teaching("cohort", "status", *DAY)
    teaching.gh.assert_readonly()
    assert teaching.gh.totals().requests == 2


def test_a_token_for_reading_sees_private_learners(teaching):
    teaching.gh.add_user("reader")
    teaching.gh.add_collaborator(teaching.gh.world.find_repository("eve/secret"), "reader", "READ")
    token = teaching.gh.token("classic", user="reader")
    teaching.tokens.append(token)
    teaching.set(ROADMAP_SYNC_READ_TOKEN=token)
    assert rows(teaching)["eve"]["percent"] == pytest.approx(96.67, abs=0.01)


def test_report_commits_region_and_picture_once(teaching):
    assert teaching("cohort", "report", "--commit", *DAY).code == 0
    files = teaching.repo.files
    assert "Ada Lovelace" in files["README.md"]
    assert files[".github/roadmap/cohort/spring-light.svg"].startswith("<svg")
    teaching.gh.log.clear()
    assert teaching("cohort", "report", "--commit", *DAY).out == "The page is up to date.\n"
    teaching.gh.assert_readonly()


def test_hidden_names_stay_hidden_in_a_workflows_log_though_repositories_fail(teaching):
    teaching.set(GITHUB_ACTIONS="true")
    teaching.shell.edit("cohorts/spring.yaml", "title: Spring\n", "title: Spring\nnames: hidden\n")
    done = teaching("cohort", "report", "--commit", *DAY)
    said = done.out + done.err + teaching.repo.files["README.md"]
    assert not [word for word in ("Lovelace", "bob", "eve", "no/body", "ada/road") if word in said]


def test_a_learner_whose_repository_was_renamed_is_still_read(teaching):
    teaching.gh.as_user("bob").rename_repository(teaching.gh.world.find_repository("bob/road"), "path")
    assert rows(teaching)["bob"]["percent"] == pytest.approx(6.67, abs=0.01)


def test_repositories_of_an_organisation_are_learners_by_the_beginning_of_their_name(teaching):
    publish(teaching, "class/spring-ann", dump(result(3)))
    publish(teaching, "class/website", "x", "README.md")
    teaching.shell.write("cohorts/spring.yaml", f"title: S\ncurriculum: {SOURCE}@v3\nrepositories: [class/spring-*]\n")
    assert [*rows(teaching)] == ["class"]


def test_without_a_token_it_says_what_to_do(teaching):
    teaching.set(GITHUB_TOKEN="", GH_TOKEN="")
    done = teaching("cohort", "status", *DAY)
    assert done.code == 2
    assert "ROADMAP_SYNC_READ_TOKEN" in done.err


def test_init_writes_the_file_the_workflow_and_the_marks_and_overwrites_nothing(online):  # noqa: F811
    done = online("cohort", "init", f"{SOURCE}@v3", "--title", "Spring 2026", "--names", "hidden")
    assert done.code == 0
    assert "names: hidden" in online.shell.read("cohorts/spring-2026.yaml")
    assert "command: cohort" in online.shell.read(".github/workflows/cohort.yml")
    assert "<!-- roadmap-sync:begin cohort -->" in online.shell.read("README.md")
    before = online.shell.files()
    assert online("cohort", "init", f"{SOURCE}@v3", "--title", "Spring 2026").out.count("kept") == 3
    assert online.shell.files() == before


def test_init_refuses_what_is_no_curriculum(online):  # noqa: F811
    assert online("cohort", "init", "https://github.com/acme/curriculum").code == 2


def test_add_writes_one_line_more(teaching):
    done = teaching("cohort", "add", "zoe/road", "--name", "Zoë", "--start", "2026-02-02")
    assert done.code == 0
    assert teaching.shell.read("cohorts/spring.yaml") == (
        COHORT + '  - {repository: zoe/road, name: "Zoë", start: 2026-02-02}\n'
    )
    assert "already" in teaching("cohort", "add", "ZOE/road").out
    assert teaching("cohort", "add", "zoe").code == 2


def test_add_alone_writes_nothing_to_the_learner(teaching):
    teaching.gh.log.clear()
    teaching("cohort", "add", "zoe/road")
    assert teaching.gh.totals().requests == 0


def test_an_invitation_is_a_pull_request_on_a_branch_of_its_own(teaching):
    repo = teaching.gh.add_repository("zoe/road")
    teaching.gh.add_collaborator(repo, "ada", "WRITE")
    before = dict(repo.files)
    done = teaching("cohort", "add", "zoe/road", "--start", "2026-02-02", "--invite")
    assert done.code == 0, done.err
    (pull,) = repo.pulls
    assert pull.head_ref == "roadmap-sync/cohort"
    assert repo.files == before
    files = {path: text.decode() for path, text in repo.git.branches["roadmap-sync/cohort"].tree.items()}
    assert files["roadmaps/engineer.yaml"].startswith(f"extends: {SOURCE}@v3\nstart: 2026-02-02\n")
    assert ".github/workflows/roadmap.yml" in files
    teaching("cohort", "add", "zoe/road", "--start", "2026-02-02", "--invite")
    assert len(repo.pulls) == 1


def test_an_invitation_writes_nothing_over(teaching):
    repo = teaching.gh.add_repository("zoe/road")
    teaching.gh.add_collaborator(repo, "ada", "WRITE")
    teaching.gh.as_user("zoe").commit(repo, files={"roadmaps/engineer.yaml": "title: Mine\nphases: [{title: A}]\n"})
    teaching("cohort", "add", "zoe/road", "--invite")
    tree = repo.git.branches["roadmap-sync/cohort"].tree
    assert tree["roadmaps/engineer.yaml"].startswith(b"title: Mine")


@pytest.mark.parametrize("scopes", [{"repo"}, {"repo", "workflow"}])
def test_who_may_not_invite_gets_the_lines_to_send(teaching, scopes):
    repo = teaching.gh.add_repository("zoe/road")
    if "workflow" not in scopes:
        teaching.gh.add_collaborator(repo, "ada", "WRITE")
    teaching.act_as(scopes=scopes)
    done = teaching("cohort", "add", "zoe/road", "--invite")
    assert done.code == 1
    assert f"roadmap-sync init {SOURCE}@v3\n" in done.err
    assert repo.pulls == []
    assert [*repo.git.branches] == ["main"]


def test_doctor_says_for_each_repository_what_works(teaching):
    done = teaching("cohort", "doctor", *DAY)
    assert done.code == 0
    assert "ada/road: result of 2026-03-02, 12 of 30 done" in done.out
    assert "eve/secret: it is private or not there" in done.out
    assert "ROADMAP_SYNC_READ_TOKEN" in done.out
    teaching.set(GITHUB_ACTIONS="true")
    teaching.shell.edit("cohorts/spring.yaml", "title: Spring\n", "title: Spring\nnames: hidden\n")
    said = teaching("cohort", "doctor", *DAY).out
    assert not [word for word in ("ada", "bob", "eve") if word in said]
    assert "2: no result that runs" in said


def test_report_as_a_pull_request_has_a_branch_of_its_own(teaching):
    assert teaching("cohort", "report", "--pull-request", *DAY).code == 0
    (pull,) = teaching.repo.pulls
    assert pull.head_ref == "roadmap-sync/cohort-report"
    assert "README.md" not in teaching.repo.files or "Ada Lovelace" not in teaching.repo.files["README.md"]
    tree = teaching.repo.git.branches["roadmap-sync/cohort-report"].tree
    assert b"Ada Lovelace" in tree["README.md"]
    assert teaching("cohort", "report", "--pull-request", "--commit", *DAY).code == 2


def test_a_workflows_token_with_contents_alone_commits_the_page_where_issues_are_off(teaching):
    reader = teaching.gh.token()
    teaching.repo.has_issues = False
    teaching.repo.private = True
    teaching.act_as("actions", repositories=("ada/learning",), permissions={"contents": "write", "metadata": "read"})
    teaching.tokens.append(reader)
    teaching.set(ROADMAP_SYNC_READ_TOKEN=reader)
    done = teaching("cohort", "report", "--commit", *DAY)
    assert done.code == 0, done.err
    assert "Ada Lovelace" in teaching.repo.files["README.md"]


def test_a_page_is_published_under_the_present_name_of_a_renamed_repository(teaching):
    teaching.ada.rename_repository(teaching.repo, "course")
    assert teaching("cohort", "report", "--pull-request", *DAY).code == 0
    assert b"Ada Lovelace" in teaching.repo.git.branches["roadmap-sync/cohort-report"].tree["README.md"]
