"""Which heads are the phases, in documents that are built unlike each other."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import find_times
from roadmap_sync.markdown.language.units import unit_rank
from tests.markdown.reading import imported, work


def _titles(text: str) -> list[str]:
    return [phase.title for phase in imported(text).roadmap.phases]


def test_boxes_beside_the_plan_hide_no_plan_of_bullets():
    text = """# Trees in Twelve Weeks

## Phase 1: Leaves
### Oaks
**Topics:**
- Shape of the leaf
- Colour in autumn
### Maples
- Seeds that fly

## Phase 2: Bark
- Smooth bark
- Rough bark

## Weekly Milestones
### Week 1-2: Leaves known
- [ ] Name ten leaves
### Week 3-4: Bark known
- [ ] Name ten barks
"""
    made = imported(text)
    assert [phase.title for phase in made.roadmap.phases] == ["Leaves", "Bark"]
    assert made.summary.items == 5


def test_boxes_in_a_code_block_of_a_long_plan_are_a_template():
    days = "\n".join(f"### Day {day}\n- Read\n- Write\n" for day in range(1, 8))
    text = f"# Plan\n\n## One-week plan\n{days}\n## Track it\n```\n[ ] Notes read\n[ ] Drills done\n```\n"
    assert imported(text).summary.items == 14


def test_a_tracker_called_daily_is_no_list_of_habits():
    text = """# Daily Progress Tracker

## Week 1
### Day 1
- [ ] Unpack
### Day 2
- [ ] Build

## Weekly habits
- [ ] Clean the desk
"""
    made = imported(text)
    assert work(made.roadmap) == ["Unpack", "Build"]
    assert [habit.title for habit in made.roadmap.habits] == ["Clean the desk"]


def test_counted_heads_of_a_few_are_not_all_phases():
    text = """# Skills

## Shell
### 1. Files
- List them
### 2. Pipes
- Join them
### 3. Jobs
- Stop them

## Git
- Clone
- Commit
- Rebase
- Bisect

## Networks
- Ports
- Routes
- Names
"""
    assert _titles(text) == ["Shell", "Git", "Networks"]


def test_a_stray_head_leaves_the_months_in_one_row():
    text = """# Plan

## Month 1
### Week 1
- [ ] One
### Week 2
- [x] Two

# Week 2 Reflection
## What went well
- Much

## Month 2
### Week 3
- [ ] Three
"""
    assert [(phase.title, str(phase.when)) for phase in imported(text).roadmap.phases] == [
        ("Month 1", "month 1"),
        ("Month 2", "month 2"),
    ]


def test_terms_that_begin_anew_each_year_stay_in_their_years():
    text = """# Curriculum

## Class 1
### Semester 1
- Adding
### Semester 2
- Taking away

## Class 2
### Semester 1
- Times
### Semester 2
- Sharing

## Equipment
A pencil.
"""
    assert [(phase.title, phase.group) for phase in imported(text).roadmap.phases] == [
        ("Semester 1", "Class 1"),
        ("Semester 2", "Class 1"),
        ("Semester 1", "Class 2"),
        ("Semester 2", "Class 2"),
    ]


def test_the_first_heading_is_the_title_where_each_heading_is_of_the_first_level():
    text = "# Road to the Sea\n\nA plan.\n\n# About\nMine.\n\n# Modules\n\n- [ ] Rowing\n- [ ] Sailing\n"
    made = imported(text).roadmap
    assert made.title == "Road to the Sea"
    assert [phase.title for phase in made.phases] == ["Modules"]


def test_phases_come_in_the_order_of_the_document():
    text = """# Plan

## Skills
### Ropes
- [ ] Knots
### Sails
- [ ] Sewing

## Days
### Week 1
- Walk
### Week 2
- Run

## Last
- [ ] Rest
"""
    lines = [phase.place.line for phase in imported(text).roadmap.phases]
    assert lines == sorted(lines)


@pytest.mark.parametrize("title", ["90-Day Comeback Plan", "100 Days of Rust", "12 Week Tracker", "1-Week Plan"])
def test_how_long_a_plan_takes_counts_no_stretch(title):
    assert unit_rank(title) is None


@pytest.mark.parametrize("title", ["1st week", "2. Hafta", "3e semaine", "1 неделя"])
def test_ordinals_count_a_stretch(title):
    assert unit_rank(title) is not None


def test_only_work_that_never_ends_is_ongoing():
    assert str(find_times("Upkeep (ongoing)").when) == "ongoing"
    assert str(find_times("Upkeep (continuous)").when) == "ongoing"
    assert find_times("CI/CD (Continuous Integration & Deployment)").when is None


def test_a_status_column_counts_although_some_of_its_words_are_unknown():
    text = """# Build

## Stages
| Stage | Name | Status |
|---|---|---|
| 0 | Survey | ✓ completed |
| 1 | Frame | ⚡ generated |
| 2 | Roof | not started |
"""
    (phase,) = imported(text).roadmap.phases
    assert [(item.title, item.done) for item in phase.items] == [("Survey", True), ("Frame", False), ("Roof", False)]


def test_a_week_keeps_its_name_whatever_heads_stand_below_it():
    text = """# Plan

# Phase 1
## Week 1: Sowing
### What to sow
- Peas
- Beans
### Pages to read
- The almanac

## Week 2: Watering
### How often
- Each evening
"""
    (phase,) = imported(text).roadmap.phases
    assert [(section.title, str(section.when), len(section.items)) for section in phase.sections] == [
        ("Sowing", "week 1", 3),
        ("Watering", "week 2", 1),
    ]


def test_heads_that_recur_below_every_section_name_no_sections():
    text = "# Garden\n\n" + "".join(
        f"## Part {number}\n### {name}\n#### Drills\n- [ ] Dig\n#### Homework\n- [ ] Plant {name}\n\n"
        for number, name in enumerate(["Peas", "Beans", "Leeks"], 1)
    )
    sections = [section.title for phase in imported(text).roadmap.phases for section in phase.sections]
    assert sections == ["Peas", "Beans", "Leeks"]


def test_a_status_still_to_be_chosen_is_no_part_of_a_title():
    text = "# Plan\n\n## Week 1 - Knots ✅/🕐/❌\n- [ ] Bowline\n\n## Week 2 - Sails ✅/🕐/❌\n- [ ] Jib\n"
    assert _titles(text) == ["Week 1 - Knots", "Week 2 - Sails"]


def test_bold_days_stand_below_the_bold_week_before_them():
    text = """**Week 1: Clay**

**Day 1-2: Wedging**
- Cut the block
- Knead it

**Day 3: Coils**
- Roll ten coils

**Week 2: Glaze**

**Day 1: Mixing**
- Weigh the ash
"""
    roadmap = imported(text).roadmap
    assert [phase.title for phase in roadmap.phases] == ["Week 1: Clay", "Week 2: Glaze"]
    assert [section.title for section in roadmap.phases[0].sections] == ["Day 1-2: Wedging", "Day 3: Coils"]


def test_a_first_month_set_a_level_too_low_is_a_phase_like_the_others():
    text = "# Pottery\n## Month 1: Clay\n- Wedge\n# Month 2: Wheel\n- Centre\n- Pull\n# Month 3: Kiln\n- Stack\n"
    roadmap = imported(text).roadmap
    assert roadmap.title == "Pottery"
    assert [phase.title for phase in roadmap.phases] == ["Month 1: Clay", "Month 2: Wheel", "Month 3: Kiln"]


def test_weekly_targets_that_name_weeks_are_no_habits():
    made = imported("# Pots\n\n## Plan\n- [ ] Buy clay\n\n## Weekly Targets\n- **Week 1**: Bowls\n- **Week 2**: Cups\n")
    assert not made.roadmap.habits
    assert [goal.title for goal in made.roadmap.goals] == ["Week 1: Bowls", "Week 2: Cups"]


def test_a_title_that_holds_only_habits_is_the_title_of_the_phases_beside_it():
    text = """# Potter's Plan
A calm routine.

## Daily Routine (Habit Building)
**Morning**
- Wedge clay

# Clay (1 Month)
- Slab
- Coil

# Glaze
- Ash
"""
    roadmap = imported(text).roadmap
    assert (roadmap.title, roadmap.summary) == ("Potter's Plan", "A calm routine.")
    assert [phase.title for phase in roadmap.phases] == ["Clay", "Glaze"]
    assert [habit.title for habit in roadmap.habits] == ["Wedge clay"]


def test_tips_and_careers_of_a_plan_without_boxes_are_notes():
    text = (
        "# Pots\n## Clay\n- Slab\n## Glaze\n- Ash\n## Success Tips\n- Rest\n## Career Paths After This Plan\n- Potter\n"
    )
    assert work(imported(text).roadmap) == ["Slab", "Ash"]
