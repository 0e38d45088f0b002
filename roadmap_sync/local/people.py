"""What people do on the embedded tracker: open, close, tick, comment, label; from the command line and in the demo."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from roadmap_sync.local import catalog, issues
from roadmap_sync.local.store import ChangeRefusedError, opened, transaction
from roadmap_sync.tracker import checkboxes
from roadmap_sync.tracker.state import IssueState, Status

LEARNER = "learner"


class People:
    """Edits by people in the tracker `file`. `at` is when something happened, `now()` where it is not given.

    All raise ChangeRefusedError where there is no such issue, label or box, TrackerError where the file can't be used.
    """

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        self.file = file
        self._now = now

    def open_issue(
        self,
        title: str,
        body: str = "",
        labels: Iterable[str] = (),
        *,
        author: str = LEARNER,
        at: datetime | None = None,
    ) -> int:
        """Open an issue by hand; returns its number."""
        with self._editing(at) as (db, moment):
            number = issues.create(db, title, body, author, moment)
            for name in labels:
                catalog.ensure_label(db, name)
                issues.add_labels(db, number, [name])
        return number

    def close(self, number: int, reason: IssueState = IssueState.COMPLETED, *, at: datetime | None = None) -> None:
        """Close an issue as completed or as not planned."""
        if reason is IssueState.OPEN:
            raise ValueError("an issue is closed as completed or as not planned")
        with self._editing(at) as (db, moment):
            issues.set_state(db, number, reason, moment)

    def reopen(self, number: int, *, at: datetime | None = None) -> None:
        """Reopen an issue."""
        with self._editing(at) as (db, moment):
            issues.set_state(db, number, IssueState.OPEN, moment)

    def set_status(self, number: int, status: Status, *, at: datetime | None = None) -> None:
        """Move an issue to another column of the board; it stays open or closed as it is."""
        with self._editing(at) as (db, moment):
            issues.set_status(db, number, status, moment)

    def tick(self, number: int, box: str, *, on: bool = True, at: datetime | None = None) -> None:
        """Tick the boxes with that text or hidden id in an issue's body, or take the tick away."""
        with self._editing(at) as (db, moment):
            body = issues.body_of(db, number)
            if not any(box in {found.id, found.text} for found in checkboxes.boxes(body)):
                raise ChangeRefusedError(f"#{number} has no box {box!r}")
            issues.set_body(db, number, checkboxes.tick(body, box, on=on), moment)

    def comment(self, number: int, text: str, *, author: str = LEARNER, at: datetime | None = None) -> None:
        """Comment on an issue."""
        with self._editing(at) as (db, moment):
            issues.comment(db, number, author, text, moment)

    def label(self, number: int, name: str, *, on: bool = True, at: datetime | None = None) -> None:
        """Put a label on an issue, made where there is none of that name, or take it off."""
        with self._editing(at) as (db, moment):
            issues.touch(db, number, moment)
            if on:
                catalog.ensure_label(db, name)
                issues.add_labels(db, number, [name])
            else:
                issues.drop_labels(db, number, [name])

    def assign(self, number: int, login: str, *, on: bool = True, at: datetime | None = None) -> None:
        """Assign an issue to somebody, or no longer."""
        with self._editing(at) as (db, moment):
            issues.assign(db, number, login, on=on)
            issues.touch(db, number, moment)

    def edit_title(self, number: int, title: str, *, at: datetime | None = None) -> None:
        """Give an issue another title."""
        with self._editing(at) as (db, moment):
            issues.set_title(db, number, title, moment)

    def edit_body(self, number: int, body: str, *, at: datetime | None = None) -> None:
        """Replace an issue's body."""
        with self._editing(at) as (db, moment):
            issues.set_body(db, number, body, moment)

    def describe_milestone(self, number: int, text: str) -> None:
        """Replace a milestone's description."""
        with self._editing(None) as (db, _):
            catalog.describe(db, number, text)

    def close_milestone(self, number: int) -> None:
        """Close a milestone; its issues stay as they are."""
        with self._editing(None) as (db, _):
            catalog.set_open(db, number, is_open=False)

    @contextmanager
    def _editing(self, at: datetime | None) -> Iterator[tuple[sqlite3.Connection, datetime]]:
        with opened(self.file) as db, transaction(db):
            yield db, at or self._now()
