"""`roadmap-sync doctor`: what works, what does not, how to mend it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.ending import FAILED, OK
from roadmap_sync.cli.session import LOCAL, Session, repository, roadmap_paths, session
from roadmap_sync.cli.show import result, result_json, wants_color
from roadmap_sync.errors import UsageError
from roadmap_sync.roadmap.loader import check_files

if TYPE_CHECKING:
    from roadmap_sync.gh.doctor import Check
    from roadmap_sync.roadmap.model import Roadmap

COLORS = {"ok": "green", "warning": "yellow", "error": "red"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@options.tracking
def doctor_command(*, as_json: bool, today: date | None, repo: str | None, tracker: str | None) -> int:
    """Check roadmaps, token, repository, rights, board, workflow and clock; each line says how to mend it. Reads only.

    \b
    Example:  roadmap-sync doctor
              roadmap-sync doctor --repo ada/learning
    """  # noqa: D301 - \b is click's mark for text as it stands
    from roadmap_sync.gh.doctor import CheckLevel  # noqa: PLC0415 - PyGithub only where it is used

    checks = list(_checks(session(today, repo, tracker)))
    if as_json:
        result_json({"version": 1, "checks": [asdict(check) for check in checks]})
    else:
        for check in checks:
            result(shown(check, color=wants_color(sys.stdout)))
    return FAILED if any(check.level is CheckLevel.ERROR for check in checks) else OK


def shown(check: Check, *, color: bool) -> str:
    """A check as lines: its level, what was looked at and how it is, then the way out."""
    level = click.style(f"{check.level:<8}", fg=COLORS[check.level]) if color else f"{check.level:<8}"
    way_out = f"\n{'':8}{check.way_out}" if check.way_out else ""
    return f"{level}{check.name}: {check.text}{way_out}"


def _checks(run: Session) -> Iterator[Check]:
    from roadmap_sync.gh.doctor import Check, CheckLevel, examine  # noqa: PLC0415 - PyGithub only where it is used

    roadmaps, problems = check_files([run.folder / path for path in roadmap_paths(run.folder)])
    if problems:
        yield Check(CheckLevel.ERROR, "roadmaps", f"{len(problems)} problems", "Run `roadmap-sync validate`.")
    elif roadmaps:
        yield Check(CheckLevel.OK, "roadmaps", ", ".join(_named(roadmap) for roadmap in roadmaps))
    else:
        yield Check(CheckLevel.WARNING, "roadmaps", "there is none in roadmaps/", "Write one with `roadmap-sync init`.")
    active = tuple(roadmap for roadmap in roadmaps if roadmap.active)
    try:
        name = "" if run.tracker == LOCAL else repository(run, active)
    except UsageError as error:
        yield Check(CheckLevel.ERROR, "repository", error.message, error.hint)
        return
    if not name:
        place = run.folder / ".roadmap-sync" / "tracker.sqlite3"
        yield Check(
            CheckLevel.OK, "tracker", f"no repository: the embedded tracker, {place}", "--repo OWNER/NAME for GitHub."
        )
        return
    if not run.token:
        yield Check(
            CheckLevel.ERROR, "token", f"none for {name}", "Set GITHUB_TOKEN or GH_TOKEN, or use --tracker local."
        )
        return
    from roadmap_sync.cli.github_place import open_github  # noqa: PLC0415 - PyGithub only where it is used

    yield from examine(open_github(run, active, name))


def _named(roadmap: Roadmap) -> str:
    return roadmap.id if roadmap.active else f"{roadmap.id} (not active)"
