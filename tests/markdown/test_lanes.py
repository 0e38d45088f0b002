"""Boards of lanes: "To do", "Doing" and "Done" as heads of lists."""

from __future__ import annotations

import pytest

from tests.markdown.reading import imported, loaded

BOARD = """# {}

## {}

- [ ] Kneading
- [ ] Shaping
  - [ ] Batons

## {}

- [ ] Proofing

## {}

- [ ] Sourdough
  - [ ] Feed it
- [x] Weighing
"""


@pytest.mark.parametrize(
    ("title", "lanes"),
    [
        ("Bread", ("To do", "Doing", "Done")),
        ("Bread", ("📝 Backlog", "🚧 In progress (2)", "✅ Completed (5)")),
        ("Brot", ("Offen", "In Arbeit", "Erledigt")),
        ("Pan", ("Por hacer", "En progreso", "Hecho")),
        ("Хлеб", ("Сделать", "В процессе", "Готово")),
        ("Pain", ("À faire", "En cours", "Terminé")),
        ("面包", ("待办", "进行中", "已完成")),
        ("パン", ("やること", "進行中", "完了")),
        ("Chleb", ("Do zrobienia", "W toku", "Zrobione")),
        ("Ekmek", ("Yapılacaklar", "Devam ediyor", "Tamamlandı")),
    ],
)
def test_the_lanes_of_a_board_are_sections_of_one_phase_and_say_what_is_done(title, lanes):
    found = imported(BOARD.format(title, *lanes))
    (phase,) = found.roadmap.phases
    assert (phase.title, len(phase.sections)) == (title, 3)
    assert [[item.done for item in section.items] for section in phase.sections] == [
        [False, False], [False], [True, True],
    ]  # fmt: skip
    assert [task.done for section in phase.sections for item in section.items for task in item.tasks] == [False, True]
    assert any("in progress" in guess for guess in found.guesses)


def test_a_board_without_boxes_is_read_by_its_lanes_and_keeps_its_prose_as_the_summary():
    roadmap = loaded("# Bread\n\nOne loaf a week.\n\n## Todo\n- Rye\n- Oat\n\n## Review\n\n## Done\n- Corn\n")
    (phase,) = roadmap.phases
    assert roadmap.summary == "One loaf a week."
    assert [(section.title, [item.done for item in section.items]) for section in phase.sections] == [
        ("Todo", [False, False]),
        ("Done", [True]),
    ]


def test_what_the_kanban_app_writes_into_its_board_is_neither_phase_nor_section():
    text = "## Backlog\n\n- [ ] Rye\n\n\n## Doing\n\n\n\n## Done\n\n**Complete**\n- [x] Corn\n\n\n"
    text += "***\n\n## Archive\n\n- [x] Oat\n"
    roadmap = loaded(f"---\n\nkanban-plugin: board\n\n---\n\n{text}")
    assert [[section.title for section in phase.sections] for phase in roadmap.phases] == [
        ["Backlog", "Done", "Archive"]
    ]
    assert not roadmap.notes
    assert not roadmap.phases[0].note


def test_lanes_within_a_phase_tick_its_items_and_leave_the_phases_as_they_are():
    text = "# Bread\n\n## Phase 1\n### Done\n- [ ] Rye\n### To do\n- [ ] Oat\n\n## Phase 2\n### To do\n- [ ] Corn\n"
    roadmap = loaded(text)
    assert len(roadmap.phases) == 2
    assert [item.done for section in roadmap.phases[0].sections for item in section.items] == [True, False]


def test_one_head_that_says_done_is_no_board():
    roadmap = loaded("# Bread\n\n## Rye\n- [ ] Sift\n\n## Completed\n- [ ] Oat\n")
    assert [phase.title for phase in roadmap.phases] == ["Rye", "Completed"]
    assert [item.done for item in roadmap.phases[1].items] == [False]
