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
