"""Plans told week by week, sprint by sprint: what heads them, how long they take, and what stands beside them."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.units import unit_rank
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
