"""A tracker in memory, for what the embedded one lacks: strangers, labels that filter what is read, boards, faults."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, assert_never

from roadmap_sync.desired.issues import Desired, combine, desired_state
from roadmap_sync.desired.labels import OWN_DESCRIPTION
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.tracker import checkboxes, region
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import (
    Board,
    BoardField,
    Card,
    Facts,
    Issue,
    IssueState,
    Label,
    Milestone,
    State,
    Value,
)
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
from tests.worlds import DAY, World

US = "owner"


class RefusedError(Exception):
    """The tracker does not do it."""


class Memory:
    """Holds what a repository holds. `fails` says why a step is to fail, "" for not; `seen` are the steps asked for."""

    name = "memory"
    place = "memory"

    def __init__(self, own: Sequence[str] = ("roadmap",)) -> None:
        self.own = own
        self.labels: dict[str, Label] = {}
        self.milestones: dict[str, Milestone] = {}
        self.issues: dict[str, Issue] = {}
        self.children: dict[str, list[str]] = {}
        self.boards: dict[str, Board] = {}
        self.cards: dict[str, Card] = {}
        self.fails: Callable[[Step], str] = lambda _: ""
        self.in_lock: Callable[[], None] = lambda: None
        self.seen: list[Step] = []
        self.reads: list[bool] = []
        self.locks = 0
        self._count = 0

    # What people do.

    def open_issue(
        self,
        title: str,
        body: str = "",
        labels: Iterable[str] = (),
        *,
        author: str = US,
        trusted: bool = True,
        **facts: Any,
    ) -> str:
        """Open an issue; returns its id."""
        number = self._number()
        at = datetime.combine(DAY, time(8), UTC) + timedelta(minutes=number)
        name = f"I{number}"
        known = {"author_sure": trusted, **facts}
        found = Facts(id=name, number=number, author=author, author_trusted=trusted, created_at=at, **known)
        self.issues[name] = Issue(key="", title=title, found=found)
        self.write_body(name, body)
        for label in labels:
            self.label(name, label)
        return name

    def write_body(self, name: str, body: str) -> None:
        found = region.find(body)
        issue = self.issues[name]
        key, text = (found.key, found.text) if found else ("", "")
        self.issues[name] = replace(issue, key=key, region=text, found=replace(_facts(issue), body=body))

    def tick(self, name: str, box: str, *, on: bool = True) -> None:
        self.write_body(name, checkboxes.tick(_facts(self.issues[name]).body, box, on=on))

    def label(self, name: str, label: str, *, on: bool = True) -> None:
        held = {one for one in self.issues[name].labels if one.casefold() != label.casefold()}
        ours = OWN_DESCRIPTION if label.casefold() in self.own else ""  # as an earlier sync made it
        made = Label(name=label, color="ededed", description=ours, id=f"L{self._number()}")
        self.labels.setdefault(label.casefold(), made)
        self.change(name, labels=frozenset(held | {self.labels[label.casefold()].name} if on else held))

    def rename_label(self, old: str, new: str) -> None:
        self.labels[new.casefold()] = replace(self.labels.pop(old.casefold()), name=new)
        for name, issue in self.issues.items():
            self.change(
                name, labels=frozenset(new if one.casefold() == old.casefold() else one for one in issue.labels)
            )

    def delete_label(self, old: str) -> None:
        del self.labels[old.casefold()]
        for name, issue in self.issues.items():
            self.change(name, labels=frozenset(one for one in issue.labels if one.casefold() != old.casefold()))

    def close(self, name: str, state: IssueState = IssueState.COMPLETED) -> None:
        if state is not self.issues[name].state and state is not IssueState.OPEN:
            closings = _facts(self.issues[name]).closings + (self.issues[name].state is IssueState.OPEN)
            self.change(name, found=replace(_facts(self.issues[name]), closings=closings))
        self.change(name, state=state)

    def reopen(self, name: str) -> None:
        self.close(name, IssueState.OPEN)

    def change(self, name: str, **values: object) -> None:
        self.issues[name] = replace(self.issues[name], **values)  # type: ignore[arg-type]

    def add_milestone(self, title: str, body: str = "", *, is_open: bool = True) -> str:
        if any(one.title == title for one in self.milestones.values()):
            raise RefusedError(f"there is a milestone {title!r}")
        number = self._number()
        found = region.find(body)
        self.milestones[f"M{number}"] = Milestone(
            key=found.key if found else "",
            title=title,
            region=found.text if found else "",
            body=body,
            id=f"M{number}",
            number=number,
            open=is_open,
        )
        return f"M{number}"

    def hang(self, name: str, parent: str) -> None:
        for listed in self.children.values():
            if name in listed:
                listed.remove(name)
        if parent:
            self.children.setdefault(parent, []).append(name)
        self.change(name, parent=parent)

    # What the program sees.

    def read(self, *, everything: bool = False) -> State:
        self.reads.append(everything)
        ours = {name.casefold() for name in self.own}
        ours |= {
            label.name.casefold() for label in self.labels.values() if label.description.startswith("roadmap-sync:")
        }
        places = {child: place for listed in self.children.values() for place, child in enumerate(listed)}
        return State(
            labels=tuple(self.labels.values()),
            milestones=tuple(self.milestones.values()),
            issues=tuple(
                replace(issue, found=replace(_facts(issue), position=places.get(name, 0), **self._counts(name)))
                for name, issue in self.issues.items()
                if everything or {label.casefold() for label in issue.labels} & ours
            ),
            boards=tuple(self.boards.values()),
            cards=tuple(self.cards.values()),
        )

    def _counts(self, name: str) -> dict[str, int]:
        waiting = sum(name in issue.blocked_by for issue in self.issues.values())
        return {"children": len(self.children.get(name, ())), "blocking": waiting}

    def tidy(self) -> None:
        """Nothing is left behind."""

    @contextmanager
    def lock(self) -> Iterator[None]:
        self.locks += 1
        self.in_lock()
        yield

    def writer(self, found: State) -> MemoryWriter:
        return MemoryWriter(self, found)

    def estimate(self, steps: Sequence[Sequence[Step]]) -> tuple[int, float]:
        return sum(map(len, steps)), 0.0

    def _number(self) -> int:
        self._count += 1
        return self._count


class MemoryWriter:
    """Carries steps out, each only on what stands there already: nothing may build on something that comes later."""

    def __init__(self, tracker: Memory, found: State) -> None:
        self._tracker = tracker
        self._issues = {issue.key: _facts(issue).id for issue in found.issues}
        self._milestones = {milestone.key: milestone.id for milestone in found.milestones}

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        for step in steps:
            self._tracker.seen.append(step)
            error = self._tracker.fails(step)
            try:
                if not error:
                    self._do(step)
            except (RefusedError, KeyError) as problem:
                error = repr(problem)
            yield Outcome(step, error=error)

    def _do(self, step: Step) -> None:  # noqa: C901, PLR0912 - a case a step
        tracker = self._tracker
        match step:
            case PutLabel():
                self._put_label(step)
            case PutMilestone():
                self._put_milestone(step)
            case CreateIssue():
                self._create(step.issue)
            case EditIssue():
                self._edit(step)
            case SetParent():
                tracker.hang(self._issues[step.key], self._issues[step.parent] if step.parent else "")
            case PlaceAfter():
                listed = tracker.children[self._issues[step.parent]]
                listed.remove(self._issues[step.key])
                listed.insert(
                    listed.index(self._issues[step.sibling]) + 1 if step.sibling else 0, self._issues[step.key]
                )
            case Block():
                key = self._issues[step.key]
                other = frozenset({self._issues.get(step.blocker, step.blocker)})
                there = tracker.issues[key].blocked_by
                tracker.change(key, blocked_by=there | other if step.add else there - other)
            case SetState():
                tracker.close(self._issues[step.key], step.state)
            case PutBoard():
                self._put_board(step)
            case PutField():
                self._put_field(step)
            case PutCard():
                self._put_card(step)
            case ArchiveCard():
                tracker.cards[step.card.id] = replace(tracker.cards[step.card.id], archived=step.archived)
            case _:
                assert_never(step)

    def _put_label(self, step: PutLabel) -> None:
        if step.before is None and step.label.name.casefold() in self._tracker.labels:
            raise RefusedError(f"there is a label {step.label.name!r}")
        if step.before and step.before.name != step.label.name:
            self._tracker.rename_label(step.before.name, step.label.name)
        self._tracker.labels[step.label.name.casefold()] = replace(step.label, was=())

    def _put_milestone(self, step: PutMilestone) -> None:
        wanted, tracker = step.milestone, self._tracker
        if step.before is None:
            name = tracker.add_milestone(wanted.title, region.wrap(wanted.key, wanted.region))
        else:
            name = self._milestones[step.before.key]
            if any(one.title == wanted.title for id_, one in tracker.milestones.items() if id_ != name):
                raise RefusedError(f"there is a milestone {wanted.title!r}")
        there = tracker.milestones[name]
        body = region.rewrite(there.body, wanted.key, wanted.region)
        values = {"title": wanted.title, "due": wanted.due, "key": wanted.key, "region": wanted.region, "body": body}
        tracker.milestones[name] = replace(there, **values)  # type: ignore[arg-type]
        self._milestones[wanted.key] = name

    def _create(self, wanted: Issue) -> None:
        tracker = self._tracker
        milestone = self._milestones[wanted.milestone] if wanted.milestone else ""
        parent = self._issues[wanted.parent] if wanted.parent else ""
        names = frozenset(tracker.labels[name.casefold()].name for name in wanted.labels)
        made = tracker.open_issue(wanted.title, region.wrap(wanted.key, wanted.region))
        tracker.change(made, labels=names, milestone=milestone)
        tracker.hang(made, parent)
        self._issues[wanted.key] = made

    def _edit(self, step: EditIssue) -> None:
        tracker, wanted = self._tracker, step.issue
        name = self._issues[step.before.key]
        if "title" in step.fields:
            tracker.change(name, title=wanted.title)
        if "region" in step.fields:
            body = _facts(tracker.issues[name]).body
            tracker.write_body(name, region.rewrite(body, wanted.key, wanted.region))
        if "labels" in step.fields:
            gone = {one.casefold() for one in step.before.labels - wanted.labels}
            kept = {one for one in tracker.issues[name].labels if one.casefold() not in gone}
            added = {tracker.labels[one.casefold()].name for one in wanted.labels - step.before.labels}
            tracker.change(name, labels=frozenset(kept | added))
        if "milestone" in step.fields:
            tracker.change(name, milestone=self._milestones[wanted.milestone] if wanted.milestone else "")
        if "state" in step.fields:
            tracker.close(name, wanted.state)
        self._issues[wanted.key] = name

    def _put_board(self, step: PutBoard) -> None:
        status = BoardField(name="Status", type=step.board.fields[0].type, options=("Todo", "In Progress", "Done"))
        made = self._tracker.boards.get(step.board.roadmap) or replace(step.board, fields=(status,))
        self._tracker.boards[made.roadmap] = replace(made, id=f"B {made.roadmap}", linked=True)

    def _put_field(self, step: PutField) -> None:
        board = self._tracker.boards[step.roadmap]
        there = {field.name.casefold(): field for field in board.fields}
        found = there.get(step.field.name.casefold())
        if found is None:
            there[step.field.name.casefold()] = step.field
        elif found.type is not step.field.type:
            raise RefusedError(f"{found.name} is a {found.type}")
        else:
            known = {option.casefold() for option in found.options}
            more = tuple(option for option in step.field.options if option.casefold() not in known)
            there[step.field.name.casefold()] = replace(found, options=(*found.options, *more))
        self._tracker.boards[step.roadmap] = replace(board, fields=tuple(there.values()))

    def _put_card(self, step: PutCard) -> None:
        board, cards = self._tracker.boards[step.card.roadmap], self._tracker.cards
        issue = self._issues[step.card.key]
        name = f"{issue} {board.roadmap}"
        if name in cards and cards[name].archived:
            raise RefusedError("the card is archived")
        values = dict(cards[name].values) if name in cards else {}
        for field, value in step.values:
            found = next((one for one in board.fields if one.name.casefold() == field.casefold()), None)
            if found is None:
                raise RefusedError(f"no field {field}")
            values.pop(found.name, None)
            if value is not None:
                values[found.name] = _option(found, value)
        cards[name] = Card(key=issue, roadmap=board.roadmap, values=values, id=name)


def _option(field: BoardField, value: Value) -> Value:
    if not field.options:
        return float(value) if isinstance(value, int) else value
    fitting = [option for option in field.options if option.casefold() == str(value).casefold()]
    if not fitting:
        raise RefusedError(f"{field.name} has no option {value!r}")
    return fitting[0]


def _facts(issue: Issue) -> Facts:
    assert issue.found
    return issue.found


class MemoryWorld(World):
    """Roadmaps in a tracker in memory; with `board`, a board for each."""

    tracker: Memory  # type: ignore[assignment]

    def __init__(
        self, text: str = "", *, today: date = DAY, board: bool = False, own: Sequence[str] = ("roadmap",)
    ) -> None:
        self.today = today
        self.board = board
        self.tracker = Memory(own)
        self.texts = {}
        self.text = text

    def wanted(self, _observed: State | None = None) -> Desired:
        roadmaps = [load_text(text, name) for name, text in self.texts.items()]
        return combine(desired_state(roadmap, self.today, board=self.board) for roadmap in roadmaps)

    def id(self, key: str) -> str:
        """The tracker's id of an issue of ours."""
        return _facts(self.issue(key)).id

    def raw(self, key: str) -> Issue:
        """An issue of ours as the tracker has it."""
        return self.tracker.issues[self.id(key)]

    def finish(self, *keys: str) -> None:
        """Close issues as done."""
        for key in keys:
            self.tracker.close(self.id(key))
