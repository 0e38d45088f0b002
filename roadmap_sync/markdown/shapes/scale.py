"""How much a part of the document holds, and which special part of a roadmap it is."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Table
from roadmap_sync.markdown.content.gather import content_role, is_contents, is_overview_only
from roadmap_sync.markdown.inline import has_words, is_address, read_inline, undecorated
from roadmap_sync.markdown.language.dates import find_days
from roadmap_sync.markdown.language.periods import deadline, every
from roadmap_sync.markdown.language.units import PHASE, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_about, is_named
from roadmap_sync.markdown.structure.columns import is_overview, is_tracked, read_columns
from roadmap_sync.markdown.structure.survey import Survey
from roadmap_sync.markdown.structure.tree import Level, Part

ASIDE = (
    Role.RESOURCES,
    Role.PRINCIPLES,
    Role.AVOID,
    Role.QUESTIONS,
    Role.BOILERPLATE,
    Role.LEGEND,
    Role.GOAL,
    Role.WHY,
    Role.DEPENDS,
    Role.ABOUT,
)


class Scale:
    """How many items each part holds: boxes, or plain entries where the document has no boxes."""

    def __init__(self, survey: Survey) -> None:
        self.survey = survey
        self._weights: dict[int, int] = {}

    def own(self, part: Part) -> int:
        """Items right below its head; a table of facts about the plan holds none."""
        about = any(is_named(part.title, role) for role in (Role.ABOUT, Role.BOILERPLATE))
        about = about or bool(self.survey.planned and self.is_aside(part))
        return sum(self._block(block) for block in part.blocks if not (about and isinstance(block, Table)))

    def all(self, part: Part) -> int:
        """Items anywhere below it."""
        known = self._weights.get(id(part))
        if known is None:
            skipped = not self.survey.boxed and self.is_aside(part)
            known = 0 if skipped else self.own(part) + sum(self.all(inner) for inner in part.parts)
            self._weights[id(part)] = known
        return known

    def heavy(self, part: Part) -> list[Part]:
        """The subparts that hold items."""
        return [inner for inner in part.parts if self.all(inner)]

    def share(self, parts: Sequence[Part], root: Part) -> float:
        """How much of what the document lists these parts list, resources and the like aside; all if it lists none."""
        whole = self._listed(root)
        return sum(map(self._listed, parts)) / whole if whole else 1.0

    def _listed(self, part: Part) -> int:
        if part.level and (self.is_aside(part) or special_role(part, self) is not None):
            return 0
        own = sum(_length(block) for block in part.blocks)
        return own + sum(map(self._listed, part.parts))

    def is_aside(self, part: Part) -> bool:
        """Whether a part tells of the plan (resources, goals, advice) rather than what is to be done."""
        if self.survey.only_lists and any(isinstance(block, Bullets) for block in part.blocks):
            return is_named(part.title, Role.BOILERPLATE)
        if content_role(part, loosely=False) not in {None, Role.PROJECTS}:
            return True
        if part.level == Level.ENTRY or part.is_listed:
            return is_named(part.title, Role.RESOURCES)
        beside = (role for role in ASIDE if role is not Role.GOAL)  # a list of goals is told from one of topics above
        return any(is_named(part.title, role) for role in beside) or (_is_resources(part.title) and not _plans(part))

    def _block(self, block: Block) -> int:
        match block:
            case Bullets() if not is_contents(block):
                return sum(map(self._entry, block.entries))
            case Table():
                tracked = is_tracked(block, read_columns(block, self.survey.statuses))
                planned = bool(block.rows) and block.rows[0].number in self.survey.planned
                counts = tracked or planned or not self.survey.boxed
                worded = sum(any(map(has_words, row.cells)) for row in block.rows)
                return worded if counts and not is_overview_only(block, self.survey) else 0
            case _:
                return 0

    def _entry(self, entry: Entry) -> int:
        if not self.survey.boxed:
            return 0 if is_address(entry.line.text) else 1
        if entry.line.number in self.survey.placed:
            return 0
        mark, text = self.survey.mark(entry)
        own = mark is not None and has_words(text)
        return own + sum(self._block(block) for block in entry.blocks)


def _length(block: Block) -> int:
    match block:
        case Bullets(entries) if not is_contents(block):
            return len(entries)
        case Table() if not is_overview(block):
            return len(block.rows)
        case _:
            return 0


def _is_resources(title: str) -> bool:
    """Whether a few words name resources: "Recommended books"."""
    return is_about(title, Role.RESOURCES) and unit_rank(title) is None and len(title.split()) <= 3  # noqa: PLR2004 - more say what to learn


def _plans(part: Part) -> bool:
    """Whether a part has weeks or phases below it that list more than links."""
    stretches = [inner for inner in part.parts if unit_rank(inner.title) is not None]
    texts = [text for inner in stretches for found in inner.walk() for text in _first_texts(found)]
    return len(stretches) > 1 and sum("](" not in text and "http" not in text for text in texts) * 2 > len(texts)


def special_role(part: Part, scale: Scale) -> Role | None:
    """Habits, goals, checkpoints or criteria of the whole: by its head, and by the periods or deadlines below."""
    heads = [part.title, *(inner.title for inner in part.parts)]
    phased = sum(unit_rank(inner.title) == PHASE for inner in part.parts) * 2 > len(part.parts)
    aims = not phased and (is_about(part.title, Role.CHECKPOINTS) or is_about(part.title, Role.GOALS))
    texts = [*heads, *_first_texts(part)] if aims else heads
    if _is_rhythm(part) and any(map(every, heads)):
        return Role.HABITS
    dated = sum(deadline(text) is not None for text in heads[1:]) if aims else 0
    own_dates = sum(deadline(text) is not None for text in texts[len(heads) :])
    due = dated * 2 > len(heads[1:]) > 0 or own_dates * 2 > len(texts) - len(heads) > 0
    if due and is_about(part.title, Role.CHECKPOINTS):
        return Role.CHECKPOINTS if dated else Role.GOALS
    if is_about(part.title, Role.GOALS) and (due or deadline(part.title) is not None):
        return Role.GOALS
    if is_named(part.title, Role.CRITERIA) and scale.all(part):
        return Role.CRITERIA
    return None


def _is_rhythm(part: Part) -> bool:
    """Whether a head speaks of what is done again and again, and not of a plan told week by week."""
    if not is_about(part.title, Role.HABITS) or is_about(part.title, Role.RECORD) or unit_rank(part.title) is not None:
        return False
    if any(isinstance(block, Table) and _counts(block) for block in part.blocks):
        return False
    below = (
        *(inner.title for inner in part.parts),
        *(undecorated(read_inline(text).text) for text in _first_texts(part)),
    )
    return all(unit_rank(text) is None and find_days(text) is None for text in below)


def _counts(table: Table) -> bool:
    """Whether the first column numbers the rows."""
    return bool(table.rows) and all(row.cells[0].strip("* ").isdigit() for row in table.rows if row.cells)


def _first_texts(part: Part) -> list[str]:
    return [entry.line.text for block in part.blocks if isinstance(block, Bullets) for entry in block.entries]
