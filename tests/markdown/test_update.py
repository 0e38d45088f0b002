"""Importing again after the source changed: ids, comments and what only the file says are kept."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown import update_yaml
from roadmap_sync.roadmap.loader import load_text
from tests.markdown.reading import dialect, ids, imported

SOURCE = """# Bees

## Phase 1: Hive
### Wood
- [ ] Cut the boards
- [ ] Glue the corners
- [ ] Paint the outside
### Frames
- [ ] Wire the frames

## Phase 2: Swarm
- [ ] Catch a swarm
- [ ] Feed it
"""


def updated(after: str, before: str = SOURCE) -> str:
    return update_yaml(imported(before).yaml, imported(after))


def test_an_unchanged_source_changes_no_byte():
    for name in ("labelled-weeks", "bold-sections", "spanish-status"):
        made = dialect(name)
        assert update_yaml(made.yaml, made) == made.yaml


def test_a_reworded_title_keeps_its_id():
    text = updated(SOURCE.replace("Glue the corners", "Glue and screw the corners"))
    assert ids(text)["plan/hive/wood/glue-the-corners"] == "Glue and screw the corners"


def test_a_reworded_section_and_phase_keep_their_ids_and_those_inside():
    text = updated(SOURCE.replace("### Wood", "### Timber work").replace("Phase 1: Hive", "Phase 1: The house"))
    assert ids(text)["plan/hive/wood"] == "Timber work"
    assert ids(text)["plan/hive/wood/cut-the-boards"] == "Cut the boards"


def test_a_renumbered_phase_is_the_same_phase():
    text = updated(
        SOURCE.replace("Phase 2", "Phase 3").replace("## Phase 3", "## Phase 2: Bloom\n- [ ] Plant\n\n## Phase 3")
    )
    assert {"plan/hive", "plan/swarm", "plan/bloom"} <= set(ids(text))


def test_a_ticked_box_becomes_done_and_back():
    ticked = updated(SOURCE.replace("[ ] Feed", "[x] Feed"))
    assert load_text(ticked, "plan.yaml").phases[1].items[1].done
    assert update_yaml(ticked, imported(SOURCE)) == imported(SOURCE).yaml


def test_an_item_moved_to_another_section_keeps_its_id():
    moved = SOURCE.replace("- [ ] Paint the outside\n", "").replace(
        "### Frames\n", "### Frames\n- [ ] Paint the outside\n"
    )
    text = update_yaml(
        imported(SOURCE).yaml.replace("- Paint the outside", "- {id: paint, title: Paint the outside}"), imported(moved)
    )
    assert ids(text)["plan/hive/frames/paint"] == "Paint the outside"


def test_a_new_item_is_added_at_its_place_and_a_gone_one_leaves():
    text = updated(SOURCE.replace("- [ ] Cut the boards", "- [ ] Sharpen the saw").replace("- [ ] Feed it\n", ""))
    titles = list(ids(text).values())
    assert titles.index("Sharpen the saw") < titles.index("Glue the corners")
    assert "Feed it" not in titles


def test_a_new_item_never_takes_an_id_that_is_kept():
    after = SOURCE.replace("- [ ] Feed it", "- [ ] Feed it well\n- [ ] Feed it")
    before = SOURCE.replace("Feed it", "Feed it well").replace("- [ ] Feed it well", "- [ ] Feed it\n- [ ] Feed it")
    text = updated(after, before)
    assert len(ids(text)) == len(ids(imported(after).yaml))


def test_equal_titles_keep_their_ids_in_their_order():
    before = "## P\n- [ ] Review\n- [ ] Test\n- [ ] Review\n"
    after = "## P\n- [ ] Review\n- [ ] Deploy\n- [ ] Test\n- [x] Review\n"
    text = updated(after, before)
    assert list(ids(text)) == ["plan/p", "plan/p/review", "plan/p/deploy", "plan/p/test", "plan/p/review-2"]


def test_comments_and_hand_written_keys_stay():
    yaml = imported(SOURCE).yaml
    edited = (
        yaml.replace("title: Bees", "# my bees\ntitle: Bees\nstart: 2026-03-02   # after the frost")
        .replace(
            "          - Glue the corners",
            "          # with hide glue\n          - {title: Glue the corners, effort: 3h}  # slow",
        )
        .replace("  - title: Swarm", "  - id: s\n    title: Swarm   # in May\n    why: they choose us")
    )
    text = update_yaml(edited, imported(SOURCE.replace("Feed it", "Feed it twice")))
    for kept in (
        "# my bees",
        "start: 2026-03-02   # after the frost",
        "# with hide glue",
        "effort: 3h}  # slow",
        "# in May",
        "why: they choose us",
        "id: s",
    ):
        assert kept in text
    assert ids(text)["plan/s/feed-it"] == "Feed it twice"


def test_a_time_that_the_source_states_takes_the_place_of_the_one_in_the_file():
    told = SOURCE.replace("## Phase 1: Hive\n", "## Phase 1: Hive (2 weeks)\n")
    text = updated(SOURCE.replace("## Phase 1: Hive\n", "## Phase 1: Hive (Weeks 1-3)\n"), told)
    assert "lasts" in imported(told).yaml
    assert "lasts" not in text
    assert "when: weeks 1-3" in text


def test_a_time_that_the_source_no_longer_states_stays_where_nobody_knows_who_wrote_it():
    told = SOURCE.replace("## Phase 1: Hive\n", "## Phase 1: Hive (Weeks 1-3)\n")
    assert "when: weeks 1-3" in updated(SOURCE, told)
    assert "when: weeks 1-3" not in update_yaml(imported(told).yaml, imported(SOURCE), imported(told).yaml)


def test_the_comment_of_a_changed_line_stays_with_it():
    edited = imported(SOURCE).yaml.replace("- Feed it", "- Feed it  # sugar water")
    text = update_yaml(edited, imported(SOURCE.replace("Feed it", "Feed it daily")))
    assert "title: Feed it daily}  # sugar water" in text


def test_dependencies_follow_the_ids_of_the_file():
    before = "## Phase 1: A\n### One\n- [ ] a\n### Two\n**Dependencies:** One\n\n- [ ] b\n"
    edited = (
        imported(before).yaml.replace("- title: One", "- id: first\n        title: One").replace("[a/one]", "[a/first]")
    )
    text = update_yaml(edited, imported(before.replace("- [ ] b", "- [x] b")))
    assert load_text(text, "plan.yaml").phases[0].sections[1].depends_on == ("plan/a/first",)


def test_a_dependency_on_something_gone_goes_with_it():
    before = "## Phase 1: A\n### One\n- [ ] a\n### Two\n**Dependencies:** One\n\n- [ ] b\n"
    after = "## Phase 1: A\n### Two\n- [ ] b\n"
    assert load_text(updated(after, before), "plan.yaml").phases[0].sections[0].depends_on == ()


def test_new_habits_and_tags_are_added():
    before = SOURCE + "\n## Habits\n### Weekly\n- [ ] Look in\n"
    after = before.replace("- [ ] Look in", "- [ ] Look in\n- [ ] Write it down").replace(
        "Feed it", "Feed it (optional)"
    )
    roadmap = load_text(updated(after, before), "plan.yaml")
    assert [habit.title for habit in roadmap.habits] == ["Look in", "Write it down"]
    assert roadmap.phases[1].items[1].tags == ("optional",)


def test_a_file_that_is_no_roadmap_is_refused():
    with pytest.raises(ValueError, match="mapping"):
        update_yaml("- a\n", imported(SOURCE))


def test_many_revisions_in_a_row_keep_every_id():
    text, source = imported(SOURCE).yaml, SOURCE
    first = set(ids(text))
    for number in range(40):
        source = source.replace(f" v{number - 1}", "") if number else source
        for title in ("Cut the boards", "Wire the frames", "Catch a swarm"):
            source = source.replace(title, f"{title} v{number}")
        source += f"- [ ] Chapter {'abcdefghijklmnopqrstuvwxyz'[number % 26] * 9} of {number}\n"
        text = update_yaml(text, imported(source))
        assert first <= set(ids(text))


def test_a_key_that_the_source_adds_stands_where_the_source_has_it():
    before = "# T\n## Phase 1\n- [ ] Knots\n  - [ ] reef\n  - [ ] bowline\n## Phase 2\n- [ ] Sails\n"
    text = update_yaml(imported(before).yaml, imported(before.replace("[ ] Knots", "[x] Knots")))
    assert text == imported(before.replace("[ ] Knots", "[x] Knots")).yaml
