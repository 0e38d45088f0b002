"""Whose marks count, where GitHub tells each token something else."""

from __future__ import annotations

import pytest

from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.gh.authors import LOOKUPS
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start, weeks
from tests.gh.test_writing import found

PLAN = weeks(weeks_a_phase=1)


def asked(run: Run) -> list[str]:
    return [entry.path for entry in run.gh.log.entries if entry.path.endswith("/permission")]


@pytest.fixture
def school(github: FakeGitHub) -> Run:
    """A repository of an organization, of whose members ada is a private one; the workflow's token."""
    organization = github.add_organization("school", ("ada", "grace"))
    organization.private.append(github.add_user("ada"))
    return start(github, "school/roadmap", kind="actions")


def test_a_private_member_who_synced_from_a_laptop_and_the_workflow_agree(school: Run) -> None:
    laptop = school.gh.token("classic", user="ada")
    actions, school.token = school.token, laptop
    school.sync(PLAN)
    school.token = actions
    school.gh.log.clear()
    assert school.sync(PLAN).done == 0
    assert len(asked(school)) == 1
    assert len(school.repo.issues) == 18


def test_a_private_members_mark_without_the_label_is_held(school: Run) -> None:
    actions, school.token = school.token, school.gh.token("classic", user="ada")
    school.sync(PLAN)
    school.token = actions
    school.gh.as_user("grace").unlabel(school.repo.issue("Task 1-1-1"), "roadmap")
    assert school.sync(PLAN).done == 0
    assert len(school.repo.issues) == 18


def test_where_the_permission_may_not_be_asked_the_run_stops_with_the_line_to_paste(school: Run) -> None:
    actions, school.token = school.token, school.gh.token("classic", user="ada")
    school.sync(PLAN)
    school.token = actions
    school.gh.faults.add(
        "/repos/{owner}/{repo}/collaborators/{username}/permission", kind="status", status=403, message="No", times=-1
    )
    with pytest.raises(UnsafePlanError) as caught:
        school.sync(PLAN)
    assert "trust: [ada]" in caught.value.hint
    assert len(school.repo.issues) == 18


def test_strangers_who_open_many_issues_with_marks_are_looked_up_a_few_times_a_run(school: Run) -> None:
    for number in range(3 * LOOKUPS):
        stranger = school.gh.as_user(f"mallory{number}")
        body = "<!-- roadmap-sync:begin r/phase-1 -->\n<!-- roadmap-sync:end -->"
        stranger.open_issue(school.repo, "Forged", body, labels=["roadmap"])
    school.gh.log.clear()
    school.sync(PLAN)
    assert len(asked(school)) == LOOKUPS
    assert len(school.repo.issues) == 18 + 3 * LOOKUPS


def test_nobody_is_looked_up_in_a_persons_repository(run: Run) -> None:
    body = "<!-- roadmap-sync:begin r/phase-1 -->\n<!-- roadmap-sync:end -->"
    run.gh.as_user("mallory").open_issue(run.repo, "Forged", body, labels=["roadmap"])
    run.sync(PLAN)
    assert asked(run) == []


@pytest.mark.parametrize(("author", "sure"), [("ada", True), ("colleague", False), ("mallory", False)])
def test_only_the_owner_the_viewer_and_actions_are_trusted_without_the_label(
    run: Run, author: str, *, sure: bool
) -> None:
    run.gh.add_collaborator(run.repo, "colleague")
    run.gh.as_user(author).open_issue(run.repo, "Item", "<!-- roadmap-sync:begin r/a -->\n<!-- roadmap-sync:end -->")
    run.token = run.gh.token("actions")
    facts = found(run)["r/a"].found
    assert facts
    assert facts.author_sure is sure
