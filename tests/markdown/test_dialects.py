"""Every dialect in the collection is understood: items by phase, sections, projects, ticks; nothing is lost."""

from __future__ import annotations

import pytest

from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Task
from tests.markdown.reading import DIALECTS, dialect

EXPECTED = {
    # name: items by phase, sections, projects, done
    "arabic": ((2, 1), 0, 0, 1),
    "bare-boxes": ((5, 2), 3, 0, 2),
    "bold-sections": ((3, 1, 1), 4, 0, 1),
    "chinese": ((2, 2), 0, 0, 1),
    "french-html": ((2, 1), 0, 0, 1),
    "german-fence": ((2,), 0, 0, 1),
    "hindi": ((2, 1), 0, 0, 1),
    "italian-plain": ((2, 1), 0, 0, 0),
    "japanese-folds": ((2, 2), 0, 0, 1),
    "korean-table": ((2, 1), 0, 0, 1),
    "labelled-weeks": ((5, 5), 3, 1, 0),
    "months": ((3, 3), 4, 3, 0),
    "polish-days": ((1, 1, 1), 0, 0, 1),
    "portuguese-tight": ((5, 2), 0, 0, 3),
    "russian-bullets": ((3, 1), 2, 0, 0),
    "spanish-status": ((3, 2), 0, 0, 2),
    "stage-table": ((0, 0), 0, 0, 0),
    "turkish-numbered": ((2, 1), 0, 0, 1),
    "ukrainian-checklist": ((3,), 0, 0, 1),
    "vietnamese-nested": ((2, 1), 0, 0, 1),
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_dialect_becomes_the_roadmap_a_person_would_read_in_it(name):
    summary = dialect(name).summary
    found = (summary.items_by_phase, summary.sections, summary.projects, summary.ticked)
    assert found == EXPECTED[name]


@pytest.mark.parametrize("path", sorted(DIALECTS.glob("*.md")), ids=lambda path: path.stem)
def test_every_dialect_gives_a_valid_file_and_no_line_is_lost(path):
    made = dialect(path.stem)
    roadmap = load_text(made.yaml, "plan.yaml")
    assert made.unplaced == ()
    assert len(roadmap.phases) == made.summary.phases


def test_labels_become_efforts_reasons_questions_and_resources():
    motors = load_text(dialect("labelled-weeks").yaml, "plan.yaml").phases[0]
    first, second = motors.sections
    assert (motors.title, str(motors.lasts), str(motors.effort)) == ("Motors", "2-3 weeks", "20-30h")
    assert motors.why == "Nothing moves without them."
    assert (first.title, str(first.when), str(first.effort)) == ("Direct current", "weeks 1-2", "8-10h")
    assert [resource.note for resource in first.resources] == ["Chapters 1-3", ""]
    assert tuple(one.question for one in first.check_yourself) == ("Can you read a torque curve?",)
    assert second.depends_on == ("plan/motors/direct-current",)


def test_a_dependency_that_names_nothing_known_is_a_comment():
    assert "# depends on: Trigonometry" in dialect("labelled-weeks").yaml


def test_tags_in_brackets_are_inherited_from_the_section():
    first = load_text(dialect("labelled-weeks").yaml, "plan.yaml").phases[0].sections[0]
    assert first.tags == ("must-know",)
    assert [item.tags for item in first.items] == [(), (), ("optional",)]


def test_a_milestone_project_has_what_to_build_and_what_one_can_do_then():
    project = load_text(dialect("labelled-weeks").yaml, "plan.yaml").phases[0].projects[0]
    assert project.title == "Watering arm"
    assert project.proves == ("Motors", "wiring (low voltage)")
    assert project.build == ("Turns to three pots", "Stops at its limits")
    assert project.able_to == ("Water a pot from the command line",)
    assert project.why == "First thing that moves."


def test_alternatives_become_options_of_which_one_counts():
    section = load_text(dialect("labelled-weeks").yaml, "plan.yaml").phases[1].sections[0]
    assert section.choose == 1
    assert [option.title for option in section.options] == ["Small board", "Large board"]


def test_habits_and_checkpoints_stand_beside_the_phases():
    roadmap = load_text(dialect("labelled-weeks").yaml, "plan.yaml")
    assert [(habit.title, habit.every.value) for habit in roadmap.habits] == [
        ("Solder something", "day"),
        ("Show it to a neighbour", "month"),
    ]
    assert [(point.title, str(point.by), point.titles) for point in roadmap.checkpoints] == [
        ("Hobbyist", "month 3", ("Helper",))
    ]
    assert roadmap.avoid == ("Custom silicon",)


def test_lengths_that_follow_each_other_are_places_in_the_plan():
    phases = load_text(dialect("months").yaml, "plan.yaml").phases
    assert [str(phase.when) for phase in phases] == ["months 0-3", "months 3-6"]


def test_a_legend_says_what_signs_mean_and_is_no_work_itself():
    phases = load_text(dialect("bare-boxes").yaml, "plan.yaml").phases
    rook = phases[1].sections[0].items[1]
    assert (rook.title, rook.done) == ("Rook", True)
    assert "Not Started" not in dialect("bare-boxes").yaml


def test_days_of_a_week_are_those_days_of_the_plan():
    section = load_text(dialect("bare-boxes").yaml, "plan.yaml").phases[0].sections[0]
    assert str(section.when) == "days 1-3"
    assert [item.title for item in section.items] == ["Italian", "Spanish", "Scotch"]


def test_questions_to_think_about_stay_with_their_section():
    section = load_text(dialect("bare-boxes").yaml, "plan.yaml").phases[0].sections[1]
    assert section.think_about == ("who holds the centre?", "is the king safe?")


def test_years_gather_phases_and_criteria_are_measured():
    harbour = load_text(dialect("bold-sections").yaml, "plan.yaml").phases[0]
    assert harbour.group == "YEAR 1 (2026): COAST"
    assert [criterion.commits for criterion in harbour.done_when] == [None, 30]
    assert harbour.sections[1].kind == "demo"


def test_goals_habits_skills_and_milestones_of_the_whole_are_read():
    roadmap = load_text(dialect("bold-sections").yaml, "plan.yaml")
    assert [(str(goal.by), goal.commits) for goal in roadmap.goals] == [("month 12", None), ("month 12", 200)]
    assert [(habit.every.value, habit.commits) for habit in roadmap.habits] == [
        ("week", 5),
        ("week", None),
        ("quarter", None),
    ]
    assert [(skill.title, skill.target) for skill in roadmap.skills] == [("Steering", 4), ("Weather", 2)]
    assert roadmap.checkpoints[0].able_to == ("Deckhand", "Knows the tides")


def test_rows_of_an_overview_are_phases_where_nothing_else_is():
    phases = load_text(dialect("stage-table").yaml, "plan.yaml").phases
    assert [(phase.title, str(phase.lasts), phase.goal) for phase in phases] == [
        ("Clay", "6-12 months", "Throw a bowl"),
        ("Fire", "12-24 months", "Run a kiln"),
    ]
    assert [len(phase.done_when) for phase in phases] == [2, 1]


def test_nested_boxes_are_tasks_of_their_item():
    item = load_text(dialect("chinese").yaml, "plan.yaml").phases[0].items[1]
    assert (item.title, item.tasks, item.tags) == ("竖", (Task(title="悬针"), Task(title="垂露")), ("optional",))


def test_equal_titles_get_distinct_ids():
    items = load_text(dialect("ukrainian-checklist").yaml, "plan.yaml").phases[0].items
    assert [item.id for item in items] == ["перше", "друге", "перше-2"]
