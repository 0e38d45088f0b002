"""Relations between issues of the embedded tracker: parents, the order of sub-issues, and dependencies."""

from __future__ import annotations

import sqlite3

from roadmap_sync.limits import SUB_ISSUES
from roadmap_sync.local.issues import require
from roadmap_sync.local.store import ChangeRefusedError

MAX_CHILDREN = SUB_ISSUES.most


def set_parent(db: sqlite3.Connection, number: int, parent: int | None) -> None:
    """Make an issue the last sub-issue of another, or of none.

    Raises ChangeRefusedError on a cycle, or where the parent has 100 children already.
    """
    require(db, number)
    if db.execute("SELECT parent FROM issue WHERE number = ?", (number,)).fetchone()[0] == parent:
        return
    if parent is None:
        db.execute("UPDATE issue SET parent = NULL, position = 0 WHERE number = ?", (number,))
        return
    require(db, parent)
    if number in _above(db, parent):
        raise ChangeRefusedError(f"#{number} can't be a sub-issue of #{parent}, which is itself or below it")
    count, last = db.execute("SELECT count(*), max(position) FROM issue WHERE parent = ?", (parent,)).fetchone()
    if count >= MAX_CHILDREN:
        raise ChangeRefusedError(f"#{parent} has {MAX_CHILDREN} sub-issues already; split it")
    position = 0 if last is None else last + 1
    db.execute("UPDATE issue SET parent = ?, position = ? WHERE number = ?", (parent, position, number))


def place_after(db: sqlite3.Connection, number: int, parent: int, sibling: int | None) -> None:
    """Put an issue right behind a sibling under their parent, None: first."""
    for child in (number, sibling):
        found = child and db.execute("SELECT parent FROM issue WHERE number = ?", (child,)).fetchone()
        if child and (not found or found[0] != parent):
            raise ChangeRefusedError(f"#{child} is no sub-issue of #{parent}")
    if sibling == number:
        raise ChangeRefusedError(f"#{number} can't stand behind itself")
    rows = db.execute("SELECT number, position FROM issue WHERE parent = ? ORDER BY position", (parent,)).fetchall()
    order = [child for child, _ in rows if child != number]
    order.insert(0 if sibling is None else order.index(sibling) + 1, number)
    was = dict(rows)
    moved = [(position, child) for position, child in enumerate(order) if was[child] != position]
    db.executemany("UPDATE issue SET position = ? WHERE number = ?", moved)


def block(db: sqlite3.Connection, number: int, blocker: int, *, add: bool) -> None:
    """Add the dependency of an issue on `blocker`, or take it away; raises ChangeRefusedError on itself or a cycle."""
    require(db, number)
    require(db, blocker)
    if not add:
        db.execute("DELETE FROM blocked WHERE issue = ? AND blocker = ?", (number, blocker))
        return
    if _depends(db, blocker, number):
        raise ChangeRefusedError(f"#{number} can't wait for #{blocker}, which is itself or waits for it")
    db.execute("INSERT OR IGNORE INTO blocked (issue, blocker) VALUES (?, ?)", (number, blocker))


def _above(db: sqlite3.Connection, number: int) -> set[int]:
    """An issue and all its ancestors."""
    seen: set[int] = set()
    at: int | None = number
    while at is not None and at not in seen:
        seen.add(at)
        row = db.execute("SELECT parent FROM issue WHERE number = ?", (at,)).fetchone()
        at = row[0] if row else None
    return seen


def _depends(db: sqlite3.Connection, number: int, on: int) -> bool:
    """Whether `number` is `on` or waits for it, directly or not.

    Searched from both ends at once: in a chain that grows at one end, one of them is never more than a step long.
    """
    down, up = {number}, {on}
    new_down, new_up = {number}, {on}
    while new_down and new_up:
        if not down.isdisjoint(new_up):
            return True
        new_down = _next(db, "SELECT blocker FROM blocked WHERE issue = ?", new_down) - down
        new_up = _next(db, "SELECT issue FROM blocked WHERE blocker = ?", new_up) - up
        down |= new_down
        up |= new_up
    return False


def _next(db: sqlite3.Connection, query: str, numbers: set[int]) -> set[int]:
    return {row[0] for number in numbers for row in db.execute(query, (number,))}
