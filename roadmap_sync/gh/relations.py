"""Parents, order, dependencies and states: each step is one mutation that may be repeated without harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_sync.gh import queries
from roadmap_sync.gh.batch import Repeater
from roadmap_sync.gh.ids import Ids, IssueId, UnknownKeyError
from roadmap_sync.gh.mutation import Done, Failed, Mutation, Result
from roadmap_sync.gh.reading import asked_nodes, look_up
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.state import IssueState
from roadmap_sync.tracker.steps import Block, PlaceAfter, SetParent, SetState

Relation = Block | SetParent | PlaceAfter | SetState
# GitHub gives no code for these, only words. What is so already is what was wanted.
_ALREADY = (
    "already been taken",  # addBlockedBy: it is blocked by it already
    "duplicate sub-issues",  # addSubIssue: it is a sub-issue of it already
    "does not exist",  # removeSubIssue, removeBlockedBy: it is gone
)


@dataclass(slots=True)
class Relator:
    """Carries out steps on what ties issues together, and on their state."""

    repeater: Repeater
    ids: Ids
    dependencies: bool = True
    sub_issues: bool = True

    def run(self, steps: Sequence[Relation]) -> Iterator[Outcome]:
        """An outcome for each step, as it lands. What an older server lacks is left out. Stops when asked to."""
        mutations: list[tuple[Relation, Mutation]] = []
        firsts, unknown = self._first_children(
            [step for step in steps if isinstance(step, PlaceAfter) and not step.sibling]
        )
        for step in steps:
            if isinstance(step, PlaceAfter) and not step.sibling and (problem := unknown.get(step.parent, "")):
                yield Outcome(step, error=problem)
                continue
            try:
                mutation = self._mutation(step, firsts)
            except UnknownKeyError as error:
                yield Outcome(step, error=error.message)
                continue
            if mutation is None:
                yield Outcome(step)
            else:
                mutations.append((step, mutation))
        for index, result in self.repeater.run([mutation for _, mutation in mutations]):
            yield Outcome(mutations[index][0], error=_error(result))

    def _mutation(self, step: Relation, firsts: dict[str, str]) -> Mutation | None:
        """The mutation, None where there is nothing to do. Raises UnknownKeyError."""
        match step:
            case SetState():
                return _state_mutation(self.ids.issue(step.key), step.state)
            case Block():
                return self._block(step) if self.dependencies else None
            case SetParent():
                return self._set_parent(step) if self.sub_issues else None
            case PlaceAfter():
                return self._place(step, firsts) if self.sub_issues else None

    def _block(self, step: Block) -> Mutation:
        blocked, blocker = self.ids.issue(step.key), self._issue_or_id(step.blocker)
        name = "addBlockedBy" if step.add else "removeBlockedBy"
        # `issueId` is the issue that waits, `blockingIssueId` the one it waits for.
        return Mutation(name, {"issueId": blocked, "blockingIssueId": blocker})

    def _set_parent(self, step: SetParent) -> Mutation | None:
        child = self.ids.issue(step.key)
        if step.parent:
            parent = self._issue_or_id(step.parent)
            # An issue has one parent: without replaceParent, moving it would be refused.
            return Mutation("addSubIssue", {"issueId": parent, "subIssueId": child, "replaceParent": True})
        if not step.before:
            return None
        return Mutation("removeSubIssue", {"issueId": self._issue_or_id(step.before), "subIssueId": child})

    def _place(self, step: PlaceAfter, firsts: dict[str, str]) -> Mutation | None:
        parent, child = self.ids.issue(step.parent), self.ids.issue(step.key)
        given = {"issueId": parent, "subIssueId": child}
        # GitHub appends a new sub-issue at the end; its position is always set relative to a sibling.
        if step.sibling:
            return Mutation("reprioritizeSubIssue", {**given, "afterId": self.ids.issue(step.sibling)})
        first = firsts.get(parent)
        if first in {None, child}:
            return None
        # The next one that is to be first goes before this one.
        firsts[parent] = child
        return Mutation("reprioritizeSubIssue", {**given, "beforeId": first})

    def _issue_or_id(self, key: str) -> IssueId:
        """The issue of that key; what is not ours is named by its id already, as it was read."""
        return self.ids.issues.get(key) or (self.ids.issue(key) if "/" in key else IssueId(key))

    def _first_children(self, steps: Sequence[PlaceAfter]) -> tuple[dict[str, str], dict[str, str]]:
        """Which child stands first now, by parent: the API knows before and after, not first; and what is not known.

        The latter by the parent's key, with the reason.
        """
        parents = {step.parent: self.ids.issues[step.parent] for step in steps if step.parent in self.ids.issues}
        if not parents or not self.sub_issues:
            return {}, {}
        sights = look_up(self.repeater.client, queries.FIRST_CHILDREN, sorted(set(parents.values())))
        firsts = {
            parent: child["id"] for parent, sight in sights.items() for child in asked_nodes(sight.node, "subIssues")
        }
        return firsts, {key: sights[parent].problem for key, parent in parents.items()}


def _state_mutation(issue: IssueId, state: IssueState) -> Mutation:
    match state:
        case IssueState.OPEN:
            return Mutation("reopenIssue", {"issueId": issue})
        case IssueState.COMPLETED:
            return Mutation("closeIssue", {"issueId": issue, "stateReason": "COMPLETED"})
        case IssueState.NOT_PLANNED:
            return Mutation("closeIssue", {"issueId": issue, "stateReason": "NOT_PLANNED"})


def _error(result: Result) -> str:
    if isinstance(result, Done):
        return ""
    if isinstance(result, Failed) and not result.gone and any(word in result.error.message for word in _ALREADY):
        return ""
    return result.words
