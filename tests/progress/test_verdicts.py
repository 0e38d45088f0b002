"""Criteria, habits, goals, checkpoints and skills: judged with evidence, or ticked by hand."""

from __future__ import annotations

from datetime import date

import pytest

from roadmap_sync.desired.checklists import goal_ids
from roadmap_sync.progress.verdicts import met
from roadmap_sync.roadmap.goals import Checkpoint, Criterion, Frequency, Goal, Habit, Skill
from roadmap_sync.roadmap.timespans import By
from roadmap_sync.tracker.activity import Activity
from tests.building import item, phase, project, roadmap, section
from tests.tracking import begun, commits, day, done, issue, measured, noon, skipped


def by(text: str) -> By:
    return By.parse(text)


class TestCriteria:
    def test_a_criterion_is_ticked_by_hand_in_its_phases_issue(self):
        plan = roadmap(phase("A", done_when=(Criterion(title="Can do"), Criterion(title="Can tell"))))
        boxes = "- [x] Can do <!-- id:can-do -->\n- [ ] Can tell <!-- id:can-tell -->"
        found = measured(plan, issue("a/~done-when", region=boxes)).criteria
        assert [(one.title, one.met, one.manual, one.phase) for one in found] == [
            ("Can do", True, True, "r/a"),
            ("Can tell", False, True, "r/a"),
        ]
        assert found[0].url

    def test_a_criterion_of_the_whole_has_an_issue_of_its_own(self):
        plan = roadmap(phase("A"), done_when=(Criterion(title="Hired"),))
        found = measured(plan, issue("~done-when", region="- [x] Hired <!-- id:hired -->")).criteria
        assert (found[0].met, found[0].phase) == (True, "")

    def test_before_the_first_sync_nothing_is_met(self):
        found = measured(roadmap(phase("A", done_when=(Criterion(title="Can do"),)))).criteria
        assert (found[0].met, found[0].url) == (False, "")

    def test_a_checklist_closed_as_completed_is_ticked_throughout(self):
        plan = roadmap(phase("A", done_when=(Criterion(title="Can do"),)))
        region = "- [ ] Can do <!-- id:can-do -->"
        assert measured(plan, done("a/~done-when", region=region)).criteria[0].met

    def test_commits_are_judged_with_evidence(self):
        plan = roadmap(phase("A", when="weeks 1-2", items=["x"], done_when=(Criterion(commits=30),)))
        found = measured(plan, activity=commits({-5: 50, 1: 20, 8: 14}), today=10).criteria[0]
        assert (found.title, found.evidence, found.met) == ("30 commits", "34 of 30 commits", True)
        assert (found.value, found.least, found.manual) == (34, 30, False)

    def test_what_is_reached_is_told_to_the_issue_with_its_evidence(self):
        wanted = (Criterion(commits=30), Criterion(title="Often", active_days=9), Criterion(title="By hand"))
        plan = roadmap(phase("A", when="weeks 1-2", done_when=wanted), done_when=(Criterion(commits=10),))
        found = measured(plan, activity=commits({1: 31}), today=10)
        assert met(found.criteria, "r") == {
            "r/a/~done-when": {"30-commits": "31 of 30 commits"},
            "r/~done-when": {"10-commits": "31 of 10 commits"},
        }

    def test_a_phase_that_takes_longer_counts_until_it_is_done(self):
        plan = roadmap(phase("A", when="week 1", items=["x"], done_when=(Criterion(commits=5),)))
        activity = commits({3: 2, 20: 3, 30: 9})
        assert measured(plan, activity=activity, today=31).criteria[0].value == 14
        assert measured(plan, done("a/x", 21), activity=activity, today=31).criteria[0].value == 5

    def test_a_phase_begun_early_counts_from_its_first_finished_item(self):
        plan = roadmap(phase("A", when="weeks 3-4", items=["x", "y"], done_when=(Criterion(commits=5),)))
        assert measured(plan, done("a/x", 3), activity=commits({2: 1, 3: 4}), today=9).criteria[0].value == 4

    def test_since_and_until_of_its_own_win(self):
        wanted = Criterion(commits=5, since=day(2), until=day(3))
        plan = roadmap(phase("A", when="week 1", done_when=(wanted,)))
        assert measured(plan, activity=commits({1: 1, 2: 2, 3: 3, 4: 4}), today=5).criteria[0].value == 5

    def test_items_of_a_criterion_are_those_of_its_phase(self):
        first = phase("A", items=["x", "y"], done_when=(Criterion(items=2),))
        plan = roadmap(first, phase("B", items=["z"]), done_when=(Criterion(items=2),))
        of_phase, of_whole = measured(plan, done("a/x"), done("b/z")).criteria
        assert (of_phase.evidence, of_whole.evidence) == ("1 of 2 items done", "2 of 2 items done")

    @pytest.mark.parametrize(
        ("wanted", "evidence", "met"),
        [
            (Criterion(stars=100), "120 of 100 stars", True),
            (Criterion(releases=2), "1 of 2 releases", False),
            (Criterion(pull_requests=1), "1 merged pull request: the number is not known here", None),
            (Criterion(projects=1), "1 of 1 project done", True),
            (Criterion(hours=5), "4.5 of 5 hours of work done", False),
            (Criterion(active_days=3), "3 of 3 active days", True),
            (Criterion(longest_streak=3), "2 of 3 active days in a row", False),
        ],
    )
    def test_every_measure_has_its_evidence(self, wanted, evidence, met):
        works = {"items": [item("x", effort="1h")], "projects": [project("p", effort="3.5h")]}
        plan = roadmap(phase("A", **works), done_when=(wanted,))
        activity = commits({5: 1}, stars=120, releases=(day(-3), day(2)))
        found = measured(plan, done("a/x", 2), done("a/p", 3), activity=activity, today=6).criteria[0]
        assert (found.evidence, found.met) == (evidence, met)

    def test_commits_of_long_ago_are_counted_by_the_week(self):
        plan = roadmap(phase("A"), done_when=(Criterion(commits=9, since=day(1), until=day(14)),))
        activity = Activity(commits_by_week={day(1): 3, day(8): 4, day(15): 5}, commits_by_day={})
        assert measured(plan, activity=activity, today=1000).criteria[0].value == 7


class TestGoals:
    def test_a_goal_is_open_until_its_day_then_missed(self):
        plan = roadmap(phase("A"), goals=(Goal(title="Many", commits=200, by=by("month 1")),))
        assert measured(plan, activity=commits({1: 120}), today=20).goals[0].met is None
        missed = measured(plan, activity=commits({1: 120, 40: 100}), today=41).goals[0]
        assert (missed.met, missed.evidence, missed.by) == (False, "120 of 200 commits", date(2026, 2, 4))

    def test_a_goal_reached_is_met_before_its_day(self):
        plan = roadmap(phase("A"), goals=(Goal(title="Many", commits=100, by=by("month 12")),))
        assert measured(plan, activity=commits({1: 120}), today=20).goals[0].met is True

    def test_a_goal_without_a_day_stays_open(self):
        plan = roadmap(phase("A"), goals=(Goal(title="Many", commits=100), Goal(title="Posts")))
        assert [one.met for one in measured(plan, today=900).goals] == [None, None]

    def test_a_goal_whose_number_is_not_known_can_not_be_missed(self):
        plan = roadmap(phase("A"), goals=(Goal(title="Famous", stars=100, by=by("week 1")),))
        assert measured(plan, today=100).goals[0].met is None

    def test_goals_by_hand_are_ticked_in_their_issue(self):
        due = by("week 2")
        goals = (Goal(title="Posts", by=due), Goal(title="Many", commits=5), Goal(title="Talk", by=due))
        plan = roadmap(phase("A"), goals=goals)
        first, second = goal_ids(goals)
        region = f"- [x] Posts <!-- id:{first} -->\n- [ ] Talk <!-- id:{second} -->"
        found = measured(plan, issue("~goals", region=region), today=20).goals
        assert [(one.title, one.met, one.manual) for one in found] == [
            ("Posts", True, True),
            ("Many", None, False),
            ("Talk", False, True),
        ]

    def test_items_done_on_no_known_day_count_unless_a_first_day_is_given(self):
        plan = roadmap(
            phase("A", items=[item("x", done=True)]),
            goals=(Goal(title="One", items=1), Goal(title="Late", items=1, since=day(1))),
        )
        known = done("a/x", 1, created_at=noon(1))
        assert [one.met for one in measured(plan, known, today=9).goals] == [True, None]


class TestHabits:
    FIVE = Habit(title="Five commits", every=Frequency.WEEK, commits=5)

    def verdict(self, habit: Habit, *issues, today: int, activity: Activity | None = None, **more):
        plan = roadmap(phase("A", items=["x", "y"]), habits=(habit,), **more)
        return measured(plan, *issues, today=today, activity=activity).habits[0]

    def test_a_weekly_habit_is_judged_week_by_week(self):
        found = self.verdict(self.FIVE, activity=commits({1: 5, 8: 4, 17: 9, 22: 3}), today=24)
        assert found.evidence == "2 of the last 3 weeks; this week 3 of 5 commits"
        assert (found.value, found.least, found.met, found.every) == (2, 3, True, "week")

    def test_a_habit_broken_last_week_is_mended_by_this_one(self):
        assert self.verdict(self.FIVE, activity=commits({1: 5, 8: 4}), today=15).met is False
        assert self.verdict(self.FIVE, activity=commits({1: 5, 8: 4, 15: 5}), today=15).met is True

    def test_before_the_first_week_is_over_nothing_is_said(self):
        found = self.verdict(self.FIVE, activity=commits({2: 1}), today=3)
        assert (found.met, found.evidence) == (None, "this week 1 of 5 commits")

    def test_only_the_last_twelve_weeks_are_looked_at(self):
        found = self.verdict(self.FIVE, activity=commits({1: 9, 7 * 20 + 1: 1}), today=7 * 20 + 1)
        assert found.evidence.startswith("0 of the last 12 weeks")

    def test_a_week_of_holidays_is_left_out_unless_kept(self):
        off = {"holidays": ["2026-01-12..2026-01-25"]}
        found = self.verdict(self.FIVE, activity=commits({1: 5, 15: 6}), today=22, **off)
        assert found.evidence.startswith("2 of the last 2 weeks")

    def test_a_first_part_of_a_week_is_left_out_unless_kept(self):
        late = Habit(title="Five commits", commits=5, since=day(3))
        assert self.verdict(late, activity=commits({8: 5}), today=15).evidence.startswith("1 of 1 week;")
        assert self.verdict(late, activity=commits({4: 5, 8: 5}), today=15).evidence.startswith("2 of the last 2")

    def test_a_habit_that_has_ended_is_judged_by_its_last_week(self):
        ended = Habit(title="Five commits", commits=5, until=day(14))
        found = self.verdict(ended, activity=commits({1: 5, 8: 5}), today=40)
        assert (found.evidence, found.met) == ("2 of the last 2 weeks", True)

    def test_months_and_quarters_follow_the_calendar(self):
        monthly = Habit(title="A project", every=Frequency.MONTH, projects=1, since=date(2026, 1, 1))
        plan = roadmap(phase("A", projects=[project("p")]), habits=(monthly,))
        found = measured(plan, done("a/p", date(2026, 2, 20)), today=date(2026, 3, 3)).habits[0]
        assert found.evidence == "1 of the last 2 months; this month 0 of 1 project done"
        quarterly = Habit(title="Talk", every=Frequency.QUARTER)
        ticked = issue("~checkin/quarter/2026-Q1", region="- [x] Talk <!-- id:talk -->")
        assert self.verdict(quarterly, ticked, today=92).evidence == "1 of 1 quarter"

    def test_a_habit_by_hand_is_ticked_in_the_weeks_check_in(self):
        log = Habit(title="Dev log")
        weeks = [
            issue("~checkin/week/2026-W02", region="- [x] Dev log <!-- id:dev-log -->"),
            issue("~checkin/week/2026-W03", region="- [ ] Dev log <!-- id:dev-log -->"),
            issue("~checkin/week/2026-W04", region="- [x] Dev log <!-- id:dev-log -->", url="https://example.org/4"),
        ]
        found = self.verdict(log, *weeks, today=15)
        assert (found.evidence, found.met, found.manual) == ("1 of the last 2 weeks; this week ticked", True, True)
        assert found.url == "https://example.org/4"

    def test_a_week_without_a_check_in_or_with_a_skipped_one_tells_nothing(self):
        log = Habit(title="Dev log")
        region = "- [x] Dev log <!-- id:dev-log -->"
        weeks = [done("~checkin/week/2026-W02", region=region), skipped("~checkin/week/2026-W03")]
        assert self.verdict(log, *weeks, today=29).evidence == "1 of 1 week"

    def test_a_daily_habit_by_hand_has_seven_boxes_a_week(self):
        daily = Habit(title="Read", every=Frequency.DAY)
        ticked = (("x", "mon"), (" ", "tue"), ("x", "wed"))
        ticks = "\n".join(f"- [{tick}] Read: {name} <!-- id:read-{name} -->" for tick, name in ticked)
        week = issue("~checkin/week/2026-W02", region=ticks)
        found = self.verdict(daily, week, done("a/x", 4), today=4)
        assert found.evidence == "2 of the last 3 days"
        assert found.met is True

    def test_a_daily_habit_is_judged_day_by_day(self):
        daily = Habit(title="Commit", every=Frequency.DAY, commits=1)
        found = self.verdict(daily, activity=commits({1: 1, 3: 2, 4: 1}), today=4)
        assert found.evidence == "2 of the last 3 days; today 1 of 1 commit"


class TestCheckpointsAndSkills:
    PLAN = roadmap(
        phase("A", when="month 1", items=[item("x", tags=["core"]), item("y")]),
        phase("B", when="months 2-3", sections=[section("S", items=[item("z", tags=["core"])])]),
        checkpoints=(
            Checkpoint(title="Junior", by=by("month 1"), skills=("Python",)),
            Checkpoint(title="Senior", by=by("month 3")),
            Checkpoint(title="Some day"),
        ),
        skills=(
            Skill(title="Python", sources=("phase:a",), target=4),
            Skill(title="Core", sources=("tag:core", "phase:a")),
            Skill(title="Section", sources=("section:b/s",)),
            Skill(title="Nothing"),
        ),
    )

    def test_a_checkpoint_tells_how_much_of_the_work_until_then_is_done(self):
        found = measured(self.PLAN, done("a/x")).checkpoints
        assert [(one.title, one.by, one.percent) for one in found] == [
            ("Junior", date(2026, 2, 4), 50.0),
            ("Senior", date(2026, 4, 4), pytest.approx(100 / 3)),
            ("Some day", None, None),
        ]
        assert found[0].skills == ("Python",)

    def test_skills_rise_by_full_levels_with_finished_work(self):
        found = measured(self.PLAN, done("a/x"), begun("a/y")).skills
        assert [(one.title, one.level, one.target) for one in found] == [
            ("Python", 2, 4),
            ("Core", 1, 5),
            ("Section", 0, 5),
            ("Nothing", 0, 5),
        ]

    def test_a_skill_is_full_when_all_is_done(self):
        found = measured(self.PLAN, done("a/x"), done("a/y"), done("b/s/z")).skills
        assert [one.level for one in found] == [4, 5, 5, 0]
