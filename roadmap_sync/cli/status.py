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
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.render import report_json, report_text


@click.command("status")
@options.files
@click.option("--all", "everything", is_flag=True, help="Show everything that is measured, however long it gets.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@options.tracking
def status_command(
    files: tuple[Path, ...],
    *,
    everything: bool,
    as_json: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Show what to do next and how far you are, on one screen; reads, writes nothing.

    \b
    Example:  roadmap-sync status
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    progresses = TrackedRoadmaps(run, roadmaps, open_tracker(run, roadmaps, comments=True)).progress()
    if as_json:
        result_json(report_json.document(progresses))
    else:
        width = shutil.get_terminal_size((100, 40)).columns
        shown = report_text.render if everything else report_text.status
        result(shown(progresses, width=width, color=wants_color(sys.stdout)))
    return OK
