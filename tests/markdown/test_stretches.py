"""Weeks, days and phases without boxes, with tables, or counted anew under each head."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work


def test_weeks_that_begin_anew_in_each_month_are_counted_on():
    text = """# Plan
## Month 1: Basics
### Week 1
- one
### Week 2
- two
## Month 2: Web
### Week 1
- three
### Week 2
- four
"""
    whens = [str(section.when) for phase in loaded(text).phases for section in phase.sections]
    assert whens == ["week 1", "week 2", "week 5", "week 6"]
    assert any("begin anew" in guess for guess in imported(text).guesses)


def test_days_that_begin_anew_in_each_week_are_counted_on():
    text = "# 计划\n" + "".join(
        f"## 第{week}周\n### 第1天：读\n- [ ] a{week}\n### 第2天：写\n- [ ] b{week}\n" for week in (1, 2, 3)
    )
    whens = [str(section.when) for phase in loaded(text).phases for section in phase.sections]
    assert whens == ["day 1", "day 2", "day 8", "day 9", "day 15", "day 16"]


def test_days_that_count_on_stay_as_they_are():
    text = "# 计划\n## 第1周\n### 第1天：读\n- [ ] a\n## 第2周\n### 第8天：写\n- [ ] b\n"
    assert [str(section.when) for phase in loaded(text).phases for section in phase.sections] == ["day 1", "day 8"]


def test_a_table_of_weeks_is_the_plan_where_no_headings_name_them():
    text = """# Rencana belajar

| Minggu | Topik | Tugas | Hasil |
|---|---|---|---|
| Minggu ke-1 | Dasar | latihan | catatan |
| Minggu ke-2 | Fungsi | latihan | program |
| Minggu ke-3 | Web | latihan | situs |
"""
    assert work(loaded(text)) == ["Dasar", "Fungsi", "Web"]


def test_a_table_of_the_phases_below_is_no_work_and_says_what_is_done():
    text = """# 学习计划

| 阶段 | 内容 | 状态 |
|---|---|---|
| 阶段 1 | 环境 | ✅ 完成 |
| 阶段 2 | 语法 | 进行中 |

## 阶段 1：环境
- 安装编辑器
## 阶段 2：语法
- 变量
- 函数
"""
    roadmap = loaded(text)
    assert [phase.title for phase in roadmap.phases] == ["环境", "语法"]
    assert [[item.done for item in phase.items] for phase in roadmap.phases] == [[True], [False, False]]


def test_what_a_table_says_beside_boxes_is_told_as_not_kept():
    text = "# P\n\n| Phase | Status |\n|---|---|\n| Phase 1 | Done |\n| Phase 2 | Open |\n\n"
    text += "## Phase 1\n- [ ] a\n## Phase 2\n- [ ] b\n"
    found = imported(text)
    assert work(found.roadmap) == ["a", "b"]
    assert (found.summary.done, found.summary.ticked) == (0, 1)


def test_a_week_that_lists_nothing_is_a_section_beside_those_that_do():
    text = (
        "# P\n## Phase 1\n### Week 1: Read\n- a\n### Week 2: Rest and catch up\nNothing new.\n### Week 3: Write\n- b\n"
    )
    sections = loaded(text).phases[0].sections
    assert [section.title for section in sections] == ["Read", "Rest and catch up", "Write"]
    assert sections[1].note == "Nothing new."


def test_a_phase_whose_only_boxes_are_criteria_keeps_its_bullets_as_work():
    text = """# 地圖
## 第一階段：語法
### 變數
- 讀一章
- 寫三題
### 驗收
- [ ] 能解釋型別
## 第二階段：專題
- [ ] 做一個網站
"""
    first = loaded(text).phases[0]
    assert [item.title for section in first.sections for item in section.items] == ["讀一章", "寫三題"]
    assert [done.title for done in first.done_when] == ["能解釋型別"]


def test_days_below_a_head_that_sounds_like_resources_are_the_plan():
    text = """# Next.js
## บทเรียน Tutorial
### Day 1: พื้นฐาน
- ติดตั้ง (1 ชั่วโมง)
- Routing
### Day 2: ฟอร์ม
- ฟอร์มแรก
## แหล่งเรียนรู้
- [เอกสาร](https://example.org)
"""
    roadmap = loaded(text)
    assert work(roadmap) == ["ติดตั้ง", "Routing", "ฟอร์มแรก"]
    assert [resource.title for resource in roadmap.resources] == ["เอกสาร"]


def test_a_bare_address_among_bullets_is_a_resource_and_no_task():
    text = "# P\n## Week 1\n- https://example.org/a\n- Read it\n## Week 2\n- Write\n"
    first = loaded(text).phases[0]
    assert [item.title for item in first.items] == ["Read it"]
    assert [resource.url for resource in first.resources] == ["https://example.org/a"]


def test_a_checklist_that_tracks_months_told_elsewhere_becomes_their_criteria():
    text = """# خطة
## الخطة الزمنية
### الشهر الأول: الأساسيات
- المتغيرات
- الدوال
- الحلقات
### الشهر الثاني: الويب
- الصفحات
- الخادم
- النشر
## تتبع التقدم
### الشهر الأول
- [x] إتقان الأساسيات
### الشهر الثاني
- [ ] نشر موقع
"""
    found = imported(text)
    assert [str(phase.when) for phase in found.roadmap.phases] == ["month 1", "month 2"]
    assert work(found.roadmap) == ["المتغيرات", "الدوال", "الحلقات", "الصفحات", "الخادم", "النشر"]
    assert [[line.title for line in phase.done_when] for phase in found.roadmap.phases] == [
        ["إتقان الأساسيات"],
        ["نشر موقع"],
    ]
    assert found.summary.ticked == 1


def test_a_checklist_that_tells_more_than_the_overview_is_the_plan():
    text = """# Plan
## Overview
### Month 1
- basics
### Month 2
- web
## Tasks
### Month 1
- [ ] variables
- [ ] loops
### Month 2
- [ ] pages
- [ ] server
"""
    assert work(loaded(text)) == ["variables", "loops", "pages", "server"]


def test_a_bold_week_with_its_subject_behind_it_heads_the_list_below():
    weeks = "**Week 1:** Knots\n- [ ] bowline\n\n**Week 2:** Wind\n- [ ] gusts\n- [ ] lulls\n"
    sections = loaded(f"# Sail\n\n## Phase 1: Harbour\n\n{weeks}").phases[0].sections
    assert [(section.title, len(section.items)) for section in sections] == [("Knots", 1), ("Wind", 2)]
    assert [phase.title for phase in loaded(f"# Sail\n\n{weeks}").phases] == ["Week 1: Knots", "Week 2: Wind"]
