"""A cohort as shown: words of each column, lists that are cut, pictures, and names that are hostile."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from roadmap_sync.cohort.definition import Learner, Names
from roadmap_sync.cohort.finding import Reading
from roadmap_sync.cohort.overview import overview
from roadmap_sync.render import cohort_html, cohort_svg, cohort_text
from roadmap_sync.render.cohort_markdown import LIMIT, publication, region_text
from roadmap_sync.render.cohort_view import ShownCount, ShownRow, view
from roadmap_sync.render.drawing import DARK, LIGHT
from tests.cohort.building import TITLES, TODAY, cohort, look, phase, result

HOSTILE = '|<img src=x onerror="alert(1)">`@octocat` [a](javascript:b) #1 <!-- roadmap-sync:end -->'


def named(name: str):
    learner = Learner(repository="ada/road", name=name)
    return view(overview(cohort(learner), [Reading(learner, result())], TODAY, TITLES), Names.SHOWN)


def test_a_row_has_its_columns_in_words() -> None:
    (row,) = view(look(result(days_ahead=-3)), Names.SHOWN).rows
    assert row == ShownRow(
        name="learner-0",
        url="https://github.com/learner-0/roadmap",
        percent=40.0,
        week=2,
        last="2 Mar 2026",
        plan="3 days behind",
        finish="1 Sep 2026",
    )


def test_a_learner_who_is_stuck_is_told_with_the_phase() -> None:
    stuck = phase("web", 1, began_on=date(2026, 1, 1), start=date(2026, 1, 5), target=date(2026, 1, 9))
    (row,) = view(look(result(11, phases=(stuck,), current=("web",))), Names.SHOWN).rows
    assert row.look == "stuck in Web, 8 weeks over"


def test_what_the_week_brought_is_told_in_sentences() -> None:
    done = phase("python", 10, began_on=date(2026, 1, 6), finished_on=date(2026, 3, 2))
    shown = view(look(result(10, phases=(done, phase("web", 1, began_on=TODAY)))), Names.SHOWN)
    assert shown.changes == (
        "2 items done by 1 learner; 3 the week before",
        "1 learner began Web",
        "1 learner finished Python",
    )
    assert shown.working_on == (ShownCount("Web", 1),)


def test_a_thousand_rows_fit_the_readme_and_the_page_has_them_all() -> None:
    shown = view(look(*[result(number % 31) for number in range(1_000)]), Names.SHOWN)
    text = region_text(shown, "spring", "x")
    assert len(text.encode()) <= LIMIT
    listed = text.count("https://github.com/learner-")
    assert f"…and {1_000 - listed} more" in text
    assert cohort_html.page(shown).count("<tr><td><a href=") == 1_000


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("count", [1, 12, 200])
def test_the_picture_is_xml_with_a_description_and_the_same_bytes(theme: object, count: int) -> None:
    shown = view(look(*[result(number % 31) for number in range(count)], "gone"), Names.SHOWN)
    drawn = cohort_svg.draw(shown, theme)
    root = ET.fromstring(drawn)
    assert "Learners by progress" in "".join(root.itertext())
    assert f"{count} learner" in drawn
    assert cohort_svg.draw(shown, theme) == drawn


def test_a_hostile_name_stays_text_everywhere() -> None:
    shown = named(HOSTILE)
    markdown = region_text(shown, "spring", "x")
    (row,) = [line for line in markdown.splitlines() if "github.com/ada/road" in line]
    assert row.replace("\\|", "").count("|") == 7
    assert "<!-- roadmap-sync:end -->" not in markdown
    assert "<img src=x" not in markdown
    page = cohort_html.page(shown)
    assert "<img src=x" not in page
    assert "&lt;img" in page
    assert "\x1b" not in cohort_text.render(named("\x1b[31mred"))


def test_several_cohorts_have_a_region_each_in_one_readme() -> None:
    marks = "<!-- roadmap-sync:begin cohort {} -->\n<!-- roadmap-sync:end -->\n"
    readme = marks.format("spring") + "\n" + marks.format("autumn")
    shown = view(look(result()), Names.SHOWN)
    first = publication(shown, "spring", "README.md", {"README.md": readme})["README.md"]
    second = publication(shown, "autumn", "README.md", {"README.md": first})["README.md"]
    assert second.count("## Spring") == 2
    assert second.count("roadmap-sync:begin") == 2


def test_the_terminal_is_never_wider_than_it_is() -> None:
    shown = view(look(result(), result(2, days_ahead=-40), "it is private or not there"), Names.SHOWN)
    for width in (40, 80, 120):
        assert max(map(len, cohort_text.render(shown, width=width).splitlines())) <= width
