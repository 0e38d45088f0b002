"""Open or closed: people's, but for the first `done: true`, the roll-up of sections, and what retiring closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from roadmap_sync.desired.bodies import item_box_id
from roadmap_sync.desired.issues import Scope
from roadmap_sync.roadmap.model import Track
from roadmap_sync.roadmap.outline import Completion, OutlineEntry, OutlineLevel, dropped_options
from roadmap_sync.tracker import checkboxes, region_annotations
from roadmap_sync.tracker.state import Issue, IssueState


def with_found_state(wanted: Issue, found: Issue | None) -> Issue:
    """`wanted` with the state, the ticks and the words that it should have, given what stands there; no roll-up yet.

    Closed issues stay closed and reopened ones open. An issue that retiring closed is reopened when its item returns.
    """
    if found is None or found.found is None:
        return replace(wanted, state=IssueState.COMPLETED if wanted.done else wanted.state)
    said = region_annotations.read(found.region)
    region = region_annotations.write(checkboxes.merge(wanted.region, found.region), replace(said, retired=None))
    state = found.state
    if said.retired:
        closed_by_us = said.retired.was_open and found.found.closings == said.retired.closings + 1
        state = IssueState.OPEN if closed_by_us and state is IssueState.NOT_PLANNED else state
    elif wanted.done and state is IssueState.OPEN and not found.found.closings:
        state = IssueState.COMPLETED
    return replace(wanted, region=region, state=state, found=found.found)


def retirement(found: Issue) -> Issue | None:
    """A found issue that the roadmap no longer names, as retiring leaves it; None where there is nothing to do.

    Done before, or reopened since by somebody: nothing. Cut off between word and closing: only the closing.
    """
    assert found.found is not None  # noqa: S101 - for the type checker: readers give facts to every issue
    said = region_annotations.read(found.region)
    if said.retired:
        cut_off = said.retired.was_open and found.found.closings == said.retired.closings
        unfinished = cut_off and found.state is IssueState.OPEN
        return replace(found, state=IssueState.NOT_PLANNED) if unfinished else None
    is_open = found.state is IssueState.OPEN
    word = region_annotations.Retirement(is_open, found.found.closings)
    region = region_annotations.write(found.region, replace(said, retired=word))
    return replace(found, region=region, state=IssueState.NOT_PLANNED if is_open else found.state)


def roll_up(scope: Scope, issues: Mapping[str, Issue], found: Mapping[str, Issue]) -> dict[str, Issue]:
    """The sections of a roadmap that close or reopen because of what stands below them, as they will be.

    `issues` are as they will be without it; `found` as they are.
    """
    states = _states(scope, issues)
    away = dropped_options(scope.outline, lambda entry: _completion(states.get(entry.key)))
    changed = {}
    for entry in scope.outline.entries:
        section = issues.get(entry.key)
        if entry.level is OutlineLevel.SECTION and section:
            below = [work for work in scope.outline.under(entry.key) if work.option not in away]
            after = _rolled(section, found.get(entry.key), finished=_finished(below, states))
            if after != section:
                changed[entry.key] = after
    return changed


def _completion(state: IssueState | None) -> Completion:
    match state:
        case IssueState.COMPLETED:
            return Completion.DONE
        case IssueState.NOT_PLANNED:
            return Completion.SKIPPED
        case IssueState.OPEN | None:
            return Completion.OPEN


def _states(scope: Scope, issues: Mapping[str, Issue]) -> dict[str, IssueState]:
    """How all work stands: by its issue, or its box in the section's. What somebody else holds is left out."""
    states: dict[str, IssueState] = {}
    boxes: dict[str, set[str]] = {}
    for work in scope.outline.work:
        issue = issues.get(work.key)
        section = issues.get(work.section)
        if issue:
            states[work.key] = issue.state
        elif section and scope.roadmap.track is Track.SECTIONS:
            if work.section not in boxes:
                boxes[work.section] = {
                    box.id for box in checkboxes.boxes(section.region) if box.ticked and not box.struck
                }
            ticked = item_box_id(work.key, work.section) in boxes[work.section]
            states[work.key] = IssueState.COMPLETED if ticked else IssueState.OPEN
    return states


def _finished(below: Iterable[OutlineEntry], states: Mapping[str, IssueState]) -> bool:
    """Whether all that counts is done or skipped; where nothing counts, all there is; never of nothing."""
    known = [(work.counts, states[work.key]) for work in below if work.key in states]
    decisive = [state for counts, state in known if counts] or [state for _, state in known]
    return bool(decisive) and all(state is not IssueState.OPEN for state in decisive)


def _rolled(section: Issue, found: Issue | None, *, finished: bool) -> Issue:
    said = region_annotations.read(section.region).rolled_up
    closings = found.found.closings if found and found.found else 0
    if section.state is IssueState.OPEN:
        if finished and (said is None or said == closings):
            # What is closed already (retiring did it) is not closed once more, so its count of closings does not rise.
            before = closings - 1 if found and found.state is not IssueState.OPEN else closings
            return _said(section, IssueState.COMPLETED, before)
        # Reopened by a person while all is done: it stays open until there is something new to close it for.
        return section if finished or said is None else _said(section, IssueState.OPEN, None)
    closed_by_us = said is not None and closings == said + 1
    if closed_by_us and not finished and section.state is IssueState.COMPLETED:
        return _said(section, IssueState.OPEN, None)
    return section


def _said(section: Issue, state: IssueState, rolled_up: int | None) -> Issue:
    said = replace(region_annotations.read(section.region), rolled_up=rolled_up)
    return replace(section, state=state, region=region_annotations.write(section.region, said))
