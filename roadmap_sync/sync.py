"""One run: read, plan, take the lock, read again, carry out; resumable wherever it stops."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from roadmap_sync.desired.issues import Desired
from roadmap_sync.plan.batches import groups
from roadmap_sync.plan.changes import Create, Plan
from roadmap_sync.plan.planner import check_safe, make_plan
from roadmap_sync.tracker.protocol import Outcome, Tracker, Writer
from roadmap_sync.tracker.state import Board, Issue, Milestone, State
from roadmap_sync.tracker.steps import CreateIssue, Step, makes, needs

Wanted = Callable[[State], Desired]
"""What is wanted, given what was read: what the tool judges itself may depend on the progress found."""

Watch = Callable[[Outcome, int, int], None]
"""Called after every step: its outcome, how many are through, of how many."""


@dataclass(frozen=True, slots=True)
class RunLimits:
    """What a run may do: prune, ignore the damage limit, create at most so many issues (None: any number)."""

    prune: bool = False
    force: bool = False
    max_creates: int | None = None
    should_stop: Callable[[], bool] = field(default=lambda: False)


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did: steps done, those that failed with why, and how many were left for the next run."""

    plan: Plan
    done: int = 0
    failed: tuple[Outcome, ...] = ()
    left: int = 0


def current_plan(tracker: Tracker, wanted: Wanted, *, prune: bool = False) -> Plan:
    """The plan against what is there now; where anything would be created, against all issues, labelled or not."""
    plan = _plan(tracker, wanted, prune=prune)
    return _plan(tracker, wanted, prune=prune, everything=True) if creates(plan) or plan.found.lost else plan


def _plan(tracker: Tracker, wanted: Wanted, *, prune: bool, everything: bool = False) -> Plan:
    observed = tracker.read(everything=everything)
    return make_plan(wanted(observed), observed, prune=prune)


def creates(plan: Plan) -> int:
    """How many issues a plan creates."""
    return sum(isinstance(change, Create) and isinstance(change.thing, Issue) for change in plan.changes)


def _makes_what_could_be_doubled(plan: Plan) -> bool:
    return any(
        isinstance(change, Create) and isinstance(change.thing, (Issue, Milestone, Board)) for change in plan.changes
    )


def sync(
    tracker: Tracker,
    wanted: Wanted,
    limits: RunLimits,
    *,
    part: Callable[[Plan], Plan] = lambda plan: plan,
    confirm: Callable[[Plan], bool] = lambda _: True,
    watch: Watch = lambda *_: None,
) -> Result:
    """Make the tracker agree with what is wanted. `confirm` sees the plan before anything is written.

    `part` leaves that of a plan which is to be carried out; default: all of it.

    Raises UnsafePlanError over the damage limit (without `force`), LockedError while another run creates.
    """
    plan = part(_plan(tracker, wanted, prune=limits.prune))
    if plan.found.lost:  # what lost its label alone is not lost
        plan = part(_plan(tracker, wanted, prune=limits.prune, everything=True))
    if not limits.force:
        check_safe(plan)
    if plan.to_apply and not confirm(plan):
        return Result(plan, left=len(plan.to_apply))
    if not plan.to_apply:
        tracker.tidy()
        return Result(plan)
    if not _makes_what_could_be_doubled(plan):
        tracker.tidy()
        return apply_plan(plan, tracker.writer(plan.found), limits, watch)
    with tracker.lock():
        plan = part(_plan(tracker, wanted, prune=limits.prune, everything=True))
        if not limits.force:
            check_safe(plan)
        return apply_plan(plan, tracker.writer(plan.found), limits, watch)


def apply_plan(plan: Plan, writer: Writer, limits: RunLimits, watch: Watch = lambda *_: None) -> Result:
    """Carry a plan out. A step that fails, or is left for the next run, takes with it only what builds on it."""
    work = groups(plan)
    total = sum(map(len, work))
    run = _Run(writer, limits, watch, total)
    for group in work:
        if limits.should_stop():
            break
        run.carry_out(group)
    return Result(plan, run.done, tuple(run.failed), total - run.done - len(run.failed))


@dataclass(slots=True)
class _Run:
    """A plan being carried out: what is done, what failed, and what is therefore missing in the tracker."""

    writer: Writer
    limits: RunLimits
    watch: Watch
    total: int
    done: int = 0
    created: int = 0
    failed: list[Outcome] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)

    def carry_out(self, group: Sequence[Step]) -> None:
        """Write one group; what is not written, for whatever reason, is missing for the groups after it."""
        ready = list(self._allowed(step for step in group if not needs(step) & self.missing))
        through = set()
        for outcome in self.writer.write(ready):
            if outcome.ok:
                self.done += 1
                through |= makes(outcome.step)
            else:
                self.failed.append(outcome)
            self.watch(outcome, self.done + len(self.failed), self.total)
        self.missing |= {key for step in group for key in makes(step)} - through

    def _allowed(self, steps: Iterable[Step]) -> Iterator[Step]:
        for step in steps:
            if isinstance(step, CreateIssue):
                if self.limits.max_creates is not None and self.created >= self.limits.max_creates:
                    continue
                self.created += 1
            yield step
