"""The calendar of a roadmap, read back as calendar programs read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar, Event

from roadmap_sync.progress.model import PartProgress, Progress, Tally, Verdict, Work, WorkStatus
from roadmap_sync.render.calendar_ics import export_ics, is_ics
from roadmap_sync.roadmap.goals import Frequency, Habit
from roadmap_sync.roadmap.loader import load_text

ROADMAP = load_text(
    "id: bees\ntitle: Bees\ntimezone: Europe/Prague\nphases: [{title: Hive, items: [Glue]}]\n", "b.yaml"
)
WORK = Work(
    key="bees/hive/glue",
    title="Glue; wait, look",
    mark=WorkStatus.TODO,
    counts=True,
    target=date(2026, 3, 20),
    phase="bees/hive",
)
PROGRESS = Progress(
    roadmap=ROADMAP,
    as_of=date(2026, 3, 9),
    tally=Tally(),
    phases=(PartProgress(key="bees/hive", title="Hive", tally=Tally(), target=date(2026, 4, 1)),),
    work=(WORK,),
    goals=(Verdict(title="One jar", met=None, by=date(2026, 9, 1)),),
    start=date(2026, 3, 2),
)


def events(progress: Progress) -> list[Event]:
    return [part for part in Calendar.from_ical(export_ics(progress)).walk() if part.name == "VEVENT"]


def with_habit(**given: object) -> Progress:
    return replace(PROGRESS, roadmap=replace(ROADMAP, habits=(Habit(title="Look in", **given),)))


def days(progress: Progress, count: int) -> list[date]:
    (habit,) = [event for event in events(progress) if "/~habit/" in event["UID"]]
    start = habit.decoded("DTSTART")
    rule = rrulestr(habit["RRULE"].to_ical().decode(), dtstart=datetime.combine(start, time()))
    return [day.date() for day in islice(rule, count)]


def test_due_work_phases_and_goals_are_whole_days_without_alarms():
    told = [(str(event["SUMMARY"]), event.decoded("DTSTART"), event.decoded("DTEND")) for event in events(PROGRESS)]
    assert told == [
        ("Glue; wait, look", date(2026, 3, 20), date(2026, 3, 21)),
        ("Hive", date(2026, 4, 1), date(2026, 4, 2)),
        ("One jar", date(2026, 9, 1), date(2026, 9, 2)),
    ]
    assert "VALARM" not in export_ics(PROGRESS)


def test_an_event_keeps_its_uid_when_title_and_day_change():
    moved = replace(PROGRESS, work=(replace(WORK, title="Glue twice", target=date(2026, 5, 1)),))
    assert [event["UID"] for event in events(moved)] == [event["UID"] for event in events(PROGRESS)]


def test_the_same_progress_gives_the_same_bytes_in_lines_that_every_program_reads():
    text = export_ics(replace(PROGRESS, work=(replace(WORK, title="ž" * 200),)))
    assert text == export_ics(replace(PROGRESS, work=(replace(WORK, title="ž" * 200),)))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.endswith("END:VCALENDAR\r\n")


def test_finished_and_skipped_work_is_in_no_calendar():
    for mark in (WorkStatus.DONE, WorkStatus.SKIPPED):
        assert "Glue" not in export_ics(replace(PROGRESS, work=(replace(WORK, mark=mark),)))


def test_a_monthly_habit_from_the_31st_falls_on_the_last_day_of_shorter_months():
    found = days(with_habit(every=Frequency.MONTH, since=date(2026, 1, 31)), 4)
    assert found == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_a_quarterly_habit_from_the_30th_falls_in_february_too():
    found = days(with_habit(every=Frequency.QUARTER, since=date(2026, 11, 30)), 3)
    assert found == [date(2026, 11, 30), date(2027, 2, 28), date(2027, 5, 30)]


@pytest.mark.parametrize(("every", "second"), [(Frequency.DAY, date(2026, 3, 3)), (Frequency.WEEK, date(2026, 3, 9))])
def test_daily_and_weekly_habits_repeat_from_the_start(every: Frequency, second: date):
    assert days(with_habit(every=every), 2) == [date(2026, 3, 2), second]


def test_a_habit_ends_on_its_last_day():
    assert len(days(with_habit(every=Frequency.WEEK, until=date(2026, 3, 16)), 10)) == 3


def test_text_of_a_title_stays_text():
    hostile = "A\r\nBEGIN:VALARM\r\nX:\u202e\x1b[31m"
    (event, *_) = events(replace(PROGRESS, work=(replace(WORK, title=hostile),)))
    assert str(event["SUMMARY"]) == "A BEGIN:VALARM X: [31m"


def test_the_last_day_of_the_calendar_is_no_error():
    (event, *_) = events(replace(PROGRESS, work=(replace(WORK, target=date.max),)))
    assert event.decoded("DTSTART") == date.max


def test_a_calendar_of_ours_is_known_again_and_no_other():
    assert is_ics(export_ics(PROGRESS))
    assert is_ics("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//roadmap-sync//EN\r\n")
    assert not is_ics("BEGIN:VCALENDAR\r\nPRODID:-//Somebody//EN\r\n")
