"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from roadmap_sync.cli.registry import TRACKERS

INSECURE_HTTP = "roadmap_sync.insecure_http"
"""Where a command's context says whether `--insecure-http` was given."""
Command = TypeVar("Command", bound=Callable[..., Any])


def day(text: str) -> date:
    """A day written ``YYYY-MM-DD``; anything else is wrong usage."""
    from roadmap_sync.roadmap.timespans import SpanError, parse_date  # noqa: PLC0415 - not for --help

    try:
        return parse_date(text)
    except SpanError as error:
        raise click.BadParameter(str(error)) from None


files = click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILES]...")


def _target(_context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path | None:
    return None if value == Path("-") else value


target = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=_target,
    help="Write it there (default, and -: print it).",
)


class _TrackerName(click.Choice):  # type: ignore[type-arg]  # generic only from click 8.2 on
    """The names of the trackers that are registered when a command runs, not when this module was imported."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is registered."""
        return str(click.Choice(list(TRACKERS)).convert(value, param, ctx))


def _allow_insecure(context: click.Context, _option: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's
    context.meta[INSECURE_HTTP] = value


def tracking(command: Command) -> Command:
    """The options of every command that touches a tracker."""
    for option in (
        click.option(
            "--today",
            type=day,
            metavar="YYYY-MM-DD",
            help="Act as if it were this day (default: today, in the roadmap's time zone).",
        ),
        click.option("--repo", metavar="OWNER/NAME", help="The GitHub repository (default: the one you are in)."),
        click.option(
            "--tracker",
            "tracker_name",
            type=_TrackerName(list(TRACKERS)),
            help="GitHub, or the tracker in this folder.",
        ),
        click.option(
            "--insecure-http",
            is_flag=True,
            expose_value=False,
            callback=_allow_insecure,
            help="Let the token out over plain http, to a server that has no https.",
        ),
    ):
        command = option(command)
    return command


def output(*choices: str) -> Callable[[Command], Command]:
    """``--format``, with the first choice as default, and ``--json`` for ``--format json``."""

    def add(command: Command) -> Command:
        command = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")(command)
        return click.option(
            "--format",
            "form",
            type=click.Choice(choices),
            default=choices[0],
            show_default=True,
            help="How to show it.",
        )(command)

    return add


def chosen(form: str, *, as_json: bool) -> str:
    """The format asked for."""
    return "json" if as_json else form
