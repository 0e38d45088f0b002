"""Progress carried over from another tracker, for issues that are created again."""

from __future__ import annotations

from dataclasses import replace

from roadmap_sync.desired.issues import Desired
from roadmap_sync.tracker import checkboxes, region_annotations
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, Issue, IssueState, State, Status


def carry_over(desired: Desired, elsewhere: State, observed: State) -> Desired:
    """`desired` with states, days of finishing, ticks and "in progress" of `elsewhere` (by key), where it is new.

    New is what `observed` has no mark of. What has a mark was made before, perhaps by a run that was cut off before
    it closed what is done: that is closed now, unless it was closed ever since.
    """
    marked = {issue.key for issue in observed.issues}
    there = {issue.key: issue for issue in elsewhere.issues}
    issues = tuple(
        _carried(issue, there[issue.key], made=issue.key in marked) if issue.key in there else issue
        for issue in desired.state.issues
    )
    return replace(desired, state=replace(desired.state, issues=issues))


def _carried(issue: Issue, other: Issue, *, made: bool) -> Issue:
    said = region_annotations.read(other.region)
    by_us = (
        said.rolled_up is not None or said.retired is not None
    )  # what the tool closed, it closes again where it should
    done = issue.done or (other.state is IssueState.COMPLETED and not by_us)
    if made:
        return replace(issue, done=done)
    started = other.state is IssueState.OPEN and (
        (other.found is not None and other.found.status == Status.IN_PROGRESS)
        or any(name.casefold() == IN_PROGRESS_LABEL for name in other.labels)
    )
    region = checkboxes.merge(issue.region, other.region)
    if other.state is IssueState.COMPLETED and not by_us and other.found and other.found.closed_at:
        # GitHub will say that it was closed in the moment of the move.
        since = said.done_at or other.found.closed_at
        region = region_annotations.write(region, replace(region_annotations.read(region), done_at=since))
    return replace(
        issue,
        region=region,
        state=IssueState.OPEN if by_us else other.state,
        labels=issue.labels | {IN_PROGRESS_LABEL} if started else issue.labels,
        done=False if other.found and other.found.closings and other.state is IssueState.OPEN else done,
    )
