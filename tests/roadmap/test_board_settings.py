"""The board in the file: options for its three states."""

from __future__ import annotations

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import StatusOptions

TEXT = "title: R\nboard: {{status: {{{}}}}}\nphases: [{{title: P, items: [A]}}]\n"


def test_each_state_can_be_named():
    board = load_text(TEXT.format("todo: Backlog, done: Shipped"), "r.yaml").board
    assert board is not None
    assert board.status == StatusOptions(todo="Backlog", done="Shipped")


@pytest.mark.parametrize("names", ["todo: A, done: a", "done: Todo", "todo: in progress"])
def test_two_states_of_one_option_are_refused(names):
    with pytest.raises(InvalidRoadmapError, match="two states of the board have the same option"):
        load_text(TEXT.format(names), "r.yaml")
