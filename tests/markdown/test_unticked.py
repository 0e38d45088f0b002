"""Work that no box ticks, in documents that have boxes elsewhere."""

from __future__ import annotations

import pytest

from tests.markdown.reading import loaded, work


@pytest.mark.parametrize("head", ["To do", "Yapılacaklar", "Aufgaben", "What to study", "Что сделать"])
def test_a_list_that_is_called_to_do_is_work_beside_the_boxes_of_what_comes_of_it(head):
    phase = f"### {head}\n1. Buy a bow\n2. Tune\n\n### Deliverables\n- [ ] A recording\n\n"
    roadmap = loaded(f"# Viola\n\n## Phase 1: Setup\n\n{phase}## Phase 2: Scales\n\n- [ ] G major\n")
    assert work(roadmap)[:2] == ["Buy a bow", "Tune"]


def test_headings_of_bare_lists_are_sections_where_they_say_much_more_than_the_boxes_beside_them():
    lists = "".join(f"## {head}\n1. {head} one\n2. {head} two\n3. {head} three\n\n" for head in ("Bow", "Hand", "Ear"))
    roadmap = loaded(f"# Goals\n- [ ] G major\n- [ ] D major\n\n# Pieces\n- [ ] Minuet\n- [ ] Gavotte\n\n{lists}")
    assert [section.title for section in roadmap.phases[1].sections] == ["Bow", "Hand", "Ear"]
    assert not roadmap.phases[1].note


def test_a_few_lines_beside_the_boxes_of_a_phase_stay_notes():
    roadmap = loaded(
        "# Viola\n\n## Phase 1: Setup\n- [ ] Buy\n- [ ] Tune\n\n### Ideas\n- Blue\n- Red\n\n## Phase 2\n- [ ] G\n"
    )
    assert work(roadmap) == ["Buy", "Tune", "G"]


def test_numbered_courses_are_work_where_a_document_lists_nothing_else():
    courses = "1. Bowing - https://a.example/bow\n\n2. Ear - https://a.example/ear\n\nAfter the first.\n\n"
    times = "| Period | Goal | Status |\n|---|---|---|\n| May 2026 | Minuet | Done |\n| June | G | Planned |\n"
    roadmap = loaded(f"# Viola\n\n## Courses\n{courses}3. Scales - https://a.example/g\n\n## Timetable\n{times}")
    assert work(roadmap) == ["Bowing", "Ear", "Scales", "Minuet", "G"]
    assert [item.done for item in roadmap.phases[1].items] == [True, False]


def test_numbered_links_stay_resources_beside_lists_of_topics():
    links = "1. Bowing - https://a.example/bow\n2. Ear - https://a.example/ear\n3. G - https://a.example/g\n"
    roadmap = loaded(f"# Viola\n\n## Basics\n- Bow\n- Hand\n\n## Resources\n{links}")
    assert (work(roadmap), len(roadmap.resources)) == (["Bow", "Hand"], 3)


def test_a_document_whose_lists_all_stand_under_heads_beside_a_plan_keeps_them_as_items():
    roadmap = loaded("# Viola\n\nA site to learn it.\n\n## Features\n\n- Bowing\n- Ear\n\n## License\n\n- MIT\n")
    assert work(roadmap) == ["Bowing", "Ear"]
