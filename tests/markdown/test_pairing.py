"""Which element of a newer source is which of the file: retitled, moved, split, translated, or new."""

from __future__ import annotations

import pytest

from roadmap_sync.markdown import update_yaml
from roadmap_sync.markdown.updating.likeness import Likeness
from roadmap_sync.roadmap import keys
from tests.markdown.reading import ids, imported


def followed(before: str, after: str) -> dict[str, str]:
    """The ids after an update, by title."""
    text = update_yaml(imported(before).yaml, imported(after))
    return {title: key.removeprefix("plan/") for key, title in ids(text).items()}


def phase(*titles: str, head: str = "Hive") -> str:
    return "\n".join([f"## Phase 1: {head}", *(f"- [ ] {title}" for title in titles), ""])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Glue the corners", "Glue and screw the corners"),
        ("Error handling", "Error handling and custom exceptions"),
        ("学习路线", "学习路线图"),
        ("Inspect the colony", "🐝 Inspect the colony (core)"),
        ("Smoker", "Smoker ✅ (spring sprint 2026-04-02)"),
        ("Week 4: Frames, wax and wire", "Semana 4: Frames, wax and wire"),
        ("Keeping of honey", "Keeping honey"),
        ("Refractometer", "Refractometers"),
        ("http://bees.example/how-to-smoke-a-hive/", "How to smoke a hive"),
    ],
)
def test_a_title_with_a_few_words_changed_is_the_same_thing(before, after):
    assert Likeness([before], [after]).titles(before, after) > 0.6


@pytest.mark.parametrize(
    ("before", "after"),
    [("Sets", "Dictionaries"), ("Day 3", "Day 4"), ("第1天", "第2天"), ("Days 29-35", "Day 95"), ("", "☃")],
)
def test_another_thing_or_another_number_is_not_the_same(before, after):
    assert Likeness([before], [after]).titles(before, after) < 0.6


def test_words_that_every_title_has_make_no_two_things_one():
    lessons = [f"Learn {word} basics" for word in ("wax", "wood", "wire", "smoke", "sugar", "pollen")]
    keys = followed(phase(*lessons), phase(*lessons[:-1], "Learn grafting basics"))
    assert keys["Learn grafting basics"] == "hive/learn-grafting-basics"


@pytest.mark.parametrize("new", [(), ("Buy a hat",), ("Buy a hat", "Find a meadow")])
def test_several_items_joined_into_one_keep_the_id_of_the_one_named_first(new):
    parts = ("Smoker", "Veil", "Gloves")
    keys = followed(phase("Ask", *parts, "Pack"), phase("Ask", *new, "Smoker, veil and gloves", "Pack"))
    assert keys["Smoker, veil and gloves"] == "hive/smoker"


def test_an_item_taken_apart_leaves_its_id_to_the_part_named_first():
    parts = ("Smoker", "Veil", "Gloves")
    keys = followed(phase("Ask", "Look", "Read", "Smoker, veil and gloves", "Pack"), phase("Ask", *parts, "Pack"))
    assert [keys[part] for part in parts] == ["hive/smoker-veil-and-gloves", "hive/veil", "hive/gloves"]


def test_what_is_unchanged_below_a_title_of_its_own_stays_whatever_moves_around_it():
    day = "### Look in\n- [ ] Open\n- [ ] Open\n- [ ] Close\n"
    before = f"## Phase 1: Hive\n{day}### Feed\n- [ ] Open\n- [ ] Pour\n"
    after = f"## Phase 1: Hive\n### Feed\n- [ ] Open\n- [ ] Pour twice\n## Phase 2: Summer\n{day}"
    text = imported(before).yaml.replace("- Close", "- {title: Close, id: shut}")
    assert "plan/summer/look-in/shut" in ids(update_yaml(text, imported(after)))


def test_a_long_title_that_got_words_in_front_keeps_its_id():
    long = "set up the extractor in the shed with a strainer, a settling tank and clean jars for the honey"
    keys = followed(phase("Buy jars", f"Day 1: {long}"), phase("Buy jars", f"Topic 1, equipment and hygiene: {long}"))
    assert keys[f"Topic 1, equipment and hygiene: {long}"] == next(
        key.removeprefix("plan/")
        for key, title in ids(imported(phase(f"Day 1: {long}")).yaml).items()
        if "Day" in title
    )


def test_days_that_were_renumbered_are_told_apart_by_what_they_hold():
    days = {"wax": ["Melt", "Pour"], "wood": ["Saw", "Plane"], "wire": ["Bend", "Solder"]}

    def plan(names):
        return "## Phase 1: Craft\n" + "".join(
            f"### Day {number}\n" + "".join(f"- [ ] {task} {name}\n" for task in days[name])
            for number, name in enumerate(names, 1)
        )

    text = update_yaml(imported(plan(["wax", "wood"])).yaml, imported(plan(["wire", "wax", "wood"])))
    assert ids(text)["plan/craft/day-1"] == "Day 2"
    assert ids(text)["plan/craft/day-2"] == "Day 3"
    assert ids(text)["plan/craft/day-2/saw-wood"] == "Saw wood"


def test_of_a_row_of_titles_that_differ_by_a_number_each_keeps_its_id_when_all_are_reworded():
    parts = range(1, 9)
    before = "\n".join(
        phase(*(f"Practise knot {knot} of part {part}" for knot in parts), head=f"{part}") for part in parts
    )
    text = update_yaml(imported(before).yaml, imported(before.replace("Practise", "Learn and practise")))
    reworded = {key: title for key, title in ids(text).items() if title.startswith("Learn")}
    assert len(reworded) == len(parts) ** 2
    for key, title in reworded.items():
        assert key.endswith(keys.slug(title.replace("Learn and practise", "Practise")))


def test_the_next_day_in_place_of_the_last_is_another_day():
    before, after = phase("Day 1", "Paint"), phase("Day 2", "Paint")
    assert followed(before, after)["Day 2"] == "hive/day-2"


def test_of_several_equal_titles_each_keeps_its_id_by_what_stands_around_it():
    before = phase("Melt", "Review", "Cast", "Review", "Sell")
    after = phase("Review", "Melt", "Review", "Cast", "Sell")
    text = update_yaml(imported(before).yaml, imported(after))
    assert list(ids(text)) == [
        "plan/hive",
        *(f"plan/hive/{name}" for name in ("review-2", "melt", "review", "cast", "sell")),
    ]


def test_equal_titles_with_other_links_are_told_apart_by_them():
    link = "- [ ] [Watch](https://bees.example/{})".format
    before = "## Phase 1: Hive\n" + "\n".join(map(link, "abc"))
    after = "## Phase 1: Hive\n" + "\n".join(map(link, "xca"))
    text = update_yaml(imported(before).yaml, imported(after))
    names = [key.rpartition("/")[2] for key in ids(text)][1:]
    assert names[1:] == ["watch-3", "watch"]
    assert names[0] not in {"watch", "watch-3"}


def test_a_link_that_got_a_title_keeps_its_id():
    before = "## Phase 1: Hive\n- [ ] https://bees.example/v?n=17\n- [ ] Paint\n"
    after = "## Phase 1: Hive\n- [ ] [Swarms in autumn](https://bees.example/v?n=17)\n- [ ] Paint\n"
    old = next(key for key in ids(imported(before).yaml) if "bees" in key)
    assert ids(update_yaml(imported(before).yaml, imported(after)))[old] == "Swarms in autumn"


def test_what_was_translated_keeps_its_id_by_its_place():
    before = "## Phase 1: Hive\n### Wood\n- [ ] Saw boards\n- [ ] Plane boards\n### Wax\n- [ ] Melt cappings\n"
    after = "## 第一阶段：蜂箱\n### 木工\n- [ ] 锯木板\n- [ ] 刨木板\n### 蜂蜡\n- [ ] 熔化蜡盖\n"
    text = update_yaml(imported(before).yaml, imported(after))
    assert [key.rpartition("/")[2] for key in ids(text)] == [
        "hive", "wood", "saw-boards", "plane-boards", "wax", "melt-cappings",
    ]  # fmt: skip


def test_one_thing_in_place_of_another_gets_an_id_of_its_own():
    keys = followed(phase("Paint", "Wire frames", "Feed"), phase("Paint", "Order a queen", "Feed"))
    assert keys["Order a queen"] == "hive/order-a-queen"


def test_a_heading_put_around_phases_takes_no_id_of_theirs():
    inner = "".join(f"### Part {name}\n- [ ] Read {name}\n- [ ] Build {name}\n" for name in ("wax", "wood", "wire"))
    last = "## Sales\n- [ ] Sell\n"
    keys = followed(inner.replace("### ", "## ") + last, f"## Everything about bees\n{inner}{last}")
    assert keys["Everything about bees"] == "everything-about-bees"
    assert keys["Build wood"] == "everything-about-bees/part-wood/build-wood"


def test_a_note_in_brackets_behind_every_title_swaps_no_ids():
    titles = ["6.2 - Hive Hands On", "6.3 - Hive Swarms", "6.4 - Hive Swarms Hands On", "6.5 - Hive Wax"]
    notes = ["(skipped - hands-on)", "(PERFECT 100%)", "(skipped - hands-on)", "(PASSED 75%)"]
    before, after = phase(*titles), phase(*(f"{title} {note}" for title, note in zip(titles, notes, strict=True)))
    first = {title: key.removeprefix("plan/") for key, title in ids(imported(before).yaml).items()}
    keys = followed(before, after)
    assert [keys[f"{title} {note}"] for title, note in zip(titles, notes, strict=True)] == [first[t] for t in titles]


def test_what_has_a_telling_label_is_the_same_whatever_is_said_behind_it():
    before = phase("Smoker: how to light one", "Veil: what for", "Practice: five frames")
    after = phase("Smoker - fuels, bellows and cold smoke", "Veil - cotton or nylon", "Exam: the big one")
    keys = followed(before, after)
    assert keys["Smoker - fuels, bellows and cold smoke"].startswith("hive/smoker-how")
    assert keys["Veil - cotton or nylon"].startswith("hive/veil-what")
    assert keys["Exam: the big one"].startswith("hive/exam")


def test_a_long_title_that_only_begins_as_before_is_the_same_at_its_place():
    before = phase("Paint", "Inline style of the label on line 64 is to be replaced by a class", "Feed")
    after = phase("Paint", "Inline style of the label on line 64: moved into the sheet, checked twice", "Feed")
    new = next(key for title, key in followed(before, after).items() if "moved" in title)
    assert new.startswith("hive/inline-style-of-the-label-on-line-64-is-to-be")


def test_what_only_begins_with_the_same_numbers_is_something_else():
    before = phase("14.6 - S3 Veils", "14.7 - S3 Smoke Logs", "14.8 - S3 Smoke Logs Hands On")
    after = phase("14.7 - S3 Veils (short)", "14.8 - S3 Veils Hands On (short)", "14.9 - S3 Smoke Logs (short)")
    assert not followed(before, after)["14.7 - S3 Veils (short)"].endswith("smoke-logs")


def test_a_title_in_another_script_with_much_more_in_it_is_no_translation():
    keys = followed("## Wax\n- [ ] Melt\n", "## 学习目录\n" + "".join(f"- [ ] 学习 {n} 号蜂箱\n" for n in range(9)))
    assert "wax" not in keys.values()


def test_a_link_that_moved_to_another_title_takes_no_id_with_it():
    before = "## Phase 1: Hive\n- [ ] Read the [guide](https://bees.example/g)\n- [ ] Smoke, water and calm\n"
    after = "## Phase 1: Hive\n- [ ] Smoke, water and calm ([guide](https://bees.example/g))\n- [ ] Sell honey\n"
    keys = followed(before, after)
    assert next(key for title, key in keys.items() if title.startswith("Smoke")) == "hive/smoke-water-and-calm"


def test_an_id_that_vanished_is_not_given_to_another_thing():
    before = imported(phase("Paint", "Wire the frames")).yaml.replace(
        "- Wire the frames", "- {id: order-a-queen, title: Wire the frames}"
    )
    text = update_yaml(before, imported(phase("Paint", "Order a queen")))
    assert "plan/hive/order-a-queen" not in ids(text)
    assert ids(text)["plan/hive/order-a-queen-2"] == "Order a queen"


def test_an_item_that_left_a_phase_leaves_its_id_there_unused():
    before = imported(phase("Paint") + "\n## Phase 2: Swarm\n- [ ] Feed\n").yaml.replace(
        "- Paint", "- {id: feed-it, title: Paint}"
    )
    text = update_yaml(before, imported(phase("Feed it") + "\n## Phase 2: Swarm\n- [ ] Feed\n- [ ] Paint\n"))
    assert ids(text)["plan/swarm/feed-it"] == "Paint"
    assert "plan/hive/feed-it" not in ids(text)


def test_many_items_are_compared_with_those_alone_that_share_something_rare(monkeypatch):
    def plan(suffix):
        return "".join(
            f"## Phase {a}: Part {a}\n" + "".join(f"- [ ] Thing {a} of kind {b}{suffix}\n" for b in range(100))
            for a in range(1, 31)
        )

    old, new = imported(plan("")), imported(plan(" again"))
    compared = 0
    titles = Likeness.titles

    def counting(self, one, two):
        nonlocal compared
        compared += 1
        return titles(self, one, two)

    monkeypatch.setattr(Likeness, "titles", counting)
    text = update_yaml(old.yaml, new)
    assert set(ids(old.yaml)) == set(ids(text))
    assert compared < 40 * 3_000  # all with all would be nine millions
