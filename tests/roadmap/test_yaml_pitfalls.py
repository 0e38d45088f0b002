"""What YAML makes of a text that its author did not expect: said at its place, and what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from roadmap_sync.errors import Problem
from roadmap_sync.roadmap.loader import check_files, load_text
from roadmap_sync.roadmap.yaml_readings import other_reading


def problems(tmp_path: Path, text: str) -> tuple[Problem, ...]:
    path = tmp_path / "r.yaml"
    path.write_bytes(text.encode())
    return check_files([path])[1]


def item(tmp_path: Path, written: str) -> tuple[Problem, ...]:
    return problems(tmp_path, f"title: R\nphases:\n  - title: P\n    items:\n      - {written}\n")


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u3000", "\u200b", "\ufeff"])
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: R\nphases:\n{}  - title: P\n    items: [A]\n", (3, 1)),
        ("title: R\nphases:\n  - title: P\n {}  items: [A]\n", (4, 2)),
        ("title: R\nphases:\n  - title: P\n    items:\n      -{}title: A\n        id: a\n", (5, 8)),
    ],
)
def test_an_invisible_space_in_the_indentation_is_named_at_its_own_place(tmp_path, space, text, place):
    (problem, *_) = [found for found in problems(tmp_path, text.format(space)) if not found.warning]
    assert (problem.where.line, problem.where.column) == place
    assert f"U+{ord(space):04X}" in problem.what
    assert "plain space" in problem.hint


def test_an_invisible_space_inside_a_text_is_text(tmp_path):
    assert not problems(tmp_path, "title: a\u00a0b\nphases: [{title: P, items: [A]}]\n")


@pytest.mark.parametrize(
    ("written", "kept", "lost"),
    [("Learn C #3", "Learn C", "#3"), ("See #python and more", "See", "#python"), ("A #1 #2", "A", "#1 #2")],
)
def test_a_title_that_is_cut_at_a_hash_gets_a_warning(tmp_path, written, kept, lost):
    (warning,) = item(tmp_path, written)
    assert warning.warning
    assert f"takes `{lost}" in warning.what
    assert f"`{kept}`" in warning.what
    assert (warning.where.line, warning.where.column) == (5, 9)


@pytest.mark.parametrize("written", ["A  # a comment", "A #", '"Learn C #3"', "C#3", "'#1'"])
def test_a_comment_and_a_text_in_quotes_get_none(tmp_path, written):
    assert item(tmp_path, written) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "false"),
        ("Yes", "true"),
        ("1:30", "90"),
        ("3.10", "3.1"),
        ("1_000", "1000"),
        ("010", "base"),
        ("1e3", "1000"),
    ],
)
def test_a_title_that_other_programs_read_as_something_else_gets_a_warning_and_is_kept(tmp_path, written, read):
    (warning,) = item(tmp_path, written)
    assert warning.warning
    assert read in warning.what
    loaded = load_text(f"title: R\nphases: [{{title: P, items: [{written}]}}]\n", "r.yaml")
    assert loaded.phases[0].items[0].title == written


@pytest.mark.parametrize("written", ["42", "3.1", "Nothing", "1:2:x", "v1.0", "2026-01-05", "-", "1.2.3", "e5"])
def test_what_every_program_reads_the_same_gets_none(written):
    assert other_reading(written) == ""


@pytest.mark.parametrize("written", ["no", "on", "1:30", "3.10", "1_0", "010", "0x1F", ".inf", "42", "3.1", "a", "1.0"])
def test_what_is_warned_of_is_what_pyyaml_reads_as_another_text(written):
    read = yaml.safe_load(written)
    assert bool(other_reading(written)) == (str(read) != written)


def test_a_colour_is_no_text_and_gets_no_warning(tmp_path):
    text = "title: R\ntags: {core: {color: 5319e7}}\nphases: [{title: P, items: [{title: A, tags: [core]}]}]\n"
    assert problems(tmp_path, text) == ()


def test_dangling_references_are_told_together_with_all_other_errors(tmp_path):
    text = "title: R\ncolor: red\nphases: [{title: P, depends_on: [nowhere], items: [{title: A, effort: much}]}]\n"
    found = problems(tmp_path, text)
    assert len(found) == 3
    assert sum("nowhere" in problem.what for problem in found) == 1
