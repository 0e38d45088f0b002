"""Which questions are in review, since when, and what the closed review issues say of them."""

from datetime import date

import pytest

from roadmap_sync.desired.reviews import DueQuestion, ReviewAnswer, answer_box, answers, review_region
from roadmap_sync.progress.memory import remember
from roadmap_sync.progress.questions import review_questions, review_span, wanted_review
from roadmap_sync.progress.snapshot import take_snapshot
from roadmap_sync.roadmap.model import Track
from roadmap_sync.roadmap.review import Question, Review, ReviewFrequency
from roadmap_sync.tracker.activity import Activity
from roadmap_sync.tracker.checkboxes import tick
from roadmap_sync.tracker.state import IssueState, Milestone, State
from tests.building import item, option, phase, project, roadmap, section
from tests.tracking import begun, day, done, issue, skipped

REVIEW = Review()


def asking(title, **more):
    return item(title, check_yourself=[f"{title}?"], **more)


def course(**more):
    inner = section("S", check_yourself=["S?"], items=[asking("B"), asking("C")])
    return roadmap(phase("P", check_yourself=["P?"], items=[asking("A")], sections=[inner]), review=REVIEW, **more)


def questions(wanted, *issues, today=1):
    when = day(today) if isinstance(today, int) else today
    return review_questions(take_snapshot(wanted, State(issues=issues), Activity(), when), when)


def asked(wanted, *issues, today=1):
    return [one.question.question for one in questions(wanted, *issues, today=today)]


def review(name, *ticks, state=IssueState.COMPLETED, texts=("A?",), every="week"):
    region = review_region(review_span(course(), day(1)), [DueQuestion(Question(question=text), "A") for text in texts])
    for text, answer in ticks:
        region = tick(region, answer_box(Question(question=text).key, answer))
    return issue(f"~review/{every}/{name}", state, region=region)


def test_without_review_nothing_is_in_review():
    wanted = roadmap(phase("P", items=[asking("A")]))
    assert questions(wanted, done("p/a")) == ()
    assert wanted_review(take_snapshot(wanted, State(issues=(done("p/a"),)), Activity(), day(30)), day(30)) is None


def test_what_is_finished_asks_its_questions_three_days_later():
    (one,) = questions(course(), done("p/a", 4), begun("p/s/b"))
    assert (one.question.question, one.finished, one.due, one.memory) == ("A?", day(4), day(7), None)
    assert one.url == done("p/a").found.url


def test_a_section_asks_once_all_of_it_is_done_and_a_phase_too():
    both = [done("p/s/b", 3), done("p/s/c", 9)]
    assert asked(course(), *both[:1]) == ["B?"]
    assert asked(course(), *both) == ["B?", "S?", "C?"]
    assert asked(course(), *both, done("p/a", 12)) == ["B?", "S?", "C?", "P?", "A?"]


def test_of_skipped_and_reopened_work_nothing_is_asked():
    assert asked(course(), skipped("p/a"), issue("p/s/b", closed_times=())) == []
    assert asked(course(), done("p/s/b"), issue("p/s/c"), skipped("p/s")) == ["B?"]


def test_of_an_alternative_that_fell_away_nothing_is_asked():
    options = [option("X", items=[asking("One")]), option("Y", items=[asking("Two"), item("Three")])]
    wanted = roadmap(phase("P", sections=[section("S", options=options, choose=1)]), review=REVIEW)
    assert asked(wanted, done("p/s/x/one"), done("p/s/y/two")) == ["One?"]


def test_the_same_question_is_asked_once_for_what_was_finished_first():
    wanted = roadmap(
        phase("P", items=[item("A", check_yourself=["Why?"]), item("B", check_yourself=["Why?"])]), review=REVIEW
    )
    (one,) = questions(wanted, done("p/a", 9), done("p/b", 5))
    assert (one.entry.title, one.finished) == ("B", day(5))


def test_the_other_name_of_a_work_asks_when_the_work_is_done():
    wanted = roadmap(
        phase("P", items=[item("A")], projects=[project("Q", same_as="p/a", check_yourself=["Q?"])]), review=REVIEW
    )
    assert asked(wanted, done("p/a")) == ["Q?"]
    assert asked(wanted, begun("p/a")) == []


def test_a_ticked_item_counts_from_the_day_its_issue_was_made():
    wanted = course(track=Track.SECTIONS)
    ticked = issue("p/s", region="- [x] B <!-- id:b -->\n- [ ] C <!-- id:c -->", created_at=None)
    assert [(one.question.question, one.finished) for one in questions(wanted, ticked)] == [("B?", day(1))]


def test_the_answers_are_those_of_closed_reviews_and_of_open_ones_whose_period_is_over():
    good, again = [("A?", ReviewAnswer.GOOD)], [("A?", ReviewAnswer.AGAIN)]
    found = [done("p/a"), review("2026-W03", *good), review("2026-W04", *again, state=IssueState.OPEN)]
    first = date(2026, 1, 18)
    (one,) = questions(course(), *found, today=date(2026, 1, 25))
    assert one.memory == remember([(first, ReviewAnswer.GOOD)], 0.9)
    (one,) = questions(course(), *found, today=date(2026, 1, 26))
    assert one.memory == remember([(first, ReviewAnswer.GOOD), (date(2026, 1, 25), ReviewAnswer.AGAIN)], 0.9)
    assert one.due == one.memory.due


def test_a_month_that_is_over_counts_before_its_issue_is_closed():
    wanted = roadmap(phase("P", items=[asking("A")]), review=Review(every=ReviewFrequency.MONTH))
    march = review("2026-03", ("A?", ReviewAnswer.GOOD), state=IssueState.OPEN, every="month")
    (one,) = questions(wanted, done("p/a"), march, today=date(2026, 4, 2))
    assert one.memory is not None
    assert one.memory.reviewed == date(2026, 3, 31)


def test_a_review_closed_as_not_planned_and_one_without_a_tick_count_nothing():
    skipped_one = review("2026-W03", ("A?", ReviewAnswer.GOOD), state=IssueState.NOT_PLANNED)
    (one,) = questions(course(), done("p/a"), skipped_one, review("2026-W04"), today=60)
    assert (one.memory, one.due) == (None, day(4))


@pytest.mark.parametrize("name", ["2026-W99", "2026", "~", "0000-W01", "2026-W05/x"])
def test_reviews_of_no_period_count_nothing(name):
    (one,) = questions(course(), done("p/a"), review(name, ("A?", ReviewAnswer.GOOD)), today=60)
    assert one.memory is None


def test_of_two_ticks_the_worse_counts():
    found = review("2026-W03", ("A?", ReviewAnswer.EASY), ("A?", ReviewAnswer.HARD))
    assert answers(found.region) == {Question(question="A?").key: ReviewAnswer.HARD}


def test_a_reopened_item_rests_and_takes_up_its_history_when_it_is_finished_again():
    given = review("2026-W03", ("A?", ReviewAnswer.EASY))
    assert asked(course(), issue("p/a"), given, today=60) == []
    (one,) = questions(course(), done("p/a", 40), given, today=60)
    assert one.memory == remember([(date(2026, 1, 18), ReviewAnswer.EASY)], 0.9)
    assert one.due == max(one.memory.due, day(43))


def test_a_question_keeps_its_history_by_its_id_or_its_text_wherever_it_stands():
    def moved(*asked_there):
        return roadmap(phase("Q", items=[item("Else", check_yourself=asked_there)]), review=REVIEW)

    given = review("2026-W03", ("A?", ReviewAnswer.GOOD))
    for one in (Question(question="A?"), Question(question="A?", id="now-with-an-id")):
        (found,) = questions(moved(one), done("q/else"), given, today=60)
        assert found.memory is not None
    (found,) = questions(moved(Question(question="Another A?")), done("q/else"), given, today=60)
    assert found.memory is None
    named = Question(question="A?", id="a")
    by_id = tick(
        review_region(review_span(course(), day(1)), [DueQuestion(named, "A")]), answer_box("a", ReviewAnswer.GOOD)
    )
    closed = issue("~review/week/2026-W03", IssueState.COMPLETED, region=by_id)
    (found,) = questions(moved(Question(question="Quite other words?", id="a")), done("q/else"), closed, today=60)
    assert found.memory is not None


def texts(region):
    return [line.partition(" ")[2] for line in (region or "").splitlines() if line.startswith("**")]


def wanted_on(today, *issues, wanted=None):
    return wanted_review(take_snapshot(wanted or course(), State(issues=issues), Activity(), today), today)


def test_a_review_asks_what_is_due_by_the_end_of_its_period_the_oldest_first():
    monday = date(2026, 1, 19)
    closed = [done("p/s/b", date(2026, 1, 17)), done("p/a", date(2026, 1, 9))]
    assert texts(wanted_on(monday, *closed)) == ["A?", "B?"]


def test_nothing_is_asked_on_the_day_it_was_learned():
    learned = done("p/a", date(2026, 1, 20))
    assert wanted_on(date(2026, 1, 20), learned) is None
    assert wanted_on(date(2026, 1, 22), learned) is None
    assert texts(wanted_on(date(2026, 1, 23), learned)) == ["A?"]


def test_a_review_asks_at_most_so_many():
    wanted = roadmap(phase("P", items=[asking(name) for name in "ABCDEFG"]), review=Review(questions=2))
    closed = [done(f"p/{name}", number + 1) for number, name in enumerate("gfedcba")]
    assert texts(wanted_on(day(30), *closed, wanted=wanted)) == ["G?", "F?"]


def test_what_a_review_asks_is_fixed_when_it_is_made():
    made = review("2026-W04", state=IssueState.OPEN)
    for now in (done("p/a", 2), done("p/s/b", 1), issue("p/a")):
        assert wanted_on(date(2026, 1, 21), now, made) == made.region


def test_a_source_is_linked_where_it_has_an_address():
    found = State(
        issues=(done("p/a"), done("p/s/b"), done("p/s/c")),
        milestones=(Milestone(key="r/p", title="P", url="https://example.org/milestone/1"),),
    )
    region = wanted_review(take_snapshot(course(), found, Activity(), day(30)), day(30))
    assert "From [P](https://example.org/milestone/1)" in region
    assert f"From [A]({done('p/a').found.url})" in region


def test_a_hostile_question_stays_text():
    hostile = "@team <!-- roadmap-sync:end --> [x](javascript:1) ](http://x) fixes #1?"
    region = review_region(review_span(course(), day(1)), [DueQuestion(Question(question=hostile), "**S** @x", "")])
    assert "@team" not in region
    assert "<!-- roadmap-sync" not in region
    assert len(answers(region)) == 1
