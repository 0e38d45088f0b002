"""Results: what a report publishes, what it never does, and what is refused of what strangers publish."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from roadmap_sync.cohort.result import FollowedCurriculum, LearnerResult, PhaseResult, WeekResult
from roadmap_sync.cohort.result_json import MAX_BYTES, ResultError, dump, parse

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "result.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
GOOD = LearnerResult(
    roadmap="mine",
    curricula=(FollowedCurriculum(source="acme/curriculum/roadmaps/rust.yaml", commit="c0ffee"),),
    as_of=date(2026, 3, 2),
    start=date(2026, 1, 5),
    percent=12.5,
    done=1,
    total=8,
    phases=(PhaseResult(id="basics", done=1, total=4, percent=25.0, began_on=date(2026, 1, 6)),),
    current=("basics",),
    weeks=(WeekResult(monday=date(2026, 3, 2), done=0), WeekResult(monday=date(2026, 2, 23), done=1)),
    last_activity=date(2026, 1, 6),
    days_ahead=-30,
    items={"basics/moves": date(2026, 1, 6), "basics/borrows": None},
)

days = st.dates(date(1970, 1, 1), date(2200, 12, 31))
maybe_days = st.none() | days
counts = st.integers(0, 1_000_000)
hours = st.integers(0, 1_000_000).map(float)
ids = st.text("abcé09-<|", min_size=1, max_size=12)
pairs = st.tuples(counts, counts).map(sorted)


@st.composite
def phases(draw: st.DrawFn) -> PhaseResult:
    done, total = draw(pairs)
    dated = draw(st.tuples(maybe_days, maybe_days, maybe_days, maybe_days))
    return PhaseResult(
        id=draw(ids),
        done=done,
        total=total,
        percent=float(draw(st.integers(0, 100))),
        start=dated[0],
        target=dated[1],
        began_on=dated[2],
        finished_on=dated[3],
    )


@st.composite
def results(draw: st.DrawFn) -> LearnerResult:
    """Results as a report may publish them."""
    done, total = draw(pairs)
    return LearnerResult(
        roadmap=draw(ids),
        curricula=GOOD.curricula if draw(st.booleans()) else (),
        as_of=draw(days),
        start=draw(maybe_days),
        percent=float(draw(st.integers(0, 100))),
        by_hours=draw(st.booleans()),
        done=done,
        total=total,
        hours_done=draw(hours),
        hours_total=draw(hours),
        own_done=draw(counts),
        own_total=draw(counts),
        phases=tuple(draw(st.lists(phases(), max_size=3))),
        current=tuple(draw(st.lists(ids, max_size=2))),
        weeks=tuple(WeekResult(monday=draw(days), done=draw(counts)) for _ in range(draw(st.integers(0, 2)))),
        last_activity=draw(maybe_days),
        days_ahead=draw(st.none() | st.integers(-100_000, 100_000)),
        forecast=draw(maybe_days),
        items=draw(st.none() | st.dictionaries(ids, maybe_days, max_size=3)),
    )


@given(results())
def test_what_is_written_is_read_back_and_suits_the_schema(result: LearnerResult) -> None:
    text = dump(result)
    assert parse(text) == result
    assert not list(VALIDATOR.iter_errors(json.loads(text)))


names = st.sampled_from(["done", "total", "x"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text("ab<|é\u202e\0", max_size=20) | days.map(str),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*json.loads(dump(GOOD))]), json_values))
def test_whatever_stands_in_a_result_nothing_but_a_reason_comes_of_it(changes: dict[str, Any]) -> None:
    document = json.loads(dump(GOOD)) | changes
    try:
        result = parse(json.dumps(document))
    except ResultError:
        return
    assert parse(dump(result)) == result


@given(st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(ResultError):
        parse(text)


def test_a_result_that_is_deep_or_large_is_refused() -> None:
    with pytest.raises(ResultError, match="no JSON"):
        parse("[" * 100_000)
    with pytest.raises(ResultError, match="too large"):
        parse(" " * (MAX_BYTES + 1))


@pytest.mark.parametrize("version", [0, 2, "1", True, None])
def test_a_result_of_another_version_says_so(version: object) -> None:
    document = json.loads(dump(GOOD)) | {"version": version}
    with pytest.raises(ResultError, match="not of version 1"):
        parse(json.dumps(document))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("percent", 101), ("percent", float("nan")), ("done", 9), ("total", -1), ("as_of", "9999-12-31"),
        ("days_ahead", 10**12), ("roadmap", "a b"), ("current", ["~x"]), ("items", {"a\u202eb": None}),
        ("curriculum", [{"source": "javascript:alert(1)", "commit": ""}]), ("phases", [{}]), ("by", "luck"),
    ],
)  # fmt: skip
def test_what_no_report_writes_is_refused(key: str, value: object) -> None:
    with pytest.raises(ResultError, match="does not follow the format"):
        parse(json.dumps(json.loads(dump(GOOD)) | {key: value}))


def test_unknown_keys_are_ignored_so_that_later_releases_may_add_some() -> None:
    assert parse(json.dumps(json.loads(dump(GOOD)) | {"mood": "good"})) == GOOD
