"""Whose marks count: found issues sorted into ours, held ones, and those that may be adopted.

Ours = mark + our label + trusted author; a mark of a trusted author whose label somebody took off counts too. Anybody
else's mark under our label holds its key, where no issue of ours has it: nothing is made, changed or counted there.
Anybody else's mark without the label is ignored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from roadmap_sync.desired.issues import Desired, Scope
from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.roadmap import keys
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Facts, Issue, State

MOSTLY = 0.5
"""From this share of equal titles on, marks of an unknown roadmap are taken for a renamed roadmap."""

SHOWN = 5
"""So many issues of strangers with marks are named."""


@dataclass(slots=True)
class SortedIssues:
    """Found issues by what they are to us.

    `ours` and `held` by the key in the mark; `doubled` have a key of ours again; `strangers` carry a mark for nothing.
    """

    ours: dict[str, Issue] = field(default_factory=dict)
    held: dict[str, Issue] = field(default_factory=dict)
    doubled: list[Issue] = field(default_factory=list)
    strangers: list[Issue] = field(default_factory=list)
    unmarked: list[Issue] = field(default_factory=list)

    def notices(self, desired: Desired, matched: Mapping[str, Issue]) -> Iterator[Notice]:
        """What is to be said of those that are not ours; `matched` are ours by wanted key."""
        labels = {scope.roadmap.id: scope.label for scope in desired.scopes}
        wanted = {issue.key for issue in desired.state.issues}
        for issue in self.doubled:
            first = facts(self.ours[issue.key]).number
            text = "carries the same mark as #{}: the older one counts. Remove the mark in the other"
            yield _notice(NoticeKind.DOUBLED, issue, text.format(first))
        nobodys = list(self.strangers)
        for key, issue in self.held.items():
            if key not in wanted or key in matched:
                nobodys.append(issue)
                continue
            text = (
                f"by {facts(issue).author or 'somebody'} has our mark and label, so nothing is made here. Remove the "
                f"label {labels.get(keys.root(key), '')!r} there, or add the author to `trust:`"
            )
            yield _notice(NoticeKind.HELD, issue, text)
        yield from _of_strangers(sorted(nobodys, key=_age))


def _of_strangers(issues: Sequence[Issue]) -> Iterator[Notice]:
    """The first few by name, the others by their number: strangers may open as many as they like."""
    for issue in issues[:SHOWN]:
        text = f"by {facts(issue).author or 'somebody'} carries a mark like ours, but is none of ours: ignored"
        yield _notice(NoticeKind.STRANGER, issue, text)
    more = len(issues) - SHOWN
    if more > 0:
        yield Notice(NoticeKind.STRANGER, "", f"{more} more with marks like ours, which are none of ours: ignored")


def facts(issue: Issue) -> Facts:
    """The tracker's facts of a found issue."""
    assert issue.found is not None  # noqa: S101 - for the type checker: readers give facts to every issue
    return issue.found


def scopes_by_root(desired: Desired) -> dict[str, Scope]:
    """The roadmaps by the ids that stand in marks: today's and former ones."""
    former = {name: scope for scope in desired.scopes for name in scope.roadmap.was}
    return former | {scope.roadmap.id: scope for scope in desired.scopes}


def trusted(issue: Issue, scope: Scope) -> bool:
    """Whether the author's marks count in this roadmap."""
    author = facts(issue).author.casefold()
    return facts(issue).author_trusted or author in {login.casefold() for login in scope.roadmap.trust}


def labelled(issue: Issue, scope: Scope) -> bool:
    """Whether it carries the roadmap's own label."""
    return scope.label.casefold() in {name.casefold() for name in issue.labels}


def sort_issues(issues: Sequence[Issue], scopes: Mapping[str, Scope]) -> SortedIssues:
    """Sort what was found, the older first; marks of roadmaps that are not in `scopes` are nobody's here."""
    found = SortedIssues()
    for issue in sorted(issues, key=_age):
        scope = scopes.get(keys.root(issue.key))
        if not issue.key:
            found.unmarked.append(issue)
        elif scope and trusted(issue, scope):
            if found.ours.setdefault(issue.key, issue) is not issue:
                found.doubled.append(issue)
        elif scope and labelled(issue, scope) and issue.key not in found.held:
            found.held[issue.key] = issue
        elif scope:
            found.strangers.append(issue)
    return found


def refuse_vanished(desired: Desired, observed: State, scopes: Mapping[str, Scope]) -> None:
    """Raise UnsafePlanError over marks of an id that no file carries, with mostly the titles of a new roadmap.

    It was renamed then. Retired issues are no sign of that: their roadmap was taken away on purpose.
    """
    known: Counter[str] = Counter()
    vanished: dict[str, set[str]] = defaultdict(set)
    for issue in observed.issues:
        name = keys.root(issue.key)
        if name and facts(issue).author_trusted:
            known[name] += 1
            if (
                name not in scopes
                and name not in desired.elsewhere
                and not region_annotations.read(issue.region).retired
            ):
                vanished[name].add(issue.title)
    for scope in desired.scopes:
        if not any(known[name] for name in (scope.roadmap.id, *scope.roadmap.was)):
            _refuse_renamed(scope, desired, vanished)


def _refuse_renamed(scope: Scope, desired: Desired, vanished: Mapping[str, set[str]]) -> None:
    mine = scope.roadmap.id
    titles = {issue.title for issue in desired.state.issues if keys.root(issue.key) == mine}
    for name, theirs in sorted(vanished.items()):
        if theirs and len(titles & theirs) >= MOSTLY * min(len(titles), len(theirs)):
            raise UnsafePlanError(
                f"the issues of roadmap {name!r} look like those of {mine!r}, and no file has the id {name!r} any more",
                f"If the roadmap was renamed, write into {scope.roadmap.place.file or mine}:  was: {name}\n"
                f"If it is another one, keep the file of {name!r} or remove its marks first "
                f"(roadmap-sync remove {name})",
            )


def _age(issue: Issue) -> tuple[str, int]:
    found = facts(issue)
    return (found.created_at.isoformat() if found.created_at else "", found.number)


def _notice(kind: NoticeKind, issue: Issue, text: str) -> Notice:
    return Notice(kind, issue.key, f"#{facts(issue).number} {text}", facts(issue).url)
