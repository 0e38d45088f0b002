"""The text between our marks: made of the roadmap's words, which can forge no mark, notify nobody and not break out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_sync.desired.bodies import MAX_REGION
from roadmap_sync.desired.issues import desired_state
from roadmap_sync.roadmap.model import Criterion, Frequency, Goal, Habit, Resource, Roadmap, Track
from roadmap_sync.tracker import checkboxes, region
from roadmap_sync.tracker.state import Issue, IssueRole
from tests.building import START, item, option, phase, project, roadmap, section

GITHUB_LIMIT = 65_536
HOSTILE = [
    "<!-- roadmap-sync:end -->",
    "\n<!-- roadmap-sync:end -->\n",
    "<!-- roadmap-sync:begin r/p/other -->",
    "<!-- rolled-up 0 -->",
    "\n<!-- retired open 0 -->\n",
    "- [x] done <!-- id:a -->",
    "text <!-- id:other judged -->",
    "@everybody",
    "fixes #1",
    "GH-12",
    "owner/repo#7",
    "https://github.com/a/b/issues/1",
    "```",
    "~~~\n",
    "<details>",
    "</details></div>",
    "<img src=x onerror=alert(1)>",
    "![x](http://example.org/x.png)",
    "[x](javascript:alert(1))",
    "# Heading",
    "---",
    "\\",
    "`",
    "``` <!-- roadmap-sync:end -->",
    "::error::x",
    "$$x$$",
    "\u202egnp.exe",
]
texts = st.lists(st.one_of(st.sampled_from(HOSTILE), st.text(max_size=12)), min_size=1, max_size=4).map(" ".join)
words = texts.filter(lambda text: text.strip() != "")


@st.composite
def hostile_roadmaps(draw: st.DrawFn) -> Roadmap:
    def work(name: str) -> dict[str, object]:
        return {
            "id": name,
            "note": draw(texts),
            "why": draw(texts),
            "tasks": [draw(words)],
            "check_yourself": [draw(words)],
            "think_about": [draw(words)],
            "resources": [Resource(title=draw(words), url=draw(texts), note=draw(texts))],
        }

    choice = option(draw(words), id="o", why=draw(texts), items=[item(draw(words), **work("d"))])
    part = section(draw(words), id="s", goal=draw(texts), note=draw(texts), items=[item(draw(words), **work("a"))])
    build = {"build": [draw(words)], "able_to": [draw(words)], "proves": [draw(words)]}
    return roadmap(
        phase(
            draw(words),
            id="p",
            goal=draw(texts),
            sections=[part, section(draw(words), id="t", options=[choice])],
            projects=[project(draw(words), **work("x"), **build)],
            done_when=[Criterion(title=draw(words)), Criterion(title=draw(words))],
        ),
        title=draw(words),
        goals=[Goal(title=draw(words))],
        habits=[Habit(title=draw(words), every=Frequency.WEEK), Habit(title=draw(words), every=Frequency.DAY)],
        track=draw(st.sampled_from(Track)),
    )


def bodies(made: Roadmap) -> list[tuple[str, str, str]]:
    state = desired_state(made, START).state
    met = {issue.key: dict.fromkeys(_judged(issue), "<!-- roadmap-sync:end --> @all") for issue in state.issues}
    state = desired_state(made, START, met=met).state
    things = [*state.issues, *state.milestones]
    return [(thing.key, thing.region, region.wrap(thing.key, thing.region)) for thing in things]


def _judged(issue: Issue) -> list[str]:
    return [box.id for box in checkboxes.boxes(issue.region) if box.judged]


def shown(text: str) -> str:
    """Text without what is code: there nothing is a link or a mention."""
    return re.sub(r"(`+)(?!`).*?[^`]\1(?!`)", "code", text.replace("\\`", "'"))


@settings(max_examples=40, deadline=None)
@given(hostile_roadmaps())
def test_no_text_forges_a_mark_or_closes_ours(made):
    for key, text, body in bodies(made):
        (found,) = region.regions(body)
        assert (found.key, found.text, found.end) == (key, text, len(body))
        assert text == region.normal(text)


@settings(max_examples=40, deadline=None)
@given(hostile_roadmaps())
def test_no_text_mentions_links_or_opens_html(made):
    for _, text, _ in bodies(made):
        bare = shown(text)
        outside = re.sub(r"\]\([^()\s]*\)", "]", bare)  # where a link leads is no text
        assert not re.search(r"@\w", outside), text
        assert not re.search(r"(?<![&\w])#\d", bare), text
        assert not re.search(r"\]\(https?://(?:www\.)?github\.com/[^/]+/[^/]+/issues/\d", bare), text
        assert not re.search(r"(?<!8203;//)(?<!redirect\.)github\.com/[^/]+/[^/]+/issues/\d", outside), text
        assert not re.search(r"<(?!!-- (?:id:\S+(?: judged)?|rolled-up \d+) -->)(?!span>\$</span>|/span>)", bare), text
        # A line that goes on with backticks opens no fence: it begins with a code span (CommonMark 0.31, 4.5).
        assert not re.search(r"^ {0,3}(?:`{3,}[^`\n]*$|~{3}|#{1,6}(?:[ \t]|$))", text, re.MULTILINE), text


@settings(max_examples=40, deadline=None)
@given(hostile_roadmaps())
def test_boxes_come_from_the_roadmap_alone_and_their_ids_too(made):
    state = desired_state(made, START).state
    for issue in state.issues:
        boxes = checkboxes.boxes(issue.region)
        ids = [box.id for box in boxes if box.id]
        assert len(ids) == len(set(ids))
        assert not any(box.ticked or box.judged for box in boxes)
        if issue.role is IssueRole.CHECKIN:
            assert len(boxes) == 8


@pytest.mark.parametrize("text", HOSTILE)
def test_titles_are_one_line_of_at_most_256_characters(text):
    made = roadmap(phase(text * 30, id="p", items=[item(text * 30, id="a")], done_when=[Criterion(title="x")]))
    state = desired_state(made, START).state
    for thing in (*state.issues, *state.milestones):
        assert "\n" not in thing.title
        assert 0 < len(thing.title) <= 256


def test_bodies_stay_under_githubs_limit():
    endless = "A long story about @everything. " * 3_000
    things = [f"{number} {'and so on ' * 20}" for number in range(400)]
    made = roadmap(
        phase("P", items=[item("A", note=endless), item("B", tasks=things)], goal=endless),
        track=Track.SECTIONS,
    )
    for _, text, body in bodies(made):
        assert len(text) <= MAX_REGION + 100
        assert len(body) < GITHUB_LIMIT
    assert sum("too long for an issue" in text for _, text, _ in bodies(made)) == 3


def test_a_body_that_was_cut_is_the_same_in_the_next_plan():
    made = roadmap(phase("P", items=[item("A", tasks=[f"Step {number} of it" for number in range(4_000)])]))
    (found,) = (text for key, text, _ in bodies(made) if key == "r/p/a")
    assert checkboxes.merge(found, found) == found
    assert region.extract(region.wrap("r/p/a", found)) == found


def test_a_note_may_have_lists_links_and_emphasis():
    note = "Read **this**:\n\n- one\n- two, see [the book](https://example.org/book)"
    made = roadmap(phase("P", items=[item("A", note=note)]))
    ((_, text, _),) = (found for found in bodies(made) if found[0] == "r/p/a")
    assert text == note
