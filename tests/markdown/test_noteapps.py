"""What note-taking apps and editors of HTML write into Markdown."""

from __future__ import annotations

from tests.markdown.reading import imported, loaded, work

OBSIDIAN = """# Bees

> [!info] How I use this
> A note in a callout.

## Phase 1: The hive
hours:: 10
- [ ] Read [[Books/The Hive|the book of the hive]] 📅 2026-03-01
- [x] ==Visit== a keeper ✅ 2026-01-04 ^abc123
- [/] Build a frame ⏫ #wood #tools
- [ ] Paint it #wood
- [ ] Oil it #task #wood
- [?] Ask a neighbour
- [>] Move the hive 🔁 every week
- [ ] See [[Swarm#Signs]] %%only for me%%

## Phase 2: Honey
- [ ] Buy jars
"""


def test_wiki_links_stamps_and_highlights_of_obsidian_are_no_part_of_a_title():
    first = loaded(OBSIDIAN).phases[0]
    assert [item.title for item in first.items] == [
        "Read the book of the hive (due 2026-03-01)",
        "Visit a keeper",
        "Build a frame",
        "Paint it",
        "Oil it",
        "Ask a neighbour",
        "Move the hive (every week)",
        "See Swarm > Signs",
    ]
    assert [item.title for item in first.items if item.done] == ["Visit a keeper"]
    assert str(first.effort) == "10h"


def test_hashtags_that_recur_at_the_end_of_entries_are_tags():
    items = loaded(OBSIDIAN).phases[0].items
    assert [item.tags for item in items[2:5]] == [("wood", "tools"), ("wood",), ("wood",)]


def test_a_callout_is_prose_and_its_boxes_are_work():
    text = "# T\n\n## Phase 1\n> [!todo]- Tools\n> - [ ] Hammer\n> - [x] Saw\n\n## Phase 2\n- [ ] Nails\n"
    assert work(loaded(text)) == ["Hammer", "Saw", "Nails"]


def test_markers_of_logseq_are_boxes():
    made = imported(
        "# T\n## Phase 1\ncollapsed:: true\n- TODO Read a book\n- DONE [#A] Visit a keeper\n- DOING Build a frame\n"
        "- LATER Paint it\n## Phase 2\n- TODO Rest\n"
    )
    items = made.roadmap.phases[0].items
    assert [(item.title, item.done) for item in items] == [
        ("Read a book", False),
        ("Visit a keeper", True),
        ("Build a frame", False),
        ("Paint it", False),
    ]
    assert "collapsed" not in made.yaml


def test_one_entry_that_begins_with_a_marker_is_an_ordinary_title():
    assert work(loaded("# T\n## Phase 1\n- TODO lists in Emacs\n- Buffers\n## Phase 2\n- Windows\n")) == [
        "TODO lists in Emacs",
        "Buffers",
        "Windows",
    ]


def test_boxes_of_html_and_of_entities_are_boxes():
    items = (
        loaded(
            '# T\n## Phase 1\n- <input type="checkbox"> Jars\n- <input type="checkbox" checked> Lids\n'
            "- &#9744; Labels\n- &#9745; Stickers\n## Phase 2\n- <input type='checkbox'> Rest\n"
        )
        .phases[0]
        .items
    )
    assert [(item.title, item.done) for item in items] == [
        ("Jars", False),
        ("Lids", True),
        ("Labels", False),
        ("Stickers", True),
    ]


def test_code_keeps_the_signs_of_note_taking_apps():
    made = imported("# T\n## Phase 1\n- [ ] a\n\n```\n- TODO [[x]]\n- TODO ==y==\n```\n## Phase 2\n- [ ] b\n")
    assert work(made.roadmap) == ["a", "b"]


def test_lines_that_count_days_are_a_list_without_its_dashes():
    assert work(loaded("# T\n## Week 1\nDay 1: Flowers\nDay 2: Bees\nDay 3: Honey\n## Week 2\n- Wax\n")) == [
        "Day 1: Flowers",
        "Day 2: Bees",
        "Day 3: Honey",
        "Wax",
    ]
