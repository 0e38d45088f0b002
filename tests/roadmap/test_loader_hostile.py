"""Files made to harm, and files full of chance: refused in time, with a problem, never with a traceback."""

import contextlib
import tracemalloc

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.model import Roadmap

GOOD = """\
id: fuzz
title: &title "A good one"
start: 2026-01-05
timezone: Europe/Prague
pace: slow
paces: {slow: 5-10, fast: 40}
holidays: [2026-07-01..2026-07-14]
tags: {core: {label: core, color: "0e8a16"}, optional: {counts: false}}
entry_points: [{id: known, title: Known, skip: [one]}]
phases:
  - id: one
    title: *title
    when: weeks 1-6
    done_when: [Can do it, commits: 30]
    sections:
      - title: S
        effort: 20-25h
        choose: 1
        options: [{title: X, items: [a]}, {title: Y, items: [b]}]
        items: [plain, {title: More, tags: [core], depends_on: [plain], was: old, done: true}]
  - title: Two
    lasts: 4-6 weeks
    depends_on: one
    projects: [{title: P, same_as: one/s/plain, build: [x]}]
habits: [{title: H, every: week, commits: 5}]
goals: [{title: G, by: month 12}]
skills: [{title: K, target: 3, from: ["phase:one", "tag:core"]}]
"""


def outcome(content):
    """Loads or refuses; anything else than a refusal of ours fails the test."""
    roadmap, problems = None, ()
    try:
        roadmap = load_text(content, "fuzz.yaml")
    except InvalidRoadmapError as error:
        problems = error.problems
    assert isinstance(roadmap, Roadmap) or problems
    assert all(problem.where.file == "fuzz.yaml" and str(problem).isprintable() for problem in problems)
    repr((roadmap, problems)).encode()
    return roadmap


def merges(count):
    return "a0: &a0 {}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: 1}}\n" for n in range(1, count))


def bomb(levels, width):
    lines = ["a0: &a0 [" + ", ".join(["x"] * width) + "]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


HARMFUL = {
    "a billion laughs": bomb(10, 10),
    "laughs in a roadmap": f"title: T\nphases:\n  - title: A\n    items: *a5\n{bomb(6, 10)}",
    "a wide bomb": bomb(3, 2_000),
    "merged over and over": merges(2_000),
    "a list in itself": "a: &a [*a]",
    "a mapping in itself": "&a title: T\nphases: &p [{title: x, sections: *p}]",
    "brackets": "[" * 200_000,
    "braces": "{a: " * 200_000,
    "dashes": "- " * 200_000,
    "keys of keys": "? " * 100_000,
    "indents": "\n".join(" " * n + "a:" for n in range(2_000)),
    "a long line": "title: " + "x" * 2_000_000,
    "a long key": "x" * 500_000 + ": 1",
    "too large": "title: T\n" + "#" * 10_000_001,
    "too many values": "a: [" + "x," * 500_000 + "]",
    "a long number": "title: T\nphases: [{title: A, effort: " + "9" * 500_000 + "}]",
    "a long digit run in a week": "title: T\nphases: [{title: A, when: weeks 1-" + "9" * 500_000 + "}]",
    "unknown keys": "title: T\nphases: [{title: A}]\n" + "\n".join(f"titel{n}: x" for n in range(3_000)),
    "a huge escape": 'title: "\\UFFFFFFFF"',
    "a huge version": f"%YAML {'9' * 5_000}.1\n---\ntitle: T\n",
}  # fmt: skip


@pytest.mark.parametrize("content", HARMFUL.values(), ids=HARMFUL)
def test_harmful_files_are_refused(content):
    assert outcome(content) is None


def test_an_alias_bomb_takes_little_memory():
    tracemalloc.start()
    try:
        assert outcome(bomb(12, 10)) is None
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_the_good_file_is_good():
    assert outcome(GOOD)


def test_without_the_fast_parser_files_mean_the_same(monkeypatch):
    fast = load_text(GOOD, "fuzz.yaml")
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    slow = load_text(GOOD, "fuzz.yaml")
    assert slow == fast
    assert slow.phases[1].place == fast.phases[1].place


@pytest.mark.parametrize("content", [
    'title: "\\ud800"\nphases: [{title: A}]', "title: T: U", "title: @x", "a: [", "\ta: b", "%YAML 99999.1\n---\na: b",
    'a: "\\x"', "a: 'b", "- *x", "a: |x\n", "- b\nc: d", 'title: "\\UFFFFFFFF"',
])  # fmt: skip
def test_without_the_fast_parser_mistakes_are_told_too(monkeypatch, content):
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert outcome(content) is None


@given(st.binary(max_size=200))
def test_random_bytes_are_read_or_refused(content):
    outcome(content)


@given(st.text(alphabet=st.sampled_from(list("ab:-[]{}&*!|>'\"%@`,#? \n\t~<\\0.é数\u2028\ufeff\x85")), max_size=60))
def test_random_yaml_is_read_or_refused(content):
    outcome(content)


@given(st.data())
@settings(max_examples=150)
def test_a_good_file_with_changes_is_read_or_refused(data):
    text = GOOD
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        gone = data.draw(st.integers(0, 12))
        new = data.draw(
            st.one_of(
                st.just(""), st.sampled_from(["- ", ": ", "[", "null", "\n", "'", "one", "{}"]), st.text(max_size=4)
            )
        )
        text = text[:at] + new + text[at + gone :]
    outcome(text)


KEYS = [
    "title",
    "id",
    "phases",
    "sections",
    "items",
    "options",
    "choose",
    "projects",
    "tags",
    "when",
    "lasts",
    "effort",
    "depends_on",
    "same_as",
    "was",
    "done_when",
    "commits",
    "habits",
    "goals",
    "skills",
    "from",
    "pace",
    "paces",
    "board",
    "entry",
    "entry_points",
    "skip",
    "resources",
    "url",
    "start",
    "holidays",
    "track",
    "label",
]
values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=8), st.sampled_from(KEYS)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, max_size=6)),
    max_leaves=25,
)


@given(st.dictionaries(st.sampled_from(KEYS), values, max_size=8), values)
@settings(max_examples=60)
def test_any_structure_is_read_or_refused(structure, phases):
    with contextlib.suppress(yaml.YAMLError):  # what PyYAML can't write need not be read
        outcome(yaml.safe_dump({"title": "T", **structure, "phases": [{"title": "A"}, phases]}, allow_unicode=True))
