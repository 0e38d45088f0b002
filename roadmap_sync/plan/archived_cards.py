"""The word in an issue's region that we archived its card: written before, taken away when the card is shown again.

A run that cannot touch the board (a workflow's token, ``--no-board``) leaves the word, so that whatever run comes next
brings the card back. Cards that people or GitHub put away carry no such word, and stay away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roadmap_sync.desired.issues import Desired
from roadmap_sync.plan.identity import Identity
from roadmap_sync.tracker import region_annotations
from roadmap_sync.tracker.state import Card, Issue, State


def closed_boards(observed: State) -> frozenset[str]:
    """The roadmaps whose boards can't be reached."""
    return frozenset(board.roadmap for board in observed.boards if board.problem)


def was_archived(issue: Issue) -> bool:
    """Whether the region says that we archived the card."""
    return region_annotations.read(issue.region).card_archived


def worded(issue: Issue, *, archived: bool) -> Issue:
    """The issue with the word in its region, or without."""
    said = replace(region_annotations.read(issue.region), card_archived=archived)
    return replace(issue, region=region_annotations.write(issue.region, said))


def shown_again(desired: Desired, observed: State, identity: Identity, issues: Mapping[str, Issue]) -> dict[str, Issue]:
    """Those of `issues` that lose the word, because this plan shows their cards."""
    closed = closed_boards(observed)
    found = {}
    for card in desired.state.cards:
        issue, before = issues.get(card.key), identity.cards.get((card.roadmap, card.key))
        if issue and card.roadmap not in closed and not (before and before.partial) and was_archived(issue):
            found[card.key] = worded(issue, archived=False)
    return found


def to_archive(identity: Identity, observed: State) -> dict[str, tuple[Card, ...]]:
    """The cards in sight on boards that can be reached, by the key of what nothing wants any more."""
    closed = closed_boards(observed)
    gone = {issue.key for issue in identity.gone}
    found: dict[str, tuple[Card, ...]] = {}
    for (roadmap, key), card in sorted(identity.cards.items()):
        if key in gone and not card.archived and roadmap not in closed:
            found[key] = (*found.get(key, ()), card)
    return found
