"""`roadmap-sync doctor`: what works, what does not, how to fix it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import assert_never

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import FAILED, OK
from roadmap_sync.cli.output import result, result_json, wants_color
from roadmap_sync.cli.session import Session, library, roadmap_paths, session
from roadmap_sync.cli.trackers import selected, setup_of
from roadmap_sync.errors import UsageError, errors_among
from roadmap_sync.render.formatting import count
from roadmap_sync.roadmap.loader import check_files
from roadmap_sync.roadmap.model import Roadmap
from roadmap_sync.tracker.provider import Check, CheckLevel

READING = (
    "A private one needs ROADMAP_SYNC_READ_TOKEN (the input read-token of the Action): a fine-grained token with"
    " Contents: read where all such repositories have one owner, else a classic one with `repo`."
)
"""What a token for reading must be."""


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@options.tracking
def doctor_command(*, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None) -> int:
    """Check roadmaps, token, repository, rights, board, workflow and clock; each line says how to fix it. Reads only.

    \b
    Example:  roadmap-sync doctor
              roadmap-sync doctor --repo ada/learning
    """  # noqa: D301 - \b is click's mark for text as it stands
    checks = list(_checks(session(today, repo, tracker_name)))
    if as_json:
        result_json({"version": 1, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            result(shown(check, color=wants_color(sys.stdout)))
    return FAILED if any(check.level is CheckLevel.ERROR for check in checks) else OK


def shown(check: Check, *, color: bool) -> str:
    """A check as lines: its level, what was looked at and how it is, then the way out."""
    level = click.style(f"{check.level:<8}", fg=_color(check.level)) if color else f"{check.level:<8}"
    way_out = f"\n{'':8}{check.way_out}" if check.way_out else ""
    return f"{level}{check.name}: {check.text}{way_out}"


def _color(level: CheckLevel) -> str:
    match level:
        case CheckLevel.OK:
            return "green"
        case CheckLevel.WARNING:
            return "yellow"
        case CheckLevel.ERROR:
            return "red"
        case _:
            assert_never(level)


def _checks(run: Session) -> Iterator[Check]:
    roadmaps, problems = check_files([run.folder / path for path in roadmap_paths(run.folder)], library(run))
    errors = errors_among(problems)
    if errors:
        yield Check(CheckLevel.ERROR, "roadmaps", count(len(errors), "problem"), "Run `roadmap-sync validate`.")
    elif roadmaps:
        yield Check(CheckLevel.OK, "roadmaps", ", ".join(_named(roadmap) for roadmap in roadmaps))
    else:
        yield Check(CheckLevel.WARNING, "roadmaps", "there is none in roadmaps/", "Write one with `roadmap-sync init`.")
    yield from _curricula(roadmaps)
    active = tuple(roadmap for roadmap in roadmaps if roadmap.active)
    try:
        chosen, name = selected(run, active)
    except UsageError as error:
        yield Check(CheckLevel.ERROR, "repository", error.message, error.hint)
        return
    yield from chosen.examine(setup_of(run, active, name))


def _curricula(roadmaps: Iterable[Roadmap]) -> Iterator[Check]:
    for source in dict.fromkeys(source for roadmap in roadmaps for source in roadmap.curricula):
        name = f"{source.address}" + (f" at {source.commit[:12]}" if source.commit else "")
        if source.old:
            yield Check(CheckLevel.WARNING, "curriculum", f"{name}, as last read: {source.old}", READING)
        else:
            yield Check(CheckLevel.OK, "curriculum", f"{name} ({'private' if source.private else 'readable'})")


def _named(roadmap: Roadmap) -> str:
    return roadmap.id if roadmap.active else f"{roadmap.id} (not active)"
