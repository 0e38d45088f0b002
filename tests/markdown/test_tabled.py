"""Plans that stand in one table of phases."""

from __future__ import annotations

from tests.markdown.reading import imported

SAILING = """# Sailing
How I learn to sail.
| Phase | Duration | Goal |
|---|---|---|
| Knots | 2 weeks | Tie ten knots |
| Wind | 1 month | Read the sky |
| Crossing | 3 months | Reach the island |
"""


def _titles(text: str) -> list[str]:
    return [phase.title for phase in imported(text).roadmap.phases]


def test_names_below_the_head_phase_are_the_phases_where_nothing_else_is_listed():
    made = imported(SAILING)
    assert _titles(SAILING) == ["Knots", "Wind", "Crossing"]
    assert [phase.goal for phase in made.roadmap.phases] == ["Tie ten knots", "Read the sky", "Reach the island"]
    assert not made.unplaced


def test_such_a_table_is_no_plan_of_phases_beside_lists_that_are():
    lists = "".join(f"## {name}\n- One\n- Two\n- Three\n" for name in ("Basics", "Harbours", "Storms"))
    assert "Knots" not in _titles(SAILING + lists)


def test_numbers_below_the_head_phase_name_no_phases():
    text = SAILING.replace("Knots", "1-2").replace("Wind", "3").replace("Crossing", "4-9")
    assert not {"1-2", "3", "4-9"} & set(_titles(text))


def test_the_sum_below_a_table_of_phases_is_no_phase():
    rows = "| Wood | 2 weeks |\n| Wire | 3 weeks |\n| Wax | 1 week |\n| **Total** | 6 weeks |\n"
    made = imported(f"# T\n\n| Phase | Time |\n|---|---|\n{rows}")
    assert [phase.title for phase in made.roadmap.phases] == ["Wood", "Wire", "Wax"]
    assert not made.unplaced
