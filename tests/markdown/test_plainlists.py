"""Long lists of one-line entries are read without the parser, and nothing may come of that but speed."""

from __future__ import annotations

import random

import pytest

from roadmap_sync.markdown.blocks import Block, Bullets, Entry, Line
from roadmap_sync.markdown.parsing import document
from roadmap_sync.markdown.parsing.document import parse
from roadmap_sync.markdown.parsing.plainlists import Lifted, lift_lists

TEXTS = ("a", "[ ] b", "[x] c d", "**e** f", "`g` h", "é", "[ ]", "i  ", "j\\")
ODD_TEXTS = ("# k", "1. l", "- m", "> n", "", "    o", "* * *", "p | q", "|---|---|", "<div>", "[r]: url")
LINES = ("", "s", "```", "~~~", "---", "===", "<div>", "</div>", "<!--", "-->", "<script>", "> t", "1. u", "\tv", "|w|")


def by_parser_alone(text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Block, ...]:
    with monkeypatch.context() as patched:
        patched.setattr(document, "lift_lists", lambda whole, _: Lifted(whole.split("\n"), range(len(whole)), {}))
        return parse(text)


def any_document(seed: int) -> str:
    chance = random.Random(seed)
    steps = (0, 0, 0, 0, 2, 2, 4) if seed % 2 else (0, 0, 0, 1, 2, 3, 4, 5, 6, 8)
    lines = []
    for _ in range(chance.randint(2, 14)):
        text = chance.choice(TEXTS if chance.random() < 0.9 else ODD_TEXTS)
        entry = " " * chance.choice(steps) + chance.choice("------*+") + " " + text
        lines.append(entry if chance.random() < 0.8 else " " * chance.choice((0, 2, 4)) + chance.choice(LINES))
    return "\n".join(lines)


def test_lists_in_any_surroundings_are_read_as_the_parser_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    lifted = 0
    for seed in range(600):
        text = any_document(seed)
        assert parse(text) == by_parser_alone(text, monkeypatch), text
        lifted += bool(lift_lists(text, 1).entries)
    assert lifted > 120


def test_of_a_long_list_the_parser_sees_the_last_entry_with_what_is_below_it() -> None:
    text = "\n".join(["# T", *(f"- [ ] a {number}\n  - b {number}" for number in range(50)), "", "end"])
    assert lift_lists(text, 1).lines == ["# T", "- [ ] a 49", "  - b 49", "", "end"]


def test_entries_read_without_the_parser_know_their_lines() -> None:
    assert parse("- a\n  - b\n- c\n- d", first=10) == (
        Bullets(
            (
                Entry(Line(10, "a"), (Bullets((Entry(Line(11, "b")),)),)),
                Entry(Line(12, "c")),
                Entry(Line(13, "d")),
            )
        ),
    )


def test_what_looks_like_a_list_inside_code_stays_code() -> None:
    assert parse("```\n- a\n- b\n- c\n```\n") == ()
