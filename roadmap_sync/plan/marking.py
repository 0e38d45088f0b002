"""Marking progress from the terminal: which work is meant, and the steps that a mark takes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from roadmap_sync.desired.board import STATUS
from roadmap_sync.desired.bodies import item_box_id
from roadmap_sync.desired.issues import Desired
from roadmap_sync.desired.statuses import StatusNames
from roadmap_sync.errors import UsageError
from roadmap_sync.plan.board_fitting import board_statuses
from roadmap_sync.roadmap.model import Track
from roadmap_sync.roadmap.outline import OutlineLevel
from roadmap_sync.text import line
from roadmap_sync.tracker import checkboxes
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, Issue, IssueState, State, Status
from roadmap_sync.tracker.steps import EditIssue, PutCard, SetState, Step

START = "start"
_STATES = {"done": IssueState.COMPLETED, "skip": IssueState.NOT_PLANNED, "reopen": IssueState.OPEN}
_TICKS = {"done": True, "reopen": False}
_SHOWN = 8
_NUMBER = re.compile(r"^(?:#|GH-)?(\d{1,18})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MarkableWork:
    """One piece of work that can be marked: an issue, or (`track: sections`) the box `box` in a section's issue."""

    key: str
    title: str
    issue: Issue
    box: str = ""

    @property
    def number(self) -> int:
        """The number of its issue."""
        return self.issue.found.number if self.issue.found else 0


def markable(found: State, desired: Desired) -> Mapping[str, MarkableWork]:
    """What can be marked, by key: every issue of ours, and every item that is a box."""
    marks = {issue.key: MarkableWork(issue.key, issue.title, issue) for issue in found.issues}
    issues = {issue.key: issue for issue in found.issues}
    for scope in desired.scopes:
        for work in scope.outline.work if scope.roadmap.track is Track.SECTIONS else ():
            issue = issues.get(work.section)
            box = item_box_id(work.key, work.section)
            if (
                work.level is OutlineLevel.ITEM
                and issue
                and any(each.id == box for each in checkboxes.boxes(issue.region))
            ):
                marks[work.key] = MarkableWork(work.key, work.title, issue, box)
    return marks


def chosen(ends: Sequence[str], marks: Mapping[str, MarkableWork], desired: Desired) -> tuple[MarkableWork, ...]:
    """The work whose keys end so, or whose issues have these numbers (``3``, ``#3``, ``GH-3``), addresses or titles.

    What the roadmap no longer names comes last. Raises UsageError for what fits none or several, all of it at once.
    """
    named = {issue.key for issue in desired.state.issues}
    current = {key: mark for key, mark in marks.items() if mark.issue.key in named}
    wanted = {work.key for scope in desired.scopes for work in scope.outline.entries if work.is_work}
    problems, keys = [], []
    for end in ends:
        name = end.strip("/")
        fitting = _fitting(name, current) or _fitting(name, marks)
        fitting = fitting or _by_issue(end, marks) or _titled(end, current) or _titled(end, marks)
        if len(fitting) == 1:
            keys.append(fitting[0])
        elif fitting:
            problems.append(_ambiguous(end, fitting))
        elif _fitting(name, dict.fromkeys(wanted)):
            problems.append(f"{end!r} is in the roadmap but not synced yet: run `roadmap-sync sync` first")
        else:
            problems.append(f"nothing here has the key, number, address or title {end!r}{_near(name, list(marks))}")
    if problems:
        seen = "`roadmap-sync status` shows keys and numbers."
        raise UsageError(
            "\n".join(problems), seen if marks else "Nothing is synced yet: run `roadmap-sync sync` first."
        )
    return tuple(marks[key] for key in dict.fromkeys(keys))


def _by_issue(name: str, marks: Mapping[str, MarkableWork]) -> list[str]:
    """The key of the issue that has this number or address."""
    issues = [mark for mark in marks.values() if mark.number and not mark.box]
    number = _NUMBER.match(name)
    if number:
        return [mark.key for mark in issues if mark.number == int(number[1])]
    address = _address(name)
    return [
        mark.key for mark in issues if address and address == _address(mark.issue.found.url if mark.issue.found else "")
    ]


def _address(text: str) -> str:
    """An address as it is compared: without what follows the page, whatever its letters."""
    return (
        re.split(r"[?#]", text)[0].rstrip("/").casefold() if text.casefold().startswith(("http://", "https://")) else ""
    )


def _titled(name: str, marks: Mapping[str, MarkableWork]) -> list[str]:
    """The keys of what has this title, whatever its letters and blanks."""
    wanted = line(name).casefold()
    return [mark.key for mark in marks.values() if line(mark.title).casefold() == wanted]


def _fitting(name: str, keys: Mapping[str, object]) -> list[str]:
    return [name] if name in keys else [key for key in keys if name and key.endswith(f"/{name}")]


def _ambiguous(end: str, fitting: Sequence[str]) -> str:
    shown = "".join(f"\n  {key}" for key in sorted(fitting)[:_SHOWN])
    more = f"\n  … and {len(fitting) - _SHOWN} more" if len(fitting) > _SHOWN else ""
    return f"{end!r} fits {len(fitting)} keys, write more of the one you mean:{shown}{more}"


def _near(name: str, keys: Sequence[str]) -> str:
    ends = {key.split("/", 1)[-1]: key for key in keys} | {key.rpartition("/")[2]: key for key in keys}
    near = get_close_matches(name, ends, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def mark_steps(
    action: str, mark: MarkableWork, found: State, desired: Desired, *, keeps_reason: bool
) -> tuple[Step, ...]:
    """What "start", "done", "reopen" or "skip" takes, in order; nothing where it stands so already.

    `keeps_reason`: the tracker keeps the reason of what is closed, so that another one takes reopening first. Raises
    UsageError where a box can't say it.
    """
    if mark.box:
        return tuple(_tick(action, mark))
    if action == START:
        return tuple(_start(mark.issue, found, board_statuses(desired, found)))
    return tuple(_set(_STATES[action], mark.issue, keeps_reason=keeps_reason))


def _tick(action: str, mark: MarkableWork) -> Iterator[Step]:
    if action not in _TICKS:
        raise UsageError(
            f"{mark.key!r} is a box in #{mark.number} {mark.issue.title!r}: it is ticked or not, nothing between",
            f"Use `done` or `reopen`, or `{action} {mark.issue.key}` for the whole section.",
        )
    on = _TICKS[action]
    if any(box.id == mark.box and box.ticked is not on for box in checkboxes.boxes(mark.issue.region)):
        yield EditIssue(mark.issue, mark.issue, frozenset({"region"}), ((mark.box, on),))


def _start(issue: Issue, found: State, statuses: Mapping[str, StatusNames]) -> Iterator[Step]:
    """Started is what the board says where the issue is on one, else a label."""
    if issue.state is not IssueState.OPEN:
        yield SetState(issue.key, IssueState.OPEN)
    cards = [card for card in found.cards if card.key == issue.key and not card.archived]
    for card in cards:
        names = statuses[card.roadmap]
        value, held = names.of(Status.IN_PROGRESS), str(card.values.get(STATUS, ""))
        if names.meaning(held) is not Status.IN_PROGRESS or issue.state is not IssueState.OPEN:
            yield PutCard(replace(card, values={**card.values, STATUS: value}), ((STATUS, value),), card)
    if not cards and not _labelled(issue):
        yield _labels(issue, issue.labels | {IN_PROGRESS_LABEL})


def _set(state: IssueState, issue: Issue, *, keeps_reason: bool) -> Iterator[Step]:
    if issue.state is not state:
        if keeps_reason and IssueState.OPEN not in {issue.state, state}:
            yield SetState(issue.key, IssueState.OPEN)
        yield SetState(issue.key, state)
    label = _labelled(issue)
    if label:
        yield _labels(issue, issue.labels - {label})


def _labelled(issue: Issue) -> str:
    return next((name for name in issue.labels if name.casefold() == IN_PROGRESS_LABEL), "")


def _labels(issue: Issue, labels: frozenset[str]) -> EditIssue:
    return EditIssue(replace(issue, labels=labels), issue, frozenset({"labels"}))
