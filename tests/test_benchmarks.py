"""The measurements: what they promise, that the page has them, and the small ones once more, exactly."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from benchmarks import (
    client,
    cohort,
    forecast,
    github,
    hostile,
    local_plan,
    markdown,
    progress,
    review,
    table,
    texts,
    wait,
)
from roadmap_sync.desired.issues import desired_state
from roadmap_sync.plan.batches import groups
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.sync import current_plan
from tests.fake_github import FakeGitHub, Totals
from tests.gh.running import Run, start

NAMES = ("github", "embedded-tracker", "progress", "forecast", "review", "wait", "markdown", "hostile", "cohort")
WRITTEN_BY = r"roadmap-sync \S+, \w+ 3\.\d+\.\d+, \w+ \w+, \d+ cores\."
FIRST, AGAIN, EDIT = "first sync", "nothing to do", "one title changed"
CLOSED, MORE = "20 closed by hand", "20 more, without GitHub's workflow"


def roadmap(text: str) -> Roadmap:
    return load_text(text, "roadmap.yaml")


def close(run: Run, count: int = 20) -> None:
    for issue in [issue for issue in run.repo.issues if issue.parent and issue.state == "OPEN"][:count]:
        run.gh.as_user("ada").close(issue)


def requests(run: Run, text: str, **settings: str) -> int:
    """How many requests a sync takes."""
    run.gh.log.clear()
    assert not run.sync(roadmap(text), day=date.fromisoformat(github.TODAY), **settings).failed
    return run.gh.totals().requests


def told(what: str) -> list[str]:
    """A line of the page's table on GitHub."""
    return next(list(row) for row in table.in_readme("github") if row[0] == what)


@pytest.fixture
def run(github: FakeGitHub) -> Run:
    return start(github)


def without_board(run: Run) -> Iterator[tuple[str, int]]:
    text = texts.weeks(board=False)
    yield FIRST, requests(run, text)
    yield AGAIN, requests(run, text)
    yield EDIT, requests(run, text.replace("Task 1 of week 1, phase 1", "The very first"))


def with_board(run: Run, **settings: str) -> Iterator[tuple[str, int]]:
    text = texts.weeks(board=True)
    yield FIRST, requests(run, text, **settings)
    yield AGAIN, requests(run, text, **settings)
    close(run)
    yield CLOSED, requests(run, text, **settings)
    workflow = run.gh.projects[0].workflow("Item closed")
    assert workflow
    workflow.enabled = False
    close(run)
    yield MORE, requests(run, text, **settings)


def test_74_things_take_18_requests_then_1_and_2_for_a_title(run: Run) -> None:
    found = dict(without_board(run))
    assert len(run.repo.issues) + len(run.repo.milestones) == 74
    assert found == {FIRST: 18, AGAIN: 1, EDIT: 2}
    assert [told(f"74 things: {what}")[1] for what in found] == ["18 of 25", "1 of 3", "2 of 5"]


def test_74_things_and_a_board_take_50_requests_then_2_and_4_for_20_closed_by_hand(run: Run) -> None:
    found = dict(with_board(run))
    filled = ("Status", "Start", "Target", "Effort", "Kind", "Priority")
    assert all(card.text(name) for card in run.gh.projects[0].items for name in filled)
    assert found == {FIRST: 50, AGAIN: 2, CLOSED: 4, MORE: 6}
    page = [told(f"74 things and a board: {what}")[1] for what in found]
    assert page == ["50 of 60", "2 of 4", "4 of 6", "6 of 6"]


def test_a_board_with_a_token_of_its_own_takes_4_requests_more_at_first(run: Run) -> None:
    own = {"project_token": run.token}
    run.token = run.gh.token("actions")
    found = dict(with_board(run, **own))
    assert found == {FIRST: 54, AGAIN: 3, CLOSED: 5, MORE: 7}
    assert [told(f"74 things and a board, a token of its own: {what}")[1] for what in found] == ["54", "3", "5", "7"]


@pytest.mark.parametrize("later", ["a board", "a phase without items"])
def test_the_estimate_holds_where_the_lock_is_taken_for_no_issue(run: Run, later: str) -> None:
    text = texts.weeks(board=False)
    requests(run, text)
    text = texts.weeks(board=True) if later == "a board" else text + "  - {title: Later, when: month 9}\n"
    plan, day = roadmap(text), date.fromisoformat(github.TODAY)
    tracker = run.tracker(plan)
    estimate, _ = tracker.estimate(groups(current_plan(tracker, lambda _: desired_state(plan, day))))
    tracker.close()
    sent = requests(run, text)
    assert abs(estimate - sent) <= github.ESTIMATE * sent


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_tables_as_their_commands_write_them(name: str) -> None:
    columns = {
        "github": github.COLUMNS,
        "embedded-tracker": local_plan.COLUMNS,
        "progress": progress.COLUMNS,
        "forecast": forecast.COLUMNS,
        "review": review.COLUMNS,
        "wait": wait.COLUMNS,
        "markdown": markdown.COLUMNS,
        "hostile": hostile.COLUMNS,
        "cohort": cohort.COLUMNS,
    }[name]
    first, *rows = table.in_readme(name)
    assert tuple(first) == columns
    assert len(rows) >= 3
    assert {len(row) for row in rows} == {len(columns)}
    text = table.README.read_text("utf-8")
    after = text[text.index(f"begin {name} -->") :].split("<!-- roadmap-sync:end -->")[0]
    assert re.search(rf"^{WRITTEN_BY}$", after, re.MULTILINE)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in {"forecast", "review"}]
)  # they have aims: below
def test_no_limit_is_broken_on_the_page(name: str) -> None:
    limits = [re.fullmatch(r"([\d.]+) of ([\d.]+)", cell) for row in table.in_readme(name) for cell in row]
    pairs = [(float(found[1]), float(found[2])) for found in limits if found]
    assert pairs
    assert all(figure <= limit for figure, limit in pairs)


def test_the_aims_of_the_forecast_hold_on_the_page() -> None:
    held = {row[0]: (float(row[2]), float(row[3])) for row in table.in_readme("forecast")[1:]}
    assert len([kind for kind in held if kind in forecast.KINDS]) == 10
    for kind, aims in forecast.AIMS.items():
        assert all(low <= value <= high for value, (low, high) in zip(held[kind], aims, strict=True))


def test_by_default_much_more_is_remembered_than_without_reviews_on_the_page() -> None:
    remembered = {(row[1], row[0], row[3]): float(row[4].removesuffix(" %")) for row in table.in_readme("review")[1:]}
    for memory, aim in review.LEAST_GAIN.items():
        gain = remembered[memory, "spaced, retention 0.9", "5"] - remembered[memory, "none", "0"]
        assert gain >= 100 * aim
    assert {memory for memory, _, _ in remembered} == {*review.LEAST_GAIN}


@pytest.mark.parametrize("memory", review.MEMORIES)
def test_a_simulated_memory_fades_with_time_and_is_better_after_a_right_answer(memory: str) -> None:
    asked, never = review.MEMORIES[memory](), review.MEMORIES[memory]()
    first, later, last = (review.START + timedelta(days=days) for days in (0, 14, 60))
    for one in (asked, never):
        one.practise(first, right=True)
    assert 0 < never.chance(last) < never.chance(later) < 1
    asked.practise(later, right=True)
    assert asked.chance(last) > never.chance(last)


def test_simulated_reviews_keep_to_the_most_a_week_and_are_the_same_each_time() -> None:
    rule = next(one for one in review.RULES if one.name.startswith("spaced") and one.most == 3)
    found = review.year(rule, review.MEMORIES["activation"], 1)
    assert found == review.year(rule, review.MEMORIES["activation"], 1)
    assert 0 < found[0] <= 3


def test_a_first_sync_is_never_refused_and_takes_as_long_as_its_plan_says() -> None:
    found = wait.first_sync("74 things and a board", texts.weeks(board=True))
    assert not [*found.broken()]
    assert wait.least(80) == 0.0
    assert wait.least(81) == 1.0
    assert wait.least(501) == 60.0


def test_the_forecast_is_measured_on_learners_who_know_nothing_of_it_and_the_same_each_time() -> None:
    asked = list(forecast.questions(1))
    assert asked == list(forecast.questions(1))
    assert {one.kind for one in asked} == set(forecast.KINDS)
    assert all(one.truth > 0 and one.left > 0 and one.weeks for one in asked)
    assert all(forecast.ours(one).likely <= forecast.ours(one).safe for one in asked[:5])


def test_an_aim_that_is_missed_is_told() -> None:
    asked = next(forecast.questions(1))
    never = [(asked, forecast.Answer(0, 0))]
    assert list(forecast._missed("all", never)) == [
        "all: the likely date held in 0.0 of 100, the aim is 45 to 60",
        "all: the safe date held in 0.0 of 100, the aim is 82 to 90",
    ]


@pytest.mark.parametrize("of", cohort.CLASSES[:3], ids=lambda of: of.what)
def test_small_cohorts_take_what_the_page_says(of: cohort.Class) -> None:
    line = cohort.look(of)
    assert list(line.broken()) == []
    shown = next(row for row in table.in_readme("cohort") if row[0] == of.what)
    assert list(line.cells()[:4]) == list(shown[:4])


def test_a_cohort_that_asks_too_much_is_told() -> None:
    of = cohort.Class(3, own_ids=False, requests=1, points=1)
    rows = [{"percent": 1.0}, {"percent": None}]
    line = cohort.Line(of, Totals(2, 1, 1, 0, 0, 2, 0, 0), client.Run(1.0, 1.0, f"{json.dumps({'rows': rows})}"))
    assert len(list(line.broken())) >= 3


def test_a_table_is_written_between_its_marks_and_nowhere_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before\n\n<!-- roadmap-sync:begin some -->\nold\n<!-- roadmap-sync:end -->\n\nAfter\n", "utf-8")
    table.put(table.Table("some", ("what", "seconds"), (("reading", "1.0 of 2.0"),)), page)
    assert table.in_readme("some", page) == [["what", "seconds"], ["reading", "1.0 of 2.0"]]
    text = page.read_text("utf-8")
    assert text.startswith("Before\n\n<!-- roadmap-sync:begin some -->\n| what | seconds |\n|---|--:|\n")
    assert text.endswith("<!-- roadmap-sync:end -->\n\nAfter\n")
    assert "old" not in text


@pytest.mark.parametrize(
    ("limit", "sent", "writes", "megabytes", "estimate", "words"),
    [
        (github.Limit(5), 5, 1, 50.0, 6, []),
        (github.Limit(), 500, 1, 50.0, None, []),
        (github.Limit(5), 6, 0, 50.0, None, ["it: 6 requests, at most 5"]),
        (github.Limit(writes=False), 6, 2, 50.0, None, ["it: 2 requests wrote, none may"]),
        (github.Limit(), 6, 0, 401.0, None, ["it: 401 MB, at most 400"]),
        (github.Limit(), 10, 1, 50.0, 7, ["it: plan said 7 requests, 10 went out"]),
        (github.Limit(), 10, 1, 50.0, 8, []),
    ],
)
def test_a_broken_limit_is_told(
    limit: github.Limit, sent: int, writes: int, megabytes: float, estimate: int | None, words: list[str]
) -> None:
    totals = Totals(sent, sent - writes, writes, 0, 0, 0, 0, 0)
    line = github.Line("it", limit, totals, client.Run(1.0, megabytes), estimate)
    assert list(line.broken()) == words
    assert len(line.cells()) == len(github.COLUMNS)


def test_the_memory_of_a_command_is_its_own(tmp_path: Path) -> None:
    held = b"x" * 200_000_000
    run = client.measure([sys.executable, "-I", "-c", "print('done')"], tmp_path)
    assert run.said == "done\n"
    assert 0 < run.megabytes < len(held) / 2e6


def test_a_command_that_fails_ends_the_measuring_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="ended with 3:\nwhy"):
        client.measure([sys.executable, "-c", "print('why'); raise SystemExit(3)"], tmp_path)
