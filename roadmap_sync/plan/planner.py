"""The plan: what is wanted against what was found, as ordered changes; and the limit on damage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.desired.issues import Desired, Scope
from roadmap_sync.desired.labels import is_own, palette_color
from roadmap_sync.desired.reviews import review_period
from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.plan import ordering
from roadmap_sync.plan.archived_cards import shown_again, to_archive, worded
from roadmap_sync.plan.board_fitting import fitted_boards
from roadmap_sync.plan.cards import board_changes, card_changes, with_space
from roadmap_sync.plan.changes import (
    Change,
    Create,
    Notice,
    NoticeKind,
    Plan,
    Retire,
    Update,
    compared,
    differing,
    name_of,
    subject,
)
from roadmap_sync.plan.identity import Identity, found_state, identify
from roadmap_sync.plan.issue_limits import LimitedIssues, limited_issues
from roadmap_sync.plan.issue_states import retirement, roll_up, with_found_state
from roadmap_sync.plan.issue_types import with_known_types
from roadmap_sync.plan.milestones import milestone_changes
from roadmap_sync.plan.trust import facts
from roadmap_sync.roadmap import keys, origins
from roadmap_sync.roadmap.model import Frequency
from roadmap_sync.schedule.periods import period
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Issue, IssueState, Label, Milestone, State

DAMAGE_SHARE = 0.3
DAMAGE_LEAST = 10
"""A plan is stopped above both limits: a share alone would stop every small roadmap that loses a few items."""
DAMAGING = frozenset({"title", "parent", "milestone"})


def make_plan(desired: Desired, observed: State, *, prune: bool = False) -> Plan:
    """What sync would do, in an order in which it can be done. Raises UnsafePlanError for a renamed roadmap."""
    identity = identify(desired, observed)
    limited = limited_issues(desired, identity, prune=prune)
    wanted, unknown_types = with_known_types(limited.issues, observed.types)
    issues = _issues(desired, observed, identity, replace(limited, issues=wanted))
    boards = fitted_boards(desired, observed)
    cards, full = with_space(
        card_changes(boards, observed, identity, issues.after, prune=prune), observed.boards, boards.boards
    )
    changes = [
        *_labels(_ours(desired.state.labels, identity.shared), observed.labels, identity.renamed),
        *milestone_changes(desired, identity),
        *board_changes(boards.boards, observed.boards),
        *issues.changes,
        *cards,
    ]
    return Plan(
        changes=tuple(changes),
        notices=(
            *identity.notices,
            *limited.notices,
            *unknown_types,
            *boards.notices,
            *full,
            *_closed_boards(desired, observed),
        ),
        found=found_state(identity, observed),
        existing=len(identity.issues) + len(identity.gone) + len(identity.milestones),
        prune=prune,
        origins={
            key: address for scope in desired.scopes for key, address in origins.curriculum_keys(scope.roadmap).items()
        },
        label_origins={
            name: address
            for scope in desired.scopes
            for name, address in origins.curriculum_labels(scope.roadmap).items()
        },
        curricula=tuple(dict.fromkeys(name for scope in desired.scopes for name in origins.named(scope.roadmap))),
    )


def _closed_boards(desired: Desired, observed: State) -> Iterator[Notice]:
    wanted = {board.roadmap for board in desired.state.boards}
    for board in observed.boards:
        if board.problem and board.roadmap in wanted:
            text = f"the board {board.title!r} is left alone: {board.problem}"
            yield Notice(NoticeKind.BOARD, board.roadmap, text, board.url)


def check_safe(plan: Plan) -> None:
    """Raise UnsafePlanError where a plan retires, retitles or moves more than 30 % of what exists, and more than 10."""
    damage = {
        name_of(subject(change)) for change in plan.to_apply if isinstance(change, Retire) or _is_damaging(change)
    }
    if len(damage) > DAMAGE_LEAST and len(damage) > DAMAGE_SHARE * plan.existing:
        raise UnsafePlanError(
            f"this plan retires, retitles or moves {len(damage)} of {plan.existing} issues and milestones: "
            f"more than {DAMAGE_SHARE:.0%}, so nothing was written",
            "Look at it with `roadmap-sync plan`. If it is meant, run again with --force. If a roadmap, phase or "
            "section was renamed, `was: former-id` in the file keeps its issues.",
        )


def _is_damaging(change: Change) -> bool:
    """Whether a change takes something away: putting back what was lost, as a deleted milestone, takes nothing."""
    if not isinstance(change, Update) or not isinstance(change.after, (Issue, Milestone)):
        return False
    if isinstance(change.after, Issue) and region_annotations.read(change.after.region).retired:
        return False
    # Under its old key, what hangs nowhere now hung there before.
    moved = "key" in change.fields
    return any(moved or getattr(change.before, name) for name in DAMAGING & {*change.fields})


def _ours(wanted: Sequence[Label], shared: frozenset[str]) -> tuple[Label, ...]:
    """The labels that are ours to change."""
    return tuple(label for label in wanted if not (is_own(label) and label.name.casefold() in shared))


def _labels(wanted: Sequence[Label], found: Sequence[Label], found_as: Mapping[str, Label]) -> Iterator[Change]:
    there = {label.name.casefold(): label for label in found}
    renamed = {label.name: there[old.casefold()] for old, label in found_as.items()}
    for label in wanted:
        before = there.get(label.name.casefold())
        after = label
        if before:  # the same name in other letters is the same label, and keeps its letters
            after = replace(after, name=before.name)
        before = before or renamed.get(label.name)
        if before is None:
            yield Create(replace(label, color=label.color or palette_color(label.name)))
            continue
        after = replace(
            after, id=before.id, color=label.color or before.color, description=label.description or before.description
        )
        if before != after:
            yield Update(before, after, differing(before, after, compared(after)))


@dataclass(frozen=True, slots=True)
class _Issues:
    """The changes of issues, and all of ours as they will be."""

    changes: tuple[Change, ...]
    after: Mapping[str, Issue]


def _issues(desired: Desired, observed: State, identity: Identity, limited: LimitedIssues) -> _Issues:
    after: dict[str, Issue] = {}
    phases = (*identity.milestones, *(milestone.key for milestone in identity.gone_milestones))
    known = frozenset((*identity.issues, *(issue.key for issue in identity.gone), *phases))
    scopes = {scope.roadmap.id: scope for scope in desired.scopes}
    for wanted in limited.issues:
        found = identity.issues.get(wanted.key)
        after[wanted.key] = _kept(with_found_state(wanted, found), found, known)
    for scope in desired.scopes:
        after |= roll_up(scope, after, identity.issues)
    after |= shown_again(desired, observed, identity, after)
    places = _places(after, identity)
    changes: list[Change] = []
    for key, issue in after.items():
        found = identity.issues.get(key)
        if found is None:
            changes.append(Create(issue, after_sibling=places.get(key)))
            continue
        before = _managed(found, scopes[keys.root(key)])
        changed = _changed(before, issue, identity, moved=key in places)
        if changed:
            first = key in limited.places.first_out
            changes.append(Update(before, issue, changed, identity.note(key), places.get(key, ""), leaves_first=first))
    carded = to_archive(identity, observed)
    changes += _gone(identity, scopes, limited.places.taken_out, carded)
    return _Issues(tuple(changes), after)


def _changed(before: Issue, after: Issue, identity: Identity, *, moved: bool) -> tuple[str, ...]:
    changed = set(differing(before, after, compared(after)))
    if after.key in identity.adopted or identity.former.get(after.key, after.key) != after.key:
        changed.add("key")
    if moved:
        changed.add("order")
    return tuple(sorted(changed))


def _managed(found: Issue, scope: Scope) -> Issue:
    """A found issue with only those labels that the file gives and takes."""
    return replace(found, labels=frozenset(name for name in found.labels if name.casefold() in scope.vocabulary))


def _kept(issue: Issue, found: Issue | None, known: frozenset[str]) -> Issue:
    """`issue` with people's own parent, milestone and blockers, where the file names none or others beside them."""
    if found is None:
        return issue
    ours = {name.casefold(): name for name in issue.labels}
    spelled = {ours[name.casefold()]: name for name in found.labels if name.casefold() in ours}
    theirs = frozenset(other for other in found.blocked_by if other not in known)
    foreign_parent = found.parent if found.parent not in known else ""
    foreign_milestone = found.milestone if found.milestone not in known else ""
    return replace(
        issue,
        labels=frozenset(spelled.get(name, name) for name in issue.labels),
        blocked_by=issue.blocked_by | theirs,
        parent=issue.parent or foreign_parent,
        milestone=issue.milestone or foreign_milestone,
        type=issue.type or found.type,
    )


def _places(after: Mapping[str, Issue], identity: Identity) -> dict[str, str]:
    """Which sub-issues are to be put behind which, after all that is new has been hung at the end."""
    children: dict[str, list[str]] = defaultdict(list)
    for key, issue in after.items():
        if issue.parent in after:
            children[issue.parent].append(key)
    places: dict[str, str] = {}
    for parent, wanted in children.items():
        there = [key for key in wanted if key in identity.issues and identity.issues[key].parent == parent]
        there.sort(key=lambda key: facts(identity.issues[key]).position)
        arriving = [key for key in wanted if key not in identity.issues or identity.issues[key].parent != parent]
        # Found ones move in first, new ones are hung there when they are made.
        arriving.sort(key=lambda key: key not in identity.issues)
        places |= ordering.moves(there, arriving, wanted)
    return places


def _gone(
    identity: Identity, scopes: Mapping[str, Scope], taken_out: frozenset[str], carded: Collection[str]
) -> Iterator[Change]:
    """Issues of ours that nothing wants: past check-ins and reviews close, closed reviews stay, all else retires."""
    for issue in sorted(identity.gone, key=lambda gone: gone.key):
        if review_period(issue.key) and issue.state is not IssueState.OPEN:
            continue  # what was answered is nowhere else
        if _is_past(issue, scopes):
            if issue.state is IssueState.OPEN:
                yield Update(issue, replace(issue, state=IssueState.COMPLETED), ("state",), "its period is over")
            continue
        after = retirement(issue)
        parent = "" if issue.key in taken_out else issue.parent
        if after is not None:
            after = worded(after, archived=True) if issue.key in carded else after
            yield Retire(issue, replace(after, parent=parent))
        elif parent != issue.parent:
            yield Update(issue, replace(issue, parent=parent), ("parent",), "retired: its place is needed")


def _is_past(issue: Issue, scopes: Mapping[str, Scope]) -> bool:
    """Whether it is a check-in or a review whose period is over."""
    parts = issue.key.split("/")
    if len(parts) != 4 or parts[1] not in {keys.CHECKIN, keys.REVIEW} or parts[2] not in {"week", "month", "quarter"}:  # noqa: PLR2004
        return False
    scope = scopes.get(parts[0])
    return scope is not None and parts[3] < period(Frequency(parts[2]), scope.today).name
