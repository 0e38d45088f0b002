"""The README's region: what a reader sees of it on GitHub."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.progress.model import Forecast, Pace, Progress, Tally, Verdict, Work, WorkStatus
from roadmap_sync.render import report_markdown
from roadmap_sync.render.report_markdown import fingerprint, fingerprint_of, region, summary
from roadmap_sync.roadmap.model import Phase
from roadmap_sync.tracker import region as marks
from tests.render.page import ALLOWED, ATTRIBUTES, seen
from tests.render.sample import PHASES, beginner, learner, reviewing, roadmap

EVIL = (
    "<!-- roadmap-sync:end --> @bob #1 o/r#2 <b>x</b> | `a|b` [l](http://evil.example) "
    "![i](http://evil.example/i.png) ``` :-: \n\n# h"
)


def test_the_headline_says_percent_and_what_it_counts() -> None:
    text = seen(region(learner())).text
    assert "AI Application Engineer 31%" in text
    assert "of the hours" in text
    assert "of the items" in seen(region(replace(learner(), tally=Tally(done=1, total=3)))).text


def test_percents_never_claim_more_than_is_done() -> None:
    almost = Tally(done=999, total=1000)
    assert "**99%**" in region(replace(learner(), tally=almost))
    assert "**1%**" in region(replace(learner(), tally=Tally(done=1, total=1000)))


def test_the_status_block_has_hours_pace_streak_schedule_and_forecast() -> None:
    text = seen(region(learner())).text
    for part in (
        "53 of 170",
        "190 of 595 h",
        "14 h a week",
        "planned 18 h",
        "6 days",
        "longest 19",
        "5 days behind",
        "16 Oct – 4 Dec 2026",
    ):
        assert part in text, part


def test_a_forecast_that_can_not_be_made_says_why() -> None:
    forecast = Forecast(
        title="AI Application Engineer", target=date(2026, 10, 4), reason="two weeks are too little to go by"
    )
    assert "two weeks are too little to go by" in seen(region(replace(learner(), forecasts=(forecast,)))).text


def test_the_plan_beside_a_finish_is_for_the_same_work() -> None:
    ongoing = tuple(replace(part, ongoing=True, target=None) for part in learner().phases)
    forecast = Forecast(title="AI Application Engineer", likely=date(2027, 3, 1), safe=date(2027, 6, 1))
    text = seen(region(replace(learner(), forecasts=(forecast,), phases=ongoing))).text
    assert "1 Mar – 1 Jun 2027no end planned" in text
    assert "planned 4 Oct 2026" not in text


def test_a_finished_roadmap_says_when_and_no_more_of_now_and_schedule() -> None:
    work = tuple(replace(one, done_on=date(2026, 3, 1)) for one in learner().work)
    shown = region(replace(learner(), work=work, tally=Tally(done=9, total=9), forecasts=(), next_up=()))
    names = re.findall(r"<sub>(\w+)</sub><br>", shown)
    assert "Finished" in names
    assert not {"Now", "Schedule", "Finish"} & set(names)
    assert "<b>1&nbsp;Mar&nbsp;2026</b>" in shown


def test_a_plan_long_left_behind_is_told_in_weeks() -> None:
    assert "6 days behind" in seen(region(replace(learner(), days_ahead=-6))).text
    assert "27 weeks behind" in seen(region(replace(learner(), days_ahead=-190))).text


def test_before_the_start_a_phase_is_first_not_now() -> None:
    early = replace(beginner(), start=date(2026, 6, 1), as_of=date(2026, 2, 2), current=(beginner().phases[0].key,))
    names = re.findall(r"<sub>(\w+)</sub><br>", region(early))
    assert "First" in names
    assert "Now" not in names


def test_where_all_is_optional_that_is_what_is_counted() -> None:
    text = seen(region(replace(beginner(), tally=Tally(optional_done=1, optional_total=3)))).text
    assert "1 of 3all of it optional" in text


def test_habits_say_how_often_they_were_kept_not_that_they_are() -> None:
    words = "7 of the last 9 weeks; this week ticked"
    often = Verdict(title="Read", met=True, evidence=words, value=7, least=9, every="week")
    never = Verdict(title="Write", met=False, evidence="0 of the last 9 weeks", value=0, least=9, every="week")
    shown = region(replace(learner(), habits=(often, never)))
    assert "<b>Habits</b> · kept 38% of the time" in shown
    assert "7 of the last 9 weeks, this week ticked" in shown


def test_what_waits_is_told_by_what_holds_it_up() -> None:
    work = replace(learner().work[-1], number=0, url="")
    waiting = tuple((replace(work, title=f"Task {number}"), ("NumPy",)) for number in range(5))
    shown = region(replace(learner(), blocked=waiting))
    assert "- after *NumPy*: Task 0 · Task 1 · Task 2 and 2 more\n" in shown


def test_a_day_after_a_title_from_right_to_left_stays_behind_it() -> None:
    work = replace(learner().recent[0], title="تعلم بايثون", done_on=date(2026, 1, 9))
    assert "تعلم بايثون\u200e · 9 Jan" in region(replace(learner(), recent=(work,)))


def test_items_are_linked_explicitly_to_their_issues() -> None:
    shown = region(learner())
    assert "- [#69](https://github.com/learner/journey/issues/69) Prompting: File I/O and context managers" in shown
    assert "redirect.github.com" not in shown


def test_items_without_a_page_are_no_links() -> None:
    assert seen(region(beginner())).links == []


def test_blocked_items_are_folded_with_what_blocks_them() -> None:
    shown = region(learner())
    fold = shown[shown.index("<b>Waiting</b>") :]
    assert "after *Prompting: File I/O and context managers*" in fold[: fold.index("</details>")]


def test_phases_show_dates_bars_and_the_sections_of_the_one_in_progress() -> None:
    text = seen(region(learner())).text
    assert "Python Foundation ██████████ 100%" in text
    assert "finished 1 Feb 2026" in text
    assert "How language models work" in text
    assert "Core Python Syntax" not in text.split("Phases", 1)[1].split("Success", 1)[0]


def test_a_review_is_one_line_linked_to_its_issue_with_the_weakest_topics_folded() -> None:
    shown = region(reviewing())
    assert "**Review** 32 of 40 questions remembered, [5 questions due this week](" in shown
    assert f"({reviewing().retention.url})" in shown
    text = seen(shown).text
    assert "Least remembered" in text
    assert text.index("Core Python Syntax") < text.index("FastAPI")
    assert region(learner()).count("Remembered") == region(learner()).count("**Review**") == 0


def test_a_finished_phase_says_how_much_of_it_is_remembered() -> None:
    rows = [line for line in region(reviewing()).splitlines() if line.startswith("| ")]
    phases = rows[rows.index("| Phase | Progress | Done | When | Remembered |") :]
    first, second = (next(row for row in phases if name in row) for name in ("Python Found", "Backend Eng"))
    assert first.endswith("| 87% |")
    assert second.endswith(("| |", "|  |"))
    assert len({row.count(" |") for row in phases[: len(PHASES)]}) == 1


def test_groups_of_phases_head_their_rows_once() -> None:
    progress = learner()
    parts = tuple(
        replace(part, group="Year 1" if index < 5 else "Year 2") for index, part in enumerate(progress.phases)
    )
    shown = region(replace(progress, phases=parts))
    assert shown.count("| **Year 1** |") == 1
    assert shown.count("| **Year 2** |") == 1


def test_parts_that_a_roadmap_does_not_have_are_left_out() -> None:
    shown = region(beginner())
    for absent in (
        "Habits",
        "Goals",
        "Skills",
        "Checkpoints",
        "Timeline",
        "Waiting",
        "Recently",
        "About",
        "mermaid",
        "picture",
        "criteria",
    ):
        assert absent not in shown
    assert len(shown) < 1_000


def test_the_timeline_is_folded_and_has_a_table_beside_it() -> None:
    shown = region(learner())
    fold = shown[shown.index("<b>Timeline</b>") :].split("</details>")[0]
    assert "```mermaid\ngantt\n" in fold
    assert "| Generative AI Fundamentals | 9&nbsp;Mar&nbsp;2026 | 19&nbsp;Apr&nbsp;2026 |" in fold


def test_what_the_author_wrote_besides_stands_in_the_last_fold() -> None:
    text = seen(region(learner())).text
    about = text[text.index("About this roadmap") :]
    for part in (
        "Build first, optimize later.",
        "Yet another course",
        "The tutorial · chapters 1-9",
        "Rushing phase 1 is what stops",
    ):
        assert part in about, part


def test_pictures_come_light_and_dark_from_beside_the_readme() -> None:
    page = seen(region(learner(), folder=".github/roadmap"))
    assert page.elements.count("picture") == 3
    assert ".github/roadmap/journey-burn-up-dark.svg" in page.links
    assert ".github/roadmap/journey-activity-narrow-light.svg" in page.links
    assert seen(region(learner())).elements.count("picture") == 0


def test_a_picture_says_in_words_what_it_shows() -> None:
    assert 'alt="Burn-up: 190 of 595 h done by 28 Mar 2026; forecast to finish 16 Oct – 4 Dec 2026"' in region(
        learner(), folder="x"
    )


def test_links_of_ours_stand_at_the_foot_and_only_web_addresses() -> None:
    shown = region(learner(), links={"Board": "https://github.com/users/me/projects/1", "Bad": "javascript:alert(1)"})
    assert '<a href="https://github.com/users/me/projects/1">Board</a>' in shown
    assert "javascript" not in shown


def test_same_progress_gives_same_bytes() -> None:
    assert region(learner(), folder="x") == region(learner(), folder="x")


def test_github_shows_all_of_it_and_nothing_is_left_open() -> None:
    page = seen(region(learner(), folder=".github/roadmap"))
    assert set(page.elements) <= ALLOWED
    assert page.attributes <= ATTRIBUTES
    assert page.comments == [f"roadmap-sync:facts {fingerprint(learner())}"]


@pytest.mark.parametrize("weeks", [0, 1, 12, 60])
def test_every_fold_is_followed_by_an_empty_line_so_that_markdown_works_inside(weeks: int) -> None:
    for found in re.finditer(r"</summary>\n(.*)", region(learner(weeks))):
        assert found[1] == ""


def test_the_fingerprint_is_that_of_the_facts_not_of_the_day() -> None:
    progress = learner()
    assert fingerprint_of(region(progress)) == fingerprint(progress)
    assert fingerprint(replace(progress, as_of=date(2026, 5, 1))) == fingerprint(progress)
    assert fingerprint(replace(progress, facts=("other",))) != fingerprint(progress)
    assert fingerprint(replace(progress, roadmap=roadmap(notes=("new",)))) != fingerprint(progress)
    assert fingerprint_of("no region") == ""


def test_a_thousand_items_stay_under_sixty_kilobytes() -> None:
    progress = learner()
    works = tuple(
        Work(
            key=f"r/{number}",
            title=f"Item {number} " + "long `title` " * 15,
            mark=WorkStatus.TODO,
            counts=True,
            number=number,
            url=f"https://github.com/o/r/issues/{number}",
        )
        for number in range(1_000)
    )
    titles = tuple(work.title for work in works[:9])
    big = replace(
        progress,
        work=works,
        next_up=works,
        recent=works,
        blocked=tuple((work, titles) for work in works),
        phases=progress.phases * 40,
        criteria=progress.criteria * 250,
        habits=progress.habits * 100,
        goals=progress.goals * 100,
        skills=progress.skills * 100,
        checkpoints=progress.checkpoints * 100,
        roadmap=roadmap(notes=("note " * 2_000,) * 50, principles=("p " * 300,) * 500, summary="s " * 5_000),
    )
    shown = region(big, folder=".github/roadmap")
    assert len(shown.encode()) <= report_markdown.LIMIT
    assert "more" in shown
    assert set(seen(shown).elements) <= ALLOWED


def test_several_roadmaps_have_a_line_each() -> None:
    shown = summary([learner(), beginner()])
    assert seen(shown).elements.count("tr") == 3
    assert "16 Oct – 4 Dec 2026" in shown
    assert fingerprint_of(shown)
    assert fingerprint_of(shown) != fingerprint_of(summary([learner()]))


def poisoned(value: Any) -> Any:
    """The same value with hostile text in every field that holds text of people."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return EVIL
    if isinstance(value, tuple):
        return tuple(poisoned(each) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        kept = {"key", "phase", "section", "id", "place", "facts", "current", "start", "when", "timezone"}
        changed = {
            each.name: poisoned(getattr(value, each.name))
            for each in fields(value)
            if each.init and each.name not in kept
        }
        return replace(value, **changed)
    return value


def test_hostile_text_in_any_field_shows_as_text_and_ends_nothing() -> None:
    progress: Progress = poisoned(replace(reviewing(), pace=Pace(hours_a_week=1, weeks=3)))
    shown = region(progress, folder=".github/roadmap", links={EVIL: "https://example.org"})
    page = seen(shown)
    assert set(page.elements) <= ALLOWED
    numbers, prose = shown.split("<b>About this roadmap</b>")
    assert "](http://evil" not in re.sub(r"\\\[l\\\]\(|`[^`]*`", "", numbers)
    assert "](http://evil.example)" in prose, "people may link in notes"
    assert "<!-- roadmap-sync:end" not in shown
    readme = marks.wrap("report", shown)
    assert marks.extract(readme, "report") == marks.normal(shown)
    no_fences = re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", "", shown).replace("\\`", "")
    assert "@bob" not in re.sub(r"`[^`]*`", "", no_fences)


@settings(deadline=None)  # the first call compiles the template
@given(st.text(max_size=60))
def test_any_title_keeps_the_region_whole(title: str) -> None:
    small = beginner()
    work = replace(small.work[0], title=title, url="https://github.com/o/r/issues/1", number=1)
    shown = region(
        replace(
            small,
            roadmap=replace(small.roadmap, title=title, phases=(Phase(title=title, id="p"),)),
            next_up=(work,),
            work=(work,),
        )
    )
    page = seen(shown)
    assert set(page.elements) <= ALLOWED
    assert page.elements.count("table") == 2
