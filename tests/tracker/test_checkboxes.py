from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.tracker.checkboxes import box_line, boxes, merge, tick


def test_a_tick_is_carried_by_the_hidden_id_whatever_the_text():
    found = box_line("Read chapter one", ticked=True, box_id="read")
    assert merge(box_line("Read chapters 1-3", box_id="read"), found) == box_line(
        "Read chapters 1-3", ticked=True, box_id="read"
    )


def test_a_tick_is_carried_by_the_text_when_boxes_move():
    assert (
        merge("- [ ] new\n- [ ] read\n- [ ] write", "- [x] write\n- [ ] read") == "- [ ] new\n- [ ] read\n- [x] write"
    )


def test_a_tick_is_carried_by_position_when_a_box_is_reworded():
    assert merge("- [ ] one\n- [ ] second", "- [ ] one\n- [x] two") == "- [ ] one\n- [x] second"


def test_equal_texts_are_told_apart_by_their_order():
    assert merge("- [ ] again\n- [ ] again", "- [ ] again\n- [x] again") == "- [ ] again\n- [x] again"


def test_a_ticked_box_that_the_roadmap_dropped_stays_struck_through():
    assert merge("- [ ] one", "- [x] gone\n- [ ] one") == "- [ ] one\n- [x] ~~gone~~"


def test_a_struck_box_returns_when_the_roadmap_names_it_again():
    assert merge("- [ ] one\n- [ ] gone", "- [ ] one\n- [x] ~~gone~~") == "- [ ] one\n- [x] gone"


def test_an_open_box_that_the_roadmap_dropped_goes():
    assert merge("- [ ] one\n- [ ] two", "- [ ] zero\n- [ ] one\n- [ ] two") == "- [ ] one\n- [ ] two"


def test_struck_boxes_stand_in_a_list_of_their_own_where_no_box_is_left():
    assert merge("Only text", "- [x] gone") == "Only text\n\n- [x] ~~gone~~"


def test_what_the_tool_judges_it_ticks_itself():
    wanted = box_line("30 commits", box_id="commits", judged=True)
    found = box_line("30 commits", ticked=True, box_id="commits", judged=True)
    assert merge(wanted, found) == wanted
    assert merge(found, wanted) == found


def test_ticking_changes_nothing_but_the_box():
    text = "a\r\n- [ ] read\r\n* [X] write\r\nb"
    assert tick(text, "read") == "a\r\n- [x] read\r\n* [X] write\r\nb"
    assert tick(text, "write", on=False) == "a\r\n- [ ] read\r\n* [ ] write\r\nb"


BOXES = st.lists(
    st.builds(
        lambda text, ticked, name: box_line(text, ticked=ticked, box_id=name),
        st.sampled_from(["a", "b", "c", "d e"]),
        st.booleans(),
        st.sampled_from(["", "", "x", "y"]),
    ),
    max_size=6,
).map("\n".join)


@given(BOXES, BOXES)
def test_no_tick_is_ever_lost(wanted: str, found: str):
    unticked = wanted.replace("[x]", "[ ]")
    before = sum(box.ticked for box in boxes(found))
    assert sum(box.ticked for box in boxes(merge(unticked, found))) == before


@given(BOXES, BOXES)
def test_merging_twice_is_merging_once(wanted: str, found: str):
    once = merge(wanted, found)
    assert merge(wanted, once) == once


@given(BOXES, BOXES)
def test_merging_invents_no_box(wanted: str, found: str):
    texts = {box.text for box in boxes(wanted)} | {box.text for box in boxes(found)}
    assert {box.text for box in boxes(merge(wanted, found))} <= texts
