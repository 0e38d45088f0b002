"""Who finds a place under a parent: GitHub takes 100 sub-issues, closed, retired and people's own ones among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_sync.limits import SUB_ISSUES
from roadmap_sync.plan.changes import Notice, NoticeKind
from roadmap_sync.plan.identity import Identity
from roadmap_sync.plan.issue_states import retirement
from roadmap_sync.plan.trust import facts
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Issue


@dataclass(frozen=True, slots=True)
class SubIssuePlaces:
    """Keys of wanted issues that find no place, by the parent they would have; and who leaves one.

    `taken_out` are issues that the roadmap no longer names, `first_out` such that must leave before others come.
    """

    without: Mapping[str, tuple[str, ...]]
    taken_out: frozenset[str] = frozenset()
    first_out: frozenset[str] = frozenset()
    notices: tuple[Notice, ...] = ()


def sub_issue_places(wanted: Sequence[Issue], identity: Identity, *, prune: bool) -> SubIssuePlaces:
    """The places under every parent that is wanted; `prune`: what the roadmap no longer names is retired now."""
    children: dict[str, list[str]] = defaultdict(list)
    parents = {issue.key: issue for issue in wanted}
    for issue in wanted:
        if issue.parent in parents:
            children[issue.parent].append(issue.key)
    there: dict[str, list[str]] = defaultdict(list)
    for key, issue in identity.issues.items():
        there[issue.parent].append(key)
    left = _left_there(identity, prune=prune)
    families = [
        _Family(parents[key], tuple(keys), tuple(there[key]), *left.get(key, ((), ())), identity.issues.get(key))
        for key, keys in children.items()
    ]
    crowded = [family for family in families if family.without]
    return SubIssuePlaces(
        without={family.parent.key: family.without for family in crowded},
        taken_out=frozenset(key for family in families for key in family.taken_out),
        first_out=frozenset(key for family in families for key in family.first_out),
        notices=tuple(_notices(crowded)),
    )


def _left_there(identity: Identity, *, prune: bool) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By parent: who may leave since it is retired, and who stays."""
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for issue in identity.gone:
        is_retired = region_annotations.read(issue.region).retired is not None
        may_leave = is_retired or (prune and retirement(issue) is not None)
        found[issue.parent][0 if may_leave else 1].append(issue.key)
    return {parent: (tuple(retired), tuple(staying)) for parent, (retired, staying) in found.items()}


@dataclass(frozen=True)
class _Family:
    """A parent with its children: those wanted, those of ours found there, and those that nothing wanted stands for."""

    parent: Issue
    wanted: tuple[str, ...]
    there: tuple[str, ...]
    retired: tuple[str, ...]
    staying: tuple[str, ...]
    found: Issue | None

    @property
    def others(self) -> int:
        """How many are people's own."""
        held = facts(self.found).children if self.found else 0
        return max(0, held - len(self.there) - len(self.retired) - len(self.staying))

    @property
    def taken_out(self) -> tuple[str, ...]:
        """Retired ones whose places are needed."""
        needed = len(self.wanted) + self.others + len(self.staying) + len(self.retired) - SUB_ISSUES.most
        return self.retired[: max(0, needed)]

    @property
    def space(self) -> int:
        """How many of the wanted ones have a place."""
        retired = len(self.retired) - len(self.taken_out)
        return max(0, SUB_ISSUES.most - self.others - len(self.staying) - retired)

    @property
    def without(self) -> tuple[str, ...]:
        """Those that find no place: who has one keeps it."""
        if len(self.wanted) <= self.space:
            return ()
        held = {*self.there}
        placed = {*sorted(self.wanted, key=lambda key: key not in held)[: self.space]}
        return tuple(key for key in self.wanted if key not in placed)

    @property
    def first_out(self) -> tuple[str, ...]:
        """Those that move elsewhere, where the parent is too full to take others before they have left."""
        arriving = {*self.wanted} - {*self.there} - {*self.without}
        held = facts(self.found).children if self.found else 0
        if max(held, len(self.there)) + len(arriving) - len(self.taken_out) <= SUB_ISSUES.most:
            return ()
        return tuple(key for key in self.there if key not in self.wanted)


def _notices(crowded: Iterable[_Family]) -> Iterator[Notice]:
    for family in crowded:
        why = f"{family.others} are people's own" if family.others else ""
        if family.staying:
            gone = f"{len(family.staying)} no longer in the roadmap, which --prune takes out"
            why = f"{why}, {gone}" if why else gone
        text = (
            f"{len(family.without)} of {len(family.wanted)} items of {family.parent.title!r} find no place among "
            f"GitHub's {SUB_ISSUES.most} sub-issues ({why}): they are issues of the milestone, named in its text"
        )
        yield Notice(NoticeKind.LIMIT, family.parent.key, text)
