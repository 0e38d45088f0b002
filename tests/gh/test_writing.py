"""What each kind of step leaves on GitHub, and what it must leave alone."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Issue, IssueState, Label, Milestone, State
from roadmap_sync.tracker.steps import (
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
)
from tests.fake_github.actions.labelling import delete_milestone
from tests.gh.running import Run, weeks

OURS = Label(name="roadmap", color="5319e7", description="roadmap-sync: ours")
FIELDS = frozenset


def write(run: Run, *steps: Step, found: State | None = None, **settings: object) -> list[Outcome]:
    """Carry steps out, with what `found` holds known by key."""
    tracker = run.tracker(**settings)
    if found is None:
        found = tracker.read(everything=True)
    return list(tracker.writer(found).write(steps))


def make(run: Run, *keys: str, text: str = "Text", parent: str = "") -> dict[str, Issue]:
    """Make issues with these keys; what is found of them."""
    issues = [
        Issue(key=key, title=key.title(), region=text, labels=frozenset({"roadmap"}), parent=parent) for key in keys
    ]
    outcomes = write(run, PutLabel(OURS), *(CreateIssue(issue) for issue in issues))
    assert all(outcome.ok for outcome in outcomes), outcomes
    return found(run)


def found(run: Run) -> dict[str, Issue]:
    return {issue.key: issue for issue in run.tracker().read(everything=True).issues if issue.key}


def test_an_issue_is_made_with_its_labels_milestone_parent_and_mark(run: Run) -> None:
    milestone = Milestone(key="r/p", title="Phase", due=date(2026, 4, 1), region="About it")
    section = Issue(key="r/p/s", title="Section", labels=frozenset({"roadmap"}), milestone="r/p")
    item = Issue(key="r/p/s/i", title="Item", region="Do it", labels=frozenset({"roadmap", "core"}), parent="r/p/s")
    core = Label(name="core", color="0e8a16")
    groups = ([PutLabel(OURS), PutLabel(core)], [PutMilestone(milestone)], [CreateIssue(section)], [CreateIssue(item)])
    tracker = run.tracker()
    writer = tracker.writer(tracker.read())
    outcomes = [outcome for group in groups for outcome in writer.write(group)]
    assert [outcome.error for outcome in outcomes] == [""] * 5
    made = run.repo.issue("Item")
    assert (outcomes[-1].number, outcomes[-1].url) == (made.number, made.url)
    assert made.body == "<!-- roadmap-sync:begin r/p/s/i -->\nDo it\n<!-- roadmap-sync:end -->"
    assert {label.name for label in made.labels} == {"roadmap", "core"}
    assert made.parent is run.repo.issue("Section")
    assert run.repo.issue("Section").milestone is run.repo.milestones["Phase"]


def test_a_milestone_is_due_on_the_day_that_was_meant_all_the_year_round(run: Run) -> None:
    days = [date(2026, month, 1) for month in range(1, 13)]
    write(run, *(PutMilestone(Milestone(key=f"r/{day}", title=str(day), due=day)) for day in days))
    assert [milestone.due for milestone in run.tracker().read().milestones] == days


def test_a_milestone_keeps_what_people_wrote_around_our_region(run: Run) -> None:
    write(run, PutMilestone(Milestone(key="r/p", title="Phase", due=date(2026, 4, 1), region="Old")))
    before = run.tracker().read().milestones[0]
    run.gh.as_user("ada").edit_milestone(run.repo.milestones["Phase"], description="Mine\n\n" + before.body)
    after = Milestone(key="r/p", title="Phase one", due=date(2026, 5, 1), region="New")
    assert [outcome.ok for outcome in write(run, PutMilestone(after, before))] == [True]
    held = run.repo.milestones["Phase one"]
    assert held.description is not None
    assert held.description.startswith("Mine\n\n")
    assert "New" in held.description
    assert "Old" not in held.description


def test_an_equal_due_date_is_not_sent_again(run: Run) -> None:
    write(run, PutMilestone(Milestone(key="r/p", title="Phase", due=date(2026, 4, 1))))
    before = run.tracker().read().milestones[0]
    due = run.repo.milestones["Phase"].due_on
    after = Milestone(key="r/p", title="Other", due=date(2026, 4, 1))
    write(run, PutMilestone(after, before))
    assert run.repo.milestones["Other"].due_on == due


def test_a_milestone_without_a_mark_that_has_the_title_already_is_adopted(run: Run) -> None:
    theirs = run.gh.as_user("ada").create_milestone(run.repo, "Phase")
    run.gh.as_user("ada").edit_milestone(theirs, description="Mine")
    outcomes = write(run, PutMilestone(Milestone(key="r/p", title="Phase", region="Ours")), found=State())
    assert outcomes[0].ok
    assert len(run.repo.milestones) == 1
    assert theirs.description is not None
    assert theirs.description.startswith("Mine")
    assert region.find(theirs.description, "r/p")


def test_a_milestone_with_another_mark_is_not_adopted(run: Run) -> None:
    theirs = run.gh.as_user("ada").create_milestone(run.repo, "Phase")
    run.gh.as_user("ada").edit_milestone(theirs, description=region.wrap("other/p", "Theirs"))
    outcomes = write(run, PutMilestone(Milestone(key="r/p", title="Phase")), found=State())
    assert "already_exists" in outcomes[0].error or "Validation" in outcomes[0].error
    assert theirs.description == region.wrap("other/p", "Theirs")


def test_a_label_that_is_there_in_other_letters_is_changed_not_made(run: Run) -> None:
    run.gh.as_user("ada").label(run.gh.as_user("ada").open_issue(run.repo, "Any"), "CORE")
    assert write(run, PutLabel(Label(name="core", color="5319e7")), found=State())[0].ok
    assert run.repo.labels["core"].color == "5319e7"
    assert "CORE" not in run.repo.labels


def test_a_label_of_our_name_that_somebody_made_meanwhile_stays_as_it_is(run: Run) -> None:
    run.gh.as_user("ada").label(run.gh.as_user("ada").open_issue(run.repo, "Any"), "ROADMAP")
    assert write(run, PutLabel(OURS), found=State())[0].ok
    assert (run.repo.labels["ROADMAP"].color, run.repo.labels["ROADMAP"].description) == ("ededed", None)


def test_labels_are_added_and_removed_one_by_one_and_others_stay(run: Run) -> None:
    issue = make(run, "r/i")["r/i"]
    write(run, PutLabel(Label(name="core", color="111111")), PutLabel(Label(name="old", color="111111")))
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    ada.label(on_github, "old", "my own")
    before = Issue(key="r/i", title="R/I", labels=frozenset({"roadmap", "old"}), found=issue.found)
    after = Issue(key="r/i", title="R/I", labels=frozenset({"roadmap", "core"}))
    assert write(run, EditIssue(after, before, FIELDS({"labels"})))[0].ok
    assert {label.name for label in on_github.labels} == {"roadmap", "core", "my own"}


def test_notes_and_ticks_survive_an_edit(run: Run) -> None:
    issue = make(run, "r/i", text="- [ ] One\n- [ ] Two")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    ada.tick(on_github, "Two")
    ada.edit_body(on_github, "My note\n\n" + on_github.body + "\n\nAnother")
    after = Issue(key="r/i", title="R/I", region="Better\n\n- [ ] One\n- [ ] Two")
    assert write(run, EditIssue(after, issue, FIELDS({"region"})))[0].ok
    text = on_github.body.replace("\r\n", "\n")
    assert text.startswith("My note\n\n")
    assert text.endswith("\n\nAnother")
    assert "Better\n\n- [ ] One\n- [x] Two" in text


def test_a_tick_in_the_very_second_of_a_write_is_kept(run: Run) -> None:
    issue = make(run, "r/i", text="- [ ] One\n- [ ] Two")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    run.gh.faults.add("updateIssue", kind="do", call=lambda: ada.tick(on_github, "One"))
    after = Issue(key="r/i", title="R/I", region="New\n\n- [ ] One\n- [ ] Two")
    assert write(run, EditIssue(after, issue, FIELDS({"region"})))[0].ok
    assert "New\n\n- [x] One\n- [ ] Two" in on_github.body
    assert run.gh.log.mutations.count("updateIssue") == 2


def test_a_note_in_the_very_second_of_a_write_is_kept(run: Run) -> None:
    issue = make(run, "r/i")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    run.gh.faults.add(
        "updateIssue", kind="do", call=lambda: ada.edit_body(on_github, on_github.body + "\n\nQuick note")
    )
    after = Issue(key="r/i", title="R/I", region="New")
    assert write(run, EditIssue(after, issue, FIELDS({"region"})))[0].ok
    assert on_github.body.replace("\r\n", "\n").endswith("Quick note")
    assert "New" in on_github.body


def without_texts(answer: Any, *, of: int = 1) -> None:
    issues = [node["issue"] for node in (answer["data"] or {}).values() if isinstance(node, dict) and "issue" in node]
    for issue in [*issues, *(answer["data"].get("nodes") or [])]:
        for version in issue["userContentEdits"]["nodes"][of:]:
            version["diff"] = None


@pytest.mark.parametrize("edited", [False, True])
def test_a_note_whose_text_one_answer_lacks_is_asked_for_again_and_kept(run: Run, *, edited: bool) -> None:
    issue = make(run, "r/i")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    if edited:
        ada.edit_body(on_github, on_github.body + "\n\nBefore")
    note = on_github.body + "\n\nQuick note"
    run.gh.faults.add("updateIssue", kind="do", call=lambda: ada.edit_body(on_github, note))
    run.gh.faults.add("updateIssue", kind="rewrite", change=without_texts)
    after = Issue(key="r/i", title="R/I", region="New")
    assert write(run, EditIssue(after, issue, FIELDS({"region"})))[0].ok
    assert on_github.body.replace("\r\n", "\n").endswith("Quick note")
    assert "New" in on_github.body


@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("of", [0, 1])
def test_a_note_in_that_second_whose_text_is_not_to_be_had_is_told_with_where_to_find_it(
    run: Run, of: int, *, edited: bool
) -> None:
    issue = make(run, "r/i")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    if edited:
        ada.edit_body(on_github, on_github.body + "\n\nBefore")
    note = on_github.body + "\n\nQuick note"
    run.gh.faults.add("updateIssue", kind="do", call=lambda: ada.edit_body(on_github, note))
    for match in ("updateIssue", "Versions"):
        run.gh.faults.add(match, kind="rewrite", change=partial(without_texts, of=of), times=-1)
    outcome = write(run, EditIssue(Issue(key="r/i", title="R/I", region="New"), issue, FIELDS({"region"})))[0]
    assert f"#{on_github.number} may have been edited" in outcome.error
    assert on_github.url in outcome.error


@pytest.mark.parametrize("hole", [1, 2])
def test_a_version_that_an_answer_leaves_out_brings_no_older_text_back(run: Run, hole: int) -> None:
    issue = make(run, "r/i")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    for note in ("First", "Second", "Third"):
        ada.edit_body(on_github, on_github.body + f"\n\n{note}")

    def leave_out(answer: Any) -> None:
        for payload in answer["data"].values():
            payload["issue"]["userContentEdits"]["nodes"][hole] = None

    run.gh.faults.add("updateIssue", kind="rewrite", change=leave_out)
    assert write(run, EditIssue(Issue(key="r/i", title="R/I", region="New"), issue, FIELDS({"region"})))[0].ok
    assert all(note in on_github.body for note in ("New", "First", "Second", "Third"))


@pytest.mark.parametrize("edited", [False, True])
def test_texts_of_older_versions_that_are_missing_are_nobodys_loss(run: Run, *, edited: bool) -> None:
    issue = make(run, "r/i")["r/i"]
    ada, on_github = run.gh.as_user("ada"), run.repo.issue("R/I")
    if edited:
        ada.edit_body(on_github, on_github.body + "\n\nBefore")
    run.gh.faults.add("updateIssue", kind="rewrite", change=partial(without_texts, of=0), times=-1)
    assert write(run, EditIssue(Issue(key="r/i", title="R/I", region="New"), issue, FIELDS({"region"})))[0].ok


def test_the_state_changes_in_the_same_stroke_as_the_region(run: Run) -> None:
    issue = make(run, "r/i")["r/i"]
    after = Issue(key="r/i", title="R/I", region="Closed by us", state=IssueState.COMPLETED)
    assert write(run, EditIssue(after, issue, FIELDS({"region", "state"})))[0].ok
    on_github = run.repo.issue("R/I")
    assert (on_github.state, on_github.state_reason) == ("CLOSED", "COMPLETED")
    reopened = Issue(key="r/i", title="R/I", region="Open again")
    assert write(run, EditIssue(reopened, found(run)["r/i"], FIELDS({"region", "state"})))[0].ok
    assert on_github.state == "OPEN"


def test_title_and_milestone_change_and_a_milestone_is_taken_off(run: Run) -> None:
    issue = make(run, "r/i")["r/i"]
    write(run, PutMilestone(Milestone(key="r/p", title="Phase")))
    after = Issue(key="r/i", title="Other", milestone="r/p")
    assert write(run, EditIssue(after, issue, FIELDS({"title", "milestone"})))[0].ok
    on_github = run.repo.issue("Other")
    assert on_github.milestone is run.repo.milestones["Phase"]
    assert write(run, EditIssue(Issue(key="r/i", title="Other"), found(run)["r/i"], FIELDS({"milestone"})))[0].ok
    assert on_github.milestone is None


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (IssueState.COMPLETED, ("CLOSED", "COMPLETED")),
        (IssueState.NOT_PLANNED, ("CLOSED", "NOT_PLANNED")),
        (IssueState.OPEN, ("OPEN", None)),
    ],
)
def test_issues_are_closed_with_a_reason_and_reopened(run: Run, state: IssueState, expected: tuple[str, str]) -> None:
    make(run, "r/i")
    assert write(run, SetState("r/i", state))[0].ok
    on_github = run.repo.issue("R/I")
    assert (on_github.state, on_github.state_reason) == expected


def test_an_issue_moves_to_another_parent_and_to_none(run: Run) -> None:
    make(run, "r/a", "r/b", "r/i")
    assert write(run, SetParent("r/i", "r/a"))[0].ok
    assert write(run, SetParent("r/i", "r/b", "r/a"))[0].ok
    assert run.repo.issue("R/I").parent is run.repo.issue("R/B")
    assert write(run, SetParent("r/i", "", "r/b"))[0].ok
    assert run.repo.issue("R/I").parent is None


def test_children_are_put_in_order(run: Run) -> None:
    make(run, "r/s")
    make(run, "r/s/1", "r/s/2", "r/s/3", parent="r/s")
    assert all(o.ok for o in write(run, PlaceAfter("r/s/3", "r/s", ""), PlaceAfter("r/s/1", "r/s", "r/s/2")))
    assert [child.title for child in run.repo.issue("R/S").children] == ["R/S/3", "R/S/2", "R/S/1"]
    assert all(o.ok for o in write(run, PlaceAfter("r/s/3", "r/s", "")))


def test_dependencies_go_the_right_way_and_come_off_again(run: Run) -> None:
    make(run, "r/first", "r/then")
    assert write(run, Block("r/then", "r/first"))[0].ok
    assert run.repo.issue("R/Then").blocked_by == [run.repo.issue("R/First")]
    assert write(run, Block("r/then", "r/first"))[0].ok
    assert write(run, Block("r/then", "r/first", add=False))[0].ok
    assert write(run, Block("r/then", "r/first", add=False))[0].ok
    assert run.repo.issue("R/Then").blocked_by == []


def test_one_refused_step_leaves_the_others(run: Run) -> None:
    make(run, "r/a", "r/b", "r/c")
    outcomes = write(run, Block("r/a", "r/b"), Block("r/b", "r/a"), Block("r/c", "r/a"))
    assert [outcome.ok for outcome in outcomes] == [True, False, True]
    assert "cycle" in outcomes[1].error


def test_a_key_that_nobody_knows_is_an_error_of_its_step_alone(run: Run) -> None:
    make(run, "r/a")
    outcomes = write(run, SetState("r/nothing", IssueState.COMPLETED), SetState("r/a", IssueState.COMPLETED))
    assert {outcome.step.key: outcome.ok for outcome in outcomes} == {"r/nothing": False, "r/a": True}  # type: ignore[union-attr]


def test_an_issue_deleted_meanwhile_is_told_and_the_rest_goes_on(run: Run) -> None:
    make(run, "r/a", "r/b")
    known = State(issues=tuple(found(run).values()))
    run.gh.as_user("ada").delete_issue(run.repo.issue("R/A"))
    outcomes = write(run, SetState("r/a", IssueState.COMPLETED), SetState("r/b", IssueState.COMPLETED), found=known)
    failed = {outcome.step.key: outcome.error for outcome in outcomes}  # type: ignore[union-attr]
    assert "gone" in failed["r/a"]
    assert failed["r/b"] == ""


def test_batches_shrink_when_the_server_gives_up_and_nothing_is_made_twice(run: Run) -> None:
    run.gh.limits.mutations_per_document = 3
    make(run, *(f"r/{number}" for number in range(12)))
    assert sorted(issue.title for issue in run.repo.issues) == sorted(f"R/{number}" for number in range(12))


def test_labels_that_github_drops_for_want_of_rights_are_told(run: Run) -> None:
    make(run, "r/a")
    run.gh.add_collaborator(run.repo, "grace", "WRITE")
    known = run.tracker().read()
    run.token = run.gh.token("classic", user="grace")
    tracker = run.tracker()
    writer = tracker.writer(known)
    run.gh.add_collaborator(run.repo, "grace", "READ")
    issue = Issue(key="r/b", title="B", labels=frozenset({"roadmap"}))
    outcome = next(iter(writer.write([CreateIssue(issue)])))
    assert "left out roadmap" in outcome.error
    assert outcome.number == 2


@pytest.mark.parametrize(("title", "state"), [("PHASE", "OPEN"), ("phase", "CLOSED"), ("Phase", "CLOSED")])
def test_a_milestone_of_the_title_that_comes_up_meanwhile_is_looked_at_again(run: Run, title: str, state: str) -> None:
    ada = run.gh.as_user("ada")
    theirs = ada.create_milestone(run.repo, title)
    ada.edit_milestone(theirs, state=state)
    outcomes = write(run, PutMilestone(Milestone(key="r/p", title="Phase", region="Ours")), found=State())
    assert outcomes[0].ok
    assert (len(run.repo.milestones), theirs.title, theirs.state) == (1, "Phase", state)


def test_issues_of_a_milestone_that_was_deleted_by_hand_are_put_back_without_force(run: Run) -> None:
    plan = weeks()
    run.sync(plan)
    delete_milestone(run.gh.world, run.repo.milestones["Phase 1"])
    assert run.sync(plan).failed == ()
    assert run.repo.issue("Week 1-1").milestone is run.repo.milestones["Phase 1"]
    assert run.changes(plan) == ()
