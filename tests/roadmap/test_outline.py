"""The roadmap laid out: keys, what is inherited, what counts, and how hours are shared."""

import pytest
from hypothesis import given

from roadmap_sync.roadmap.model import EntryPoint, Tag
from roadmap_sync.roadmap.outline import OutlineLevel, outline
from roadmap_sync.roadmap.timespans import Effort
from tests.building import item, laid_out, option, phase, project, roadmap, section
from tests.generating import phases


def hours(*made, **more):
    """Hours of all work by the end of its key."""
    return {entry.key.removeprefix("r/"): entry.hours for entry in laid_out(*made, **more).work}


def test_everything_is_laid_out_in_the_order_of_the_file_a_parent_first():
    made = phase(
        "A",
        items=["direct"],
        sections=[section("S", items=["x"], options=[option("O", items=["y"])])],
        projects=[project("P")],
    )
    laid = laid_out(made, projects=(project("Q"),))
    assert [(entry.key, entry.level) for entry in laid.entries] == [
        ("r/a", OutlineLevel.PHASE),
        ("r/a/direct", OutlineLevel.ITEM),
        ("r/a/s", OutlineLevel.SECTION),
        ("r/a/s/x", OutlineLevel.ITEM),
        ("r/a/s/o", OutlineLevel.OPTION),
        ("r/a/s/o/y", OutlineLevel.ITEM),
        ("r/a/p", OutlineLevel.PROJECT),
        ("r/q", OutlineLevel.PROJECT),
    ]
    inner = laid.by_key["r/a/s/o/y"]
    assert (inner.phase, inner.section, inner.option, inner.title) == ("r/a", "r/a/s", "r/a/s/o", "y")
    assert [entry.key for entry in laid.under("r/a/s")] == ["r/a/s/x", "r/a/s/o/y"]
    assert laid.under("r/q") == ()


def test_tags_come_from_the_nearest_that_has_any():
    made = phase(
        "A",
        tags=["t1"],
        items=["a"],
        sections=[
            section(
                "S", tags=["t2"], items=["b", item("c", tags=["t3"])], options=[option("O", tags=["t4"], items=["d"])]
            ),
            section("T", items=["e"]),
        ],
    )
    found = {entry.title: entry.tags for entry in laid_out(made).work}
    assert found == {"a": ("t1",), "b": ("t2",), "c": ("t3",), "d": ("t4",), "e": ("t1",)}


def test_kinds_come_from_the_section_and_projects_are_projects():
    made = phase(
        "A", sections=[section("S", kind="reading", items=["a", item("b", kind="demo")])], projects=[project("p")]
    )
    found = {entry.title: entry.kind for entry in laid_out(made, phase("B", items=["c"])).work}
    assert found == {"a": "reading", "b": "demo", "p": "project", "c": "topic"}


@pytest.mark.parametrize(
    ("tags", "declared", "counts"),
    [
        ([], {}, True),
        (["core"], {}, True),
        (["optional"], {}, False),
        (["core", "optional"], {}, False),
        (["optional"], {"optional": Tag(counts=True)}, True),
        (["later"], {"later": Tag(counts=False)}, False),
    ],
)
def test_tags_decide_what_counts(tags, declared, counts):
    (entry,) = laid_out(phase("A", items=[item("x", tags=tags)]), tags=declared).work
    assert entry.counts is counts


def test_what_is_still_to_be_decided_does_not_count():
    assert not laid_out(phase("A", items=[item("x", placeholder=True)])).work[0].counts


def test_the_same_work_is_listed_and_is_no_work_of_its_own():
    laid = laid_out(phase("A", items=["x"], projects=[project("p", same_as="a/x")]))
    assert laid.by_key["r/a/p"].same_as == "r/a/x"
    assert [entry.title for entry in laid.work] == ["x"]


def test_what_the_chosen_entry_point_skips_is_left_out_with_all_inside():
    points = (EntryPoint(id="pro", title="Pro", skip=("r/a", "r/b/s/x")),)
    made = (phase("A", items=["x"]), phase("B", sections=[section("S", items=["x", "y"])]))
    assert [entry.key for entry in laid_out(*made, entry_points=points, entry="pro").work] == ["r/b/s/y"]
    assert len(laid_out(*made, entry_points=points).work) == 3


def test_a_sections_hours_are_shared_by_its_items_after_their_own():
    made = phase("A", sections=[section("S", effort="10h", items=[item("a", effort="4h"), "b", "c"])])
    assert hours(made) == {"a/s/a": 4, "a/s/b": 3, "a/s/c": 3}


def test_own_efforts_beyond_the_sections_leave_nothing():
    made = phase("A", sections=[section("S", effort="3h", items=[item("a", effort="4h"), "b"])])
    assert hours(made) == {"a/s/a": 4, "a/s/b": 0}


def test_a_phases_hours_are_shared_by_what_has_none_of_its_own():
    made = phase(
        "A",
        effort="20h",
        items=["a"],
        sections=[section("S", effort="8h", items=["b"]), section("T", items=[item("c", effort="6h"), "d"])],
    )
    assert hours(made) == {"a/a": 3, "a/s/b": 8, "a/t/c": 6, "a/t/d": 3}
    assert laid_out(made).by_key["r/a/t"].hours == 9


def test_without_any_effort_there_are_no_hours():
    assert hours(phase("A", items=["a"], sections=[section("S", items=["b"])])) == {"a/a": None, "a/s/b": None}


def test_an_alternative_takes_the_sections_hours_unless_it_has_its_own():
    made = section("S", effort="10h", options=[option("O", items=["a", "b"]), option("P", effort="4h", items=["c"])])
    assert hours(phase("A", sections=[made])) == {"a/s/o/a": 5, "a/s/o/b": 5, "a/s/p/c": 4}


def test_two_alternatives_share_the_sections_hours():
    made = section("S", effort="12h", choose=2, options=[option(name, items=[name]) for name in "OPQ"])
    assert set(hours(phase("A", sections=[made])).values()) == {6}


def test_items_beside_alternatives_have_their_share():
    made = section("S", effort="12h", items=["a", "b"], options=[option("O", items=["c"]), option("P", items=["d"])])
    assert hours(phase("A", sections=[made])) == {"a/s/a": 4, "a/s/b": 4, "a/s/o/c": 4, "a/s/p/d": 4}


def test_a_projects_hours_are_its_own():
    assert hours(phase("A", effort="10h", items=["a"], projects=[project("p", effort="5h"), project("q")])) == {
        "a/a": 10,
        "a/p": 5,
        "a/q": None,
    }


@given(phases())
def test_shares_are_never_negative_and_keys_are_unique(made):
    laid = outline(roadmap(*made))
    assert len(laid.by_key) == len(laid.entries)
    assert all(entry.hours is None or entry.hours >= 0 for entry in laid.entries)


@given(phases())
def test_a_section_with_an_effort_and_room_for_it_gives_all_of_it_away(made):
    for part in (part for one in made for part in one.sections if part.effort and part.items and not part.options):
        own = [entry.effort.middle for entry in part.items if entry.effort]
        if len(own) == len(part.items) or sum(own) > part.effort.middle:
            continue
        alone = hours(phase("A", sections=[part]))
        assert sum(alone.values()) == pytest.approx(Effort(part.effort.low, part.effort.high).middle)
