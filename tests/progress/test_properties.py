"""What holds for the progress of any roadmap, whatever people do to its issues."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap_sync.progress.model import PartProgress, Progress, Tally, WorkStatus
from roadmap_sync.roadmap import keys
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.roadmap.outline import OutlineLevel, outline
from roadmap_sync.tracker.state import Issue, IssueState
from tests.generating import roadmaps
from tests.tracking import commits, day, issue, measured, noon

few = settings(max_examples=40, deadline=None)


@st.composite
def tracked(draw: st.DrawFn) -> tuple[Roadmap, list[Issue]]:
    """A roadmap and what people did to some of its issues."""
    found = draw(roadmaps())
    issues = []
    for entry in outline(found).entries:
        if entry.level in {OutlineLevel.PHASE, OutlineLevel.OPTION} or not draw(st.booleans()):
            continue
        state = draw(st.sampled_from(IssueState))
        closed = noon(draw(st.integers(1, 60))) if state is not IssueState.OPEN else None
        more = {"status": draw(st.sampled_from(["", "Todo", "In Progress", "Done"]))}
        issues.append(issue(keys.rebase(entry.key, "r", "").strip("/"), state, closed, **more))
    return found, issues


def tallies(progress: Progress) -> list[Tally]:
    def of(part: PartProgress) -> list[Tally]:
        return [part.tally, *(one for inner in part.sections for one in of(inner))]

    return [progress.tally, *(one for part in progress.phases for one in of(part))]


@few
@given(tracked())
def test_sums_stay_within_their_bounds(found):
    plan, issues = found
    for one in tallies(measured(plan, *issues, today=61)):
        assert 0 <= one.done <= one.done + one.in_progress <= one.total
        assert 0.0 <= one.percent <= 100.0
        assert (one.percent == 100.0) == (one.total > 0 and one.done == one.total)
        assert 0 <= one.hours_done <= one.hours_total + 1e-9
        assert 0 <= one.optional_done <= one.optional_total


@few
@given(tracked())
def test_every_item_is_in_exactly_one_pile(found):
    plan, issues = found
    progress = measured(plan, *issues, today=61)
    for one in progress.work:
        piles = [
            one.counts,
            one.mark is WorkStatus.SKIPPED,
            one.fallen and one.mark is not WorkStatus.SKIPPED,
            one.placeholder and not one.fallen and one.mark is not WorkStatus.SKIPPED,
            one.optional and not one.fallen and one.mark is not WorkStatus.SKIPPED,
        ]
        assert sum(piles) == 1
    whole = progress.tally
    assert whole.total == sum(part.tally.total for part in progress.phases)
    todo = sum(one.counts and one.mark is WorkStatus.TODO for one in progress.work)
    assert whole.done + whole.in_progress + todo == whole.total


@few
@given(tracked(), st.data())
def test_finishing_an_item_never_takes_anything_away(found, data):
    plan, issues = found
    before = measured(plan, *issues, today=61)
    open_work = [one for one in before.work if one.counts and one.mark is not WorkStatus.DONE and not one.option]
    assume(open_work)
    finished = data.draw(st.sampled_from(open_work))
    kept = [one for one in issues if one.key != finished.key]
    now = issue(keys.rebase(finished.key, "r", "").strip("/"), IssueState.COMPLETED, 61)
    after = measured(plan, *kept, now, today=61)
    assert (after.tally.done, after.tally.total) == (before.tally.done + 1, before.tally.total)
    assert after.tally.percent > before.tally.percent or finished.hours == 0.0
    assert all(a.tally.done >= b.tally.done for a, b in zip(after.phases, before.phases, strict=True))
    if before.days_ahead is not None and before.as_of == after.as_of:
        assert after.days_ahead >= before.days_ahead


@few
@given(tracked())
def test_what_next_can_be_begun_at_once_and_what_is_blocked_can_not(found):
    plan, issues = found
    progress = measured(plan, *issues, today=61)
    assert len(progress.next_up) <= 8
    assert len({one.key for one in progress.next_up}) == len(progress.next_up)
    for one in progress.next_up:
        assert one.is_open
        assert not one.blocked_by
    for one, names in progress.blocked:
        assert one.is_open
        assert len(names) == len(one.blocked_by) > 0


@few
@given(tracked())
def test_the_burn_up_never_falls_and_ends_with_what_is_done(found):
    plan, issues = found
    progress = measured(plan, *issues, today=61)
    points = progress.burn_up
    assert [point.day for point in points] == sorted({point.day for point in points})
    for name in ("planned", "done"):
        values = [getattr(point, name) for point in points if getattr(point, name) is not None]
        assert values == sorted(values)
    last = next(point.done for point in reversed(points) if point.done is not None)
    done = progress.tally.hours_done if progress.tally.by_hours else progress.tally.done
    assert abs(last - done) < 1e-6


@few
@given(st.dictionaries(st.integers(-30, 60), st.integers(0, 3)), st.integers(1, 60))
def test_streaks_are_runs_of_active_days(days, today):
    plan = measured(roadmap_of_nothing(), activity=commits(days), today=today)
    active = {day(number) for number, count in days.items() if count and number <= today}
    assert plan.streak.active_days == len(active)
    assert plan.streak.current <= plan.streak.longest <= len(active)
    if plan.streak.current:
        last = plan.streak.last_active
        assert {last - timedelta(days=number) for number in range(plan.streak.current)} <= active


def roadmap_of_nothing() -> Roadmap:
    return Roadmap(title="R", id="r", phases=(), tags={}, paces={}, start=day(1))


@few
@given(tracked(), st.integers(61, 90))
def test_equal_facts_mean_an_equal_report_but_for_the_date(found, today):
    plan, issues = found
    one, other = measured(plan, *issues, today=61), measured(plan, *issues, today=today)
    same = (one.tally, one.next_up, one.days_ahead, one.forecasts, one.pace, one.streak) == (
        other.tally,
        other.next_up,
        other.days_ahead,
        other.forecasts,
        other.pace,
        other.streak,
    )
    assert same or one.facts != other.facts
    if one.as_of == other.as_of:
        assert one == other
