"""Kept curricula: the last reading as a file, and what is no reading of that address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.roadmap.curriculum import Address, CurriculumFile
from roadmap_sync.roadmap.kept import kept_name, kept_text, parse_kept

ADDRESS = Address("roadmaps/rust.yaml", "acme/curriculum", "v1")
COMMIT = "c0ffee" * 6 + "c0ff"


@given(st.text("ab: \n#-é", min_size=1).filter(str.strip), st.booleans())
def test_what_was_kept_is_read_back(text: str, private: bool) -> None:  # noqa: FBT001
    source = CurriculumFile(ADDRESS, text, commit=COMMIT, private=private)
    assert parse_kept(kept_text(source), ADDRESS) == source


def test_each_address_has_a_file_of_its_own() -> None:
    others = [
        Address("roadmaps/rust.yaml", "acme/curriculum", "v2"),
        Address("roadmaps/go.yaml", "acme/curriculum", "v1"),
    ]
    assert len({kept_name(one) for one in (ADDRESS, *others)}) == 3
    assert kept_name(ADDRESS).startswith("curricula/acme-curriculum-roadmaps-rust-yaml-v1-")


def test_a_further_link_of_a_chain_has_one_file_whatever_the_commit() -> None:
    first, later = (Address("base.yaml", "acme/curriculum", commit * 40) for commit in "ab")
    assert kept_name(first) == kept_name(later)
    kept = kept_text(CurriculumFile(first, "title: T\n", commit="a" * 40))
    found = parse_kept(kept, later)
    assert found
    assert (found.text, found.commit) == ("title: T\n", "a" * 40)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: T\n",
        "# Kept by roadmap-sync from acme/curriculum/roadmaps/rust.yaml@v2 at c0ffee\ntitle: T\n",
        "# Kept by roadmap-sync from acme/curriculum/roadmaps/rust.yaml@v1 at c0ffee\n",
        "# Kept by roadmap-sync from acme/curriculum/roadmaps/rust.yaml@v1 at c0ffee\n  \n",
        "# Kept by roadmap-sync from acme/curriculum/roadmaps/rust.yaml@v1 at nowhere\ntitle: T\n",
    ],
)
def test_what_is_no_reading_of_the_address_or_empty_does_not_count(text: str) -> None:
    assert parse_kept(text, ADDRESS) is None
