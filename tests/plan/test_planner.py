from contextlib import nullcontext

import pytest

from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.plan.planner import check_safe
from roadmap_sync.tracker.state import IssueState
from tests.memory import MemoryWorld
from tests.worlds import World, told

ROADMAP = """
    id: r
    title: Learning
    start: 2026-01-05
    tags:
      core: {label: core skill}
      extra: {counts: false}
    phases:
      - title: Python
        when: weeks 1-4
        sections:
          - title: Syntax
            tags: [core]
            items: [Variables, Functions, Errors]
          - title: Tools
            items: [Git, Editor]
        projects: [Task manager]
      - title: Web
        when: weeks 5-8
        items: [HTTP]
    """


@pytest.fixture
def world(tmp_path) -> World:
    made = World(tmp_path, ROADMAP)
    made.sync()
    return made


def test_the_first_sync_makes_everything_in_an_order_that_works(tmp_path):
    plan = World(tmp_path, ROADMAP).plan()
    assert told(plan.changes) == [
        "+ label roadmap",
        "+ label in progress",
        "+ label core skill",
        "+ label extra",
        "+ label project",
        "+ milestone r/python",
        "+ milestone r/web",
        "+ issue r/python/syntax",
        "+ issue r/python/syntax/variables",
        "+ issue r/python/syntax/functions",
        "+ issue r/python/syntax/errors",
        "+ issue r/python/tools",
        "+ issue r/python/tools/git",
        "+ issue r/python/tools/editor",
        "+ issue r/python/task-manager",
        "+ issue r/web/http",
    ]


def test_a_second_sync_has_nothing_to_do(world):
    assert world.plan().changes == ()


def test_issues_carry_labels_milestone_and_parent(world):
    issue = world.issue("r/python/syntax/variables")
    assert issue.labels == {"roadmap", "core skill"}
    assert (issue.milestone, issue.parent) == ("r/python", "r/python/syntax")


def test_a_new_title_is_one_update_and_no_create(world):
    world.edit("Variables", "Variables and types")
    assert told(world.plan().changes) == ["~ issue r/python/syntax/variables-and-types key,title"]
    number = world.number("r/python/syntax/variables-and-types")
    world.sync()
    assert world.number("r/python/syntax/variables-and-types") == number
    assert world.plan().changes == ()


def test_a_new_title_under_a_given_id_changes_the_title_alone(world):
    world.edit("[Git, Editor]", "[{title: Git, id: git}, Editor]")
    assert world.plan().changes == ()
    world.edit("title: Git,", "title: Version control,")
    assert told(world.plan().changes) == ["~ issue r/python/tools/git title"]


def test_a_renamed_phase_takes_everything_in_it_along(world):
    world.edit("title: Python", "title: Python foundation")
    changes = told(world.plan().changes)
    assert not [change for change in changes if change.startswith(("+", "-"))]
    assert "~ milestone r/python-foundation key,title" in changes
    world.sync()
    assert world.plan().changes == ()


def test_a_phase_with_quite_another_title_is_known_by_what_it_holds(world):
    world.edit("title: Python", "title: Groundwork")
    assert world.plan().summary()["create"] == 0
    world.sync()
    assert world.plan().changes == ()


def test_a_section_moved_to_another_phase_is_no_create(world):
    world.text = """
        id: r
        title: Learning
        start: 2026-01-05
        tags:
          core: {label: core skill}
          extra: {counts: false}
        phases:
          - title: Python
            when: weeks 1-4
            sections:
              - title: Syntax
                tags: [core]
                items: [Variables, Functions, Errors]
            projects: [Task manager]
          - title: Web
            when: weeks 5-8
            items: [HTTP]
            sections:
              - title: Tools
                items: [Git, Editor]
        """
    plan = world.plan()
    assert plan.summary() == {"create": 0, "update": 3, "retire": 0}
    assert [notice.kind for notice in plan.notices] == [NoticeKind.RENAMED]
    world.sync()
    assert world.issue("r/web/tools/git").milestone == "r/web"
    assert world.plan().changes == ()


def test_an_item_moved_to_another_section_keeps_its_issue(world):
    number = world.number("r/python/syntax/errors")
    world.edit("[Variables, Functions, Errors]", "[Variables, Functions]").edit(
        "[Git, Editor]", "[Git, Errors, Editor]"
    )
    assert world.plan().summary()["create"] == 0
    world.sync()
    assert world.number("r/python/tools/errors") == number
    assert world.issue("r/python/tools/errors").parent == "r/python/tools"
    assert world.plan().changes == ()


def test_a_roadmap_with_a_new_id_names_the_old_one(world):
    world.edit("id: r", "id: r2").edit("title: Learning", "title: Learning\nwas: r")
    plan = world.plan()
    assert plan.summary()["create"] == 0
    world.sync(force=True)
    assert world.plan().changes == ()


def test_a_renamed_roadmap_without_was_stops_and_prints_the_way_out(world):
    world.edit("id: r", "id: other")
    with pytest.raises(UnsafePlanError, match="was: r"):
        world.plan()


def test_was_settles_a_rename_that_nobody_could_guess(world):
    number = world.number("r/python/syntax/errors")
    world.edit("Errors]", "{title: Raising and catching, was: errors}]")
    world.sync()
    assert world.number("r/python/syntax/raising-and-catching") == number


def test_two_look_alikes_are_not_guessed(world):
    world.edit("[Git, Editor]", "[Git one, Git two, Editor]")
    assert world.plan().summary() == {"create": 2, "update": 0, "retire": 1}


def test_a_tag_that_was_renamed_renames_its_label(world):
    world.edit("core: {label: core skill}", "base: {label: base skill, was: core}").edit("tags: [core]", "tags: [base]")
    world.text = world.text.replace("was: core", "was: [core]")
    labels = told(world.plan().changes)
    assert not any(change.startswith("+ issue") for change in labels)


def test_what_the_roadmap_drops_is_shown_and_left_alone_without_prune(world):
    world.edit("Functions, ", "")
    assert told(world.plan().changes) == ["- issue r/python/syntax/functions"]
    world.sync()
    assert world.issue("r/python/syntax/functions").state is IssueState.OPEN


def test_prune_closes_what_the_roadmap_drops_as_not_planned_and_says_so_once(world):
    world.edit("Functions, ", "")
    world.sync(prune=True)
    gone = world.issue("r/python/syntax/functions")
    assert gone.state is IssueState.NOT_PLANNED
    assert "retired" in gone.region
    assert world.plan(prune=True).changes == ()


def test_a_retired_item_that_returns_is_reopened(world):
    world.edit("Functions, ", "")
    world.sync(prune=True)
    world.edit("[Variables, ", "[Variables, Functions, ")
    world.sync()
    assert world.issue("r/python/syntax/functions").state is IssueState.OPEN
    assert world.plan().changes == ()


def test_a_done_item_that_left_and_returns_is_still_done(world):
    world.close("r/python/syntax/functions")
    world.edit("Functions, ", "")
    world.sync(prune=True)
    assert world.issue("r/python/syntax/functions").state is IssueState.COMPLETED
    world.edit("[Variables, ", "[Variables, Functions, ")
    world.sync()
    assert world.issue("r/python/syntax/functions").state is IssueState.COMPLETED


def test_a_retired_issue_that_somebody_reopens_is_left_to_them(world):
    world.edit("Functions, ", "")
    world.sync(prune=True)
    world.tracker.reopen(world.number("r/python/syntax/functions"))
    assert world.plan(prune=True).changes == ()


def test_closed_work_stays_closed_when_the_yaml_changes(world):
    keys = ["variables", "functions"]
    world.close(*(f"r/python/syntax/{key}" for key in keys))
    world.edit("Variables", "Variables and types").edit("tags: [core]", "tags: [extra]")
    world.sync()
    assert world.issue("r/python/syntax/variables-and-types").state is IssueState.COMPLETED
    assert world.issue("r/python/syntax/functions").state is IssueState.COMPLETED


def test_labels_that_people_add_stay_and_ours_come_back(world):
    number = world.number("r/python/syntax/variables")
    world.tracker.label(number, "mine")
    world.tracker.label(number, "core skill", on=False)
    assert told(world.plan().changes) == ["~ issue r/python/syntax/variables labels"]
    world.sync()
    assert world.issue("r/python/syntax/variables").labels == {"roadmap", "core skill", "mine"}


def test_notes_and_ticks_of_people_survive_a_new_text(world):
    world.edit("[Git, Editor]", "[{title: Git, tasks: [read, write]}, Editor]")
    world.sync()
    number = world.number("r/python/tools/git")
    world.tracker.edit_body(number, "Mine before\n" + world.body("r/python/tools/git") + "\nMine after")
    world.tracker.tick(number, "read")
    world.edit("tasks: [read, write]", "tasks: [clone, read], why: Teams work so")
    world.sync()
    body = world.body("r/python/tools/git")
    assert body.startswith("Mine before\n")
    assert body.endswith("\nMine after")
    assert "- [x] read" in body
    assert "- [ ] clone" in body


def test_an_unmarked_issue_with_exactly_one_fitting_title_is_adopted(tmp_path):
    World(tmp_path, "id: other\ntitle: Other\nphases: [{title: Early, items: [Begin]}]").sync()  # the label is ours
    world = World(tmp_path, ROADMAP)
    number = world.tracker.open_issue("Errors", "I began this by hand", ["roadmap"], author="roadmap-sync")
    plan = world.plan()
    assert NoticeKind.ADOPTED in {notice.kind for notice in plan.notices}
    world.sync()
    assert world.number("r/python/syntax/errors") == number
    assert world.body("r/python/syntax/errors").startswith("I began this by hand\n")
    assert world.plan().changes == ()


def test_a_milestone_with_the_exact_title_is_adopted(tmp_path):
    other = World(tmp_path, ROADMAP.replace("id: r", "id: a"))
    other.sync()
    world = World(tmp_path, ROADMAP.replace("title: Learning", "title: Second"))
    world.texts["a.yaml"] = other.text
    world.sync()
    titles = {milestone.title for milestone in world.tracker.read().milestones}
    assert titles == {"Python", "Web", "Python (Second)", "Web (Second)"}
    assert world.plan().changes == ()


def test_an_issue_whose_mark_was_removed_is_adopted_again_by_its_title(world):
    number = world.number("r/web/http")
    world.tracker.edit_body(number, "all gone")
    assert world.plan().summary()["create"] == 0
    world.sync()
    assert world.number("r/web/http") == number


def test_our_label_taken_off_makes_nothing_twice(world):
    world.tracker.label(world.number("r/web/http"), "roadmap", on=False)
    assert told(world.plan().changes) == ["~ issue r/web/http labels"]


def test_the_older_of_two_issues_with_one_mark_counts(world):
    body = world.body("r/web/http")
    copy = world.tracker.open_issue("HTTP copy", body, ["roadmap"], author="roadmap-sync")
    plan = world.plan()
    assert plan.changes == ()
    assert [notice.kind for notice in plan.notices] == [NoticeKind.DOUBLED]
    assert f"#{copy}" in plan.notices[0].text


def test_dates_of_milestones_follow_the_file(world):
    world.edit("when: weeks 5-8", "when: weeks 5-9")
    assert told(world.plan().changes) == ["~ milestone r/web due,region"]


def test_titles_of_milestones_can_be_swapped(world):
    world.edit("- title: Web", "- {title: Python, id: web, items: [HTTP]}")
    world.edit("    when: weeks 5-8\n    items: [HTTP]\n", "").edit(
        "- title: Python\n", "- title: Web\n    id: python\n"
    )
    world.sync()
    world.sync()
    titles = {milestone.key: milestone.title for milestone in world.found.milestones}
    assert titles == {"r/python": "Web", "r/web": "Python"}
    assert world.plan().changes == ()


def test_sub_issues_stand_in_the_order_of_the_file(world):
    world.edit("[Variables, Functions, Errors]", "[Errors, Variables, Strings, Functions]")
    world.sync()
    children = [issue for issue in world.found.issues if issue.parent == "r/python/syntax"]
    children.sort(key=lambda issue: issue.found.position if issue.found else 0)
    assert [issue.title for issue in children] == ["Errors", "Variables", "Strings", "Functions"]
    assert world.plan().changes == ()


def test_dependencies_become_blocked_by_and_drift_is_put_right(world):
    world.edit("[Git, Editor]", "[Git, {title: Editor, depends_on: git}]")
    world.sync()
    assert world.issue("r/python/tools/editor").blocked_by == {"r/python/tools/git"}
    world.edit("{title: Editor, depends_on: git}", "Editor")
    assert told(world.plan().changes) == ["~ issue r/python/tools/editor blocked_by"]
    world.sync()
    assert world.issue("r/python/tools/editor").blocked_by == frozenset()


def test_a_plan_that_would_hit_too_much_stops_and_prints_the_way_out(tmp_path):
    items = [f"Item {number}" for number in range(40)]
    world = World(tmp_path, f"id: r\ntitle: T\nphases: [{{title: P, items: {items}}}]")
    world.sync()
    world.text = f"id: r\ntitle: T\nphases: [{{title: P, items: {items[:20]}}}]"
    assert world.plan().summary()["retire"] == 20
    with pytest.raises(UnsafePlanError, match="--force"):
        world.sync(prune=True)
    assert world.sync(prune=True, force=True).plan.summary()["retire"] == 20


def test_creates_can_be_limited_and_the_next_run_goes_on(tmp_path):
    world = World(tmp_path, ROADMAP)
    result = world.sync(max_creates=4)
    assert result.left
    assert len(world.tracker.read().issues) == 4
    assert world.sync().left == 0
    assert world.plan().changes == ()
    fresh = World(tmp_path / "undisturbed", ROADMAP)
    fresh.sync()
    assert fresh.found == world.found


def test_the_same_plan_is_the_same_value(tmp_path):
    assert World(tmp_path, ROADMAP).plan() == World(tmp_path, ROADMAP).plan()


@pytest.mark.parametrize(
    ("items", "removed", "stopped"),
    [(11, 10, False), (11, 11, True), (39, 12, False), (39, 13, True), (38, 12, True)],
    ids=["10 of 12", "11 of 12", "30 % exactly", "more than 30 %", "a little more than 30 %"],
)
def test_a_plan_is_stopped_only_above_ten_and_above_thirty_percent(items, removed, stopped):
    text = "id: r\ntitle: T\nphases: [{{title: P, items: [{}]}}]"
    world = MemoryWorld(text.format(", ".join(f"item{number}" for number in range(items))))
    world.sync()
    world.text = text.format(", ".join(f"item{number}" for number in range(removed, items)))
    plan = world.plan(prune=True)
    assert (plan.existing, plan.summary()["retire"]) == (items + 1, removed)
    with pytest.raises(UnsafePlanError) if stopped else nullcontext():
        check_safe(plan)
