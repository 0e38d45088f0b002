"""Exit codes, and how a command comes to its own: messages instead of tracebacks."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import NoReturn

import click

from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError, UsageError

OK, FAILED, USAGE, CHANGES = 0, 1, 2, 3
INTERRUPTED = 130
"""What a shell reports of a program ended by Ctrl-C: 128 and the number of SIGINT."""


def run(command: click.Command, arguments: list[str] | None = None) -> int:
    """Run a command to its end; returns the exit code."""
    try:
        code = command.main(arguments, prog_name="roadmap-sync", standalone_mode=False)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except RoadmapSyncError as error:
        _show(error)
        return USAGE if isinstance(error, UsageError) else FAILED
    return code if isinstance(code, int) else OK


def decline(words: str) -> NoReturn:
    """End the command because somebody answered no."""
    click.echo(words, err=True)
    raise click.exceptions.Exit(FAILED)


@contextmanager
def tolerate_closed_pipe() -> Iterator[None]:
    """End the command without an error where whoever reads our output stops reading (`| head`)."""
    try:
        yield
    except BrokenPipeError:
        # Keep Python from complaining about what is left in the buffers while it shuts down.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for stream in (sys.stdout, sys.stderr):
            os.dup2(nowhere, stream.fileno())
        raise click.exceptions.Exit(OK) from None


# What a terminal without Unicode shows instead: what is full must still differ from what is empty.
_LOOK_ALIKES = {
    "█": "#",
    "░": "-",
    "★": "*",
    "☆": "-",
    "✓": "v",
    "✗": "x",
    "·": ".",
    "•": "*",
    "▌": "|",
    "→": "->",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "\xa0": " ",
}


def replace_unencodable() -> None:
    """Show characters that the terminal or pipe can't encode as ASCII like them, else as ?, and no error."""
    codecs.register_error("look-alikes", _look_alikes)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="look-alikes")


def _look_alikes(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)  # noqa: S101 - for the type checker: the streams are written to
    lost = error.object[error.start : error.end]
    return "".join(_LOOK_ALIKES.get(character, "?") for character in lost), error.end


def _show(error: RoadmapSyncError) -> None:
    from roadmap_sync.cli.output import problems_shown, say  # noqa: PLC0415 - only where something is to be said
    from roadmap_sync.render.formatting import count  # noqa: PLC0415 - the same

    if isinstance(error, InvalidRoadmapError):
        for shown in problems_shown(error.problems, sys.stderr):
            say(shown)
        say(f"{count(len(error.problems), 'problem')}; nothing was done.", style="red")
    else:
        say(f"Error: {error.message}", style="red")
        if error.hint:
            say(error.hint)
