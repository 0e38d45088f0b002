"""Criteria, goals, checkpoints and skills: judged by the tool with evidence, or ticked by the learner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

from roadmap_sync.desired.checklists import criteria_lines, goal_ids
from roadmap_sync.progress.metrics import DayWindow, count, evidence
from roadmap_sync.progress.model import CheckpointProgress, SkillLevel, Verdict, Work
from roadmap_sync.progress.questions import ReviewQuestion
from roadmap_sync.progress.retention import remembered_share
from roadmap_sync.progress.snapshot import Snapshot, tally
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.goals import Checkpoint, Criterion, Goal, Skill, words
from roadmap_sync.roadmap.model import Phase
from roadmap_sync.roadmap.outline import OutlineLevel
from roadmap_sync.schedule.scheduler import by_date
from roadmap_sync.tracker.checkboxes import boxes
from roadmap_sync.tracker.state import Issue, IssueState


def criteria(snapshot: Snapshot) -> tuple[Verdict, ...]:
    """Success criteria of the phases, then of the whole."""
    found: list[Verdict] = []
    for entry in snapshot.outline.entries:
        if entry.level is OutlineLevel.PHASE and isinstance(entry.value, Phase):
            found += _criteria(snapshot, entry.value.done_when, entry.key)
    return (*found, *_criteria(snapshot, snapshot.roadmap.done_when, ""))


def met(verdicts: Iterable[Verdict], roadmap_id: str) -> Mapping[str, Mapping[str, str]]:
    """By the key of its criteria issue, the evidence for every box that the tool judges and that is reached."""
    found: dict[str, dict[str, str]] = {}
    for verdict in verdicts:
        if verdict.met and not verdict.manual and verdict.id:
            key = keys.join(verdict.phase or roadmap_id, keys.CRITERIA)
            found.setdefault(key, {})[verdict.id] = verdict.evidence
    return found


def goals(snapshot: Snapshot) -> tuple[Verdict, ...]:
    """Goals: reached, missed, or still open before their day."""
    issue = snapshot.found.get(keys.join(snapshot.roadmap.id, keys.GOALS))
    ticked = ticked_boxes(issue)
    ids = iter(goal_ids(snapshot.roadmap.goals))
    return tuple(
        _measured_goal(snapshot, goal) if goal.measure else _manual_goal(snapshot, goal, next(ids) in ticked, issue)
        for goal in snapshot.roadmap.goals
    )


def checkpoints(snapshot: Snapshot) -> tuple[CheckpointProgress, ...]:
    """Checkpoints with how much of the work planned until then is done."""
    return tuple(_checkpoint(snapshot, one) for one in snapshot.roadmap.checkpoints)


def skills(snapshot: Snapshot, questions: Sequence[ReviewQuestion] = ()) -> tuple[SkillLevel, ...]:
    """Skills with the level that finished work, and what is remembered, has raised them to: full stars only."""
    return tuple(_skill(snapshot, one, questions) for one in snapshot.roadmap.skills)


def ticked_boxes(issue: Issue | None) -> frozenset[str]:
    """Ids of the ticked boxes of a checklist issue; one that was closed as completed is ticked throughout."""
    found = boxes(issue.region) if issue else ()
    done = issue is not None and issue.state is IssueState.COMPLETED
    return frozenset(box.id for box in found if box.id and (box.ticked or done))


def _url(issue: Issue | None) -> str:
    return issue.found.url if issue and issue.found else ""


def _criteria(snapshot: Snapshot, wanted: Sequence[Criterion], phase: str) -> list[Verdict]:
    issue = snapshot.found.get(keys.join(phase or snapshot.roadmap.id, keys.CRITERIA))
    ticked = ticked_boxes(issue)
    lines = criteria_lines(wanted)
    found = []
    for criterion, line in zip(wanted, lines, strict=True):
        if criterion.measure:
            found.append(_measured_criterion(snapshot, criterion, phase, line.id, _url(issue)))
        else:
            by_hand = line.id in ticked
            found.append(Verdict(title=line.text, met=by_hand, manual=True, phase=phase, id=line.id, url=_url(issue)))
    return found


def _measured_criterion(snapshot: Snapshot, criterion: Criterion, phase: str, box: str, url: str) -> Verdict:
    assert criterion.measure is not None  # noqa: S101 - for the type checker: only asked where there is one
    metric, least = criterion.measure
    works = snapshot.under(phase) if phase else snapshot.work
    first, last = _stretch(snapshot, phase, works)
    told = criterion.since is not None or criterion.until is not None
    window = DayWindow(criterion.since or first, criterion.until or last, undated=not told)
    value = count(snapshot, metric, window, works)
    return Verdict(
        title=words(criterion, criterion.title),
        met=None if value is None else value >= least,
        evidence=evidence(metric, value, least),
        value=value,
        least=least,
        phase=phase,
        id=box,
        url=url,
    )


def _stretch(snapshot: Snapshot, phase: str, works: Sequence[Work]) -> tuple[date | None, date | None]:
    """The days of a phase as it really went: from its start or the first work done, to its end once it is finished."""
    if not phase:
        return snapshot.roadmap.start, None
    dates, done = snapshot.dates[phase], [work.done_on for work in works if work.done_on]
    first = min([dates.start, *done]) if dates.start else None
    finished = tally(works).finished
    last = max([day for day in (dates.target, *done) if day], default=None) if finished else None
    return first, last


def _measured_goal(snapshot: Snapshot, goal: Goal) -> Verdict:
    assert goal.measure is not None  # noqa: S101 - for the type checker: only asked where there is one
    metric, least = goal.measure
    due = by_date(goal.by, snapshot.roadmap)
    window = DayWindow(goal.since or snapshot.roadmap.start, goal.until or due, undated=goal.since is None)
    value = count(snapshot, metric, window, snapshot.work)
    reached = value is not None and value >= least
    return Verdict(
        title=goal.title,
        met=True if reached else None if value is None else _open_or_missed(snapshot, goal.until or due),
        evidence=evidence(metric, value, least),
        value=value,
        least=least,
        by=due,
    )


def _manual_goal(snapshot: Snapshot, goal: Goal, ticked: bool, issue: Issue | None) -> Verdict:  # noqa: FBT001 - a fact
    due = by_date(goal.by, snapshot.roadmap)
    reached = True if ticked else _open_or_missed(snapshot, due)
    return Verdict(title=goal.title, met=reached, manual=True, by=due, url=_url(issue))


def _open_or_missed(snapshot: Snapshot, due: date | None) -> bool | None:
    """What a goal not reached is: missed once its day is over."""
    return False if due and due < snapshot.as_of else None


def _checkpoint(snapshot: Snapshot, wanted: Checkpoint) -> CheckpointProgress:
    due = by_date(wanted.by, snapshot.roadmap)
    planned = [work for work in snapshot.work if due and work.target and work.target <= due]
    sums = tally(planned)
    return CheckpointProgress(
        title=wanted.title,
        by=due,
        percent=sums.percent if sums.total else None,
        skills=wanted.skills,
        able_to=wanted.able_to,
        titles=wanted.titles,
    )


def _skill(snapshot: Snapshot, skill: Skill, questions: Sequence[ReviewQuestion]) -> SkillLevel:
    """The level by all work that raises it and by each place whose questions do, as much as the other."""
    reviews = [name for name in skill.sources if name.startswith("review:")]
    sources = [name for name in skill.sources if name not in reviews]
    raising = {work.key: work for work in chain.from_iterable(_source(snapshot, name) for name in sources)}
    places = (keys.join(snapshot.roadmap.id, name.partition(":")[2]) for name in reviews)
    parts = [tally(raising.values()).percent] if sources or not reviews else []
    parts += [100 * remembered_share(snapshot, questions, place) for place in places]
    percent = sum(parts) / len(parts)
    level = int(skill.target * percent / 100 + 1e-9)
    return SkillLevel(title=skill.title, level=level, target=skill.target, percent=percent)


def _source(snapshot: Snapshot, source: str) -> Iterable[Work]:
    """The work that ``phase:ID``, ``section:PHASE/ID`` or ``tag:ID`` names."""
    kind, _, name = source.partition(":")
    if kind == "tag":
        return (work for work in snapshot.work if name in work.tags)
    return snapshot.under(keys.join(snapshot.roadmap.id, name))
