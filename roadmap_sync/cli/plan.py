"""`roadmap-sync plan`: what sync would do."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from roadmap_sync.cli import options
from roadmap_sync.cli.exit_codes import CHANGES, OK
from roadmap_sync.cli.output import result, result_json, wants_color
from roadmap_sync.cli.results import with_places
from roadmap_sync.cli.session import load, session
from roadmap_sync.cli.trackers import open_tracker
from roadmap_sync.cli.tracking import TrackedRoadmaps
from roadmap_sync.plan.batches import groups
from roadmap_sync.render import plan_json, plan_markdown, plan_text
from roadmap_sync.sync import current_plan


@click.command("plan")
@options.files
@options.output("text", "markdown", "json")
@click.option("--exit-code", is_flag=True, help="End with 3 where there are changes.")
@click.option("--prune", is_flag=True, help="Plan to close what the roadmap no longer names.")
@click.option("--no-board", is_flag=True, help="Leave the project board out.")
@click.option("--recreate", is_flag=True, help="Plan to make issues again that were done and are gone.")
@options.tracking
def plan_command(  # noqa: PLR0913 - options of a command
    files: tuple[Path, ...],
    form: str,
    *,
    as_json: bool,
    exit_code: bool,
    prune: bool,
    no_board: bool,
    recreate: bool,
    today: date | None,
    repo: str | None,
    tracker_name: str | None,
) -> int:
    """Show what sync would do: read the tracker, compare, write nothing.

    \b
    Example:  roadmap-sync plan
              roadmap-sync plan --exit-code --format json
    """  # noqa: D301 - \b is click's mark for text as it stands
    run = session(today, repo, tracker_name)
    roadmaps = load(run, files)
    tracker = open_tracker(run, roadmaps, boards=not no_board)
    wanted = TrackedRoadmaps(run, roadmaps, tracker, board=not no_board, recreate=recreate)
    plan = with_places(current_plan(tracker, wanted, prune=prune), tracker)
    requests, minutes = tracker.estimate(groups(plan))
    match options.chosen(form, as_json=as_json):
        case "json":
            result_json(plan_json.document(plan, tracker.name, requests, minutes))
        case "markdown":
            result(plan_markdown.render_comment(plan, place=tracker.place, requests=requests, minutes=minutes))
        case _:
            color = wants_color(sys.stdout)
            result(plan_text.render(plan, requests=requests, minutes=minutes, color=color))
    return CHANGES if exit_code and plan.changes else OK
