"""A problem on a terminal: the line it is about, with a caret below the place."""

from __future__ import annotations

import pytest

from roadmap_sync.errors import Position, Problem
from roadmap_sync.render.problem_text import with_line


def shown(line: str, column: int, width: int = 80) -> list[str]:
    return with_line(Problem(Position("r.yaml", 2, column), "bad", "Mend it."), ["", line], width).split("\n")


def test_the_caret_stands_below_the_place() -> None:
    assert shown("  - tittle: A", 5) == ["r.yaml:2:5: bad. Mend it.", " 2 |   - tittle: A", "   |     ^"]


def test_wide_characters_take_two_columns_and_combining_ones_none() -> None:
    assert shown("学习: x", 5)[2] == "   | " + " " * 6 + "^"
    assert shown("e\u0301x", 3)[2] == "   |  ^"


def test_a_tab_is_one_column() -> None:
    assert shown("\tx: 1", 2) == ["r.yaml:2:2: bad. Mend it.", " 2 |  x: 1", "   |  ^"]


@pytest.mark.parametrize("column", [1, 150, 300, 999])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    _, line, caret = shown("x" * 300, column)
    assert len(line) <= 80
    assert caret.index("^") < 80


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    assert shown("a\x1b[31m\u202eb", 1)[1] == " 2 | a\N{REPLACEMENT CHARACTER}[31m\N{REPLACEMENT CHARACTER}b"


def test_a_problem_of_the_whole_file_has_no_line() -> None:
    assert with_line(Problem(Position("r.yaml"), "bad"), ["x"], 80) == "r.yaml: bad"
    assert with_line(Problem(Position("r.yaml", 9, 1), "bad"), ["x"], 80) == "r.yaml:9:1: bad"
