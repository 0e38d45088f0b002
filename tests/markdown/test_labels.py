"""Labelled lines ("Skills: ...", "You can: ...") that phases and sections have no place for of their own."""

from __future__ import annotations

import pytest

from tests.markdown.reading import loaded

TEXT = """# Sailing

## Phase 1: Harbour
Skills: knots, wind
Able to: moor alone

### Knots
- **Skills**: bowline, hitch
- **Build**: a rope board
- [ ] Bowline

#### Practice
Goal: ten knots a minute
- [ ] Tie in the dark

**Duration**: 2 weeks | **Next Phase**: Open sea
"""


def test_skills_and_works_of_a_phase_are_in_its_note_with_their_labels():
    phase = loaded(TEXT).phases[0]
    assert phase.note == "Skills: knots, wind"
    assert [criterion.title for criterion in phase.done_when] == ["moor alone"]


def test_labelled_lines_of_a_section_and_of_what_it_takes_in_are_in_its_note():
    section = loaded(TEXT).phases[0].sections[0]
    lines = section.note.splitlines()
    assert {"Skills: bowline, hitch", "Build: a rope board", "Goal: ten knots a minute"} <= set(lines)


def test_what_stands_beside_a_label_on_its_line_is_kept():
    phase = loaded("# Sail\n\n## Phase 1: Harbour\n**Duration**: 2 weeks | **Next Phase**: Sea\n- [ ] Moor\n").phases[0]
    assert (str(phase.lasts), phase.note) == ("2 weeks", "Next Phase: Sea")


def test_labelled_lines_above_the_phases_are_notes():
    roadmap = loaded("# Sail\n\nSkills: knots, wind\n\n## Phase 1: Harbour\n- [ ] Moor\n")
    assert roadmap.notes == ("Skills: knots, wind",)


def _criteria(text: str) -> list[list[str]]:
    return [[criterion.title for criterion in phase.done_when] for phase in loaded(text).phases]


@pytest.mark.parametrize(
    "label", ["**DoD:**", "**验收：**", "Definition of done:", "**Критерии успеха**:", "- 완료 기준:"]
)
def test_a_criterion_told_on_one_line_with_its_label_is_a_criterion_of_the_phase(label):
    text = f"# Sail\n\n## Phase 1: Harbour\n\n- [ ] Knots\n\n{label} moor alone\n\n## Phase 2: Sea\n\n- [ ] Chart\n"
    assert _criteria(text) == [["moor alone"], []]
    assert not loaded(text).phases[0].note


def test_semicolons_divide_criteria_told_on_one_line_and_commas_do_not():
    text = (
        "# Sail\n\n## Phase 1: Harbour\n\n### Ropes\n\n- [ ] Knots\n\n**Done when:** moor alone, by night; 20 commits\n"
    )
    assert _criteria(text) == [["moor alone, by night", "20 commits"]]
    assert not loaded(text).phases[0].sections[0].note


def test_boxes_apart_from_a_criterion_told_above_them_are_items():
    phase = loaded("# Sail\n\n## Phase 1: Harbour\n\n**DoD:** moor alone\n\n- [ ] Knots\n- [ ] Wind\n").phases[0]
    assert [item.title for item in phase.items] == ["Knots", "Wind"]
    assert [criterion.title for criterion in phase.done_when] == ["moor alone"]


def test_boxes_right_below_a_criterion_told_with_its_label_are_criteria_after_it():
    text = "# Sail\n\n## Phase 1: Harbour\n\n- [ ] Knots\n\n**DoD:** moor alone\n- [ ] by day\n- [ ] by night\n"
    assert _criteria(text) == [["moor alone", "by day", "by night"]]


@pytest.mark.parametrize("line", ["Ready for: the open sea", "Validation: k-fold and leakage"])
def test_a_label_that_only_sounds_like_criteria_stays_as_it_is(line):
    assert _criteria(f"# Sail\n\n## Phase 1: Harbour\n\n- Knots\n\n{line}\n") == [[]]
