"""Shapes of the library rich as text for a terminal: as wide as it is, coloured only when told."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

from rich.console import Console, RenderableType

# Narrower than this no table can be read; the lines are then longer than the terminal.
_NARROWEST = 20


def printed(parts: Iterable[Iterable[RenderableType]], width: int, *, color: bool) -> str:
    """The shapes of all parts one below the other, an empty line between two; no white space at the ends of lines.

    Texts in them must be harmless already (`text.line`). Markup and emoji codes in them stay as they are.
    """
    console = Console(
        file=StringIO(),
        width=max(width, _NARROWEST),
        force_terminal=color,
        color_system="standard" if color else None,
        emoji=False,
        markup=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for number, shape in enumerate(shape for part in parts for shape in part):
        if number:
            console.print()
        console.print(shape)
    assert isinstance(console.file, StringIO)  # noqa: S101 - for the type checker: made above
    return "\n".join(raw.rstrip() for raw in console.file.getvalue().splitlines()) + "\n"
