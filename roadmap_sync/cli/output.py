"""Output: results on stdout, messages and errors on stderr, colour on terminals, and a progress bar or plain lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Protocol, TextIO

import click

from roadmap_sync.text import workflow

_EVERY = 10.0
"""Seconds between two lines of progress in a log, so that a run of minutes stays readable there."""


def wants_color(stream: TextIO) -> bool:
    """Colour on a terminal, unless NO_COLOR is set; always with FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def say(text: str, *, style: str = "") -> None:
    """A message, on stderr."""
    _write(text, sys.stderr, style)


def result(text: str) -> None:
    """A result, on stdout; may carry its own colours."""
    _write(text.removesuffix("\n"), sys.stdout, "")


def result_json(document: Any) -> None:  # noqa: ANN401 - any JSON document
    """A JSON document, on stdout; in characters that the stream can encode, and never a workflow command."""
    ascii_only = not (sys.stdout.encoding or "").lower().startswith("utf")
    # The runner takes `##[` in a log for a command of its old syntax, wherever it comes from.
    text = json.dumps(document, indent=2, ensure_ascii=ascii_only, default=str)
    click.echo(text.replace("##[", "##\\u005b"))


def _write(text: str, stream: TextIO, style: str) -> None:
    if os.environ.get("GITHUB_ACTIONS") == "true":
        text = workflow(text)
    color = wants_color(stream)
    click.echo(click.style(text, fg=style) if style and color else text, file=stream, color=color)


class Meter(Protocol):
    """Shows how far a run is."""

    def __call__(self, text: str, through: int, total: int) -> None:
        """`through` of `total` are done; `text` is what is happening."""
        ...


@contextmanager
def meter(title: str, *, quiet: bool = False) -> Iterator[Meter]:
    """A progress bar with what is happening and the time left on a terminal, a line now and then elsewhere."""
    if quiet:
        yield lambda _text, _through, _total: None
    elif sys.stderr.isatty():
        with _bar(title) as shown:
            yield shown
    else:
        yield _lines(title)


@contextmanager
def _bar(title: str) -> Iterator[Meter]:
    """The bar appears with the first step, so that questions before it have the terminal for themselves."""
    from rich.console import Console  # noqa: PLC0415 - only on terminals
    from rich.markup import escape  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.table import Column  # noqa: PLC0415

    now = TextColumn("{task.fields[now]}", table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis"))
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        now,
        console=Console(file=sys.stderr),
        transient=True,
        expand=True,
    )
    task = progress.add_task(title, total=None, now="")

    def show(text: str, through: int, total: int) -> None:
        progress.update(task, now=escape(text), completed=through, total=total)
        progress.start()

    try:
        yield show
    finally:
        progress.stop()


def _lines(title: str) -> Meter:
    last = monotonic()

    def show(text: str, through: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= _EVERY:
            last = monotonic()
            say(f"{title}: {through} of {total} ({text})")

    return show
