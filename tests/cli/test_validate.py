"""`validate` and `schema`: what a file may hold, and what is wrong with it."""

from __future__ import annotations

import jsonschema
import pytest
import yaml

from tests.cli.conftest import SMALL, Shell

BROKEN = SMALL.replace("title: Types\n", "titel: Types\n").replace("2026-01-05", "2026-01-50")


def test_a_good_file_is_said_to_be_fine(small: Shell) -> None:
    done = small("validate")
    assert (done.code, done.out, done.err) == (0, "", "1 roadmap fine.\n")


def test_every_problem_of_every_file_is_shown_with_its_place_and_the_way_out(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", BROKEN)
    small.write("roadmaps/go.yaml", "title: Go\n")
    done = small("validate")
    assert done.code == 1
    assert "roadmaps/rust.yaml:3:8: " in done.out
    assert "unknown key `titel`. Did you mean `title`?" in done.out
    assert "roadmaps/go.yaml:" in done.out
    assert done.err == "3 errors.\n"


def test_only_the_named_files_are_checked(small: Shell) -> None:
    small.write("roadmaps/go.yaml", "title: Go\n")
    assert small("validate", "roadmaps/rust.yaml").code == 0


def test_equal_ids_in_two_files_are_a_problem(small: Shell) -> None:
    small.write("roadmaps/other.yaml", SMALL)
    done = small("validate")
    assert done.code == 1
    assert "the id `rust` is taken by" in done.out


def test_problems_as_json_have_file_line_and_column(small: Shell) -> None:
    small.write("roadmaps/rust.yaml", BROKEN)
    document = small("validate", "--json").json
    assert document["files"] == ["roadmaps/rust.yaml"]
    first = document["problems"][0]
    assert (first["file"], first["line"], first["column"]) == ("roadmaps/rust.yaml", 3, 8)
    assert first["what"]


def test_problems_for_a_workflow_are_annotations_that_nothing_can_break_out_of(small: Shell) -> None:
    small.write("roadmaps/a,b:c.yaml", 'title: "x"\nphases: []\n"evil%0A::error::\\nkey": 1\n')
    done = small("validate", "--format", "github", "roadmaps/a,b:c.yaml")
    assert done.code == 1
    for line in done.out.splitlines():
        assert line.startswith("::error file=roadmaps/a%2Cb%3Ac.yaml")


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b"- a\n- b\n", b"a: [", b"a: &x [*x]\n"])
def test_what_is_no_roadmap_is_a_problem_and_no_traceback(small: Shell, content: bytes) -> None:
    (small.folder / "roadmaps" / "rust.yaml").write_bytes(content)
    assert small("validate").code == 1


def test_the_schema_takes_what_validate_takes_and_refuses_what_it_refuses(shell: Shell) -> None:
    done = shell("schema")
    assert done.code == 0
    checker = jsonschema.Draft202012Validator(done.json)
    assert not [*checker.iter_errors(yaml.safe_load(SMALL.replace("2026-01-05", '"2026-01-05"')))]
    assert [*checker.iter_errors({"title": "Rust", "phases": [], "nonsense": 1})]


def test_a_files_name_is_shown_without_characters_that_write_or_turn_text(shell):
    shell.write("roadmaps/a\x1b[31m\nb\u202e.yaml", "title: x\n")
    done = shell("validate")
    assert done.code == 1
    assert done.out.startswith(r"roadmaps/a\x1b[31m\nb\u202e.yaml:1:1: ")
