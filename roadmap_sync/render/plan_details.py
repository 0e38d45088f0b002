"""What an update changes, in words: shared by the plan for terminals and the plan for pull requests."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Literal, assert_never

from roadmap_sync.plan.changes import Change, Create, Plan, Retire, Thing, Update, name_of, subject
from roadmap_sync.render.formatting import count
from roadmap_sync.roadmap.origins import origin_of
from roadmap_sync.text import line
from roadmap_sync.tracker.state import Board, Card, Issue, Label, Milestone


def symbol(change: Change) -> Literal["+", "~", "-"]:
    """The character before a change, as `diff` and Terraform have it: created, updated in place, taken away."""
    match change:
        case Create():
            return "+"
        case Update():
            return "~"
        case Retire():
            return "-"
        case _:
            assert_never(change)


def heading(thing: Thing) -> str:
    """What a person knows it by, one line."""
    match thing:
        case Label():
            return line(thing.name)
        case Milestone() | Board():
            return line(thing.title)
        case Issue():
            number = thing.found.number if thing.found else 0
            return line(f"#{number} {thing.title}" if number else thing.title)
        case Card():
            return line(thing.key)
        case _:
            assert_never(thing)


def curriculum(change: Change, plan: Plan) -> str:
    """The address of the curriculum that the change comes from; "" for the learner's own, and without any."""
    thing = subject(change)
    match thing:
        case Label():
            return plan.label_origins.get(thing.name.casefold(), "")
        case Milestone() | Issue() | Card():
            return origin_of(thing.key, plan.origins)
        case Board():  # whose it is, and its number, are the learner's own to say
            return ""
        case _:
            assert_never(thing)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes grouped by kind, each group in the order of the plan."""
    return tuple(sorted(changes, key=lambda change: _rank(subject(change))))


def _rank(thing: Thing) -> int:
    """The kinds in the order in which they are created: what others refer to comes first."""
    match thing:
        case Label():
            return 0
        case Milestone():
            return 1
        case Issue():
            return 2
        case Board():
            return 3
        case Card():
            return 4
        case _:
            assert_never(thing)


_BOARD = {"linked": "linked to the repository", "marked": "marked in its README as this roadmap's"}


def details(change: Update) -> tuple[str, ...]:
    """A line for each field that changes, and the note, which tells the key it had where it was found under another."""
    same_key = name_of(change.before) == name_of(change.after)
    names = (name for name in change.fields if not (name == "key" and same_key))
    lines = [_field(name, change.before, change.after, change) for name in names]
    return tuple(lines) + ((line(change.note),) if change.note else ())


def _field(name: str, before: Thing, after: Thing, change: Update) -> str:
    match name:
        case "region" | "body":
            return _text(getattr(before, "region", ""), getattr(after, "region", ""))
        case "labels" | "blocked_by":
            return f"{name.replace('_', ' ')}: {_sets(getattr(before, name), getattr(after, name))}"
        case "order":
            behind = change.after_sibling
            return f"order: {'behind ' + line(behind) if behind else 'first under its parent'}"
        case "key":
            return f"key: {line(name_of(before)) or 'none'} → {line(name_of(after))}"
    if isinstance(before, Board) and isinstance(after, Board) and (name in _BOARD or name.startswith("field ")):
        return _BOARD.get(name) or _board_field(name, before, after)
    return f"{line(name)}: {_from_to(name, before, after)}"


def _from_to(name: str, before: Thing, after: Thing) -> str:
    """What a field held, and what it is to hold; values that read alike differ in letters or blanks."""
    if isinstance(before, Card) and isinstance(after, Card) and name != "archived":
        old, new = _value(before.values.get(name)), _value(after.values.get(name))
    else:
        old, new = _value(getattr(before, name, None)), _value(getattr(after, name, None))
    return f"{old} → {new}" if old != new else "other letters or blanks"


def _board_field(name: str, before: Board, after: Board) -> str:
    """A field that is made, or the options that it gets."""
    there, wanted = (
        next((field for field in board.fields if f"field {field.name}".casefold() == name.casefold()), None)
        for board in (before, after)
    )
    if there is None or wanted is None:
        return f"{line(name)}: new"
    known = {option.casefold() for option in there.options}
    return f"{line(name)}: +{', +'.join(line(option) for option in wanted.options if option.casefold() not in known)}"


def _value(value: object) -> str:
    if value is None or value == "":
        return "none"
    if isinstance(value, str):
        return f"“{line(value)}”" if " " in value else line(value)
    if isinstance(value, tuple):
        return ", ".join(_value(getattr(part, "name", part)) for part in value) or "none"
    return line(str(value))


def _sets(before: frozenset[str], after: frozenset[str]) -> str:
    gone = [f"−{line(name)}" for name in sorted(before - after)]
    return ", ".join([*(f"+{line(name)}" for name in sorted(after - before)), *gone]) or "spelling"


def _text(before: str, after: str) -> str:
    changed = [piece for piece in difflib.ndiff(before.splitlines(), after.splitlines()) if piece[0] in "+-"]
    added = sum(piece[0] == "+" for piece in changed)
    return f"our text: {count(added, 'line')} in, {len(changed) - added} out"
