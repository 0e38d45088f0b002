"""The shipped roadmaps: each carries all of its source, counted here, and loads without a word of complaint."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from roadmap_sync.roadmap import examples
from roadmap_sync.roadmap.goals import Frequency, Metric
from roadmap_sync.roadmap.loader import check_files, load_files
from roadmap_sync.roadmap.model import Roadmap, Section
from roadmap_sync.roadmap.outline import OutlineEntry, OutlineLevel, outline
from roadmap_sync.schedule.scheduler import schedule

FOLDER = Path(str(files("roadmap_sync"))) / examples.FOLDER
STAGES = "ai-engineering-stages"
APPLICATION = "ai-application-engineer"
JOURNEY = "ai-learning-journey"
TEN_WEEKS = "ai-engineer-ten-weeks"
MASTERY = "ai-engineering-mastery"
STARTERS = ("exam-in-twelve-weeks", "language-to-b1", "learn-to-draw")
ALL = (APPLICATION, TEN_WEEKS, MASTERY, STAGES, JOURNEY, *STARTERS)


@cache
def roadmap(name: str) -> Roadmap:
    (loaded,) = load_files([FOLDER / f"{name}.yaml"])
    return loaded


def sections(name: str) -> list[Section]:
    return [section for phase in roadmap(name).phases for section in phase.sections]


def items(name: str) -> list[OutlineEntry]:
    return [entry for entry in outline(roadmap(name)).entries if entry.level is OutlineLevel.ITEM]


def items_of_phases(name: str) -> list[int]:
    counted = Counter(entry.phase for entry in items(name))
    return [counted[f"{name}/{phase.id}"] for phase in roadmap(name).phases]


def projects(name: str) -> list[int]:
    return [len(phase.projects) for phase in roadmap(name).phases]


def every(name: str) -> Counter[Frequency]:
    return Counter(habit.every for habit in roadmap(name).habits)


def measured(criteria: tuple[object, ...]) -> list[tuple[Metric, float]]:
    return [found for criterion in criteria if (found := criterion.measure)]


def by(name: str) -> list[str]:
    return [str(checkpoint.by) for checkpoint in roadmap(name).checkpoints]


class TestAll:
    def test_the_folder_holds_these_eight(self) -> None:
        assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == sorted(ALL)

    def test_they_load_together_without_a_warning(self) -> None:
        loaded, problems = check_files(sorted(FOLDER.glob("*.yaml")))
        assert not problems
        assert sorted(each.id for each in loaded) == sorted(ALL)

    @pytest.mark.parametrize("name", ALL)
    def test_its_id_is_the_file_name(self, name: str) -> None:
        assert roadmap(name).id == name

    def test_one_is_active_and_the_others_wait_to_be_named(self) -> None:
        assert [name for name in ALL if roadmap(name).active] == [APPLICATION]

    @pytest.mark.parametrize("name", ALL)
    def test_it_has_what_dates_need(self, name: str) -> None:
        assert roadmap(name).start is not None
        assert roadmap(name).pace is not None

    @pytest.mark.parametrize("name", ALL)
    def test_editors_find_the_schema(self, name: str) -> None:
        first = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8").partition("\n")[0]
        assert re.fullmatch(r"# yaml-language-server: \$schema=https://\S+/roadmap\.schema\.json", first)

    @pytest.mark.parametrize("name", ALL)
    def test_the_text_has_no_broken_encoding(self, name: str) -> None:
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert not re.search("[ÃÂâ€ðŸ�‚√]", text)

    @pytest.mark.parametrize("name", ALL)
    def test_links_are_secure(self, name: str) -> None:
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert "http://" not in text


class TestStarters:
    @pytest.mark.parametrize("name", STARTERS)
    def test_it_is_short_enough_to_read_before_use(self, name: str) -> None:
        assert len((FOLDER / f"{name}.yaml").read_text(encoding="utf-8").splitlines()) <= 60

    @pytest.mark.parametrize("name", STARTERS)
    def test_one_line_says_what_it_is_for(self, name: str) -> None:
        assert 40 <= len(roadmap(name).summary) <= 130

    @pytest.mark.parametrize("name", STARTERS)
    def test_it_has_no_day_of_its_own_but_the_start_which_init_sets(self, name: str) -> None:
        text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
        assert re.findall(r"\d{4}-\d\d-\d\d", text) == [str(roadmap(name).start)]

    def test_each_shows_another_part_of_the_format(self) -> None:
        language, drawing, exam = (
            roadmap(name) for name in ("language-to-b1", "learn-to-draw", "exam-in-twelve-weeks")
        )
        assert {habit.every for habit in language.habits} == {Frequency.DAY, Frequency.WEEK}
        assert any(section.choose for phase in drawing.phases for section in phase.sections)
        assert exam.entry_points
        assert len(exam.checkpoints) == 2


class TestApplicationEngineer:
    def test_it_has_28_sections_in_8_phases(self) -> None:
        assert [len(phase.sections) for phase in roadmap(APPLICATION).phases] == [3, 4, 3, 3, 5, 2, 4, 4]

    def test_it_has_211_items(self) -> None:
        assert items_of_phases(APPLICATION) == [18, 31, 19, 19, 49, 10, 43, 22]

    def test_each_item_has_one_tag(self) -> None:
        assert {len(entry.tags) for entry in items(APPLICATION)} == {1}
        tags = Counter(entry.tags[0] for entry in items(APPLICATION))
        assert tags == {"core": 98, "high-roi": 77, "advanced": 27, "optional": 9}

    def test_only_the_optional_items_do_not_count(self) -> None:
        assert {entry.tags for entry in items(APPLICATION) if not entry.counts} == {("optional",)}

    def test_every_section_has_hours(self) -> None:
        hours = [section.effort.middle for section in sections(APPLICATION) if section.effort]
        assert len(hours) == 28
        assert sum(hours) == 683

    def test_every_phase_has_hours(self) -> None:
        ranges = [str(phase.effort) for phase in roadmap(APPLICATION).phases]
        assert ranges == ["60-80h", "80-100h", "50-60h", "60-70h", "100-120h", "25-35h", "80-100h", "60-80h"]

    def test_every_phase_but_the_last_tells_its_length(self) -> None:
        lengths = ["4-6", "6-8", "4-5", "5-6", "8-10", "2-3", "6-8"]
        assert [phase.note for phase in roadmap(APPLICATION).phases] == [f"Takes {each} weeks." for each in lengths] + [
            ""
        ]

    def test_the_weeks_lead_from_1_to_46_and_the_last_phase_goes_on(self) -> None:
        *dated, last = roadmap(APPLICATION).phases
        assert [str(phase.when) for phase in dated] == [
            "weeks 1-4", "weeks 5-12", "weeks 13-17", "weeks 18-23", "weeks 24-34", "weeks 35-37", "weeks 38-46",
        ]  # fmt: skip
        assert str(last.when) == "ongoing"

    def test_the_sections_of_a_phase_span_its_weeks(self) -> None:
        for each in roadmap(APPLICATION).phases[:-1]:
            assert min(section.when.first for section in each.sections) == each.when.first
            assert max(section.when.last for section in each.sections) == each.when.last

    def test_each_phase_but_the_last_ends_with_a_project(self) -> None:
        assert projects(APPLICATION) == [1, 1, 1, 1, 1, 1, 1, 0]
        assert all(
            project.effort and project.proves and project.build and project.able_to and project.why
            for phase in roadmap(APPLICATION).phases
            for project in phase.projects
        )

    def test_the_projects_say_what_to_build(self) -> None:
        found = [project for phase in roadmap(APPLICATION).phases for project in phase.projects]
        assert [len(project.build) for project in found] == [6, 8, 6, 7, 10, 6, 11]
        assert [len(project.able_to) for project in found] == [3, 4, 4, 4, 5, 4, 5]

    def test_one_of_three_clouds_is_to_be_chosen(self) -> None:
        (cloud,) = (section for section in sections(APPLICATION) if section.options)
        assert cloud.choose == 1
        assert [(option.id, len(option.items)) for option in cloud.options] == [("gcp", 6), ("azure", 6), ("aws", 7)]

    def test_it_asks_81_questions(self) -> None:
        questions = [one.question for section in sections(APPLICATION) for one in section.check_yourself]
        assert len(questions) == len(set(questions)) == 81
        assert all(question.endswith("?") for question in questions)

    def test_it_links_to_what_the_source_links_to(self) -> None:
        inside = [resource for section in sections(APPLICATION) for resource in section.resources]
        assert (len(inside), sum(bool(resource.url) for resource in inside)) == (73, 71)
        assert len(roadmap(APPLICATION).resources) == 12

    def test_it_has_11_habits(self) -> None:
        assert every(APPLICATION) == {Frequency.DAY: 3, Frequency.WEEK: 4, Frequency.MONTH: 4}

    def test_it_has_4_checkpoints(self) -> None:
        assert by(APPLICATION) == ["month 3", "month 6", "month 9", "month 12"]
        assert all(each.skills and each.able_to and each.titles for each in roadmap(APPLICATION).checkpoints)

    def test_a_section_may_wait_for_one_item_of_another_phase(self) -> None:
        agents = next(section for section in sections(APPLICATION) if section.id == "agents")
        assert agents.depends_on == (f"{APPLICATION}/llm/rag", f"{APPLICATION}/llm/prompts/function-calling")

    def test_the_weeks_of_a_section_are_its_dates(self) -> None:
        dates = schedule(outline(roadmap(APPLICATION)))
        rag = dates[f"{APPLICATION}/llm/rag"]
        assert (str(rag.start), str(rag.target)) == ("2026-07-27", "2026-08-23")  # weeks 30-33

    def test_part_time_is_what_its_weeks_ask_for(self) -> None:
        hours = sum(
            each.effort.middle
            for phase in roadmap(APPLICATION).phases[:-1]
            for each in (*phase.sections, *phase.projects)
            if each.effort
        )
        part_time = roadmap(APPLICATION).paces["part-time"]
        assert part_time.low <= hours / 46 <= part_time.high

    def test_nothing_else_of_the_source_is_lost(self) -> None:
        whole = roadmap(APPLICATION)
        assert len(whole.done_when) == 5
        assert len(whole.avoid) == 8
        assert [str(goal.by) for goal in whole.goals] == ["week 1"] * 4 + ["month 1"] * 4 + ["month 3"] * 4
        assert len([note for note in whole.notes if "quit)" in note]) == 5


class TestStages:
    def test_it_has_3_stages_with_6_criteria_each(self) -> None:
        assert [len(phase.done_when) for phase in roadmap(STAGES).phases] == [6, 6, 6]

    def test_each_stage_has_room_for_5_projects(self) -> None:
        assert projects(STAGES) == [5, 5, 5]
        assert all(project.placeholder for phase in roadmap(STAGES).phases for project in phase.projects)

    def test_those_who_know_things_enter_later(self) -> None:
        assert {point.id: point.skip for point in roadmap(STAGES).entry_points} == {
            "beginner": (),
            "knows-basics": tuple(f"{STAGES}/stage-1/{known}" for known in ("python", "apis", "databases")),
            "knows-python": (f"{STAGES}/stage-1",),
            "senior": (f"{STAGES}/stage-1", f"{STAGES}/stage-2"),
        }

    @pytest.mark.parametrize(
        ("pace", "first_stage", "second_stage"),
        [("very-part-time", (12, 24), (18, 24)), ("part-time", (6, 12), (12, 18)), ("full-time", (2, 3), (3, 4))],
    )
    def test_a_pace_makes_the_months_of_the_source(
        self, pace: str, first_stage: tuple[int, int], second_stage: tuple[int, int]
    ) -> None:
        chosen = replace(roadmap(STAGES), pace=roadmap(STAGES).paces[pace])
        dates = schedule(outline(chosen))
        for stage, (low, high) in (("stage-1", first_stage), ("stage-2", second_stage)):
            days = dates[f"{STAGES}/{stage}"]
            months = (days.target - days.start).days / 365.25 * 12
            assert low <= months <= high

    def test_part_time_it_makes_ready_for_a_job_in_18_to_24_months(self) -> None:
        dates = schedule(outline(roadmap(STAGES)))
        ready = (dates[f"{STAGES}/stage-2"].target - roadmap(STAGES).start).days / 365.25 * 12
        assert 18 <= ready <= 24


class TestLearningJourney:
    def test_its_7_phases_overlap(self) -> None:
        assert [str(phase.when) for phase in roadmap(JOURNEY).phases] == [
            "months 0-3", "months 3-6", "months 6-12", "months 12-18", "months 15-24", "months 18-30", "months 24-30",
        ]  # fmt: skip

    def test_production_begins_while_multimodal_work_goes_on(self) -> None:
        dates = schedule(outline(roadmap(JOURNEY)))
        assert dates[f"{JOURNEY}/mlops"].start < dates[f"{JOURNEY}/multimodal"].target

    def test_it_has_20_sections(self) -> None:
        assert len(sections(JOURNEY)) == 20

    def test_it_has_75_items(self) -> None:
        assert items_of_phases(JOURNEY) == [16, 14, 10, 8, 11, 8, 8]

    def test_17_of_them_are_projects(self) -> None:
        assert sum(entry.kind == "project" for entry in items(JOURNEY)) == 17


class TestTenWeeks:
    def test_it_has_10_weeks_in_8_phases(self) -> None:
        assert [len(phase.sections) for phase in roadmap(TEN_WEEKS).phases] == [3, 1, 1, 1, 1, 1, 1, 1]

    def test_it_has_5_days_a_week(self) -> None:
        assert [len(section.items) for section in sections(TEN_WEEKS)] == [5] * 10

    def test_each_week_begins_on_a_monday(self) -> None:
        assert roadmap(TEN_WEEKS).start.isoweekday() == 1
        spans = [(section.when.first, section.when.last) for section in sections(TEN_WEEKS)]
        assert spans == [(1 + 7 * week, 5 + 7 * week) for week in range(10)]

    def test_it_dates_50_working_days(self) -> None:
        dates = schedule(outline(roadmap(TEN_WEEKS)))
        days = [dates[entry.key] for entry in items(TEN_WEEKS)]
        assert len({day.start for day in days}) == 50
        assert all(day.start == day.target and day.start.isoweekday() <= 5 for day in days)

    def test_it_has_30_prompts_to_think_about(self) -> None:
        prompts = [len(section.think_about) for section in sections(TEN_WEEKS)]
        assert prompts == [0, 0, 4, 3, 3, 4, 5, 4, 3, 4]

    def test_it_explains_the_three_states(self) -> None:
        (legend,) = roadmap(TEN_WEEKS).notes
        assert all(state in legend for state in ("Not started", "In progress", "Completed"))


class TestMastery:
    def test_it_has_29_sections_in_7_phases_of_2_years(self) -> None:
        assert [len(phase.sections) for phase in roadmap(MASTERY).phases] == [4, 5, 5, 6, 3, 3, 3]
        years = [phase.group[:6] for phase in roadmap(MASTERY).phases]
        assert years == ["Year 1"] * 4 + ["Year 2"] * 3

    def test_its_phases_follow_month_by_month(self) -> None:
        assert [str(phase.when) for phase in roadmap(MASTERY).phases] == [
            "months 1-2", "months 3-6", "months 7-9", "months 10-12", "months 13-16", "months 17-20", "months 21-24",
        ]  # fmt: skip

    def test_each_year_of_the_plan_is_a_calendar_year(self) -> None:
        dates = schedule(outline(roadmap(MASTERY)))
        assert str(dates[f"{MASTERY}/portfolio"].target) == "2026-12-31"
        assert str(dates[f"{MASTERY}/deai"].target) == "2027-12-31"

    def test_it_has_134_items(self) -> None:
        assert items_of_phases(MASTERY) == [19, 24, 24, 25, 15, 15, 12]

    def test_7_of_them_are_done(self) -> None:
        assert sum(entry.value.done for entry in items(MASTERY)) == 7

    def test_what_the_source_calls_optional_does_not_count(self) -> None:
        assert sum(not entry.counts for entry in items(MASTERY)) == 5

    def test_it_has_26_criteria_some_of_them_measured(self) -> None:
        criteria = [criterion for phase in roadmap(MASTERY).phases for criterion in phase.done_when]
        assert len(criteria) == 26
        assert measured(tuple(criteria)) == [(Metric.COMMITS, 30), (Metric.COMMITS, 50), (Metric.STARS, 100)]

    def test_it_has_8_steps_to_two_demos(self) -> None:
        demos = Counter(entry.phase for entry in items(MASTERY) if entry.kind == "demo")
        assert demos == {f"{MASTERY}/llm": 4, f"{MASTERY}/agents": 4}

    def test_the_goals_of_each_year_are_partly_measured(self) -> None:
        goals = roadmap(MASTERY).goals
        assert [str(goal.by) for goal in goals] == ["month 12"] * 5 + ["month 24"] * 5
        assert measured(goals) == [(Metric.COMMITS, 200), (Metric.STARS, 100), (Metric.STARS, 1000)]

    def test_it_has_rhythms_of_weeks_months_and_quarters(self) -> None:
        assert every(MASTERY) == {Frequency.WEEK: 5, Frequency.MONTH: 4, Frequency.QUARTER: 4}
        assert measured(roadmap(MASTERY).habits) == [(Metric.COMMITS, 5)]

    def test_it_has_4_career_milestones(self) -> None:
        assert by(MASTERY) == ["month 6", "month 12", "month 18", "month 24"]

    def test_its_12_skills_have_stars_and_something_to_earn_them_from(self) -> None:
        skills = roadmap(MASTERY).skills
        assert [skill.target for skill in skills] == [5, 3, 4, 4, 4, 5, 4, 4, 5, 4, 4, 4]
        assert all(skill.sources for skill in skills)

    def test_planned_projects_are_shown_and_not_counted(self) -> None:
        assert [project.placeholder for project in roadmap(MASTERY).projects] == [True] * 4
