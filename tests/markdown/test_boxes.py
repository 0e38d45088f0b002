"""Boxes and signs: what is progress and what is decoration."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown.language.boxes import Mark, read_box, read_legend, word_mark
from roadmap_sync.roadmap.model import Task
from tests.markdown.reading import imported, loaded, work


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("[ ] a", Mark.OPEN),
        ("[] a", Mark.OPEN),
        ("[x] a", Mark.DONE),
        ("[X] a", Mark.DONE),
        ("[✔️] a", Mark.DONE),
        ("[✓] a", Mark.DONE),
        ("[-] a", Mark.DOING),
        ("[~] a", Mark.DOING),
        ("☐ a", Mark.OPEN),
        ("☑ a", Mark.DONE),
        ("[x](https://example.org) a", None),
        ("[x]: https://example.org", None),
        ("[link] a", None),
        ("plain", None),
    ],
)
def test_a_box_is_told_from_a_link(text, mark):
    assert read_box(text)[0] is mark


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("Done", Mark.DONE),
        ("已完成", Mark.DONE),
        ("в процессе", Mark.DOING),
        ("Não iniciado", Mark.OPEN),
        ("100%", Mark.DONE),
        ("3/5", Mark.DOING),
        ("0 %", Mark.OPEN),
        ("Python", None),
    ],
)
def test_a_status_in_words_is_understood_in_many_languages(words, mark):
    assert word_mark(words) is mark


def test_a_legend_needs_two_signs_of_different_meaning():
    assert read_legend(["✅ = done, ❌ = not started"]) == {"✅": Mark.DONE, "❌": Mark.OPEN}
    assert read_legend(["✅ Done"]) == {}
    assert read_legend(["✅ Clean code", "✅ Tests"]) == {}


def test_a_check_mark_as_decoration_is_no_progress():
    made = imported("# A\n\n## Phase 1\n- ✅ Knows lists\n- ✅ Knows maps\n\n## Phase 2\n- ✅ Knows sets\n")
    assert made.summary.ticked == 0
    assert made.summary.items == 3


def test_check_mark_and_cross_for_do_and_do_not_are_no_progress():
    made = imported("## Phase 1\n- [ ] Read\n\n## Rules\n- ✅ Ask\n- ❌ Guess\n")
    assert (made.summary.items, made.summary.ticked) == (1, 0)


def test_an_empty_square_beside_filled_signs_makes_them_a_status():
    phase = loaded("## Phase 1\n- ✅ Lists\n- 🚧 Maps\n- ⬜ Sets\n").phases[0]
    assert [(item.title, item.done) for item in phase.items] == [("Lists", True), ("Maps", False), ("Sets", False)]


def test_a_status_column_says_what_is_done():
    text = (
        "## Phase 1\n\n| Topic | Status | Link |\n|--|--|--|\n| A | ✅ Done | |\n| B | 🔜 |"
        " [b](https://example.org/b) |\n"
    )
    items = loaded(text).phases[0].items
    assert [(item.title, item.done) for item in items] == [("A", True), ("B", False)]
    assert items[1].resources[0].url == "https://example.org/b"


def test_several_columns_of_boxes_are_the_tasks_of_a_row():
    items = loaded("## P\n\n| Topic | Read | Do |\n|-|-|-|\n| A | [x] | [x] |\n| B | [x] | [ ] |\n").phases[0].items
    assert [(item.title, item.done, item.tasks) for item in items] == [
        ("A", True, (Task(title="Read", done=True), Task(title="Do", done=True))),
        ("B", False, (Task(title="Read", done=True), Task(title="Do"))),
    ]


def test_a_box_without_words_is_reported():
    made = imported("## P\n- [ ] a\n- [ ]\n- [ ] 🚀\n")
    assert made.summary.items == 1
    assert [line for line, _ in made.unplaced] == [3, 4]


TICKS = (
    "# T\n\n## Phase 1\n- [x] a\n- [ ] b\n  - [x] read\n  - [ ] write\n\n### Success criteria\n- [x] Can swim\n"
    "- [x] 30 commits\n\n## Goals\n### After 3 months\n- [x] A boat\n\n## Habits\n### Weekly\n- [x] Row\n"
)


def test_ticks_of_tasks_criteria_and_goals_are_kept():
    roadmap = loaded(TICKS)
    assert [(task.title, task.done) for task in roadmap.phases[0].items[1].tasks] == [("read", True), ("write", False)]
    assert roadmap.phases[0].done_when[0].done
    assert roadmap.goals[0].done


def test_ticks_that_a_file_cannot_keep_are_counted_and_said_with_their_line():
    made = imported(TICKS)
    assert (made.summary.done, made.summary.ticked, made.summary.unkept, made.summary.ticked_boxes) == (1, 6, 2, 6)
    assert [guess.partition(":")[0] for guess in made.guesses if "ticked" in guess] == ["line 11", "line 19"]


def test_a_ticked_entry_above_a_list_is_done_when_all_below_is():
    made = imported(
        "## P\n- [x] A\n  - [x] a\n  - [x] b\n- [x] B\n  - [ ] c\n  - [ ] d\n- [x] C\n  - [x] e\n  - [ ] f\n"
        "## Q\n- [ ] g\n"
    )
    sections = loaded("## P\n- [x] A\n  - [x] a\n- [x] B\n  - [ ] c\n  - [ ] d\n## Q\n- [ ] g\n").phases[0].sections
    assert [[item.done for item in section.items] for section in sections] == [[True], [True, True]]
    assert any("line 8: ticked in the source" in guess for guess in made.guesses)


def test_a_status_in_words_behind_a_dash_is_understood_where_many_lines_have_one():
    made = imported(
        "# T\n\n## JavaScript\n- 이벤트 루프 - 완료\n- DOM - 예정\n\n## React\n- Hooks - 진행 중\n- Router - 예정\n"
    )
    phases = loaded(
        "# T\n\n## JavaScript\n- 이벤트 루프 - 완료\n- DOM - 예정\n\n## React\n- Hooks - 진행 중\n- Router - 예정\n"
    ).phases
    assert [(item.title, item.done) for phase in phases for item in phase.items] == [
        ("이벤트 루프", True),
        ("DOM", False),
        ("Hooks", False),
        ("Router", False),
    ]
    assert any("line 8: in progress" in guess for guess in made.guesses)


def test_a_last_word_that_means_done_is_part_of_the_title_where_it_stands_alone():
    assert work(loaded("## P\n- Getting things - done\n- Reading\n- Writing\n")) == [
        "Getting things - done",
        "Reading",
        "Writing",
    ]


def test_lines_of_text_that_begin_with_squares_are_boxes():
    text = "## Week 1\n\n⬜ Day 1: Knead\n\n✅ Day 2: Coil\n\n⬜ Day 3: Pinch\n\n## Week 2\n\n⬜ Day 8: Dry\n"
    made = imported(text)
    assert [phase.title for phase in made.roadmap.phases] == ["Week 1", "Week 2"]
    assert [item.done for item in made.roadmap.phases[0].items] == [False, True, False]
    assert made.summary.boxes == 4


def test_boxes_at_the_ends_of_entries_are_boxes():
    made = imported("## Week 1\n- Knead: [x]\n- Coil [ ]\n- Pinch: [ ]\n")
    items = made.roadmap.phases[0].items
    assert [(item.title, item.done) for item in items] == [("Knead", True), ("Coil", False), ("Pinch", False)]
    assert made.summary.boxes == 3


def test_a_box_named_at_the_end_of_a_sentence_is_no_box():
    made = imported("## Week 1\n- [ ] Knead\n\n## Hints\n- Mark what is done with [x]\n")
    assert made.summary.boxes == 1
