"""The fingerprint of a report: a README is written again where its facts or its layout changed, and only there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader

from roadmap_sync.progress.model import Progress
from roadmap_sync.render import phases_svg, report_markdown, templates
from roadmap_sync.render.publication import publication
from roadmap_sync.render.report_markdown import fingerprint
from tests.render.sample import beginner, learner


def published(*progresses: Progress) -> dict[str, str]:
    """The files of a report, written for the first time."""
    return {**publication(progresses, "README.md", {"README.md": "# Me\n"}).texts}


def with_template(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Let the report's template say `new` where it says `old`, once."""
    source, _, _ = templates.markdown().loader.get_source(templates.markdown(), "report.md.j2")
    assert source.count(old) == 1
    changed = templates.markdown().overlay(loader=DictLoader({"report.md.j2": source.replace(old, new)}))
    monkeypatch.setattr(report_markdown, "markdown", lambda: changed)


def test_another_column_in_the_template_reaches_a_readme_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    there = published(learner())
    with_template(monkeypatch, "| Phase | Progress | Done | When |", "| Phase | Progress | Done | When | Hours |")
    again = publication([learner()], "README.md", there)
    assert again.changed == ("README.md", ".github/roadmap/journey.facts")
    assert "| Phase | Progress | Done | When | Hours |" in again.texts["README.md"]


def test_a_part_that_this_report_does_not_have_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = published(beginner())
    with_template(monkeypatch, "| Skill | Level | From finished work |", "| Skill | Stars | From finished work |")
    assert publication([beginner()], "README.md", there).changed == ()


def test_a_comment_in_the_template_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    there = published(learner())
    with_template(monkeypatch, "### What next", "{# what to do this week #}### What next")
    assert publication([learner()], "README.md", there).changed == ()


def test_a_picture_drawn_otherwise_reaches_a_readme_that_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    there = published(learner())
    monkeypatch.setattr(phases_svg, "_ROW", phases_svg._ROW + 1)
    changed = publication([learner()], "README.md", there).changed
    assert ".github/roadmap/journey-phases-light.svg" in changed


def test_several_roadmaps_in_one_table_follow_its_layout_too(monkeypatch: pytest.MonkeyPatch) -> None:
    both, text = [learner(), beginner()], "<!-- roadmap-sync:begin report -->\n<!-- roadmap-sync:end -->\n"
    there = {**publication(both, "README.md", {"README.md": text}).texts}
    assert publication(both, "README.md", there).changed == ()
    monkeypatch.setattr(report_markdown.formatting, "meter", lambda _value, _width: "`bar`")
    assert "README.md" in publication(both, "README.md", there).changed


@settings(deadline=None)  # the first call compiles the template
@given(st.integers(-400, 4000))
def test_no_day_changes_the_fingerprint_while_the_facts_are_the_same(days: int) -> None:
    later = learner().as_of + timedelta(days=days)
    assert fingerprint(replace(learner(), as_of=later, burn_up=())) == fingerprint(learner())


def test_a_roadmap_that_nobody_has_begun_has_a_fingerprint() -> None:
    untouched = replace(beginner(), closings_by_day={}, commits_by_day={}, as_of=date(2030, 1, 1))
    assert fingerprint(untouched) == fingerprint(replace(untouched, as_of=date(2031, 1, 1)))
