"""The cohort's file: what it says, and what is refused with its place."""

from __future__ import annotations

import pytest

from roadmap_sync.cohort.definition import Cohort, Learner, Names, read_cohort
from roadmap_sync.errors import InvalidRoadmapError

FILE = """\
title: Spring 2026
curriculum: acme/curriculum/roadmaps/engineer.yaml@v3
start: 2026-01-05
names: initials
note: Tuesdays at six
learners:
  - ada/learning
  - {repository: Grace/Journey, name: Grace Brewster Hopper, start: 2026-02-02, note: on leave in May}
repositories: [acme/spring-*]
"""


def read(text: str) -> Cohort:
    return read_cohort(text, "cohorts/spring.yaml")


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidRoadmapError) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_a_cohort_is_a_title_a_curriculum_and_learners() -> None:
    cohort = read(FILE)
    assert (cohort.id, cohort.title, cohort.names) == ("spring", "Spring 2026", Names.INITIALS)
    assert cohort.source == "acme/curriculum/roadmaps/engineer.yaml"
    assert [(one.repository, one.shown) for one in cohort.learners] == [
        ("ada/learning", "ada"),
        ("Grace/Journey", "Grace Brewster Hopper"),
    ]
    assert cohort.repositories == ("acme/spring-*",)


@pytest.mark.parametrize(
    ("name", "initials"),
    [("Ada Lovelace", "A. L."), ("Grace Brewster Hopper", "G. H."), ("", "S."), ("zoë", "Z."), ("Li-Na Sun", "L. S.")],
)  # fmt: skip
def test_initials_are_those_of_two_words_at_most(name: str, initials: str) -> None:
    assert Learner(repository="someone/x", name=name).initials == initials


def test_what_is_wrong_has_its_place() -> None:
    (found,) = problems("title: T\ncurriculum: a/b/c.yaml@v1\nlearners: [ada]\n")
    assert found.startswith("cohorts/spring.yaml:3:12: `repository` must be owner/name: `ada`.")
    found = problems("title: T\ncurriculum: a/b/c.yaml@v1\nlearner: [ada/x]\n")[1]
    assert found == "cohorts/spring.yaml:3:1: unknown key `learner`. Did you mean `learners`?"
    assert "acme/*-spring" in problems("title: T\ncurriculum: a/b/c.yaml@v1\nrepositories: [acme/*-spring]\n")[0]


def test_a_learner_stands_in_it_once() -> None:
    twice = FILE.replace("  - ada/learning", "  - ada/learning\n  - Ada/Learning")
    assert problems(twice) == ["cohorts/spring.yaml:8:5: `Ada/Learning` is listed twice. Take one of the two away."]


def test_a_cohort_without_learners_says_how_to_add_one() -> None:
    assert problems("title: T\ncurriculum: a/b/c.yaml@v1\n")[0].endswith(
        "Add `learners:` or `repositories:`; `cohort add OWNER/NAME` does."
    )
