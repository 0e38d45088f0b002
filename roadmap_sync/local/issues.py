"""Single edits of issues in the embedded tracker, each inside the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from roadmap_sync.local.catalog import label_id
from roadmap_sync.local.store import ChangeRefusedError, stamp
from roadmap_sync.tracker import region
from roadmap_sync.tracker.state import IssueState, Status


def id_of(number: int) -> str:
    """The tracker's id of an issue."""
    return f"local:{number}"


def number_of(issue_id: str) -> int:
    """The number in an issue's id."""
    return int(issue_id.removeprefix("local:"))


def require(db: sqlite3.Connection, number: int) -> None:
    """Raise ChangeRefusedError where there is no such issue."""
    if not db.execute("SELECT 1 FROM issue WHERE number = ?", (number,)).fetchone():
        raise ChangeRefusedError(f"There is no issue #{number}")


def body_of(db: sqlite3.Connection, number: int) -> str:
    """The body as it is now."""
    require(db, number)
    return str(db.execute("SELECT body FROM issue WHERE number = ?", (number,)).fetchone()[0])


def with_key(db: sqlite3.Connection, key: str) -> int | None:
    """The oldest issue whose body is marked with `key`, None where there is none."""
    row = db.execute("SELECT min(number) FROM issue WHERE mark = ? AND mark <> ''", (key,)).fetchone()
    return row[0] if row else None


def create(db: sqlite3.Connection, title: str, body: str, author: str, at: datetime) -> int:
    """Make an open issue; returns its number."""
    mark, text = derived(body)
    cursor = db.execute(
        "INSERT INTO issue (title, body, mark, region, author, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (title, body, mark, text, author, stamp(at), stamp(at)),
    )
    assert cursor.lastrowid is not None  # noqa: S101 - for the type checker: an insert gives one
    return cursor.lastrowid


def set_title(db: sqlite3.Connection, number: int, title: str, at: datetime) -> None:
    """Give an issue another title."""
    require(db, number)
    db.execute("UPDATE issue SET title = ?, updated = ? WHERE number = ?", (title, stamp(at), number))


def set_body(db: sqlite3.Connection, number: int, body: str, at: datetime) -> None:
    """Replace an issue's body."""
    require(db, number)
    changed = "UPDATE issue SET body = ?, mark = ?, region = ?, updated = ? WHERE number = ?"
    db.execute(changed, (body, *derived(body), stamp(at), number))


def set_milestone(db: sqlite3.Connection, number: int, milestone: int | None, at: datetime) -> None:
    """Put an issue into a milestone, or into none."""
    db.execute("UPDATE issue SET milestone = ?, updated = ? WHERE number = ?", (milestone, stamp(at), number))


def set_state(db: sqlite3.Connection, number: int, state: IssueState, at: datetime) -> None:
    """Close an issue with a reason, or reopen it; its status follows. What is so already stays as it is.

    Another reason for an issue that is closed changes the reason alone: it was closed once.
    """
    require(db, number)
    row = db.execute("SELECT state FROM issue WHERE number = ?", (number,)).fetchone()
    before = IssueState(row[0])
    if before is state:
        return
    db.execute("UPDATE issue SET state = ?, updated = ? WHERE number = ?", (state, stamp(at), number))
    if IssueState.OPEN not in {before, state}:
        latest = "SELECT max(id) FROM event WHERE issue = ? AND kind = 'closed'"
        db.execute(f"UPDATE event SET reason = ? WHERE id = ({latest})", (state, number))  # noqa: S608 - no values in it
        return
    opens = state is IssueState.OPEN
    closed, status = (None, Status.TODO) if opens else (stamp(at), Status.DONE)
    db.execute("UPDATE issue SET closed = ?, status = ? WHERE number = ?", (closed, status, number))
    kind, reason = ("reopened", "") if opens else ("closed", state)
    db.execute("INSERT INTO event (issue, kind, reason, at) VALUES (?, ?, ?, ?)", (number, kind, reason, stamp(at)))


def set_status(db: sqlite3.Connection, number: int, status: Status, at: datetime) -> None:
    """Move an issue to another column of the board."""
    require(db, number)
    db.execute("UPDATE issue SET status = ?, updated = ? WHERE number = ?", (status, stamp(at), number))


def add_labels(db: sqlite3.Connection, number: int, names: Iterable[str]) -> None:
    """Add labels, which must exist; those that it has already stay."""
    for name in sorted(names):
        db.execute("INSERT OR IGNORE INTO issue_label (issue, label) VALUES (?, ?)", (number, label_id(db, name)))


def drop_labels(db: sqlite3.Connection, number: int, names: Iterable[str]) -> None:
    """Take labels off; those that it has not, or that no longer exist, are no error."""
    for name in sorted(names):
        db.execute(
            "DELETE FROM issue_label WHERE issue = ? AND label = (SELECT id FROM label WHERE folded = ?)",
            (number, name.casefold()),
        )


def comment(db: sqlite3.Connection, number: int, author: str, text: str, at: datetime) -> None:
    """Comment on an issue."""
    touch(db, number, at)
    db.execute(
        "INSERT INTO comment (issue, author, body, created) VALUES (?, ?, ?, ?)", (number, author, text, stamp(at))
    )


def assign(db: sqlite3.Connection, number: int, login: str, *, on: bool) -> None:
    """Assign an issue to somebody, or no longer."""
    require(db, number)
    change = "INSERT OR IGNORE INTO assignee (issue, login) VALUES (?, ?)"
    db.execute(change if on else "DELETE FROM assignee WHERE issue = ? AND login = ?", (number, login))


def touch(db: sqlite3.Connection, number: int, at: datetime) -> None:
    """Note that an issue changed."""
    require(db, number)
    db.execute("UPDATE issue SET updated = ? WHERE number = ?", (stamp(at), number))


def derived(body: str) -> tuple[str, str]:
    """The key and the region's text that are kept beside a body."""
    found = region.find(body)
    return (found.key, found.text) if found else ("", "")
