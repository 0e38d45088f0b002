"""Reading a cohort: which file is a learner's result, and how many questions that takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.gathering import Gathering
from roadmap_sync.cohort.result import FollowedCurriculum
from roadmap_sync.cohort.result_json import MAX_BYTES, dump
from tests.cohort.building import SOURCE, TODAY, Shelves, cohort, result

RESULT = ".github/roadmap/engineer.json"
GOOD = dump(result())


def following(source: str, **more: object) -> str:
    return dump(result(curricula=(FollowedCurriculum(source=source),), **more))


def readings(shelves: Shelves, *learners: str, **more: object) -> tuple[Reading, ...]:
    return Gathering(cohort(*learners, **more), shelves, TODAY).readings()


def problem(files: dict[str, str]) -> str:
    (found,) = readings(Shelves({"ada/learning": files}), "ada/learning")
    assert found.result is None
    return found.problem


def test_the_result_that_has_the_curriculums_name_is_found_in_one_question() -> None:
    shelves = Shelves({"ada/learning": {RESULT: GOOD}, "bob/x": {RESULT: GOOD}})
    found = readings(shelves, "ada/learning", "bob/x")
    assert [one.result for one in found] == [result(), result()]
    assert len(shelves.asked) == 1


def test_a_result_of_another_id_is_found_by_the_curriculum_it_names() -> None:
    mine = dump(result(roadmap="mine"))
    other = following("other/thing/roadmap.yaml", roadmap="aaa")
    files = {".github/roadmap/mine.json": mine, ".github/roadmap/aaa.json": other, ".github/roadmap/a.svg": "<svg/>"}
    shelves = Shelves({"ada/learning": files})
    (found,) = readings(shelves, "ada/learning")
    assert found.result == result(roadmap="mine")
    assert [path for one in shelves.asked[1] for path in one.paths] == [
        ".github/roadmap/aaa.json",
        ".github/roadmap/mine.json",
    ]


def test_any_link_of_the_chain_counts_and_case_does_not() -> None:
    chain = (FollowedCurriculum(source="someone/fork/x.yaml"), FollowedCurriculum(source=SOURCE.upper()))
    shelves = Shelves({"ada/learning": {RESULT: dump(result(curricula=chain))}})
    assert readings(shelves, "ada/learning")[0].result


def test_a_curriculum_that_was_renamed_is_still_the_same() -> None:
    files = {"acme/curriculum": {}, "ada/learning": {RESULT: following("old/name/roadmaps/engineer.yaml")}}
    shelves = Shelves(files, renamed={"old/name": "acme/curriculum"})
    assert readings(shelves, "ada/learning")[0].result
    strangers = Shelves({**files, "old/name": {}})
    assert readings(strangers, "ada/learning")[0].problem == "its results follow other curricula"


def test_learners_of_an_organisation_are_found_by_the_beginning_of_the_name() -> None:
    files = {"acme/spring-ada": {RESULT: GOOD}, "acme/spring-bob": {}, "acme/website": {RESULT: GOOD}}
    found = readings(Shelves(files), "ACME/spring-bob", repositories=("acme/spring-*",))
    assert [one.learner.shown for one in found] == ["spring-bob", "spring-ada"]


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "no result is published yet"),
        ({RESULT: ""}, "the published result is empty"),
        ({RESULT: "<html>"}, "the published result is no JSON"),
        ({RESULT: GOOD.replace('"version": 1', '"version": 0')}, "the published result is not of version 1"),
        ({RESULT: "x" * (MAX_BYTES + 1)}, "the published result is too large"),
        ({RESULT: GOOD.replace('"percent"', '"x"')}, "the published result does not follow the format"),
        ({RESULT: dump(result(roadmap="other"))}, "the published result does not follow the format"),
        ({RESULT: following("other/thing/roadmap.yaml")}, "its results follow other curricula"),
    ],
)
def test_what_is_no_result_is_a_row_with_its_reason(files: dict[str, str], why: str) -> None:
    assert problem(files).startswith(why)


def test_a_result_from_the_future_is_none() -> None:
    later = replace(result(), as_of=TODAY + timedelta(days=2))
    assert problem({RESULT: dump(later)}) == "the published result does not follow the format"


def test_one_bad_repository_spoils_nothing() -> None:
    shelves = Shelves({"ada/learning": {RESULT: GOOD}, "bad/one": {RESULT: "\0" * 99}})
    found = readings(shelves, "bad/one", "gone/one", "ada/learning")
    assert [one.problem for one in found] == ["the published result is no JSON", "it is private or not there", ""]
    assert found[2].result == result()


def test_of_two_roadmaps_that_follow_it_the_one_that_runs_counts() -> None:
    old = dump(result(20, roadmap="first", as_of=TODAY - timedelta(days=60)))
    files = {".github/roadmap/first.json": old, ".github/roadmap/second.json": dump(result(3, roadmap="second"))}
    (found,) = readings(Shelves({"ada/learning": files}), "ada/learning")
    assert found.result
    assert found.result.roadmap == "second"
