"""What the embedded tracker makes of a plan's steps, and how it reads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roadmap_sync.tracker.region import wrap
from roadmap_sync.tracker.state import (
    Board,
    BoardField,
    Card,
    FieldType,
    Issue,
    IssueState,
    Label,
    Milestone,
    State,
    Status,
)
from roadmap_sync.tracker.steps import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutField,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
)

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LABEL = Label(name="roadmap", color="0e8a16", description="roadmap-sync: ours")
PHASE = Milestone(key="ai/python", title="Python", due=date(2026, 2, 15), region="Learn it")


def create(key, *, title="", region="", **more):
    return CreateIssue(Issue(key=key, title=title or key, region=region, **more))


def errors(outcomes):
    return [outcome.error for outcome in outcomes]


def children(tracker, key):
    state = tracker.read()
    (parent,) = [issue.found.id for issue in state.issues if issue.key == key]
    below = [issue for issue in state.issues if issue.parent == parent]
    return [issue.key for issue in sorted(below, key=lambda issue: issue.found.position)]


def test_a_tracker_that_was_never_written_is_empty_and_reading_makes_no_file(tracker):
    assert tracker.read() == State()
    assert not tracker.file.parent.exists()


def test_the_first_write_makes_the_folder_and_hides_it_from_git(tracker, apply):
    apply(PutLabel(LABEL))
    assert tracker.file.name == "tracker.sqlite3"
    assert tracker.file.parent.name == ".roadmap-sync"
    assert (tracker.file.parent / ".gitignore").read_text() == "*\n"


def test_a_gitignore_that_somebody_changed_stays(tracker, apply):
    apply(PutLabel(LABEL))
    (tracker.file.parent / ".gitignore").write_text("*.lock\n")
    apply(PutLabel(replace(LABEL, name="other")))
    assert (tracker.file.parent / ".gitignore").read_text() == "*.lock\n"


def test_nothing_but_the_tracker_is_left_in_the_folder_after_a_write(tracker, apply):
    apply(PutLabel(LABEL))
    assert {path.name for path in tracker.file.parent.iterdir()} == {".gitignore", "tracker.sqlite3"}


def test_labels_and_milestones_read_back_as_they_were_written(tracker, apply):
    assert errors(apply(PutLabel(LABEL), PutMilestone(PHASE))) == ["", ""]
    state = tracker.read()
    assert state.labels == (LABEL,)
    assert state.milestones == (PHASE,)
    assert state.milestones[0].body == wrap("ai/python", "Learn it")
    assert state.milestones[0].open


def test_an_issue_reads_back_as_it_was_written(apply, issue, tracker):
    apply(PutLabel(LABEL), PutMilestone(PHASE), create("ai/python/core"))
    wanted = Issue(
        key="ai/python/core/types",
        title="Variables and types",
        region="- [ ] read\n- [ ] write",
        labels=frozenset({"roadmap"}),
        milestone="ai/python",
        parent="ai/python/core",
    )
    (outcome,) = apply(CreateIssue(wanted))
    assert (outcome.ok, outcome.number) == (True, 2)
    found = issue(wanted.key)
    (milestone,) = tracker.read().milestones
    section = issue("ai/python/core")
    assert found == replace(wanted, milestone=milestone.id, parent=section.found.id)
    assert found.found.body == wrap(wanted.key, wanted.region)
    assert (found.found.number, found.found.status, found.found.closings) == (2, "Todo", 0)
    assert found.found.created_at == found.found.updated_at == START
    assert found.found.author_trusted


def test_issues_are_numbered_one_by_one_and_read_in_that_order(apply, tracker):
    outcomes = apply(*(create(f"ai/{number}") for number in range(5)))
    assert [outcome.number for outcome in outcomes] == [1, 2, 3, 4, 5]
    assert [issue.found.number for issue in tracker.read().issues] == [1, 2, 3, 4, 5]


def test_steps_that_fail_leave_no_trace_and_do_not_stop_the_rest(apply, tracker):
    outcomes = apply(
        create("ai/a"),
        create("ai/b", labels=frozenset({"nobody made it"})),
        create("ai/c"),
    )
    assert errors(outcomes) == ["", "There is no label 'nobody made it'", ""]
    assert [issue.key for issue in tracker.read().issues] == ["ai/a", "ai/c"]


def test_an_issue_whose_key_stands_in_the_tracker_is_not_made_twice(apply, tracker):
    apply(create("ai/a"))
    (outcome,) = apply(create("ai/a", title="The same again"))
    assert outcome.error == "#1 has the key ai/a already; nothing was created"
    assert len(tracker.read().issues) == 1


def test_a_key_that_a_person_pasted_into_an_issue_counts_as_taken(apply, tracker):
    tracker.open_issue("Mine", wrap("ai/a", "text"))
    (outcome,) = apply(create("ai/a"))
    assert outcome.error.startswith("#1 has the key")


def test_two_milestones_with_one_title_or_one_key_are_refused(apply):
    outcomes = apply(
        PutMilestone(PHASE),
        PutMilestone(replace(PHASE, key="ai/other")),
        PutMilestone(replace(PHASE, title="Other")),
    )
    assert errors(outcomes) == [
        "",
        "There is a milestone 'Python' already",
        "The milestone 'Python' has the key ai/python already",
    ]


def test_labels_are_the_same_whatever_their_case(apply, tracker):
    outcomes = apply(
        PutLabel(LABEL),
        PutLabel(replace(LABEL, name="ROADMAP")),
        PutLabel(replace(LABEL, name="Straße")),
        PutLabel(replace(LABEL, name="STRASSE")),
    )
    assert errors(outcomes) == ["", "There is a label 'roadmap' already", "", "There is a label 'Straße' already"]
    apply(create("ai/a", labels=frozenset({"RoadMap"})))
    assert tracker.read().issues[0].labels == {"roadmap"}


def test_a_renamed_label_stays_on_its_issues(apply, issue):
    apply(PutLabel(LABEL))
    apply(create("ai/a", labels=frozenset({"roadmap"})))
    assert errors(apply(PutLabel(replace(LABEL, name="Roadmap 2"), before=LABEL))) == [""]
    assert issue("ai/a").labels == {"Roadmap 2"}


def test_a_label_may_change_the_case_of_its_name(apply, tracker):
    apply(PutLabel(LABEL))
    assert errors(apply(PutLabel(replace(LABEL, name="Roadmap"), before=LABEL))) == [""]
    assert [label.name for label in tracker.read().labels] == ["Roadmap"]


def test_a_label_is_not_renamed_onto_another(apply, tracker):
    apply(PutLabel(LABEL), PutLabel(replace(LABEL, name="core")))
    (outcome,) = apply(PutLabel(replace(LABEL, name="Core"), before=LABEL))
    assert outcome.error == "There is a label 'core' already"
    assert [label.name for label in tracker.read().labels] == ["roadmap", "core"]


def test_a_milestone_keeps_what_people_wrote_around_our_region(apply, tracker):
    apply(PutMilestone(PHASE))
    with_note = "My plan:\n\n" + wrap("ai/python", "Learn it") + "\n\nsee you\n"
    tracker.describe_milestone(1, with_note)
    (before,) = tracker.read().milestones
    wanted = replace(before, title="Python basics", due=None, region="Learn it well")
    assert errors(apply(PutMilestone(wanted, before=before))) == [""]
    (after,) = tracker.read().milestones
    assert after == wanted
    assert after.body == "My plan:\n\n" + wrap("ai/python", "Learn it well") + "\n\nsee you\n"


def test_a_milestone_made_by_hand_is_adopted_with_its_words(apply, tracker):
    apply(PutMilestone(PHASE))
    tracker.describe_milestone(1, "by hand")
    (before,) = tracker.read().milestones
    assert before.key == ""
    writer = tracker.writer(State(milestones=(replace(before, key="ai/python"),)))
    (outcome,) = writer.write([PutMilestone(PHASE, before=replace(before, key="ai/python"))])
    assert outcome.ok
    (after,) = tracker.read().milestones
    assert after == PHASE
    assert after.body.startswith("by hand\n\n<!-- roadmap-sync:begin ai/python -->")


def test_a_renamed_phase_is_the_same_milestone_with_another_key(apply, tracker):
    apply(PutMilestone(PHASE), create("ai/python/a", milestone="ai/python"))
    renamed = replace(PHASE, key="ai/snakes", title="Snakes")
    writer = tracker.writer(tracker.read())
    steps = [PutMilestone(renamed, before=PHASE), create("ai/snakes/b", milestone="ai/snakes")]
    assert errors(writer.write(steps)) == ["", ""]
    (milestone,) = tracker.read().milestones
    assert milestone.key == "ai/snakes"
    assert {issue.milestone for issue in tracker.read().issues} == {milestone.id}


def test_an_edit_changes_only_the_named_fields(apply, issue):
    apply(PutLabel(LABEL), PutMilestone(PHASE), create("ai/a", region="old"))
    before = issue("ai/a")
    wanted = replace(before, title="New", region="new", milestone="ai/python", labels=frozenset({"roadmap"}))
    apply(EditIssue(wanted, before, frozenset({"title"})))
    assert issue("ai/a") == replace(before, title="New")
    apply(EditIssue(wanted, before, frozenset({"region", "labels", "milestone"})))
    assert issue("ai/a") == replace(wanted, milestone="milestone:1")
    apply(EditIssue(replace(wanted, milestone=""), wanted, frozenset({"milestone"})))
    assert issue("ai/a").milestone == ""


def test_an_edit_takes_away_only_labels_that_it_names(apply, issue, tracker):
    apply(PutLabel(LABEL), PutLabel(replace(LABEL, name="core")), PutLabel(replace(LABEL, name="optional")))
    apply(create("ai/a", labels=frozenset({"roadmap", "core"})))
    tracker.label(1, "mine")
    before = replace(issue("ai/a"), labels=frozenset({"roadmap", "core", "gone since"}))
    wanted = replace(before, labels=frozenset({"roadmap", "optional"}))
    assert errors(apply(EditIssue(wanted, before, frozenset({"labels"})))) == [""]
    assert issue("ai/a").labels == {"roadmap", "optional", "mine"}


def test_ticks_and_notes_made_since_the_plan_survive_the_edit(apply, issue, tracker):
    apply(create("ai/a", region="- [ ] read\n- [ ] write"))
    before = issue("ai/a")
    tracker.tick(1, "read")
    tracker.edit_body(1, issue("ai/a").found.body + "\n\nMy own note\n")
    wanted = replace(before, region="New words\n- [ ] read\n- [ ] explain")
    apply(EditIssue(wanted, before, frozenset({"region"})))
    assert issue("ai/a").region == "New words\n- [x] read\n- [ ] explain"
    assert issue("ai/a").found.body.endswith("\n\nMy own note\n")


def test_a_moved_item_is_the_same_issue_under_its_new_key(apply, issue, tracker):
    apply(create("ai/a", region="text"), create("ai/b"))
    before = issue("ai/a")
    moved = replace(before, key="ai/c")
    writer = tracker.writer(tracker.read())
    steps = [EditIssue(moved, before, frozenset({"key", "region"})), SetParent("ai/c", "ai/b")]
    assert errors(writer.write(steps)) == ["", ""]
    found = issue("ai/c")
    assert (found.found.number, found.region, found.parent) == (1, "text", "local:2")


def test_an_issue_that_was_adopted_keeps_its_words_and_gets_our_region(apply, tracker, issue):
    number = tracker.open_issue("Variables", "what I think of it", ["roadmap"])
    (before,) = tracker.read().issues
    known = replace(before, key="ai/a")
    writer = tracker.writer(State(issues=(known,)))
    wanted = replace(known, region="ours")
    assert errors(writer.write([EditIssue(wanted, known, frozenset({"key", "region"}))])) == [""]
    assert issue("ai/a").found.number == number
    assert issue("ai/a").found.body.startswith("what I think of it\n\n<!-- roadmap-sync:begin ai/a -->\nours\n")


def test_a_section_is_closed_in_the_same_stroke_as_its_region_is_written(apply, issue, clock):
    apply(create("ai/a", region="text"))
    before = issue("ai/a")
    clock.forward(days=2)
    wanted = replace(before, region="text\n\nrolled-up", state=IssueState.COMPLETED)
    apply(EditIssue(wanted, before, frozenset({"region", "state"})))
    found = issue("ai/a")
    assert (found.state, found.region, found.found.status) == (IssueState.COMPLETED, "text\n\nrolled-up", "Done")
    assert found.found.closed_at == found.found.updated_at == clock.time


def test_steps_on_keys_that_nobody_knows_are_refused_by_name(apply):
    apply(create("ai/a"))
    outcomes = apply(
        SetState("ai/x", IssueState.COMPLETED),
        SetParent("ai/a", "ai/x"),
        Block("ai/a", "ai/x"),
        create("ai/b", parent="ai/x"),
        create("ai/c", milestone="ai/x"),
    )
    missing = "No issue with the key ai/x is known"
    assert errors(outcomes) == [missing] * 4 + ["No milestone with the key ai/x is known"]


def test_children_stand_in_the_order_of_their_creation_and_can_be_moved(apply, tracker):
    apply(create("s"), *(create(f"s/{name}", parent="s") for name in "abcd"))
    assert children(tracker, "s") == ["s/a", "s/b", "s/c", "s/d"]
    assert errors(apply(PlaceAfter("s/d", "s", ""), PlaceAfter("s/a", "s", "s/c"))) == ["", ""]
    assert children(tracker, "s") == ["s/d", "s/b", "s/c", "s/a"]
    assert errors(apply(PlaceAfter("s/c", "s", "s/b"))) == [""]
    assert children(tracker, "s") == ["s/d", "s/b", "s/c", "s/a"]


def test_only_children_of_the_parent_can_be_put_in_order(apply):
    apply(create("s"), create("t"), create("s/a", parent="s"), create("t/a", parent="t"))
    outcomes = apply(PlaceAfter("t/a", "s", ""), PlaceAfter("s/a", "s", "t/a"), PlaceAfter("s/a", "s", "s/a"))
    assert errors(outcomes) == [
        "#4 is no sub-issue of #1",
        "#4 is no sub-issue of #1",
        "#3 can't stand behind itself",
    ]


def test_an_issue_has_one_parent_and_becomes_the_last_child_of_a_new_one(apply, tracker):
    apply(create("s"), create("t"), create("s/a", parent="s"), create("t/a", parent="t"))
    apply(SetParent("s/a", "t"))
    assert children(tracker, "s") == []
    assert children(tracker, "t") == ["t/a", "s/a"]
    apply(SetParent("t/a", "t"))
    assert children(tracker, "t") == ["t/a", "s/a"]
    apply(SetParent("t/a", ""))
    assert children(tracker, "t") == ["s/a"]


def test_an_issue_never_hangs_below_itself(apply):
    apply(create("a"), create("b", parent="a"), create("c", parent="b"))
    outcomes = apply(SetParent("a", "a"), SetParent("a", "c"), SetParent("c", "a"))
    assert [bool(error) for error in errors(outcomes)] == [True, True, False]
    assert outcomes[1].error == "#1 can't be a sub-issue of #3, which is itself or below it"


def test_a_parent_takes_a_hundred_children_and_no_more(apply, tracker):
    apply(create("s"), *(create(f"s/{number}", parent="s") for number in range(100)), create("loose"))
    outcomes = apply(create("s/100", parent="s"), SetParent("loose", "s"))
    assert errors(outcomes) == ["#1 has 100 sub-issues already; split it"] * 2
    assert len(children(tracker, "s")) == 100
    assert len(tracker.read().issues) == 102


def test_dependencies_come_and_go(apply, issue):
    apply(create("a"), create("b"), create("c"))
    assert errors(apply(Block("c", "a"), Block("c", "b"), Block("c", "b"))) == ["", "", ""]
    assert issue("c").blocked_by == {"local:1", "local:2"}
    assert errors(apply(Block("c", "a", add=False), Block("c", "a", add=False))) == ["", ""]
    assert issue("c").blocked_by == {"local:2"}


def test_dependencies_never_make_a_circle(apply):
    apply(*(create(key) for key in "abcd"))
    outcomes = apply(
        Block("b", "a"),
        Block("c", "b"),
        Block("d", "c"),
        Block("a", "d"),
        Block("b", "c"),
        Block("a", "a"),
        Block("d", "a"),
    )
    assert [bool(error) for error in errors(outcomes)] == [False, False, False, True, True, True, False]
    assert outcomes[3].error == "#1 can't wait for #4, which is itself or waits for it"


def test_closing_and_reopening_is_remembered_with_reason_and_time(apply, issue, clock):
    apply(create("a"))
    moments = []
    for state in (IssueState.COMPLETED, IssueState.OPEN, IssueState.NOT_PLANNED):
        moments.append(clock.forward(days=1))
        apply(SetState("a", state))
    found = issue("a")
    assert found.state is IssueState.NOT_PLANNED
    assert found.found.closings == 2
    assert found.found.closed_times == (moments[0], moments[2])
    assert found.found.reopened_times == (moments[1],)
    assert found.found.closed_at == moments[2]


def test_another_reason_for_a_closed_issue_is_no_second_closing(apply, issue, clock):
    apply(create("a"), SetState("a", IssueState.COMPLETED))
    closed = clock.time
    clock.forward(hours=1)
    apply(SetState("a", IssueState.NOT_PLANNED), SetState("a", IssueState.NOT_PLANNED))
    found = issue("a")
    assert (found.state, found.found.closings, found.found.closed_at) == (IssueState.NOT_PLANNED, 1, closed)


@pytest.mark.parametrize("before", [Status.TODO, Status.IN_PROGRESS])
def test_the_status_follows_closing_and_reopening(apply, issue, tracker, before):
    apply(create("a"))
    tracker.set_status(1, before)
    apply(SetState("a", IssueState.COMPLETED))
    assert issue("a").found.status == "Done"
    apply(SetState("a", IssueState.OPEN))
    assert issue("a").found.status == "Todo"


def test_in_progress_survives_every_other_step(apply, issue, tracker):
    apply(PutLabel(LABEL), PutMilestone(PHASE), create("a", region="old"), create("b"))
    tracker.set_status(1, Status.IN_PROGRESS)
    before = issue("a")
    wanted = replace(before, title="new", region="new", labels=frozenset({"roadmap"}), milestone="ai/python")
    apply(
        EditIssue(wanted, before, frozenset({"title", "region", "labels", "milestone"})),
        SetParent("a", "b"),
        Block("a", "b"),
        SetState("a", IssueState.OPEN),
    )
    assert issue("a").found.status == "In Progress"


def test_boards_are_refused_in_words_because_there_are_none(apply):
    apply(create("a"))
    card = Card(key="a", roadmap="ai")
    outcomes = apply(
        PutBoard(Board(roadmap="ai", title="AI")),
        PutField("ai", BoardField(name="Effort", type=FieldType.NUMBER)),
        PutCard(card, (("Status", "Done"),)),
        ArchiveCard(card),
    )
    assert errors(outcomes) == ["The embedded tracker has no boards: each issue carries its own status"] * 4


def test_outcomes_come_in_the_order_of_the_steps_however_many(apply, tracker):
    steps = [create(f"ai/{number}") for number in range(450)]
    outcomes = apply(*steps)
    assert [outcome.step for outcome in outcomes] == steps
    assert len(tracker.read().issues) == 450


def test_what_was_handed_over_is_in_the_file_though_the_rest_is_never_asked_for(tracker):
    outcomes = iter(tracker.writer(State()).write([create(f"ai/{number}") for number in range(450)]))
    assert next(outcomes).ok
    assert {issue.key for issue in tracker.read().issues} >= {"ai/0"}
    outcomes.close()
    assert len(tracker.read().issues) < 450


def test_nothing_to_write_writes_no_file(tracker):
    assert list(tracker.writer(State()).write([])) == []
    assert not tracker.file.exists()


def test_the_tracker_says_where_it_is_and_costs_nothing(tracker):
    assert (tracker.name, tracker.place) == ("local", str(tracker.file))
    assert tracker.estimate([[create("a")], [SetState("a", IssueState.COMPLETED)]]) == (0, 0.0)


def test_a_new_issue_belongs_to_those_whom_the_roadmap_names(apply, tracker):
    assert apply(CreateIssue(Issue(key="r/a", title="A", assign=("ada", "bob"))))[0].ok
    (issue,) = tracker.read().issues
    assert issue.found.assignees == ("ada", "bob")
