"""The whole embedded tracker as a State, read as of one moment."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from roadmap_sync.local.issues import id_of
from roadmap_sync.tracker.activity import spent_hours
from roadmap_sync.tracker.state import Facts, Issue, IssueState, Label, Milestone, State


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What belongs to issues, by their numbers."""

    labels: Mapping[int, list[str]]
    blockers: Mapping[int, list[str]]
    assignees: Mapping[int, list[str]]
    closed: Mapping[int, list[datetime]]
    skipped: Mapping[int, list[datetime]]
    reopened: Mapping[int, list[datetime]]
    spent: Mapping[int, list[tuple[datetime, float]]]
    positions: Mapping[int, int]
    children: Mapping[int, int]
    blocking: Mapping[int, int]


def read_state(db: sqlite3.Connection) -> State:
    """Labels, milestones and issues, the latter referring to each other by the tracker's ids; no boards, no cards."""
    return State(labels=_labels(db), milestones=_milestones(db), issues=_issues(db))


def milestone_id(number: int) -> str:
    """The tracker's id of a milestone."""
    return f"milestone:{number}"


def _labels(db: sqlite3.Connection) -> tuple[Label, ...]:
    rows = db.execute("SELECT id, name, color, description FROM label ORDER BY id")
    return tuple(Label(id=f"label:{n}", name=name, color=color, description=text) for n, name, color, text in rows)


def _milestones(db: sqlite3.Connection) -> tuple[Milestone, ...]:
    rows = db.execute("SELECT number, title, due, body, mark, region, open FROM milestone ORDER BY number")
    return tuple(
        Milestone(
            key=mark,
            title=title,
            due=date.fromisoformat(due) if due else None,
            region=region,
            body=body,
            id=milestone_id(number),
            number=number,
            open=bool(is_open),
        )
        for number, title, due, body, mark, region, is_open in rows
    )


def _issues(db: sqlite3.Connection) -> tuple[Issue, ...]:
    gathered = _gather(db)
    db.row_factory = sqlite3.Row
    rows = db.execute("SELECT * FROM issue ORDER BY number").fetchall()
    db.row_factory = None
    if any(isinstance(value, bytes) for row in rows for value in row):
        raise TypeError("bytes where a text belongs")
    return tuple(
        Issue(
            key=row["mark"],
            title=row["title"],
            region=row["region"],
            labels=frozenset(gathered.labels.get(row["number"], ())),
            milestone=milestone_id(row["milestone"]) if row["milestone"] else "",
            parent=id_of(row["parent"]) if row["parent"] else "",
            blocked_by=frozenset(gathered.blockers.get(row["number"], ())),
            state=IssueState(row["state"]),
            found=_facts(row, gathered),
        )
        for row in rows
    )


def _facts(row: sqlite3.Row, gathered: _Gathered) -> Facts:
    number = row["number"]
    closed = gathered.closed.get(number, ())
    return Facts(
        id=id_of(number),
        number=number,
        body=row["body"],
        author=row["author"],
        created_at=datetime.fromisoformat(row["created"]),
        closed_at=datetime.fromisoformat(row["closed"]) if row["closed"] else None,
        updated_at=datetime.fromisoformat(row["updated"]),
        closings=len(closed),
        closed_times=tuple(closed),
        skipped_times=tuple(gathered.skipped.get(number, ())),
        reopened_times=tuple(gathered.reopened.get(number, ())),
        assignees=tuple(gathered.assignees.get(number, ())),
        status=row["status"],
        position=gathered.positions.get(number, 0),
        children=gathered.children.get(number, 0),
        blocking=gathered.blocking.get(number, 0),
        spent=tuple(gathered.spent.get(number, ())),
    )


def _gather(db: sqlite3.Connection) -> _Gathered:
    times: dict[str, dict[int, list[datetime]]] = {"closed": defaultdict(list), "reopened": defaultdict(list)}
    skipped: dict[int, list[datetime]] = defaultdict(list)
    for number, kind, reason, at in db.execute("SELECT issue, kind, reason, at FROM event ORDER BY at, id"):
        times[kind][number].append(datetime.fromisoformat(at))
        if reason == IssueState.NOT_PLANNED:
            skipped[number].append(datetime.fromisoformat(at))
    labels = "SELECT issue, name FROM issue_label JOIN label ON label.id = label ORDER BY issue, label"
    blockers = "SELECT issue, 'local:' || blocker FROM blocked"
    return _Gathered(
        labels=_listed(db, labels),
        blockers=_listed(db, blockers),
        assignees=_listed(db, "SELECT issue, login FROM assignee ORDER BY issue, login"),
        closed=times["closed"],
        skipped=skipped,
        reopened=times["reopened"],
        spent=_spent(db),
        positions=_positions(db),
        children=dict(db.execute("SELECT parent, count(*) FROM issue WHERE parent IS NOT NULL GROUP BY parent")),
        blocking=dict(db.execute("SELECT blocker, count(*) FROM blocked GROUP BY blocker")),
    )


def _listed(db: sqlite3.Connection, query: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, value in db.execute(query):
        found[number].append(value)
    return found


def _spent(db: sqlite3.Connection) -> dict[int, list[tuple[datetime, float]]]:
    found: dict[int, list[tuple[datetime, float]]] = defaultdict(list)
    query = "SELECT issue, created, body FROM comment WHERE body LIKE '%/spent%' ORDER BY created, id"
    for number, created, body in db.execute(query):
        hours = spent_hours(body)
        if hours:
            found[number].append((datetime.fromisoformat(created), hours))
    return found


def _positions(db: sqlite3.Connection) -> dict[int, int]:
    """Each sub-issue's place among its siblings, from 0."""
    places: dict[int, int] = {}
    counts: dict[int, int] = defaultdict(int)
    query = "SELECT number, parent FROM issue WHERE parent IS NOT NULL ORDER BY parent, position, number"
    for number, parent in db.execute(query):
        places[number] = counts[parent]
        counts[parent] += 1
    return places
