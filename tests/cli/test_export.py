"""`export -o`: into a file of its own, never over somebody's."""

from __future__ import annotations

import csv

import pytest

from tests.cli.conftest import Shell

HOSTILE = """
id: cells
title: Cells
phases:
  - title: "\\t=1+1"
    items: ["=1", "+2", "-3", "@b", "  =4", "\\uff1d5", "\\uff0b6", "A"]
"""
FORMATS = {"csv": "out.csv", "json": "out.json", "ics": "out.ics", "anki": "out.txt", "markdown": "out.md"}


@pytest.mark.parametrize(("form", "name"), FORMATS.items())
def test_an_export_is_written_over_its_own_earlier_one(synced: Shell, form: str, name: str):
    assert synced("export", "--format", form, "-o", name).code == 0
    assert synced("export", "--format", form, "-o", name).code == 0


@pytest.mark.parametrize(("form", "name"), FORMATS.items())
def test_an_export_is_never_written_over_somebody_elses_file_unless_forced(synced: Shell, form: str, name: str):
    theirs = "a,b\n1,2\n"
    synced.write(name, theirs)
    refused = synced("export", "--format", form, "-o", name)
    assert refused.code == 2
    assert f"{name} exists and is no {form} export of roadmap-sync" in refused.err
    assert "--force" in refused.err
    assert synced.read(name) == theirs
    assert synced("export", "--format", form, "-o", name, "--force").code == 0
    assert synced.read(name) != theirs


def test_a_file_that_is_no_text_is_somebody_elses(synced: Shell):
    (synced.folder / "out.csv").write_bytes(b"\xff\xfe\x00")
    assert synced("export", "--format", "csv", "-o", "out.csv").code == 2


def test_a_table_has_a_byte_order_mark_in_a_file_for_excel_and_none_in_a_pipe(synced: Shell):
    assert synced("export", "--format", "csv", "-o", "out.csv").code == 0
    assert synced.read("out.csv").startswith("\ufeffkey,")
    assert synced("export", "--format", "csv").out.startswith("key,")


def test_a_table_of_an_earlier_version_without_the_mark_counts_as_ours(synced: Shell):
    synced.write("out.csv", synced("export", "--format", "csv").out)
    assert synced("export", "--format", "csv", "-o", "out.csv").code == 0


def test_no_cell_of_a_table_is_a_formula_in_any_spelling(shell: Shell):
    shell.write("roadmaps/cells.yaml", HOSTILE)
    assert shell("sync").code == 0
    assert shell("export", "--format", "csv", "-o", "out.csv").code == 0
    with (shell.folder / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["title"] for row in rows if not row["title"].startswith("'")] == ["A"]
    assert len(rows) == 8
