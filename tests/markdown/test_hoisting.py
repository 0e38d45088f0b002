"""Plans that stand below a head which is not theirs, and boxes that are deep enough to be items."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work


def test_a_table_of_contents_with_the_largest_heading_does_not_swallow_the_plan():
    contents = "# Table of Contents\n- [A](#a)\n- [B](#b)\n\n"
    made = loaded(f"# Ropes\nHello.\n\n{contents}## A\n- Knots\n- Splices\n## B\n- Hitches\n## Contributing\n- Fork\n")
    assert made.title == "Ropes"
    assert [phase.title for phase in made.phases] == ["A", "B"]


def test_weeks_one_level_below_an_overview_are_the_phases():
    made = loaded(
        "# Ropes\n## Overview\nHello.\n### Week 1: A\n- Knots\n### Week 2: B\n- Hitches\n### Conclusion\nBye.\n"
    )
    assert [phase.title for phase in made.phases] == ["Week 1: A", "Week 2: B"]
    assert work(made) == ["Knots", "Hitches"]


def test_boxes_with_boxes_below_phase_and_section_are_items_with_tasks():
    week = "- [x] **Week {n}: W{n}**\n    - [x] a{n}\n    - [ ] b{n}\n"
    months = "".join(f"### Month {n}: M{n}\n{week.format(n=2 * n - 1)}{week.format(n=2 * n)}" for n in (1, 2))
    made = imported(f"# T\n## Phase 1: P\n{months}## Phase 2: Q\n### Month 3: M3\n{week.format(n=5)}{week.format(n=6)}")
    assert (made.summary.items, made.summary.tasks, made.summary.done) == (6, 12, 6)
    assert made.summary.boxes == 18
