"""The Writer for GitHub: hands each kind of step to the class that carries it out, and decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import assert_never

from roadmap_sync.gh.board_writer import BoardWriter
from roadmap_sync.gh.catalog import LabelMaker, MilestoneMaker
from roadmap_sync.gh.failure import StoppedError
from roadmap_sync.gh.issue_creation import Creator
from roadmap_sync.gh.issue_editing import Editor
from roadmap_sync.gh.relations import Relator
from roadmap_sync.tracker.protocol import Outcome
from roadmap_sync.tracker.steps import (
    ArchiveCard,
    Block,
    CreateIssue,
    EditIssue,
    PlaceAfter,
    PutBoard,
    PutCard,
    PutField,
    PutLabel,
    PutMilestone,
    SetParent,
    SetState,
    Step,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHubWriter:
    """Carries out steps. Asked to stop, it ends between two requests: steps not begun have no outcome."""

    labels: LabelMaker
    milestones: MilestoneMaker
    creator: Creator
    editor: Editor
    relator: Relator
    boards: BoardWriter

    def write(self, steps: Sequence[Step]) -> Iterator[Outcome]:
        """Carry out steps in their order; an outcome each, as it lands. Raises TrackerError where nothing can go on."""
        try:
            # The planner sorts steps by kind: labels and milestones before the issues that carry them.
            for _, same in groupby(steps, type):
                yield from self._write_same(list(same))
        except StoppedError:
            return

    def _write_same(self, steps: list[Step]) -> Iterator[Outcome]:
        match steps[0]:
            case PutLabel():
                yield from self.labels.run([step for step in steps if isinstance(step, PutLabel)])
            case PutMilestone():
                yield from self.milestones.run([step for step in steps if isinstance(step, PutMilestone)])
            case CreateIssue():
                yield from self.creator.run([step for step in steps if isinstance(step, CreateIssue)])
            case EditIssue():
                yield from self.editor.run([step for step in steps if isinstance(step, EditIssue)])
            case SetParent() | PlaceAfter() | Block() | SetState():
                relations = (SetParent, PlaceAfter, Block, SetState)
                yield from self.relator.run([step for step in steps if isinstance(step, relations)])
            case PutBoard() | PutField() | PutCard() | ArchiveCard():
                board_steps = (PutBoard, PutField, PutCard, ArchiveCard)
                yield from self.boards.run([step for step in steps if isinstance(step, board_steps)])
            case _:
                assert_never(steps[0])
