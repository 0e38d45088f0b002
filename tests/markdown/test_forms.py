"""Roadmap files of any form are brought up to their source: in braces, with other line ends, with comments anywhere."""

from __future__ import annotations

from roadmap_sync.markdown import update_yaml
from roadmap_sync.roadmap.loader import load_text
from tests.markdown.reading import ids, imported

SOURCE = """# Bees

A year with bees.

## Phase 1: Hive
### Wood (4h)
- [ ] Cut the boards (2h)
- [ ] Glue the corners
### Frames
- [ ] Wire the frames

## Phase 2: Swarm
- [ ] Catch a swarm
- [ ] Feed it
"""
NEWER = SOURCE.replace("Glue the corners", "Glue and screw the corners").replace("Feed it", "Feed it daily")
BRACES = """title: Bees
phases: [{title: Hive, sections: [
    {title: Wood, effort: 4h, items: [{title: Cut the boards, effort: 2h, id: cut}, Glue the corners, Ask grandfather]},
    {title: Frames, items: [Wire the frames]}]},
  {title: Swarm, items: [Catch a swarm, {title: Feed it, id: food}]}]
"""
COMMENTED = """# mine
title: Bees   # t
start: 2026-01-05

phases:
  - id: h
    title: Hive
    sections:
      - title: Wood
        was: [timber]   # once
        items:
          # before glue
          - title: Glue the corners   # gluing
            id: glue
          - Cut the boards   # oak
  # second
  - {id: s, title: Swarm, items: [Catch a swarm, {id: feed, title: Feed it}]}   # in May
# end
"""


def test_a_file_in_braces_keeps_its_ids():
    text = update_yaml(BRACES, imported(NEWER))
    assert ids(text)["plan/hive/wood/cut"] == "Cut the boards"
    assert ids(text)["plan/hive/wood/glue-the-corners"] == "Glue and screw the corners"
    assert ids(text)["plan/swarm/food"] == "Feed it daily"
    assert [item.title for item in load_text(text, "plan.yaml").phases[1].items] == ["Catch a swarm", "Feed it daily"]
    assert update_yaml(text, imported(NEWER)) == text


def test_what_was_added_by_hand_within_braces_stays():
    text = update_yaml(BRACES, imported(NEWER), imported(SOURCE).yaml)
    assert "plan/hive/wood/ask-grandfather" in ids(text)
    assert "plan/hive/wood/cut" in ids(text)


def test_a_file_keeps_its_line_ends():
    first = imported(SOURCE).yaml.replace("\n", "\r\n")
    assert update_yaml(first, imported(SOURCE)) == first
    text = update_yaml(first, imported(NEWER), imported(SOURCE).yaml)
    assert text.count("\n") == text.count("\r\n")
    assert ids(text)["plan/swarm/feed-it"] == "Feed it daily"


def test_comments_stay_where_lines_are_written_anew():
    text = update_yaml(COMMENTED, imported(NEWER))
    for kept in (
        "# mine\n",
        "# t\n",
        "# once\n",
        "# before glue\n",
        "}   # oak\n",
        "# second\n",
        "- id: s   # in May\n",
    ):
        assert kept in text
    assert text.endswith("# end\n")
    assert ids(text)["plan/h/wood/glue"] == "Glue and screw the corners"
    assert "{title: Cut the boards, effort: 2h}" in text


def test_a_comment_stays_where_a_line_becomes_too_long_for_braces():
    first = imported(SOURCE).yaml
    edited = first.replace("- Catch a swarm", "- {id: mine, title: Catch a swarm, effort: 3h}  # in May")
    longer = "Catch a swarm " + "that hangs high up in the old cherry tree behind the barn of the neighbours " * 2
    text = update_yaml(edited, imported(SOURCE.replace("Catch a swarm", longer.strip())), first)
    assert "- id: mine  # in May\n" in text
    assert load_text(text, "plan.yaml").phases[1].items[0].id == "mine"


def test_a_key_of_the_whole_that_is_new_stands_where_the_source_has_it():
    text = update_yaml("title: Bees\nphases:\n  - title: Hive\n    items: [Saw]\n", imported(NEWER))
    assert text.startswith("title: Bees\nsummary: A year with bees.\nphases:\n")
