"""`roadmap-sync import` and `export`: files in, files out, an honest account on the way."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from roadmap_sync.cli import root
from roadmap_sync.cli.exit_codes import run
from roadmap_sync.roadmap.loader import load_files

SOURCE = "# Bees\n\n## Phase 1: Hive\n- [x] Cut the boards\n- [ ] Glue\n\n## Phase 2: Swarm\n- [ ] Catch it\n"


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def call(tmp_path, monkeypatch, capsys):
    """Run a command in a folder that holds a Markdown roadmap."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(("GITHUB_", "GH_"))]:
        monkeypatch.delenv(name)
    Path("bees.md").write_text(SOURCE, encoding="utf-8")

    def invoke(*arguments: str) -> Ended:
        code = run(root, list(arguments))
        return Ended(code, *capsys.readouterr())

    return invoke


def test_an_import_prints_yaml_and_says_what_became_what(call):
    ended = call("import", "bees.md")
    assert ended.code == 0
    assert ended.out.startswith("title: Bees\n")
    assert "2 phases, 3 items; 1 done." in ended.err


@pytest.mark.parametrize("command", [("import", "bees.md"), ("export", "--tracker", "local")])
def test_a_dash_as_the_file_to_write_prints(call, command):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    there = set(Path().iterdir())
    assert call(*command, "-o", "-") == call(*command)
    assert set(Path().iterdir()) == there


def test_an_import_writes_a_file_that_validates(call):
    assert call("import", "bees.md", "-o", "roadmaps/bees.yaml").code == 0
    assert load_files([Path("roadmaps/bees.yaml")])[0].title == "Bees"


def test_an_import_never_overwrites(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    ended = call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    assert ended.code == 2
    assert "--update roadmaps/bees.yaml" in ended.err


def test_an_update_keeps_ids_and_says_what_is_gone(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    Path("bees.md").write_text(
        SOURCE.replace("Catch it", "Catch it in May").replace("- [ ] Glue\n", ""), encoding="utf-8"
    )
    ended = call("import", "bees.md", "--update", "roadmaps/bees.yaml")
    assert ended.code == 0
    assert "gone or moved: Glue" in ended.err
    swarm = load_files([Path("roadmaps/bees.yaml")])[0].phases[1]
    assert [(item.id, item.title) for item in swarm.items] == [("catch-it", "Catch it in May")]


def test_an_update_that_takes_out_most_of_a_file_asks_whether_this_is_its_source(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    Path("bees.md").write_text("# Goats\n\n## Phase 1: Stable\n- [ ] Build it\n", encoding="utf-8")
    ended = call("import", "bees.md", "--update", "roadmaps/bees.yaml")
    assert ended.code == 0
    assert "5 of 5 elements leave roadmaps/bees.yaml" in ended.err


def test_an_update_that_takes_out_little_asks_nothing(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    Path("bees.md").write_text(SOURCE.replace("- [ ] Glue\n", ""), encoding="utf-8")
    assert "elements leave" not in call("import", "bees.md", "--update", "roadmaps/bees.yaml").err


def test_an_update_from_an_empty_source_leaves_the_file_alone(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    before = Path("roadmaps/bees.yaml").read_bytes()
    Path("bees.md").write_text(" \n", encoding="utf-8")
    ended = call("import", "bees.md", "--update", "roadmaps/bees.yaml")
    assert ended.code == 2
    assert "bees.md is empty" in ended.err
    assert Path("roadmaps/bees.yaml").read_bytes() == before


def test_an_update_without_news_writes_nothing(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    before = Path("roadmaps/bees.yaml").stat().st_mtime_ns
    assert "up to date" in call("import", "bees.md", "--update", "roadmaps/bees.yaml").out
    assert Path("roadmaps/bees.yaml").stat().st_mtime_ns == before


def test_an_update_keeps_what_was_written_by_hand(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    file = Path("roadmaps/bees.yaml")
    file.write_text(file.read_text(encoding="utf-8").replace("- Catch it", "- Catch it well\n      - Ask grandfather"))
    Path("bees.md").write_text(SOURCE.replace("Glue", "Glue all"), encoding="utf-8")
    assert call("import", "bees.md", "--update", "roadmaps/bees.yaml").code == 0
    phases = load_files([file])[0].phases
    assert [item.title for item in phases[1].items] == ["Catch it well", "Ask grandfather"]
    assert Path(".roadmap-sync/.gitignore").read_text(encoding="utf-8") == "*\n"


def test_a_file_that_was_put_back_is_brought_up_again(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    file = Path("roadmaps/bees.yaml")
    first = file.read_text(encoding="utf-8")
    Path("bees.md").write_text(SOURCE.replace("Glue", "Glue all"), encoding="utf-8")
    call("import", "bees.md", "--update", "roadmaps/bees.yaml")
    second = file.read_text(encoding="utf-8")
    file.write_text(first, encoding="utf-8")
    call("import", "bees.md", "--update", "roadmaps/bees.yaml")
    assert file.read_text(encoding="utf-8") == second


@pytest.mark.parametrize("memory", ["", "[", "{}", '[["a"]]', '[["title: Bees", "- no roadmap"]]', "[[1, 2]]"])
def test_a_spoiled_memory_stops_no_update(call, memory):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    Path(".roadmap-sync/imported/bees.yaml.json").write_text(memory, encoding="utf-8")
    Path("bees.md").write_text(SOURCE.replace("Glue", "Glue all"), encoding="utf-8")
    assert call("import", "bees.md", "--update", "roadmaps/bees.yaml").code == 0
    assert "Glue all" in Path("roadmaps/bees.yaml").read_text(encoding="utf-8")


def test_strict_fails_and_writes_nothing_where_a_line_has_no_place(call):
    Path("bees.md").write_text(SOURCE + "- [ ] 🚀\n", encoding="utf-8")
    ended = call("import", "bees.md", "--strict", "-o", "out.yaml")
    assert ended.code == 1
    assert "no place: line 9" in ended.err
    assert not Path("out.yaml").exists()
    assert call("import", "bees.md", "-o", "out.yaml").code == 0


def test_json_has_the_file_the_counts_and_the_notes(call):
    told = json.loads(call("import", "bees.md", "--json").out)
    assert (told["version"], told["summary"]["items"], told["unplaced"]) == (1, 3, [])
    assert told["yaml"].startswith("title: Bees\n")


@pytest.mark.parametrize(
    "arguments",
    [("nowhere.md",), ("bees.md", "--update", "nowhere.yaml"), ("bees.md", "--update", "a.yaml", "-o", "b.yaml")],
)
def test_wrong_usage_ends_with_a_way_out(call, arguments):
    ended = call("import", *arguments)
    assert ended.code == 2
    assert "Error" in ended.err


def test_an_exported_checklist_carries_ticks_and_imports_as_the_same_roadmap(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    ended = call("export", "--tracker", "local")
    assert ended.code == 0
    assert "- [x] Cut the boards" in ended.out
    Path("back").mkdir()
    Path("list.md").write_text(ended.out, encoding="utf-8")
    assert call("import", "list.md", "-o", "back/bees.yaml").code == 0
    assert load_files([Path("back/bees.yaml")]) == load_files([Path("roadmaps/bees.yaml")])


def test_a_table_json_and_a_calendar_are_exported(call):
    call("import", "bees.md", "-o", "roadmaps/bees.yaml")
    assert call("export", "--tracker", "local", "--format", "csv").out.count("\n") == 4
    assert json.loads(call("export", "--tracker", "local", "--json").out)["roadmap"]["title"] == "Bees"
    assert call("export", "--tracker", "local", "--format", "ics", "-o", "bees.ics").code == 0
    assert Path("bees.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_ticks_of_tasks_are_kept_and_those_without_a_place_are_told(call):
    more = "  - [x] bring a box\n\n## Habits\n### Weekly\n- [x] Look in\n"
    Path("bees.md").write_text(SOURCE + more, encoding="utf-8")
    ended = call("import", "bees.md", "--strict")
    assert ended.code == 0
    assert "1 done; 1 ticked of the tasks, criteria and goals; 1 more ticked, which no file can say." in ended.err
    assert "{title: bring a box, done: true}" in ended.out
    assert "guess: line 13: ticked in the source, tick it in its issue: Look in" in ended.err
