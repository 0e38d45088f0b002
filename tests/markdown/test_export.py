"""Exports: a checklist that people may edit, a table safe for spreadsheets, a calendar that calendars accept."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from roadmap_sync.markdown import export_markdown, import_text
from roadmap_sync.markdown.writing.yaml_text import roadmap_yaml
from roadmap_sync.progress.model import PartProgress, Progress, Tally, Verdict, Work, WorkStatus
from roadmap_sync.render.exports import export_csv, export_json
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.unresolved import as_written

ROADMAP = load_text(
    """
id: bees
title: "Bees *and* [honey] <b>"
start: 2026-03-02
entry_points: [{title: Knows wood, skip: [hive/wood]}]
phases:
  - title: Hive
    done_when: [Stands level, {commits: 3}]
    goal: "--> a house"
    sections:
      - title: Wood
        effort: 4-6h
        items: [Cut the boards, {title: "`glue`_it", id: glue, tasks: [mix, wait], depends_on: [cut-the-boards]}]
    projects:
      - {title: A second hive, effort: 10h, build: [roof]}
habits: [{title: "Look in; write, note", every: month}]
goals: [{title: One jar, by: month 6}]
""",
    "bees.yaml",
)
WORK = Work(
    key="bees/hive/wood/glue",
    title="=HYPERLINK(1)",
    mark=WorkStatus.TODO,
    counts=True,
    target=date(2026, 3, 20),
    phase="bees/hive",
)
PROGRESS = Progress(
    roadmap=ROADMAP,
    as_of=date(2026, 3, 9),
    tally=Tally(),
    phases=(PartProgress(key="bees/hive", title="Hive", tally=Tally(), target=date(2026, 4, 1)),),
    work=(WORK,),
    goals=(Verdict(title="One jar", met=None, by=date(2026, 9, 1)),),
    start=date(2026, 3, 2),
)


def back(text: str):
    return load_text(import_text(text.encode(), name="bees.md").yaml, "bees.yaml")


def test_a_checklist_reads_back_as_the_same_roadmap_whatever_its_texts_hold():
    assert back(export_markdown(ROADMAP)) == ROADMAP


def test_a_tick_made_in_the_checklist_counts():
    text = export_markdown(ROADMAP).replace("- [ ] Cut", "- [x] Cut")
    assert back(text).phases[0].sections[0].items[0].done


def test_a_line_added_or_renamed_in_the_checklist_counts():
    text = (
        export_markdown(ROADMAP)
        .replace("Cut the boards", "Saw the boards")
        .replace("- [ ] A second hive", "- [ ] Sell honey\n- [ ] A second hive")
    )
    text = text.replace('["cut-the-boards"]', '["saw-the-boards"]').replace(
        '["hive/wood/cut-the-boards"]', '["hive/wood/saw-the-boards"]'
    )
    phase = back(text).phases[0]
    assert phase.sections[0].items[0].title == "Saw the boards"
    assert [project.title for project in phase.projects] == ["Sell honey", "A second hive"]


def test_done_work_is_ticked_and_criteria_habits_and_goals_are_seen():
    section = ROADMAP.phases[0].sections[0]
    cut = replace(section, items=(replace(section.items[0], done=True), *section.items[1:]))
    text = export_markdown(replace(ROADMAP, phases=(replace(ROADMAP.phases[0], sections=(cut,)),)))
    assert "- [x] Cut the boards" in text
    for seen in (
        "- [ ] Stands level",
        "- [ ] 3 commits",
        "- [ ] Look in; write, note (every month)",
        "- [ ] One jar (by month 6)",
    ):
        assert seen in text


def test_a_checklist_broken_beyond_recognition_is_read_as_any_markdown():
    made = import_text(b"<!-- roadmap-sync:checklist 1 -->\n\n- [ ] a\n", name="x.md")
    assert made.summary.phases == 1


def test_a_table_has_a_row_for_every_piece_of_work_and_no_formula():
    rows = list(csv.DictReader(io.StringIO(export_csv(PROGRESS))))
    assert rows[0]["title"] == "'=HYPERLINK(1)"
    assert (rows[0]["phase"], rows[0]["mark"], rows[0]["target"]) == ("Hive", "todo", "2026-03-20")


def test_json_has_the_roadmap_as_written_and_how_its_work_stands():
    told = json.loads(export_json(PROGRESS))
    assert told["roadmap"]["phases"][0]["sections"][0]["effort"] == "4-6h"
    assert told["work"][0]["mark"] == "todo"


def test_an_optional_tag_that_counts_still_counts_after_writing_and_printing():
    text = "title: T\ntags: {optional: {counts: true}}\nphases: [{title: P, items: [{title: a, tags: [optional]}]}]\n"
    roadmap = load_text(text, "t.yaml")
    assert load_text(roadmap_yaml(as_written(roadmap), {}), "t.yaml") == roadmap
    back = import_text(export_markdown(roadmap).encode(), name="t.md")
    assert load_text(back.yaml, "t.yaml").tags["optional"].counts
