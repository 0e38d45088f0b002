"""Progress carried over from another tracker, for issues that are made anew."""

from __future__ import annotations

from dataclasses import replace

from roadmap_sync import ticks
from roadmap_sync.desired import Desired
from roadmap_sync.state import IN_PROGRESS_LABEL, Issue, IssueState, State, Status


def carry_over(desired: Desired, elsewhere: State, observed: State) -> Desired:
    """`desired` with states, ticks and "in progress" of `elsewhere` (by key) for what `observed` has no mark of yet."""
    marked = {issue.key for issue in observed.issues}
    there = {issue.key: issue for issue in elsewhere.issues}
    issues = tuple(
        _carried(issue, there[issue.key]) if issue.key in there and issue.key not in marked else issue
        for issue in desired.state.issues
    )
    return replace(desired, state=replace(desired.state, issues=issues))


def _carried(issue: Issue, other: Issue) -> Issue:
    status = other.found.status if other.found else ""
    started = other.state is IssueState.OPEN and (
        status == Status.IN_PROGRESS or any(name.casefold() == IN_PROGRESS_LABEL for name in other.labels)
    )
    return replace(
        issue,
        region=ticks.merge(issue.region, other.region),
        state=other.state,
        labels=issue.labels | {IN_PROGRESS_LABEL} if started else issue.labels,
        done=False,
    )
