"""The plan for a terminal: ``+ ~ -`` lines in groups, notices, and a last line that counts."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Literal, assert_never

from roadmap_sync.plan.changes import Change, Create, Notice, NoticeKind, Plan, Retire, Update, kind_of, subject
from roadmap_sync.render.formatting import count
from roadmap_sync.render.plan_details import curriculum, details, heading, in_order, symbol
from roadmap_sync.text import line
from roadmap_sync.tracker.state import Card, Issue, IssueState, Milestone

Symbol = Literal["+", "~", "-", "!", "#"]
"""What a colour is for: created, updated, retired, a notice, a heading."""
Paint = Callable[[Symbol, str], str]

MOST_NOTICES = 50


def render(plan: Plan, *, requests: int = 0, minutes: float = 0.0, color: bool = False) -> str:
    """The whole plan as text that ends in a line of counts; `color` adds ANSI colours. Same plan, same bytes."""
    paint: Paint = _ansi if color else _as_is
    groups = groupby(in_order(plan.changes), key=lambda change: kind_of(subject(change)))
    parts = ["\n".join(_group(kind, tuple(changes), plan, paint)) for kind, changes in groups]
    if told := tuple(_untold(plan)):
        parts.append(
            "\n".join([paint("#", "Notices"), *(f"  {paint('!', '!')} {each}" for each in notice_lines(told))])
        )
    if plan.curricula and plan.changes:
        parts.append("\n".join(f"Curriculum: {line(name)}" for name in plan.curricula))
    return "\n\n".join([*parts, totals(plan, requests, minutes)]) + "\n"


def notice_lines(notices: Iterable[Notice]) -> Iterator[str]:
    """Notices in words, the first of them: strangers decide how many there are."""
    found = list(notices)
    yield from map(notice, found[:MOST_NOTICES])
    if len(found) > MOST_NOTICES:
        yield f"and {count(len(found) - MOST_NOTICES, 'more notice')}"


def totals(plan: Plan, requests: int, minutes: float) -> str:
    """The last line: how many changes of each kind, and about how many requests and minutes they take."""
    if not plan.changes:
        return "Nothing to do: the tracker agrees with the roadmap."
    summary = plan.summary()
    text = f"Plan: {summary['create']} to create, {summary['update']} to update, {summary['retire']} to retire."
    if requests:
        text += f" About {count(requests, 'request')}, {duration(minutes)}."
    if summary["retire"] and not plan.prune:
        text += " What would be retired stays as it is without --prune."
    return text


def duration(minutes: float) -> str:
    """``under a minute``, ``12 minutes``, ``2 h 5 min``."""
    rounded = math.ceil(minutes)
    if rounded <= 1:
        return "under a minute"
    return f"{rounded} minutes" if rounded < 120 else f"{rounded // 60} h {rounded % 60} min"  # noqa: PLR2004 - two hours


def _untold(plan: Plan) -> Iterator[Notice]:
    """The notices, those of renames aside that stand with their changes already."""
    things = (subject(change) for change in plan.changes if isinstance(change, Update) and change.note)
    noted = {thing.key for thing in things if isinstance(thing, (Issue, Milestone))}
    return (each for each in plan.notices if each.kind is not NoticeKind.RENAMED or each.key not in noted)


def notice(each: Notice) -> str:
    """A notice on one line."""
    parts = [each.kind.value.replace("_", " "), line(each.key)]
    about = " ".join(part for part in parts if part)
    return f"{about}: {line(each.text)}" + (f" ({line(each.url)})" if each.url else "")


def _group(kind: str, changes: tuple[Change, ...], plan: Plan, paint: Paint) -> Iterator[str]:
    yield paint("#", f"{kind.title()}s")
    new_cards = sum(isinstance(change, Create) and isinstance(change.thing, Card) for change in changes)
    if new_cards:
        yield f"  {paint('+', '+')} {count(new_cards, 'card')}, one for each issue that is not on the board yet"
    for change in changes:
        if new_cards and isinstance(change, Create):
            continue
        mark = symbol(change)
        yield f"  {paint(mark, mark)} {heading(subject(change))}{_aside(change, plan)}"
        if isinstance(change, Update):
            yield from (f"      {detail}" for detail in details(change))


def _aside(change: Change, plan: Plan) -> str:
    return _state(change, plan) + ("  (from the curriculum)" if curriculum(change, plan) else "")


def _state(change: Change, plan: Plan) -> str:
    thing = subject(change)
    match change:
        case Retire():
            return "  (closed as not planned)" if plan.prune else "  (no longer in the roadmap)"
        case Create() if isinstance(thing, Milestone) and thing.due:
            return f"  (due {thing.due})"
        case Create() if isinstance(thing, Issue) and thing.state is not IssueState.OPEN:
            return "  (done already)"
    return ""


def _ansi(mark: Symbol, text: str) -> str:
    return f"\x1b[{_color(mark)}m{text}\x1b[0m"


def _color(mark: Symbol) -> int:
    """The number of an ANSI escape sequence (ECMA-48, SGR): a colour, or bold."""
    match mark:
        case "+":
            return 32
        case "~":
            return 33
        case "-":
            return 31
        case "!":
            return 35
        case "#":
            return 1
        case _:
            assert_never(mark)


def _as_is(_mark: Symbol, text: str) -> str:
    return text
