"""What is wrong with a file is said with its place, the rule, and the way out: all at once."""

import pytest

from roadmap_sync.errors import InvalidRoadmapError
from roadmap_sync.roadmap.loader import load_text

HEAD = "title: R\nphases:\n"


def problems(content):
    """The problems of a file `f.yaml`, as the command line prints them."""
    with pytest.raises(InvalidRoadmapError) as caught:
        load_text(content, "f.yaml")
    found = caught.value.problems
    assert list(found) == sorted(found)
    assert all(problem.what and problem.hint for problem in found), "each says a way out"
    return [str(problem) for problem in found]


def phase(line, *more):
    """A roadmap of one phase `A` with one more line (line 4), and further lines below."""
    return HEAD + f"  - title: A\n    {line}\n" + "".join(f"{text}\n" for text in more)


SYNTAX = {
    "an empty file": ("", "f.yaml: the file is empty. The smallest roadmap"),
    "a file of comments": ("# nothing\n", "f.yaml: the file is empty"),
    "a file with null": ("~\n", "f.yaml: the file is empty"),
    "a text": ("hello\n", "f.yaml:1:1: a roadmap is a mapping. Begin with `title: ...`"),
    "a list": ("- a\n", "f.yaml:1:1: a roadmap is a mapping"),
    "two documents": (HEAD + "  - title: A\n---\ntitle: S\n", "f.yaml:4:1: a second document begins here. Put every"),
    "a tab": ("title: R\nphases:\n\t- title: A\n", "f.yaml:3:1: a tab stands where YAML wants spaces. Indent with"),
    "a colon in a title": (HEAD + "  - title: Learn: more\n", "f.yaml:3:17: a colon and a space make a mapping"),
    "an at sign": (
        HEAD + "  - title: @me\n",
        "f.yaml:3:12: a text must not begin with @. Write the whole text in quotes",
    ),
    "a backtick": (HEAD + "  - title: `x`\n", "f.yaml:3:12: a text must not begin with `"),
    "a percent sign": (HEAD + "  - title: %x\n", "f.yaml:3:12: a text must not begin with %"),
    "an asterisk": (HEAD + "  - title: *args\n", "f.yaml:3:12: there is no anchor &args"),
    "an exclamation mark": (HEAD + "  - title: !x y\n", "f.yaml:3:12: the YAML tag `!x` means nothing here. Take it"),
    "a Python object": ("a: !!python/object/apply:os.system [x]\n", "f.yaml:1:4: the YAML tag"),
    "an open quote": ('title: "R\nphases: []\n', "f.yaml:1:8: these quotes are never closed. Close them"),
    "half a quoted text": (HEAD + '  - title: "x" and y\n', "f.yaml:3:16: this line does not fit the lines above"),
    "a Markdown box": (phase("items:", "      - [ ] learn"), "f.yaml:5:13: this line does not fit"),
    "an open bracket": ("title: [a, b\nphases: {}\n", "f.yaml:1:8: this list in brackets is not closed"),
    "open braces": ("title: {a: b\nphases: {}\n", "f.yaml:1:8: these braces are not closed"),
    "a crooked indent": (HEAD + "  - title: a\n   items: []\n", "f.yaml:4:4: this line does not fit"),
    "a list behind a key": (
        HEAD + "  - title: a\n    items: - b\n",
        "f.yaml:4:12: a list can't begin here. Begin it on",
    ),
    "a line without a key": ("title: R\nfoo\nphases: []\n", "f.yaml:3:1: a line that is no `key: value`"),
    "a lone backslash": ('title: "\\d"\n', "f.yaml:1:9: a backslash in double quotes begins an escape"),
    "a list as a key": ("? [a]\n: b\n" + HEAD + "  - title: A\n", "f.yaml:1:3: a list or mapping can't be a key"),
    "a merge of no mapping": (HEAD + "  - {<<: 3, title: b}\n", "f.yaml:3:6: `<<` merges mappings only"),
    "Latin-1": ("a: b\ntitle: Café\n".encode("latin-1"), "f.yaml:2:11: byte 15 (0xe9) is not UTF-8. Save the file"),
    "bad bytes behind a mark": (b"\xef\xbb\xbftitle: \xff", "f.yaml:1:8: byte 10 (0xff) is not UTF-8"),
    "UTF-16": ("title: R\n".encode("utf-16"), "f.yaml:1:1: the file is UTF-16, not UTF-8. Save the file as UTF-8."),
    "UTF-32": ("title: R\n".encode("utf-32"), "f.yaml:1:1: the file is UTF-32, not UTF-8"),
    "a control character": ("title: a\nsummary: x\x07y\n", "f.yaml:2:11: the control character U+0007 has no place"),
}


@pytest.mark.parametrize(("content", "expected"), SYNTAX.values(), ids=SYNTAX)
def test_what_is_no_yaml_for_us_is_explained_in_words(content, expected):
    (found,) = problems(content)
    assert found.startswith(expected)


VALUES = {
    "unknown key": (phase("itmes: [a]"), "f.yaml:4:5: unknown key `itmes`. Did you mean `items`?"),
    "strange key": (phase("wibble: 3"), "f.yaml:4:5: unknown key `wibble`. Known here: title, id, group,"),
    "misspelt title": ("titel: R\nphases: [{title: A}]\n", "f.yaml:1:1: unknown key `titel`. Did you mean `title`?"),
    "key twice": (phase("title: B"), "f.yaml:4:5: the key `title` stands here twice, first in line 3. Keep one"),
    "no title": ("phases: [{title: A}]\n", "f.yaml:1:1: `title` is missing here. Add it: The roadmap's name."),
    "no phases": ("title: R\n", "f.yaml:1:1: `phases` is missing here"),
    "empty phases": ("title: R\nphases: []\n", "f.yaml:2:9: `phases` is empty. Write at least one."),
    "phases as texts": ("title: R\nphases: [A]\n", "f.yaml:2:10: this must be a mapping, to be part of `phases`"),
    "list for a text": (phase("goal: [a]"), "f.yaml:4:11: `goal` must be a text, not a list"),
    "mapping for a text": (phase("goal: {a: b, c: d}"), "f.yaml:4:11: `goal` must be a text, not a mapping"),
    "text for a list": (phase("items: a"), "f.yaml:4:12: `items` must be a list. Begin every part on a line"),
    "mapping for a list": (phase("items: {title: a}"), "f.yaml:4:12: `items` must be a list"),
    "list for a mapping": (HEAD + "  - title: A\ntags: [core]\n", "f.yaml:4:7: `tags` must be a mapping. Write a line"),
    "nothing for a list": (phase("items:"), "f.yaml:4:11: `items` has no value. Write a value"),
    "nothing for an item": (phase("items: [a, null]"), "f.yaml:4:16: `items` has no value"),
    "empty title": (phase("items: ['']"), "f.yaml:4:13: `title` is empty. Write a text"),
    "invisible title": (phase('items: ["\\u200b\\u00a0"]'), "f.yaml:4:13: `title` is empty"),
    "long title": (phase(f"items: [{'x' * 257}]"), "f.yaml:4:13: `title` has 257 characters, 256 are allowed"),
    "control character": (phase('items: ["a\\u0007b"]'), "f.yaml:4:13: `title` holds the control character U+0007"),
    "bad day": (phase("goal: x", "start: 2026-13-01"), "f.yaml:5:8: `start`: '2026-13-01' is no date. Write YYYY-"),
    "ancient day": (phase("goal: x", "start: 0026-01-01"), "f.yaml:5:8: `start`: '0026-01-01' is too long ago"),
    "bad holiday": (phase("goal: x", "holidays: [xmas]"), "f.yaml:5:12: `holidays`: 'xmas' is no day"),
    "backward days": (phase("when: 2026-05-02..2026-05-01"), "f.yaml:4:11: `when`: '2026-05-02..2026-05-01' ends be"),
    "backward weeks": (phase("when: weeks 6-1"), "f.yaml:4:11: `when`: 'weeks 6-1' runs backwards. Write weeks 1-6."),
    "week zero": (phase("when: weeks 0-3"), "f.yaml:4:11: `when`: 'weeks 0-3' begins with 0, and weeks count from 1"),
    "no time": (phase("when: soon"), "f.yaml:4:11: `when`: 'soon' is no time. Write for example weeks 1-6"),
    "no duration": (phase("lasts: 3 wks"), "f.yaml:4:12: `lasts`: '3 wks' is no duration"),
    "no effort": (phase("effort: lots"), "f.yaml:4:13: `effort`: 'lots' is no effort. Write hours"),
    "an effort of lists": (phase("effort: [1, 2]"), "f.yaml:4:13: `effort` must be hours, not a list"),
    "an effort of a novel": (phase(f"effort: {'9' * 90}"), "f.yaml:4:13: `effort` must be hours, not a long text"),
    "when and lasts": (phase("when: week 1", "    lasts: 1 week"), "f.yaml:5:12: `when` and `lasts` can't stand toget"),
    "no truth": (phase("items: [{title: x, done: maybe}]"), "f.yaml:4:30: `done` must be true or false"),
    "no time zone": (phase("goal: x", "timezone: Mars/Base"), "f.yaml:5:11: `timezone` is no time zone that is known"),
    "zone off the map": (phase("goal: x", "timezone: ../etc/passwd"), "f.yaml:5:11: `timezone` "),
    "an address": (phase("goal: x", "repository: https://github.com/a/b"), "f.yaml:5:13: `repository` must be owner/"),
    "no web address": (phase("resources: [{title: r, url: 'javascript:x'}]"), "f.yaml:4:33: `url` must be a web add"),
    "no such pace": (phase("goal: x", "pace: fast"), "f.yaml:5:7: `pace`: there is no `fast` in `paces`. Add it"),
    "pace of nothing": (phase("goal: x", "pace: 0"), "f.yaml:5:7: `pace` is hours a week, more than none"),
    "no such track": (phase("goal: x", "track: itms"), "f.yaml:5:8: `track` must be one of items, sections, not"),
    "at login": (phase("goal: x", "trust: '@me'"), "f.yaml:5:8: `trust` must be a login: `@me`. Write the user's name"),
    "no such entry": (phase("goal: x", "entry: pro"), "f.yaml:5:8: there is no entry point `pro`. List them"),
    "near entry": (
        phase("goal: x", "entry: pto", "entry_points: [{id: pro, title: Pro}]"),
        "f.yaml:5:8: there is no entry point `pto`. Did you mean `pro`?",
    ),
    "choose alone": (phase("sections: [{title: s, choose: 1}]"), "f.yaml:4:35: `choose` without `options`. List the"),
    "choose too many": (phase("sections: [{title: s, choose: 2, options: [{title: o}]}]"), "f.yaml:4:35: 2 of 1 opt"),
    "choose none": (phase("sections: [{title: s, choose: 0, options: [{title: o}]}]"), "f.yaml:4:35: `choose` is `0`"),
    "stars of six": (phase("goal: x", "skills: [{title: s, target: 6}]"), "f.yaml:5:29: `target` is `6`, out of"),
    "quoted number": (phase("done_when: [{commits: '3'}]"), "f.yaml:4:27: `commits` must be a number. Write digits"),
    "measure of zero": (phase("done_when: [{commits: 0}]"), "f.yaml:4:27: `commits` is `0`, out of bounds"),
    "two measures": (phase("done_when: [{commits: 3, stars: 4}]"), "f.yaml:4:37: one line has one measure, and this"),
    "no measure, no title": (phase("done_when: [{since: 2026-01-01}]"), "f.yaml:4:17: this criterion says nothing"),
    "until before since": (
        phase("done_when: [{commits: 3, since: 2026-02-01, until: 2026-01-01}]"),
        "f.yaml:4:56: `until` lies before `since`",
    ),
    "habit without a title": (phase("goal: x", "habits: [{commits: 5}]"), "f.yaml:5:10: `title` is missing here"),
    "id of two words": (phase("id: A B"), "f.yaml:4:9: `id` must be small letters and digits, joined by single -"),
    "id of ours": (phase("id: ~done-when"), "f.yaml:4:9: `id` must be small letters and digits"),
    "two equal items": (phase("items: [x, X]"), "f.yaml:4:16: the id `x` is taken: `x` in line 4 has it. Give one"),
    "item like a section": (phase("items: [x]", "    sections: [{title: x}]"), "f.yaml:5:24: the id `x` is taken"),
    "section like a project": (
        phase("sections: [{title: x}]", "    projects: [{title: y, id: x}]"),
        "f.yaml:5:31: the id `x` is taken: `x` in line 4 has it. Give one of the two another `id`.",
    ),
    "two equal phases": (HEAD + "  - title: A\n  - title: a\n", "f.yaml:4:12: the id `a` is taken"),
    "phase like a project": (phase("goal: x", "projects: [A]"), "f.yaml:5:12: the id `a` is taken"),
    "equal entry points": (phase("goal: x", "entry_points: [{title: p}, {title: P}]"), "f.yaml:5:36: the id `p` is"),
    "former id in use": (HEAD + "  - title: A\n  - {title: B, was: a}\n", "f.yaml:4:21: `was` names `a`, which is"),
    "former id of two": (
        HEAD + "  - {title: A, was: x}\n  - {title: B, was: x}\n",
        "f.yaml:4:21: `was` names `x`, and so does `A`. Keep one of the two.",
    ),
    "unknown tag": (phase("tags: [cor]", "tags: {core: {}}"), "f.yaml:4:12: unknown tag `cor`. Did you mean `core`?"),
    "strange tag": (phase("tags: nope", "tags: {core: {}}"), "f.yaml:4:11: unknown tag `nope`. Add it to the road"),
    "no colour": (phase("goal: x", "tags: {a: {color: red}}"), "f.yaml:5:19: `color` must be six hex digits: `red`"),
    "long label": (phase("goal: x", f"tags: {{a: {{label: {'x' * 51}}}}}"), "f.yaml:5:19: `label` has 51 characters"),
    "long description": (phase("goal: x", f"tags: {{a: {{description: {'x' * 101}}}}}"), "f.yaml:5:25: `description`"),
    "one label twice": (phase("goal: x", "tags: {a: {}, b: {label: A}}"), "f.yaml:5:26: the label `A` is taken by"),
    "our label": (phase("goal: x", "tags: {roadmap: {}}"), "f.yaml:5:17: the label `roadmap` is taken by the"),
    "no source": (phase("goal: x", "skills: [{title: s, from: 'phase:b'}]"), "f.yaml:5:27: there is no `phase:b` in"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), VALUES.values(), ids=VALUES)
def test_a_broken_rule_is_told_with_its_place_and_a_way_out(content, expected):
    (found,) = problems(content)
    assert found.startswith(expected)


def test_a_text_with_a_colon_that_yaml_took_for_a_mapping_is_to_be_quoted():
    content = phase("items:", "      - Learn: topic", "      - fine", "    done_when: [Know: it]", "    tags: {a: b}")
    assert problems(content) == [
        'f.yaml:5:9: YAML reads `Learn: topic` as a mapping, because of the colon. Write it in quotes: "Learn: topic".',
        'f.yaml:7:17: YAML reads `Know: it` as a mapping, because of the colon. Write it in quotes: "Know: it".',
        'f.yaml:8:11: `tags` must be a list. Write it in quotes: "a: b".',
    ]


def test_a_text_with_a_colon_in_a_list_of_texts_is_to_be_quoted():
    (found,) = problems(phase("projects: [{title: x, build: [do: it]}]"))
    assert found == 'f.yaml:4:35: YAML reads `do: it` as a mapping. Write it in quotes: "do: it".'


def test_a_thousand_items_that_are_mappings_of_a_title_alone_are_fine():
    items = "".join(f"      - title: Item {number}\n" for number in range(5_000))
    sections = f"{HEAD}  - title: A\n    items:\n{items}"
    assert len(load_text(sections, "f.yaml").phases[0].items) == 5_000


@pytest.mark.parametrize("kind", ["items: [{}]", "options: [{{title: o, items: [{}]}}]"])
def test_an_issue_has_at_most_a_hundred_sub_issues(kind):
    def content(count, *more):
        items = ", ".join(f"i{number}" for number in range(count))
        return phase(f"sections: [{{title: S, {kind.format(items)}}}]", *more)

    assert load_text(content(100), "f.yaml")
    (found,) = problems(content(101))
    assert found.startswith("f.yaml:4:24: `S` holds 101 items; an issue has at most 100 sub-issues. Split the section")
    assert load_text(content(101, "track: sections"), "f.yaml"), "a task list has no such limit"


def test_a_phase_may_hold_more_than_a_hundred_items():
    assert load_text(phase(f"items: [{', '.join(f'i{number}' for number in range(150))}]"), "f.yaml")


def test_many_problems_come_at_once_each_once():
    content = "start: soon\n" + phase("wehn: week 1", "    effort: x", "  - title: B", "    items: [a, a]", "foo: 1")
    assert [line.split(": ")[0] for line in problems(content)] == [
        "f.yaml:1:8",
        "f.yaml:5:5",
        "f.yaml:6:13",
        "f.yaml:8:16",
        "f.yaml:9:1",
    ]


def test_what_could_not_be_read_is_not_said_to_be_missing():
    found = problems(
        phase("sectoins: [{title: S}]", "  - {title: B, depends_on: a/s}", "skills: [{title: x, from: 'section:a/s'}]")
    )
    assert len(found) == 1


def test_messages_are_one_line_and_carry_no_control_characters():
    (found,) = problems(phase('"\\e[31mred\\nline": x'))
    assert found.isprintable()


def test_a_pace_with_a_broken_definition_is_told_once():
    (found,) = problems(phase("goal: x", "pace: slow", "paces: {slow: turtle}"))
    assert found.startswith("f.yaml:6:15: `")
