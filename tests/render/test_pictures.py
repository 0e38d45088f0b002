"""The pictures: well-formed, small, the same for the same numbers, readable, and nothing in them that runs or loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.progress.model import Forecast, PartProgress, Point, Progress, Tally
from roadmap_sync.render import activity_svg, burnup_svg, drawing, phases_svg, pictures
from roadmap_sync.render.drawing import DARK, LIGHT
from tests.render.sample import START, beginner, learner, roadmap

SVG = "{http://www.w3.org/2000/svg}"


def decade() -> Progress:
    """Ten years of days, each with something on it."""
    days = [START + timedelta(days=number) for number in range(3_650)]
    points = tuple(
        Point(day=day, planned=number * 1.0, done=number * 0.9, total=3_650.0) for number, day in enumerate(days)
    )
    happened: Mapping[date, int] = {day: day.day % 5 for day in days}
    return learner(burn_up=points, commits_by_day=happened, closings_by_day=happened, as_of=days[-1])


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize(
    "progress", [learner(0), learner(1), learner(12), learner(40), decade()], ids=["01", "1", "12", "40", "decade"]
)
def test_every_picture_is_well_formed_small_and_self_contained(progress: Progress) -> None:
    made = pictures.files(progress)
    for name, svg in made.items():
        root = ET.fromstring(svg)
        assert root.attrib["role"] == "img", name
        assert len(svg.encode()) < 30_000, name
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg",
            "title",
            "desc",
            "path",
            "rect",
            "circle",
            "text",
        }
        assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|url\(|href|script|@import", svg), name
        assert "nan" not in svg
        assert "inf" not in svg


def test_same_progress_gives_the_same_bytes() -> None:
    assert pictures.files(learner()) == pictures.files(learner())


def test_light_and_dark_differ_in_colours_only() -> None:
    made = pictures.files(learner())
    for name, svg in made.items():
        if name.endswith("-light.svg"):
            dark = made[name.replace("light", "dark")]
            assert dark != svg
            assert re.sub("#[0-9a-f]{6,8}", "", dark) == re.sub("#[0-9a-f]{6,8}", "", svg)


def test_a_picture_has_a_title_and_says_in_words_what_it_shows() -> None:
    root = ET.fromstring(activity_svg.draw(learner(), LIGHT))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Activity in AI Application Engineer"
    assert description is not None
    assert description.text == activity_svg.describe(learner())
    assert re.fullmatch(
        r"Activity: \d+ commits and \d+ finished items on \d+ days from 5 Jan 2026 to 28 Mar 2026", description.text
    )


@pytest.mark.parametrize("name", ["burn-up", "phases", "activity-narrow"])
def test_text_is_readable_at_the_width_of_a_phone(name: str) -> None:
    svg = pictures.files(learner())[f"journey-{name}-light.svg"]
    root = ET.fromstring(svg)
    assert float(root.attrib["font-size"]) * 340 / float(root.attrib["width"]) >= 10


def test_nothing_to_draw_means_no_picture() -> None:
    assert pictures.files(beginner()) == {}
    assert pictures.shown(beginner(), "x") == ()


def test_file_names_carry_the_roadmap_so_that_two_do_not_meet() -> None:
    made = pictures.files(learner(roadmap=roadmap(id="другой")))
    assert "другой-burn-up-light.svg" in made
    shown = pictures.shown(learner(roadmap=roadmap(id="другой")), ".github/roadmap")
    assert shown[0].path == ".github/roadmap/%D0%B4%D1%80%D1%83%D0%B3%D0%BE%D0%B9-burn-up-light.svg"


def test_every_picture_that_is_shown_is_also_drawn() -> None:
    made = pictures.files(learner())
    paths = {
        path
        for picture in pictures.shown(learner(), "")
        for path in (picture.path, *(each.path for each in picture.sources))
    }
    assert paths == set(made)


def test_a_phone_gets_the_narrow_picture_in_its_theme_before_the_wide_one() -> None:
    wide = pictures.shown(learner(), "")[-1]
    assert [source.media for source in wide.sources] == [
        "(max-width: 640px) and (prefers-color-scheme: dark)",
        "(max-width: 640px)",
        "(prefers-color-scheme: dark)",
    ]


class TestBurnUp:
    def test_it_names_the_unit_and_the_goal(self) -> None:
        assert words(burnup_svg.draw(learner(), LIGHT))[-4:] == ["Hours done", "forecast", "plan", "done"]
        assert "595" in words(burnup_svg.draw(learner(), LIGHT))
        assert "Items done" in words(burnup_svg.draw(learner(tally=Tally(done=1, total=2)), LIGHT))

    def test_without_a_forecast_there_is_no_cone(self) -> None:
        assert "forecast" not in words(burnup_svg.draw(learner(forecasts=()), LIGHT))
        assert LIGHT.now not in burnup_svg.draw(learner(forecasts=()), LIGHT)

    def test_without_dates_there_is_no_plan(self) -> None:
        points = tuple(replace(point, planned=None) for point in learner().burn_up)
        assert "plan" not in words(burnup_svg.draw(learner(burn_up=points), LIGHT))

    def test_a_forecast_far_away_does_not_squeeze_what_is_known(self) -> None:
        far = Forecast(title="x", likely=date(2056, 1, 1), safe=None)
        ticks = words(burnup_svg.draw(learner(forecasts=(far,)), LIGHT))
        assert "2056" not in ticks
        assert "2027" in ticks

    def test_there_are_few_ticks(self) -> None:
        for progress in (learner(1), learner(12), decade()):
            assert len(words(burnup_svg.draw(progress, LIGHT))) <= 20

    def test_short_histories_are_marked_by_days_and_long_ones_by_years(self) -> None:
        short = tuple(point for point in learner().burn_up if point.day <= START + timedelta(weeks=6))
        assert "19 Jan" in words(burnup_svg.draw(learner(2, burn_up=short, forecasts=()), LIGHT))
        assert "2030" in words(burnup_svg.draw(decade(), LIGHT))

    def test_it_ends_at_the_last_point_however_long_the_history_is(self) -> None:
        whole = decade()
        thinned = burnup_svg._thinned(whole.burn_up)
        assert thinned[-1] == whole.burn_up[-1]
        assert len(thinned) <= 155

    @given(
        st.lists(
            st.tuples(st.integers(0, 5_000), st.floats(0, 1e6)), min_size=2, max_size=30, unique_by=lambda pair: pair[0]
        )
    )
    def test_any_history_stays_inside_the_frame(self, values: list[tuple[int, float]]) -> None:
        points = tuple(Point(day=START + timedelta(days=day), done=done, total=1e6) for day, done in sorted(values))
        svg = burnup_svg.draw(learner(burn_up=points), LIGHT)
        for path in re.findall(r' d="M([^"Z]+)', svg):
            for x, y in (map(float, spot.split()) for spot in path.split("L")):
                assert -1 <= x <= burnup_svg.WIDTH + 1
                assert -1 <= y <= burnup_svg.HEIGHT + 1


class TestPhases:
    def test_every_phase_has_its_name_and_percent(self) -> None:
        shown = words(phases_svg.draw(learner(), LIGHT))
        assert shown[:4] == ["Phases", "2 of 8 finished", "Python Foundation", "100%"]
        assert "55%" in shown

    def test_of_many_phases_those_around_the_one_in_progress_are_shown(self) -> None:
        parts = tuple(
            PartProgress(key=f"r/{number}", title=f"Phase {number}", tally=Tally(total=1)) for number in range(40)
        )
        shown = words(phases_svg.draw(learner(phases=parts, current=("r/20",)), LIGHT))
        assert "Phase 20" in shown
        assert "Phase 1" not in shown
        assert "and 26 more" in shown

    def test_the_phase_in_progress_is_blue_and_finished_ones_are_green(self) -> None:
        svg = phases_svg.draw(learner(), LIGHT)
        assert svg.count(f'fill="{LIGHT.now}"') == 1
        assert svg.count(f'fill="{LIGHT.done}"') == 2

    def test_long_and_hostile_names_are_cut_and_escaped(self) -> None:
        part = PartProgress(key="r/a", title='</text><script>alert("x")</script>' + "W" * 200, tally=Tally(total=1))
        shown = words(phases_svg.draw(learner(phases=(part, part)), DARK))
        assert shown[2].startswith("</text><script>")
        assert shown[2].endswith("…")


class TestActivity:
    def test_weeks_begin_on_monday(self) -> None:
        one = learner(closings_by_day={}, commits_by_day={date(2026, 1, 5): 1})
        assert f'd="M25 44h19v19h-19z" fill="{LIGHT.levels[1]}"' in activity_svg.draw(one, LIGHT)

    def test_a_finished_item_is_dotted_and_a_commit_is_not(self) -> None:
        day = {date(2026, 1, 6): 1}
        dots = activity_svg.draw(learner(closings_by_day=day, commits_by_day={}), LIGHT).count("<circle")
        assert dots == activity_svg.draw(learner(closings_by_day={}, commits_by_day=day), LIGHT).count("<circle") + 1

    def test_more_commits_are_darker(self) -> None:
        counts = {date(2026, 1, 5) + timedelta(days=number): number + 1 for number in range(4)}
        svg = activity_svg.draw(learner(closings_by_day={}, commits_by_day=counts), LIGHT)
        assert [svg.count(f'" fill="{color}"') > 0 for color in LIGHT.levels] == [True] * 5

    def test_the_first_year_begins_at_the_start_and_later_ones_end_today(self) -> None:
        assert "from 5 Jan 2026" in activity_svg.describe(learner())
        later = decade()
        assert activity_svg.describe(later).endswith(f"to {later.as_of.day} Jan 2036")

    def test_days_to_come_are_paler_than_days_without_activity(self) -> None:
        svg = activity_svg.draw(learner(), LIGHT)
        assert f'fill="{LIGHT.levels[0]}66"' in svg
        assert f'fill="{LIGHT.levels[0]}"' in svg

    def test_a_commit_a_day_is_not_the_darkest(self) -> None:
        one_a_day = {START + timedelta(days=number): 1 for number in range(9)}
        svg = activity_svg.draw(learner(closings_by_day={}, commits_by_day=one_a_day), LIGHT)
        assert svg.count(LIGHT.levels[4]) == 1, "only in the legend"

    def test_days_after_today_are_empty(self) -> None:
        tomorrow = learner().as_of + timedelta(days=1)
        counts = {START: 1, tomorrow: 9}
        assert "1 commit and 0 finished items on 1 day" in activity_svg.describe(
            learner(commits_by_day=counts, closings_by_day={})
        )


@given(st.text(max_size=80))
def test_any_title_gives_well_formed_pictures(title: str) -> None:
    parts = tuple(PartProgress(key=f"r/{number}", title=title, tally=Tally(done=1, total=2)) for number in range(2))
    for svg in pictures.files(learner(3, roadmap=roadmap(title=title), phases=parts)).values():
        assert ET.fromstring(svg).tag == f"{SVG}svg"


@given(st.text(max_size=80), st.floats(10, 400))
def test_fitted_text_is_the_text_or_a_beginning_of_it(text: str, width: float) -> None:
    shown = drawing.fitted(text, width)
    assert shown == text or text.startswith(shown.removesuffix("…").rstrip())
