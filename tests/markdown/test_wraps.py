"""Paragraphs that an editor broke into lines of one width."""

from __future__ import annotations

from tests.markdown.reading import imported, work


def test_an_item_that_goes_on_in_the_next_line_keeps_its_whole_title():
    text = """# Plan

## Week 1
- [ ] Read the chapter on borrowing and write down every rule that it
  states in your own words
- [ ] Draw the memory of three small programs
"""
    made = imported(text)
    assert work(made.roadmap) == [
        "Read the chapter on borrowing and write down every rule that it states in your own words",
        "Draw the memory of three small programs",
    ]
    assert made.unplaced == ()


def test_the_last_line_of_a_wrapped_paragraph_heads_no_list():
    text = """# Plan

## Phase 1: Drills
Choose one of these as your main drill for the weeks to come; you don't
need both:

- Katas from the first book
- Katas from the second book

## Phase 2: Reading
- One long novel
"""
    roadmap = imported(text).roadmap
    assert [
        section.title for phase in roadmap.phases for section in phase.sections if section.title == "need both"
    ] == []
    assert work(roadmap) == ["Katas from the first book", "Katas from the second book", "One long novel"]


def test_facts_of_a_line_each_stay_apart():
    text = """# Plan

## Phase 1: Basics
**Goal:** write small programs without help and without looking things up
**Effort:** 20 hours
Duration: 3 weeks

- [ ] Loops
"""
    (phase,) = imported(text).roadmap.phases
    assert phase.goal == "write small programs without help and without looking things up"
    assert str(phase.effort) == "20h"
    assert str(phase.lasts) == "3 weeks"


def test_a_break_that_was_asked_for_stays():
    text = "# Plan\n\n- [ ] First thing to do, which is long enough for a whole line  \n  and a remark on it\n"
    (phase,) = imported(text).roadmap.phases
    assert phase.items[0].title == "First thing to do, which is long enough for a whole line"
    assert phase.items[0].note == "and a remark on it"
