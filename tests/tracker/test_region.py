import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.tracker import region

LINES = st.lists(
    st.sampled_from(
        [
            "",
            "text",
            "```",
            "~~~",
            "> quote",
            "- [ ] box",
            "<!-- roadmap-sync:begin r/a -->",
            "<!-- roadmap-sync:end -->",
        ]
    ),
    max_size=12,
)
TEXTS = (
    LINES.flatmap(lambda lines: st.sampled_from(["\n", "\r\n"]).map(lambda newline: newline.join(lines))) | st.text()
)


def outside(text: str, key: str) -> tuple[str, str]:
    found = region.find(text, key)
    assert found
    return text[: found.start], text[found.end :]


def test_a_region_is_found_between_its_marks():
    found = region.find("mine\n<!-- roadmap-sync:begin r/p -->\nours  \r\n\n<!-- roadmap-sync:end -->\nmine")
    assert found
    assert (found.key, found.text) == ("r/p", "ours")


def test_a_mark_in_a_code_fence_is_only_an_example():
    assert region.find("```\n<!-- roadmap-sync:begin r/p -->\n<!-- roadmap-sync:end -->\n```\n") is None


def test_a_fence_that_is_never_closed_hides_no_mark():
    found = region.find("```\n<!-- roadmap-sync:begin r/p -->\nours\n<!-- roadmap-sync:end -->\n")
    assert found
    assert found.text == "ours"


BLOCK = "```python\nprint()\n```"


@pytest.mark.parametrize("text", ["Text", BLOCK, f"{BLOCK}\n\nText\n\n{BLOCK}", "~~~\nx\n~~~"])
@pytest.mark.parametrize("before", ["```\nunclosed\n", "Mine\n````sh\nls\n", f"{BLOCK}\n\n~~~~\nunclosed\n"])
@pytest.mark.parametrize("after", ["", f"\n{BLOCK}\n", "\n```\nunclosed too"])
def test_a_fence_that_somebody_leaves_open_hides_no_region_and_makes_no_second_one(before, text, after):
    if before.startswith("```\n") and after.endswith("too"):
        return  # both together are one closed fence around the region, which makes it an example
    body = region.splice(before, "r/a", text) + after
    assert body.count("<!-- roadmap-sync:begin") == 1
    assert region.extract(body, "r/a") == region.normal(text)
    assert region.rewrite(body, "r/a", "New").count("<!-- roadmap-sync:begin") == 1
    assert region.splice(body, "r/a", text) == body


def test_an_example_in_a_closed_fence_stays_one_beside_an_open_fence():
    example = "```\n" + region.wrap("r/a", "Example") + "\n```\n\n"
    body = example + region.wrap("r/a", "Real") + "\n\n~~~\nopen"
    assert region.extract(body, "r/a") == "Real"
    assert region.splice(body, "r/a", "New").startswith(example)


def test_thousands_of_open_fences_are_read_in_one_go():
    body = "```x\n" * 12_000 + region.wrap("r/a", "Text")
    assert region.extract(body, "r/a") == "Text"


def test_a_quoted_or_indented_mark_is_none():
    assert region.find("> <!-- roadmap-sync:begin r/p -->\n> <!-- roadmap-sync:end -->") is None
    assert region.find("  <!-- roadmap-sync:begin r/p -->\n  <!-- roadmap-sync:end -->") is None


def test_a_begin_without_an_end_keeps_its_key_and_takes_no_text_of_people():
    text = "<!-- roadmap-sync:begin r/p -->\nwritten by a person"
    found = region.find(text)
    assert found
    assert (found.key, found.text) == ("r/p", "")
    assert region.splice(text, "r/p", "new").endswith("written by a person")


def test_the_first_of_two_regions_counts():
    text = region.wrap("r/a", "one") + "\n" + region.wrap("r/b", "two")
    assert region.extract(text) == "one"
    assert region.extract(text, "r/b") == "two"


def test_a_region_is_appended_where_there_is_none():
    assert region.splice("My notes", "r/p", "ours") == f"My notes\n\n{region.wrap('r/p', 'ours')}\n"


def test_line_ends_of_the_text_are_kept():
    spliced = region.splice("one\r\ntwo\r\n", "report", "a\nb")
    assert "\n" not in spliced.replace("\r\n", "")


def test_rewriting_changes_the_key_and_keeps_the_ticks():
    body = "note\n" + region.wrap("r/old", "- [x] read\n- [ ] write") + "\nmore"
    written = region.rewrite(body, "r/new", "- [ ] read\n- [ ] write\n- [ ] explain")
    assert written == "note\n" + region.wrap("r/new", "- [x] read\n- [ ] write\n- [ ] explain") + "\nmore"


@given(TEXTS, st.lists(st.sampled_from(["ours", "", "- [ ] box", "two words"]), max_size=4).map("\n".join))
def test_splicing_changes_no_byte_outside_its_region(text: str, content: str):
    there = region.find(text, "r/a")
    spliced = region.splice(text, "r/a", content)
    if there:
        assert outside(spliced, "r/a") == (text[: there.start], text[there.end :])
    else:
        assert spliced.startswith(text)
    assert region.extract(spliced, "r/a") == region.normal(content) or "```" in text or "~~~" in text


@given(TEXTS, st.sampled_from(["ours", "a\nb"]))
def test_splicing_twice_is_splicing_once(text: str, content: str):
    once = region.splice(text, "r/a", content)
    if region.find(once, "r/a"):  # a fence left open by a person may close around what is appended
        assert region.splice(once, "r/a", content) == once
