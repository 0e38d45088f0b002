"""What a roadmap file means: every key's value after loading."""

from datetime import date
from pathlib import Path

import pytest

from roadmap_sync.errors import InvalidRoadmapError, Position
from roadmap_sync.roadmap.loader import check_files, load_files, load_text
from roadmap_sync.roadmap.model import BoardSettings, Criterion, Frequency, Resource, Tag, Task, Track
from roadmap_sync.roadmap.timespans import By, DateRange, Effort, Lasts, Ongoing, Span, Unit

SMALL = """\
title: My learning journey
phases:
  - title: Foundations
    items:
      - Python basics
      - Git workflow
"""


def loaded(phase="title: A", *more):
    """A roadmap `r` of one phase with these keys, and further lines of the roadmap."""
    lines = [
        "title: R",
        *more,
        "phases:",
        *(f"  {'- ' if n == 0 else '  '}{line}" for n, line in enumerate(phase.splitlines())),
    ]
    return load_text("\n".join(lines), "r.yaml")


def only_item(text):
    return loaded(f"title: A\nitems:\n  - {text}").phases[0].items[0]


def test_five_lines_are_a_roadmap():
    roadmap = load_text(SMALL, "roadmaps/my-journey.yaml")
    assert roadmap.title == "My learning journey"
    assert [(phase.id, phase.title) for phase in roadmap.phases] == [("foundations", "Foundations")]
    assert [(item.id, item.title) for item in roadmap.phases[0].items] == [
        ("python-basics", "Python basics"),
        ("git-workflow", "Git workflow"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("roadmaps/my-journey.yaml", "my-journey"), ("My Journey!.yml", "my-journey"), ("путь.yaml", "путь")],
)
def test_the_id_of_a_roadmap_is_made_of_the_files_name(name, expected):
    assert load_text(SMALL, name).id == expected


def test_a_given_id_stays():
    assert load_text("id: other\n" + SMALL, "my-journey.yaml").id == "other"


def test_what_is_not_written_has_a_sensible_value():
    roadmap = load_text(SMALL, "r.yaml")
    assert (roadmap.timezone, roadmap.label, roadmap.track, roadmap.active) == ("UTC", "roadmap", Track.ITEMS, True)
    assert (roadmap.start, roadmap.pace, roadmap.tags, roadmap.paces, roadmap.holidays) == (None, None, {}, {}, ())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("summary: x", BoardSettings()),
        ("board: true", BoardSettings()),
        ("board: false", None),
        ("board: My board", BoardSettings(title="My board")),
        ("board: {owner: me, number: 3}", BoardSettings(owner="me", number=3)),
    ],
)
def test_there_is_a_board_unless_it_is_switched_off(written, expected):
    assert loaded("title: A", written).board == expected


@pytest.mark.parametrize("text", ["2026", "3.10", "yes", "2026-01-05", "12:30", "0x10", "1e3", "C#", "тест", "数学"])
def test_a_bare_item_keeps_the_text_that_was_written(text):
    assert only_item(text).title == text


def test_a_title_is_one_line_without_needless_space():
    assert only_item('"  Learn \\t Git\\n  well "').title == "Learn Git well"


def test_prose_keeps_its_lines():
    assert loaded("title: A\nwhy: |\n  One.\n\n  Two.").phases[0].why == "One.\n\nTwo."


def test_times_and_hours_are_read_by_their_notations():
    phase = loaded(
        "title: A\nwhen: weeks 1-6\neffort: 60-80h\nsections:\n  - {title: S, lasts: 4-6 weeks, effort: 4}\n"
        "  - {title: T, when: ongoing}\n  - {title: U, when: 2026-01-05..2026-02-15}"
    ).phases[0]
    assert (phase.when, phase.effort) == (Span(Unit.WEEK, 1, 6), Effort(60, 80))
    assert [section.when for section in phase.sections][1:] == [
        Ongoing(),
        DateRange(date(2026, 1, 5), date(2026, 2, 15)),
    ]
    assert (phase.sections[0].lasts, phase.sections[0].effort) == (Lasts(4, 6, Unit.WEEK), Effort(4, 4))


def test_days_need_no_quotes():
    roadmap = loaded("title: A", "start: 2026-01-05", "holidays: [2026-07-01..2026-07-14, 2026-12-24]")
    assert roadmap.start == date(2026, 1, 5)
    assert [str(days) for days in roadmap.holidays] == ["2026-07-01..2026-07-14", "2026-12-24"]


def test_a_pace_may_be_named_or_given_in_hours_a_week():
    paces = "paces: {part-time: 10-15, full-time: 40}"
    named = loaded("title: A", "pace: part-time", paces)
    assert (named.pace, named.pace_name) == (Effort(10, 15), "part-time")
    given = loaded("title: A", "pace: 12", paces)
    assert (given.pace, given.pace_name) == (Effort(12, 12), "")
    assert given.paces == {"part-time": Effort(10, 15), "full-time": Effort(40, 40)}


@pytest.mark.parametrize("key", ["tags", "depends_on", "was", "tasks"])
def test_a_list_of_one_text_needs_no_brackets(key):
    item = loaded(f"title: A\nitems:\n  - first\n  - {{title: x, {key}: first}}" if key != "was" else
                  "title: A\nitems:\n  - {title: x, was: first}").phases[0].items[-1]  # fmt: skip
    assert getattr(item, key) in {("first",), ("r/a/first",), (Task(title="first"),)}


def test_a_bare_criterion_is_ticked_by_hand_and_a_measured_one_needs_no_title():
    phase = loaded(
        "title: A\ndone_when: [Can teach it, commits: 30, {title: Stars, stars: 5, since: 2026-01-01}]"
    ).phases[0]
    assert phase.done_when == (
        Criterion(title="Can teach it"),
        Criterion(commits=30),
        Criterion(title="Stars", stars=5, since=date(2026, 1, 1)),
    )
    assert [criterion.measure for criterion in phase.done_when] == [None, ("commits", 30), ("stars", 5)]


def test_habits_goals_and_checkpoints():
    roadmap = loaded(
        "title: A",
        "habits: [Read, {title: Five commits, every: week, commits: 5}, {title: Post, every: month}]",
        "goals: [{title: Five posts, by: month 12}, Speak once]",
        "checkpoints: [{title: Junior, by: 2026-12-31, skills: [Python], titles: Developer}]",
    )
    assert [habit.every for habit in roadmap.habits] == [Frequency.WEEK, Frequency.WEEK, Frequency.MONTH]
    assert [goal.by for goal in roadmap.goals] == [By(Unit.MONTH, 12), None]
    assert roadmap.checkpoints[0].titles == ("Developer",)


def test_a_resource_may_be_a_bare_title_or_a_bare_address():
    phase = loaded(
        "title: A\nresources: [A book, 'https://example.org/x', {title: B, url: 'http://b.org', note: ch. 1}]"
    ).phases[0]
    assert phase.resources == (
        Resource(title="A book"),
        Resource(title="https://example.org/x", url="https://example.org/x"),
        Resource(title="B", url="http://b.org", note="ch. 1"),
    )


def test_tags_know_their_id_and_label_and_what_counts():
    tags = loaded(
        "title: A", 'tags: {core: {color: "#0E8A16"}, optional: {}, later: {counts: false}, nice: Nice to have}'
    ).tags
    assert tags == {
        "core": Tag(label="core", color="0e8a16"),
        "optional": Tag(label="optional", counts=False),
        "later": Tag(label="later", counts=False),
        "nice": Tag(label="Nice to have"),
    }
    assert [tag.id for tag in tags.values()] == ["core", "optional", "later", "nice"]


def test_an_optional_tag_counts_when_the_file_says_so():
    assert loaded("title: A", "tags: {optional: {counts: true}}").tags["optional"].counts


def test_without_a_section_of_tags_any_tag_will_do():
    assert only_item("{title: x, tags: [C++, high ROI]}").tags == ("C++", "high ROI")


def test_one_of_several_options_is_chosen_unless_another_number_is_given():
    options = "options: [{title: X, items: [a]}, {title: Y, items: [a]}, Z]".replace(", Z", ", {title: Z}")
    section = loaded(f"title: A\nsections:\n  - {{title: Cloud, {options}}}").phases[0].sections[0]
    assert section.choose == 1
    assert [option.id for option in section.options] == ["x", "y", "z"]
    more = loaded(f"title: A\nsections:\n  - {{title: Cloud, choose: 2, {options}}}").phases[0].sections[0]
    assert more.choose == 2


def test_a_project_takes_every_key_of_an_item_and_its_own():
    project = (
        loaded("title: A\nprojects:\n  - {title: P, effort: 10-15h, build: [x], proves: y, able_to: [z], done: true}")
        .phases[0]
        .projects[0]
    )
    assert (project.build, project.proves, project.able_to, project.done) == (("x",), ("y",), ("z",), True)


@pytest.mark.parametrize(
    ("word", "expected"), [("yes", True), ("true", True), ("On", True), ("no", False), ("FALSE", False)]
)
def test_truth_may_be_written_as_yaml_allows(word, expected):
    assert only_item(f"{{title: x, done: {word}}}").done is expected


def test_anchors_aliases_and_merges_work():
    phases = "  - &one {title: A, items: &list [x, y]}\n  - {<<: *one, title: B}\n  - {title: C, items: *list}\n"
    roadmap = load_text(f"title: R\nphases:\n{phases}", "r.yaml")
    assert [(phase.title, [item.title for item in phase.items]) for phase in roadmap.phases] == [
        ("A", ["x", "y"]),
        ("B", ["x", "y"]),
        ("C", ["x", "y"]),
    ]


def test_elements_know_where_they_stand_in_the_file():
    roadmap = load_text(SMALL, "some/where.yaml")
    assert roadmap.place == Position("some/where.yaml", 1, 8)
    assert roadmap.phases[0].place == Position("some/where.yaml", 3, 12)
    assert roadmap.phases[0].items[1].place == Position("some/where.yaml", 6, 9)


def test_where_an_element_stands_makes_no_difference_to_it():
    assert load_text("\n" + SMALL, "r.yaml") == load_text(SMALL, "r.yaml")


@pytest.mark.parametrize(
    "content", [SMALL.encode(), b"\xef\xbb\xbf" + SMALL.encode(), SMALL.replace("\n", "\r\n").encode()]
)
def test_byte_order_marks_and_windows_line_ends_make_no_difference(content):
    assert load_text(content, "r.yaml") == load_text(SMALL, "r.yaml")


def test_files_are_loaded_in_their_order(tmp_path):
    for name in "ba":
        (tmp_path / f"{name}.yaml").write_text(SMALL)
    assert [roadmap.id for roadmap in load_files([tmp_path / "b.yaml", tmp_path / "a.yaml"])] == ["b", "a"]


def test_the_problems_of_all_files_come_at_once_and_sorted(tmp_path):
    (tmp_path / "b.yaml").write_text("title: B\nphases: [{title: x, wehn: week 1}]\nsumary: x\n")
    (tmp_path / "a.yaml").write_text("title: A\n")
    (tmp_path / "c.yaml").write_text(SMALL)
    paths = [tmp_path / name for name in ("c.yaml", "b.yaml", "a.yaml", "none.yaml")]
    with pytest.raises(InvalidRoadmapError) as caught:
        load_files(paths)
    problems = caught.value.problems
    assert list(problems) == sorted(problems)
    assert [(Path(problem.where.file).name, problem.where.line) for problem in problems] == [
        ("a.yaml", 1), ("b.yaml", 2), ("b.yaml", 3), ("none.yaml", 0),
    ]  # fmt: skip
    roadmaps, same = check_files(paths)
    assert [roadmap.id for roadmap in roadmaps] == ["c"]
    assert same == problems


def test_two_files_with_one_id_are_an_error_that_names_the_other(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text("id: same\n" + SMALL)
    _, problems = check_files([tmp_path / "a.yaml", tmp_path / "b.yaml"])
    assert len(problems) == 1
    assert "`same` is taken" in problems[0].what
    assert "a.yaml" in problems[0].what


def test_a_file_named_twice_is_read_once(tmp_path):
    (tmp_path / "a.yaml").write_text(SMALL)
    assert len(load_files([tmp_path / "a.yaml", tmp_path / "a.yaml"])) == 1


def test_a_folder_is_no_file(tmp_path):
    _, problems = check_files([tmp_path])
    assert "can't be read" in problems[0].what
