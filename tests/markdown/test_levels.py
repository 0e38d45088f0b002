"""What changes its level keeps its id: an item that became a section, a phase that became one, and back."""

from __future__ import annotations

from dataclasses import replace

from roadmap_sync.markdown import update_yaml
from roadmap_sync.roadmap.loader import load_text
from tests.markdown.reading import ids, imported

PLAIN = """# Bees

## Phase 1: Hive
- [ ] Week 1: Build the frames
- [ ] Week 2: Paint, sand and varnish the boxes
- [ ] Week 3: Melt wax
"""
DETAILED = PLAIN.replace(
    "- [ ] Week 2: Paint, sand and varnish the boxes\n",
    "- [ ] Week 2: Paint, sand and varnish the boxes\n  - [ ] Day 1: Sand\n    - [ ] outside\n  - [ ] Day 2: Paint\n",
)
PHASES = """# Bees

## Wax
- [ ] Melt
- [ ] Pour
- [ ] Review

## Wood
- [ ] Saw
- [ ] Plane
- [ ] Review
"""
WRAPPED = """# Bees

## Workshop

### 1.1 Wax
- [ ] Melt
- [ ] Pour
- [ ] Review

### 1.2 Wood
- [ ] Saw
- [ ] Plane
- [ ] Review

## Garden

### Bloom
- [ ] Plant
"""


def test_an_item_that_became_a_section_keeps_its_id_and_back():
    first = imported(PLAIN).yaml
    name = next(key for key, title in ids(first).items() if title.startswith("Paint") or "Paint" in title)
    there = update_yaml(first, imported(DETAILED))
    section = load_text(there, "plan.yaml").phases[0].sections[0]
    assert section.title.endswith("varnish the boxes")
    assert name in ids(there)
    assert [item.title for item in section.items] == ["Sand", "Paint"]
    assert set(ids(update_yaml(there, imported(PLAIN)))) == set(ids(first))


def test_what_a_section_can_not_say_stays_behind_when_an_item_becomes_one():
    before = imported(PLAIN).yaml.replace(
        "- Paint, sand and varnish the boxes", "- {title: 'Paint, sand and varnish the boxes', tasks: [a], effort: 3h}"
    )
    section = load_text(update_yaml(before, imported(DETAILED)), "plan.yaml").phases[0].sections[0]
    assert len(section.items) == 2


def test_phases_that_became_sections_of_one_keep_their_ids_and_those_inside():
    text = update_yaml(imported(PHASES).yaml, imported(WRAPPED))
    kept = {key.rpartition("/")[2] for key in ids(imported(PHASES).yaml)}
    assert kept <= {key.rpartition("/")[2] for key in ids(text)}
    assert [section.id for section in load_text(text, "plan.yaml").phases[0].sections] == ["wax", "wood"]
    assert "\n\n      - title: Wood\n" in text
    assert set(ids(update_yaml(text, imported(PHASES)))) == set(ids(imported(PHASES).yaml))


def test_a_heading_that_became_an_item_keeps_its_id_at_its_place():
    before = "## Phase 1: Hive\n### Boxes of pine\n- [ ] Saw\n- [ ] Glue\n### Frames of pine\n- [ ] Wire\n- [ ] Nail\n"
    after = "## Phase 1: Hive\n- [ ] 1.1 Boxes of pine\n- [ ] 1.2 Frames of pine\n"
    text = update_yaml(imported(before).yaml, imported(after))
    assert [item.id for item in load_text(text, "plan.yaml").phases[0].items] == ["boxes-of-pine", "frames-of-pine"]
    assert update_yaml(text, imported(after)) == text


def test_what_was_added_by_hand_to_a_section_stays_when_that_became_an_item():
    before = "## Phase 1: Hive\n### Boxes\n- [ ] Saw\n- [ ] Glue\n### Frames\n- [ ] Wire\n"
    after = "## Phase 1: Hive\n- [ ] Boxes\n- [ ] Frames\n"
    first = imported(before).yaml
    edited = first.replace("          - Glue\n", "          - Glue\n          - Call grandfather  # on Sunday\n")
    text = update_yaml(edited, imported(after), first)
    roadmap = load_text(text, "plan.yaml")
    assert [item.title for item in roadmap.phases[0].sections[0].items] == ["Call grandfather"]
    assert "# on Sunday" in text
    assert [item.title for item in roadmap.phases[0].items] == ["Boxes", "Frames"]


def test_an_item_that_became_a_section_that_holds_nothing_is_written_as_one():
    before = imported("## Phase 1: Hive\n- [ ] Boxes\n- [ ] Frames\n")
    after = imported("## Phase 1: Hive\n### Boxes\n- [ ] Saw\n### Frames\n- [ ] Wire\n")
    emptied = replace(after, yaml=after.yaml.replace("        items:\n          - Wire\n", ""))
    sections = load_text(update_yaml(before.yaml, emptied), "plan.yaml").phases[0].sections
    assert [(section.id, len(section.items)) for section in sections] == [("boxes", 1), ("frames", 0)]


def test_a_heading_put_around_the_last_phase_alone_takes_no_id_of_it_and_back():
    work = "- [ ] Melt\n- [ ] Pour\n- [ ] Filter\n"
    before = imported(f"# Bees\n\n## Spring\n### Wood\n- [ ] Saw\n- [ ] Plane\n\n## Wax\n{work}")
    after = imported(f"# Bees\n\n## Spring\n### Wood\n- [ ] Saw\n- [ ] Plane\n\n## Still to do\n### 2.1 Wax\n{work}")
    text = update_yaml(before.yaml, after)
    assert {"plan/still-to-do", "plan/still-to-do/wax", "plan/still-to-do/wax/melt"} <= set(ids(text))
    assert set(ids(update_yaml(text, before))) == set(ids(before.yaml))
