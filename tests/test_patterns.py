"""The checker of regular expressions finds what takes long; `.ci/check patterns` runs it over the whole package."""

from __future__ import annotations

import re

import pytest

from benchmarks.patterns import Found, is_slow, patterns, slow, texts
from roadmap_sync.tracker.activity import spent_hours
from roadmap_sync.tracker.checkboxes import boxes


@pytest.mark.parametrize(
    "pattern",
    [
        r"^/spent[ \t]+(?:(\d{1,4})[ \t]*h)?[ \t]*(?:(\d{1,5})[ \t]*m)?[ \t]*$",
        r"\s+$",
        r"(a|a)*b",
        r"(?:\w+ ?)+:",
        r"^(.*?)\s*[:|]?\s+x$",
    ],
)
def test_a_pattern_that_backtracks_is_found(pattern):
    found = Found("here", re.compile(pattern))
    assert any(is_slow(found, text) for text in texts(found))


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s+$", r"^[a-z]+(?: [a-z]+)*$", r"(?:\s++)?x", r"\d{1,4}h", r"[^<>]*"])
def test_a_linear_pattern_is_let_pass(pattern):
    found = Found("here", re.compile(pattern), ("match",))
    assert not any(is_slow(found, text) for text in texts(found))


def test_patterns_that_modules_hold_and_those_in_calls_are_looked_at():
    found = {one.where for one in patterns("roadmap_sync.text")}
    assert any(where.startswith("roadmap_sync.text._") for where in found)
    assert any(where.startswith("roadmap_sync.text:") for where in found)
    assert sum(1 for _ in patterns()) > 200


@pytest.mark.parametrize("package", ["tracker", "text", "roadmap", "gh", "cli"])
def test_no_pattern_that_meets_text_from_outside_is_slow(package):
    assert [one.where for one, _ in slow(f"roadmap_sync.{package}")] == []


@pytest.mark.parametrize("end", ["x", "\0", " h m", "\n/spent 2h"])
def test_a_note_of_hours_with_long_runs_of_blanks_is_read_in_no_time(end):
    assert spent_hours("/spent" + " " * 1_000_000 + end) == (2.0 if "2h" in end else 0.0)


@pytest.mark.parametrize(
    ("comment", "hours"),
    [("/spent 2h", 2), ("/spent 1 h 30 m", 1.5), ("/SPENT 45min\r", 0.75), ("/spent 1h30m", 1.5), ("/spent 1.5h", 1.5)]
    + [
        (other, 0)
        for other in ("/spent2h", " /spent 2h", "/spent 2 4h", "/spent two", "/spent 2h later", "x /spent 2h")
    ],
)
def test_hours_are_read_as_people_write_them(comment, hours):
    assert spent_hours(comment) == hours


def test_boxes_with_long_runs_of_blanks_are_read_in_no_time():
    blanks = " " * 200_000
    (box,) = boxes(f"- [x]{blanks}text{blanks}<!-- id:a -->{blanks}")
    assert (box.id, box.text, box.ticked) == ("a", "text", True)
    assert boxes(f"- [ ]{blanks}text{blanks}<!-- id:a b -->{blanks}")[0].id == ""
