"""Heads that group habits, goals and criteria of the whole: what stands below them keeps their words."""

from __future__ import annotations

from roadmap_sync.roadmap.model import Frequency
from tests.markdown.reading import imported

RUNNER = """# Running
## Daily routine
**Morning - 45 minutes**
- Stretch
- Run a lap

**Evening**
- Write the log

**Weekly**
- Rest a day
## Phase 1: Breath
- [ ] Walk a mile
## Phase 2: Legs
- [ ] Run a mile
## Success criteria
- [ ] Enjoy it
### Body
- [x] Pulse below 60
### Mind
- [ ] No fear of hills
"""


def test_habits_keep_the_head_that_they_stand_below():
    habits = imported(RUNNER).roadmap.habits
    assert [habit.title for habit in habits] == [
        "Morning - 45 minutes: Stretch",
        "Morning - 45 minutes: Run a lap",
        "Evening: Write the log",
        "Rest a day",
    ]
    assert [habit.every for habit in habits] == [Frequency.DAY, Frequency.DAY, Frequency.DAY, Frequency.WEEK]


def test_criteria_of_the_whole_keep_the_head_that_they_stand_below():
    criteria = imported(RUNNER).roadmap.done_when
    assert [(criterion.title, criterion.done) for criterion in criteria] == [
        ("Enjoy it", False),
        ("Body: Pulse below 60", True),
        ("Mind: No fear of hills", False),
    ]


def test_goals_keep_the_head_that_they_stand_below_but_not_its_deadline():
    text = RUNNER + "## Goals by month 6\n### Races\n- Run a marathon\n### Month 3\n- Run ten miles\n"
    assert [goal.title for goal in imported(text).roadmap.goals] == ["Races: Run a marathon", "Run ten miles"]


def test_a_head_that_groups_nothing_is_not_said_again_in_every_line():
    text = RUNNER.replace("- [ ] Enjoy it\n", "").replace("### Mind\n- [ ] No fear of hills\n", "")
    assert [criterion.title for criterion in imported(text).roadmap.done_when] == ["Pulse below 60"]
