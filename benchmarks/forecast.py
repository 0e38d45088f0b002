"""How often the forecast holds: `python -m benchmarks.forecast` prints a table and ends with 1 where an aim is missed.

Simulated learners of ten kinds live through roadmaps of four sizes, day by day. At 10, 25, 50 and 75 % each is told a
likely and a safe date; how the life went on says whether they held. The learners are drawn from `SEED` alone: they know
nothing of the methods. A straight line and a plain Monte Carlo of whole weeks are asked the same.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from statistics import fmean, median

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)  # the project's folder

from benchmarks.learners import KINDS, SIZES, Life, live
from benchmarks.table import Table, arguments, conclude
from roadmap_sync.progress.forecast import capacity, enough, sample_of
from roadmap_sync.progress.pace import WEEK, Week
from roadmap_sync.progress.resampling import HORIZON, LIKELY, SAFE, quantile, weeks_needed, weeks_range
from roadmap_sync.schedule.workdays import Workdays, monday, moved

ASKED = (0.10, 0.25, 0.50, 0.75)
LIVES = 30
"""Lives a kind and size."""
DRAWS = 400
SEED = 18
COLUMNS = ("learners", "forecasts", "50 % date held", "85 % date held", "pinball loss", "width")
AIMS = {"all": ((45, 60), (82, 90)), "slowing": ((0, 100), (60, 100))}
"""From and to, in per cent, of the likely and of the safe date."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is known on a day, and the days that the rest really took."""

    kind: str
    as_of: date
    weeks: tuple[Week, ...]
    left: float
    holidays: Workdays
    last_holiday: date
    truth: int


@dataclass(frozen=True, slots=True)
class Answer:
    """Days until the likely and the safe date."""

    likely: float
    safe: float


def questions(lives: int = LIVES) -> Iterator[Question]:
    """Every learner at every share of the way where enough weeks are over."""
    for kind, how in KINDS.items():
        for size in SIZES:
            for number in range(lives):
                dice = random.Random(f"{SEED} {kind} {size} {number}")
                life = live(how, size, dice)
                if len(life.done) == size:
                    for share in ASKED:
                        found = _question(kind, life, share, dice)
                        if found and enough(sample_of(found.weeks)):
                            yield found


def _question(kind: str, life: Life, share: float, dice: random.Random) -> Question | None:
    """Asked up to six days after that share was reached, as of the last activity or a later Monday."""
    total = sum(weight for _, weight in life.done)
    sums = accumulate(weight for _, weight in life.done)
    reached = next(day for (day, _), done in zip(life.done, sums, strict=True) if done >= share * total)
    today = moved(reached, dice.randrange(7))
    past = [(day, weight) for day, weight in life.done if day <= today]
    as_of = max(past[-1][0], monday(today))
    truth = (life.done[-1][0] - as_of).days
    if truth <= 0:
        return None
    return Question(
        kind=kind,
        as_of=as_of,
        weeks=tuple(_weeks(life, past, as_of)),
        left=total - sum(weight for _, weight in past) - 1e-9,
        holidays=Workdays.without(life.holidays),
        last_holiday=max((one.end for one in life.holidays), default=as_of),
        truth=truth,
    )


def _weeks(life: Life, past: Sequence[tuple[date, float]], as_of: date) -> Iterator[Week]:
    """The finished weeks, as the report sees them."""
    off = Workdays.without(life.holidays)
    first = monday(life.start)
    while moved(first, WEEK - 1) <= as_of:
        last = moved(first, WEEK - 1)
        found = [weight for day, weight in past if first <= day <= last]
        yield Week(
            monday=first,
            weight=sum(found),
            items=len(found),
            active=bool(found),
            workdays=off.count(first, last),
            whole=first >= life.start,
        )
        first = moved(first, WEEK)


def ours(asked: Question) -> Answer:
    """The tool's own forecast."""
    found = weeks_range(
        sample_of(asked.weeks), asked.left, capacity(asked.as_of, asked.holidays, asked.last_holiday), draws=DRAWS
    )
    return Answer(*(math.ceil(WEEK * min(weeks, HORIZON)) for weeks in (found.likely, found.safe)))


def straight_line(asked: Question) -> Answer:
    """All that was done by all the time it took, carried on; it has one date."""
    days = sum(asked.holidays.count(week.monday, moved(week.monday, WEEK - 1)) for week in asked.weeks)
    done = sum(week.weight for week in asked.weeks)
    one = math.ceil(asked.left * days / done) if done else math.inf
    return Answer(one, one)


def monte_carlo(asked: Question) -> Answer:
    """Weeks drawn from the finished ones, each as likely as any other, until all is done: whole weeks."""
    dice, weeks = random.Random(SEED), [week.weight for week in asked.weeks]
    found = []
    for _ in range(DRAWS):
        done, week = 0.0, 0
        while done < asked.left and week < 2 * HORIZON:
            done, week = done + dice.choice(weeks), week + 1
        found.append(week)
    found.sort()
    return Answer(WEEK * quantile(found, LIKELY), WEEK * quantile(found, SAFE))


def plain_resampling(asked: Question) -> Answer:
    """The tool's forecast without a trend: what the aim for slowing learners costs."""
    days_off = capacity(asked.as_of, asked.holidays, asked.last_holiday)
    found = weeks_needed(sample_of(asked.weeks), asked.left, days_off, draws=DRAWS)
    return Answer(*(math.ceil(WEEK * min(quantile(found, share), HORIZON)) for share in (LIKELY, SAFE)))


def measured(lives: int = LIVES) -> Table:
    """The table: the tool by kind of learner and over all, then the other methods."""
    asked = list(questions(lives))
    own = [(one, ours(one)) for one in asked]
    rows, broken = [], []
    for kind in (*KINDS, "all"):
        found = [pair for pair in own if kind in {"all", pair[0].kind}]
        rows.append(_row(kind, found))
        broken += _missed(kind, found)
    for name, method in (
        ("all, without trend", plain_resampling),
        ("all, plain Monte Carlo", monte_carlo),
        ("all, straight line", straight_line),
    ):
        rows.append(_row(name, [(one, method(one)) for one in asked]))
    slowing = [(one, plain_resampling(one)) for one in asked if one.kind == "slowing"]
    rows.append(_row("slowing, without trend", slowing))
    return Table("forecast", COLUMNS, tuple(rows), tuple(broken))


def _held(found: Sequence[tuple[Question, Answer]]) -> tuple[float, float]:
    """How many of 100 dates held, likely and safe."""
    return (
        100 * fmean(one.truth <= answer.likely for one, answer in found),
        100 * fmean(one.truth <= answer.safe for one, answer in found),
    )


def _missed(kind: str, found: Sequence[tuple[Question, Answer]]) -> Iterator[str]:
    for name, value, (low, high) in zip(("likely", "safe"), _held(found), AIMS.get(kind, ()), strict=False):
        if not low <= value <= high:
            yield f"{kind}: the {name} date held in {value:.1f} of 100, the aim is {low} to {high}"


def _row(name: str, found: Sequence[tuple[Question, Answer]]) -> tuple[str, ...]:
    """Pinball loss and width are in days of 100 that the rest really took: its mean, and its median."""
    loss = fmean(_pinball(one, answer) for one, answer in found)
    width = median(100 * (answer.safe - answer.likely) / one.truth for one, answer in found)
    return (name, f"{len(found):,}", *(f"{value:.1f}" for value in _held(found)), f"{loss:.1f}", f"{width:.0f}")


def _pinball(asked: Question, answer: Answer) -> float:
    """R. Koenker, G. Bassett, "Regression Quantiles" (1978): the mean over both dates."""
    pairs = ((LIKELY, asked.truth - answer.likely), (SAFE, asked.truth - answer.safe))
    return 100 * fmean(max(share * late, (share - 1) * late) for share, late in pairs) / asked.truth


def main() -> int:
    """Measure, show, and end with 1 where an aim is missed."""
    given = arguments(__doc__).parse_args()
    return conclude(measured(), write=given.write)


if __name__ == "__main__":
    sys.exit(main())
