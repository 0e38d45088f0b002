"""The embedded tracker against a model in plain dictionaries: whatever is done to both, they read the same."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from roadmap_sync.local import relations
from roadmap_sync.local.store import ChangeRefusedError
from roadmap_sync.local.tracker import LocalTracker
from roadmap_sync.tracker.region import normal
from roadmap_sync.tracker.state import Issue, IssueState, Label, Status
from roadmap_sync.tracker.steps import Block, CreateIssue, EditIssue, PlaceAfter, PutLabel, SetParent, SetState

KEYS = st.sampled_from([f"r/{number}" for number in range(7)])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="`~"), max_size=20)
NAMES = st.sampled_from(["roadmap", "Core", "fun"])
STATES = st.sampled_from(IssueState)


@dataclass
class Row:
    """What the model knows of an issue."""

    number: int
    title: str
    region: str
    labels: set[str]
    children: list[str] = field(default_factory=list)
    parent: str = ""
    blockers: set[str] = field(default_factory=set)
    state: IssueState = IssueState.OPEN
    status: str = "Todo"
    closed: list[datetime] = field(default_factory=list)
    reopened: list[datetime] = field(default_factory=list)


class Machine(RuleBasedStateMachine):
    """Does the same to the tracker and to the model."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.time = datetime(2026, 1, 5, tzinfo=UTC)
        self.tracker = LocalTracker(self.folder, now=lambda: self.time)
        self.rows: dict[str, Row] = {}
        self.limit, relations.SUB_ISSUES = relations.SUB_ISSUES, replace(relations.SUB_ISSUES, most=3)
        self.apply(*(PutLabel(Label(name=name, color="ededed")) for name in ("roadmap", "Core", "fun")))

    def teardown(self):
        relations.SUB_ISSUES = self.limit
        shutil.rmtree(self.folder)

    def apply(self, *steps):
        """Whether each step was carried out, a minute later than the last."""
        self.time += timedelta(minutes=1)
        return [outcome.ok for outcome in self.tracker.writer(self.tracker.read()).write(steps)]

    def chain(self, key, links):
        seen, todo = set(), [key]
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += links(self.rows[at])
        return seen

    def fits(self, key, parent):
        above = self.chain(parent, lambda row: [row.parent] if row.parent else [])
        return key not in above and len(self.rows[parent].children) < 3

    @rule(key=KEYS, title=TEXTS, region=TEXTS, labels=st.sets(NAMES), parent=KEYS | st.just(""))
    def create(self, key, title, region, labels, parent):
        wanted = Issue(key=key, title=title, region=region, labels=frozenset(labels), parent=parent)
        allowed = key not in self.rows and (not parent or (parent in self.rows and len(self.rows[parent].children) < 3))
        assert self.apply(CreateIssue(wanted)) == [allowed]
        if allowed:
            self.rows[key] = Row(len(self.rows) + 1, title, normal(region), set(labels), parent=parent)
            if parent:
                self.rows[parent].children.append(key)

    @precondition(lambda self: self.rows)
    @rule(key=KEYS, title=TEXTS, region=TEXTS, labels=st.sets(NAMES))
    def edit(self, key, title, region, labels):
        if key not in self.rows:
            return
        row = self.rows[key]
        (before,) = [issue for issue in self.tracker.read().issues if issue.key == key]
        wanted = replace(before, title=title, region=region, labels=frozenset(labels))
        assert self.apply(EditIssue(wanted, before, frozenset({"title", "region", "labels"}))) == [True]
        row.title, row.region, row.labels = title, normal(region), set(labels)

    @rule(key=KEYS, parent=KEYS | st.just(""))
    def set_parent(self, key, parent):
        allowed = key in self.rows and (not parent or parent in self.rows)
        if allowed and self.rows[key].parent != parent and parent:
            allowed = self.fits(key, parent)
        assert self.apply(SetParent(key, parent)) == [allowed]
        if allowed and self.rows[key].parent != parent:
            if self.rows[key].parent:
                self.rows[self.rows[key].parent].children.remove(key)
            if parent:
                self.rows[parent].children.append(key)
            self.rows[key].parent = parent

    @rule(key=KEYS, parent=KEYS, sibling=KEYS | st.just(""))
    def place(self, key, parent, sibling):
        children = self.rows[parent].children if parent in self.rows else []
        allowed = key in children and (not sibling or sibling in children) and key != sibling
        assert self.apply(PlaceAfter(key, parent, sibling)) == [allowed]
        if allowed:
            children.remove(key)
            children.insert(children.index(sibling) + 1 if sibling else 0, key)

    @rule(key=KEYS, blocker=KEYS, add=st.booleans())
    def block(self, key, blocker, add):
        known = key in self.rows and blocker in self.rows
        circle = known and key in self.chain(blocker, lambda row: list(row.blockers))
        assert self.apply(Block(key, blocker, add)) == [known and not (add and circle)]
        if known and add and not circle:
            self.rows[key].blockers.add(blocker)
        if known and not add:
            self.rows[key].blockers.discard(blocker)

    @rule(key=KEYS, state=STATES)
    def set_state(self, key, state):
        assert self.apply(SetState(key, state)) == [key in self.rows]
        self.note_state(key, state)

    @rule(key=KEYS, state=STATES)
    def close_or_reopen_by_hand(self, key, state):
        self.time += timedelta(minutes=1)
        number = self.rows[key].number if key in self.rows else 99
        try:
            if state is IssueState.OPEN:
                self.tracker.reopen(number)
            else:
                self.tracker.close(number, state)
        except ChangeRefusedError:
            assert key not in self.rows
        self.note_state(key, state)

    def note_state(self, key, state):
        row = self.rows.get(key)
        if row is None:
            return
        if state is IssueState.OPEN and row.state is not IssueState.OPEN:
            row.reopened.append(self.time)
            row.status = "Todo"
        if state is not IssueState.OPEN and row.state is IssueState.OPEN:
            row.closed.append(self.time)
            row.status = "Done"
        row.state = state

    @rule(key=KEYS, status=st.sampled_from(Status))
    def move_on_the_board(self, key, status):
        if key in self.rows:
            self.tracker.set_status(self.rows[key].number, status)
            self.rows[key].status = status

    @invariant()
    def both_read_the_same(self):
        issues = self.tracker.read().issues
        assert {issue.key for issue in issues} == set(self.rows)
        ids = {issue.found.id: issue.key for issue in issues} | {"": ""}
        for issue in issues:
            row, facts = self.rows[issue.key], issue.found
            assert (facts.number, issue.title, issue.region) == (row.number, row.title, row.region)
            assert (issue.labels, issue.state, facts.status) == (row.labels, row.state, row.status)
            assert (facts.closed_times, facts.reopened_times) == (tuple(row.closed), tuple(row.reopened))
            assert facts.closed_at == (None if row.state is IssueState.OPEN else row.closed[-1])
            assert (ids[issue.parent], {ids[blocker] for blocker in issue.blocked_by}) == (row.parent, row.blockers)
            assert facts.position == (self.rows[row.parent].children.index(issue.key) if row.parent else 0)


TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=20, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
)
