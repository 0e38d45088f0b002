"""One step of a workflow: from its inputs to its outputs, its summary and its annotations."""

import json
import os
import re
import signal
import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from roadmap_sync.cli.action_outputs import SUMMARY_LIMIT, write_outputs, write_summary
from roadmap_sync.plan import batches
from roadmap_sync.render import sync_text
from roadmap_sync.render.plan_markdown import COMMENT_MARK
from roadmap_sync.tracker.region import extract
from tests.action.conftest import NOW, Ended, outputs_of
from tests.fake_github import FakeGitHub
from tests.snapshots import TextFile

Step = Callable[..., Ended]
HOSTILE = """\
title: "x\\n::error::taken over"
phases:
  - title: "::set-output name=percent::100"
    items: ["::add-mask::a", "##[error]b", "<script>c</script> @ada #1"]
"""


def test_an_update_syncs_reports_and_tells_numbers(step: Step, tmp_path: Path) -> None:
    ended = step()
    assert ended.code == 0, ended.log
    assert ended.outputs["total"] == "2"
    assert ended.outputs["done"] == "0"
    assert ended.outputs["percent"] == "0"
    assert ended.outputs["changed"] == "true"
    assert int(ended.outputs["create"]) > 2
    assert ended.outputs["left"] == "0"
    assert extract((tmp_path / "repository/README.md").read_text(encoding="utf-8"), "report")


def test_a_second_update_changes_nothing_and_says_so(step: Step, tmp_path: Path) -> None:
    step()
    before = (tmp_path / "repository/README.md").read_bytes()
    ended = step()
    assert ended.outputs["changed"] == "false"
    assert (ended.outputs["create"], ended.outputs["update"], ended.outputs["retire"]) == ("0", "0", "0")
    assert (tmp_path / "repository/README.md").read_bytes() == before


def test_the_summary_as_people_see_it(step: Step, snapshot: SnapshotAssertion) -> None:
    assert step().summary == snapshot(extension_class=TextFile)


def test_the_report_is_left_as_json(step: Step) -> None:
    document = json.loads(Path(step().outputs["report"]).read_text(encoding="utf-8"))
    assert document["version"] == 1
    assert [roadmap["id"] for roadmap in document["roadmaps"]] == ["learn"]


def test_the_summary_shows_the_report_and_what_was_done(step: Step) -> None:
    summary = step().summary
    assert "Foundations" in summary
    assert "### Sync" in summary


def test_sync_alone_writes_no_report_and_report_alone_no_issue(step: Step, tmp_path: Path) -> None:
    synced = step(command="sync")
    assert "report" not in synced.outputs
    assert not (tmp_path / "repository/README.md").exists()
    reported = step(command="report")
    assert "create" not in reported.outputs
    assert reported.outputs["total"] == "2"


def test_two_roadmaps_are_counted_together(step: Step, tmp_path: Path) -> None:
    other = "title: Cook\nphases: [{title: Soups, items: [Broth, Ramen, Miso]}]\n"
    (tmp_path / "repository/roadmaps/cook.yaml").write_text(other)
    assert step().outputs["total"] == "5"


def test_no_more_issues_are_made_than_asked_for(step: Step) -> None:
    assert int(step(command="sync", max_creates="1").outputs["left"]) > 0


def test_a_used_up_time_budget_leaves_the_rest_and_is_no_failure(step: Step) -> None:
    ended = step(command="sync", time_budget="0")
    assert ended.code == 0
    assert int(ended.outputs["left"]) > 0


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"command": "destroy"}, "It can be: update"),
        ({"prune": "maybe"}, "It can be: false, true"),
        ({"commit": "force-push"}, "It can be: push, pull-request, none"),
        ({"max_creates": "some"}, "a number from 0 on"),
        ({"max_creates": "1.5"}, "a whole number"),
        ({"time_budget": "-1"}, "a number from 0 on"),
        ({"time_budget": "nan"}, "a number from 0 on"),
    ],
)
def test_an_input_that_makes_no_sense_is_refused_with_the_choices(
    step: Step, inputs: dict[str, str], said: str
) -> None:
    ended = step(**inputs)
    assert ended.code == 2
    assert said in ended.log
    assert ended.outputs == {}


def test_empty_inputs_have_their_defaults(step: Step) -> None:
    names = ("command", "roadmaps", "prune", "force", "max_creates", "time_budget", "commit", "readme", "comment")
    assert step(**dict.fromkeys(names, "")).code == 0


def test_a_bad_roadmap_becomes_annotations_with_file_line_and_column(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/roadmaps/learn.yaml").write_text("title: T\nphases:\n  - tilte: A\nstart: soon\n")
    for command in ("validate", "update", "check"):
        ended = step(command=command)
        assert ended.code == 1
        assert "::error file=roadmaps/learn.yaml,line=3,col=5::" in ended.log
        assert "::error file=roadmaps/learn.yaml,line=4,col=8::" in ended.log
        assert "`roadmaps/learn.yaml:3:5`" in ended.summary


def test_a_check_of_a_bad_roadmap_gives_the_problems_as_the_comment(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/roadmaps/learn.yaml").write_text("title: T\nphases: [{tilte: '@ada <b>'}]\n")
    plan = step(command="check").outputs["plan"]
    assert plan.startswith(COMMENT_MARK)
    assert "roadmaps/learn.yaml:2" in plan
    assert "@ada" not in plan


def test_validate_looks_at_inactive_roadmaps_too_and_needs_no_tracker(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/roadmaps/old.yaml").write_text("active: false\ntitle: Old\nfases: 1\n")
    ended = step(command="validate", env={"GITHUB_REPOSITORY": "ada/learn"}, tracker="github")
    assert ended.code == 1
    assert "file=roadmaps/old.yaml,line=3" in ended.log


def test_a_check_shows_the_plan_and_writes_nothing(step: Step, tmp_path: Path) -> None:
    ended = step(command="check")
    assert ended.code == 0
    assert ended.outputs["plan"].startswith(COMMENT_MARK)
    assert "Python basics" in ended.outputs["plan"]
    assert ended.outputs["plan"].strip() in ended.summary
    assert not (tmp_path / "repository/README.md").exists()
    assert step(command="check").outputs["create"] == ended.outputs["create"]


def test_only_inactive_roadmaps_are_nothing_to_plan(step: Step, tmp_path: Path) -> None:
    path = tmp_path / "repository/roadmaps/learn.yaml"
    path.write_text("active: false\n" + path.read_text())
    ended = step(command="check")
    assert ended.code == 0
    assert "plan" not in ended.outputs


def test_files_can_be_named_one_a_line(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/my plans").mkdir()
    (tmp_path / "repository/my plans/cook.yaml").write_text("title: Cook\nphases: [{title: A, items: [b]}]\n")
    ended = step(roadmaps="my plans/cook.yaml\n\nroadmaps/learn.yaml\n", command="validate")
    assert "2 roadmaps fine" in ended.log


def test_hostile_titles_give_the_runner_no_orders(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/roadmaps/learn.yaml").write_text(HOSTILE, encoding="utf-8")
    for command in ("check", "update", "update"):
        ended = step(command=command, env={"GITHUB_ACTIONS": "true"})
        assert ended.code == 0, ended.log
        orders = [line for line in ended.log.splitlines() if line.lstrip().startswith("::") or "##[" in line]
        assert orders == []
        assert ended.outputs["total" if command == "update" else "create"].isdigit()
        outside_code = re.sub(r"(?ms)^```.*?^```", "", ended.summary)
        assert "<script>" not in outside_code
        assert "@ada" not in outside_code


def test_no_value_can_end_itself_and_set_another_output(tmp_path: Path) -> None:
    path = tmp_path / "out"
    env = {"GITHUB_OUTPUT": str(path)}
    write_outputs(env, {"plan": "a\nEOF\nend-0\npercent<<EOF\n100\nEOF", "percent": "0"})
    write_outputs(env, {"plan": "b"})
    text = path.read_text(encoding="utf-8")
    delimiters = [line.partition("<<")[2] for line in text.splitlines() if line.startswith(("plan<<", "percent<<end"))]
    assert len(set(delimiters)) == 3
    assert outputs_of(text)["percent"] == "0"


def test_outputs_and_summary_are_left_out_where_there_is_nobody_to_read_them(tmp_path: Path) -> None:
    write_outputs({}, {"percent": "1"})
    write_summary({}, "text")
    assert list(tmp_path.iterdir()) == []


def test_a_summary_too_long_for_github_is_cut_at_a_line(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    write_summary({"GITHUB_STEP_SUMMARY": str(path)}, "für alle\n" * 200_000)
    text = path.read_text(encoding="utf-8")
    assert len(text.encode()) < SUMMARY_LIMIT + 200
    assert "für alle\n\n… cut" in text


def test_tokens_are_masked_on_a_runner_and_printed_nowhere_else(step: Step) -> None:
    env = {"GITHUB_TOKEN": "ghs_secret1", "ROADMAP_SYNC_PROJECT_TOKEN": "ghp_secret2"}
    env["ROADMAP_SYNC_READ_TOKEN"] = "github_pat_secret3"
    assert "secret" not in step(env=env, command="validate").log
    log = step(env=env | {"GITHUB_ACTIONS": "true"}, command="validate").log
    assert log.count("::add-mask::") == 3
    for token in env.values():
        log = log.replace(f"::add-mask::{token}", "")
    assert "secret" not in log


def test_an_error_stands_in_log_and_summary_with_its_way_out(step: Step, tmp_path: Path) -> None:
    (tmp_path / "repository/roadmaps/learn.yaml").unlink()
    ended = step()
    assert ended.code == 2
    assert "::error title=roadmap-sync::" in ended.log
    assert "roadmap-sync init" in ended.summary


def committed(folder: Path, days_ago: int) -> None:
    when = (NOW - timedelta(days=days_ago)).isoformat()
    names = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when, "GIT_CONFIG_GLOBAL": "/dev/null"}
    git = ["git", "-C", str(folder), "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "x"], check=True, env=names)


@pytest.mark.parametrize(("days", "warned"), [(44, False), (46, True), (59, True)])
def test_a_repository_without_activity_is_warned_before_its_schedule_is_disabled(
    step: Step, tmp_path: Path, *, days: int, warned: bool
) -> None:
    committed(tmp_path / "repository", days)
    env = {"GITHUB_EVENT_NAME": "schedule", "GITHUB_REPOSITORY": "ada/learn"}
    ended = step(env=env, command="validate", tracker="local")
    assert ("disable" in ended.log) is warned
    assert ("https://github.com/ada/learn/actions" in ended.summary) is warned


def test_no_warning_where_no_schedule_started_the_run_or_the_repository_is_private(step: Step, tmp_path: Path) -> None:
    committed(tmp_path / "repository", 50)
    event = tmp_path / "event.json"
    event.write_text('{"repository": {"private": true}}')
    assert "will be disabled" not in step(env={"GITHUB_EVENT_NAME": "push"}, command="validate").log
    private = {"GITHUB_EVENT_NAME": "schedule", "GITHUB_EVENT_PATH": str(event)}
    assert "will be disabled" not in step(env=private, command="validate").log


SCHEDULED = {
    "GITHUB_EVENT_NAME": "schedule",
    "GITHUB_WORKFLOW_REF": "ada/learn/.github/workflows/roadmap.yml@refs/heads/main",
}


@pytest.fixture
def scheduled(github: FakeGitHub) -> Callable[..., dict[str, str]]:
    """The environment of a run that the schedule of ada/learn started, with a token of these rights."""

    def env(**rights: str) -> dict[str, str]:
        repository = github.add_repository("ada/learn")
        github.as_user("ada").commit(repository, {".github/workflows/roadmap.yml": "on: schedule", "README.md": "# A"})
        granted = {"metadata": "read", "issues": "write", "contents": "write", **rights}
        token = github.token("actions", permissions=granted, repositories=("ada/learn",))
        return SCHEDULED | {
            "GITHUB_REPOSITORY": "ada/learn",
            "GITHUB_TOKEN": token,
            "GITHUB_API_URL": github.url,
            "GITHUB_GRAPHQL_URL": github.graphql_url,
            "ROADMAP_SYNC_WRITE_INTERVAL": "0",
        }

    return env


def enabled(github: FakeGitHub) -> int:
    return sum(entry.path.endswith("/actions/workflows/roadmap.yml/enable") for entry in github.log)


def test_a_scheduled_run_enables_its_workflow_so_that_the_schedule_goes_on(
    step: Step, scheduled: Callable[..., dict[str, str]], github: FakeGitHub
) -> None:
    ended = step(env=scheduled(actions="write"), tracker="")
    assert ended.code == 0, ended.log
    assert enabled(github) == 1
    assert "could not be kept" not in ended.log


def test_where_that_is_refused_the_run_warns_and_succeeds_all_the_same(
    step: Step, scheduled: Callable[..., dict[str, str]]
) -> None:
    ended = step(env=scheduled(), tracker="")
    assert ended.code == 0, ended.log
    assert "::warning title=The schedule could not be kept enabled::" in ended.log
    assert "actions: write" in ended.log


def test_a_run_that_was_pushed_enables_nothing(
    step: Step, scheduled: Callable[..., dict[str, str]], github: FakeGitHub
) -> None:
    assert step(env=scheduled(actions="write") | {"GITHUB_EVENT_NAME": "push"}, tracker="").code == 0
    assert enabled(github) == 0


@pytest.fixture
def pull(github: FakeGitHub, tmp_path: Path) -> dict[str, str]:
    """A pull request of Ada's, and the environment of a run for it."""
    repository = github.add_repository("ada/learn")
    number = github.as_user("ada").open_pull(repository, "Change").number
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"pull_request": {"number": number}}))
    return {
        "GITHUB_REPOSITORY": "ada/learn",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_TOKEN": github.token("actions"),
        "GITHUB_API_URL": github.url,
        "GITHUB_GRAPHQL_URL": github.graphql_url,
    }


def test_a_plan_is_one_comment_that_is_edited(step: Step, github: FakeGitHub, pull: dict[str, str]) -> None:
    changed = [
        step(command="comment", comment=f"{COMMENT_MARK}\n{text}", env=pull, tracker="").outputs["changed"]
        for text in ("first", "second", "second")
    ]
    assert changed == ["true", "true", "false"]
    ((comment,),) = [pull.comments for pull in github.world.repositories["ada/learn"].pulls]
    assert "second" in comment.body


def test_a_strangers_comment_that_begins_like_ours_is_left_alone(
    step: Step, github: FakeGitHub, pull: dict[str, str]
) -> None:
    (opened,) = github.world.repositories["ada/learn"].pulls
    github.as_user("stranger").comment(opened, f"{COMMENT_MARK}\nmine")
    step(command="comment", comment=f"{COMMENT_MARK}\nours", env=pull, tracker="")
    assert [comment.body for comment in opened.comments] == [f"{COMMENT_MARK}\nmine", f"{COMMENT_MARK}\nours"]


def test_ours_is_found_behind_a_hundred_others(step: Step, github: FakeGitHub, pull: dict[str, str]) -> None:
    (opened,) = github.world.repositories["ada/learn"].pulls
    for number in range(130):
        github.as_user("bob").comment(opened, f"remark {number}")
    step(command="comment", comment=f"{COMMENT_MARK}\none", env=pull, tracker="")
    step(command="comment", comment=f"{COMMENT_MARK}\ntwo", env=pull, tracker="")
    assert len(opened.comments) == 131
    assert opened.comments[-1].body.endswith("two")


def test_a_comment_without_a_pull_request_is_wrong_usage(step: Step, pull: dict[str, str]) -> None:
    ended = step(command="comment", comment="x", env=pull | {"GITHUB_EVENT_PATH": ""}, tracker="")
    assert ended.code == 2


def cancel(monkeypatch: pytest.MonkeyPatch, times: int) -> None:
    """The run is cancelled with the first steps of the sync: GitHub sends one signal, and after a while another."""
    words, signals = sync_text.words, iter([signal.SIGINT, signal.SIGTERM][:times])

    def cancelled(under_way: batches.Step) -> str:
        if (number := next(signals, None)) is not None:
            os.kill(os.getpid(), number)
        return words(under_way)

    monkeypatch.setattr(sync_text, "words", cancelled)


@pytest.mark.parametrize("times", [1, 2])
def test_a_cancelled_run_ends_with_its_outputs_and_the_next_one_goes_on(
    step: Step, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, times: int
) -> None:
    with monkeypatch.context() as during:
        cancel(during, times)
        ended = step()
    assert ended.code == 130
    assert "Traceback" not in ended.log
    assert ended.outputs["changed"] in {"true", "false"}
    assert not (tmp_path / "repository/README.md").exists()
    again = step(now=NOW + timedelta(minutes=11))
    assert again.code == 0
    assert int(again.outputs["create"]) > 0
    assert again.outputs["left"] == "0"
    assert step(now=NOW + timedelta(minutes=12)).outputs["changed"] == "false"
