"""Rows of boxes behind a name, and tables that name a group once, are read as people read them."""

from __future__ import annotations

from roadmap_sync.markdown.parsing.grids import read_grid
from tests.markdown.reading import imported, loaded

GRID = """<details>
<summary>Knots</summary>

```
Bowline          [✔️] [✔️] [✔️]
                 [✔️]
Sheet bend       [✔️] [ ]
Clove hitch      [ ] [ ] [ ]
```
</details>
"""


def test_rows_of_boxes_are_items_that_are_done_when_all_boxes_are_ticked():
    items = loaded(GRID).phases[0].items
    assert [(item.title, item.done) for item in items] == [
        ("Bowline", True),
        ("Sheet bend", False),
        ("Clove hitch", False),
    ]


def test_a_row_with_some_boxes_ticked_is_said_to_be_in_progress():
    made = imported(GRID)
    assert made.unplaced == ()
    assert any("line 7: in progress" in guess for guess in made.guesses)


def test_code_is_no_grid():
    assert read_grid(["a = [x]", "b = [1]"]) is None
    assert read_grid(["if x:", "    y = list([ ])"]) is None
    assert read_grid(["                 [x] [x]", "Bowline          [x]"]) is None
    assert read_grid(["one row alone    [x] [ ]"]) is None


def test_a_table_that_names_a_group_once_is_a_phase_a_group():
    text = (
        "| Area | Topic | Status |\n|-|-|-|\n| **Deck** | Ropes | ✅ Done |\n| | Sails | In progress |\n"
        "| **Galley** | Stew | Planned |\n| | Bread | Planned |\n"
    )
    phases = loaded(text).phases
    assert [(phase.title, [(item.title, item.done) for item in phase.items]) for phase in phases] == [
        ("Deck", [("Ropes", True), ("Sails", False)]),
        ("Galley", [("Stew", False), ("Bread", False)]),
    ]


def test_cells_over_several_rows_of_an_html_table_name_a_group():
    text = (
        "<table>\n<tr><th>Area</th><th>Topic</th><th>Status</th></tr>\n"
        '<tr><td rowspan="2">Deck</td><td>Ropes</td><td>Done</td></tr>\n'
        "<tr><td>Sails</td><td>Planned</td></tr>\n"
        '<tr><td rowspan="2">Galley</td><td>Stew</td><td>Planned</td></tr>\n'
        "<tr><td>Bread</td><td>Planned</td></tr>\n</table>\n"
    )
    made = imported(text)
    assert made.summary.items_by_phase == (2, 2)
    assert (made.summary.ticked, made.unplaced) == (1, ())


def test_a_table_with_a_few_empty_cells_has_no_groups():
    made = imported("## P\n\n| Topic | Status |\n|-|-|\n| Ropes | Done |\n| Sails | |\n| Knots | Planned |\n")
    assert made.summary.items == 3


def test_a_link_back_to_the_top_heads_nothing():
    phase = loaded("## P\n\n- [ ] a\n\n**[⬆ back to top](#contents)**\n\n## Q\n- [ ] b\n").phases[0]
    assert phase.note == ""


def test_html_rows_of_different_lengths_are_read_to_their_ends():
    rows = "<tr><th>Topic</th></tr>\n<tr><td>Ropes</td><td>with care</td></tr>\n<tr><td>Sails</td></tr>\n"
    text = f"<table>\n{rows}</table>\n"
    items = loaded(text).phases[0].items
    assert [(item.title, item.note) for item in items] == [("Ropes", "with care"), ("Sails", "")]
