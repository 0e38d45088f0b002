"""The questions of a roadmap as a text file that Anki imports."""

from __future__ import annotations

import csv
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.render.questions_anki import export_anki, is_anki
from roadmap_sync.roadmap.loader import load_text

TEXT = """
id: r
title: "Python:: all"
phases:
  - title: Python
    check_yourself: [What is a name?]
    sections:
      - title: Language
        tags: [core skill]
        items:
          - {title: Functions, check_yourself: [{id: closure, question: What is a closure?}, What is a name?]}
"""


def rows(text: str) -> list[list[str]]:
    """The notes as Anki reads them: lines that begin with # are headers, fields are parted by tabs."""
    return list(csv.reader([one for one in text.splitlines() if not one.startswith("#")], delimiter="\t"))


def headers(text: str) -> list[str]:
    return [one for one in text.splitlines() if one.startswith("#")]


def test_a_question_is_a_note_with_its_source_and_its_tags():
    guid, front, back, tags = rows(export_anki(load_text(TEXT, "r.yaml")))[1]
    assert (guid, front) == ("r/closure", "What is a closure?")
    assert (back, tags) == ("Python > Language > Functions", "r::python core-skill")


def test_a_question_that_is_asked_twice_is_one_note():
    assert [row[1] for row in rows(export_anki(load_text(TEXT, "r.yaml")))] == ["What is a name?", "What is a closure?"]


def test_a_note_keeps_its_identity_when_its_item_moves_so_that_an_import_again_updates_it():
    moved = TEXT.replace("title: Language", "title: Basics").replace("title: Functions", "title: Calls")
    assert [row[0] for row in rows(export_anki(load_text(moved, "r.yaml")))] == [
        row[0] for row in rows(export_anki(load_text(TEXT, "r.yaml")))
    ]


def test_the_headers_say_which_columns_are_what_and_name_one_deck():
    found = headers(export_anki(load_text(TEXT, "r.yaml")))
    assert found[0] == "#separator:tab"
    assert "#html:false" in found
    assert found[-1] == "#deck:Python: all"
    assert is_anki(export_anki(load_text(TEXT, "r.yaml")))
    assert not is_anki("#separator:tab\nsomebody's\tnotes\n")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_text_breaks_out_of_its_field(text: str):
    question = {"id": "x", "question": f"a{text}"}
    roadmap = load_text("id: r\ntitle: T\nphases: [{title: P, check_yourself: [{id: x, question: Q}]}]", "r.yaml")
    phase = roadmap.phases[0]
    changed = replace(phase, title=f"t{text}", check_yourself=(replace(phase.check_yourself[0], **question),))
    out = export_anki(replace(roadmap, title=f"d{text}", phases=(changed,)))
    (row,) = rows(out)
    assert len(row) == 4
    assert row[0] == "r/x"
    assert len(headers(out)) == 7
