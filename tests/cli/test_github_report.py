"""The report on GitHub: one commit, or one pull request, and none where only the date would change."""

from __future__ import annotations

import pytest

from tests.cli.conftest import SMALL
from tests.cli.github_shell import GitHubShell

FILE = "roadmaps/rust.yaml"
FOLDER = ".github/roadmap/"


@pytest.fixture
def rust(online: GitHubShell) -> GitHubShell:
    """The small roadmap synced, a README, and something done."""
    online.shell.write(FILE, SMALL)
    online.ada.commit(online.repo, {"README.md": "# Ada\r\n\r\nHello.\r\n"})
    online.sync()
    online.ada.close(online.by_key()["basics/ownership/moves"])
    return online


def test_a_report_is_one_signed_commit_that_keeps_what_people_wrote(rust: GitHubShell) -> None:
    before = len(rust.repo.commits)
    done = rust("report", "--commit")
    assert done.code == 0
    assert len(rust.repo.commits) == before + 1
    head = rust.repo.commits[0]
    assert head.signed
    assert "@" not in head.message
    assert "#" not in head.message
    assert f"Published: {head.url}" in done.err
    assert "Wrote README.md\n" in done.out
    readme = rust.repo.files["README.md"]
    assert readme.startswith("# Ada\r\n\r\nHello.\r\n")
    assert "roadmap-sync:begin report" in readme
    assert "12%" in readme or "13%" in readme
    assert {path for path in rust.repo.files if path.startswith(FOLDER)} >= {f"{FOLDER}rust.facts"}
    assert not (rust.shell.folder / "README.md").exists()


def test_a_readme_that_is_a_link_stays_one_and_the_file_that_it_leads_to_is_committed(rust: GitHubShell) -> None:
    rust.ada.commit(rust.repo, {"docs/start.md": "# Start\n", "README.md": "docs/start.md"})
    rust.shell.write("docs/start.md", "# Start\n")
    (rust.shell.folder / "README.md").symlink_to("docs/start.md")
    assert rust("report", "--commit").code == 0
    assert rust.repo.files["README.md"] == "docs/start.md"
    assert rust.repo.files["docs/start.md"].startswith("# Start\n")
    assert "roadmap-sync:begin report" in rust.repo.files["docs/start.md"]
    assert 'src=".github/roadmap/' in rust.repo.files["docs/start.md"]
    before = len(rust.repo.commits)
    assert rust("report", "--commit").code == 0
    assert len(rust.repo.commits) == before


def test_nothing_is_committed_when_only_the_date_changed(rust: GitHubShell) -> None:
    rust("report", "--commit")
    before = len(rust.repo.commits)
    for day in ("2026-03-02", "2026-03-03", "2026-03-08"):
        done = rust("report", "--commit", day=day)
        assert done.out == "The report is up to date.\n"
    assert len(rust.repo.commits) == before
    assert "Published" not in done.err


def test_the_tools_own_commits_do_not_count_for_the_learner(rust: GitHubShell) -> None:
    def commits() -> object:
        return rust("report", "--json").json["roadmaps"][0]["commits"]["total"]

    before = commits()
    rust("report", "--commit")
    rust.ada.close(rust.by_key()["basics/ownership/borrows"])
    rust("report", "--commit")
    assert commits() == before
    rust.ada.commit(rust.repo)
    assert commits() == before + 1  # type: ignore[operator]


def test_a_report_of_the_working_folder_costs_no_write(rust: GitHubShell) -> None:
    rust.gh.log.clear()
    assert "Wrote README.md" in rust("report").out
    assert rust("report").out == "The report is up to date.\n"
    assert rust("report", "--check").code == 0
    rust.ada.close(rust.by_key()["basics/ownership/borrows"])
    assert rust("report", "--check").code == 3
    rust.gh.assert_readonly()


def test_a_whole_report_takes_the_reading_and_two_requests(rust: GitHubShell) -> None:
    rust.gh.log.clear()
    rust("report", "--format", "json")
    with_board = len(rust.gh.log)
    assert with_board <= 4
    rust.shell.edit(FILE, "title: Rust\n", "title: Rust\nboard: false\n")
    rust.gh.log.clear()
    rust("report", "--format", "json")
    assert len(rust.gh.log) <= 3


def test_a_protected_branch_is_told_with_its_way_out_and_nothing_is_written(rust: GitHubShell) -> None:
    rust.repo.protected["main"] = {}
    assert "--pull-request" in rust.fails("report", "--commit").err


def test_a_pull_request_is_opened_once_kept_up_to_date_and_never_a_second(rust: GitHubShell) -> None:
    rust.repo.protected["main"] = {}
    first = rust("report", "--pull-request")
    assert first.code == 0
    (pull,) = rust.repo.pulls
    assert f"/pull/{pull.number}" in first.err
    before = len(rust.repo.git.commits)
    assert rust("report", "--pull-request", day="2026-03-05").out == "The report is up to date.\n"
    assert len(rust.repo.git.commits) == before
    rust.ada.close(rust.by_key()["basics/ownership/borrows"])
    assert "Wrote README.md" in rust("report", "--pull-request").out
    assert rust.repo.pulls == [pull]
    rust.ada.close(pull)
    rust.ada.close(rust.by_key()["basics/types/structs"])
    rust("report", "--pull-request")
    assert [one.state for one in rust.repo.pulls] == ["CLOSED", "OPEN"]


def test_a_push_in_the_very_moment_is_kept_below_the_report(rust: GitHubShell) -> None:
    def push() -> None:
        rust.ada.commit(rust.repo, {"README.md": "# Ada, better\n"})

    rust.on_its_clock()
    rust.gh.faults.add("createCommitOnBranch", kind="do", call=push)
    assert rust("report", "--commit").code == 0
    assert rust.repo.files["README.md"].startswith("# Ada, better\n")
    assert "roadmap-sync:begin report" in rust.repo.files["README.md"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_commit_whose_answer_is_lost_is_made_once(rust: GitHubShell, when: str) -> None:
    rust.on_its_clock()
    before = len(rust.repo.commits)
    rust.gh.faults.add("createCommitOnBranch", kind="cut", when=when)
    assert rust("report", "--commit").code == 0
    assert len(rust.repo.commits) == before + 1


def test_another_file_than_the_readme_gets_links_that_lead_from_there(rust: GitHubShell) -> None:
    assert rust("report", "--commit", "--readme", "docs/progress.md").code == 0
    assert f"../{FOLDER}" in rust.repo.files["docs/progress.md"]
    assert rust.repo.files["README.md"] == "# Ada\r\n\r\nHello.\r\n"


def test_two_roadmaps_get_a_region_each_in_one_commit(rust: GitHubShell) -> None:
    rust.shell.write("roadmaps/go.yaml", SMALL.replace("id: rust\ntitle: Rust\n", "id: go\ntitle: Go\n"))
    rust.sync()
    before = len(rust.repo.commits)
    rust("report", "--commit")
    assert len(rust.repo.commits) == before + 1
    assert {"roadmap-sync:begin report go", "roadmap-sync:begin report rust"} <= {
        line.strip("<>!- ") for line in rust.repo.files["README.md"].splitlines()
    }
    assert rust("report", "--commit").out == "The report is up to date.\n"


def test_an_empty_repository_says_what_to_do_first(online: GitHubShell) -> None:
    repo = online.gh.add_repository("ada/blank", empty=True)
    online.set(GITHUB_REPOSITORY="ada/blank")
    online.shell.write(FILE, SMALL.replace("title: Rust\n", "title: Rust\nboard: false\n", 1))
    assert online.sync().out == "Done: created 3 labels, 2 milestones, 10 issues.\n"
    assert len(repo.issues) == 10
    assert online("status").code == 0
    assert online("report").code == 0
    done = online("report", "--commit")
    assert done.code == 1
    assert "Commit something first" in done.err
    assert online("doctor").code == 0


def test_a_workflow_without_contents_is_told_and_one_that_may_not_open_pull_requests_too(rust: GitHubShell) -> None:
    rust.act_as("actions", permissions={"issues": "write", "contents": "read"})
    assert "contents: write" in rust.fails("report", "--commit").err
    rust.act_as("actions", permissions={"issues": "write", "contents": "write"})
    done = rust("report", "--pull-request")
    assert done.code == 1
    assert "Pull requests" in done.err


def test_titles_of_the_roadmap_mention_nobody_in_the_report(online: GitHubShell) -> None:
    evil = "@octocat fixes #1 https://github.com/o/r/issues/1 <script>x</script>"
    online.shell.write(
        FILE, f"id: r\ntitle: '{evil}'\nboard: false\nphases:\n  - title: '{evil}'\n    items: ['{evil}']\n"
    )
    online.sync()
    online("report", "--commit")
    readme = online.repo.files["README.md"]
    assert "@octocat" not in readme
    assert "<script>" not in readme
    assert readme.count("https://github.com/o/r/issues/1") == readme.count("`https://github.com/o/r/issues/1`")
    assert "@" not in online.repo.commits[0].message
    assert all("@octocat" not in issue.body for issue in online.repo.issues)
