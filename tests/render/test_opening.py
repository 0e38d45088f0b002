"""The first sentence of a report: true to the numbers below it, in every state that a roadmap can be in."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.progress.model import Forecast, Progress, Tally, WorkStatus
from roadmap_sync.render import formatting
from roadmap_sync.render.opening import sentence
from roadmap_sync.render.report_json import document
from roadmap_sync.render.report_markdown import region
from tests.render.sample import START, learner


def with_forecast(progress: Progress, likely: date | None, safe: date | None) -> Progress:
    return replace(progress, forecasts=(Forecast(title=progress.roadmap.title, likely=likely, safe=safe),))


def test_week_phase_schedule_and_forecast_are_one_sentence():
    progress = with_forecast(learner(weeks=12, days_ahead=3), date(2027, 2, 4), date(2027, 4, 1))
    said = sentence(progress)
    assert re.match(r"Week 12 of \d+: on phase \d of 8 \([^)]+\), 3 days ahead; at this pace done between ", said)
    assert said.endswith("between 4 Feb 2027 and 1 Apr 2027.")


def test_nothing_started_is_said_without_blame():
    progress = learner(weeks=1, tally=Tally(total=10), days_ahead=-4, forecasts=())
    assert sentence(progress).startswith("Week 1 of ")
    assert "nothing is done yet" in sentence(progress)


def test_a_start_in_the_future_is_a_day():
    progress = replace(learner(weeks=1), as_of=START - timedelta(days=20))
    assert sentence(progress).startswith(f"Starts on {formatting.day(START)} with Python Foundation; planned until ")


def test_everything_skipped_is_said_and_there_is_no_now():
    assert sentence(learner(tally=Tally(total=0, skipped=7))) == "Nothing counts: 7 items skipped."
    assert sentence(learner(tally=Tally(total=0, skipped=1))) == "Nothing counts: 1 item skipped."
    assert sentence(learner(tally=Tally())) == "There is nothing to do yet."


def test_all_optional_is_said():
    assert sentence(learner(tally=Tally(optional_total=5, optional_done=2))) == "All of it is optional: 2 of 5 done."


def test_the_finish_says_what_was_done_and_in_how_long():
    progress = learner(weeks=40)
    work = tuple(replace(one, mark=WorkStatus.DONE, done_on=one.done_on or progress.as_of) for one in progress.work)
    done = replace(progress, work=work, tally=Tally(done=12, total=12, optional_total=3, optional_done=1))
    said = sentence(done)
    assert said.startswith("Finished: 12 of 12 items done by ")
    assert re.search(r", \d+ weeks after the start; 1 of 3 optional\.$", said)


def test_a_silence_of_weeks_names_its_last_day():
    progress = learner(weeks=12)
    days = [one.done_on for one in progress.work if one.done_on]
    last = max([*days, *filter(None, [progress.streak.last_active])])
    quiet = replace(progress, as_of=last + timedelta(days=21))
    assert f"nothing new since {formatting.day(last)}" in sentence(quiet)
    assert "nothing new" not in sentence(replace(progress, as_of=last + timedelta(days=20)))


def test_ongoing_phases_alone_are_neither_ahead_nor_behind():
    progress = learner(weeks=5, days_ahead=-9)
    ongoing = replace(progress, phases=tuple(replace(part, ongoing=True) for part in progress.phases))
    assert "behind" not in sentence(ongoing)


def test_without_dates_it_says_how_much_is_done():
    progress = learner(start=None, target=None, days_ahead=None, current=(), forecasts=(), tally=Tally(done=3, total=9))
    assert sentence(replace(progress, work=())) == "3 of 9 items done."


def test_a_forecast_without_an_end_says_so():
    assert sentence(with_forecast(learner(), date(2027, 2, 4), None)).endswith("done by 4 Feb 2027 or much later.")


@given(
    weeks=st.integers(1, 60),
    ahead=st.none() | st.integers(-400, 400),
    likely=st.none() | st.dates(date(2026, 6, 1), date(2030, 1, 1)),
    later=st.none() | st.integers(0, 500),
)
def test_each_number_of_the_sentence_is_one_of_the_json(
    weeks: int, ahead: int | None, likely: date | None, later: int | None
):
    safe = likely + timedelta(days=later) if likely and later is not None else None
    progress = with_forecast(learner(weeks=weeks, days_ahead=ahead), likely, safe)
    (told,) = json.loads(json.dumps(document([progress])))["roadmaps"]
    said = told["sentence"]
    start, as_of = date.fromisoformat(told["schedule"]["start"]), date.fromisoformat(told["as_of"])
    if found := re.search(r"Week (\d+)", said):
        assert int(found[1]) == (as_of - start).days // 7 + 1
    if found := re.search(r"Week \d+ of (\d+)", said):
        assert int(found[1]) == (date.fromisoformat(told["schedule"]["target"]) - start).days // 7 + 1
    if found := re.search(r"on phase (\d+) of (\d+)", said):
        keys = [phase["key"] for phase in told["phases"]]
        assert (int(found[1]), int(found[2])) == (keys.index(told["current"][0]) + 1, len(keys))
    if found := re.search(r"(\d+) (day|week)s? (ahead|behind)", said):
        days = abs(told["schedule"]["days_ahead"])
        assert int(found[1]) == (days if found[2] == "day" else round(days / 7))
        assert (found[3] == "ahead") == (told["schedule"]["days_ahead"] > 0)
    forecast = told["forecasts"][0]
    days_told = {formatting.day(date.fromisoformat(forecast[name])) for name in ("likely", "safe") if forecast[name]}
    assert {*re.findall(r"\d{1,2} [A-Z][a-z]{2} \d{4}", said.partition("at this pace")[2])} <= days_told


def test_a_hostile_title_in_it_stays_text():
    progress = learner()
    parts = tuple(replace(part, title="<img src=x> @ada **a** `b` #1") for part in progress.phases)
    text = region(replace(progress, phases=parts))
    line = next(one for one in text.splitlines() if one.startswith("Week "))
    assert "<img" not in line
    assert "@ada" not in line


@pytest.mark.parametrize("title", ["a" * 250, "b " * 120])
def test_a_long_title_is_cut(title: str):
    progress = learner()
    parts = tuple(replace(part, title=title) for part in progress.phases)
    assert len(sentence(replace(progress, phases=parts))) < 300
