"""How commands end: exit codes, which stream says what, and no traceback for anybody's mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_sync.cli import SUMMARIES
from tests.cli.conftest import SMALL, Shell

JSON = [
    *((command, "--json") for command in ("plan", "sync", "report", "status", "validate")),
    *((command, "--format", "json") for command in ("plan", "report", "validate")),
]
TOUCHING_A_TRACKER = ("plan", "sync", "report", "status")


def test_a_command_that_did_its_work_ends_with_0(small: Shell) -> None:
    assert small("sync").code == 0
    assert small("plan").code == 0


@pytest.mark.parametrize("command", ["plan", "sync", "report", "status", "validate"])
def test_a_roadmap_with_mistakes_ends_with_1_and_names_them_all(small: Shell, command: str) -> None:
    small.write("roadmaps/rust.yaml", SMALL.replace("start:", "strat:").replace("tasks:", "task:"))
    done = small(command)
    assert done.code == 1
    for text in ("roadmaps/rust.yaml:3:1", "roadmaps/rust.yaml:12:13"):
        assert text in done.out + done.err
    assert f"2 {'errors' if command == 'validate' else 'problems'}" in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "--format", "yaml"),
        ("plan", "--today", "2026-13-01"),
        ("plan", "--today", "tomorrow"),
        ("plan", "--repo", "nonsense"),
        ("plan", "--tracker", "gitlab"),
        ("plan", "--frobnicate"),
        ("sync", "--max-creates", "-1"),
        ("sync", "--time-budget", "soon"),
        ("done",),
        ("remove",),
        ("report", "--readme", "../README.md"),
        ("report", "--commit", "--pull-request"),
        ("report", "--commit", "--check"),
        ("report", "--pull-request", "--json"),
        ("report", "--commit"),
        ("demo", "--weeks", "0"),
        ("demo", "--roadmap", "nonsense"),
        ("frobnicate",),
    ],
)
def test_wrong_usage_ends_with_2_and_says_so_on_stderr(small: Shell, arguments: tuple[str, ...]) -> None:
    before = small.files()
    done = small(*arguments)
    assert done.code == 2
    assert "Error: " in done.err
    assert done.out == ""
    assert small.files() == before


def test_a_mistyped_command_names_the_nearest_one(shell: Shell) -> None:
    assert "Did you mean 'status'?" in shell("statsu").err


def test_a_wrong_day_says_how_a_day_is_written(small: Shell) -> None:
    assert "write YYYY-MM-DD" in small("plan", "--today", "5.1.2026").err


@pytest.mark.parametrize("arguments", JSON)
def test_json_is_the_whole_of_stdout(synced: Shell, arguments: tuple[str, ...]) -> None:
    done = synced(*arguments)
    assert done.code == 0
    assert done.json["version"] == 1
    assert done.out.startswith("{")
    assert done.out.endswith("}\n")


@pytest.mark.parametrize("command", TOUCHING_A_TRACKER)
def test_the_first_line_says_which_tracker_and_is_talk(synced: Shell, command: str) -> None:
    done = synced(command)
    assert done.err.splitlines()[0].startswith("Tracker: embedded, ")
    assert done.err.splitlines()[0].endswith(str(Path(".roadmap-sync") / "tracker.sqlite3"))
    assert "Tracker" not in done.out


@pytest.mark.parametrize("command", [name for name in SUMMARIES if name in {*TOUCHING_A_TRACKER, "validate"}])
def test_a_folder_without_roadmaps_says_how_to_begin(shell: Shell, command: str) -> None:
    done = shell(command)
    assert done.code == 2
    assert "there is no roadmap in roadmaps/" in done.err
    assert "roadmap-sync init" in done.err
    assert [*shell.folder.iterdir()] == []


def test_a_file_called_roadmaps_is_no_folder_of_roadmaps(shell: Shell) -> None:
    shell.write("roadmaps", "")
    assert shell("plan").code == 2


def test_a_file_that_is_not_there_is_named(shell: Shell) -> None:
    done = shell("plan", "nothing.yaml")
    assert done.code == 1
    assert "nothing.yaml: the file can't be read" in done.err


def test_a_folder_stands_for_the_roadmaps_in_it(small: Shell) -> None:
    assert small("plan", "roadmaps").out == small("plan").out
    assert small("validate", "roadmaps").code == 0


def test_a_folder_without_roadmaps_is_wrong_usage(small: Shell) -> None:
    (small.folder / "notes").mkdir()
    done = small("plan", "notes")
    assert done.code == 2
    assert "there is no roadmap in notes" in done.err


@pytest.mark.parametrize("command", ["plan", "validate", "sync", "status"])
def test_a_markdown_file_is_wrong_usage_that_names_import(small: Shell, command: str) -> None:
    done = small(command, "my plan.md")
    assert done.code == 2
    assert "roadmap-sync import 'my plan.md' -o roadmaps/NAME.yaml" in done.err


def test_a_roadmap_that_nobody_may_read_is_named(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *arguments: object, **more: object) -> object:
        if path.suffix == ".yaml":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    done = small("plan")
    assert done.code == 1
    assert "roadmaps/rust.yaml: the file can't be read: Permission denied" in done.err


def test_a_folder_of_roadmaps_that_nobody_may_list_is_named(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    done = small("validate")
    assert (done.code, "can't read roadmaps: Permission denied" in done.err) == (1, True)


def test_a_working_folder_that_is_gone_is_an_error_in_words(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = shell.folder.parent / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    done = shell("plan")
    assert done.code == 1
    assert "the working folder is gone" in done.err


@pytest.mark.parametrize("content", [b"nonsense", b"", b"SQLite format 3\0" + b"x" * 200])
def test_a_damaged_tracker_is_an_error_that_says_what_to_do(small: Shell, content: bytes) -> None:
    file = small.folder / ".roadmap-sync" / "tracker.sqlite3"
    file.parent.mkdir()
    file.write_bytes(content)
    done = small("plan")
    assert done.code == 1
    assert "is damaged, or no tracker of roadmap-sync" in done.err
    assert file.read_bytes() == content


def test_a_tracker_where_a_folder_stands_is_an_error(small: Shell) -> None:
    (small.folder / ".roadmap-sync" / "tracker.sqlite3").mkdir(parents=True)
    assert small("sync").code == 1


def test_a_file_in_the_place_of_the_trackers_folder_is_an_error(small: Shell) -> None:
    small.write(".roadmap-sync", "mine")
    done = small("sync")
    assert done.code == 1
    assert "can't be made" in done.err
    assert small.read(".roadmap-sync") == "mine"


def test_without_git_all_works_and_the_report_says_that_no_commits_count(
    synced: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(synced.folder))
    done = synced("report")
    assert done.code == 0
    assert "Commits: no commits counted: git is not installed" in done.err


def test_a_demo_without_git_says_what_to_install(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(shell.folder))
    done = shell("demo", "there")
    assert done.code == 1
    assert "Install git" in done.err


def test_colour_only_where_it_is_wanted(synced: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    synced.edit("roadmaps/rust.yaml", "- Moves", "- Moves again")
    assert "\x1b[" not in synced("plan").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in synced("plan").out
    assert "\x1b[31mError" in synced("done", "nonsense").err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in synced("plan").out


def test_a_title_is_no_workflow_command_in_actions(small: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    small.edit("roadmaps/rust.yaml", "- Moves", '- "##[error]no"')
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    for arguments in (("plan",), ("plan", "--json"), ("plan", "--format", "markdown"), ("sync",), ("status",)):
        done = small(*arguments)
        assert done.code == 0
        assert "##[" not in done.out + done.err
    assert small("remove", "rust", "--yes").code == 0
    assert "##[error]no" in [change["title"] for change in small("plan", "--json").json["changes"]]
