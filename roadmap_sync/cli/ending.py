"""How a command ends: messages instead of tracebacks, and the exit code."""

from __future__ import annotations

import os
import sys

import click

from roadmap_sync.errors import InvalidRoadmapError, RoadmapSyncError, UsageError

OK, FAILED, USAGE, CHANGES = 0, 1, 2, 3
INTERRUPTED = 130


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
    except BrokenPipeError:
        # Whoever read our output has seen enough; keep Python from complaining about it while it shuts down.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except RoadmapSyncError as error:
        _show(error)
        return USAGE if isinstance(error, UsageError) else FAILED
    return code if isinstance(code, int) else OK


def _show(error: RoadmapSyncError) -> None:
    from roadmap_sync.cli.show import say  # noqa: PLC0415 - rich comes along

    if isinstance(error, InvalidRoadmapError):
        for problem in error.problems:
            say(str(problem))
        say(f"{len(error.problems)} problem{'s' if len(error.problems) != 1 else ''}.", style="red")
    else:
        say(f"Error: {error.message}", style="red")
        if error.hint:
            say(error.hint)
