"""Whose marks count: found issues sorted into ours, held ones, and those that may be adopted.

Ours = mark + our label + trusted author; a mark whose label somebody took off counts from the viewer, the owner, the
Actions bot and `trust:`. Any other mark under our label, and one without it of a member or collaborator, holds its
key, where no issue of ours has it: nothing is made, changed or counted there. Strangers' marks without the label are
ignored.
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

COVERS_LEAST, COVERS_SHARE = 10, 0.3
"""Above both, marks of one untrusted author are taken for a sync with another token."""

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
            yield _notice(NoticeKind.HELD, issue, _why_held(issue, labels.get(keys.root(key), "")))
        yield from _of_strangers(sorted(nobodys, key=_age))


def _why_held(issue: Issue, label: str) -> str:
    """Whose mark holds a key, and the ways out."""
    by = f"by {facts(issue).author or 'somebody'}"
    if facts(issue).author_trusted:
        return (
            f"{by} has our mark without our label, so nothing is made here. Put the label {label!r} back there if it "
            f"is ours, else remove the mark, or write `{trust_line(issue)}` into the roadmap"
        )
    return (
        f"{by} has our mark and label, so nothing is made here. Remove the label {label!r} there, or write "
        f"`{trust_line(issue)}` into the roadmap"
    )


def trust_line(issue: Issue, scope: Scope | None = None) -> str:
    """The line of a roadmap's file that trusts the author besides those it trusts already."""
    login = facts(issue).author
    named = [*(scope.roadmap.trust if scope else ()), f"{login}[bot]" if facts(issue).author_app else login]
    # Unquoted brackets would be a list in YAML.
    quoted = [f'"{name}"' if "[" in name else name for name in named]
    return f"trust: [{', '.join(quoted)}]"


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
    """Whether the author's marks count in this roadmap, where the label is there too."""
    return facts(issue).author_trusted or _named(issue, scope)


def _named(issue: Issue, scope: Scope) -> bool:
    """Whether `trust:` names the author: ``name`` the person alone, ``name[bot]`` the App alone."""
    author = facts(issue).author.casefold().removesuffix("[bot]")
    name = f"{author}[bot]" if facts(issue).author_app else author
    return bool(author) and name in {login.casefold() for login in scope.roadmap.trust}


def _is_ours(issue: Issue, scope: Scope) -> bool:
    """Whether an issue with a mark is ours."""
    return _named(issue, scope) or (
        facts(issue).author_trusted and (labelled(issue, scope) or facts(issue).author_sure)
    )


def _is_held(issue: Issue, scope: Scope) -> bool:
    """Whether an issue that is not ours holds the key in its mark."""
    return labelled(issue, scope) or facts(issue).author_trusted


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
        elif scope and _is_ours(issue, scope):
            if found.ours.setdefault(issue.key, issue) is not issue:
                found.doubled.append(issue)
        elif scope and _is_held(issue, scope) and issue.key not in found.held:
            found.held[issue.key] = issue
        elif scope:
            found.strangers.append(issue)
    return found


def refuse_untrusted(desired: Desired, found: SortedIssues) -> None:
    """Raise UnsafePlanError where a roadmap has no issue of ours, and one untrusted author's marks cover much of it.

    Somebody made them with another token, as a private member of an organization does: all would be held for ever.
    """
    for scope in desired.scopes:
        mine = {scope.roadmap.id, *scope.roadmap.was}
        if any(keys.root(key) in mine for key in found.ours):
            continue
        wanted = sum(keys.root(issue.key) == scope.roadmap.id for issue in desired.state.issues)
        held = [issue for key, issue in found.held.items() if keys.root(key) in mine]
        count = Counter((facts(issue).author, facts(issue).author_app) for issue in held)
        (who, covered), *_ = [*count.most_common(1), (("", False), 0)]
        if who[0] and covered > COVERS_LEAST and covered > COVERS_SHARE * wanted:
            first = next(issue for issue in held if (facts(issue).author, facts(issue).author_app) == who)
            raise UnsafePlanError(
                f"{covered} issues by {who[0]} carry the marks of the roadmap {scope.roadmap.id!r}, and none is by "
                "anybody whose marks count: nothing was written",
                f"If they are the roadmap's, write into {scope.roadmap.place.file or scope.roadmap.id}:\n"
                f"{trust_line(first, scope)}\n"
                f"If not, remove the label {scope.label!r} from them.",
            )


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
