"""`roadmap-sync report`: read progress back, write it into the README."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import CHANGES, OK
from roadmap_sync.cli.output import result, say, wants_color
from roadmap_sync.cli.publishing import Target, publish, tell_what_is_public
from roadmap_sync.cli.readme import shown_readme
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.errors import UsageError
from roadmap_sync.progress.model import Progress
from roadmap_sync.render import report_html, report_json, report_markdown, report_text


@click.command("report")
@options.files
@click.option("--readme", type=click.Path(path_type=Path), help="Which file (default: the README that GitHub shows).")
@click.option("--check", is_flag=True, help="Write nothing; end with 3 where there is something to write.")
@click.option("--commit", is_flag=True, help="On GitHub: one signed commit over the API.")
@click.option("--pull-request", is_flag=True, help="On GitHub: a pull request, kept up to date.")
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json", "html"]), help="Print it, write nothing."
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@options.tracking
def report_command(  # noqa: PLR0913 - options of a command
    files: tuple[Path, ...],
    readme: Path | None,
    *,
    check: bool,
    commit: bool,
    pull_request: bool,
    form: str | None,
    as_json: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Read progress back, and write the README's region and its pictures. Where nothing changed, nothing is written.

    \b
    Example:  roadmap-sync report
              roadmap-sync report --format html > progress.html
    """  # noqa: D301 - \b is click's mark for text as it stands
    shown = "json" if as_json else form
    if sum((commit, pull_request, bool(shown or check))) > 1:
        raise UsageError("--commit, --pull-request and what only shows or checks exclude one another", "Leave one.")
    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    tracker = open_tracker(run, roadmaps, comments=True)
    progresses = TrackedRoadmaps(run, roadmaps, tracker).progress()
    for source in dict.fromkeys(progress.commits_source for progress in progresses if progress.commits_source):
        say(f"Commits: {source}")
    if shown:
        result(_shown(progresses, shown))
    if shown and not check:
        return OK
    target = Target(readme or shown_readme(run.folder), check=check, commit=commit, pull_request=pull_request)
    tell_what_is_public(progresses)
    changed = publish(run, tracker, progresses, target)
    if check:
        say("The report would change: " + ", ".join(changed) if changed else "The report is up to date.")
        return CHANGES if changed else OK
    if not shown:
        result("\n".join(f"Wrote {path}" for path in changed) if changed else "The report is up to date.")
    return OK


def _shown(progresses: Sequence[Progress], form: str) -> str:

    match form:
        case "json":
            return json.dumps(report_json.document(progresses), indent=2, ensure_ascii=False)
        case "markdown":
            return "\n".join(report_markdown.region(progress) for progress in progresses).rstrip("\n")
        case "html":
            return report_html.page(progresses)
        case _:
            width = shutil.get_terminal_size((100, 40)).columns
            return report_text.render(progresses, width=width, color=wants_color(sys.stdout))
