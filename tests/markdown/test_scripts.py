"""Plans in scripts other than Latin, and what their authors write around them: squares, fences, front matter."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import find_times
from roadmap_sync.markdown.language.units import unit_key, unit_rank, without_number
from roadmap_sync.roadmap.model import Frequency
from tests.markdown.reading import imported, loaded, work

HEBREW = """# מפת דרכים: שיט
## שבוע 1: קשרים
**זמן:** 6 שעות
- [x] קשר שטוח
- [ ] קשר שמונה
## שבוע שני: רוח
- [ ] כיוון הרוח
## מעקב
- [ ] שטתי שבוע
## משאבים
- [ספר](https://example.org/a)
"""


def test_a_hebrew_plan_is_read_by_its_weeks():
    roadmap = loaded(HEBREW)
    assert [str(phase.when) for phase in roadmap.phases] == ["week 1", "week 2"]
    assert (work(roadmap), str(roadmap.phases[0].effort)) == (["קשר שטוח", "קשר שמונה", "כיוון הרוח"], "6h")
    assert [one.title for one in roadmap.done_when] == ["שטתי שבוע"]
    assert [one.title for one in roadmap.resources] == ["ספר"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Первая неделя: узлы", (4, "1")),
        ("Третій етап", (2, "3")),
        ("Вторая часть", (2, "2")),
        ("שבוע ראשון", (4, "1")),
        ("שלב 2: רוח", (2, "2")),
    ],
)
def test_stretches_are_counted_in_words(title, key):
    assert unit_key(title) == key


@pytest.mark.parametrize("title", ["Первый проект", "Второе дыхание", "ראשון בבוקר"])
def test_what_is_counted_but_no_stretch_counts_nothing(title):
    assert unit_rank(title) is None


def test_lines_that_begin_with_a_square_are_boxes():
    roadmap = loaded("# 航海\n## 第1週\n□ 結び方\n□ 帆\n## 第2週\n- □ 風\n")
    assert work(roadmap) == ["結び方", "帆", "風"]


def test_the_title_of_front_matter_is_the_title_where_no_heading_is():
    text = '---\ntitle: "항해 계획"\ntags: [배]\n---\n## 1단계: 매듭\n- [ ] a\n## 2단계: 바람\n- [ ] b\n'
    assert loaded(text).title == "항해 계획"


def test_a_counted_first_heading_among_its_like_is_no_title():
    assert loaded("# 1.绳结\n- [ ] a\n# 2.风\n- [ ] b\n").title == "plan"


def test_boxes_in_code_blocks_below_days_are_work_and_the_lines_above_them_heads():
    text = (
        "# T\n## Week 1\n### Day 1\n"
        "```\n✅ Rope\n  □ knots\n  □ splices\n```\n### Day 2\n```\n✅ Wind\n  □ gusts\n```\n"
        "## At last\n- [ ] sail\n"
    )
    made = imported(text)
    assert work(made.roadmap) == ["knots", "splices", "gusts", "sail"]
    assert made.summary.done == 0


def test_a_sentence_before_a_list_is_no_head_though_it_begins_with_a_step():
    text = "# 航海\n## Step 1｜結び方\n- 平結び\n## Step 2｜帆\nStep1で学んだ結び方を使う。\n- 帆を張る\n"
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["結び方", "帆"]
    assert [item.title for item in roadmap.phases[1].items] == ["帆を張る"]


def test_a_daily_checklist_is_of_habits():
    text = "# 航海\n## 第一周\n- [ ] a\n## 第二周\n- [ ] b\n## ✅ 每日检查清单\n- [ ] 看风\n- [ ] 写日志\n"
    assert [(one.title, one.every) for one in loaded(text).habits] == [
        ("看风", Frequency.DAY),
        ("写日志", Frequency.DAY),
    ]


def test_rows_of_a_tracker_are_criteria_with_their_state():
    text = (
        "# 航海\n## 模块1：绳结\n- [ ] a\n## 模块2：风\n- [ ] b\n## 完成追踪\n"
        "| 模块 | 分数 | 状态 |\n| --- | --- | --- |\n| 1 绳结 | 88% | ✅ |\n| 2 风 | - | ⬜ |\n"
    )
    assert [(one.title, one.done) for one in loaded(text).done_when] == [("1 绳结 – 88%", True), ("2 风", False)]


def test_weeks_told_in_lines_without_dashes_hold_an_item_a_line():
    text = (
        "# 항해\n## 1주차\n매듭: [책](https://example.org/a)\n밧줄: [책](https://example.org/b)\n"
        "## 2주차\n바람\n돛\n## 어려운 점\n젖은 밧줄, 추위\n"
    )
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["1주차", "2주차"]
    assert work(roadmap) == ["매듭: 책", "밧줄: 책", "바람", "돛"]


def test_sentences_below_weeks_are_no_items():
    text = "# T\n## Week 1\n- knots\n## Week 2\nThis week is about wind.\nIt is strong.\n## Week 3\n- sails\n"
    assert work(loaded(text)) == ["knots", "sails"]


def test_labels_that_head_lists_in_every_day_are_kinds_of_work():
    days = "".join(
        f"### {day}일차\n- 주제: 매듭 {day}\n- 문제:\n  - 평매듭 {day}\n  - 팔자 {day}\n" for day in (1, 2, 3)
    )
    made = imported(f"# 항해\n## 1주차\n{days}")
    first = made.roadmap.phases[0].sections[0]
    assert [item.title for item in first.items] == ["주제: 매듭 1", "평매듭 1", "팔자 1"]
    assert "# 문제" in made.yaml


def test_a_label_that_heads_a_list_once_is_an_item_with_tasks():
    roadmap = loaded("# T\n## Week 1\n- Build a boat with:\n  - a mast\n  - a keel\n- Sail\n")
    assert work(roadmap) == ["Build a boat with", "Sail"]


def test_a_bold_line_without_anything_below_is_kept_as_a_note():
    roadmap = loaded("# T\n**For sailors of all seas**\n\n---\n## Week 1\n- [ ] a\n## Week 2\n- [ ] b\n")
    assert "For sailors of all seas" in (roadmap.summary, *roadmap.notes)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("暑假（2026.07-09）", "2026-07-01..2026-09-30"),
        ("2026.09-2027.01", "2026-09-01..2027-01-31"),
        ("2026年3-5月", "2026-03-01..2026-05-31"),
        ("2026.07.09", "2026-07-09"),
    ],
)
def test_months_behind_a_dotted_year_are_months_and_no_day(text, span):
    assert str(find_times(text).when).startswith(span)


@pytest.mark.parametrize(("title", "rank"), [("6주 운영안", None), ("6주차", 4), ("6주: 바람", 4)])
def test_a_length_in_korean_weeks_is_no_week(title, rank):
    assert unit_rank(title) == rank


def test_a_part_called_a_plan_that_holds_most_is_the_plan_whatever_its_heads_are_called():
    text = "# 我\n## 优势\n- 海边\n## 修正后的学习路线\n### 夏天\n- 绳结\n- 帆\n### 冬天\n- 风\n## 不学清单\n- 骑马\n"
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["夏天", "冬天"]
    assert list(roadmap.avoid) == ["骑马"]


def test_bullets_pasted_behind_tabs_are_lists():
    text = "Phase 1: 結び方\n\t•\t平結び\n\t•\t八の字\n\nPhase 2: 帆\n\t•\t張る\n\t•\t畳む\n"
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["結び方", "帆"]
    assert work(roadmap) == ["平結び", "八の字", "張る", "畳む"]


def test_nested_foreign_bullets_stay_nested():
    roadmap = loaded("# T\n## Week 1\n• Rope\n\t• knots\n\t• splices\n• Wind\n")
    assert [(item.title, len(item.tasks)) for item in roadmap.phases[0].items] == [("Rope", 2), ("Wind", 0)]


def test_a_plan_told_in_headings_without_spaces_is_read_by_its_heads():
    text = (
        "#航海大纲\n##一、绳结\n###1.平结\n###2.八字结\n##二、帆\n"
        "###1.主帆\n####1）升帆\n####2）\n###2.前帆\n##三、锚\n"
    )
    roadmap = loaded(text)
    assert (roadmap.title, [phase.title for phase in roadmap.phases]) == ("航海大纲", ["绳结", "帆", "锚"])
    assert work(roadmap) == ["平结", "八字结", "前帆", "升帆"]


def test_a_tag_at_the_start_of_a_line_is_no_heading():
    assert loaded("#sailing\n\n## Week 1\n- [ ] a\n## Week 2\n- [ ] b\n").title != "sailing"


@pytest.mark.parametrize(("title", "bare"), [("三、帆", "帆"), ("（二）风", "风"), ("一步一步", "一步一步")])
def test_han_numerals_before_a_title_are_no_part_of_it(title, bare):
    assert without_number(title) == bare
