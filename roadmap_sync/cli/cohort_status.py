"""`roadmap-sync cohort status`: the cohort in the terminal."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.cohort_reading import file, load_cohort, look, names_in, server_of
from roadmap_sync.cli.exit_codes import OK
from roadmap_sync.cli.output import result, result_json, wants_color
from roadmap_sync.cli.session import session
from roadmap_sync.render import cohort_text
from roadmap_sync.render.cohort_view import document, view


@click.command("status")
@file
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@options.tracking
def status_command(
    file: Path | None, *, as_json: bool, today: date | None, repo: str | None, tracker_name: str | None
) -> int:
    """Show every learner, those who need a look first; reads, writes nothing.

    On your own terminal all names are shown; in GitHub Actions, whose logs others may read, as `names:` says. With
    `--tracker local` OWNER/NAME is a folder here.

    \b
    Example:  roadmap-sync cohort status
              roadmap-sync cohort status cohorts/spring.yaml --json
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    cohort = load_cohort(run, file)
    shown = view(look(run, cohort), names_in(run, cohort, published=False), server=server_of(run))
    if as_json:
        result_json(document(shown))
    else:
        width = shutil.get_terminal_size((100, 40)).columns
        result(cohort_text.render(shown, width=width, color=wants_color(sys.stdout)))
    return OK
