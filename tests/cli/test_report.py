"""`report` and `status`: progress read back, shown, and written into the README."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Shell

OTHER = "id: go\ntitle: Go\nphases:\n  - title: Start\n    items: [Channels]\n"
DAY = ("--today", "2026-01-14")
BEGIN, END = "<!-- roadmap-sync:begin report -->", "<!-- roadmap-sync:end -->"


@pytest.fixture
def learnt(synced: Shell) -> Shell:
    """The small roadmap with an item done in its first week."""
    synced("done", "moves", "--today", "2026-01-06")
    return synced


def around(text: str, begin: str = BEGIN) -> tuple[str, str]:
    before, _, rest = text.partition(begin)
    return before, rest.partition(END)[2]


def test_a_readme_is_made_where_there_is_none(learnt: Shell) -> None:
    done = learnt("report", *DAY)
    assert done.code == 0
    assert "Wrote README.md" in done.out
    readme = learnt.read("README.md")
    assert readme.startswith(BEGIN)
    assert readme.endswith(f"{END}\n")
    assert "## Rust" in readme
    pictures = [line.split()[1] for line in done.out.splitlines() if line.endswith(".svg")]
    assert pictures
    for picture in pictures:
        assert picture.startswith(".github/roadmap/rust-")
        assert learnt.read(picture).startswith("<svg")


def test_every_picture_that_the_readme_shows_is_there(learnt: Shell) -> None:
    learnt("report", *DAY)
    shown = {name for name in learnt.read("README.md").replace('"', " ").split() if name.endswith(".svg")}
    written = {name for name in learnt.files() if name.endswith(".svg")}
    assert shown == written


@pytest.mark.parametrize(
    "text", ["# Me\n", "# Me", "# Me\n\n\n", "# Me\r\n\r\nText\r\n", "\ufeff# Me\n", "\n", "é ½ 漢\n"]
)
def test_the_region_is_appended_and_what_stood_there_stays(learnt: Shell, text: str) -> None:
    learnt.write("README.md", text)
    assert learnt("report", *DAY).code == 0
    readme = learnt.read("README.md")
    assert readme.startswith(text)
    assert readme.count(BEGIN) == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("tail", ["", "\n", "\nmy own words, without an end", "\n\n\n# More  \n \n"])
def test_every_byte_outside_the_region_stays(learnt: Shell, newline: str, tail: str) -> None:
    text = f"# Me  \n\t\n{BEGIN}\nold\n{END}{tail}".replace("\n", newline)
    learnt.write("README.md", text)
    assert learnt("report", *DAY).code == 0
    readme = learnt.read("README.md")
    assert around(readme) == around(text)
    assert "old" not in readme
    inside = readme.removesuffix(tail.replace("\n", newline))
    assert inside.count("\n") == inside.count(newline)


def test_a_second_report_writes_nothing(learnt: Shell) -> None:
    learnt("report", *DAY)
    before = {path: (learnt.folder / path).stat().st_mtime_ns for path in learnt.files()}
    done = learnt("report", *DAY)
    assert done.out == "The report is up to date.\n"
    assert {path: (learnt.folder / path).stat().st_mtime_ns for path in learnt.files()} == before


def test_another_day_alone_writes_nothing(learnt: Shell) -> None:
    learnt("report", "--today", "2026-01-13")
    before = learnt.files()
    assert learnt("report", "--today", "2026-01-16").out == "The report is up to date.\n"
    assert learnt.files() == before


def test_something_done_writes_the_report_anew(learnt: Shell) -> None:
    learnt("report", *DAY)
    before = learnt.read("README.md")
    learnt("done", "borrows", *DAY)
    assert "Wrote README.md" in learnt("report", *DAY).out
    assert learnt.read("README.md") != before


def test_a_picture_that_somebody_deleted_is_drawn_again(learnt: Shell) -> None:
    learnt("report", *DAY)
    before = learnt.files()
    gone = next(path for path in before if path.endswith(".svg"))
    (learnt.folder / gone).unlink()
    assert learnt("report", *DAY).out == f"Wrote {gone}\n"
    assert learnt.files() == before


def test_check_says_what_would_change_and_writes_nothing(learnt: Shell) -> None:
    before = learnt.files()
    done = learnt("report", "--check", *DAY)
    assert done.code == 3
    assert "README.md" in done.err
    assert learnt.files() == before
    learnt("report", *DAY)
    done = learnt("report", "--check", *DAY)
    assert (done.code, "The report is up to date." in done.err) == (0, True)


def test_a_readme_in_a_subfolder_finds_the_pictures(learnt: Shell) -> None:
    learnt("report", "--readme", "docs/deep/progress.md", *DAY)
    text = learnt.read("docs/deep/progress.md")
    shown = {name for name in text.replace('"', " ").split() if name.endswith(".svg")}
    assert shown
    for name in shown:
        assert (learnt.folder / "docs" / "deep" / name).is_file()


def test_a_readme_named_by_its_whole_path_is_the_same_file(learnt: Shell) -> None:
    learnt("report", "--readme", "docs/../README.md", *DAY)
    assert learnt("report", "--readme", learnt.folder / "README.md", *DAY).out == "The report is up to date.\n"


def test_a_readme_outside_the_folder_is_wrong_usage(learnt: Shell, tmp_path: Path) -> None:
    done = learnt("report", "--readme", tmp_path / "README.md", *DAY)
    assert (done.code, "is outside" in done.err) == (2, True)


def test_several_roadmaps_get_a_region_each(learnt: Shell) -> None:
    learnt.write("roadmaps/go.yaml", OTHER)
    learnt("sync", *DAY)
    learnt.write("README.md", "# Us\n")
    assert learnt("report", *DAY).code == 0
    readme = learnt.read("README.md")
    for name in ("go", "rust"):
        assert readme.count(f"<!-- roadmap-sync:begin report {name} -->") == 1
    assert learnt("report", *DAY).out == "The report is up to date.\n"


def test_reporting_one_of_several_leaves_the_others_region(learnt: Shell) -> None:
    learnt.write("roadmaps/go.yaml", OTHER)
    learnt("sync", *DAY)
    learnt("report", *DAY)
    go = "<!-- roadmap-sync:begin report go -->"
    before = learnt.read("README.md").partition(go)[2].partition(END)[0]
    learnt("done", "moves", "channels", *DAY)
    learnt("done", "borrows", *DAY)
    assert "Wrote README.md" in learnt("report", "roadmaps/rust.yaml", *DAY).out
    assert learnt.read("README.md").partition(go)[2].partition(END)[0] == before


def test_one_region_for_several_roadmaps_has_a_line_each(learnt: Shell) -> None:
    learnt.write("roadmaps/go.yaml", OTHER)
    learnt("sync", *DAY)
    learnt.write("README.md", f"{BEGIN}\n{END}\n")
    learnt("report", *DAY)
    readme = learnt.read("README.md")
    assert readme.startswith(BEGIN)
    assert "Rust" in readme
    assert "Go" in readme
    assert not [path for path in learnt.files() if path.endswith(".svg")], "a line needs no pictures"
    assert learnt("report", *DAY).out == "The report is up to date.\n"


@pytest.mark.parametrize(
    ("form", "begins"), [("text", "Rust\n"), ("markdown", "## Rust"), ("json", "{\n"), ("html", "<!DOCTYPE html>")]
)
def test_a_form_is_printed_and_nothing_is_written(learnt: Shell, form: str, begins: str) -> None:
    before = learnt.files()
    done = learnt("report", "--format", form, *DAY)
    assert done.code == 0
    assert begins.casefold() in done.out.lstrip().casefold()[:200]
    assert learnt.files() == before


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_the_same_inputs_give_the_same_bytes(learnt: Shell, form: str) -> None:
    assert learnt("report", "--format", form, *DAY).out == learnt("report", "--format", form, *DAY).out


def test_json_has_the_numbers(learnt: Shell) -> None:
    (rust,) = learnt("report", "--json", *DAY).json["roadmaps"]
    assert (rust["id"], rust["title"], rust["done"], rust["total"]) == ("rust", "Rust", 1, 8)
    assert [phase["id"] for phase in rust["phases"]] == ["basics", "beyond"]


def test_the_folders_commits_count_and_the_tools_own_do_not(learnt: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-01-07T12:00:00Z")
    learnt.git("init", "-q")
    learnt.git("commit", "-q", "--allow-empty", "-m", "work")
    learnt("report", *DAY)
    learnt.git("add", "README.md", ".github")
    learnt.git("commit", "-q", "-m", "report")
    (rust,) = learnt("report", "--json", *DAY).json["roadmaps"]
    assert rust["commits"]["total"] == 1
    assert learnt("report", "--check", *DAY).code in {0, 3}


def test_a_folder_without_a_repository_says_that_no_commits_count(learnt: Shell) -> None:
    assert "Commits: no commits counted: no git repository here" in learnt("report", *DAY).err


def test_a_readme_that_is_a_folder_is_an_error_in_words(learnt: Shell) -> None:
    (learnt.folder / "README.md").mkdir()
    done = learnt("report", *DAY)
    assert done.code == 1
    assert "README.md: Is a directory" in done.err


def test_a_readme_that_is_not_utf_8_is_left_as_it_is(learnt: Shell) -> None:
    (learnt.folder / "README.md").write_bytes(b"caf\xe9\n")
    done = learnt("report", *DAY)
    assert done.code == 1
    assert "README.md is not UTF-8 (byte 3)" in done.err
    assert learnt.files()["README.md"] == b"caf\xe9\n"
    assert not any(name.endswith(".svg") for name in learnt.files())


def test_a_folder_that_may_not_be_written_is_an_error_and_leaves_nothing_half(
    learnt: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_path: Path, _content: bytes) -> int:
        raise OSError(30, "Read-only file system")

    before = learnt.files()
    monkeypatch.setattr(Path, "write_bytes", refuse)
    done = learnt("report", *DAY)
    assert done.code == 1
    assert "Read-only file system" in done.err
    assert learnt.files() == before


def test_a_linked_readme_stays_a_link_and_keeps_its_rights(learnt: Shell) -> None:
    real = learnt.write("docs/index.md", "# Me\n")
    real.chmod(0o640)
    (learnt.folder / "README.md").symlink_to("docs/index.md")
    learnt("report", *DAY)
    assert os.readlink(learnt.folder / "README.md") == "docs/index.md"  # noqa: PTH115 - as the link says it
    assert real.stat().st_mode & 0o777 == 0o640
    assert BEGIN in learnt.read("docs/index.md")


def test_status_shows_progress_and_what_to_do_next_and_writes_nothing(learnt: Shell) -> None:
    before = learnt.files()
    done = learnt("status", *DAY)
    assert done.code == 0
    for text in ("Rust\n", "1 of 8", "What next", "#7", "Borrows", "borrows"):
        assert text in done.out
    assert learnt.files() == before


def test_status_as_json_is_the_report(learnt: Shell) -> None:
    assert learnt("status", "--json", *DAY).json == learnt("report", "--json", *DAY).json


@pytest.mark.parametrize("width", [40, 80, 120])
def test_status_keeps_to_the_width_of_the_terminal(learnt: Shell, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    learnt.write("roadmaps/rust.yaml", SMALL.replace("- Borrows", f"- {{title: {'Borrowing ' * 20}, id: borrows}}"))
    learnt("sync", *DAY)
    monkeypatch.setenv("COLUMNS", str(width))
    assert max(map(len, learnt("status", *DAY).out.splitlines())) <= width
