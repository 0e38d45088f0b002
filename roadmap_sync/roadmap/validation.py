"""Rules that no single value shows: what may not stand together, what must differ, how much there may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from roadmap_sync.limits import ASSIGNEES, SUB_ISSUES
from roadmap_sync.roadmap.goals import Criterion, Goal, Habit, Metric, Skill
from roadmap_sync.roadmap.model import EntryPoint, Item, Option, Phase, Roadmap, Section, StatusOptions, Track
from roadmap_sync.roadmap.reader import RoadmapReader
from roadmap_sync.roadmap.review import Question
from roadmap_sync.roadmap.scopes import things
from roadmap_sync.roadmap.yaml_errors import quote

_Named = Phase | Section | Option | Item | EntryPoint


def check(reader: RoadmapReader, roadmap: Roadmap) -> None:
    """Note every broken rule of a roadmap that was read."""
    for element, _ in list(reader.origins.values()):
        match element:
            case Criterion() | Habit() | Goal():
                _check_measure(reader, element)
            case Section():
                _check_time(reader, element)
                _check_choice(reader, element)
                if roadmap.track is Track.ITEMS:
                    _check_children(reader, element)
            case Phase():
                _check_time(reader, element)
        if isinstance(element, (Roadmap, Phase, Section, Item)):
            _check_assignees(reader, element)
    if roadmap.board and roadmap.board.status:
        _check_statuses(reader, roadmap.board.status)
    for names in _namespaces(roadmap):
        _check_names(reader, [*names])
    _check_hours_a_week(reader, roadmap)
    _check_labels(reader, roadmap)
    _check_reserved(reader, roadmap)
    _check_tags(reader, roadmap)
    _check_entry(reader, roadmap)
    _check_questions(reader, roadmap)
    for skill in roadmap.skills:
        _check_sources(reader, roadmap, skill)


def _check_measure(reader: RoadmapReader, aim: Criterion | Habit | Goal) -> None:
    given = [metric.value for metric in Metric if getattr(aim, metric.value) is not None]
    if len(given) > 1:
        what = f"one line has one measure, and this has {len(given)}: {', '.join(given)}"
        reader.report(reader.origin(aim, given[1]), what, "Write a line for each.")
    if given and not isinstance(aim, Habit) and aim.done:
        hint = "Take `done` away, or the measure if you judge it yourself."
        reader.report(reader.origin(aim, "done"), "what has a measure is judged by the tool, not ticked", hint)
    named = any(reader.gives(aim, name) for name in ("title", *Metric))
    if isinstance(aim, Criterion) and not aim.title and not named:
        hint = "Add a `title`, or a measure like `commits: 30`."
        reader.report(reader.origin(aim), "this criterion says nothing", hint)
    if aim.since and aim.until and aim.until < aim.since:
        reader.report(reader.origin(aim, "until"), "`until` lies before `since`", "Exchange the two days.")


def _check_time(reader: RoadmapReader, part: Phase | Section) -> None:
    if part.when and part.lasts:
        what = "`when` and `lasts` can't stand together"
        reader.report(reader.origin(part, "lasts"), what, "Keep `when` to fix the time, or `lasts` to let it follow.")


def _check_choice(reader: RoadmapReader, section: Section) -> None:
    if section.choose and not section.options:
        hint = "List the alternatives in `options`, or take `choose` away."
        reader.report(reader.origin(section, "choose"), "`choose` without `options`", hint)
    elif section.choose > len(section.options):
        what = f"{section.choose} of {len(section.options)} options can't be chosen"
        reader.report(reader.origin(section, "choose"), what, f"Write at most {len(section.options)}.")


def _check_children(reader: RoadmapReader, section: Section) -> None:
    count = len(section.items) + sum(len(option.items) for option in section.options)
    if count > SUB_ISSUES.most:
        what = f"{quote(section.title)} holds {count} items; an issue has at most {SUB_ISSUES.most} sub-issues"
        reader.report(reader.origin(section, "title"), what, "Split the section, or write `track: sections`.")


def _check_statuses(reader: RoadmapReader, status: StatusOptions) -> None:
    names = (status.todo or "Todo", status.in_progress or "In Progress", status.done or "Done")
    if len({name.casefold() for name in names}) < len(names):
        what = "two states of the board have the same option"
        reader.report(reader.origin(status), what, "Give each of `todo`, `in_progress` and `done` its own.")


def _check_assignees(reader: RoadmapReader, element: Roadmap | Phase | Section | Item) -> None:
    count = len({login.casefold() for login in element.assign})
    if count > ASSIGNEES.most:
        what = f"{count} assignees; an issue has at most {ASSIGNEES.most}"
        reader.report(reader.origin(element, "assign"), what, "Name fewer.")


def _namespaces(roadmap: Roadmap) -> Iterator[Iterable[_Named]]:
    """What must differ in their ids: the elements under one parent."""
    yield [*roadmap.phases, *roadmap.projects]
    yield roadmap.entry_points
    for phase in roadmap.phases:
        yield [*phase.items, *phase.sections, *phase.projects]
        for section in phase.sections:
            yield [*section.items, *section.options]
            for option in section.options:
                yield option.items


def _check_names(reader: RoadmapReader, siblings: list[_Named]) -> None:
    taken: dict[str, _Named] = {}
    for element in siblings:
        other = taken.setdefault(element.id, element) if element.id else element
        if other is not element:
            given = reader.gives(element, "id")
            line = reader.origin(other).line
            what = f"the id {quote(element.id)} is taken: {quote(other.title)} in line {line} has it"
            hint = "Give one of the two another `id`." if given else "Give one of the two an `id` of its own."
            reader.report(reader.origin(element, "id" if given else "title"), what, hint)
    former: dict[str, _Named] = {}
    for element in siblings:
        for name in () if isinstance(element, EntryPoint) else element.was:
            _check_former(reader, element, name, (taken, former))
            former.setdefault(name, element)


def _check_former(reader: RoadmapReader, element: _Named, name: str, others: tuple[dict[str, _Named], ...]) -> None:
    taken, former = others
    node = reader.origin(element, "was", name)
    if name in taken:
        what = f"`was` names {quote(name)}, which is the id of {quote(taken[name].title)} today"
        reader.report(node, what, "Take it away: an id that is in use is no former one.")
    elif name in former:
        what = f"`was` names {quote(name)}, and so does {quote(former[name].title)}"
        reader.report(node, what, "Keep one of the two.")


def _check_hours_a_week(reader: RoadmapReader, roadmap: Roadmap) -> None:
    if roadmap.pace is not None and not 0 < roadmap.pace.middle <= 24 * 7:
        hint = "A week has 168 hours; write for example 10-15."
        reader.report(reader.origin(roadmap, "pace"), "`pace` is hours a week, more than none", hint)


# Labels with a meaning of their own, casefolded: people set the first on what they have begun, runs lock by the last.
_IN_PROGRESS, _LOCK = "in progress", "roadmap-sync lock"


def _reserved(roadmap: Roadmap, label: str) -> str:
    """What a label means already, "" where it is free."""
    name = label.casefold()
    if name == _IN_PROGRESS:
        return "says that somebody has begun"
    if name.startswith(_LOCK):
        return "is a lock of runs"
    return "is the roadmap's own `label`" if name == roadmap.label.casefold() else ""


def _check_reserved(reader: RoadmapReader, roadmap: Roadmap) -> None:
    own = roadmap.label.casefold()
    if own == _IN_PROGRESS or own.startswith(_LOCK):
        what = f"the label {quote(roadmap.label)} {_reserved(roadmap, roadmap.label)}"
        reader.report(reader.origin(roadmap, "label"), what, "Choose another `label`.")
    for _, thing in things(roadmap):
        kind = getattr(thing, "kind", "")
        if kind and (meaning := _reserved(roadmap, kind)):
            reader.report(reader.origin(thing, "kind"), f"the label {quote(kind)} {meaning}", "Choose another `kind`.")
        for tag in thing.tags:
            if tag not in roadmap.tags and (meaning := _reserved(roadmap, tag)):
                what = f"the label {quote(tag)} {meaning}"
                reader.report(reader.origin(thing, "tags", tag), what, "Choose another tag.")
    for declared in roadmap.tags.values():
        meaning = _reserved(roadmap, declared.label) if declared.label.casefold() != own else ""
        if meaning:  # the own label is told about by `_check_labels`, with the tags that share one
            what = f"the label {quote(declared.label)} {meaning}"
            reader.report(reader.origin(declared, "label"), what, "Give the tag another `label`.")


def _check_labels(reader: RoadmapReader, roadmap: Roadmap) -> None:
    taken = {roadmap.label.casefold(): "the roadmap's own `label`"}
    for tag in roadmap.tags.values():
        label = tag.label.casefold()
        if label in taken:
            what = f"the label {quote(tag.label)} is taken by {taken[label]}"
            reader.report(reader.origin(tag, "label"), what, "Give one of the two another `label`.")
        taken.setdefault(label, f"the tag {quote(tag.id)}")


def _check_tags(reader: RoadmapReader, roadmap: Roadmap) -> None:
    if not reader.gives(roadmap, "tags") or reader.lost:
        return
    known = roadmap.tags
    for _, thing in things(roadmap):
        for tag in thing.tags:
            if tag not in known:
                otherwise = "Add it to the roadmap's `tags`."
                hint = reader.suggest(tag, known, otherwise)
                reader.report(reader.origin(thing, "tags", tag), f"unknown tag {quote(tag)}", hint)


def _check_entry(reader: RoadmapReader, roadmap: Roadmap) -> None:
    points = [point.id for point in roadmap.entry_points]
    if roadmap.entry and roadmap.entry not in points and not reader.lost:
        otherwise = f"Name one of {', '.join(map(quote, points))}." if points else "List them in `entry_points`."
        hint = reader.suggest(roadmap.entry, points, otherwise)
        reader.report(reader.origin(roadmap, "entry"), f"there is no entry point {quote(roadmap.entry)}", hint)


def _check_questions(reader: RoadmapReader, roadmap: Roadmap) -> None:
    """A question's id stands for its history, wherever it is asked: two questions can't share it."""
    taken: dict[str, Question] = {}
    for _, thing in things(roadmap):
        for question in () if isinstance(thing, Option) else thing.check_yourself:
            if question.id and taken.setdefault(question.id, question) is not question:
                line = reader.origin(taken[question.id]).line
                what = f"the question's id {quote(question.id)} is taken by the one in line {line}"
                reader.report(reader.origin(question, "id"), what, "Give one of the two another `id`.")


def _check_sources(reader: RoadmapReader, roadmap: Roadmap, skill: Skill) -> None:
    known = _sources(roadmap)
    for source in skill.sources:
        if source not in known and not reader.lost:
            otherwise = "Write `phase:ID`, `section:PHASE/ID` or `tag:ID`."
            if source.startswith("review:") and not roadmap.review:
                otherwise = "Turn reviews on with `review: true`."
            hint = reader.suggest(source, known, otherwise)
            reader.report(reader.origin(skill, "from", source), f"there is no {quote(source)} in this roadmap", hint)


def _sources(roadmap: Roadmap) -> dict[str, None]:
    phases = [f"phase:{phase.id}" for phase in roadmap.phases]
    sections = [f"section:{phase.id}/{section.id}" for phase in roadmap.phases for section in phase.sections]
    used = [tag for _, thing in things(roadmap) for tag in thing.tags]
    places = [name.partition(":")[2] for name in (*phases, *sections)] if roadmap.review else []
    tags = [f"tag:{tag}" for tag in [*roadmap.tags, *used]]
    return dict.fromkeys([*phases, *sections, *tags, *(f"review:{place}" for place in places)])
