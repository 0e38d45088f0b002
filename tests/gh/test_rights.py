"""What a token may not do is found before anything is written, and `doctor` says how to fix it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from roadmap_sync.errors import TrackerError
from roadmap_sync.gh.doctor import WORKFLOW, examine
from roadmap_sync.roadmap.model import BoardSettings
from roadmap_sync.tracker.provider import Check, CheckLevel
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start, weeks


def refused(run: Run, match: str) -> None:
    """A sync is refused in these words, and nothing was written."""
    before = run.repo.snapshot()
    with pytest.raises(TrackerError, match=match) as caught:
        run.sync(weeks(weeks_a_phase=1))
    assert run.repo.snapshot() == before
    assert run.token not in str(caught.value)


def test_somebody_without_push_rights_is_told_before_anything_is_written(run: Run) -> None:
    run.token = run.gh.token("no_push")
    refused(run, r"may not write(?s:.)*role Write")


def test_a_triager_is_told_too_for_labels_would_be_dropped(run: Run) -> None:
    run.gh.add_collaborator(run.repo, "grace", "TRIAGE")
    run.token = run.gh.token("classic", user="grace")
    refused(run, "role: triage")


def test_a_classic_token_without_its_scope_is_told_which(run: Run) -> None:
    run.token = run.gh.token("classic", scopes={"read:org"})
    refused(run, r"lacks the scope public_repo or repo(?s:.)*settings/tokens")


def test_a_read_only_fine_grained_token_is_told_what_to_give_it(run: Run) -> None:
    run.token = run.gh.token("fine_grained", read_only=True)
    refused(run, "read and write access to Issues")


def test_a_workflow_token_without_permission_is_told_what_to_write(run: Run) -> None:
    run.token = run.gh.token("actions", permissions={"contents": "write"})
    refused(run, "permissions: issues: write")


def test_an_archived_repository_is_told(github: FakeGitHub) -> None:
    refused(start(github, archived=True), r"archived(?s:.)*settings")


def test_with_read_rights_alone_the_plan_can_be_seen(run: Run) -> None:
    run.token = run.gh.token("no_push")
    assert len(run.changes(weeks(weeks_a_phase=1))) > 10
    run.gh.assert_readonly()


def test_edits_without_rights_stop_at_the_first_batch(run: Run) -> None:
    run.sync(weeks())
    run.token = run.gh.token("fine_grained", read_only=True)
    run.gh.log.clear()
    with pytest.raises(TrackerError, match="access to Issues"):
        run.sync(weeks(label="learning"))
    assert len(run.gh.log.writes) == 1


def checks(run: Run, *, board: bool = False, **settings: Any) -> dict[str, Check]:
    plan = weeks(weeks_a_phase=1, board=BoardSettings(title="Weeks") if board else None)
    run.gh.log.clear()
    found = {check.name: check for check in examine(run.tracker(plan, **settings))}
    run.gh.assert_readonly()
    return found


def test_where_all_is_well_the_doctor_finds_nothing(run: Run) -> None:
    run.gh.as_user("ada").commit(run.repo, {WORKFLOW: "on: push\n"})
    found = checks(run, board=True)
    assert {check.level for check in found.values()} == {CheckLevel.OK}
    assert {"token", "repository", "rights", "scopes", "board", "workflow", "branch", "clock", "API"} <= found.keys()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("classic", "classic personal"), ("fine_grained", "fine-grained"), ("actions", "of an app or a workflow")],
)
def test_the_doctor_names_the_kind_of_token(run: Run, kind: str, words: str) -> None:
    run.token = run.gh.token(kind)
    assert words in checks(run)["token"].text


def test_the_doctor_says_what_is_wrong_with_a_bad_token_and_stops(run: Run) -> None:
    run.token = run.gh.token("bad")
    found = checks(run)
    assert found["repository"].level is CheckLevel.ERROR
    assert "make a new one" in found["repository"].way_out
    assert "rights" not in found


def test_the_doctor_finds_missing_rights(run: Run) -> None:
    run.token = run.gh.token("no_push")
    assert checks(run)["rights"].level is CheckLevel.ERROR


def test_the_doctor_finds_a_missing_and_a_disabled_workflow(run: Run) -> None:
    assert "init" in checks(run)["workflow"].way_out
    run.gh.as_user("ada").commit(run.repo, {WORKFLOW: "on: push\n"})
    run.repo.workflow_states[WORKFLOW] = "disabled_inactivity"
    found = checks(run)["workflow"]
    assert found.level is CheckLevel.WARNING
    assert "60 days" in found.text


def test_the_doctor_finds_a_protected_branch(run: Run) -> None:
    run.repo.protected["main"] = {}
    assert "--pull-request" in checks(run)["branch"].way_out


def test_the_doctor_finds_no_error_in_an_empty_repository(github: FakeGitHub) -> None:
    assert checks(start(github, empty=True))["branch"].level is CheckLevel.OK


def test_the_doctor_finds_a_clock_that_is_wrong(run: Run) -> None:
    tracker = run.tracker()
    late = tracker.timing.clock() - timedelta(hours=1)
    object.__setattr__(tracker.timing, "clock", lambda: late)
    found = {check.name: check for check in examine(tracker)}
    assert "behind" in found["clock"].text


def test_the_doctor_finds_a_lock_that_was_left(run: Run) -> None:
    lock = run.tracker().lock()
    lock.__enter__()
    run.unfinished.append(lock)
    assert "roadmap-sync lock 1" in checks(run)["lock"].text


def test_the_doctor_says_why_the_board_is_out_of_reach(run: Run) -> None:
    run.token = run.gh.token("actions")
    found = checks(run, board=True)["board"]
    assert found.level is CheckLevel.WARNING
    assert "ROADMAP_SYNC_PROJECT_TOKEN" in found.text


def test_the_doctor_finds_issues_switched_off(github: FakeGitHub) -> None:
    found = checks(start(github, has_issues=False))
    assert "switched off" in found["repository"].text


def test_the_doctor_names_a_few_of_those_whose_marks_do_not_count(run: Run) -> None:
    for number in range(7):
        body = "<!-- roadmap-sync:begin r/phase-1 -->\n<!-- roadmap-sync:end -->"
        run.gh.as_user(f"mallory{number}").open_issue(run.repo, "Forged", body, labels=["roadmap"])
    check = next(check for check in examine(run.tracker()) if check.name == "authors")
    assert check.level is CheckLevel.WARNING
    assert "and 2 more" in check.text
    assert "trust: [mallory" in check.way_out
