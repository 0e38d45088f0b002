"""References in roadmap files: found from where they stand outwards, written out as full keys, or told."""

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text

PHASES = """\
title: R
phases:
  - id: python
    title: Python
    sections:
      - title: Syntax
        items: [Types, Functions]
      - title: Tools
        items: [Git]
    projects: [{title: Tasks}]
  - id: cloud
    title: Cloud
    depends_on: python
    sections:
      - title: Deploy
        options:
          - {title: AWS, items: [Lambda, Logs]}
          - {title: Azure, items: [Logs]}
    items: [Bills]
projects: [{title: Portfolio}]
"""


def from_item(reference, around="cloud"):
    """What an item directly in a phase depends on."""
    text = PHASES.replace("items: [Bills]", f"items: [Bills, {{title: x, depends_on: {reference}}}]")
    if around == "aws":
        text = PHASES.replace("[Lambda, Logs]", f"[Lambda, Logs, {{title: x, depends_on: {reference}}}]")
    phase = load_text(text, "r.yaml").phases[1]
    items = phase.sections[0].options[0].items if around == "aws" else phase.items
    return items[-1].depends_on


def problems(text):
    with pytest.raises(InvalidRoadmapError) as caught:
        load_text(text, "f.yaml")
    return [str(problem) for problem in caught.value.problems]


def told(reference):
    with pytest.raises(InvalidRoadmapError) as caught:
        from_item(reference)
    (problem,) = caught.value.problems
    assert problem.where.line == 19
    return f"{problem.what}. {problem.hint}"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("bills", "r/cloud/bills"),
        ("deploy", "r/cloud/deploy"),
        ("deploy/aws/lambda", "r/cloud/deploy/aws/lambda"),
        ("python", "r/python"),
        ("python/syntax", "r/python/syntax"),
        ("python/syntax/types", "r/python/syntax/types"),
        ("python/tasks", "r/python/tasks"),
        ("portfolio", "r/portfolio"),
        ("r/python/tools/git", "r/python/tools/git"),
        ("functions", "r/python/syntax/functions"),
        ("syntax/functions", "r/python/syntax/functions"),
    ],
)
def test_a_reference_is_found_from_the_inside_outwards(reference, expected):
    assert from_item(reference) == (expected,)


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("logs", "r/cloud/deploy/aws/logs"),
        ("azure/logs", "r/cloud/deploy/azure/logs"),
        ("bills", "r/cloud/bills"),
    ],
)
def test_an_item_of_an_option_sees_its_siblings_first(reference, expected):
    assert from_item(reference, "aws") == (expected,)


def test_several_dependencies_keep_their_order_and_lose_their_doubles():
    assert from_item("[git, bills, python/tools/git]") == ("r/python/tools/git", "r/cloud/bills")


def test_an_elements_own_name_means_another_that_bears_it():
    text = "title: R\nphases:\n  - {title: Git, items: [x]}\n  - {title: B, items: [{title: Git, depends_on: git}]}\n"
    assert load_text(text, "r.yaml").phases[1].items[0].depends_on == ("r/git",)


def test_phases_and_sections_may_wait_too():
    text = PHASES.replace("      - title: Tools", "      - title: Tools\n        depends_on: syntax")
    roadmap = load_text(text, "r.yaml")
    assert roadmap.phases[1].depends_on == ("r/python",)
    assert roadmap.phases[0].sections[1].depends_on == ("r/python/syntax",)


def test_a_dangling_reference_names_the_nearest():
    assert told("functons") == "there is no `functons` in this roadmap. Did you mean `python/syntax/functions`?"
    assert told("python/syntax/typs").endswith("Did you mean `python/syntax/types`?")
    assert told("zebra").startswith("there is no `zebra` in this roadmap. Write the id of a phase, section, item or")


def test_an_ambiguous_reference_names_all_it_may_mean():
    expected = "`logs` may mean `cloud/deploy/aws/logs`, `cloud/deploy/azure/logs`. Write the path of the one you mean."
    assert told("logs") == expected


def test_nothing_waits_for_itself_or_what_it_stands_in():
    assert told("x") == "`cloud/x` can't wait for itself. Take it away."
    assert told("cloud").startswith("`cloud/x` can't wait for `cloud`, which it is part of")
    (found,) = problems(PHASES.replace("depends_on: python", "depends_on: cloud/bills"))
    assert found.startswith("f.yaml:13:17: `cloud` can't wait for `cloud/bills`, which is part of it")


def test_nothing_waits_for_an_option():
    expected = (
        "`cloud/deploy/aws` is an option, which has no issue to wait for. Name the section, or an item of the option."
    )
    assert told("deploy/aws") == expected


def test_a_circle_of_items_is_told_once_as_a_whole():
    items = (
        "[{title: a, depends_on: b}, {title: b, depends_on: c}, {title: c, depends_on: a}, {title: d, depends_on: a}]"
    )
    (found,) = problems(f"title: R\nphases:\n  - {{title: P, items: {items}}}\n")
    assert found == (
        "f.yaml:3:47: a circle, nothing of which can begin: p/a waits for p/b, which waits for p/c, "
        "which waits for p/a. Take one of these dependencies away."
    )


def test_two_circles_are_two_problems():
    items = (
        "[{title: a, depends_on: b}, {title: b, depends_on: a}, {title: c, depends_on: d}, {title: d, depends_on: c}]"
    )
    found = problems(f"title: R\nphases:\n  - {{title: P, items: {items}}}\n")
    assert [line.split(": ")[2].split(",")[0] for line in found] == ["p/a waits for p/b", "p/c waits for p/d"]


def test_a_circle_through_a_phase_is_found():
    first, second = "{title: A, items: [{title: x, depends_on: b/y}]}", "{title: B, depends_on: a, items: [y]}"
    (found,) = problems(f"title: R\nphases:\n  - {first}\n  - {second}\n")
    assert "a/x waits for b/y, which is part of b, which waits for a, which holds a/x" in found


def test_sections_whose_items_wait_for_each_other_without_a_circle_are_fine():
    sections = (
        "{title: S, items: [a, {title: b, depends_on: t/d}]}, {title: T, items: [{title: c, depends_on: s/a}, d]}"
    )
    assert load_text(f"title: R\nphases:\n  - {{title: P, sections: [{sections}]}}\n", "r.yaml")


def test_the_same_work_named_twice_is_one_and_is_waited_for_as_one():
    projects = "[{title: Again, same_as: python/tasks}, {title: z, depends_on: again}]"
    roadmap = load_text(PHASES.replace("[{title: Portfolio}]", projects), "r.yaml")
    assert roadmap.projects[0].same_as == "r/python/tasks"
    assert roadmap.projects[1].depends_on == ("r/python/tasks",)


@pytest.mark.parametrize(
    ("projects", "expected"),
    [
        ("[{title: P, same_as: p}]", "`same_as` names the project itself"),
        ("[{title: P, same_as: nope}]", "there is no `nope` in this roadmap"),
        (
            "[{title: P, same_as: python/syntax}]",
            "`same_as` must name an item or a project, and `python/syntax` is none",
        ),
        ("[{title: P, same_as: q}, {title: Q, same_as: git}]", "`q` is itself only another name, by its `same_as`"),
        ("[{title: P, same_as: q}, {title: Q, same_as: p}]", "`q` is itself only another name"),
        ("[{title: P, same_as: git, depends_on: x}, {title: X, depends_on: p}]", ""),
        ("[{title: P, same_as: q}, {title: Q, depends_on: p}]", "`q` can't wait for itself"),
    ],
)
def test_the_same_work_must_be_work_named_once(projects, expected):
    text = PHASES.replace("[{title: Portfolio}]", projects)
    if expected:
        assert expected in problems(text)[0]
    else:
        assert load_text(text, "r.yaml")


def test_entry_points_skip_by_reference():
    points = "entry_points: [{title: Knows Python, skip: [python, bills, deploy/aws]}]\nentry: knows-python\n"
    roadmap = load_text(PHASES + points, "r.yaml")
    assert roadmap.entry_points[0].skip == ("r/python", "r/cloud/bills", "r/cloud/deploy/aws")
    (found,) = problems(PHASES + points.replace("bills", "bils"))
    assert "`bils`" in found
    assert "Did you mean `cloud/bills`?" in found


def test_skills_grow_from_what_there_is():
    skills = "skills: [{title: s, from: ['phase:python', 'section:cloud/deploy', 'tag:core']}]\ntags: {core: {}}\n"
    assert len(load_text(PHASES + skills, "r.yaml").skills[0].sources) == 3
    assert "Did you mean `phase:python`?" in problems(PHASES + skills.replace("phase:python", "phase:pyton"))[0]


def test_a_thousand_dangling_references_are_all_told_in_time():
    items = "".join(
        f"      - {{title: item number {number}, depends_on: nothing-{number}}}\n" for number in range(1_000)
    )
    assert len(problems(f"title: R\nphases:\n  - title: A\n    items:\n{items}")) == 1_000
