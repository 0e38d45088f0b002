"""A checklist of the months or phases that stands apart from them: each part of it goes to the phase it tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from roadmap_sync.markdown.blocks import Block, Bullets, Table
from roadmap_sync.markdown.language.units import WEEK, unit_key
from roadmap_sync.markdown.shapes.scale import Scale
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Part

_HEADING = 6
Key = tuple[int, str]


def with_tracked_phases(root: Part, survey: Survey) -> Part:
    """The tree with boxed lists that only track its unboxed phases as criteria of those."""
    if not survey.boxed:
        return root
    scale = Scale(survey)
    groups = [(head, _stretches(head)) for head in root.walk()]
    boxed = [(head, parts) for head, parts in groups if any(map(scale.all, parts.values()))]
    plans = [parts for _, parts in groups if len(parts) > 1 and not any(map(scale.all, parts.values()))]
    for head, checks in boxed:
        plan = next((parts for parts in plans if _is_tracked(parts, checks, scale)), None)
        told_twice = any(other is not head and parts.keys() & checks.keys() for other, parts in boxed)
        if plan is not None and not told_twice:
            _move(head, checks, plan)
    return root


def _stretches(head: Part) -> dict[Key, Part]:
    """The numbered months, weeks or phases right below a head; none where two have the same number."""
    named = [(key, part) for part in head.parts if part.level <= _HEADING and (key := unit_key(part.title))]
    large = [(key, part) for key, part in named if key[0] <= WEEK]
    return dict(large) if len(dict(large)) == len(large) > 1 else {}


def _is_tracked(plan: dict[Key, Part], checks: dict[Key, Part], scale: Scale) -> bool:
    """Whether every list tracks one of these phases, and they tell more than it does."""
    told = sum(_told(part) for part in plan.values())
    return all(key in plan and scale.all(part) for key, part in checks.items()) and told > sum(
        map(scale.all, checks.values())
    )


def _told(part: Part) -> int:
    return sum(map(_length, _blocks(part)))


def _blocks(part: Part) -> Iterator[Block]:
    return (block for found in part.walk() for block in found.blocks)


def _length(block: Block) -> int:
    match block:
        case Bullets(entries):
            return len(entries)
        case Table(_, rows):
            return len(rows)
        case _:
            return 0


def _move(head: Part, checks: dict[Key, Part], plan: dict[Key, Part]) -> None:
    moved: Sequence[Part] = list(checks.values())
    for key, part in checks.items():
        owner = plan[key]
        owner.parts.append(replace(part, level=min(owner.level + 1, _HEADING), is_check=True))
    head.parts[:] = [part for part in head.parts if not any(part is gone for gone in moved)]
