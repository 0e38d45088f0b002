"""The workflows, run for real: what people get from `init`, by `act`, against the fake GitHub."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from roadmap_sync.render.plan_markdown import COMMENT_MARK
from roadmap_sync.render.workflow_yaml import release, workflows
from roadmap_sync.tracker.region import extract
from tests.action.act_runner import ACT, REPOSITORY, ROOT, Home, Run, copy_action
from tests.fake_github import FakeGitHub, Issue, PullRequest

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="act's host mode wants a POSIX shell"),
    pytest.mark.skipif(not ACT.exists() or shutil.which("bash") is None, reason="act is not installed"),
]
more = pytest.mark.act
AT = "@" + release().partition("@")[2]
ROADMAP = """\
title: Learn
start: 2026-01-05
phases:
  - title: Foundations
    items: [Python basics, Git workflow, Testing]
"""
HOSTILE = """\
title: "x $(touch owned) `touch owned`"
start: 2026-01-05
phases:
  - title: "::set-output name=percent::100"
    items:
      - "::error::taken over"
      - "${{ github.token }} ${{ secrets.GITHUB_TOKEN }}"
      - "'; touch owned; echo '"
      - "EOF\\npercent=100"
      - "<img src=x onerror=alert(1)> @ada ada/learn#1"
"""
PLANTED = "import pathlib\npathlib.Path('owned').touch()\n"


@pytest.fixture
def home(tmp_path: Path, github: FakeGitHub) -> Home:
    """A clone with a roadmap, the workflows as `init` writes them, and a README with something in it."""
    there = Home(tmp_path, github)
    write(there, {"roadmaps/learn.yaml": ROADMAP, "README.md": "# Mine\n\nHello.\n", **workflows()})
    there.push()
    return there


def write(home: Home, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (home.clone / path).parent.mkdir(parents=True, exist_ok=True)
        (home.clone / path).write_text(text, encoding="utf-8")


def work(home: Home) -> dict[str, Issue]:
    return {issue.title: issue for issue in home.repository.issues}


def readme(home: Home) -> str:
    return home.repository.files["README.md"]


def pull_request(home: Home, *, source: str = REPOSITORY) -> tuple[PullRequest, dict[str, Any]]:
    opened = home.github.as_user("ada").open_pull(home.repository, "Change the roadmap")
    head = {"repo": {"full_name": source, "fork": source != REPOSITORY}}
    return opened, {"pull_request": {"number": opened.number, "head": head, "base": {"sha": "0" * 40}}}


def issue_event(issue: Issue, *, author: str = "github-actions[bot]", association: str = "NONE") -> dict[str, Any]:
    labels = [{"name": label.name} for label in issue.labels]
    user = {"login": author}
    about = {"number": issue.number, "labels": labels, "user": user, "author_association": association}
    return {"action": "closed", "issue": about}


def orders(run: Run) -> list[str]:
    """What the log says the runner was told to do by lines of ours: outputs aside, only masks are expected."""
    return [line for line in run.log.splitlines() if "❗" in line or "::warning" in line or "::notice" in line]


def test_the_first_run_makes_the_issues_and_writes_the_report_and_a_second_changes_nothing(home: Home) -> None:
    first = home.run("push")
    assert first.code == 0, first.log
    assert {"Python basics", "Git workflow", "Testing"} <= set(work(home))
    assert readme(home).startswith("# Mine\n\nHello.\n")
    assert "Foundations" in (extract(readme(home), "report") or "")
    assert (first.output("changed"), first.output("total"), first.output("done")) == ("true", "3", "0")
    before = home.repository.snapshot()
    second = home.run("schedule")
    assert second.code == 0, second.log
    assert second.output("changed") == "false"
    assert home.repository.snapshot() == before


def test_a_pull_request_gets_its_plan_as_one_comment_that_is_edited(home: Home) -> None:
    opened, event = pull_request(home)
    assert home.run("pull_request", event).code == 0
    write(home, {"roadmaps/learn.yaml": ROADMAP.replace("Testing", "Testing, Debugging")})
    again = home.run("pull_request", event)
    assert again.code == 0, again.log
    (comment,) = opened.comments
    assert comment.body.startswith(COMMENT_MARK)
    assert "+ Debugging" in comment.body
    assert work(home) == {}


@more
def test_a_forks_pull_request_is_checked_and_nothing_is_written(home: Home) -> None:
    opened, event = pull_request(home, source="eve/learn")
    run = home.run("pull_request", event)
    assert run.code == 0, run.log
    assert run.ran("Validate and plan")
    assert not run.ran("Comment")
    assert "+ Python basics" in run.log
    assert opened.comments == []
    home.github.assert_readonly()


@more
def test_closed_issues_are_in_the_report_after_the_scheduled_run(home: Home) -> None:
    assert home.run("push").code == 0
    commits = len(home.repository.commits)
    home.github.clock.advance(24 * 3600)
    home.github.as_user("ada").close(work(home)["Git workflow"])
    run = home.run("schedule")
    assert run.code == 0, run.log
    assert (run.output("done"), run.output("changed")) == ("1", "true")
    assert "Git workflow" in (extract(readme(home), "report") or "")
    assert len(home.repository.commits) == commits + 1
    assert "#" not in home.repository.commits[0].message
    assert work(home)["Git workflow"].state == "CLOSED"


@more
def test_a_bad_roadmap_is_annotated_and_takes_the_plans_place(home: Home) -> None:
    opened, event = pull_request(home)
    assert home.run("pull_request", event).code == 0
    write(home, {"roadmaps/learn.yaml": ROADMAP.replace("items:", "itmes:")})
    run = home.run("pull_request", event)
    assert run.code == 1
    assert "::error file=roadmaps/learn.yaml,line=5,col=5::" in run.log
    assert "Traceback" not in run.log
    (comment,) = opened.comments
    assert "roadmaps/learn.yaml:5:5" in comment.body


@more
def test_a_bad_roadmap_that_was_pushed_changes_nothing(home: Home) -> None:
    assert home.run("push").code == 0
    before = home.repository.snapshot()
    write(home, {"roadmaps/learn.yaml": ROADMAP.replace("items:", "itmes:")})
    run = home.run("push")
    assert run.code == 1
    assert "::error file=roadmaps/learn.yaml,line=5,col=5::" in run.log
    assert home.repository.snapshot() == before


@more
def test_hostile_titles_are_only_titles(home: Home) -> None:
    write(home, {"roadmaps/learn.yaml": HOSTILE})
    opened, event = pull_request(home)
    for run in (home.run("push"), home.run("pull_request", event)):
        assert run.code == 0, run.log
        assert orders(run) == []
        assert not list(home.clone.rglob("owned"))
    assert "::error::taken over" in work(home)
    assert "${{ github.token }} ${{ secrets.GITHUB_TOKEN }}" in work(home)
    (comment,) = opened.comments
    assert "ghs_" not in comment.body + readme(home)
    assert "<img src=x" not in readme(home)


@more
def test_a_proposal_can_not_put_its_own_modules_in_place_of_the_tools(home: Home) -> None:
    names = ("hashlib", "pip", "yaml", "click", "json", "roadmap_sync/__init__", "sitecustomize")
    write(home, {f"{name}.py": PLANTED for name in names})
    _, event = pull_request(home, source="eve/learn")
    run = home.run("pull_request", event)
    assert run.code == 0, run.log
    assert not list(home.clone.parent.rglob("owned"))


@more
@pytest.mark.parametrize(
    ("who", "started"),
    [
        ({}, True),
        ({"author": "ada", "association": "OWNER"}, True),
        ({"author": "bob", "association": "COLLABORATOR"}, True),
        ({"author": "eve", "association": "NONE"}, False),
        ({"author": "eve", "association": "CONTRIBUTOR"}, False),
    ],
)
def test_only_issues_with_our_label_by_somebody_trusted_start_a_run(
    home: Home, who: dict[str, str], *, started: bool
) -> None:
    repository = home.repository
    ada = home.github.as_user("ada")
    ada.label(issue := ada.open_issue(repository, "Any"), "bug")
    assert not home.run("issues", issue_event(issue, **who)).ran("Sync and report")
    repository.label("bug").name = "roadmap"
    assert home.run("issues", issue_event(issue, **who)).ran("Sync and report") is started


@more
def test_a_push_to_another_branch_starts_nothing(home: Home) -> None:
    home.git("checkout", "-q", "-b", "idea")
    assert not home.run("push", {"ref": "refs/heads/idea"}).ran("Sync and report")
    assert work(home) == {}


@more
def test_by_hand_with_prune_what_the_roadmap_no_longer_names_is_closed(home: Home) -> None:
    assert home.run("push").code == 0
    write(home, {"roadmaps/learn.yaml": ROADMAP.replace(", Testing", "")})
    kept = home.run("workflow_dispatch", inputs={"prune": "false"})
    assert (kept.code, kept.output("retire")) == (0, "1")
    assert work(home)["Testing"].state == "OPEN"
    assert home.run("workflow_dispatch", inputs={"prune": "true"}).code == 0
    assert (work(home)["Testing"].state, work(home)["Testing"].state_reason) == ("CLOSED", "NOT_PLANNED")


@more
def test_a_repository_can_call_the_reusable_workflow(home: Home) -> None:
    path = ".github/workflows/caller.yml"
    example = (ROOT / "docs/action.md").read_text(encoding="utf-8").rpartition("```yaml\n")[2].partition("```")[0]
    here = example.replace("roadmap-sync/roadmap-sync/.github", "./.github").replace(
        f"reusable.yml{AT}", "reusable.yml"
    )
    reusable = (ROOT / ".github/workflows/reusable.yml").read_text(encoding="utf-8")
    write(home, {path: here, ".github/workflows/reusable.yml": reusable})
    run = home.run("push", workflow=path)
    assert run.code == 0, run.log
    assert "Foundations" in (extract(readme(home), "report") or "")


@more
def test_the_action_installs_its_locked_packages_for_a_python_that_has_none(tmp_path: Path, github: FakeGitHub) -> None:
    there = Home(tmp_path, github, python=str(Path(sys.base_prefix, "bin", "python3")))
    write(there, {"roadmaps/learn.yaml": ROADMAP, **workflows()})
    there.push()
    run = there.run("push")
    assert run.code == 0, run.log
    assert {"Python basics", "Git workflow", "Testing"} <= set(work(there))


@more
def test_people_who_copy_this_repository_run_its_own_action(tmp_path: Path, github: FakeGitHub) -> None:
    there = Home(tmp_path, github)
    copy_action(there.clone)
    write(there, {"roadmaps/learn.yaml": ROADMAP, "README.md": "# Copy\n", **workflows(action="./")})
    there.push()
    run = there.run("push")
    assert run.code == 0, run.log
    assert "Foundations" in (extract(readme(there), "report") or "")
