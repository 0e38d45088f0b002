"""What reviews are worth: simulated learners who forget by other rules than the scheduler's, over a year.

    python -m benchmarks.review            # the table, about a minute
    python -m benchmarks.review --write    # and put it into benchmarks/README.md

Two models of memory, neither of which is FSRS's:

- *half-life*: an answer is remembered with the probability 2^(-days / half-life); a right answer doubles the
  half-life, a wrong one halves it. This is the Leitner system as a case of half-life regression (B. Settles and
  B. Meeder, "A Trainable Spaced Repetition Model for Language Learning", ACL 2016, section 3). Facts that were only
  drilled begin with 8 days; what was worked with, and is half forgotten after three months, with 90.
- *activation*: each time that something is practised leaves a trace that decays by a power of time, faster where it was
  well known already (P. Pavlik and J. Anderson, "Practice and Forgetting Effects on Vocabulary Memory", Cognitive
  Science 29, 2005; their parameters, and their scale of time between sessions).

A learner finishes 60 topics with a question each in the first 40 weeks, and answers all that a
week's review asks. Remembered is the mean probability over all questions on the last day.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import fmean
from typing import Protocol

from benchmarks.table import Table, arguments, conclude
from roadmap_sync.desired.reviews import ReviewAnswer
from roadmap_sync.progress.memory import GivenAnswer, remember
from roadmap_sync.progress.questions import FIRST_AFTER, ReviewQuestion, due_now
from roadmap_sync.roadmap.goals import Frequency
from roadmap_sync.roadmap.loader import load_text
from roadmap_sync.roadmap.outline import OutlineEntry, outline
from roadmap_sync.roadmap.review import Question
from roadmap_sync.schedule.periods import Period, period

START = date(2026, 1, 5)
WEEKS, LEARNING_WEEKS, QUESTIONS, LEARNERS = 52, 40, 60, 20
COLUMNS = ("reviews", "memory", "reviews a week", "at most", "remembered after a year")
LEAST_GAIN = {"half-life, 90 days": 0.5, "half-life, 8 days": 0.0, "activation": 0.1}
"""By how much the default must beat no review at all: much for what was worked with, less for drilled facts."""


class Memory(Protocol):
    """A learner's memory of one answer."""

    def practise(self, day: date, *, right: bool) -> None:
        """It was learned, or asked, on a day."""
        ...

    def chance(self, day: date) -> float:
        """How likely it is remembered on a later day, from 0 to 1."""
        ...


@dataclass
class HalfLife:
    """Leitner's rule as half-life regression."""

    half_life: float
    last: date = START
    learned: bool = False

    def practise(self, day: date, *, right: bool) -> None:
        """Twice the half-life after a right answer, half of it after a wrong one."""
        if self.learned:
            self.half_life *= 2.0 if right else 0.5
        self.learned, self.last = True, day

    def chance(self, day: date) -> float:
        """2^(-days / half-life)."""
        return 2.0 ** (-(day - self.last).days / self.half_life)


@dataclass
class Activation:
    """Traces that decay by powers of time (Pavlik and Anderson, 2005, equations 2 to 5)."""

    traces: list[tuple[float, float]] = field(default_factory=list)

    DECAY, SCALE = 0.177, 0.217
    THRESHOLD, NOISE = -0.704, 0.255
    # Between sessions less is forgotten than in one: their time there runs at this rate.
    SECONDS_A_DAY = 0.025 * 86_400
    SECONDS_APART = 600.0
    # Answered from memory three times on the day on which it is learned (K. Rawson and J. Dunlosky, "Optimizing
    # Schedules of Retrieval Practice for Durable and Efficient Learning", J. Exp. Psychology: General 140, 2011).
    AT_FIRST = 3

    def practise(self, day: date, *, right: bool) -> None:  # noqa: ARG002 - after a wrong answer it is looked up
        """A trace whose decay grows with what is known at the moment."""
        at = self._moment(day)
        for _ in range(1 if self.traces else self.AT_FIRST):
            self.traces.append((at, self.SCALE * math.exp(self._activation(at)) + self.DECAY))
            at += self.SECONDS_APART

    def chance(self, day: date) -> float:
        """The logistic function of the activation above the threshold."""
        return 1 / (1 + math.exp((self.THRESHOLD - self._activation(self._moment(day))) / self.NOISE))

    def _activation(self, at: float) -> float:
        strengths = [max(at - since, 1.0) ** -decay for since, decay in self.traces]
        return math.log(sum(strengths)) if strengths else -math.inf

    def _moment(self, day: date) -> float:
        return (day - START).days * self.SECONDS_A_DAY


@dataclass(frozen=True, slots=True)
class Rule:
    """How a week's questions are chosen; `choose` gives at most `most` of what has been learned."""

    name: str
    choose: Callable[[Sequence[ReviewQuestion], Period, date], Sequence[ReviewQuestion]]
    most: int
    retention: float = 0.9


def nothing(_learned: Sequence[ReviewQuestion], _span: Period, _today: date) -> Sequence[ReviewQuestion]:
    """No review."""
    return ()


def in_turn(learned: Sequence[ReviewQuestion], _span: Period, _today: date) -> Sequence[ReviewQuestion]:
    """Fixed repetition: what has not been asked for longest."""
    return sorted(learned, key=lambda one: one.known_on)


def ours(learned: Sequence[ReviewQuestion], span: Period, today: date) -> Sequence[ReviewQuestion]:
    """What a review issue lists."""
    return sorted(due_now(learned, span, today), key=lambda one: one.due)


RULES = (
    Rule("none", nothing, 0),
    Rule("in turn", in_turn, 5),
    Rule("in turn", in_turn, 10),
    Rule("spaced, retention 0.8", ours, 5, 0.8),
    Rule("spaced, retention 0.9", ours, 3),
    Rule("spaced, retention 0.9", ours, 5),
    Rule("spaced, retention 0.9", ours, 10),
    Rule("spaced, retention 0.9", ours, 50),
    Rule("spaced, retention 0.95", ours, 10, 0.95),
)
MEMORIES: dict[str, Callable[[], Memory]] = {
    "half-life, 90 days": lambda: HalfLife(90.0),
    "half-life, 8 days": lambda: HalfLife(8.0),
    "activation": Activation,
}


def year(rule: Rule, memory: Callable[[], Memory], seed: int) -> tuple[float, float]:
    """One learner: reviews a week, and the share remembered on the last day."""
    chance = random.Random(seed)
    entry = _entry()
    days = sorted(START + timedelta(days=chance.randrange(LEARNING_WEEKS * 7)) for _ in range(QUESTIONS))
    memories = [memory() for _ in days]
    given: list[list[GivenAnswer]] = [[] for _ in days]
    questions: list[ReviewQuestion] = []
    asked = 0
    for week in range(WEEKS):
        monday = START + timedelta(weeks=week)
        span = period(Frequency.WEEK, monday)
        for one in rule.choose(questions, span, monday)[: rule.most]:
            number = int(one.question.id.removeprefix("q"))
            asked += 1
            right = chance.random() < memories[number].chance(span.last)
            memories[number].practise(span.last, right=right)
            given[number].append((span.last, ReviewAnswer.GOOD if right else ReviewAnswer.AGAIN))
            found = remember(given[number], rule.retention)
            if found:
                at = questions.index(one)
                questions[at] = replace(one, memory=found, due=max(found.due, one.finished + FIRST_AFTER))
        for number in range(len(questions), QUESTIONS):
            if days[number] > span.last:
                break
            memories[number].practise(days[number], right=True)
            questions.append(_question(number, days[number], entry))
    end = START + timedelta(weeks=WEEKS)
    return asked / WEEKS, fmean(one.chance(end) for one in memories)


def _entry() -> OutlineEntry:
    return outline(load_text("title: T\nphases: [{title: P, items: [I]}]", "r.yaml")).entries[1]


def _question(number: int, day: date, entry: OutlineEntry) -> ReviewQuestion:
    question = Question(question=f"Question {number}?", id=f"q{number}")
    return ReviewQuestion(question=question, entry=entry, url="", finished=day, due=day + FIRST_AFTER)


def measured(learners: int = LEARNERS) -> Table:
    """The table; broken where the default does not beat no review clearly."""
    rows, remembered = [], {}
    for name, memory in MEMORIES.items():
        for rule in RULES:
            found = [year(rule, memory, seed) for seed in range(learners)]
            reviews, share = (fmean(values) for values in zip(*found, strict=True))
            remembered[name, rule.name, rule.most] = share
            rows.append((rule.name, name, f"{reviews:.1f}", str(rule.most), f"{100 * share:.0f} %"))
    return Table("review", COLUMNS, tuple(rows), tuple(_broken(remembered)))


def _broken(remembered: dict[tuple[str, str, int], float]) -> Iterator[str]:
    for name, aim in LEAST_GAIN.items():
        gain = remembered[name, "spaced, retention 0.9", 5] - remembered[name, "none", 0]
        if gain < aim:
            yield f"{name}: reviews by default give {100 * gain:.0f} more of 100, the aim is {100 * aim:.0f}"


def main() -> int:
    """Measure, show, and end with 1 where reviews are worth too little."""
    given = arguments(__doc__).parse_args()
    return conclude(measured(), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
