"""Wanted issues within GitHub's limits, given what people have put on them: dependencies, labels, texts.

What finds no place is named in the issue's text, in the same words at every plan, so that a second one is empty.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_sync.desired.bodies import MAX_REGION, cut
from roadmap_sync.desired.issues import Desired
from roadmap_sync.limits import BLOCKED, BLOCKERS, BODY, LABELS
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.plan.identity import Identity
from roadmap_sync.plan.lost import made_again, without_lost
from roadmap_sync.plan.sub_issue_places import SubIssuePlaces, sub_issue_places
from roadmap_sync.plan.trust import facts
from roadmap_sync.roadmap import keys
from roadmap_sync.text import plain
from roadmap_sync.tracker import checkboxes, region, region_annotations
from roadmap_sync.tracker.state import Issue

_UNPLACED = "**Also part of it**, beyond the 100 sub-issues that GitHub takes:"
_UNBLOCKED = "**Comes after these too**, beyond the 50 dependencies that GitHub takes:"
_SPACE = 200
"""Characters of a body kept for our marks and words."""


@dataclass(frozen=True, slots=True)
class LimitedIssues:
    """The wanted issues as GitHub takes them, the places of sub-issues, and what is to be told."""

    issues: tuple[Issue, ...]
    places: SubIssuePlaces
    notices: tuple[Notice, ...]


def limited_issues(desired: Desired, identity: Identity, *, prune: bool) -> LimitedIssues:
    """The wanted issues that nobody else holds and that are not lost, within the limits."""
    without = identity.held | without_lost(desired, identity.lost)
    wanted = [
        made_again(_without(issue, without), identity.lost)
        for issue in desired.state.issues
        if issue.key not in without
    ]
    places = sub_issue_places(wanted, identity, prune=prune)
    unplaced = {key for children in places.without.values() for key in children}
    kept = _kept_dependencies(wanted, identity)
    titles = {issue.key: issue.title for issue in wanted}
    rank = {key: place for place, key in enumerate(titles)}
    order = {label.name.casefold(): place for place, label in enumerate(desired.state.labels)}
    vocabulary = {scope.roadmap.id: scope.vocabulary for scope in desired.scopes}
    issues: list[Issue] = []
    notices = [*places.notices]
    for issue in wanted:
        found = identity.issues.get(issue.key)
        dropped = sorted(issue.blocked_by - kept[issue.key], key=rank.__getitem__)
        named = {_UNPLACED: places.without.get(issue.key, ()), _UNBLOCKED: dropped}
        text = _with_names(issue.region, {head: [titles[key] for key in each] for head, each in named.items()})
        labels = _fitting_labels(issue, found, order, vocabulary[keys.root(issue.key)])
        limited = replace(
            issue,
            parent="" if issue.key in unplaced else issue.parent,
            blocked_by=kept[issue.key],
            labels=labels,
            region=_fitting_text(text, found),
        )
        notices += _notices(issue, limited, len(dropped))
        issues.append(limited)
    return LimitedIssues(tuple(issues), places, tuple(notices))


def _without(issue: Issue, keys_without_issue: frozenset[str]) -> Issue:
    """References to keys that somebody else holds, or that are lost, lead nowhere."""
    if not keys_without_issue:
        return issue
    parent = "" if issue.parent in keys_without_issue else issue.parent
    return replace(issue, parent=parent, blocked_by=issue.blocked_by - keys_without_issue)


def _kept_dependencies(wanted: Sequence[Issue], identity: Identity) -> dict[str, frozenset[str]]:
    """The blockers that GitHub takes, by issue: those of the same section first, then in the file's order."""
    known = {*identity.issues, *(issue.key for issue in identity.gone)}
    rank = {issue.key: place for place, issue in enumerate(wanted)}
    section = {issue.key: issue.parent or issue.key for issue in wanted}
    space = {issue.key: BLOCKERS.most for issue in wanted}
    held = Counter(blocker for issue in identity.issues.values() for blocker in issue.blocked_by)
    free = {issue.key: BLOCKED.most for issue in wanted}
    for key, issue in identity.issues.items():
        if key in space:
            space[key] -= len(issue.blocked_by - known)
            free[key] -= max(0, facts(issue).blocking - held[key])
    pairs = [(issue.key, blocker) for issue in wanted for blocker in issue.blocked_by if blocker in rank]
    pairs.sort(key=lambda pair: (section[pair[0]] != section[pair[1]], rank[pair[0]], rank[pair[1]]))
    kept: dict[str, set[str]] = defaultdict(set)
    for key, blocker in pairs:
        if space[key] > 0 and free[blocker] > 0:
            space[key] -= 1
            free[blocker] -= 1
            kept[key].add(blocker)
    return {issue.key: frozenset(kept[issue.key] | (issue.blocked_by - rank.keys())) for issue in wanted}


def _with_names(text: str, named: Mapping[str, Sequence[str]]) -> str:
    """The text of a region with lists of titles below it."""
    lists = ["\n".join([head, *(f"- {plain(title)}" for title in titles)]) for head, titles in named.items() if titles]
    if not lists:
        return text
    below = cut("\n\n".join(lists), MAX_REGION // 2)
    whole = f"{cut(text, MAX_REGION - len(below) - _SPACE)}\n\n{below}"
    return region_annotations.write(whole.strip("\n"), region_annotations.read(text))


def _fitting_labels(
    issue: Issue, found: Issue | None, order: Mapping[str, int], vocabulary: frozenset[str]
) -> frozenset[str]:
    """Our labels beside those of people's: the roadmap's own, then the others in the file's order."""
    theirs = {name for name in found.labels if name.casefold() not in vocabulary} if found else set()
    space = max(0, LABELS.most - len(theirs))
    if len(issue.labels) <= space:
        return issue.labels
    return frozenset(sorted(issue.labels, key=lambda name: order.get(name.casefold(), len(order)))[:space])


def _fitting_text(text: str, found: Issue | None) -> str:
    """The region's text, cut so that the body has space for what people wrote in it."""
    if found is None:
        return text
    body = facts(found).body
    if 2 * (len(body) + len(text)) + _SPACE < BODY.most:
        return text  # whatever the ends of lines are, and whatever ticks come back
    ours = region.find(body)
    beside = len(body) - (ours.end - ours.start if ours else 0)
    space = BODY.most - beside - _SPACE - len(found.key)
    if space <= 0:
        return found.region

    def fits(size: int) -> bool:
        # Ticks of boxes that are cut away come back as lines of their own.
        return _length(checkboxes.merge(cut(text, size), found.region), body) <= space

    if fits(len(text)):
        return text
    return cut(text, bisect_left(range(len(text)), 1, key=lambda size: not fits(size)) - 1)


def _length(text: str, body: str) -> int:
    """How long the text is in a body: with two characters an end of line where the body has them."""
    return len(text) + (text.count("\n") if "\r\n" in body else 0)


def _notices(issue: Issue, limited: Issue, dropped: int) -> Iterator[Notice]:
    if dropped:
        text = (
            f"{dropped} of {len(issue.blocked_by)} dependencies are beyond GitHub's {BLOCKERS.most}: named in the text"
        )
        yield Notice(NoticeKind.LIMIT, issue.key, text)
    if len(limited.labels) < len(issue.labels):
        lost = ", ".join(sorted(issue.labels - limited.labels))
        yield Notice(NoticeKind.LIMIT, issue.key, f"has {LABELS.most} labels, GitHub's most: without {lost}")
    if len(limited.region) < len(issue.region):
        text = f"the text is cut: GitHub takes {BODY.most:,} characters with what people wrote beside it"
        yield Notice(NoticeKind.LIMIT, issue.key, text)
