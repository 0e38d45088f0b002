"""What boards call the three states: by their words, or named in the file."""

from __future__ import annotations

import pytest

from roadmap_sync.desired.statuses import status_names
from roadmap_sync.roadmap.model import StatusOptions
from roadmap_sync.tracker.state import Status

BOARDS = {
    "GitHub's own": (["Todo", "In Progress", "Done"], ["Todo", "In Progress", "Done"]),
    "a template's": (
        ["🆕 New", "📋 Backlog", "🔖 Ready", "🏗 In progress", "👀 In review", "✅ Done"],
        ["📋 Backlog", "🏗 In progress", "✅ Done"],
    ),
    "German": (["Zu erledigen", "IN ARBEIT", "Erledigt!"], ["Zu erledigen", "IN ARBEIT", "Erledigt!"]),
    "Chinese": (["待办", "进行中", "已完成"], ["待办", "进行中", "已完成"]),
    "Hindi": (["बाकी", "चल रहा है", "पूर्ण"], ["बाकी", "चल रहा है", "पूर्ण"]),
    "Turkish": (["YAPILACAKLAR", "Yapılıyor", "Tamamlandı"], ["YAPILACAKLAR", "Yapılıyor", "Tamamlandı"]),
    "without one of them": (["Ideas", "Review", "Shipped"], ["Ideas", "In Progress", "Shipped"]),
    "empty": ([], ["Todo", "In Progress", "Done"]),
}


@pytest.mark.parametrize(("options", "names"), BOARDS.values(), ids=list(BOARDS))
def test_options_are_known_by_their_words(options, names):
    found = status_names(None, options)
    assert [found.of(status) for status in Status] == names
    assert [found.meaning(name) for name in names] == [*Status]


def test_names_by_hand_go_before_words_and_are_spelled_as_on_the_board():
    found = status_names(StatusOptions(todo="incoming", done="Backlog"), ["Incoming", "Backlog", "Done", "Doing"])
    assert [found.of(status) for status in Status] == ["Incoming", "Doing", "Backlog"]
    assert found.meaning("backlog") is Status.DONE


def test_what_no_word_tells_of_means_none_of_them():
    assert status_names(None).meaning("🦄 Unicorns") is None
