"""What a reading of a repository gives, and how it says what it can't."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from roadmap_sync.errors import TrackerError
from roadmap_sync.tracker import region
from roadmap_sync.tracker.activity import spent_hours
from roadmap_sync.tracker.state import Issue, IssueState
from tests.fake_github import FakeGitHub
from tests.gh.running import Run, start, weeks

MARKED = region.wrap("r/phase/item", "Text")


def read(run: Run, *, everything: bool = False, **settings: object) -> dict[str, Issue]:
    state = run.tracker(**settings).read(everything=everything)
    return {issue.title: issue for issue in state.issues}


def test_issues_of_both_states_are_read_with_everything_on_them(run: Run) -> None:
    ada = run.gh.as_user("ada")
    phase = ada.create_milestone(run.repo, "Phase", datetime(2026, 4, 1, 12, tzinfo=UTC))
    parent = ada.open_issue(run.repo, "Section", labels=["roadmap"])
    first = ada.open_issue(run.repo, "First", labels=["roadmap", "Core"], milestone=phase, parent=parent)
    second = ada.open_issue(run.repo, "Second", MARKED, labels=["roadmap"], parent=parent)
    ada.add_blocked_by(second, first)
    ada.assign(second, "ada")
    run.gh.clock.advance(60)
    ada.close(second, "not_planned")
    run.gh.clock.advance(60)
    ada.reopen(second)
    run.gh.clock.advance(60)
    ada.close(second)
    ada.close(first, "duplicate")
    found = read(run)
    assert found["First"].labels == {"roadmap", "Core"}
    assert found["First"].milestone == phase.id
    assert found["First"].state is IssueState.NOT_PLANNED
    assert found["Second"].parent == parent.id
    assert found["Second"].blocked_by == {first.id}
    assert (found["Second"].key, found["Second"].region) == ("r/phase/item", "Text")
    assert found["Second"].state is IssueState.COMPLETED
    facts = found["Second"].found
    assert facts is not None
    assert (facts.number, facts.position, facts.assignees, facts.closings) == (second.number, 1, ("ada",), 2)
    assert facts.closed_at == datetime(2026, 3, 2, 9, 3, tzinfo=UTC)
    assert facts.reopened_times == (datetime(2026, 3, 2, 9, 2, tzinfo=UTC),)


def test_milestones_are_read_open_and_closed_with_the_day_that_was_meant(run: Run) -> None:
    ada = run.gh.as_user("ada")
    ada.create_milestone(run.repo, "Summer", datetime(2026, 7, 1, 12, tzinfo=UTC))
    winter = ada.create_milestone(run.repo, "Winter", datetime(2026, 12, 1, 12, tzinfo=UTC))
    ada.edit_milestone(winter, state="CLOSED", description=region.wrap("r/winter", "Ours"))
    found = {milestone.title: milestone for milestone in run.tracker().read().milestones}
    assert found["Summer"].due == date(2026, 7, 1)
    assert found["Winter"].due == date(2026, 12, 1)
    assert not found["Winter"].open
    assert (found["Winter"].key, found["Winter"].region) == ("r/winter", "Ours")


def test_issues_without_our_label_are_read_only_when_everything_is_asked_for(run: Run) -> None:
    run.gh.as_user("ada").open_issue(run.repo, "Plain")
    assert read(run) == {}
    assert set(read(run, everything=True)) == {"Plain"}


def test_pull_requests_are_never_read(run: Run) -> None:
    run.gh.as_user("ada").open_pull(run.repo, "A change")
    assert read(run, everything=True) == {}


def test_a_label_renamed_by_hand_is_followed_by_its_description(run: Run) -> None:
    run.sync(weeks(weeks_a_phase=1))
    run.gh.as_user("ada").rename_label(run.repo, "roadmap", "learning")
    assert len(read(run)) == 18


def test_several_labels_are_read_without_reading_an_issue_twice(run: Run) -> None:
    ada = run.gh.as_user("ada")
    ada.open_issue(run.repo, "A", labels=["one"])
    ada.open_issue(run.repo, "B", labels=["two", "three"])
    ada.open_issue(run.repo, "C", labels=["four"])
    state = run.tracker(labels=("one", "two", "three", "four")).read()
    assert [issue.title for issue in state.issues] == ["A", "B", "C"]


def test_issues_come_in_pages_in_the_order_of_their_creation(run: Run) -> None:
    ada = run.gh.as_user("ada")
    for number in range(230):
        ada.open_issue(run.repo, f"Issue {number}", labels=["roadmap"])
    run.gh.log.clear()
    titles = [issue.title for issue in run.tracker().read().issues]
    assert titles == [f"Issue {number}" for number in range(230)]
    assert len(run.gh.log) == 3


def test_many_labels_and_milestones_come_in_pages_too(run: Run) -> None:
    ada = run.gh.as_user("ada")
    issue = ada.open_issue(run.repo, "One")
    for number in range(120):
        ada.label(issue, f"label {number}") if number < 90 else None
        ada.create_milestone(run.repo, f"Milestone {number}")
    other = ada.open_issue(run.repo, "Two")
    for number in range(90, 120):
        ada.label(other, f"label {number}")
    state = run.tracker().read()
    assert len(state.milestones) == 120
    assert {f"label {number}" for number in range(120)} <= {label.name for label in state.labels}


@pytest.mark.parametrize(
    ("author", "trusted"),
    [("ada", True), ("grace", True), ("stranger", False)],
    ids=["the owner", "a collaborator", "a stranger"],
)
def test_trust_follows_what_the_author_is_to_the_repository(run: Run, author: str, *, trusted: bool) -> None:
    run.gh.add_collaborator(run.repo, "grace")
    run.gh.as_user(author).open_issue(run.repo, "Marked", MARKED, labels=["roadmap"])
    facts = read(run)["Marked"].found
    assert facts is not None
    assert facts.author_trusted is trusted


def test_what_the_actions_bot_made_is_trusted_by_everybody(run: Run) -> None:
    run.token = run.gh.token("actions")
    run.sync(weeks(weeks_a_phase=1))
    run.token = run.gh.token("classic", user="ada")
    assert all(issue.found and issue.found.author_trusted for issue in read(run).values())
    assert run.changes(weeks(weeks_a_phase=1)) == ()


def test_a_repository_that_was_renamed_is_found_and_called_by_its_new_name(run: Run) -> None:
    run.gh.as_user("ada").rename_repository(run.repo, "learning")
    tracker = run.tracker()
    tracker.settings.__class__  # noqa: B018 - settings stay as they were given
    old = run.tracker(repository="ada/roadmap")
    old.read()
    assert old.place.startswith("ada/learning")


def test_after_a_rename_writing_goes_to_the_new_name(run: Run) -> None:
    run.gh.as_user("ada").rename_repository(run.repo, "learning")
    result = run.sync(weeks(weeks_a_phase=1), repository="ada/roadmap")
    assert not result.failed
    assert len(run.repo.milestones) == 2


def test_issues_switched_off_are_an_error_that_says_where_to_switch_them_on(github: FakeGitHub) -> None:
    run = start(github, has_issues=False)
    with pytest.raises(TrackerError, match=r"switched off(?s:.)*settings"):
        run.tracker().read()


def test_a_missing_repository_is_an_error_that_names_both_reasons(run: Run) -> None:
    with pytest.raises(TrackerError, match="knows no repository ada/nothing, or the token may not see it"):
        run.tracker(repository="ada/nothing").read()


def test_a_private_repository_of_others_looks_like_a_missing_one(github: FakeGitHub) -> None:
    run = start(github, private=True)
    run.token = github.token("no_push")
    with pytest.raises(TrackerError, match="or the token may not see it"):
        run.tracker().read()


def test_a_bad_token_is_an_error_that_never_shows_it(run: Run) -> None:
    run.token = run.gh.token("bad")
    with pytest.raises(TrackerError, match="does not accept the token") as caught:
        run.tracker().read()
    assert run.token not in str(caught.value)


@pytest.mark.parametrize("name", ["roadmap", "ada/", "/roadmap", "ada/road/map", ""])
def test_what_is_no_owner_and_name_is_refused_at_once(run: Run, name: str) -> None:
    with pytest.raises(TrackerError, match="OWNER/NAME"):
        run.tracker(repository=name)


def test_a_server_that_can_do_less_at_once_is_asked_for_smaller_pages(run: Run) -> None:
    ada = run.gh.as_user("ada")
    for number in range(60):
        ada.open_issue(run.repo, f"Issue {number}", labels=["roadmap"])
    run.gh.faults.add("Read", kind="html", status=502, times=3)
    assert len(read(run)) == 60
    run.gh.faults.assert_all_struck()


def test_an_empty_repository_has_nothing_and_is_no_error(github: FakeGitHub) -> None:
    run = start(github, empty=True)
    assert run.tracker().read().issues == ()
    assert not run.sync(weeks(weeks_a_phase=1)).failed


def test_time_spent_is_read_from_comments_of_those_who_are_trusted(run: Run) -> None:
    ada = run.gh.as_user("ada")
    issue = ada.open_issue(run.repo, "Hard", labels=["roadmap"])
    ada.comment(issue, "/spent 2h\n\nIt was hard.")
    run.gh.as_user("stranger").comment(issue, "/spent 900h")
    ada.comment(issue, "No time noted here: /spent 3h")
    facts = read(run, comments=True)["Hard"].found
    assert facts is not None
    assert [hours for _, hours in facts.spent] == [2.0]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("/spent 2h", 2),
        ("/spent 45m", 0.75),
        ("/spent 1h30m", 1.5),
        ("/spent 1.5h\r\n", 1.5),
        ("spent 2h", 0),
        ("/spent", 0),
    ],
)
def test_notes_of_time_are_read_in_hours_and_minutes(text: str, hours: float) -> None:
    assert spent_hours(text) == hours
