"""The report for programs: the promised keys, and the page that describes them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from roadmap_sync.render import report_json
from tests.render.sample import beginner, learner, reviewing

SUMS = ("done", "in_progress", "skipped", "total", "percent", "by", "hours", "optional")
PAGE = Path(__file__).parents[2] / "docs" / "report-json.md"


def test_the_document_has_the_promised_keys() -> None:
    document = report_json.document([learner(), beginner()])
    assert document["version"] == 1
    first = document["roadmaps"][0]
    assert (first["id"], first["title"]) == ("journey", "AI Application Engineer")
    assert (first["done"], first["in_progress"], first["skipped"], first["total"]) == (53, 1, 2, 170)
    assert (first["by"], first["percent"], first["hours"]) == ("hours", 31.93, {"done": 190.0, "total": 595.0})
    assert first["commits"]["total"] == 148
    phase = first["phases"][2]
    assert (phase["id"], phase["title"], phase["done"], phase["total"]) == (
        "Generative AI Fundamentals",
        "Generative AI Fundamentals",
        10,
        19,
    )
    assert document["roadmaps"][1]["by"] == "count"


def test_it_is_plain_json_and_the_same_for_the_same_numbers() -> None:
    first, second = (json.dumps(report_json.document([learner()])) for _ in range(2))
    assert first == second


def test_days_are_iso_dates_in_order() -> None:
    days = list(report_json.document([learner()])["roadmaps"][0]["commits"]["by_day"])
    assert days == sorted(days)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", days[0])


def paths(value: Any, path: str = "") -> set[str]:
    """Every key of a document as a dotted path; keys that are days count as one."""
    if isinstance(value, list):
        return set().union(*(paths(each, path + "[]") for each in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    keys = {("DAY" if re.fullmatch(r"\d{4}-\d\d-\d\d", key) else key): each for key, each in value.items()}
    below = (paths(each, f"{path}.{key}".lstrip(".")) for key, each in keys.items())
    return {f"{path}.{key}".lstrip(".") for key in keys}.union(*below)


def test_the_page_describes_every_key_and_no_other() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    (roadmap,) = report_json.document([reviewing()])["roadmaps"]
    sums = {path for path in paths(roadmap) if path.split(".")[0] in SUMS}
    again = {f"phases[].{path}" for path in sums}
    found = {re.sub(r"^(habits|goals)\[\]", "criteria[]", path) for path in paths(roadmap)}
    found = {path for path in found - again if not path.startswith("phases[].sections[].")}
    assert sorted(rows) == sorted({"version", "roadmaps", *found})
