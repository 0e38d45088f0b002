"""The roadmaps that the project was made for, where they lie beside it: each imports with its known counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_sync.markdown import Summary, import_text
from roadmap_sync.roadmap.loader import load_text

SOURCES = Path(__file__).parents[3] / "shared" / "source-roadmaps"

pytestmark = pytest.mark.skipif(not SOURCES.is_dir(), reason="the source roadmaps do not lie beside the project")


def summary(number: str) -> Summary:
    (path,) = SOURCES.glob(f"{number}_*")
    made = import_text(path.read_bytes(), name=f"{number}.md")
    assert made.unplaced == ()
    assert len(load_text(made.yaml, f"{number}.yaml").phases) == made.summary.phases
    return made.summary


def test_the_first_has_stages_and_criteria_and_nothing_done():
    found = summary("000")
    assert (found.boxes, found.phases, found.criteria, found.ticked) == (0, 3, 18, 0)


def test_the_second_has_items_sections_habits_and_projects():
    found = summary("001")
    assert (found.boxes, found.items, found.habits, found.sections, found.projects) == (222, 211, 11, 28, 7)
    assert found.items_by_phase == (18, 31, 19, 19, 49, 10, 43, 22)


def test_the_third_has_projects_among_its_items():
    found = summary("002")
    assert (found.items_by_phase, found.projects) == ((16, 14, 10, 8, 11, 8, 8), 17)


def test_the_fourth_has_a_legend_and_nothing_done():
    found = summary("003")
    assert (found.items_by_phase, found.ticked) == ((15, 5, 5, 5, 5, 5, 5, 5), 0)


def test_the_fifth_has_what_is_done_and_boxes_beside_the_phases():
    found = summary("004")
    assert (found.items_by_phase, found.ticked) == ((19, 24, 24, 25, 15, 15, 12), 7)
    assert found.boxes - found.items == 36
    assert found.habits + found.goals + found.checkpoint_lines == 36
