"""What stands between our marks: the text of issues and milestones, made of the roadmap's words, disarmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmap_sync.desired.checklists import ChecklistLine
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Item, Phase, Project, Resource, Section, Task
from roadmap_sync.roadmap.outline import Outline, OutlineEntry
from roadmap_sync.roadmap.timespans import DateRange, Ongoing, Span, When
from roadmap_sync.text import link, plain, prose
from roadmap_sync.tracker.checkboxes import EVIDENCE, box_line
from roadmap_sync.tracker.region import normal

MAX_REGION = 60_000
"""Characters; GitHub refuses bodies over 65,536, and people want space for notes."""

_CUT = "\n\n*Cut here: too long for an issue.*"


def work_region(entry: OutlineEntry) -> str:
    """The region of an item's or project's issue."""
    item = entry.value
    assert isinstance(item, Item)  # noqa: S101 - for the type checker: work is items and projects
    project = item if isinstance(item, Project) else None
    return _joined(
        _facts(item),
        prose(item.why),
        "*Still to be decided: shown, not counted.*" if item.placeholder else "",
        _bullets("Build", project.build if project else ()),
        _tasks(item.tasks),
        _bullets("Able to, in the end", project.able_to if project else ()),
        _bullets("Proves", project.proves if project else ()),
        *_learning(item),
        prose(item.note),
    )


def section_region(entry: OutlineEntry, outline: Outline, *, with_items: bool) -> str:
    """The region of a section's issue; `with_items` lists its items as boxes (`track: sections`)."""
    section = entry.value
    assert isinstance(section, Section)  # noqa: S101 - for the type checker: only sections come here
    choice = (
        f"Alternatives: the best {section.choose or 1} of {len(section.options)} counts." if section.options else ""
    )
    return _joined(
        _facts(section),
        prose(section.goal),
        prose(section.why),
        choice,
        *(_options(section) if section.options and not with_items else ()),
        _item_boxes(entry, outline) if with_items else "",
        *_learning(section),
        prose(section.note),
    )


def phase_region(phase: Phase) -> str:
    """The region of a milestone's description."""
    return _joined(_facts(phase), prose(phase.goal), prose(phase.why), *_learning(phase), prose(phase.note))


def checklist_region(intro: str, lines: Iterable[ChecklistLine], met: Mapping[str, str]) -> str:
    """Boxes under an introduction; what the tool judges is ticked where `met` has evidence for its id."""
    boxes = []
    for line in lines:
        evidence = met.get(line.id, "") if line.judged else ""
        text = plain(line.text) + (f"{EVIDENCE}{plain(evidence)}" if evidence else "")
        boxes.append(box_line(text, ticked=bool(evidence) or line.done, box_id=line.id, judged=line.judged))
    return _joined(intro, "\n".join(boxes))


def _joined(*blocks: str) -> str:
    return cut(normal("\n\n".join(block for block in blocks if block)), MAX_REGION)


def cut(text: str, size: int) -> str:
    """The text, cut at the end of a line where it is longer than `size` characters, and saying so if there is space."""
    if len(text) <= size:
        return text
    kept = text[: max(0, size - len(_CUT))].rpartition("\n")[0]
    return f"{kept}{_CUT}".lstrip("\n") if size >= len(_CUT) else ""


def _facts(value: Item | Section | Phase) -> str:
    facts = []
    if value.effort:
        facts.append(f"**Effort** {str(value.effort).removesuffix('h').replace('-', '–')} h")
    if value.when is not None:
        facts.append(f"**When** {_time(value.when)}")
    if not isinstance(value, Item) and value.lasts is not None:
        facts.append(f"**Lasts** {str(value.lasts).replace('-', '–')}")
    return " · ".join(facts)


def _time(when: When) -> str:
    match when:
        case DateRange():
            return str(when).replace("..", " – ")
        case Span() | Ongoing():
            return str(when).replace("-", "–")


def _bullets(heading: str, lines: Sequence[str]) -> str:
    return f"**{heading}**\n" + "\n".join(f"- {plain(line)}" for line in lines) if lines else ""


def _tasks(tasks: Sequence[Task]) -> str:
    return "**Tasks**\n" + "\n".join(box_line(plain(task.title), ticked=task.done) for task in tasks) if tasks else ""


def _learning(value: Item | Section | Phase) -> Iterator[str]:
    if value.resources:
        yield "**Resources**\n" + "\n".join(f"- {_resource(resource)}" for resource in value.resources)
    yield _bullets("Check yourself", [one.question for one in value.check_yourself])
    if not isinstance(value, Phase):
        yield _bullets("Think about", value.think_about)


def _resource(resource: Resource) -> str:
    name = link(resource.title, resource.url) if resource.url else plain(resource.title)
    return f"{name} — {plain(resource.note)}" if resource.note else name


def _options(section: Section) -> Iterator[str]:
    for option in section.options:
        yield f"**{plain(option.title)}**" + (f": {plain(option.why)}" if option.why else "")


def _item_boxes(entry: OutlineEntry, outline: Outline) -> str:
    boxes, option = [], ""
    for work in outline.under(entry.key):
        if work.option != option:
            option = work.option
            boxes.append(f"\n**{plain(outline.by_key[option].title)}**")
        item = work.value
        assert isinstance(item, Item)  # noqa: S101 - for the type checker: work is items
        boxes.append(box_line(plain(work.title), ticked=item.done, box_id=item_box_id(work.key, entry.key)))
        boxes.extend(f"  - {plain(task.title)}" for task in item.tasks)
    return "\n".join(boxes)


def item_box_id(key: str, section: str) -> str:
    """The hidden id of an item's box in its section's issue (`track: sections`): its key below the section's."""
    return keys.rebase(key, section, "").strip("/")
