"""Hostile text: whatever stands in a roadmap shows as it is, and never notifies, links, runs or breaks out."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_sync import text

NASTY = (
    *"`*_~[]()<>!#&|\\$@:.-+=\"'/ \t",
    *(
        "\n",
        "``",
        "```",
        "**",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<script>",
        "![x](http://e.com/p.png)",
        "[x](http://e.com)",
    ),
    *("@bob", "@org/team", "#1", "GH-12", "o/r#3", "deadbeef", "0123456789abcdef", "www.e.com", "https://e.com/a_(b)"),
    *(
        "https://github.com/o/r/issues/1",
        "a@b.co",
        "mailto:a@b.co",
        "- ",
        "1. ",
        "1) ",
        "# ",
        "> ",
        "---",
        "===",
        "- [ ] ",
    ),
    *(
        "&copy;",
        "&#35;",
        "&#x40;",
        "|-|",
        ":-:",
        "<!-- roadmap-sync:end -->",
        "a",
        "Z9",
        "é",
        "中",
        "\u202e",
        "\u200b",
        "[^1]",
    ),
    *(
        "    x",
        "```sh",
        "~~~",
        "snake_case",
        "__init__",
        "`__init__`",
        "`a|b`",
        "<div>",
        "</details>",
        "[x]: http://e.com",
    ),
)
hostile = st.lists(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=14).map("".join)
ALLOWED_IN_PLAIN = {"p", "code", "span"}
ALLOWED_IN_PROSE = {"p", "code", "span", "strong", "em", "a", "ul", "ol", "li", "br"}
TAG = re.compile(r"<\s*/?\s*([A-Za-z!][A-Za-z0-9]*|!--)")
REFERENCE = re.compile(
    r"@\w|#\d|\bGH-\d|\b(?:https?|ftp)://|\bwww\.\w|(?<![^\W_])[0-9a-f]{7,40}(?![^\W_])", re.IGNORECASE
)


def rendered(markdown: str) -> str:
    return cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE)


def tags(markup: str) -> set[str]:
    return {found.lower() for found in TAG.findall(markup)}


def shown(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", markup)).replace("\u200b", "").strip()


def outside_code(markup: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<code>.*?</code>", " ", markup, flags=re.DOTALL)))


def bare(value: str) -> str:
    """What must be shown, code signs and zero-width spaces aside."""
    return re.sub(r"[`\u200b\s]", "", value)


@given(hostile)
@example("[a]: http://e.com")
@example("``a ` b``http://e.com")
@example("<!-- roadmap-sync:end -->")
@example("a\n:-:")
def test_plain_text_shows_exactly_what_was_written(value: str) -> None:
    markup = rendered("x " + text.plain(value))
    assert bare(shown(markup)) == bare("x" + text.line(value))


@given(hostile)
@example("+ a")
@example("12) b")
@example("# h")
def test_plain_text_is_one_paragraph_without_links_images_or_html(value: str) -> None:
    markup = rendered(text.plain(value))
    assert tags(markup) <= ALLOWED_IN_PLAIN
    assert markup.count("<p>") == (1 if text.line(value).strip("\u200b") else markup.count("<p>"))
    assert "<!--" not in text.plain(value)


@given(hostile)
@example("@bob #1 GH-1 o/r#2 deadbeef")
def test_plain_text_mentions_and_references_nobody(value: str) -> None:
    assert not REFERENCE.search(outside_code(rendered(text.plain(value))))


@given(hostile, hostile)
def test_two_plain_lines_below_each_other_stay_text(first: str, second: str) -> None:
    assert tags(rendered(text.plain(first) + "\n" + text.plain(second))) <= ALLOWED_IN_PLAIN


@given(hostile, hostile)
def test_a_table_cell_never_becomes_two(first: str, second: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {text.cell(first)} | {text.cell(second)} |\n"
    markup = rendered(table)
    assert markup.count("<td>") == 2
    cells = re.findall(r"<td>(.*?)</td>", markup, re.DOTALL)
    assert [bare(shown(cell)) for cell in cells] == [bare(text.line(first)), bare(text.line(second))]


@given(hostile)
@example("![i](http://e.com/p.png)")
@example("**a *b** c*")
@example("- - -")
@example("a\n===")
@example("a\n:-:")
def test_prose_never_yields_html_comments_headings_images_or_fences(value: str) -> None:
    markdown = text.prose(value)
    assert tags(rendered(markdown)) <= ALLOWED_IN_PROSE
    assert "<!--" not in markdown


@given(hostile)
def test_prose_mentions_and_references_nobody(value: str) -> None:
    markup = rendered(text.prose(value))
    assert not REFERENCE.search(outside_code(markup))
    assert not re.search(r'href="https?://(?:www\.)?github\.com(?::\d+)?/[^/]+/[^/]+/(?:issues|pull)/\d', markup)
    assert not re.search(r'href="(?!https?://)', markup)


def test_prose_keeps_bold_italic_code_links_and_lists() -> None:
    markup = rendered(text.prose("**bold** and *it*, `x_y`, [docs](https://e.com/a(b))\n\n- one\n- two\n\n1. first"))
    assert "<strong>bold</strong> and <em>it</em>, <code>x_y</code>" in markup
    assert '<a href="https://e.com/a%28b%29">docs</a>' in markup
    assert markup.count("<li>") == 3


def test_prose_has_task_boxes_only_when_asked() -> None:
    assert text.prose("- [x] read") == "- \\[x\\] read"
    assert text.prose("- [x] read", boxes=True) == "- [x] read"


def test_prose_links_bare_urls_and_leaves_the_full_stop_outside() -> None:
    assert '<a href="https://e.com/a">' in rendered(text.prose("See https://e.com/a."))
    assert rendered(text.prose("See https://e.com/a.")).endswith("</a>.</p>\n")


@pytest.mark.parametrize(
    "harmless",
    ["C++ & C#: basics (part 1)", "snake_case names", "5 * 3?", "a -> b", "Why? Because!", "Don't panic", "I/O, 50%"],
)
def test_ordinary_titles_stay_readable_in_the_source(harmless: str) -> None:
    assert text.plain(harmless) == harmless.replace("*", "\\*")


def test_code_spans_stay_code() -> None:
    assert text.plain("the `__init__` method of `a @b #1`") == "the `__init__` method of `a @b #1`"


def test_two_dollars_are_no_formula() -> None:
    assert text.plain("from $5 to $6") == "from <span>$</span>5 to <span>$</span>6"
    assert text.plain("earn $5") == "earn $5"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "",
        "//e.com",
        "https://",
        "https://me:pw@e.com",
        "file:///x",
        "http://[",
        "x",
    ],
)
def test_a_link_that_is_no_web_address_is_only_text(url: str) -> None:
    assert text.link("docs", url) == "docs"


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/o/r/issues/1",
        "http://www.github.com/o/r/pull/2#x",
        "https://GitHub.com:443/o/r/discussions/3",
    ],
)
def test_issues_of_other_repositories_get_no_back_reference(url: str) -> None:
    assert "](http" in text.link("x", url)
    assert "//redirect.github.com/o/r/" in text.link("x", url)
    assert "redirect" not in text.link("x", url, own=True)


def test_repositories_and_commits_are_linked_directly() -> None:
    assert text.link("x", "https://github.com/o/r") == "[x](https://github.com/o/r)"


@given(hostile, hostile)
def test_a_link_never_breaks_out_of_its_brackets(label: str, path: str) -> None:
    markup = rendered(text.link(label or "x", "https://e.com/" + path))
    assert tags(markup) <= ALLOWED_IN_PLAIN | {"a"}
    assert markup.count("<a ") == 1
    assert 'href="https://e.com/' in markup


@given(hostile)
def test_titles_are_one_short_line_and_never_empty(value: str) -> None:
    title = text.title(value)
    assert 0 < len(title) <= 256
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\n]", title)
    title.encode()


def test_titles_keep_what_people_wrote() -> None:
    assert text.title("  Ask @bob about\t#1 ") == "Ask @bob about #1"
    assert text.title("x" * 300) == "x" * 255 + "…"


@given(hostile)
@example("```\n<!-- roadmap-sync:end -->\n````")
def test_a_code_fence_is_one_block_whatever_it_holds(value: str) -> None:
    markup = rendered(text.code_fence(value, "mermaid"))
    assert tags(markup) <= {"pre", "code"}
    assert markup.count("<pre") == 1
    assert "<!--" not in text.code_fence(value)


@given(hostile)
def test_svg_text_is_well_formed_xml(value: str) -> None:
    element = ET.fromstring(f'<text title="{text.svg(value)}">{text.svg(value)}</text>')
    assert len(element) == 0
    assert (element.text or "").split() == element.attrib["title"].split()


@given(hostile)
def test_html_text_has_no_tags_and_no_quotes(value: str) -> None:
    assert not re.search("[<>\"']", text.html(value))
    assert not re.search("[<>\"']|@\\w|://", text.summary(value))


@given(hostile)
def test_mermaid_names_have_no_grammar_in_them(value: str) -> None:
    assert not re.search(r"[:#;,%\n`<>\"]", text.mermaid(value))
    assert 0 < len(text.mermaid(value)) <= 61


@pytest.mark.parametrize(
    "word", ["section 2", "Title page", "excludes", "Click here", "dateFormat", "gantt", "2026-01-01"]
)
def test_mermaid_names_are_no_keywords_and_no_dates(word: str) -> None:
    assert text.mermaid(word) == "\u200b" + word


@given(hostile)
@example("::error::x")
@example("a\r  ::set-output name=x::y")
@example("a ##[warning]b")
def test_printed_text_holds_no_workflow_commands(value: str) -> None:
    shown_lines = re.split(r"[\r\n]", text.workflow(value))
    assert not any(part.lstrip().startswith("::") or "##[" in part for part in shown_lines)


def test_workflow_commands_carry_text_as_data() -> None:
    assert text.workflow_data("50%\r\nx") == "50%25%0D%0Ax"
    assert text.workflow_property("a:b,c%\n") == "a%3Ab%2Cc%25%0A"


@pytest.mark.parametrize(
    "seed", ["` ", "[", "**", "*a ", "(((", "https://a(", "&#1", "@a", "$", "<!--", "`a`` ", "[a](http://"]
)
def test_long_hostile_text_is_quick(seed: str) -> None:
    value = seed * (60_000 // len(seed))
    assert text.plain(value)
    assert text.prose(value)


@pytest.mark.parametrize(
    "written", ["[^1]: a note", "see[^1]", "[ada]: https://evil.example", "[x][ada]", "<b>", "</details>"]
)
def test_no_footnote_reference_or_raw_html_of_a_text_changes_what_stands_elsewhere(written: str) -> None:
    page = f"A[^1] and [ada].\n\n{text.plain(written)}\n"
    shown = cmarkgfm.github_flavored_markdown_to_html(page, options=Options.CMARK_OPT_FOOTNOTES)
    assert shown.startswith("<p>A[^1] and [ada].</p>")
    assert "<b>" not in shown
    assert "</details>" not in shown
