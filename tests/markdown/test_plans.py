"""Plans told week by week, sprint by sprint: what heads them, how long they take, and what stands beside them."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.paces import find_pace
from roadmap_sync.markdown.language.units import unit_rank
from tests.markdown.reading import imported, loaded


@pytest.mark.parametrize("title", ["15-day sprints", "12 Week Plan", "3-Month Study Plan", "A step-by-step guide"])
def test_a_length_in_a_head_does_not_count_it_among_days_weeks_or_steps(title):
    assert unit_rank(title) is None


def test_sprints_below_a_plan_are_the_phases_and_their_head_is_no_group():
    text = "# T\n## Bring along\n- [ ] pen\n\n## 15-day sprints\n### Sprint 1: A\n- [ ] a\n### Sprint 2: B\n- [ ] b\n"
    assert [(phase.title, phase.group) for phase in loaded(text).phases] == [("Bring along", ""), ("A", ""), ("B", "")]


def test_weeks_below_a_heading_called_a_plan_are_the_phases():
    text = "# T\n## Setup\n- [ ] s\n\n## My 4-week plan\n### Week 1: A\n- [ ] a\n- [ ] b\n### Week 2: B\n- [ ] c\n"
    assert [phase.title for phase in loaded(text).phases] == ["Setup", "Week 1: A", "Week 2: B"]


@pytest.mark.parametrize("title", ["Weekly goals", "Daily progress tracker", "Weekly plan"])
def test_a_plan_told_by_week_is_not_taken_for_habits_or_goals(title):
    made = imported(f"# {title}\n## Week 1: A\n- [ ] a\n- [ ] b\n## Week 2: B\n- [ ] c\n")
    assert (made.summary.items_by_phase, made.summary.habits, made.summary.goals) == ((2, 1), 0, 0)


def test_words_that_begin_with_an_address_are_no_address():
    text = "## P\n- [ ] a\n\n### Resources\n- <https://example.org/a> and · code <https://example.org/b>\n  - Notes\n"
    assert imported(text).summary.items == 1
    loaded(text)


@pytest.mark.parametrize(
    ("heads", "titles"),
    [
        (("1. Rope", "2. Sail"), ["Rope", "Sail"]),
        (("1️⃣ Rope", "2️⃣ Sail"), ["Rope", "Sail"]),
        (("01 — Rope", "02 — Sail"), ["Rope", "Sail"]),
        (("Phase 1.5: Rope", "Phase 2B — Sail"), ["Rope", "Sail"]),
        (("Stage 1-2: Rope", "Stage 3: 2.4 GHz"), ["Rope", "2.4 GHz"]),
    ],
)
def test_phases_are_not_called_by_their_numbers(heads, titles):
    text = "# T\n" + "".join(f"## {head}\n- [ ] a\n" for head in heads)
    assert [phase.title for phase in loaded(text).phases] == titles


def test_sections_are_not_called_by_their_numbers():
    text = "# T\n## Phase 1: A\n### 1.1 Knots\n- [ ] a\n### 1.2. Splices\n- [ ] b\n## Phase 2: B\n- [ ] c\n"
    assert [section.title for section in loaded(text).phases[0].sections] == ["Knots", "Splices"]


@pytest.mark.parametrize(
    "head", ["Rope ✅ Completed", "Rope (in progress)", "**Rope** 🔄 In Progress", "Rope [3/8]", "Rope *(done)*"]
)
def test_the_state_of_a_phase_is_no_part_of_its_title(head):
    made = loaded(f"# T\n## Phase 1: {head}\n- [ ] a\n- [x] b\n## Phase 2: C (ongoing)\n- [ ] c\n")
    assert [phase.title for phase in made.phases] == ["Rope", "C"]
    assert [item.done for item in made.phases[0].items] == [False, True]
    assert str(made.phases[1].when) == "ongoing"


def test_a_phase_that_says_it_is_done_is_done_where_nothing_has_boxes():
    text = "# T\n## Phase 1: A ✅ Done\n- a\n- b\n## Phase 2: B\n- c\n"
    assert [[item.done for item in phase.items] for phase in loaded(text).phases] == [[True, True], [False]]


def test_hours_in_brackets_are_read_wherever_they_stand():
    text = "## P\n- [ ] (~2.5 hrs) Saw\n- [ ] Plane (3h) and sand\n- [ ] Oil (twice)\n"
    items = loaded(text).phases[0].items
    assert [(item.title, str(item.effort or "")) for item in items] == [
        ("Saw", "2.5h"),
        ("Plane and sand", "3h"),
        ("Oil (twice)", ""),
    ]


PHASES = "# T\n## Phase 1: A\n- [ ] a\n## Phase 2: B\n- [ ] b\n"


@pytest.mark.parametrize("title", ["Progress tracking", "Completion checklist", "Key performance indicators"])
def test_boxes_beside_counted_phases_that_say_how_far_one_is_are_criteria_of_the_whole(title):
    roadmap = loaded(f"{PHASES}## {title}\nMind the tide.\n- [x] Phase 1 done\n- [ ] Boat afloat\n")
    assert [phase.title for phase in roadmap.phases] == ["A", "B"]
    assert [(found.title, found.done) for found in roadmap.done_when] == [
        ("Phase 1 done", True),
        ("Boat afloat", False),
    ]


def test_milestones_beside_counted_phases_are_goals():
    roadmap = loaded(f"{PHASES}## Milestones\n- [ ] First launch\n- [ ] First race\n")
    assert ([phase.title for phase in roadmap.phases], len(roadmap.goals)) == (["A", "B"], 2)


def test_daily_and_weekly_boxes_under_one_head_are_habits():
    roadmap = loaded(f"{PHASES}## Remember\n### Daily habits\n- [ ] Sweep\n### Weekly habits\n- [ ] Oil\n")
    assert [(habit.title, habit.every.value) for habit in roadmap.habits] == [("Sweep", "day"), ("Oil", "week")]


def test_other_boxes_beside_counted_phases_stay_a_phase():
    assert [phase.title for phase in loaded(f"{PHASES}## Harbour tour\n- [ ] c\n").phases] == ["A", "B", "Harbour tour"]


def test_a_legend_at_the_end_of_the_document_is_no_phase():
    made = imported(f"{PHASES}## Skill level legend\nRate yourself:\n- ☐ Not started\n- 🔄 In progress\n- ⭐ Proud\n")
    assert (made.summary.items_by_phase, made.summary.criteria, made.summary.boxes) == ((1, 1), 0, 2)


def test_the_first_day_and_the_hours_a_week_above_the_phases_are_the_plans():
    made = imported(
        "# Bees\n\n**Start date:** 2026-01-05\n**Time commitment:** 8-10 hours/week\n\nFor the patient.\n\n"
        "## Phase 1: Hive\n- [ ] Cut\n## Phase 2: Swarm\n- [ ] Catch\n"
    )
    assert made.yaml.startswith("title: Bees\nsummary: For the patient.\nstart: 2026-01-05\npace: 8-10h\n\nphases:\n")


def test_a_line_that_says_more_than_its_hours_a_week_stays_beside_them():
    text = "# T\n\n- Pace: ~8 hrs/week (less in winter)\n\n## Phase 1\n- [ ] a\n## Phase 2\n- [ ] b\n"
    made = imported(text).roadmap
    assert str(made.pace) == "8h"
    assert "less in winter" in made.summary + "".join(made.notes)


@pytest.mark.parametrize(
    "line",
    [
        "Daily: 2 hours/day",
        "Effort: 20 hours",
        "Reading: 3 h/week\nBuilding: 5 h/week",
        "Start: week 3",
        "Start: March 2026",
    ],
)
def test_what_is_no_pace_or_first_day_of_the_whole_is_not_made_one(line):
    made = imported(f"# T\n\n{line}\n\n## Phase 1\n- [ ] a\n## Phase 2\n- [ ] b\n").roadmap
    assert (made.start, made.pace) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["10 horas por semana", "10h par semaine", "10 Stunden pro Woche", "haftada 10 saat", "每周 10 小时", "週10時間",
     "주 10시간", "10 часов в неделю", "10 ساعات أسبوعيا", "10 godzin tygodniowo", "10 giờ mỗi tuần"],
)  # fmt: skip
def test_hours_a_week_are_read_in_many_languages(text):
    found = find_pace(text)
    assert found is not None
    assert (str(found[0]), found[1].strip()) == ("10h", "")
