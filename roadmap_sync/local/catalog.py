"""Labels and milestones of the embedded tracker, each edit inside the caller's transaction."""

from __future__ import annotations

import sqlite3

from roadmap_sync.local.store import ChangeRefusedError
from roadmap_sync.tracker import region
from roadmap_sync.tracker.state import Label, Milestone

_GREY = "ededed"


def label_id(db: sqlite3.Connection, name: str) -> int:
    """The row of a label, known by its name without regard to case. Raises ChangeRefusedError."""
    row = db.execute("SELECT id FROM label WHERE folded = ?", (name.casefold(),)).fetchone()
    if not row:
        raise ChangeRefusedError(f"There is no label {name!r}")
    return int(row[0])


def put_label(db: sqlite3.Connection, label: Label, before: Label | None) -> None:
    """Make a label, or change `before` into it; its issues keep it."""
    row = label_id(db, before.name) if before else None
    taken = db.execute("SELECT id, name FROM label WHERE folded = ?", (label.name.casefold(),)).fetchone()
    if taken and taken[0] != row:
        raise ChangeRefusedError(f"There is a label {taken[1]!r} already")
    values = (label.name, label.name.casefold(), label.color, label.description)
    if row is None:
        db.execute("INSERT INTO label (name, folded, color, description) VALUES (?, ?, ?, ?)", values)
    else:
        db.execute("UPDATE label SET name = ?, folded = ?, color = ?, description = ? WHERE id = ?", (*values, row))


def ensure_label(db: sqlite3.Connection, name: str) -> None:
    """Make a grey label of that name where there is none."""
    if not db.execute("SELECT 1 FROM label WHERE folded = ?", (name.casefold(),)).fetchone():
        put_label(db, Label(name=name, color=_GREY), None)


def create_milestone(db: sqlite3.Connection, wanted: Milestone) -> int:
    """Make a milestone; returns its number. Title and key must be new."""
    _refuse_taken(db, wanted.title, 0)
    same = db.execute("SELECT title FROM milestone WHERE mark = ?", (wanted.key,)).fetchone()
    if same:
        raise ChangeRefusedError(f"The milestone {same[0]!r} has the key {wanted.key} already")
    body = region.wrap(wanted.key, wanted.region)
    cursor = db.execute(
        "INSERT INTO milestone (title, due, body, mark, region) VALUES (?, ?, ?, ?, ?)",
        (wanted.title, wanted.due and wanted.due.isoformat(), body, wanted.key, region.normal(wanted.region)),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - for the type checker: an insert gives one
    return cursor.lastrowid


def edit_milestone(db: sqlite3.Connection, number: int, wanted: Milestone) -> None:
    """Set title, due day and our region of the description; what else stands there, and whether it is open, stays."""
    body, mark = _milestone(db, number)
    _refuse_taken(db, wanted.title, number)
    due = wanted.due and wanted.due.isoformat()
    db.execute("UPDATE milestone SET title = ?, due = ? WHERE number = ?", (wanted.title, due, number))
    describe(db, number, region.splice(body, wanted.key, wanted.region, former=mark))


def describe(db: sqlite3.Connection, number: int, body: str) -> None:
    """Replace a milestone's description."""
    _milestone(db, number)
    found = region.find(body)
    mark, text = (found.key, found.text) if found else ("", "")
    db.execute("UPDATE milestone SET body = ?, mark = ?, region = ? WHERE number = ?", (body, mark, text, number))


def set_open(db: sqlite3.Connection, number: int, *, is_open: bool) -> None:
    """Close a milestone, or open it again; its issues stay as they are."""
    _milestone(db, number)
    db.execute("UPDATE milestone SET open = ? WHERE number = ?", (is_open, number))


def _milestone(db: sqlite3.Connection, number: int) -> tuple[str, str]:
    """A milestone's description and key. Raises ChangeRefusedError."""
    row = db.execute("SELECT body, mark FROM milestone WHERE number = ?", (number,)).fetchone()
    if not row:
        raise ChangeRefusedError(f"There is no milestone {number}")
    return row[0], row[1]


def _refuse_taken(db: sqlite3.Connection, title: str, number: int) -> None:
    if db.execute("SELECT 1 FROM milestone WHERE title = ? AND number <> ?", (title, number)).fetchone():
        raise ChangeRefusedError(f"There is a milestone {title!r} already")
