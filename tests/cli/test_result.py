"""The result that a report publishes: when it is written, and what it holds."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Shell
from tests.cli.test_extends import CURRICULUM, MINE

RESULT = ".github/roadmap/mine.json"


@pytest.fixture
def learning(shell: Shell) -> Shell:
    """A learner who follows a curriculum, with one item of it and one of her own done on 6 January."""
    shell.write("curricula/rust.yaml", CURRICULUM)
    shell.write("roadmaps/mine.yaml", MINE)
    shell("sync", "--today", "2026-01-05")
    shell("done", "moves", "--today", "2026-01-06")
    shell("done", "a-game", "--today", "2026-01-06")
    return shell


def written(shell: Shell, day: str = "2026-01-07") -> dict:
    assert shell("report", "--today", day).code == 0
    return json.loads(shell.read(RESULT))


def test_a_roadmap_that_extends_another_publishes_a_summary(learning):
    result = written(learning)
    assert (result["version"], result["roadmap"], result["as_of"]) == (1, "mine", "2026-01-06")
    assert result["curriculum"] == [{"source": "curricula/rust.yaml", "commit": ""}]
    assert (result["done"], result["total"], result["percent"], result["by"]) == (2, 4, 50.0, "count")
    assert result["own"] == {"done": 1, "total": 2}
    assert result["weeks"] == [{"monday": "2026-01-05", "done": 2}, {"monday": "2025-12-29", "done": 0}]
    (phase,) = result["phases"]
    assert (phase["id"], phase["done"], phase["total"]) == ("basics", 1, 3)
    assert (phase["start"], phase["target"], phase["began_on"]) == ("2026-01-05", "2026-01-18", "2026-01-06")
    assert result["current"] == ["basics"]
    assert result["last_activity"] == "2026-01-06"


def test_it_holds_no_titles_and_no_keys_of_the_learners_own(learning):
    text = json.dumps(written(learning))
    assert not [
        word for word in ("Moves", "moves", "A game", "game", "Own", '"own/', "notes", "Rust", "http") if word in text
    ]


def test_with_items_the_keys_that_are_done_are_told(learning):
    learning.edit("roadmaps/mine.yaml", "start:", "publish: items\nstart:")
    result = written(learning)
    assert result["items"] == {"basics/moves": "2026-01-06", "own/a-game": "2026-01-06"}
    assert [phase["id"] for phase in result["phases"]] == ["basics", "own"]


def test_nothing_is_published_where_nobody_asked(small):
    small("sync", "--today", "2026-01-05")
    done = small("report", "--today", "2026-01-07")
    assert "Result:" not in done.err
    assert not [path for path in small.files() if path.endswith(".json")]
    small.edit("roadmaps/rust.yaml", "start:", "publish: summary\nstart:")
    assert small("report", "--today", "2026-01-07").code == 0
    assert [phase["id"] for phase in json.loads(small.read(".github/roadmap/rust.json"))["phases"]] == [
        "basics",
        "beyond",
    ]


def test_publish_none_keeps_a_follower_silent(learning):
    learning.edit("roadmaps/mine.yaml", "start:", "publish: none\nstart:")
    assert learning("report", "--today", "2026-01-07").code == 0
    assert RESULT not in learning.files()


def test_nothing_new_in_a_week_is_nothing_written_and_the_next_week_tells_that_it_runs(learning):
    written(learning)
    before = learning.files()
    written(learning, "2026-01-10")
    assert learning.files() == before
    assert written(learning, "2026-01-12")["as_of"] == "2026-01-12"
    assert learning("report", "--check", "--today", "2026-01-16").code == 0


def test_without_dates_the_day_alone_is_written_each_week(learning):
    learning.edit("roadmaps/mine.yaml", "start: 2026-01-05\n", "")
    written(learning)
    before = learning.files()
    assert written(learning, "2026-02-18")["as_of"] == "2026-02-16"
    changed = {path for path, content in learning.files().items() if before.get(path) != content}
    assert RESULT in changed


def test_report_says_what_is_public(learning):
    said = learning("report", "--today", "2026-01-07").err
    assert f"Result: {RESULT}, seen by all who see the repository, has numbers and days, no titles." in said
