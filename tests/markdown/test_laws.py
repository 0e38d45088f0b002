"""Laws of the import: it never fails, its file is valid, nothing is invented, every box is somewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from benchmarks import hostile
from roadmap_sync.markdown import export_markdown, import_text, update_yaml
from roadmap_sync.markdown.building.naming import walk_titles
from roadmap_sync.markdown.writing.yaml_text import scalar
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Item
from roadmap_sync.roadmap.scopes import things
from tests.markdown.reading import DIALECTS, ids, imported

WORDS = st.text(alphabet="abcXYZéж学😀 *_`[]()<>#:|-!&~\\.,'\"0123", min_size=1, max_size=24)
LINES = st.one_of(
    st.builds(
        "{} {}".format,
        st.sampled_from(["#", "##", "###", "- [ ]", "- [x]", "*", "1.", "  - [ ]", "    -", ">", "[ ]"]),
        WORDS,
    ),
    st.builds("**{}:**".format, WORDS),
    st.builds("| {} | [ ] |".format, WORDS),
    st.builds(
        "<table><tr><td>{}</td></tr><tr><td rowspan=2>{}</td><td>{}</td></tr></table>".format, WORDS, WORDS, WORDS
    ),
    st.sampled_from(
        [
            "",
            "---",
            "```",
            "|a|b|",
            "|-|-|",
            "<details>",
            "<summary>s</summary>",
            "</details>",
            "Phase 1",
            "===",
            "<ul><li>",
            "</table><table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr>",
        ]
    ),
    WORDS,
)
DOCUMENTS = st.lists(LINES, max_size=25).map("\n".join)


@settings(max_examples=150, deadline=None)
@example("* -\n* - 0")
@example("<table><tr><td>0</td></tr><tr><td><![</td></tr></table>")
@example("- [ ] 0\\n" + 2 * "<table><tr><td>0</td></tr><tr><td rowspan=2>:</td><td>:</td></tr></table>\\n")
@given(DOCUMENTS)
def test_any_document_gives_a_valid_roadmap(text):
    made = imported(text)
    roadmap = load_text(made.yaml, "plan.yaml")
    assert len(roadmap.phases) == made.summary.phases


class _Shown(HTMLParser):
    """The text that a page shows, without its tags."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002 - the parser's
        if tag in {"table", "tr", "td", "th"}:
            self.pieces.append("\n")

    def handle_data(self, data):
        self.pieces.append(data)


def _page(html: str) -> str:
    page = _Shown()
    page.feed(html.replace("<![", "&lt;!["))
    page.close()
    return "".join(page.pieces)


def shown(text: str) -> str:
    """What a reader sees of `text`, by another road: each line as HTML, and the HTML without tags.

    In a block of HTML a line is not Markdown to a page, but it is to many authors: it is seen both ways.
    """
    parser = MarkdownIt("commonmark").enable("strikethrough")
    raw = _page(text)
    lines = (_page(parser.renderInline(line)) for line in [*text.split("\n"), *raw.split("\n"), raw])
    return "\n".join([*lines, raw])


@settings(max_examples=100, deadline=None)
@example("# 0*0*")
@example("# 0<X:>0")
@example("<table><tr><td>0</td></tr><tr><td rowspan=2>0</td><td>X<!>0</td></tr></table>")
@example("- [ ] 学**学**")
@example("<ul><li>\n***:**\n# 0*0")
@example(
    "</table><table><tr><th>a</th></tr>\n**1<a:**\n<table><tr><td>0</td></tr><tr><td>0</td><td>0</td></tr></table>"
)
@given(DOCUMENTS)
def test_no_title_is_invented(text):
    seen = "\n".join([text, shown(text), text.replace("*", "")])
    for title in walk_titles(imported(text, "plan.md").roadmap):
        assert all(word in seen for word in re.findall(r"[^\W_]+", title)) or title == "plan"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=1, max_size=30))
def test_every_box_is_an_item_and_every_tick_is_kept(boxes):
    text = "## Phase 1\n" + "\n".join(f"- [{'x' if done else ' '}] thing {name}" for done, name in boxes)
    made = imported(text)
    items = [thing for _, thing in things(load_text(made.yaml, "plan.yaml")) if isinstance(thing, Item)]
    assert [(item.title, item.done) for item in items] == [(f"thing {name}", done) for done, name in boxes]


@settings(max_examples=100, deadline=None)
@given(DOCUMENTS)
def test_the_same_document_gives_the_same_file_and_needs_no_update(text):
    made = imported(text)
    assert imported(text).yaml == made.yaml
    assert update_yaml(made.yaml, made) == made.yaml


@settings(max_examples=60, deadline=None)
@example("", "- [ ] 0\n<summary>s</summary>\n# 0")
@example("", "* -\n* - 0")
@given(DOCUMENTS, DOCUMENTS)
def test_an_update_holds_what_the_source_holds(before, after):
    new = imported(after)
    assume(new.summary.items)
    updated = update_yaml(imported(before).yaml, new)
    assert list(ids(updated).values()) == list(ids(new.yaml).values())
    assert update_yaml(updated, new) == updated


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_an_exported_checklist_is_the_same_roadmap(text):
    roadmap = load_text(imported(text).yaml, "plan.yaml")
    back = import_text(export_markdown(roadmap).encode(), name="plan.md")
    assert load_text(back.yaml, "plan.yaml") == roadmap


@settings(max_examples=300)
@given(st.text(min_size=1, max_size=60), st.booleans())
def test_a_scalar_reads_back_as_the_same_text(text, flow):
    written = f"[{scalar(text, flow=True)}]" if flow else f"k: {scalar(text)}"
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    read = yaml.safe_load(written)
    assert read == ([text] if flow else {"k": text})


HOSTILE = [
    "yes",
    "no",
    "null",
    "~",
    "1",
    "1.5",
    "2026-01-01",
    "1:30",
    "a: b",
    "a #b",
    "- a",
    "@x",
    "`c`",
    "[x",
    "{y",
    "*z",
    "&w",
    "!t",
    "%p",
    "'q'",
    '"r"',
    "?",
    ": ",
    "0x1F",
    "1e3",
    "a\\b",
    "on",
    "=",
    "<<",
]


def test_words_that_yaml_takes_for_something_else_stay_words():
    for text in HOSTILE:
        assert yaml.safe_load(f"- {scalar(text)}") == [text]
        assert yaml.safe_load(f"[{scalar(text, flow=True)}]") == [text]


def test_a_large_document_is_read_whole():
    line = "- [ ] learn something new\n"
    text = "".join(f"\n## Phase {number}: Part {number}\n" + line * 60 for number in range(1, 101))
    assert imported(text).summary.items == 6_000


@pytest.mark.parametrize("unit", hostile.UNITS)
def test_a_hostile_document_gives_a_valid_roadmap(unit):
    for text in (hostile.document(unit, 2_000).decode(), "> " * 2_000 + unit, f"{unit}\n" * 1_000):
        load_text(imported(text).yaml, "plan.yaml")


def test_more_than_a_hundred_items_of_a_section_are_split():
    text = "## P\n### S\n" + "\n".join(f"- [ ] item {number}" for number in range(250))
    sections = load_text(imported(text).yaml, "plan.yaml").phases[0].sections
    assert [len(section.items) for section in sections] == [100, 100, 50]
    assert [section.id for section in sections] == ["s", "s-2", "s-3"]


def test_a_title_too_long_for_a_tracker_is_cut_and_kept_whole_in_the_note():
    long = "word " * 80
    item = load_text(imported(f"## P\n- [ ] {long}\n").yaml, "plan.yaml").phases[0].items[0]
    assert len(item.title) <= 256
    assert item.note == long.strip()


def test_every_dialect_survives_export_and_import():
    for path in DIALECTS.glob("*.md"):
        roadmap = load_text(import_text(path.read_bytes(), name=path.name).yaml, "plan.yaml")
        back = import_text(export_markdown(roadmap).encode(), name="plan.md")
        assert load_text(back.yaml, "plan.yaml") == roadmap, path.name
