"""On a public repository anybody may write anything into an issue: that changes nothing of ours."""

from dataclasses import replace
from typing import Any

import pytest

from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.plan.changes import NoticeKind
from roadmap_sync.plan.identity import managed_part
from roadmap_sync.progress.measure import measure
from roadmap_sync.tracker import region
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.state import IssueState
from tests.memory import MemoryWorld
from tests.worlds import DAY, told

ROADMAP = """
    id: r
    title: Learning
    phases:
      - title: P
        sections:
          - title: S
            items: [A, B]
        items: [C]
    """
STRANGER = {"author": "mallory", "trusted": False}


@pytest.fixture
def world() -> MemoryWorld:
    return MemoryWorld(ROADMAP)


@pytest.fixture
def synced(world) -> MemoryWorld:
    world.sync()
    return world


def mark(key: str, text: str = "") -> str:
    return region.wrap(key, text)


def kinds(world: MemoryWorld) -> list[NoticeKind]:
    return [notice.kind for notice in world.plan().notices]


def created(world: MemoryWorld) -> list[str]:
    return [change for change in told(world.plan().changes) if change.startswith("+ issue")]


def test_a_strangers_mark_without_our_label_is_ignored_and_reported(world):
    world.tracker.open_issue("A", mark("r/p/s/a"), **STRANGER)
    assert "+ issue r/p/s/a" in created(world)
    assert kinds(world) == [NoticeKind.STRANGER]


def test_a_strangers_mark_with_our_label_holds_its_key(world):
    theirs = world.tracker.open_issue("A", mark("r/p/s/a"), ["roadmap"], **STRANGER)
    before = world.tracker.issues[theirs]
    world.sync()
    assert world.plan().changes == ()
    assert world.tracker.issues[theirs] == before
    assert "r/p/s/a" not in {issue.key for issue in world.found.issues}


def test_a_held_key_is_reported_with_both_ways_out(world):
    world.tracker.open_issue("A", mark("r/p/s/a"), ["Roadmap"], **STRANGER)
    (notice,) = world.plan().notices
    assert notice.kind is NoticeKind.HELD
    assert "#1 by mallory" in notice.text
    assert "Remove the label 'roadmap'" in notice.text
    assert "trust:" in notice.text


def test_children_of_a_held_section_are_made_without_a_parent(world):
    world.tracker.open_issue("S", mark("r/p/s"), ["roadmap"], **STRANGER)
    world.sync()
    assert world.issue("r/p/s/a").parent == ""
    assert world.tracker.children == {}
    assert world.plan().changes == ()


def test_once_the_label_is_taken_off_the_held_issue_the_key_is_ours(world):
    theirs = world.tracker.open_issue("S", mark("r/p/s"), ["roadmap"], **STRANGER)
    world.sync()
    world.tracker.label(theirs, "roadmap", on=False)
    assert told(world.plan().changes) == [
        "+ issue r/p/s",
        "~ issue r/p/s/a parent",
        "~ issue r/p/s/b parent",
    ]
    world.sync()
    assert world.plan().changes == ()
    assert world.raw("r/p/s/a").parent == world.id("r/p/s")


def test_what_depends_on_a_held_key_is_not_blocked_by_it():
    world = MemoryWorld(ROADMAP.replace("[A, B]", "[A, {title: B, depends_on: a}]"))
    world.tracker.open_issue("A", mark("r/p/s/a"), ["roadmap"], **STRANGER)
    world.sync()
    assert world.issue("r/p/s/b").blocked_by == frozenset()
    assert world.plan().changes == ()


def test_a_strangers_copy_of_an_issue_of_ours_changes_nothing(synced):
    body = synced.issue("r/p/s/a").found.body
    synced.tracker.open_issue("A", body, ["roadmap"], **STRANGER)
    plan = synced.plan(prune=True)
    assert plan.changes == ()
    assert [notice.kind for notice in plan.notices] == [NoticeKind.STRANGER]


def test_a_strangers_older_copy_changes_nothing_either(world):
    theirs = world.tracker.open_issue("C", mark("r/p/c"), **STRANGER)
    world.sync()
    world.tracker.label(theirs, "roadmap")
    assert world.plan(prune=True).changes == ()


def test_a_stranger_cannot_hold_the_new_name_of_something_of_ours(synced):
    synced.tracker.open_issue("D", mark("r/p/d"), ["roadmap"], **STRANGER)
    synced.edit("items: [C]", "items: [{title: D, was: c}]")
    assert told(synced.plan(prune=True).changes) == ["~ issue r/p/d key,title"]


def test_a_strangers_mark_cannot_hold_a_milestone(world):
    world.tracker.open_issue("P", mark("r/p"), ["roadmap"], **STRANGER)
    assert "+ milestone r/p" in told(world.plan().changes)


def test_strangers_marks_do_not_make_renames(world):
    world.tracker.open_issue("A", mark("r/q/s/a"), ["roadmap"], **STRANGER)
    assert "+ issue r/p/s/a" in created(world)


def test_marks_of_those_named_in_trust_count(world):
    theirs = world.tracker.open_issue("A", mark("r/p/s/a"), ["roadmap"], **STRANGER)
    world.text = world.text + "trust: [Mallory]\n"
    assert "+ issue r/p/s/a" not in created(world)
    assert world.plan().notices == ()
    world.sync()
    assert world.id("r/p/s/a") == theirs


def test_trust_counts_for_the_roadmap_that_names_it_alone():
    world = MemoryWorld(ROADMAP + "trust: [mallory]\n")
    world.texts["q.yaml"] = world.text.replace("id: r", "id: q").replace("trust: [mallory]", "").replace("C]", "D]")
    world.tracker.open_issue("C", "", ["roadmap"], **STRANGER)
    world.tracker.open_issue("D", "", ["roadmap"], **STRANGER)
    made = created(world)
    assert "+ issue r/p/c" not in made
    assert "+ issue q/p/d" in made


def test_an_issue_of_ours_without_its_label_is_not_made_twice(synced):
    synced.tracker.label(synced.id("r/p/c"), "roadmap", on=False)
    assert told(synced.plan().changes) == ["~ issue r/p/c labels"]
    synced.sync()
    assert synced.plan().changes == ()


def test_all_our_labels_gone_makes_nothing_twice(synced):
    synced.tracker.delete_label("roadmap")
    assert synced.plan().summary() == {"create": 1, "update": 4, "retire": 0}
    synced.sync()
    assert len(synced.tracker.issues) == 4
    assert synced.plan().changes == ()


def test_our_label_renamed_by_hand_is_found_again_and_gets_its_name_back(synced):
    synced.tracker.rename_label("roadmap", "my plan")
    assert told(synced.plan().changes) == ["~ label roadmap name"]
    synced.sync()
    assert synced.plan().changes == ()
    assert synced.raw("r/p/c").labels == {"roadmap"}


def test_the_label_of_another_roadmap_is_not_taken_for_ours_renamed(synced):
    second = MemoryWorld(own=("second",))
    second.tracker = synced.tracker
    second.tracker.own = ("second",)
    second.text = ROADMAP.replace("id: r", "id: q") + "label: second\n"
    second.texts["q.yaml"] = (
        second.text.replace("[A, B]", "[X, Y]").replace("[C]", "[Z]").replace("title: S", "title: T")
    )
    del second.texts["r.yaml"]
    assert "+ label second" in told(second.plan().changes)
    second.sync()
    assert synced.raw("r/p/c").labels == {"roadmap"}


def test_our_label_in_other_letters_is_our_label(world):
    world.tracker.label(world.tracker.open_issue("Something"), "RoadMap")
    world.sync()
    assert world.raw("r/p/c").labels == {"RoadMap"}
    assert world.plan().changes == ()


def test_tags_are_labels_whatever_their_letters():
    world = MemoryWorld(ROADMAP.replace("[C]", "[{title: C, tags: [core]}]"))
    world.tracker.label(world.tracker.open_issue("Something"), "CORE")
    world.sync()
    assert world.raw("r/p/c").labels == {"roadmap", "CORE"}
    assert world.plan().changes == ()


def test_the_older_of_two_marks_counts_and_the_other_is_reported(synced):
    copy = synced.tracker.open_issue("C", synced.issue("r/p/c").found.body, ["roadmap"])
    plan = synced.plan(prune=True)
    assert plan.changes == ()
    assert [notice.kind for notice in plan.notices] == [NoticeKind.DOUBLED]
    assert f"#{copy.removeprefix('I')} " in plan.notices[0].text


def test_of_two_marks_in_one_body_the_first_counts(synced):
    name = synced.id("r/p/c")
    synced.tracker.write_body(name, synced.raw("r/p/c").found.body + "\n" + mark("r/p/s/a"))
    assert synced.plan().changes == ()


@pytest.mark.parametrize(
    "body",
    ["> {mark}", "```\n{mark}\n```", "text {mark}", "    {mark}", "<!-- roadmap-sync:begin r/p/c", "r/p/c"],
    ids=["quoted", "fenced", "in a line", "indented", "cut", "the key alone"],
)
def test_what_only_looks_like_a_mark_is_none(world, body):
    world.tracker.open_issue("Elsewhere", body.replace("{mark}", mark("r/p/c").partition("\n")[0]), ["roadmap"])
    assert "+ issue r/p/c" in created(world)
    assert world.plan().notices == ()


def test_bodies_with_windows_line_ends_need_no_change(synced):
    name = synced.id("r/p/c")
    body = synced.raw("r/p/c").found.body
    synced.tracker.write_body(name, body.replace("\n", "\r\n"))
    assert synced.plan().changes == ()


def test_a_body_with_windows_line_ends_keeps_them(synced):
    name = synced.id("r/p/c")
    synced.tracker.write_body(name, "Mine\r\n" + synced.raw("r/p/c").found.body.replace("\n", "\r\n") + "\r\nMine\r\n")
    synced.edit("items: [C]", "items: [{title: C, why: Because}]")
    synced.sync()
    body = synced.raw("r/p/c").found.body
    assert body.startswith("Mine\r\n")
    assert body.endswith("\r\nMine\r\n")
    assert body.count("\n") == body.count("\r\n")
    assert "Because" in body


def test_a_removed_mark_is_put_back_where_the_title_still_fits(synced):
    name = synced.id("r/p/c")
    synced.tracker.write_body(name, "I tidied up")
    assert told(synced.plan().changes) == ["~ issue r/p/c key"]
    synced.sync()
    assert synced.id("r/p/c") == name
    assert synced.raw("r/p/c").found.body.startswith("I tidied up\n")


ADOPTABLE = {
    "as it should be": ("C", "", ["roadmap"], {}, True),
    "by a stranger": ("C", "", ["roadmap"], STRANGER, False),
    "without our label": ("C", "", [], {}, False),
    "in other letters": ("c", "", ["roadmap"], {}, False),
    "with more words": ("C and more", "", ["roadmap"], {}, False),
}


@pytest.mark.parametrize(("title", "body", "labels", "by", "adopted"), ADOPTABLE.values(), ids=list(ADOPTABLE))
def test_only_unmarked_labelled_issues_of_trusted_people_with_the_exact_title_are_adopted(
    world, title, body, labels, by, *, adopted
):
    name = world.tracker.open_issue(title, body, labels, **by)
    world.tracker.close(name, IssueState.NOT_PLANNED)
    assert ("+ issue r/p/c" not in created(world)) is adopted
    world.sync()
    assert (world.id("r/p/c") == name) is adopted
    assert world.tracker.issues[name].state is IssueState.NOT_PLANNED
    assert world.plan().changes == ()


def test_of_two_issues_with_the_title_none_is_adopted(world):
    for _ in range(2):
        world.tracker.open_issue("C", "", ["roadmap"])
    assert "+ issue r/p/c" in created(world)


def test_a_title_that_the_roadmap_has_twice_adopts_nothing():
    world = MemoryWorld(ROADMAP.replace("items: [C]", "items: [A]"))
    world.tracker.open_issue("A", "", ["roadmap"])
    assert {"+ issue r/p/a", "+ issue r/p/s/a"} <= {*created(world)}


def test_an_adopted_issue_keeps_its_text_and_gets_what_the_roadmap_gives(world):
    name = world.tracker.open_issue("B", "My own words", ["roadmap", "mine"])
    world.sync()
    assert world.tracker.issues[name].found.body.startswith("My own words\n\n<!-- roadmap-sync:begin r/p/s/b -->")
    assert world.issue("r/p/s/b").parent == "r/p/s"
    assert world.issue("r/p/s/b").labels == {"roadmap", "mine"}


def test_a_parent_that_people_gave_stays_where_the_roadmap_gives_none(synced):
    theirs = synced.tracker.open_issue("An epic")
    synced.tracker.hang(synced.id("r/p/c"), theirs)
    assert synced.plan().changes == ()
    synced.edit("items: [C]", "items: [{title: C, why: Because}]")
    synced.sync()
    assert synced.raw("r/p/c").parent == theirs


def test_a_parent_that_people_changed_is_put_right_where_the_roadmap_gives_one(synced):
    theirs = synced.tracker.open_issue("An epic")
    synced.tracker.hang(synced.id("r/p/s/a"), theirs)
    assert told(synced.plan().changes) == ["~ issue r/p/s/a order,parent"]
    synced.sync()
    assert synced.raw("r/p/s/a").parent == synced.id("r/p/s")
    assert synced.plan().changes == ()


def test_sub_issues_that_people_made_stay_where_they_are(synced):
    theirs = synced.tracker.open_issue("A step of mine")
    synced.tracker.hang(theirs, synced.id("r/p/s/a"))
    synced.edit("items: [A, B]", "items: [B, A, D]")
    synced.sync()
    assert synced.tracker.issues[theirs].parent == synced.id("r/p/s/a")
    assert synced.plan().changes == ()


def test_blockers_that_people_named_stay_beside_the_roadmaps():
    world = MemoryWorld(ROADMAP.replace("[A, B]", "[A, {title: B, depends_on: a}]"))
    world.sync()
    theirs = world.tracker.open_issue("Wait for the parcel")
    world.tracker.change(world.id("r/p/s/b"), blocked_by=frozenset({theirs, world.id("r/p/s/a")}))
    assert world.plan().changes == ()
    world.edit("{title: B, depends_on: a}", "B")
    world.sync()
    assert world.raw("r/p/s/b").blocked_by == {theirs}


def test_a_milestone_that_people_gave_stays_where_the_roadmap_gives_none():
    world = MemoryWorld(ROADMAP + "projects: [Portfolio]\n")
    world.sync()
    theirs = world.tracker.add_milestone("Summer")
    world.tracker.change(world.id("r/portfolio"), milestone=theirs)
    assert world.plan().changes == ()
    world.tracker.change(world.id("r/p/c"), milestone=theirs)
    assert told(world.plan().changes) == ["~ issue r/p/c milestone"]


def test_marks_of_a_roadmap_that_no_file_carries_stop_a_look_alike(synced):
    synced.edit("id: r", "id: other")
    with pytest.raises(UnsafePlanError, match="look like") as stopped:
        synced.plan()
    assert "was: r" in str(stopped.value.hint)


def test_half_of_the_titles_are_enough_to_take_it_for_a_renamed_roadmap(synced):
    synced.edit("id: r", "id: other").edit("[A, B]", "[A, X]").edit("[C]", "[Y]")
    with pytest.raises(UnsafePlanError, match="look like"):
        synced.plan()
    synced.edit("title: S", "title: Z")
    assert len(created(synced)) == 4


def test_a_strangers_mark_does_not_open_the_way_past_that_stop(synced):
    synced.tracker.open_issue("X", mark("other/x"), ["roadmap"], **STRANGER)
    synced.edit("id: r", "id: other")
    with pytest.raises(UnsafePlanError):
        synced.plan()


def test_a_roadmap_that_was_removed_on_purpose_does_not_stop_the_next(synced):
    phases = synced.text
    synced.text = "id: r\ntitle: Learning\nphases: [{title: Nothing}]"
    synced.sync(prune=True)
    synced.text = phases.replace("id: r", "id: other")
    assert len(created(synced)) == 4


def test_marks_of_another_roadmap_with_other_titles_stop_nothing(synced):
    synced.text = "id: other\ntitle: Other\nphases: [{title: Q, items: [X, Y, Z]}]"
    assert len(created(synced)) == 3


def test_roadmaps_that_have_a_file_but_no_part_today_are_not_vanished(synced):
    synced.edit("id: r", "id: other")
    wanted = synced.wanted
    synced.wanted = lambda observed=None: replace(wanted(observed), elsewhere=frozenset({"r"}))
    assert len(created(synced)) == 4


def test_a_held_item_does_not_count_in_the_report(world):
    world.tracker.open_issue("A", mark("r/p/s/a"), ["roadmap"], **STRANGER)
    world.sync()
    wanted = world.wanted()
    found = managed_part(world.tracker.read(), wanted)
    assert found.held == {"r/p/s/a"}
    assert measure(wanted.scopes[0].roadmap, found, Activity(), DAY).tally.total == 2


MEMBER = {"author": "grace", "trusted": True, "author_sure": False}


def test_a_members_mark_whose_label_was_taken_off_holds_its_key_and_is_said(world):
    theirs = world.tracker.open_issue("C", mark("r/p/c"), **MEMBER)
    before = world.tracker.issues[theirs]
    assert "+ issue r/p/c" not in created(world)
    (notice,) = world.plan().notices
    assert notice.kind is NoticeKind.HELD
    assert "Put the label 'roadmap' back" in notice.text
    assert "trust: [grace]" in notice.text
    world.sync()
    assert world.tracker.issues[theirs] == before


def test_a_members_mark_with_the_label_counts(world):
    theirs = world.tracker.open_issue("C", mark("r/p/c"), ["roadmap"], **MEMBER)
    world.sync()
    assert world.id("r/p/c") == theirs


def test_a_members_mark_without_the_label_counts_where_trust_names_them(world):
    theirs = world.tracker.open_issue("C", mark("r/p/c"), **MEMBER)
    world.text = world.text + "trust: [grace]\n"
    world.sync()
    assert world.id("r/p/c") == theirs


def test_a_members_copy_without_the_label_holds_nothing_that_we_have(synced):
    synced.tracker.open_issue("A", synced.issue("r/p/s/a").found.body, **MEMBER)
    assert synced.plan(prune=True).changes == ()
    assert "r/p/s/a" not in synced.found.held


@pytest.mark.parametrize(
    ("trust", "app", "counts"),
    [
        ('["mallory[bot]"]', True, True),
        ('["mallory[bot]"]', False, False),
        ("[mallory]", False, True),
        ("[mallory]", True, False),
    ],
)
def test_an_app_and_a_person_of_one_name_are_trusted_apart(world, trust, app, counts):
    theirs = world.tracker.open_issue("C", mark("r/p/c"), ["roadmap"], **STRANGER, author_app=app)
    world.text = world.text + f"trust: {trust}\n"
    world.sync()
    assert (world.tracker.issues[theirs].key in {issue.key for issue in world.found.issues}) is counts


def many(count: int, **author: Any) -> MemoryWorld:
    items = [f"Item {number}" for number in range(30)]
    world = MemoryWorld(f"id: r\ntitle: T\nphases: [{{title: P, items: {items}}}]\ntrust: [ada]\n")
    for number in range(count):
        world.tracker.open_issue(f"Item {number}", mark(f"r/p/item-{number}"), ["roadmap"], **{**STRANGER, **author})
    return world


def test_many_marks_of_one_untrusted_author_and_none_of_ours_stop_the_run_with_the_line_to_paste():
    world = many(11)
    with pytest.raises(UnsafePlanError) as caught:
        world.plan()
    assert "trust: [ada, mallory]" in caught.value.hint
    with pytest.raises(UnsafePlanError):
        world.sync()
    assert len(world.tracker.issues) == 11
    world.text = world.text.replace("[ada]", "[ada, mallory]")
    world.sync()
    assert len(world.tracker.issues) == 30


def test_the_line_to_paste_names_an_app_as_one():
    with pytest.raises(UnsafePlanError, match="mallory") as caught:
        many(11, author_app=True).plan()
    assert 'trust: [ada, "mallory[bot]"]' in caught.value.hint


def test_ten_marks_or_marks_beside_one_of_ours_stop_nothing():
    assert many(10).plan().changes
    world = many(11)
    world.tracker.open_issue("Item 20", mark("r/p/item-20"), ["roadmap"])
    assert world.plan().changes
