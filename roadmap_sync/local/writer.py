"""Carrying out steps on the embedded tracker: many to a transaction, each whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import assert_never

from roadmap_sync.local import catalog, issues, relations
from roadmap_sync.local.store import ChangeRefusedError, opened, step, transaction
from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import Issue, State
from roadmap_sync.tracker.steps import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutField,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
)

_BATCH = 200
AUTHOR = "roadmap-sync"


class LocalWriter:
    """Carries out steps on the tracker in `file`; `found` says which key is which issue, `now` the time."""

    def __init__(self, file: Path, found: State, now: Callable[[], datetime]) -> None:
        self._file = file
        self._now = now
        self._issues = {issue.key: issues.number_of(issue.found.id) for issue in found.issues if issue.found}
        self._milestones = {milestone.key: milestone.number for milestone in found.milestones}

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Carry the steps out in their order; an outcome is handed over once it is in the file. Raises TrackerError."""
        if not steps:
            return
        with opened(self._file) as db:
            for first in range(0, len(steps), _BATCH):
                with transaction(db):
                    outcomes = [self._outcome(db, one) for one in steps[first : first + _BATCH]]
                yield from outcomes

    def _outcome(self, db: sqlite3.Connection, one: Step) -> Outcome:
        try:
            with step(db):
                number = self._carry_out(db, one)
        except ChangeRefusedError as error:
            return Outcome(one, error=error.message)
        return Outcome(one, number=number)

    def _carry_out(self, db: sqlite3.Connection, one: Step) -> int:
        """Do one step; returns the number of the issue or milestone that it made, else 0. Raises ChangeRefusedError."""
        match one:
            case CreateIssue():
                return self._create(db, one.issue)
            case PutMilestone():
                return self._put_milestone(db, one)
            case PutLabel():
                catalog.put_label(db, one.label, one.before)
            case EditIssue():
                self._edit(db, one)
            case SetParent():
                parent = self._issue(one.parent) if one.parent else None
                relations.set_parent(db, self._issue(one.key), parent)
            case PlaceAfter():
                sibling = self._issue(one.sibling) if one.sibling else None
                relations.place_after(db, self._issue(one.key), self._issue(one.parent), sibling)
            case Block():
                relations.block(db, self._issue(one.key), self._issue(one.blocker), add=one.add)
            case SetState():
                issues.set_state(db, self._issue(one.key), one.state, self._now())
            case PutBoard() | PutField() | PutCard() | ArchiveCard():
                raise ChangeRefusedError("The embedded tracker has no boards: each issue carries its own status")
            case _:
                assert_never(one)
        return 0

    def _create(self, db: sqlite3.Connection, wanted: Issue) -> int:
        existing = issues.with_key(db, wanted.key)
        if existing:
            raise ChangeRefusedError(f"#{existing} has the key {wanted.key} already; nothing was created")
        at = self._now()
        number = issues.create(db, wanted.title, region.wrap(wanted.key, wanted.region), AUTHOR, at)
        issues.add_labels(db, number, wanted.labels)
        for login in wanted.assign:
            issues.assign(db, number, login, on=True)
        if wanted.milestone:
            issues.set_milestone(db, number, self._milestone(wanted.milestone), at)
        if wanted.parent:
            relations.set_parent(db, number, self._issue(wanted.parent))
        self._issues[wanted.key] = number
        return number

    def _edit(self, db: sqlite3.Connection, one: EditIssue) -> None:
        number = self._issue(one.before.key)
        at = self._now()
        if "title" in one.fields:
            issues.set_title(db, number, one.issue.title, at)
        if one.fields & {"region", "key"}:
            body = issues.body_of(db, number)
            issues.set_body(db, number, region.rewrite(body, one.issue.key, one.issue.region, one.ticks), at)
        if "labels" in one.fields:
            issues.drop_labels(db, number, one.before.labels - one.issue.labels)
            issues.add_labels(db, number, one.issue.labels - one.before.labels)
        if "milestone" in one.fields:
            wanted = self._milestone(one.issue.milestone) if one.issue.milestone else None
            issues.set_milestone(db, number, wanted, at)
        if "state" in one.fields:
            issues.set_state(db, number, one.issue.state, at)
        self._issues[one.issue.key] = number

    def _put_milestone(self, db: sqlite3.Connection, one: PutMilestone) -> int:
        if one.before:
            number = self._milestone(one.before.key)
            catalog.edit_milestone(db, number, one.milestone)
        else:
            number = catalog.create_milestone(db, one.milestone)
        self._milestones[one.milestone.key] = number
        return 0 if one.before else number

    def _issue(self, key: str) -> int:
        if key not in self._issues:
            raise ChangeRefusedError(f"No issue with the key {key} is known")
        return self._issues[key]

    def _milestone(self, key: str) -> int:
        if key not in self._milestones:
            raise ChangeRefusedError(f"No milestone with the key {key} is known")
        return self._milestones[key]
