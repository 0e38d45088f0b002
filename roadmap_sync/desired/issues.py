"""The state that a roadmap wants: labels, milestones, issues, board and cards, from the file and the calendar alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date

from roadmap_sync.desired.board import wanted_board, wanted_cards
from roadmap_sync.desired.bodies import checklist_region, phase_region, section_region, work_region
from roadmap_sync.desired.checklists import (
    ChecklistLine,
    checkin_key,
    checkin_lines,
    checkins_due,
    criteria_lines,
    goal_lines,
    habits_by_hand,
)
from roadmap_sync.desired.labels import label_name, wanted_labels
from roadmap_sync.desired.reviews import review_key, review_title
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.blockers import blockers, issue_key
from roadmap_sync.roadmap.goals import Frequency
from roadmap_sync.roadmap.model import IssueTypes, Item, Phase, Roadmap, Track
from roadmap_sync.roadmap.outline import DEFAULT_KIND, Outline, OutlineEntry, OutlineLevel, outline
from roadmap_sync.schedule.periods import period
from roadmap_sync.schedule.scheduler import Dates, schedule
from roadmap_sync.text import title
from roadmap_sync.tracker.state import IN_PROGRESS_LABEL, DoneBefore, Issue, IssueRole, Label, Milestone, State


@dataclass(frozen=True, slots=True)
class Scope:
    """One roadmap's part in what is wanted. `vocabulary`: labels (casefolded) that the file gives and takes."""

    roadmap: Roadmap
    outline: Outline
    vocabulary: frozenset[str]
    today: date

    @property
    def label(self) -> str:
        """Our label."""
        return self.roadmap.label


@dataclass(frozen=True, slots=True)
class Desired:
    """What is wanted, and by which roadmaps; `elsewhere` are ids of further roadmaps that have a file."""

    state: State = field(default_factory=State)
    scopes: tuple[Scope, ...] = ()
    elsewhere: frozenset[str] = frozenset()
    done_before: Mapping[str, DoneBefore] = field(default_factory=dict)
    recreate: bool = False


def desired_state(
    roadmap: Roadmap,
    today: date,
    *,
    met: Mapping[str, Mapping[str, str]] | None = None,
    review: str | None = None,
    board: bool = True,
) -> Desired:
    """What one roadmap wants on `today` (the learner's day).

    `met` has, by the key of a criteria issue, the evidence for those of its boxes that the tool judges and that are
    reached (`verdicts.met`). `review` is the region of the period's review issue, None where none is wanted
    (`questions.wanted_review`). `board=False` leaves the board out, as the embedded tracker has none.
    """
    laid = outline(roadmap)
    dates = schedule(laid)
    issues = (*_issues(laid, met or {}, today), *_review(roadmap, today, review))
    labels = tuple(wanted_labels(laid))
    own = frozenset(label.name.casefold() for label in labels) - {IN_PROGRESS_LABEL.casefold()}
    wanted = wanted_board(laid) if board else None
    state = State(
        labels=labels,
        milestones=tuple(_milestones(laid, dates)),
        issues=issues,
        boards=(wanted,) if wanted else (),
        cards=tuple(wanted_cards(laid, dates, issues)) if wanted else (),
    )
    return Desired(state, (Scope(roadmap, laid, own, today),))


def without(desired: Desired, unsupported: AbstractSet[str]) -> Desired:
    """What is wanted of a tracker that lacks "blocked_by", "parent" or "type": it has no such thing to compare."""
    if not unsupported:
        return desired
    issues = tuple(
        replace(
            issue,
            blocked_by=frozenset() if "blocked_by" in unsupported else issue.blocked_by,
            parent="" if "parent" in unsupported else issue.parent,
            type="" if "type" in unsupported else issue.type,
        )
        for issue in desired.state.issues
    )
    return replace(desired, state=replace(desired.state, issues=issues))


def combine(wanted: Iterable[Desired], elsewhere: frozenset[str] = frozenset()) -> Desired:
    """What several roadmaps of one repository want together; a label that two of them name is the first's."""
    parts = tuple(wanted)
    labels: dict[str, Label] = {}
    for part in parts:
        for label in part.state.labels:
            labels.setdefault(label.name.casefold(), label)
    state = State(
        labels=tuple(labels.values()),
        milestones=tuple(milestone for part in parts for milestone in part.state.milestones),
        issues=tuple(issue for part in parts for issue in part.state.issues),
        boards=tuple(board for part in parts for board in part.state.boards),
        cards=tuple(card for part in parts for card in part.state.cards),
    )
    return Desired(state, tuple(scope for part in parts for scope in part.scopes), elsewhere)


def _review(roadmap: Roadmap, today: date, region: str | None) -> Iterator[Issue]:
    """The review issue of today's period."""
    if roadmap.review and region is not None:
        span = period(Frequency(roadmap.review.every.value), today)
        name = title(review_title(roadmap.title, span))
        key, label = review_key(roadmap.id, span), frozenset({roadmap.label})
        yield Issue(key=key, title=name, region=region, labels=label, role=IssueRole.REVIEW)


def _milestones(laid: Outline, dates: Mapping[str, Dates]) -> Iterator[Milestone]:
    for entry in laid.entries:
        if isinstance(entry.value, Phase):
            due = dates[entry.key].target
            yield Milestone(key=entry.key, title=title(entry.title), due=due, region=phase_region(entry.value))


def _issues(laid: Outline, met: Mapping[str, Mapping[str, str]], today: date) -> Iterator[Issue]:
    builder = _Builder(laid)
    closing: list[Issue] = []
    phase = ""
    for entry in laid.entries:
        if entry.level is OutlineLevel.PHASE:
            yield from closing
            phase, closing = entry.key, list(builder.criteria(entry, met))
        elif entry.phase != phase:
            yield from closing
            closing = []
        yield from builder.entry(entry)
    yield from closing
    yield from builder.whole(met, today)


@dataclass(frozen=True)
class _Builder:
    """Makes the issues of one roadmap's entries."""

    outline: Outline

    @property
    def roadmap(self) -> Roadmap:
        return self.outline.roadmap

    def entry(self, entry: OutlineEntry) -> Iterator[Issue]:
        """The issue of an entry, where it has one."""
        if (
            entry.level in {OutlineLevel.PHASE, OutlineLevel.OPTION}
            or entry.same_as
            or issue_key(self.outline, entry) != entry.key
        ):
            return
        if entry.level is OutlineLevel.SECTION:
            by_section = self.roadmap.track is Track.SECTIONS
            region = section_region(entry, self.outline, with_items=by_section)
            yield self._issue(entry, IssueRole.SECTION, region, self._own_label())
        else:
            role = IssueRole.PROJECT if entry.level is OutlineLevel.PROJECT else IssueRole.ITEM
            item = entry.value
            done = isinstance(item, Item) and item.done
            yield self._issue(entry, role, work_region(entry), self._own_label() | self._work_labels(entry), done=done)

    def criteria(self, entry: OutlineEntry, met: Mapping[str, Mapping[str, str]]) -> Iterator[Issue]:
        """The "done when" issue of a phase."""
        phase = entry.value
        if isinstance(phase, Phase) and phase.done_when:
            key = keys.join(entry.key, keys.CRITERIA)
            lines = criteria_lines(phase.done_when)
            yield self._checklist(key, f"Done when: {phase.title}", "This phase is done when:", lines, met.get(key, {}))

    def whole(self, met: Mapping[str, Mapping[str, str]], today: date) -> Iterator[Issue]:
        """Criteria and goals of the whole, and the check-ins due."""
        roadmap = self.roadmap
        if roadmap.done_when:
            key = keys.join(roadmap.id, keys.CRITERIA)
            lines = criteria_lines(roadmap.done_when)
            yield self._checklist(
                key, f"Done when: {roadmap.title}", "The roadmap is done when:", lines, met.get(key, {})
            )
        goals = goal_lines(roadmap.goals)
        if goals:
            key = keys.join(roadmap.id, keys.GOALS)
            yield self._checklist(key, f"Goals: {roadmap.title}", "Goals that you tick yourself:", goals, {})
        for span in checkins_due(roadmap, today):
            lines = checkin_lines(habits_by_hand(roadmap, span))
            intro = f"From {span.first} to {span.last}. It closes by itself when the {span.every} is over."
            name = f"Check-in {span.name}: {roadmap.title}"
            yield self._checklist(checkin_key(roadmap.id, span), name, intro, lines, {}, role=IssueRole.CHECKIN)

    def _issue(
        self, entry: OutlineEntry, role: IssueRole, region: str, labels: frozenset[str], *, done: bool = False
    ) -> Issue:
        return Issue(
            key=entry.key,
            title=title(entry.title),
            region=region,
            labels=labels,
            milestone=entry.phase,
            parent=entry.section if entry.section != entry.key else "",
            blocked_by=blockers(self.outline, entry),
            role=role,
            type=self._type(role),
            assign=self._assign(entry),
            done=done,
        )

    def _checklist(
        self,
        key: str,
        name: str,
        intro: str,
        lines: Sequence[ChecklistLine],
        met: Mapping[str, str],
        *,
        role: IssueRole = IssueRole.CRITERIA,
    ) -> Issue:
        phase = keys.parent(key) if keys.leaf(key) == keys.CRITERIA and keys.parent(key) != self.roadmap.id else ""
        region = checklist_region(intro, lines, met)
        assign = self._assign(self.outline.by_key[phase]) if phase else self.roadmap.assign
        return Issue(
            key=key,
            title=title(name),
            region=region,
            labels=self._own_label(),
            milestone=phase,
            role=role,
            assign=assign,
        )

    def _type(self, role: IssueRole) -> str:
        types = self.roadmap.types or IssueTypes()
        return {IssueRole.SECTION: types.section, IssueRole.ITEM: types.item, IssueRole.PROJECT: types.project}[role]

    def _assign(self, entry: OutlineEntry) -> tuple[str, ...]:
        """Whose a new issue is: the innermost word counts."""
        around = (self.outline.by_key[key].value for key in (entry.key, entry.section, entry.phase) if key)
        return next((own for value in around if (own := getattr(value, "assign", ()))), self.roadmap.assign)

    def _own_label(self) -> frozenset[str]:
        return frozenset({self.roadmap.label})

    def _work_labels(self, entry: OutlineEntry) -> frozenset[str]:
        names = {label_name(self.roadmap, tag) for tag in entry.tags}
        return frozenset(names if entry.kind == DEFAULT_KIND else names | {entry.kind})
