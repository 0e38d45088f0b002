"""`validate` says what of a file GitHub would not take, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_sync import limits
from roadmap_sync.roadmap.loader import check_files


def warnings(folder: Path, text: str) -> list[str]:
    path = folder / "r.yaml"
    path.write_text(text)
    roadmaps, problems = check_files([path])
    assert roadmaps, problems
    assert all(problem.warning for problem in problems)
    return [str(problem).removeprefix(str(path)) for problem in problems]


def items(names: list[str]) -> str:
    return "title: R\nphases:\n  - title: P\n    items:\n" + "".join(f"      - {name}\n" for name in names)


def waiting(count: int) -> str:
    first = [f"a{number}" for number in range(count)]
    return items([*first, f"{{title: Last, depends_on: [{', '.join(first)}]}}"])


def waited_for(count: int) -> str:
    return items(["First", *(f"{{title: a{number}, depends_on: [first]}}" for number in range(count))])


@pytest.mark.parametrize("text", [waiting(50), waited_for(50)])
def test_what_is_at_the_limit_has_no_warning(tmp_path, text):
    assert warnings(tmp_path, text) == []


def test_an_item_that_waits_for_more_than_fifty_is_warned_about_at_its_place(tmp_path):
    (told,) = warnings(tmp_path, waiting(51))
    assert told.startswith(":56:17: warning: `Last` waits for 51 issues; GitHub takes 50")


def test_more_than_fifty_that_wait_for_one_are_warned_about_there(tmp_path):
    (told,) = warnings(tmp_path, waited_for(60))
    assert told.startswith(":5:9: warning: 60 issues wait for `First`; GitHub takes 50")


def test_what_the_items_of_a_section_wait_for_counts_together_where_sections_are_tracked(tmp_path):
    early = "".join(f"      - {{title: S{n}, items: [{{title: x}}]}}\n" for n in range(60))
    late = "      - title: Late\n        items:\n"
    late += "".join(f"          - {{title: y{n}, depends_on: [p/s{n}]}}\n" for n in range(60))
    text = f"title: R\ntrack: sections\nphases:\n  - title: P\n    sections:\n{early}{late}"
    (told,) = warnings(tmp_path, text)
    assert "`Late` waits for 60 issues" in told


@pytest.mark.parametrize("word", ["tags: [w{}]", "kind: w{}"])
def test_more_than_fifty_tags_or_kinds_do_not_all_get_an_option_on_the_board(tmp_path, word):
    def text(count: int) -> str:
        return items([f"{{title: a{n}, {word.format(n)}}}" for n in range(count)])

    assert warnings(tmp_path, text(50)) == []
    (told,) = warnings(tmp_path, text(51))
    assert "51 " in told
    assert "`Other`" in told
    assert warnings(tmp_path, "board: false\n" + text(51)) == []


def test_an_item_of_more_than_a_hundred_labels_is_warned_about(tmp_path):
    def text(count: int) -> str:
        return "board: false\n" + items(
            [f"{{title: a, kind: demo, tags: [{', '.join(f't{n}' for n in range(count))}]}}"]
        )

    assert warnings(tmp_path, text(98)) == []
    assert "has 101 labels" in warnings(tmp_path, text(99))[0]


ASSIGNED = {
    "roadmap": "assign: {}\ntitle: R\nphases: [{{title: P, items: [A]}}]\n",
    "phase": "title: R\nphases:\n- {{title: P, items: [A], assign: {}}}\n",
    "item": "title: R\nphases:\n- {{title: P, items: [{{title: A, assign: {}}}]}}\n",
}


@pytest.mark.parametrize("where", ASSIGNED.values(), ids=list(ASSIGNED))
def test_more_than_ten_assignees_are_refused_wherever_they_stand(tmp_path, where):
    assert warnings(tmp_path, where.format([f"p{n}" for n in range(10)])) == []
    path = tmp_path / "r.yaml"
    path.write_text(where.format([f"p{n}" for n in range(11)]))
    (problem,) = check_files([path])[1]
    assert problem.what == "11 assignees; an issue has at most 10"


SIZED = {
    "an item's title": ("title: R\nphases: [{{title: P, items: [{}]}}]\n", limits.TITLE),
    "a phase's title": ("title: R\nphases: [{{title: {}, items: [A]}}]\n", limits.TITLE),
    "a label": ("title: R\nlabel: {}\nphases: [{{title: P, items: [A]}}]\n", limits.LABEL_NAME),
    "a tag": ("title: R\nphases: [{{title: P, items: [{{title: A, tags: [{}]}}]}}]\n", limits.LABEL_NAME),
    "a label's description": (
        "title: R\ntags: {{t: {{description: {}}}}}\nphases: [{{title: P, items: [A]}}]\n",
        limits.LABEL_DESCRIPTION,
    ),
}


@pytest.mark.parametrize(("text", "limit"), SIZED.values(), ids=list(SIZED))
def test_texts_at_the_limit_are_taken_and_one_character_more_is_refused(tmp_path, text, limit):
    assert warnings(tmp_path, text.format("x" * limit.most)) == []
    path = tmp_path / "r.yaml"
    path.write_text(text.format("x" * (limit.most + 1)))
    (problem,) = check_files([path])[1]
    assert f"{limit.most + 1} characters, {limit.most} are allowed" in problem.what


def test_a_section_of_a_hundred_items_is_taken_and_one_more_is_refused(tmp_path):
    def text(count: int) -> str:
        items_of_it = ", ".join(f"a{number}" for number in range(count))
        return f"title: R\nphases: [{{title: P, sections: [{{title: S, items: [{items_of_it}]}}]}}]\n"

    assert warnings(tmp_path, text(limits.SUB_ISSUES.most)) == []
    path = tmp_path / "r.yaml"
    path.write_text(text(limits.SUB_ISSUES.most + 1))
    (problem,) = check_files([path])[1]
    assert "holds 101 items" in problem.what
    assert "track: sections" in problem.hint
