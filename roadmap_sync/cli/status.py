"""`roadmap-sync status`: progress in the terminal."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import OK
from roadmap_sync.cli.output import result, result_json, wants_color
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import Wanting
from roadmap_sync.render import report_json, report_text


@click.command("status")
@options.files
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@options.tracking
def status_command(
    files: tuple[Path, ...], *, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None
) -> int:
    """Show progress and what to do next; reads, writes nothing.

    \b
    Example:  roadmap-sync status
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    progresses = Wanting(run, roadmaps, open_tracker(run, roadmaps, comments=True)).progress()
    if as_json:
        result_json(report_json.document(progresses))
    else:
        width = shutil.get_terminal_size((100, 40)).columns
        result(report_text.status(progresses, width=width, color=wants_color(sys.stdout)))
    return OK
