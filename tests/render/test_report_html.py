"""The page: one file, no script, nothing from outside."""

from __future__ import annotations

import re

from roadmap_sync.render import report_html
from tests.render.page import Page
from tests.render.sample import beginner, learner
from tests.render.test_report_markdown import poisoned


def test_the_page_holds_everything_itself() -> None:
    markup = report_html.page([learner()])
    page = Page(markup)
    assert "script" not in page.elements
    assert "link" not in page.elements
    assert not re.search(r"\son\w+=|javascript:|@import|url\(", markup)
    sources = [link for link in page.links if not link.startswith("https://github.com/learner/")]
    assert sources
    assert all(source.startswith("data:image/svg+xml;base64,") for source in sources)


def test_the_page_shows_numbers_next_steps_and_every_item() -> None:
    text = Page(report_html.page([learner()])).text
    for part in ("31%", "53 of 170", "What next", "Phases", "Success criteria", "Habits", "All items", "Interviews"):
        assert part in text, part


def test_several_roadmaps_share_a_page() -> None:
    page = Page(report_html.page([learner(), beginner()]))
    assert page.elements.count("article") == 2
    assert "Roadmaps" in page.text


def test_the_page_is_light_or_dark_as_the_reader_likes() -> None:
    markup = report_html.page([learner()])
    assert "prefers-color-scheme: dark" in markup
    assert 'name="color-scheme" content="light dark"' in markup


def test_code_in_titles_is_code_and_markup_is_text() -> None:
    markup = report_html.page([learner()])
    assert "<code>__init__</code>" in markup
    hostile = Page(report_html.page([poisoned(learner())], links={"x": "javascript:alert(1)"}))
    assert hostile.comments == []
    assert not [link for link in hostile.links if "javascript" in link or "evil" in link]


def test_same_progress_same_page() -> None:
    assert report_html.page([learner()]) == report_html.page([learner()])
