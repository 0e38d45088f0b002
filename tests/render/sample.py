"""Progress values to render: a learner some weeks into a roadmap of eight phases, and small ones built by hand."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from roadmap_sync.progress.model import (
    CheckpointProgress,
    Forecast,
    Pace,
    PartProgress,
    Point,
    Progress,
    Retention,
    SkillLevel,
    Streak,
    Tally,
    Topic,
    Verdict,
    Work,
    WorkStatus,
)
from roadmap_sync.roadmap.model import Phase, Resource, Roadmap

START = date(2026, 1, 5)
ISSUES = "https://github.com/learner/journey/issues"
PHASES: Mapping[str, tuple[str, ...]] = {
    "Python Foundation": ("Core Python Syntax", "Object-Oriented Python", "Production Python Tools"),
    "Backend Engineering Fundamentals": ("HTTP and REST", "FastAPI", "Databases", "Authentication"),
    "Generative AI Fundamentals": ("How language models work", "Prompting", "Structured output"),
    "Retrieval-Augmented Generation": ("Embeddings", "Vector databases", "Chunking", "Evaluation"),
    "AI Agents": ("Tool use", "Agent frameworks", "Memory"),
    "Deployment and Cloud": ("Docker", "Cloud deployment", "CI/CD"),
    "Production AI Systems": ("Observability", "Cost and latency", "Guardrails", "Security"),
    "Portfolio and Job Search": ("Portfolio", "Interviews", "Applications"),
}
TOPICS = (
    "Variables, data types, type hints",
    "`__init__`, `__str__`, `__repr__` methods",
    "Functions (args, kwargs, decorators basics)",
    "Error handling (try/except, custom exceptions)",
    "File I/O and context managers",
    "Status codes (200, 201, 400, 401, 404, 500)",
    "Async basics: `async`/`await`",
)


def tally_of(work: list[Work]) -> Tally:
    counted = [each for each in work if each.counts]
    done = [each for each in counted if each.mark is WorkStatus.DONE]
    optional = [each for each in work if each.optional]
    return Tally(
        done=len(done),
        in_progress=sum(each.mark is WorkStatus.IN_PROGRESS for each in counted),
        total=len(counted),
        skipped=sum(each.mark is WorkStatus.SKIPPED for each in work),
        hours_done=sum(each.hours or 0.0 for each in done),
        hours_total=sum(each.hours or 0.0 for each in counted),
        optional_done=sum(each.mark is WorkStatus.DONE for each in optional),
        optional_total=len(optional),
        by_hours=True,
    )


def _work(chance: random.Random, reached: int) -> list[Work]:
    made: list[Work] = []
    day = START
    for phase, sections in PHASES.items():
        for section in sections:
            for topic in TOPICS:
                position = len(made)
                mark = (
                    WorkStatus.DONE
                    if position < reached
                    else WorkStatus.IN_PROGRESS
                    if position < reached + 2
                    else WorkStatus.TODO
                )
                mark = WorkStatus.SKIPPED if position % 29 == 17 and mark is WorkStatus.DONE else mark
                day += timedelta(days=chance.choice((0, 0, 1, 1, 2)))
                made.append(
                    Work(
                        key=f"journey/{phase}/{section}/{position}",
                        title=topic if position % 3 else f"{section}: {topic}",
                        mark=mark,
                        counts=mark is not WorkStatus.SKIPPED and position % 11 != 5,
                        hours=float(chance.choice((2, 3, 4, 5))),
                        done_on=day if mark is WorkStatus.DONE else None,
                        phase=f"journey/{phase}",
                        section=f"journey/{phase}/{section}",
                        optional=position % 11 == 5,
                        number=position + 9,
                        url=f"{ISSUES}/{position + 9}",
                    )
                )
    return made


def _parts(work: list[Work], reached_day: date) -> tuple[PartProgress, ...]:
    parts, start = [], START
    for index, (phase, sections) in enumerate(PHASES.items()):
        inside = [each for each in work if each.phase == f"journey/{phase}"]
        target = start + timedelta(weeks=4 + index % 3, days=-1)
        finished = all(each.mark in {WorkStatus.DONE, WorkStatus.SKIPPED} for each in inside)
        below = tuple(
            PartProgress(
                key=f"journey/{phase}/{section}",
                title=section,
                tally=tally_of([each for each in inside if each.section.endswith(section)]),
                number=index * 10 + place + 300,
                url=f"{ISSUES}/{index * 10 + place + 300}",
            )
            for place, section in enumerate(sections)
        )
        parts.append(
            PartProgress(
                key=f"journey/{phase}",
                title=phase,
                tally=tally_of(inside),
                start=start,
                target=target,
                finished_on=min(target, reached_day) if finished else None,
                number=index + 1,
                url=f"https://github.com/learner/journey/milestone/{index + 1}",
                sections=below,
            )
        )
        start = target + timedelta(days=1)
    return tuple(parts)


def _burn_up(work: list[Work], as_of: date, target: date) -> tuple[Point, ...]:
    total = sum(each.hours or 0.0 for each in work if each.counts)
    points, day = [], START
    while day <= target:
        done = sum(e.hours or 0.0 for e in work if e.counts and e.done_on and e.done_on <= min(day, as_of))
        share = (day - START).days / (target - START).days
        points.append(Point(day=day, planned=total * share, done=done if day <= as_of else None, total=total))
        day += timedelta(weeks=1)
    return (*points, Point(day=target, planned=total, total=total))


def _verdicts() -> dict[str, tuple[Any, ...]]:
    first, second = (f"journey/{title}" for title in list(PHASES)[:2])
    return {
        "criteria": (
            Verdict(
                title="Can write async code without looking it up",
                met=True,
                manual=True,
                phase=first,
                url=f"{ISSUES}/350",
            ),
            Verdict(title="30 commits", met=True, evidence="61 of 30 commits", value=61, least=30, phase=first),
            Verdict(title="An API that others use", met=None, manual=True, phase=second, url=f"{ISSUES}/351"),
            Verdict(title="Employable", met=None, manual=True),
        ),
        "habits": (
            Verdict(title="Five commits", met=True, evidence="10 of the last 12 weeks", every="week"),
            Verdict(title="One dev log entry", met=False, evidence="7 of the last 12 weeks", every="week", manual=True),
        ),
        "goals": (
            Verdict(
                title="200 commits in the first year",
                met=None,
                evidence="148 of 200 commits",
                value=148,
                least=200,
                by=date(2026, 12, 31),
            ),
            Verdict(title="Five posts published", met=None, manual=True, by=date(2026, 12, 31)),
        ),
        "checkpoints": (
            CheckpointProgress(
                title="Junior AI engineer",
                by=date(2026, 7, 4),
                percent=58.2,
                skills=("Python", "FastAPI"),
                able_to=("Build a RAG chatbot",),
                titles=("Junior AI Engineer",),
            ),
            CheckpointProgress(title="AI engineer", by=date(2027, 1, 4), percent=31.0, skills=("Agents",)),
        ),
        "skills": (
            SkillLevel(title="Python", level=4, target=5, percent=82.0),
            SkillLevel(title="Backend", level=2, target=5, percent=44.0),
            SkillLevel(title="Retrieval", level=0, target=4, percent=0.0),
        ),
    }


def roadmap(**more: Any) -> Roadmap:
    values: dict[str, Any] = {
        "id": "journey",
        "title": "AI Application Engineer",
        "phases": tuple(Phase(title=title, id=title) for title in PHASES),
        "summary": "From first Python to an employable AI application engineer in a year.",
        "start": START,
        "tags": {},
        "paces": {},
        "resources": (Resource(title="The tutorial", url="https://docs.python.org/3/tutorial/", note="chapters 1-9"),),
        "principles": ("Build first, optimize later.", "Share progress openly."),
        "avoid": ("Yet another course before the first project.",),
        "notes": ("Rushing **phase 1** is what stops most beginners around month 4.",),
    }
    return Roadmap(**(values | more))


def learner(weeks: int = 12, **more: Any) -> Progress:
    """A learner so many weeks in; `more` replaces fields of the value."""
    chance = random.Random(7)
    as_of = START + timedelta(weeks=weeks, days=-2)
    work = _work(chance, reached=min(5 * weeks, 187))
    work = [replace(each, done_on=min(each.done_on, as_of)) if each.done_on else each for each in work]
    parts = _parts(work, as_of)
    todo = [each for each in work if each.mark in {WorkStatus.TODO, WorkStatus.IN_PROGRESS}]
    done = sorted((each for each in work if each.done_on), key=lambda each: (each.done_on, each.number), reverse=True)
    target = parts[-1].target or as_of
    days = [START + timedelta(days=number) for number in range((as_of - START).days + 1)]
    current = tuple(part.key for part in parts if part.finished_on is None)[:1]
    values: dict[str, Any] = {
        "roadmap": roadmap(),
        "as_of": as_of,
        "tally": tally_of(work),
        "phases": parts,
        "work": tuple(work),
        "current": current,
        "next_up": tuple(todo[:5]),
        "blocked": tuple((each, (todo[0].title, todo[1].title)) for each in todo[9:12]),
        "recent": tuple(done[:6]),
        "days_ahead": -5,
        "start": START,
        "target": target,
        "pace": Pace(hours_a_week=14.2, items_a_week=4.6, weeks=8, planned_hours_a_week=17.5),
        "streak": Streak(current=6, longest=19, active_days=52, last_active=as_of),
        "forecasts": (
            Forecast(
                title="Backend Engineering Fundamentals",
                likely=as_of + timedelta(days=19),
                safe=as_of + timedelta(days=33),
            ),
            Forecast(
                title="AI Application Engineer",
                likely=target + timedelta(days=12),
                safe=target + timedelta(days=61),
                target=target,
            ),
        ),
        "burn_up": _burn_up(work, as_of, target),
        "closings_by_day": {each.done_on: 1 for each in work if each.done_on},
        "commits_by_day": {day: chance.choice((1, 1, 2, 3, 7)) for day in days if chance.random() < 0.55},
        "commits": 148,
        "commits_source": "git log of this repository",
        "facts": ("a", "b"),
        **_verdicts(),
    }
    return Progress(**(values | more))


def beginner() -> Progress:
    """Nothing but a title and one phase without dates: what the smallest roadmap gives on its first day."""
    work = Work(key="r/p/a", title="Python basics", mark=WorkStatus.TODO, counts=True, phase="r/p")
    tally = Tally(total=1)
    small = Roadmap(title="My learning journey", id="r", phases=(Phase(title="P", id="p"),), tags={}, paces={})
    part = PartProgress(key="r/p", title="Foundations", tally=tally)
    return Progress(
        roadmap=small, as_of=START, tally=tally, phases=(part,), work=(work,), next_up=(work,), current=("r/p",)
    )


def reviewing() -> Progress:
    """The learner, who also reviews questions."""
    progress = learner()
    weakest = (
        Topic(title="Core Python Syntax", phase="Python Foundation", share=0.62, answered=9),
        Topic(title="FastAPI", phase="Backend Engineering Fundamentals", share=0.81, answered=4),
    )
    found = Retention(
        remembered=32,
        answered=40,
        total=44,
        due=5,
        weakest=weakest,
        phases={progress.phases[0].key: 0.87},
        url=f"{ISSUES}/900",
    )
    return replace(progress, retention=found)
