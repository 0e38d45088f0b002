"""Keys and slugs: what ids look like, for ever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.roadmap import keys


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Core Python Syntax", "core-python-syntax"),
        ("Control flow (if/else, loops)", "control-flow-if-else-loops"),
        ("  --A--  ", "a"),
        ("Straße", "strasse"),
        ("ＦＵＬＬ width", "full-width"),
        ("Základy Pythonu", "základy-pythonu"),
        ("基础", "基础"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("C++ / C#", "c-c"),
    ],
)
def test_an_id_is_the_titles_letters_and_digits(title, expected):
    assert keys.slug(title) == expected


def test_a_title_without_letters_gets_a_hash_that_stays():
    assert keys.slug("+++") == keys.slug("+++")
    assert keys.slug("+++") != keys.slug("---")
    assert len(keys.slug("+++")) == 8


def test_a_long_title_is_cut_and_told_apart_by_a_hash():
    one, other = keys.slug("word " * 40 + "a"), keys.slug("word " * 40 + "b")
    assert one != other
    assert max(len(one), len(other)) <= keys.MAX_SLUG
    assert keys.slug("x" * keys.MAX_SLUG) == "x" * keys.MAX_SLUG


@given(st.text())
def test_every_slug_is_an_id_that_is_short_and_needs_no_quoting(title):
    found = keys.slug(title)
    assert 0 < len(found) <= keys.MAX_SLUG
    assert keys.is_id(found)
    assert not set(found) & set(" /~:#\n")


@pytest.mark.parametrize("text", ["", "A", "a b", "a/b", "~a", "-a", "a-", "a--b", "é.", "x" * 61])
def test_what_is_not_its_own_slug_is_no_id(text):
    assert not keys.is_id(text)


def test_keys_are_joined_and_taken_apart():
    key = keys.join("r", "phase", "", "item")
    assert key == "r/phase/item"
    assert (keys.parent(key), keys.root(key), keys.leaf(key), keys.parent("r")) == ("r/phase", "r", "item", "")


def test_rebasing_moves_a_key_and_all_below_it_and_nothing_else():
    assert keys.rebase("r/a", "r/a", "r/b") == "r/b"
    assert keys.rebase("r/a/x", "r/a", "s/b") == "s/b/x"
    assert keys.rebase("r/ab/x", "r/a", "r/b") == "r/ab/x"


paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map("/".join)


@given(paths, paths, st.one_of(st.just(""), paths))
def test_rebasing_there_and_back_changes_nothing(old, new, below):
    key = keys.join(old, below)
    assert keys.rebase(keys.rebase(key, old, new), new, old) == key
