"""Who is who: which found issue, milestone, label and card stands for which key of the roadmap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from roadmap_sync.desired.issues import Desired, Scope
from roadmap_sync.desired.labels import OWN_MARK, is_own, renamed_labels, shared_labels, with_names
from roadmap_sync.desired.statuses import StatusNames, status_names
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.plan.lost import lost_notices, lost_work, titles_of_lost
from roadmap_sync.plan.renames import FoundTitles, match_keys
from roadmap_sync.plan.trust import (
    SortedIssues,
    facts,
    labelled,
    refuse_untrusted,
    refuse_vanished,
    scopes_by_root,
    sort_issues,
    trusted,
)
from roadmap_sync.roadmap import keys
from roadmap_sync.text import comparable, line
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Card, DoneBefore, Facts, Issue, Label, Milestone, State


@dataclass(frozen=True, slots=True)
class Identity:
    """What was found, in the roadmap's terms.

    `issues` and `milestones` by wanted key; `gone` are ours that nothing wanted stands for, by their own key. All
    refer to each other by key. `held` are wanted keys that somebody else's mark holds. `adopted` are keys of issues
    and milestones that carry no mark yet, `former` the keys in the marks by wanted key, `renamed` the labels by the
    name under which they were found, `taken_titles` the ids of all milestones by comparable title. `shared` are
    roadmaps' own labels (casefolded) that the repository has for something else. `lost` is work
    that was done and whose issue is gone, by wanted key.
    """

    issues: Mapping[str, Issue]
    gone: tuple[Issue, ...]
    milestones: Mapping[str, Milestone]
    gone_milestones: tuple[Milestone, ...]
    cards: Mapping[tuple[str, str], Card]
    held: frozenset[str]
    adopted: frozenset[str]
    former: Mapping[str, str]
    renamed: Mapping[str, Label]
    taken_titles: Mapping[str, str]
    shared: frozenset[str] = frozenset()
    lost: Mapping[str, DoneBefore] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()

    def note(self, key: str) -> str:
        """Why something is found that has not this key in its mark; "" where it has."""
        if key in self.adopted:
            return "adopted: it has this title"
        former = self.former.get(key, key)
        return f"was {former}" if former != key else ""


def identify(desired: Desired, observed: State) -> Identity:
    """Sort what was found; raises UnsafePlanError where marks of a vanished roadmap look like a renamed one."""
    scopes = scopes_by_root(desired)
    renamed = renamed_labels(desired.state.labels, observed.labels, _carried(observed, scopes))
    observed = replace(observed, issues=tuple(with_names(issue, renamed) for issue in observed.issues))
    found = sort_issues(observed.issues, scopes)
    marked = _marked_milestones(observed, scopes)
    refuse_vanished(desired, observed, scopes)
    refuse_untrusted(desired, found)
    retired = frozenset(key for key, issue in found.ours.items() if region_annotations.read(issue.region).retired)
    titles = {key: issue.title for key, issue in found.ours.items()} | {k: m.title for k, m in marked.items()}
    lost = titles_of_lost(desired, titles)
    former = match_keys(desired, FoundTitles(titles | lost, retired, _hanging(found, marked)))
    wanted = {issue.key for issue in desired.state.issues}
    matched = {new: found.ours[old] for new, old in former.items() if old in found.ours and new in wanted}
    shared = shared_labels(desired.state.labels, observed.labels)
    adopted = _adopt(desired, found, matched, shared)
    known = {former[new] for new in matched}
    milestones, adopted_milestones = _milestones(desired, observed, marked, former)
    used = {milestone.id for milestone in milestones.values()}
    gone_work = lost_work(desired, lost.keys(), former, matched.keys() | adopted.keys() | found.held.keys())
    former = {new: old for new, old in former.items() if old not in lost}
    notices = (
        *found.notices(desired, matched),
        *lost_notices(desired, gone_work),
        *_renames(former, desired),
        *_adoptions(adopted),
        *_shared(desired, shared),
    )
    return _in_our_terms(
        desired,
        observed,
        Identity(
            issues=matched | adopted,
            gone=tuple(issue for key, issue in found.ours.items() if key not in known),
            milestones=milestones,
            gone_milestones=tuple(milestone for milestone in marked.values() if milestone.id not in used),
            cards={},
            held=frozenset(found.held) & wanted - matched.keys(),
            adopted=frozenset(adopted) | adopted_milestones,
            former=former,
            renamed=renamed,
            taken_titles={comparable(milestone.title): milestone.id for milestone in observed.milestones},
            shared=shared,
            lost=gone_work,
            notices=notices,
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
        held=identity.held,
        lost=identity.lost,
        cards=tuple(identity.cards.values()),
    )


def _carried(observed: State, scopes: Mapping[str, Scope]) -> dict[str, set[str]]:
    """By the own label that a roadmap wants: the own labels of whatever name that its issues carry."""
    own = {label.name for label in observed.labels if is_own(label)}
    carried: dict[str, set[str]] = defaultdict(set)
    for issue in observed.issues:
        scope = scopes.get(keys.root(issue.key))
        if scope and trusted(issue, scope):
            carried[scope.label] |= issue.labels & own
    return carried


def _hanging(found: SortedIssues, marked: Mapping[str, Milestone]) -> dict[str, str]:
    """The key of what each issue hangs on, by its own: its parent's, or where there is none its milestone's."""
    parents = {facts(issue).id: key for key, issue in found.ours.items()}
    milestones = {milestone.id: key for key, milestone in marked.items()}
    return {
        key: parents.get(issue.parent, "") if issue.parent else milestones.get(issue.milestone, "")
        for key, issue in found.ours.items()
    }


def _marked_milestones(observed: State, scopes: Mapping[str, Scope]) -> dict[str, Milestone]:
    found: dict[str, Milestone] = {}
    for milestone in sorted(observed.milestones, key=lambda one: one.number):
        if milestone.key and keys.root(milestone.key) in scopes:
            found.setdefault(milestone.key, milestone)
    return found


def _renames(former: Mapping[str, str], desired: Desired) -> Iterable[Notice]:
    """What was found under another key, told once for everything that went along with it."""
    titles = {entry.key: entry.title for scope in desired.scopes for entry in scope.outline.entries}
    for new, old in former.items():
        above = former.get(keys.parent(new))
        if new == old or (above is not None and old == keys.join(above, keys.leaf(new))):
            continue
        text = f"{titles.get(new, new)}: found as {old}"
        yield Notice(NoticeKind.RENAMED, new, text)


def _adopt(
    desired: Desired, found: SortedIssues, matched: Mapping[str, Issue], shared: frozenset[str]
) -> dict[str, Issue]:
    """Unmarked issues of trusted authors under a label of ours whose title is exactly one of a roadmap's, once."""
    adopted: dict[str, Issue] = {}
    used: set[str] = set()
    for scope in desired.scopes:
        if scope.label.casefold() in shared:
            continue  # the label says something else of these issues
        wanted, there = defaultdict(list), defaultdict(list)
        for issue in desired.state.issues:
            if keys.root(issue.key) == scope.roadmap.id:
                wanted[issue.title].append(issue.key)
        for issue in found.unmarked:
            if issue.title in wanted and labelled(issue, scope) and trusted(issue, scope):
                there[issue.title].append(issue)
        for title, issues in there.items():
            key = wanted[title][0]
            alone = len(issues) == len(wanted[title]) == 1 and facts(issues[0]).id not in used
            if alone and key not in matched and key not in found.held:
                adopted[key] = issues[0]
                used.add(facts(issues[0]).id)
    return adopted


def _shared(desired: Desired, shared: frozenset[str]) -> Iterable[Notice]:
    for scope in desired.scopes:
        if scope.label.casefold() in shared:
            text = (
                f"the label {scope.label!r} was here before, or its description was changed (ours begins with "
                f"`{OWN_MARK}`): it is shared and stays as it is. `label: another-name` in the file chooses another"
            )
            yield Notice(NoticeKind.LABEL, scope.roadmap.id, text)


def _adoptions(adopted: Mapping[str, Issue]) -> Iterable[Notice]:
    for key, issue in adopted.items():
        text = f"#{facts(issue).number} has this title: taken over as it is"
        yield Notice(NoticeKind.ADOPTED, key, text, facts(issue).url)


def _milestones(
    desired: Desired, observed: State, marked: Mapping[str, Milestone], former: Mapping[str, str]
) -> tuple[dict[str, Milestone], frozenset[str]]:
    """Milestones by wanted key: by mark, else one with the title and no mark, in the same letters if there is one."""
    unmarked = [milestone for milestone in observed.milestones if not milestone.key]
    free = {milestone.title: milestone for milestone in unmarked}
    by_name = {line(milestone.title).casefold(): milestone for milestone in reversed(unmarked)}
    wanted = {milestone.title for milestone in desired.state.milestones}
    found: dict[str, Milestone] = {}
    adopted = set()
    for milestone in desired.state.milestones:
        old = former.get(milestone.key, milestone.key)
        if old in marked:
            found[milestone.key] = marked[old]
        elif milestone.title in free:
            found[milestone.key] = free.pop(milestone.title)
            adopted.add(milestone.key)
        elif (alike := by_name.pop(milestone.title.casefold(), None)) and alike.title not in wanted:
            found[milestone.key] = alike
            adopted.add(milestone.key)
    return found, frozenset(adopted)


def _in_our_terms(desired: Desired, observed: State, identity: Identity) -> Identity:
    """References by the tracker's ids become keys; what refers to something not ours keeps the tracker's id."""
    gone = _gone_by_key(desired, identity)
    pairs = [*identity.issues.items(), *gone.items()]
    by_id = {facts(issue).id: key for key, issue in pairs}
    milestone_keys = {milestone.id: key for key, milestone in identity.milestones.items()}
    milestone_keys |= {milestone.id: milestone.key for milestone in identity.gone_milestones}

    settings = {scope.roadmap.id: scope.roadmap.board for scope in desired.scopes}

    def mine(key: str, issue: Issue) -> Issue:
        board = settings.get(keys.root(key))
        return replace(
            issue,
            found=_in_our_words(facts(issue), status_names(board.status if board else None)),
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
        gone=tuple(mine(key, issue) for key, issue in gone.items()),
        milestones={key: replace(milestone, key=key) for key, milestone in identity.milestones.items()},
        cards=cards,
    )


def _in_our_words(found: Facts, names: StatusNames) -> Facts:
    """The facts with the board's status as we call it, where a word tells what it means."""
    meant = names.meaning(found.status) if found.status else None
    return replace(found, status=meant.value) if meant else found


def _gone_by_key(desired: Desired, identity: Identity) -> dict[str, Issue]:
    """Those that nothing wanted stands for, below the id that their roadmap has today."""
    scopes = scopes_by_root(desired)
    gone: dict[str, Issue] = {}
    for issue in identity.gone:
        today = keys.rebase(issue.key, keys.root(issue.key), scopes[keys.root(issue.key)].roadmap.id)
        gone[issue.key if today in identity.issues or today in gone else today] = issue
    return gone
