"""Plans typed without markup, and Markdown in code blocks that is the plan."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work

PLAN = """1. Ropes: 30 Days
Week 1: Knots
Day 1-2: Bowline, cleat hitch
Day 3: Reef knot vs. granny
Week 2: Splices
Day 8: Eye splice
2. Sails: 30 Days
Week 3: Wind
Day 15: Gusts
Week 4: Trim
Day 22: Jib.js
"""


def test_weeks_and_days_typed_alone_on_their_lines_are_sections_and_items():
    made = imported(f"# Sailing\n{PLAN}").roadmap
    assert [phase.title for phase in made.phases] == ["Ropes: 30 Days", "Sails: 30 Days"]
    assert [section.title for section in made.phases[0].sections] == ["Knots", "Splices"]
    assert [str(section.when) for section in made.phases[1].sections] == ["week 3", "week 4"]
    assert work(made)[-1] == "Day 22: Jib.js"


def test_weeks_told_in_paragraphs_are_items_of_their_parts():
    week = "Week {n}: W{n}\n\nTopics:\n\nKnots: how to tie them well.\n\n"
    weeks = [week.format(n=n) for n in (1, 2, 3, 4)]
    made = loaded(f"Part 1: Land\n\n{weeks[0]}{weeks[1]}Part 2: Sea\n\n{weeks[2]}{weeks[3]}")
    assert [phase.title for phase in made.phases] == ["Land", "Sea"]
    assert [item.title for item in made.phases[0].items] == ["Week 1: W1", "Week 2: W2"]


def test_sentences_that_begin_with_a_week_are_no_heads():
    text = "Week 1 was hard.\n\nWeek 2 went well. I slept.\n\nWeek 3 is to come!\n\n- Knots\n- Splices\n"
    assert work(loaded(text)) == ["Knots", "Splices"]


def test_markdown_in_a_code_block_that_is_the_whole_document_is_read():
    ropes = "- **Knots** ✅ (Done)\n- Splices ✅\n- Hitches ✅ (Completed)\n- Bends\n"
    plan = f"# Sailing\n## Phase 1: Ropes\n{ropes}## Phase 2: Sails\n- Gusts\n- Trim\n"
    made = imported(f"```markdown\n{plan}```\n\n## More\n- [Notes](notes.md)\n")
    assert [phase.title for phase in made.roadmap.phases][:2] == ["Ropes", "Sails"]
    assert made.summary.done == 3


def test_code_that_is_not_closed_before_the_next_heading_ends_there():
    torn = "## Week 1\n- Knots\n\n```python\nprint(1)\n\n## Week 2\n- Splices\n\n"
    closed = "```python\nprint(2)\n```\n\n## Week 3\n- Gusts\n"
    assert work(loaded(f"# T\n{torn}{closed}")) == ["Knots", "Splices", "Gusts"]


def test_stages_and_days_whose_number_stands_first_are_phases_and_items():
    days = "1일차: 매듭\n2~3일차: 바람\n"
    made = loaded(f"항해 계획\n\n1단계: 항구 (1주)\n{days}\n2단계: 바다 (2주)\n{days}\n3단계: 귀항 (3주)\n{days}")
    assert [(phase.title, str(phase.lasts)) for phase in made.phases][:2] == [("항구", "1 week"), ("바다", "2 weeks")]
    assert [item.title for item in made.phases[2].items] == ["1일차: 매듭", "2~3일차: 바람"]


def test_lines_below_stages_typed_without_markup_are_items():
    stage = "第{n}阶段：航行（2周）\n打结\n看风\n\n"
    made = loaded("航海计划\n\n" + "".join(stage.format(n=n) for n in "一二三"))
    assert [[item.title for item in phase.items] for phase in made.phases] == [["打结", "看风"]] * 3


def test_weeks_right_below_the_last_entry_of_the_week_before_are_phases():
    made = loaded(
        "# Sail\n\nWeek 1: Knots\n- bowline\n- hitch\nWeek 2: Wind\n- gusts\n**Week 3: Trim**\n- [jib](x.md)\n"
    )
    assert [phase.title for phase in made.phases] == ["Week 1: Knots", "Week 2: Wind", "Week 3: Trim"]
    assert work(made) == ["bowline", "hitch", "gusts", "jib"]
    assert not any(item.note for phase in made.phases for item in phase.items)


def test_one_line_that_counts_right_below_an_entry_goes_on_with_it():
    made = loaded("# Sail\n\n## Harbour\n\n- bowline, to be known by\nweek 2 of the plan\n- hitch\n")
    assert [(item.title, item.note) for item in made.phases[0].items] == [
        ("bowline, to be known by", "week 2 of the plan"),
        ("hitch", ""),
    ]
