"""Invariants of pages: one after the other they give the whole list, forwards and backwards, whatever their size."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_github.given import Given
from tests.fake_github.graphql.paging import cursor, page


@dataclass
class Thing:
    id: str


def things(count):
    return [Thing(f"T_{number}") for number in range(count)]


@given(count=st.integers(0, 60), size=st.integers(1, 20))
def test_pages_forward_give_the_whole_list(count, size):
    whole, seen, after = things(count), [], None
    while True:
        found = page(whole, {"first": size, "after": after})
        assert found.total == count
        seen += found.things
        if found.start + len(found.things) >= count:
            break
        after = cursor(seen[-1], len(seen) - 1)
    assert seen == whole


@given(count=st.integers(1, 60), size=st.integers(1, 20))
def test_pages_backward_give_the_whole_list(count, size):
    whole, seen, before = things(count), [], None
    while len(seen) < count:
        found = page(whole, {"last": size, "before": before})
        seen = [*found.things, *seen]
        before = cursor(found.things[0], found.start)
    assert seen == whole


@given(count=st.integers(3, 30), size=st.integers(1, 10), data=st.data())
def test_a_cursor_stays_with_its_element_when_earlier_ones_go(count, size, data):
    whole = things(count)
    place = data.draw(st.integers(1, count - 1))
    mark = cursor(whole[place], place)
    gone = data.draw(st.sets(st.integers(0, place - 1)))
    left = [thing for number, thing in enumerate(whole) if number not in gone]
    assert page(left, {"first": size, "after": mark}).things == whole[place + 1 : place + 1 + size]


def test_arguments_tell_which_of_them_nobody_read():
    arguments = Given({"first": 5, "query": "x", "before": None, "labels": ["a"]})
    assert arguments["first"] == 5
    assert "labels" in arguments
    assert arguments.unread == ["query"]
    assert arguments.all() == {"first": 5, "query": "x", "before": None, "labels": ["a"]}
    assert arguments.unread == []
    with pytest.raises(KeyError):
        arguments["missing"]
