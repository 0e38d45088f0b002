"""What a phase hands in at its end: "Deliverables" in their several dresses."""

from __future__ import annotations

import pytest

from tests.markdown.reading import imported, work

BOXED = """# Pottery
## Phase 1: Clay
### Lessons
- [ ] Knead
- [ ] Centre the clay
### Deliverables
- [x] Two cups
- [ ] A bowl
"""
PLAIN = BOXED.replace("[ ] ", "").replace("[x] ", "")


@pytest.mark.parametrize("text", [BOXED, BOXED.replace("### Deliverables", "\n**Deliverables:**"), PLAIN])
def test_deliverables_beside_other_work_are_criteria_of_their_phase(text):
    made = imported(text)
    assert work(made.roadmap) == ["Knead", "Centre the clay"]
    assert [criterion.title for criterion in made.roadmap.phases[0].done_when] == ["Two cups", "A bowl"]


def test_deliverables_keep_their_ticks():
    assert [criterion.done for criterion in imported(BOXED).roadmap.phases[0].done_when] == [True, False]


def test_boxes_of_deliverables_are_criteria_beside_lists_without_boxes():
    made = imported(BOXED.replace("- [ ] Knead\n- [ ] Centre", "- Knead\n- Centre"))
    assert work(made.roadmap) == ["Knead", "Centre the clay"]
    assert len(made.roadmap.phases[0].done_when) == 2


def test_deliverables_are_the_work_where_a_phase_lists_nothing_else():
    text = "# Pottery\n## Phase 1: Clay\n### Deliverables\n- [ ] Two cups\n## Phase 2: Glaze\n- [ ] Mix a glaze\n"
    assert work(imported(text).roadmap) == ["Two cups", "Mix a glaze"]


def test_a_deliverable_named_in_one_line_is_a_criterion_too():
    phase = imported(PLAIN.replace("### Lessons", "**Deliverable:** A set of cups\n### Lessons")).roadmap.phases[0]
    assert "A set of cups" in [criterion.title for criterion in phase.done_when]
    assert "A set of cups" not in phase.note


def test_a_labelled_line_below_the_list_of_deliverables_is_no_deliverable():
    made = imported(PLAIN + "\n**State:** half way\n")
    assert len(made.roadmap.phases[0].done_when) == 2
    assert "State: half way" in made.yaml
