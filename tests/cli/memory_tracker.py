"""A tracker that keeps its issues in this process: written against the public protocol of trackers alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from roadmap_sync.tracker import region
from roadmap_sync.tracker.protocol import Outcome, Tracker, Writer
from roadmap_sync.tracker.provider import Provider, Setup
from roadmap_sync.tracker.state import Facts, Issue, IssueState, Label, Milestone, State
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


@dataclass(slots=True)
class Store:
    """What there is: issues by number, milestones by key, labels by their lower-case name."""

    issues: dict[int, Issue] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    labels: dict[str, Label] = field(default_factory=dict)


STORE = Store()


class MemoryTracker(Tracker):
    """The store as a tracker: no boards, no lock, no publishing, no costs, no commits."""

    name = "memory"
    place = "this process"

    def __init__(self, setup: Setup) -> None:
        self._setup = setup

    def read(self, *, everything: bool = False) -> State:  # noqa: ARG002 - it always reads all
        issues = tuple(STORE.issues.values())
        return State(labels=tuple(STORE.labels.values()), milestones=tuple(STORE.milestones.values()), issues=issues)

    def writer(self, found: State) -> Writer:
        return MemoryWriter(self._setup, {issue.key: facts(issue).number for issue in found.issues})


@dataclass(slots=True)
class MemoryWriter:
    """Changes the store; `numbers` are the issues by key."""

    setup: Setup
    numbers: dict[str, int]

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        for step in steps:
            yield self._carried_out(step)

    def _carried_out(self, step: Step) -> Outcome:  # noqa: C901 - a case a step
        match step:
            case PutLabel():
                if step.before:
                    STORE.labels.pop(step.before.name.casefold())
                STORE.labels[step.label.name.casefold()] = step.label
            case PutMilestone():
                if step.before:
                    STORE.milestones.pop(step.before.key)
                body = region.wrap(step.milestone.key, step.milestone.region)
                made = replace(step.milestone, id=step.milestone.key, body=body)
                STORE.milestones[made.key] = made
            case CreateIssue():
                self._create(step.issue)
            case EditIssue():
                self._edit(step)
            case SetParent():
                self._change(step.key, parent=self._id(step.parent))
            case SetState():
                self._set_state(step.key, step.state)
            case PlaceAfter() | Block():
                pass  # it keeps neither the order of issues nor dependencies
            case PutBoard() | PutField() | PutCard() | ArchiveCard():
                return Outcome(step, error="there are no boards here")
            case _:
                assert_never(step)
        return Outcome(step)

    def _create(self, wanted: Issue) -> None:
        number = len(STORE.issues) + 1
        now = self.setup.moment()
        body = region.wrap(wanted.key, wanted.region)
        found = Facts(id=str(number), number=number, body=body, author="owner", created_at=now, updated_at=now)
        STORE.issues[number] = replace(wanted, parent=self._id(wanted.parent), blocked_by=frozenset(), found=found)
        self.numbers[wanted.key] = number

    def _edit(self, step: EditIssue) -> None:
        there = STORE.issues[self.numbers[step.before.key]]
        wanted = step.issue
        if "title" in step.fields:
            self._change(step.before.key, title=wanted.title)
        if "milestone" in step.fields:
            self._change(step.before.key, milestone=wanted.milestone)
        if "labels" in step.fields:
            labels = (there.labels - step.before.labels) | wanted.labels
            self._change(step.before.key, labels=labels)
        if "region" in step.fields:
            body = region.rewrite(facts(there).body, wanted.key, wanted.region, step.ticks)
            text = region.extract(body) or ""
            self._change(step.before.key, key=wanted.key, region=text, found=replace(facts(there), body=body))
        self.numbers[wanted.key] = facts(there).number
        if "state" in step.fields:
            self._set_state(wanted.key, wanted.state)

    def _set_state(self, key: str, state: IssueState) -> None:
        found = facts(STORE.issues[self.numbers[key]])
        if state is IssueState.OPEN:
            found = replace(found, closed_at=None, reopened_times=(*found.reopened_times, self.setup.moment()))
        else:
            now = self.setup.moment()
            times = (*found.closed_times, now)
            found = replace(found, closed_at=now, closed_times=times, closings=found.closings + 1)
        self._change(key, state=state, found=found)

    def _change(self, name: str, /, **values: object) -> None:
        number = self.numbers[name]
        STORE.issues[number] = replace(STORE.issues[number], **values)  # type: ignore[arg-type]

    def _id(self, key: str) -> str:
        return str(self.numbers[key]) if key else ""


def facts(issue: Issue) -> Facts:
    assert issue.found
    return issue.found


PROVIDER = Provider(title="memory", open=MemoryTracker)
