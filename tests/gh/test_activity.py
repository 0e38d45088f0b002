"""Commits by the learner's days and weeks, and what else happens beside the issues."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from roadmap_sync.tracker.activity import Activity
from tests.fake_github import FakeGitHub
from tests.fake_github.actions.pulls import merge
from tests.gh.running import Run, start

PRAGUE, TOKYO = ZoneInfo("Europe/Prague"), ZoneInfo("Asia/Tokyo")


def activity(run: Run, *authors: str, zone: ZoneInfo = PRAGUE, **more: Any) -> Activity:
    run.gh.log.clear()
    settings = {"since": None, "account": False, **more}
    found = run.tracker().activity(authors, zone, settings["since"], account=settings["account"])
    run.gh.assert_readonly()
    return found


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    """A repository with no commit in the time that is looked at."""
    run = start(github)
    run.gh.clock.set(datetime(2026, 11, 20, 12, tzinfo=UTC))
    return run


def commit(run: Run, *moments: datetime, login: str = "ada", **more: Any) -> None:
    for moment in sorted(moments):
        run.gh.as_user(login).commit(run.repo, at=moment, **more)


def test_commits_are_counted_by_the_learners_day_not_by_utcs(run: Run) -> None:
    late = datetime(2026, 11, 10, 23, 30, tzinfo=UTC)
    commit(run, late)
    assert activity(run, zone=PRAGUE, since=date(2026, 11, 1)).commits_by_day == {date(2026, 11, 11): 1}
    assert activity(run, zone=ZoneInfo("UTC"), since=date(2026, 11, 1)).commits_by_day == {date(2026, 11, 10): 1}


def test_the_nights_in_which_the_clocks_change_count_right(run: Run) -> None:
    spring = datetime(2026, 3, 28, 22, 30, tzinfo=UTC)  # 23:30 on Saturday, before summer time begins
    summer = datetime(2026, 3, 29, 21, 30, tzinfo=UTC)  # 23:30 on Sunday, two hours ahead by then
    autumn = datetime(2026, 10, 25, 22, 30, tzinfo=UTC)  # 23:30 on Sunday, an hour ahead again
    commit(run, spring, summer, autumn)
    found = activity(run, since=date(2026, 3, 23))
    assert found.commits_by_day == {date(2026, 3, 28): 1, date(2026, 3, 29): 1, date(2026, 10, 25): 1}
    assert found.commits_by_week == {date(2026, 3, 23): 2, date(2026, 10, 19): 1}


def test_the_tools_own_commits_do_not_count_whoever_made_them(run: Run) -> None:
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    commit(run, at, files={"notes.md": "1"})
    commit(run, at + timedelta(hours=1), files={".github/roadmap/progress.svg": "<svg/>", "README.md": "x"})
    assert activity(run, since=date(2026, 11, 1)).commits == 1


def test_only_the_owners_commits_count_unless_others_are_named(run: Run) -> None:
    run.gh.add_user("grace", emails={"grace@navy.example"})
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    commit(run, at)
    commit(run, at + timedelta(hours=1), at + timedelta(hours=2), login="grace")
    assert activity(run, since=date(2026, 11, 1)).commits == 1
    assert activity(run, "Grace", since=date(2026, 11, 1)).commits == 2
    assert activity(run, "grace@navy.example", since=date(2026, 11, 1)).commits == 2
    assert activity(run, "ada", "grace", since=date(2026, 11, 1)).commits == 3


def test_mail_addresses_do_not_get_into_the_report(run: Run) -> None:
    assert "navy" not in activity(run, "grace@navy.example").source


def test_in_an_organisation_everybody_counts_but_bots(github: FakeGitHub) -> None:
    github.add_organization("school", members=("ada",))
    run = Run(github, github.add_repository("school/roadmap"), github.token("classic", user="ada"))
    github.clock.set(datetime(2026, 11, 20, 12, tzinfo=UTC))
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    commit(run, at)
    commit(run, at + timedelta(hours=1), login="grace")
    github.add_user("helper", name="helper[bot]")
    commit(run, at + timedelta(hours=2), login="helper")
    assert activity(run, since=date(2026, 11, 1)).commits == 2


def test_an_empty_repository_has_no_commits_and_says_so(github: FakeGitHub) -> None:
    found = activity(start(github, empty=True))
    assert (found.commits, found.commits_by_day) == (0, {})
    assert "empty" in found.source


def test_a_history_of_years_is_counted_by_weeks_and_days_alike(run: Run) -> None:
    begin = datetime(2024, 1, 3, 20, tzinfo=UTC)
    moments = [begin + timedelta(days=3 * n) for n in range(340)]
    moments = [moment for moment in moments if moment < datetime(2026, 11, 20, tzinfo=UTC)]
    commit(run, *moments)
    commit(run, begin + timedelta(days=30), files={".github/roadmap/a.svg": "<svg/>"})
    found = activity(run, zone=TOKYO, since=date(2024, 1, 1))
    first = run.repo.commits[-1].committed_at
    days = [moment.astimezone(TOKYO).date() for moment in (first, *moments)]
    weeks = [day - timedelta(days=day.weekday()) for day in days]
    assert found.commits_by_week == {week: weeks.count(week) for week in weeks}
    cut = date(2025, 11, 10)  # 53 weeks before the week of today
    assert found.commits_by_day == {day: 1 for day in days if day >= cut}


def test_the_report_costs_two_requests_and_one_per_hundred_commits_and_25_earlier_weeks(run: Run) -> None:
    recent = [datetime(2026, 11, 19, 12, tzinfo=UTC) - timedelta(hours=30 * n) for n in range(250)]
    commit(run, *recent)
    activity(run, since=date(2024, 11, 4))
    earlier_weeks = 53
    assert len(run.gh.log) <= 2 + 250 // 100 + 1 + -(-earlier_weeks // 25)
    activity(run, since=date(2026, 11, 1))
    assert len(run.gh.log) == 1


def test_stars_releases_and_merged_pull_requests_are_read_for_goals(run: Run) -> None:
    run.repo.stargazers = 7
    ada = run.gh.as_user("ada")
    pull = ada.open_pull(run.repo, "A change")
    ada.open_pull(run.repo, "Still open")
    report = ada.open_pull(run.repo, "Update the report", head="roadmap-sync/report")
    for each in (pull, report):
        merge(run.gh.world, ada.user, each)
    ada.release(run.repo, "v1")
    found = activity(run)
    assert found.stars == 7
    assert found.releases == (date(2026, 11, 20),)
    assert found.pull_requests == (date(2026, 11, 20),)


def test_all_public_work_of_an_account_can_be_counted(run: Run) -> None:
    other = run.gh.add_repository("ada/elsewhere")
    hidden = run.gh.add_repository("ada/secret", private=True)
    at = datetime(2026, 11, 10, 12, tzinfo=UTC)
    commit(run, at, at + timedelta(days=1))
    commit(run, at + timedelta(hours=3), files={".github/roadmap/a.svg": "<svg/>"})
    run.gh.as_user("ada").commit(other, at=at)
    run.gh.as_user("ada").commit(hidden, at=at)
    found = activity(run, "ada", since=date(2026, 1, 5), account=True)
    assert found.commits_by_day == {date(2026, 11, 10): 2, date(2026, 11, 11): 1}
    assert found.source == "all public repositories, by ada"


@pytest.mark.parametrize(
    "address",
    [
        "action@github.com",
        "Bot@RenovateApp.com",
        "65916846+actions-user@users.noreply.github.com",
        "support@dependabot.com",
    ],
)
def test_programs_that_commit_without_the_mark_of_a_bot_never_count(github: FakeGitHub, address: str) -> None:
    github.add_organization("acme", members=("ada",))
    run = start(github, "acme/learning")
    run.gh.add_commit(run.repo, address, at=run.gh.clock.now())
    run.gh.add_commit(run.repo, "somebody@example.org", at=run.gh.clock.now())
    assert activity(run).commits_by_day == {run.gh.clock.now().date(): 1}


def test_commits_dated_in_the_future_count_on_no_day_and_are_said(run: Run) -> None:
    before = activity(run, "ada")
    commit(run, run.gh.clock.now() + timedelta(days=400), run.gh.clock.now() + timedelta(days=2))
    found = activity(run, "ada")
    assert (found.commits, found.commits_by_day) == (before.commits, before.commits_by_day)
    assert found.source.endswith(", 2 dated in the future left out")
