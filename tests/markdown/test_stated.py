"""States in words: within the bold label of an entry, in a head before its colon, and left unsaid."""

from __future__ import annotations

import pytest

from tests.markdown.reading import imported, loaded


def _state(text: str) -> list[tuple[str, bool]]:
    return [(item.title, item.done) for phase in loaded(text).phases for item in phase.items]


def test_an_entry_that_says_no_state_beside_others_that_do_in_words_is_still_to_be_done():
    text = "# Sail\n\n## Phase 1: Harbour\n\n- **Day 1**: A (已完成)\n- **Day 2**: Wind (进行中)\n- **Day 3**: Trim\n"
    assert _state(text) == [("Day 1: A", True), ("Day 2: Wind", False), ("Day 3: Trim", False)]


def test_a_fact_with_a_label_beside_entries_with_a_state_stays_a_fact():
    made = loaded("# Sail\n\n## Phase 1: Harbour\n\n- Knots (done)\n- Wind (in progress)\n- Goal: moor alone\n")
    assert ([item.title for item in made.phases[0].items], made.phases[0].goal) == (["Knots", "Wind"], "moor alone")


@pytest.mark.parametrize("label", ["**Day 1-5 (已完成)**:", "**Day 1-5 (Done):**", "**Day 1-5** (done):"])
def test_a_state_in_the_label_of_an_entry_is_read(label):
    text = f"# Sail\n\n## Phase 1: Harbour\n\n- {label} Knots\n- **Day 6 (done)**: Wind\n- **Day 7**: Trim\n"
    assert _state(text)[1:] == [("Day 6: Wind", True), ("Day 7: Trim", False)]
    assert _state(text)[0] == ("Day 1-5: Knots", True)


@pytest.mark.parametrize("head", ["**Week 1 (Done)**:", "**Week 1 (Done):**", "## Week 1 (✅ Done):"])
def test_a_state_in_a_head_is_read_with_or_without_a_colon_behind_it(head):
    text = f"# Sail\n\n{head}\n- Knots\n\n{'##' if head[0] == '#' else '**'} Week 2\n- Wind\n".replace("** W", "**W")
    made = loaded(text.replace("**Week 2\n", "**Week 2:**\n"))
    assert [phase.title for phase in made.phases] == ["Week 1", "Week 2"]
    assert [item.done for phase in made.phases for item in phase.items] == [True, False]


def test_a_state_before_the_colon_of_a_heading_is_no_part_of_its_title():
    made = imported("# Sail\n\n## Week 1 (done): Knots\n\n- Bowline\n\n## Week 2 (to do): Wind\n\n- Gusts\n").roadmap
    assert [phase.title for phase in made.phases] == ["Week 1: Knots", "Week 2: Wind"]
    assert made.phases[0].items[0].done
