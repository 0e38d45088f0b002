"""Who is who: which found issue and milestone stands for which key, and whom to trust about it.

Ours = mark + our label + trusted author; a mark of a trusted author whose label somebody took off counts too. Anybody
else's mark under our label holds its key: nothing is made, changed or counted there. Anybody else's mark without the
label is ignored. Both are reported.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from roadmap_sync import keys
from roadmap_sync.change import Notice, NoticeKind
from roadmap_sync.desired import Desired, Scope
from roadmap_sync.errors import UnsafePlanError
from roadmap_sync.labels import renamed_labels, with_names
from roadmap_sync.matching import Found, match_keys
from roadmap_sync.state import Card, Facts, Issue, Milestone, State

MOSTLY = 0.5
"""From this share of equal titles on, marks of an unknown roadmap are taken for a renamed roadmap."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What was found, in the roadmap's terms.

    `issues` and `milestones` by wanted key; `gone` are ours that nothing wanted stands for, by their own key. All
    refer to each other by key. `held` are keys that somebody else's mark holds. `adopted` are keys of issues and
    milestones that carry no mark yet.
    """

    issues: Mapping[str, Issue]
    gone: tuple[Issue, ...]
    milestones: Mapping[str, Milestone]
    gone_milestones: tuple[Milestone, ...]
    cards: Mapping[tuple[str, str], Card]
    held: frozenset[str]
    adopted: frozenset[str]
    former: Mapping[str, str]
    taken_titles: Mapping[str, str]
    notices: tuple[Notice, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """Found issues by what they are to us, while they are being sorted."""

    ours: dict[str, Issue] = field(default_factory=dict)
    held: dict[str, Issue] = field(default_factory=dict)
    adoptable: dict[str, list[Issue]] = field(default_factory=lambda: defaultdict(list))
    notices: list[Notice] = field(default_factory=list)


def facts(issue: Issue) -> Facts:
    """The tracker's facts of a found issue."""
    assert issue.found is not None  # noqa: S101 - for the type checker: readers give facts to every issue
    return issue.found


def identify(desired: Desired, observed: State) -> Identity:
    """Sort what was found; raises UnsafePlanError where marks of a vanished roadmap look like a renamed one."""
    renamed = renamed_labels(desired.state.labels, observed.labels)
    observed = replace(observed, issues=tuple(with_names(issue, renamed) for issue in observed.issues))
    scopes = _scopes_by_root(desired)
    sorted_ = _sort(desired, observed, scopes)
    marked = _marked_milestones(observed, scopes)
    _refuse_unknown_roadmaps(desired, observed, scopes)
    found = Found(
        titles={key: issue.title for key, issue in sorted_.ours.items()} | {k: m.title for k, m in marked.items()},
        checkins=frozenset(key for key in sorted_.ours if f"/{keys.CHECKIN}/" in key),
    )
    former = {new: old for new, old in match_keys(desired, found).items() if new not in sorted_.held}
    notices = [*sorted_.notices, *_renames(former, desired)]
    wanted = {issue.key for issue in desired.state.issues}
    matched = {new: sorted_.ours[old] for new, old in former.items() if old in sorted_.ours and new in wanted}
    adopted = _adopt(desired, sorted_, matched, notices)
    known = {former[new] for new in matched}
    milestones, adopted_milestones = _milestones(desired, observed, marked, former)
    return _in_our_terms(
        desired,
        observed,
        Identity(
            issues=matched | adopted,
            gone=tuple(issue for key, issue in sorted_.ours.items() if key not in known),
            milestones=milestones,
            gone_milestones=tuple(m for key, m in marked.items() if m.id not in {x.id for x in milestones.values()}),
            cards={},
            held=frozenset(sorted_.held),
            adopted=frozenset(adopted) | adopted_milestones,
            former=former,
            taken_titles=_taken(observed),
            notices=tuple(notices),
        ),
    )


def managed_part(observed: State, desired: Desired) -> State:
    """What was found of ours, in the roadmap's terms: what `progress.measure` and a plan compare with."""
    identity = identify(desired, observed)
    return found_state(identity, observed)


def found_state(identity: Identity, observed: State) -> State:
    """An identity as a State: ours, the gone included, referring by key."""
    return State(
        labels=observed.labels,
        milestones=(*identity.milestones.values(), *identity.gone_milestones),
        issues=(*identity.issues.values(), *identity.gone),
        boards=observed.boards,
        cards=tuple(identity.cards.values()),
    )


def _scopes_by_root(desired: Desired) -> dict[str, Scope]:
    found: dict[str, Scope] = {}
    for scope in desired.scopes:
        for former in scope.roadmap.was:
            found[former] = scope
    return found | {scope.roadmap.id: scope for scope in desired.scopes}


def _sort(desired: Desired, observed: State, scopes: Mapping[str, Scope]) -> _Sorted:
    sorted_ = _Sorted()
    labels = {scope.label.casefold(): scope for scope in desired.scopes}
    for issue in sorted(observed.issues, key=_age):
        names = {name.casefold() for name in issue.labels}
        if not issue.key:
            for scope in (labels[name] for name in names & labels.keys()):
                if _trusted(issue, scope):
                    sorted_.adoptable[issue.title].append(issue)
                    break
            continue
        owner = scopes.get(keys.root(issue.key))
        if owner:
            _judge(issue, owner, labelled=owner.label.casefold() in names, sorted_=sorted_)
    return sorted_


def _age(issue: Issue) -> tuple[str, int]:
    found = facts(issue)
    return (found.created_at.isoformat() if found.created_at else "", found.number)


def _trusted(issue: Issue, scope: Scope) -> bool:
    author = facts(issue).author.casefold()
    return facts(issue).author_trusted or author in {login.casefold() for login in scope.roadmap.trust}


def _judge(issue: Issue, scope: Scope, *, labelled: bool, sorted_: _Sorted) -> None:
    found = facts(issue)
    if not _trusted(issue, scope):
        kind = NoticeKind.HELD if labelled else NoticeKind.STRANGER
        if labelled:
            sorted_.held.setdefault(issue.key, issue)
            text = (
                f"#{found.number} by {found.author or 'somebody'} has our mark and label, so nothing is made here. "
                f"Remove the label {scope.label!r} there, or add the author to `trust:`"
            )
        else:
            text = f"#{found.number} by {found.author or 'somebody'} carries our mark without our label: ignored"
        sorted_.notices.append(Notice(kind, issue.key, text, found.url))
    elif issue.key in sorted_.ours:
        first = facts(sorted_.ours[issue.key]).number
        text = f"#{found.number} carries the same mark as #{first}: the older one counts. Remove the mark in the other"
        sorted_.notices.append(Notice(NoticeKind.DOUBLED, issue.key, text, found.url))
    else:
        sorted_.ours[issue.key] = issue


def _marked_milestones(observed: State, scopes: Mapping[str, Scope]) -> dict[str, Milestone]:
    found: dict[str, Milestone] = {}
    for milestone in sorted(observed.milestones, key=lambda one: one.number):
        if milestone.key and keys.root(milestone.key) in scopes:
            found.setdefault(milestone.key, milestone)
    return found


def _refuse_unknown_roadmaps(desired: Desired, observed: State, scopes: Mapping[str, Scope]) -> None:
    """Marks of an id that no file carries, with mostly the titles of a roadmap without marks: it was renamed."""
    unknown: dict[str, set[str]] = defaultdict(set)
    known: Counter[str] = Counter()
    for issue in observed.issues:
        if issue.key and facts(issue).author_trusted:
            name = keys.root(issue.key)
            known[name] += 1
            if name not in scopes:
                unknown[name].add(issue.title)
    for scope in desired.scopes:
        if known[scope.roadmap.id] or any(known[former] for former in scope.roadmap.was):
            continue
        titles = {issue.title for issue in desired.state.issues if keys.root(issue.key) == scope.roadmap.id}
        for name, theirs in sorted(unknown.items()):
            if theirs and len(titles & theirs) >= MOSTLY * min(len(titles), len(theirs)):
                raise UnsafePlanError(
                    f"the issues of roadmap {name!r} look like those of {scope.roadmap.id!r}, "
                    f"and no file has the id {name!r} any more",
                    f"If the roadmap was renamed, write into {scope.roadmap.place.file or scope.roadmap.id}:  was: {name}\n"
                    f"If it is another one, keep the file of {name!r} or remove its marks first "
                    f"(roadmap-sync remove {name})",
                )


def _renames(former: Mapping[str, str], desired: Desired) -> Iterable[Notice]:
    """What was found under another key, told once for everything that went along with it."""
    titles = {entry.key: entry.title for scope in desired.scopes for entry in scope.outline.entries}
    for new, old in former.items():
        above = former.get(keys.parent(new))
        if new == old or (above is not None and old == keys.join(above, keys.leaf(new))):
            continue
        text = f"{titles.get(new, new)}: found as {old}"
        yield Notice(NoticeKind.RENAMED, new, text)


def _adopt(desired: Desired, sorted_: _Sorted, matched: Mapping[str, Issue], notices: list[Notice]) -> dict[str, Issue]:
    """Unmarked, labelled issues of trusted authors whose title is exactly one wanted title, once."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for issue in desired.state.issues:
        wanted[issue.title].append(issue.key)
    adopted: dict[str, Issue] = {}
    for title, issues in sorted_.adoptable.items():
        found = wanted.get(title, [])
        if len(found) == 1 and len(issues) == 1 and found[0] not in matched and found[0] not in sorted_.held:
            adopted[found[0]] = issues[0]
            number, url = facts(issues[0]).number, facts(issues[0]).url
            notices.append(Notice(NoticeKind.ADOPTED, found[0], f"#{number} has this title: taken over as it is", url))
    return adopted


def _milestones(
    desired: Desired, observed: State, marked: Mapping[str, Milestone], former: Mapping[str, str]
) -> tuple[dict[str, Milestone], frozenset[str]]:
    """Milestones by wanted key: by mark, else one with the exact title and no mark."""
    free = {milestone.title: milestone for milestone in observed.milestones if not milestone.key}
    found: dict[str, Milestone] = {}
    adopted = set()
    for milestone in desired.state.milestones:
        old = former.get(milestone.key, milestone.key)
        if old in marked:
            found[milestone.key] = marked[old]
        elif milestone.title in free:
            found[milestone.key] = free.pop(milestone.title)
            adopted.add(milestone.key)
    return found, frozenset(adopted)


def _taken(observed: State) -> dict[str, str]:
    """Milestone titles that are in use, with the id of the milestone."""
    return {milestone.title: milestone.id for milestone in observed.milestones}


def _in_our_terms(desired: Desired, observed: State, identity: Identity) -> Identity:
    """References by the tracker's ids become keys; what refers to something not ours keeps the tracker's id."""
    pairs = [*identity.issues.items(), *((issue.key, issue) for issue in identity.gone)]
    by_id = {facts(issue).id: key for key, issue in pairs}
    milestone_keys = {milestone.id: key for key, milestone in identity.milestones.items()}
    milestone_keys |= {milestone.id: milestone.key for milestone in identity.gone_milestones}

    def mine(key: str, issue: Issue) -> Issue:
        return replace(
            issue,
            key=key,
            milestone=milestone_keys.get(issue.milestone, issue.milestone),
            parent=by_id.get(issue.parent, issue.parent),
            blocked_by=frozenset(by_id.get(other, other) for other in issue.blocked_by),
        )

    roles = {issue.key: issue.role for issue in desired.state.issues}
    cards = {
        (card.roadmap, by_id[card.key]): replace(card, key=by_id[card.key])
        for card in observed.cards
        if card.key in by_id
    }
    return replace(
        identity,
        issues={key: replace(mine(key, issue), role=roles[key]) for key, issue in identity.issues.items()},
        gone=tuple(mine(issue.key, issue) for issue in identity.gone),
        milestones={key: replace(milestone, key=key) for key, milestone in identity.milestones.items()},
        cards=cards,
    )
