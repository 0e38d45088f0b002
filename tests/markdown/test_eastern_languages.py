"""Headings, numbers and dates of Chinese, Japanese, Korean, Vietnamese, Hindi, Arabic, Persian, Thai and Indonesian."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.periods import find_times, without_place, without_times
from roadmap_sync.markdown.language.units import DAY, MONTH, PHASE, WEEK, unit_rank, without_unit
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from tests.markdown.reading import imported, loaded


@pytest.mark.parametrize(
    ("title", "when"),
    [
        ("第十二周：复习", "week 12"),
        ("第1-2周：语法", "weeks 1-2"),
        ("第１週：準備", "week 1"),
        ("第1周～第4周", "weeks 1-4"),
        ("1～2주차: 문법", "weeks 1-2"),
        ("3일차", "day 3"),
        ("2ヶ月目", "month 2"),
        ("Tuần thứ 2: Vòng lặp", "week 2"),
        ("Minggu ke-3: Fungsi", "week 3"),
        ("Minggu pertama", "week 1"),
        ("الأسبوع الأول: البداية", "week 1"),
        ("الشهر الثاني عشر", "month 12"),
        ("الشهر ٣", "month 3"),
        ("هفتهٔ دوم: حلقه‌ها", "week 2"),
        ("هفته ۴", "week 4"),
        ("สัปดาห์ที่ 2: ฟังก์ชัน", "week 2"),
        ("सप्ताह १", "week 1"),
        ("पहला सप्ताह", "week 1"),
        ("2026年2月（忙しい）", "2026-02-01..2026-02-28"),
        ("2026年1月5日～1月11日", "2026-01-05..2026-01-11"),
        ("기초 (2026/03 - 2026/05)", "2026-03-01..2026-05-31"),
    ],
)
def test_a_week_month_or_day_is_read_however_its_number_is_written(title: str, when: str) -> None:
    assert str(find_times(title).when) == when


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("第一阶段：入门", PHASE),
        ("阶段 1.5：接口", PHASE),
        ("제1장 자바", PHASE),
        ("المرحلة الثالثة", PHASE),
        ("گام اول", PHASE),
        ("ระยะที่ 1", PHASE),
        ("चरण १: आधार", PHASE),
        ("Chặng 2", PHASE),
        ("Tahap II", PHASE),
        ("2026年3月", MONTH),
        ("第三周", WEEK),
        ("5月3日", DAY),
        ("周一", None),
        ("三个月计划", None),
        ("30天学习计划", None),
        ("一部分内容", None),
    ],
)
def test_a_heading_counts_a_stretch_only_where_it_numbers_one(title: str, rank: int | None) -> None:
    assert unit_rank(title) == rank


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("阶段 1.5：接口基础", "接口基础"),
        ("레벨 1-A Phase 1: 콜 스택", "레벨 1-A Phase 1: 콜 스택"),
        ("Tuần thứ 2: Vòng lặp", "Vòng lặp"),
        ("مرحله اول: مبانی", "مبانی"),
        ("工具（9 月 ~ 10 月，约 5~6 周）", "工具"),
        ("練習（両立）", "練習（両立）"),
    ],
)
def test_only_the_number_and_the_time_go_from_a_title(title: str, shown: str) -> None:
    assert without_place(without_unit(without_times(title))) == shown


def test_a_month_of_the_calendar_is_no_length() -> None:
    assert find_times("数据库（9 月 ~ 10 月）").lasts is None
    assert find_times("3월").lasts is None
    assert str(find_times("三个月").lasts) == "3 months"
    assert str(find_times("مدت ۲-۳ هفته").lasts) == "2-3 weeks"
    assert str(find_times("(1.5 ชั่วโมง)").effort) == "1.5h"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("लक्ष्य", Role.GOAL),
        ("เป้าหมาย", Role.GOAL),
        ("本周目标", Role.GOAL),
        ("أهداف الأسبوع", Role.GOAL),
        ("验收", Role.CRITERIA),
        ("参考资料", Role.RESOURCES),
        ("学習リソース", Role.RESOURCES),
        ("참고 자료", Role.RESOURCES),
        ("پیش‌نیازها", Role.DEPENDS),
        ("Mu\u0323c tie\u0302u", Role.GOAL),
    ],
)
def test_a_label_is_understood_with_its_vowel_signs_joiners_and_accents(label: str, role: Role) -> None:
    assert is_named(label, role)


def test_persian_words_and_pictures_of_people_keep_what_joins_them() -> None:
    found = imported("# نقشه‌راه\n\n## هفته اول\n\n- [ ] می‌خوانم: «کتاب»\n- [ ] 👩‍💻 کد\n")
    assert found.roadmap.title == "نقشه‌راه"
    assert "می‌خوانم" in found.yaml
    assert "\\u200c" not in found.yaml
    assert loaded("# نقشه‌راه\n\n- [ ] یک\n").title == "نقشه‌راه"


def test_tasks_whose_end_says_their_state_are_no_legend() -> None:
    text = "# Plan\n\n## Phase 1\n\n- [x] Setup - ✅ done\n- [ ] Tests - ⏳ pending\n\n## Notes\n\n✅ all files exist\n"
    found = imported(text)
    assert [item.done for item in found.roadmap.phases[0].items] == [True, False]
    assert found.summary.boxes == 2
    assert len(found.roadmap.phases) == 1


@pytest.mark.parametrize(
    ("told", "lasts"), [("أسبوعان", "2 weeks"), ("شهرين", "2 months"), ("يومان", "2 days"), ("שבועיים", "2 weeks")]
)
def test_two_of_a_unit_in_one_word_is_how_long_a_phase_takes(told, lasts):
    phase = loaded(f"# T\n\n## 1. Sail ({told})\n\n- [ ] Knots\n").phases[0]
    assert (phase.title, str(phase.lasts)) == ("Sail", lasts)
