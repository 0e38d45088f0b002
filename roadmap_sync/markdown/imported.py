"""The import: bytes of a Markdown roadmap in, YAML and an honest account of it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Heading, Paragraph, Table
from roadmap_sync.markdown.building.assembly import assemble
from roadmap_sync.markdown.building.naming import with_dependencies, with_distinct_ids
from roadmap_sync.markdown.building.tidy import tidy
from roadmap_sync.markdown.collector import uncollected
from roadmap_sync.markdown.inline import has_words, read_inline, undecorated
from roadmap_sync.markdown.language.boxes import Mark, heading_signs
from roadmap_sync.markdown.language.units import WEEK, unit_rank
from roadmap_sync.markdown.language.vocabulary import Role, is_named
from roadmap_sync.markdown.parsing.document import parse
from roadmap_sync.markdown.parsing.encoding import decode
from roadmap_sync.markdown.parsing.listless import with_listed_lines
from roadmap_sync.markdown.parsing.source import prepare
from roadmap_sync.markdown.parsing.statuslines import with_status_lines
from roadmap_sync.markdown.shapes.hoisting import hoist
from roadmap_sync.markdown.shapes.lanes import read_lanes
from roadmap_sync.markdown.shapes.shape import Shape, find_shape, has_work
from roadmap_sync.markdown.shapes.tracking import with_tracked_phases
from roadmap_sync.markdown.structure.dashboards import without_dashboards
from roadmap_sync.markdown.structure.linewise import list_lines
from roadmap_sync.markdown.structure.plantables import lists_courses, plan_rows
from roadmap_sync.markdown.structure.series import recurring, recurring_labels, rejoin
from roadmap_sync.markdown.structure.survey import Survey, entries, survey
from roadmap_sync.markdown.structure.tree import Part, Reading, grow
from roadmap_sync.markdown.writing.printing import is_checklist, read_checklist
from roadmap_sync.markdown.writing.yaml_text import roadmap_yaml
from roadmap_sync.roadmap.model import Item, Phase, Roadmap, Section

# What a line without a box may be called and head the list below it: "- Tasks:".
_LISTING = (Role.TOPICS, Role.PRACTICE, Role.READING, Role.RESOURCES, Role.CRITERIA, Role.BUILD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What became what.

    `boxes` and `ticked_boxes` are those of the document. `done` are items marked done; `ticked` counts besides them
    tasks, criteria and goals, and the `unkept` ticks that a roadmap file has no word for: habits, questions, headings.
    """

    phases: int = 0
    sections: int = 0
    items: int = 0
    tasks: int = 0
    done: int = 0
    ticked: int = 0
    unkept: int = 0
    projects: int = 0
    criteria: int = 0
    habits: int = 0
    goals: int = 0
    checkpoints: int = 0
    checkpoint_lines: int = 0
    resources: int = 0
    boxes: int = 0
    ticked_boxes: int = 0
    items_by_phase: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A roadmap made of a Markdown file, as a value and as YAML; `unplaced` are (line, text) without a place."""

    roadmap: Roadmap
    yaml: str
    summary: Summary
    unplaced: tuple[tuple[int, str], ...] = ()
    repairs: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()


@uncollected()
def import_text(data: bytes, *, name: str) -> Imported:
    """Make a roadmap of a Markdown file; never raises for what it holds. `name` is the file's, for default titles."""
    decoded = decode(data)
    if is_checklist(decoded.text) and (own := read_checklist(decoded.text, name)) is not None:
        return _own(own, decoded.repairs)
    prepared = prepare(decoded.text)
    told = parse(prepared.text)
    blocks = with_listed_lines(told)
    facts = survey(blocks, name)
    if blocks is not told:
        facts.guess(1, "no list in the source: its lines became items", comment=False)
    blocks = without_dashboards(with_status_lines(blocks, facts.statuses), facts)
    facts.planned = plan_rows(blocks, facts)
    facts.only_lists = lists_courses(blocks, facts)
    facts.boxed = facts.boxed and not facts.only_lists
    shape = _shape(blocks, facts)
    roadmap = assemble(shape, facts, prepared.title or PurePath(name).stem)
    roadmap = tidy(with_dependencies(with_distinct_ids(roadmap), facts))
    unplaced = tuple(_unplaced(blocks, facts))
    return Imported(
        roadmap=roadmap,
        yaml=roadmap_yaml(roadmap, facts.comments),
        summary=summarize(roadmap, blocks, facts),
        unplaced=unplaced,
        repairs=decoded.repairs,
        guesses=(*prepared.guesses, *facts.guesses),
    )


def _shape(blocks: Sequence[Block], facts: Survey) -> Shape:
    """The document told apart; as one without boxes where its boxes stand beside the plan and not in it."""
    shape = _told_apart(blocks, facts)
    if facts.boxed and not has_work(shape, facts):
        facts.boxed = False
        plain = _told_apart(blocks, facts)
        if has_work(plain, facts):
            facts.guess(1, "the boxes stand beside the plan: its bullets became items", comment=False)
            return plain
        facts.boxed = True
    if not facts.boxed and not has_work(shape, facts) and not facts.only_lists:
        facts.only_lists = True
        bare = _told_apart(blocks, facts)
        if has_work(bare, facts):
            facts.guess(1, "nothing here is called work: its lists became items", comment=False)
            return bare
        facts.only_lists = False
    return shape


def _told_apart(blocks: Sequence[Block], facts: Survey) -> Shape:
    facts.labels = recurring_labels(entries(blocks))
    headed = any(isinstance(block, Heading) for block in blocks)
    counted = [block.line.text for block in blocks if isinstance(block, Heading) and _is_counted(block.line.text)]
    is_head = partial(_is_head, facts=facts, headed=headed)
    root = grow(blocks, Reading(facts.statuses, is_head, heading_signs(counted)))
    rejoin(root)
    if not facts.boxed:
        list_lines(root)
    hoist(root)
    read_lanes(root, facts)
    facts.recurring = recurring(root)
    return find_shape(with_tracked_phases(_promoted(root, facts), facts), facts)


def _is_counted(text: str) -> bool:
    return unit_rank(undecorated(read_inline(text).text)) is not None


def _own(roadmap: Roadmap, repairs: tuple[str, ...]) -> Imported:
    """A checklist of ours, read back."""
    done = sum(item.done for phase in roadmap.phases for item in (*_work(phase), *phase.projects))
    return Imported(
        roadmap=roadmap, yaml=roadmap_yaml(roadmap, {}), summary=_counted(roadmap, Counter(), done), repairs=repairs
    )


def _is_head(entry: Entry, facts: Survey, *, headed: bool) -> bool:
    """Whether a list entry heads the list below it rather than being something to do; `headed` by headings."""
    inner = [block for block in entry.blocks if isinstance(block, Bullets)]
    if not inner:
        return False
    mark, text = facts.mark(entry)
    ranked = (rank := unit_rank(undecorated(read_inline(text).text))) is not None and rank <= WEEK
    if not facts.boxed:
        named = text.strip() in facts.labels or any(is_named(text, role) for role in _LISTING)
        return ranked or read_inline(text).bold or named
    boxed = any(facts.mark(deep)[0] is not None for deep in entries(inner))
    return boxed and ranked if mark is not None else boxed or (ranked and not headed)


def _promoted(root: Part, facts: Survey) -> Part:
    """Where a document has no headings, the entries of its outermost list that hold lists are the parts."""
    only = root.parts[0] if len(root.parts) == 1 and not root.blocks and not root.parts[0].parts else root
    if only.parts or sum(isinstance(block, Bullets) for block in only.blocks) != 1:
        return root
    block = next(block for block in only.blocks if isinstance(block, Bullets))
    nested = [entry for entry in block.entries if any(isinstance(inner, Bullets) for inner in entry.blocks)]
    if not all(has_words(facts.mark(entry)[1]) for entry in block.entries):
        return root
    if len(nested) < 2 or len(nested) * 2 < len(block.entries) or (facts.boxed and not _holds_boxes(nested, facts)):  # noqa: PLR2004 - one is no outline
        return root
    for entry in block.entries:
        mark, text = facts.mark(entry)
        raw = read_inline(text)
        only.parts.append(
            Part(undecorated(raw.text), 2, entry.line.number, mark, raw, list(entry.blocks), is_listed=True)
        )
    only.blocks.remove(block)
    return root


def _holds_boxes(nested: Sequence[Entry], facts: Survey) -> bool:
    return all(any(facts.mark(deep)[0] is not None for deep in entries(entry.blocks)) for entry in nested)


def summarize(roadmap: Roadmap, blocks: Sequence[Block], facts: Survey) -> Summary:
    """Count what became what."""
    listed = (entry for entry in entries(blocks) if entry.line.number not in facts.legend)
    marks = Counter(mark for entry in listed if (mark := facts.mark(entry)[0]) is not None)
    done = sum(item.done for phase in roadmap.phases for item in _work(phase))
    return _counted(roadmap, marks, done, len(facts.lost_ticks))


def _counted(roadmap: Roadmap, marks: Counter[Mark], done: int, lost: int = 0) -> Summary:
    work = [item for phase in roadmap.phases for item in _work(phase)]
    return Summary(
        phases=len(roadmap.phases),
        sections=sum(len(phase.sections) for phase in roadmap.phases),
        items=len(work),
        tasks=sum(len(item.tasks) for item in work),
        done=done,
        ticked=done + lost + _ticked(roadmap),
        unkept=lost,
        projects=sum(map(_projects, roadmap.phases)) + len(roadmap.projects),
        criteria=sum(len(phase.done_when) for phase in roadmap.phases) + len(roadmap.done_when),
        habits=len(roadmap.habits),
        goals=len(roadmap.goals),
        checkpoints=len(roadmap.checkpoints),
        checkpoint_lines=sum(len(point.able_to) for point in roadmap.checkpoints),
        resources=len(roadmap.resources),
        boxes=sum(marks.values()),
        ticked_boxes=marks[Mark.DONE],
        items_by_phase=tuple(len(_work(phase)) for phase in roadmap.phases),
    )


def _ticked(roadmap: Roadmap) -> int:
    """Ticks on what is no item: tasks, criteria, goals."""
    criteria = [*roadmap.done_when, *(criterion for phase in roadmap.phases for criterion in phase.done_when)]
    tasks = [task for phase in roadmap.phases for item in _work(phase) for task in item.tasks]
    ticks = (*(one.done for one in criteria), *(one.done for one in roadmap.goals), *(one.done for one in tasks))
    return sum(ticks)


def _work(phase: Phase) -> list[Item]:
    """The items of a phase; its milestone projects, which are no boxes, are counted apart."""
    return [*phase.items, *(item for section in phase.sections for item in _section_work(section))]


def _section_work(section: Section) -> list[Item]:
    return [*section.items, *(item for option in section.options for item in option.items)]


def _projects(phase: Phase) -> int:
    made = sum(
        item.kind == "project" or (section.kind == "project" and not item.kind)
        for section in phase.sections
        for item in _section_work(section)
    )
    return len(phase.projects) + made + sum(item.kind == "project" for item in phase.items)


def _unplaced(blocks: Sequence[Block], facts: Survey) -> list[tuple[int, str]]:
    """Entries, rows, headings and lines of prose that nothing took."""
    found: list[tuple[int, str]] = []
    for block in blocks:
        match block:
            case Heading(_, line) if line.number not in facts.placed and has_words(line.text):
                found.append((line.number, line.text))
            case Paragraph(lines):
                found += [
                    (line.number, line.text)
                    for line in lines
                    if line.number not in facts.placed and has_words(line.text)
                ]
            case Bullets(items):
                for entry in items:
                    if entry.line.number not in facts.placed:
                        found.append((entry.line.number, entry.line.text))
                    found += _unplaced(entry.blocks, facts)
            case Table(_, rows):
                found += [(row.number, " | ".join(row.cells)) for row in rows if row.number not in facts.placed]
            case _:
                pass
    return found
