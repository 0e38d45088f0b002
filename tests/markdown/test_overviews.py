"""Tables and heads that only tell of the phases, labels above lists, and states before counted heads."""

from __future__ import annotations

import pytest

from tests.markdown.reading import imported, loaded, work

PARTS = "## {a}\n\nSome words.\n\n- Knots\n- Splices\n\n## {b}\n- Hitches\n"


def test_a_table_that_only_names_the_headings_below_it_is_no_phase():
    table = "| Domain | Weight |\n|---|---|\n| [Rope](#rope) | 40% |\n| Sail | 60% |\n\n"
    made = imported(f"# T\n\n{table}{PARTS.format(a='1. Rope', b='60% - Sail')}")
    assert made.summary.items_by_phase == (2, 1)


def test_a_table_that_tracks_what_headings_name_keeps_its_rows():
    table = "| Topic | Status |\n|---|---|\n| Rope | ✅ Done |\n| Sail | Not started |\n\n"
    made = imported(f"# T\n## Progress\n{table}{PARTS.format(a='Rope', b='Sail')}")
    assert ("Rope" in work(made.roadmap), made.summary.done) == (True, 1)


def test_resources_of_modules_gathered_at_the_end_are_no_phases():
    modules = "".join(f"### Module {n}: M{n}\n- a{n}\n- b{n}\n" for n in (1, 2, 3))
    links = "".join(f"### Module {n} resources\n- [Book {n}](https://example.org/{n})\n" for n in (1, 2, 3))
    made = imported(f"# T\n## Module map\n{modules}## Resource pack\n{links}")
    assert [phase.title for phase in made.roadmap.phases] == ["M1", "M2", "M3"]
    assert made.summary.resources == 3


def test_modules_one_level_below_a_head_beside_modules_are_phases_too():
    first = "".join(f"### Module {n}: M{n}\n- a{n}\n- b{n}\n" for n in (1, 2, 3))
    second = "".join(f"#### Module {n}: N{n}\n- c{n}\n" for n in (1, 2))
    made = loaded(f"# T\n# So far\n- x\n# All of them\n{first}### Second half\n{second}")
    assert [phase.title for phase in made.phases] == ["M1", "M2", "M3", "N1", "N2"]


def test_weeks_below_a_heading_called_weeks_are_the_phases():
    made = loaded("# T\n## Weeks\n### Week 1\n- [ ] a\n### Week 2\n- [ ] b\n## More\n- [ ] c\n")
    assert [phase.title for phase in made.phases] == ["Week 1", "Week 2", "More"]


def test_a_few_words_right_above_a_list_are_its_head():
    text = "".join(f"## Phase {n}: P{n}\n\nTopics\n- a{n}\n\nHomework\n- b{n}\n\n" for n in (1, 2))
    phase = loaded(f"# T\n{text}").phases[0]
    assert ([item.title for item in phase.items], phase.note) == (["a1", "b1"], "") or [
        section.title for section in phase.sections
    ] == ["Topics", "Homework"]


@pytest.mark.parametrize("text", ["Here is what comes:\n\nknots\n- a\n", "These are my notes.\n- a\n"])
def test_running_text_above_a_list_is_no_head(text):
    assert not loaded(f"# T\n## Phase 1: A\n{text}## Phase 2: B\n- b\n").phases[0].sections


def test_lines_without_a_box_that_name_what_they_list_are_no_items():
    week = "## Week {n}\n- Goal: sail\n- Tasks:\n  - a{n}\n  - b{n}\n- Acceptance criteria:\n  - c{n}\n"
    made = imported("# T\n" + week.format(n=1) + week.format(n=2))
    assert (made.summary.items, made.summary.tasks, made.summary.criteria) == (4, 0, 2)


def test_states_before_counted_heads_are_read():
    text = "## ✅ Week 1: A\n- a\n- b\n## 🔄 Week 2: B\n- c\n## 📅 Week 3: C\n- d\n"
    assert (imported(f"# T\n{text}").summary.done, imported(f"# T\n{text.replace('🔄', '✅')}").summary.done) == (2, 0)


def test_pictures_before_other_heads_are_no_states():
    assert imported("# T\n## 🟩 Month 1: R\n- a\n## 🟦 Month 2: S\n- b\n## 🟨 Month 3: T\n- c\n").summary.done == 0
    assert imported("# T\n## ✅ Rope\n- a\n## 🔄 Sail\n- c\n").summary.done == 0


def test_a_link_in_the_head_of_a_phase_or_section_is_kept():
    heads = "## Rope [Tutorial](https://example.org/rope)\n### [Knots](https://example.org/knots)\n"
    text = f"{heads}- [ ] a\n## Sail\n- [ ] b\n"
    phase = loaded(f"# T\n{text}").phases[0]
    assert [resource.url for resource in (*phase.resources, *phase.sections[0].resources)] == [
        "https://example.org/rope",
        "https://example.org/knots",
    ]


def test_a_state_told_in_a_line_is_no_item():
    week = "### Week {n}: W{n}\n**Topics:** a{n}\n\n**Status:** Complete\n\n"
    made = loaded(f"# T\n## Phase 1: A\n{week.format(n=1)}{week.format(n=2)}## Phase 2: B\n{week.format(n=3)}")
    assert not any("Status" in title for title in work(made))


def test_a_bold_line_of_days_without_a_year_heads_nothing():
    weeks = "### Week 1: A\n**Topics:** knots\n### Week 2: B\n**Topics:** splices\n"
    made = loaded(f"# T\n## Phase 1: P\n**Feb 2 - Mar 1**\n\n{weeks}## Phase 2: Q\n**Mar 2 – 28**\n\n{weeks}")
    assert not any("Mar" in title for title in work(made))


def test_sections_stand_in_the_order_of_the_document():
    bold = "- **Knots**\n  - a\n- **Splices**\n  - b\n"
    partly = "- **Hitches** (from **rope**)\n  - c\n- **Bends** (of **two**)\n  - d\n"
    made = loaded(f"# T\n## Phase 1: Rope\n{bold}{partly}## Phase 2: Sail\n- e\n")
    assert work(made) == ["a", "b", "c", "d", "e"]
