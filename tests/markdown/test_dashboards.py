"""Tables that show how far the boxes of a document are."""

from __future__ import annotations

from tests.markdown.reading import imported, work

BEES = """# Keeping bees
## Dashboard
| Area | Topic | Status |
|---|---|---|
| Hive | Build a frame | ✅ |
| Hive | Paint the hive | [ ] |
| Honey | Turn the drum | 🔄 In progress |
| Honey | Melt wax | [x] |
| Honey | Sell at the fair | [x] |
## Phase 1: Hive
- [ ] Build a frame
- [ ] Paint the hive
## Phase 2: Honey
- [ ] Turn the drum
- [ ] Melt wax
"""


def _done(text: str) -> list[str]:
    return [item.title for phase in imported(text).roadmap.phases for item in phase.items if item.done]


def test_rows_that_repeat_boxes_of_the_plan_give_them_their_ticks():
    made = imported(BEES)
    assert work(made.roadmap) == ["Build a frame", "Paint the hive", "Turn the drum", "Melt wax"]
    assert _done(BEES) == ["Build a frame", "Melt wax"]
    assert not made.unplaced


def test_a_row_of_a_dashboard_that_no_box_is_called_like_is_kept():
    criteria = imported(BEES).roadmap.done_when
    assert [(criterion.title, criterion.done) for criterion in criteria] == [("Honey – Sell at the fair", True)]


def test_rows_of_a_dashboard_that_say_more_than_a_tick_are_kept():
    text = BEES.replace("| Topic | Status |", "| Topic | Lesson learned | Status |").replace(
        "|---|---|", "|---|---|---|"
    )
    text = text.replace("| Build a frame |", "| Build a frame | Glue it too |").replace("e hive | [", "e hive | | [")
    text = text.replace("drum |", "drum | |").replace("wax |", "wax | |").replace("fair |", "fair | |")
    assert "Glue it too" in imported(text).yaml


def test_boxes_of_the_same_name_get_their_ticks_in_order():
    text = """# Choir
| Song | Done |
|---|---|
| Warm up | [x] |
| Scales | [ ] |
| Warm up | [ ] |
## Week 1
- [ ] Warm up
- [ ] Scales
## Week 2
- [ ] Warm up
"""
    made = imported(text)
    assert [(item.title, item.done) for phase in made.roadmap.phases for item in phase.items] == [
        ("Warm up", True),
        ("Scales", False),
        ("Warm up", False),
    ]


def test_a_box_that_is_ticked_stays_so_whatever_a_dashboard_says():
    assert "Paint the hive" in _done(BEES.replace("- [ ] Paint", "- [x] Paint"))
