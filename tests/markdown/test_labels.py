"""Labelled lines ("Skills: ...", "You can: ...") that phases and sections have no place for of their own."""

from __future__ import annotations

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
