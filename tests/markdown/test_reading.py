"""Details of reading: what heads what, times, titles, links, tables of contents, odd fences."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.inline import read_inline, undecorated
from roadmap_sync.markdown.language.periods import deadline, every, find_times, without_place, without_times
from roadmap_sync.markdown.language.units import unit_rank, without_unit
from tests.markdown.reading import imported, loaded, work


@pytest.mark.parametrize(
    ("text", "when", "lasts", "effort"),
    [
        ("Python (4-6 weeks, 60-80 hours)", None, "4-6 weeks", "60-80h"),
        ("Week 1-2: Core", "weeks 1-2", None, None),
        ("FOUNDATION (Month 1-2)", "months 1-2", None, None),
        ("第3-4周 数据库", "weeks 3-4", None, None),
        ("第二周", "week 2", None, None),
        ("Неделя 1-2. Основы", "weeks 1-2", None, None),
        ("2-3 недели", None, "2-3 weeks", None),
        ("1. Hafta: Temel", "week 1", None, None),
        ("2주차", "week 2", None, None),
        ("3ヶ月", None, "3 months", None),
        ("Semaine 3 (10h)", "week 3", None, "10h"),
        ("2 años", None, "24 months", None),
        ("Advanced (Ongoing, 60 hours)", "ongoing", None, "60h"),
        ("2026-01-05 - 2026-02-01", "2026-01-05..2026-02-01", None, None),
        ("40 hours/week", None, None, None),
        ("Python 3.11", None, None, None),
    ],
)
def test_times_in_titles_are_understood(text, when, lasts, effort):
    times = find_times(text)
    found = tuple(str(value) if value is not None else None for value in (times.when, times.lasts, times.effort))
    assert found == (when, lasts, effort)


def test_titles_lose_times_that_stand_elsewhere():
    assert without_times("Python (4-6 weeks, 60-80 hours)") == "Python"
    assert without_times("Lists (and tuples)") == "Lists (and tuples)"
    assert without_place("Week 1-2: Core") == "Core"
    assert without_place("Week 8") == "Week 8"
    assert without_unit("Phase 1: Core") == "Core"
    assert without_unit("第一阶段：基础") == "基础"
    assert without_unit("Phase 1") == "Phase 1"


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Phase 1: x", 2),
        ("Stage II", 2),
        ("Etapa 2", 2),
        ("第一阶段", 2),
        ("3단계: x", 2),
        ("المرحلة الأولى", 2),
        ("Year 1", 0),
        ("Week 3", 4),
        ("Day 9", 5),
        ("Phaser 3", None),
        ("Basics", None),
    ],
)
def test_heads_that_count_are_told_from_others(title, rank):
    assert unit_rank(title) == rank


def test_deadlines_and_periods_are_understood():
    assert str(deadline("By End of Year 1:")) == "month 12"
    assert str(deadline("After 3 Months: Junior")) == "month 3"
    assert deadline("Someday") is None
    assert [str(every(text)) for text in ("Every Week", "Ежедневно", "每月")] == ["week", "day", "month"]


def test_markup_goes_and_code_stays():
    inline = read_inline("**Read** [the book](https://example.org/b) on `asyncio`")
    assert inline.text == "Read the book on `asyncio`"
    assert inline.links[0].url == "https://example.org/b"
    assert undecorated("🚀 Start here: 🎯") == "Start here"
    assert undecorated("`__init__` methods") == "`__init__` methods"


def test_a_table_of_contents_is_no_work():
    text = "# T\n\n## Contents\n- [A](#a)\n- [B](#b)\n\n## A\n- one\n\n## B\n- two\n"
    assert work(loaded(text)) == ["one", "two"]


def test_links_become_resources():
    item = loaded("## P\n- [ ] [Book](https://example.org/b) and more\n").phases[0].items[0]
    assert item.title == "Book and more"
    assert [(found.title, found.url) for found in item.resources] == [("Book", "https://example.org/b")]


def test_only_web_addresses_are_resources():
    item = loaded("## P\n- [ ] [x](javascript:alert(1)) [y](file:///etc/passwd) z\n").phases[0].items[0]
    assert item.resources == ()


def test_hours_in_brackets_or_behind_a_dash_are_the_items_effort():
    items = loaded("## P\n- [ ] Read (2-3 hours)\n- [ ] Write - 4h\n").phases[0].items
    assert [(item.title, str(item.effort)) for item in items] == [("Read", "2-3h"), ("Write", "4h")]


def test_front_matter_and_comments_are_no_content():
    made = imported("---\ntitle: x\n---\n\n<!-- - [ ] hidden -->\n## P\n- [ ] a\n")
    assert (made.summary.items, made.unplaced) == (1, ())


def test_a_rule_right_below_a_line_makes_no_heading_of_it():
    assert work(loaded("## P\n[ ] a\n[ ] b\n---\n## Q\n- [ ] c\n")) == ["a", "b", "c"]


def test_a_checklist_in_a_fence_is_a_checklist():
    made = imported("# T\n\n```markdown\n## P\n- [ ] a\n```\n")
    assert made.summary.items == 1
    assert any("code block" in guess for guess in made.guesses)


def test_code_is_left_alone_where_there_are_boxes_elsewhere():
    assert work(loaded("## P\n- [ ] a\n\n```md\n- [ ] not me\n```\n")) == ["a"]


def test_a_list_indented_too_far_is_still_a_list():
    assert work(loaded("## P\n\n    - [ ] a\n    - [ ] b\n")) == ["a", "b"]


def test_folds_and_years_may_hold_phases():
    text = (
        "# T\n<details>\n<summary>Year 1</summary>\n\n## Phase 1: A\n- [ ] a\n\n## Phase 2: B\n- [ ] b\n\n</details>\n"
    )
    phases = loaded(text).phases
    assert [phase.title for phase in phases] == ["A", "B"]


def test_phases_stand_below_a_heading_called_roadmap():
    roadmap = loaded("# My title\n\n## Roadmap\n### Basics\n- [ ] a\n### More\n- [ ] b\n")
    assert (roadmap.title, [phase.title for phase in roadmap.phases]) == ("My title", ["Basics", "More"])


def test_named_phases_without_boxes_count_in_a_document_with_boxes_elsewhere():
    made = imported("## Phase 1: A\n- x\n- y\n\n## Phase 2: B\n- z\n\n## Progress\n- [ ] all read\n")
    assert (made.summary.items_by_phase, made.summary.criteria) == ((2, 1), 1)


def test_a_week_without_boxes_between_weeks_with_boxes_is_work_too():
    made = imported("## Phase 1\n### Week 1\n- [ ] a\n### Week 2\n- b\n- c\n")
    assert made.summary.items == 3
    assert any("bullets became items" in guess for guess in made.guesses)


def test_criteria_of_a_phase_are_no_items():
    phase = loaded("## Phase 1\n- [ ] a\n\n### Success Criteria\n- [ ] Can swim\n- 20 commits\n").phases[0]
    assert [found.title for found in phase.done_when] == ["Can swim", "20 commits"]
    assert phase.done_when[1].commits == 20


def test_a_document_without_headings_takes_the_files_name():
    roadmap = loaded("- [ ] a\n")
    assert (roadmap.title, roadmap.phases[0].title) == ("plan", "plan")


def test_an_empty_document_is_a_roadmap_without_work():
    made = imported("")
    assert (made.summary.phases, made.summary.items) == (1, 0)


def test_headings_counted_one_two_three_are_the_phases_where_nothing_has_boxes():
    text = "# T\n\n## Plan\n### 1. Git\n- Commits\n### 2. Linux\n- Shell\n### 3. Nets\n- Ports\n\n## Support\n- S\n"
    roadmap = loaded(text)
    assert [[item.title for item in phase.items] for phase in roadmap.phases] == [["Commits"], ["Shell"], ["Ports"]]


def test_prose_and_lists_set_in_by_habit_are_read_and_code_is_not():
    made = imported(
        "# T\n\n## Phase 1\n- [ ] a\n\n## Networks\n\n"
        "    1. How addresses are given:\n        Masks and routes, step by step.\n\n"
        "    2. What a bridge does in a house.\n\n"
        "## Setup\n\n    pip install everything you need\n    import this as that\n"
    )
    told = "\n".join(made.roadmap.notes)
    assert "What a bridge does in a house." in told
    assert "Masks and routes" in told
    assert "pip install" not in made.yaml


def test_the_lines_of_a_goal_become_sentences_and_what_comes_of_a_phase_keeps_its_head():
    phase = loaded(
        "# T\n\n## Phase 1\n\n### Goals\n- Keep them fed.\n- Find the queen\n- Sleep\n\n### Output\nA quiet hive.\n\n"
        "### Tasks\n- [ ] a\n\n## Phase 2\n- [ ] b\n"
    ).phases[0]
    assert phase.goal == "Keep them fed. Find the queen; Sleep"
    assert phase.note == "Output: A quiet hive."


def test_a_numbered_entry_behind_a_dash_is_one_entry():
    text = "# T\n\n## Phase 1\n- 1. Cut\n- 2. Glue\n  - 3. sand\n\n## Phase 2\n- [ ] x\n- 1. [x] Paint\n"
    made = imported(text)
    assert not made.unplaced
    assert [item.title for item in made.roadmap.phases[-1].items] == ["x", "Paint"]


def test_a_sentence_above_the_phases_is_the_summary_rather_than_a_labelled_line_before_it():
    text = "# T\n\n**Level:** beginner\n\nHow to keep bees.\n\n## Phase 1\n- [ ] a\n\n## Phase 2\n- [ ] b\n"
    made = loaded(text)
    assert made.summary == "How to keep bees."
    assert made.notes == ("Level: beginner",)


def test_front_matter_of_hugo_is_no_content_and_gives_the_title():
    front = "+++\ntitle = 'Bees'\ndate = 2026-05-02\ntags = [\n  'a',\n]\n+++\n\n"
    text = f"{front}## Phase 1\n- [ ] a\n\n## Phase 2\n- [ ] b\n"
    made = imported(text)
    assert (made.roadmap.title, made.roadmap.summary, made.roadmap.notes) == ("Bees", "", ())
