"""A roadmap with the marks of its tracker in it, as if its author had written `done` wherever something is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import TypeVar

from roadmap_sync.desired.checklists import ChecklistLine, criteria_lines, goal_lines
from roadmap_sync.progress.model import Work, WorkStatus
from roadmap_sync.progress.verdicts import ticked_boxes
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Criterion, Item, Phase, Project, Roadmap, Section, Task
from roadmap_sync.text import plain
from roadmap_sync.tracker.checkboxes import boxes
from roadmap_sync.tracker.state import Issue

_Item = TypeVar("_Item", Item, Project)


def with_marks(roadmap: Roadmap, work: Sequence[Work], issues: Mapping[str, Issue]) -> Roadmap:
    """The roadmap with items, tasks, criteria and goals done that are done in the tracker.

    `issues` are by key. What has no issue yet is as the file says. Keys of the roadmap are those of a loaded one.
    """
    known = frozenset(one.key for one in work if one.number)
    marks = _Marks(known, frozenset(one.key for one in work if one.mark is WorkStatus.DONE), issues)
    goals = iter(_ticked(goal_lines(roadmap.goals), issues.get(keys.join(roadmap.id, keys.GOALS))))
    return replace(
        roadmap,
        phases=tuple(marks.phase(phase, keys.join(roadmap.id, phase.id)) for phase in roadmap.phases),
        projects=marks.items(roadmap.projects, roadmap.id),
        done_when=marks.criteria(roadmap.done_when, roadmap.id),
        goals=tuple(goal if goal.measure else replace(goal, done=next(goals)) for goal in roadmap.goals),
    )


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the tracker says: keys of the work that it has, keys of the work that is done, issues by key."""

    known: AbstractSet[str]
    done: AbstractSet[str]
    issues: Mapping[str, Issue]

    def phase(self, phase: Phase, key: str) -> Phase:
        return replace(
            phase,
            items=self.items(phase.items, key),
            sections=tuple(self._section(section, keys.join(key, section.id)) for section in phase.sections),
            projects=self.items(phase.projects, key),
            done_when=self.criteria(phase.done_when, key),
        )

    def _section(self, section: Section, key: str) -> Section:
        options = tuple(
            replace(option, items=self.items(option.items, keys.join(key, option.id))) for option in section.options
        )
        return replace(section, items=self.items(section.items, key), options=options)

    def items(self, items: Sequence[_Item], key: str) -> tuple[_Item, ...]:
        return tuple(self._item(item, keys.join(key, item.id)) for item in items)

    def _item(self, item: _Item, key: str) -> _Item:
        done = key in self.done if key in self.known else item.done or key in self.done
        return replace(item, done=done, tasks=_tasks(item.tasks, self.issues.get(key)))

    def criteria(self, criteria: Sequence[Criterion], key: str) -> tuple[Criterion, ...]:
        done = _ticked(criteria_lines(criteria), self.issues.get(keys.join(key, keys.CRITERIA)))
        return tuple(
            criterion if criterion.measure else replace(criterion, done=ticked)
            for criterion, ticked in zip(criteria, done, strict=True)
        )


def _ticked(lines: Sequence[ChecklistLine], issue: Issue | None) -> list[bool]:
    found = ticked_boxes(issue)
    return [line.id in found if issue else line.done for line in lines]


def _tasks(tasks: Sequence[Task], issue: Issue | None) -> tuple[Task, ...]:
    """Tasks are known by their text: their boxes have no ids."""
    ticks = {box.text: box.ticked for box in boxes(issue.region) if not box.struck} if issue and tasks else {}
    return tuple(replace(task, done=ticks.get(plain(task.title), task.done)) for task in tasks)
