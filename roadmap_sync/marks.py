"""Marking progress from the terminal: which issues are meant, and the steps that a mark takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from roadmap_sync.apply import EditIssue, PutCard, SetState, Step
from roadmap_sync.boarding import STATUS
from roadmap_sync.errors import UsageError
from roadmap_sync.state import IN_PROGRESS_LABEL, Issue, IssueState, State, Status

_STATES = {"done": IssueState.COMPLETED, "skip": IssueState.NOT_PLANNED, "reopen": IssueState.OPEN}


def chosen(ends: Sequence[str], found: State) -> tuple[Issue, ...]:
    """The issues whose keys end so. Raises UsageError for an end that fits none or several, all of them at once."""
    issues = {issue.key: issue for issue in found.issues}
    numbers = {f"#{issue.found.number}": issue.key for issue in found.issues if issue.found}
    problems, keys = [], []
    for end in ends:
        name = end.strip("/")
        fitting = [key for key in issues if key == name or key.endswith(f"/{name}")]
        fitting = [name] if name in issues else [numbers[name]] if name in numbers else fitting
        if len(fitting) == 1:
            keys.append(fitting[0])
        elif fitting:
            shown = "\n".join(f"  {key}" for key in sorted(fitting)[:8])
            problems.append(f"{end!r} fits {len(fitting)} keys; write more of the one you mean:\n{shown}")
        else:
            problems.append(f"nothing here has a key that ends in {end!r}{_near(name, list(issues))}")
    if problems:
        raise UsageError("\n".join(problems), "" if issues else "Nothing is synced yet: run `roadmap-sync sync` first.")
    return tuple(issues[key] for key in dict.fromkeys(keys))


def _near(name: str, keys: Sequence[str]) -> str:
    ends = {key.split("/", 1)[-1]: key for key in keys} | {key.rpartition("/")[2]: key for key in keys}
    near = get_close_matches(name, ends, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def mark_steps(action: str, issue: Issue, found: State) -> Iterator[Step]:
    """What "start", "done", "reopen" or "skip" takes; nothing where it stands so already.

    Started is what the board says where the issue is on one, else a label.
    """
    cards = [card for card in found.cards if card.key == issue.key and not card.archived]
    labelled = next((name for name in issue.labels if name.casefold() == IN_PROGRESS_LABEL), "")
    if action == "start":
        if issue.state is not IssueState.OPEN:
            yield SetState(issue.key, IssueState.OPEN)
        for card in cards:
            value = Status.IN_PROGRESS.value
            yield PutCard(replace(card, values={**card.values, STATUS: value}), ((STATUS, value),), card)
        if not cards and not labelled:
            yield _labels(issue, issue.labels | {IN_PROGRESS_LABEL})
        return
    state = _STATES[action]
    if issue.state is not state:
        if issue.state is not IssueState.OPEN and state is not IssueState.OPEN:
            yield SetState(issue.key, IssueState.OPEN)  # a reason can only be given in closing
        yield SetState(issue.key, state)
    if labelled:
        yield _labels(issue, issue.labels - {labelled})


def _labels(issue: Issue, labels: frozenset[str]) -> EditIssue:
    return EditIssue(replace(issue, labels=labels), issue, frozenset({"labels"}))
