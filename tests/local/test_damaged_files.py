"""Files that are no tracker, come from a newer version, or can't be written: told in words, and left as they are."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from roadmap_sync.errors import TrackerError
from roadmap_sync.local import store
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.tracker.state import Label, State
from roadmap_sync.tracker.steps import PutLabel

STEP = PutLabel(Label(name="roadmap", color="0e8a16"))


def read(tracker):
    tracker.read()


def write(tracker):
    list(tracker.writer(State()).write([STEP]))


both = pytest.mark.parametrize("operation", [read, write])


def change(tracker, statement):
    with closing(sqlite3.connect(tracker.file)) as db, db:
        db.execute(statement)


@both
def test_a_file_of_a_newer_version_is_left_alone(tracker, operation):
    write(tracker)
    change(tracker, "PRAGMA user_version = 2")
    before = tracker.file.read_bytes()
    with pytest.raises(TrackerError, match="written by a newer roadmap-sync") as caught:
        operation(tracker)
    assert "Upgrade" in caught.value.hint
    assert tracker.file.read_bytes() == before


@both
def test_a_file_that_is_no_database_is_left_alone(tracker, operation):
    write(tracker)
    tracker.file.write_text("my notes, " * 1000)
    with pytest.raises(TrackerError, match="damaged, or no tracker") as caught:
        operation(tracker)
    assert str(tracker.file) in caught.value.message
    assert tracker.file.read_text().startswith("my notes")


@both
def test_a_database_of_another_program_is_left_alone(tracker, operation):
    tracker.file.parent.mkdir(parents=True)
    change(tracker, "CREATE TABLE theirs (x)")
    with pytest.raises(TrackerError, match="no tracker of roadmap-sync"):
        operation(tracker)


@both
def test_a_file_damaged_in_the_middle_is_reported(tracker, operation):
    tracker.open_issue("Issue", "text " * 5000)
    content = bytearray(tracker.file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    tracker.file.write_bytes(content)
    with pytest.raises(TrackerError, match="damaged"):
        operation(tracker)


@both
def test_an_empty_file_is_damaged_and_never_a_new_tracker(tracker, operation):
    tracker.file.parent.mkdir(parents=True)
    tracker.file.touch()
    with pytest.raises(TrackerError, match="damaged") as caught:
        operation(tracker)
    assert "Put a copy of the file back, or move it away" in caught.value.hint
    assert tracker.file.stat().st_size == 0


def test_a_new_tracker_is_made_whole_or_not_at_all(tracker, monkeypatch):
    monkeypatch.setattr(store, "_put_in_place", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write(tracker)
    assert not [path for path in tracker.file.parent.iterdir() if path.name != ".gitignore"]
    monkeypatch.undo()
    write(tracker)
    assert tracker.read().labels == (STEP.label,)


def test_where_another_process_was_quicker_its_file_is_used(tracker, monkeypatch):
    put = store._put_in_place

    def late(beside: Path, file: Path) -> None:
        put(beside, file)
        put(beside, file)

    monkeypatch.setattr(store, "_put_in_place", late)
    write(tracker)
    assert tracker.read().labels == (STEP.label,)


def test_on_a_file_system_without_links_a_new_tracker_is_moved_in_place(tracker, monkeypatch):
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("os.link", refuse)
    write(tracker)
    assert tracker.read().labels == (STEP.label,)


@pytest.mark.parametrize("name", [store.FOLDER, f"{store.FOLDER}/{store.NAME}"])
def test_nothing_is_written_through_a_link_that_leads_out_of_the_folder(tracker, tmp_path, name):
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    link = tracker.file.parent.parent / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(outside if name == store.FOLDER else outside / store.NAME)
    with pytest.raises(TrackerError, match="is a link that leads out of"):
        write(tracker)
    assert not [*outside.iterdir()]


def test_a_file_cut_off_is_reported(tracker):
    write(tracker)
    tracker.file.write_bytes(tracker.file.read_bytes()[:5000])
    with pytest.raises(TrackerError, match="damaged"):
        tracker.read()


def test_a_folder_that_can_not_be_made_is_named(tmp_path, clock):
    (tmp_path / "notes").write_text("a file")
    tracker = LocalTracker(tmp_path / "notes", now=clock)
    with pytest.raises(TrackerError, match="can't be made") as caught:
        write(tracker)
    assert "may write" in caught.value.hint


def test_a_tracker_that_another_process_holds_too_long_is_reported_as_busy(tracker, monkeypatch):
    write(tracker)
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with closing(sqlite3.connect(tracker.file, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(TrackerError, match="busy"):
            tracker.open_issue("Mine")
        assert tracker.read().labels == (STEP.label,)


def test_a_bug_of_the_program_is_not_reported_as_a_damaged_file(tracker):
    with pytest.raises(sqlite3.OperationalError, match="no such table"), store.opened(tracker.file) as db:
        db.execute("SELECT * FROM nowhere")


READ_ONLY = """
import os, sys, urllib.parse  # what is imported later, the other user might not be able to read
from datetime import UTC, datetime
from pathlib import Path
from roadmap_sync.errors import TrackerError
from roadmap_sync.local.tracker import LocalTracker
if os.geteuid() == 0:  # root writes everywhere
    os.setuid(65534)
tracker = LocalTracker(Path(sys.argv[1]), now=lambda: datetime(2026, 1, 5, tzinfo=UTC))
print(*(label.name for label in tracker.read().labels))
try:
    tracker.open_issue("Mine")
except TrackerError as error:
    print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no write bit there")
def test_a_tracker_on_a_medium_that_can_not_be_written_is_read_and_refuses_writes():
    folder = Path(tempfile.mkdtemp())  # pytest's own folders are closed to other users
    try:
        write(LocalTracker(folder, now=lambda: pytest.fail("no time needed")))
        for path in (folder / ".roadmap-sync" / "tracker.sqlite3", folder / ".roadmap-sync", folder):
            path.chmod(0o555)
        command = [sys.executable, "-c", READ_ONLY, str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.stderr == ""
        assert done.stdout == f"roadmap\n{folder}/.roadmap-sync/tracker.sqlite3 can't be written\n"
    finally:
        for path in (folder, folder / ".roadmap-sync"):
            path.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE issue SET created = 'yesterday'",
        "UPDATE issue SET closed = -1",
        "UPDATE issue SET region = x'00'",
        "UPDATE issue SET updated = ''",
    ],
)
def test_rows_that_were_edited_by_hand_are_an_error_that_says_so(tracker, statement):
    tracker.open_issue("Issue", "text")
    change(tracker, statement)
    with pytest.raises(TrackerError, match="has a value that no roadmap-sync wrote there") as caught:
        tracker.read()
    assert "edited in it by hand" in caught.value.hint
