"""An organization's issue types by name, and whose new issues are."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import current_plan
from tests.fake_github import FakeGitHub
from tests.gh.running import TODAY, Run, start

ROADMAP = """
id: r
title: R
board: false
{head}
phases:
  - title: P
    assign: [bob]
    items: [Early]
    sections:
      - title: S
        assign: [cleo, Ada]
        items: [A, {{title: B, assign: [bob]}}]
    projects: [X]
  - title: Q
    items: [Late]
    done_when: [Can explain it]
"""


def roadmap(head: str = "assign: [ada]") -> Roadmap:
    return load_text(ROADMAP.format(head=head), "r.yaml")


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    made = start(github)
    for login in ("bob", "cleo"):
        github.add_collaborator(made.repo, login, "WRITE")
    return made


@pytest.fixture
def school(github: FakeGitHub) -> Run:
    github.add_organization("school", members=("ada",))
    for name in ("Task", "Feature", "Epic"):
        github.add_issue_type("school", name)
    made = Run(github, github.add_repository("school/roadmap"), "")
    made.token = github.token("classic", user="ada")
    return made


def assigned(run: Run) -> dict[str, list[str]]:
    return {issue.title: sorted(user.login for user in issue.assignees) for issue in run.repo.issues}


def types(run: Run) -> dict[str, str]:
    return {issue.title: issue.issue_type.name if issue.issue_type else "" for issue in run.repo.issues}


def notices(run: Run, plan: Roadmap, **settings: Any) -> list[str]:
    tracker = run.tracker(plan, **settings)
    try:
        found = current_plan(tracker, lambda _: desired_state(plan, TODAY, board=False))
    finally:
        tracker.close()
    return [notice.text for notice in found.notices if notice.kind is NoticeKind.TYPE]


def test_new_issues_belong_to_those_of_the_innermost_word(run: Run) -> None:
    assert not run.sync(roadmap()).failed
    assert assigned(run) == {
        "Early": ["bob"],
        "S": ["ada", "cleo"],
        "A": ["ada", "cleo"],
        "B": ["bob"],
        "X": ["bob"],
        "Late": ["ada"],
        "Done when: Q": ["ada"],
    }
    assert run.changes(roadmap()) == ()


def test_afterwards_assignees_are_peoples(run: Run) -> None:
    run.sync(roadmap())
    issue = run.repo.issue("Late")
    issue.assignees.clear()
    assert run.changes(roadmap("assign: [cleo]")) == ()
    run.sync(roadmap("assign: [cleo]"))
    assert issue.assignees == []


@pytest.mark.parametrize(
    ("login", "told"), [("nobody-at-all", "knows nobody called"), ("stranger", "can't be assigned here")]
)
def test_who_cant_be_assigned_is_told_and_the_issue_is_made_all_the_same(run: Run, login: str, told: str) -> None:
    run.gh.add_user("stranger")
    assert not run.sync(roadmap(f"assign: [{login}, ada]")).failed
    assert assigned(run)["Late"] == ["ada"]
    assert [text for text in run.said if told in text and login in text]


def test_ten_can_be_assigned(run: Run) -> None:
    logins = [f"p{number}" for number in range(10)]
    for login in logins:
        run.gh.add_collaborator(run.repo, login, "WRITE")
    assert not run.sync(roadmap(f"assign: [{', '.join(logins)}]")).failed
    assert len(assigned(run)["Late"]) == 10


TYPES = "types: {section: epic, item: Task, project: Feature}"


def test_issues_get_the_types_of_the_organization_whatever_the_letters(school: Run) -> None:
    assert not school.sync(roadmap(TYPES), types=True).failed
    found = types(school)
    assert (found["S"], found["A"], found["X"], found["Done when: Q"]) == ("Epic", "Task", "Feature", "")
    assert school.changes(roadmap(TYPES), types=True) == ()


def test_a_type_that_changes_in_the_file_or_on_github_is_set_and_without_one_peoples_stays(school: Run) -> None:
    school.sync(roadmap(), types=True)
    issue = school.repo.issue("A")
    issue.issue_type = school.gh.add_issue_type("school", "Bug")
    assert school.changes(roadmap(), types=True) == ()
    assert not school.sync(roadmap("types: {item: Task}"), types=True).failed
    assert types(school)["A"] == "Task"
    assert types(school)["S"] == ""


def test_a_type_that_the_organization_lacks_is_told_with_those_it_has(school: Run) -> None:
    plan = roadmap("types: {item: Chore}")
    assert "Task, Feature, Epic" in notices(school, plan, types=True)[0]
    assert not school.sync(plan, types=True).failed
    assert set(types(school).values()) == {""}


def test_a_persons_repository_has_no_types_and_all_else_is_done(run: Run) -> None:
    plan = roadmap(TYPES)
    assert len(notices(run, plan, types=True)) == 3
    assert not run.sync(plan, types=True).failed
    assert run.changes(plan, types=True) == ()
