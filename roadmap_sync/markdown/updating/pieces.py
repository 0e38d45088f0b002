"""Lines of a roadmap file cut, shifted and put together, and names put in their order."""

from __future__ import annotations

from collections.abc import Sequence


def put_in(order: list[str], names: Sequence[str], model: Sequence[str]) -> None:
    """Put the names that are missing in `order` behind those that they follow in `model`, or else at the end."""
    for name in names:
        if name not in order:
            before = model[: model.index(name)] if name in model else []
            at = next((order.index(other) + 1 for other in reversed(before) if other in order), len(order))
            order.insert(at, name)


def trivia(lines: Sequence[str]) -> list[str]:
    """The blank and comment lines before what is said."""
    return list(lines[: first(lines)])


def body(lines: Sequence[str]) -> list[str]:
    """What is said, without blank and comment lines before it."""
    return list(lines[first(lines) :])


def first(lines: Sequence[str]) -> int:
    """Where something is said first."""
    return next(
        (index for index, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines)
    )


def shifted(line: str, indent: int) -> str:
    """A line at another indent."""
    return " " * indent + line.lstrip()


def reindented(lines: Sequence[str], old: int, new: int) -> list[str]:
    """Lines of one indent at another."""
    if old == new:
        return list(lines)
    if new > old:
        return [" " * (new - old) + line if line.strip() else line for line in lines]
    return [line[old - new :] if line[: old - new].isspace() else line.lstrip() for line in lines]
