"""What was written, added or taken out in the file by hand stays, where it is known what the source said last."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_sync.markdown import update_yaml
from roadmap_sync.roadmap.loader import load_text
from tests.markdown.reading import ids, imported, work

SOURCE = """# Bees

A year with bees.

## Phase 1: Hive
### Wood (4h)
- [ ] Cut the boards (2h)
- [ ] Glue the corners
- [ ] Paint the outside
  - [ ] sand
  - [ ] prime
### Frames
- [ ] Wire the frames

## Phase 2: Swarm
- [ ] Catch a swarm
- [ ] Feed it

## Habits
### Weekly
- [ ] Look in
"""


def updated(edited: str, after: str = SOURCE, before: str = SOURCE) -> str:
    return update_yaml(edited, imported(after), imported(before).yaml)


def edit(*changes: tuple[str, str]) -> str:
    yaml = imported(SOURCE).yaml
    for old, new in changes:
        assert old in yaml
        yaml = yaml.replace(old, new)
    return yaml


def test_a_source_without_news_changes_no_byte_of_what_was_edited():
    edited = edit(("title: Bees", "title:   My bees   # mine"), ("          - Glue the corners\n", ""))
    assert updated(edited) == edited


def test_an_item_of_ones_own_stays_where_it_was_put():
    edited = edit(
        ("          - Glue the corners\n", "          - Glue the corners\n          - Ask grandfather  # soon\n")
    )
    text = updated(edited, SOURCE.replace("Cut the boards", "Cut the oak boards"))
    assert "- Ask grandfather  # soon" in text
    assert work(load_text(text, "plan.yaml"))[:4] == [
        "Cut the oak boards", "Glue the corners", "Ask grandfather", "Paint the outside",
    ]  # fmt: skip


def test_a_section_and_a_phase_of_ones_own_stay():
    mine = (
        "  # my own\n  - title: Winter\n    items:\n      - Insulate\n\n  - title: Swarm\n    sections:\n"
        "      - title: Books\n        items: [Read one, Read two]\n"
    )
    edited = edit(("  - title: Swarm\n", mine))
    text = updated(edited, SOURCE + "\n## Phase 3: Honey\n- [ ] Spin\n")
    assert [phase.title for phase in load_text(text, "plan.yaml").phases] == ["Hive", "Winter", "Swarm", "Honey"]
    assert "  # my own\n  - title: Winter\n" in text
    assert "items: [Read one, Read two]" in text


def test_what_the_source_took_away_leaves_but_what_is_ones_own_in_it_stays():
    edited = edit(("      - Feed it\n", "      - Feed it\n      - {title: Call the neighbours, effort: 1h}\n"))
    text = updated(edited, SOURCE.replace("## Phase 2: Swarm\n- [ ] Catch a swarm\n- [ ] Feed it\n", ""))
    phases = load_text(text, "plan.yaml").phases
    assert [phase.title for phase in phases] == ["Hive", "Swarm"]
    assert [item.title for item in phases[1].items] == ["Call the neighbours"]


def test_what_was_taken_out_by_hand_stays_out():
    edited = edit(("          - Glue the corners\n", ""))
    text = updated(edited, SOURCE.replace("Cut the boards", "Saw the boards"))
    assert work(load_text(text, "plan.yaml"))[:2] == ["Saw the boards", "Paint the outside"]


def test_a_phase_taken_out_by_hand_comes_back_only_with_what_is_new_in_it():
    edited = imported(SOURCE).yaml
    start = edited.index("  - title: Swarm")
    edited = edited[:start].rstrip() + "\n\n" + edited[edited.index("habits:") :]
    assert "Swarm" not in updated(edited, SOURCE.replace("Cut", "Saw"))
    text = updated(edited, SOURCE.replace("- [ ] Feed it", "- [ ] Feed it\n- [ ] Paint a queen"))
    assert [item.title for item in load_text(text, "plan.yaml").phases[1].items] == ["Paint a queen"]


def test_a_key_edited_by_hand_stays_where_the_source_did_not_change_it():
    edited = edit(("effort: 2h", "effort: 3h"), ("- Feed it", "- Feed it well"), ("title: Bees", "title: My bees"))
    text = updated(edited, SOURCE.replace("Wire the frames", "Wire all frames"))
    roadmap = load_text(text, "plan.yaml")
    assert roadmap.title == "My bees"
    assert str(roadmap.phases[0].sections[0].items[0].effort) == "3h"
    assert work(roadmap)[-1] == "Feed it well"
    assert "Wire all frames" in work(roadmap)


def test_a_key_that_both_changed_is_the_sources():
    edited = edit(("effort: 2h", "effort: 3h"))
    text = updated(edited, SOURCE.replace("boards (2h)", "boards (5h)"))
    assert str(load_text(text, "plan.yaml").phases[0].sections[0].items[0].effort) == "5h"


def test_a_key_that_the_source_took_back_goes_unless_it_was_edited():
    after = SOURCE.replace("boards (2h)", "boards").replace("Wood (4h)", "Wood")
    text = updated(edit(("effort: 4h", "effort: 6h")), after)
    section = load_text(text, "plan.yaml").phases[0].sections[0]
    assert section.items[0].effort is None
    assert str(section.effort) == "6h"


def test_a_key_of_the_whole_that_the_source_took_back_goes_unless_it_was_edited():
    after = SOURCE.replace("A year with bees.\n\n", "")
    assert "summary" not in updated(edit(), after)
    assert "summary: Two years" in updated(edit(("summary: A year with bees.", "summary: Two years")), after)


def test_tasks_of_the_file_and_of_the_source_come_together():
    edited = edit(("tasks: [sand, prime]", "tasks: [sand, prime, wax]"))
    text = updated(edited, SOURCE.replace("  - [ ] prime\n", "  - [ ] prime\n  - [ ] varnish\n"))
    tasks = load_text(text, "plan.yaml").phases[0].sections[0].items[2].tasks
    assert [task.title for task in tasks] == ["sand", "prime", "varnish", "wax"]


def test_a_tick_set_by_hand_stays():
    edited = edit(("- Feed it", "- {title: Feed it, done: true}"))
    text = updated(edited, SOURCE.replace("Catch a swarm", "Catch two swarms"))
    assert load_text(text, "plan.yaml").phases[1].items[1].done


def test_habits_of_ones_own_stay_and_those_taken_out_stay_out():
    edited = edit(("  - Look in", "  - {title: Write a line, every: day}"))
    text = updated(edited, SOURCE + "- [ ] Weigh the hive\n")
    assert [habit.title for habit in load_text(text, "plan.yaml").habits] == ["Weigh the hive", "Write a line"]


def test_a_dependency_on_something_gone_goes_from_what_is_ones_own():
    edited = edit(("      - Feed it\n", "      - Feed it\n      - {title: Sell, depends_on: [catch-a-swarm]}\n"))
    text = updated(edited, SOURCE.replace("- [ ] Catch a swarm\n", ""))
    assert load_text(text, "plan.yaml").phases[1].items[-1].depends_on == ()


TITLES = st.sampled_from(["Saw", "Plane", "Glue", "Paint", "Wax", "Wire", "Feed", "Weigh", "Spin", "Sell", "Review"])
PLANS = st.lists(
    st.tuples(TITLES, st.lists(st.tuples(TITLES, st.booleans(), st.sampled_from(["", " (2h)", " (5h)"])), min_size=1)),
    min_size=1,
    max_size=4,
)


def written(plan) -> str:
    return "# Bees\n\n" + "".join(
        f"## Phase {number}: {title}\n"
        + "".join(f"- [{'x' if done else ' '}] {item}{effort}\n" for item, done, effort in items)
        for number, (title, items) in enumerate(plan, 1)
    )


@settings(max_examples=30, deadline=None)
@given(PLANS, PLANS)
def test_without_hand_edits_knowing_the_last_source_makes_no_difference(before, after):
    first, second = imported(written(before)), imported(written(after))
    known = update_yaml(first.yaml, second, first.yaml)
    assert list(ids(known).items()) == list(ids(update_yaml(first.yaml, second)).items())


@settings(max_examples=30, deadline=None)
@example([("Saw", [("Saw", False, "")])], [[("Saw", [("Saw", False, "")])]], 0)
@given(PLANS, st.lists(PLANS, min_size=1, max_size=4), st.integers(0, 30))
def test_what_was_added_by_hand_outlives_every_update(before, later, place):
    last = imported(written(before)).yaml
    lines = last.splitlines()
    spots = [at for at, line in enumerate(lines) if line.startswith("      - ")]
    lines.insert(spots[place % len(spots)], "      - {title: Call grandfather, effort: 1h}  # on Sunday")
    text = "\n".join(lines) + "\n"
    for plan in later:
        source = imported(written(plan))
        text, last = update_yaml(text, source, last), source.yaml
        assert text.count("- {title: Call grandfather, effort: 1h}  # on Sunday") == 1
        assert update_yaml(text, source, last) == text
        load_text(text, "plan.yaml")


@settings(max_examples=30, deadline=None)
@given(PLANS, st.lists(PLANS, min_size=1, max_size=5))
def test_an_id_that_is_kept_means_the_same_and_no_two_things_share_one(before, later):
    text = imported(written(before)).yaml
    for plan in later:
        source = imported(written(plan))
        old, text = ids(text), update_yaml(text, source)
        new = ids(text)
        assert list(new.values()) == list(ids(source.yaml).values())
        assert update_yaml(text, source) == text
        alone = [
            title for title in new.values() if list(new.values()).count(title) == 1 == list(old.values()).count(title)
        ]
        where = {title: key for key, title in old.items()}
        for key, title in new.items():
            if title in alone and key.count("/") == where[title].count("/"):
                assert key.rpartition("/")[2] == where[title].rpartition("/")[2]
