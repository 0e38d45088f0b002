"""Invariants of `extends` and `without`: a valid roadmap or errors with places; written out whole, it is the same."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.desired.issues import desired_state
from roadmap_sync.errors import InvalidRoadmapError, Problem
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.scopes import things
from roadmap_sync.roadmap.unresolved import as_written, plain
from tests.generating import roadmaps
from tests.roadmap.test_extending import CURRENT, Shelf

NAMES = ["alpha", "beta", "gamma", "alpha-own"]
names = st.sampled_from(NAMES)
paths = st.lists(names, min_size=1, max_size=3).map("/".join)
some_names = st.lists(names, max_size=2, unique=True)


def elements(**more: st.SearchStrategy) -> st.SearchStrategy:
    optional = {
        "id": names,
        "was": some_names,
        "depends_on": st.lists(paths, max_size=2),
        "tags": st.lists(st.sampled_from(["core", "optional"]), max_size=1),
        **more,
    }
    return st.fixed_dictionaries({"title": names}, optional=optional)


items = st.lists(st.one_of(names, elements(done=st.booleans())), max_size=3)
projects = st.lists(elements(same_as=paths), max_size=1)
options = st.lists(st.fixed_dictionaries({"title": names}, optional={"items": items}), max_size=2)
sections = st.lists(elements(items=items, options=options, choose=st.just(1)), max_size=2)
phases = st.lists(elements(items=items, sections=sections, projects=projects), max_size=3)
additions = st.fixed_dictionaries({"id": names}, optional={"items": items, "sections": sections, "goal": st.just("g")})
tops = {
    "id": st.just("r"),
    "start": st.just("2026-01-05"),
    "projects": projects,
    "skills": st.lists(st.fixed_dictionaries({"title": names, "from": st.lists(names.map("phase:{}".format))})),
    "entry_points": st.lists(st.fixed_dictionaries({"title": names, "skip": st.lists(paths, max_size=2)}), max_size=2),
    "author": st.just(["somebody"]),
    "publish": st.sampled_from(["none", "items"]),
}
curricula = st.fixed_dictionaries({"title": names, "phases": phases}, optional=tops)
followers = st.fixed_dictionaries(
    {"extends": st.just(CURRENT)},
    optional={
        **tops,
        "title": names,
        "without": st.lists(paths, max_size=3),
        "phases": st.lists(st.one_of(elements(items=items), additions), max_size=2),
    },
)


def attempt(own: dict, curriculum: dict) -> tuple[Roadmap | None, tuple[Problem, ...]]:
    """The roadmap, or else what is wrong."""
    try:
        return load_text(json.dumps(own), "mine.yaml", Shelf({CURRENT: json.dumps(curriculum)})), ()
    except InvalidRoadmapError as error:
        return None, error.problems


@st.composite
def followed(draw: st.DrawFn) -> tuple[dict, dict]:
    """A file that follows a sound curriculum, with what it leaves out and adds drawn from what is there."""
    curriculum = draw(roadmaps(explicit=False))
    there = [key.partition("/")[2] for key, _ in things(curriculum)]
    ids = [phase.id for phase in curriculum.phases]
    names = st.sampled_from([*(key.rpartition("/")[2] for key in there), "new", "item0-own"])
    some = st.lists(
        st.fixed_dictionaries({"title": names}, optional={"depends_on": st.lists(st.sampled_from(there), max_size=1)}),
        max_size=2,
        unique_by=lambda part: part["title"],
    )
    adding = {"items": some, "sections": st.lists(st.fixed_dictionaries({"title": st.just("Deep")}), max_size=1)}
    added = st.fixed_dictionaries({"id": st.sampled_from([*ids, "gone"])}, optional=adding)
    own = st.fixed_dictionaries({"title": names}, optional={"items": some})
    follower = {
        "pace": "10h",
        "extends": CURRENT,
        "without": draw(st.lists(st.sampled_from([*there, "gone"]), max_size=3)),
        "phases": draw(st.lists(added, max_size=1)) + draw(st.lists(own, max_size=1)),
    }
    return follower, plain(as_written(curriculum))


@settings(max_examples=200, deadline=None)
@given(st.one_of(followed(), st.tuples(followers, curricula)))
def test_following_gives_a_valid_roadmap_or_errors_with_places(pair):
    own, curriculum = pair
    roadmap, problems = attempt(own, curriculum)
    if roadmap is None:
        assert problems
        assert all(problem.where.line and problem.where.file in {"mine.yaml", CURRENT} for problem in problems)
        return
    assert roadmap.author == tuple(own.get("author", ()))
    whole = load_text(json.dumps(plain(as_written(roadmap))), f"{roadmap.id}.yaml")
    assert whole == roadmap
    today = date(2026, 3, 2)
    assert desired_state(whole, today) == desired_state(roadmap, today)


@settings(max_examples=100, deadline=None)
@given(roadmaps(explicit=False), st.data())
def test_what_is_left_out_is_gone_and_everything_else_stays(curriculum, data):
    there = [key for key, _ in things(curriculum)]
    left_out = data.draw(st.lists(st.sampled_from(there), max_size=3))
    own = {"extends": CURRENT, "id": "r", "pace": "10h", "without": [key.partition("/")[2] for key in left_out]}
    rest, problems = attempt(own, plain(as_written(curriculum)))
    if rest is None:
        # Without any phase there is no roadmap.
        assert {problem.what for problem in problems} == {"`phases` is empty"}
        return
    kept = [key for key in there if not any(f"{key}/".startswith(f"{gone}/") for gone in left_out)]
    assert [key for key, _ in things(rest)] == kept
    waits = {wait for _, thing in things(rest) for wait in getattr(thing, "depends_on", ())}
    assert waits <= set(kept)
