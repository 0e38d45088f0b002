"""Exit codes, and how a command comes to its own: messages instead of tracebacks."""

from __future__ import annotations

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


def replace_unencodable() -> None:
    """Show a ? for characters that the terminal or pipe can't encode, instead of ending with an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _show(error: RoadmapSyncError) -> None:
    from roadmap_sync.cli.output import say  # noqa: PLC0415 - only where something is to be said
    from roadmap_sync.render.formatting import count  # noqa: PLC0415 - the same

    if isinstance(error, InvalidRoadmapError):
        for problem in error.problems:
            say(str(problem))
        say(f"{count(len(error.problems), 'problem')}; nothing was done.", style="red")
    else:
        say(f"Error: {error.message}", style="red")
        if error.hint:
            say(error.hint)
