"""What is work and what only checks it: boxes of criteria beside lists, empty boxes, rows without a name."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.units import MONTH, WEEK, unit_rank
from tests.markdown.reading import imported, loaded, work

CHECKED_WEEKS = """# 航海計画
## 第一阶段：基础（4周）
### 第1-2周：绳结
#### 学习目标
- 懂得绳子
#### 每日安排
- 打平结
- 打八字结
#### 学习资源
- 绳结大全
#### 验收标准
- [x] 闭眼打平结
- [ ] 十秒打八字结
## 第二阶段：航行（4周）
### 第3-4周：风
#### 每日安排
- 看风向
#### 验收标准
- [ ] 说出风向
"""


def test_what_a_phase_lists_is_work_where_boxes_only_check_its_weeks():
    roadmap = loaded(CHECKED_WEEKS)
    assert work(roadmap) == ["打平结", "打八字结", "看风向"]
    assert [resource.title for phase in roadmap.phases for resource in phase.sections[0].resources] == ["绳结大全"]


def test_criteria_of_a_week_are_criteria_of_its_phase_with_their_ticks():
    made = imported(CHECKED_WEEKS)
    first = made.roadmap.phases[0]
    assert [(one.title, one.done) for one in first.done_when] == [("闭眼打平结", True), ("十秒打八字结", False)]
    assert (made.summary.boxes, made.summary.criteria, made.summary.unkept) == (3, 3, 0)


def test_phases_below_a_head_of_goals_are_phases():
    text = "# T\n## Learning goals\n### Phase 1: A (Week 1-4)\n- [ ] a\n### Phase 2: B (Week 5-8)\n- [ ] b\n"
    assert imported(text).summary.items_by_phase == (1, 1)


def test_a_goal_that_runs_over_lines_is_read_whole():
    weeks = "# T\n## Week 1\n- [ ] a\n## Week 2\n- [ ] b\n"
    made = imported(f"{weeks}## Milestones\n- End of week 1 — sail (north,\n  south).\n- End of week 2 — dock\n")
    titles = ["End of week 1 — sail (north, south).", "End of week 2 — dock"]
    assert [goal.title for goal in made.roadmap.goals] == titles
    assert not made.unplaced


def test_a_goal_over_a_table_leaves_its_rows_as_work():
    text = (
        "# T\n## Stage 1: A\n**Goal:** know one craft.\n| Craft | File |\n| --- | --- |\n| Rope | r.md |\n\n"
        "### Criteria\n- [ ] done\n## Stage 2: B\n- [ ] b\n"
    )
    assert work(loaded(text)) == ["Rope", "b"]


def test_boxes_without_words_hold_no_work():
    text = "# T\n## Phase 1: A\n### Rope\n- knots\n- splices\n\nDone:\n* [ ]\n\n## Phase 2: B\n- [ ] b\n"
    assert work(loaded(text)) == ["knots", "splices", "b"]


def test_a_row_without_a_name_is_called_by_its_next_words():
    text = (
        "# T\n## Week 1\n| Topic | Status | Date | Notes |\n| --- | --- | --- | --- |\n"
        "| Rope | ✅ | 2026-01-05 | knots |\n| - | ✅ | 2026-01-06 | splices |\n|  | ⬜ | 2026-01-07 | whips |\n"
    )
    made = imported(text)
    assert [(item.title, item.done) for item in made.roadmap.phases[0].items] == [
        ("Rope", True),
        ("splices", True),
        ("whips", False),
    ]
    assert not made.unplaced


@pytest.mark.parametrize(
    ("title", "rank"),
    [("W3 · Sails", WEEK), ("W1-W4: Sails", WEEK), ("W3C", None), ("W3Schools", None)],
)
def test_weeks_are_counted_in_short(title, rank):
    assert unit_rank(title) == rank


@pytest.mark.parametrize("title", ["January", "March 2026", "Февраль:", "Березень — вузли", "Agustus: Simpul"])
def test_a_head_that_is_a_month_by_name_counts_as_one(title):
    assert unit_rank(title) == MONTH


@pytest.mark.parametrize("title", ["Marching bands", "May the wind help", "Set up", "Mar", "August Strindberg"])
def test_words_that_begin_like_months_are_none(title):
    assert unit_rank(title) is None


def test_months_of_a_list_are_phases_though_only_the_first_has_boxes():
    text = "1. Февраль:\n   - [x] узлы\n   - [ ] верёвки\n2. Март:\n   - паруса\n   - мачты\n3. Апрель:\n   - якорь\n"
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["Февраль", "Март", "Апрель"]
    assert work(roadmap) == ["узлы", "верёвки", "паруса", "мачты", "якорь"]
