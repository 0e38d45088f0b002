"""Hidden names: groups in which nobody can be told apart, whatever anybody publishes."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.cohort.definition import Learner, Names
from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.gathering import Gathering
from roadmap_sync.cohort.hiding import FEWEST_IN_GROUP, grouped, hidden, range_words
from roadmap_sync.cohort.overview import overview
from roadmap_sync.cohort.result_json import dump
from roadmap_sync.render import cohort_html, cohort_svg, cohort_text
from roadmap_sync.render.cohort_markdown import publication
from roadmap_sync.render.cohort_view import document, view
from roadmap_sync.render.drawing import LIGHT
from roadmap_sync.tracker import region
from tests.cohort.building import MONDAY, TITLES, TODAY, Shelves, cohort, look, result
from tests.cohort.test_result import results


@given(st.lists(st.integers(0, 6), max_size=12))
def test_no_group_is_smaller_than_three_and_nobody_is_left_out(counts: list[int]) -> None:
    groups = grouped(counts)
    assert all(group.count >= FEWEST_IN_GROUP for group in groups)
    if sum(counts) >= FEWEST_IN_GROUP:
        assert sum(group.count for group in groups) == sum(counts)
        assert groups[0].first == 0
        assert groups[-1].last == len(counts) - 1
        assert [one.last + 1 for one in groups[:-1]] == [one.first for one in groups[1:]]
    else:
        assert groups == ()


def test_groups_are_merged_with_their_neighbours() -> None:
    assert [(one.first, one.last, one.count) for one in grouped([2, 1, 0, 4, 1])] == [(0, 1, 3), (2, 4, 5)]


def test_nothing_is_shown_of_fewer_than_five() -> None:
    shown = hidden(look(result(), result(2), result(3), result(30), "gone"))
    assert (shown.read, shown.ranges, shown.places, shown.phases) == (4, (), (), ())


def test_those_who_could_not_be_read_are_one_number() -> None:
    shown = hidden(look(*[result()] * 6, "it is private", "the published result is no JSON"))
    assert (shown.read, shown.unread) == (6, 2)


def test_ranges_have_words() -> None:
    assert [range_words(0, 0), range_words(0, 2), range_words(9, 10), range_words(10, 10)] == [
        "0–9 %", "0–29 %", "90–100 %", "100 %",
    ]  # fmt: skip


words = st.text("abcé<|`[]()\u202e\0\n-*_#@&\"'", min_size=1, max_size=12)
SECRETS = ("Secret", "secret")
readings = st.lists(st.tuples(words, results() | words), max_size=6)


def made(pairs: list, names: Names):
    learners = [
        Learner(repository=f"secret{number}/repo{number}", name=f"Secret {name}")
        for number, (name, _) in enumerate(pairs)
    ]
    listed = [
        Reading(learner, problem=f"Secret {one}") if isinstance(one, str) else Reading(learner, one)
        for learner, (_, one) in zip(learners, pairs, strict=True)
    ]
    return view(overview(cohort(*learners, names=names), listed, TODAY, TITLES), names)


def everything(shown) -> str:
    texts = publication(shown, "spring", "README.md", {})
    return "\n".join([*texts.values(), cohort_html.page(shown), cohort_text.render(shown), json.dumps(document(shown))])


@settings(max_examples=60)
@given(readings)
def test_hidden_names_show_nobody_in_any_form(pairs: list) -> None:
    text = everything(made(pairs, Names.HIDDEN))
    assert not [word for word in SECRETS if word in text]
    assert "repo" not in text.replace("reports", "")


@settings(max_examples=60)
@given(readings)
def test_initials_show_no_repository_and_no_link(pairs: list) -> None:
    shown = made([(name, one) for name, one in pairs if not isinstance(one, str)], Names.INITIALS)
    text = everything(shown)
    assert not [word for word in SECRETS if word in text]
    assert "https://github.com" not in text


@settings(max_examples=60)
@given(readings)
def test_whatever_is_published_the_page_and_the_region_stay_whole(pairs: list) -> None:
    shown = made(pairs, Names.SHOWN)
    texts = publication(shown, "spring", "README.md", {"README.md": "# Mine\n\nAfter\n"})
    readme = texts["README.md"]
    found = region.find(readme, "cohort")
    assert found is not None
    assert readme.startswith("# Mine\n\nAfter\n")
    assert len([*region.regions(readme)]) == 1
    rows = [line for line in readme.splitlines() if line.startswith("| ") and "github.com/secret" in line]
    assert len(rows) == len(pairs)
    page = cohort_html.page(shown)
    assert page.count("<script") == 0
    assert page.count("<tr><td><a href=") == len(pairs)


@given(readings)
@settings(max_examples=30)
def test_the_same_results_give_the_same_bytes_and_are_not_written_again(pairs: list) -> None:
    shown = made(pairs, Names.SHOWN)
    texts = publication(shown, "spring", "README.md", {})
    assert publication(shown, "spring", "README.md", texts) == {}


def test_the_picture_of_hidden_names_is_drawn_of_groups() -> None:
    shown = view(look(*[result(number) for number in range(0, 30, 5)]), Names.HIDDEN)
    picture = cohort_svg.draw(shown, LIGHT)
    assert [words for words in (">0–39<", ">40–100<") if words in picture] == [">0–39<", ">40–100<"]


files = st.sampled_from([f".github/roadmap/{name}.json" for name in ("engineer", "mine", "x")])
contents = st.one_of(
    results().map(dump),
    results().map(lambda one: dump(replace(one, curricula=result().curricula, as_of=MONDAY))),
    st.sampled_from(["", "[]", "{}", "\0", "<!-- roadmap-sync:end -->", '{"version": 1}', "[" * 9_999, "9" * 9_999]),
)


@settings(max_examples=60)
@given(st.lists(st.dictionaries(files, contents, max_size=2), max_size=7), st.sampled_from([*Names]))
def test_no_repository_however_hostile_breaks_the_page_or_shows_what_names_hide(
    repositories: list, names: Names
) -> None:
    there = {f"secret{number}/Secret": texts for number, texts in enumerate(repositories)}
    class_of = cohort(*there, "secret/gone", names=names)
    found = Gathering(class_of, Shelves(there), TODAY).readings()
    assert len(found) == len(there) + 1
    text = everything(view(overview(class_of, found, TODAY, {}), names))
    if names is not Names.SHOWN:
        assert not [word for word in SECRETS if word in text]
    assert text.count("<!-- roadmap-sync:end -->") == 1
