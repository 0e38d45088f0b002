"""The embedded tracker's file: its schema, how it is opened, and transactions of which all or nothing lands."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from roadmap_sync.errors import TrackerError

FOLDER = ".roadmap-sync"
NAME = "tracker.sqlite3"
VERSION = 1
_APPLICATION_ID = 0x524D5359
# Seconds that a process waits while another one writes.
_PATIENCE = 30.0


class ChangeRefusedError(TrackerError):
    """The tracker's rules forbid one change; the rest can go on."""


def file_in(folder: Path) -> Path:
    """Where the tracker of a working folder is."""
    return folder / FOLDER / NAME


def stamp(moment: datetime) -> str:
    """A moment as it is stored: UTC, ISO 8601. `moment` must know its zone."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone can't be stored")
    return moment.astimezone(UTC).isoformat()


def make_folder(file: Path) -> None:
    """Make the folder of the tracker's file, hidden from git. Raises TrackerError.

    A repository may hold links that somebody else made: one that leads out of the working folder is refused.
    """
    folder = file.parent.parent
    if not file.resolve().is_relative_to(folder.resolve()):
        raise TrackerError(
            f"{file} is a link that leads out of {folder}, to {file.resolve()}",
            "Take the link away, or run the command in the folder that it leads to",
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), (file.parent / ".gitignore").open("x", encoding="utf-8") as ignore:
            ignore.write("*\n")
    except OSError as error:
        raise TrackerError(
            f"The embedded tracker's folder {file.parent} can't be made: {error.strerror}",
            "Run the command in a folder in which you may write",
        ) from error


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """The tracker's file for writing, made where there is none. Raises TrackerError, in plain words."""
    make_folder(file)
    if not file.exists():
        _create(file)
    with _in_plain_words(file), closing(_connect(file, "rw")) as db:
        with transaction(db, "DEFERRED"):
            _check(db, file)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        yield db


@contextmanager
def opened_to_read(file: Path) -> Iterator[sqlite3.Connection | None]:
    """The tracker's file as of one moment, also from a medium that can't be written; raises TrackerError.

    None where there is no file.
    """
    if not file.exists():
        yield None
        return
    writable = os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)
    # Reading beside a writer needs the shared index file, which SQLite can't make where nothing may be written.
    still = "ro" if file.with_name(file.name + "-wal").exists() else "ro&immutable=1"
    with _in_plain_words(file), closing(_connect(file, "rw" if writable else still)) as db:
        db.execute("BEGIN")
        _check(db, file)
        yield db


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "IMMEDIATE") -> Iterator[None]:
    """All of what happens inside lands, or nothing; other writers wait meanwhile, unless it is "DEFERRED"."""
    db.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        if db.in_transaction:  # a full disk has rolled it back already
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def step(db: sqlite3.Connection) -> Iterator[None]:
    """One step of a transaction, which may fail alone."""
    db.execute("SAVEPOINT step")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK TO step")
        raise
    finally:
        db.execute("RELEASE step")


def _connect(file: Path, mode: str) -> sqlite3.Connection:
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)


def _check(db: sqlite3.Connection, file: Path) -> None:
    """Raises TrackerError for a file that is not ours, is damaged, or is of a newer version."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    if application != _APPLICATION_ID or not db.execute("SELECT 1 FROM sqlite_master").fetchone():
        raise _not_a_tracker(file)
    if version > VERSION:
        raise TrackerError(
            f"{file} was written by a newer roadmap-sync (schema {version}; this one knows up to {VERSION})",
            "Upgrade roadmap-sync; the file was left as it is",
        )


def _create(file: Path) -> None:
    """A new tracker, whole or not at all: made beside, then put in place, where nobody was quicker.

    So a file without a schema is never a new tracker, but a damaged one.
    """
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        with _in_plain_words(file), closing(_connect(beside, "rwc")) as db, transaction(db):
            for statement in files(__package__).joinpath("schema.sql").read_text("utf-8").split(";"):
                db.execute(statement)
        with suppress(FileExistsError):
            _put_in_place(beside, file)
    finally:
        beside.unlink(missing_ok=True)


def _put_in_place(beside: Path, file: Path) -> None:
    """Give a file its name; raises FileExistsError where the name is taken."""
    try:
        os.link(beside, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if not file.exists():
            beside.replace(file)


def _not_a_tracker(file: Path) -> TrackerError:
    return TrackerError(
        f"{file} is damaged, or no tracker of roadmap-sync",
        "Put a copy of the file back, or move it away: the next sync starts a new one",
    )


@contextmanager
def _in_plain_words(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        match code:
            case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
                raise _not_a_tracker(file) from error
            case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
                message, hint = f"{file} can't be written", "Check that you may write in its folder"
            case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
                message, hint = (
                    f"{file} is busy: another process has been writing for long",
                    "Try again when it is done",
                )
            case sqlite3.SQLITE_FULL | sqlite3.SQLITE_IOERR:
                message, hint = f"{file} can't be written: {error}", "Check the disk's space and health"
            case _:
                raise
        raise TrackerError(message, hint) from error
