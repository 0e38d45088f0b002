"""`roadmap-sync cohort report`: the cohort in the README, and on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.cohort_publishing import CohortTarget, publish_cohort
from roadmap_sync.cli.cohort_reading import file, load_cohort
from roadmap_sync.cli.exit_codes import CHANGES, OK
from roadmap_sync.cli.output import result, say
from roadmap_sync.cli.session import session
from roadmap_sync.errors import UsageError


@click.command("report")
@file
@click.option("--readme", type=click.Path(path_type=Path), help="Which file (default: the README that GitHub shows).")
@click.option(
    "--page", type=click.Path(path_type=Path), metavar="FOLDER", help="Also write FOLDER/index.html with every row."
)
@click.option("--check", is_flag=True, help="Write nothing; end with 3 where there is something to write.")
@click.option("--commit", is_flag=True, help="On GitHub: one signed commit over the API.")
@click.option("--pull-request", is_flag=True, help="On GitHub: a pull request, kept up to date.")
@options.tracking
def report_command(  # noqa: PLR0913 - options of a command
    file: Path | None,
    readme: Path | None,
    page: Path | None,
    *,
    check: bool,
    commit: bool,
    pull_request: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Write the cohort's region of the README and its picture; names as the cohort's file says.

    Where nothing changed, nothing is written. The page is for GitHub Pages or for yourself.

    \b
    Example:  roadmap-sync cohort report
              roadmap-sync cohort report cohorts/spring.yaml --page public
    """  # noqa: D301 - \b is click's mark for text as it stands
    if sum((check, commit, pull_request)) > 1:
        raise UsageError("--check, --commit and --pull-request exclude one another", "Leave one.")
    run = session(today, repo, tracker_name)
    cohort = load_cohort(run, file)
    target = CohortTarget(readme, page, check=check, commit=commit, pull_request=pull_request)
    _, changed = publish_cohort(run, cohort, target)
    if check:
        say("The page would change: " + ", ".join(changed) if changed else "The page is up to date.")
        return CHANGES if changed else OK
    result("\n".join(f"Wrote {path}" for path in changed) if changed else "The page is up to date.")
    return OK
