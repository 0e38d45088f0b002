"""Which parts are the phases: named ones (Phase 2, Week 3) before others, high levels before low ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from roadmap_sync.markdown.blocks import Table
from roadmap_sync.markdown.content.gather import content_role
from roadmap_sync.markdown.language.units import MONTH, PHASE, TERM, WEEK, YEAR, unit_key, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.shapes.beside import Found, put_beside
from roadmap_sync.markdown.shapes.lanes import is_board
from roadmap_sync.markdown.shapes.scale import Scale, special_role
from roadmap_sync.markdown.shapes.stretches import Stretches, bare_heads, counted, is_stretch, lists, numbered
from roadmap_sync.markdown.shapes.tabled import phase_table
from roadmap_sync.markdown.shapes.titles import title_of
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Level, Part

_HEADING = 6
_COUNTED = 3
_SOME, _MOST = 0.3, 0.5
_SPECIAL = (Role.HABITS, Role.GOALS, Role.CHECKPOINTS, Role.CRITERIA)


@dataclass(slots=True)
class Shape:
    """The document told apart. `spine` are the parts above the phases; `aside` is all that is neither."""

    title: str
    spine: list[Part]
    phases: list[Found] = field(default_factory=list)
    special: list[tuple[Part, Role]] = field(default_factory=list)
    aside: list[Part] = field(default_factory=list)
    heads: list[Part] = field(default_factory=list)
    overview: Table | None = None
    direct: bool = False
    board: list[Part] = field(default_factory=list)
    counted: bool = False


def find_shape(root: Part, survey: Survey) -> Shape:
    """Tell phases, special parts and the rest apart; phases in the order of the document."""
    shape = _found_shape(root, survey)
    shape.phases.sort(key=lambda found: found.part.line)
    shape.special += put_beside(shape.phases)
    return shape


def _found_shape(root: Part, survey: Survey) -> Shape:
    scale = Scale(survey)
    spine = _descend(root, scale)
    top = spine[-1]
    shape = _begun(spine, root, scale)
    if is_board(scale.heavy(top)):
        return _from_board(shape, scale)
    candidates = _candidates(top, scale)
    named = [part for part in candidates if unit_rank(part.title) is not None]
    within = [part for part in root.walk() if scale.all(part) and part not in spine]
    if not any(map(is_stretch, within)) or not (survey.boxed or named):
        unboxed = counted(root, scale.all(root) if survey.boxed else 0)
        share = scale.share([part for part, _ in unboxed], root) if not survey.boxed else 1
        if len(unboxed) > 1 and (len(unboxed) > _COUNTED or share > _SOME):
            above = [part for part in spine if any(inner is unboxed[0][0] for inner in part.walk())]
            return _from_named(unboxed, _begun(above, root, scale), root, scale)
    overview = None if named else phase_table(root, scale)
    if overview is not None and not survey.boxed:
        return _from_overview(overview, shape, root)
    rows = [] if named else numbered(root, scale.all(root) if survey.boxed else 0)
    if rows and not (survey.boxed and any(scale.all(part) for part, _ in rows)):
        share = scale.share([part for part, _ in rows], root)
        above = [part for part in spine if any(inner is rows[0][0] for inner in part.walk())]
        if share > _MOST:
            return _from_named(rows, _begun(above, root, scale), root, scale)
    if not survey.boxed and (heads := bare_heads(root)):
        return _from_named(heads, shape, root, scale)
    return _from_candidates(candidates, shape, root, scale)


def _from_board(shape: Shape, scale: Scale) -> Shape:
    """A board is one phase, and its lanes are the sections of it."""
    top = shape.spine[-1]
    shape.board = scale.heavy(top)
    shape.direct = bool(scale.own(top))
    for part in top.parts:
        if not any(part is lane for lane in shape.board):
            _sort(part, shape, scale)
    return shape


def _begun(spine: list[Part], root: Part, scale: Scale) -> Shape:
    """The title, and what stands beside the parts above the phases."""
    shape = Shape(title_of(spine, root), spine)
    for above, below in pairwise(spine):
        for part in above.parts:
            if part is not below:
                _sort(part, shape, scale)
    return shape


def has_work(shape: Shape, survey: Survey) -> bool:
    """Whether anything that is to be done stands in a phase."""
    scale = Scale(survey)
    return (
        shape.direct
        or bool(shape.board)
        or shape.overview is not None
        or any(scale.all(found.part) for found in shape.phases)
    )


def _from_overview(overview: Table, shape: Shape, root: Part) -> Shape:
    """The rows of a table are the phases, all else stands beside them."""
    shape.overview = overview
    for part in root.walk():
        alone = replace(part, parts=[], blocks=[block for block in part.blocks if block is not overview])
        if part.title == shape.title and part.level == 1:
            shape.heads.append(alone)
        elif part is not root and part not in shape.spine:
            shape.aside.append(alone)
    return shape


def _from_candidates(candidates: Sequence[Part], shape: Shape, root: Part, scale: Scale) -> Shape:
    """The parts below the title are the phases; without boxes only the named ones, where there are several."""
    top = shape.spine[-1]
    named = {id(part) for part in candidates if unit_rank(part.title) is not None}
    chosen = {id(part) for part in candidates}
    only_named = not scale.survey.boxed and len(named) > 1
    titled = next((part for part in root.parts if part.level == 1 and not scale.all(part)), None)
    for part in top.parts:
        if id(part) in chosen and _only_speaks(part, root, scale):
            shape.heads.append(replace(part, parts=[]))
            for inner in part.parts:
                _sort(inner, shape, scale)
        elif id(part) in chosen and (not only_named or id(part) in named):
            _add(part, shape, scale)
        elif part is titled and part.title == shape.title and not part.parts:
            shape.heads.append(part)
        else:
            _sort(part, shape, scale)
    shape.direct = bool(scale.own(top)) and not (only_named and shape.phases)
    return shape


def _only_speaks(part: Part, root: Part, scale: Scale) -> bool:
    """Whether the title among several heads of its level holds nothing but habits, goals and the like."""
    titles = [inner for inner in root.parts if inner.level == 1] if part.level == 1 else []
    if part.level != 1 or titles[:1] != [part] or len(titles) < 3 or unit_rank(part.title) is not None:  # noqa: PLR2004 - the title and several phases
        return False
    inner = scale.heavy(part)
    return bool(inner) and not scale.own(part) and all(special_role(below, scale) is not None for below in inner)


def _descend(root: Part, scale: Scale) -> list[Part]:
    """From the root down while one part alone holds the items: the title, then perhaps "Roadmap"."""
    spine = [root]
    while True:
        top = spine[-1]
        heavy = [part for part in scale.heavy(top) if _is_title(part, top, scale) or special_role(part, scale) is None]
        plans = [part for part in heavy if _is_plan(part, scale)]
        if len(plans) == 1 and not scale.own(plans[0]) and scale.all(plans[0]) * 2 > scale.all(top):
            spine.append(plans[0])
            continue
        if len(heavy) != 1:
            return spine
        only = heavy[0]
        if only.is_lane:
            return spine
        alone = (
            top is root and only.level == 1 and sum(part.level == 1 for part in root.parts) == 1 and len(only.parts) > 1
        )
        if unit_rank(only.title) not in {None, YEAR} and not alone:
            return spine
        inner = [part for part in scale.heavy(only) if content_role(part, loosely=False) in {None, Role.PROJECTS}]
        titled = only.level == 1 and top is root
        if not (titled or (len(inner) > 1 and not scale.own(top) and not scale.own(only))):
            return spine
        if unit_rank(only.title) == YEAR and not alone:
            return spine
        spine.append(only)


def _is_title(part: Part, top: Part, scale: Scale) -> bool:
    """Whether a part is the document under its title, be that called "Weekly goals"."""
    only = part.level == 1 and sum(beside.level == 1 for beside in top.parts) == 1
    if not only or top.level != Level.ROOT or len(scale.heavy(part)) < 2:  # noqa: PLR2004 - several parts
        return False
    return special_role(part, scale) is not Role.HABITS or any(map(is_stretch, scale.heavy(part)))


def _is_plan(part: Part, scale: Scale) -> bool:
    """Whether a part is called a roadmap or plan and has several parts that hold something."""
    called = is_about(part.title, Role.ROADMAP) and unit_rank(part.title) is None
    return len(scale.heavy(part)) > 1 and (called or is_named(part.title, Role.ROADMAP))


def _candidates(top: Part, scale: Scale) -> list[Part]:
    """The subparts that may be phases: those with items, and named ones without any among named ones."""
    chosen = [part for part in scale.heavy(top) if special_role(part, scale) is None]
    ranks = {unit_rank(part.title) for part in chosen} - {None}
    known = set(map(id, chosen))
    return [
        part
        for part in top.parts
        if id(part) in known or (unit_rank(part.title) in ranks and _stands(part) and special_role(part, scale) is None)
    ]


def _stands(part: Part) -> bool:
    """Whether a head that counts is one even without boxes: a heading, or whatever heads a list."""
    return part.level <= _HEADING or lists(part)


def _from_named(found: Stretches, shape: Shape, root: Part, scale: Scale) -> Shape:
    """The named parts are the phases; of the rest, only what has boxes is one too."""
    shape.counted = True
    chosen = {id(part) for part, _ in found}
    owners = [part for part in root.walk() if any(id(inner) in chosen for inner in part.parts)]
    for part, group in found:
        _add(part, shape, scale, group=group)
    for owner in owners:
        owner.parts[:] = [part for part in owner.parts if id(part) not in chosen]
    grouped = [owner for owner in owners if any(group == owner.title for _, group in found)]
    shape.heads += [owner for owner in grouped if not owner.parts]
    for part in list(shape.spine[-1].parts):
        if part.parts or not any(part is owner for owner in grouped):
            _sort(part, shape, scale)
    return shape


def _add(part: Part, shape: Shape, scale: Scale, group: str = "") -> None:
    found = [replace(phase, group=phase.group or group) for phase in _grouped(part, scale)]
    if len(found) > 1 and _are_told(found, shape):
        found = [Found(part, group)]
    shape.phases += found
    if found[0].part is not part:
        chosen = [phase.part for phase in found]
        shape.heads.append(replace(part, parts=[]))
        for inner in part.parts:
            if not any(inner is phase for phase in chosen):
                shape.aside.append(inner)


def _are_told(found: Sequence[Found], shape: Shape) -> bool:
    """Whether phases of the same numbers are found already, so that these only tell of them."""
    told = {unit_key(phase.part.title) for phase in shape.phases if not phase.group}
    return told.issuperset(unit_key(phase.part.title) for phase in found)


def _grouped(part: Part, scale: Scale) -> list[Found]:
    """The phases that a candidate stands for: its subparts where it is a year, or a heading over named phases."""
    rank = unit_rank(part.title)
    inner = scale.heavy(part)
    larger = {YEAR: {TERM, PHASE, MONTH, WEEK}, TERM: {PHASE, MONTH}, None: {TERM, PHASE, MONTH}}.get(rank, set())
    named = [found for found in inner if unit_rank(found.title) in larger]
    enough = 0 if rank in {YEAR, TERM} else 1
    if len(named) > enough and not scale.own(part):
        return [
            Found(found, part.title) for found in part.parts if scale.all(found) or unit_rank(found.title) in larger
        ]
    if rank == YEAR and len(inner) > 1 and not scale.own(part) and all(found.parts for found in inner):
        return [Found(found, part.title) for found in inner]
    return [Found(part)]


def _sort(part: Part, shape: Shape, scale: Scale) -> None:
    role = special_role(part, scale)
    if role is not None:
        shape.special.append((part, role))
    elif scale.all(part) and scale.survey.boxed:
        _add(part, shape, scale)
    else:
        shape.aside.append(part)
