"""The node ids on GitHub by key, as read and as created in this run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NewType

from roadmap_sync.errors import TrackerError
from roadmap_sync.tracker.state import Card, Issue, Label, Milestone, State

IssueId = NewType("IssueId", str)  # a node id, I_…
LabelId = NewType("LabelId", str)  # a node id, LA_…
MilestoneId = NewType("MilestoneId", str)  # a node id, MI_…; REST goes by the number instead
BoardId = NewType("BoardId", str)  # a node id, PVT_…
CardId = NewType("CardId", str)  # a node id, PVTI_…


class UnknownKeyError(TrackerError):
    """A step names something that is neither read nor made."""


@dataclass(slots=True)
class Ids:
    """The ids by key; of issue types by name, of people by login in small letters ("" for nobody)."""

    issues: dict[str, IssueId] = field(default_factory=dict)
    labels: dict[str, LabelId] = field(default_factory=dict)
    milestones: dict[str, Milestone] = field(default_factory=dict)
    cards: dict[tuple[str, str], CardId] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)

    def issue(self, key: str) -> IssueId:
        """An issue's node id. Raises UnknownKeyError."""
        if key not in self.issues:
            raise UnknownKeyError(f"No issue with the key {key} is known, or it could not be made")
        return self.issues[key]

    def of(self, issue: Issue) -> IssueId:
        """The node id of an issue as read, or of its key. Raises UnknownKeyError."""
        # An issue whose key changes has none under the new one yet.
        return IssueId(issue.found.id) if issue.found and issue.found.id else self.issue(issue.key)

    def label(self, name: str) -> LabelId:
        """A label's node id, case aside. Raises UnknownKeyError."""
        if name.casefold() not in self.labels:
            raise UnknownKeyError(f"No label {name!r} is known, or it could not be made")
        return self.labels[name.casefold()]

    def milestone(self, key: str) -> MilestoneId:
        """A milestone's node id. Raises UnknownKeyError."""
        if key not in self.milestones:
            raise UnknownKeyError(f"No milestone with the key {key} is known, or it could not be made")
        return MilestoneId(self.milestones[key].id)

    def note_label(self, label: Label) -> None:
        """Remember a label."""
        self.labels[label.name.casefold()] = LabelId(label.id)

    def note_card(self, card: Card) -> None:
        """Remember a card."""
        self.cards[card.roadmap, card.key] = CardId(card.id)


def ids_of(found: State, labels: tuple[Label, ...]) -> Ids:
    """The ids that a State in the roadmap's terms holds, with all labels of the repository."""
    ids = Ids(
        issues={issue.key: IssueId(issue.found.id) for issue in found.issues if issue.found and issue.key},
        milestones={milestone.key: milestone for milestone in found.milestones if milestone.key},
    )
    # Labels of the whole repository too: a wanted one may exist without being ours.
    for label in (*labels, *found.labels):
        if label.id:
            ids.note_label(label)
    for card in found.cards:
        ids.note_card(card)
    return ids
