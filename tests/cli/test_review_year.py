"""A year of reviews on the fake GitHub against the library FSRS driven directly: the same questions, week after week.

The learner finishes items, answers, forgets a week, closes a review early or as not planned, reopens an item, moves a
question, changes a wording, and stays away for weeks.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from fsrs import Card, Rating, Scheduler

from roadmap_sync.desired.reviews import ReviewAnswer, answers
from tests.cli.github_shell import GitHubShell
from tests.fake_github import Issue

START = date(2026, 3, 2)  # a Monday, on which the fake's clock begins
AT_MOST = 3
ITEMS = 14
THREE_DAYS = timedelta(days=3)
RATINGS = {ReviewAnswer.AGAIN: 1, ReviewAnswer.HARD: 2, ReviewAnswer.GOOD: 3, ReviewAnswer.EASY: 4}


def text(*, moved: bool = False, reworded: bool = False) -> str:
    """The roadmap; later a question is asked by another item, and another one is worded differently."""
    lines = ["id: r", "title: Learning", "start: 2026-03-02", "board: false"]
    lines += [f"review: {{questions: {AT_MOST}}}", "phases:", "  - title: P", "    items:"]
    for number in range(ITEMS):
        asked = [f"{{id: q{number}, question: 'Question {number}{' again' * reworded}?'}}"]
        if number == 1:
            asked = asked if moved else [*asked, "What moves?"]
        if number == 0 and moved:
            asked.append("What moves?")
        lines.append(f"      - {{title: Item {number}, check_yourself: [{', '.join(asked)}]}}")
    return "\n".join(lines) + "\n"


@dataclass
class Replay:
    """What the library says, from the days of finishes and answers alone."""

    finished: dict[str, date] = field(default_factory=dict)
    given: dict[str, list[tuple[date, ReviewAnswer]]] = field(default_factory=dict)

    def due(self, question: str) -> date:
        first = self.finished[question] + THREE_DAYS
        card = self.card(question)
        return max(card.due.date(), first) if card else first

    def card(self, question: str) -> Card | None:
        scheduler = Scheduler(desired_retention=0.9, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        card = None
        for day, answer in self.given.get(question, ()):
            moment = datetime.combine(day, time(), UTC)
            card = card or Card(card_id=1, due=moment)
            card, _ = scheduler.review_card(card, Rating(RATINGS[answer]), moment)
        return card

    def known_on(self, question: str) -> date:
        return max([self.finished[question], *(day for day, _ in self.given.get(question, ()))])

    def asked(self, monday: date) -> set[str]:
        """Everything that may be asked in the week that begins then."""
        last = monday + timedelta(days=6)
        return {
            one
            for one in self.finished
            if self.due(one) <= monday or (self.due(one) <= last and self.known_on(one) < monday)
        }


class Year:
    """The learner's repository, and the replay beside it."""

    def __init__(self, online: GitHubShell) -> None:
        self.online = online
        self.replay = Replay()
        self.chance = random.Random(22)
        self.texts: dict[str, str] = {}
        self.today = START

    def write(self, **how: bool) -> None:
        self.online.shell.write("roadmaps/r.yaml", text(**how))

    def to(self, monday: date) -> None:
        self.online.gh.clock.advance((monday - self.today).days * 24 * 3600)
        self.today = monday

    def finish(self, number: int) -> None:
        self.online.ada.close(self.online.by_key()[f"p/item-{number}"])
        for question in [f"q{number}", *(["~moves"] if number == 1 else [])]:
            self.replay.finished[question] = self.today

    def review(self) -> tuple[Issue, set[str]] | None:
        year, week, _ = self.today.isocalendar()
        issue = self.online.by_key().get(f"~review/week/{year}-W{week:02}")
        return (issue, {self.name(one) for one in answers(issue.body)}) if issue else None

    @staticmethod
    def name(question: str) -> str:
        return "~moves" if question.startswith("~") else question

    def answer(self, issue: Issue, *, counts: bool = True) -> None:
        """Tick an answer, or none, or two, under each question of an issue."""
        body, last = issue.body, self.today + timedelta(days=6)
        for question in answers(body):
            picked = sorted(self.chance.sample([*ReviewAnswer], self.chance.choice((0, 1, 1, 1, 2))), key=RATINGS.get)
            for one in picked:
                box = f"<!-- id:{question}:{one.value} -->"
                assert body.count(box) == 1
                body = body.replace(f"[ ] {one.value} {box}", f"[x] {one.value} {box}")
            if picked and counts:
                self.replay.given.setdefault(self.name(question), []).append((last, picked[0]))
        self.online.ada.edit_body(issue, body)


@pytest.fixture
def year(online: GitHubShell) -> Year:
    made = Year(online)
    made.write()
    return made


def test_a_year_of_reviews_asks_what_the_library_says(year: Year) -> None:
    numbers, monday, asked = iter(range(ITEMS)), START, 0
    for week in range(52):
        monday = START + timedelta(weeks=week)
        if week in {20, 21, 34}:  # nobody runs anything: a missed period asks nothing
            continue
        year.to(monday)
        _unusual(year, week)
        year.write(moved=week >= 15, reworded=week >= 25)
        year.online.sync(day=monday.isoformat())
        if _asks_what_is_due_longest(year):
            asked += 1
            _answer(year, week)
        if week % 3 == 0 and (number := next(numbers, None)) is not None:
            year.finish(number)
    assert asked > 30
    _report_equals_the_replay(year, monday)


def _unusual(year: Year, week: int) -> None:
    """The questions of a reopened item rest until it is finished again."""
    if week == 30:
        year.online.ada.reopen(year.online.by_key()["p/item-2"])
        del year.replay.finished["q2"]
    if week == 33:
        year.finish(2)


def _asks_what_is_due_longest(year: Year) -> bool:
    found, expected = year.review(), year.replay.asked(year.today)
    if found is None:
        assert not expected
        return False
    _, questions = found
    latest = max(year.replay.due(one) for one in questions)
    assert questions <= expected
    assert len(questions) == min(AT_MOST, len(expected))
    assert all(year.replay.due(one) >= latest for one in expected - questions)
    return True


def _answer(year: Year, week: int) -> None:
    found = year.review()
    assert found
    match week % 6:
        case 0:
            pass  # forgotten: nothing is ticked
        case 3:
            year.answer(found[0], counts=False)
            year.online.ada.close(found[0], "not_planned")
        case 4:
            year.answer(found[0])
            year.online.ada.close(found[0])
        case _:
            year.answer(found[0])


def _report_equals_the_replay(year: Year, monday: date) -> None:
    # The week's own answers count when its period is over.
    year.to(monday + timedelta(weeks=1))
    year.online.sync(day=year.today.isoformat())
    year.online.gh.log.clear()
    year.online.sync(day=year.today.isoformat())
    year.online.gh.assert_readonly()
    (told,) = year.online("report", "--format", "json", day=year.today.isoformat()).json["roadmaps"]
    shown: dict[str, Any] = told["review"]
    as_of = date.fromisoformat(told["as_of"])
    sunday = as_of + timedelta(days=6 - as_of.weekday())
    cards = {one: year.replay.card(one) for one in year.replay.finished}
    last = {one: year.replay.given[one][-1][1] for one, card in cards.items() if card}
    assert shown["total"] == len(cards)
    assert shown["answered"] == len(last)
    assert shown["remembered"] == sum(one is not ReviewAnswer.AGAIN for one in last.values())
    assert shown["due"] == sum(year.replay.due(one) <= sunday for one in cards)
