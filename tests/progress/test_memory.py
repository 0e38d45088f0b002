"""The schedule of a question is the library's, driven by nothing but the answers and their days."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from roadmap_sync.desired.reviews import ReviewAnswer
from roadmap_sync.progress.memory import remember

DAY = date(2026, 2, 1)
RATINGS = {
    ReviewAnswer.AGAIN: Rating.Again,
    ReviewAnswer.HARD: Rating.Hard,
    ReviewAnswer.GOOD: Rating.Good,
    ReviewAnswer.EASY: Rating.Easy,
}
HISTORIES = st.lists(st.tuples(st.integers(1, 60), st.sampled_from(ReviewAnswer)), min_size=1, max_size=12)


def on(days):
    return datetime.combine(DAY + timedelta(days=days), time(), UTC)


def test_without_an_answer_there_is_nothing_to_remember():
    assert remember([], 0.9) is None


@given(HISTORIES, st.sampled_from([0.7, 0.8, 0.9, 0.97]))
def test_the_schedule_is_that_of_the_library_driven_directly(history, retention):
    scheduler = Scheduler(desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, day, reviews = Card(card_id=7, due=on(0)), 0, []
    for gap, answer in history:
        day += gap
        card, _ = scheduler.review_card(card, RATINGS[answer], on(day))
        reviews.append((on(day).date(), answer))
    found = remember(reversed(reviews), retention)
    assert found is not None
    assert (found.due, found.reviewed, found.answer) == (card.due.date(), on(day).date(), history[-1][1])
    assert card.due == datetime.combine(found.due, time(), UTC), "whole days"
    assert found.retrievability(on(day + 30).date()) == scheduler.get_card_retrievability(card, on(day + 30))


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.97])
def test_on_the_day_it_is_due_as_much_is_remembered_as_was_asked_for(retention):
    found = remember([(DAY, ReviewAnswer.EASY), (DAY + timedelta(days=9), ReviewAnswer.GOOD)], retention)
    assert found is not None
    assert found.retrievability(found.due) == pytest.approx(retention, abs=0.02)
    assert found.retrievability(found.reviewed) == found.retrievability(DAY) == 1


def test_a_better_answer_is_due_later_and_a_lower_aim_too():
    due = [remember([(DAY, answer)], 0.9).due for answer in ReviewAnswer]
    assert due == sorted(due)
    assert due[0] < due[2] < due[3]
    assert remember([(DAY, ReviewAnswer.GOOD)], 0.8).due > remember([(DAY, ReviewAnswer.GOOD)], 0.95).due
